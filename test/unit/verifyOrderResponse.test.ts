/**
 * create_order's answer beside its request: what is found, where, and how often it is said.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/verify/Report.js";
import { verifyOrderResponse as verifyWhole } from "../../src/verify/verifyOrderResponse.js";
import { leftOf, rightOf } from "../support/either.js";

/** Amounts are what is tested here, in answers that tell no more. */
const verifyOrderResponse = (request: unknown, response: unknown): ReturnType<typeof verifyWhole> =>
  verifyWhole(request, response, { checks: ["amounts"] });

type Json = Readonly<Record<string, unknown>>;

const golden = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8")) as Json;

const LIST = "/data/item_order_info_list";

interface Info {
  readonly goods_id: string;
  readonly sku_id?: string;
  readonly prices: readonly number[];
}

const answerOf = (...infos: readonly Info[]): Json => ({
  err_no: 0,
  data: {
    item_order_info_list: infos.map(({ prices, ...ids }, i) => ({
      ...ids,
      item_order_id_list: prices.map((_, j) => `ot${i}-${j}`),
      item_order_detail: prices.map((price, j) => ({ item_order_id: `ot${i}-${j}`, price })),
    })),
  },
});

const reportOf = (request: unknown, response: unknown): Report =>
  rightOf(verifyOrderResponse(request, response));
const found = ({ violations }: Report): unknown[] =>
  violations.map(({ code, path, expected, actual }) => [code, path, expected, actual]);
const unchecked = (report: Report): unknown[] => report.unchecked.map(({ code, path }) => [code, path]);

/** Checked whole, and right. */
const passes = (request: unknown, response: unknown): void => {
  const report = reportOf(request, response);
  expect(report).toEqual({ ok: true, format: "openapi.createOrderResponse", violations: [], unchecked: [] });
};

const goods = (goodsId: string, price: number, quantity: number, discount?: number): Json => ({
  goods_id: goodsId,
  price,
  quantity,
  ...(discount === undefined ? {} : { discount_amount: discount }),
});

/** Item entries of a goods, from what each unit costs and what is taken off it. */
const items = (goodsId: string, ...units: readonly (readonly [total: number, discount: number])[]): Json[] =>
  units.map(([total, discount]) => ({
    goods_id: goodsId,
    total_amount: total,
    total_discount_amount: discount,
  }));

const UNSPLIT = {
  goods_list: [goods("a", 100, 3, 50), goods("b", 70, 1, 0)],
  total_amount: 370,
  discount_amount: 50,
};
const SPLIT = {
  ...UNSPLIT,
  price_calculation_detail: {
    calculation_type: 2,
    item_discount_detail: [...items("a", [100, 17], [100, 17], [100, 16]), ...items("b", [70, 0])],
  },
};
const B = { goods_id: "b", prices: [70] };

