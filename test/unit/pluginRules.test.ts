/**
 * Each rule and each limit of plugin.createOrder: values just inside that pass, values just outside that break this
 * rule and no other.
 */
import { describe, expect, test } from "vitest";
import type { Part } from "../../src/codec/Shape.js";
import { PluginOrderCodec } from "../../src/platform/plugin/CreateOrder.js";
import { pluginDiscountInfoRules } from "../../src/platform/plugin/rules/discountRules.js";
import { pluginOrderRules } from "../../src/platform/plugin/rules/pluginOrderRules.js";
import type { Report } from "../../src/verify/Report.js";
import type { VerifyOptions } from "../../src/verify/verifier.js";
import { verify } from "../../src/verify/verify.js";
import document from "../documents/plugin-create-order.json" with { type: "json" };
import { rightOf } from "../support/either.js";
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

const RULES: VerifyOptions = { ...context, checks: ["rules"] };
const reportOf = (payload: unknown, options: VerifyOptions = RULES): Report =>
  rightOf(verify(payload, options));
const codesOf = (payload: unknown, options?: VerifyOptions): string[] =>
  reportOf(payload, options).violations.map(({ code }) => code);

const {
  ownGoods,
  libraryGoods,
  bookedGoods,
  airline,
  librarySku,
  ownSku,
  ticket,
  booking,
  markup,
  takeawayDouyinAddress,
  takeawayOwnAddress,
  takeawayPickUp,
  marketingByMerchant,
  marketingByItem,
  skuMarketing,
  discountId,
} = pluginOrders;

/** Where a payload breaks a rule, the one value that would be right if there is one, and what came. */
type Broken = readonly [path: string, expected: number | string | null, actual: number | string | null];

interface Case {
  /** What keeps the rule. */
  readonly inside: readonly unknown[];
  /** What breaks it, and where: nothing else. */
  readonly outside: readonly (readonly [payload: unknown, ...broken: readonly Broken[]])[];
  readonly options?: VerifyOptions;
  /** Rules that every payload here breaks as well, where one field only comes with another. */
  readonly beside?: readonly string[];
}

interface RuleCases {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly section: string;
  readonly cases: readonly Case[];
}

const [goods] = ownGoods.goodsList as readonly [Json];
const [sku] = ownSku.skuList as readonly [Json];
const GOODS_ID = goods["goodsId"] as string;

/** A goods list of two, the second with something changed. */
const twoGoods = (change: Json): Json => put(ownGoods, "/goodsList/1", { ...goods, ...change });

const merged = (order: Json): Json => put(order, "/tradeOption/life_trade_flag", 1);
const ofType = (productType: number): VerifyOptions => ({ ...RULES, productType });
const reservation: VerifyOptions = { ...ofType(22), paidUnitPrice: 600 };
const reserved = merged(booking);

const LINES: readonly RuleCases[] = [
  {
    code: "lines.oneList",
    severity: "error",
    section: "参数说明",
    cases: [
      {
        inside: [
          ownGoods,
          put(ownGoods, "/skuList", []),
          put(ownGoods, "/skuList", null),
          put(ownSku, "/goodsList", []),
        ],
        outside: [
          [put(ownGoods, "/skuList", [sku]), ["/goodsList", 0, 1]],
          [put(ownSku, "/goodsList", [goods, goods]), ["/goodsList", 0, 2]],
          [drop(ownGoods, "/goodsList"), ["", null, null]],
          [putAll(ownGoods, { "/goodsList": [], "/skuList": [] }), ["", null, null]],
          [putAll(ownGoods, { "/goodsList": null, "/skuList": undefined }), ["", null, null]],
        ],
      },
    ],
  },
  {
    code: "goods.oneSpu",
    severity: "error",
    section: "参数说明",
    cases: [
      {
        inside: [twoGoods({}), twoGoods({ price: 1 })],
        outside: [
          [twoGoods({ goodsId: "2" }), ["/goodsList/1/goodsId", GOODS_ID, "2"]],
          [
            put(twoGoods({ goodsId: "2" }), "/goodsList/2", { ...goods, goodsId: "3" }),
            ["/goodsList/1/goodsId", GOODS_ID, "2"],
            ["/goodsList/2/goodsId", GOODS_ID, "3"],
          ],
        ],
      },
    ],
  },
  {
    code: "sku.one",
    severity: "warning",
    section: "参数说明",
    cases: [{ inside: [ownSku], outside: [[put(ownSku, "/skuList/1", sku), ["/skuList", 1, 2]]] }],
  },
  {
    code: "goods.oneMerchant",
    severity: "error",
    section: "Goods",
    cases: [
      {
        inside: [
          twoGoods({}),
          twoGoods({ merchantId: "" }),
          twoGoods({ merchantId: null }),
          drop(twoGoods({}), "/goodsList/1/merchantId"),
          // The first that names one is what the others are held to.
          put(twoGoods({ merchantId: "m2" }), "/goodsList/0/merchantId", ""),
        ],
        outside: [[twoGoods({ merchantId: "m2" }), ["/goodsList/1/merchantId", "6990000000000000001", "m2"]]],
      },
      {
        beside: ["sku.one"],
        inside: [
          putAll(ownSku, { "/skuList/1": sku, "/skuList/1/goodsInfo/merchantId": "m1" }),
          putAll(ownSku, {
            "/skuList/1": sku,
            "/skuList/0/goodsInfo/merchantId": "m1",
            "/skuList/1/goodsInfo/merchantId": "m1",
          }),
        ],
        outside: [
          [
            putAll(ownSku, {
              "/skuList/1": sku,
              "/skuList/0/goodsInfo/merchantId": "m1",
              "/skuList/1/goodsInfo/merchantId": "m2",
            }),
            ["/skuList/1/goodsInfo/merchantId", "m1", "m2"],
          ],
        ],
      },
    ],
  },
  {
    code: "sku.libraryGoods",
    severity: "error",
    section: "Sku",
    cases: [
      {
        inside: [booking, librarySku, put(ownSku, "/skuList/0/goodsInfo/goodsType", 2)],
        outside: [
          [put(booking, "/skuList/0/goodsInfo/goodsType", 2), ["/skuList/0/goodsInfo/goodsType", 1, 2]],
        ],
      },
    ],
  },
  {
    code: "sku.goodsInfo",
    severity: "error",
    section: "Sku",
    cases: [
      {
        inside: [librarySku, put(librarySku, "/skuList/0/goodsInfo", null)],
        outside: [
          [drop(ownSku, "/skuList/0/goodsInfo"), ["/skuList/0/goodsInfo", null, null]],
          [put(ownSku, "/skuList/0/goodsInfo", null), ["/skuList/0/goodsInfo", null, null]],
        ],
      },
    ],
  },
  {
    code: "sku.price",
    severity: "error",
    section: "Sku",
    cases: [
      {
        inside: [librarySku, put(librarySku, "/skuList/0/price", null), put(ownSku, "/skuList/0/price", 0)],
        outside: [
          [drop(ownSku, "/skuList/0/price"), ["/skuList/0/price", null, null]],
          [put(ownSku, "/skuList/0/price", null), ["/skuList/0/price", null, null]],
        ],
      },
      {
        options: { ...reservation, paidUnitPrice: 1800 },
        inside: [reserved],
        outside: [[drop(reserved, "/skuList/0/price"), ["/skuList/0/price", null, null]]],
      },
    ],
  },
  {
    code: "goods.price",
    severity: "error",
    section: "Goods",
    cases: [
      {
        inside: [libraryGoods, put(ownGoods, "/goodsList/0/price", 0)],
        outside: [
          [drop(ownGoods, "/goodsList/0/price"), ["/goodsList/0/price", null, null]],
          [put(libraryGoods, "/goodsList/0/goodsType", 2), ["/goodsList/0/price", null, null]],
        ],
      },
    ],
  },
  {
    code: "sku.ticket",
    severity: "error",
    section: "ExtraInfo",
    cases: [
      {
        // What kind of product it is is not known: one of the two asks for the other.
        inside: [
          ticket,
          ownSku,
          put(ownSku, "/skuList/0/extraInfo", { extSkuRule: "{}" }),
          // Of the library.
          put(librarySku, "/skuList/0/extraInfo", { ticketName: "成人票" }),
        ],
        outside: [
          [drop(ticket, "/skuList/0/extraInfo/ticketName"), ["/skuList/0/extraInfo/ticketName", null, null]],
          [put(ticket, "/skuList/0/extraInfo/ticketName", ""), ["/skuList/0/extraInfo/ticketName", null, ""]],
          [drop(ticket, "/skuList/0/extraInfo/date"), ["/skuList/0/extraInfo/date", null, null]],
        ],
      },
      {
        options: ofType(5),
        inside: [ticket, librarySku],
        outside: [
          [
            ownSku,
            ["/skuList/0/extraInfo/ticketName", null, null],
            ["/skuList/0/extraInfo/date", null, null],
          ],
          [drop(ticket, "/skuList/0/extraInfo/date"), ["/skuList/0/extraInfo/date", null, null]],
        ],
      },
      {
        // A room by date is no ticket, and may name its day alone.
        options: ofType(4),
        inside: [ownSku, drop(ticket, "/skuList/0/extraInfo/ticketName")],
        outside: [],
      },
    ],
  },
  {
    code: "goods.bookInfo",
    severity: "error",
    section: "Goods",
    cases: [
      ...[3, 4, 5, 12].map((type) => ({
        options: ofType(type),
        inside: [bookedGoods, ownGoods, librarySku],
        outside: [
          [drop(bookedGoods, "/goodsList/0/goodsBookInfo"), ["/goodsList/0/goodsBookInfo", null, null]],
          [put(bookedGoods, "/goodsList/0/goodsBookInfo", null), ["/goodsList/0/goodsBookInfo", null, null]],
        ] as const,
      })),
      ...[1, 2, 6, 7, 8, 11, 13, 14, 15].map((type) => ({
        options: ofType(type),
        inside: [drop(bookedGoods, "/goodsList/0/goodsBookInfo")],
        outside: [],
      })),
      { inside: [drop(bookedGoods, "/goodsList/0/goodsBookInfo")], outside: [] },
    ],
  },
];

