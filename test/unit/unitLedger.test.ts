/**
 * Runs of units: what is taken off them, by what each still has to pay.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitOverRuns, takeOffAll, type UnitState } from "../../src/pricing/UnitLedger.js";
import { naiveApportion } from "./naive.js";

const lower = (run: UnitState, count: number, amount: number): UnitState => ({
  count,
  payable: run.payable - amount,
});

const run = fc.record({ count: fc.integer({ min: 1, max: 5 }), payable: fc.integer({ min: 0, max: 9 }) });
const runsArbitrary = fc.array(run, { minLength: 1, maxLength: 6 });
const unitsOf = (runs: readonly UnitState[]): number[] =>
  runs.flatMap(({ count, payable }) => Array.from({ length: count }, () => payable));
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe("taking an amount off all units", () => {
  test("nothing taken off leaves them as they are, those with nothing to pay too", () => {
    const runs = [
      { count: 2, payable: 0 },
      { count: 1, payable: 0 },
    ];
    expect(takeOffAll(runs, 0, lower)).toBe(runs);
  });

  test("takes off what an apportionment over single units does, but for who gets the odd fen of a tie", () => {
    fc.assert(
      fc.property(runsArbitrary, fc.double({ min: 0, max: 1, noNaN: true }), (runs, part) => {
        const units = unitsOf(runs);
        const amount = Math.floor(total(units) * part);
        const after = unitsOf(takeOffAll(runs, amount, lower));
        expect(after).toHaveLength(units.length);
        expect(total(after)).toBe(total(units) - amount);
        const shares = naiveApportion(amount, units);
        after.forEach((left, i) => {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(Math.abs((units[i] as number) - left - (shares[i] as number))).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test("ties go to the earlier unit, whatever it weighs", () => {
    // 3 over 1, 2, 2, 1: a half, 1, 1 and a half.
    const runs = [1, 2, 2, 1].map((payable) => ({ count: 1, payable }));
    expect(splitOverRuns(3, runs, [1, 2, 2, 1])).toEqual([
      { each: 0, more: 1 },
      { each: 1, more: 0 },
      { each: 1, more: 0 },
      { each: 0, more: 0 },
    ]);
  });
});
