/**
 * The request and the ledger side by side: which line is which, which marketing covers it.
 */
import { discountRangeOf, type MarketingInput } from "../order/Marketing.js";
import type { PricingRequestInput } from "../order/PricingRequestInput.js";
import { LineMatcher } from "../verify/LineMatcher.js";
import { keyOf, type Ledger, type LedgerLine } from "./Ledger.js";

/** A line of a request. */
export type RequestLine = PricingRequestInput["lines"][number];

/** A line of the request and the lines of the ledger that may be it: one, where all is well. */
export interface LinePair {
  readonly line: RequestLine;
  readonly said: readonly LedgerLine[];
}

/** Each line of the request with what the ledger says of it, in the request's order. */
export const pairLines = (request: PricingRequestInput, ledger: Ledger): readonly LinePair[] => {
  const matcher = new LineMatcher(ledger.lines);
  return request.lines.map((line) => ({ line, said: matcher.matching(line) }));
};

/** Each line with the one that the ledger has for it; undefined where one has none or several. */
export const pairedLines = (
  request: PricingRequestInput,
  ledger: Ledger,
): readonly (readonly [RequestLine, LedgerLine])[] | undefined => {
  const pairs = pairLines(request, ledger);
  return pairs.some(({ said }) => said.length !== 1)
    ? undefined
    : pairs.map(({ line, said }) => [line, said[0] as LedgerLine]);
};

interface Reference {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
}

const isSame = (a: Reference, b: Reference): boolean => a.goodsId === b.goodsId && a.skuId === b.skuId;

/** Does the marketing cover this line? */
export const covers = (marketing: MarketingInput, line: RequestLine): boolean => {
  if (marketing.units !== undefined) return marketing.units.some((entry) => isSame(entry, line));
  return (
    marketing.appliesTo?.some(
      (to) => to.goodsId === line.goodsId && (to.skuId === undefined || to.skuId === line.skuId),
    ) ?? true
  );
};

/** Does any marketing of the order name units of this line? */
export const hasNamedUnits = (request: PricingRequestInput, line: RequestLine): boolean =>
  (request.marketing ?? []).some((each) => each.units?.some((entry) => isSame(entry, line)) === true);

/** What the marketing says that unit number `unit` of a line gets. */
export const saidOfUnit = (marketing: MarketingInput, line: RequestLine, unit: number): number =>
  marketing.units?.find(
    (entry) => isSame(entry, line) && entry.from <= unit && unit < entry.from + entry.count,
  )?.discountAmount ?? 0;

const compareText = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1;

/** The marketing in the order in which it is applied: goods level first, then sequence, type, id, code. */
export const inCanonicalOrder = (request: PricingRequestInput): readonly MarketingInput[] =>
  [...(request.marketing ?? [])].sort(
    (a, b) =>
      discountRangeOf(b.discountRange) - discountRangeOf(a.discountRange) ||
      (a.sequence ?? 0) - (b.sequence ?? 0) ||
      a.type - b.type ||
      compareText(a.id, b.id) ||
      compareText(a.code, b.code),
  );

/** Can the ledger tell all marketing of the request apart? OpenAPI has no codes, so two of one id are one there. */
export const tellsApart = (request: PricingRequestInput, { hasCodes }: Ledger): boolean => {
  const keys = (request.marketing ?? []).map((each) => keyOf(each, hasCodes));
  return new Set(keys).size === keys.length;
};