const MARKUP: readonly RuleCases[] = [
  {
    code: "reservation.price",
    severity: "error",
    section: "Sku",
    cases: [
      {
        options: reservation,
        inside: [reserved, put(reserved, "/skuList/0/price", 600), put(reserved, "/skuList/0/price", 0)],
        outside: [[put(reserved, "/skuList/0/price", 1801), ["/skuList/0/price", 1800, 1801]]],
      },
      {
        options: { ...reservation, paidUnitPrice: 3_002_399_751_580_330 },
        // 3 × 3 002 399 751 580 330 is 2^53 − 2.
        inside: [put(reserved, "/skuList/0/price", Number.MAX_SAFE_INTEGER - 1)],
        outside: [
          [
            put(reserved, "/skuList/0/price", Number.MAX_SAFE_INTEGER),
            ["/skuList/0/price", Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER],
          ],
        ],
      },
      // Of no other goods.
      { options: { ...reservation, productType: 1 }, inside: [booking], outside: [] },
    ],
  },
  {
    code: "reservation.skuList",
    severity: "warning",
    section: "参数说明",
    cases: [
      {
        options: reservation,
        inside: [reserved],
        outside: [[merged(ownGoods), ["/goodsList", 0, 1]]],
      },
    ],
  },
  {
    code: "reservation.lifeTradeFlag",
    severity: "warning",
    section: "代码示例",
    cases: [
      {
        options: reservation,
        inside: [reserved],
        outside: [
          [booking, ["/tradeOption/life_trade_flag", 1, null]],
          [put(booking, "/tradeOption/life_trade_flag", 0), ["/tradeOption/life_trade_flag", 1, 0]],
        ],
      },
    ],
  },
  {
    code: "markup.relation",
    severity: "error",
    section: "代码示例",
    cases: [
      {
        inside: [
          markup,
          put(markup, "/tradeOption/order_relation_info/related_order_id", 99999),
          put(markup, "/tradeOption/order_relation_info", null),
          drop(markup, "/tradeOption/order_relation_info"),
        ],
        outside: [
          ...([undefined, null, ""] as const).map(
            (value) =>
              [
                put(markup, "/tradeOption/order_relation_info/related_order_id", value),
                ["/tradeOption/order_relation_info/related_order_id", null, value === "" ? "" : null],
              ] as const,
          ),
          [
            put(markup, "/tradeOption/order_relation_info/relation_type", "multi_buy"),
            ["/tradeOption/order_relation_info/relation_type", "multi_buy_as_one", "multi_buy"],
          ],
          [
            put(markup, "/tradeOption/order_relation_info", "{}"),
            ["/tradeOption/order_relation_info", null, "{}"],
          ],
          [
            put(markup, "/tradeOption/order_relation_info", []),
            ["/tradeOption/order_relation_info", null, null],
          ],
        ],
      },
    ],
  },
  {
    code: "markup.types",
    severity: "error",
    section: "使用 skuList创建预约品加价单",
    cases: [
      {
        inside: [
          markup,
          // Without the merged flow every sample carries the relation.
          putAll(markup, { "/skuList/0/goodsInfo/goodsType": 1, "/tradeOption/life_trade_flag": 0 }),
          putAll(ownGoods, { "/tradeOption": { ...(markup.tradeOption as Json), life_trade_flag: 0 } }),
          // Without the relation it is no markup.
          drop(put(markup, "/skuList/0/goodsInfo/goodsType", 1), "/tradeOption/order_relation_info"),
        ],
        outside: [
          [put(markup, "/skuList/0/goodsInfo/goodsType", 1), ["/skuList/0/goodsInfo/goodsType", 2, 1]],
          [drop(put(markup, "/skuList/0/skuType", 1), "/skuList/0/goodsInfo"), ["/skuList/0/skuType", 2, 1]],
          [put(ownGoods, "/tradeOption", markup.tradeOption), ["/goodsList", 0, 1]],
        ],
      },
    ],
  },
  {
    code: "tradeOption.lifeTradeFlag",
    severity: "error",
    section: "代码示例",
    cases: [
      {
        inside: [0, 1, null, undefined].map((flag) => put(ownGoods, "/tradeOption/life_trade_flag", flag)),
        outside: ([2, -1, "1", "true"] as const).map((flag) => [
          put(ownGoods, "/tradeOption/life_trade_flag", flag),
          ["/tradeOption/life_trade_flag", null, flag],
        ]),
      },
      {
        // That it is no flag is said once, of reservation goods too.
        options: reservation,
        inside: [],
        outside: [
          [put(booking, "/tradeOption/life_trade_flag", 2), ["/tradeOption/life_trade_flag", null, 2]],
        ],
      },
    ],
  },
];

