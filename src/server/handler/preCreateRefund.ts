/**
 * pre_create_refund: no item order is refunded more than was paid for it, however often it is asked.
 *
 * The page 退款扩展点 says that an `err_no` other than 0 counts as a failed call, which the platform repeats for days, and
 * that a merchant who will not refund says so when he audits. What is refused here is not that: it is a request that
 * cannot be right, and must not go on to the audit, which passes by itself after 72 hours.
 */
import { pointer } from "../../codec/Problem.js";
import { said } from "../../platform/spi/fields.js";
import type { PreCreateRefund } from "../../platform/spi/PreCreateRefund.js";
import type { RefundableOrder, RefundDecision } from "../Store.js";
import { errorBody, refundAnswer, successBody } from "./answers.js";
import { freshId, type HandlerDeps } from "./Deps.js";
import { type Decision, pageOf } from "./preCreateOrder.js";
import { type Detail, noted } from "./Refusal.js";

/** The refund is of an order that is not known: not decided, so that it can be once the order is. */
export class UnknownOrder extends Error {}

const ownAmount = (amounts: Readonly<Record<string, number>>, id: string): number | undefined =>
  Object.hasOwn(amounts, id) ? amounts[id] : undefined;

/** Everything that is wrong with what is asked back of an order. */
const faultsOf = (order: RefundableOrder, message: PreCreateRefund): readonly Detail[] => {
  const entries = message.refund_item_detail.item_order_detail;
  const outOrderNo = said(message.out_order_no);
  const details: Detail[] = [];
  const seen = new Set<string>();
  let total = 0;
  if (outOrderNo !== undefined && outOrderNo !== order.outOrderNo)
    details.push({ code: "refund.outOrderNo", path: "/out_order_no" });
  entries.forEach(({ item_order_id: id, refund_amount: amount }, i) => {
    const path = pointer("refund_item_detail", "item_order_detail", i, "refund_amount");
    const paid = ownAmount(order.paid, id);
    const left = (paid ?? 0) - (ownAmount(order.refunded, id) ?? 0);
    if (paid === undefined) details.push({ code: "refund.itemOrderUnknown", path });
    else if (seen.has(id)) details.push({ code: "refund.itemOrderRepeated", path });
    else if (amount <= 0 || amount > left)
      details.push({ code: "refund.amount", path, expected: left, actual: amount });
    seen.add(id);
    total += amount;
  });
  if (total !== message.refund_total_amount)
    details.push({
      code: "refund.total",
      path: "/refund_total_amount",
      expected: total,
      actual: message.refund_total_amount,
    });
  return details;
};

/** Decides on a refund, beside what was refunded before. */
export const decideRefund = (
  deps: HandlerDeps,
  message: PreCreateRefund,
  order: RefundableOrder | undefined,
): Decision<RefundDecision> => {
  if (order === undefined) throw new UnknownOrder();
  const faults = faultsOf(order, message);
  if (faults.length > 0)
    return {
      decision: { answer: errorBody("refund") },
      refusal: { error: "refund", outcome: "refund.refused", details: noted(faults) },
    };
  const refunds = Object.fromEntries(
    message.refund_item_detail.item_order_detail.map((each) => [each.item_order_id, each.refund_amount]),
  );
  const page = pageOf(deps, message.order_id, order.outOrderNo);
  return { decision: { answer: successBody(refundAnswer(freshId(deps), page)), refunds } };
};
