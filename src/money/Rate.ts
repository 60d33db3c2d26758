/**
 * Exact decimal rates ("0.85"), for discounts in percent: never a binary fraction.
 */
import { Decimal } from "decimal.js";
import * as E from "fp-ts/lib/Either.js";
import { type Fen, isFen, MAX_FEN } from "./Fen.js";

/**
 * A clone of our own, so that nobody's `Decimal.set` changes what anybody pays. A rate has at most 17 digits and an
 * amount 16, so 40 digits hold every product exactly.
 */
const Exact = /* #__PURE__ */ Decimal.clone({ precision: 40, toExpNeg: -40, toExpPos: 40, defaults: true });

/**
 * An exact decimal factor from 0 to 1,000,000, with at most ten decimals.
 *
 * @category model
 * @since 0.1.0
 */
export interface Rate {
  readonly _tag: "Rate";
  /** The rate in plain decimal notation, without trailing zeros. */
  readonly text: string;
}

/**
 * What becomes of half and other fractions of a fen.
 *
 * @category model
 * @since 0.1.0
 */
export type Rounding = "ceil" | "floor" | "halfAwayFromZero" | "halfEven";

const MODE: Readonly<Record<Rounding, Decimal.Rounding>> = {
  ceil: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  halfAwayFromZero: Decimal.ROUND_HALF_UP,
  halfEven: Decimal.ROUND_HALF_EVEN,
};

const FORM = /^(?:0|[1-9]\d{0,6})(?:\.\d{1,10})?$/;
const MAX_RATE = 1000000;

/**
 * Reads a rate from its decimal notation. A string, because the number 0.1 is not a tenth.
 *
 * @returns The rate, or a sentence that says what was expected.
 *
 * @example
 * import * as assert from "node:assert";
 * import { parseRate } from "suanjia";
 *
 * assert.deepStrictEqual(parseRate("0.850"), { _tag: "Right", right: { _tag: "Rate", text: "0.85" } });
 * assert.strictEqual(parseRate("8.5折")._tag, "Left");
 *
 * @category constructors
 * @since 0.1.0
 */
export const parseRate = (text: string): E.Either<string, Rate> => {
  if (!FORM.test(text))
    return E.left(`expected a decimal like "0.85" with at most ten decimals, got ${JSON.stringify(text)}`);
  const value = new Exact(text);
  return value.gt(MAX_RATE)
    ? E.left(`expected at most ${MAX_RATE}, got ${text}`)
    : E.right({ _tag: "Rate", text: value.toFixed() });
};

/**
 * `rate × amount` in whole fen, rounded as told. The product is exact before it is rounded.
 *
 * @throws RangeError where `amount` is no amount in fen, or the product passes 2^53 − 1.
 *
 * @example
 * import * as assert from "node:assert";
 * import { applyRate, parseRate } from "suanjia";
 *
 * const rate = parseRate("0.85");
 * assert.ok(rate._tag === "Right");
 * assert.strictEqual(applyRate(rate.right, 999, "ceil"), 850); // 849.15
 * assert.strictEqual(applyRate(rate.right, 999, "floor"), 849);
 *
 * @category combinators
 * @since 0.1.0
 */
export const applyRate = (rate: Rate, amount: number, rounding: Rounding): Fen => {
  if (!isFen(amount)) throw new RangeError(`applyRate: amount must be an integer ≥ 0, got ${amount}`);
  const product = new Exact(rate.text).times(amount).toDecimalPlaces(0, MODE[rounding]);
  if (product.gt(MAX_FEN)) throw new RangeError(`applyRate: ${rate.text} × ${amount} passes 2^53 − 1`);
  return (product.toNumber() + 0) as Fen;
};
