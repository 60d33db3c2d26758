/**
 * plugin.createOrder as rule books: of whole options, and of a bare discountInfo.
 */
import { type RuleBook, ruleBook } from "../../wire/RuleBook.js";
import { PluginDiscountInfoCodec, PluginOrderCodec } from "../CreateOrder.js";
import { pluginDiscountInfoRules } from "./discountRules.js";
import { pluginOrderRules } from "./pluginOrderRules.js";

/** Of the options. */
export const pluginOrderRuleBook: RuleBook = ruleBook(
  "plugin-create-order",
  PluginOrderCodec,
  pluginOrderRules,
);

/** Of a discountInfo. */
export const pluginDiscountInfoRuleBook: RuleBook = ruleBook(
  "plugin-create-order",
  PluginDiscountInfoCodec,
  pluginDiscountInfoRules,
);
