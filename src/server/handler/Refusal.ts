/**
 * Refusals: what is answered, and what is noted of the reason.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../../codec/Problem.js";
import type { ErrorName } from "./errors.js";

/** One thing that is noted for the log: codes, paths and amounts, no personal data. */
export type Detail = Readonly<Record<string, unknown>>;

/** Why a callback is refused. */
export interface Refusal {
  readonly error: ErrorName;
  /** A word for metrics and logs. */
  readonly outcome: string;
  readonly details?: readonly Detail[] | undefined;
}

/** A result, or why there is none. */
export type Result<A> = E.Either<Refusal, A>;

/** More than this helps nobody. */
const MOST_NOTED = 50;

/** The first of many notes. */
export const noted = (details: readonly Detail[]): readonly Detail[] => details.slice(0, MOST_NOTED);

/** A refusal as the left side. */
export const refuse = (
  error: ErrorName,
  outcome: string,
  details: readonly Detail[] = [],
): E.Either<Refusal, never> =>
  E.left({ error, outcome, ...(details.length === 0 ? {} : { details: noted(details) }) });

/** Problems without their messages, which quote what came: that may be a name or a number of somebody. */
export const notesOf = (problems: readonly Problem[]): readonly Detail[] =>
  problems.map(({ code, path }) => ({ code, path }));
