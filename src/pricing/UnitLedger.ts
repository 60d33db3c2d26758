/**
 * The units of a line of which some marketing names particular ones: what each still has to pay, and what it bears.
 *
 * Kept as runs of equal units. A marketing that names units cuts runs where it begins and ends; any other splits its
 * share of the line by what each unit still has to pay, and cuts one run at most: that in which the last odd fen falls.
 */
import { mulDiv, mulMod } from "../money/mulDiv.js";

/** Units next to each other that have the same history. */
export interface UnitState {
  readonly count: number;
  /** What each still has to pay. */
  readonly payable: number;
}

/** What each unit of a run is given, and how many of its first units get one fen more. */
interface Split {
  readonly each: number;
  readonly more: number;
}

/**
 * Splits an amount over the units of runs, each unit weighing `weight`: rounded down, and one fen more to each of the
 * largest remainders, ties to the earlier unit. The amount is at most the sum of all weights, which is above 0.
 */
export const splitOverRuns = (
  amount: number,
  runs: readonly { readonly count: number }[],
  weights: readonly number[],
): readonly Split[] => {
  let total = 0;
  for (let i = 0; i < runs.length; i++) total += (runs[i] as UnitState).count * (weights[i] as number);
  const shares = weights.map((weight) => mulDiv(amount, weight, total));
  let left = amount;
  for (let i = 0; i < runs.length; i++) left -= (runs[i] as UnitState).count * (shares[i] as number);
  const more = new Array<number>(runs.length).fill(0);
  if (left > 0) {
    const remainders = weights.map((weight, i) => mulMod(amount, weight, total, shares[i] as number));
    const byRemainder = runs.map((_, i) => i);
    byRemainder.sort((i, j) => (remainders[j] as number) - (remainders[i] as number) || i - j);
    for (const i of byRemainder) {
      more[i] = Math.min((runs[i] as UnitState).count, left);
      left -= more[i];
    }
  }
  return shares.map((each, i) => ({ each, more: more[i] as number }));
};

/** Makes the part of a run, of `count` units, each of which has `amount` taken off: that of an entry, if they are named. */
type Lower<R extends UnitState> = (run: R, count: number, amount: number, entry?: number) => R;

/** Takes an amount off a whole line: each unit bears its part by what it still has to pay. */
export const takeOffAll = <R extends UnitState>(
  runs: readonly R[],
  amount: number,
  lower: Lower<R>,
): readonly R[] => {
  if (amount === 0) return runs;
  const lowered: R[] = [];
  const weights = runs.map((run) => run.payable);
  splitOverRuns(amount, runs, weights).forEach(({ each, more }, i) => {
    const run = runs[i] as R;
    if (more > 0) lowered.push(lower(run, more, each + 1));
    if (more < run.count) lowered.push(lower(run, run.count - more, each));
  });
  return lowered;
};

/** Takes amounts off the units that are named, in the order of units, each named once. */
export const takeOffNamed = <R extends UnitState>(
  runs: readonly R[],
  named: readonly { readonly from: number; readonly count: number; readonly discountAmount: number }[],
  lower: Lower<R>,
): readonly R[] => {
  const lowered: R[] = [];
  let unit = 0;
  let next = 0;
  for (const run of runs) {
    const end = unit + run.count;
    while (unit < end) {
      const entry = named[next];
      const isNamed = entry !== undefined && unit >= entry.from;
      const until = entry === undefined ? end : isNamed ? entry.from + entry.count : entry.from;
      const count = Math.min(end, until) - unit;
      lowered.push(lower(run, count, isNamed ? entry.discountAmount : 0, next));
      unit += count;
      if (isNamed && unit === until) next += 1;
    }
  }
  return lowered;
};
