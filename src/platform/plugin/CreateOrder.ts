/**
 * plugin.createOrder: its options and results, field by field.
 *
 * Source: plugin-create-order; each table has its heading there. The document's column of required fields is only
 * readable where a condition stands in it; else a field is required here if the code samples mark it 必填, if the
 * OpenAPI's table of the same object does, or if the object says nothing without it and every sample sends it; optional
 * if none of these. What a field needs beyond its own type
 * (other fields, sums, times) is in rules/pluginOrderRules.
 */
import { anyOf, type Guarded, leaf, list, oneOf, type TypeOf } from "../../codec/Guarded.js";
import {
  boolean,
  day,
  fen,
  filledId,
  freeObject,
  id,
  integer,
  safeInteger,
  shortText,
  text,
} from "../../codec/leaves.js";
import type { FeeType } from "../../order/Fee.js";
import { DiscountRangeCodec, type MarketingType } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import { table } from "../wire/table.js";

/** How many units: at least 1. */
const quantity: Guarded<number> = integer("Quantity", 1, Number.MAX_SAFE_INTEGER);

/** A moment as a number; whether it is in milliseconds is a rule, since the platform's own samples send seconds. */
const moment: Guarded<number> = integer("Moment", 0, Number.MAX_SAFE_INTEGER);

const callback: Guarded<(result: never) => void> = leaf<(result: never) => void>(
  "Callback",
  { _tag: "function" },
  { en: "a function", zh: "函数" },
);

const goodsName = shortText("GoodsName", 256, 1);

/** 1 of the platform's goods library 商品库, 2 of the merchant's own. */
const libraryType: Guarded<1 | 2> = oneOf<1 | 2>("LibraryType", 1, 2);

const goodsPageCodec = table(
  "GoodsPage",
  "goodsPage",
  {},
  {
    path: shortText("PagePath", 512),
    // A string by the table; the marketing samples send an object.
    params: anyOf(
      "PageParams",
      shortText("PageParamsText", 512),
      freeObject,
      { en: "a string of at most 512 bytes in UTF-8", zh: "UTF-8 编码不超过 512 字节的字符串" },
      (value) => (typeof value === "string" ? "value.tooLong" : "value.type"),
    ),
  },
);

const goodsBookInfoCodec = table(
  "GoodsBookInfo",
  "GoodsBookInfo",
  { bookType: oneOf<1 | 2>("BookType", 1, 2) },
  {
    cancelPolicy: oneOf<1 | 2 | 3>("CancelPolicy", 1, 2, 3),
    advancedCancelHours: integer("Hours", 0, Number.MAX_SAFE_INTEGER),
  },
);

/** What goods of the goods list and the goods of a sku have in common. */
const described = {
  goodsPage: goodsPageCodec,
  goodsLabels: list("GoodsLabels", text),
  dateRule: text,
  goodsBookInfo: goodsBookInfoCodec,
  merchantId: id,
};

const identified = { goodsName, goodsPhoto: text, goodsId: filledId, goodsType: libraryType };

const goodsCodec = table(
  "Goods",
  "Goods",
  { quantity, ...identified },
  // Of library goods the platform knows the price.
  { price: fen, discountAmount: fen, ...described },
);

const goodsInfoCodec = table("GoodsInfo", "GoodsInfo", identified, { goodsSubTitle: text, ...described });

const extraInfoCodec = table("ExtraInfo", "ExtraInfo", {}, { ticketName: text, date: day, extSkuRule: text });

const skuCodec = table(
  "Sku",
  "Sku",
  { quantity, skuId: filledId, skuType: libraryType },
  { price: fen, discountAmount: fen, goodsInfo: goodsInfoCodec, extraInfo: extraInfoCodec },
);

const feeDetailsCodec = table(
  "FeeDetailsInfo",
  "FeeDetailsInfo",
  { feeType: oneOf<FeeType>("FeeType", 1, 2, 18, 19, 20), feeAmount: fen },
  { feeDiscountAmount: fen, feeDesc: text },
);

