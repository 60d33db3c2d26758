/**
 * What docs/proofs.md says of units: rotating, named, and what they add up to.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fen } from "../../src/money/Fen.js";
import { fractionOf, partOf } from "../../src/money/fraction.js";
import { parseRate, type Rounding } from "../../src/money/Rate.js";
import { allocateToUnits } from "../../src/pricing/allocateToUnits.js";
import { canonicalLines, canonicalMarketing } from "../../src/pricing/canonicalOrder.js";
import { splitOverRuns, takeOffAll } from "../../src/pricing/UnitLedger.js";
import { type CanonicalCart, initialState } from "../../src/promotion/CartState.js";
import { giftsOfBundles, giftsToCheapest, giftsToDearest } from "../../src/promotion/unitGifts.js";
import { sumOfBundles, sumToCheapest, sumToDearest } from "../../src/promotion/unitSums.js";
import { rightOf } from "../support/either.js";

const runs = { numRuns: 2_000 };
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe("rotating over the units of a line", () => {
  const shareOf = (discountAmount: number, i: number) => ({
    id: `m${i}`,
    discountAmount: discountAmount as Fen,
  });

  test("is one unit after another from the cursor on: the first units bear a fen more, none two", () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 30 }),
      shares: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(line, ({ quantity, shares }) => {
        const discount = total(shares);
        const found = allocateToUnits(1_000, quantity, discount, shares.map(shareOf)).flatMap((run) =>
          new Array<Record<string, number>>(run.count).fill(
            Object.fromEntries(run.marketing.map(({ id, discountAmount }) => [id, discountAmount])),
          ),
        );
        // Fen by fen: each marketing's odd fen go on where those of the one before it ended.
        const expected = Array.from({ length: quantity }, (): Record<string, number> => ({}));
        let cursor = 0;
        shares.forEach((share, i) => {
          for (const unit of expected) if (share >= quantity) unit[`m${i}`] = Math.floor(share / quantity);
          for (let fen = 0; fen < share % quantity; fen++, cursor++) {
            const unit = expected[cursor % quantity] as Record<string, number>;
            unit[`m${i}`] = (unit[`m${i}`] ?? 0) + 1;
          }
        });
        expect(found).toEqual(expected);
        expect(found.map((unit) => total(Object.values(unit)))).toEqual(
          expected.map((_, i) => Math.floor(discount / quantity) + (i < discount % quantity ? 1 : 0)),
        );
      }),
      runs,
    );
  });

  test("has at most one run more than marketing, and no two alike beside each other, for 10⁹ units too", () => {
    const line = fc.record({
      quantity: fc.integer({ min: 2, max: 1_000_000_000 }),
      shares: fc.array(fc.integer({ min: 1, max: 2 ** 45 }), { minLength: 1, maxLength: 12 }),
    });
    fc.assert(
      fc.property(line, ({ quantity, shares }) => {
        const found = allocateToUnits(2 ** 22, quantity, total(shares), shares.map(shareOf));
        expect(found.length).toBeLessThanOrEqual(shares.length + 1);
        expect(total(found.map(({ count }) => count))).toBe(quantity);
        found.forEach(({ marketing }, i) => expect(marketing).not.toEqual(found[i - 1]?.marketing));
        const sums = found.map(({ totalDiscountAmount }) => totalDiscountAmount);
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

/** Units as runs, some alike beside each other. */
const unitRuns = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 5 }), payable: fc.oneof(fc.nat(4), fc.nat(900)) }),
  { minLength: 1, maxLength: 7 },
);
const payableOf = (all: readonly { readonly count: number; readonly payable: number }[]): number =>
  total(all.map(({ count, payable }) => count * payable));

describe("units that are kept apart", () => {
  test("largest remainders over units: to the fen, none above what it has to pay, ties to the earlier", () => {
    fc.assert(
      fc.property(unitRuns, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const weight = payableOf(all);
        fc.pre(weight > 0);
        const of = Math.floor(weight * part);
        const split = splitOverRuns(
          of,
          all,
          all.map(({ payable }) => payable),
        );
        const shares = all.flatMap(({ count }, i) =>
          Array.from({ length: count }, (_, unit) => {
            const { each, more } = split[i] as (typeof split)[number];
            return each + (unit < more ? 1 : 0);
          }),
        );
        const units = all.flatMap(({ count, payable }) => new Array<number>(count).fill(payable));
        const remainder = (i: number): number => (of * (units[i] as number)) % weight;
        const expected = units.map((unit) => Math.floor((of * unit) / weight));
        const left = of - total(expected);
        const ranked = units.map((_, i) => i).sort((i, j) => remainder(j) - remainder(i) || i - j);
        for (const i of ranked.slice(0, left)) expected[i] = (expected[i] as number) + 1;
        expect(shares).toEqual(expected);
        expect(shares.every((share, i) => share <= (units[i] as number))).toBe(true);
      }),
      runs,
    );
  });

  test("where runs are cut makes no difference", () => {
    const lower = (
      { payable }: { readonly payable: number },
      count: number,
      amount: number,
    ): { count: number; payable: number } => ({ count, payable: payable - amount });
    const oneByOne = (all: readonly { readonly count: number; readonly payable: number }[]): number[] =>
      all.flatMap(({ count, payable }) => new Array<number>(count).fill(payable));
    fc.assert(
      fc.property(unitRuns, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        fc.pre(payableOf(all) > 0);
        const of = Math.floor(payableOf(all) * part);
        const cut = oneByOne(all).map((payable) => ({ count: 1, payable }));
        expect(oneByOne(takeOffAll(all, of, lower))).toEqual(oneByOne(takeOffAll(cut, of, lower)));
      }),
      runs,
    );
  });
});

