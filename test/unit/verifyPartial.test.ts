/**
 * Amounts of payloads that leave parts out: what the rest must still agree in, and what may no longer be asked of it. Every
 * expectation follows from the equations in docs/verify.md.
 */
import { describe, expect, test } from "vitest";
import { type VerifyOptions, verify } from "../../src/index.js";
import { rightOf } from "../support/either.js";

const reportOn = (payload: unknown, options: VerifyOptions) =>
  rightOf(verify(payload, { checks: ["amounts"], ...options }));
const violations = (payload: unknown, options: VerifyOptions = {}): unknown[] =>
  reportOn(payload, options).violations.map(({ code, path, expected, actual }) => [
    code,
    path,
    expected,
    actual,
  ]);
const unchecked = (payload: unknown, options: VerifyOptions = {}): (readonly [string, string])[] =>
  reportOn(payload, options).unchecked.map(({ code, path }) => [code, path] as const);

/** An entry of a block about goods a: its amounts, and one marketing that its discount consists of. */
const entry = (more: object, discount = 0): object => ({
  goods_id: "a",
  total_discount_amount: discount,
  marketing_detail_info:
    discount === 0 ? [] : [{ id: "n", type: 2, discount_range: 2, discount_amount: discount }],
  ...more,
});
const order = (discount: number): object => ({
  order_total_discount_amount: 0,
  goods_total_discount_amount: discount,
  marketing_detail_info:
    discount === 0 ? [] : [{ id: "n", type: 2, discount_range: 2, discount_amount: discount }],
});

/** The detail alone, without the order that it is of. */
const bare = (goods: readonly object[], items?: readonly object[], discount = 0): object => ({
  calculation_type: 2,
  order_discount_detail: order(discount),
  goods_discount_detail: goods,
  ...(items && { item_discount_detail: items }),
});
/** An order of such lines, with the detail. */
const orderOf = (lines: readonly object[], total: number, detail: object): object => ({
  goods_list: lines,
  total_amount: total,
  price_calculation_detail: detail,
});
const skus = (...prices: readonly number[]): object[] =>
  prices.map((price, i) => ({ sku_id: `${i}`, goods_info: { goods_id: "a" }, price, quantity: 1 }));
const skuOrder = (lines: readonly object[], total: number, detail: object): object => ({
  sku_list: lines,
  total_amount: total,
  price_calculation_detail: detail,
});

const DETAIL = "/price_calculation_detail";

describe("a bare detail, whose items say what the goods cost", () => {
  const two = [entry({ quantity: 2, total_amount: 200 }), entry({ quantity: 1, total_amount: 50 })];

  test("an item for each goods entry: their sums are one", () => {
    expect(violations(bare(two, [entry({ total_amount: 200 }), entry({ total_amount: 50 })]))).toEqual([]);
    expect(violations(bare(two, [entry({ total_amount: 200 }), entry({ total_amount: 51 })]))).toEqual([
      ["line.total", "/goods_discount_detail/0/total_amount", 251, 250],
    ]);
  });

  test("nothing follows where an entry does not say its quantity, or an item its total", () => {
    const [first] = two;
    const partly = [first!, entry({ total_amount: 50 })];
    expect(violations(bare(partly, [entry({ total_amount: 200 }), entry({ total_amount: 51 })]))).toEqual([]);
    const one = [entry({ quantity: 1, total_amount: 100 })];
    expect(violations(bare(one, [entry({})]))).toEqual([]);
    expect(unchecked(bare(one, [entry({})]))).toContainEqual(["itemBlock.total", "/item_discount_detail/0"]);
  });

  test("items that are not alike are measured by the goods' total over its quantity", () => {
    const goods = [entry({ quantity: 2, total_amount: 200 })];
    expect(violations(bare(goods, [entry({ total_amount: 101 }), entry({ total_amount: 99 })]))).toEqual([
      ["itemBlock.total", "/item_discount_detail/0/total_amount", 100, 101],
      ["itemBlock.total", "/item_discount_detail/1/total_amount", 100, 99],
    ]);
  });

  test("but not where it does not divide, or where there are several goods entries", () => {
    const odd = [entry({ quantity: 2, total_amount: 201 })];
    expect(violations(bare(odd, [entry({ total_amount: 101 }), entry({ total_amount: 100 })]))).toEqual([]);
    const several = [entry({ quantity: 1, total_amount: 102 }), entry({ quantity: 1, total_amount: 98 })];
    const items = [entry({ total_amount: 102 }), entry({ total_amount: 98 })];
    expect(violations(bare(several, items))).toEqual([]);
  });

  test("a goods entry without a total is not complained of", () => {
    const report = bare([entry({ quantity: 1 })], [entry({ total_amount: 100 })]);
    expect(violations(report)).toEqual([]);
    expect(unchecked(report)).not.toContainEqual(["line.total", "/goods_discount_detail/0/total_amount"]);
  });

  test("more items than units, or fewer, and none at all", () => {
    const goods = [entry({ quantity: 3, total_amount: 300 })];
    const items = [entry({ total_amount: 100 }), entry({ total_amount: 100 })];
    expect(violations(bare(goods, items))).toEqual([["itemBlock.count", "/item_discount_detail", 3, 2]]);
    expect(violations(bare(goods, []))).toEqual([["itemBlock.count", "/item_discount_detail", 3, 0]]);
    const type1 = { ...bare(goods, []), calculation_type: 1 };
    expect(violations(type1)).toEqual([]);
    expect(unchecked(type1)).toContainEqual(["itemBlock.discount", "/item_discount_detail"]);
  });
});

