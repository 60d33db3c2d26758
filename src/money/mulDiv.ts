/**
 * Exact `a × b ÷ c` on doubles. A product of two amounts passes 2^53, where doubles lose fen, and BigInt may be
 * absent in the mini-program: so the product is kept as an unevaluated sum of two doubles (Dekker's two-product),
 * from which quotient and remainder come out exact.
 */

/** 2^27 + 1: splits a 53-bit double into two halves whose products are exact (Veltkamp). */
const SPLITTER = 134217729;

/** The rounding error of `a × b`, given the rounded `product`: a × b = product + error, exactly. */
const productError = (a: number, b: number, product: number): number => {
  const ca = SPLITTER * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = SPLITTER * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
};

/** `a × b − q × c`: exact whenever it lies within ±2^53, and of the right sign and side of c everywhere. */
const residue = (a: number, b: number, q: number, c: number): number => {
  const ab = a * b;
  const qc = q * c;
  return ab - qc + (productError(a, b, ab) - productError(q, c, qc));
};

/**
 * ⌊a × b ÷ divisor⌋, exact for every a and b from 0 to 2^53 − 1 and 0 < divisor ≤ 2^53 − 1 whose quotient is a safe
 * integer (as it is whenever b ≤ divisor). The remainder is `mulMod(a, b, divisor, quotient)`.
 */
export const mulDiv = (a: number, b: number, divisor: number): number => {
  const product = a * b;
  // Below 2^53 the product is exact, and the floor of the rounded quotient is the floor of the true one.
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / divisor);
  // The estimate is at most a few units off; the exact residue says which way.
  let quotient = Math.floor(a * (b / divisor));
  for (;;) {
    const rest = residue(a, b, quotient, divisor);
    if (rest < 0) quotient -= 1;
    else if (rest >= divisor) quotient += 1;
    else return quotient;
  }
};

/** The remainder a × b − quotient × divisor, where quotient = `mulDiv(a, b, divisor)`. Exact. */
export const mulMod = (a: number, b: number, divisor: number, quotient: number): number => {
  const product = a * b;
  return product <= Number.MAX_SAFE_INTEGER ? product - quotient * divisor : residue(a, b, quotient, divisor);
};