describe("benefits for particular units", () => {
  /** A state of three lines with these units. */
  const stateOf = (lines: readonly (readonly { count: number; payable: number }[])[]) => {
    const cart: CanonicalCart = {
      calculationType: 2,
      lines: lines.map((units, i) => ({
        goodsId: `g${i}`,
        unitPrice: 0 as Fen,
        quantity: total(units.map(({ count }) => count)),
      })),
      totals: lines.map(payableOf),
      fees: [],
      policy: {
        apportionment: "largestRemainder",
        basis: "payable",
        overDiscount: "reject",
        itemEntries: "unit",
        maxItemEntries: 1,
      },
    };
    const { cheapest } = initialState(cart, new Set(), 0);
    const state = { ...initialState(cart, new Set(), 0), units: lines };
    // The sorting is the state's own: made anew for units that were put into it.
    return {
      ...state,
      cheapest: new (cheapest.constructor as new (units: typeof lines) => typeof cheapest)(lines),
    };
  };
  const half = (payable: number): number => payable - Math.ceil(payable / 2);

  test("add up to what the search reckons with, each unit once and none above what it has to pay", () => {
    fc.assert(
      fc.property(
        fc.array(unitRuns, { minLength: 1, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.nat(12),
        fc.record({ quantity: fc.integer({ min: 2, max: 5 }), amountFen: fc.nat(1500) }),
        (lines, eligible, count, bundle) => {
          const state = stateOf(lines);
          const all = [
            [giftsToCheapest(state, eligible, count, half), sumToCheapest(state, eligible, count, half)],
            [giftsToDearest(state, eligible, count, half), sumToDearest(state, eligible, count, half)],
            [giftsOfBundles(state, eligible, bundle, count), sumOfBundles(state, eligible, bundle, count)],
          ] as const;
          for (const [gifts, sum] of all) {
            expect(total(gifts.map((gift) => gift.count * gift.amount))).toBe(sum);
            const units = lines.map((each) =>
              each.flatMap((run) => new Array<number>(run.count).fill(run.payable)),
            );
            for (const { line, from, count: many, amount } of gifts) {
              expect(eligible[line]).toBe(true);
              for (let unit = from; unit < from + many; unit++) {
                if (!((units[line]?.[unit] as number) >= amount))
                  throw new Error(`${amount} off unit ${unit}`);
                (units[line] as number[])[unit] = -1;
              }
            }
          }
        },
      ),
      runs,
    );
  });
});

describe("what a rate takes off", () => {
  test("grows by a fen or not at all for each fen more, in every rounding", () => {
    const ROUNDINGS: readonly Rounding[] = ["ceil", "floor", "halfAwayFromZero", "halfEven"];
    const rates = ["0", "0.0000000001", "0.25", "0.333", "0.5", "0.75", "0.9999999999", "1"];
    for (const text of rates)
      for (const rounding of ROUNDINGS) {
        const of = fractionOf(rightOf(parseRate(text)));
        const off = (amount: number): number => amount - partOf(of, amount, rounding);
        for (const from of [0, 2 ** 53 - 300])
          for (let amount = from; amount < from + 299; amount++) {
            const [now, next] = [off(amount), off(amount + 1)];
            if (now < 0 || now > amount || next < now || next > now + 1)
              throw new Error(`${text} ${rounding}: ${now} off ${amount}, ${next} off a fen more`);
          }
      }
  });
});

describe("the canonical order", () => {
  test("is one and the same for every order of the input, of few and of many", () => {
    const ids = fc.constantFrom("", "a", "A", "é", "😀", "\uffff", "10", "9");
    const lines = fc.uniqueArray(fc.record({ goodsId: ids, skuId: fc.option(ids, { nil: undefined }) }), {
      maxLength: 30,
      selector: ({ goodsId, skuId }) => JSON.stringify([goodsId, skuId]),
    });
    const marketing = fc.uniqueArray(
      fc.record({
        id: ids,
        code: fc.option(ids, { nil: undefined }),
        discountRange: fc.constantFrom(1, 2),
        sequence: fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
        type: fc.constantFrom(1, 2, 3, 4),
      }),
      { maxLength: 30, selector: ({ id, code }) => JSON.stringify([id, code]) },
    );
    const check = <A>(
      list: readonly A[],
      mixed: readonly A[],
      orderOf: (of: readonly A[]) => readonly number[],
    ) => expect(orderOf(mixed).map((i) => mixed[i])).toEqual(orderOf(list).map((i) => list[i]));
    const both = fc
      .tuple(lines, marketing)
      .chain(([some, other]) =>
        fc.tuple(
          fc.constant(some),
          fc.shuffledSubarray(some, { minLength: some.length }),
          fc.constant(other),
          fc.shuffledSubarray(other, { minLength: other.length }),
        ),
      );
    fc.assert(
      fc.property(both, ([list, mixed, marketingList, marketingMixed]) => {
        check(list, mixed, canonicalLines);
        check(marketingList, marketingMixed, canonicalMarketing as never);
      }),
      runs,
    );
  });
});
