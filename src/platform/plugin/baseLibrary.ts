/**
 * The base library 基础库 that each field of plugin.createOrder needs.
 */

import { pointer } from "../../codec/Problem.js";
import { isObject, type Part } from "../../codec/Shape.js";
import { PluginOrderCodec } from "./CreateOrder.js";

/**
 * The lowest base-library version that carries each field, by table and field; of a field that is not here the document
 * states none. Source: plugin-create-order, the column 最低支持版本 of every table.
 *
 * @category constants
 * @since 0.2.0
 */
export const createOrderSince: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateOrderOptions: {
    goodsList: "2.51.0.0",
    skuList: "2.67.0.0",
    bookInfo: "2.67.0.0",
    payment: "2.51.0.0",
    contactInfo: "2.51.0.0",
    storeInfo: "2.51.0.0",
    note: "2.51.0.0",
    callbackData: "2.51.0.0",
    tradeOption: "2.74.0.0",
    callbackUrl: "2.65.0.0",
    discountInfo: "2.52.0.3",
    discountId: "2.52.0.3",
    businessLine: "2.52.0.3",
    deliveryInfo: "2.51.0.0",
    addressInfo: "2.51.0.0",
  },
  Goods: {
    quantity: "2.51.0.0",
    price: "2.51.0.0",
    goodsName: "2.51.0.0",
    goodsPhoto: "2.51.0.0",
    goodsId: "2.51.0.0",
    goodsType: "2.51.0.0",
    discountAmount: "2.67.0.0",
    goodsLabels: "2.51.0.0",
    dateRule: "2.51.0.0",
    goodsBookInfo: "2.57.4.0",
    goodsPage: "2.67.0.0",
    merchantId: "2.51.0.0",
  },
  GoodsBookInfo: { bookType: "2.57.4.0", cancelPolicy: "2.57.4.0", advancedCancelHours: "2.69.0.5" },
  GoodsPage: { path: "2.57.4.0", params: "2.57.4.0" },
  Sku: {
    quantity: "2.67.0.0",
    skuId: "2.67.0.0",
    skuType: "2.67.0.0",
    price: "2.67.0.0",
    discountAmount: "2.67.0.0",
    goodsInfo: "2.67.0.0",
    extraInfo: "2.67.0.0",
  },
  ExtraInfo: { ticketName: "2.67.0.0", date: "2.67.0.0" },
  GoodsInfo: {
    goodsName: "2.67.0.0",
    goodsPhoto: "2.67.0.0",
    goodsId: "2.67.0.0",
    goodsType: "2.67.0.0",
    goodsSubTitle: "2.67.0.0",
    goodsLabels: "2.67.0.0",
    dateRule: "2.67.0.0",
    goodsBookInfo: "2.67.0.0",
    goodsPage: "2.67.0.0",
  },
  Payment: {
    totalAmount: "2.51.0.0",
    totalDiscountAmount: "2.52.0.3",
    feeDetailsList: "2.51.0.0",
    limitPay: "2.51.0.0",
  },
  FeeDetailsInfo: {
    feeType: "2.51.0.0",
    feeAmount: "2.51.0.0",
    feeDiscountAmount: "2.51.0.0",
    feeDesc: "2.51.0.0",
  },
  ContactInfo: { phoneNumber: "2.51.0.0", contactName: "2.51.0.0", gender: "2.51.0.0" },
  StoreInfo: { storeName: "2.51.0.0", storeIcon: "2.51.0.0" },
  DiscountInfo: { type: "2.52.0.3", detail: "2.52.0.3", useMergedMarketingApi: "2.74.0.0" },
  Detail: { orderDiscount: "2.52.0.3", goodsDiscount: "2.52.0.3", itemDiscount: "2.52.0.3" },
  OrderDiscount: {
    orderTotalDiscountAmount: "2.52.0.3",
    goodsTotalDiscountAmount: "2.52.0.3",
    marketingInfo: "2.52.0.3",
  },
  MarketingInfo: {
    id: "2.52.0.3",
    type: "2.52.0.3",
    discountAmount: "2.52.0.3",
    title: "2.52.0.3",
    note: "2.52.0.3",
    subtype: "2.52.0.3",
    value: "2.52.0.3",
    discountRange: "2.52.0.3",
    code: "2.74.0.0",
  },
  GoodsDiscount: {
    goodsId: "2.52.0.3",
    skuId: "2.74.0.0",
    quantity: "2.52.0.3",
    totalAmount: "2.52.0.3",
    totalDiscountAmount: "2.52.0.3",
    marketingInfo: "2.52.0.3",
  },
  ItemDiscount: {
    goodsId: "2.52.0.3",
    skuId: "2.74.0.0",
    totalAmount: "2.52.0.3",
    totalDiscountAmount: "2.52.0.3",
    marketingInfo: "2.52.0.3",
  },
  BookInfo: { itemBookInfoList: "2.67.0.0" },
  ItemBookInfo: {
    poiId: "2.67.0.0",
    shopName: "2.67.0.0",
    outShopId: "2.67.0.0",
    goodsId: "2.67.0.0",
    skuId: "2.77.0.0",
    bookStartTime: "2.67.0.0",
    bookEndTime: "2.67.0.0",
    reservationInfoList: "2.67.0.0",
  },
  ReservationInfo: { name: "2.67.0.0", phoneNumber: "2.67.0.0", identificationNumber: "2.67.0.0" },
  DeliveryInfo: {
    poiId: "2.51.0.0",
    bookType: "2.51.0.0",
    deliveryType: "2.51.0.0",
    receiptInfo: "2.51.0.0",
    bookInfo: "2.51.0.0",
    selfPickInfo: "2.51.0.0",
  },
  SelfPickInfo: { startTime: "2.51.0.0", endTime: "2.51.0.0", shopInfo: "2.51.0.0" },
  ReceiptInfo: { startTime: "2.51.0.0", endTime: "2.51.0.0" },
  DeliveryBookInfo: { startTime: "2.51.0.0", endTime: "2.51.0.0" },
  PickUpShopInfo: { shopId: "2.51.0.0", shopName: "2.51.0.0", address: "2.51.0.0", phoneNumber: "2.51.0.0" },
  AddressInfo: { addressId: "2.51.0.0", locationInfo: "2.51.0.0", doorNumber: "2.51.0.0" },
  LocationInfo: {
    provinceCode: "2.51.0.0",
    provinceName: "2.51.0.0",
    cityCode: "2.51.0.0",
    cityName: "2.51.0.0",
    districtCode: "2.51.0.0",
    districtName: "2.51.0.0",
    townCode: "2.51.0.0",
    townName: "2.51.0.0",
    locationAddress: "2.51.0.0",
    locationName: "2.51.0.0",
  },
  CreateOrderSuccess: { orderId: "2.51.0.0", outOrderNo: "2.51.0.0" },
  CreateOrderFailure: {
    errNo: "2.51.0.0",
    errMsg: "2.51.0.0",
    errLogId: "2.51.0.0",
    orderId: "2.51.0.0",
    outOrderNo: "2.51.0.0",
  },
};

