/**
 * What verify and recompute say, in both languages: one example of each sentence.
 */
import { describe, expect, test } from "vitest";
import { recompute } from "../../src/verify/recompute.js";
import type { VerifyOptions } from "../../src/verify/verifier.js";
import { verify } from "../../src/verify/verify.js";
import { leftOf, rightOf } from "../support/either.js";

const MAX = Number.MAX_SAFE_INTEGER;

type Sentence = readonly [code: string, path: string, en: string, zh: string];

/** What is said of a payload: what is wrong, and then what could not be checked. */
const said = (payload: unknown, options: VerifyOptions = { checks: ["amounts"] }): readonly Sentence[] => {
  const { violations, unchecked } = rightOf(verify(payload, options));
  return [...violations, ...unchecked].map(({ code, path, message, messageZh }) => [
    code,
    path,
    message,
    messageZh,
  ]);
};

/** An entry of a marketing in OpenAPI: m of the order's level, n of the goods'. */
const m = (discount_amount: number, more: object = {}): object => ({
  id: "m",
  type: 2,
  discount_range: 1,
  discount_amount,
  ...more,
});
const n = (discount_amount: number): object => m(discount_amount, { id: "n", discount_range: 2 });
const info = (...marketing_detail_info: object[]): object => ({ marketing_detail_info });
const a = (more: object): object => ({ goods_id: "a", ...more });

const detail = (order?: object, goods?: readonly object[], items?: readonly object[]): object => ({
  ...(order && { order_discount_detail: order }),
  ...(goods && { goods_discount_detail: goods }),
  ...(items && { item_discount_detail: items }),
});
const line = (quantity: number, price_calculation_detail?: object, more: object = {}): object => ({
  goods_list: [{ goods_id: "a", price: 100, quantity }],
  total_amount: 100 * quantity,
  ...(price_calculation_detail && { price_calculation_detail }),
  ...more,
});

const DETAIL = "/price_calculation_detail";
const ORDER = `${DETAIL}/order_discount_detail`;
const GOODS = `${DETAIL}/goods_discount_detail`;
const ITEMS = `${DETAIL}/item_discount_detail`;

const twoSkus = ["1", "2"].map((sku_id) => ({
  sku_id,
  goods_info: { goods_id: "a" },
  price: 10,
  origin_price: 10,
  quantity: 1,
  discount_amount: 1,
}));

/** A callback of two units. */
const callback = (prices: readonly number[], more: object = {}): object => ({
  goods: [{ goods_id: "a", origin_price: 100, quantity: 2 }],
  total_amount: 200,
  discount: 20,
  item_order_info_list: prices.map((price) => ({ goods_id: "a", price })),
  ...more,
});