describe("an order with its detail", () => {
  const goodsAt = (i: number, field: string): string => `${DETAIL}/goods_discount_detail/${i}/${field}`;
  const itemAt = (i: number, field: string): string => `${DETAIL}/item_discount_detail/${i}/${field}`;
  const line = { goods_id: "a", price: 100, quantity: 2 };

  test("two goods entries of which one leaves out its quantity or its total", () => {
    const whole = entry({ quantity: 1, total_amount: 100 });
    const noQuantity = orderOf([line], 200, bare([whole, entry({ total_amount: 100 })]));
    expect(violations(noQuantity)).toEqual([]);
    expect(unchecked(noQuantity)).toContainEqual(["line.total", goodsAt(0, "quantity")]);
    const noTotal = orderOf([line], 200, bare([whole, entry({ quantity: 1 })]));
    expect(violations(noTotal)).toEqual([]);
    expect(unchecked(noTotal)).toContainEqual(["line.total", goodsAt(0, "total_amount")]);
  });

  test("a line without a price is said once, and nothing is measured by it", () => {
    const library = { goods_id: "a", quantity: 2 };
    const all = orderOf([library], 200, bare([entry({ quantity: 2 })], [entry({ total_amount: 200 })]));
    expect(violations(all)).toEqual([]);
    expect(unchecked(all).filter(([code]) => code === "line.total")).toEqual([
      ["line.total", "/goods_list/0"],
    ]);
  });

  test("a goods that no block mentions has no discount; one that only a block mentions must have its items", () => {
    const lines = [line, { goods_id: "b", price: 50, quantity: 1 }];
    const b = { goods_id: "b", quantity: 1, total_amount: 50 };
    expect(violations(orderOf(lines, 250, bare([entry(b)], [entry(b)])))).toEqual([]);
    const a = entry({ quantity: 2, total_amount: 200 });
    expect(violations(orderOf(lines, 250, bare([a, entry(b)], [entry(b)])))).toEqual([
      ["itemBlock.count", `${DETAIL}/item_discount_detail`, 2, 0],
    ]);
  });

  test("an item may not be given more than it costs, whatever it is measured by", () => {
    const bounds = (of: object): unknown[] =>
      (violations(of) as [string][]).filter(([code]) => code === "bounds");
    const tooMuch = (i: number, total: number, discount: number): unknown => [
      "bounds",
      itemAt(i, "total_discount_amount"),
      total,
      discount,
    ];
    // One for the line, without a total of its own: by the line's.
    const forLine = bare([entry({ quantity: 2, total_amount: 200 }, 201)], [entry({}, 201)], 201);
    expect(bounds(orderOf([line], 200, forLine))).toContainEqual(tooMuch(0, 200, 201));
    // Too few for the units: by its own.
    const few = bare(
      [entry({ quantity: 3, total_amount: 300 }, 150)],
      [entry({ total_amount: 100 }, 150), entry({ total_amount: 100 })],
      150,
    );
    expect(bounds(orderOf([{ ...line, quantity: 3 }], 300, few))).toContainEqual(tooMuch(0, 100, 150));
    // Two lines of one goods, an item for each: by its own.
    const lines = skus(10, 10).map((each, i) => ({ ...each, quantity: i + 1 }));
    const forEach = bare(
      [entry({ quantity: 3, total_amount: 30 }, 15)],
      [entry({ total_amount: 10 }, 15), entry({ total_amount: 20 })],
      15,
    );
    expect(bounds(skuOrder(lines, 30, forEach))).toContainEqual(tooMuch(0, 10, 15));
  });

  test("units of one goods that cost differently: their sum is the goods'", () => {
    const goods = [entry({ quantity: 2, total_amount: 30 })];
    const items = (second: number): object[] => [
      entry({ total_amount: 10 }),
      entry({ total_amount: second }),
    ];
    expect(violations(skuOrder(skus(10, 20), 30, bare(goods, items(20))))).toEqual([]);
    expect(violations(skuOrder(skus(10, 20), 30, bare(goods, items(21))))).toEqual([
      ["itemBlock.total", itemAt(0, "total_amount"), 30, 31],
    ]);
  });

  test("amounts below 0, each at its place", () => {
    const negative = orderOf(
      [{ ...line, quantity: 1 }],
      100,
      bare([entry({ quantity: 1, total_amount: 100 }, -5)], [entry({ total_amount: -100 }, -5)], -5),
    );
    const paths = (violations(negative) as [string, string][])
      .filter(([code]) => code === "bounds")
      .map(([, path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        goodsAt(0, "marketing_detail_info/0/discount_amount"),
        itemAt(0, "marketing_detail_info/0/discount_amount"),
        itemAt(0, "total_amount"),
      ]),
    );
  });

  test("the order block's sum of goods level", () => {
    const detail = bare([entry({ quantity: 2, total_amount: 200 }, 10)], undefined, 10) as {
      order_discount_detail: object;
    };
    detail.order_discount_detail = { ...detail.order_discount_detail, goods_total_discount_amount: 11 };
    expect(violations(orderOf([line], 200, detail))).toContainEqual([
      "orderBlock.goodsTotal",
      `${DETAIL}/order_discount_detail/goods_total_discount_amount`,
      10,
      11,
    ]);
  });

  test("what a discount may be at most: the parts of the total, or the total where a price is missing", () => {
    const bound = (of: object): unknown[] =>
      (violations(of) as [string, string, number, number][])
        .filter(([code, path]) => code === "bounds" && !path.includes("_detail/"))
        .map(([, , expected, actual]) => [expected, actual]);
    const detail = bare([entry({ quantity: 2 }, 300)], undefined, 300);
    expect(bound(orderOf([line], 1000, detail))).toEqual([[200, 300]]);
    expect(bound(orderOf([{ goods_id: "a", quantity: 2 }], 250, detail))).toEqual([[250, 300]]);
    expect(bound(orderOf([{ goods_id: "a", quantity: 2 }], 300, detail))).toEqual([]);
  });

  test("a line of the largest amount there is", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const all = { goods_list: [{ goods_id: "a", price: most, quantity: 1 }], total_amount: most };
    expect(violations(all)).toEqual([]);
  });
});

