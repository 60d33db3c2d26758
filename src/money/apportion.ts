/**
 * Apportionment: dividing an amount over weights in whole fen, so that the shares add up to the amount exactly.
 */
import { type Apportionment, apportionInto } from "./apportionInto.js";
import { isFen, MAX_FEN } from "./Fen.js";

export type { Apportionment } from "./apportionInto.js";

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
  if (!isFen(amount)) return refuse(amount, weights);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!isFen(weight)) return refuse(amount, weights);
    total += weight;
  }
  if (total > MAX_FEN || (total === 0 && amount > 0)) return refuse(amount, weights);
  const shares = new Array<number>(weights.length);
  if (options === undefined) apportionInto(shares, amount, weights, total, "largestRemainder");
  else apportionAsTold(shares, amount, weights, total, options);
  return shares;
};

/** Says what is wrong with a call. Apart, since a function with all these texts is compiled to slower code. */
const refuse = (amount: number, weights: readonly number[]): never => {
  if (!isFen(amount)) throw new RangeError(`apportion: amount must be an integer ≥ 0, got ${amount}`);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!isFen(weight))
      throw new RangeError(`apportion: weights[${i}] must be an integer ≥ 0, got ${weight}`);
    total += weight;
  }
  if (total > MAX_FEN) throw new RangeError("apportion: the weights add up to more than 2^53 − 1");
  throw new RangeError(`apportion: no weight above 0 to take ${amount} fen`);
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
