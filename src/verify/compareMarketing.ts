/**
 * The marketing entries of one place of a claim beside the shares of a quote: matched by id, never by position.
 */
import type { Differences } from "./Report.js";

/** A marketing and what is borne of it. */
interface Borne {
  readonly id: string;
  readonly code?: string | undefined;
  readonly discountAmount: number;
}

/** Where the marketing entries of one place are. */
export interface MarketingPlace {
  readonly list: () => string;
  readonly entry: (j: number) => string;
}

/** Sums entries by marketing: by id and code, or by id alone where the format has no codes. */
const sumByMarketing = (
  entries: readonly Borne[],
  hasCodes: boolean,
): Map<string, { amount: number; readonly position: number }> => {
  const sums = new Map<string, { amount: number; readonly position: number }>();
  entries.forEach(({ id, code, discountAmount }, position) => {
    const key = JSON.stringify(hasCodes && code !== undefined ? [id, code] : [id]);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { amount: discountAmount, position });
    else sum.amount += discountAmount;
  });
  return sums;
};

/** Compares what is borne of each marketing; an entry of 0 and none are the same. */
export const compareMarketing = (
  code: string,
  expected: readonly Borne[],
  actual: readonly Borne[],
  place: MarketingPlace,
  hasCodes: boolean,
  found: Differences,
): void => {
  const ours = sumByMarketing(expected, hasCodes);
  const theirs = sumByMarketing(actual, hasCodes);
  for (const [key, their] of theirs) {
    const our = ours.get(key);
    if (our !== undefined) found.compare(code, () => place.entry(their.position), our.amount, their.amount);
    else if (their.amount !== 0) found.differs(code, place.entry(their.position), null, their.amount);
  }
  for (const [key, our] of ours)
    if (!theirs.has(key) && our.amount !== 0) found.differs(code, place.list(), our.amount, null);
};

/** What a unit bears, as text: equal units have equal texts, whatever the order of their entries. */
export const textOfMarketing = (entries: readonly Borne[], hasCodes: boolean): string =>
  [...sumByMarketing(entries, hasCodes)]
    .filter(([, { amount }]) => amount !== 0)
    .map(([key, { amount }]) => `${key}=${amount}`)
    .sort()
    .join("|");