describe("the platform's samples", () => {
  const request = golden("openapi-v2-create-order-goods-list");
  const answer = golden("openapi-low-version-create-order-response");

  test("its answer is of other goods, which is a warning, and has the right price", () => {
    const report = reportOf(request, answer);
    expect(report).toMatchObject({ ok: true, unchecked: [] });
    expect(report.violations).toEqual([
      {
        kind: "amount",
        severity: "warning",
        code: "line.unknown",
        path: `${LIST}/0/goods_id`,
        expected: "goods_1",
        actual: "700843652",
        message: 'expected the goods of a line of the order, got "700843652", which no line has',
        messageZh: '订单中没有商品行 "700843652"',
      },
    ]);
  });

  test.each([79, 81])("a price of %i is one more violation", (price) => {
    const wrong = JSON.parse(JSON.stringify(answer).replace('"price":80', `"price":${price}`)) as Json;
    expect(found(reportOf(request, wrong))).toEqual([
      ["line.unknown", `${LIST}/0/goods_id`, "goods_1", "700843652"],
      ["itemOrders.price", `${LIST}/0/item_order_detail/0/price`, 80, price],
    ]);
  });

  const SKU = "7128346098909300749";

  test("of a sku that is not of the library, each unit has its price", () => {
    const skuRequest = golden("openapi-v2-create-order-sku-nonlibrary");
    passes(skuRequest, answerOf({ goods_id: SKU, sku_id: SKU, prices: [240, 240] }));
    passes(skuRequest, answerOf({ goods_id: SKU, prices: [240, 240] }));
    expect(found(reportOf(skuRequest, answerOf({ goods_id: SKU, prices: [240, 239] })))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/1/price`, 240, 239],
    ]);
  });

  test("of a library sku the request has no price: only the whole is checked", () => {
    const library = golden("openapi-v2-create-order-sku-library");
    const right = reportOf(library, answerOf({ goods_id: SKU, sku_id: SKU, prices: [240, 240] }));
    expect(right.violations).toEqual([]);
    expect(unchecked(right)).toEqual([["itemOrders.price", `${LIST}/0/item_order_detail`]]);
    const wrong = reportOf(library, answerOf({ goods_id: SKU, sku_id: SKU, prices: [240, 239] }));
    expect(found(wrong)).toEqual([["callback.items", LIST, 480, 479]]);
  });
});

describe("with an item block", () => {
  test("the units are compared in no order, whatever the answer's order", () => {
    passes(SPLIT, answerOf({ goods_id: "a", prices: [83, 83, 84] }, B));
    passes(SPLIT, answerOf(B, { goods_id: "a", prices: [84, 83, 83] }));
    passes(SPLIT, answerOf({ goods_id: "a", prices: [83] }, B, { goods_id: "a", prices: [83, 84] }));
  });

  test("one wrong price is one violation, beside the price that is missing", () => {
    const cases: readonly (readonly [prices: number[], wrong: readonly [j: number, expected: number][]])[] = [
      [[83, 83, 85], [[2, 84]]],
      [[82, 83, 84], [[0, 83]]],
      [[83, 83, 83], [[2, 84]]],
      [[84, 84, 83], [[1, 83]]],
      [[1000, 83, 84], [[0, 83]]],
      [
        [82, 83, 85],
        [
          [0, 83],
          [2, 84],
        ],
      ],
    ];
    for (const [prices, wrong] of cases)
      expect(found(reportOf(SPLIT, answerOf({ goods_id: "a", prices }, B)))).toEqual(
        wrong.map(([j, expected]) => [
          "itemOrders.price",
          `${LIST}/0/item_order_detail/${j}/price`,
          expected,
          prices[j],
        ]),
      );
  });

  test("prices of two goods do not make up for each other", () => {
    expect(
      found(reportOf(SPLIT, answerOf({ goods_id: "a", prices: [83, 83, 83] }, { ...B, prices: [71] }))),
    ).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/2/price`, 84, 83],
      ["itemOrders.price", `${LIST}/1/item_order_detail/0/price`, 70, 71],
    ]);
  });

  test("with one entry for each line, its sum is what can be checked", () => {
    const byLine = {
      ...UNSPLIT,
      price_calculation_detail: { item_discount_detail: [...items("a", [300, 50]), ...items("b", [70, 0])] },
    };
    passes(byLine, answerOf({ goods_id: "a", prices: [50, 100, 100] }, B));
    expect(found(reportOf(byLine, answerOf({ goods_id: "a", prices: [83, 83, 85] }, B)))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail`, 250, 251],
    ]);
  });

  test("that entry is enough, where no line says its discount", () => {
    const byLine = {
      goods_list: [goods("a", 100, 3), goods("b", 70, 1)],
      total_amount: 370,
      discount_amount: 50,
      price_calculation_detail: { item_discount_detail: [...items("a", [300, 50]), ...items("b", [70, 0])] },
    };
    passes(byLine, answerOf({ goods_id: "a", prices: [50, 100, 100] }, B));
  });

  test("a block of neither units nor lines says nothing of the units", () => {
    const miscounted = {
      ...UNSPLIT,
      price_calculation_detail: {
        item_discount_detail: [
          ...items("a", [100, 0], [100, 0], [100, 50], [100, 0]),
          ...items("b", [70, 0]),
        ],
      },
    };
    passes(miscounted, answerOf({ goods_id: "a", prices: [83, 83, 84] }, B));
  });

  test("skus of one goods are told apart by sku id, where the blocks have it", () => {
    const lines = ["1", "2"].map((skuId, i) => ({
      sku_id: skuId,
      goods_info: { goods_id: "g" },
      price: 100 + i,
      quantity: 1,
    }));
    const entries = (named: boolean): Json[] =>
      items("g", [100, 10], [101, 20]).map((entry, i) =>
        named ? { ...entry, sku_id: String(i + 1) } : entry,
      );
    const of = (named: boolean): Json => ({
      sku_list: lines,
      total_amount: 201,
      discount_amount: 30,
      price_calculation_detail: { item_discount_detail: entries(named) },
    });
    const right = [
      { goods_id: "g", sku_id: "1", prices: [90] },
      { goods_id: "g", sku_id: "2", prices: [81] },
    ] as const;
    const swapped = right.map((info, i) => ({ ...info, prices: [i === 0 ? 81 : 90] }));
    passes(of(true), answerOf(...right));
    expect(found(reportOf(of(true), answerOf(...swapped)))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/0/price`, 90, 81],
      ["itemOrders.price", `${LIST}/1/item_order_detail/0/price`, 81, 90],
    ]);
    // By goods they are one bag.
    passes(of(true), answerOf({ goods_id: "g", prices: [81, 90] }));
    passes(of(false), answerOf(...right));
    expect(found(reportOf(of(false), answerOf({ goods_id: "g", prices: [81, 91] })))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/1/price`, 90, 91],
    ]);
  });

  test("goods that the order's own blocks name beside its lines do not matter", () => {
    const { item_discount_detail: entries } = SPLIT.price_calculation_detail;
    const odd = {
      ...SPLIT,
      price_calculation_detail: { item_discount_detail: [...entries, ...items("c", [1, 0])] },
    };
    passes(odd, answerOf({ goods_id: "a", prices: [83, 83, 84] }, B));
  });
});

describe("without an item block", () => {
  test("a line without discount has its unit price, a line with one its sum", () => {
    passes(UNSPLIT, answerOf({ goods_id: "a", prices: [100, 100, 50] }, B));
    expect(found(reportOf(UNSPLIT, answerOf({ goods_id: "a", prices: [100, 100, 51] }, B)))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail`, 250, 251],
    ]);
    expect(
      found(reportOf(UNSPLIT, answerOf({ goods_id: "a", prices: [100, 100, 50] }, { ...B, prices: [69] }))),
    ).toEqual([["itemOrders.price", `${LIST}/1/item_order_detail/0/price`, 70, 69]]);
  });

  test("a sum over several entries of the answer is of the whole list", () => {
    const response = answerOf({ goods_id: "a", prices: [100] }, B, { goods_id: "a", prices: [100, 51] });
    expect(found(reportOf(UNSPLIT, response))).toEqual([["itemOrders.price", LIST, 250, 251]]);
  });

  test("no discount at all may be left unsaid", () => {
    const plain = { goods_list: [goods("a", 100, 2)], total_amount: 200 };
    passes(plain, answerOf({ goods_id: "a", prices: [100, 100] }));
    expect(found(reportOf(plain, answerOf({ goods_id: "a", prices: [101, 99] })))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/1/price`, 100, 99],
      ["itemOrders.price", `${LIST}/0/item_order_detail/0/price`, 100, 101],
    ]);
  });

  test("the goods block says a line's discount where the line does not", () => {
    const byGoods = {
      goods_list: [goods("a", 100, 2), goods("b", 70, 1)],
      total_amount: 270,
      discount_amount: 20,
      price_calculation_detail: {
        calculation_type: 1,
        goods_discount_detail: [
          { goods_id: "a", quantity: 2, total_amount: 200, total_discount_amount: 20 },
          { goods_id: "b", quantity: 1, total_amount: 70, total_discount_amount: 0 },
        ],
        item_discount_detail: [],
      },
    };
    passes(byGoods, answerOf({ goods_id: "a", prices: [91, 89] }, B));
    expect(found(reportOf(byGoods, answerOf({ goods_id: "a", prices: [91, 90] }, B)))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail`, 180, 181],
    ]);
  });

  test("a discount that no line and no block says is of the whole only", () => {
    const silent = {
      goods_list: [goods("a", 100, 2), goods("b", 70, 1)],
      total_amount: 270,
      discount_amount: 20,
    };
    const right = reportOf(silent, answerOf({ goods_id: "a", prices: [90, 90] }, B));
    expect(right.violations).toEqual([]);
    expect(unchecked(right)).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail`],
      ["itemOrders.price", `${LIST}/1/item_order_detail/0/price`],
    ]);
    expect(found(reportOf(silent, answerOf({ goods_id: "a", prices: [90, 91] }, B)))).toEqual([
      ["callback.items", LIST, 250, 251],
    ]);
  });
});

describe("counts and goods", () => {
  test("a unit missing or too many is said once", () => {
    for (const prices of [[83, 83], [83, 83, 84, 0], []])
      expect(found(reportOf(SPLIT, answerOf({ goods_id: "a", prices }, B)))).toEqual([
        ["itemOrders.count", LIST, 3, prices.length],
      ]);
    expect(found(reportOf(SPLIT, answerOf({ goods_id: "a", prices: [83, 83, 84] })))).toEqual([
      ["itemOrders.count", LIST, 1, 0],
    ]);
    expect(found(reportOf(SPLIT, answerOf()))).toEqual([
      ["itemOrders.count", LIST, 3, 0],
      ["itemOrders.count", LIST, 1, 0],
    ]);
  });

  test("goods that were not ordered are said once for each entry of the answer", () => {
    const response = answerOf({ goods_id: "a", prices: [83, 83, 84] }, B, { goods_id: "c", prices: [0, 0] });
    const report = reportOf(SPLIT, response);
    expect(found(report)).toEqual([["line.unknown", `${LIST}/2/goods_id`, null, "c"]]);
    expect(report.ok).toBe(false);
  });

  test("only a single line may go by another id", () => {
    const single = { goods_list: [goods("a", 100, 2)], total_amount: 200 };
    expect(reportOf(single, answerOf({ goods_id: "x", prices: [100, 100] })).ok).toBe(true);
    expect(found(reportOf(single, answerOf({ goods_id: "x", prices: [100] })))).toEqual([
      ["line.unknown", `${LIST}/0/goods_id`, "a", "x"],
      ["itemOrders.count", LIST, 2, 1],
    ]);
    const two = reportOf(
      single,
      answerOf({ goods_id: "a", prices: [100] }, { goods_id: "x", prices: [100] }),
    );
    expect(two.ok).toBe(false);
    expect(found(two)).toEqual([
      ["line.unknown", `${LIST}/1/goods_id`, null, "x"],
      ["itemOrders.count", LIST, 2, 1],
    ]);
    const renamed = reportOf(SPLIT, answerOf({ goods_id: "x", prices: [83, 83, 84] }, B));
    expect(renamed.ok).toBe(false);
    expect(found(renamed)).toEqual([
      ["line.unknown", `${LIST}/0/goods_id`, null, "x"],
      ["itemOrders.count", LIST, 3, 0],
    ]);
  });

  test("a huge quantity is counted, not laid out", () => {
    const huge = { goods_list: [goods("a", 0, Number.MAX_SAFE_INTEGER)], total_amount: 0 };
    expect(found(reportOf(huge, answerOf({ goods_id: "a", prices: [0] })))).toEqual([
      ["itemOrders.count", LIST, Number.MAX_SAFE_INTEGER, 1],
    ]);
  });

  test("without ids in common only the whole is checked", () => {
    const library = {
      sku_list: ["1", "2"].map((skuId) => ({ sku_id: skuId, price: 100, quantity: 1 })),
      total_amount: 200,
      discount_amount: 0,
    };
    const right = reportOf(library, answerOf({ goods_id: "g", prices: [100, 100] }));
    expect(right.violations).toEqual([]);
    expect(unchecked(right)).toEqual([["itemOrders.count", LIST]]);
    expect(found(reportOf(library, answerOf({ goods_id: "g", prices: [100, 101] })))).toEqual([
      ["callback.items", LIST, 200, 201],
    ]);
    passes(
      library,
      answerOf({ goods_id: "g", sku_id: "1", prices: [100] }, { goods_id: "g", sku_id: "2", prices: [100] }),
    );
  });

  test("without lines too", () => {
    const report = reportOf(
      { total_amount: 100, discount_amount: 0 },
      answerOf({ goods_id: "g", prices: [99] }),
    );
    expect(found(report)).toEqual([["callback.items", LIST, 100, 99]]);
    expect(unchecked(report)).toEqual([["itemOrders.count", LIST]]);
  });
});

describe("the whole", () => {
  test("a request whose total is not that of its lines is said where nothing else is wrong", () => {
    const wrong = { ...SPLIT, total_amount: 371 };
    expect(found(reportOf(wrong, answerOf({ goods_id: "a", prices: [83, 83, 84] }, B)))).toEqual([
      ["callback.items", LIST, 321, 320],
    ]);
    expect(found(reportOf(wrong, answerOf({ goods_id: "a", prices: [83, 83, 85] }, B)))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/2/price`, 84, 85],
    ]);
  });

  test("a request that does not say the whole leaves it unchecked", () => {
    const { discount_amount: _, ...rest } = SPLIT;
    const report = reportOf(rest, answerOf({ goods_id: "a", prices: [83, 83, 84] }, B));
    expect(report.violations).toEqual([]);
    expect(unchecked(report)).toEqual([["callback.items", LIST]]);
  });

  test("what takes off is not none because the order does not say how much", () => {
    const { discount_amount: _, ...noTotal } = UNSPLIT;
    const byLines = reportOf(noTotal, answerOf({ goods_id: "a", prices: [83, 83, 84] }, B));
    expect(byLines.violations).toEqual([]);
    expect(unchecked(byLines)).toEqual([["callback.items", LIST]]);
    const byDetail = {
      goods_list: [goods("a", 100, 1)],
      total_amount: 100,
      price_calculation_detail: { calculation_type: 1 },
    };
    const report = reportOf(byDetail, answerOf({ goods_id: "a", prices: [90] }));
    expect(report.violations).toEqual([]);
    expect(unchecked(report)).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/0/price`],
      ["callback.items", LIST],
    ]);
  });

  const UNPRICED = {
    sku_list: [
      { sku_id: "1", quantity: 1 },
      { sku_id: "2", quantity: 1 },
    ],
  };
  const skus = ["1", "2"].map((sku_id) => ({ goods_id: "g", sku_id, prices: [5] }));

  test.each<readonly [request: unknown, answer: unknown, code: string, en: string, zh: string]>([
    [
      SPLIT,
      answerOf({ goods_id: "a", prices: [83, 83, 84] }, B, { goods_id: "x", sku_id: "y", prices: [1] }),
      "line.unknown",
      'expected the goods of a line of the order, got "x / y", which no line has',
      '订单中没有商品行 "x / y"',
    ],
    [
      SPLIT,
      answerOf({ goods_id: "a", prices: [83, 83] }, B),
      "itemOrders.count",
      'one item order for each unit of "a": expected 3, got 2',
      '商品 "a" 每件一个商品单:应为 3,实际为 2',
    ],
    [
      SPLIT,
      answerOf({ goods_id: "a", prices: [83, 83, 84] }, { goods_id: "b", prices: [71] }),
      "itemOrders.price",
      'a unit of "b" after discount: expected 70, got 71',
      '商品 "b" 单件优惠后的价格:应为 70,实际为 71',
    ],
    [
      UNSPLIT,
      answerOf({ goods_id: "a", prices: [83, 83, 85] }, B),
      "itemOrders.price",
      'Σ item order prices of "a": its total − its discount: expected 250, got 251',
      'Σ 商品 "a" 的商品单价格:其总价 − 其优惠:应为 250,实际为 251',
    ],
    [
      { ...UNPRICED, total_amount: 11, discount_amount: 0 },
      answerOf(...skus),
      "itemOrders.price",
      'the request does not say what the units of "1" cost: a line without price, or a discount that is not split',
      '请求未说明商品 "1" 各件的价格:未传单价,或优惠未分摊到行',
    ],
    [
      { ...UNPRICED, total_amount: 11, discount_amount: 0 },
      answerOf(...skus),
      "callback.items",
      "Σ item order prices: total − discount: expected 11, got 10",
      "Σ 商品单价格:总价 − 优惠:应为 11,实际为 10",
    ],
    [
      UNPRICED,
      answerOf(...skus),
      "callback.items",
      "the request has no total and discount to compare the item orders with",
      "请求中没有可与商品单比较的总价和优惠",
    ],
    [
      { total_amount: 2, discount_amount: 0 },
      answerOf({ goods_id: "a", prices: [2] }),
      "itemOrders.count",
      "the lines of the request and the item orders have no ids in common to be matched by",
      "请求的商品行与商品单没有可供对应的 id",
    ],
    [
      SPLIT,
      { err_no: 21004 },
      "itemOrders.count",
      "the platform refused the order with err_no 21004, so there are no item orders",
      "平台拒绝了该订单(err_no 21004),没有商品单",
    ],
  ])("says so in both languages: example %#", (request, answer, code, en, zh) => {
    const report = reportOf(request, answer);
    const own = [...report.violations, ...report.unchecked].filter((each) => each.code === code);
    expect(own.map(({ message, messageZh }) => [message, messageZh])[0]).toEqual([en, zh]);
  });
});

describe("options for plugin.createOrder", () => {
  const order = {
    goodsList: [{ goodsId: "a", price: 100, quantity: 2, discountAmount: 0 }],
    payment: { totalAmount: 200, totalDiscountAmount: 0 },
  };

  test("are read too", () => {
    passes(order, answerOf({ goods_id: "a", prices: [100, 100] }));
    expect(found(reportOf(order, answerOf({ goods_id: "a", prices: [100, 101] })))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/1/price`, 100, 101],
    ]);
  });

  test("fees may be item orders or not", () => {
    const fees = {
      goodsList: [{ goodsId: "a", price: 100, quantity: 2 }],
      payment: {
        totalAmount: 205,
        totalDiscountAmount: 2,
        feeDetailsList: [{ feeType: 1, feeAmount: 5, feeDiscountAmount: 2 }],
      },
    };
    passes(fees, answerOf({ goods_id: "a", prices: [100, 100] }));
    expect(found(reportOf(fees, answerOf({ goods_id: "a", prices: [100, 101] })))).toEqual([
      ["itemOrders.price", `${LIST}/0/item_order_detail/1/price`, 100, 101],
    ]);
  });

  test("a discountId counts in the place of a discountInfo, and is elsewhere", () => {
    const elsewhere = {
      goodsList: [{ goodsId: "a", price: 100, quantity: 2 }],
      payment: { totalAmount: 200, totalDiscountAmount: 50 },
      discountId: "d",
      discountInfo: {
        type: 2,
        detail: { itemDiscount: [{ goodsId: "a", totalAmount: 100, totalDiscountAmount: 0 }] },
      },
    };
    const report = reportOf(elsewhere, answerOf({ goods_id: "a", prices: [75, 75] }));
    expect(report.violations).toEqual([]);
    expect(unchecked(report)).toEqual([["itemOrders.price", `${LIST}/0/item_order_detail`]]);
  });
});

