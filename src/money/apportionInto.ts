/**
 * Apportionment without checks, in time linear in the number of weights: whoever calls it has made sure of what it is given.
 */
import { mulDiv, mulMod } from "./mulDiv.js";

/**
 * Who gets the fen that are left over when every share has been rounded down.
 *
 * - `largestRemainder` (Hamilton): one each to the largest remainders; ties to the larger weight, then to the
 *   earlier position.
 * - `lastTakesRemainder`: all of them to the last position with a weight above 0.
 *
 * @category model
 * @since 0.1.0
 */
export type Apportionment = "largestRemainder" | "lastTakesRemainder";

/** The remainders of one call; kept, since nothing that is called before they are read apportions anew. */
let scratch = new Float64Array(64);

/** The most remainders that are kept: half a megabyte. */
const MOST_SCRATCH = 65_536;

const scratchOf = (n: number): Float64Array => {
  if (n > MOST_SCRATCH) return new Float64Array(n);
  if (n > scratch.length) scratch = new Float64Array(Math.min(MOST_SCRATCH, 2 * n));
  return scratch;
};

/**
 * `apportion` without its checks, into an array of the caller's. `total` is the sum of the weights.
 *
 * Hot: plain loops over local arrays.
 */
export const apportionInto = (
  shares: number[],
  amount: number,
  weights: readonly number[],
  total: number,
  method: Apportionment,
): void => {
  const n = weights.length;
  if (amount === 0) {
    for (let i = 0; i < n; i++) shares[i] = 0;
    return;
  }
  if (n === 1) {
    shares[0] = amount;
    return;
  }
  if (method === "lastTakesRemainder") {
    floorsThenLast(shares, amount, weights, total);
    return;
  }
  const remainders = scratchOf(n);
  let left = amount;
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    const product = amount * weight;
    let share: number;
    if (product <= Number.MAX_SAFE_INTEGER) {
      share = Math.floor(product / total) + 0; // A weight of -0 is 0.
      remainders[i] = product - share * total;
    } else {
      share = mulDiv(amount, weight, total);
      remainders[i] = mulMod(amount, weight, total, share);
    }
    shares[i] = share;
    left -= share;
  }
  if (left > 0) raiseLargestRemainders(shares, remainders, weights, total, left);
};

const floorsThenLast = (
  shares: number[],
  amount: number,
  weights: readonly number[],
  total: number,
): void => {
  let left = amount;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    const share = mulDiv(amount, weight, total) + 0;
    shares[i] = share;
    left -= share;
    if (weight > 0) last = i;
  }
  shares[last] = (shares[last] as number) + left;
};

/** Up to so many extra fen, or weights, finding the largest again and again is the fastest. */
const FEW_FEN = 3;
const FEW_WEIGHTS = 24;

/**
 * One more fen to each of the `count` largest remainders; ties to the larger weight, then to the earlier position.
 *
 * The remainders add up to count × Σ weights and each is below Σ weights, so more than `count` of them are above 0:
 * a weight of 0, whose remainder is 0, never gets a fen.
 */
const raiseLargestRemainders = (
  shares: number[],
  remainders: Float64Array,
  weights: readonly number[],
  total: number,
  count: number,
): void => {
  if (count <= FEW_FEN || weights.length <= FEW_WEIGHTS) raiseOneByOne(shares, remainders, weights, count);
  else raiseByRanges(shares, remainders, weights, total, count);
};

const raiseOneByOne = (
  shares: number[],
  remainders: Float64Array,
  weights: readonly number[],
  count: number,
): void => {
  for (let round = 0; round < count; round++) {
    let best = 0;
    let largest = remainders[0] as number;
    for (let i = 1; i < weights.length; i++) {
      const remainder = remainders[i] as number;
      if (remainder < largest) continue;
      if (remainder === largest && (weights[i] as number) <= (weights[best] as number)) continue;
      best = i;
      largest = remainder;
    }
    shares[best] = (shares[best] as number) + 1;
    remainders[best] = -1;
  }
};

/** Into so many ranges of equal width, at most, the remainders are counted. */
const MOST_RANGES = 1024;

/** The counts of one call; kept, since clearing them costs less than making them. */
const counts = new Uint32Array(MOST_RANGES + 1);

/**
 * Counts the remainders by range, so that one more pass tells who gets a fen for sure: all in a range above the one in
 * which the last fen falls. Only among those in that range is there a choice to make.
 */
const raiseByRanges = (
  shares: number[],
  remainders: Float64Array,
  weights: readonly number[],
  total: number,
  count: number,
): void => {
  const n = weights.length;
  // As many ranges as remainders, so that few share one; clearing and searching more would take longer than it saves.
  const ranges = Math.min(n, MOST_RANGES);
  // The range rises with the remainder, rounding included: whatever lies in a higher one is larger. It is at most
  // `ranges`, so that cutting it to 32 bits, which is faster than `Math.floor`, is exact.
  const scale = ranges / total;
  counts.fill(0, 0, ranges + 1);
  for (let i = 0; i < n; i++) {
    const range = ((remainders[i] as number) * scale) | 0;
    counts[range] = (counts[range] as number) + 1;
  }
  let left = count;
  let border = ranges;
  for (; (counts[border] as number) <= left; border--) left -= counts[border] as number;
  const atBorder: number[] = [];
  for (let i = 0; i < n; i++) {
    const range = ((remainders[i] as number) * scale) | 0;
    if (range > border) shares[i] = (shares[i] as number) + 1;
    else if (range === border) atBorder.push(i);
  }
  if (left > 0) raiseAmong(shares, [remainders, weights], atBorder, left);
};

/**
 * One more fen to each of the `count` first of these positions, which ascend: first by the first key, from the largest
 * down, then by the second, then by position.
 *
 * What can still be chosen is halved at the middle of its **range** of values, not at one of its members: so no list is
 * a bad one, and each key takes at most 53 rounds over what is left, about two passes in all where values are spread.
 */
const raiseAmong = (
  shares: number[],
  keys: readonly ArrayLike<number>[],
  positions: readonly number[],
  count: number,
): void => {
  let among = positions;
  let left = count;
  for (const key of keys) {
    for (;;) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (const i of among) {
        const value = key[i] as number;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (low >= high) break;
      const middle = low + Math.floor((high - low) / 2);
      const above: number[] = [];
      const below: number[] = [];
      for (const i of among) {
        if ((key[i] as number) > middle) above.push(i);
        else below.push(i);
      }
      if (above.length > left) among = above;
      else {
        for (const i of above) shares[i] = (shares[i] as number) + 1;
        left -= above.length;
        among = below;
      }
    }
  }
  for (let k = 0; k < left; k++) {
    const i = among[k] as number;
    shares[i] = (shares[i] as number) + 1;
  }
};
