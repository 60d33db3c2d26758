import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointer } from "../../src/codec/Problem.js";
import { FORMAT_NAMES } from "../../src/verify/allFormats.js";
import type { Report } from "../../src/verify/Report.js";
import { recompute } from "../../src/verify/recompute.js";
import type { VerifyOptions } from "../../src/verify/verifier.js";
import { verify as verifyAll } from "../../src/verify/verify.js";
import { amountPaths, changed } from "../support/amounts.js";
import { leftOf, rightOf } from "../support/either.js";
import { aggregatePaths, callbackOf, emissions, responseOf, valueAt, withValue } from "./emitted.js";
import { garbled, spoilt } from "./junk.js";

/** Amounts are what is tested here; rules have tests of their own. */
const verify = (payload: unknown, options: VerifyOptions = {}): ReturnType<typeof verifyAll> =>
  verifyAll(payload, { checks: ["amounts"], ...options });

type Finding = readonly [code: string, path: string, expected: unknown, actual: unknown];

const reportOf = (payload: unknown, options?: VerifyOptions): Report => rightOf(verify(payload, options));
const violations = (payload: unknown): Finding[] =>
  reportOf(payload).violations.map(({ code, path, expected, actual }) => [code, path, expected, actual]);
const unchecked = (payload: unknown): (readonly [string, string])[] =>
  reportOf(payload).unchecked.map(({ code, path }) => [code, path]);

/** An entry of a marketing in OpenAPI: m of the order's level, n of the goods'. */
const m = (discount_amount: number, more: object = {}): object => ({
  id: "m",
  type: 2,
  discount_range: 1,
  discount_amount,
  ...more,
});
const n = (discount_amount: number, more: object = {}): object => ({
  ...m(discount_amount),
  id: "n",
  discount_range: 2,
  ...more,
});

/** Two units of 1.00 less 0.11, everything there, every sum right. */
const order = {
  goods_list: [{ goods_id: "a", price: 100, quantity: 2, discount_amount: 11 }],
  total_amount: 200,
  discount_amount: 11,
  price_calculation_detail: {
    calculation_type: 2,
    order_discount_detail: {
      order_total_discount_amount: 7,
      goods_total_discount_amount: 4,
      marketing_detail_info: [m(7), n(4)],
    },
    goods_discount_detail: [
      {
        goods_id: "a",
        quantity: 2,
        total_amount: 200,
        total_discount_amount: 11,
        marketing_detail_info: [m(7), n(4)],
      },
    ],
    item_discount_detail: [
      { goods_id: "a", total_amount: 100, total_discount_amount: 6, marketing_detail_info: [m(4), n(2)] },
      { goods_id: "a", total_amount: 100, total_discount_amount: 5, marketing_detail_info: [m(3), n(2)] },
    ],
  },
};
const DETAIL = "price_calculation_detail";
const ORDER_BLOCK = [DETAIL, "order_discount_detail"] as const;
const GOODS_BLOCK = [DETAIL, "goods_discount_detail"] as const;
const ITEM_BLOCK = [DETAIL, "item_discount_detail"] as const;