describe("the plugin's order", () => {
  const sku = (i: number, more: object = {}): object => ({
    skuId: `${i}`,
    price: 100,
    quantity: 2,
    goodsInfo: { goodsId: "a" },
    ...more,
  });
  const entryOf = (i: number, discount: number): object => ({
    goodsId: "a",
    skuId: `${i}`,
    quantity: 2,
    totalAmount: 200,
    totalDiscountAmount: discount,
    marketingInfo: [{ id: "n", type: 2, discountRange: 2, discountAmount: discount }],
  });
  const plugin = (skuList: readonly object[], discount: number | undefined, more: object = {}): object => ({
    skuList,
    payment: { totalAmount: 200 * skuList.length, totalDiscountAmount: discount },
    ...more,
  });
  const detailOf = (blocks: object): object => ({ discountInfo: { type: 2, detail: blocks } });

  test("the discount of an order is that of the uppermost block there is", () => {
    for (const block of ["goodsDiscount", "itemDiscount"]) {
      const blocks = detailOf({ [block]: [entryOf(0, 30)] });
      const wrong = violations(plugin([sku(0, { discountAmount: 30 })], 31, blocks));
      expect(wrong).toContainEqual(["order.discount", "/payment/totalDiscountAmount", 30, 31]);
    }
  });

  test("without a detail, that of its lines, as far as they say it", () => {
    const lines = [sku(0, { discountAmount: 150 }), sku(1)];
    expect(violations(plugin(lines, 150))).toEqual([]);
    expect(violations(plugin(lines, 151))).toEqual([
      ["order.discount", "/payment/totalDiscountAmount", 150, 151],
    ]);
    expect(unchecked(plugin(lines, 150)).map(([code]) => code)).toContain("line.discount");
    expect(violations(plugin([sku(0, { discountAmount: 201 })], 201))).toContainEqual([
      "bounds",
      "/skuList/0/discountAmount",
      200,
      201,
    ]);
  });

  test("two lines that share one goods entry: what one of them leaves out counts as 0", () => {
    const blocks = detailOf({
      goodsDiscount: [{ ...entryOf(0, 30), skuId: undefined, quantity: 4, totalAmount: 400 }],
    });
    const wrong = violations(plugin([sku(0, { discountAmount: 29 }), sku(1)], 30, blocks));
    expect(wrong).toContainEqual(["line.discount", "/skuList/0/discountAmount", 30, 29]);
  });

  test("behind a discountId: what it consists of is not known", () => {
    const of = (discount: number | undefined): object => plugin([sku(0)], discount, { discountId: "d" });
    expect(unchecked(of(undefined))).toContainEqual(["order.discount", "/payment/totalDiscountAmount"]);
    expect(violations(of(201))).toContainEqual(["bounds", "/payment/totalDiscountAmount", 200, 201]);
  });

  test("a reservation's total, read after discount, is without the fees' discount too", () => {
    const reserved = {
      ...plugin([sku(0, { discountAmount: 30 })], 35),
      payment: {
        totalAmount: 185,
        totalDiscountAmount: 35,
        feeDetailsList: [{ feeType: 1, feeAmount: 20, feeDiscountAmount: 5 }],
      },
    };
    const options = { productType: 22, reservationTotal: "afterDiscount" } as const;
    expect(violations(reserved, options)).toEqual([]);
  });
});

