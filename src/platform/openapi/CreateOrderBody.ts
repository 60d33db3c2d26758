/**
 * OpenAPI create_order, low version and trade v2: the body, field by field.
 *
 * Sources: openapi-create-order-low-version, whose tables are those of `price_calculation_detail` and of
 * `goods_book_info`; openapi-trade-v2-create-order, three samples; and the platform's public page 发起下单, 请求参数,
 * for what the body itself must have and for the lengths. A field is required here if
 *
 * - its table marks it 是, as the page does for `total_amount`, `open_id`, `out_order_no` and `order_entry_schema`;
 * - or no table of it is known, every sample sends it, and its object says nothing without it: quantity, id and kind of
 *   id of goods and skus, the path of a page, the type of a calculation.
 *
 * All other fields are optional, many of which each sample sends all the same. What a field needs beyond its own type is
 * in openApiOrderRules.
 */
import { type Guarded, list, oneOf, type TypeOf } from "../../codec/Guarded.js";
import { fen, filledId, id, integer, safeInteger, shortText, text } from "../../codec/leaves.js";
import type { DiscountRange, MarketingType } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import { table } from "../wire/table.js";

/** Only samples show it. */
const SAMPLE = "请求示例";

/** How many units: at least 1. */
const quantity: Guarded<number> = integer("Quantity", 1, Number.MAX_SAFE_INTEGER);

/** A number that is not negative: hours, a duration. */
const count: Guarded<number> = integer("Count", 0, Number.MAX_SAFE_INTEGER);

/** 1 of the platform's goods library 商品库, 2 of the merchant's own. */
const idType: Guarded<1 | 2> = oneOf<1 | 2>("IdType", 1, 2);

/** 48 hours; the platform takes 0, as it takes nothing, for the default of 300. */
const MOST_EXPIRE_SECONDS = 172_800;

const pageCodec = table(
  "OpenApiPage",
  SAMPLE,
  { path: shortText("PagePath", 512) },
  { params: shortText("PageParams", 512) },
);

const orderValidTimeCodec = table("OpenApiOrderValidTime", SAMPLE, {}, { valid_duration: count });

const goodsBookInfoCodec = table(
  "OpenApiGoodsBookInfo",
  "goods_book_info 字段",
  { book_type: oneOf<1 | 2>("BookType", 1, 2) },
  { cancel_policy: oneOf<1 | 2 | 3>("CancelPolicy", 1, 2, 3), cancel_advance_hour: count },
);

const goodsCodec = table(
  "OpenApiGoods",
  SAMPLE,
  { quantity, goods_id: filledId, goods_id_type: idType },
  {
    // Of library goods the platform knows price, title and picture.
    price: fen,
    goods_title: shortText("GoodsTitle", 256, 1),
    goods_image: text,
    // One text, the labels separated by "|".
    labels: text,
    discount_amount: fen,
    date_rule: text,
    goods_page: pageCodec,
    order_valid_time: orderValidTimeCodec,
    goods_book_info: goodsBookInfoCodec,
    merchant_uid: id,
  },
);

const goodsInfoCodec = table(
  "OpenApiGoodsInfo",
  SAMPLE,
  { goods_id: filledId, goods_id_type: idType },
  { date_rule: text },
);

const skuCodec = table(
  "OpenApiSku",
  SAMPLE,
  { quantity, sku_id: filledId, sku_id_type: idType },
  { price: fen, discount_amount: fen, goods_info: goodsInfoCodec },
);

const marketingDetailCodec = table(
  "OpenApiMarketingDetail",
  "marketing_detail_info 字段",
  {
    id: filledId,
    type: oneOf<MarketingType>("MarketingType", 1, 2, 3, 4),
    discount_amount: fen,
    title: text,
    discount_range: oneOf<DiscountRange>("DiscountRange", 1, 2),
  },
  // "Less than 128 bytes".
  { note: shortText("MarketingNote", 127), subtype: text, value: safeInteger },
);

