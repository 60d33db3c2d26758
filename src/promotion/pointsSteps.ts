/**
 * What a step of points is worth.
 */

import { MAX_FEN } from "../money/Fen.js";
import { fractionOf } from "../money/fraction.js";
import { mulDiv, mulMod } from "../money/mulDiv.js";
import type { Rate } from "../money/Rate.js";

/** What a step of points is worth, in fen: undefined where that is no whole number above 0, or past 2^53 − 1. */
export const fenPerStep = (fenPerPoint: Rate, stepPoints: number): number | undefined => {
  const { numerator, denominator } = fractionOf(fenPerPoint);
  // Beyond that even the largest amount is less than a step; the bound keeps the quotient a safe integer.
  if ((numerator / denominator) * stepPoints > MAX_FEN / 2) return undefined;
  const worth = mulDiv(stepPoints, numerator, denominator);
  return worth > 0 && mulMod(stepPoints, numerator, denominator, worth) === 0 ? worth : undefined;
};