/** An object of so many bytes as JSON, of Chinese characters as far as they go. */
const ofBytes = (bytes: number): Json => {
  const rest = bytes - '{"a":""}'.length;
  return { a: "长".repeat(Math.floor(rest / 3)) + "x".repeat(rest % 3) };
};
const pages = [
  [ownGoods, "/goodsList/0/goodsPage"],
  [ownSku, "/skuList/0/goodsInfo/goodsPage"],
] as const;

const TEXTS: readonly RuleCases[] = [
  ...["callbackData", "tradeOption"].map(
    (key): RuleCases => ({
      code: `${key}.size`,
      severity: "error",
      section: "参数说明",
      cases: [
        {
          inside: [
            put(ownGoods, `/${key}`, ofBytes(2048)),
            put(ownGoods, `/${key}`, { a: "x".repeat(2040) }),
            put(ownGoods, `/${key}`, {}),
            put(ownGoods, `/${key}`, null),
          ],
          outside: [
            [put(ownGoods, `/${key}`, ofBytes(2049)), [`/${key}`, 2048, 2049]],
            [put(ownGoods, `/${key}`, { a: "x".repeat(2041) }), [`/${key}`, 2048, 2049]],
            // A lone surrogate is written as its escape, of 6 bytes.
            [
              put(ownGoods, `/${key}`, { a: "\ud800".repeat(341) }),
              [`/${key}`, 2048, 6 * 341 + '{"a":""}'.length],
            ],
          ],
        },
      ],
    }),
  ),
  {
    code: "goodsPage.leadingSlash",
    severity: "error",
    section: "goodsPage",
    cases: pages.map(([order, page]) => ({
      inside: ["", "pages/goods/index", "pages/"].map((path) => put(order, `${page}/path`, path)),
      outside: ["/", "/pages/goods/index"].map((path) => [
        put(order, `${page}/path`, path),
        [`${page}/path`, null, path],
      ]),
    })),
  },
  {
    code: "goodsPage.paramsSize",
    severity: "error",
    section: "goodsPage",
    cases: pages.map(([order, page]) => ({
      beside: ["goodsPage.paramsType"],
      inside: [put(order, `${page}/params`, ofBytes(512))],
      outside: [[put(order, `${page}/params`, ofBytes(513)), [`${page}/params`, 512, 513]]],
    })),
  },
  {
    code: "goodsPage.paramsType",
    severity: "warning",
    section: "goodsPage",
    cases: pages.map(([order, page]) => ({
      inside: ["", "{}"].map((params) => put(order, `${page}/params`, params)),
      outside: [[put(order, `${page}/params`, {}), [`${page}/params`, null, null]]],
    })),
  },
];

const terms = [
  [bookedGoods, "/goodsList/0/goodsBookInfo"],
  [booking, "/skuList/0/goodsInfo/goodsBookInfo"],
] as const;
const BOOKING = "/bookInfo/itemBookInfoList/0";
const booked = (bookStartTime: number, bookEndTime: number): Json =>
  putAll(booking, { [`${BOOKING}/bookStartTime`]: bookStartTime, [`${BOOKING}/bookEndTime`]: bookEndTime });
const START = NOW + 5 * DAY;

const BOOKINGS: readonly RuleCases[] = [
  {
    code: "booking.cancelPolicy",
    severity: "error",
    section: "GoodsBookInfo",
    cases: terms.map(([order, at]) => ({
      inside: [
        put(order, at, { bookType: 2, cancelPolicy: 1 }),
        put(order, at, { bookType: 2, cancelPolicy: 2 }),
        put(order, at, { bookType: 1 }),
        put(order, at, { bookType: 1, cancelPolicy: null }),
      ],
      outside: [
        [put(order, at, { bookType: 2 }), [`${at}/cancelPolicy`, null, null]],
        [put(order, at, { bookType: 2, cancelPolicy: null }), [`${at}/cancelPolicy`, null, null]],
        [put(order, at, { bookType: 1, cancelPolicy: 1 }), [`${at}/cancelPolicy`, null, 1]],
      ],
    })),
  },
  {
    code: "booking.hoursMissing",
    severity: "error",
    section: "GoodsBookInfo",
    cases: terms.map(([order, at]) => ({
      inside: [0, 24].map((advancedCancelHours) =>
        put(order, at, { bookType: 2, cancelPolicy: 3, advancedCancelHours }),
      ),
      outside: [
        [put(order, at, { bookType: 2, cancelPolicy: 3 }), [`${at}/advancedCancelHours`, null, null]],
      ],
    })),
  },
  {
    code: "booking.hoursUnused",
    severity: "warning",
    section: "GoodsBookInfo",
    cases: terms.map(([order, at]) => ({
      inside: [
        put(order, at, { bookType: 2, cancelPolicy: 3, advancedCancelHours: 1 }),
        put(order, at, { bookType: 2, cancelPolicy: 2, advancedCancelHours: null }),
      ],
      outside: [
        ...[1, 2].map(
          (cancelPolicy) =>
            [
              put(order, at, { bookType: 2, cancelPolicy, advancedCancelHours: 1 }),
              [`${at}/advancedCancelHours`, null, 1],
            ] as const,
        ),
        [put(order, at, { bookType: 1, advancedCancelHours: 0 }), [`${at}/advancedCancelHours`, null, 0]],
      ],
    })),
  },
  {
    code: "booking.milliseconds",
    severity: "error",
    section: "ItemBookInfo",
    cases: [
      {
        // 13 digits begin in 2001,
        options: { ...RULES, now: 999_999_999_998 },
        inside: [booked(1_000_000_000_000, 1_000_000_000_001)],
        outside: [
          [booked(999_999_999_999, 1_000_000_000_001), [`${BOOKING}/bookStartTime`, null, 999_999_999_999]],
        ],
      },
      {
        // and end in 2286.
        options: { ...RULES, now: 9_999_999_999_000 },
        inside: [booked(9_999_999_999_998, 9_999_999_999_999)],
        outside: [
          [
            booked(9_999_999_999_999, 10_000_000_000_000),
            [`${BOOKING}/bookEndTime`, null, 10_000_000_000_000],
          ],
        ],
      },
      {
        inside: [],
        outside: [
          [
            booked(START / 1000, START / 1000 + 3600),
            [`${BOOKING}/bookStartTime`, null, START / 1000],
            [`${BOOKING}/bookEndTime`, null, START / 1000 + 3600],
          ],
          // Of two units, which comes first says nothing.
          [booked(START, START / 1000), [`${BOOKING}/bookEndTime`, null, START / 1000]],
          [booked(START * 1000, START), [`${BOOKING}/bookStartTime`, null, START * 1000]],
          [booked(START, START * 1000), [`${BOOKING}/bookEndTime`, null, START * 1000]],
        ],
      },
    ],
  },
  {
    code: "booking.startBeforeEnd",
    severity: "error",
    section: "ItemBookInfo",
    cases: [
      {
        inside: [booked(START, START + 1)],
        outside: [
          [booked(START, START), [`${BOOKING}/bookEndTime`, null, START]],
          [booked(START + 1, START), [`${BOOKING}/bookEndTime`, null, START]],
        ],
      },
    ],
  },
  {
    code: "booking.future",
    severity: "error",
    section: "ItemBookInfo",
    cases: [
      {
        inside: [booked(NOW + 1, START)],
        outside: [
          [booked(NOW, START), [`${BOOKING}/bookStartTime`, null, NOW]],
          [booked(NOW - 1, START), [`${BOOKING}/bookStartTime`, null, NOW - 1]],
        ],
      },
    ],
  },
  {
    code: "booking.within180Days",
    severity: "error",
    section: "ItemBookInfo",
    cases: [
      {
        inside: [booked(START, NOW + 180 * DAY)],
        outside: [
          [
            booked(START, NOW + 180 * DAY + 1),
            [`${BOOKING}/bookEndTime`, NOW + 180 * DAY, NOW + 180 * DAY + 1],
          ],
        ],
      },
    ],
  },
  {
    code: "booking.goodsOrSku",
    severity: "error",
    section: "ItemBookInfo",
    cases: [
      {
        inside: [drop(booking, `${BOOKING}/goodsId`), drop(booking, `${BOOKING}/skuId`)],
        outside: [
          [drop(drop(booking, `${BOOKING}/goodsId`), `${BOOKING}/skuId`), [`${BOOKING}/goodsId`, null, null]],
          [
            putAll(booking, { [`${BOOKING}/goodsId`]: "", [`${BOOKING}/skuId`]: null }),
            [`${BOOKING}/goodsId`, null, ""],
          ],
        ],
      },
    ],
  },
];

