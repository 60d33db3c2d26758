import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointer } from "../../src/codec/Problem.js";
import { type Recomputation, recompute } from "../../src/verify/recompute.js";
import { amountPaths, changed } from "../support/amounts.js";
import { leftOf, rightOf } from "../support/either.js";
import { callbackOf, emissions, responseOf, valueAt, withValue } from "../unit/emitted.js";

const compared = (request: unknown, claim: unknown): Recomputation =>
  rightOf(recompute(request as never, claim));
const agrees = { ok: true, differences: [], unchecked: [] };

/** The same value with every list shuffled: nothing may be matched by position. */
const shuffled = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== "object" || value === null) return fc.constant(value);
  if (Array.isArray(value))
    return fc
      .shuffledSubarray(value as unknown[], { minLength: value.length, maxLength: value.length })
      .chain((items) => fc.tuple(...items.map(shuffled)));
  return fc.record(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shuffled(part)])));
};

describe("what the engine emits agrees with the request", () => {
  test("in both formats, with entries for units and for lines", () => {
    fc.assert(
      fc.property(emissions(), ({ request, payloads }) => {
        for (const payload of payloads) expect(compared(request, payload)).toMatchObject(agrees);
      }),
      { numRuns: 1_000 },
    );
  });

  test("in whatever order its lists come", () => {
    fc.assert(
      fc.property(
        emissions().chain(({ request, payloads }) =>
          fc.record({ request: fc.constant(request), payloads: fc.tuple(...payloads.map(shuffled)) }),
        ),
        ({ request, payloads }) => {
          for (const payload of payloads) expect(compared(request, payload)).toMatchObject(agrees);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("bare details too", () => {
    fc.assert(
      fc.property(emissions({ marketing: true, fees: false }), ({ request, payloads }) => {
        const [plugin, openapi] = payloads as Record<string, unknown>[];
        for (const detail of [plugin?.discountInfo, openapi?.price_calculation_detail])
          expect(compared(request, detail)).toMatchObject(agrees);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a fen's change is found", () => {
  /** Fees of one type have no ids: which of them was changed cannot always be told. */
  const isFee = (path: readonly string[]): boolean => path.includes("feeDetailsList");

  test("every amount, at its path, with what it should be, and nothing else", () => {
    let tried = 0;
    let changes = 0;
    fc.assert(
      fc.property(emissions(), fc.constantFrom(1, -1), ({ request, payloads }, by) => {
        tried += 1;
        for (const payload of payloads)
          for (const path of amountPaths(payload)) {
            const { ok, differences } = compared(request, changed(payload, path, by));
            changes += 1;
            const right = valueAt(payload, path) as number;
            const seen = differences.map((each) => [each.path, each.expected, each.actual]);
            expect(ok).toBe(false);
            if (!isFee(path)) expect(seen).toEqual([[pointer(...path), right, right + by]]);
          }
      }),
      { numRuns: 200 },
    );
    expect(changes).toBeGreaterThan(7 * tried);
  });

  test("fees of different types, at their paths", () => {
    const fees = [
      { feeType: 1, feeAmount: 5, feeDiscountAmount: 1 },
      { feeType: 2, feeAmount: 6, feeDiscountAmount: 0 },
    ] as const;
    const request = { lines: [{ goodsId: "a", unitPrice: 1, quantity: 1 }], fees };
    const claim = (list: readonly object[]): unknown => ({
      goodsList: [{ goodsId: "a", price: 1, quantity: 1, discountAmount: 0 }],
      payment: { totalAmount: 12, totalDiscountAmount: 1, feeDetailsList: list },
    });
    expect(compared(request, claim([...fees].reverse()))).toMatchObject(agrees);
    expect(
      compared(request, claim([fees[0], { ...fees[1], feeAmount: 7 }])).differences.map((each) => [
        each.path,
        each.expected,
        each.actual,
      ]),
    ).toEqual([["/payment/feeDetailsList/1/feeAmount", 6, 7]]);
  });

  test("fees of one type: what is alike cancels out first", () => {
    const fees = [
      { feeType: 1, feeAmount: 5, feeDiscountAmount: 1 },
      { feeType: 1, feeAmount: 6, feeDiscountAmount: 0 },
    ] as const;
    const request = { lines: [{ goodsId: "a", unitPrice: 1, quantity: 1 }], fees };
    const claim = {
      goodsList: [{ goodsId: "a", price: 1, quantity: 1, discountAmount: 0 }],
      // The first fee is a fen dearer; the second is as it should be.
      payment: {
        totalAmount: 12,
        totalDiscountAmount: 1,
        feeDetailsList: [{ ...fees[0], feeAmount: 6 }, fees[1]],
      },
    };
    expect(
      compared(request, claim).differences.map((each) => [each.path, each.expected, each.actual]),
    ).toEqual([["/payment/feeDetailsList/0/feeAmount", 5, 6]]);
  });

  test("every message is there in both languages", () => {
    fc.assert(
      fc.property(emissions(), ({ request, payloads }) => {
        for (const path of amountPaths(payloads[0]))
          for (const { message, messageZh } of compared(request, changed(payloads[0], path, 1)).differences) {
            expect(message).toMatch(/expected .*, got /);
            expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
          }
      }),
      { numRuns: 20 },
    );
  });
});

describe("claims that leave something out, or bring something else", () => {
  const request = {
    lines: [
      { goodsId: "a", unitPrice: 100, quantity: 2 },
      { goodsId: "b", unitPrice: 50, quantity: 1 },
    ],
    marketing: [
      { id: "m", type: 2, discountRange: 1, discountAmount: 30, title: "" },
      { id: "n", type: 4, discountRange: 2, discountAmount: 5, title: "", appliesTo: [{ goodsId: "a" }] },
    ],
  } as const;
  // n takes 5 off a. m is 30 over 195 and 50: 23.88 and 6.12, so 24 and 6.
  const marketing = (id: "m" | "n", discountAmount: number): object => ({
    id,
    type: id === "m" ? 2 : 4,
    discountRange: id === "m" ? 1 : 2,
    discountAmount,
    title: "",
    note: "",
  });
  const claim = {
    goodsList: [
      { goodsId: "a", price: 100, quantity: 2, discountAmount: 29 },
      { goodsId: "b", price: 50, quantity: 1, discountAmount: 6 },
    ],
    payment: { totalAmount: 250, totalDiscountAmount: 35 },
    discountInfo: {
      type: 2,
      detail: {
        orderDiscount: {
          orderTotalDiscountAmount: 30,
          goodsTotalDiscountAmount: 5,
          marketingInfo: [marketing("m", 30), marketing("n", 5)],
        },
        goodsDiscount: [
          {
            goodsId: "a",
            quantity: 2,
            totalAmount: 200,
            totalDiscountAmount: 29,
            marketingInfo: [marketing("n", 5), marketing("m", 24)],
          },
          {
            goodsId: "b",
            quantity: 1,
            totalAmount: 50,
            totalDiscountAmount: 6,
            marketingInfo: [marketing("m", 6)],
          },
        ],
        itemDiscount: [
          {
            goodsId: "a",
            totalAmount: 100,
            totalDiscountAmount: 15,
            marketingInfo: [marketing("n", 3), marketing("m", 12)],
          },
          {
            goodsId: "a",
            totalAmount: 100,
            totalDiscountAmount: 14,
            marketingInfo: [marketing("n", 2), marketing("m", 12)],
          },
          { goodsId: "b", totalAmount: 50, totalDiscountAmount: 6, marketingInfo: [marketing("m", 6)] },
        ],
      },
    },
  };
  const DETAIL = ["discountInfo", "detail"] as const;
  const seen = (of: unknown): unknown[] =>
    compared(request, of).differences.map((each) => [each.code, each.path, each.expected, each.actual]);
  const unchecked = (of: unknown): string[] => compared(request, of).unchecked.map((each) => each.path);

  test("the whole claim agrees", () => {
    expect(compared(request, claim)).toMatchObject(agrees);
  });

  test.each([
    [[...DETAIL, "itemDiscount"]],
    [[...DETAIL, "goodsDiscount"]],
    [[...DETAIL, "orderDiscount"]],
    [["discountInfo"]],
    [["payment", "totalAmount"]],
    [["payment", "totalDiscountAmount"]],
    [["goodsList", "1", "discountAmount"]],
    [["goodsList", "1", "price"]],
    [[...DETAIL, "orderDiscount", "goodsTotalDiscountAmount"]],
    [[...DETAIL, "goodsDiscount", "0", "totalDiscountAmount"]],
  ])("without %j the rest is compared, and what is missing is named", (path) => {
    const less = withValue(claim, path, undefined);
    expect(seen(less)).toEqual([]);
    expect(unchecked(less)).toEqual([pointer(...path)]);
    const where = path[0] === "goodsList" ? ["payment", "totalAmount"] : ["goodsList", "0", "price"];
    expect(seen(changed(less, where, 1))).toHaveLength(1);
  });

  test("no lines at all", () => {
    expect(seen(withValue(claim, ["goodsList"], undefined))).toEqual([]);
    expect(unchecked(withValue(claim, ["goodsList"], undefined))).toEqual([""]);
  });

  test("a line too few, too many, twice", () => {
    const [a, b] = claim.goodsList;
    expect(seen({ ...claim, goodsList: [a] })).toEqual([["line.missing", "/goodsList", "b", null]]);
    expect(seen({ ...claim, goodsList: [a, b, { ...b, goodsId: "c" }] })).toEqual([
      ["line.unexpected", "/goodsList/2", null, "c"],
    ]);
    expect(seen({ ...claim, goodsList: [a, b, b] })).toEqual([
      ["line.unexpected", "/goodsList/2", null, "b"],
    ]);
  });

  test("another quantity", () => {
    expect(seen(withValue(claim, ["goodsList", "0", "quantity"], 3))).toEqual([
      ["line.quantity", "/goodsList/0/quantity", 2, 3],
    ]);
    expect(seen(withValue(claim, [...DETAIL, "goodsDiscount", "0", "quantity"], 1))).toEqual([
      ["goodsBlock.quantity", "/discountInfo/detail/goodsDiscount/0/quantity", 2, 1],
    ]);
  });

  test("marketing too few and too many", () => {
    const at = [...DETAIL, "goodsDiscount", "0", "marketingInfo"];
    expect(seen(withValue(claim, at, [marketing("m", 24)]))).toEqual([
      ["goodsBlock.marketing", pointer(...at), 5, null],
    ]);
    expect(
      seen(withValue(claim, at, [marketing("m", 24), marketing("n", 5), { ...marketing("n", 1), id: "x" }])),
    ).toEqual([["goodsBlock.marketing", pointer(...at, 2, "discountAmount"), null, 1]]);
    // An entry of nothing says nothing.
    expect(
      seen(withValue(claim, at, [marketing("m", 24), marketing("n", 5), { ...marketing("n", 0), id: "x" }])),
    ).toEqual([]);
  });

  test("an item too few and too many", () => {
    const at = [...DETAIL, "itemDiscount"];
    const items = claim.discountInfo.detail.itemDiscount;
    expect(seen(withValue(claim, at, [...items, items[0]]))).toEqual([
      ["itemBlock.count", pointer(...at), 2, 3],
    ]);
    expect(seen(withValue(claim, at, items.slice(0, 2)))).toEqual([
      ["line.missing", pointer(...at), "b", null],
    ]);
  });

  test("another type of calculation", () => {
    expect(seen(withValue(claim, ["discountInfo", "type"], 1))).toEqual([
      ["calculationType", "/discountInfo/type", 2, 1],
    ]);
  });

  test("problems of request and claim come together, each under its root", () => {
    const problems = leftOf(recompute({ lines: [] }, { goodsList: [{ goodsId: 5, quantity: 1 }] }));
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ["value.empty", "/request/lines"],
      ["id.number", "/claim/goodsList/0/goodsId"],
    ]);
    expect(leftOf(recompute(request, 5)).map((each) => each.path)).toEqual(["/claim"]);
  });

  test("nothing throws, whatever the claim is", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(recompute(request, value)._tag).toMatch(/Left|Right/);
        expect(recompute(value as never, claim)._tag).toBe("Left");
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("callbacks and answers of the platform", () => {
  const built = emissions({ fees: false });

  test("a pre-order callback built from the quote agrees, bare and in its envelope", () => {
    fc.assert(
      fc.property(built, ({ request, quote }) => {
        const callback = callbackOf(quote);
        expect(compared(request, callback)).toMatchObject({ ...agrees, format: "spi.preCreateOrder" });
        const envelope = { type: "pre_create_order", version: "1", msg: JSON.stringify(callback) };
        expect(compared(request, envelope)).toMatchObject({ ...agrees, format: "spi.preCreateOrder" });
      }),
      { numRuns: 500 },
    );
  });

  test("a callback without its detail is compared by its totals and item orders", () => {
    fc.assert(
      fc.property(built, ({ request, quote }) => {
        const { price_calculation_detail: _, ...callback } = callbackOf(quote);
        expect(compared(request, callback)).toMatchObject({ ok: true, differences: [] });
      }),
      { numRuns: 300 },
    );
  });

  test("an answer to create_order built from the quote agrees", () => {
    fc.assert(
      fc.property(built, ({ request, quote }) => {
        expect(compared(request, responseOf(quote))).toMatchObject({
          ...agrees,
          format: "openapi.createOrderResponse",
        });
      }),
      { numRuns: 500 },
    );
  });

  test("a fen's change of any price of an item is found", () => {
    fc.assert(
      fc.property(built, fc.constantFrom(1, -1), fc.nat(), ({ request, quote }, by, n) => {
        for (const claim of [callbackOf(quote), responseOf(quote)]) {
          const prices = amountPaths(claim).filter((path) => path.some((key) => /^item_order/.test(key)));
          const path = prices[n % prices.length] as string[];
          const { ok, differences } = compared(request, changed(claim, path, by));
          expect(ok).toBe(false);
          const right = valueAt(claim, path) as number;
          // Items have no ids that the request knows, so the bag of a line's prices is compared.
          expect(differences.map((each) => each.actual)).toContain(right + by);
          const list = claim.data === undefined ? "/item_order_info_list" : "/data/item_order_info_list";
          for (const each of differences) expect(each.path.startsWith(list)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("totals, discount and unit prices of a callback, at their paths", () => {
    fc.assert(
      fc.property(built, fc.constantFrom(1, -1), ({ request, quote }, by) => {
        const callback = callbackOf(quote);
        const list = callback.goods === undefined ? "sku_list" : "goods";
        for (const path of [["total_amount"], ["discount"], [list, "0", "origin_price"]]) {
          const right = valueAt(callback, path) as number;
          const { differences } = compared(request, changed(callback, path, by));
          expect(differences.map((each) => [each.path, each.expected, each.actual])).toEqual([
            [pointer(...path), right, right + by],
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a price after discount that no unit has, and an item too few", () => {
    const request = {
      lines: [{ goodsId: "a", unitPrice: 100, quantity: 3 }],
      marketing: [{ id: "m", type: 2, discountRange: 1, discountAmount: 10, title: "" }],
    } as const;
    const callback = {
      goods: [{ goods_id: "a", origin_price: 100, price: 97, quantity: 3 }],
      total_amount: 300,
      discount: 10,
      item_order_info_list: [96, 97, 97].map((price) => ({ goods_id: "a", price })),
    };
    const seen = (claim: unknown): unknown[] =>
      compared(request, claim).differences.map((each) => [each.code, each.path, each.expected, each.actual]);
    expect(seen(callback)).toEqual([]);
    expect(seen(withValue(callback, ["goods", "0", "price"], 95))).toEqual([
      ["line.unitPayable", "/goods/0/price", 96, 95],
    ]);
    expect(seen({ ...callback, item_order_info_list: callback.item_order_info_list.slice(1) })).toEqual([
      ["itemOrders.count", "/item_order_info_list", 3, 2],
    ]);
  });
});
