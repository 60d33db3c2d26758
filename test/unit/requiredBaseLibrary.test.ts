import { describe, expect, test } from "vitest";
import { createOrderSince, requiredBaseLibrary } from "../../src/platform/plugin/baseLibrary.js";
import document from "../documents/plugin-create-order.json" with { type: "json" };
import { drop, type Json, pluginOrders, put, putAll } from "../support/pluginOrders.js";

const { ownGoods, bookedGoods, booking, librarySku, marketingByItem, skuMarketing } = pluginOrders;

const of = (options: unknown): readonly [version: string, ...paths: string[]] => {
  const { version, fields } = requiredBaseLibrary(options);
  for (const { since } of fields) expect(since).toBe(version);
  return [version, ...fields.map(({ path }) => path)];
};

/** What came with the method itself. */
const oldest: Json = {
  goodsList: [
    {
      quantity: 1,
      price: 1800,
      goodsName: "套餐",
      goodsPhoto: "p",
      goodsId: "1",
      goodsType: 2,
      goodsLabels: ["随时退"],
      dateRule: "",
      merchantId: "m",
    },
  ],
  payment: {
    totalAmount: 1800,
    feeDetailsList: [{ feeType: 18, feeAmount: 0, feeDesc: "" }],
    limitPay: ["wx"],
  },
  contactInfo: { phoneNumber: "1", contactName: "a", gender: 0 },
  storeInfo: { storeName: "s" },
  note: "n",
  callbackData: { a: 1 },
};

describe("the version that each field asks for", () => {
  test("the method's own: every field asks for it", () => {
    const [version, ...paths] = of(oldest);
    expect(version).toBe("2.51.0.0");
    expect(paths).toContain("/payment/limitPay");
    expect(paths).toContain("/goodsList/0/merchantId");
    expect(paths).toHaveLength(25);
  });

  test.each<readonly [version: string, options: unknown, ...paths: string[]]>([
    ["2.52.0.3", put(oldest, "/businessLine", 1), "/businessLine"],
    ["2.52.0.3", put(oldest, "/discountId", "d"), "/discountId"],
    ["2.52.0.3", put(oldest, "/payment/totalDiscountAmount", 0), "/payment/totalDiscountAmount"],
    ["2.52.0.3", put(oldest, "/discountInfo", { type: 1 }), "/discountInfo", "/discountInfo/type"],
    [
      "2.57.4.0",
      put(oldest, "/goodsList/0/goodsBookInfo", { bookType: 2, cancelPolicy: 2 }),
      "/goodsList/0/goodsBookInfo",
      "/goodsList/0/goodsBookInfo/bookType",
      "/goodsList/0/goodsBookInfo/cancelPolicy",
    ],
    ["2.65.0.0", put(oldest, "/callbackUrl", "u"), "/callbackUrl"],
    ["2.67.0.0", put(oldest, "/goodsList/0/discountAmount", 0), "/goodsList/0/discountAmount"],
    // Of the page, the field is younger than what is in it.
    ["2.67.0.0", put(oldest, "/goodsList/0/goodsPage", { path: "p", params: "" }), "/goodsList/0/goodsPage"],
    ["2.67.0.0", librarySku, "/skuList", "/skuList/0/quantity", "/skuList/0/skuId", "/skuList/0/skuType"],
    [
      "2.69.0.5",
      put(oldest, "/goodsList/0/goodsBookInfo", { bookType: 2, advancedCancelHours: 0 }),
      "/goodsList/0/goodsBookInfo/advancedCancelHours",
    ],
    // The value came later than the field.
    [
      "2.69.0.5",
      put(bookedGoods, "/goodsList/0/goodsBookInfo/cancelPolicy", 3),
      "/goodsList/0/goodsBookInfo/cancelPolicy",
    ],
    [
      "2.69.0.5",
      drop(booking, "/bookInfo/itemBookInfoList/0/skuId"),
      "/skuList/0/goodsInfo/goodsBookInfo/cancelPolicy",
      "/skuList/0/goodsInfo/goodsBookInfo/advancedCancelHours",
    ],
    ["2.74.0.0", put(oldest, "/tradeOption", {}), "/tradeOption"],
    [
      "2.74.0.0",
      put(oldest, "/discountInfo", { useMergedMarketingApi: false }),
      "/discountInfo/useMergedMarketingApi",
    ],
    [
      "2.74.0.0",
      drop(skuMarketing, "/discountInfo/useMergedMarketingApi"),
      ...[
        "orderDiscount/marketingInfo/0/code",
        "goodsDiscount/0/skuId",
        "goodsDiscount/0/marketingInfo/0/code",
        "itemDiscount/0/skuId",
        "itemDiscount/0/marketingInfo/0/code",
        "itemDiscount/1/skuId",
        "itemDiscount/1/marketingInfo/0/code",
      ].map((path) => `/discountInfo/detail/${path}`),
    ],
    ["2.77.0.0", booking, "/bookInfo/itemBookInfoList/0/skuId"],
    ["2.77.0.0", put(booking, "/tradeOption", {}), "/bookInfo/itemBookInfoList/0/skuId"],
  ])("%s", (version, options, ...paths) => {
    const [first, ...rest] = of(options);
    expect(first).toBe(version);
    expect([...rest].sort()).toEqual([...paths].sort());
  });

  test("just below: cancelPolicy 2 needs what its field needs", () => {
    expect(of(bookedGoods)[0]).toBe("2.57.4.0");
    expect(of(put(bookedGoods, "/goodsList/0/goodsBookInfo/cancelPolicy", "3"))[0]).toBe("2.57.4.0");
  });

  test("is that of the document, table by table", () => {
    const named: Readonly<Record<string, string>> = {
      参数说明: "CreateOrderOptions",
      goodsPage: "GoodsPage",
      回调成功: "CreateOrderSuccess",
      回调失败: "CreateOrderFailure",
    };
    const tables = Object.entries<readonly { readonly name: string; readonly since?: string }[]>(
      document.tables,
    );
    const since = tables.map(([section, fields]) => [
      named[section] ?? section,
      Object.fromEntries(
        fields.flatMap((field) => (field.since === undefined ? [] : [[field.name, field.since]])),
      ),
    ]);
    expect(createOrderSince).toEqual(Object.fromEntries(since));
  });
});

