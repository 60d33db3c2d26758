/**
 * plugin.createOrder: the options' amounts, as a quote is written into them and as they are read. Source: plugin-create-order, 参数说明 (Goods, Sku, Payment,
 * FeeDetailsInfo, DiscountInfo and its parts).
 */
import type { Guarded } from "../../codec/Guarded.js";
import { id } from "../../codec/leaves.js";
import type { Fee } from "../../order/Fee.js";
import type { DiscountRange, MarketingDescription } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import { amount, detailCodec, feeList, lineListCodecs, openRecord, type Wire } from "../wire/codecs.js";
import type { PayloadFormat } from "../wire/PayloadFormat.js";
import { readAmounts } from "../wire/read.js";
import type { DetailSpelling, LineSpelling, Spelling } from "../wire/spelling.js";

/**
 * A marketing in one of the three blocks, with what that block bears of it. Source: table MarketingInfo.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginMarketingInfo extends Omit<MarketingDescription, "discountRange"> {
  readonly discountAmount: number;
  readonly discountRange: DiscountRange;
}

/**
 * One unit of a goods, or a whole line under the policy `itemEntries: "line"`. Source: table ItemDiscount.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginItemDiscount {
  readonly goodsId: string;
  readonly skuId?: string;
  readonly totalAmount: number;
  readonly totalDiscountAmount: number;
  readonly marketingInfo: readonly PluginMarketingInfo[];
}

/**
 * One line. Source: table GoodsDiscount.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginGoodsDiscount extends PluginItemDiscount {
  readonly quantity: number;
}

/**
 * The discount detail of an order. Source: tables DiscountInfo, Detail, OrderDiscount.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginDiscountInfo {
  readonly type: CalculationType;
  readonly detail: {
    readonly orderDiscount: {
      /** The order-level part only. */
      readonly orderTotalDiscountAmount: number;
      /** The goods-level part only. */
      readonly goodsTotalDiscountAmount: number;
      /** Marketing of both levels. */
      readonly marketingInfo: readonly PluginMarketingInfo[];
    };
    readonly goodsDiscount: readonly PluginGoodsDiscount[];
    readonly itemDiscount: readonly PluginItemDiscount[];
  };
}

/**
 * The amounts of a line; whatever else the caller's line has stays in it. Source: tables Goods and Sku.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginLineAmounts {
  /** Fen for one unit, before discount. */
  readonly price: number;
  readonly quantity: number;
  /** Fen for the whole line, order-level share included. */
  readonly discountAmount: number;
}

/**
 * The amounts of `payment`. Source: table Payment.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginPayment {
  /** Before discount, fees included. */
  readonly totalAmount: number;
  readonly totalDiscountAmount: number;
  readonly feeDetailsList?: readonly Fee[];
}

/**
 * Options for plugin.createOrder, as far as they carry amounts: a goods list or a sku list, never both.
 *
 * @category model
 * @since 0.1.0
 */
export interface PluginOrder {
  readonly goodsList?: readonly (PluginLineAmounts & { readonly goodsId: string })[];
  readonly skuList?: readonly (PluginLineAmounts & {
    readonly skuId: string;
    /** Absent where the caller's own line leaves it out, as library skus may. */
    readonly goodsInfo?: { readonly goodsId: string };
  })[];
  readonly payment: PluginPayment;
  /** Absent where the order has no marketing. */
  readonly discountInfo?: PluginDiscountInfo;
}

/** The names of discountInfo. */
const detail: DetailSpelling = {
  calculationType: "type",
  blocks: "detail",
  order: "orderDiscount",
  goods: "goodsDiscount",
  items: "itemDiscount",
  orderTotal: "orderTotalDiscountAmount",
  goodsTotal: "goodsTotalDiscountAmount",
  marketing: "marketingInfo",
  goodsId: "goodsId",
  skuId: "skuId",
  quantity: "quantity",
  totalAmount: "totalAmount",
  totalDiscountAmount: "totalDiscountAmount",
  entry: {
    id: "id",
    type: "type",
    discountRange: "discountRange",
    discountAmount: "discountAmount",
    title: "title",
    note: "note",
    subtype: "subtype",
    value: "value",
    plugin: {
      code: "code",
      kind: "kind",
      creatorType: "creatorType",
      marketingExtend: "marketingExtend",
    },
  },
};

/** The names of goodsList and skuList. */
export const pluginLines: LineSpelling = {
  goodsList: "goodsList",
  skuList: "skuList",
  goodsId: "goodsId",
  skuId: "skuId",
  goodsInfo: "goodsInfo",
  unitPrice: "price",
  unitPayable: undefined,
  quantity: "quantity",
  discountAmount: "discountAmount",
};

/** The whole options object. */
export const pluginOrderSpelling: Spelling = {
  lines: pluginLines,
  totalAmount: ["payment", "totalAmount"],
  totalDiscountAmount: ["payment", "totalDiscountAmount"],
  fees: ["payment", "feeDetailsList"],
  discountId: ["discountId"],
  detailAt: ["discountInfo"],
  detail,
};

/** A bare discountInfo. */
const pluginDiscountInfoSpelling: Spelling = {
  lines: undefined,
  totalAmount: undefined,
  totalDiscountAmount: undefined,
  fees: undefined,
  discountId: undefined,
  detailAt: [],
  detail,
};

/** The amounts of a `discountInfo`, and the ids that tie them together; whatever else there is stays. */
export const pluginDiscountInfoAmounts: Guarded<Wire> = detailCodec("PluginDiscountInfoAmounts", detail);

/** The amounts of options for plugin.createOrder, and the ids that tie them together; whatever else there is stays. */
export const pluginOrderAmounts: Guarded<Wire> = openRecord(
  "PluginOrderAmounts",
  {},
  {
    ...lineListCodecs(pluginLines),
    payment: openRecord(
      "Payment",
      {},
      { totalAmount: amount, totalDiscountAmount: amount, feeDetailsList: feeList },
    ),
    discountInfo: pluginDiscountInfoAmounts,
    discountId: id,
  },
);

/** How options for plugin.createOrder are read. */
export const pluginOrderFormat: PayloadFormat = {
  name: "plugin.createOrder",
  codec: pluginOrderAmounts,
  spelling: pluginOrderSpelling,
  read: (payload) => readAmounts(payload, pluginOrderSpelling),
};

/** How a bare discountInfo is read. */
export const pluginDiscountInfoFormat: PayloadFormat = {
  name: "plugin.discountInfo",
  codec: pluginDiscountInfoAmounts,
  spelling: pluginDiscountInfoSpelling,
  read: (payload) => readAmounts(payload, pluginDiscountInfoSpelling),
};
