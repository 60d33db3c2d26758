/**
 * The best combination, by branch and bound: exact, ties included.
 *
 * A node is a combination; its children add one more candidate, later in the order of application. Candidates are tried
 * with before without, so that the first path down is the one that takes all it can.
 */

import { isObject } from "../codec/Shape.js";
import { compareText } from "../pricing/canonicalOrder.js";
import { after, conflictOf, giftOf, turnOf, worthOf } from "./applyInTurn.js";
import { Bounds, groupsOf } from "./bounds.js";
import type { Candidate } from "./Candidate.js";
import type { CanonicalCart, CartState } from "./CartState.js";

/** What a search found. */
export interface Found {
  /** The best combination, in the order of application. */
  readonly best: readonly Candidate[];
  /** The most that one not calculated could give, in fen; undefined where the best is certain. */
  readonly unvisited: number | undefined;
  readonly visited: number;
}

/** A combination with what it gives. */
interface Combination {
  /** Positions of its candidates, ascending. */
  readonly positions: readonly number[];
  readonly total: number;
  readonly points: number;
}

const ascending = (a: number, b: number): number => a - b;

/** Is the list of ranks `a`, ascending, before `b`? Both are of one length. */
const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number);
  return false;
};

/** Where each candidate's id and code stand among all. */
const ranksOf = (candidates: readonly Candidate[]): readonly number[] => {
  const order = candidates.map((_, i) => i);
  const nameOf = (i: number): Candidate => candidates[i] as Candidate;
  order.sort(
    (i, j) =>
      compareText(nameOf(i).promotion.id, nameOf(j).promotion.id) ||
      compareText(nameOf(i).code, nameOf(j).code),
  );
  const ranks = new Array<number>(candidates.length);
  order.forEach((position, rank) => {
    ranks[position] = rank;
  });
  return ranks;
};

/** JSON of a value with the keys of its objects in order: the same for all that say the same. */
const inKeyOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => compareText(a, b))) : part,
  );

/** What decides what a candidate gives: all but what it is called. */
const effectOf = ({ promotion, level, lines, fees }: Candidate): string => {
  const { type, sequence, benefit, when, rounding, capFen, floorPayableFen, stacking } = promotion;
  return inKeyOrder([
    [level, sequence ?? 0, type, lines, fees],
    [benefit, when?.thresholdFen, when?.thresholdQuantity, when?.thresholdBasis],
    [rounding, capFen, floorPayableFen, stacking],
  ]);
};

/**
 * Which candidates do the same as the one right before them, as coupons of one kind do. Instead of such a one without
 * the one before it, one may as well take the one before it without this one, whose id and code come first.
 */
const repeatsOf = (candidates: readonly Candidate[]): readonly boolean[] => {
  const effects = candidates.map(effectOf);
  return effects.map((effect, i) => i > 0 && effect === effects[i - 1]);
};

/** One search. */
class Search {
  best: Combination = { positions: [], total: 0, points: 0 };
  visited = 0;
  /** The most that a combination not visited for lack of nodes could reach; undefined while there is none. */
  unvisited: number | undefined;
  private readonly cart: CanonicalCart;
  private readonly candidates: readonly Candidate[];
  private readonly nodeLimit: number;
  private readonly ranks: readonly number[];
  /** Which candidates cannot stand beside which. */
  private readonly conflicts: readonly (readonly number[])[];
  /** How many of those that are applied are in a candidate's way. */
  private readonly inTheWay: Uint16Array;
  private readonly groups: readonly number[];
  private readonly repeats: readonly boolean[];
  /** Bounds for each depth, made once. */
  private readonly bounds: Bounds[] = [];

