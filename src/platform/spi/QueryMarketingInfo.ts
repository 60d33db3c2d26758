/**
 * query_marketing_info: which marketing is there for these goods?
 *
 * Source: the page 查询营销信息扩展点, table `goods_info`. One copy of its sample has `total_amount` in the place of
 * `price`: both may be there, and neither is used, since prices are the merchant's. `sku_id` is the plugin's `skuId`
 * (plugin.computePromotion), which the page does not name.
 */
import type { TypeOf } from "../../codec/Guarded.js";
import { safeInteger } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { carried, lineList, merchantId, optionalId, quantity, who } from "./fields.js";

/** The codec of the message. */
export const QueryMarketingInfoCodec = table(
  "QueryMarketingInfo",
  "msg 字段",
  {
    ...who,
    goods_info: lineList(
      "GoodsInfoList",
      table(
        "MarketingGoodsInfo",
        "goods_info 字段",
        { goods_id: merchantId, quantity },
        { sku_id: optionalId, price: safeInteger, total_amount: safeInteger },
      ),
      1,
    ),
  },
  carried,
);

/** The message. */
export type QueryMarketingInfo = TypeOf<typeof QueryMarketingInfoCodec>;
