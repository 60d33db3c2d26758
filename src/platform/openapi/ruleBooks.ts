/**
 * OpenAPI create_order as rule books: of its body, of a bare price_calculation_detail, and of its answer.
 */
import { type RuleBook, ruleBook } from "../wire/RuleBook.js";
import { createOrderAnswerRules, OpenApiOrderResponseCodec } from "./CreateOrderAnswer.js";
import { OpenApiOrderCodec, OpenApiPriceCalculationDetailCodec } from "./CreateOrderBody.js";
import { openApiDetailRules, openApiOrderRules } from "./openApiOrderRules.js";

/** Of the body. */
export const openApiOrderRuleBook: RuleBook = ruleBook(
  "openapi-trade-v2-create-order",
  OpenApiOrderCodec,
  openApiOrderRules,
);

/** Of a price_calculation_detail. */
export const openApiDetailRuleBook: RuleBook = ruleBook(
  "openapi-create-order-low-version",
  OpenApiPriceCalculationDetailCodec,
  openApiDetailRules,
);

/** Of the answer. */
export const openApiOrderResponseRuleBook: RuleBook = ruleBook(
  "openapi-create-order-low-version",
  OpenApiOrderResponseCodec,
  createOrderAnswerRules,
);
