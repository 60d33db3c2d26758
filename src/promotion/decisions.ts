/**
 * Decisions: what became of each promotion, and why.
 */
import { type Fen, MAX_FEN } from "../money/Fen.js";
import { isReached, setSize, timesOf } from "./amounts.js";
import { type Application, applyInTurn, type Blocked, blockOf, type Outcome } from "./applyInTurn.js";
import type { Tier } from "./Benefit.js";
import type { Candidate, Stop } from "./Candidate.js";
import type { CanonicalCart, CartState } from "./CartState.js";
import type { AppliedDecision, Decision, LeftOutDecision, NextStep } from "./Selection.js";

type Applied = Extract<Outcome, { readonly stop?: undefined }>;

/** The promotion's own id and code. */
const nameOf = ({ promotion: { id, code } }: Candidate): { readonly id: string; readonly code?: string } =>
  code === undefined ? { id } : { id, code };

const short = (fen: number, quantity: number): NextStep => ({
  ...(fen > 0 ? { shortFen: fen as Fen } : {}),
  ...(quantity > 0 ? { shortQuantity: quantity } : {}),
});

/** What a tier would give at least once it is reached: a rate, of what is to pay then. */
const promised = ({ thresholdFen = 0, amountFen, rate }: Tier, payable: number): number =>
  amountFen ?? (1 - Number(rate)) * Math.max(payable, thresholdFen);

/** What the next tier that gives more asks for, and what it gives. */
const nextTier = (tiers: readonly Tier[], { candidate, turn, gift }: Applied): NextStep | undefined => {
  const { quantity, cap } = candidate;
  const reached = tiers.filter((each) => isReached(each, turn.base, quantity));
  const lastRate = reached[reached.length - 1]?.rate;
  const next = tiers.slice(reached.length).find((tier) => {
    // The same rate gives more only because more is bought.
    const isSame =
      tier.rate !== undefined && lastRate !== undefined && Number(tier.rate) === Number(lastRate);
    return !isSame && Math.min(promised(tier, turn.payable), cap) > gift.amount;
  });
  if (next === undefined) return undefined;
  const { thresholdFen, thresholdQuantity, amountFen, rate } = next;
  return {
    ...short((thresholdFen ?? turn.base) - turn.base, (thresholdQuantity ?? quantity) - quantity),
    ...(amountFen === undefined ? {} : { amountFen: Math.min(amountFen, cap) as Fen }),
    ...(rate === undefined ? {} : { rate }),
  };
};

/** What is missing to one more time, where no other threshold fits more often already. */
const toNext = (threshold: number | undefined, reached: number, times: number): number =>
  threshold !== undefined && Math.floor(reached / threshold) === times
    ? threshold - (reached % threshold)
    : 0;

/** Up to the threshold's next multiple, and what is given then. */
const nextMultiple = ({ candidate, turn: { base } }: Applied, amountFen: number): NextStep => {
  const { promotion, quantity, cap } = candidate;
  const { thresholdFen, thresholdQuantity } = promotion.when ?? {};
  const times = timesOf(promotion, base, quantity);
  return {
    ...short(toNext(thresholdFen, base, times), toNext(thresholdQuantity, quantity, times)),
    amountFen: Math.min((times + 1) * amountFen, cap, MAX_FEN) as Fen,
  };
};

/** What is missing to more, where a promotion that applies could give more. */
const nextStep = (outcome: Applied): NextStep | undefined => {
  const { candidate, gift } = outcome;
  const { benefit } = candidate.promotion;
  // More would be cut off.
  if (gift.amount >= candidate.cap) return undefined;
  if (benefit.kind === "tiers") return nextTier(benefit.tiers, outcome);
  if (benefit.kind === "amountOff")
    return benefit.every === true ? nextMultiple(outcome, benefit.amountFen) : undefined;
  const size = setSize(benefit);
  const hasMore = size > 0 && !("repeat" in benefit && benefit.repeat === false);
  return hasMore ? short(0, size - (candidate.quantity % size)) : undefined;
};

const appliedDecision = (outcome: Applied): AppliedDecision => {
  const { candidate, gift } = outcome;
  const next = nextStep(outcome);
  return {
    ...nameOf(candidate),
    applied: true,
    discountFen: gift.amount as Fen,
    ...(gift.points > 0 ? { points: gift.points } : {}),
    ...(next === undefined ? {} : { next }),
  };
};

const leftOutDecision = (candidate: Candidate, stop: Stop | Blocked): LeftOutDecision => {
  const { reason, shortFen = 0, shortQuantity = 0 } = stop;
  const by = "by" in stop ? nameOf(stop.by) : undefined;
  return {
    ...nameOf(candidate),
    applied: false,
    reason,
    ...short(shortFen, shortQuantity),
    ...(by === undefined ? {} : { by: by.id }),
    ...(by?.code === undefined ? {} : { byCode: by.code }),
  };
};

/** The decision of an outcome. */
export const decisionOf = (outcome: Outcome): Decision =>
  outcome.stop === undefined ? appliedDecision(outcome) : leftOutDecision(outcome.candidate, outcome.stop);

/** The decision on a promotion that was not handed in. */
export const notSelected = (candidate: Candidate): LeftOutDecision =>
  leftOutDecision(candidate, { reason: "notSelected" });

/** Reasons that lie in what is applied besides. */
const BESIDE: readonly string[] = ["groupTaken", "excludedBy", "pointsSpent", "noBenefitLeft"];

/** The combination with one more candidate, in the order of application. */
export const withOne = (
  all: readonly Candidate[],
  best: ReadonlySet<Candidate>,
  candidate: Candidate,
): readonly Candidate[] => all.filter((each) => each === candidate || best.has(each));

/** Why a candidate is not in the best combination: it is tried beside it. */
const whyLeftOut = (
  candidate: Candidate,
  best: readonly Candidate[],
  tried: Application,
): LeftOutDecision => {
  const outcome = tried.outcomes.find((each) => each.candidate === candidate) as Outcome;
  const { stop } = outcome;
  if (stop !== undefined && !BESIDE.includes(stop.reason)) return leftOutDecision(candidate, stop);
  const block = blockOf(candidate, best);
  if (block !== undefined) return leftOutDecision(candidate, block);
  if (stop !== undefined) return leftOutDecision(candidate, stop);
  return {
    ...leftOutDecision(candidate, { reason: "notInBest" }),
    totalDiscountFen: tried.total as Fen,
  };
};

/** The decisions on all candidates, where `best` was found to be the best combination. */
export const decisionsOf = (
  cart: CanonicalCart,
  initial: CartState,
  all: readonly Candidate[],
  best: Application,
): readonly Decision[] => {
  const applied = new Set(best.applied);
  const outcomes = new Map(best.outcomes.map((outcome) => [outcome.candidate, outcome]));
  return all.map((candidate) => {
    const outcome = outcomes.get(candidate);
    if (outcome !== undefined) return decisionOf(outcome);
    if (candidate.stop !== undefined) return leftOutDecision(candidate, candidate.stop);
    const tried = applyInTurn(cart, initial, withOne(all, applied, candidate));
    return whyLeftOut(candidate, best.applied, tried);
  });
};
