/**
 * Marketing that names units: what is refused, and how the other marketing of such a line is split.
 */
import { describe, expect, test } from "vitest";
import {
  decodePricingRequest,
  price,
  recompute,
  toOpenApiOrder,
  toPluginOrder,
  verify,
} from "../../src/index.js";
import { leftOf, rightOf } from "../support/either.js";

const order = (marketing: readonly object[], more: object = {}) => ({
  lines: [
    { goodsId: "tea", unitPrice: 1000, quantity: 2 },
    { goodsId: "cup", unitPrice: 500, quantity: 1 },
  ],
  marketing: marketing.map((each, i) => ({ id: `m${i}`, type: 4, discountRange: 2, title: "t", ...each })),
  ...more,
});

const codesOf = (request: unknown): unknown =>
  leftOf(price(request as never)).map(({ code, path }) => [code, path]);

const half = { discountAmount: 500, units: [{ goodsId: "tea", from: 1, count: 1, discountAmount: 500 }] };

describe("named units", () => {
  test("get their amount; other marketing goes by what each unit still has to pay", () => {
    // 100 over 1000 + 500 + 500: 50 + 25 + 25 by line (75 to tea), 75 over 1000 and 500: 50 and 25.
    const quote = rightOf(price(order([half, { discountRange: 1, discountAmount: 100 }]) as never));
    expect(quote.lines[0]).toMatchObject({
      totalDiscountAmount: 575,
      units: [
        { count: 1, totalDiscountAmount: 50, payableAmount: 950 },
        { count: 1, totalDiscountAmount: 525, payableAmount: 475 },
      ],
    });
  });

  test("the odd fen goes to the largest remainder, ties to the earlier unit", () => {
    const request = {
      lines: [{ goodsId: "tea", unitPrice: 100, quantity: 3 }],
      marketing: [
        {
          id: "a",
          type: 4,
          discountRange: 2,
          title: "",
          discountAmount: 100,
          units: [{ goodsId: "tea", from: 0, count: 1, discountAmount: 100 }],
        },
        { id: "b", type: 2, discountRange: 2, title: "", discountAmount: 5, sequence: 1 },
      ],
    } as const;
    expect(rightOf(price(request)).lines[0]?.units.map((run) => [run.count, run.payableAmount])).toEqual([
      [1, 0],
      [1, 97],
      [1, 98],
    ]);
  });

  test("of a line of 10⁹ units a few runs are kept", () => {
    const units = [
      { goodsId: "tea", from: 10, count: 5, discountAmount: 1 },
      { goodsId: "tea", from: 15, count: 999_999_985, discountAmount: 1 },
    ];
    const quote = rightOf(
      price({
        lines: [{ goodsId: "tea", unitPrice: 3, quantity: 1_000_000_000 }],
        marketing: [{ id: "a", type: 4, discountRange: 2, title: "", discountAmount: 999_999_990, units }],
      }),
    );
    expect(quote.lines[0]?.units.map((run) => [run.count, run.payableAmount])).toEqual([
      [10, 3],
      [999_999_990, 2],
    ]);
  });

  test("a unit's amount above what it has to pay is refused, or lowered", () => {
    const twice = [
      half,
      {
        ...half,
        id: "again",
        sequence: 1,
        discountAmount: 600,
        units: [{ ...half.units[0], discountAmount: 600 }],
      },
    ];
    expect(codesOf(order(twice))).toEqual([
      ["marketing.overDiscount", "/marketing/1/units/0/discountAmount"],
    ]);
    const clamped = rightOf(price(order(twice, { policy: { overDiscount: "clamp" } }) as never));
    expect(clamped.marketing[1]).toMatchObject({ discountAmount: 500, requestedAmount: 600 });
    expect(clamped.totals.totalDiscountAmount).toBe(1000);
  });

  test("the room that is told is that of the poorest of the units, wherever it stands", () => {
    const poor = (from: number) => ({
      discountAmount: 600,
      units: [{ goodsId: "tea", from, count: 1, discountAmount: 600 }],
    });
    const both = {
      sequence: 1,
      discountAmount: 2200,
      units: [{ goodsId: "tea", from: 0, count: 2, discountAmount: 1100 }],
    };
    for (const from of [0, 1])
      expect(leftOf(price(order([poor(from), both]) as never))).toEqual([
        {
          code: "marketing.overDiscount",
          path: "/marketing/1/units/0/discountAmount",
          message:
            'expected at most 400 fen, which is what one of its units still has to pay, got 1100 (policy.overDiscount "clamp" would lower it)',
          messageZh: '其中某件最多还可优惠 400 分,实际为 1100(policy.overDiscount 设为 "clamp" 可自动下调)',
        },
      ]);
  });

  test("are written, verified and recomputed in both formats", () => {
    const request = order([half, { discountRange: 1, discountAmount: 101 }]);
    const quote = rightOf(price(request as never));
    for (const payload of [rightOf(toPluginOrder(quote)), rightOf(toOpenApiOrder(quote))]) {
      expect(rightOf(verify(payload, { checks: ["amounts"] })).violations).toEqual([]);
      expect(rightOf(recompute(request as never, payload)).ok).toBe(true);
      // The second unit's price at the first: the same sums, another unit cheaper.
      const without = {
        ...request,
        marketing: request.marketing.map((each) => ({ ...each, units: undefined })),
      };
      expect(rightOf(recompute(without as never, payload)).ok).toBe(false);
    }
  });
});

