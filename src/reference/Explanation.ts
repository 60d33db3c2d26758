/**
 * Explanations: what a code means, and what to do about it.
 */
import type { Text } from "../codec/Problem.js";
import type { Source } from "../platform/wire/Rule.js";

/**
 * What a code means, and what to do about it.
 *
 * @category model
 * @since 0.2.0
 */
export interface Explanation {
  /** As it stands in a report, a problem, a decision or the platform's answer. */
  readonly code: string;
  /**
   * `problem`: an input that cannot be used. `reason`: why `select` left a promotion out. `amount`: amounts that
   * disagree. `rule`: a rule of the platform's documents. `platformError`: an error that the platform answers with.
   * `outcome`: what the service notes of a request in its log and metrics; the platform is never told.
   */
  readonly kind: "problem" | "reason" | "amount" | "rule" | "platformError" | "outcome";
  /** Of a rule: what breaking it makes of a payload. */
  readonly severity?: "error" | "warning";
  readonly meaning: Text;
  readonly whatToDo: Text;
  /** Of a rule, and of a platform error that a document lists. */
  readonly source?: Source;
}

/** Explanations of one kind, as a table: code, meaning, what to do. */
export type Entries = readonly (readonly [code: string, meaning: Text, whatToDo: Text])[];

/** The table as explanations. */
export const explained = (kind: Explanation["kind"], entries: Entries): readonly Explanation[] =>
  entries.map(([code, meaning, whatToDo]) => ({ code, kind, meaning, whatToDo }));
