/**
 * Apportionment by sorting: of the few lines that an order in a mini-program has, it takes no longer than counting.
 */
import type { Apportionment } from "../../money/apportion.js";
import { mulDiv, mulMod } from "../../money/mulDiv.js";

export const apportionInto = (
  shares: number[],
  amount: number,
  weights: readonly number[],
  total: number,
  method: Apportionment,
): void => {
  let left = amount;
  weights.forEach((weight, i) => {
    const share = amount === 0 ? 0 : mulDiv(amount, weight, total) + 0;
    shares[i] = share;
    left -= share;
  });
  if (left === 0) return;
  const raise = (i: number, by: number): void => {
    shares[i] = (shares[i] as number) + by;
  };
  const positions = shares.map((_, i) => i);
  if (method === "lastTakesRemainder") {
    raise(positions.filter((i) => (weights[i] as number) > 0).pop() as number, left);
    return;
  }
  const remainders = shares.map((share, i) => mulMod(amount, weights[i] as number, total, share));
  const differ = (keys: readonly number[], i: number, j: number): number =>
    (keys[j] as number) - (keys[i] as number);
  positions.sort((i, j) => differ(remainders, i, j) || differ(weights, i, j) || i - j);
  for (const i of positions.slice(0, left)) raise(i, 1);
};