describe("what asks for nothing", () => {
  const nothing = { version: "2.51.0.0", fields: [] };

  test("an order of no fields", () => {
    expect(requiredBaseLibrary({})).toEqual(nothing);
  });

  test("fields that are null or undefined", () => {
    const before = of(oldest);
    for (const empty of [null, undefined])
      expect(
        of(
          putAll(oldest, {
            "/tradeOption": empty,
            "/discountInfo": empty,
            "/goodsList/0/discountAmount": empty,
            "/goodsList/0/goodsBookInfo": empty,
          }),
        ),
      ).toEqual(before);
  });

  test("a list that is empty: one of the two of an order must be", () => {
    expect(of(put(oldest, "/skuList", []))).toEqual(of(oldest));
    expect(of(put(oldest, "/bookInfo", { itemBookInfoList: [] }))).toEqual(["2.67.0.0", "/bookInfo"]);
  });

  test("keys that the document does not name, and fields for which it states no version", () => {
    const before = of(oldest);
    const more = { futureField: { skuId: "1" }, poiId: "1", success: (): void => {} };
    expect(of({ ...oldest, ...more })).toEqual(before);
    expect(of(put(oldest, "/goodsList/0/kind", 1))).toEqual(before);
    const [marketing] = (
      marketingByItem["discountInfo"] as { detail: { orderDiscount: { marketingInfo: Json[] } } }
    ).detail.orderDiscount.marketingInfo as [Json];
    const { code: _, ...older } = marketing;
    const detail = {
      orderDiscount: { marketingInfo: [{ ...older, kind: 2, creatorType: 1, marketingExtend: {} }] },
    };
    expect(of({ ...oldest, discountInfo: { type: 1, detail } })[0]).toBe("2.52.0.3");
  });

  test("what free objects hold", () => {
    expect(of(put(oldest, "/callbackData", { tradeOption: {}, skuId: "1" }))).toEqual(of(oldest));
  });

  test("keys of prototypes, and what is inherited", () => {
    const keys = '{"__proto__":{"tradeOption":{}},"constructor":{"skuList":[{"skuId":"1"}]},"toString":1}';
    expect(requiredBaseLibrary(JSON.parse(keys))).toEqual(nothing);
    const within = JSON.parse(
      '{"payment":{"__proto__":{"limitPay":["wx"]},"constructor":1},"goodsList":[{"__proto__":{"price":1}}]}',
    ) as unknown;
    expect(of(within)).toEqual(["2.51.0.0", "/payment", "/goodsList"]);
    expect(requiredBaseLibrary(Object.create({ tradeOption: {} }))).toEqual(nothing);
    expect(requiredBaseLibrary(Object.assign(Object.create(null) as object, { note: "" }))).toEqual({
      version: "2.51.0.0",
      fields: [{ path: "/note", since: "2.51.0.0" }],
    });
  });

  test("junk", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    for (const junk of [
      null,
      undefined,
      0,
      "x",
      true,
      [],
      [oldest],
      () => 1,
      Symbol("s"),
      10n,
      new Date(0),
      circular,
    ])
      expect(requiredBaseLibrary(junk)).toEqual(nothing);
    // A field of a wrong type is there, but has nothing in it.
    for (const junk of ["x", 1, {}, true, Symbol("s")])
      expect(of({ skuList: junk })).toEqual(["2.67.0.0", "/skuList"]);
    for (const item of [null, 1, "x", []]) expect(of({ skuList: [item] })).toEqual(["2.67.0.0", "/skuList"]);
    expect(of({ skuList: new Array(3) })).toEqual(["2.67.0.0", "/skuList"]);
    const inItself: Record<string, unknown> = { goodsList: [] };
    inItself["discountInfo"] = inItself;
    expect(of(inItself)).toEqual(["2.52.0.3", "/discountInfo"]);
  });
});

