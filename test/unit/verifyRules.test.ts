/**
 * What `verify` makes of rules and amounts together: everything that is wrong in one run, each thing once, and no more
 * of it than a report holds.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PluginDiscountInfoCodec, PluginOrderCodec } from "../../src/platform/plugin/CreateOrder.js";
import type { Report } from "../../src/verify/Report.js";
import type { VerifyOptions } from "../../src/verify/verifier.js";
import { verify } from "../../src/verify/verify.js";
import { leftOf, rightOf } from "../support/either.js";
import {
  context,
  DAY,
  drop,
  fieldsIn,
  type Json,
  NOW,
  pluginDiscountInfo,
  pluginOrders,
  put,
  putAll,
} from "../support/pluginOrders.js";

const reportOf = (payload: unknown, options: VerifyOptions = context): Report =>
  rightOf(verify(payload, options));
const found = (payload: unknown, options?: VerifyOptions): string[] =>
  reportOf(payload, options).violations.map(({ code, path }) => `${code} ${path}`);
const notChecked = (payload: unknown, options?: VerifyOptions): string[] =>
  reportOf(payload, options).unchecked.map(({ code, path }) => `${code} ${path}`);

const { ownGoods, booking, takeawayOwnAddress, takeawayPickUp, marketingByItem } = pluginOrders;
const [goods] = ownGoods.goodsList as readonly [Json];

const coupon = {
  id: "c",
  type: 2,
  title: "券",
  note: "长".repeat(43),
  discountRange: 2,
  discountAmount: 0,
  kind: 2,
};
const shop = { poiId: "1", shopName: "门店", outShopId: "2" };

/** Everything wrong at once, and all amounts right. */
const wreck: Json = {
  goodsList: [
    {
      ...goods,
      goodsName: "长".repeat(86),
      merchantId: "m1",
      goodsPage: { path: "/pages/goods", params: {} },
      goodsBookInfo: { bookType: 2, advancedCancelHours: 24 },
    },
    {
      ...goods,
      goodsId: "other",
      goodsPhoto: 1,
      merchantId: "m2",
      goodsBookInfo: { bookType: 1, cancelPolicy: 3 },
    },
  ],
  bookInfo: {
    itemBookInfoList: [
      { ...shop, bookStartTime: NOW, bookEndTime: NOW + 180 * DAY + 1 },
      { ...shop, skuId: "1", bookStartTime: NOW + 2 * DAY, bookEndTime: NOW + DAY },
      { ...shop, skuId: "1", bookStartTime: 1_750_000_000, bookEndTime: NOW + DAY },
    ],
  },
  payment: {
    totalAmount: 7200,
    totalDiscountAmount: 0,
    feeDetailsList: [],
    limitPay: ["wx", "dy", "alipay"],
  },
  contactInfo: { phoneNumber: "", gender: 3 },
  callbackData: { a: "x".repeat(2041) },
  tradeOption: { life_trade_flag: 2, order_relation_info: { relation_type: "other" } },
  businessLine: 3,
  deliveryInfo: {
    bookType: 2,
    deliveryType: 1,
    receiptInfo: { startTime: 1_750_000_001, endTime: 1_750_000_000 },
  },
  addressInfo: { doorNumber: "99号" },
  discountId: "d",
  discountInfo: {
    type: 2,
    detail: {
      orderDiscount: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 0, marketingInfo: [coupon] },
    },
  },
};

