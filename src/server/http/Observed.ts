/**
 * What is noted of a request, for metrics and logs: words, amounts and places, nothing of a person.
 */

/** One request, when it has been answered. */
export interface Observed {
  /** The route as it is registered, never the path as it came. */
  readonly route: string;
  /** The callback's type, if it is one that is known. */
  readonly type: string | undefined;
  readonly status: number;
  /** "ok", or why it was refused. */
  readonly outcome: string;
  readonly milliseconds: number;
  /** The platform's name of the request. */
  readonly logid: string | undefined;
  readonly details: readonly Readonly<Record<string, unknown>>[];
}

/** The types of callbacks that metrics tell apart. */
const TYPES: ReadonlySet<string> = new Set([
  "query_marketing_info",
  "calculate_price",
  "query_and_calculate",
  "pre_create_order",
  "pre_create_refund",
]);

/** A type from outside as one of a few words: whoever invents types must not fill the memory with their counters. */
export const knownType = (type: string | undefined): string | undefined =>
  type === undefined || TYPES.has(type) ? type : "other";

/** A word as our own code writes it; anything else was made of what came from outside. */
export const knownWord = (word: unknown): string =>
  typeof word === "string" && /^[A-Za-z0-9_.:-]{1,64}$/.test(word) ? word : "other";

/** An unsigned header, which may hold anything. */
export const knownLogid = (logid: string | undefined): string | undefined =>
  logid !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(logid) ? logid : undefined;
