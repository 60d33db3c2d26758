/**
 * How many cases a suite tries, and from which seed: few in `npm test`, many in `npm run test:deep`, which sets both and
 * asks to be told how many there really were.
 *
 * - `SUANJIA_RUNS`: the cases of each property.
 * - `SUANJIA_SEED`: the seed, of every random choice.
 * - `SUANJIA_CASE`: of the suites of mutations, the number of a case to be tried alone.
 * - `SUANJIA_SLICE`: of suites that try everything there is, which part, as `3/40`.
 * - `SUANJIA_TALLY`: the file that takes the counts.
 */
import { appendFileSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunDetails } from "fast-check";
import fc from "fast-check";
import { howToKeep } from "./corpus.js";

/** Is this part of the deep run? */
export const isDeep = process.env["SUANJIA_RUNS"] !== undefined;

/** How many cases, where `few` are enough for every day. */
export const runs = (few: number): number => Number(process.env["SUANJIA_RUNS"] ?? few);

/** The seed of everything random; another one each time where none is given. */
export const seed = Number(process.env["SUANJIA_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** Which part of everything there is to try: the cases whose number leaves `part` when divided by `of`. */
export const slice = (few: number): { readonly part: number; readonly of: number } => {
  const [part, of] = (process.env["SUANJIA_SLICE"] ?? `0/${few}`).split("/").map(Number);
  return { part: part!, of: of! };
};

/** Says how many cases of a suite there were, of which kind, and how long this process has worked so far. */
export const tally = (cases: number, kind = "cases"): void => {
  const file = process.env["SUANJIA_TALLY"];
  if (file === undefined) return;
  const { user, system } = process.cpuUsage();
  appendFileSync(file, `${JSON.stringify({ kind, cases, seconds: (user + system) / 1e6 })}\n`);
};

/** Chooses a whole number from 0 up to below `below`. */
export type Below = (below: number) => number;

/** Numbers from a seed (mulberry32): fast, and the same again. */
export const numbers = (from: number): Below => {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
};

/** A seed for one case or one block of them, so that it can be tried alone. */
export const seedOf = (number: number): number =>
  Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b);

const only = process.env["SUANJIA_CASE"];

/** Is only one case to be tried? */
export const isAlone = only !== undefined;

/** The numbers of the cases: all of them, or the one that is to be tried alone. */
export const cases = (count: number): readonly [first: number, end: number] =>
  only === undefined ? [0, count] : [Number(only), Number(only) + 1];

const LONGEST_TURN_MS = 500;

/** Lets others speak when that is due: a test that never waits looks dead to whoever runs it. */
export const breather = (): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_TURN_MS) return undefined;
    since = performance.now();
    return nextTurn();
  };
};

/** Cases for one call of fast-check: so many that starting it costs little, so few that nobody waits long. */
const AT_ONCE = 500;

/**
 * Tries a property with many cases of a kind. Every few hundred have a seed of their own, which a failure names; the same
 * `SUANJIA_SEED` and `SUANJIA_RUNS` give the same cases. `keep` is where the corpus keeps cases of this kind.
 */
export const forAll = async <A>(
  arbitrary: fc.Arbitrary<A>,
  cases: number,
  check: (value: A) => unknown,
  keep?: "requests" | "payloads",
): Promise<void> => {
  const property = fc.property(arbitrary, (value) => void check(value));
  const pause = breather();
  const seeds = numbers(seed);
  for (let done = 0; done < cases; done += AT_ONCE) {
    const part: RunDetails<[A]> = fc.check(property, {
      seed: seeds(2 ** 31),
      numRuns: Math.min(AT_ONCE, cases - done),
    });
    if (part.failed) {
      const how = keep === undefined ? "" : howToKeep(keep, JSON.stringify(part.counterexample?.[0]));
      throw new Error(`SUANJIA_SEED=${seed}: ${fc.defaultReportMessage(part)}\n${how}`, {
        cause: part.errorInstance,
      });
    }
    await pause();
  }
  tally(cases);
};
