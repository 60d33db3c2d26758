/**
 * What `select` is asked, at random.
 */
import fc from "fast-check";
import type { Cart } from "../../promotion/Cart.js";
import type { Promotion } from "../../promotion/Promotion.js";
import type { SelectionContext } from "../../promotion/SelectionContext.js";
import { cartArbitrary } from "./cartArbitrary.js";
import { compact, rarely } from "./compact.js";
import { NOW, type PromotionOptions, promotionsArbitrary } from "./promotionsArbitrary.js";

/**
 * What `select` is asked.
 *
 * @category testing
 * @since 0.5.0
 */
export interface SelectionCase {
  readonly cart: Cart;
  readonly promotions: readonly Promotion[];
  readonly context: SelectionContext;
}

const contextArbitrary = fc
  .record({
    identities: fc.subarray(["vip", "gold"]),
    points: fc.oneof(fc.nat(40), fc.nat(4000)),
    firstOrder: rarely(2, fc.boolean()),
    uses: rarely(
      2,
      fc.dictionary(
        fc.integer({ min: 0, max: 30 }).map((n) => `p${n}`),
        fc.nat(2),
      ),
    ),
    held: rarely(
      2,
      fc.array(
        fc
          .record({
            id: fc.integer({ min: 0, max: 30 }).map((n) => `p${n}`),
            code: fc.constantFrom<string | undefined>(undefined, "C1", "C2", "C0"),
          })
          .map(compact),
        { maxLength: 20 },
      ),
    ),
  })
  .map(({ held, ...buyer }): SelectionContext => compact({ now: NOW, buyer: compact(buyer), held }));

/**
 * A cart, promotions and circumstances that speak of the same goods, buyers and coupons.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { price, select, toPricingRequest } from "suanjia";
 * import { selectionArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(selectionArbitrary(), ({ cart, promotions, context }) => {
 *     const selection = select(cart, promotions, context);
 *     assert.ok(selection._tag === "Right");
 *     assert.strictEqual(price(toPricingRequest(cart, selection.right))._tag, "Right");
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const selectionArbitrary = (options: PromotionOptions = {}): fc.Arbitrary<SelectionCase> =>
  fc.record({
    cart: cartArbitrary(),
    promotions: promotionsArbitrary(options),
    context: contextArbitrary,
  });
