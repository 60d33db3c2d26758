/**
 * Allocation to lines: each marketing's amount over the lines it covers, in canonical order, exact to the fen.
 */
import { describe, type Problem, pointer, problem } from "../codec/Problem.js";
import { apportionBoundedInto, apportionInto } from "../money/apportion.js";
import { LineIndex } from "../order/LineIndex.js";
import type { LineItem, LineReference } from "../order/LineItem.js";
import type { Marketing } from "../order/Marketing.js";
import type { PricingRequest } from "../order/PricingRequest.js";
import { canonicalLines, canonicalMarketing } from "./canonicalOrder.js";

/** What a line bears of one marketing: never 0. */
export interface Borne {
  /** Position of the marketing in the request. */
  readonly marketing: number;
  readonly amount: number;
}

/** Who bears what. Positions are those of the request. */
export interface LineAllocation {
  /** What each line bears, in canonical order of the marketing. */
  readonly borne: readonly (readonly Borne[])[];
  /** What was taken off by each marketing: lower than asked for only under `clamp`. */
  readonly amounts: readonly number[];
  readonly problems: readonly Problem[];
}

const inverse = (order: readonly number[]): readonly number[] => {
  const positions = new Array<number>(order.length);
  for (let i = 0; i < order.length; i++) positions[order[i] as number] = i;
  return positions;
};

/** Finds the lines that references name, as canonical positions, ascending and each once. */
const eligibility = (
  lines: PricingRequest["lines"],
  lineOrder: readonly number[],
): ((references: readonly LineReference[]) => readonly number[]) => {
  const index = new LineIndex(lines);
  const canonicalPosition = inverse(lineOrder);
  return (references) => {
    const eligible: number[] = [];
    for (const reference of references)
      for (const position of index.matching(reference)) eligible.push(canonicalPosition[position] as number);
    return eligible.length < 2 ? eligible : [...new Set(eligible)].sort((a, b) => a - b);
  };
};

const overDiscount = (marketing: Marketing, position: number, room: number): Problem =>
  problem("marketing.overDiscount", pointer("marketing", position, "discountAmount"), {
    en: `expected at most ${room} fen, which is what its lines still have to pay, got ${describe(marketing.discountAmount).en} (policy.overDiscount "clamp" would lower it)`,
    zh: `其适用商品行最多还可优惠 ${room} 分,实际为${describe(marketing.discountAmount).zh}(policy.overDiscount 设为 "clamp" 可自动下调)`,
  });

const sumOf = (values: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
};

const pick = (values: readonly number[], positions: readonly number[]): number[] => {
  const picked = new Array<number>(positions.length);
  for (let i = 0; i < positions.length; i++) picked[i] = values[positions[i] as number] as number;
  return picked;
};

/**
 * Splits every marketing over its lines. An amount above what its lines still have to pay is a problem under the
 * policy `reject`; it is then lowered all the same, so that the marketing behind it is judged too.
 */
export const allocateToLines = ({ lines, marketing, policy }: PricingRequest): LineAllocation => {
  const lineOrder = canonicalLines(lines);
  const payables = lineOrder.map((position) => {
    const line = lines[position] as LineItem;
    return line.unitPrice * line.quantity;
  });
  const byPayable = policy.basis === "payable";
  // Only largest remainders over payables are sure never to give a line more than it has.
  const mayExceed = !byPayable || policy.apportionment !== "largestRemainder";
  const lineTotals = byPayable ? payables : payables.slice();
  const borne = lines.map((): Borne[] => []);
  const amounts = new Array<number>(marketing.length);
  const problems: Problem[] = [];
  let eligible: ReturnType<typeof eligibility> | undefined;

  for (const position of canonicalMarketing(marketing)) {
    const each = marketing[position] as Marketing;
    // The eligible lines alone, so that a coupon of one line costs no more in a long order than in a short one.
    const positions = each.appliesTo && (eligible ??= eligibility(lines, lineOrder))(each.appliesTo);
    const own = positions === undefined ? payables : pick(payables, positions);
    const weights = byPayable ? own : positions === undefined ? lineTotals : pick(lineTotals, positions);
    const room = sumOf(own);
    let amount: number = each.discountAmount;
    if (amount > room) {
      if (policy.overDiscount === "reject") problems.push(overDiscount(each, position, room));
      amount = room;
    }
    amounts[position] = amount;
    const shares = new Array<number>(own.length);
    const weight = byPayable ? room : sumOf(weights);
    if (mayExceed) apportionBoundedInto(shares, amount, weights, weight, policy.apportionment, own);
    else apportionInto(shares, amount, weights, weight, policy.apportionment);
    for (let i = 0; i < shares.length; i++) {
      const share = shares[i] as number;
      if (share === 0) continue;
      const at = positions === undefined ? i : (positions[i] as number);
      payables[at] = (payables[at] as number) - share;
      (borne[lineOrder[at] as number] as Borne[]).push({ marketing: position, amount: share });
    }
  }
  return { borne, amounts, problems };
};
