/**
 * The answer of `select`: marketing with amounts, and a decision with its reason for every promotion.
 */
import type { Fen } from "../money/Fen.js";
import type { Fee } from "../order/Fee.js";
import type { Marketing } from "../order/Marketing.js";

/**
 * Why a promotion is not applied. Each is explained in docs/promotions.md.
 *
 * @category model
 * @since 0.3.0
 */
export type LeftOutReason =
  | "notSelected"
  | "notStarted"
  | "ended"
  | "notUsable"
  | "identity"
  | "notFirstOrder"
  | "usesSpent"
  | "notHeld"
  | "noEligibleLine"
  | "needsType2"
  | "belowThreshold"
  | "groupTaken"
  | "excludedBy"
  | "pointsSpent"
  | "noBenefitLeft"
  | "notInBest";

/**
 * What is missing to a threshold, the 凑单 hint: fen, units, or both.
 *
 * @category model
 * @since 0.3.0
 */
export interface Shortfall {
  readonly shortFen?: Fen;
  readonly shortQuantity?: number;
}

/**
 * What is missing to the next tier, threshold or set of a promotion that applies already.
 *
 * @category model
 * @since 0.3.0
 */
export interface NextStep extends Shortfall {
  /** What the promotion gives then, in all, where that is an amount. */
  readonly amountFen?: Fen;
  /** The part that the buyer pays then, where the next tier has a rate. */
  readonly rate?: string;
}

/**
 * A promotion that applies, with what it gives.
 *
 * @category model
 * @since 0.3.0
 */
export interface AppliedDecision {
  readonly id: string;
  /** The promotion's own code; that of a held coupon stands in the marketing. */
  readonly code?: string;
  readonly applied: true;
  readonly discountFen: Fen;
  /** Points that it spends. */
  readonly points?: number;
  readonly next?: NextStep;
}

/**
 * A promotion that is left out, with the reason.
 *
 * @category model
 * @since 0.3.0
 */
export interface LeftOutDecision extends Shortfall {
  readonly id: string;
  readonly code?: string;
  readonly applied: false;
  readonly reason: LeftOutReason;
  /** `groupTaken`, `excludedBy`: the id of the promotion that is in its way. */
  readonly by?: string;
  /** The code of that promotion, if it has one of its own. */
  readonly byCode?: string;
  /** `notInBest`: the total discount that would be reached with it. */
  readonly totalDiscountFen?: Fen;
}

/**
 * The decision on one promotion.
 *
 * @category model
 * @since 0.3.0
 */
export type Decision = AppliedDecision | LeftOutDecision;

/**
 * Which promotions apply, and what they give.
 *
 * @category model
 * @since 0.3.0
 */
export interface Selection {
  /** As in a pricing request, with amounts, in the order of application. `feeOff` gives none. */
  readonly marketing: readonly Marketing[];
  /** The cart's fees, less what was taken off them. */
  readonly fees: readonly Fee[];
  /** What the applied promotions give together, in fen: fees included, but not what the cart took off fees before. */
  readonly totalDiscountFen: Fen;
  /** Is this the best combination for certain? False only where the search was cut short by `nodeLimit`. */
  readonly optimal: boolean;
  /** Where it is not certain: how much more another combination could give, at most. */
  readonly missingAtMostFen?: Fen;
  /** How many combinations were calculated. */
  readonly visited: number;
  /** One for each promotion, in the order of application. */
  readonly decisions: readonly Decision[];
}
