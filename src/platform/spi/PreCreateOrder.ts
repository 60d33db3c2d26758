/**
 * The pre-order callback: what the platform tells the merchant's server before an order exists.
 *
 * Source: the platform's page on the pre-order extension point (预下单扩展点), request parameters; see
 * docs/platform-sources.md. Unlike in create_order, `price` is here the unit price *after* discount, beside
 * `origin_price`, and the discount is called `discount`.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Guarded } from "../../codec/Guarded.js";
import { list } from "../../codec/Guarded.js";
import { id, text } from "../../codec/leaves.js";
import { describe, type Problem, problem, type Text } from "../../codec/Problem.js";
import type { Amounts, ItemOrder } from "../wire/Amounts.js";
import { amount, detailCodec, lineListCodecs, openRecord, type Wire } from "../wire/codecs.js";
import type { PayloadFormat } from "../wire/PayloadFormat.js";
import { readAmounts } from "../wire/read.js";
import { type LineSpelling, type Spelling, snakeCaseDetail } from "../wire/spelling.js";

const lines: LineSpelling = {
  goodsList: "goods",
  skuList: "sku_list",
  goodsId: "goods_id",
  skuId: "sku_id",
  goodsInfo: "goods_info",
  unitPrice: "origin_price",
  unitPayable: "price",
  quantity: "quantity",
  discountAmount: undefined,
};

const spelling: Spelling = {
  lines,
  totalAmount: ["total_amount"],
  totalDiscountAmount: ["discount"],
  fees: undefined,
  discountId: undefined,
  detailAt: ["price_calculation_detail"],
  detail: snakeCaseDetail,
};

/**
 * The codec of the amounts in a pre-order callback (the object inside `msg`): amounts and ids checked, keys that it
 * does not know kept.
 *
 * @category codecs
 * @since 0.1.0
 */
export const PreCreateOrderCodec: Guarded<Wire> = openRecord(
  "PreCreateOrder",
  {},
  {
    ...lineListCodecs(lines),
    total_amount: amount,
    discount: amount,
    item_order_info_list: list(
      "ItemOrders",
      openRecord("ItemOrder", { price: amount }, { goods_id: id, sku_id: id }),
    ),
    price_calculation_detail: detailCodec("PriceCalculationDetail", snakeCaseDetail),
  },
);

const readItemOrders = (payload: Wire): readonly ItemOrder[] | undefined =>
  (payload["item_order_info_list"] as readonly Wire[] | undefined)?.map((each, i) => ({
    goodsId: each["goods_id"] as string | undefined,
    skuId: each["sku_id"] as string | undefined,
    payableAmount: each["price"] as number,
    at: [i, "price"],
  }));

/** Is it a takeaway order? Its total includes fees, which a callback does not list. */
const isDelivered = ({ delivery_type: type }: Wire): boolean =>
  type !== undefined && type !== null && type !== 0;

const feesOrMistake = (extraAmount: number, goodsAmount: number): Text => ({
  en: `${extraAmount} fen above the goods' ${goodsAmount}: this takeaway order's fees, or a mistake; a callback does not list fees`,
  zh: `比商品总价 ${goodsAmount} 多 ${extraAmount} 分:外卖订单的费用或错误;回调不列出费用`,
});

/** How a pre-order callback is read. */
export const preCreateOrderFormat: PayloadFormat = {
  name: "spi.preCreateOrder",
  codec: PreCreateOrderCodec,
  spelling,
  read: (payload): Amounts => ({
    ...readAmounts(payload, spelling),
    itemOrders: readItemOrders(payload),
    unlistedFees: isDelivered(payload) ? feesOrMistake : undefined,
  }),
  itemOrdersAt: ["item_order_info_list"],
};

/** The envelope of every callback: the payload itself is JSON in a string. */
const EnvelopeCodec: Guarded<Wire> = openRecord("Envelope", { type: text, msg: text }, {});

/** Is this a callback's envelope? */
export const isEnvelope = (value: unknown): value is { readonly type: string; readonly msg: string } =>
  EnvelopeCodec.accepts(value);

/** The pre-order callback inside an envelope: of the right type, and JSON. */
export const openEnvelope = (envelope: {
  readonly type: string;
  readonly msg: string;
}): E.Either<readonly Problem[], unknown> => {
  if (envelope.type !== "pre_create_order") {
    const came = describe(envelope.type);
    return E.left([
      problem("input.unknownFormat", "/type", {
        en: `expected a callback of type "pre_create_order", got ${came.en}`,
        zh: `应为类型 "pre_create_order" 的回调,实际为${came.zh}`,
      }),
    ]);
  }
  return E.tryCatch(
    () => JSON.parse(envelope.msg) as unknown,
    () => [
      problem("input.notJson", "/msg", { en: "expected JSON in the string", zh: "字符串内容应为 JSON" }),
    ],
  );
};
