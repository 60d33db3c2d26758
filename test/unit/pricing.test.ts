import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodePricingRequest } from "../../src/order/PricingRequest.js";
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import { sortedPositions } from "../../src/pricing/sortedPositions.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { leftOf, rightOf } from "../support/either.js";
import { EXAMPLE, EXAMPLE_QUOTE } from "../support/pricingExample.js";

const MAX = Number.MAX_SAFE_INTEGER;

/** Prices any value: whether it is a request is what is tested. */
const priced = (value: unknown): Quote => rightOf(price(value as never));
const refused = (value: unknown): (readonly [string, string])[] =>
  leftOf(price(value as never)).map(({ code, path }) => [code, path]);

const marketing = (discountAmount: number, more: object = {}): object => ({
  id: "m",
  type: 2,
  discountRange: 2,
  discountAmount,
  title: "",
  ...more,
});
const lines = (...of: readonly (readonly [unitPrice: number, quantity: number])[]): object[] =>
  of.map(([unitPrice, quantity], i) => ({ goodsId: `g${i}`, unitPrice, quantity }));
const discounts = (quote: Quote): number[] => quote.lines.map((line) => line.totalDiscountAmount);

describe("the example of the rules", () => {
  test("a coupon of 40.00 on three units of 400.00, and a delivery fee", () => {
    expect(priced(EXAMPLE)).toEqual(EXAMPLE_QUOTE);
  });
});

describe("allocation to lines", () => {
  test("lastTakesRemainder never makes a line pay less than nothing", () => {
    const policy = { apportionment: "lastTakesRemainder" };
    // Unbounded, the last line would get 2 and pay −1.
    expect(
      discounts(priced({ lines: lines([1, 1], [1, 1], [1, 1]), marketing: [marketing(2)], policy })),
    ).toEqual([0, 1, 1]);
    expect(
      discounts(priced({ lines: lines([9, 1], [9, 1], [1, 1]), marketing: [marketing(18)], policy })),
    ).toEqual([8, 9, 1]);
  });

  test("the last line in canonical order, not in the order of the request, takes the rest", () => {
    const policy = { apportionment: "lastTakesRemainder" };
    const request = {
      lines: [
        { goodsId: "c", unitPrice: 10, quantity: 1 },
        { goodsId: "a", unitPrice: 10, quantity: 1 },
        { goodsId: "b", unitPrice: 10, quantity: 1 },
      ],
      marketing: [marketing(10)],
      policy,
    };
    expect(discounts(priced(request))).toEqual([4, 3, 3]);
  });

  test("ids are compared by UTF-16 code unit, and an absent sku id is first", () => {
    // U+FF5E is above the surrogates of U+1F600 as a code point, and so it is as a code unit: 0xD83D < 0xFF5E.
    const of = (...goodsIds: string[]): Record<string, number> =>
      Object.fromEntries(
        priced({
          lines: goodsIds.map((goodsId) => ({ goodsId, unitPrice: 10, quantity: 1 })),
          marketing: [marketing(1)],
        }).lines.map((line) => [line.goodsId, line.totalDiscountAmount]),
      );
    expect(of("～", "😀")).toEqual({ "～": 0, "😀": 1 });
    expect(of("b", "B", "a")).toEqual({ b: 0, B: 1, a: 0 });
    expect(of("10", "9")).toEqual({ "10": 1, "9": 0 });
    expect(of("é", "e\u0301")).toEqual({ é: 0, "e\u0301": 1 });
  });

  test("goods level comes before order level, then sequence, type, id, code", () => {
    const of = (first: object, second: object): string[] =>
      priced({
        lines: lines([100, 1]),
        marketing: [marketing(1, second), marketing(1, first)],
      }).lines[0]?.marketing.map((share) => share.code ?? share.id) as string[];
    expect(of({ id: "z", discountRange: 2, sequence: 9 }, { id: "a", discountRange: 1 })).toEqual(["z", "a"]);
    expect(of({ id: "z", sequence: -1 }, { id: "a", sequence: 0 })).toEqual(["z", "a"]);
    expect(of({ id: "z", type: 1 }, { id: "a", type: 2 })).toEqual(["z", "a"]);
    expect(of({ id: "B" }, { id: "a" })).toEqual(["B", "a"]);
    expect(of({ id: "x" }, { id: "x", code: "" })).toEqual(["x", ""]);
    expect(of({ id: "x", code: "A" }, { id: "x", code: "a" })).toEqual(["A", "a"]);
  });

  test("basis payable weighs what is left to pay, lineTotal the full total", () => {
    const of = (basis: string): number[] =>
      discounts(
        priced({
          lines: lines([100, 1], [100, 1]),
          marketing: [
            marketing(60, { id: "first", appliesTo: [{ goodsId: "g0" }] }),
            marketing(70, { id: "then", discountRange: 1 }),
          ],
          policy: { basis },
        }),
      );
    expect(of("payable")).toEqual([80, 50]);
    expect(of("lineTotal")).toEqual([95, 35]);
  });

  test("basis lineTotal gives a line no more than it has, and the others the rest", () => {
    expect(
      discounts(
        priced({
          lines: lines([100, 1], [100, 1], [50, 1]),
          marketing: [
            marketing(95, { id: "first", appliesTo: [{ goodsId: "g0" }] }),
            marketing(100, { id: "then", discountRange: 1 }),
          ],
          policy: { basis: "lineTotal" },
        }),
        // 40, 40, 20 first; g0 has 5; the 95 left over 100 and 50 are 63.3 and 31.7.
      ),
    ).toEqual([100, 63, 32]);
  });
});

