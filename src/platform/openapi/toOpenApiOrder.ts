/**
 * From a quote to an OpenAPI create_order body.
 */
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Problem, problem } from "../../codec/Problem.js";
import type { Quote } from "../../pricing/Quote.js";
import type { Amounts } from "../wire/Amounts.js";
import { amountsOf } from "../wire/amountsOf.js";
import type { Wire } from "../wire/codecs.js";
import type { Filled } from "../wire/Filled.js";
import { orderObject, putLines } from "../wire/putLines.js";
import { snakeCaseDetail } from "../wire/spelling.js";
import { defined, without, writeDetail } from "../wire/write.js";
import { type OpenApiOrder, openApiLines } from "./OpenApiOrder.js";

/**
 * Puts a quote's amounts into a create_order body: goods_list or sku_list, total_amount, discount_amount and
 * price_calculation_detail.
 *
 * @param order - The rest of the body, which is carried through untouched. Its goods_list or sku_list, if it has one,
 * must name exactly the quote's lines. It is not changed; a copy is.
 * @returns The body, or every reason why the quote does not fit: it has fees (the OpenAPI documents no field for them),
 * its lines do not match, or it needs more item entries than the policy allows.
 *
 * @example
 * import * as assert from "node:assert";
 * import { price, toOpenApiOrder } from "suanjia";
 *
 * const quote = price({ lines: [{ goodsId: "tea", unitPrice: 240, quantity: 2 }] });
 * assert.ok(quote._tag === "Right");
 * const body = toOpenApiOrder(quote.right);
 * assert.ok(body._tag === "Right");
 * assert.deepStrictEqual(body.right, {
 *   goods_list: [{ goods_id: "tea", price: 240, quantity: 2, discount_amount: 0 }],
 *   total_amount: 480,
 *   discount_amount: 0,
 * });
 *
 * @category encoders
 * @since 0.1.0
 */
export const toOpenApiOrder = <Order extends object = object>(
  quote: Quote,
  order?: Order,
): E.Either<readonly Problem[], Filled<Order, OpenApiOrder>> =>
  pipe(
    amountsOf(quote),
    E.chain((amounts) => openApiOrderOf(amounts, order)),
    E.map((put) => put as unknown as Filled<Order, OpenApiOrder>),
  );

/** Puts amounts, wherever they are from, into a create_order body. */
export const openApiOrderOf = (amounts: Amounts, order?: unknown): E.Either<readonly Problem[], Wire> =>
  amounts.fees.length > 0
    ? E.left([feesHaveNoForm(amounts.fees.length)])
    : pipe(
        orderObject(order),
        E.chain((base) => putLines(base, amounts, openApiLines)),
        E.map((put) => fill(put, amounts)),
      );

const feesHaveNoForm = (count: number): Problem =>
  problem("emit.feesHaveNoOpenApiForm", "/fees", {
    en: `expected no fees, since create_order documents no field for them, got ${count}`,
    zh: `create_order 文档没有费用字段,因此不能含费用,实际有 ${count} 项`,
  });

const fill = (base: Wire, amounts: Amounts): Wire => {
  const order = {
    ...base,
    ...defined({ total_amount: amounts.totalAmount, discount_amount: amounts.totalDiscountAmount }),
  };
  return amounts.detail === undefined
    ? without(order, "price_calculation_detail")
    : { ...order, price_calculation_detail: writeDetail(amounts.detail, snakeCaseDetail) };
};
