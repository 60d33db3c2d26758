/**
 * suanjia: pricing and marketing discounts for Douyin mini-program orders, exact to the fen.
 *
 * @packageDocumentation
 */
export { Guarded, problemsOf } from "./codec/Guarded.js";
export { type Json, type JsonSchema, type JsonSchemaOptions, jsonSchemaOf } from "./codec/jsonSchema.js";
export { type Problem, pointer, type Text } from "./codec/Problem.js";
export { type Apportionment, type ApportionOptions, apportion } from "./money/apportion.js";
export { type Fen, formatYuan, isFen, MAX_FEN } from "./money/Fen.js";
export { applyRate, parseRate, type Rate, type Rounding } from "./money/Rate.js";
export type { Fee, FeeInput, FeeType } from "./order/Fee.js";
export { type LineItem, type LineReference, MAX_QUANTITY } from "./order/LineItem.js";
export type {
  DiscountRange,
  Marketing,
  MarketingDescription,
  MarketingInput,
  MarketingType,
  UnitDiscount,
  UnitDiscountInput,
} from "./order/Marketing.js";
export { DEFAULT_POLICY, type Policy } from "./order/Policy.js";
export { decodePricingRequest, type PricingRequest, PricingRequestCodec } from "./order/PricingRequest.js";
export type { CalculationType, PricingRequestInput } from "./order/PricingRequestInput.js";
export { answerCustomGoodsCallback } from "./platform/custom-goods/answerCustomGoodsCallback.js";
export { checkSnapshot, MAX_SNAPSHOT_BYTES, type Snapshot } from "./platform/custom-goods/checkSnapshot.js";
export {
  isSubmitCustomGoodsErrorNo,
  type SubmitCustomGoodsError,
  type SubmitCustomGoodsErrorNo,
  submitCustomGoodsErrors,
} from "./platform/custom-goods/errorCodes.js";
export {
  type CustomGoodsCallback,
  CustomGoodsCallbackCodec,
  type CustomGoodsCallbackReply,
  CustomGoodsCallbackReplyCodec,
  type CustomGoodsData,
  type CustomGoodsImage,
  type CustomGoodsText,
  type SubmitCustomGoodsFailure,
  SubmitCustomGoodsFailureCodec,
  type SubmitCustomGoodsOptions,
  SubmitCustomGoodsOptionsCodec,
  type SubmitCustomGoodsSuccess,
  SubmitCustomGoodsSuccessCodec,
} from "./platform/custom-goods/SubmitCustomGoods.js";
export { orderIdOf } from "./platform/custom-goods/submitCustomGoodsRules.js";
export {
  CUSTOM_GOODS_BASE_LIBRARY,
  CUSTOM_GOODS_DOUYIN_APP,
  customGoodsSince,
} from "./platform/custom-goods/versions.js";
export { type CreateOrderAnswer, OpenApiOrderResponseCodec } from "./platform/openapi/CreateOrderAnswer.js";
export {
  type CreateOrderBody,
  OpenApiOrderCodec,
  OpenApiPriceCalculationDetailCodec,
  type PriceCalculationDetail,
} from "./platform/openapi/CreateOrderBody.js";
export {
  type OpenApiGoodsDiscount,
  type OpenApiItemDiscount,
  type OpenApiLineAmounts,
  type OpenApiMarketingDetail,
  type OpenApiOrder,
  type OpenApiPriceCalculationDetail,
} from "./platform/openapi/OpenApiOrder.js";
export { toOpenApiOrder } from "./platform/openapi/toOpenApiOrder.js";
export {
  createOrderSince,
  type FieldSince,
  type RequiredBaseLibrary,
  requiredBaseLibrary,
} from "./platform/plugin/baseLibrary.js";
export {
  type CreateOrderOptions,
  PluginDiscountInfoCodec,
  PluginOrderCodec,
  PluginOrderFailureCodec,
  PluginOrderSuccessCodec,
} from "./platform/plugin/CreateOrder.js";
export type {
  PluginDiscountInfo,
  PluginGoodsDiscount,
  PluginItemDiscount,
  PluginLineAmounts,
  PluginMarketingInfo,
  PluginOrder,
  PluginPayment,
} from "./platform/plugin/PluginOrder.js";
export { preparePluginOrder } from "./platform/plugin/preparePluginOrder.js";
export { toPluginOrder } from "./platform/plugin/toPluginOrder.js";
export { type AheadTimeType, type Appointment, AppointmentCodec } from "./platform/product/Appointment.js";
export {
  ATTRIBUTE_CODECS,
  type AttributeKind,
  type AttributeValues,
  type CommonEnum,
  CommonEnumCodec,
  type CustomerReservedInfo,
  CustomerReservedInfoCodec,
  type LimitUseRule,
  LimitUseRuleCodec,
  type ProductImage,
  ProductImageCodec,
  type ProductNote,
  ProductNoteCodec,
  type ProductNoteType,
  type RealNameInfo,
} from "./platform/product/attributes.js";
export { type Attributes, AttributesCodec } from "./platform/product/attributesFormat.js";
export {
  type CanNoUseDate,
  CanNoUseDateCodec,
  DAYS_OF_WEEK,
  type DayOfWeek,
  HOLIDAYS,
  type Holiday,
  type HolidayDates,
  HolidayDatesCodec,
} from "./platform/product/CanNoUseDate.js";
export {
  isUsableAt,
  type UnusableCode,
  type UnusableReason,
  type Usability,
  usability,
} from "./platform/product/isUsableAt.js";
export type { Named } from "./platform/product/Named.js";
export {
  PRODUCT_SUB_TYPES,
  PRODUCT_TYPES,
  type ProductSubType,
  ProductSubTypeCodec,
  type ProductType,
  ProductTypeCodec,
} from "./platform/product/ProductType.js";
export {
  type RelativeDays,
  type UsabilityRules,
  UsabilityRulesCodec,
} from "./platform/product/UsabilityRules.js";
export { type UseDate, UseDateCodec, type UseDateType } from "./platform/product/UseDate.js";
export {
  type TimePeriod,
  TimePeriodCodec,
  type UseTime,
  UseTimeCodec,
  type UseTimeType,
} from "./platform/product/UseTime.js";
export { PreCreateOrderCodec } from "./platform/spi/PreCreateOrder.js";
export type { Wire } from "./platform/wire/codecs.js";
export type { Filled } from "./platform/wire/Filled.js";
export type { FormatName } from "./platform/wire/PayloadFormat.js";
export type { DocumentName, RuleContext, Source } from "./platform/wire/Rule.js";
export type { TableOf } from "./platform/wire/table.js";
export { price } from "./pricing/price.js";
export type { Quote, QuoteLine, QuoteMarketing, Share, Totals, UnitRun } from "./pricing/Quote.js";
export type {
  AmountOff,
  Benefit,
  BundlePrice,
  BuyGet,
  Exchange,
  FeeOff,
  FixedPrice,
  NthUnit,
  Points,
  RateOff,
  Tier,
  Tiers,
} from "./promotion/Benefit.js";
export type { Cart } from "./promotion/Cart.js";
export { decisionText } from "./promotion/decisionText.js";
export { decodePromotions } from "./promotion/decodePromotions.js";
export {
  type Conditions,
  MAX_PROMOTIONS,
  type Promotion,
  PromotionCodec,
  type Scope,
  type Stacking,
} from "./promotion/Promotion.js";
export type {
  AppliedDecision,
  Decision,
  LeftOutDecision,
  LeftOutReason,
  NextStep,
  Selection,
  Shortfall,
} from "./promotion/Selection.js";
export type { Buyer, HeldCoupon, SelectionContext } from "./promotion/SelectionContext.js";
export type { PromotionName, SelectOptions } from "./promotion/SelectOptions.js";
export { select } from "./promotion/select.js";
export { toPricingRequest } from "./promotion/toPricingRequest.js";
export type { Explanation } from "./reference/Explanation.js";
export { EXPLANATIONS, explain } from "./reference/explain.js";
export { SCHEMA_NAMES, type SchemaName, schemaOf } from "./reference/schemas.js";
export { FORMAT_NAMES } from "./verify/allFormats.js";
export type { Difference, Report, Unchecked, Violation } from "./verify/Report.js";
export { type Recomputation, recompute } from "./verify/recompute.js";
export type { Check, Verify, VerifyOptions } from "./verify/verifier.js";
export { verify } from "./verify/verify.js";
export { verifyOrderResponse } from "./verify/verifyOrderResponse.js";