describe("versions are compared as numbers", () => {
  /** What an order of one field asks for, if the field came with a version. */
  const since = (version: string, options: Json): readonly string[] => {
    const table = createOrderSince["CreateOrderOptions"] as Record<string, string>;
    table["poiId"] = version;
    try {
      return of({ ...options, poiId: "1" });
    } finally {
      delete table["poiId"];
    }
  };

  test.each<readonly [version: string, options: Json, expected: readonly string[]]>([
    // As text, 2.9 would be above 2.51 and 10 below 2.
    ["2.9.0.0", {}, ["2.51.0.0"]],
    ["2.100.0.0", { tradeOption: { a: 1 } }, ["2.100.0.0", "/poiId"]],
    ["10.0.0.0", { tradeOption: { a: 1 } }, ["10.0.0.0", "/poiId"]],
    ["2.74.0.1", { tradeOption: { a: 1 } }, ["2.74.0.1", "/poiId"]],
    ["2.74.0", { callbackUrl: "u" }, ["2.74.0", "/poiId"]],
    ["2.64.9.9", { callbackUrl: "u" }, ["2.65.0.0", "/callbackUrl"]],
    ["2.65.0.0", { callbackUrl: "u" }, ["2.65.0.0", "/callbackUrl", "/poiId"]],
  ])("%s beside %j", (version, options, expected) => {
    expect(since(version, options)).toEqual(expected);
  });
});

test("the options are left as they are", () => {
  const before = structuredClone(ownGoods);
  requiredBaseLibrary(ownGoods);
  expect(ownGoods).toEqual(before);
});
