/**
 * Amounts of money in fen (分), the platform's only unit: non-negative integers that a double holds exactly.
 */

declare const brand: unique symbol;

/**
 * An amount in fen: an integer from 0 to 2^53 − 1. The brand keeps yuan, quantities and unchecked numbers out.
 *
 * @category model
 * @since 0.1.0
 */
export type Fen = number & { readonly [brand]: "Fen" };

/**
 * The largest amount: 2^53 − 1 fen, about 90 trillion yuan. Every sum must stay within it.
 *
 * @category constants
 * @since 0.1.0
 */
export const MAX_FEN: Fen = Number.MAX_SAFE_INTEGER as Fen;

/**
 * Is this value an amount in fen? Numbers only: a string of digits is not an amount.
 *
 * @example
 * import * as assert from "node:assert";
 * import { isFen } from "suanjia";
 *
 * assert.deepStrictEqual([0, 40000, 0.5, -1, Number.NaN, "1"].map(isFen), [true, true, false, false, false, false]);
 *
 * @category guards
 * @since 0.1.0
 */
export const isFen = (value: unknown): value is Fen =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/**
 * Fen as yuan, for people: always two decimals, thousands grouped, exact for every safe integer.
 *
 * @example
 * import * as assert from "node:assert";
 * import { formatYuan } from "suanjia";
 *
 * assert.strictEqual(formatYuan(3999), "39.99");
 * assert.strictEqual(formatYuan(1234567800), "12,345,678.00");
 *
 * @category formatting
 * @since 0.1.0
 */
export const formatYuan = (amountFen: number): string => {
  const digits = String(Math.abs(amountFen)).padStart(3, "0");
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${amountFen < 0 ? "-" : ""}${yuan}.${digits.slice(-2)}`;
};