const CONTACT = ["phoneNumber", "contactName", "gender"] as const;
const missingContact: readonly Broken[] = CONTACT.map((key) => [`/contactInfo/${key}`, null, null]);
const contactCases = (order: Json): Case => ({
  inside: [
    order,
    put(order, "/contactInfo/gender", 2),
    // With Douyin's address there is no need of it,
    drop(put(order, "/addressInfo", { addressId: "1" }), "/contactInfo"),
    // nor of an order that is no takeaway.
    drop(drop(put(order, "/businessLine", 1), "/contactInfo"), "/payment/feeDetailsList"),
  ],
  outside: [
    [drop(order, "/contactInfo"), ...missingContact],
    [put(order, "/contactInfo", {}), ...missingContact],
    ...CONTACT.map((key, i) => [drop(order, `/contactInfo/${key}`), missingContact[i] as Broken] as const),
    [put(order, "/contactInfo/phoneNumber", ""), ["/contactInfo/phoneNumber", null, ""]],
    [put(order, "/contactInfo/contactName", ""), ["/contactInfo/contactName", null, ""]],
    [put(order, "/contactInfo/gender", null), ["/contactInfo/gender", null, null]],
  ],
});
const addressCases = (order: Json): Case => ({
  inside: [order, drop(drop(put(order, "/businessLine", 1), "/addressInfo"), "/payment/feeDetailsList")],
  outside: [
    [drop(order, "/addressInfo"), ["/addressInfo", null, null]],
    [put(order, "/addressInfo", null), ["/addressInfo", null, null]],
  ],
});
const periods = ["receiptInfo", "bookInfo", "selfPickInfo"].map((key) => `/deliveryInfo/${key}`);
const PERIODS = "ReceiptInfo, DeliveryBookInfo, SelfPickInfo";

const DELIVERY: readonly RuleCases[] = [
  {
    code: "takeaway.deliveryInfo",
    severity: "error",
    section: "参数说明",
    cases: [
      {
        inside: [takeawayDouyinAddress, ownGoods],
        outside: [
          [drop(takeawayDouyinAddress, "/deliveryInfo"), ["/deliveryInfo", null, null]],
          [put(takeawayOwnAddress, "/deliveryInfo", null), ["/deliveryInfo", null, null]],
        ],
      },
    ],
  },
  {
    code: "takeaway.addressInfo",
    severity: "error",
    section: "参数说明",
    cases: [addressCases(takeawayOwnAddress)],
  },
  {
    code: "takeaway.addressForPickUp",
    severity: "warning",
    section: "参数说明",
    cases: [addressCases(takeawayPickUp)],
  },
  {
    code: "takeaway.contact",
    severity: "error",
    section: "ContactInfo",
    cases: [contactCases(takeawayOwnAddress)],
  },
  {
    code: "takeaway.contactForPickUp",
    severity: "warning",
    section: "ContactInfo",
    cases: [contactCases(takeawayPickUp)],
  },
  {
    code: "address.location",
    severity: "error",
    section: "AddressInfo",
    cases: [
      {
        inside: [
          takeawayOwnAddress,
          takeawayDouyinAddress,
          put(takeawayOwnAddress, "/addressInfo/addressId", ""),
        ],
        outside: [
          [drop(takeawayOwnAddress, "/addressInfo/locationInfo"), ["/addressInfo/locationInfo", null, null]],
          [drop(takeawayOwnAddress, "/addressInfo/doorNumber"), ["/addressInfo/doorNumber", null, null]],
          [put(takeawayOwnAddress, "/addressInfo/doorNumber", ""), ["/addressInfo/doorNumber", null, ""]],
          [
            put(takeawayOwnAddress, "/addressInfo", { addressId: "" }),
            ["/addressInfo/locationInfo", null, null],
            ["/addressInfo/doorNumber", null, null],
          ],
          // An address may come with other orders, too.
          [
            put(ownGoods, "/addressInfo", {}),
            ["/addressInfo/locationInfo", null, null],
            ["/addressInfo/doorNumber", null, null],
          ],
        ],
      },
    ],
  },
  {
    code: "delivery.selfPickInfo",
    severity: "error",
    section: "DeliveryInfo",
    cases: [
      {
        inside: [takeawayPickUp, takeawayOwnAddress],
        outside: [
          [drop(takeawayPickUp, "/deliveryInfo/selfPickInfo"), ["/deliveryInfo/selfPickInfo", null, null]],
          [
            put(takeawayPickUp, "/deliveryInfo/selfPickInfo", null),
            ["/deliveryInfo/selfPickInfo", null, null],
          ],
          [
            put(takeawayOwnAddress, "/deliveryInfo/deliveryType", 2),
            ["/deliveryInfo/selfPickInfo", null, null],
          ],
        ],
      },
    ],
  },
  {
    code: "delivery.bookInfo",
    severity: "error",
    section: "DeliveryInfo",
    cases: [
      {
        inside: [takeawayPickUp, takeawayOwnAddress],
        outside: [
          [drop(takeawayPickUp, "/deliveryInfo/bookInfo"), ["/deliveryInfo/bookInfo", null, null]],
          [put(takeawayOwnAddress, "/deliveryInfo/bookType", 2), ["/deliveryInfo/bookInfo", null, null]],
        ],
      },
    ],
  },
  {
    code: "delivery.milliseconds",
    severity: "warning",
    section: PERIODS,
    cases: periods.map((at) => ({
      inside: [
        putAll(takeawayPickUp, {
          [`${at}/startTime`]: 1_000_000_000_000,
          [`${at}/endTime`]: 9_999_999_999_999,
        }),
      ],
      outside: [
        [put(takeawayPickUp, `${at}/startTime`, 999_999_999_999), [`${at}/startTime`, null, 999_999_999_999]],
        [put(takeawayPickUp, `${at}/startTime`, 1_673_686_379), [`${at}/startTime`, null, 1_673_686_379]],
        [put(takeawayPickUp, `${at}/endTime`, 1_673_686_379), [`${at}/endTime`, null, 1_673_686_379]],
        [
          put(takeawayPickUp, `${at}/endTime`, 10_000_000_000_000),
          [`${at}/endTime`, null, 10_000_000_000_000],
        ],
      ],
    })),
  },
  {
    code: "delivery.timeOrder",
    severity: "warning",
    section: PERIODS,
    cases: periods.map((at) => ({
      inside: [putAll(takeawayPickUp, { [`${at}/startTime`]: START, [`${at}/endTime`]: START })],
      outside: [
        [
          putAll(takeawayPickUp, { [`${at}/startTime`]: START + 1, [`${at}/endTime`]: START }),
          [`${at}/endTime`, null, START],
        ],
      ],
    })),
  },
  {
    code: "fees.where",
    severity: "warning",
    section: "Payment",
    cases: [
      {
        inside: [
          takeawayDouyinAddress,
          airline,
          put(ownGoods, "/payment/feeDetailsList", null),
          put(takeawayDouyinAddress, "/payment/feeDetailsList/2", { feeType: 20, feeAmount: 0 }),
        ],
        outside: [
          [put(ownGoods, "/payment/feeDetailsList", []), ["/payment/feeDetailsList", null, 0]],
          ...[1, 2].map(
            (feeType) =>
              [
                put(airline, "/payment/feeDetailsList/1/feeType", feeType),
                ["/payment/feeDetailsList/1/feeType", null, feeType],
              ] as const,
          ),
        ],
      },
    ],
  },
];

