/**
 * Apportionment: dividing an amount over weights in whole fen, so that the shares add up to the amount exactly.
 */
import { isFen, MAX_FEN } from "./Fen.js";
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

const METHODS: readonly string[] = ["largestRemainder", "lastTakesRemainder"] satisfies Apportionment[];

/**
 * How to apportion, where the defaults do not fit.
 *
 * @category model
 * @since 0.1.0
 */
export interface ApportionOptions {
  /** Default `largestRemainder`. */
  readonly method?: Apportionment;
  /**
   * The most that each position may get, in fen. Where a share would exceed its limit the position gets exactly the
   * limit and leaves, and what remains is apportioned anew over the others, weights unchanged.
   */
  readonly limits?: readonly number[];
}

/**
 * Divides `amount` fen over `weights`. The shares are whole fen, add up to `amount` exactly, and a weight of 0 gets
 * nothing. Linear in the number of weights, with limits in that number for each round of shares that exceed them; exact
 * even where amount × weight passes 2^53.
 *
 * | amount | weights | largestRemainder | lastTakesRemainder |
 * |---|---|---|---|
 * | 100 | 1, 1, 1 | 34, 33, 33 | 33, 33, 34 |
 * | 2 | 3, 2 | 1, 1 | 1, 1 |
 * | 145 | 25, 33 | 62, 83 | 62, 83 |
 * | 2 | 1, 1, 1 | 1, 1, 0 | 0, 0, 2 |
 * | 1 | 0, 5 | 0, 1 | 0, 1 |
 *
 * @param amount - Fen to divide: an integer from 0 to 2^53 − 1.
 * @param weights - Integers ≥ 0 whose sum stays within 2^53 − 1; at least one above 0 unless `amount` is 0.
 * @returns One share for each weight, in the same order.
 * @throws RangeError where the call itself is wrong: a number that is no amount, a sum past 2^53 − 1, or nothing
 * that could take the amount. Check unknown input first, with `decodePricingRequest` or `isFen`.
 *
 * @example
 * import * as assert from "node:assert";
 * import { apportion } from "suanjia";
 *
 * assert.deepStrictEqual(apportion(100, [1, 1, 1]), [34, 33, 33]);
 * assert.deepStrictEqual(apportion(2, [1, 1, 1], { method: "lastTakesRemainder" }), [0, 0, 2]);
 * assert.deepStrictEqual(apportion(2, [1, 1, 1], { method: "lastTakesRemainder", limits: [1, 1, 1] }), [0, 1, 1]);
 *
 * @category combinators
 * @since 0.1.0
 */
export const apportion = (
  amount: number,
  weights: readonly number[],
  options?: ApportionOptions,
): number[] => {
  if (!isFen(amount)) throw new RangeError(`apportion: amount must be an integer ≥ 0, got ${amount}`);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!isFen(weight))
      throw new RangeError(`apportion: weights[${i}] must be an integer ≥ 0, got ${weight}`);
    total += weight;
  }
  if (total > MAX_FEN) throw new RangeError("apportion: the weights add up to more than 2^53 − 1");
  if (amount > 0 && total === 0) throw new RangeError(`apportion: no weight above 0 to take ${amount} fen`);
  const shares = new Array<number>(weights.length);
  if (options === undefined) apportionInto(shares, amount, weights, total, "largestRemainder");
  else apportionAsTold(shares, amount, weights, total, options);
  return shares;
};

const apportionAsTold = (
  shares: number[],
  amount: number,
  weights: readonly number[],
  total: number,
  { method = "largestRemainder", limits }: ApportionOptions,
): void => {
  if (!METHODS.includes(method)) throw new RangeError(`apportion: unknown method ${method}`);
  if (limits === undefined) apportionInto(shares, amount, weights, total, method);
  else {
    checkLimits(amount, weights, limits);
    apportionBoundedInto(shares, amount, weights, total, method, limits);
  }
};

const checkLimits = (amount: number, weights: readonly number[], limits: readonly number[]): void => {
  if (limits.length !== weights.length)
    throw new RangeError(`apportion: ${weights.length} weights but ${limits.length} limits`);
  let room = 0;
  for (let i = 0; i < limits.length; i++) {
    const limit = limits[i] as number;
    if (!isFen(limit)) throw new RangeError(`apportion: limits[${i}] must be an integer ≥ 0, got ${limit}`);
    if ((weights[i] as number) > 0) room += limit;
  }
  if (room < amount)
    throw new RangeError(`apportion: the limits leave room for ${room} fen, not for ${amount}`);
};

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

/**
 * `apportionInto` where no share may exceed its limit: each position whose share would gets exactly its limit and
 * leaves, and the rest is apportioned anew over the others, weights unchanged, until no share exceeds.
 *
 * The limits of the positions with a weight must add up to `amount` at least; then every round that finds an excess
 * retires a position, and the last round finds none.
 */
export const apportionBoundedInto = (
  shares: number[],
  amount: number,
  weights: readonly number[],
  total: number,
  method: Apportionment,
  limits: readonly number[],
): void => {
  apportionInto(shares, amount, weights, total, method);
  if (!exceeds(shares, limits)) return;
  const n = weights.length;
  const active = weights.slice();
  const settled = new Array<number>(n).fill(0);
  let left = amount;
  let activeTotal = total;
  do {
    for (let i = 0; i < n; i++) {
      const limit = limits[i] as number;
      if ((shares[i] as number) <= limit) continue;
      settled[i] = limit + 0;
      left -= limit;
      activeTotal -= active[i] as number;
      active[i] = 0;
    }
    apportionInto(shares, left, active, activeTotal, method);
  } while (exceeds(shares, limits));
  for (let i = 0; i < n; i++) shares[i] = (shares[i] as number) + (settled[i] as number);
};

const exceeds = (shares: readonly number[], limits: readonly number[]): boolean => {
  for (let i = 0; i < shares.length; i++) if ((shares[i] as number) > (limits[i] as number)) return true;
  return false;
};
