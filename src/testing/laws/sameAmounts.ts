/**
 * Two answers beside each other: does everybody bear the same?
 */
import type { Text } from "../../codec/Problem.js";
import { LineMatcher } from "../../verify/LineMatcher.js";
import { type Breaches, sumOf } from "../LawViolation.js";
import {
  keyOf,
  type Ledger,
  type LedgerLine,
  type LedgerPart,
  lineNameOf,
  lineShares,
  ofLine,
  sharesByKey,
} from "../Ledger.js";

const readable = (key: string): string => {
  const [id, code] = JSON.parse(key) as [string, string?];
  return code === undefined ? id : `${id} (${code})`;
};

/** What a unit bears, as text: equal units have equal texts, whatever the order of their entries. */
const textOf = (part: LedgerPart, hasCodes: boolean): string => {
  const shares = [...sharesByKey(part.shares ?? [], hasCodes)].filter(([, amount]) => amount !== 0n);
  const sum =
    part.shares === undefined ? (part.discounts[0]?.is ?? 0) : sumOf(shares.map(([, amount]) => amount));
  const parts = shares.map(([key, amount]) => `${readable(key)} ${amount}`).sort();
  return parts.length > 1
    ? `${sum} = ${parts.join(" + ")}`
    : parts.length === 1
      ? (parts[0] as string)
      : `${sum}`;
};

/** Units by what they bear: how many there are, and where the first of them stands. */
const bagOf = (
  line: LedgerLine,
  hasCodes: boolean,
): Map<string, { count: number; readonly path: string }> => {
  const bag = new Map<string, { count: number; readonly path: string }>();
  for (const run of line.units ?? []) {
    const text = textOf(run, hasCodes);
    const same = bag.get(text);
    if (same === undefined) bag.set(text, { count: run.count, path: run.path });
    else same.count += run.count;
  }
  return bag;
};

const compareUnits = (expected: LedgerLine, actual: LedgerLine, hasCodes: boolean, found: Breaches): void => {
  const left = bagOf(expected, hasCodes);
  const surplus: (readonly [text: string, path: string])[] = [];
  for (const [text, { count, path }] of bagOf(actual, hasCodes)) {
    const same = left.get(text);
    const alike = Math.min(same?.count ?? 0, count);
    if (same !== undefined) same.count -= alike;
    if (alike < count) surplus.push([text, path]);
  }
  const missing = [...left].filter(([, { count }]) => count > 0).map(([text]) => text);
  surplus.forEach(([text, path], n) =>
    found.add(
      "unit",
      path,
      missing[Math.min(n, missing.length - 1)] ?? null,
      text,
      ofLine(expected, "a unit", "单件"),
    ),
  );
};

const compareShares = (
  expected: LedgerLine,
  actual: LedgerLine,
  hasCodes: boolean,
  found: Breaches,
): void => {
  const ours = lineShares(expected, hasCodes);
  const theirs = lineShares(actual, hasCodes);
  if (ours === undefined || theirs === undefined) return;
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const place = actual.shares?.find((share) => keyOf(share, hasCodes) === key)?.path ?? actual.path;
    const what = ofLine(expected, `its part of ${readable(key)}`, `${readable(key)} 的承担金额`);
    found.compare("share", place, ours.get(key) ?? 0n, theirs.get(key) ?? 0n, what);
  }
};

const compareLine = (expected: LedgerLine, actual: LedgerLine, hasCodes: boolean, found: Breaches): void => {
  const [discount] = expected.discounts;
  if (discount !== undefined)
    for (const said of actual.discounts)
      found.compare("discount", said.path, discount.is, said.is, ofLine(expected, "discount", "优惠"));
  compareShares(expected, actual, hasCodes, found);
  if (expected.units !== undefined && actual.units !== undefined)
    compareUnits(expected, actual, hasCodes, found);
};

const isFree = (line: LedgerLine): boolean => line.discounts.every(({ is }) => is === 0);

const ORDER: Text = { en: "the order's sum", zh: "订单合计" };

/**
 * Whatever both say of a line, of its units and of the order's sums must be the same. Lines are matched by their ids,
 * marketing by its name, units not at all: they are compared as a bag.
 */
export const sameAmounts = (expected: Ledger, actual: Ledger, found: Breaches): void => {
  const hasCodes = expected.hasCodes && actual.hasCodes;
  const matcher = new LineMatcher(actual.lines);
  for (const line of expected.lines) {
    const [own] = matcher.matching(line);
    if (own !== undefined) compareLine(line, own, hasCodes, found);
    else if (actual.hasLines || !isFree(line))
      found.add(
        "line",
        actual.at.lines,
        lineNameOf(line),
        null,
        ofLine(line, "which must be there", "不可缺少"),
      );
  }
  for (const [name, said] of Object.entries(expected.totals)) {
    const theirs = actual.totals[name as keyof Ledger["totals"]];
    if (theirs !== undefined) found.compare(name, theirs.path, said.is, theirs.is, ORDER);
  }
};
