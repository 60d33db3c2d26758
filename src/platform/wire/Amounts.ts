/**
 * The amounts of an order, in the platform's structure but in nobody's spelling.
 *
 * Every payload that carries amounts is read into this, and every quote is written from it: so plugin and OpenAPI
 * cannot disagree, and a check is written once. What a payload leaves out is absent here, never guessed.
 */
import type { Text } from "../../codec/Problem.js";
import type { Fee } from "../../order/Fee.js";
import type { DiscountRange, MarketingType } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";

/** A marketing in a block, with what that block bears of it. */
export interface MarketingEntry {
  readonly id: string;
  readonly type: MarketingType;
  readonly discountRange: DiscountRange;
  /** Fen. In a payload of somebody else's it may be negative, which `verify` reports. */
  readonly discountAmount: number;
  readonly title?: string | undefined;
  readonly note?: string | undefined;
  readonly subtype?: string | undefined;
  readonly value?: number | undefined;
  readonly code?: string | undefined;
  readonly kind?: 1 | 2 | undefined;
  readonly creatorType?: 1 | 2 | 3 | undefined;
  readonly marketingExtend?: Readonly<Record<string, unknown>> | undefined;
}

/** The order block: every marketing of the order, of both levels. */
export interface OrderBlock {
  /** Order-level marketing only. */
  readonly orderTotalDiscountAmount?: number | undefined;
  /** Goods-level marketing only. */
  readonly goodsTotalDiscountAmount?: number | undefined;
  readonly marketing: readonly MarketingEntry[];
  /** The payload leaves the list out, which is not the same as an empty one. */
  readonly isUnlisted?: true | undefined;
}

/** One entry of the item block: one unit, or a whole line where one entry per line is written. */
export interface ItemEntry {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  readonly totalAmount?: number | undefined;
  readonly totalDiscountAmount?: number | undefined;
  readonly marketing: readonly MarketingEntry[];
  /** The payload leaves the list out, which is not the same as an empty one. */
  readonly isUnlisted?: true | undefined;
}

/** One entry of the goods block: a line. */
export interface GoodsEntry extends ItemEntry {
  readonly quantity?: number | undefined;
}

/** The discount detail: the plugin's `discountInfo`, the OpenAPI's `price_calculation_detail`. */
export interface Detail {
  readonly calculationType?: CalculationType | undefined;
  readonly order?: OrderBlock | undefined;
  readonly goods?: readonly GoodsEntry[] | undefined;
  readonly items?: readonly ItemEntry[] | undefined;
}

/** A line of the order itself. */
export interface AmountLine {
  readonly goodsId?: string | undefined;
  readonly skuId?: string | undefined;
  /** Fen for one unit, before discount. */
  readonly unitPrice?: number | undefined;
  /** Fen for one unit after discount, as only the pre-order callback has it. */
  readonly unitPayable?: number | undefined;
  readonly quantity: number;
  /** Fen for the whole line, order-level share included. */
  readonly discountAmount?: number | undefined;
}

/** A fee as a payload has it: amounts not yet checked. */
export type FeeEntry = Omit<Fee, "feeAmount" | "feeDiscountAmount"> & {
  readonly feeAmount: number;
  readonly feeDiscountAmount?: number | undefined;
};

/** One item order 商品单 of the platform: one unit, at what is paid for it. */
export interface ItemOrder {
  readonly goodsId?: string | undefined;
  readonly skuId?: string | undefined;
  readonly payableAmount: number;
  /** Where the amount stands, from the list of item orders down. */
  readonly at: readonly (string | number)[];
}

/** The amounts of an order. A bare discount detail has only `detail`. */
export interface Amounts {
  /** Which list the lines stand in; a sku list's lines have sku ids. */
  readonly list?: "goods" | "sku" | undefined;
  readonly lines?: readonly AmountLine[] | undefined;
  /** Lines of the goods list beside a sku list: one of the two must be empty. */
  readonly otherLines?: readonly AmountLine[] | undefined;
  readonly totalAmount?: number | undefined;
  readonly totalDiscountAmount?: number | undefined;
  readonly fees: readonly FeeEntry[];
  /** Of a format that has no field for fees, in an order that may have some: says why the total may exceed its parts. */
  readonly unlistedFees?: ((extraAmount: number, goodsAmount: number) => Text) | undefined;
  /** The total is what is left after the discount: one reading of orders of reservation goods. */
  readonly totalIsAfterDiscount?: boolean | undefined;
  readonly detail?: Detail | undefined;
  /** Names a calculation that the platform fetches from the merchant's server, in the place of `detail`. */
  readonly discountId?: string | undefined;
  readonly itemOrders?: readonly ItemOrder[] | undefined;
}
