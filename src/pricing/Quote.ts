/**
 * The quote: what an order costs, and which fen of which discount every line and every unit bears.
 */
import type { Fen } from "../money/Fen.js";
import type { Fee } from "../order/Fee.js";
import type { MarketingDescription } from "../order/Marketing.js";
import type { Policy } from "../order/Policy.js";
import type { CalculationType } from "../order/PricingRequestInput.js";

/**
 * What a line or a unit bears of one marketing: never 0.
 *
 * @category model
 * @since 0.1.0
 */
export interface Share {
  readonly id: string;
  readonly code?: string;
  /** Fen. */
  readonly discountAmount: Fen;
}

/**
 * `count` units of a line, next to each other, that are priced alike.
 *
 * @category model
 * @since 0.1.0
 */
export interface UnitRun {
  readonly count: number;
  /** Of each unit, in fen: its unit price. */
  readonly totalAmount: Fen;
  /** Of each unit: the sum of its shares. */
  readonly totalDiscountAmount: Fen;
  /** Of each unit: `totalAmount − totalDiscountAmount`. */
  readonly payableAmount: Fen;
  /** Of each unit, in canonical order. */
  readonly marketing: readonly Share[];
}

/**
 * One line of a quote.
 *
 * @category model
 * @since 0.1.0
 */
export interface QuoteLine {
  readonly goodsId: string;
  readonly skuId?: string;
  readonly unitPrice: Fen;
  readonly quantity: number;
  /** `unitPrice × quantity`. */
  readonly totalAmount: Fen;
  /** The sum of its shares, those of order-level marketing included. */
  readonly totalDiscountAmount: Fen;
  readonly payableAmount: Fen;
  /** In canonical order; a share of 0 has no entry. */
  readonly marketing: readonly Share[];
  /** In unit order; neighbouring runs are never equal. Their counts add up to `quantity`. */
  readonly units: readonly UnitRun[];
}

/**
 * One marketing of a quote, as it came, with the amount that was taken off.
 *
 * @category model
 * @since 0.1.0
 */
export interface QuoteMarketing extends MarketingDescription {
  readonly discountAmount: Fen;
  /** What was asked for, where the policy `clamp` lowered it. */
  readonly requestedAmount?: Fen;
}

/**
 * The sums of an order, in fen.
 *
 * @category model
 * @since 0.1.0
 */
export interface Totals {
  /** Σ unitPrice × quantity. */
  readonly goodsAmount: Fen;
  /** Σ feeAmount. */
  readonly feeAmount: Fen;
  /** goodsAmount + feeAmount: before any discount. */
  readonly totalAmount: Fen;
  /** Σ of the goods-level marketing (discountRange 2). */
  readonly goodsDiscountAmount: Fen;
  /** Σ of the order-level marketing (discountRange 1). */
  readonly orderDiscountAmount: Fen;
  /** Σ feeDiscountAmount. */
  readonly feeDiscountAmount: Fen;
  readonly totalDiscountAmount: Fen;
  /** totalAmount − totalDiscountAmount: what the buyer pays. */
  readonly payableAmount: Fen;
}

/**
 * A priced order. Lines and marketing stand in the order in which the request had them.
 *
 * @category model
 * @since 0.1.0
 */
export interface Quote {
  readonly calculationType: CalculationType;
  readonly totals: Totals;
  readonly marketing: readonly QuoteMarketing[];
  readonly lines: readonly QuoteLine[];
  readonly fees: readonly Fee[];
  /** How the platform's item block is to be written; only where the request asked for other than the default. */
  readonly policy?: Pick<Policy, "itemEntries" | "maxItemEntries">;
}
