/**
 * Offers: which promotions concern a buyer and a cart, and which of them would apply.
 */
import * as E from "fp-ts/lib/Either.js";
import { refersTo } from "../../order/LineItem.js";
import { discountRangeOf, type Marketing } from "../../order/Marketing.js";
import type { LeftOutReason } from "../../promotion/Selection.js";
import type { Alone } from "../../promotion/select.js";
import type { OfferedMarketing } from "./answers.js";
import type { Result } from "./Refusal.js";
import { calculateEach, type Trusted } from "./trusted.js";

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

/** Which lines a marketing covers. */
const covering = (marketing: Marketing | undefined): OfferedMarketing["covers"] => {
  if (marketing === undefined) return nothing;
  const extent = marketing.units ?? marketing.appliesTo;
  return (line) => extent === undefined || extent.some((each) => refersTo(each, line));
};

const offerOf = ({ promotion, marketing }: Alone): OfferedMarketing => ({
  promotion,
  code: marketing?.code ?? promotion.code,
  level: discountRangeOf(promotion.discountRange ?? 2),
  discountAmount: marketing?.discountAmount,
  covers: covering(marketing),
});

/** What is taken off fees is no marketing of the platform's, and what is not his is not told. */
const concernsHim = ({ promotion, decision }: Alone): boolean =>
  promotion.benefit.kind !== "feeOff" && (decision.applied || !NOT_HIS.includes(decision.reason));

/**
 * Every promotion that concerns the buyer, each tried alone: valid is what applies so, whatever else he might choose
 * instead.
 */
export const offersOf = (trusted: Trusted): Result<readonly OfferedMarketing[]> =>
  E.map((each: readonly Alone[]) => each.filter(concernsHim).map(offerOf))(calculateEach(trusted));
