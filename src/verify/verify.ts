/**
 * Verification: does a payload agree with itself, and with what the platform's documents demand?
 */
import { allFormats } from "./allFormats.js";
import { type Verify, verifierOf } from "./verifier.js";

/**
 * Checks that every amount of a payload is the sum of its parts, on each level, to the fen: what the platform checks
 * before it refuses an order with 21004, and more. Reads options for plugin.createOrder, a bare discountInfo, an
 * OpenAPI create_order body, a bare price_calculation_detail, a pre-order callback (its envelope or the object inside)
 * and create_order's answer.
 *
 * The parts are the leaves (marketing entries, unit prices, quantities, fees) and never another sum: so one wrong sum
 * is one violation. What a payload does not say is listed under `unchecked`, never passed over.
 *
 * Beside the amounts, it checks the fields and rules of the platform's documents: types, required fields, lengths in
 * bytes, and what one field demands of another. Each broken one names the document and heading that it comes from. What
 * the platform's own samples do against its tables is a warning, which leaves the payload `ok`.
 *
 * @returns The report, or the problems that kept the payload from being read: its format is not known, or its amounts
 * cannot be read and it has no rules that would say more.
 *
 * @example
 * import * as assert from "node:assert";
 * import { verify } from "suanjia";
 *
 * const report = verify({
 *   goodsList: [{ goodsId: "tea", price: 40000, quantity: 1 }],
 *   payment: { totalAmount: 39999 },
 * });
 * assert.ok(report._tag === "Right");
 * assert.strictEqual(report.right.ok, false);
 * assert.deepStrictEqual(
 *   report.right.violations.map(({ kind, code, path, expected, actual }) => [kind, code, path, expected, actual]),
 *   [
 *     ["amount", "order.total", "/payment/totalAmount", 40000, 39999],
 *     ["rule", "value.required", "/goodsList/0/goodsName", null, null],
 *     ["rule", "value.required", "/goodsList/0/goodsPhoto", null, null],
 *     ["rule", "value.required", "/goodsList/0/goodsType", null, null],
 *   ],
 * );
 *
 * @category checks
 * @since 0.1.0
 */
export const verify: Verify = verifierOf(allFormats);
