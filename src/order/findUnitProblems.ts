/**
 * What is wrong with the units that a marketing names, beside their shape.
 */
import { quoted, type Text } from "../codec/Problem.js";
import { MAX_FEN } from "../money/Fen.js";
import type { LineIndex } from "./LineIndex.js";
import { isSameLine, type LineItem } from "./LineItem.js";
import type { Marketing, UnitDiscount } from "./Marketing.js";

/** Called with each thing that is wrong: a code, the keys under the marketing, and what to say. */
type Report = (code: string, at: readonly (string | number)[], text: Text) => void;

/** The positions of the entries, by line and then by unit; only of lines that the order has. */
const inUnitOrder = (units: readonly UnitDiscount[], lineOf: readonly number[]): readonly number[] =>
  units
    .map((_, k) => k)
    .filter((k) => (lineOf[k] as number) >= 0)
    .sort(
      (j, k) =>
        (lineOf[j] as number) - (lineOf[k] as number) ||
        (units[j] as UnitDiscount).from - (units[k] as UnitDiscount).from ||
        j - k,
    );

const findSum = ({ discountAmount }: Marketing, units: readonly UnitDiscount[], report: Report): void => {
  let sum = 0;
  for (const each of units) sum += each.count * each.discountAmount;
  if (sum !== discountAmount)
    report("units.sum", ["discountAmount"], {
      en: `expected the sum of its units, ${sum > MAX_FEN ? "which is too large" : sum}, got ${discountAmount}`,
      zh: `应为各 units 之和 ${sum > MAX_FEN ? "(已超出范围)" : sum},实际为 ${discountAmount}`,
    });
};

/** Finds lines that are not there, units beyond a line's last, and units that are named twice. */
export const findUnitProblems = (
  marketing: Marketing,
  calculationType: number,
  lines: readonly LineItem[],
  index: LineIndex,
  report: Report,
): void => {
  const { units, appliesTo } = marketing;
  if (units === undefined) return;
  if (calculationType === 1) {
    // There the platform splits the amount over all units.
    report("units.type1", ["units"], {
      en: "expected calculationType 2 where units are named, got 1",
      zh: "指定 units 时 calculationType 应为 2,实际为 1",
    });
    return;
  }
  const lineOf = units.map((each) => index.first(each));
  const covered = new Set<number>();
  for (const each of appliesTo ?? []) for (const position of index.matching(each)) covered.add(position);
  lineOf.forEach((position, k) => {
    const { from, count, goodsId } = units[k] as UnitDiscount;
    const line = lines[position];
    if (line === undefined)
      report("marketing.unknownLine", ["units", k], {
        en: `expected a line of the order, got goodsId ${quoted(goodsId)} with its skuId, which none has`,
        zh: `引用的商品行不存在:goodsId ${quoted(goodsId)} 及其 skuId`,
      });
    else if (appliesTo !== undefined && !covered.has(position))
      report("units.appliesTo", ["units", k], {
        en: "expected a line that appliesTo names too",
        zh: "该商品行不在 appliesTo 之内",
      });
    else if (from + count > line.quantity)
      report("units.range", ["units", k], {
        en: `expected units of a line of ${line.quantity}, got from ${from} to ${from + count - 1} (the first is 0)`,
        zh: `该行数量为 ${line.quantity},而此处为第 ${from} 至 ${from + count - 1} 件(从 0 起)`,
      });
  });
  let before: UnitDiscount | undefined;
  for (const k of inUnitOrder(units, lineOf)) {
    const each = units[k] as UnitDiscount;
    if (before !== undefined && isSameLine(before, each) && each.from < before.from + before.count)
      report("units.overlap", ["units", k, "from"], {
        en: `expected each unit once, got unit ${each.from} again`,
        zh: `每件只能出现一次,第 ${each.from} 件重复`,
      });
    // Of two that overlap the one that reaches further goes on: else a short one would hide the next.
    if (
      before === undefined ||
      !isSameLine(before, each) ||
      each.from + each.count > before.from + before.count
    )
      before = each;
  }
  findSum(marketing, units, report);
};
