/**
 * Whatever text or bytes come, everything that reads data answers: it does not throw, does not change what it was given,
 * leaves no trace in what all objects inherit, and lists a bounded number of problems.
 *
 * The texts are the platform's samples, the examples, the kept corpus and a few values of every codec, with values, keys,
 * characters and bytes changed, and with parts of one in another. Each is read by those that take it unchanged, and by one
 * at random.
 */
import { writeSync } from "node:fs";
import fc from "fast-check";
import { checkSnapshot } from "suanjia";
import { describe, expect, test } from "vitest";
import { corpus, howToKeep, samples, textOf } from "../support/corpus.js";
import { jpeg, progressive } from "../support/jpegs.js";
import { deepText, mutatedBytes, mutatedText, randomBytes, withValue } from "../support/mutations.js";
import { checkEmptyObject, ownNames } from "../support/prototypes.js";
import { CODECS, checkAnswer, READERS } from "../support/readers.js";
import { type Below, breather, cases, isAlone, numbers, runs, seed, seedOf, tally } from "../support/runs.js";
import { valueOf } from "../support/shapeArbitraries.js";
import { watchdog } from "../support/watchdog.js";
import { deepFreeze } from "../unit/junk.js";

const RUNS = runs(10_000);

const read = (name: string, value: unknown): boolean =>
  checkAnswer(name, READERS.get(name)?.(value as never));

/** What JSON.parse makes of a text, frozen, so that whoever changes it throws; undefined where it is no JSON. */
const parsed = (text: string): unknown => {
  try {
    return deepFreeze(JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};

/** A text to start from, and who takes it as it is. */
interface Start {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly readers: readonly string[];
}

const names = [...READERS.keys()];

const startOf = (kept: string): Start[] => {
  const value = parsed(kept);
  if (value === undefined) return [];
  // Without blanks.
  const text = JSON.stringify(value);
  return [{ text, bytes: Buffer.from(text), readers: names.filter((name) => read(name, value)) }];
};

const KEPT = corpus("payloads");
/** Not the deep ones: what is changed in those is seldom seen, and deepText makes more of them. */
const STARTS = [
  ...[...KEPT.filter(({ name }) => !name.startsWith("deep-")), ...samples()].map(textOf),
  ...CODECS.flatMap(([, codec]) => fc.sample(valueOf(codec), { seed: 1, numRuns: 3 })).map((value) =>
    JSON.stringify(value),
  ),
].flatMap(startOf);

const one = <A>(items: readonly A[], below: Below): A => items[below(items.length)]!;

/** A value of one text, cut out of it. */
const partOf = (text: string, below: Below): string => {
  const parts = [...text.matchAll(/(?<=[:,[])(?:\[[^[\]{}]*\]|\{[^[\]{}]*\}|"[^"]*"|\d+)/g)];
  return parts[below(parts.length)]?.[0] ?? "null";
};

const mutant = ({ text, bytes }: Start, below: Below): string => {
  switch (below(10)) {
    case 0:
      return new TextDecoder().decode(mutatedBytes(bytes, below));
    case 1:
      return deepText(below, ["[", '{"a":', '{"goodsList":[', '{"lines":[{"goodsId":'], 20_000);
    case 2:
      return new TextDecoder().decode(randomBytes(below));
    case 3:
    case 4:
      return withValue(text, partOf(one(STARTS, below).text, below), below);
    case 5:
      return mutatedText(mutatedText(text, below), below);
    default:
      return mutatedText(text, below);
  }
};

const PICTURES = [jpeg({ width: 30, height: 30 }), progressive(800, 800)];

/** Reads a mutant as a few of those do who would meet it. */
const tryText = (text: string, { readers }: Start, below: Below): number => {
  const value = parsed(text);
  if (value === undefined) return 0;
  if (readers.length > 0) {
    read(one(readers, below), value);
    read(one(readers, below), value);
  }
  read(one(names, below), value);
  return 1;
};

/** One case: another text, or a picture one time in sixteen. What was tried is given back where it failed. */
const tryOne = (below: Below): number => {
  if (below(16) === 0) {
    const bytes = mutatedBytes(one(PICTURES, below), below);
    return attempt(bytes, () => Number(checkAnswer("checkSnapshot", checkSnapshot(bytes))));
  }
  const start = one(STARTS, below);
  const text = mutant(start, below);
  return attempt(text, () => tryText(text, start, below));
};

const attempt = (input: Uint8Array | string, work: () => number): number => {
  // At once, since a case that is tried alone may be one that never ends.
  if (isAlone) writeSync(2, `${howToKeep("payloads", input)}\n`);
  try {
    const result = work();
    checkEmptyObject();
    return result;
  } catch (error) {
    throw new Error(`${String(error)}\n${howToKeep("payloads", input)}`, { cause: error });
  }
};

describe("any text at all", () => {
  test.each(KEPT)("kept: $name, read by all", (kept) => {
    const value = parsed(textOf(kept));
    for (const name of names) read(name, value);
    checkAnswer("checkSnapshot", checkSnapshot(kept.bytes));
  });

  test("the kept corpus stays small", () => {
    const all = (["requests", "payloads", "bodies"] as const).flatMap(corpus);
    expect(all.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(200_000);
  });

  test("every reader has a text that it takes, or nothing of it would be tried", () => {
    const tried = new Set(STARTS.flatMap(({ readers }) => readers));
    expect(names.filter((name) => !tried.has(name))).toEqual([]);
  });

  test(`${RUNS.toLocaleString("en")} texts`, { timeout: 7_200_000 }, async () => {
    const before = ownNames();
    const dog = watchdog(`SUANJIA_SEED=${seed} (try it alone with SUANJIA_CASE)`);
    const pause = breather();
    const [first, end] = cases(RUNS);
    let json = 0;
    for (let i = first; i < end; i++) {
      try {
        dog.time(i, () => (json += tryOne(numbers(seedOf(i)))));
      } catch (error) {
        throw new Error(`SUANJIA_SEED=${seed} SUANJIA_CASE=${i}: ${String(error)}`, { cause: error });
      }
      await pause();
    }
    await dog.stop();
    expect(ownNames()).toEqual(before);
    tally(end - first);
    tally(json, "of them JSON");
    if (end - first > 1_000) expect(json).toBeGreaterThan((end - first) / 3);
  });
});