describe("what cannot be read", () => {
  test("a refusal has nothing to check, with or without data", () => {
    for (const response of [
      { err_no: 21004, err_tips: "x" },
      { err_no: 1, data: {} },
      { err_no: -1, data: null },
    ]) {
      const report = reportOf(SPLIT, response);
      expect(report).toMatchObject({ ok: true, format: "openapi.createOrderResponse", violations: [] });
      expect(unchecked(report)).toEqual([["itemOrders.count", "/err_no"]]);
    }
  });

  test("the problems of both are told, each under its own root", () => {
    const problems = (request: unknown, response: unknown): unknown[] =>
      leftOf(verifyOrderResponse(request, response)).map(({ code, path }) => [code, path]);
    expect(problems(1, null)).toEqual([
      ["value.type", "/request"],
      ["value.type", "/response"],
    ]);
    expect(problems({}, {})).toEqual([
      ["input.unknownFormat", "/request"],
      ["input.unknownFormat", "/response"],
    ]);
    expect(problems({ total_amount: "1" }, { err_no: 1 })).toEqual([["value.type", "/request/total_amount"]]);
    expect(problems(SPLIT, answerOf({ goods_id: "a", prices: [0.5] }))).toEqual([
      ["value.notInteger", `/response${LIST}/0/item_order_detail/0/price`],
    ]);
  });
});