const DETAIL = "/discountInfo/detail";
const unused = putAll(skuMarketing, {
  [`${DETAIL}/orderDiscount`]: {
    orderTotalDiscountAmount: 0,
    goodsTotalDiscountAmount: 0,
    marketingInfo: [],
  },
  [`${DETAIL}/goodsDiscount/0/totalDiscountAmount`]: 0,
  [`${DETAIL}/goodsDiscount/0/marketingInfo`]: [],
  [`${DETAIL}/goodsDiscount/0/skuId`]: undefined,
  [`${DETAIL}/itemDiscount`]: [{ goodsId: GOODS_ID, totalAmount: 1800, totalDiscountAmount: 0 }],
});

const DISCOUNTS: readonly RuleCases[] = [
  {
    code: "discount.infoAndId",
    severity: "warning",
    section: "参数说明",
    cases: [
      {
        inside: [
          discountId,
          put(marketingByItem, "/discountId", ""),
          put(marketingByItem, "/discountId", null),
          put(discountId, "/discountInfo", null),
        ],
        outside: [[put(marketingByItem, "/discountId", "d"), ["/discountInfo", null, null]]],
      },
    ],
  },
  {
    code: "discount.platformMarketing",
    severity: "error",
    section: "参数说明",
    cases: ["orderDiscount", "goodsDiscount/0", "itemDiscount/1"].flatMap((block): readonly Case[] => [
      { inside: [put(marketingByItem, `${DETAIL}/${block}/marketingInfo/0/kind`, 2)], outside: [] },
      {
        beside: ["discount.infoAndId"],
        inside: [
          putAll(marketingByItem, { "/discountId": "d", [`${DETAIL}/${block}/marketingInfo/0/kind`]: 1 }),
        ],
        outside: [
          [
            putAll(marketingByItem, { "/discountId": "d", [`${DETAIL}/${block}/marketingInfo/0/kind`]: 2 }),
            ["/discountId", null, "d"],
          ],
        ],
      },
    ]),
  },
  {
    code: "discount.skuId",
    severity: "error",
    section: "GoodsDiscount, ItemDiscount",
    cases: [
      {
        inside: [skuMarketing, marketingByItem, put(marketingByItem, "/skuList", []), unused],
        outside: [
          ...["goodsDiscount/0", "itemDiscount/0", "itemDiscount/1"].flatMap((entry) => [
            [
              drop(skuMarketing, `${DETAIL}/${entry}/skuId`),
              [`${DETAIL}/${entry}/skuId`, null, null],
            ] as const,
            [
              put(skuMarketing, `${DETAIL}/${entry}/skuId`, ""),
              [`${DETAIL}/${entry}/skuId`, null, ""],
            ] as const,
          ]),
          // Marketing is used once one amount says so.
          ...["orderDiscount/orderTotalDiscountAmount", "orderDiscount/goodsTotalDiscountAmount"].map(
            (field) =>
              [
                put(unused, `${DETAIL}/${field}`, 1),
                [`${DETAIL}/goodsDiscount/0/skuId`, null, null],
                [`${DETAIL}/itemDiscount/0/skuId`, null, null],
              ] as const,
          ),
          [
            put(unused, `${DETAIL}/itemDiscount/0/totalDiscountAmount`, 1),
            [`${DETAIL}/goodsDiscount/0/skuId`, null, null],
            [`${DETAIL}/itemDiscount/0/skuId`, null, null],
          ],
        ],
      },
    ],
  },
  {
    code: "discount.itemBlock",
    severity: "error",
    section: "DiscountInfo",
    cases: [
      {
        inside: [marketingByItem, put(marketingByMerchant, `${DETAIL}/itemDiscount`, [])],
        outside: [
          [drop(marketingByItem, `${DETAIL}/itemDiscount`), [`${DETAIL}/itemDiscount`, null, null]],
          [put(marketingByItem, `${DETAIL}/itemDiscount`, null), [`${DETAIL}/itemDiscount`, null, null]],
          [put(marketingByItem, `${DETAIL}/itemDiscount`, []), [`${DETAIL}/itemDiscount`, null, null]],
        ],
      },
      {
        inside: [pluginDiscountInfo],
        outside: [[drop(pluginDiscountInfo, "/detail/itemDiscount"), ["/detail/itemDiscount", null, null]]],
      },
    ],
  },
  {
    code: "discount.blocks",
    severity: "warning",
    section: "Detail",
    cases: [
      {
        inside: [marketingByMerchant],
        outside: ["orderDiscount", "goodsDiscount", "itemDiscount"].map((block) => [
          drop(marketingByMerchant, `${DETAIL}/${block}`),
          [`${DETAIL}/${block}`, null, null],
        ]),
      },
      {
        inside: [pluginDiscountInfo],
        outside: ["orderDiscount", "goodsDiscount"].map((block) => [
          drop(pluginDiscountInfo, `/detail/${block}`),
          [`/detail/${block}`, null, null],
        ]),
      },
    ],
  },
];

const TABLE = [...LINES, ...MARKUP, ...TEXTS, ...BOOKINGS, ...DELIVERY, ...DISCOUNTS];

