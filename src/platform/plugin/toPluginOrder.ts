/**
 * From a quote to options for plugin.createOrder.
 */
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Problem, problem } from "../../codec/Problem.js";
import type { Quote } from "../../pricing/Quote.js";
import type { Amounts } from "../wire/Amounts.js";
import { amountsOf } from "../wire/amountsOf.js";
import type { Wire } from "../wire/codecs.js";
import type { Filled } from "../wire/Filled.js";
import { objectAt, orderObject, putLines } from "../wire/putLines.js";
import { defined, without, writeDetail } from "../wire/write.js";
import { type PluginOrder, pluginLines, pluginOrderSpelling } from "./PluginOrder.js";

/**
 * Puts a quote's amounts into options for plugin.createOrder: goodsList or skuList, payment and discountInfo.
 *
 * @param order - The rest of the order (names, photos, contact, delivery …), which is carried through untouched. Its
 * goodsList or skuList, if it has one, must name exactly the quote's lines; its fees, if any, must be in the quote. A
 * discountId stays, and the platform prefers it to discountInfo. The object is not changed; a copy is.
 * @returns The options, or every reason why the quote does not fit: lines that do not match, or more item entries
 * than the policy allows. Without marketing there is no discountInfo.
 *
 * @example
 * import * as assert from "node:assert";
 * import { price, toPluginOrder } from "suanjia";
 *
 * const quote = price({
 *   lines: [{ goodsId: "tea", unitPrice: 40000, quantity: 1 }],
 *   marketing: [{ id: "coupon", type: 2, discountRange: 2, discountAmount: 4000, title: "[券] 减 40.00 元" }],
 * });
 * assert.ok(quote._tag === "Right");
 * const options = toPluginOrder(quote.right, { goodsList: [{ goodsId: "tea", goodsName: "茶" }], note: "少冰" });
 * assert.ok(options._tag === "Right");
 * assert.strictEqual(options.right.note, "少冰");
 * assert.deepStrictEqual(options.right.payment, { totalAmount: 40000, totalDiscountAmount: 4000 });
 * assert.deepStrictEqual(options.right.goodsList, [
 *   { goodsId: "tea", goodsName: "茶", price: 40000, quantity: 1, discountAmount: 4000 },
 * ]);
 *
 * @category encoders
 * @since 0.1.0
 */
export const toPluginOrder = <Order extends object = object>(
  quote: Quote,
  order?: Order,
): E.Either<readonly Problem[], Filled<Order, PluginOrder>> =>
  pipe(
    amountsOf(quote),
    E.chain((amounts) => pluginOrderOf(amounts, order)),
    E.map((put) => put as unknown as Filled<Order, PluginOrder>),
  );

/** Puts amounts, wherever they are from, into options for plugin.createOrder. */
export const pluginOrderOf = (amounts: Amounts, order?: unknown): E.Either<readonly Problem[], Wire> =>
  pipe(
    orderObject(order),
    E.chain((base) => (amounts.fees.length > 0 ? E.right(base) : refuseOwnFees(base))),
    E.chain((base) => putLines(base, amounts, pluginLines)),
    E.map((put) => fill(put, amounts)),
  );

/** An order that brings fees of its own, for a quote that has none, would lose them without a word. */
const refuseOwnFees = (base: Wire): E.Either<readonly Problem[], Wire> => {
  const own = objectAt(base, "payment")["feeDetailsList"];
  return Array.isArray(own) && own.length > 0
    ? E.left([
        problem("emit.feesDiffer", "/payment/feeDetailsList", {
          en: `expected the fees to be in the pricing request, since they are part of the total; got ${own.length} that the quote does not have`,
          zh: `费用计入总价,应写在算价请求中;此处有 ${own.length} 项报价中没有的费用`,
        }),
      ])
    : E.right(base);
};

const fill = (base: Wire, amounts: Amounts): Wire => {
  const order: Wire = {
    ...base,
    payment: {
      ...without(objectAt(base, "payment"), "feeDetailsList"),
      ...defined({
        totalAmount: amounts.totalAmount,
        totalDiscountAmount: amounts.totalDiscountAmount,
        feeDetailsList: amounts.fees.length === 0 ? undefined : amounts.fees,
      }),
    },
  };
  if (amounts.detail === undefined) return without(order, "discountInfo");
  const detail = writeDetail(amounts.detail, pluginOrderSpelling.detail);
  return { ...order, discountInfo: { ...objectAt(base, "discountInfo"), ...detail } };
};
