/**
 * Every format that there is.
 */
import { customGoodsFormat, customGoodsRuleBook } from "../platform/custom-goods/customGoodsFormat.js";
import { openApiDetailFormat, openApiOrderFormat } from "../platform/openapi/OpenApiOrder.js";
import { openApiOrderResponseFormat } from "../platform/openapi/OpenApiOrderResponse.js";
import {
  openApiDetailRuleBook,
  openApiOrderResponseRuleBook,
  openApiOrderRuleBook,
} from "../platform/openapi/ruleBooks.js";
import { pluginDiscountInfoRuleBook, pluginOrderRuleBook } from "../platform/plugin/rules/ruleBooks.js";
import { ATTRIBUTE_CODECS } from "../platform/product/attributes.js";
import { attributesFormat, attributesRuleBook } from "../platform/product/attributesFormat.js";
import { isEnvelope, openEnvelope, preCreateOrderFormat } from "../platform/spi/PreCreateOrder.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import type { RuleBook } from "../platform/wire/RuleBook.js";
import { checkItemOrders } from "./checkItemOrders.js";
import { checkRules, sayUnreadable } from "./checkRules.js";
import type { Registry } from "./locate.js";
import { recognisedDiscountInfo, recognisedOrder } from "./pluginFormats.js";

/** Every format, with its rules. */
export const allFormats: Registry = {
  recognised: [
    { ...recognisedOrder, ruleBook: pluginOrderRuleBook },
    {
      format: preCreateOrderFormat,
      hasOneOf: ["item_order_info_list", "create_order_time", "discount", "goods"],
    },
    {
      format: openApiOrderFormat,
      hasOneOf: ["goods_list", "sku_list", "price_calculation_detail", "total_amount"],
      ruleBook: openApiOrderRuleBook,
    },
    { ...recognisedDiscountInfo, ruleBook: pluginDiscountInfoRuleBook },
    {
      format: openApiDetailFormat,
      hasOneOf: [
        "calculation_type",
        "order_discount_detail",
        "goods_discount_detail",
        "item_discount_detail",
      ],
      ruleBook: openApiDetailRuleBook,
    },
    {
      format: customGoodsFormat,
      hasOneOf: ["filePath", "customData"],
      ruleBook: customGoodsRuleBook,
    },
    { format: attributesFormat, hasOneOf: Object.keys(ATTRIBUTE_CODECS), ruleBook: attributesRuleBook },
    {
      format: openApiOrderResponseFormat,
      hasOneOf: ["data", "err_no"],
      ruleBook: openApiOrderResponseRuleBook,
    },
  ],
  openEnvelope: (payload) => (isEnvelope(payload) ? openEnvelope(payload) : undefined),
  rules: { check: checkRules, sayUnreadable },
  checkItemOrders,
};

/**
 * The names of all formats.
 *
 * @category constants
 * @since 0.1.0
 */
export const FORMAT_NAMES: readonly FormatName[] = allFormats.recognised.map(({ format }) => format.name);

/** Every rule book, for references. */
export const RULE_BOOKS: readonly RuleBook[] = allFormats.recognised.flatMap(
  ({ ruleBook }) => ruleBook ?? [],
);