describe("the canonical order", () => {
  test("of more lines and marketing than are sorted one by one", () => {
    // 7 and 31 have no common divisor, so that each id comes once.
    const ids = Array.from({ length: 31 }, (_, i) => `g${10 + ((i * 7) % 31)}`);
    const quote = priced({
      lines: ids.map((goodsId) => ({ goodsId, unitPrice: 31, quantity: 1 })),
      marketing: ids.map((id) => marketing(1, { id })),
    });
    // Of each marketing the line that has the most to pay bears the fen; of those that have, the first.
    const bears = Object.fromEntries(
      quote.lines.map((line) => [line.goodsId, line.marketing.map((share) => share.id)]),
    );
    for (const id of ids) expect(bears[id]).toEqual([id]);
  });

  test("keeps the place of what is alike, in few and in many", () => {
    for (const n of [2, 12, 13, 40]) {
      const items = Array.from({ length: n }, (_, i) => i);
      expect(sortedPositions(items, () => 0)).toEqual(items);
      expect(sortedPositions(items, (a, b) => (a % 3) - (b % 3))).toEqual(
        [0, 1, 2].flatMap((rest) => items.filter((i) => i % 3 === rest)),
      );
    }
  });
});

describe("discounts above what there is to pay", () => {
  const over = {
    lines: lines([10, 1], [20, 1]),
    marketing: [
      marketing(11, { id: "a", appliesTo: [{ goodsId: "g0" }] }),
      marketing(25, { id: "b", appliesTo: [{ goodsId: "g1" }] }),
      marketing(1, { id: "c", discountRange: 1 }),
      marketing(0, { id: "d", discountRange: 1 }),
    ],
  };

  test("reject names every marketing that exceeds, by its place in the request", () => {
    expect(refused(over).sort()).toEqual([
      ["marketing.overDiscount", "/marketing/0/discountAmount"],
      ["marketing.overDiscount", "/marketing/1/discountAmount"],
      ["marketing.overDiscount", "/marketing/2/discountAmount"],
    ]);
    expect(leftOf(price(over as never))[0]).toEqual({
      code: "marketing.overDiscount",
      path: "/marketing/0/discountAmount",
      message:
        'expected at most 10 fen, which is what its lines still have to pay, got the number 11 (policy.overDiscount "clamp" would lower it)',
      messageZh: '其适用商品行最多还可优惠 10 分,实际为数字 11(policy.overDiscount 设为 "clamp" 可自动下调)',
    });
  });

  test("clamp lowers them and says what was asked for", () => {
    const quote = priced({ ...over, policy: { overDiscount: "clamp" } });
    expect(quote.marketing.map((each) => [each.id, each.discountAmount, each.requestedAmount])).toEqual([
      ["a", 10, 11],
      ["b", 20, 25],
      ["c", 0, 1],
      ["d", 0, undefined],
    ]);
    expect(quote.totals.payableAmount).toBe(0);
    expect(quote.marketing.map((each) => "requestedAmount" in each)).toEqual([true, true, true, false]);
  });

  test("exactly everything is not too much, under any policy", () => {
    for (const apportionment of ["largestRemainder", "lastTakesRemainder"])
      for (const basis of ["payable", "lineTotal"])
        expect(
          discounts(
            priced({
              lines: lines([10, 3], [7, 1], [0, 5]),
              marketing: [marketing(36), marketing(1, { id: "last", discountRange: 1 })],
              policy: { apportionment, basis },
            }),
          ),
        ).toEqual([30, 7, 0]);
  });

  test("marketing of nothing over lines of nothing is no trouble", () => {
    const quote = priced({ lines: lines([0, 1], [0, 2]), marketing: [marketing(0)] });
    expect(quote.lines.map((line) => line.marketing)).toEqual([[], []]);
    expect(quote.marketing).toHaveLength(1);
    expect(refused({ lines: lines([0, 1]), marketing: [marketing(1)] })).toEqual([
      ["marketing.overDiscount", "/marketing/0/discountAmount"],
    ]);
  });
});

