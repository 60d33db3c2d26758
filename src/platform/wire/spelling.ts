/**
 * Spellings: the names that one format gives to the amounts. The structure is the same everywhere; only names differ.
 */

/** The names of the discount detail. */
export interface DetailSpelling {
  readonly calculationType: string;
  /** The object that holds the three blocks; undefined where they stand beside `calculationType`. */
  readonly blocks: string | undefined;
  readonly order: string;
  readonly goods: string;
  readonly items: string;
  readonly orderTotal: string;
  readonly goodsTotal: string;
  readonly marketing: string;
  readonly goodsId: string;
  readonly skuId: string;
  readonly quantity: string;
  readonly totalAmount: string;
  readonly totalDiscountAmount: string;
  readonly entry: {
    readonly id: string;
    readonly type: string;
    readonly discountRange: string;
    readonly discountAmount: string;
    readonly title: string;
    readonly note: string;
    readonly subtype: string;
    readonly value: string;
    /** The plugin's own fields; undefined where the format has none. */
    readonly plugin:
      | {
          readonly code: string;
          readonly kind: string;
          readonly creatorType: string;
          readonly marketingExtend: string;
        }
      | undefined;
  };
}

/** The names of the order's lines. */
export interface LineSpelling {
  readonly goodsList: string;
  readonly skuList: string;
  readonly goodsId: string;
  readonly skuId: string;
  /** The object of a sku's line that holds its goods id. */
  readonly goodsInfo: string;
  readonly unitPrice: string;
  /** Undefined where the format has no such field. */
  readonly unitPayable: string | undefined;
  readonly quantity: string;
  readonly discountAmount: string | undefined;
}

/** A whole format: where its amounts are, as keys from the root down. */
export interface Spelling {
  readonly lines: LineSpelling | undefined;
  readonly totalAmount: readonly string[] | undefined;
  readonly totalDiscountAmount: readonly string[] | undefined;
  readonly fees: readonly string[] | undefined;
  readonly discountId: readonly string[] | undefined;
  readonly detailAt: readonly string[] | undefined;
  readonly detail: DetailSpelling;
}

/**
 * The detail as the OpenAPI and the server's callbacks spell it.
 *
 * Source: openapi-create-order-low-version, tables `goods_discount_detail` to `marketing_detail_info`, and
 * openapi-trade-v2-create-order, first sample. The tables do not name `sku_id`; the plugin requires it where skus are
 * ordered with marketing (plugin.createOrder, GoodsDiscount), and without it two skus of one goods could not be told
 * apart, so it is read and written here too.
 */
export const snakeCaseDetail: DetailSpelling = {
  calculationType: "calculation_type",
  blocks: undefined,
  order: "order_discount_detail",
  goods: "goods_discount_detail",
  items: "item_discount_detail",
  orderTotal: "order_total_discount_amount",
  goodsTotal: "goods_total_discount_amount",
  marketing: "marketing_detail_info",
  goodsId: "goods_id",
  skuId: "sku_id",
  quantity: "quantity",
  totalAmount: "total_amount",
  totalDiscountAmount: "total_discount_amount",
  entry: {
    id: "id",
    type: "type",
    discountRange: "discount_range",
    discountAmount: "discount_amount",
    title: "title",
    note: "note",
    subtype: "subtype",
    value: "value",
    plugin: undefined,
  },
};

/** What carries no amounts of an order has no names for them. */
export const noAmounts: Spelling = {
  lines: undefined,
  totalAmount: undefined,
  totalDiscountAmount: undefined,
  fees: undefined,
  discountId: undefined,
  detailAt: undefined,
  detail: snakeCaseDetail,
};
