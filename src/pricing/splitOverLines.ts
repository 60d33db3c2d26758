/**
 * Splitting an amount over lines, as the policy says.
 */
import { apportionBoundedInto } from "../money/apportion.js";
import { apportionInto } from "../money/apportionInto.js";
import type { Policy } from "../order/Policy.js";

/** The sum of amounts. */
export const sumOf = (values: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
};

/**
 * The share of each line, none above its payable. The amount is at most the payables of the lines that weigh something;
 * `weights` are the payables themselves, or whatever the policy's basis is.
 */
export const splitOverLines = (
  amount: number,
  payables: readonly number[],
  weights: readonly number[],
  { apportionment }: Pick<Policy, "apportionment">,
): readonly number[] => {
  const shares = new Array<number>(payables.length);
  const total = sumOf(weights);
  // Only largest remainders over payables are sure never to give a line more than it has.
  if (weights === payables && apportionment === "largestRemainder")
    apportionInto(shares, amount, weights, total, apportionment);
  else apportionBoundedInto(shares, amount, weights, total, apportionment, payables);
  return shares;
};
