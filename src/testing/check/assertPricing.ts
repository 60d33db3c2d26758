/**
 * Checks for test suites: they throw.
 */
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import type { PlainRequest } from "../arbitraries/requestArbitrary.js";
import type { PriceFunction } from "../PriceFunction.js";
import { checkPricing, checkPricingAsync } from "./checkPricing.js";
import type { CheckOptions, PricingCheck, PricingFails } from "./PricingCheck.js";

/**
 * A price function breaks a law. The message is the explanation, in English, with the counterexample as JSON.
 *
 * @category testing
 * @since 0.5.0
 */
export class PricingError extends Error {
  override readonly name = "PricingError";
  /** What was found. */
  readonly result: PricingFails<PricingRequestInput>;

  constructor(result: PricingFails<PricingRequestInput>) {
    const { explanation, request, payload } = result;
    super(`${explanation}\nrequest: ${JSON.stringify(request)}\nanswer: ${JSON.stringify(payload)}`);
    this.result = result;
  }
}

const thrownIfWrong = <R extends PricingRequestInput>(result: PricingCheck<R>): void => {
  if (!result.ok) throw new PricingError(result);
};

/**
 * As `checkPricing`, for a test of vitest, jest, node:test or any other suite: throws what was found.
 *
 * @throws PricingError with the smallest counterexample, in words and as JSON.
 *
 * @example
 * import * as assert from "node:assert";
 * import { assertPricing } from "suanjia/testing";
 *
 * // Forgets quantities.
 * const mine = ({ lines }: { lines: readonly { goodsId: string; unitPrice: number; quantity: number }[] }) => ({
 *   goodsList: lines.map(({ goodsId, unitPrice, quantity }) => ({ goodsId, price: unitPrice, quantity })),
 *   payment: { totalAmount: lines.reduce((sum, { unitPrice }) => sum + unitPrice, 0) },
 * });
 * assert.throws(() => assertPricing(mine, { requests: { maxMarketing: 0 } }), /line a: 1 × 2 = 2/);
 *
 * @category testing
 * @since 0.5.0
 */
export const assertPricing = <R extends PricingRequestInput = PlainRequest>(
  impl: PriceFunction<R>,
  options: CheckOptions<R> = {},
): void => thrownIfWrong(checkPricing(impl, options));

/**
 * As `assertPricing`, of a function that returns promises.
 *
 * @throws PricingError with the smallest counterexample, in words and as JSON.
 *
 * @example
 * import * as assert from "node:assert";
 * import { assertPricingAsync } from "suanjia/testing";
 *
 * await assert.rejects(assertPricingAsync(async () => Promise.resolve(null)), /it returned null/);
 *
 * @category testing
 * @since 0.5.0
 */
export const assertPricingAsync = async <R extends PricingRequestInput = PlainRequest>(
  impl: PriceFunction<R>,
  options: CheckOptions<R> = {},
): Promise<void> => thrownIfWrong(await checkPricingAsync(impl, options));