describe("the callback", () => {
  const callback = (total: number, more: object = {}): object => ({
    goods: [{ goods_id: "a", origin_price: 100, quantity: 2 }],
    total_amount: total,
    ...more,
  });

  test("of a takeaway order may have fees that it does not list, and no less than its goods", () => {
    const takeaway = (total: number): object => callback(total, { delivery_type: 1 });
    expect(unchecked(takeaway(200))).not.toContainEqual(["order.total", "/total_amount"]);
    expect(unchecked(takeaway(201))).toContainEqual(["order.total", "/total_amount"]);
    expect(violations(takeaway(199))).toEqual([["order.total", "/total_amount", 200, 199]]);
    expect(violations(callback(201))).toEqual([["order.total", "/total_amount", 200, 201]]);
  });

  test("a discount of more than the total", () => {
    expect(violations(callback(200, { discount: 201 }))).toContainEqual(["bounds", "/discount", 200, 201]);
  });
});

describe("the item orders of a callback", () => {
  const of = (total: number, prices: readonly number[], more: object = {}): object => ({
    goods: [{ goods_id: "a", origin_price: 100, quantity: 2 }],
    total_amount: total,
    discount: 0,
    item_order_info_list: prices.map((price) => ({ goods_id: "a", price })),
    ...more,
  });
  const takeaway = { delivery_type: 1 };
  const sum = (expected: number, actual: number): unknown => [
    "callback.items",
    "/item_order_info_list",
    expected,
    actual,
  ];

  test("of a takeaway order add up with its fees or without, and to nothing else", () => {
    expect(violations(of(210, [100, 100], takeaway))).toEqual([]);
    const fee = { goods_id: "fee", price: 10 };
    const listed = of(210, [], takeaway) as { item_order_info_list: object[] };
    listed.item_order_info_list = [{ goods_id: "a", price: 100 }, { goods_id: "a", price: 100 }, fee];
    expect(violations(listed)).toEqual([]);
    expect(violations(of(210, [100, 95], takeaway))).toContainEqual(sum(210, 195));
    expect(violations(of(190, [100, 100], takeaway))).toContainEqual(sum(190, 200));
  });

  test("are measured by the parts: a wrong total is said once", () => {
    expect(violations(of(201, [100, 100]))).toEqual([["order.total", "/total_amount", 200, 201]]);
    expect(violations(of(200, [100, 99]))).toEqual([sum(200, 199)]);
  });

  test("without a discount there is nothing to compare their sum with", () => {
    const unsaid = of(200, [100, 90], { discount: undefined });
    expect(violations(unsaid)).toEqual([]);
    expect(unchecked(unsaid)).toContainEqual(["callback.items", "/item_order_info_list"]);
  });

  test("are not measured by a price below 0, nor a price by item orders that are not there", () => {
    const goods = [{ goods_id: "a", origin_price: -100, quantity: 2 }];
    const places = (violations(of(-200, [100, 100], { goods })) as [string, string][])
      .filter(([code]) => code === "bounds")
      .map(([, path]) => path);
    expect(places).toContain("/goods/0/origin_price");
    expect(places).not.toContain("/item_order_info_list/0/price");
    const priced = [{ goods_id: "a", origin_price: 100, price: 100, quantity: 2 }];
    const none = violations(of(200, [], { goods: priced })) as [string][];
    expect(none.map(([code]) => code)).toEqual(["callback.items", "callback.count"]);
  });
});

