/**
 * From a pricing request to options for plugin.createOrder, in one call.
 */
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Problem, under } from "../../codec/Problem.js";
import { decodePricingRequest } from "../../order/PricingRequest.js";
import { price } from "../../pricing/price.js";
import type { Filled } from "../wire/Filled.js";
import type { PluginOrder } from "./PluginOrder.js";
import { toPluginOrder } from "./toPluginOrder.js";

/**
 * Prices a request and puts the amounts into the rest of an order: what a page does right before plugin.createOrder.
 *
 * @param request - A pricing request, as `decodePricingRequest` reads it: unknown input is checked, whatever it is.
 * @param order - The rest of the options, which is carried through untouched: names, photos, contact, callbacks. Its
 * goodsList or skuList, if it has one, must name exactly the request's lines. It is not changed; a copy is.
 * @returns The options for plugin.createOrder, or every problem: of the request under `/request`, of the rest of the
 * order under `/order`.
 *
 * @example
 * import * as assert from "node:assert";
 * import { preparePluginOrder } from "suanjia";
 *
 * const options = preparePluginOrder(
 *   {
 *     lines: [{ goodsId: "tea", unitPrice: 1800, quantity: 2 }],
 *     marketing: [{ id: "coupon", type: 2, discountRange: 2, discountAmount: 500, title: "[券] 减 5.00 元" }],
 *   },
 *   { goodsList: [{ goodsId: "tea", goodsName: "茶" }], note: "少冰" },
 * );
 * assert.ok(options._tag === "Right");
 * assert.deepStrictEqual(options.right.payment, { totalAmount: 3600, totalDiscountAmount: 500 });
 *
 * const bad = preparePluginOrder({ lines: [] }, {});
 * assert.ok(bad._tag === "Left");
 * assert.deepStrictEqual(bad.left.map(({ code, path }) => [code, path]), [["value.empty", "/request/lines"]]);
 *
 * @category encoders
 * @since 0.2.0
 */
export const preparePluginOrder = <Order extends object = object>(
  request: unknown,
  order?: Order,
): E.Either<readonly Problem[], Filled<Order, PluginOrder>> =>
  pipe(
    decodePricingRequest(request),
    E.chain(price),
    E.mapLeft(under("/request")),
    E.chain((quote) => E.mapLeft(under("/order"))(toPluginOrder(quote, order))),
  );
