/**
 * Quotes: calculations that are kept for a time under a number, the platform's `ext_calculation_no` and the plugin's
 * `discountId`.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Wire } from "../../platform/wire/codecs.js";
import type { Asking } from "../Merchant.js";
import { calculationAnswer } from "./answers.js";
import { type CalculatingDeps, freshId, isOwnId, limitsOf, quoteExpiry } from "./Deps.js";
import { notesOf, type Result, refuse } from "./Refusal.js";
import type { Calculated } from "./trusted.js";

/** For whom a quote was made; what is not said may be anybody's. */
export interface QuoteOwner {
  readonly appId?: string | undefined;
  readonly openId?: string | undefined;
}

/** What is kept of a quote. */
interface KeptQuote extends QuoteOwner {
  readonly calculation: Wire;
}

/** A quote that was kept. */
export interface StoredQuote {
  readonly number: string;
  readonly expiresAt: number;
  readonly calculation: Wire;
}

/** Keeps a calculation under a new number. */
export const keepQuote = async (
  deps: CalculatingDeps,
  { quote }: Calculated,
  { appId, openId }: QuoteOwner,
): Promise<Result<StoredQuote>> => {
  const number = freshId(deps);
  const calculation = calculationAnswer(quote, number);
  if (E.isLeft(calculation)) return refuse("calculation", "cart.refused", notesOf(calculation.left));
  const kept: KeptQuote = { appId, openId, calculation: calculation.right };
  const content = JSON.stringify(kept);
  if (content.length > limitsOf(deps).answerBytes)
    return refuse("calculation", "cart.tooLarge", [{ code: "cart.tooLarge" }]);
  const expiresAt = quoteExpiry(deps);
  await deps.store.putQuote(number, content, expiresAt);
  return E.right({ number, expiresAt, calculation: calculation.right });
};

/** The calculation behind a number, if it has not expired and is this buyer's. */
export const keptCalculation = async (
  { store, now }: CalculatingDeps,
  number: string,
  { appId, openId }: Asking,
): Promise<Result<Wire>> => {
  // A client names it, and may name anything.
  const content = isOwnId(number) ? await store.quote(number, now()) : undefined;
  if (content === undefined) return refuse("quote", "quote.unknown");
  const kept = JSON.parse(content) as KeptQuote;
  return (kept.appId ?? appId) === appId && (kept.openId ?? openId) === openId
    ? E.right(kept.calculation)
    : refuse("quote", "quote.foreign");
};
