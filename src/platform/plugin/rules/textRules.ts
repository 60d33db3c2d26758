/**
 * Rules of plugin.createOrder about texts and what passes through: their bytes, and page paths.
 */
import { isObject } from "../../../codec/Shape.js";
import { checkPagePath, isThere, jsonBytes } from "../../wire/orderRules.js";
import type { Place, Rule, RuleFindings } from "../../wire/Rule.js";
import type { CreateOrderOptions } from "../CreateOrder.js";
import { type LooseOrder, rule } from "./rule.js";

const MOST_PASSED_THROUGH_BYTES = 2048;
const MOST_PARAMS_BYTES = 512;

type GoodsPage = NonNullable<NonNullable<NonNullable<LooseOrder["goodsList"]>[number]>["goodsPage"]>;

const eachPage = (order: LooseOrder, check: (page: GoodsPage, at: Place) => void): void => {
  order.goodsList?.forEach((goods, i) => {
    if (isThere(goods.goodsPage)) check(goods.goodsPage, ["goodsList", i, "goodsPage"]);
  });
  order.skuList?.forEach((sku, i) => {
    const page = sku.goodsInfo?.goodsPage;
    if (isThere(page)) check(page, ["skuList", i, "goodsInfo", "goodsPage"]);
  });
};

const checkBytes = (value: unknown, most: number, at: Place, found: RuleFindings): void => {
  const bytes = jsonBytes(value);
  if (bytes !== undefined && bytes > most) found.breaks(at, bytes, most);
};

const callbackData = rule(
  "callbackData.size",
  "error",
  "参数说明",
  ["CreateOrderOptions.callbackData"],
  {
    en: "callbackData has at most 2048 bytes of UTF-8 after JSON.stringify",
    zh: "callbackData 经 JSON.stringify 后不超过 2048 字节(UTF-8)",
  },
  ({ callbackData: data }, found) => {
    if (isThere(data)) checkBytes(data, MOST_PASSED_THROUGH_BYTES, ["callbackData"], found);
  },
);

const tradeOption = rule(
  "tradeOption.size",
  "error",
  "参数说明",
  ["CreateOrderOptions.tradeOption"],
  {
    en: "tradeOption has at most 2048 bytes of UTF-8 after JSON.stringify",
    zh: "tradeOption 经 JSON.stringify 后不超过 2048 字节(UTF-8)",
  },
  ({ tradeOption: option }, found) => {
    if (isThere(option)) checkBytes(option, MOST_PASSED_THROUGH_BYTES, ["tradeOption"], found);
  },
);

const leadingSlash = rule(
  "goodsPage.leadingSlash",
  "error",
  "goodsPage",
  ["GoodsPage.path"],
  { en: "a page's path has no leading slash", zh: "页面路径不得以“/”开头" },
  (order, found) => eachPage(order, ({ path }, at) => checkPagePath(path, at, found)),
);

const paramsSize = rule(
  "goodsPage.paramsSize",
  "error",
  "goodsPage",
  ["GoodsPage.params"],
  { en: "a page's params have at most 512 bytes of UTF-8", zh: "页面参数不超过 512 字节(UTF-8)" },
  (order, found) =>
    eachPage(order, ({ params }, at) => {
      // Of a string its codec says so.
      if (isObject(params)) checkBytes(params, MOST_PARAMS_BYTES, [...at, "params"], found);
    }),
);

const paramsType = rule(
  "goodsPage.paramsType",
  // The marketing samples send an object.
  "warning",
  "goodsPage",
  ["GoodsPage.params"],
  { en: "a page's params are JSON in a string", zh: "页面参数应为序列化后的 JSON 字符串" },
  (order, found) =>
    eachPage(order, ({ params }, at) => {
      if (isObject(params)) found.breaks([...at, "params"], params);
    }),
);

/** Rules about texts and what passes through. */
export const textRules: readonly Rule<CreateOrderOptions>[] = [
  callbackData,
  tradeOption,
  leadingSlash,
  paramsSize,
  paramsType,
];
