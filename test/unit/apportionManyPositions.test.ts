/**
 * Apportionment over very many positions: what takes long, apart from the tests of money that every mutant runs.
 */
import { describe, expect, test } from "vitest";
import { type Apportionment, apportion } from "../../src/money/apportion.js";
import { naiveApportion } from "./naive.js";

const METHODS: readonly Apportionment[] = ["largestRemainder", "lastTakesRemainder"];
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe("apportion over many positions", () => {
  test("100,000 positions are no trouble, however hostile their remainders", () => {
    const n = 100_000;
    const lists = {
      equal: Array.from({ length: n }, () => 1),
      equalAndHuge: Array.from({ length: n }, () => 90_071_992_547),
      rising: Array.from({ length: n }, (_, i) => i),
      sawtooth: Array.from({ length: n }, (_, i) => i % 7),
      powersOfTwo: Array.from({ length: n }, (_, i) => 2 ** (i % 36)),
      oneHuge: Array.from({ length: n }, (_, i) => (i === n - 1 ? 2 ** 52 : 1)),
    };
    for (const [name, over] of Object.entries(lists))
      for (const of of [1, 3, 4, n / 2, n - 1, 12_345_678_901_234])
        for (const method of METHODS) {
          const shares = apportion(of, over, { method });
          expect(total(shares), name).toBe(of);
          if (of === n / 2) expect(shares, name).toEqual(naiveApportion(of, over, method));
        }
  });

  test("limits that retire one position a round end as they must, for many positions too", () => {
    // The last takes all that is left over, keeps its one fen and leaves; and so on to the front.
    const n = 4_000;
    const ones = Array.from({ length: n }, () => 1);
    const shares = apportion(n - 1, ones, { method: "lastTakesRemainder", limits: ones });
    expect(shares.findIndex((share) => share === 0)).toBe(0);
    expect(total(shares)).toBe(n - 1);
  });
});
