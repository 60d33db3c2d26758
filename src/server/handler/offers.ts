/**
 * Offers: which promotions concern a buyer and a cart, and which of them would apply.
 */
import * as E from "fp-ts/lib/Either.js";
import { refersTo } from "../../order/LineItem.js";
import { discountRangeOf } from "../../order/Marketing.js";
import type { Promotion } from "../../promotion/Promotion.js";
import type { LeftOutReason } from "../../promotion/Selection.js";
import type { OfferedMarketing } from "./answers.js";
import type { Result } from "./Refusal.js";
import { type Calculated, calculate, type Trusted } from "./trusted.js";

/** Of somebody or some time else: this buyer need not hear of it. */
const NOT_HIS: readonly LeftOutReason[] = [
  "notStarted",
  "ended",
  "identity",
  "notFirstOrder",
  "usesSpent",
  "notHeld",
];

const nothing = (): boolean => false;

/** What one promotion gives alone; undefined where it does not concern this buyer. */
const offerOf = (trusted: Trusted, promotion: Promotion): Result<OfferedMarketing | undefined> => {
  const { id, code } = promotion;
  const name = code === undefined ? { id } : { id, code };
  return E.map(({ selection }: Calculated) => {
    const decision = selection.decisions.find((each) => each.id === id && each.code === code);
    if (decision === undefined) return undefined;
    if (!decision.applied && NOT_HIS.includes(decision.reason)) return undefined;
    const level = discountRangeOf(promotion.discountRange ?? 2);
    const [marketing] = selection.marketing;
    const offer: OfferedMarketing = {
      promotion,
      code: marketing?.code ?? code,
      level,
      discountAmount: marketing?.discountAmount,
      covers:
        marketing === undefined
          ? nothing
          : (line) => {
              const extent = marketing.units ?? marketing.appliesTo;
              return extent === undefined || extent.some((each) => refersTo(each, line));
            },
    };
    return offer;
  })(calculate(trusted, { only: [name] }));
};

/**
 * Every promotion that concerns the buyer, each tried alone: valid is what applies so, whatever else he might choose
 * instead. What is taken off fees is no marketing of the platform's, and not among them.
 */
export const offersOf = (trusted: Trusted): Result<readonly OfferedMarketing[]> => {
  const offers: OfferedMarketing[] = [];
  for (const promotion of trusted.promotions) {
    if (promotion.benefit.kind === "feeOff") continue;
    const offer = offerOf(trusted, promotion);
    if (E.isLeft(offer)) return offer;
    if (offer.right !== undefined) offers.push(offer.right);
  }
  return E.right(offers);
};
