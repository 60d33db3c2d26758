/**
 * No regular expression of ours can be made to take long: each is linear in the length of its text by analysis, or stands
 * in a list with the reason why its text is short or its first match the only one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isSafePattern } from "redos-detector";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { expressionsIn, type Found } from "../support/regularExpressions.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What the analysis cannot clear, by file and source, and why it is harmless. */
const CLEARED: Readonly<Record<string, string>> = {
  "src/cli/serve.ts /\\b[a-z]+:\\/\\/\\S+/gi":
    "begins where a word does, so that each word is gone through once",
  "src/promotion/decisionText.ts /0+$/": "of a rate's decimals, of which the codec takes ten",
};

/** Without repetition there is nothing to go back over: the work has a bound, however long the text. */
const repeats = (source: string): boolean =>
  /[*+]|\{\d+,\}/.test(source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, ""));

/** Nobody's text is so bad that going back over it costs more than this many steps for each character. */
const MOST_STEPS = 200;

const verdictOn = ({ source, flags }: Found): string | undefined => {
  if (!repeats(source)) return undefined;
  const { safe, error } = isSafePattern(source, {
    maxScore: MOST_STEPS,
    timeout: 20_000,
    unicode: flags.includes("u"),
    caseInsensitive: flags.includes("i"),
    dotAll: flags.includes("s"),
    multiLine: flags.includes("m"),
  });
  return safe ? undefined : (error ?? "not safe");
};

const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `src/${file}`)
  .sort();
const expressions = files.map((file) => expressionsIn(file, readFileSync(root + file, "utf8")));
const literals = expressions.flatMap((each) => each.literals);
const places = expressions.flatMap((each) => each.made);

const fileOf = (place: string): string => place.replace(/:\d+$/, "");
const nameOf = ({ place, source, flags }: Found): string => `${fileOf(place)} /${source}/${flags}`;

/** What our modules make of texts while they are loaded, each with the line that made it. */
const made: Found[] = [];
const Native = RegExp;

class Recorded extends Native {
  constructor(pattern: RegExp | string, flags?: string) {
    super(pattern, flags);
    const line = new Error().stack?.split("\n").find((each) => each.includes(`${root}src/`));
    const [, place] =
      line === undefined
        ? []
        : (/(src\/[^?:]+:\d+)/.exec(line.slice(line.indexOf(root) + root.length)) ?? []);
    if (place !== undefined) made.push({ place, source: this.source, flags: this.flags });
  }
}

beforeAll(async () => {
  vi.resetModules();
  globalThis.RegExp = Recorded as RegExpConstructor;
  for (const file of files) if (file !== "src/cli/main.ts") await import(root + file);
  globalThis.RegExp = Native;
});

afterAll(() => {
  globalThis.RegExp = Native;
});

const unsafe = (found: readonly Found[]): string[] =>
  [...new Map(found.map((each) => [nameOf(each), each])).values()].flatMap((each) => {
    const verdict = Object.hasOwn(CLEARED, nameOf(each)) ? undefined : verdictOn(each);
    return verdict === undefined ? [] : [`${each.place} /${each.source}/${each.flags}: ${verdict}`];
  });

describe("regular expressions", () => {
  test("that are written in src", () => {
    expect(literals.length).toBeGreaterThan(30);
    expect(unsafe(literals)).toEqual([]);
  });

  test("that are made of texts, at every place where any is made", () => {
    expect([...new Set(made.map(({ place }) => place))].sort()).toEqual([...new Set(places)].sort());
    expect(made.length).toBeGreaterThan(10);
    expect(unsafe(made)).toEqual([]);
  });

  test("whoever is cleared is there, and is not cleared without need", () => {
    const cleared = literals.filter((each) => Object.hasOwn(CLEARED, nameOf(each)));
    expect(cleared.map(nameOf).sort()).toEqual(Object.keys(CLEARED).sort());
    for (const each of cleared) expect(verdictOn(each)).toBeDefined();
  });

  test("the one that is cleared for any text is done with a million characters", () => {
    const url = /\b[a-z]+:\/\/\S+/gi;
    expect(Object.keys(CLEARED).some((key) => key.endsWith(String(url)))).toBe(true);
    for (const text of ["a", "a ", "a:", "a:/", "a://", "a:/ ", "é"].map((part) => part.repeat(1_000_000)))
      expect(text.replace(url, "").length).toBeLessThanOrEqual(text.length);
  });

  test.each(["(a+)+$", "^(?:\\d+\\.?)+$", "\\s+$"])("%s would be found", (source) => {
    const { literals: planted } = expressionsIn("src/planted.ts", `\nexport const bad = /${source}/u;`);
    expect(unsafe(planted)).toEqual([expect.stringMatching(/^src\/planted\.ts:2 /)]);
  });
});
