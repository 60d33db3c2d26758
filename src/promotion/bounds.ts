/**
 * What the rest of a branch can still give, at most.
 *
 * Three bounds hold at once, and the least of them counts:
 *
 * 1. **The sum** of what each gives alone in the state at hand, of a group only the largest: no benefit gives more when
 *    less is to pay.
 * 2. **Rates one after the other.** Of a line with y to pay, a promotion that lets the buyer pay r takes (1 − r)·y; any
 *    other takes an amount. Whatever the order, at least y·∏r less those amounts remains. A share may be up to a fen
 *    above its exact part, so each rate adds a fen for every line but one, and one more where its sum may be rounded
 *    in the buyer's favour. Holds where lines weigh what they have to pay and the remainder goes by its size.
 * 3. **What there is to pay** on the lines and fees that the rest is for, less what the last of them must leave.
 */
import { mostOf, turnOf } from "./applyInTurn.js";
import type { Candidate } from "./Candidate.js";
import type { CanonicalCart, CartState } from "./CartState.js";

/** The number of each candidate's group, below that of candidates; −1 where it has none. */
export const groupsOf = (candidates: readonly Candidate[]): readonly number[] => {
  const numbers = new Map<string, number>();
  return candidates.map(({ promotion: { stacking } }) => {
    const group = stacking?.group;
    if (group === undefined) return -1;
    const known = numbers.get(group) ?? numbers.size;
    numbers.set(group, known);
    return known;
  });
};

/** Bounds on what candidates from some position on can give, by position; kept from one node to the next. */
export class Bounds {
  /** No more than this is given by those from a position on. */
  readonly rest: Float64Array;
  /** No more than this is given by one of those from a position on. */
  readonly largest: Float64Array;
  /** No more than this is given by the one at a position: 0 where it cannot apply any more. */
  readonly most: Float64Array;
  private readonly candidates: readonly Candidate[];
  private readonly groups: readonly number[];
  private readonly inGroup: Float64Array;
  private readonly factors: Float64Array;
  private readonly isCovered: Uint8Array;
  private readonly isFeeCovered: Uint8Array;
  private readonly hasRates: boolean;

  constructor(cart: CanonicalCart, candidates: readonly Candidate[], groups: readonly number[]) {
    const n = candidates.length;
    this.candidates = candidates;
    this.rest = new Float64Array(n + 1);
    this.largest = new Float64Array(n + 1);
    this.most = new Float64Array(n);
    this.groups = groups;
    this.inGroup = new Float64Array(n);
    this.factors = new Float64Array(cart.lines.length);
    this.isCovered = new Uint8Array(cart.lines.length);
    this.isFeeCovered = new Uint8Array(cart.fees.length);
    this.hasRates = cart.policy.basis === "payable" && cart.policy.apportionment === "largestRemainder";
  }

  /** Finds the bounds for the candidates from `from` on, beside those that are applied already. */
  find(from: number, state: CartState, isBlocked: (position: number) => boolean): void {
    const { candidates, rest, largest, most } = this;
    this.inGroup.fill(0);
    this.factors.fill(1);
    this.isCovered.fill(0);
    this.isFeeCovered.fill(0);
    rest[candidates.length] = 0;
    largest[candidates.length] = 0;
    let [sum, amounts, slack, rates] = [0, 0, 0, 0];
    let [onLines, onFees, floor] = [0, 0, Number.POSITIVE_INFINITY];
    for (let j = candidates.length - 1; j >= from; j--) {
      most[j] = 0;
      rest[j] = rest[j + 1] as number;
      largest[j] = largest[j + 1] as number;
      if (isBlocked(j)) continue;
      const candidate = candidates[j] as Candidate;
      const turn = turnOf(candidate, state);
      const own = mostOf(candidate, turn);
      if (own === 0) continue;
      most[j] = own;
      largest[j] = Math.max(own, largest[j] as number);
      const added = this.addToGroup(j, own);
      sum += added;
      const { paid } = candidate.giving;
      if (this.hasRates && paid !== undefined && this.groups[j] === -1 && own < turn.limit) {
        for (const line of candidate.lines) this.factors[line] = (this.factors[line] as number) * paid;
        rates += 1;
        slack += candidate.lines.length - ((candidate.promotion.rounding ?? "ceil") === "ceil" ? 1 : 0);
      } else amounts += added;
      if (candidate.level === 0) onFees += this.cover(candidate.fees, this.isFeeCovered, state.fees);
      else {
        onLines += this.cover(candidate.lines, this.isCovered, state.payables);
        floor = Math.min(floor, candidate.floor);
      }
      const room = (onLines > 0 ? Math.max(0, onLines - floor) : 0) + onFees;
      rest[j] = Math.min(sum, room, amounts + (rates > 0 ? this.byRates(state, rates) + slack : 0));
    }
  }

  /** What a candidate adds to the most of its group. */
  private addToGroup(position: number, own: number): number {
    const group = this.groups[position] as number;
    if (group === -1) return own;
    const before = this.inGroup[group] as number;
    if (own <= before) return 0;
    this.inGroup[group] = own;
    return own - before;
  }

  /** What parts that were not covered before have to pay. */
  private cover(parts: readonly number[], isCovered: Uint8Array, payables: readonly number[]): number {
    let more = 0;
    for (const part of parts) {
      if (isCovered[part] === 1) continue;
      isCovered[part] = 1;
      more += payables[part] as number;
    }
    return more;
  }

  /**
   * What the rates take together, each line by its own. A little more, since doubles are not exact: what is left of a
   * line is off by 2^-53 of it for each rate that it is multiplied by, and by as much again in the sums.
   */
  private byRates(state: CartState, rates: number): number {
    let [sum, payable] = [0, 0];
    for (let line = 0; line < this.factors.length; line++) {
      const factor = this.factors[line] as number;
      if (factor === 1) continue;
      sum += (state.payables[line] as number) * (1 - factor);
      payable += state.payables[line] as number;
    }
    return Math.floor(sum + payable * (rates + this.factors.length + 2) * 2 ** -52 + 1e-6);
  }
}
