/**
 * What benefits for particular units give in all, without saying to whom: what `unitGifts` adds up to. A search asks
 * this of many thousand states, and needs the gifts themselves only of few.
 */
import type { CartState } from "./CartState.js";

/** Which lines are eligible, by canonical position. */
export type Eligible = readonly boolean[];

/** What the first `count` eligible units get, each by what it has to pay: from one end of the sorted units on. */
const sumFrom = (
  { cheapest: { stretches } }: CartState,
  eligible: Eligible,
  [count, dearest]: readonly [count: number, dearest: boolean],
  amountOf: (payable: number) => number,
): number => {
  let sum = 0;
  let left = count;
  for (let n = 0; n < stretches.length && left > 0; n++) {
    const stretch = stretches[dearest ? stretches.length - 1 - n : n] as (typeof stretches)[number];
    if (eligible[stretch.line] !== true) continue;
    const many = Math.min(left, stretch.count);
    left -= many;
    if (stretch.payable > 0) sum += many * amountOf(stretch.payable);
  }
  return sum;
};

/** What the `count` cheapest eligible units get, each by what it has to pay. */
export const sumToCheapest = (
  state: CartState,
  eligible: Eligible,
  count: number,
  amountOf: (payable: number) => number,
): number => sumFrom(state, eligible, [count, false], amountOf);

/** What the `count` dearest eligible units get, each by what it has to pay. */
export const sumToDearest = (
  state: CartState,
  eligible: Eligible,
  count: number,
  amountOf: (payable: number) => number,
): number => sumFrom(state, eligible, [count, true], amountOf);

/** What the units of full sets get, where each set costs `amountFen` and the dearest units form the first. */
export const sumOfBundles = (
  { cheapest: { stretches } }: CartState,
  eligible: Eligible,
  { quantity, amountFen }: { readonly quantity: number; readonly amountFen: number },
  mostSets: number,
): number => {
  let sum = 0;
  let sets = mostSets;
  // The set that is being filled: its units so far, and what they have to pay.
  let [filled, payable] = [0, 0];
  for (let i = stretches.length - 1; i >= 0 && sets > 0; i--) {
    const stretch = stretches[i] as (typeof stretches)[number];
    if (eligible[stretch.line] !== true) continue;
    let { count } = stretch;
    if (filled > 0) {
      const many = Math.min(quantity - filled, count);
      filled += many;
      payable += many * stretch.payable;
      count -= many;
      if (filled < quantity) continue;
      sum += Math.max(0, payable - amountFen);
      sets -= 1;
    }
    const whole = Math.min(sets, Math.floor(count / quantity));
    sum += whole * Math.max(0, quantity * stretch.payable - amountFen);
    sets -= whole;
    filled = count - whole * quantity;
    payable = filled * stretch.payable;
  }
  return sum;
};
