/**
 * The answer of OpenAPI create_order: which item orders exist and what each is paid.
 * Source: openapi-create-order-low-version, response sample.
 */
import { type Guarded, list } from "../../codec/Guarded.js";
import { id } from "../../codec/leaves.js";
import type { ItemOrder } from "../wire/Amounts.js";
import { amount, openRecord, type Wire } from "../wire/codecs.js";
import type { PayloadFormat } from "../wire/PayloadFormat.js";
import { type Spelling, snakeCaseDetail } from "../wire/spelling.js";

const spelling: Spelling = {
  lines: undefined,
  totalAmount: undefined,
  totalDiscountAmount: undefined,
  fees: undefined,
  discountId: undefined,
  detailAt: undefined,
  detail: snakeCaseDetail,
};

/**
 * The codec of the amounts in a create_order answer: amounts and ids checked, keys that it does not know kept.
 *
 * @category codecs
 * @since 0.1.0
 */
export const OpenApiOrderResponseCodec: Guarded<Wire> = openRecord(
  "OpenApiOrderResponse",
  {
    data: openRecord(
      "Data",
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
      {},
    ),
  },
  {},
);

const readItemOrders = (payload: Wire): readonly ItemOrder[] =>
  ((payload["data"] as Wire)["item_order_info_list"] as readonly Wire[]).flatMap((info, i) =>
    (info["item_order_detail"] as readonly Wire[]).map((each, j) => ({
      goodsId: info["goods_id"] as string | undefined,
      skuId: info["sku_id"] as string | undefined,
      payableAmount: each["price"] as number,
      at: [i, "item_order_detail", j, "price"],
    })),
  );

/** How a create_order answer is read. */
export const openApiOrderResponseFormat: PayloadFormat = {
  name: "openapi.createOrderResponse",
  codec: OpenApiOrderResponseCodec,
  spelling,
  read: (payload) => ({ fees: [], itemOrders: readItemOrders(payload) }),
  itemOrdersAt: ["data", "item_order_info_list"],
};
