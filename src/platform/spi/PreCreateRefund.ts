/**
 * pre_create_refund: a buyer asks for money back.
 *
 * Source: the page 退款扩展点, tables `msg` and `refund_item_detail`: item orders by id, each with what is refunded of it,
 * at most 99.
 */
import { list, type TypeOf } from "../../codec/Guarded.js";
import { fen, safeInteger, shortText } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { optionalId, orderId, platformId } from "./fields.js";

/** The most item orders of one refund. */
const MOST_REFUNDED = 99;

/** The codec of the message. */
export const PreCreateRefundCodec = table(
  "PreCreateRefund",
  "msg 字段",
  {
    app_id: platformId(128),
    refund_id: orderId,
    order_id: orderId,
    refund_total_amount: fen,
    refund_item_detail: table(
      "RefundItemDetail",
      "refund_item_detail 字段",
      {
        item_order_detail: list(
          "RefundedItemOrders",
          table(
            "RefundedItemOrder",
            "item_order_detail 字段",
            { item_order_id: orderId, refund_amount: fen },
            {},
          ),
          1,
          MOST_REFUNDED,
        ),
      },
      { item_order_quantity: safeInteger },
    ),
  },
  {
    open_id: optionalId,
    union_id: optionalId,
    out_order_no: optionalId,
    cp_extra: shortText("CpExtra", 2048),
  },
);

/** The message. */
export type PreCreateRefund = TypeOf<typeof PreCreateRefundCodec>;