const marketing = { marketing_detail_info: list("OpenApiMarketingDetails", marketingDetailCodec) };

const orderDiscountCodec = table(
  "OpenApiOrderDiscount",
  "order_discount_detail 字段",
  { order_total_discount_amount: fen, goods_total_discount_amount: fen },
  marketing,
);

const goodsDiscountCodec = table(
  "OpenApiGoodsDiscount",
  "goods_discount_detail 字段",
  { goods_id: filledId, quantity, total_amount: fen, total_discount_amount: fen },
  // The tables do not name sku_id; without it, skus of one goods could not be told apart.
  { sku_id: id, ...marketing },
);

const itemDiscountCodec = table(
  "OpenApiItemDiscount",
  "item_discount_detail 字段",
  { goods_id: filledId, total_amount: fen, total_discount_amount: fen },
  { sku_id: id, ...marketing },
);

/**
 * The codec of a `price_calculation_detail`, field by field.
 * Source: openapi-create-order-low-version, tables `goods_discount_detail` to `marketing_detail_info`.
 *
 * @category codecs
 * @since 0.2.0
 */
export const OpenApiPriceCalculationDetailCodec = table(
  "OpenApiPriceCalculationDetail",
  SAMPLE,
  { calculation_type: oneOf<CalculationType>("CalculationType", 1, 2) },
  {
    order_discount_detail: orderDiscountCodec,
    goods_discount_detail: list("OpenApiGoodsDiscounts", goodsDiscountCodec),
    item_discount_detail: list("OpenApiItemDiscounts", itemDiscountCodec),
  },
);

/**
 * A `price_calculation_detail` as its codec leaves it.
 *
 * @category model
 * @since 0.2.0
 */
export type PriceCalculationDetail = TypeOf<typeof OpenApiPriceCalculationDetailCodec>;

/**
 * The codec of a create_order body, field by field: types, enumerations and lengths in bytes. Keys that the documents do
 * not name are kept. It decodes to the very object that it was given.
 *
 * The interface is for old clients only, which cannot place orders from the front end: the document says below Douyin
 * 19.7.0, base library 20.43.0.3 (so it is written there), and that other use is punished. In its flow there is no
 * pre-order callback. Source: openapi-create-order-low-version.
 *
 * @example
 * import * as assert from "node:assert";
 * import { OpenApiOrderCodec, problemsOf } from "suanjia";
 *
 * const decoded = OpenApiOrderCodec.decode({
 *   total_amount: 480,
 *   open_id: "user",
 *   out_order_no: "132324",
 *   pay_expire_seconds: 172801,
 * });
 * assert.ok(decoded._tag === "Left");
 * assert.deepStrictEqual(
 *   problemsOf(decoded.left).map(({ code, path }) => [code, path]),
 *   [
 *     ["value.required", "/order_entry_schema"],
 *     ["value.range", "/pay_expire_seconds"],
 *   ],
 * );
 *
 * @category codecs
 * @since 0.2.0
 */
export const OpenApiOrderCodec = table(
  "CreateOrderBody",
  "请求参数",
  {
    total_amount: fen,
    open_id: id,
    out_order_no: shortText("OutOrderNo", 64),
    order_entry_schema: pageCodec,
  },
  {
    goods_list: list("OpenApiGoodsList", goodsCodec),
    sku_list: list("OpenApiSkuList", skuCodec),
    discount_amount: fen,
    app_id: id,
    phone_num: shortText("PhoneNum", 128),
    contact_name: shortText("ContactName", 64),
    extra: shortText("Extra", 2048),
    pay_notify_url: text,
    pay_expire_seconds: integer("PayExpireSeconds", 0, MOST_EXPIRE_SECONDS),
    cp_extra: shortText("CpExtra", 2048),
    price_calculation_detail: OpenApiPriceCalculationDetailCodec,
  },
);

/**
 * A create_order body as its codec leaves it.
 *
 * @category model
 * @since 0.2.0
 */
export type CreateOrderBody = TypeOf<typeof OpenApiOrderCodec>;
