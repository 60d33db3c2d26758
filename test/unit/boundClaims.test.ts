/**
 * What docs/proofs.md says of the search: where its bound needs what it adds, and what is not tried.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cart, type Promotion, type Rounding, select } from "../../src/index.js";
import { decodePricingRequest } from "../../src/order/PricingRequest.js";
import { applyInTurn } from "../../src/promotion/applyInTurn.js";
import { Bounds, groupsOf } from "../../src/promotion/bounds.js";
import { candidatesOf } from "../../src/promotion/Candidate.js";
import { canonicalCart, initialState } from "../../src/promotion/CartState.js";
import { rightOf } from "../support/either.js";

interface RateRule {
  readonly rate: string;
  readonly rounding: Rounding;
  /** Which lines it covers, by position. */
  readonly covers: readonly number[];
}

const cartOf = (prices: readonly number[]): Cart => ({
  lines: prices.map((unitPrice, i) => ({ goodsId: `g${i}`, unitPrice, quantity: 1 })),
});

const promotionsOf = (rules: readonly RateRule[]): readonly Promotion[] =>
  rules.map(({ rate, rounding, covers }, i) => ({
    id: `p${i}`,
    type: 4,
    discountRange: 2,
    title: "",
    scope: { include: covers.map((line) => ({ goodsId: `g${line}` })) },
    benefit: { kind: "rateOff", rate },
    rounding,
  }));

/** What all rates give one after the other, what the bound says, and what the rates alone would say. */
const compared = (prices: readonly number[], rules: readonly RateRule[]) => {
  const cart = canonicalCart(rightOf(decodePricingRequest(cartOf(prices))));
  const candidates = candidatesOf(cart, promotionsOf(rules), { now: 0 });
  const initial = initialState(cart, new Set(), 0);
  const bounds = new Bounds(cart, candidates, groupsOf(candidates));
  bounds.find(0, initial, () => false);
  let byRates = 0;
  prices.forEach((price, line) => {
    const left = rules.reduce(
      (part, { rate, covers }) => part * (covers.includes(line) ? Number(rate) : 1),
      1,
    );
    byRates += price * (1 - left);
  });
  return {
    given: applyInTurn(cart, initial, candidates).total,
    bound: bounds.rest[0] as number,
    byRates: Math.floor(byRates + 1e-9),
  };
};

describe("the bound of rates", () => {
  test("each rate takes up to a fen more for every line but one, and it is allowed for", () => {
    // Half of 3 and 3 is 2 and 1, by the tie; of the 2 that are left of the second line the second rate takes 1.
    const rules: readonly RateRule[] = [
      { rate: "0.5", rounding: "ceil", covers: [0, 1] },
      { rate: "0.5", rounding: "ceil", covers: [1] },
    ];
    expect(compared([3, 3], rules)).toEqual({ given: 4, bound: 4, byRates: 3 });
  });

  test("the lines of a rate that rounds in the buyer's favour take a fen more, and it is allowed for", () => {
    const half = { rate: "0.5", covers: [0] };
    expect(compared([1], [{ ...half, rounding: "floor" }])).toEqual({ given: 1, bound: 1, byRates: 0 });
    expect(compared([1], [{ ...half, rounding: "ceil" }])).toEqual({ given: 0, bound: 0, byRates: 0 });
  });

  test("holds for rates of any lines and roundings, and would not without that", () => {
    const rule = fc.record({
      rate: fc.constantFrom("0", "0.1", "0.333", "0.5", "0.75", "0.9", "0.99"),
      rounding: fc.constantFrom<Rounding>("ceil", "floor", "halfAwayFromZero", "halfEven"),
      covers: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
    });
    let needed = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }),
        fc.array(rule, { minLength: 1, maxLength: 5 }),
        (prices, rules) => {
          const { given, bound, byRates } = compared(prices, rules);
          expect(given).toBeLessThanOrEqual(bound);
          if (given > byRates) needed += 1;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(needed).toBeGreaterThan(100);
  });
});

describe("tiers", () => {
  test("a lower tier that gives more is reckoned with, though another promotion must come before it", () => {
    const rule = (id: string, of: object): Promotion =>
      ({ id, type: 4, discountRange: 2, title: "", ...of }) as Promotion;
    const tiers = [
      { thresholdFen: 100, amountFen: 50 },
      { thresholdFen: 200, rate: "0.9" },
    ];
    // Alone the last gives 20 and with it the second 21; but a fen off brings the last down to the tier of 50.
    const promotions = [
      rule("a", { stacking: { group: "alone" }, benefit: { kind: "amountOff", amountFen: 30 } }),
      rule("b", { stacking: { excludes: ["alone"] }, benefit: { kind: "amountOff", amountFen: 1 } }),
      rule("c", {
        stacking: { excludes: ["alone"] },
        when: { thresholdBasis: "payable" },
        benefit: { kind: "tiers", tiers },
      }),
    ];
    const { marketing, optimal } = rightOf(select(cartOf([200]), promotions, { now: 0 }));
    expect(marketing.map(({ id, discountAmount }) => [id, discountAmount])).toEqual([
      ["b", 1],
      ["c", 50],
    ]);
    expect(optimal).toBe(true);
  });
});

describe("repeats", () => {
  test("of many alike the first are taken, and no other is tried", () => {
    const promotions = Array.from(
      { length: 40 },
      (_, i): Promotion => ({
        id: "coupon",
        code: String(i).padStart(2, "0"),
        type: 2,
        discountRange: 1,
        title: "",
        // Four fit: no bound can know that, so only their likeness keeps the search short.
        when: { thresholdFen: 100, thresholdBasis: "payable" },
        benefit: { kind: "amountOff", amountFen: 10 },
      }),
    );
    const { marketing, totalDiscountFen, optimal, visited } = rightOf(
      select(cartOf([139]), [...promotions].reverse(), { now: 0 }),
    );
    expect(totalDiscountFen).toBe(40);
    expect(marketing.map(({ code }) => code)).toEqual(["00", "01", "02", "03"]);
    // The combinations of 4 of 40 alone are 91,390.
    expect({ optimal, isFew: visited < 50 }).toEqual({ optimal: true, isFew: true });
  });
});
