/**
 * Each law of `suanjia/testing` is broken by what it forbids, and says where.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointer } from "../../src/codec/Problem.js";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import { laws, requestArbitrary } from "../../src/testing/index.js";
import { rightOf } from "../support/either.js";
import { valueAt, withValue } from "../unit/emitted.js";

const quoteOf = (request: PricingRequestInput): Quote => rightOf(price(request));

const AMOUNTS = /Amount$|^unitPrice$|^quantity$|^count$/;

/** The keys down to each number of a quote that money depends on. */
const amountsIn = (value: unknown, at: readonly string[] = []): string[][] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, part]) =>
        typeof part === "number" && AMOUNTS.test(key) ? [[...at, key]] : amountsIn(part, [...at, key]),
      );

/** A line of equal goods for each price. */
const linesOf = (...prices: number[]): PricingRequestInput["lines"] =>
  prices.map((unitPrice, i) => ({ goodsId: `g${i}`, unitPrice, quantity: 1 }));

const marketing = (
  discountAmount: number,
  more: object = {},
): NonNullable<PricingRequestInput["marketing"]> => [
  { id: "m", type: 4, discountRange: 1, discountAmount, title: "", ...more },
];

const found = (violations: ReturnType<typeof laws.totals>): unknown =>
  violations.map(({ code, path, expected, actual }) => [code, path, expected, actual]);

