/**
 * The guard of a pricing request made of its shape when the package is loaded: slower than the generated one, and none of
 * its four thousand characters.
 */
import { PricingRequestInputCodec } from "../../order/PricingRequestInput.js";

export const isPricingRequestInput = (value: unknown): boolean => PricingRequestInputCodec.accepts(value);
