/**
 * Statements that failed through no fault of theirs are run again.
 *
 * That is safe here even where a connection broke during a commit, and nobody knows whether it was done: every statement
 * of the store is keyed by an id, and finds on the second run what the first one left.
 */
import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "./Sql.js";

/** Pauses before the second and the later attempts, in milliseconds; each is doubled at most, at random. */
const PAUSES: readonly number[] = [20, 50, 150, 400];

/** Serialization failure, deadlock, a server that goes down or comes up, and every failure of a connection. */
const PASSING_STATES = /^(40001|40P01|57P0[1-3]|53300|08...)$/;

const PASSING_CODES: ReadonlySet<unknown> = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT"]);

const PASSING_MESSAGES = /^(Connection terminated|Client has encountered a connection error)/;

/** Might the same statement succeed a moment later? */
const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  if (PASSING_CODES.has(code)) return true;
  return (typeof code === "string" && PASSING_STATES.test(code)) || PASSING_MESSAGES.test(error.message);
};

const retrying = async <A>(run: () => Promise<A>): Promise<A> => {
  for (const least of PAUSES) {
    try {
      return await run();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await pause(randomInt(least, 2 * least));
  }
  return run();
};

/** The same database, more patient. */
export const withRetries = (sql: Sql): Sql => ({
  query: (text, params) => retrying(() => sql.query(text, params)),
  transaction: (run) => retrying(() => sql.transaction(run)),
  vacuum: sql.vacuum,
  close: sql.close,
});
