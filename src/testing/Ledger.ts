/**
 * The ledger: what a quote or a payload says, in one form, with the place where each amount stands. The laws are about
 * ledgers, so each is written once. What an answer leaves out is absent here, never guessed.
 */
import type { Text } from "../codec/Problem.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import type { Totals } from "../pricing/Quote.js";

/**
 * The forms in which an answer is read: a quote of suanjia's, or a payload that says what an order costs.
 *
 * @category testing
 * @since 0.5.0
 */
export type PricedFormat =
  | "quote"
  | Extract<
      FormatName,
      | "plugin.createOrder"
      | "plugin.discountInfo"
      | "openapi.createOrder"
      | "openapi.priceCalculationDetail"
      | "spi.preCreateOrder"
    >;

/** A number, and where it stands. */
export interface Said {
  readonly is: number;
  readonly path: string;
}

/** What names a marketing. */
export interface MarketingName {
  readonly id: string;
  readonly code?: string | undefined;
}

/** What one part of an order bears of a marketing. */
export interface LedgerShare extends MarketingName {
  readonly discountAmount: number;
  readonly path: string;
}

/** A line, or a unit of one. An amount can be said in several places, which must agree. */
export interface LedgerPart {
  readonly path: string;
  /** Before discount. */
  readonly totals: readonly Said[];
  readonly discounts: readonly Said[];
  readonly payables: readonly Said[];
  /** Undefined: not said. */
  readonly shares: readonly LedgerShare[] | undefined;
}

/** Equal units. */
export interface LedgerUnits extends LedgerPart {
  readonly count: number;
}

/** A line of the order. */
export interface LedgerLine extends LedgerPart {
  readonly goodsId: string | undefined;
  readonly skuId: string | undefined;
  readonly unitPrice: Said | undefined;
  readonly quantities: readonly Said[];
  /** Undefined: it is not said what each unit bears. */
  readonly units: readonly LedgerUnits[] | undefined;
  /** The whole line once more: an item block may have one entry for each line. */
  readonly copies: readonly LedgerPart[];
}

/** A marketing of the order. */
export interface LedgerMarketing extends MarketingName {
  readonly type: number;
  readonly discountRange: number;
  readonly discountAmount: number;
  readonly path: string;
}

/** A fee of the order. */
export interface LedgerFee {
  readonly feeType: number;
  readonly feeAmount: Said;
  readonly feeDiscountAmount: Said;
}

/** Everything that is said. */
export interface Ledger {
  readonly format: PricedFormat;
  /** Lines are those of the order; else those that a discount detail mentions. */
  readonly hasLines: boolean;
  /** Two marketing of one id are told apart by code. */
  readonly hasCodes: boolean;
  /** The first of a line's units is unit 0. */
  readonly unitsAreInOrder: boolean;
  readonly calculationType: Said | undefined;
  readonly totals: Readonly<Partial<Record<keyof Totals, Said>>>;
  /** Undefined: not said. */
  readonly marketing: readonly LedgerMarketing[] | undefined;
  readonly lines: readonly LedgerLine[];
  /** Entries that name goods of which the order has no line. */
  readonly strays: readonly LedgerPart[];
  /** Entries that several lines fit, since they do not say the sku. */
  readonly ambiguous: readonly LedgerPart[];
  /** Undefined: the format has no field for them. */
  readonly fees: readonly LedgerFee[] | undefined;
  /** Where what is missing would stand. */
  readonly at: { readonly lines: string; readonly marketing: string; readonly fees: string };
}

/** The name of a marketing as a key: by id and code, or by id alone where there are no codes. */
export const keyOf = ({ id, code }: MarketingName, hasCodes: boolean): string =>
  JSON.stringify(hasCodes && code !== undefined ? [id, code] : [id]);

/** The name of a marketing as a person reads it. */
export const nameOf = ({ id, code }: MarketingName): string => (code === undefined ? id : `${id} (${code})`);

/** The name of a line as a person reads it. */
export const lineNameOf = (line: {
  readonly goodsId?: string | undefined;
  readonly skuId?: string | undefined;
}): string => [line.goodsId, line.skuId].filter((each) => each !== undefined).join(" / ") || '""';

/** Something of a line, in words. */
export const ofLine = (line: Parameters<typeof lineNameOf>[0], en: string, zh: string): Text => ({
  en: `line ${lineNameOf(line)}, ${en}`,
  zh: `商品行 ${lineNameOf(line)},${zh}`,
});

/** What is borne of each marketing, by key. */
export const sharesByKey = (
  shares: readonly LedgerShare[],
  hasCodes: boolean,
): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const share of shares) {
    const key = keyOf(share, hasCodes);
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(share.discountAmount));
  }
  return sums;
};

/** What the units of a line bear together of each marketing. */
export const unitSharesByKey = (
  units: readonly LedgerUnits[],
  hasCodes: boolean,
): ReadonlyMap<string, bigint> | undefined => {
  const sums = new Map<string, bigint>();
  for (const { count, shares } of units) {
    if (shares === undefined) return undefined;
    for (const [key, amount] of sharesByKey(shares, hasCodes))
      sums.set(key, (sums.get(key) ?? 0n) + BigInt(count) * amount);
  }
  return sums;
};

/** What a line bears of each marketing, by the uppermost place that says it. */
export const lineShares = (line: LedgerLine, hasCodes: boolean): ReadonlyMap<string, bigint> | undefined => {
  const said = line.shares ?? line.copies[0]?.shares;
  if (said !== undefined) return sharesByKey(said, hasCodes);
  return line.units && unitSharesByKey(line.units, hasCodes);
};