  constructor(cart: CanonicalCart, candidates: readonly Candidate[], nodeLimit: number) {
    this.cart = cart;
    this.candidates = candidates;
    this.nodeLimit = nodeLimit;
    this.ranks = ranksOf(candidates);
    this.repeats = repeatsOf(candidates);
    this.groups = groupsOf(candidates);
    this.conflicts = candidates.map((a) =>
      a.promotion.stacking === undefined
        ? []
        : [...candidates.keys()].filter((i) => conflictOf(a, candidates[i] as Candidate) !== undefined),
    );
    this.inTheWay = new Uint16Array(candidates.length);
  }

  /** Visits a combination, and those that add candidates from a position on. */
  visit(from: number, state: CartState, node: Combination): void {
    this.visited += 1;
    if (this.isBetter(node)) this.best = node;
    const { positions, total, points } = node;
    const bounds = (this.bounds[positions.length] ??= new Bounds(this.cart, this.candidates, this.groups));
    bounds.find(from, state, (position) => this.inTheWay[position] !== 0);
    for (let k = from; k < this.candidates.length; k++) {
      if (!this.canWin(node, k, bounds)) return;
      if (bounds.most[k] === 0 || (k > from && this.repeats[k] === true)) continue;
      const candidate = this.candidates[k] as Candidate;
      const turn = turnOf(candidate, state);
      const amount = worthOf(candidate, turn);
      if (amount === 0) continue;
      if (this.visited >= this.nodeLimit) {
        this.unvisited = Math.max(this.unvisited ?? 0, total + (bounds.rest[k] as number));
        return;
      }
      const gift = giftOf(candidate, turn, amount);
      this.block(k, 1);
      this.visit(k + 1, after(this.cart, state, candidate, gift), {
        positions: [...positions, k],
        total: total + amount,
        points: points + gift.points,
      });
      this.block(k, -1);
    }
  }

  /** Puts a candidate in the way of those that it cannot stand beside, or takes it out again. */
  private block(position: number, by: 1 | -1): void {
    for (const other of this.conflicts[position] as readonly number[])
      this.inTheWay[other] = (this.inTheWay[other] as number) + by;
  }

  /** More is better; then fewer points, then fewer promotions, then the smaller list of ids. */
  private isBetter({ total, points, positions }: Combination): boolean {
    const { best } = this;
    if (total !== best.total) return total > best.total;
    if (points !== best.points) return points < best.points;
    if (positions.length !== best.positions.length) return positions.length < best.positions.length;
    return isBefore(this.ranked(positions), this.ranked(best.positions));
  }

  private ranked(positions: readonly number[]): readonly number[] {
    return positions.map((position) => this.ranks[position] as number).sort(ascending);
  }

  /** May some combination that adds candidates from `from` on to this one be better than the best? */
  private canWin({ total, points, positions }: Combination, from: number, bounds: Bounds): boolean {
    const { best } = this;
    const more = bounds.rest[from] as number;
    if (total + more !== best.total) return total + more > best.total;
    // At best it draws level. What adds nothing is not better, and what adds something must add all of it.
    if (more === 0 || points > best.points) return false;
    if (points < best.points) return true;
    const count = positions.length + Math.ceil(more / (bounds.largest[from] as number));
    if (count !== best.positions.length) return count < best.positions.length;
    const added: number[] = [];
    for (let k = from; k < this.candidates.length; k++)
      if ((bounds.most[k] as number) > 0) added.push(this.ranks[k] as number);
    const smallest = added.sort(ascending).slice(0, count - positions.length);
    return isBefore([...this.ranked(positions), ...smallest].sort(ascending), this.ranked(best.positions));
  }
}

/** The best combination of candidates, none of which is stopped in any case, in the order of application. */
export const searchBest = (
  cart: CanonicalCart,
  initial: CartState,
  candidates: readonly Candidate[],
  nodeLimit: number,
): Found => {
  const search = new Search(cart, candidates, nodeLimit);
  search.visit(0, initial, { positions: [], total: 0, points: 0 });
  const { best, visited, unvisited } = search;
  return {
    best: best.positions.map((position) => candidates[position] as Candidate),
    unvisited,
    visited,
  };
};
