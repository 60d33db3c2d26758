/**
 * The pre-order callback as a server needs it: beside the amounts, which `PreCreateOrderCodec` reads, who orders what
 * under which ids.
 *
 * Source: the page 预下单扩展点, tables `msg`, `goods`, `sku_list`, `item_order_info_list`. Required beyond its amounts is
 * what an answer cannot do without: the item orders (refunds go by them) and, of a sku, the goods that it belongs to.
 */
import { list, type TypeOf } from "../../codec/Guarded.js";
import { fen, safeInteger, shortText } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { lineList, MOST_ITEM_ORDERS, merchantId, optionalId, orderId, quantity, who } from "./fields.js";

/** The codec of the message. */
export const PreCreateOrderMessageCodec = table(
  "PreCreateOrderMessage",
  "msg 字段",
  {
    ...who,
    order_id: orderId,
    total_amount: fen,
    discount: fen,
    item_order_info_list: list(
      "ItemOrderInfoList",
      table(
        "ItemOrderInfo",
        "item_order_info_list 字段",
        { item_order_id: orderId, price: fen },
        { goods_id: optionalId, sku_id: optionalId },
      ),
      1,
      MOST_ITEM_ORDERS,
    ),
  },
  {
    union_id: optionalId,
    goods: lineList(
      "OrderedGoodsList",
      table("OrderedGoods", "goods 字段", { goods_id: merchantId, quantity }, {}),
      0,
    ),
    sku_list: lineList(
      "OrderedSkuList",
      table(
        "OrderedSku",
        "sku_list 字段",
        {
          sku_id: merchantId,
          quantity,
          goods_info: table("OrderedSkuGoods", "goods_info 字段", { goods_id: merchantId }, {}),
        },
        {},
      ),
      0,
    ),
    delivery_type: safeInteger,
    create_order_time: safeInteger,
    cp_extra: shortText("CpExtra", 2048),
    phone_num: shortText("PhoneNum", 128),
    contact_name: shortText("ContactName", 64),
  },
);

/** The message. */
export type PreCreateOrderMessage = TypeOf<typeof PreCreateOrderMessageCodec>;
