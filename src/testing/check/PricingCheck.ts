/**
 * What a check of a price function is asked, and what it says.
 */
import type fc from "fast-check";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import type { PlainRequest, RequestOptions } from "../arbitraries/requestArbitrary.js";
import type { LawName, LawViolation } from "../LawViolation.js";
import type { PricedFormat } from "../Ledger.js";

/**
 * The laws that every answer is held to where nothing else is said: whatever the split, the answer must be about the
 * request, add up, and let nobody pay less than nothing.
 *
 * @category testing
 * @since 0.5.0
 */
export const DEFAULT_LAWS: readonly LawName[] = [
  "answer",
  "request",
  "conservation",
  "totals",
  "bounds",
  "verified",
];

/**
 * How a price function is checked.
 *
 * @category testing
 * @since 0.5.0
 */
export interface CheckOptions<R extends PricingRequestInput = PlainRequest> {
  /** How many requests. Default 1,000. */
  readonly runs?: number;
  /** Of an earlier check, to see the same requests again. Default: another one every time. */
  readonly seed?: number;
  /** Beside `seed`: straight to the counterexample that an earlier check found. */
  readonly path?: string;
  /** The format of the answers. Default: found by their keys. */
  readonly format?: PricedFormat;
  /** Default `DEFAULT_LAWS`. The law `answer` is asked in any case. */
  readonly laws?: readonly LawName[];
  /** What the requests may have. */
  readonly requests?: RequestOptions;
  /** Requests of your own, in the place of `requests`. */
  readonly arbitrary?: fc.Arbitrary<R>;
}

/**
 * No request was found whose answer breaks a law.
 *
 * @category testing
 * @since 0.5.0
 */
export interface PricingHolds {
  readonly ok: true;
  readonly runs: number;
  readonly seed: number;
  /**
   * What some answer left out, so that no law could speak of it: `lines`, `totals`, `marketing` (the order block),
   * `shares` (what lines bear), `units` (what units bear).
   */
  readonly unchecked: readonly Unsaid[];
}

/**
 * What an answer may leave out.
 *
 * @category testing
 * @since 0.5.0
 */
export type Unsaid = "lines" | "totals" | "marketing" | "shares" | "units";

/**
 * The smallest request that was found whose answer breaks a law. Plain JSON.
 *
 * @category testing
 * @since 0.5.0
 */
export interface PricingFails<R extends PricingRequestInput = PlainRequest> {
  readonly ok: false;
  /** The first law that is broken. */
  readonly law: LawName;
  readonly request: R;
  /** What the function answered; null where it did not. */
  readonly payload: unknown;
  /** All that is wrong with it. */
  readonly violations: readonly LawViolation[];
  /** How many requests were asked until the first was found. */
  readonly runs: number;
  /** With `seed` and `path` the same request is asked again. */
  readonly seed: number;
  readonly path: string;
  /** All of this in words, for a person. */
  readonly explanation: string;
  /** The same in Chinese. */
  readonly explanationZh: string;
}

/**
 * What a check of a price function found.
 *
 * @category testing
 * @since 0.5.0
 */
export type PricingCheck<R extends PricingRequestInput = PlainRequest> = PricingHolds | PricingFails<R>;
