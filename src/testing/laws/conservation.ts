/**
 * Conservation: nothing of a discount is lost on its way down, and nothing is added.
 */
import type { Text } from "../../codec/Problem.js";
import { Breaches, type LawViolation, sumOf } from "../LawViolation.js";
import {
  keyOf,
  type Ledger,
  type LedgerLine,
  type LedgerPart,
  lineShares,
  nameOf,
  sharesByKey,
  unitSharesByKey,
} from "../Ledger.js";

const overLines = (name: string): Text => ({
  en: `${name}, Σ what the lines bear of it`,
  zh: `${name},Σ 各行承担的金额`,
});
const overUnits = (name: string): Text => ({
  en: `${name}, Σ what the line's units bear of it`,
  zh: `${name},Σ 该行各件承担的金额`,
});
const wholeEntry = (name: string): Text => ({
  en: `${name}, as the line bears it`,
  zh: `${name},该行承担的金额`,
});

/** Σ over the lines of each marketing; undefined where a line does not say what it bears. */
const borneByLines = ({ lines, strays, ambiguous, hasCodes }: Ledger): Map<string, bigint> | undefined => {
  if (ambiguous.length > 0) return undefined;
  const sums = new Map<string, bigint>();
  const parts = [
    ...lines.map((line) => lineShares(line, hasCodes)),
    ...strays.map((part) => sharesByKey(part.shares ?? [], hasCodes)),
  ];
  for (const shares of parts) {
    if (shares === undefined) return undefined;
    for (const [key, amount] of shares) sums.set(key, (sums.get(key) ?? 0n) + amount);
  }
  return sums;
};

const checkMarketing = (ledger: Ledger, found: Breaches): void => {
  const { marketing = [], hasCodes } = ledger;
  const borne = borneByLines(ledger);
  if (borne === undefined) return;
  const seen = new Set<string>();
  for (const each of marketing) {
    const key = keyOf(each, hasCodes);
    if (seen.has(key)) continue;
    seen.add(key);
    const said = sumOf(
      marketing.filter((other) => keyOf(other, hasCodes) === key).map((other) => other.discountAmount),
    );
    found.compare("lines", each.path, borne.get(key) ?? 0n, said, overLines(nameOf(each)));
  }
};

/** Where a line says what it bears of a marketing; else the line. */
const placeIn = (part: LedgerPart, key: string, hasCodes: boolean): string =>
  part.shares?.find((share) => keyOf(share, hasCodes) === key)?.path ?? part.path;

const checkLine = (line: LedgerLine, hasCodes: boolean, found: Breaches): void => {
  if (line.shares === undefined) return;
  const own = sharesByKey(line.shares, hasCodes);
  const below = [
    { shares: line.units && unitSharesByKey(line.units, hasCodes), what: overUnits },
    ...line.copies.map(({ shares }) => ({
      shares: shares && sharesByKey(shares, hasCodes),
      what: wholeEntry,
    })),
  ];
  for (const { shares, what } of below) {
    if (shares === undefined) continue;
    for (const key of new Set([...own.keys(), ...shares.keys()])) {
      const [id, code] = JSON.parse(key) as [string, string?];
      found.compare(
        "units",
        placeIn(line, key, hasCodes),
        shares.get(key) ?? 0n,
        own.get(key) ?? 0n,
        what(nameOf({ id, code })),
      );
    }
  }
};

const UNKNOWN: Text = { en: "a marketing that the order has", zh: "订单已有的营销" };
const TWICE: Text = { en: "each marketing once", zh: "每个营销只出现一次" };
const STRAY: Text = { en: "goods of a line of the order", zh: "订单商品行中的商品" };

/** Only what the order has is borne; in a quote each marketing has one entry. */
const checkNames = (part: LedgerPart, known: ReadonlySet<string>, ledger: Ledger, found: Breaches): void => {
  const seen = new Set<string>();
  for (const share of part.shares ?? []) {
    const key = keyOf(share, ledger.hasCodes);
    if (ledger.marketing !== undefined && !known.has(key))
      found.add("unknown", share.path, null, nameOf(share), UNKNOWN);
    if (ledger.format === "quote" && seen.has(key)) found.add("twice", share.path, 1, 2, TWICE);
    seen.add(key);
  }
};

/** Each marketing's shares add up to it, over the lines and over each line's units. */
export const conservation = (ledger: Ledger): readonly LawViolation[] => {
  const found = new Breaches("conservation");
  const { lines, strays, hasCodes, marketing = [] } = ledger;
  checkMarketing(ledger, found);
  const known = new Set(marketing.map((each) => keyOf(each, hasCodes)));
  for (const line of lines) {
    checkLine(line, hasCodes, found);
    for (const part of [line, ...line.copies, ...(line.units ?? [])]) checkNames(part, known, ledger, found);
  }
  for (const part of strays) found.add("stray", part.path, "a line of the order", "none", STRAY);
  return found.violations;
};
