/**
 * suanjia/server: answers the platform's callbacks, and prices for the merchant's own back end.
 *
 * @packageDocumentation
 */
export type { BuyerEntry } from "./files/buyers.js";
export type { CatalogueFee, CatalogueFile, CatalogueLine } from "./files/catalogue.js";
export { type MerchantFiles, type MerchantPaths, openMerchantFiles } from "./files/merchantFiles.js";
export { createHandler } from "./handler/createHandler.js";
export { type CreatedQuote, createQuote, type QuoteCart, type QuoteContext } from "./handler/createQuote.js";
export type { CalculatingDeps, HandlerDeps, HandlerLimits, OrderPage } from "./handler/Deps.js";
export { type App, type AppParts, createApp } from "./http/app.js";
export { DEFAULT_LIMITS, type Limits } from "./http/limits.js";
export { listen } from "./http/listen.js";
export { createLog, type Log } from "./http/log.js";
export { createMetrics, type Metrics } from "./http/metrics.js";
export { MissingPackage, type ServeOptions, serve } from "./http/serve.js";
export { type Service, type ServiceParts, startService } from "./http/service.js";
export { createV1, type V1 } from "./http/v1.js";
export type { Asking, Merchant, OrderSpending, SpentPromotion } from "./Merchant.js";
export type { Callback, Reply } from "./Reply.js";
export {
  type AcceptedOrder,
  type Decided,
  type OrderDecision,
  OtherContent,
  type RefundableOrder,
  type RefundDecision,
  type RefundRelease,
  ReleasedRefund,
  type Store,
} from "./Store.js";
export { createKeyRing, type KeyRing, type PublicKeySource, UnusableKeys } from "./signature/KeyRing.js";
export { authorizationOf, signCallback } from "./signature/sign.js";
export type { SignatureFault, SignedParts } from "./signature/types.js";
export { verifySignature } from "./signature/verifySignature.js";
export { openPGliteStore } from "./store/openPGliteStore.js";
export { openPostgresStore } from "./store/openPostgresStore.js";