describe("amounts that contradict each other", () => {
  test.each<readonly [payload: unknown, ...Sentence]>([
    [
      line(1, undefined, { total_amount: 1 }),
      "order.total",
      "/total_amount",
      "Σ price × quantity + Σ feeAmount: expected 100, got 1",
      "Σ 单价 × 数量 + Σ 费用:应为 100,实际为 1",
    ],
    [
      line(1, detail(info(m(2))), { discount_amount: 4 }),
      "order.discount",
      "/discount_amount",
      "Σ marketing + Σ feeDiscountAmount: expected 2, got 4",
      "Σ 营销优惠 + Σ 费用优惠:应为 2,实际为 4",
    ],
    [
      line(1, undefined, { discount_amount: 4 }),
      "order.discount",
      "/discount_amount",
      "Σ discounts of the lines + Σ feeDiscountAmount: expected 0, got 4",
      "Σ 各行优惠 + Σ 费用优惠:应为 0,实际为 4",
    ],
    [
      line(1, detail({ order_total_discount_amount: 1, ...info(m(2)) })),
      "orderBlock.orderTotal",
      `${ORDER}/order_total_discount_amount`,
      "Σ order-level marketing (discountRange 1): expected 2, got 1",
      "Σ 订单维度营销(discountRange 1):应为 2,实际为 1",
    ],
    [
      line(1, detail({ goods_total_discount_amount: 1, ...info(n(2)) })),
      "orderBlock.goodsTotal",
      `${ORDER}/goods_total_discount_amount`,
      "Σ goods-level marketing (discountRange 2): expected 2, got 1",
      "Σ 商品维度营销(discountRange 2):应为 2,实际为 1",
    ],
    [
      line(3, detail(undefined, [a({ quantity: 2, ...info() })])),
      "line.total",
      `${GOODS}/0/quantity`,
      "quantity of its line: expected 3, got 2",
      "所在行的数量:应为 3,实际为 2",
    ],
    [
      line(3, detail(undefined, [a({ total_amount: 299, ...info() })])),
      "line.total",
      `${GOODS}/0/total_amount`,
      "price × quantity of its line: expected 300, got 299",
      "所在行的单价 × 数量:应为 300,实际为 299",
    ],
    [
      detail(
        undefined,
        [a({ quantity: 2, total_amount: 21, ...info() })],
        [1, 2].map(() => a({ total_amount: 10, ...info() })),
      ),
      "line.total",
      "/goods_discount_detail/0/total_amount",
      "Σ totals of its items: expected 20, got 21",
      "Σ 其各 item 总价:应为 20,实际为 21",
    ],
    [
      {
        goods_list: [{ goods_id: "a", price: 5, quantity: 1, discount_amount: 1 }],
        price_calculation_detail: detail(undefined, [a(info(m(2)))]),
      },
      "line.discount",
      "/goods_list/0/discount_amount",
      "Σ its marketing entries in the goods block: expected 2, got 1",
      "Σ 商品维度明细中该商品的营销:应为 2,实际为 1",
    ],
    [
      line(1, detail(undefined, [a({ total_discount_amount: 2, ...info(m(3)) })])),
      "goodsBlock.discount",
      `${GOODS}/0/total_discount_amount`,
      "Σ its marketing entries: expected 3, got 2",
      "Σ 其营销明细:应为 3,实际为 2",
    ],
    [
      line(1, detail(undefined, undefined, [a({ total_discount_amount: 2, ...info(m(3)) })])),
      "itemBlock.discount",
      `${ITEMS}/0/total_discount_amount`,
      "Σ its marketing entries: expected 3, got 2",
      "Σ 其营销明细:应为 3,实际为 2",
    ],
    [
      line(3, detail(undefined, undefined, [a(info()), a(info())])),
      "itemBlock.count",
      ITEMS,
      "one item entry for each unit: expected 3, got 2",
      "每件商品一条 item 明细:应为 3,实际为 2",
    ],
    [
      line(2, detail(undefined, undefined, [a({ total_amount: 100 }), a({ total_amount: 99 })])),
      "itemBlock.total",
      `${ITEMS}/1/total_amount`,
      "the unit price: expected 100, got 99",
      "商品单价:应为 100,实际为 99",
    ],
    [
      line(2, detail(undefined, undefined, [a({ total_amount: 199 })])),
      "itemBlock.total",
      `${ITEMS}/0/total_amount`,
      "price × quantity, with one entry for the line: expected 200, got 199",
      "单价 × 数量(每行一条):应为 200,实际为 199",
    ],
    [
      line(1, detail(info(m(3)), [a(info(m(1)))])),
      "goodsBlock.marketing",
      `${ORDER}/marketing_detail_info/0/discount_amount`,
      "Σ its entries over the goods: expected 1, got 3",
      "Σ 该营销在各商品的明细:应为 1,实际为 3",
    ],
    [
      line(1, detail(info(m(3)), undefined, [a(info(m(1)))])),
      "itemBlock.marketing",
      `${ORDER}/marketing_detail_info/0/discount_amount`,
      "Σ its entries over the items: expected 1, got 3",
      "Σ 该营销在各 item 的明细:应为 1,实际为 3",
    ],
    [
      line(1, detail(undefined, [a(info(m(3)))], [a(info(m(1)))])),
      "itemBlock.marketing",
      `${GOODS}/0/marketing_detail_info/0/discount_amount`,
      "Σ its entries over the items: expected 1, got 3",
      "Σ 该营销在各 item 的明细:应为 1,实际为 3",
    ],
    [
      line(1, detail(info(m(0)), [a(info(m(0, { discount_range: 2 })))])),
      "marketing.level",
      `${GOODS}/0/marketing_detail_info/0/discount_range`,
      "one marketing has one discountRange: expected 1 as in its first entry, got 2",
      "同一营销的 discountRange 应一致:首次出现为 1,此处为 2",
    ],
    [
      line(1, detail(info(), [a(info(m(0)))])),
      "marketing.unknown",
      `${GOODS}/0/marketing_detail_info/0`,
      'expected a marketing of the order block, got "m", which it does not have',
      '订单维度明细中没有营销 "m"',
    ],
    [
      {
        detail: {
          orderDiscount: { marketingInfo: [] },
          goodsDiscount: [
            {
              goodsId: "a",
              marketingInfo: [{ id: "m", code: "k", type: 2, discountRange: 1, discountAmount: 0 }],
            },
          ],
        },
      },
      "marketing.unknown",
      "/detail/goodsDiscount/0/marketingInfo/0",
      'expected a marketing of the order block, got "m (k)", which it does not have',
      '订单维度明细中没有营销 "m (k)"',
    ],
    [
      line(1, detail(undefined, [a(info()), { goods_id: "g", sku_id: "s", ...info() }])),
      "line.unknown",
      `${GOODS}/1/goods_id`,
      'expected the goods of a line of the order, got "g / s", which no line has',
      '订单中没有商品行 "g / s"',
    ],
    [
      line(1, detail(undefined, undefined, [a(info()), { goods_id: "g", ...info() }])),
      "line.unknown",
      `${ITEMS}/1/goods_id`,
      'expected the goods of a line of the order, got "g", which no line has',
      '订单中没有商品行 "g"',
    ],
    [
      {
        goods_list: [{ goods_id: "a", price: 1, quantity: 1 }],
        sku_list: [{ sku_id: "1", price: 1, quantity: 1 }],
      },
      "lines.bothLists",
      "/goods_list",
      "expected no lines here, since the sku list has some, got 1",
      "sku 列表已有商品行,此处应为空,实际有 1 行",
    ],
    [
      { goods_list: [{ goods_id: "a", price: MAX, quantity: 2 }] },
      "sum.tooLarge",
      "/goods_list/0",
      "price × quantity is more than 2^53 − 1 fen",
      "单价 × 数量超过 2^53 − 1 分",
    ],
    [
      { goods_list: [{ goods_id: "a", price: MAX, quantity: 2 }], total_amount: MAX },
      "sum.tooLarge",
      "/total_amount",
      "Σ price × quantity + Σ feeAmount: the parts add up to more than 2^53 − 1 fen",
      "Σ 单价 × 数量 + Σ 费用:各部分之和超过 2^53 − 1 分",
    ],
    [
      { goods_list: [{ goods_id: "a", price: -1, quantity: 1 }] },
      "bounds",
      "/goods_list/0/price",
      "expected an amount of at least 0, got -1",
      "金额不得为负,实际为 -1",
    ],
    [
      { goods_list: [{ goods_id: "a", price: 5, quantity: 1, discount_amount: 6 }] },
      "bounds",
      "/goods_list/0/discount_amount",
      "expected a discount of at most the total, 5, got 6",
      "优惠不得超过总额 5,实际为 6",
    ],
    [
      callback([110, 70]),
      "bounds",
      "/item_order_info_list/0/price",
      "expected at most the unit price before discount, 100, got 110",
      "不得超过优惠前单价 100,实际为 110",
    ],
    [
      callback([90, 91]),
      "callback.items",
      "/item_order_info_list",
      "Σ item order prices: total − discount: expected 180, got 181",
      "Σ 商品单价格:总价 − 优惠:应为 180,实际为 181",
    ],
    [
      callback([180]),
      "callback.count",
      "/item_order_info_list",
      'one item order for each unit of "a": expected 2, got 1',
      '商品 "a" 每件一个商品单:应为 2,实际为 1',
    ],
    [
      callback([85, 95], { goods: [{ goods_id: "a", origin_price: 100, price: 80, quantity: 2 }] }),
      "callback.unitPrice",
      "/goods/0/price",
      "price after discount: its item orders cost 85 to 95, got 80",
      "优惠后单价:其商品单价格为 85 至 95,实际为 80",
    ],
    [
      callback([90, 90], { goods: [{ goods_id: "a", origin_price: 100, price: 91, quantity: 2 }] }),
      "callback.unitPrice",
      "/goods/0/price",
      "price after discount: its item orders cost 90, got 91",
      "优惠后单价:其商品单价格为 90,实际为 91",
    ],
    [
      callback([], { item_order_info_list: [{ goods_id: "z", price: 1 }] }),
      "line.unknown",
      "/item_order_info_list/0/price",
      'expected the goods of a line of the order, got "z", which no line has',
      '订单中没有商品行 "z"',
    ],
  ])("example %#", (payload, ...sentence) => {
    const { violations } = rightOf(verify(payload, { checks: ["amounts"] }));
    const own = violations.filter(({ code, path }) => code === sentence[0] && path === sentence[1]);
    expect(own.map(({ code, path, message, messageZh }) => [code, path, message, messageZh])).toEqual([
      sentence,
    ]);
  });

  test("a total after discount", () => {
    const options: VerifyOptions = {
      checks: ["amounts"],
      productType: 22,
      reservationTotal: "afterDiscount",
    };
    const order = {
      goods_list: [{ goods_id: "a", price: 100, quantity: 1, discount_amount: 1 }],
      total_amount: 100,
    };
    expect(said(order, options)[0]).toEqual([
      "order.total",
      "/total_amount",
      "Σ price × quantity + Σ feeAmount − Σ discounts: expected 99, got 100",
      "Σ 单价 × 数量 + Σ 费用 − Σ 优惠:应为 99,实际为 100",
    ]);
    const elsewhere = {
      goodsList: [{ goodsId: "a", price: 100, quantity: 1 }],
      payment: { totalAmount: 100 },
      discountId: "x",
    };
    expect(said(elsewhere, options)[0]).toEqual([
      "order.total",
      "/payment/totalAmount",
      "the discount that is to be taken off is not said",
      "未给出应减去的优惠金额",
    ]);
    // Of other goods, or where the total is before discount, nothing is taken off.
    for (const other of [{ productType: 21 }, { reservationTotal: "beforeDiscount" as const }])
      expect(said(order, { ...options, ...other }).map(([code]) => code)).not.toContain("order.total");
  });
});