describe("the answer's own fields and rules", () => {
  const request = { goods_list: [{ goods_id: "tea", price: 100, quantity: 2 }], total_amount: 200 };
  const answerOf = (ids: readonly string[], details: readonly unknown[]): unknown => ({
    err_no: 0,
    data: {
      order_id: "o",
      out_order_no: "n",
      pay_order_id: "p",
      pay_order_token: "t",
      item_order_info_list: [{ goods_id: "tea", item_order_id_list: ids, item_order_detail: details }],
    },
  });
  const detail = (item_order_id: string, price: unknown = 100): unknown => ({ item_order_id, price });
  const codes = (answer: unknown, checks?: readonly ("amounts" | "rules")[]): readonly string[] => {
    const report = rightOf(verifyWhole(request, answer, { checks }));
    return [...report.violations.map(({ code }) => code), ...report.unchecked.map(({ code }) => `~${code}`)];
  };

  test("are checked with its amounts", () => {
    expect(codes(answerOf(["a", "b"], [detail("a"), detail("b")]))).toEqual([]);
    expect(codes(answerOf(["a", "z"], [detail("a"), detail("b")]))).toEqual([
      "answer.itemOrderIds",
      "answer.itemOrderIds",
    ]);
    expect(codes(answerOf(["a", "z"], [detail("a"), detail("b")]), ["amounts"])).toEqual([]);
    expect(codes(answerOf(["a", "b"], [detail("a", 99), detail("b")]), ["rules"])).toEqual([]);
  });

  test("say what is wrong with amounts that cannot be read", () => {
    const unreadable = answerOf(["a", "b"], [detail("a", "100"), detail("b")]);
    expect(codes(unreadable)).toEqual(["value.type", "~amounts"]);
    expect(verifyWhole(request, unreadable, { checks: ["amounts"] })._tag).toBe("Left");
  });

  test("a refusal is said, as a warning", () => {
    const report = rightOf(verifyWhole(request, { err_no: 21004, err_tips: "x" }));
    expect(report.violations.map(({ code, severity, path }) => [code, severity, path])).toEqual([
      ["answer.refused", "warning", "/err_no"],
    ]);
    expect(report.unchecked.map(({ code }) => code)).toEqual(["itemOrders.count"]);
  });
});
