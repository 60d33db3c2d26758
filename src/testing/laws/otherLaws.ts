/**
 * Two laws that ask the rest of suanjia: what `verify` says of a payload, and what `price` makes of its request.
 */
import * as E from "fp-ts/lib/Either.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { price } from "../../pricing/price.js";
import { verify } from "../../verify/verify.js";
import { Breaches, type LawViolation } from "../LawViolation.js";
import type { Ledger } from "../Ledger.js";
import { ledgerOfQuote } from "../ledgerOfQuote.js";
import { sameAmounts } from "./sameAmounts.js";

/** `verify` finds no amount of the payload wrong. A quote is no payload: there is nothing to verify. */
export const verified = (answer: unknown, { format }: Ledger): readonly LawViolation[] => {
  if (format === "quote") return [];
  const report = verify(answer, { format, checks: ["amounts"] });
  // What cannot be read has been said by then.
  if (E.isLeft(report)) return [];
  return report.right.violations
    .filter(({ severity }) => severity === "error")
    .map(
      ({ code, path, expected, actual, message, messageZh }): LawViolation => ({
        law: "verified",
        code: `verified.${code}`,
        path,
        expected,
        actual,
        message,
        messageZh,
      }),
    );
};

/** Every fen lies where suanjia puts it, under the policy of the request. */
export const exactSplit = (ledger: Ledger, request: PricingRequestInput): readonly LawViolation[] => {
  const found = new Breaches("exactSplit");
  const expected = E.chain(ledgerOfQuote)(price(request));
  // What suanjia refuses has no split to compare with; whether it should have been answered is another question.
  if (E.isRight(expected)) sameAmounts(expected.right, ledger, found);
  return found.violations;
};