describe("conservation, totals, bounds and the request", () => {
  test("find every amount of a quote that is a fen, or a unit, more or less", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        requestArbitrary({ skus: true, fees: true, codes: true, units: true }),
        fc.constantFrom(1, -1),
        (request, by) => {
          const quote = quoteOf(request);
          for (const path of amountsIn(quote)) {
            if (path.at(-1) === "requestedAmount") continue;
            const changed = withValue(quote, path, (valueAt(quote, path) as number) + by);
            const violations = [
              ...laws.request(changed, request),
              ...[laws.conservation, laws.totals, laws.bounds].flatMap((law) => law(changed)),
            ];
            if (violations.length === 0) throw new Error(`missed ${pointer(...path)} ${by}`);
            changes += 1;
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(changes).toBeGreaterThan(5_000);
  });

  const request = { lines: linesOf(100, 50), marketing: marketing(30) };

  test("a marketing that the order does not have, one twice, one on a line that it does not cover", () => {
    const quote = quoteOf(request);
    const other = withValue(quote, ["lines", "0", "marketing", "0", "id"], "x");
    expect(found(laws.conservation(other))).toContainEqual([
      "conservation.unknown",
      "/lines/0/marketing/0/discountAmount",
      null,
      "x",
    ]);
    const halves = [
      { id: "m", discountAmount: 10 },
      { id: "m", discountAmount: 10 },
    ];
    expect(found(laws.conservation(withValue(quote, ["lines", "0", "marketing"], halves)))).toEqual([
      ["conservation.twice", "/lines/0/marketing/1/discountAmount", 1, 2],
    ]);
    const scoped = { ...request, marketing: marketing(30, { appliesTo: [{ goodsId: "g0" }] }) };
    expect(found(laws.request(quote, scoped))).toContainEqual([
      "request.scope",
      "/lines/1/marketing/0/discountAmount",
      0,
      10,
    ]);
  });

  test("another level, type, calculation type; a line too many, one too few", () => {
    const quote = quoteOf(request);
    const asked = (change: object): unknown => found(laws.request(quote, { ...request, ...change }));
    expect(asked({ marketing: marketing(30, { discountRange: 2 }) })).toContainEqual([
      "request.level",
      "/marketing/0/discountAmount",
      2,
      1,
    ]);
    expect(asked({ marketing: marketing(30, { type: 1 }) })).toEqual([
      ["request.type", "/marketing/0/discountAmount", 1, 4],
    ]);
    expect(asked({ calculationType: 1 })).toEqual([["request.calculationType", "/calculationType", 1, 2]]);
    expect(asked({ lines: linesOf(100) })).toContainEqual(["request.unexpected", "/lines/1", null, "g1"]);
    expect(asked({ lines: linesOf(100, 50, 1) })).toContainEqual(["request.missing", "/lines", "g2", null]);
    expect(asked({ marketing: [] })).toContainEqual([
      "request.marketing",
      "/marketing/0/discountAmount",
      null,
      30,
    ]);
  });

  test("fees: amounts, discounts, those that are missing and those that were not asked for", () => {
    const fees = [{ feeType: 1, feeAmount: 50, feeDiscountAmount: 5 }] as const;
    const quote = quoteOf({ ...request, fees });
    const asked = (...of: NonNullable<PricingRequestInput["fees"]>): unknown =>
      found(laws.request(quote, { ...request, fees: of }).filter(({ code }) => code === "request.fee"));
    expect(asked(...fees)).toEqual([]);
    expect(asked({ feeType: 1, feeAmount: 51, feeDiscountAmount: 4 })).toEqual([
      ["request.fee", "/fees/0/feeAmount", 51, 50],
      ["request.fee", "/fees/0/feeDiscountAmount", 4, 5],
    ]);
    expect(asked({ feeType: 2, feeAmount: 50, feeDiscountAmount: 5 })).toEqual([
      ["request.fee", "/fees", 50, null],
      ["request.fee", "/fees/0/feeAmount", null, 50],
    ]);
  });

  test("sums past 2^53 are compared exactly", () => {
    const huge = { goodsId: "g", price: 2 ** 52 + 1, quantity: 3 };
    expect(
      found(laws.totals({ goodsList: [huge], payment: { totalAmount: Number.MAX_SAFE_INTEGER } })),
    ).toEqual([["totals.totalAmount", "/payment/totalAmount", "13510798882111491", Number.MAX_SAFE_INTEGER]]);
  });
});

describe("how a discount is split", () => {
  test("quota: all that flooring left on one line is too much for it", () => {
    const request = { lines: linesOf(10, 10, 10, 10, 10, 10, 10), marketing: marketing(6) };
    const quote = quoteOf({ ...request, policy: { apportionment: "lastTakesRemainder" } });
    expect(found(laws.quota(quote, request))).toEqual([
      ["quota.part", "/lines/6/marketing/0/discountAmount", "6 × 10 ÷ 70", 6],
    ]);
    // Of another policy it does not speak.
    expect(laws.quota(quote, { ...request, policy: { apportionment: "lastTakesRemainder" } })).toEqual([]);
  });

  test("quota: a dearer line never bears less", () => {
    const request = { lines: linesOf(10, 11), marketing: marketing(1) };
    const cheaper = quoteOf({ ...request, marketing: marketing(1, { appliesTo: [{ goodsId: "g0" }] }) });
    expect(found(laws.quota(cheaper, request))).toEqual([["quota.order", "/lines/1", 1, 0]]);
  });

  const three = [{ goodsId: "tea", unitPrice: 10, quantity: 3 }];

  /** A plugin order of three teas whose units bear these amounts. */
  const ofUnits = (request: PricingRequestInput, ...amounts: readonly number[]): unknown => {
    const order = rightOf(toPluginOrder(quoteOf(request))) as unknown;
    return amounts.reduce((whole, discountAmount, u) => {
      const at = ["discountInfo", "detail", "itemDiscount", String(u)];
      const entries = discountAmount === 0 ? [] : [{ id: "m", type: 4, discountRange: 1, discountAmount }];
      return withValue(
        withValue(whole, [...at, "totalDiscountAmount"], discountAmount),
        [...at, "marketingInfo"],
        entries,
      );
    }, order);
  };

  test("unitFairness: units differ by a fen at most", () => {
    const request = { lines: three, marketing: marketing(4) };
    expect(laws.unitFairness(ofUnits(request, 1, 2, 1), request)).toEqual([]);
    const unfair = ofUnits(request, 1, 3, 0);
    expect(laws.conservation(unfair)).toEqual([]);
    expect(found(laws.unitFairness(unfair, request))).toEqual([
      ["unitFairness.marketing", "/discountInfo/detail/itemDiscount/1", 1, 3],
      ["unitFairness.sum", "/discountInfo/detail/itemDiscount/1", 1, 3],
    ]);
  });

  test("namedUnits: a unit gets what it is named with", () => {
    const request = {
      lines: three,
      marketing: marketing(5, { units: [{ goodsId: "tea", from: 1, count: 1, discountAmount: 5 }] }),
    };
    const quote = quoteOf(request);
    expect(laws.namedUnits(quote, request)).toEqual([]);
    // The platform's units have no numbers: which of them it is, cannot be said.
    expect(laws.namedUnits(ofUnits(request, 5, 0, 0), request)).toEqual([]);
    expect(laws.namedUnits(ofUnits(request, 2, 2, 1), request)).not.toEqual([]);
    const first = {
      ...request,
      marketing: marketing(5, { units: [{ goodsId: "tea", from: 0, count: 1, discountAmount: 5 }] }),
    };
    expect(found(laws.namedUnits(quote, first))).toEqual([
      ["namedUnits.unit", "/lines/0/units/0", 5, 0],
      ["namedUnits.unit", "/lines/0/units/1", 0, 5],
    ]);
    // Nor are they fair, which is right of them.
    expect(laws.unitFairness(quote, request)).toEqual([]);
  });

  test("namedUnits: what is for all goes by what each still has to pay", () => {
    const named = { id: "n", type: 4, discountRange: 2, title: "", discountAmount: 8 } as const;
    const units = [{ goodsId: "tea", from: 0, count: 1, discountAmount: 8 }];
    const request = {
      lines: [{ goodsId: "tea", unitPrice: 10, quantity: 2 }],
      marketing: [{ ...named, units }, ...marketing(6)],
    };
    const quote = quoteOf(request);
    expect(laws.namedUnits(quote, request)).toEqual([]);
    const shares = [2, 4].map((discountAmount) => ({ id: "m", discountAmount }));
    const wrong = withValue(
      withValue(quote, ["lines", "0", "units", "0", "marketing", "1"], shares[0]),
      ["lines", "0", "units", "1", "marketing", "0"],
      shares[1],
    );
    expect(found(laws.namedUnits(wrong, request))).toEqual([
      ["namedUnits.others", "/lines/0/units/0", "6 × 2 ÷ 12", 2],
      ["namedUnits.others", "/lines/0/units/1", "6 × 10 ÷ 12", 4],
    ]);
  });

  test("exactSplit: a fen elsewhere is found, wherever the units stand", () => {
    const request = { lines: linesOf(1, 1, 1), marketing: marketing(2) };
    const other = quoteOf({ ...request, policy: { apportionment: "lastTakesRemainder" } });
    expect(laws.exactSplit(quoteOf(request), request)).toEqual([]);
    expect(found(laws.exactSplit(other, request))).toContainEqual([
      "exactSplit.share",
      "/lines/2/marketing/0/discountAmount",
      0,
      1,
    ]);
    const units = { lines: three, marketing: marketing(4) };
    expect(laws.exactSplit(ofUnits(units, 1, 1, 2), units)).toEqual([]);
    expect(found(laws.exactSplit(ofUnits(units, 0, 2, 2), units))).toEqual([
      ["exactSplit.unit", "/discountInfo/detail/itemDiscount/0", "m 1", "0"],
      ["exactSplit.unit", "/discountInfo/detail/itemDiscount/1", "m 1", "m 2"],
    ]);
  });
});
