/**
 * Reading an answer, whichever form it has.
 */
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Problem, problem } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import type { Claim } from "../verify/Claim.js";
import { readClaim } from "../verify/readClaim.js";
import type { Ledger, PricedFormat } from "./Ledger.js";
import { ledgerOfClaim } from "./ledgerOfClaim.js";
import { ledgerOfQuote } from "./ledgerOfQuote.js";

const FORMATS: Readonly<Record<PricedFormat, true>> = {
  quote: true,
  "plugin.createOrder": true,
  "plugin.discountInfo": true,
  "openapi.createOrder": true,
  "openapi.priceCalculationDetail": true,
  "spi.preCreateOrder": true,
};

/** A quote has both, and no payload of the platform's has either. */
const isQuote = (answer: unknown): boolean => isObject(answer) && "totals" in answer && "lines" in answer;

/** A payload that does not say what an order costs obeys every law and proves nothing. */
const thatPrices = (claim: Claim): E.Either<readonly Problem[], Claim> => {
  const { name } = claim.format;
  if (Object.hasOwn(FORMATS, name)) return E.right(claim);
  const formats = Object.keys(FORMATS);
  return E.left([
    problem("input.unknownFormat", "", {
      en: `expected one of ${formats.join(", ")}, got ${name}`,
      zh: `应为以下格式之一:${formats.join("、")};实际为 ${name}`,
    }),
  ]);
};

/** The ledger of an answer: in the format that is named, or in the one that its keys show. */
export const readLedger = (answer: unknown, format?: PricedFormat): E.Either<readonly Problem[], Ledger> =>
  format === "quote" || (format === undefined && isQuote(answer))
    ? ledgerOfQuote(answer)
    : pipe(readClaim(answer, format), E.chain(thatPrices), E.map(ledgerOfClaim));