const paymentCodec = table(
  "Payment",
  "Payment",
  { totalAmount: fen },
  {
    totalDiscountAmount: fen,
    feeDetailsList: list("FeeDetailsList", feeDetailsCodec),
    limitPay: list("LimitPay", oneOf<"alipay" | "wx" | "dy">("PayChannel", "alipay", "wx", "dy"), 0, 2),
  },
);

const contactInfoCodec = table(
  "ContactInfo",
  "ContactInfo",
  {},
  {
    phoneNumber: text,
    contactName: text,
    gender: oneOf<0 | 1 | 2>("Gender", 0, 1, 2),
  },
);

const storeInfoCodec = table("StoreInfo", "StoreInfo", {}, { storeName: text, storeIcon: text });

const marketingInfoCodec = table(
  "MarketingInfo",
  "MarketingInfo",
  {
    id: filledId,
    type: oneOf<MarketingType>("MarketingType", 1, 2, 3, 4),
    discountAmount: fen,
    title: text,
    // "Less than 128 bytes", and an empty string where there is none.
    note: shortText("MarketingNote", 127),
    discountRange: DiscountRangeCodec,
  },
  {
    subtype: text,
    value: safeInteger,
    code: id,
    kind: oneOf<1 | 2>("MarketingKind", 1, 2),
    creatorType: oneOf<1 | 2 | 3>("CreatorType", 1, 2, 3),
    marketingExtend: freeObject,
  },
);

const marketingInfo = list("MarketingInfoList", marketingInfoCodec);

const orderDiscountCodec = table(
  "OrderDiscount",
  "OrderDiscount",
  { orderTotalDiscountAmount: fen, goodsTotalDiscountAmount: fen },
  { marketingInfo },
);

const goodsDiscountCodec = table(
  "GoodsDiscount",
  "GoodsDiscount",
  { goodsId: filledId, quantity, totalAmount: fen, totalDiscountAmount: fen },
  { skuId: id, marketingInfo },
);

const itemDiscountCodec = table(
  "ItemDiscount",
  "ItemDiscount",
  { goodsId: filledId, totalAmount: fen, totalDiscountAmount: fen },
  { skuId: id, marketingInfo },
);

const detailTableCodec = table(
  "Detail",
  "Detail",
  {},
  {
    orderDiscount: orderDiscountCodec,
    goodsDiscount: list("GoodsDiscountList", goodsDiscountCodec),
    itemDiscount: list("ItemDiscountList", itemDiscountCodec),
  },
);

/**
 * The codec of a `discountInfo`, field by field: types, enumerations and lengths of plugin-create-order, DiscountInfo.
 *
 * @category codecs
 * @since 0.1.0
 */
export const PluginDiscountInfoCodec = table(
  "DiscountInfo",
  "DiscountInfo",
  { type: oneOf<CalculationType>("CalculationType", 1, 2), detail: detailTableCodec },
  { useMergedMarketingApi: boolean },
);

const reservationInfoCodec = table(
  "ReservationInfo",
  "ReservationInfo",
  {},
  {
    name: text,
    phoneNumber: text,
    identificationNumber: text,
  },
);

const itemBookInfoCodec = table(
  "ItemBookInfo",
  "ItemBookInfo",
  { poiId: id, shopName: text, outShopId: id, bookStartTime: moment, bookEndTime: moment },
  { goodsId: id, skuId: id, reservationInfoList: list("ReservationInfoList", reservationInfoCodec) },
);

const bookInfoCodec = table(
  "BookInfo",
  "BookInfo",
  { itemBookInfoList: list("ItemBookInfoList", itemBookInfoCodec) },
  {},
);

const period = { startTime: moment, endTime: moment };

const receiptInfoCodec = table("ReceiptInfo", "ReceiptInfo", period, {});

const deliveryBookInfoCodec = table("DeliveryBookInfo", "DeliveryBookInfo", period, {});

const pickUpShopInfoCodec = table(
  "PickUpShopInfo",
  "PickUpShopInfo",
  {},
  {
    shopId: id,
    shopName: text,
    address: text,
    phoneNumber: text,
  },
);