const sourceOf = (section: string): object => ({ document: "plugin-create-order", section });
const hasWords = ({ message, messageZh }: { readonly message: string; readonly messageZh: string }): void => {
  expect(message).toMatch(/^[a-z"].*[a-z]/i);
  expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
  expect(message + messageZh).not.toMatch(/undefined|\[object/);
};

describe("orders to start from", () => {
  test.each(Object.entries({ ...pluginOrders, pluginDiscountInfo }))("%s breaks nothing", (_, order) => {
    const { ok, violations } = reportOf(order, context);
    expect({ ok, violations }).toEqual({ ok: true, violations: [] });
  });
});

describe.each(TABLE)("$code", ({ code, severity, section, cases }) => {
  test("inside: nothing is broken", () => {
    expect(cases.some(({ inside }) => inside.length > 0)).toBe(true);
    for (const { inside, options, beside = [] } of cases)
      for (const payload of inside) expect(codesOf(payload, options)).toEqual(beside);
  });

  test("outside: this rule is, where it says, and no other", () => {
    expect(cases.some(({ outside }) => outside.length > 0)).toBe(true);
    for (const { outside, options, beside = [] } of cases)
      for (const [payload, ...broken] of outside) {
        const { ok, violations } = reportOf(payload, options);
        const others = violations.filter((each) => each.code !== code);
        const own = violations.filter((each) => each.code === code);
        expect(others.map((each) => each.code)).toEqual(beside);
        expect(broken.length).toBeGreaterThan(0);
        expect(own.map(({ message: _, messageZh: __, ...rest }) => rest)).toEqual(
          broken.map(([path, expected, actual]) => ({
            kind: "rule",
            severity,
            code,
            path,
            expected,
            actual,
            source: sourceOf(section),
          })),
        );
        expect(ok).toBe(!violations.some((each) => each.severity === "error"));
        own.forEach(hasWords);
      }
  });

  test("outside: with all checks, the place is named once", () => {
    for (const { outside, options, beside = [] } of cases)
      for (const [payload, ...broken] of outside) {
        const paths = reportOf(payload, { ...options, checks: undefined, now: options?.now ?? NOW })
          .violations.filter((each) => !beside.includes(each.code))
          .map(({ path }) => path);
        for (const [path] of broken) expect(paths.filter((each) => each === path)).toEqual([path]);
      }
  });
});

/** The headings of the document, those of its code samples included. */
const HEADINGS = [...Object.keys(document.tables), "代码示例", "使用 skuList创建预约品加价单"];

/** Every table of a codec, by name, with its fields. */
const tablesOf = (
  part: Part,
  tables = new Map<string, readonly string[]>(),
): Map<string, readonly string[]> => {
  const { shape } = part;
  if (shape._tag === "list") tablesOf(shape.item, tables);
  if (shape._tag !== "record") return tables;
  tables.set(
    part.name,
    shape.fields.map(({ key }) => key),
  );
  for (const field of shape.fields) tablesOf(field.part, tables);
  return tables;
};

describe("the rules as a whole", () => {
  const rules = [...pluginOrderRules, ...pluginDiscountInfoRules];

  test("each has its cases above, and each case its rule", () => {
    expect(TABLE.map(({ code }) => code).sort()).toEqual([...new Set(rules.map(({ code }) => code))].sort());
  });

  test("codes are told apart, and those of a bare discountInfo are those of the order", () => {
    const codes = pluginOrderRules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code } of pluginDiscountInfoRules) expect(codes).toContain(code);
  });

  test("each names a heading of the document and fields of its tables", () => {
    const tables = tablesOf(PluginOrderCodec);
    for (const { source, fields, says } of rules) {
      for (const heading of source.section.split(", ")) expect(HEADINGS).toContain(heading);
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) {
        const [table, key] = field.split(".") as [string, string];
        expect(tables.get(table)).toContain(key);
      }
      expect(says.en).not.toMatch(/\.$/);
      expect(says.zh).not.toMatch(/。$/);
    }
  });
});

describe("what the options do not say is unchecked, not passed over", () => {
  test("booking times without the time now", () => {
    const { ok, violations, unchecked } = reportOf(booking, { checks: ["rules"] });
    expect([ok, violations]).toEqual([true, []]);
    expect(unchecked.map(({ code, path }) => [code, path])).toEqual([
      ["booking.future", `${BOOKING}/bookStartTime`],
      ["booking.within180Days", `${BOOKING}/bookEndTime`],
    ]);
    unchecked.forEach(hasWords);
  });

  test("but a time in another unit is broken, not unchecked", () => {
    const { violations, unchecked } = reportOf(booked(START / 1000, START), { checks: ["rules"] });
    expect(violations.map(({ code }) => code)).toEqual(["booking.milliseconds"]);
    expect(unchecked.map(({ code }) => code)).toEqual(["booking.within180Days"]);
    expect(reportOf(booked(START, START / 1000), { checks: ["rules"] }).unchecked).toMatchObject([
      { code: "booking.future" },
    ]);
  });

  test("three times an unknown price", () => {
    const { violations, unchecked } = reportOf(reserved, ofType(22));
    expect(violations).toEqual([]);
    expect(unchecked.map(({ code, path }) => [code, path])).toEqual([
      ["reservation.price", "/skuList/0/price"],
    ]);
    expect(reportOf(drop(reserved, "/skuList/0/price"), ofType(22))).toMatchObject({
      violations: [{ code: "sku.price" }],
      unchecked: [],
    });
    unchecked.forEach(hasWords);
  });
});

describe("the total of reservation goods, in either reading", () => {
  const order = putAll(reserved, {
    "/skuList/0/discountAmount": 600,
    "/payment": { totalAmount: 3600, totalDiscountAmount: 600 },
  });
  const totals = (payload: unknown, options: VerifyOptions): unknown[] =>
    reportOf(payload, { ...context, paidUnitPrice: 600, ...options }).violations.map(
      ({ code, path, expected, actual }) => [code, path, expected, actual],
    );

  test("before discount, unless said otherwise", () => {
    const off = put(order, "/payment/totalAmount", 3000);
    for (const reservationTotal of [undefined, "beforeDiscount"] as const) {
      expect(totals(order, { productType: 22, reservationTotal })).toEqual([]);
      expect(totals(off, { productType: 22, reservationTotal })).toEqual([
        ["order.total", "/payment/totalAmount", 3600, 3000],
      ]);
    }
  });

  test("after discount where that is said, of reservation goods only", () => {
    const after = { productType: 22, reservationTotal: "afterDiscount" } as const;
    expect(totals(put(order, "/payment/totalAmount", 3000), after)).toEqual([]);
    expect(totals(order, after)).toEqual([["order.total", "/payment/totalAmount", 3000, 3600]]);
    expect(totals(order, { ...after, productType: 1 })).toEqual([]);
  });
});

/** A field, what it takes and what it does not take. */
interface Limit {
  readonly section: string;
  readonly at: readonly (readonly [order: unknown, path: string])[];
  readonly inside: readonly unknown[];
  readonly outside: readonly (readonly [value: unknown, code: string])[];
  /** Rules that values inside break: of other fields, by what they make of this one. */
  readonly beside?: readonly string[];
}

