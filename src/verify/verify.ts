/**
 * Verification: does a payload agree with itself, and with what the platform's documents demand?
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, type Guarded, list, oneOf, record } from "../codec/Guarded.js";
import { fen, integer, text } from "../codec/leaves.js";
import { under } from "../codec/Problem.js";
import { allFormats } from "./allFormats.js";
import { type Check, type Verify, type VerifyOptions, verifierOf } from "./verifier.js";

/** A misspelt option would check less than was meant, and pass for a clean result. */
const VerifyOptionsCodec: Guarded<Omit<VerifyOptions, "format">> = record(
  "VerifyOptions",
  "refuse",
  {},
  {
    // Which formats there are is said where one is looked for.
    format: text,
    checks: list("Checks", oneOf<Check>("Check", "amounts", "rules"), 1),
    // Seconds, which have 10 digits until 2286, would make every booking lie in the far future.
    now: integer("Milliseconds", 1e10, Number.MAX_SAFE_INTEGER),
    productType: integer("ProductTypeNumber", 1, Number.MAX_SAFE_INTEGER),
    paidUnitPrice: fen,
    reservationTotal: oneOf<"beforeDiscount" | "afterDiscount">(
      "ReservationTotal",
      "beforeDiscount",
      "afterDiscount",
    ),
  },
);

const verifyAll: Verify = verifierOf(allFormats);

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
 * cannot be read and it has no rules that would say more. Options that are wrong are problems under `/options`.
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
export const verify: Verify = (payload, options = {}) =>
  E.chain(() => verifyAll(payload, options))(
    E.mapLeft(under("/options"))(decodeWith(VerifyOptionsCodec, options)),
  );
