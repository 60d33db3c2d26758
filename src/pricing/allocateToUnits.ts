/**
 * Allocation to units: a line's share of each marketing over its equal units, kept as runs and never one by one.
 */
import type { Fen } from "../money/Fen.js";
import type { Share, UnitRun } from "./Quote.js";

/** A share's entry; the code stands beside the id where the marketing has one. */
export const shareOf = (
  of: { readonly id: string; readonly code?: string | undefined },
  amount: number,
): Share =>
  of.code === undefined
    ? { id: of.id, discountAmount: amount as Fen }
    : { id: of.id, code: of.code, discountAmount: amount as Fen };

const run = (count: number, unitPrice: number, discount: number, marketing: readonly Share[]): UnitRun => ({
  count,
  totalAmount: unitPrice as Fen,
  totalDiscountAmount: discount as Fen,
  payableAmount: (unitPrice - discount) as Fen,
  marketing,
});

/**
 * The units of a line, as runs of equal ones.
 *
 * Of a share s over n units each unit bears ⌊s ÷ n⌋, and the s mod n fen left over go to consecutive units from a
 * cursor on, wrapping around; the cursor starts at unit 0 and moves on by s mod n for each marketing. The leftover
 * fen of all marketing thus lie end to end around the line, and no unit gets two more of them than another.
 *
 * Only where some marketing's leftovers begin or end does a run end, so there is at most one run more than there are
 * marketing, whatever the quantity.
 *
 * @param shares - What the line bears of each marketing, in canonical order; none is 0.
 */
export const allocateToUnits = (
  unitPrice: number,
  quantity: number,
  discount: number,
  shares: readonly Share[],
): readonly UnitRun[] => {
  if (quantity === 1 || shares.length === 0) return [run(quantity, unitPrice, discount, shares)];
  const m = shares.length;
  const base = new Array<number>(m);
  // The j-th marketing's leftover fen lie on the units from starts[j] up to but not including starts[j + 1], around.
  const starts = new Array<number>(m + 1);
  let cursor = 0;
  for (let j = 0; j < m; j++) {
    const amount: number = (shares[j] as Share).discountAmount;
    const each = Math.floor(amount / quantity);
    const extra = amount - each * quantity;
    base[j] = each;
    starts[j] = cursor;
    cursor = cursor + extra < quantity ? cursor + extra : cursor + extra - quantity;
  }
  starts[m] = cursor;
  const borders = ascending(starts);
  const runs: UnitRun[] = [];
  for (let b = 0; b < borders.length; b++) {
    const from = borders[b] as number;
    const to = b + 1 < borders.length ? (borders[b + 1] as number) : quantity;
    const marketing: Share[] = [];
    let unitDiscount = 0;
    for (let j = 0; j < m; j++) {
      const start = starts[j] as number;
      const end = starts[j + 1] as number;
      const inside = start <= end ? from >= start && from < end : from >= start || from < end;
      const amount = (base[j] as number) + (inside ? 1 : 0);
      if (amount === 0) continue;
      marketing.push(shareOf(shares[j] as Share, amount));
      unitDiscount += amount;
    }
    runs.push(run(to - from, unitPrice, unitDiscount, marketing));
  }
  return runs;
};

/** The different values, ascending. Starts with 0, where the cursor starts. */
const ascending = (values: readonly number[]): number[] => {
  const sorted: number[] = [];
  for (const value of values) {
    let at = sorted.length;
    while (at > 0 && (sorted[at - 1] as number) > value) at -= 1;
    if (at > 0 && sorted[at - 1] === value) continue;
    // By hand, since splice makes a list of what it removed, which is nothing.
    for (let i = sorted.length; i > at; i--) sorted[i] = sorted[i - 1] as number;
    sorted[at] = value;
  }
  return sorted;
};