const chinese = (bytes: number): string => "长".repeat(Math.floor(bytes / 3)) + "x".repeat(bytes % 3);
const texts = (least: number, most: number): Pick<Limit, "inside" | "outside"> => ({
  inside: [
    chinese(most),
    "x".repeat(most),
    "é".repeat(Math.floor(most / 2)),
    "😀".repeat(Math.floor(most / 4)),
    "x".repeat(least),
    ...(least === 0 ? [""] : []),
  ],
  outside: [
    [chinese(most + 1), "value.tooLong"],
    ["x".repeat(most + 1), "value.tooLong"],
    ["😀".repeat(Math.floor(most / 4) + 1), "value.tooLong"],
    ...(least === 0 ? [] : ([["", "value.empty"]] as const)),
    [1, "value.type"],
    [true, "value.type"],
  ],
});
const enumerated = (
  inside: readonly number[],
  ...outside: readonly number[]
): Pick<Limit, "inside" | "outside"> => ({
  inside,
  outside: [
    ...outside.map((value) => [value, "value.range"] as const),
    [String(inside[0]), "value.type"],
    [1.5, "value.range"],
    [true, "value.type"],
  ],
});
const whole = (least: number): Pick<Limit, "inside" | "outside"> => ({
  inside: [least, Number.MAX_SAFE_INTEGER],
  outside: [
    [least - 1, "value.range"],
    [Number.MAX_SAFE_INTEGER + 1, "value.range"],
    [1.5, "value.notInteger"],
    [Number.NaN, "value.type"],
    [Number.POSITIVE_INFINITY, "value.range"],
    ["1", "value.type"],
  ],
});

const MARKETING = ["orderDiscount", "goodsDiscount/0", "itemDiscount/1"].map(
  (block) => [marketingByMerchant, `${DETAIL}/${block}/marketingInfo/0`] as const,
);
const marketing = (field: string): Limit["at"] => MARKETING.map(([order, at]) => [order, `${at}/${field}`]);
const delivered = "/deliveryInfo";

const LIMITS: readonly Limit[] = [
  { section: "Goods", at: [[ownGoods, "/goodsList/0/goodsName"]], ...texts(1, 256) },
  { section: "GoodsInfo", at: [[ownSku, "/skuList/0/goodsInfo/goodsName"]], ...texts(1, 256) },
  { section: "MarketingInfo", at: marketing("note"), ...texts(0, 127) },
  { section: "goodsPage", at: pages.map(([order, at]) => [order, `${at}/path`]), ...texts(0, 512) },
  {
    section: "goodsPage",
    at: pages.map(([order, at]) => [order, `${at}/params`]),
    inside: texts(0, 512).inside,
    outside: texts(0, 512).outside.map(([value]) => [
      value,
      typeof value === "string" ? "value.tooLong" : "value.type",
    ]),
  },
  { section: "Goods", at: [[ownGoods, "/goodsList/0/quantity"]], ...whole(1) },
  { section: "Sku", at: [[ownSku, "/skuList/0/quantity"]], ...whole(1) },
  {
    section: "GoodsDiscount",
    at: [[marketingByMerchant, `${DETAIL}/goodsDiscount/0/quantity`]],
    ...whole(1),
  },
  {
    section: "Goods",
    at: [
      [ownGoods, "/goodsList/0/price"],
      [ownGoods, "/goodsList/0/discountAmount"],
    ],
    ...whole(0),
  },
  {
    section: "Sku",
    at: [
      [ownSku, "/skuList/0/price"],
      [ownSku, "/skuList/0/discountAmount"],
    ],
    ...whole(0),
  },
  {
    section: "Payment",
    at: [
      [ownGoods, "/payment/totalAmount"],
      [ownGoods, "/payment/totalDiscountAmount"],
    ],
    ...whole(0),
  },
  {
    section: "FeeDetailsInfo",
    at: ["feeAmount", "feeDiscountAmount"].map((key) => [airline, `/payment/feeDetailsList/1/${key}`]),
    ...whole(0),
  },
  { section: "MarketingInfo", at: marketing("discountAmount"), ...whole(0) },
  { section: "MarketingInfo", at: marketing("value"), ...whole(Number.MIN_SAFE_INTEGER) },
  {
    section: "OrderDiscount",
    at: ["orderTotalDiscountAmount", "goodsTotalDiscountAmount"].map((key) => [
      marketingByMerchant,
      `${DETAIL}/orderDiscount/${key}`,
    ]),
    ...whole(0),
  },
  ...["goodsDiscount", "itemDiscount"].map(
    (block): Limit => ({
      section: block === "goodsDiscount" ? "GoodsDiscount" : "ItemDiscount",
      at: ["totalAmount", "totalDiscountAmount"].map((key) => [
        marketingByMerchant,
        `${DETAIL}/${block}/0/${key}`,
      ]),
      ...whole(0),
    }),
  ),
  {
    section: "GoodsBookInfo",
    at: terms.map(([order, at]) => [
      put(order, at, { bookType: 2, cancelPolicy: 3 }),
      `${at}/advancedCancelHours`,
    ]),
    ...whole(0),
  },
  {
    section: "ItemBookInfo",
    at: [
      [drop(booking, `${BOOKING}/bookEndTime`), `${BOOKING}/bookStartTime`],
      [drop(booking, `${BOOKING}/bookStartTime`), `${BOOKING}/bookEndTime`],
    ],
    inside: [],
    outside: whole(0).outside,
    beside: ["value.required"],
  },
  ...periods.map(
    (at, i): Limit => ({
      section: PERIODS.split(", ")[i] as string,
      at: [
        [takeawayPickUp, `${at}/startTime`],
        [takeawayPickUp, `${at}/endTime`],
      ],
      inside: [START],
      outside: whole(0).outside,
    }),
  ),
  { section: "Goods", at: [[ownGoods, "/goodsList/0/goodsType"]], ...enumerated([1, 2], 0, 3) },
  { section: "Sku", at: [[ownSku, "/skuList/0/skuType"]], ...enumerated([1, 2], 0, 3) },
  { section: "GoodsInfo", at: [[ownSku, "/skuList/0/goodsInfo/goodsType"]], ...enumerated([1, 2], 0, 3) },
  {
    section: "GoodsBookInfo",
    at: terms.map(([order, at]) => [put(order, at, {}), `${at}/bookType`]),
    ...enumerated([1], 0, 3),
  },
  {
    section: "GoodsBookInfo",
    at: terms.map(([order, at]) => [
      put(order, at, { bookType: 2, advancedCancelHours: null }),
      `${at}/cancelPolicy`,
    ]),
    ...enumerated([1, 2], 0, 4),
  },
  {
    section: "FeeDetailsInfo",
    at: [[takeawayDouyinAddress, "/payment/feeDetailsList/0/feeType"]],
    ...enumerated([1, 2, 18, 19, 20], 0, 3, 17, 21),
  },
  {
    section: "ContactInfo",
    at: [[takeawayOwnAddress, "/contactInfo/gender"]],
    ...enumerated([0, 1, 2], -1, 3),
  },
  { section: "参数说明", at: [[ownGoods, "/businessLine"]], ...enumerated([1], 0, 2, 4) },
  { section: "参数说明", at: [[takeawayDouyinAddress, "/businessLine"]], ...enumerated([3], 0, 2, 4) },
  {
    section: "DeliveryInfo",
    at: [
      [takeawayPickUp, `${delivered}/bookType`],
      [takeawayPickUp, `${delivered}/deliveryType`],
    ],
    ...enumerated([1, 2], 0, 3),
  },
  { section: "DiscountInfo", at: [[marketingByMerchant, "/discountInfo/type"]], ...enumerated([1, 2], 0, 3) },
  { section: "DiscountInfo", at: [[pluginDiscountInfo, "/type"]], ...enumerated([1, 2], 0, 3) },
  { section: "MarketingInfo", at: marketing("type"), ...enumerated([1, 2, 3, 4], 0, 5) },
  { section: "MarketingInfo", at: marketing("kind"), ...enumerated([1, 2], 0, 3) },
  { section: "MarketingInfo", at: marketing("creatorType"), ...enumerated([1, 2, 3], 0, 4) },
  {
    section: "MarketingInfo",
    at: marketing("discountRange"),
    inside: [1, 2, "1", "2"],
    outside: [
      [0, "value.range"],
      [3, "value.range"],
      ["3", "value.type"],
      ["", "value.type"],
      [null, "value.type"],
    ],
  },
  {
    section: "ExtraInfo",
    at: [[ticket, "/skuList/0/extraInfo/date"]],
    inside: ["2024-02-29", "2025-12-31", "2025-01-01"],
    outside: ["2023-02-29", "2025-13-01", "2025-04-31", "2025-6-1", "20250601", "2025-06-01 08:00", ""].map(
      (day) => [day, "value.format"],
    ),
  },
  {
    section: "Payment",
    at: [[ownGoods, "/payment/limitPay"]],
    inside: [[], ["alipay"], ["wx", "dy"], ["alipay", "wx"], null],
    outside: [
      [["alipay", "wx", "dy"], "value.tooMany"],
      ["wx", "value.type"],
    ],
  },
  {
    section: "Payment",
    at: [[ownGoods, "/payment/limitPay/0"]],
    inside: ["alipay", "wx"],
    outside: [
      ["cash", "value.range"],
      ["", "value.range"],
      ["WX", "value.range"],
      [1, "value.type"],
    ],
  },
  {
    section: "参数说明",
    at: [
      [ownGoods, "/callbackData"],
      [ownGoods, "/tradeOption"],
    ],
    inside: [{}, null],
    outside: [
      [[], "value.type"],
      ["{}", "value.type"],
      [{ a: 2 ** 53 }, "value.range"],
    ],
  },
  {
    section: "DiscountInfo",
    at: [[marketingByMerchant, "/discountInfo/useMergedMarketingApi"]],
    inside: [true, false, null],
    outside: [
      [1, "value.type"],
      ["true", "value.type"],
    ],
  },
  {
    section: "参数说明",
    at: ["success", "fail", "complete"].map((key) => [ownGoods, `/${key}`]),
    inside: [null, undefined],
    outside: [
      ["f", "value.type"],
      [{}, "value.type"],
    ],
  },
  {
    section: "Goods",
    at: ["goodsId", "merchantId"].map((key) => [ownGoods, `/goodsList/0/${key}`]),
    inside: ["1", "ots7128346098909300749"],
    outside: [
      [7128346, "id.number"],
      [2 ** 60, "id.number"],
      [{}, "value.type"],
    ],
  },
];

