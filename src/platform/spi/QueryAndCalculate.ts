/**
 * query_and_calculate: which marketing is there, and what does the order cost with it?
 *
 * Source: the page 营销查询算价二合一. The marketing chosen stands in `selected_marketing`, whose table is not public: it
 * is read by `namedIn`. `sku_id` is the plugin's `skuId`, which the page does not name.
 */
import type { TypeOf } from "../../codec/Guarded.js";
import { boolean, safeInteger } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { carried, lineList, merchantId, optionalId, quantity, who } from "./fields.js";

/** The codec of the message. */
export const QueryAndCalculateCodec = table(
  "QueryAndCalculate",
  "msg 字段",
  { ...who, need_default_marketing: boolean },
  {
    ...carried,
    goods_marketing_info: lineList(
      "GoodsMarketingInfoList",
      table(
        "GoodsMarketingInfo",
        "goods_marketing_info 元素结构说明",
        { goods_id: merchantId, quantity },
        { sku_id: optionalId, total_amount: safeInteger },
      ),
      0,
    ),
    order_marketing_info: table("OrderMarketingInfo", "order_marketing_info 结构说明", {}, {}),
  },
);

/** The message. */
export type QueryAndCalculate = TypeOf<typeof QueryAndCalculateCodec>;