/** plugin.createOrder itself. Source: plugin-create-order, 基础库 2.51.0 开始支持本方法. */
const LOWEST = "2.51.0.0";

/** `cancelPolicy` 3 came later than its field. Source: plugin-create-order, GoodsBookInfo. */
const CANCEL_SOME_HOURS_AHEAD = {
  table: "GoodsBookInfo",
  field: "cancelPolicy",
  value: 3,
  since: "2.69.0.5",
};

/**
 * A field that needs a version of the base library.
 *
 * @category model
 * @since 0.2.0
 */
export interface FieldSince {
  /** JSON Pointer into the options. */
  readonly path: string;
  /** The lowest version that carries it. */
  readonly since: string;
}

/**
 * The base library that options for plugin.createOrder need.
 *
 * @category model
 * @since 0.2.0
 */
export interface RequiredBaseLibrary {
  /** The lowest version that carries every field. */
  readonly version: string;
  /** The fields that ask for that version; of an order that needs no more than the method itself, possibly none. */
  readonly fields: readonly FieldSince[];
}

/** Versions are dotted numbers: 2.9 is below 2.51. */
const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const sinceOf = (table: string, field: string, value: unknown): string | undefined => {
  const late = CANCEL_SOME_HOURS_AHEAD;
  return table === late.table && field === late.field && value === late.value
    ? late.since
    : createOrderSince[table]?.[field];
};

/** Does a field say nothing? Of the two lists of an order one must be empty, and an empty one is as good as none. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

const collect = (part: Part, value: unknown, path: string, fields: FieldSince[]): void => {
  const { shape } = part;
  if (shape._tag === "list" && Array.isArray(value))
    value.forEach((each, i) => collect(shape.item, each, path + pointer(i), fields));
  if (shape._tag !== "record" || !isObject(value)) return;
  for (const field of shape.fields) {
    const each = Object.prototype.hasOwnProperty.call(value, field.key) ? value[field.key] : undefined;
    if (isNothing(each)) continue;
    const at = path + pointer(field.key);
    const since = sinceOf(part.name, field.key, each);
    if (since !== undefined) fields.push({ path: at, since });
    collect(field.part, each, at, fields);
  }
};

/**
 * The lowest base library that carries every field of these options, and the fields that ask for it: for a
 * `tt.canIUse` before the call, or for the least version in the mini-program's settings. Keys that the document does
 * not name ask for nothing, nor do fields for which it states no version, nor `null` and empty lists.
 *
 * The document also says that plugins of this kind work from base library 3.4x.0.0 and Douyin 31.8.0 on: on newer
 * clients every field is there.
 *
 * @example
 * import * as assert from "node:assert";
 * import { requiredBaseLibrary } from "suanjia";
 *
 * assert.deepStrictEqual(
 *   requiredBaseLibrary({
 *     skuList: [{ skuId: "1", skuType: 1, quantity: 1 }],
 *     payment: { totalAmount: 1800 },
 *     tradeOption: { life_trade_flag: 1 },
 *   }),
 *   { version: "2.74.0.0", fields: [{ path: "/tradeOption", since: "2.74.0.0" }] },
 * );
 *
 * @category checks
 * @since 0.2.0
 */
export const requiredBaseLibrary = (options: unknown): RequiredBaseLibrary => {
  const fields: FieldSince[] = [];
  collect(PluginOrderCodec, options, "", fields);
  const version = fields.reduce(
    (highest, { since }) => (compareVersions(since, highest) > 0 ? since : highest),
    LOWEST,
  );
  return { version, fields: fields.filter(({ since }) => since === version) };
};
