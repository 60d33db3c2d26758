/**
 * plugin.submitEcCustomGoods as a payload to check.
 */
import { formatWithoutAmounts, type PayloadFormat } from "../wire/PayloadFormat.js";
import { ruleBook } from "../wire/RuleBook.js";
import { SubmitCustomGoodsOptionsCodec } from "./SubmitCustomGoods.js";
import { submitCustomGoodsRules } from "./submitCustomGoodsRules.js";

/** How its options are checked. */
export const customGoodsFormat: PayloadFormat = formatWithoutAmounts(
  "plugin.submitEcCustomGoods",
  ruleBook("plugin-submit-ec-custom-goods", SubmitCustomGoodsOptionsCodec, submitCustomGoodsRules),
);