describe("by which ids lines and blocks belong together", () => {
  const sku = (i: number, more: object = {}): object => ({ sku_id: `${i}`, ...more });
  /** Each sku has the other's total. */
  const swapped = (more: (i: number) => object): object =>
    bare(
      [0, 1].map((i) => entry({ quantity: 1, total_amount: i === 0 ? 20 : 10, ...more(i) })),
      [0, 1].map((i) => entry({ total_amount: i === 0 ? 20 : 10, ...more(i) })),
    );
  const totals = (lines: readonly object[], detail: object): unknown[] =>
    (violations(skuOrder(lines, 30, detail)) as [string, string][])
      .filter(([code]) => code === "line.total")
      .map(([, path]) => path);
  const both = [0, 1].map((i) => `${DETAIL}/goods_discount_detail/${i}/total_amount`);

  test("by goods and sku where all have both", () => {
    expect(
      totals(
        skus(10, 20),
        swapped((i) => sku(i)),
      ),
    ).toEqual(both);
  });

  test("by goods alone where some entry leaves out its sku", () => {
    expect(
      totals(
        skus(10, 20),
        swapped((i) => (i === 0 ? sku(i) : {})),
      ),
    ).toEqual([]);
  });

  test("by sku alone where some line leaves out its goods", () => {
    const [first, second] = skus(10, 20);
    expect(
      totals(
        [first!, { ...second, goods_info: undefined }],
        swapped((i) => sku(i)),
      ),
    ).toEqual(both);
  });

  test("and where neither will do, the blocks with each other", () => {
    const lines = skus(10, 20).map((line) => ({ ...line, goods_info: undefined }));
    const alone = bare(
      [entry({ quantity: 2, total_amount: 30 })],
      [entry({ total_amount: 15 }), entry({ total_amount: 15 })],
    );
    expect(violations(skuOrder(lines, 30, alone))).toEqual([]);
    expect(unchecked(skuOrder(lines, 30, alone))).toContainEqual(["line.total", "/sku_list"]);
    const wrong = bare(
      [entry({ quantity: 2, total_amount: 30 })],
      [entry({ total_amount: 16 }), entry({ total_amount: 16 })],
    );
    expect(totals(lines, wrong)).toEqual([`${DETAIL}/goods_discount_detail/0/total_amount`]);
  });

  test("items alone need no goods block", () => {
    const items = { calculation_type: 2, item_discount_detail: [entry({ total_amount: 10 })] };
    expect(violations(items)).toEqual([]);
  });
});
