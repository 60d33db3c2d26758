/**
 * Times of plugin.createOrder.
 */

const LEAST_OF_13_DIGITS = 1_000_000_000_000;

/** Is it a time of 13 digits, as the document wants? From 2001 to 2286, that is; seconds have 10. */
export const isMilliseconds = (time: number): boolean =>
  time >= LEAST_OF_13_DIGITS && time < LEAST_OF_13_DIGITS * 10;

/** Have both as many digits, so that they are in one unit? Of two units, which comes first would say nothing. */
export const areComparable = (a: number, b: number): boolean => String(a).length === String(b).length;
