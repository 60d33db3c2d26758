/**
 * A selection as a pricing request.
 */
import type { PricingRequestInput } from "../order/PricingRequestInput.js";
import type { Cart } from "./Cart.js";
import type { Selection } from "./Selection.js";

/**
 * The pricing request of a cart with what was selected for it, ready for `price`. A selection of this very cart always
 * prices.
 *
 * @example
 * import * as assert from "node:assert";
 * import { price, select, toPricingRequest } from "suanjia";
 *
 * const cart = { lines: [{ goodsId: "tea", unitPrice: 1000, quantity: 2 }] };
 * const selection = select(
 *   cart,
 *   [
 *     {
 *       id: "second-half",
 *       type: 4,
 *       discountRange: 2,
 *       title: "第二件半价",
 *       benefit: { kind: "nthUnit", nth: 2, rate: "0.5" },
 *     },
 *   ],
 *   { now: 1700000000000 },
 * );
 * assert.ok(selection._tag === "Right");
 * const quote = price(toPricingRequest(cart, selection.right));
 * assert.ok(quote._tag === "Right");
 * assert.deepStrictEqual(
 *   quote.right.lines[0]?.units.map((run) => run.payableAmount),
 *   [1000, 500],
 * );
 *
 * @category conversions
 * @since 0.3.0
 */
export const toPricingRequest = (cart: Cart, { marketing, fees }: Selection): PricingRequestInput => ({
  ...cart,
  marketing,
  fees,
});
