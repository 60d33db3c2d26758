/**
 * plugin.submitEcCustomGoods as a payload to check.
 */
import { formatWithoutAmounts, type PayloadFormat } from "../wire/PayloadFormat.js";
import { type RuleBook, ruleBook } from "../wire/RuleBook.js";
import { SubmitCustomGoodsOptionsCodec } from "./SubmitCustomGoods.js";
import { submitCustomGoodsRules } from "./submitCustomGoodsRules.js";

/** How its options are recognised. */
export const customGoodsFormat: PayloadFormat = formatWithoutAmounts("plugin.submitEcCustomGoods");

/** How its options are checked. */
export const customGoodsRuleBook: RuleBook = ruleBook(
  "plugin-submit-ec-custom-goods",
  SubmitCustomGoodsOptionsCodec,
  submitCustomGoodsRules,
);
