/**
 * Random carts: small amounts and few ids mostly, so that ties, exhausted lines and missed thresholds really happen.
 */
import fc from "fast-check";
import type { Cart } from "../../promotion/Cart.js";
import { compact, rarely } from "./compact.js";

const lineOf = (withSku: boolean) =>
  fc.record({
    goodsId: fc.constantFrom("a", "b", "c", "é"),
    skuId: withSku ? fc.constantFrom<string | undefined>("1", "2") : fc.constant(undefined),
    unitPrice: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3000 }), fc.constant(1000)),
    quantity: fc.integer({ min: 1, max: 4 }),
  });

/**
 * Carts of up to four lines of up to four units, with and without skus, fees and policies.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { select } from "suanjia";
 * import { cartArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(cartArbitrary(), (cart) => {
 *     const selection = select(cart, [], { now: Date.UTC(2026, 0, 1) });
 *     assert.ok(selection._tag === "Right" && selection.right.marketing.length === 0);
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const cartArbitrary = (): fc.Arbitrary<Cart> =>
  fc.boolean().chain((withSku) =>
    fc
      .record({
        calculationType: fc.constantFrom<1 | 2 | undefined>(1, 2, 2, 2, undefined),
        lines: fc.uniqueArray(lineOf(withSku).map(compact), {
          minLength: 1,
          maxLength: 4,
          selector: (line) => JSON.stringify([line.goodsId, line.skuId]),
        }),
        fees: rarely(
          2,
          fc.array(
            fc
              .record({
                feeType: fc.constantFrom<1 | 2 | 18>(1, 2, 18),
                feeAmount: fc.integer({ min: 0, max: 900 }),
                off: fc.integer({ min: 0, max: 3 }),
              })
              .map(({ off, ...fee }) =>
                compact({ ...fee, feeDiscountAmount: off === 1 ? fee.feeAmount >> 1 : undefined }),
              ),
            { maxLength: 3 },
          ),
        ),
        policy: rarely(
          5,
          fc.record({
            apportionment: fc.constantFrom<"largestRemainder" | "lastTakesRemainder">(
              "largestRemainder",
              "lastTakesRemainder",
            ),
            basis: fc.constantFrom<"payable" | "lineTotal">("payable", "lineTotal"),
          }),
        ),
      })
      .map((cart): Cart => compact(cart)),
  );
