/**
 * The answer of OpenAPI create_order, field by field, and what its parts must agree in.
 * Source: openapi-create-order-low-version, 响应示例.
 *
 * No table of it is in the document, only one sample, of a success. Required are `err_no`, without which nothing else
 * means anything, and what makes an item order one; a refusal may leave `data` out, or send it empty, so that what a
 * success must have beside is a rule.
 */
import { list, type TypeOf } from "../../codec/Guarded.js";
import { fen, id, safeInteger, text } from "../../codec/leaves.js";
import { isSaid, isThere } from "../wire/orderRules.js";
import { type Loose, type Place, type Rule, type RuleFindings, rulesOf } from "../wire/Rule.js";
import { table } from "../wire/table.js";

const SAMPLE = "响应示例";

const itemOrderCodec = table("OpenApiItemOrder", SAMPLE, { item_order_id: id, price: fen }, {});

const itemOrderInfoCodec = table(
  "OpenApiItemOrderInfo",
  SAMPLE,
  {
    goods_id: id,
    item_order_id_list: list("OpenApiItemOrderIds", id),
    item_order_detail: list("OpenApiItemOrders", itemOrderCodec),
  },
  // Not in the sample, which is of a goods list.
  { sku_id: id },
);

const dataCodec = table(
  "CreateOrderData",
  SAMPLE,
  {},
  {
    order_id: id,
    out_order_no: id,
    pay_order_id: id,
    pay_order_token: text,
    item_order_info_list: list("OpenApiItemOrderInfos", itemOrderInfoCodec),
  },
);

/**
 * The codec of create_order's answer, field by field. Keys that the document does not name are kept. An answer with an
 * `err_no` other than 0 is a refusal, and needs no `data`.
 *
 * @example
 * import * as assert from "node:assert";
 * import { OpenApiOrderResponseCodec } from "suanjia";
 *
 * const decoded = OpenApiOrderResponseCodec.decode({ err_no: 10000, err_tips: "param error" });
 * assert.ok(decoded._tag === "Right");
 * assert.strictEqual(decoded.right.data, undefined);
 *
 * @category codecs
 * @since 0.2.0
 */
export const OpenApiOrderResponseCodec = table(
  "CreateOrderAnswer",
  SAMPLE,
  { err_no: safeInteger },
  { err_tips: text, data: dataCodec },
);

/**
 * The answer of create_order as its codec leaves it.
 *
 * @category model
 * @since 0.2.0
 */
export type CreateOrderAnswer = TypeOf<typeof OpenApiOrderResponseCodec>;

type LooseAnswer = Loose<CreateOrderAnswer>;
type LooseData = NonNullable<LooseAnswer["data"]>;
type LooseInfo = NonNullable<LooseData["item_order_info_list"]>[number];

const rule = rulesOf<CreateOrderAnswer>("openapi-create-order-low-version");

const isRefusal = ({ err_no: errNo }: LooseAnswer): boolean => isThere(errNo) && errNo !== 0;

/** What a success tells: the order, how to pay it, its item orders. */
const TOLD = ["order_id", "out_order_no", "pay_order_id", "pay_order_token"] as const;

const complete = rule(
  "answer.data",
  // Only a sample shows what a success tells.
  "warning",
  SAMPLE,
  [...TOLD, "item_order_info_list"].map((key) => `CreateOrderData.${key}`),
  {
    en: "an answer with err_no 0 tells the ids of the order, how it is paid, and its item orders",
    zh: "err_no 为 0 时,应返回订单号、支付单信息和商品单信息",
  },
  (answer, found) => {
    if (isRefusal(answer)) return;
    const { data } = answer;
    if (!isThere(data)) {
      found.breaks(["data"], data);
      return;
    }
    for (const key of TOLD) if (!isSaid(data[key])) found.breaks(["data", key], data[key]);
    if (!isThere(data.item_order_info_list))
      found.breaks(["data", "item_order_info_list"], data.item_order_info_list);
  },
);

/** One list of ids: each must be new to the whole answer, and one of the ids of the other list. */
const checkIds = (
  ids: readonly (readonly [value: string, at: Place])[],
  others: ReadonlySet<string>,
  seen: Set<string>,
  found: RuleFindings,
): void => {
  for (const [value, at] of ids) {
    if (seen.has(value) || !others.has(value)) found.breaks(at, value);
    seen.add(value);
  }
};

const checkInfo = (
  info: LooseInfo,
  at: Place,
  seen: readonly [Set<string>, Set<string>],
  found: RuleFindings,
): void => {
  const { item_order_id_list: ids, item_order_detail: details } = info;
  // Where one list is not there, or not what it should be, its table says so.
  if (!isThere(ids) || !isThere(details)) return;
  const listed = ids.map((value, k) => [value, [...at, "item_order_id_list", k]] as const);
  const detailed = details.flatMap(({ item_order_id: value }, j) =>
    isThere(value) ? [[value, [...at, "item_order_detail", j, "item_order_id"]] as const] : [],
  );
  checkIds(listed, new Set(detailed.map(([value]) => value)), seen[0], found);
  checkIds(detailed, new Set(listed.map(([value]) => value)), seen[1], found);
};

const sameIds = rule(
  "answer.itemOrderIds",
  "error",
  SAMPLE,
  ["OpenApiItemOrderInfo.item_order_id_list", "OpenApiItemOrder.item_order_id"],
  {
    en: "item_order_id_list and item_order_detail name the same item orders, each once",
    zh: "item_order_id_list 与 item_order_detail 应列出相同的商品单,且各出现一次",
  },
  (answer, found) => {
    if (isRefusal(answer)) return;
    const seen = [new Set<string>(), new Set<string>()] as const;
    answer.data?.item_order_info_list?.forEach((info, i) =>
      checkInfo(info, ["data", "item_order_info_list", i], seen, found),
    );
  },
);

const refused = rule(
  "answer.refused",
  // The answer is as it should be; that there is no order is what its reader must not miss.
  "warning",
  SAMPLE,
  ["CreateOrderAnswer.err_no"],
  {
    en: "an err_no other than 0 says that there is no order; `suanjia explain` knows the common ones, such as 21004",
    zh: "err_no 非 0 表示下单失败;常见错误码可用 `suanjia explain` 查询,如 21004",
  },
  (answer, found) => {
    if (isRefusal(answer)) found.breaks(["err_no"], answer.err_no, 0);
  },
);

/** Rules of create_order's answer. Of a refusal there is only that to say. */
export const createOrderAnswerRules: readonly Rule<CreateOrderAnswer>[] = [refused, complete, sameIds];