describe("one wrong aggregate is one violation", () => {
  test("the order to start with has none", () => {
    expect(reportOf(order)).toEqual({
      ok: true,
      format: "openapi.createOrder",
      violations: [],
      unchecked: [],
    });
  });

  test.each<readonly [string, readonly string[]]>([
    ["order.total", ["total_amount"]],
    ["order.discount", ["discount_amount"]],
    ["line.discount", ["goods_list", "0", "discount_amount"]],
    ["orderBlock.orderTotal", [...ORDER_BLOCK, "order_total_discount_amount"]],
    ["orderBlock.goodsTotal", [...ORDER_BLOCK, "goods_total_discount_amount"]],
    ["line.total", [...GOODS_BLOCK, "0", "total_amount"]],
    ["line.total", [...GOODS_BLOCK, "0", "quantity"]],
    ["goodsBlock.discount", [...GOODS_BLOCK, "0", "total_discount_amount"]],
    ["itemBlock.total", [...ITEM_BLOCK, "1", "total_amount"]],
    ["itemBlock.discount", [...ITEM_BLOCK, "0", "total_discount_amount"]],
  ])("%s at %j", (code, path) => {
    const right = valueAt(order, path) as number;
    for (const by of [1, -1, 1000]) {
      const { ok, violations: found } = reportOf(changed(order, path, by));
      expect(ok).toBe(false);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        kind: "amount",
        severity: "error",
        code,
        path: pointer(...path),
        expected: right,
        actual: right + by,
      });
      expect(found[0]?.message).not.toBe("");
      expect(found[0]?.messageZh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("any aggregate of any payload that the engine emits: line, order and block totals", () => {
    let tried = 0;
    let changes = 0;
    fc.assert(
      fc.property(emissions(), fc.constantFrom(1, -1), ({ payloads }, by) => {
        tried += 1;
        for (const payload of payloads)
          for (const path of aggregatePaths(payload)) {
            const right = valueAt(payload, path) as number;
            // Below 0 an amount breaks a second rule as well.
            if (right + by < 0) continue;
            // Without a detail the lines' discounts are what the order's consists of.
            if (path.length === 3 && !("discountInfo" in payload || DETAIL in payload)) continue;
            const found = reportOf(changed(payload, path, by)).violations;
            changes += 1;
            expect(found.map((each) => [each.path, each.expected, each.actual])).toEqual([
              [pointer(...path), right, right + by],
            ]);
          }
      }),
      { numRuns: 300 },
    );
    expect(changes).toBeGreaterThan(5 * tried);
  });

  test("the item total of a line's one entry, where the line costs nothing any more", () => {
    const free = {
      goods_list: [{ goods_id: "a", price: 100, quantity: 2, discount_amount: 200 }],
      total_amount: 200,
      discount_amount: 200,
      price_calculation_detail: {
        order_discount_detail: { marketing_detail_info: [m(200)] },
        goods_discount_detail: [{ goods_id: "a", marketing_detail_info: [m(200)] }],
        item_discount_detail: [
          { goods_id: "a", total_amount: 200, total_discount_amount: 200, marketing_detail_info: [m(200)] },
        ],
      },
    };
    expect(violations(free)).toEqual([]);
    expect(violations(withValue(free, [...ITEM_BLOCK, "0", "total_amount"], 199))).toEqual([
      ["itemBlock.total", pointer(...ITEM_BLOCK, 0, "total_amount"), 200, 199],
    ]);
  });
});

describe("each equation on its own, in the least payload that breaks it", () => {
  const bare = (order_discount_detail: object, goods?: object[], items?: object[]): object => ({
    order_discount_detail,
    ...(goods === undefined ? {} : { goods_discount_detail: goods }),
    ...(items === undefined ? {} : { item_discount_detail: items }),
  });
  const a = (more: object): object => ({ goods_id: "a", ...more });
  const info = (...marketing_detail_info: object[]): object => ({ marketing_detail_info });
  const oneLine = (quantity: number, price_calculation_detail: object, price = 100): object => ({
    goods_list: [{ goods_id: "a", price, quantity }],
    price_calculation_detail,
  });

  test.each<readonly [string, unknown, readonly Finding[]]>([
    [
      "line.total by the line",
      oneLine(3, bare(info(), [a({ total_amount: 299, ...info() })])),
      [["line.total", "/price_calculation_detail/goods_discount_detail/0/total_amount", 300, 299]],
    ],
    [
      "line.total, quantity",
      oneLine(3, bare(info(), [a({ quantity: 2, ...info() })])),
      [["line.total", "/price_calculation_detail/goods_discount_detail/0/quantity", 3, 2]],
    ],
    [
      "line.total of a bare detail, by its items",
      bare(
        info(),
        [a({ quantity: 2, total_amount: 21, ...info() })],
        [1, 2].map(() => a({ total_amount: 10, ...info() })),
      ),
      [["line.total", "/goods_discount_detail/0/total_amount", 20, 21]],
    ],
    [
      "order.total with fees",
      {
        goodsList: [{ goodsId: "a", price: 1, quantity: 2 }],
        payment: { totalAmount: 2, feeDetailsList: [{ feeType: 1, feeAmount: 5 }] },
      },
      [["order.total", "/payment/totalAmount", 7, 2]],
    ],
    [
      "order.discount by the lines, where there is no detail",
      {
        goodsList: [{ goodsId: "a", price: 9, quantity: 1, discountAmount: 2 }],
        payment: {
          totalAmount: 14,
          totalDiscountAmount: 4,
          feeDetailsList: [{ feeType: 1, feeAmount: 5, feeDiscountAmount: 1 }],
        },
      },
      [["order.discount", "/payment/totalDiscountAmount", 3, 4]],
    ],
    [
      "orderBlock.orderTotal",
      bare({ order_total_discount_amount: 4, ...info(m(3), m(2)) }),
      [["orderBlock.orderTotal", "/order_discount_detail/order_total_discount_amount", 5, 4]],
    ],
    [
      "orderBlock.goodsTotal",
      bare({ goods_total_discount_amount: 4, ...info(n(3), m(2)), order_total_discount_amount: 2 }),
      [["orderBlock.goodsTotal", "/order_discount_detail/goods_total_discount_amount", 3, 4]],
    ],
    [
      "goodsBlock.discount",
      bare(info(m(3)), [a({ total_discount_amount: 2, ...info(m(3)) })]),
      [["goodsBlock.discount", "/goods_discount_detail/0/total_discount_amount", 3, 2]],
    ],
    [
      "goodsBlock.marketing",
      bare(info(n(1), m(3)), [a(info(m(1))), { goods_id: "b", ...info(m(1), n(1)) }]),
      [["goodsBlock.marketing", "/order_discount_detail/marketing_detail_info/1/discount_amount", 2, 3]],
    ],
    [
      "itemBlock.count",
      oneLine(
        3,
        bare(
          info(m(3)),
          [a(info(m(3)))],
          [a({ total_amount: 100, ...info(m(2)) }), a({ total_amount: 100, ...info(m(1)) })],
        ),
      ),
      [["itemBlock.count", "/price_calculation_detail/item_discount_detail", 3, 2]],
    ],
    [
      "itemBlock.total by the unit price",
      oneLine(
        2,
        bare(info(), [a(info())], [a({ total_amount: 100, ...info() }), a({ total_amount: 99, ...info() })]),
      ),
      [["itemBlock.total", "/price_calculation_detail/item_discount_detail/1/total_amount", 100, 99]],
    ],
    [
      "itemBlock.total, one entry for the line",
      oneLine(2, bare(info(), [a(info())], [a({ total_amount: 199, ...info() })])),
      [["itemBlock.total", "/price_calculation_detail/item_discount_detail/0/total_amount", 200, 199]],
    ],
    [
      "itemBlock.discount",
      bare(
        info(m(3)),
        [a({ quantity: 1, ...info(m(3)) })],
        [a({ total_amount: 9, total_discount_amount: 2, ...info(m(3)) })],
      ),
      [["itemBlock.discount", "/item_discount_detail/0/total_discount_amount", 3, 2]],
    ],
    [
      "itemBlock.marketing",
      bare(
        info(m(3)),
        [a({ quantity: 2, ...info(m(3)) })],
        [a({ total_amount: 9, ...info(m(1)) }), a({ total_amount: 9, ...info(m(1)) })],
      ),
      [["itemBlock.marketing", "/goods_discount_detail/0/marketing_detail_info/0/discount_amount", 2, 3]],
    ],
    [
      "itemBlock.marketing, of a marketing that the goods' entry does not have",
      bare(info(m(3)), [a({ quantity: 1, ...info(m(3)) })], [a({ total_amount: 9, ...info(m(3), n(1)) })]),
      [
        ["marketing.unknown", "/item_discount_detail/0/marketing_detail_info/1", null, "n"],
        ["itemBlock.marketing", "/goods_discount_detail/0/marketing_detail_info", 1, 0],
      ],
    ],
    [
      "callback.items",
      {
        goods: [{ goods_id: "a", origin_price: 100, quantity: 2 }],
        total_amount: 200,
        discount: 0,
        item_order_info_list: [
          { goods_id: "a", price: 100 },
          { goods_id: "a", price: 99 },
        ],
      },
      [["callback.items", "/item_order_info_list", 200, 199]],
    ],
    [
      "marketing.level, range",
      bare(info(m(0)), [a(info(m(0, { discount_range: 2 })))]),
      [["marketing.level", "/goods_discount_detail/0/marketing_detail_info/0/discount_range", 1, 2]],
    ],
    [
      "marketing.level, type",
      bare(info(m(0)), [a(info(m(0, { type: 4 })))]),
      [["marketing.level", "/goods_discount_detail/0/marketing_detail_info/0/type", 2, 4]],
    ],
    [
      "marketing.unknown",
      bare(info(), [a(info(m(0)))]),
      [["marketing.unknown", "/goods_discount_detail/0/marketing_detail_info/0", null, "m"]],
    ],
  ])("%s", (_, payload, expected) => {
    expect(violations(payload)).toEqual(expected);
    expect(reportOf(payload).ok).toBe(false);
  });

  test("a range spelt as text is the same range", () => {
    expect(violations(bare(info(m(1)), [a(info(m(1, { discount_range: "1" })))]))).toEqual([]);
  });

  test("marketing.level: entries of one id agree, whatever their codes", () => {
    const entry = (code: string, discountRange: number, type = 2): object => ({
      id: "m",
      code,
      type,
      discountRange,
      discountAmount: 0,
    });
    const detail = (...marketingInfo: object[]): object => ({ detail: { orderDiscount: { marketingInfo } } });
    expect(violations(detail(entry("x", 1), entry("y", 1)))).toEqual([]);
    expect(violations(detail(entry("x", 1), entry("y", 2)))).toEqual([
      ["marketing.level", "/detail/orderDiscount/marketingInfo/1/discountRange", 1, 2],
    ]);
    expect(violations(detail(entry("x", 1), entry("y", 1, 4)))).toEqual([
      ["marketing.level", "/detail/orderDiscount/marketingInfo/1/type", 2, 4],
    ]);
  });

  test("marketing.unknown: another code is another marketing", () => {
    const entry = (code: string): object => ({ id: "m", code, type: 2, discountRange: 1, discountAmount: 0 });
    expect(
      violations({
        detail: {
          orderDiscount: { marketingInfo: [entry("x")] },
          goodsDiscount: [{ goodsId: "a", marketingInfo: [entry("y")] }],
        },
      }).map(([code, path]) => [code, path]),
    ).toEqual([["marketing.unknown", "/detail/goodsDiscount/0/marketingInfo/0"]]);
  });

  test("line.unknown: stray goods and items", () => {
    const stray = { goods_id: "ghost", marketing_detail_info: [] };
    const found = violations(
      oneLine(1, bare(info(), [a(info()), stray], [a({ total_amount: 100, ...info() }), stray])),
    );
    expect(found.map(([code, path]) => [code, path])).toEqual([
      ["line.unknown", "/price_calculation_detail/goods_discount_detail/1/goods_id"],
      ["line.unknown", "/price_calculation_detail/item_discount_detail/1/goods_id"],
    ]);
    // As with marketing.unknown, the report says which goods came.
    expect(found.map(([, , , actual]) => actual)).toEqual(["ghost", "ghost"]);
  });

  test("many marketing are told apart as few are", () => {
    const ids = Array.from({ length: 60 }, (_, i) => `m${i}`);
    const entries = (...off: number[]): object[] =>
      ids.map((id, i) => m(i + (off.includes(i) ? 1 : 0), { id }));
    expect(violations(bare(info(...entries()), [a(info(...entries().reverse()))]))).toEqual([]);
    expect(violations(bare(info(...entries(3, 55)), [a(info(...entries()))]))).toEqual(
      [3, 55].map((i) => [
        "goodsBlock.marketing",
        `/order_discount_detail/marketing_detail_info/${i}/discount_amount`,
        i,
        i + 1,
      ]),
    );
  });

  test("sums past 2^53 − 1 are said to be so", () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect(violations(bare({ order_total_discount_amount: huge, ...info(m(huge), m(2)) }))[0]?.[0]).toBe(
      "sum.tooLarge",
    );
    expect(
      violations({ goods_list: [{ goods_id: "a", price: huge, quantity: 2 }], total_amount: huge }).map(
        ([code, path]) => [code, path],
      ),
    ).toContainEqual(["sum.tooLarge", "/goods_list/0"]);
  });
});

describe("bounds", () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    [
      "a price",
      { goods_list: [{ goods_id: "a", price: -1, quantity: 1 }], total_amount: -1 },
      ["/goods_list/0/price"],
    ],
    [
      "a line's discount",
      {
        goods_list: [{ goods_id: "a", price: 5, quantity: 1, discount_amount: -1 }],
        total_amount: 5,
        discount_amount: -1,
      },
      ["/goods_list/0/discount_amount"],
    ],
    [
      "a marketing",
      { order_discount_detail: { order_total_discount_amount: -3, marketing_detail_info: [m(-3)] } },
      ["/order_discount_detail/marketing_detail_info/0/discount_amount"],
    ],
    [
      "a fee",
      {
        goodsList: [{ goodsId: "a", price: 9, quantity: 1 }],
        payment: { totalAmount: 8, feeDetailsList: [{ feeType: 1, feeAmount: -1 }] },
      },
      ["/payment/feeDetailsList/0/feeAmount"],
    ],
    [
      "a fee's discount",
      {
        goodsList: [{ goodsId: "a", price: 9, quantity: 1 }],
        payment: {
          totalAmount: 10,
          totalDiscountAmount: -1,
          feeDetailsList: [{ feeType: 1, feeAmount: 1, feeDiscountAmount: -1 }],
        },
      },
      ["/payment/feeDetailsList/0/feeDiscountAmount"],
    ],
    [
      "a price in a callback",
      {
        goods: [{ goods_id: "a", origin_price: 1, quantity: 2 }],
        total_amount: 2,
        discount: 2,
        item_order_info_list: [
          { goods_id: "a", price: -1 },
          { goods_id: "a", price: 1 },
        ],
      },
      ["/item_order_info_list/0/price"],
    ],
  ])("%s below 0", (_, payload, paths) => {
    const found = reportOf(payload).violations;
    expect(found.every((each) => each.code === "bounds" && each.expected === 0)).toBe(true);
    expect(found.map((each) => each.path)).toEqual(paths);
  });

  test.each<readonly [string, unknown, readonly Finding[]]>([
    [
      "the order's",
      {
        goods_list: [{ goods_id: "a", price: 5, quantity: 1 }],
        total_amount: 5,
        discount_amount: 6,
        price_calculation_detail: { order_discount_detail: { marketing_detail_info: [m(6)] } },
      },
      [["bounds", "/discount_amount", 5, 6]],
    ],
    [
      "a fee's",
      {
        goodsList: [{ goodsId: "a", price: 5, quantity: 1 }],
        payment: {
          totalAmount: 6,
          totalDiscountAmount: 2,
          feeDetailsList: [{ feeType: 1, feeAmount: 1, feeDiscountAmount: 2 }],
        },
      },
      [["bounds", "/payment/feeDetailsList/0/feeDiscountAmount", 1, 2]],
    ],
    [
      "a goods'",
      {
        order_discount_detail: { marketing_detail_info: [m(6)] },
        goods_discount_detail: [
          {
            goods_id: "a",
            quantity: 1,
            total_amount: 5,
            total_discount_amount: 6,
            marketing_detail_info: [m(6)],
          },
        ],
      },
      [["bounds", "/goods_discount_detail/0/total_discount_amount", 5, 6]],
    ],
  ])("a discount above its total: %s", (_, payload, expected) => {
    expect(violations(payload)).toEqual(expected);
  });

  test("a line's discount above its total, where the order as a whole has room and there is no detail", () => {
    // bounds: 0 ≤ discount ≤ total everywhere.
    expect(
      violations({
        goods_list: [
          { goods_id: "a", price: 5, quantity: 1, discount_amount: 6 },
          { goods_id: "b", price: 50, quantity: 1, discount_amount: 0 },
        ],
        total_amount: 55,
        discount_amount: 6,
      }),
    ).toEqual([["bounds", "/goods_list/0/discount_amount", 5, 6]]);
  });
});

