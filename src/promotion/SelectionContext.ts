/**
 * The circumstances of a selection, as data: the time, the buyer, the coupons that he holds.
 */
import { type Guarded, list, record } from "../codec/Guarded.js";
import { boolean, id, integer } from "../codec/leaves.js";
import { mapOf } from "../codec/mapOf.js";
import { milliseconds } from "./Promotion.js";

/**
 * Who buys. What is absent counts as not there: no identities, not known to be the first order, nothing used yet.
 *
 * @category model
 * @since 0.3.0
 */
export interface Buyer {
  readonly identities?: readonly string[] | undefined;
  /** The balance of points. Must be said where some promotion is for points. */
  readonly points?: number | undefined;
  readonly firstOrder?: boolean | undefined;
  /** How often promotions were used before, by promotion id. */
  readonly uses?: Readonly<Record<string, number>> | undefined;
}

/**
 * A coupon that the buyer holds: of which promotion, and its code if it has one.
 *
 * @category model
 * @since 0.3.0
 */
export interface HeldCoupon {
  readonly id: string;
  readonly code?: string | undefined;
}

/**
 * The circumstances of a selection: data, never looked up.
 *
 * @category model
 * @since 0.3.0
 */
export interface SelectionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly buyer?: Buyer | undefined;
  readonly held?: readonly HeldCoupon[] | undefined;
}

const BuyerCodec: Guarded<Buyer> = record(
  "Buyer",
  "refuse",
  {},
  {
    identities: list("BuyerIdentities", id),
    points: integer("PointsBalance", 0, Number.MAX_SAFE_INTEGER),
    firstOrder: boolean,
    uses: mapOf("Uses", integer("UseCount", 0, Number.MAX_SAFE_INTEGER)),
  },
);

/** The codec of the circumstances. */
export const SelectionContextCodec: Guarded<SelectionContext> = record(
  "SelectionContext",
  "refuse",
  { now: milliseconds },
  { buyer: BuyerCodec, held: list("HeldCoupons", record("HeldCoupon", "refuse", { id }, { code: id })) },
);
