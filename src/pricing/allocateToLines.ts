/**
 * Allocation to lines: each marketing's amount over the lines it covers, in canonical order, exact to the fen.
 */
import { describe, type Problem, pointer, problem } from "../codec/Problem.js";
import { apportionBoundedInto, apportionInto } from "../money/apportion.js";
import { LineIndex } from "../order/LineIndex.js";
import type { Marketing } from "../order/Marketing.js";
import type { PricingRequest } from "../order/PricingRequest.js";
import { canonicalLines, canonicalMarketing } from "./canonicalOrder.js";

/** Who bears what. Marketing and lines are counted in canonical order, as the two position lists say. */
export interface LineAllocation {
  /** Canonical order of the lines: positions in the request. */
  readonly lineOrder: readonly number[];
  /** Canonical order of the marketing: positions in the request. */
  readonly marketingOrder: readonly number[];
  /** `shares[j][i]`: fen of the j-th marketing that the i-th line bears. */
  readonly shares: readonly (readonly number[])[];
  /** What was taken off by the j-th marketing: lower than asked for only under `clamp`. */
  readonly amounts: readonly number[];
  readonly problems: readonly Problem[];
}

/** Which lines a marketing covers, by canonical position. */
const eligibility = (
  references: NonNullable<Marketing["appliesTo"]>,
  index: LineIndex,
  canonicalPosition: readonly number[],
): boolean[] => {
  const eligible = new Array<boolean>(canonicalPosition.length).fill(false);
  for (const reference of references)
    for (const position of index.matching(reference)) eligible[canonicalPosition[position] as number] = true;
  return eligible;
};

const inverse = (order: readonly number[]): number[] => {
  const positions = new Array<number>(order.length);
  for (let i = 0; i < order.length; i++) positions[order[i] as number] = i;
  return positions;
};

const overDiscount = (marketing: Marketing, position: number, room: number): Problem =>
  problem("marketing.overDiscount", pointer("marketing", position, "discountAmount"), {
    en: `expected at most ${room} fen, which is what its lines still have to pay, got ${describe(marketing.discountAmount).en} (policy.overDiscount "clamp" would lower it)`,
    zh: `其适用商品行最多还可优惠 ${room} 分,实际为${describe(marketing.discountAmount).zh}(policy.overDiscount 设为 "clamp" 可自动下调)`,
  });

/**
 * Splits every marketing over its lines. An amount above what its lines still have to pay is a problem under the
 * policy `reject`; it is then lowered all the same, so that the marketing behind it is judged too.
 */
export const allocateToLines = ({ lines, marketing, policy }: PricingRequest): LineAllocation => {
  const lineOrder = canonicalLines(lines);
  const marketingOrder = canonicalMarketing(marketing);
  const n = lines.length;
  const payables = new Array<number>(n);
  let payable = 0;
  for (let i = 0; i < n; i++) {
    const line = lines[lineOrder[i] as number] as (typeof lines)[number];
    payables[i] = line.unitPrice * line.quantity;
    payable += payables[i] as number;
  }
  const byPayable = policy.basis === "payable";
  const lineTotals = byPayable ? payables : payables.slice();
  const goodsAmount = payable;
  // Only largest remainders over payables are sure never to give a line more than it has.
  const mayExceed = !byPayable || policy.apportionment !== "largestRemainder";
  const shares: number[][] = [];
  const amounts: number[] = [];
  const problems: Problem[] = [];
  let lookup: { readonly index: LineIndex; readonly canonicalPosition: readonly number[] } | undefined;

  for (let j = 0; j < marketing.length; j++) {
    const position = marketingOrder[j] as number;
    const each = marketing[position] as Marketing;
    let weights = lineTotals;
    let weight = byPayable ? payable : goodsAmount;
    let room = payable;
    if (each.appliesTo !== undefined) {
      lookup ??= { index: new LineIndex(lines), canonicalPosition: inverse(lineOrder) };
      const eligible = eligibility(each.appliesTo, lookup.index, lookup.canonicalPosition);
      weights = new Array<number>(n);
      weight = 0;
      room = 0;
      for (let i = 0; i < n; i++) {
        weights[i] = eligible[i] ? (lineTotals[i] as number) : 0;
        weight += weights[i] as number;
        if (eligible[i]) room += payables[i] as number;
      }
    }
    let amount: number = each.discountAmount;
    if (amount > room) {
      if (policy.overDiscount === "reject") problems.push(overDiscount(each, position, room));
      amount = room;
    }
    const share = new Array<number>(n);
    if (mayExceed) apportionBoundedInto(share, amount, weights, weight, policy.apportionment, payables);
    else apportionInto(share, amount, weights, weight, policy.apportionment);
    for (let i = 0; i < n; i++) payables[i] = (payables[i] as number) - (share[i] as number);
    payable -= amount;
    shares.push(share);
    amounts.push(amount);
  }
  return { lineOrder, marketingOrder, shares, amounts, problems };
};