const selfPickInfoCodec = table("SelfPickInfo", "SelfPickInfo", period, { shopInfo: pickUpShopInfoCodec });

const deliveryInfoCodec = table(
  "DeliveryInfo",
  "DeliveryInfo",
  { bookType: oneOf<1 | 2>("DeliveryBookType", 1, 2), deliveryType: oneOf<1 | 2>("DeliveryType", 1, 2) },
  {
    poiId: id,
    receiptInfo: receiptInfoCodec,
    bookInfo: deliveryBookInfoCodec,
    selfPickInfo: selfPickInfoCodec,
  },
);

const locationInfoCodec = table(
  "LocationInfo",
  "LocationInfo",
  {},
  {
    provinceCode: id,
    provinceName: text,
    cityCode: id,
    cityName: text,
    districtCode: id,
    districtName: text,
    townCode: id,
    townName: text,
    locationAddress: text,
    locationName: text,
  },
);

const addressInfoCodec = table(
  "AddressInfo",
  "AddressInfo",
  {},
  {
    addressId: id,
    locationInfo: locationInfoCodec,
    doorNumber: text,
  },
);

/**
 * The codec of the options of plugin.createOrder, field by field: types, enumerations and lengths of every table of
 * the document. Keys that it does not name are kept. It decodes to the very object that it was given.
 *
 * @example
 * import * as assert from "node:assert";
 * import { PluginOrderCodec, problemsOf } from "suanjia";
 *
 * const decoded = PluginOrderCodec.decode({ payment: { totalAmount: 1.5, limitPay: ["cash"] } });
 * assert.ok(decoded._tag === "Left");
 * assert.deepStrictEqual(
 *   problemsOf(decoded.left).map(({ code, path }) => [code, path]),
 *   [
 *     ["value.notInteger", "/payment/totalAmount"],
 *     ["value.range", "/payment/limitPay/0"],
 *   ],
 * );
 *
 * @category codecs
 * @since 0.1.0
 */
export const PluginOrderCodec = table(
  "CreateOrderOptions",
  "参数说明",
  { payment: paymentCodec },
  {
    goodsList: list("GoodsList", goodsCodec),
    skuList: list("SkuList", skuCodec),
    bookInfo: bookInfoCodec,
    contactInfo: contactInfoCodec,
    storeInfo: storeInfoCodec,
    note: text,
    callbackData: freeObject,
    tradeOption: freeObject,
    callbackUrl: text,
    discountInfo: PluginDiscountInfoCodec,
    discountId: id,
    poiId: id,
    businessLine: oneOf<1 | 3>("BusinessLine", 1, 3),
    deliveryInfo: deliveryInfoCodec,
    addressInfo: addressInfoCodec,
    success: callback,
    fail: callback,
    complete: callback,
  },
);

/**
 * The options of plugin.createOrder as their codec leaves them.
 *
 * @category model
 * @since 0.2.0
 */
export type CreateOrderOptions = TypeOf<typeof PluginOrderCodec>;

/**
 * The codec of what `success` gets. Source: plugin-create-order, 回调成功.
 *
 * @category codecs
 * @since 0.2.0
 */
export const PluginOrderSuccessCodec = table(
  "CreateOrderSuccess",
  "回调成功",
  { orderId: id },
  { outOrderNo: id },
);

/**
 * The codec of what `fail` gets. `errLogId` comes when the pre-order failed; `orderId` and `outOrderNo` when the order
 * was made and the payment failed. The table says that `errNo` is a string; numbers are read too.
 * Source: plugin-create-order, 回调失败.
 *
 * @category codecs
 * @since 0.2.0
 */
export const PluginOrderFailureCodec = table(
  "CreateOrderFailure",
  "回调失败",
  {
    errNo: anyOf("ErrNo", text, safeInteger, { en: "an error number, as text", zh: "错误码,字符串形式" }),
    errMsg: text,
  },
  { errLogId: text, orderId: id, outOrderNo: id },
);
