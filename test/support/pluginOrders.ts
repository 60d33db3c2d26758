/**
 * Options for plugin.createOrder that keep every rule of its document, one of each situation, and ways to change them.
 */
import { isObject, type Part } from "../../src/codec/Shape.js";
import type { VerifyOptions } from "../../src/verify/verifier.js";

/** The time of all tests: a day in June 2025. */
export const NOW = 1_750_000_000_000;
export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** An object as a test changes it. */
export type Json = Readonly<Record<string, unknown>>;

const described = {
  goodsName: "双人套餐",
  goodsPhoto: "https://example.com/photo.jpeg",
  goodsId: "7128346098909300749",
};

const ownGoods = { quantity: 2, price: 1800, ...described, goodsType: 2 };
const ownSku = {
  skuId: "7125710223771191340",
  skuType: 2,
  quantity: 1,
  price: 1800,
  goodsInfo: { ...described, goodsType: 1 },
};
const librarySku = { skuId: "7125710223771191340", skuType: 1, quantity: 2, price: 1800 };

/** Two units of 18.00. */
const goodsOrder: Json = {
  goodsList: [
    {
      ...ownGoods,
      goodsLabels: ["随时退", "免预约"],
      dateRule: "",
      goodsPage: { path: "pages/goods/index", params: '{"id":"7128346098909300749"}' },
      goodsBookInfo: { bookType: 1 },
      merchantId: "6990000000000000001",
    },
  ],
  payment: { totalAmount: 3600, totalDiscountAmount: 0, limitPay: ["wx", "dy"] },
  contactInfo: { phoneNumber: "12345678901", contactName: "张三" },
  storeInfo: { storeName: "门店", storeIcon: "https://example.com/icon.png" },
  note: "少辣",
  callbackData: { test: 999999 },
  tradeOption: { life_trade_flag: 0 },
  callbackUrl: "https://example.com/pre-order",
  poiId: "6601248937917548558",
  businessLine: 1,
};

const shop = { poiId: "6601248937917548558", shopName: "门店", outShopId: "shop-1" };

const bookingOrder: Json = {
  skuList: [
    {
      ...librarySku,
      goodsInfo: {
        ...described,
        goodsType: 1,
        goodsSubTitle: "周末可用",
        goodsPage: { path: "pages/goods/index", params: "" },
        goodsLabels: ["不可退"],
        dateRule: "周末",
        merchantId: "6990000000000000001",
        goodsBookInfo: { bookType: 2, cancelPolicy: 3, advancedCancelHours: 24 },
      },
      extraInfo: { ticketName: "", date: "2025-06-20", extSkuRule: "{}" },
    },
  ],
  bookInfo: {
    itemBookInfoList: [
      {
        ...shop,
        goodsId: "7128346098909300749",
        skuId: "7125710223771191340",
        bookStartTime: NOW + 5 * DAY,
        bookEndTime: NOW + 6 * DAY,
        reservationInfoList: [{ name: "张三", phoneNumber: "12345678901", identificationNumber: "1101" }],
      },
    ],
  },
  payment: { totalAmount: 3600 },
};

const contactInfo = { phoneNumber: "12345678901", contactName: "张三", gender: 0 };
const locationInfo = {
  provinceCode: "440000",
  provinceName: "广东省",
  cityCode: "440300",
  cityName: "深圳市",
  districtCode: "440303",
  districtName: "罗湖区",
  townCode: "440303003",
  townName: "东门街道",
  locationAddress: "人民北路3101号",
  locationName: "东门",
};

/** Two units of 18.00, 3.00 for delivery and 2.00 for packaging. */
const takeawayDouyinAddress: Json = {
  businessLine: 3,
  skuList: [librarySku],
  payment: {
    totalAmount: 4100,
    feeDetailsList: [
      { feeType: 1, feeAmount: 300, feeDiscountAmount: 0, feeDesc: "配送费" },
      { feeType: 2, feeAmount: 200 },
    ],
  },
  deliveryInfo: {
    poiId: "6601248937917548558",
    bookType: 1,
    deliveryType: 1,
    receiptInfo: { startTime: NOW + HOUR, endTime: NOW + 2 * HOUR },
  },
  addressInfo: { addressId: "7152719985352212780" },
};

const takeawayOwnAddress: Json = {
  ...takeawayDouyinAddress,
  contactInfo,
  addressInfo: { locationInfo, doorNumber: "99号" },
};

/** With the address and the contact that the tables ask for, and the sample leaves out. */
const takeawayPickUp: Json = {
  ...takeawayOwnAddress,
  deliveryInfo: {
    poiId: "6601248937917548558",
    bookType: 2,
    deliveryType: 2,
    receiptInfo: { startTime: NOW + DAY, endTime: NOW + DAY + HOUR },
    bookInfo: { startTime: NOW + DAY, endTime: NOW + DAY + HOUR },
    selfPickInfo: {
      startTime: NOW + DAY,
      endTime: NOW + DAY + HOUR,
      shopInfo: { shopId: "1", shopName: "门店", address: "人民北路", phoneNumber: "12345678901" },
    },
  },
};

const coupon = {
  id: "coupon-1",
  type: 2,
  title: "满 30 减 5",
  note: "",
  subtype: "满减",
  value: 0,
  discountRange: 1,
  code: "c-1",
  kind: 1,
  creatorType: 3,
  marketingExtend: { batch: 7 },
};
const off = (discountAmount: number): readonly Json[] => [{ ...coupon, discountAmount }];

