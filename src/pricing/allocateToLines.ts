/**
 * Allocation to lines: each marketing's amount over the lines it covers, in canonical order, exact to the fen.
 */
import { describe, type Problem, pointer, problem } from "../codec/Problem.js";
import { LineIndex } from "../order/LineIndex.js";
import type { LineItem, LineReference } from "../order/LineItem.js";
import type { Marketing } from "../order/Marketing.js";
import type { PricingRequest } from "../order/PricingRequest.js";
import { canonicalLines, canonicalMarketing } from "./canonicalOrder.js";
import { type Borne, NamedUnits, type UnitsBorne } from "./NamedUnits.js";
import { splitOverLines, sumOf } from "./splitOverLines.js";

/** Who bears what. Positions are those of the request. */
export interface LineAllocation {
  /** What each line bears, in canonical order of the marketing. */
  readonly borne: readonly (readonly Borne[])[];
  /** What was taken off by each marketing: lower than asked for only under `clamp`. */
  readonly amounts: readonly number[];
  readonly problems: readonly Problem[];
  /** The units of each line of which some marketing names particular ones; undefined: no marketing does so. */
  readonly units: readonly (readonly UnitsBorne[] | undefined)[] | undefined;
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
  const named = NamedUnits.of(lines, marketing);
  const lineOrder = canonicalLines(lines);
  const payables = lineOrder.map((position) => {
    const line = lines[position] as LineItem;
    return line.unitPrice * line.quantity;
  });
  const byPayable = policy.basis === "payable";
  const lineTotals = byPayable ? payables : payables.slice();
  const borne = lines.map((): Borne[] => []);
  const amounts = new Array<number>(marketing.length);
  const problems: Problem[] = [];
  let eligible: ReturnType<typeof eligibility> | undefined;
  let canonicalPosition: readonly number[] | undefined;

  for (const position of canonicalMarketing(marketing)) {
    const each = marketing[position] as Marketing;
    if (named !== undefined && each.units !== undefined) {
      // Who bears it is said already.
      amounts[position] = named.take(position, policy.overDiscount, problems, (line, share) => {
        const at = (canonicalPosition ??= inverse(lineOrder))[line] as number;
        payables[at] = (payables[at] as number) - share;
        (borne[line] as Borne[]).push({ marketing: position, amount: share });
      });
      continue;
    }
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
    const shares = splitOverLines(amount, own, weights, policy);
    for (let i = 0; i < shares.length; i++) {
      const share = shares[i] as number;
      if (share === 0) continue;
      const at = positions === undefined ? i : (positions[i] as number);
      payables[at] = (payables[at] as number) - share;
      const line = lineOrder[at] as number;
      (borne[line] as Borne[]).push({ marketing: position, amount: share });
      named?.takeAll(line, position, share);
    }
  }
  return { borne, amounts, problems, units: named?.lines };
};
