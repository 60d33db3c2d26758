/**
 * Apportionment as the rules say it, in BigInt and one step after another: slow, and plain to see.
 */

export type Method = "largestRemainder" | "lastTakesRemainder";

const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

const round = (amount: bigint, weights: readonly bigint[], method: Method): bigint[] => {
  const total = sum(weights);
  if (total === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amount * weight) / total);
  const left = amount - sum(shares);
  const weighty = weights.map((_, i) => i).filter((i) => (weights[i] as bigint) > 0n);
  if (method === "lastTakesRemainder") {
    const last = weighty.at(-1) as number;
    shares[last] = (shares[last] as bigint) + left;
    return shares;
  }
  const remainder = (i: number): bigint => (amount * (weights[i] as bigint)) % total;
  const remainders = weights.map((_, i) => remainder(i));
  const ranked = weighty.sort((i, j) => {
    const [ri, rj] = [remainders[i] as bigint, remainders[j] as bigint];
    if (ri !== rj) return ri > rj ? -1 : 1;
    const [wi, wj] = [weights[i] as bigint, weights[j] as bigint];
    if (wi !== wj) return wi > wj ? -1 : 1;
    return i - j;
  });
  for (const i of ranked.slice(0, Number(left))) shares[i] = (shares[i] as bigint) + 1n;
  return shares;
};

/** The shares, or an error where the limits leave no room. */
export const naiveApportion = (
  amount: number,
  weights: readonly number[],
  method: Method = "largestRemainder",
  limits?: readonly number[],
): number[] => {
  const active = weights.map(BigInt);
  const settled = weights.map(() => 0n);
  let left = BigInt(amount);
  for (;;) {
    const shares = round(left, active, method);
    const over = shares
      .map((_, i) => i)
      .filter((i) => limits !== undefined && (shares[i] as bigint) > BigInt(limits[i] as number));
    if (over.length === 0) {
      const all = shares.map((share, i) => Number(share + (settled[i] as bigint)));
      if (all.reduce((a, b) => a + BigInt(b), 0n) !== BigInt(amount)) throw new Error("no room");
      return all;
    }
    for (const i of over) {
      settled[i] = BigInt((limits as readonly number[])[i] as number);
      left -= settled[i];
      active[i] = 0n;
    }
  }
};
