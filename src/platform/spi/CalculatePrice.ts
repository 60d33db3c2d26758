/**
 * calculate_price: what does an order cost with the marketing that the buyer chose?
 *
 * Source: the page 算价扩展点, tables `goods_calculation_info`, `order_calculation_info`. The marketing chosen for a
 * goods stands in its `using_marketing`, of the type `marketing_brief`, whose table is not public: it is read by
 * `namedIn`. `sku_id` is the plugin's `skuId`, which the page does not name.
 */
import type { TypeOf } from "../../codec/Guarded.js";
import { safeInteger } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { carried, lineList, merchantId, optionalId, quantity, who } from "./fields.js";

/** The codec of the message. */
export const CalculatePriceCodec = table("CalculatePrice", "msg 字段", who, {
  ...carried,
  goods_calculation_info: lineList(
    "GoodsCalculationInfoList",
    table(
      "GoodsCalculationInfo",
      "goods_calculation_info 元素结构说明",
      { goods_id: merchantId, quantity },
      { sku_id: optionalId, total_amount: safeInteger },
    ),
    0,
  ),
  order_calculation_info: table("OrderCalculationInfo", "order_calculation_info 结构说明", {}, {}),
  ext_calculation_no: optionalId,
});

/** The message. */
export type CalculatePrice = TypeOf<typeof CalculatePriceCodec>;
