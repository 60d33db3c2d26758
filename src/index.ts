/**
 * suanjia: pricing and marketing discounts for Douyin mini-program orders, exact to the fen.
 *
 * @packageDocumentation
 */
export { Guarded, problemsOf } from "./codec/Guarded.js";
export { type Problem, pointer } from "./codec/Problem.js";
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
} from "./order/Marketing.js";
export { DEFAULT_POLICY, type Policy } from "./order/Policy.js";
export { decodePricingRequest, type PricingRequest, PricingRequestCodec } from "./order/PricingRequest.js";
export type { CalculationType, PricingRequestInput } from "./order/PricingRequestInput.js";
export {
  type OpenApiGoodsDiscount,
  type OpenApiItemDiscount,
  type OpenApiLineAmounts,
  type OpenApiMarketingDetail,
  type OpenApiOrder,
  OpenApiOrderCodec,
  type OpenApiPriceCalculationDetail,
  OpenApiPriceCalculationDetailCodec,
} from "./platform/openapi/OpenApiOrder.js";
export { OpenApiOrderResponseCodec } from "./platform/openapi/OpenApiOrderResponse.js";
export { toOpenApiOrder } from "./platform/openapi/toOpenApiOrder.js";
export {
  type PluginDiscountInfo,
  PluginDiscountInfoCodec,
  type PluginGoodsDiscount,
  type PluginItemDiscount,
  type PluginLineAmounts,
  type PluginMarketingInfo,
  type PluginOrder,
  PluginOrderCodec,
  type PluginPayment,
} from "./platform/plugin/PluginOrder.js";
export { toPluginOrder } from "./platform/plugin/toPluginOrder.js";
export { PreCreateOrderCodec } from "./platform/spi/PreCreateOrder.js";
export type { Wire } from "./platform/wire/codecs.js";
export type { Filled } from "./platform/wire/Filled.js";
export type { FormatName } from "./platform/wire/PayloadFormat.js";
export { price } from "./pricing/price.js";
export type { Quote, QuoteLine, QuoteMarketing, Share, Totals, UnitRun } from "./pricing/Quote.js";
export type { Difference, Report, Unchecked, Violation } from "./verify/Report.js";
export { FORMAT_NAMES } from "./verify/readClaim.js";
export { type Recomputation, recompute } from "./verify/recompute.js";
export { type Check, type VerifyOptions, verify } from "./verify/verify.js";