describe("units that are wrong", () => {
  const unit = (of: object) => ({ goodsId: "tea", from: 0, count: 1, discountAmount: 10, ...of });
  const cases: readonly (readonly [string, object, object, readonly (readonly [string, string])[]])[] = [
    [
      "type 1",
      { discountAmount: 10, units: [unit({})] },
      { calculationType: 1 },
      [["units.type1", "/marketing/0/units"]],
    ],
    [
      "a line that is not there",
      { discountAmount: 10, units: [unit({ goodsId: "pot" })] },
      {},
      [["marketing.unknownLine", "/marketing/0/units/0"]],
    ],
    [
      "a sku that is not there",
      { discountAmount: 10, units: [unit({ skuId: "1" })] },
      {},
      [["marketing.unknownLine", "/marketing/0/units/0"]],
    ],
    [
      "beyond the last unit",
      { discountAmount: 20, units: [unit({ from: 1, count: 2 })] },
      {},
      [["units.range", "/marketing/0/units/0"]],
    ],
    [
      "a unit twice, though another entry is between",
      { discountAmount: 40, units: [unit({ count: 2 }), unit({ from: 1 }), unit({ from: 1 })] },
      {},
      [
        ["units.overlap", "/marketing/0/units/1/from"],
        ["units.overlap", "/marketing/0/units/2/from"],
      ],
    ],
    [
      "another sum",
      { discountAmount: 11, units: [unit({})] },
      {},
      [["units.sum", "/marketing/0/discountAmount"]],
    ],
    [
      "a line outside appliesTo",
      { discountAmount: 10, appliesTo: [{ goodsId: "cup" }], units: [unit({})] },
      {},
      [["units.appliesTo", "/marketing/0/units/0"]],
    ],
    ["no unit at all", { discountAmount: 0, units: [] }, {}, [["value.empty", "/marketing/0/units"]]],
    [
      "a shape",
      { discountAmount: 10, units: [{ goodsId: "tea", from: -1, count: 0, discountAmount: 0.5, extra: 1 }] },
      {},
      [
        ["value.unknownKey", "/marketing/0/units/0/extra"],
        ["value.range", "/marketing/0/units/0/from"],
        ["value.range", "/marketing/0/units/0/count"],
        ["value.notInteger", "/marketing/0/units/0/discountAmount"],
      ],
    ],
  ];
  for (const [what, marketing, more, expected] of cases)
    test(what, () => {
      expect(codesOf(order([marketing], more))).toEqual(expected);
    });

  test("all at once, beside problems of other parts", () => {
    const bad = order([{ discountAmount: 1, units: [unit({ from: 5 }), unit({ goodsId: "pot" })] }], {
      extra: 1,
    });
    const codes = leftOf(decodePricingRequest(bad)).map(({ code }) => code);
    expect(codes).toEqual(["value.unknownKey", "units.range", "marketing.unknownLine", "units.sum"]);
  });
});