describe("amounts that cannot be checked", () => {
  const bareSentence = (code: string): Sentence => [
    code,
    "",
    "a bare discount detail has no lines and no totals of the order",
    "单独的营销明细不含商品行和订单总额",
  ];
  const listless: readonly [string, string] = [
    "has a discount, but no marketing entries that it consists of",
    "有优惠金额,但未列出构成它的营销明细",
  ];

  test.each<readonly [payload: unknown, sentences: readonly Sentence[]]>([
    [
      line(1, detail({ order_total_discount_amount: 0, ...info() }, [a({ ...info() })])),
      [
        ["line.total", `${GOODS}/0/quantity`, "not sent", "未传"],
        ["line.total", `${GOODS}/0/total_amount`, "not sent", "未传"],
        ["itemBlock.discount", ITEMS, "no item block was sent", "未传 item 维度明细"],
      ],
    ],
    [
      line(1, detail(info(m(2)), undefined, [a({ total_discount_amount: 2, ...info(m(2)) })]), {
        discount_amount: 2,
      }),
      [
        [
          "orderBlock.orderTotal",
          `${ORDER}/order_total_discount_amount`,
          "not sent; its parts say 2",
          "未传;按各部分计算应为 2",
        ],
        ["itemBlock.total", `${ITEMS}/0`, "not sent", "未传"],
        ["goodsBlock.discount", GOODS, "no goods block was sent", "未传商品维度明细"],
      ],
    ],
    [
      line(
        1,
        detail(
          undefined,
          [a({ quantity: 1, total_amount: 100, ...info() })],
          [a({ total_amount: 100, ...info() })],
        ),
      ),
      [["goodsBlock.marketing", ORDER, "no order block was sent", "未传订单维度明细"]],
    ],
    [
      detail({ order_total_discount_amount: 0, ...info() }, [], []),
      ["line.total", "line.discount", "order.total", "order.discount"].map(bareSentence),
    ],
    [
      detail(
        { order_total_discount_amount: 3 },
        [a({ total_discount_amount: 3 })],
        [a({ total_discount_amount: 3 })],
      ),
      [
        ["orderBlock.goodsTotal", "/order_discount_detail", ...listless],
        ["goodsBlock.discount", "/goods_discount_detail", ...listless],
        ["itemBlock.discount", "/item_discount_detail", ...listless],
        ["goodsBlock.discount", "/goods_discount_detail", "no goods block was sent", "未传商品维度明细"],
        ["itemBlock.discount", "/item_discount_detail", "no item block was sent", "未传 item 维度明细"],
        ["goodsBlock.marketing", "/order_discount_detail", "no order block was sent", "未传订单维度明细"],
        ...["line.total", "line.discount", "order.total", "order.discount"].map(bareSentence),
      ],
    ],
    [
      {
        sku_list: twoSkus,
        total_amount: 20,
        discount_amount: 2,
        price_calculation_detail: detail(
          { order_total_discount_amount: 2, ...info(m(2)) },
          [a({ quantity: 2, total_amount: 20, total_discount_amount: 2, ...info(m(2)) })],
          [1, 2].map(() => a({ total_amount: 10, total_discount_amount: 1, ...info(m(1)) })),
        ),
      },
      [
        [
          "line.discount",
          "/sku_list/0/discount_amount",
          "2 lines share this goods id and the blocks do not say the sku: only their sum was checked",
          "2 行商品的 goodsId 相同而明细未写 sku:只核对了合计",
        ],
      ],
    ],
    [
      {
        sku_list: [{ sku_id: "1", price: 100, quantity: 1 }],
        total_amount: 100,
        price_calculation_detail: detail({ order_total_discount_amount: 0, ...info() }, [a(info())], []),
      },
      [
        [
          "line.total",
          "/sku_list",
          "the lines have no goods id and the blocks no sku id, so they cannot be matched",
          "商品行没有 goodsId 而明细没有 skuId,无法对应",
        ],
      ],
    ],
    [
      {
        goods_list: [{ goods_id: "a", price: 5, quantity: 1, discount_amount: 1 }],
        total_amount: 5,
        discount_amount: 1,
      },
      [
        [
          "line.discount",
          DETAIL,
          "no discount detail was sent, so the discounts of the lines stand alone",
          "未传营销明细,各行优惠金额无从核对",
        ],
      ],
    ],
    [
      {
        goodsList: [{ goodsId: "a", price: 5, quantity: 1, discountAmount: 1 }],
        payment: { totalAmount: 5, totalDiscountAmount: 1 },
        discountId: "x",
      },
      [
        [
          "line.discount",
          "/discountId",
          "no discount detail was sent, so the discounts of the lines stand alone",
          "未传营销明细,各行优惠金额无从核对",
        ],
      ],
    ],
    [
      { total_amount: 5, discount_amount: 1 },
      [
        ["order.total", "/total_amount", "no lines were sent", "未传商品行"],
        [
          "order.discount",
          "/discount_amount",
          "neither a discount detail nor the lines say what it consists of",
          "既无营销明细,各行也未传优惠金额",
        ],
      ],
    ],
    [
      { goods_list: [{ goods_id: "a", quantity: 1 }], total_amount: 5 },
      [
        ["line.total", "/goods_list/0", "library goods: no price was sent", "商品库商品:未传单价"],
        [
          "order.total",
          "/total_amount",
          "a line has no price, so the lines do not say the total",
          "有商品行未传单价,无法由各行得出总价",
        ],
      ],
    ],
    [
      { sku_list: [{ sku_id: "1", quantity: 1 }], total_amount: 5 },
      [
        ["line.total", "/sku_list/0", "library sku: no price was sent", "商品库 sku:未传单价"],
        [
          "order.total",
          "/total_amount",
          "a line has no price, so the lines do not say the total",
          "有商品行未传单价,无法由各行得出总价",
        ],
      ],
    ],
    [
      callback([100, 100], { total_amount: undefined, discount: 0 }),
      [["order.total", "/total_amount", "not sent; its parts say 200", "未传;按各部分计算应为 200"]],
    ],
    [
      callback([], { item_order_info_list: undefined, discount: 0 }),
      [["callback.items", "/item_order_info_list", "no item orders were sent", "未传商品单"]],
    ],
    [
      callback([100, 100], { goods: undefined, total_amount: undefined, discount: 0 }),
      [
        ["order.total", "/total_amount", "no lines were sent", "未传商品行"],
        [
          "callback.items",
          "/item_order_info_list",
          "no total and discount to compare the item orders with; recompute compares them with a request",
          "没有可与商品单比较的总价和优惠;可用 recompute 与请求比较",
        ],
      ],
    ],
    [
      callback([10, 10], { goods: undefined, sku_list: twoSkus, total_amount: 20, discount: 0 }),
      [
        [
          "callback.count",
          "/item_order_info_list",
          "some item orders fit several lines, by the ids that they have",
          "部分商品单按其 id 可对应多行",
        ],
      ],
    ],
    [
      callback([100, 100], { delivery_type: 1, total_amount: 205, discount: 0 }),
      [
        [
          "order.total",
          "/total_amount",
          "5 fen above the goods' 200: this takeaway order's fees, or a mistake; a callback does not list fees",
          "比商品总价 200 多 5 分:外卖订单的费用或错误;回调不列出费用",
        ],
      ],
    ],
  ])("example %#", (payload, sentences) => {
    expect(said(payload)).toEqual(sentences);
  });
});

