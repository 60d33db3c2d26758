/**
 * suanjia/testing: check your own price code, whatever it is written with.
 *
 * Random orders, the laws of pricing as functions, and a check that gives the smallest order on which a price function
 * goes wrong. Needs fast-check beside suanjia.
 *
 * @packageDocumentation
 */
export {
  type BrokenPayload,
  brokenPayloadArbitrary,
} from "./arbitraries/brokenPayloadArbitrary.js";
export { cartArbitrary } from "./arbitraries/cartArbitrary.js";
export { PAYLOAD_FAULTS, type PayloadFault } from "./arbitraries/faults.js";
export {
  type OrderCase,
  type OrderFormat,
  openApiOrderArbitrary,
  pluginOrderArbitrary,
} from "./arbitraries/payloadArbitraries.js";
export {
  type PromotionKind,
  type PromotionOptions,
  promotionsArbitrary,
} from "./arbitraries/promotionsArbitrary.js";
export {
  anyRequestArbitrary,
  type PlainRequest,
  type RequestOptions,
  requestArbitrary,
} from "./arbitraries/requestArbitrary.js";
export { type SelectionCase, selectionArbitrary } from "./arbitraries/selectionArbitrary.js";
export { assertPricing, assertPricingAsync, PricingError } from "./check/assertPricing.js";
export { checkPricing, checkPricingAsync } from "./check/checkPricing.js";
export {
  type CheckOptions,
  DEFAULT_LAWS,
  type PricingCheck,
  type PricingFails,
  type PricingHolds,
  type Unsaid,
} from "./check/PricingCheck.js";
export type { LawName, LawViolation } from "./LawViolation.js";
export type { PricedFormat } from "./Ledger.js";
export { type FunctionLaw, type Law, laws, type RequestLaw } from "./laws/laws.js";
export type { PriceFunction } from "./PriceFunction.js";
