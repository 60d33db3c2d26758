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
  /** The order that is decided; absent where prices are only shown. */
  readonly orderId?: string | undefined;
}

/**
 * What one promotion of an order spends: a use of it, its coupon, its points.
 *
 * @category server
 * @since 0.5.0
 */
export interface SpentPromotion {
  readonly id: string;
  /** The code of the coupon, or the promotion's own; absent where there is none. */
  readonly code?: string | undefined;
  /** The points that are paid with, for promotions of points. */
  readonly points?: number | undefined;
  /** What it takes off, in fen. */
  readonly discountFen: number;
}

/**
 * What an order spends of what its buyer has: every promotion that it is priced with.
 *
 * @category server
 * @since 0.5.0
 */
export interface OrderSpending {
  readonly orderId: string;
  /** In the order of their application; at least one. */
  readonly promotions: readonly SpentPromotion[];
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
  /**
   * Books what an order spends, all of it or nothing: asked when everything of a pre_create_order agrees, before it is
   * accepted. False where some of it was spent by another order meanwhile: then nothing may be booked, and the order is
   * refused for good. Without this function, and for an order without promotions, nothing is asked.
   *
   * It is asked at least once, and may be asked again for the same order id, also at the same time: after a fault, and by
   * several processes that decide at once. So it must be idempotent by `asking.appId` and `orderId`: what this order has
   * booked is not booked again, and is true again; where a later question differs, it replaces what an earlier one booked.
   *
   * `buyer` leaves out what other orders have booked, so that of two equal coupons the free one is used; but what was booked
   * for `asking.orderId` still counts as the buyer's, or the second attempt would refuse the order.
   *
   * What was booked stays so until the merchant frees it: when the order is closed without payment, or when he never hears
   * of it again, since a process may end between the booking and the answer, or another may have refused the order.
   */
  readonly reserve?: (spending: OrderSpending, asking: Asking) => Promise<boolean>;
}