describe("callbacks", () => {
  const callback = {
    goods: [{ goods_id: "a", origin_price: 100, price: 90, quantity: 2 }],
    total_amount: 200,
    discount: 20,
    item_order_info_list: [
      { goods_id: "a", price: 90 },
      { goods_id: "a", price: 90 },
    ],
    price_calculation_detail: {
      order_discount_detail: { order_total_discount_amount: 20, marketing_detail_info: [m(20)] },
      goods_discount_detail: [
        { goods_id: "a", quantity: 2, total_amount: 200, marketing_detail_info: [m(20)] },
      ],
      item_discount_detail: [1, 2].map(() => ({
        goods_id: "a",
        total_amount: 100,
        marketing_detail_info: [m(10)],
      })),
    },
  };
  const enveloped = (payload: unknown): unknown => ({
    type: "pre_create_order",
    version: "2.0",
    msg: JSON.stringify(payload),
  });

  test("the bare object and its envelope; below the envelope, paths start at /msg", () => {
    expect(reportOf(callback)).toMatchObject({ ok: true, format: "spi.preCreateOrder", violations: [] });
    expect(reportOf(enveloped(callback))).toMatchObject({ ok: true, format: "spi.preCreateOrder" });
    const wrong = { ...callback, total_amount: 199 };
    expect(violations(wrong)).toEqual([["order.total", "/total_amount", 200, 199]]);
    expect(violations(enveloped(wrong))).toEqual([["order.total", "/msg/total_amount", 200, 199]]);
    const problems = leftOf(verify(enveloped({ ...callback, total_amount: "199" })));
    expect(problems.map(({ code, path }) => [code, path])).toEqual([["value.type", "/msg/total_amount"]]);
  });

  test("an envelope of another type, or with no JSON in it, is a problem", () => {
    expect(leftOf(verify({ type: "refund", msg: "{}" })).map(({ code, path }) => [code, path])).toEqual([
      ["input.unknownFormat", "/type"],
    ]);
    expect(
      leftOf(verify({ type: "pre_create_order", msg: "{" })).map(({ code, path }) => [code, path]),
    ).toEqual([["input.notJson", "/msg"]]);
    for (const msg of ["null", "5", "[]", '""'])
      expect(leftOf(verify({ type: "pre_create_order", msg })).map(({ code, path }) => [code, path])).toEqual(
        [["value.type", "/msg"]],
      );
  });

  test("a price after discount must be that of some item", () => {
    expect(violations(withValue(callback, ["goods", "0", "price"], 91))).toEqual([
      ["callback.unitPrice", "/goods/0/price", 90, 91],
    ]);
  });

  test("a takeaway order's total may hold fees, which a callback does not list", () => {
    const withFee = {
      ...callback,
      delivery_type: 1,
      total_amount: 205,
      item_order_info_list: [...callback.item_order_info_list, { goods_id: "fee", price: 5 }],
    };
    expect(violations(withFee)).toEqual([]);
    expect(unchecked(withFee)).toContainEqual(["order.total", "/total_amount"]);
    // Any other order has none.
    expect(violations({ ...withFee, delivery_type: 0 })).toContainEqual([
      "order.total",
      "/total_amount",
      200,
      205,
    ]);
  });

  test("every amount of a callback, changed by one fen, is found", () => {
    fc.assert(
      fc.property(
        emissions({ fees: false }),
        fc.constantFrom(1, -1),
        fc.boolean(),
        ({ quote }, by, withDetail) => {
          const { price_calculation_detail: detail, ...plain } = callbackOf(quote);
          const payload =
            withDetail && detail !== undefined ? { ...plain, price_calculation_detail: detail } : plain;
          for (const path of amountPaths(payload)) {
            // The price after discount is one for all units: where they differ, it may lie between them.
            if (path.at(-1) === "price" && path[0] !== "item_order_info_list") continue;
            const report = reportOf(changed(payload, path, by));
            if (report.ok) throw new Error(`missed ${path.join("/")} ${by}`);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a discount without a detail cannot be checked by lines that have no discounts", () => {
    const { price_calculation_detail: _, ...plain } = callback;
    // Lines of a callback have no field for a discount, so they do not say 0.
    expect(violations(plain)).toEqual([]);
    expect(unchecked(plain)).toEqual([["order.discount", "/discount"]]);
    const wrong = { ...plain, item_order_info_list: callback.item_order_info_list.slice(1) };
    expect(violations(wrong)).toEqual([
      ["callback.items", "/item_order_info_list", 180, 90],
      ["callback.count", "/item_order_info_list", 2, 1],
    ]);
  });

  test("what one builds from a quote has no violation, with a detail and as an answer", () => {
    fc.assert(
      fc.property(emissions({ fees: false, marketing: true }), ({ quote }) => {
        expect(reportOf(callbackOf(quote))).toMatchObject({ ok: true, violations: [], unchecked: [] });
        expect(reportOf(responseOf(quote))).toMatchObject({
          ok: true,
          format: "openapi.createOrderResponse",
          violations: [],
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("what cannot be checked is said", () => {
  test("library skus without a price", () => {
    const payload = { sku_list: [{ sku_id: "1", quantity: 1 }], total_amount: 5 };
    expect(violations(payload)).toEqual([]);
    expect(unchecked(payload)).toEqual([
      ["line.total", "/sku_list/0"],
      ["order.total", "/total_amount"],
    ]);
  });

  test("a discountId in the place of the detail", () => {
    const payload = {
      goodsList: [{ goodsId: "a", price: 5, quantity: 1 }],
      payment: { totalAmount: 5, totalDiscountAmount: 1 },
      discountId: "x",
    };
    expect(violations(payload)).toEqual([]);
    expect(unchecked(payload)).toEqual([["order.discount", "/payment/totalDiscountAmount"]]);
  });

  test("discounts of lines without a detail", () => {
    const payload = {
      goods_list: [{ goods_id: "a", price: 5, quantity: 1, discount_amount: 1 }],
      total_amount: 5,
      discount_amount: 1,
    };
    expect(violations(payload)).toEqual([]);
    expect(unchecked(payload)).toEqual([["line.discount", "/price_calculation_detail"]]);
  });

  test.each([
    [[DETAIL, "order_discount_detail"], "/price_calculation_detail/order_discount_detail"],
    [[DETAIL, "goods_discount_detail"], "/price_calculation_detail/goods_discount_detail"],
    [[DETAIL, "item_discount_detail"], "/price_calculation_detail/item_discount_detail"],
    [["total_amount"], "/total_amount"],
    [["discount_amount"], "/discount_amount"],
    [["goods_list", "0", "discount_amount"], "/goods_list/0/discount_amount"],
    [[...GOODS_BLOCK, "0", "total_amount"], "/price_calculation_detail/goods_discount_detail/0/total_amount"],
    [
      [...GOODS_BLOCK, "0", "total_discount_amount"],
      "/price_calculation_detail/goods_discount_detail/0/total_discount_amount",
    ],
    [[...GOODS_BLOCK, "0", "quantity"], "/price_calculation_detail/goods_discount_detail/0/quantity"],
    [
      [...ORDER_BLOCK, "order_total_discount_amount"],
      "/price_calculation_detail/order_discount_detail/order_total_discount_amount",
    ],
  ])("without %j nothing is wrong, and %s is named", (path, named) => {
    const payload = withValue(order, path, undefined);
    expect(violations(payload)).toEqual([]);
    const places = unchecked(payload).map(([, at]) => at);
    expect(places).toContain(named);
    for (const { message, messageZh } of reportOf(payload).unchecked) {
      expect(message).not.toBe("");
      expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("an order without lines", () => {
    const payload = withValue(order, ["goods_list"], undefined);
    expect(violations(payload)).toEqual([]);
    expect(unchecked(payload)).toContainEqual(["order.total", "/total_amount"]);
  });

  test("a bare detail has neither lines nor totals", () => {
    expect(new Set(unchecked(order.price_calculation_detail).map(([code]) => code))).toEqual(
      new Set(["line.total", "line.discount", "order.total", "order.discount"]),
    );
  });

  test("skus of one goods that the blocks do not tell apart are checked in sum", () => {
    const line = (sku_id: string, discount_amount: number): object => ({
      sku_id,
      goods_info: { goods_id: "a" },
      price: 10,
      quantity: 1,
      discount_amount,
    });
    const payload = (first: number, second: number): object => ({
      sku_list: [line("1", first), line("2", second)],
      total_amount: 20,
      discount_amount: 3,
      price_calculation_detail: {
        order_discount_detail: { marketing_detail_info: [m(3)] },
        goods_discount_detail: [
          { goods_id: "a", quantity: 2, total_amount: 20, marketing_detail_info: [m(3)] },
        ],
        item_discount_detail: [m(2), m(1)].map((entry) => ({
          goods_id: "a",
          total_amount: 10,
          marketing_detail_info: [entry],
        })),
      },
    });
    expect(violations(payload(2, 1))).toEqual([]);
    expect(unchecked(payload(2, 1))).toContainEqual(["line.discount", "/sku_list/0/discount_amount"]);
    expect(violations(payload(2, 2))).toEqual([["line.discount", "/sku_list/0/discount_amount", 3, 4]]);
  });
});

describe("formats and options", () => {
  test.each([
    ["plugin.createOrder", { goodsList: [] }],
    ["plugin.createOrder", { skuList: [] }],
    ["plugin.createOrder", { payment: {} }],
    ["plugin.createOrder", { discountInfo: { detail: {} } }],
    ["plugin.discountInfo", { type: 2, detail: {} }],
    ["openapi.createOrder", { goods_list: [] }],
    ["openapi.createOrder", { sku_list: [] }],
    ["openapi.createOrder", { total_amount: 1 }],
    ["openapi.createOrder", { price_calculation_detail: {} }],
    ["openapi.priceCalculationDetail", { calculation_type: 2 }],
    ["openapi.priceCalculationDetail", { goods_discount_detail: [] }],
    ["spi.preCreateOrder", { item_order_info_list: [], total_amount: 1, goods_list: [] }],
    ["spi.preCreateOrder", { goods: [], discount: 0 }],
    ["openapi.createOrderResponse", { data: { item_order_info_list: [] } }],
  ])("%s is known by its keys: %j", (format, payload) => {
    expect(reportOf(payload).format).toBe(format);
  });

  test("what has the keys of none is a problem that lists them all", () => {
    for (const payload of [{}, { foo: 1 }, [], null, 5, "x", undefined]) {
      const problems = leftOf(verify(payload));
      expect(problems.map(({ code, path }) => [code, path])).toEqual([["input.unknownFormat", ""]]);
      for (const format of FORMAT_NAMES) expect(problems[0]?.message).toContain(format);
    }
  });

  test("a format that is named overrides", () => {
    const both = { goods_list: [{ goods_id: "a", price: 1, quantity: 1 }], goodsList: [], total_amount: 2 };
    expect(reportOf(both).format).toBe("plugin.createOrder");
    expect(reportOf(both, { format: "openapi.createOrder" }).violations.map((each) => each.path)).toEqual([
      "/total_amount",
    ]);
    // A payload with none of a format's keys must not pass for a clean one of it.
    expect(leftOf(verify(order, { format: "plugin.createOrder" }))[0]?.code).toBe("input.unknownFormat");
    expect(
      leftOf(verify(order, { format: "plugin.discountInfo" })).map(({ code, path }) => [code, path]),
    ).toEqual([["input.unknownFormat", ""]]);
    expect(leftOf(verify(order, { format: "csv" as never }))[0]?.code).toBe("input.unknownFormat");
  });

  test("checks that are not asked for are not made", () => {
    const wrong = { ...order, total_amount: 1 };
    const kinds = (checks: VerifyOptions["checks"]): ReadonlySet<string> =>
      new Set(reportOf(wrong, { checks }).violations.map(({ kind }) => kind));
    expect(kinds(["rules"])).toEqual(new Set(["rule"]));
    expect(kinds(["amounts"])).toEqual(new Set(["amount"]));
    expect(kinds(["amounts", "rules"])).toEqual(new Set(["amount", "rule"]));
    expect(reportOf(wrong, { checks: ["amounts"] }).ok).toBe(false);
    expect(reportOf(wrong, { checks: ["amounts", "rules"] }).ok).toBe(false);
  });

  test.each<[string, unknown, string]>([
    ["no check at all", { checks: [] }, "/options/checks"],
    ["a check that is none", { checks: ["amount"] }, "/options/checks/0"],
    ["a misspelt option", { check: ["amounts"] }, "/options/check"],
    ["seconds", { now: 1_750_000_000 }, "/options/now"],
    ["a product type as text", { productType: "22" }, "/options/productType"],
    ["a reading that is none", { reservationTotal: "x" }, "/options/reservationTotal"],
    ["no options", null, "/options"],
  ])("options that are wrong are refused: %s", (_, options, path) => {
    expect(leftOf(verifyAll(order, options as VerifyOptions)).map((each) => each.path)).toEqual([path]);
  });

  test("fields of the platform that are not known are kept out of it", () => {
    const more = JSON.parse(JSON.stringify(order), (_, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? { ...value, new_field: { discount_amount: 7 } }
        : value,
    ) as unknown;
    expect(reportOf(more)).toMatchObject({ ok: true, violations: [], unchecked: [] });
  });
});

describe("hostile input", () => {
  const GOLDEN = new URL("../golden/", import.meta.url);
  const samples = readdirSync(GOLDEN)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, readFileSync(new URL(name, GOLDEN), "utf8")] as const);
  const request = { lines: [{ goodsId: "123", unitPrice: 1, quantity: 10 }] };

  /** Every answer is an answer: a report or problems, and never a throw. */
  const check = (value: unknown): void => {
    for (const format of [undefined, ...FORMAT_NAMES]) {
      const verified = verify(value, { format });
      if (verified._tag === "Left") expect(verified.left.length).toBeGreaterThan(0);
      else expect(verified.right.ok).toBe(verified.right.violations.length === 0);
    }
    expect(recompute(request, value)._tag).toMatch(/Left|Right/);
  };

  test("the samples are there", () => {
    expect(samples.length).toBeGreaterThanOrEqual(14);
    for (const [, text] of samples) expect(verify(JSON.parse(text))._tag).toBe("Right");
  });

  test("the samples that contradict themselves are the two that are known to", () => {
    const wrong = samples.flatMap(([name, text]) =>
      violations(JSON.parse(text)).map(([code, path, expected, actual]) => [
        name,
        code,
        path,
        expected,
        actual,
      ]),
    );
    expect(wrong.sort()).toEqual([
      [
        "openapi-v2-create-order-goods-list.json",
        "orderBlock.goodsTotal",
        "/price_calculation_detail/order_discount_detail/goods_total_discount_amount",
        10,
        1,
      ],
      [
        "openapi-v2-create-order-goods-list.json",
        "orderBlock.orderTotal",
        "/price_calculation_detail/order_discount_detail/order_total_discount_amount",
        10,
        20,
      ],
      ["plugin-sku-list-group-buy.json", "order.total", "/payment/totalAmount", 12, 10],
    ]);
  });

  test("anything at all", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true }),
        (value) => {
          check(value);
          check({ goodsList: value, payment: value, discountInfo: { detail: value } });
          check({ type: "pre_create_order", msg: typeof value === "string" ? value : "{}" });
        },
      ),
      { numRuns: 500 },
    );
  });

  test("samples and emitted payloads with something spoilt", () => {
    const valid = fc.oneof(
      fc.constantFrom(...samples.map(([, text]) => JSON.parse(text) as unknown)),
      emissions().chain(({ payloads }) => fc.constantFrom(...payloads)),
      emissions({ fees: false }).map(({ quote }) => callbackOf(quote)),
    );
    fc.assert(fc.property(valid.chain(spoilt), check), { numRuns: 2_000 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("samples with garbled text", () => {
    let tried = 0;
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...samples.map(([, text]) => text)).chain(garbled), (text) => {
        tried += 1;
        check({ type: "pre_create_order", msg: text });
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          return;
        }
        read += 1;
        check(value);
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(tried / 10);
  });

  test("deep nesting, long lists, huge numbers, lone surrogates", () => {
    const deep = JSON.parse(`${'{"detail":'.repeat(20_000)}{}${"}".repeat(20_000)}`) as unknown;
    check(deep);
    check({ detail: { orderDiscount: { marketingInfo: [{ ...m(1), marketingExtend: deep }] } } });
    const goods_list = Array.from({ length: 20_000 }, (_, i) => ({
      goods_id: `${i}`,
      price: 1,
      quantity: 1,
    }));
    check({ goods_list, total_amount: 20_000 });
    check({
      goods_list: [{ goods_id: "\ud800", price: 2 ** 53 - 1, quantity: 2 ** 53 - 1 }],
      total_amount: 1,
    });
    check(JSON.parse('{"goods_list":[{"goods_id":"a","price":1e400,"quantity":1}],"total_amount":-1e400}'));
    check(
      JSON.parse(
        '{"goodsList":[{"goodsId":"a","quantity":1,"__proto__":{"price":5}}],"__proto__":{"payment":1}}',
      ),
    );
  });
});

describe("what used to escape or to raise a false alarm", () => {
  const entry = (id: string, discountAmount: number) => ({ id, type: 2, discountRange: 2, discountAmount });
  const codes = (payload: unknown) => reportOf(payload).violations.map(({ code, path }) => [code, path]);

  test("goods in the list that must be empty", () => {
    const payload = {
      goodsList: [{ goodsId: "expensive", price: 0, quantity: 9 }],
      skuList: [{ skuId: "s", goodsInfo: { goodsId: "B" }, price: 100, quantity: 1 }],
      payment: { totalAmount: 100 },
    };
    expect(codes(payload)).toEqual([["lines.bothLists", "/goodsList"]]);
  });

  test("blocks that cannot be matched with the lines are checked with each other", () => {
    const payload = {
      skuList: [{ skuId: "s", skuType: 1, quantity: 1 }],
      payment: { totalAmount: 100, totalDiscountAmount: 10 },
      discountInfo: {
        type: 2,
        detail: {
          orderDiscount: {
            orderTotalDiscountAmount: 0,
            goodsTotalDiscountAmount: 10,
            marketingInfo: [entry("c", 10)],
          },
          goodsDiscount: [
            {
              goodsId: "g",
              quantity: 1,
              totalAmount: 100,
              totalDiscountAmount: 77,
              marketingInfo: [entry("c", 10)],
            },
          ],
          itemDiscount: [
            { goodsId: "g", totalAmount: 55, totalDiscountAmount: 88, marketingInfo: [entry("c", 3)] },
          ],
        },
      },
    };
    expect(codes(payload).map(([code]) => code)).toEqual([
      "goodsBlock.discount",
      "line.total",
      "itemBlock.discount",
      "itemBlock.marketing",
    ]);
  });

  test("items of a goods that the goods block leaves out", () => {
    const line = (goodsId: string) => ({ goodsId, price: 100, quantity: 1 });
    const part = (goodsId: string, amount: number) => ({
      goodsId,
      totalAmount: 100,
      totalDiscountAmount: amount,
      marketingInfo: [entry("c", amount)],
    });
    const payload = {
      goodsList: [line("A"), line("B")],
      payment: { totalAmount: 200, totalDiscountAmount: 10 },
      discountInfo: {
        type: 2,
        detail: {
          orderDiscount: {
            orderTotalDiscountAmount: 0,
            goodsTotalDiscountAmount: 10,
            marketingInfo: [entry("c", 10)],
          },
          goodsDiscount: [{ ...part("A", 10), quantity: 1 }],
          itemDiscount: [part("A", 10), part("B", 50)],
        },
      },
    };
    expect(codes(payload)).toEqual([["itemBlock.marketing", "/discountInfo/detail/goodsDiscount"]]);
  });

  test("a bare detail of two skus of one goods, without sku ids", () => {
    const part = (totalAmount: number) => ({
      goodsId: "g",
      totalAmount,
      totalDiscountAmount: 4,
      marketingInfo: [entry("m", 4)],
    });
    const detail = (goods: readonly object[], items: readonly object[], amount: number) => ({
      type: 1,
      detail: {
        orderDiscount: {
          orderTotalDiscountAmount: 0,
          goodsTotalDiscountAmount: amount,
          marketingInfo: [entry("m", amount)],
        },
        goodsDiscount: goods,
        itemDiscount: items,
      },
    });
    const two = [part(277), part(285)];
    expect(
      codes(
        detail(
          two.map((each) => ({ ...each, quantity: 1 })),
          two,
          8,
        ),
      ),
    ).toEqual([]);
    // And one goods whose items do not make its total.
    const odd = detail(
      [{ ...part(999), quantity: 2, totalDiscountAmount: 8, marketingInfo: [entry("m", 8)] }],
      [part(50), part(51)],
      8,
    );
    expect(codes(odd)).toEqual([["line.total", "/detail/goodsDiscount/0/totalAmount"]]);
  });

  test("null is how many servers write what is not there, and unknown types of marketing and fees are read", () => {
    const payload = {
      goods: null,
      sku_list: [{ sku_id: "s", quantity: 1, origin_price: 100, price: 100, goods_info: null }],
      total_amount: 100,
      discount: 0,
      item_order_info_list: [{ sku_id: "s", goods_id: null, price: 100 }],
      price_calculation_detail: null,
    };
    expect(reportOf(payload)).toMatchObject({ ok: true, violations: [] });
    const fee = { feeType: 3, feeAmount: 5, feeDiscountAmount: null };
    expect(
      codes({
        goodsList: [{ goodsId: "a", price: 1, quantity: 1 }],
        payment: { totalAmount: 6, feeDetailsList: [fee] },
      }),
    ).toEqual([]);
  });

  test("item orders of goods that nobody ordered, too many of them, and dearer than the goods", () => {
    const callback = (items: readonly object[]) => ({
      goods: [{ goods_id: "g", origin_price: 100, quantity: 2 }],
      total_amount: 200,
      discount: 0,
      item_order_info_list: items,
    });
    const item = (price: number, goods_id = "g") => ({ goods_id, price });
    expect(codes(callback([item(100), item(100, "OTHER")])).map(([code]) => code)).toEqual([
      "callback.count",
      "line.unknown",
    ]);
    expect(codes(callback([item(100), item(100), item(0)])).map(([code]) => code)).toEqual([
      "callback.count",
    ]);
    expect(codes(callback([item(190), item(10)]))).toEqual([["bounds", "/item_order_info_list/0/price"]]);
    // A takeaway order's fees, item orders of their own or not.
    const takeaway = { ...callback([item(100), item(100)]), total_amount: 700, delivery_type: 1 };
    expect(codes(takeaway)).toEqual([]);
    expect(codes({ ...takeaway, item_order_info_list: [item(100), item(100), item(500, "fee")] })).toEqual(
      [],
    );
  });

  test("a block that leaves its marketing lists out cannot be checked, and is no contradiction", () => {
    const line = { goodsId: "a", price: 100, quantity: 1, discountAmount: 10 };
    const part = { goodsId: "a", totalAmount: 100, totalDiscountAmount: 10 };
    const payload = {
      goodsList: [line],
      payment: { totalAmount: 100, totalDiscountAmount: 10 },
      discountInfo: {
        type: 2,
        detail: {
          orderDiscount: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 10 },
          goodsDiscount: [{ ...part, quantity: 1, marketingInfo: [entry("c", 10)] }],
          itemDiscount: [part],
        },
      },
    };
    const report = reportOf(payload);
    expect(report.violations).toEqual([]);
    expect(report.unchecked.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["orderBlock.goodsTotal", "itemBlock.discount", "goodsBlock.marketing"]),
    );
  });

  test("an item entry too few is one violation, not one more for each marketing", () => {
    const part = {
      goodsId: "a",
      totalAmount: 100,
      totalDiscountAmount: 10,
      marketingInfo: [entry("c", 7), entry("d", 3)],
    };
    const payload = {
      type: 2,
      detail: {
        orderDiscount: {
          orderTotalDiscountAmount: 0,
          goodsTotalDiscountAmount: 30,
          marketingInfo: [entry("c", 21), entry("d", 9)],
        },
        goodsDiscount: [
          {
            goodsId: "a",
            quantity: 3,
            totalAmount: 300,
            totalDiscountAmount: 30,
            marketingInfo: [entry("c", 21), entry("d", 9)],
          },
        ],
        itemDiscount: [part, part],
      },
    };
    expect(codes(payload)).toEqual([["itemBlock.count", "/detail/itemDiscount"]]);
  });
});