describe("everything that is wrong, in one run", () => {
  const NAMED = [
    "value.tooMany /payment/limitPay",
    "value.tooLong /goodsList/0/goodsName",
    "value.type /goodsList/1/goodsPhoto",
    "value.range /contactInfo/gender",
    "value.tooLong /discountInfo/detail/orderDiscount/marketingInfo/0/note",
    "goods.oneSpu /goodsList/1/goodsId",
    "goods.oneMerchant /goodsList/1/merchantId",
    "markup.relation /tradeOption/order_relation_info/relation_type",
    "markup.relation /tradeOption/order_relation_info/related_order_id",
    "tradeOption.lifeTradeFlag /tradeOption/life_trade_flag",
    "callbackData.size /callbackData",
    "goodsPage.leadingSlash /goodsList/0/goodsPage/path",
    "goodsPage.paramsType /goodsList/0/goodsPage/params",
    "booking.cancelPolicy /goodsList/0/goodsBookInfo/cancelPolicy",
    "booking.cancelPolicy /goodsList/1/goodsBookInfo/cancelPolicy",
    "booking.hoursUnused /goodsList/0/goodsBookInfo/advancedCancelHours",
    "booking.milliseconds /bookInfo/itemBookInfoList/2/bookStartTime",
    "booking.startBeforeEnd /bookInfo/itemBookInfoList/1/bookEndTime",
    "booking.future /bookInfo/itemBookInfoList/0/bookStartTime",
    "booking.within180Days /bookInfo/itemBookInfoList/0/bookEndTime",
    "booking.goodsOrSku /bookInfo/itemBookInfoList/0/goodsId",
    "takeaway.contact /contactInfo/phoneNumber",
    "takeaway.contact /contactInfo/contactName",
    "address.location /addressInfo/locationInfo",
    "delivery.bookInfo /deliveryInfo/bookInfo",
    "delivery.milliseconds /deliveryInfo/receiptInfo/startTime",
    "delivery.milliseconds /deliveryInfo/receiptInfo/endTime",
    "delivery.timeOrder /deliveryInfo/receiptInfo/endTime",
    "fees.where /payment/feeDetailsList",
    "discount.infoAndId /discountInfo",
    "discount.platformMarketing /discountId",
    "discount.itemBlock /discountInfo/detail/itemDiscount",
    "discount.blocks /discountInfo/detail/goodsDiscount",
  ];

  test("each broken rule and field, with its source, and not twice", () => {
    const report = reportOf(wreck);
    expect(report.ok).toBe(false);
    expect([...found(wreck)].sort()).toEqual([...NAMED].sort());
    for (const { kind, source, message, messageZh } of report.violations) {
      expect(kind).toBe("rule");
      expect(source?.document).toBe("plugin-create-order");
      expect(source?.section).not.toBe("");
      expect(message).not.toBe("");
      expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
      expect(message + messageZh).not.toMatch(/undefined|\[object/);
    }
  });

  test("amounts that cannot be read are no reason to say nothing else", () => {
    const unreadable = put(wreck, "/goodsList/0/price", "1");
    expect(leftOf(verify(unreadable, { checks: ["amounts"] }))).toMatchObject([
      { path: "/goodsList/0/price" },
    ]);
    const report = reportOf(unreadable);
    expect(report.ok).toBe(false);
    expect([...found(unreadable)].sort()).toEqual([...NAMED, "value.type /goodsList/0/price"].sort());
    expect(report.unchecked).toMatchObject([{ code: "amounts", path: "" }]);
    for (const { message, messageZh } of report.unchecked) {
      expect(message).not.toBe("");
      expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("amounts that cannot be read are never a clean report", () => {
    for (const { path, part } of fieldsIn(PluginOrderCodec, marketingByItem))
      if (!part.accepts({})) {
        const report = reportOf(put(marketingByItem, path, {}));
        expect(report.ok).toBe(false);
        expect(report.violations.length).toBeGreaterThan(0);
      }
  });
});

describe("which checks are made", () => {
  const wrong = put(wreck, "/payment/totalAmount", 7199);

  test("amounts alone leave rules out, and say nothing of them", () => {
    const { violations } = reportOf(wrong, { checks: ["amounts"] });
    expect(violations.map(({ kind, code, path }) => [kind, code, path])).toEqual([
      ["amount", "order.total", "/payment/totalAmount"],
    ]);
    expect(reportOf(wreck, { checks: ["amounts"] }).ok).toBe(true);
    expect(notChecked(wreck, { checks: ["amounts"] })).not.toContain("rules ");
  });

  test("rules alone leave amounts out", () => {
    const options: VerifyOptions = { ...context, checks: ["rules"] };
    expect(found(wrong, options)).toEqual(found(wreck));
    expect(notChecked(wrong, options)).toEqual([]);
    expect(found(put(ownGoods, "/payment/totalAmount", 1), options)).toEqual([]);
  });

  test("both unless said otherwise; naming none is a mistake", () => {
    expect(found(wrong)).toEqual(["order.total /payment/totalAmount", ...found(wreck)]);
    expect(found(wrong, { ...context, checks: ["rules", "amounts"] })).toEqual(found(wrong));
    expect(leftOf(verify(wrong, { checks: [] })).map(({ path }) => path)).toEqual(["/options/checks"]);
  });

  test("rules of a format without a document: unchecked if they were asked for", () => {
    const callback = { goods: [], total_amount: 0 };
    expect(notChecked(callback, { checks: ["rules"] })).toEqual(["rules "]);
    expect(notChecked(callback)).not.toContain("rules ");
  });
});

describe("one place is named once", () => {
  test("an amount that is wrong and against its field's range", () => {
    const negative = putAll(ownGoods, { "/goodsList/0/price": -1, "/payment/totalAmount": -2 });
    expect(reportOf(negative).violations.map(({ kind, code, path }) => [kind, code, path])).toEqual([
      ["amount", "bounds", "/goodsList/0/price"],
      ["rule", "value.range", "/payment/totalAmount"],
    ]);
    expect(found(negative, { checks: ["rules"] })).toEqual([
      "value.range /payment/totalAmount",
      "value.range /goodsList/0/price",
    ]);
  });

  test("two lists, which amounts and rules both forbid", () => {
    const both = put(booking, "/goodsList", [goods]);
    expect(found(both)).toEqual(["lines.bothLists /goodsList"]);
    expect(found(both, { ...context, checks: ["rules"] })).toEqual(["lines.oneList /goodsList"]);
  });

  test.each(Object.entries({ ...pluginOrders, pluginDiscountInfo }))(
    "%s: a field of a wrong type is one violation, whatever hangs on it",
    (name, order) => {
      const codec = name === "pluginDiscountInfo" ? PluginDiscountInfoCodec : PluginOrderCodec;
      for (const { path, part } of fieldsIn(codec, order)) {
        const wrong = part.accepts(true) ? "true" : true;
        const { ok, violations } = reportOf(put(order, path, wrong));
        expect(violations).toMatchObject([{ kind: "rule", severity: "error", code: "value.type", path }]);
        expect(ok).toBe(false);
        for (const other of [7128346098909300, "x", {}, [], [[]], [{}], [null]]) {
          if (part.accepts(other)) continue;
          // Of what is left of it, its own missing fields may be said, but nothing elsewhere.
          const { violations: parts } = reportOf(put(order, path, other));
          expect(parts).not.toEqual([]);
          for (const each of parts.filter(({ kind }) => kind === "rule"))
            expect(each.path.startsWith(path) ? path : `${each.code} ${each.path}`).toBe(path);
        }
      }
    },
  );

  test("a payload that is no object is that and nothing else", () => {
    for (const payload of [null, [], "x", 1, undefined, true])
      for (const format of ["plugin.createOrder", "plugin.discountInfo"] as const)
        expect(found(payload, { format })).toEqual(["value.type "]);
  });

  test("an id that came as a number is not a missing one", () => {
    for (const order of [takeawayOwnAddress, takeawayPickUp]) {
      const numbered = drop(put(order, "/addressInfo", { addressId: 7152719985352212 }), "/contactInfo");
      expect(found(numbered)).toEqual(["id.number /addressInfo/addressId"]);
    }
    const item = "/bookInfo/itemBookInfoList/0";
    expect(found(drop(put(booking, `${item}/skuId`, 7), `${item}/goodsId`))).toEqual([
      `id.number ${item}/skuId`,
    ]);
  });

  test("a list that is none, where the other is left out", () => {
    expect(found(put(ownGoods, "/goodsList", "[]"))).toEqual(["value.type /goodsList"]);
    expect(found(put(ownGoods, "/goodsList", { 0: goods }))).toEqual(["value.type /goodsList"]);
    expect(found(put(drop(ownGoods, "/goodsList"), "/skuList", true))).toEqual(["value.type /skuList"]);
  });

  test("a way of delivery that cannot be read does not ask for an address as if it were none", () => {
    const text = drop(put(takeawayPickUp, "/deliveryInfo/deliveryType", "2"), "/addressInfo");
    expect(found(text)).toEqual([
      "value.type /deliveryInfo/deliveryType",
      "takeaway.addressForPickUp /addressInfo",
    ]);
  });

  test("places are those of the payload: a goods that is none keeps its place", () => {
    const order = put(ownGoods, "/goodsList", [null, goods, 7, { ...goods, goodsName: "" }]);
    expect(found(order, { ...context, checks: ["rules"] })).toEqual([
      "value.type /goodsList/0",
      "value.type /goodsList/2",
      "value.empty /goodsList/3/goodsName",
    ]);
  });
});

describe("a report stays short", () => {
  test("5,000 broken goods: 1,000 violations, and how many more", () => {
    const goodsList = Array.from({ length: 5000 }, () => ({ ...goods, price: "1", goodsName: "" }));
    const { ok, violations, unchecked } = reportOf({ ...ownGoods, goodsList });
    expect(ok).toBe(false);
    expect(violations).toHaveLength(1000);
    expect(unchecked.map(({ code }) => code)).toEqual(["amounts", "report.more"]);
    expect(unchecked[1]).toMatchObject({
      path: "",
      message: expect.stringMatching(/^9000 more violations/),
    });
    expect(unchecked[1]?.messageZh).toMatch(/另有 9000 条违规/);
  });

  test("1,000 are listed whole", () => {
    const goodsList = Array.from({ length: 1000 }, () => ({ ...goods, goodsName: "" }));
    const options: VerifyOptions = { checks: ["rules"] };
    expect(reportOf({ ...ownGoods, goodsList }, options).violations).toHaveLength(1000);
    expect(notChecked({ ...ownGoods, goodsList }, options)).toEqual([]);
    const more = { ...ownGoods, goodsList: [...goodsList, { ...goods, goodsName: "" }] };
    expect(reportOf(more, options).violations).toHaveLength(1000);
    expect(notChecked(more, options)).toEqual(["report.more "]);
  });

  test("an error after a thousand warnings is one", () => {
    const feeDetailsList = Array.from({ length: 1500 }, () => ({ feeType: 1, feeAmount: 0 }));
    const warned = put(ownGoods, "/payment/feeDetailsList", feeDetailsList);
    expect(reportOf(warned)).toMatchObject({ ok: true });
    const broken = { ...warned, discountId: "d", discountInfo: { type: 2, detail: {} } };
    const { ok, violations, unchecked } = reportOf(broken);
    expect(violations).toHaveLength(1000);
    // It is listed, and first: warnings must not hide it.
    expect(violations[0]).toMatchObject({ severity: "error", code: "discount.itemBlock" });
    expect(ok).toBe(false);
    expect(unchecked.map(({ code }) => code)).toContain("report.more");
  });

  test("what could not be checked, too", () => {
    const items = Array.from({ length: 2000 }, () => ({
      ...shop,
      goodsId: "1",
      bookStartTime: NOW + DAY,
      bookEndTime: NOW + 2 * DAY,
    }));
    const { ok, unchecked } = reportOf(put(booking, "/bookInfo/itemBookInfoList", items), {});
    expect(ok).toBe(true);
    expect(unchecked).toHaveLength(1001);
    expect(unchecked.at(-1)).toMatchObject({ code: "report.more", message: expect.stringContaining("3000") });
  });

  test("what came is quoted in short", () => {
    const { violations } = reportOf(put(ownGoods, "/goodsList/0/goodsName", "x".repeat(100_000)));
    expect(violations).toHaveLength(1);
    expect(violations[0]?.actual).toBe(`${"x".repeat(60)}…`);
    for (const [length, actual] of [
      [60, "x".repeat(60)],
      [61, `${"x".repeat(60)}…`],
    ] as const)
      expect(
        reportOf(put(ownGoods, "/goodsList/0/goodsType", "x".repeat(length))).violations[0]?.actual,
      ).toBe(actual);
    expect(JSON.stringify(violations).length).toBeLessThan(1000);
  });
});

const golden = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8")) as Json;
const NAMES = readdirSync(new URL("../golden/", import.meta.url)).filter((name) => name.endsWith(".json"));
/** A day before the bookings of the samples, which are of August 2022. */
const THEN = 1_661_000_000_000;

const inSeconds = (...keys: readonly string[]): string[] =>
  keys.flatMap((key) =>
    ["startTime", "endTime"].map((end) => `delivery.milliseconds /deliveryInfo/${key}/${end}`),
  );
const AMOUNTS: Readonly<Record<string, readonly (readonly [string, string, number, number])[]>> = {
  "plugin-sku-list-group-buy.json": [["order.total", "/payment/totalAmount", 12, 10]],
  "openapi-v2-create-order-goods-list.json": [
    [
      "orderBlock.orderTotal",
      "/price_calculation_detail/order_discount_detail/order_total_discount_amount",
      10,
      20,
    ],
    [
      "orderBlock.goodsTotal",
      "/price_calculation_detail/order_discount_detail/goods_total_discount_amount",
      10,
      1,
    ],
  ],
};
const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  "plugin-discount-id.json": ["goodsPage.paramsType /goodsList/0/goodsPage/params"],
  "plugin-discount-info-type2.json": ["goodsPage.paramsType /goodsList/0/goodsPage/params"],
  "plugin-goods-list-no-marketing.json": [],
  "plugin-markup-order.json": [],
  "plugin-sku-list-booking.json": [],
  "plugin-sku-list-group-buy.json": ["sku.one /skuList"],
  "plugin-sku-list-ticket.json": [],
  "plugin-takeaway-delivery-douyin-address.json": inSeconds("receiptInfo"),
  "plugin-takeaway-delivery-own-address.json": inSeconds("receiptInfo"),
  "plugin-takeaway-self-pickup.json": [
    "takeaway.addressForPickUp /addressInfo",
    ...["phoneNumber", "contactName", "gender"].map((key) => `takeaway.contactForPickUp /contactInfo/${key}`),
    ...inSeconds("receiptInfo", "bookInfo", "selfPickInfo"),
  ],
};

describe("the documents' own samples", () => {
  test.each(NAMES)("%s: amounts", (name) => {
    const wrong = AMOUNTS[name] ?? [];
    const alone = reportOf(golden(name), { checks: ["amounts"] });
    expect(alone.ok).toBe(wrong.length === 0);
    for (const { violations } of [alone, reportOf(golden(name))])
      expect(
        violations
          .filter(({ kind }) => kind === "amount")
          .map(({ severity, code, path, expected, actual }) => [severity, code, path, expected, actual]),
      ).toEqual(wrong.map((each) => ["error", ...each]));
  });

  const plugin = NAMES.filter((name) => name.startsWith("plugin-"));

  test.each(plugin)("%s: what it does against the tables is a warning", (name) => {
    const { ok, violations } = reportOf(golden(name), { checks: ["rules"], now: THEN });
    expect(ok).toBe(true);
    expect(violations.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual(
      WARNINGS[name]?.map((each) => `warning ${each}`),
    );
  });

  test("all plugin samples are told of", () => {
    expect(plugin).toEqual(Object.keys(WARNINGS).sort());
  });

  test("the bookings of the samples are over", () => {
    for (const name of ["plugin-sku-list-booking.json", "plugin-sku-list-ticket.json"]) {
      expect(found(golden(name), { now: NOW })).toEqual([
        "booking.future /bookInfo/itemBookInfoList/0/bookStartTime",
      ]);
      expect(notChecked(golden(name), {})).toEqual([
        "booking.future /bookInfo/itemBookInfoList/0/bookStartTime",
        "booking.within180Days /bookInfo/itemBookInfoList/0/bookEndTime",
      ]);
    }
  });
});

describe("OpenAPI: what cannot be read is one violation, and no rule concludes from its absence", () => {
  const body = JSON.parse(
    readFileSync(new URL("../golden/openapi-v2-create-order-goods-list.json", import.meta.url), "utf8"),
  ) as Json;
  const rules: VerifyOptions = { checks: ["rules"], format: "openapi.createOrder" };

  test.each([
    ["/goods_list", "x", "value.type /goods_list"],
    [
      "/goods_list/0/goods_book_info/cancel_policy",
      "3",
      "value.type /goods_list/0/goods_book_info/cancel_policy",
    ],
  ])("%s", (path, value, violation) => {
    const hours = put(body, "/goods_list/0/goods_book_info/cancel_advance_hour", 1);
    expect(found(put(path === "/goods_list" ? body : hours, path, value), rules)).toEqual([violation]);
  });
});

describe("what used to be said twice, or not at all", () => {
  test("goods in both lists: that there are two, and no total of one of them", () => {
    const both = put(ownGoods, "/skuList", [{ skuId: "1", skuType: 1, quantity: 1, price: 5 }]);
    const report = reportOf(both);
    expect(report.violations.map(({ code }) => code)).toEqual(["lines.bothLists"]);
    expect(report.unchecked.map(({ code }) => code)).toContain("order.total");
  });

  test("a cancellation policy where nothing is booked is one mistake", () => {
    const order = put(ownGoods, "/goodsList/0/goodsBookInfo", { bookType: 1, cancelPolicy: 3 });
    expect(found(order)).toEqual(["booking.cancelPolicy /goodsList/0/goodsBookInfo/cancelPolicy"]);
  });

  test("an empty id names nothing", () => {
    expect(found(put(ownGoods, "/goodsList/0/goodsId", ""))).toEqual(["value.empty /goodsList/0/goodsId"]);
  });
});
