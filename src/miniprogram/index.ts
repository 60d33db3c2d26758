/**
 * suanjia in a mini-program: what a page needs right before plugin.createOrder, in one file without dependencies.
 *
 * The names and results are those of the package `suanjia`. Only `verify` knows less: it reads what a page has at hand,
 * options for plugin.createOrder and a bare discountInfo, checks their amounts, and says that it has no rules; other formats and the rules of the platform's
 * documents are checked by `suanjia` itself, while developing or on the server.
 *
 * @packageDocumentation
 */
import { pluginFormats } from "../verify/pluginFormats.js";
import { type Verify, verifierOf } from "../verify/verifier.js";

export type { Problem } from "../codec/Problem.js";
export { type ApportionOptions, apportion } from "../money/apportion.js";
export { decodePricingRequest, type PricingRequest } from "../order/PricingRequest.js";
export type { PricingRequestInput } from "../order/PricingRequestInput.js";
export type { PluginOrder } from "../platform/plugin/PluginOrder.js";
export { preparePluginOrder } from "../platform/plugin/preparePluginOrder.js";
export { toPluginOrder } from "../platform/plugin/toPluginOrder.js";
export { price } from "../pricing/price.js";
export type { Quote } from "../pricing/Quote.js";
export type { Report, Violation } from "../verify/Report.js";

/** `verify` of the package `suanjia`, for the amounts of the plugin's formats. */
export const verify: Verify = verifierOf(pluginFormats);