describe("payloads that are not what is asked for", () => {
  const all =
    "plugin.createOrder, spi.preCreateOrder, openapi.createOrder, plugin.discountInfo, openapi.priceCalculationDetail, plugin.submitEcCustomGoods, product.attributes, openapi.createOrderResponse";
  const sentence = (payload: unknown, options?: VerifyOptions): unknown =>
    leftOf(verify(payload, options)).map(({ code, path, message, messageZh }) => [
      code,
      path,
      message,
      messageZh,
    ]);

  test("the keys of none", () => {
    expect(sentence({ x: 1 })).toEqual([
      [
        "input.unknownFormat",
        "",
        `expected one of ${all}, got an object with the keys of none`,
        `应为以下格式之一:${all.replaceAll(", ", "、")};实际为对象,没有其中任何一种的字段`,
      ],
    ]);
  });

  test("none of the keys of the format that is named", () => {
    expect(sentence({ x: 1 }, { format: "openapi.createOrder" })).toEqual([
      [
        "input.unknownFormat",
        "",
        "expected a payload of openapi.createOrder, got an object with none of its keys",
        "应为 openapi.createOrder 的内容,实际为对象,没有其任何字段",
      ],
    ]);
  });

  test("a format that there is not", () => {
    expect(sentence({ goods_list: [] }, { format: "nope" as never })).toEqual([
      [
        "input.unknownFormat",
        "",
        `expected a format among ${all}, got "nope"`,
        `格式应为以下之一:${all.replaceAll(", ", "、")};实际为 "nope"`,
      ],
    ]);
  });

  test("without amounts of an order, to recompute", () => {
    const request = { lines: [{ goodsId: "a", unitPrice: 1, quantity: 1 }] };
    expect(leftOf(recompute(request, { filePath: "x", customData: {} }))).toEqual([
      {
        code: "input.unknownFormat",
        path: "/claim",
        message: "expected a payload that has amounts of an order, got plugin.submitEcCustomGoods",
        messageZh: "应为含订单金额的内容,实际为 plugin.submitEcCustomGoods",
      },
    ]);
  });

  test("no rules for a format, and amounts that rules say are unreadable", () => {
    expect(said(callback([]), { checks: ["rules"] })).toEqual([
      ["rules", "", "there are no field rules here", "此处没有字段规则"],
    ]);
    const unreadable = { goodsList: [{ goodsId: 1, price: 1, quantity: 1 }], payment: { totalAmount: 1 } };
    expect(said(unreadable, {}).at(-1)).toEqual([
      "amounts",
      "",
      "the amounts cannot be read until the violations of value.* and id.* are mended",
      "在修正 value.* 与 id.* 违规之前无法读取金额",
    ]);
  });
});

describe("what recompute says", () => {
  const request = { lines: [{ goodsId: "a", unitPrice: 1, quantity: 1 }] };

  test("of a difference, of what is not there, and of what was not sent", () => {
    const { differences, unchecked } = rightOf(
      recompute(request, {
        goodsList: [
          { goodsId: "a", quantity: 1, price: 2 },
          { goodsId: "b", quantity: 1, price: 2 },
        ],
        payment: {},
      }),
    );
    expect(differences.map(({ message, messageZh }) => [message, messageZh])).toEqual([
      ["expected —, got b", "应为 —,实际为 b"],
      ["expected 1, got 2", "应为 1,实际为 2"],
    ]);
    expect(unchecked.map(({ message, messageZh }) => [message, messageZh])).toEqual([
      ["not sent; it would be 1", "未传;应为 1"],
    ]);
  });
});
