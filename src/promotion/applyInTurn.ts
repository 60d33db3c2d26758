/**
 * Applying promotions one after the other.
 */
import type { Giving, Turn } from "./amounts.js";
import type { Candidate, Stop } from "./Candidate.js";
import { shortfall } from "./Candidate.js";
import { afterFeeGift, afterGift, type CanonicalCart, type CartState, type Gift } from "./CartState.js";
import { loweredGifts } from "./unitGifts.js";

/** What a candidate meets when its turn comes. */
export const turnOf = (candidate: Candidate, state: CartState): Turn => {
  let ofLines = 0;
  for (const line of candidate.lines) ofLines += state.payables[line] as number;
  let payable = ofLines;
  if (candidate.level === 0) {
    payable = 0;
    for (const fee of candidate.fees) payable += state.fees[fee] as number;
  }
  return {
    state,
    payable,
    base: candidate.byPayable ? ofLines : candidate.lineTotal,
    limit: Math.max(0, Math.min(payable - candidate.floor, candidate.cap)),
  };
};

const limited = (
  { fenNeeded, quantityNeeded, quantity }: Candidate,
  turn: Turn,
  amount: Giving["amount"],
): number =>
  turn.limit === 0 || turn.base < fenNeeded || quantity < quantityNeeded
    ? 0
    : Math.min(turn.limit, amount(turn));

/** What a candidate gives, in fen: 0 where its threshold is not reached or nothing is left to give. */
export const worthOf = (candidate: Candidate, turn: Turn): number =>
  limited(candidate, turn, candidate.giving.amount);

/** No less than what a candidate gives in this state, or in any that promotions make of it. */
export const mostOf = (candidate: Candidate, turn: Turn): number =>
  limited(candidate, turn, candidate.giving.most);

/** What a candidate gives, and to whom. */
export const giftOf = ({ giving }: Candidate, turn: Turn, amount: number): Gift => {
  const points = giving.pointsOf?.(amount) ?? 0;
  if (giving.units === undefined) return { amount, points, units: undefined };
  const units = giving.units(turn);
  let sum = 0;
  for (const each of units) sum += each.count * each.amount;
  return { amount, points, units: sum === amount ? units : loweredGifts(units, amount) };
};

/** The state after a candidate's gift. */
export const after = (
  cart: CanonicalCart,
  state: CartState,
  { level, fees, lines }: Candidate,
  gift: Gift,
): CartState => (level === 0 ? afterFeeGift(state, fees, gift.amount) : afterGift(cart, state, lines, gift));

/** Why two candidates cannot stand in one order, if so. */
export const conflictOf = (a: Candidate, b: Candidate): "groupTaken" | "excludedBy" | undefined => {
  const [mine, others] = [a.promotion.stacking, b.promotion.stacking];
  if (mine?.group !== undefined && mine.group === others?.group) return "groupTaken";
  const excludes = (list: readonly string[] | undefined, group: string | undefined): boolean =>
    group !== undefined && list !== undefined && list.includes(group);
  return excludes(mine?.excludes, others?.group) || excludes(others?.excludes, mine?.group)
    ? "excludedBy"
    : undefined;
};

/** Stopped by another promotion. */
export interface Blocked extends Stop {
  readonly by: Candidate;
}

/** What is in a candidate's way among those that are applied: one of its group before one it cannot stand beside. */
export const blockOf = (candidate: Candidate, applied: readonly Candidate[]): Blocked | undefined => {
  let found: Blocked | undefined;
  for (const by of applied) {
    const reason = conflictOf(candidate, by);
    if (reason === "groupTaken") return { reason, by };
    if (reason !== undefined) found ??= { reason, by };
  }
  return found;
};

/** What became of one candidate. */
export type Outcome =
  | { readonly candidate: Candidate; readonly turn: Turn; readonly gift: Gift; readonly stop?: undefined }
  | { readonly candidate: Candidate; readonly stop: Stop | Blocked };

/** All that came of some candidates. */
export interface Application {
  readonly outcomes: readonly Outcome[];
  readonly applied: readonly Candidate[];
  /** What was given, in fen. */
  readonly total: number;
  readonly points: number;
  readonly state: CartState;
}

/** Why a candidate whose turn it is does not apply, if so. */
const stopOf = (
  candidate: Candidate,
  turn: Turn,
  applied: readonly Candidate[],
): Stop | Blocked | undefined => {
  if (candidate.stop !== undefined) return candidate.stop;
  const short = shortfall(candidate, turn.base);
  if (short !== undefined) return short;
  const block = blockOf(candidate, applied);
  if (block !== undefined) return block;
  const { stepPoints } = candidate.giving;
  if (stepPoints !== undefined && turn.state.points < stepPoints) return { reason: "pointsSpent" };
  return undefined;
};

/** Applies candidates, which stand in the order of application, to a cart. */
export const applyInTurn = (
  cart: CanonicalCart,
  initial: CartState,
  candidates: readonly Candidate[],
): Application => {
  let state = initial;
  let [total, points] = [0, 0];
  const applied: Candidate[] = [];
  const outcomes = candidates.map((candidate): Outcome => {
    const turn = turnOf(candidate, state);
    const stop = stopOf(candidate, turn, applied);
    if (stop !== undefined) return { candidate, stop };
    const amount = worthOf(candidate, turn);
    if (amount === 0) return { candidate, stop: { reason: "noBenefitLeft" } };
    const gift = giftOf(candidate, turn, amount);
    state = after(cart, state, candidate, gift);
    total += amount;
    points += gift.points;
    applied.push(candidate);
    return { candidate, turn, gift };
  });
  return { outcomes, applied, total, points, state };
};
