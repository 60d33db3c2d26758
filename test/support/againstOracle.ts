/**
 * The engine beside the oracle: every amount of every line, unit run, marketing and total.
 */
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import { type OracleRequest, oraclePrice } from "../oracle/oracle.js";
import { firstDifference } from "./firstDifference.js";

/** The quote that both give, nothing where both refuse; throws where they differ. */
export const agreed = (request: OracleRequest): Quote | undefined => {
  const expected = oraclePrice(request);
  const actual = price(request as never);
  if (actual._tag === "Left" && !expected.ok) return undefined;
  const where =
    expected.ok && actual._tag === "Right" ? firstDifference(expected.quote, actual.right) : undefined;
  if (expected.ok && actual._tag === "Right" && where === undefined) return actual.right;
  throw new Error(
    `engine and oracle differ${where === undefined ? "" : ` at /${where.join("/")}`} for ${JSON.stringify(request)}\n` +
      `the oracle says: ${JSON.stringify(expected)}\nthe engine says: ${JSON.stringify(actual)}`,
  );
};
