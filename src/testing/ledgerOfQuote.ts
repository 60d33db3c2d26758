/**
 * The ledger of a quote, whoever made it.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, type Guarded, list } from "../codec/Guarded.js";
import { id, integer, safeInteger } from "../codec/leaves.js";
import { type Problem, pointer } from "../codec/Problem.js";
import { openRecord, type Wire } from "../platform/wire/codecs.js";
import type { Quote, QuoteLine, Share, Totals, UnitRun } from "../pricing/Quote.js";
import type { Ledger, LedgerLine, LedgerPart, LedgerShare, LedgerUnits, Said } from "./Ledger.js";

const shares = list("Shares", openRecord("Share", { id, discountAmount: safeInteger }, { code: id }));
const amounts = { totalAmount: safeInteger, totalDiscountAmount: safeInteger, payableAmount: safeInteger };
const count = integer("Count", 1, Number.MAX_SAFE_INTEGER);

const TOTALS = [
  "goodsAmount",
  "feeAmount",
  "totalAmount",
  "goodsDiscountAmount",
  "orderDiscountAmount",
  "feeDiscountAmount",
  "totalDiscountAmount",
  "payableAmount",
] as const satisfies readonly (keyof Totals)[];

/** What must be right of a quote for its amounts to be read. An amount may be negative, for a law to say so. */
const QuoteCodec: Guarded<Wire> = openRecord(
  "Quote",
  {
    calculationType: safeInteger,
    totals: openRecord("Totals", Object.fromEntries(TOTALS.map((name) => [name, safeInteger])), {}),
    marketing: list(
      "QuoteMarketingList",
      openRecord(
        "QuoteMarketing",
        { id, type: safeInteger, discountRange: safeInteger, discountAmount: safeInteger },
        { code: id },
      ),
    ),
    lines: list(
      "QuoteLines",
      openRecord(
        "QuoteLine",
        {
          goodsId: id,
          unitPrice: safeInteger,
          quantity: count,
          ...amounts,
          marketing: shares,
          units: list("UnitRuns", openRecord("UnitRun", { count, ...amounts, marketing: shares }, {})),
        },
        { skuId: id },
      ),
    ),
    fees: list(
      "Fees",
      openRecord("Fee", { feeType: safeInteger, feeAmount: safeInteger, feeDiscountAmount: safeInteger }, {}),
    ),
  },
  {},
);

const at = (is: number, path: string, key: string): Said => ({ is, path: path + pointer(key) });

const sharesAt = (listed: readonly Share[], path: string): readonly LedgerShare[] =>
  listed.map((share, j) => ({ ...share, path: path + pointer("marketing", j, "discountAmount") }));

const partAt = (part: QuoteLine | UnitRun, path: string): LedgerPart => ({
  path,
  totals: [at(part.totalAmount, path, "totalAmount")],
  discounts: [at(part.totalDiscountAmount, path, "totalDiscountAmount")],
  payables: [at(part.payableAmount, path, "payableAmount")],
  shares: sharesAt(part.marketing, path),
});

const lineAt = (line: QuoteLine, path: string): LedgerLine => ({
  ...partAt(line, path),
  goodsId: line.goodsId,
  skuId: line.skuId,
  unitPrice: at(line.unitPrice, path, "unitPrice"),
  quantities: [at(line.quantity, path, "quantity")],
  units: line.units.map(
    (run, r): LedgerUnits => ({ ...partAt(run, path + pointer("units", r)), count: run.count }),
  ),
  copies: [],
});

const ledgerOf = (quote: Quote): Ledger => ({
  format: "quote",
  hasLines: true,
  hasCodes: true,
  unitsAreInOrder: true,
  calculationType: at(quote.calculationType, "", "calculationType"),
  totals: Object.fromEntries(TOTALS.map((name) => [name, at(quote.totals[name], "/totals", name)])),
  marketing: quote.marketing.map((each, j) => ({
    ...each,
    path: pointer("marketing", j, "discountAmount"),
  })),
  lines: quote.lines.map((line, i) => lineAt(line, pointer("lines", i))),
  strays: [],
  ambiguous: [],
  fees: quote.fees.map((fee, i) => ({
    feeType: fee.feeType,
    feeAmount: at(fee.feeAmount, pointer("fees", i), "feeAmount"),
    feeDiscountAmount: at(fee.feeDiscountAmount, pointer("fees", i), "feeDiscountAmount"),
  })),
  at: { lines: "/lines", marketing: "/marketing", fees: "/fees" },
});

/** The ledger of a quote, or the problems that keep it from being read. */
export const ledgerOfQuote = (quote: unknown): E.Either<readonly Problem[], Ledger> =>
  E.map((read: unknown) => ledgerOf(read as Quote))(decodeWith(QuoteCodec, quote));
