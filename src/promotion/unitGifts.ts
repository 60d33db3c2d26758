/**
 * Benefits for particular units: which units get how much, before any limit.
 *
 * Units are taken as runs of equal ones, so a quantity of 10⁹ costs no more than one of a few.
 */
import { splitOverRuns } from "../pricing/UnitLedger.js";
import type { CartState, Stretch, UnitGift } from "./CartState.js";
import type { Eligible } from "./unitSums.js";

/** By line and then by unit. */
const inUnitOrder = (a: Stretch | UnitGift, b: Stretch | UnitGift): number =>
  a.line - b.line || a.from - b.from;

/** Dearest first; of equal units the one of the earlier line, and of one line the later unit. */
const dearestFirst = (a: Stretch, b: Stretch): number =>
  b.payable - a.payable || a.line - b.line || b.from - a.from;

/** The units of these lines, cheapest first. */
const cheapestOf = ({ cheapest }: CartState, eligible: Eligible): readonly Stretch[] =>
  cheapest.stretches.filter(({ line }) => eligible[line]);

/** The last units of a stretch: of equal ones the later come first. */
const lastOf = (stretch: Stretch, count: number): Stretch => ({
  ...stretch,
  from: stretch.from + stretch.count - count,
  count,
});

const withoutLast = (stretch: Stretch, count: number): Stretch => ({
  ...stretch,
  count: stretch.count - count,
});

/** The first `count` units of sorted stretches. */
const firstUnits = (sorted: readonly Stretch[], count: number): readonly Stretch[] => {
  const taken: Stretch[] = [];
  let left = count;
  for (const stretch of sorted) {
    if (left === 0) break;
    const many = Math.min(left, stretch.count);
    taken.push(lastOf(stretch, many));
    left -= many;
  }
  return taken;
};

/** What some units get, each by what it has to pay. */
const giftsTo = (units: readonly Stretch[], amountOf: (payable: number) => number): readonly UnitGift[] =>
  units
    .map(({ line, from, count, payable }) => ({ line, from, count, amount: amountOf(payable) }))
    .filter(({ amount }) => amount > 0)
    .sort(inUnitOrder);

/** What the `count` cheapest units of these lines get. */
export const giftsToCheapest = (
  state: CartState,
  eligible: Eligible,
  count: number,
  amountOf: (payable: number) => number,
): readonly UnitGift[] => giftsTo(firstUnits(cheapestOf(state, eligible), count), amountOf);

/** What the `count` dearest units of these lines get. */
export const giftsToDearest = (
  state: CartState,
  eligible: Eligible,
  count: number,
  amountOf: (payable: number) => number,
): readonly UnitGift[] =>
  giftsTo(firstUnits([...cheapestOf(state, eligible)].sort(dearestFirst), count), amountOf);

/** Splits an amount over units by weights, ties to the earlier unit; the units in their order. */
const split = (
  amount: number,
  units: readonly Omit<Stretch, "payable">[],
  weights: readonly number[],
): readonly UnitGift[] =>
  splitOverRuns(amount, units, weights).flatMap(({ each, more }, i) => {
    const { line, from, count } = units[i] as Stretch;
    return [
      { line, from, count: more, amount: each + 1 },
      { line, from: from + more, count: count - more, amount: each },
    ].filter((gift) => gift.count > 0 && gift.amount > 0);
  });

/** What the units of some sets get, which together have to pay `amountFen` a set. */
const giftsOfSets = (units: readonly Stretch[], sets: number, amountFen: number): readonly UnitGift[] => {
  let payable = 0;
  for (const stretch of units) payable += stretch.count * stretch.payable;
  const discount = payable - sets * amountFen;
  if (discount <= 0) return [];
  const inOrder = [...units].sort(inUnitOrder);
  return split(
    discount,
    inOrder,
    inOrder.map((stretch) => stretch.payable),
  );
};

/** Sorted stretches, those that have to pay the same together. */
const groupsOf = (sorted: readonly Stretch[]): readonly (readonly Stretch[])[] => {
  const groups: Stretch[][] = [];
  for (const stretch of sorted) {
    const last = groups[groups.length - 1];
    if (last?.[0]?.payable === stretch.payable) last.push(stretch);
    else groups.push([stretch]);
  }
  return groups;
};

const countOf = (units: readonly Stretch[]): number => units.reduce((sum, { count }) => sum + count, 0);

/** What is left of sorted stretches after their first `count` units. */
const afterFirst = (sorted: readonly Stretch[], count: number): readonly Stretch[] => {
  const left: Stretch[] = [];
  let skip = count;
  for (const stretch of sorted) {
    const many = Math.min(skip, stretch.count);
    skip -= many;
    if (many < stretch.count) left.push(withoutLast(stretch, many));
  }
  return left;
};

/**
 * What the units of full sets get, where each set costs `amountFen`: the dearest units form the first set, and so on.
 * Sets whose units all have to pay the same are split together.
 */
export const giftsOfBundles = (
  state: CartState,
  eligible: Eligible,
  { quantity, amountFen }: { readonly quantity: number; readonly amountFen: number },
  mostSets: number,
): readonly UnitGift[] => {
  const gifts: UnitGift[] = [];
  let sets = mostSets;
  let open: readonly Stretch[] = [];
  for (const group of groupsOf([...cheapestOf(state, eligible)].sort(dearestFirst))) {
    let rest: readonly Stretch[] = group;
    const missing = quantity - countOf(open);
    if (open.length > 0 && sets > 0) {
      open = [...open, ...firstUnits(rest, missing)];
      rest = afterFirst(rest, missing);
      if (countOf(open) < quantity) continue;
      gifts.push(...giftsOfSets(open, 1, amountFen));
      sets -= 1;
      open = [];
    }
    const whole = Math.min(sets, Math.floor(countOf(rest) / quantity));
    if (whole > 0) gifts.push(...giftsOfSets(firstUnits(rest, whole * quantity), whole, amountFen));
    sets -= whole;
    if (sets === 0) break;
    open = afterFirst(rest, whole * quantity);
  }
  return gifts.sort(inUnitOrder);
};

/** Gifts that are lowered to `amount` in all, each in proportion. */
export const loweredGifts = (gifts: readonly UnitGift[], amount: number): readonly UnitGift[] =>
  split(
    amount,
    gifts,
    gifts.map((gift) => gift.amount),
  );
