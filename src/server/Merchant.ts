/**
 * What the merchant knows and the server asks: prices, promotions, buyers. Files by default; functions for those who embed
 * the server.
 */
import type { FeeInput } from "../order/Fee.js";
import type { LineReference } from "../order/LineItem.js";
import type { Promotion } from "../promotion/Promotion.js";
import type { Buyer, HeldCoupon } from "../promotion/SelectionContext.js";

/** What is asked of a merchant: for whom, in which app. */
export interface Asking {
  readonly appId: string;
  readonly openId: string;
  readonly unionId?: string | undefined;
}

/**
 * The merchant's side of a calculation. Every answer is trusted; nothing that a client computed is.
 *
 * @category server
 * @since 0.4.0
 */
export interface Merchant {
  /** The unit price of a line in fen, before any discount; undefined where the merchant does not sell it. */
  readonly unitPrice: (line: LineReference, asking: Asking) => Promise<number | undefined>;
  /** The promotions in force, as `decodePromotions` made them. */
  readonly promotions: (asking: Asking) => Promise<readonly Promotion[]>;
  /** What is known of a buyer: identities, points, uses, and the coupons held. */
  readonly buyer: (
    asking: Asking,
  ) => Promise<{ readonly buyer?: Buyer; readonly held?: readonly HeldCoupon[] }>;
  /** The fees of an order, for takeaway orders; absent: none. */
  readonly fees?: (order: { readonly deliveryType: number }, asking: Asking) => Promise<readonly FeeInput[]>;
}
