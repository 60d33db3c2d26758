/**
 * The answer of OpenAPI create_order: which item orders exist and what each is paid.
 * Source: openapi-create-order-low-version, response sample.
 */
import { type Guarded, list } from "../../codec/Guarded.js";
import { id } from "../../codec/leaves.js";
import type { ItemOrder } from "../wire/Amounts.js";
import { amount, openRecord, type Wire } from "../wire/codecs.js";
import type { PayloadFormat } from "../wire/PayloadFormat.js";
import { noAmounts } from "../wire/spelling.js";

/** The amounts of a create_order answer, and the ids that tie them together; whatever else there is stays. */
export const openApiResponseAmounts: Guarded<Wire> = openRecord(
  "OpenApiOrderResponseAmounts",
  {},
  {
    // An answer that refuses the order has no item orders, and need not have data.
    data: openRecord(
      "Data",
      {},
      {
        item_order_info_list: list(
          "ItemOrderInfoList",
          openRecord(
            "ItemOrderInfo",
            {
              item_order_detail: list(
                "ItemOrderDetails",
                openRecord("ItemOrderDetail", { price: amount }, {}),
              ),
            },
            { goods_id: id, sku_id: id },
          ),
        ),
      },
    ),
  },
);

const readItemOrders = (payload: Wire): readonly ItemOrder[] | undefined => {
  const listed = (payload["data"] as Wire | null | undefined)?.["item_order_info_list"];
  return (listed as readonly Wire[] | null | undefined)?.flatMap((info, i) =>
    (info["item_order_detail"] as readonly Wire[]).map((each, j) => ({
      goodsId: info["goods_id"] as string | undefined,
      skuId: info["sku_id"] as string | undefined,
      payableAmount: each["price"] as number,
      at: [i, "item_order_detail", j, "price"],
    })),
  );
};

/** How a create_order answer is read. */
export const openApiOrderResponseFormat: PayloadFormat = {
  name: "openapi.createOrderResponse",
  codec: openApiResponseAmounts,
  spelling: noAmounts,
  read: (payload) => ({ fees: [], itemOrders: readItemOrders(payload) }),
  itemOrdersAt: ["data", "item_order_info_list"],
};