/** A discountInfo of 5.00 off two units of 18.00; `ids` names their goods, and their sku. */
const discountOf = (type: 1 | 2, ids: Json): Json => ({
  type,
  detail: {
    orderDiscount: { orderTotalDiscountAmount: 500, goodsTotalDiscountAmount: 0, marketingInfo: off(500) },
    goodsDiscount: [
      { ...ids, quantity: 2, totalAmount: 3600, totalDiscountAmount: 500, marketingInfo: off(500) },
    ],
    itemDiscount: [1, 2].map(() => ({
      ...ids,
      totalAmount: 1800,
      totalDiscountAmount: 250,
      marketingInfo: off(250),
    })),
  },
  useMergedMarketingApi: false,
});

const goodsIds = { goodsId: described.goodsId };
const skuIds = { goodsId: described.goodsId, skuId: librarySku.skuId };

const marketing = (type: 1 | 2): Json => ({
  goodsList: [{ ...ownGoods, discountAmount: 500 }],
  payment: { totalAmount: 3600, totalDiscountAmount: 500 },
  discountInfo: discountOf(type, goodsIds),
});

const orders = {
  ownGoods: goodsOrder,
  libraryGoods: { goodsList: [{ ...described, quantity: 2, goodsType: 1 }], payment: { totalAmount: 3600 } },
  bookedGoods: {
    goodsList: [{ ...ownGoods, goodsBookInfo: { bookType: 2, cancelPolicy: 2 } }],
    payment: { totalAmount: 3600 },
  },
  airline: {
    goodsList: [ownGoods],
    payment: {
      totalAmount: 4200,
      feeDetailsList: [18, 19, 20].map((feeType, i) => ({ feeType, feeAmount: (i + 1) * 100 })),
    },
  },
  librarySku: {
    skuList: [{ skuId: "1", skuType: 1, quantity: 1 }],
    payment: { totalAmount: 1800 },
  },
  ownSku: { skuList: [ownSku], payment: { totalAmount: 1800 } },
  ticket: {
    skuList: [{ ...ownSku, extraInfo: { ticketName: "成人票", date: "2025-06-20" } }],
    payment: { totalAmount: 1800 },
  },
  booking: bookingOrder,
  markup: {
    skuList: [{ ...ownSku, goodsInfo: { ...described, goodsName: "额外加价", goodsType: 2 } }],
    payment: { totalAmount: 1800 },
    tradeOption: {
      life_trade_flag: 1,
      order_relation_info: { related_order_id: "99999", relation_type: "multi_buy_as_one" },
    },
  },
  takeawayDouyinAddress,
  takeawayOwnAddress,
  takeawayPickUp,
  marketingByMerchant: marketing(1),
  marketingByItem: marketing(2),
  skuMarketing: {
    skuList: [{ ...librarySku, goodsInfo: { ...described, goodsType: 1 }, discountAmount: 500 }],
    payment: { totalAmount: 3600, totalDiscountAmount: 500 },
    discountInfo: discountOf(2, skuIds),
  },
  discountId: {
    goodsList: [{ ...ownGoods, discountAmount: 500 }],
    payment: { totalAmount: 3600, totalDiscountAmount: 500 },
    discountId: "discount-1",
  },
};

/** Valid options by situation. */
export const pluginOrders: Readonly<Record<keyof typeof orders, Json>> = orders;

/** A valid discountInfo on its own. */
export const pluginDiscountInfo: Json = discountOf(2, goodsIds);

/** What the checks of `pluginOrders` know beside them. */
export const context: VerifyOptions = { now: NOW };

type Container = Record<string, unknown>;

const tokensOf = (path: string): readonly string[] => path.split("/").slice(1);

/** The container of a place in a copy, and the copy. */
const opened = (payload: unknown, path: string): readonly [copy: unknown, parent: Container, key: string] => {
  const copy = structuredClone(payload);
  const tokens = tokensOf(path);
  let parent = copy as Container;
  for (const token of tokens.slice(0, -1)) {
    // A table of which a test names a field is there.
    parent[token] ??= {};
    parent = parent[token] as Container;
  }
  return [copy, parent, tokens.at(-1) as string];
};

/** A copy with something at a JSON Pointer (without escapes), tables on the way made where there are none. */
export const put = (payload: unknown, path: string, value: unknown): Json => {
  const [copy, parent, key] = opened(payload, path);
  parent[key] = structuredClone(value);
  return copy as Json;
};

/** A copy without what stands at a JSON Pointer. */
export const drop = (payload: unknown, path: string): Json => {
  const [copy, parent, key] = opened(payload, path);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy as Json;
};

/** A copy with several things put. */
export const putAll = (payload: unknown, values: Json): Json =>
  Object.entries(values).reduce((whole, [path, value]) => put(whole, path, value), payload as Json);

/** A field of a table, and where it stands. */
interface FieldPlace {
  readonly section: string;
  readonly key: string;
  readonly path: string;
  readonly part: Part;
}

/** Every field of the document's tables that a payload has. */
export const fieldsIn = (part: Part, value: unknown, at = ""): readonly FieldPlace[] => {
  const { shape } = part;
  if (shape._tag === "list" && Array.isArray(value))
    return value.flatMap((each, i) => fieldsIn(shape.item, each, `${at}/${i}`));
  if (shape._tag !== "record" || !isObject(value)) return [];
  return shape.fields
    .filter(({ key }) => key in value)
    .flatMap(({ key, part: field }) => {
      const path = `${at}/${key}`;
      return [{ section: shape.section ?? "", key, path, part: field }, ...fieldsIn(field, value[key], path)];
    });
};