describe("the fields", () => {
  test.each(LIMITS.map((limit) => [limit.at.map(([, path]) => path).join(" "), limit] as const))(
    "%s",
    (_, { section, at, inside, outside, beside = [] }) => {
      for (const [order, path] of at) {
        // What other rules make of the value is theirs: no limit of this field is passed.
        for (const value of inside)
          expect(
            reportOf(put(order, path, value)).violations.filter(({ code }) => /^(?:value|id)\./.test(code)),
          ).toEqual([]);
        for (const [value, code] of outside) {
          const { ok, violations } = reportOf(put(order, path, value));
          expect(ok).toBe(false);
          const own = violations.filter((each) => !beside.includes(each.code));
          expect(own).toMatchObject([
            { kind: "rule", severity: "error", code, path, expected: null, source: sourceOf(section) },
          ]);
          const shown = typeof value === "boolean" ? String(value) : value;
          if (typeof shown === "number") expect(own[0]?.actual).toBe(shown);
          else if (typeof shown === "string")
            expect(own[0]?.actual).toBe(shown.length > 60 ? `${shown.slice(0, 60)}…` : shown);
          else expect(own[0]?.actual).toBeNull();
          own.forEach(hasWords);
        }
      }
    },
  );

  test("callbacks are functions", () => {
    const calls = { success: (): void => {}, fail: (): void => {}, complete: (): void => {} };
    expect(codesOf({ ...ownGoods, ...calls })).toEqual([]);
  });
});

/** What each table wants, by its heading. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  参数说明: ["payment"],
  Goods: ["quantity", "goodsName", "goodsPhoto", "goodsId", "goodsType"],
  GoodsBookInfo: ["bookType"],
  Sku: ["quantity", "skuId", "skuType"],
  GoodsInfo: ["goodsName", "goodsPhoto", "goodsId", "goodsType"],
  Payment: ["totalAmount"],
  FeeDetailsInfo: ["feeType", "feeAmount"],
  DiscountInfo: ["type", "detail"],
  OrderDiscount: ["orderTotalDiscountAmount", "goodsTotalDiscountAmount"],
  MarketingInfo: ["id", "type", "discountAmount", "title", "note", "discountRange"],
  GoodsDiscount: ["goodsId", "quantity", "totalAmount", "totalDiscountAmount"],
  ItemDiscount: ["goodsId", "totalAmount", "totalDiscountAmount"],
  BookInfo: ["itemBookInfoList"],
  ItemBookInfo: ["poiId", "shopName", "outShopId", "bookStartTime", "bookEndTime"],
  DeliveryInfo: ["bookType", "deliveryType"],
  ReceiptInfo: ["startTime", "endTime"],
  DeliveryBookInfo: ["startTime", "endTime"],
  SelfPickInfo: ["startTime", "endTime"],
};

describe("what is required", () => {
  const visited = new Set<string>();

  test.each(Object.entries(pluginOrders))("in %s: each field alone, if it is", (_, order) => {
    for (const { section, key, path } of fieldsIn(PluginOrderCodec, order)) {
      visited.add(`${section}.${key}`);
      const required = REQUIRED[section]?.includes(key) === true;
      const without = reportOf(drop(order, path)).violations;
      if (required) {
        expect(without).toMatchObject([
          {
            code: "value.required",
            severity: "error",
            path,
            expected: null,
            actual: null,
            source: sourceOf(section),
          },
        ]);
        without.forEach(hasWords);
      } else expect(without.filter(({ code }) => code === "value.required")).toEqual([]);
      const codes = codesOf(put(order, path, null)).filter((code) => /^(?:value|id)\./.test(code));
      expect(codes).toEqual(required ? ["value.type"] : []);
    }
  });

  test("every field of every table was there to be left out", () => {
    const callbacks = ["success", "fail", "complete"].map((key) => `参数说明.${key}`);
    const all = Object.entries(document.tables)
      .filter(([section]) => !section.startsWith("回调"))
      .flatMap(([section, fields]) => fields.map(({ name }) => `${section}.${name}`));
    expect([...visited, ...callbacks].sort()).toEqual(all.sort());
  });
});
