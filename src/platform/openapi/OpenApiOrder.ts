/**
 * OpenAPI create_order, low version and trade v2: the body's amounts. Sources: openapi-create-order-low-version (tables
 * and request sample), openapi-trade-v2-create-order (three request samples).
 */
import type { Guarded } from "../../codec/Guarded.js";
import type { DiscountRange, MarketingType } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import { amount, detailCodec, lineListCodecs, openRecord, type Wire } from "../wire/codecs.js";
import type { PayloadFormat } from "../wire/PayloadFormat.js";
import { readAmounts } from "../wire/read.js";
import { type LineSpelling, type Spelling, snakeCaseDetail } from "../wire/spelling.js";

/**
 * A marketing in one of the three blocks, with what that block bears of it.
 * Source: openapi-create-order-low-version, table of `marketing_detail_info`.
 *
 * @category model
 * @since 0.1.0
 */
export interface OpenApiMarketingDetail {
  readonly id: string;
  readonly type: MarketingType;
  readonly discount_amount: number;
  readonly title: string;
  readonly note: string;
  readonly subtype?: string;
  readonly value?: number;
  readonly discount_range: DiscountRange;
}

/**
 * One unit of a goods, or a whole line under the policy `itemEntries: "line"`.
 * Source: openapi-create-order-low-version, table of `item_discount_detail`.
 *
 * @category model
 * @since 0.1.0
 */
export interface OpenApiItemDiscount {
  readonly goods_id: string;
  readonly sku_id?: string;
  readonly total_amount: number;
  readonly total_discount_amount: number;
  readonly marketing_detail_info: readonly OpenApiMarketingDetail[];
}

/**
 * One line. Source: openapi-create-order-low-version, table of `goods_discount_detail`.
 *
 * @category model
 * @since 0.1.0
 */
export interface OpenApiGoodsDiscount extends OpenApiItemDiscount {
  readonly quantity: number;
}

/**
 * The discount detail of an order.
 *
 * @category model
 * @since 0.1.0
 */
export interface OpenApiPriceCalculationDetail {
  readonly calculation_type: CalculationType;
  readonly order_discount_detail: {
    /** The order-level part only. */
    readonly order_total_discount_amount: number;
    /** The goods-level part only. */
    readonly goods_total_discount_amount: number;
    /** Marketing of both levels. */
    readonly marketing_detail_info: readonly OpenApiMarketingDetail[];
  };
  readonly goods_discount_detail: readonly OpenApiGoodsDiscount[];
  readonly item_discount_detail: readonly OpenApiItemDiscount[];
}

/**
 * The amounts of a line; whatever else the caller's line has stays in it.
 *
 * @category model
 * @since 0.1.0
 */
export interface OpenApiLineAmounts {
  /** Fen for one unit, before discount. */
  readonly price: number;
  readonly quantity: number;
  /** Fen for the whole line, order-level share included. */
  readonly discount_amount: number;
}

/**
 * A create_order body, as far as it carries amounts: a goods list or a sku list, never both.
 *
 * @category model
 * @since 0.1.0
 */
export interface OpenApiOrder {
  readonly goods_list?: readonly (OpenApiLineAmounts & { readonly goods_id: string })[];
  readonly sku_list?: readonly (OpenApiLineAmounts & {
    readonly sku_id: string;
    /** Absent where the caller's own line leaves it out, as library skus may. */
    readonly goods_info?: { readonly goods_id: string };
  })[];
  /** Before discount. */
  readonly total_amount: number;
  readonly discount_amount: number;
  /** Absent where the order has no marketing. */
  readonly price_calculation_detail?: OpenApiPriceCalculationDetail;
}

/** The names of goods_list and sku_list. */
export const openApiLines: LineSpelling = {
  goodsList: "goods_list",
  skuList: "sku_list",
  goodsId: "goods_id",
  skuId: "sku_id",
  goodsInfo: "goods_info",
  unitPrice: "price",
  unitPayable: undefined,
  quantity: "quantity",
  discountAmount: "discount_amount",
};

/** The whole body. */
const openApiOrderSpelling: Spelling = {
  lines: openApiLines,
  totalAmount: ["total_amount"],
  totalDiscountAmount: ["discount_amount"],
  fees: undefined,
  discountId: undefined,
  detailAt: ["price_calculation_detail"],
  detail: snakeCaseDetail,
};

/** A bare price_calculation_detail. */
const openApiDetailSpelling: Spelling = {
  lines: undefined,
  totalAmount: undefined,
  totalDiscountAmount: undefined,
  fees: undefined,
  discountId: undefined,
  detailAt: [],
  detail: snakeCaseDetail,
};

/** The amounts of a `price_calculation_detail`, and the ids that tie them together; whatever else there is stays. */
export const openApiDetailAmounts: Guarded<Wire> = detailCodec(
  "OpenApiPriceCalculationDetailAmounts",
  snakeCaseDetail,
);

/** The amounts of a create_order body, and the ids that tie them together; whatever else there is stays. */
export const openApiOrderAmounts: Guarded<Wire> = openRecord(
  "OpenApiOrderAmounts",
  {},
  {
    ...lineListCodecs(openApiLines),
    total_amount: amount,
    discount_amount: amount,
    price_calculation_detail: openApiDetailAmounts,
  },
);

/** How a create_order body is read. */
export const openApiOrderFormat: PayloadFormat = {
  name: "openapi.createOrder",
  codec: openApiOrderAmounts,
  spelling: openApiOrderSpelling,
  read: (payload) => readAmounts(payload, openApiOrderSpelling),
};

/** How a bare price_calculation_detail is read. */
export const openApiDetailFormat: PayloadFormat = {
  name: "openapi.priceCalculationDetail",
  codec: openApiDetailAmounts,
  spelling: openApiDetailSpelling,
  read: (payload) => readAmounts(payload, openApiDetailSpelling),
};
