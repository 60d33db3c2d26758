/**
 * Parts of an amount: rates from 0 to 1 as fractions of whole numbers, so that a part is found by exact integer
 * arithmetic. A search takes a part of an amount many thousand times, for which decimals are too slow.
 */
import { mulDiv, mulMod } from "./mulDiv.js";
import type { Rate, Rounding } from "./Rate.js";

/** A rate from 0 to 1. The denominator is a power of ten, at most 10^10. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** The fraction of a rate, which must be at most 1. */
export const fractionOf = ({ text }: Rate): Fraction => {
  const [whole = "0", decimals = ""] = text.split(".");
  return { numerator: Number(whole + decimals), denominator: 10 ** decimals.length };
};

/** What is left of the whole. */
export const complementOf = ({ numerator, denominator }: Fraction): Fraction => ({
  numerator: denominator - numerator,
  denominator,
});

/** The part of an amount in whole fen, rounded as told: exactly what `applyRate` gives. */
export const partOf = ({ numerator, denominator }: Fraction, amount: number, rounding: Rounding): number => {
  const part = mulDiv(amount, numerator, denominator);
  const rest = mulMod(amount, numerator, denominator, part);
  if (rest === 0 || rounding === "floor") return part;
  if (rounding === "ceil") return part + 1;
  const isUp =
    rest * 2 > denominator || (rest * 2 === denominator && (rounding !== "halfEven" || part % 2 === 1));
  return isUp ? part + 1 : part;
};