describe("input", () => {
  test("an undecoded request is decoded, and a decoded one gives the same quote", () => {
    fc.assert(
      fc.property(anyRequestArbitrary(), (request) => {
        expect(price(rightOf(decodePricingRequest(request)))).toEqual(price(request as never));
      }),
      { numRuns: 500 },
    );
  });

  test("bad input has the problems that decoding finds", () => {
    for (const bad of [null, {}, { lines: [] }, { lines: [{ goodsId: 1, unitPrice: 0.5, quantity: -1 }] }])
      expect(price(bad as never)).toEqual(decodePricingRequest(bad));
  });

  test("a copy of a decoded request is checked again", () => {
    const decoded = rightOf(decodePricingRequest({ lines: lines([1, 1]) }));
    const spoilt = { ...decoded, lines: [{ ...decoded.lines[0], unitPrice: -5 }] };
    expect(refused(spoilt)).toEqual([["value.range", "/lines/0/unitPrice"]]);
  });

  test("nothing throws, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true }),
        (value) => {
          expect(price(value as never)._tag).toBe("Left");
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("units", () => {
  test("a thousand million units are a few runs", () => {
    const quote = priced({
      lines: [
        { goodsId: "a", unitPrice: 9_000, quantity: 1_000_000_000 },
        { goodsId: "b", unitPrice: 7, quantity: 999_999_937 },
      ],
      marketing: Array.from({ length: 12 }, (_, i) =>
        marketing(7_777_777_777 + i * 123_457, { id: `m${i}`, discountRange: (i % 2) + 1 }),
      ),
    });
    for (const line of quote.lines) {
      expect(line.units.length).toBeLessThanOrEqual(13);
      expect(line.units.reduce((sum, run) => sum + run.count, 0)).toBe(line.quantity);
      expect(
        line.units.reduce((sum, run) => sum + BigInt(run.count) * BigInt(run.totalDiscountAmount), 0n),
      ).toBe(BigInt(line.totalDiscountAmount));
    }
  });

  test("leftover fen lie end to end around the line", () => {
    const quote = priced({
      lines: lines([100, 4]),
      marketing: [3, 2, 6, 5].map((amount, i) => marketing(amount, { id: `m${i}` })),
    });
    // m0 on units 0 1 2; m1 on 3 0; m2 one each and 1 2; m3 one each and 3.
    expect(
      quote.lines[0]?.units.map((run) => [
        run.count,
        run.marketing.map((share) => [share.id, share.discountAmount]),
      ]),
    ).toEqual([
      [
        1,
        [
          ["m0", 1],
          ["m1", 1],
          ["m2", 1],
          ["m3", 1],
        ],
      ],
      [
        2,
        [
          ["m0", 1],
          ["m2", 2],
          ["m3", 1],
        ],
      ],
      [
        1,
        [
          ["m1", 1],
          ["m2", 1],
          ["m3", 2],
        ],
      ],
    ]);
  });

  test("neighbouring runs are never equal, and a share of 0 has no entry", () => {
    fc.assert(
      fc.property(anyRequestArbitrary(), (request) => {
        const quoted = price({ ...request, policy: { ...request.policy, overDiscount: "clamp" } } as never);
        for (const line of rightOf(quoted).lines) {
          line.units.forEach((run, i) => {
            const { count: _, ...before } = line.units[i - 1] ?? { count: 0 };
            const { count, ...own } = run;
            expect(count).toBeGreaterThan(0);
            expect(own).not.toEqual(before);
          });
          for (const { marketing: shares } of [line, ...line.units])
            expect(shares.every((share) => share.discountAmount > 0)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the quote", () => {
  test("is the same after a trip through JSON", () => {
    fc.assert(
      fc.property(anyRequestArbitrary(), (request) => {
        const quote = price(request);
        // Strictly: what is absent has no key.
        if (quote._tag === "Right")
          expect(JSON.parse(JSON.stringify(quote.right))).toStrictEqual(quote.right);
      }),
      { numRuns: 1_000 },
    );
  });

  test("says how item entries are to be written where that is not the default, and only there", () => {
    const of = (policy: object): unknown => priced({ lines: lines([5, 1]), policy }).policy;
    expect("policy" in priced({ lines: lines([5, 1]) })).toBe(false);
    expect(of({ itemEntries: "unit", maxItemEntries: 1000, overDiscount: "clamp" })).toBeUndefined();
    expect(of({ itemEntries: "line" })).toEqual({ itemEntries: "line", maxItemEntries: 1000 });
    expect(of({ maxItemEntries: 7 })).toEqual({ itemEntries: "unit", maxItemEntries: 7 });
  });

  test("keeps the order of the input, and every marketing, 0 included", () => {
    const quote = priced({
      lines: lines([5, 1], [5, 1]).reverse(),
      marketing: [
        marketing(1, { id: "z", discountRange: 1 }),
        marketing(0, { id: "y" }),
        marketing(1, { id: "x", code: "c" }),
      ],
    });
    expect(quote.lines.map((line) => line.goodsId)).toEqual(["g1", "g0"]);
    expect(quote.marketing.map((each) => each.id)).toEqual(["z", "y", "x"]);
    expect(quote.lines[1]?.marketing).toEqual([{ id: "x", code: "c", discountAmount: 1 }]);
  });

  test("carries what describes a marketing through untouched", () => {
    const described = {
      subtype: "s",
      value: -7,
      code: "c",
      kind: 1,
      creatorType: 2,
      note: "n",
      marketingExtend: { a: [{ b: null }] },
    };
    expect(priced({ lines: lines([5, 1]), marketing: [marketing(1, described)] }).marketing[0]).toEqual({
      ...marketing(1),
      ...described,
    });
  });

  test("is exact up to 2^53 − 1", () => {
    const quote = priced({
      lines: lines([MAX - 100, 1], [33, 3]),
      marketing: [marketing(MAX - 3)],
      fees: [{ feeType: 2, feeAmount: 1, feeDiscountAmount: 1 }],
    });
    expect(quote.totals).toEqual({
      goodsAmount: MAX - 1,
      feeAmount: 1,
      totalAmount: MAX,
      goodsDiscountAmount: MAX - 3,
      orderDiscountAmount: 0,
      feeDiscountAmount: 1,
      totalDiscountAmount: MAX - 2,
      payableAmount: 2,
    });
    // What is not given off is 2 of MAX − 1, nearly all of it by the larger line: its part is within a fen.
    expect(discounts(quote)).toEqual([MAX - 102, 99]);
  });
});
