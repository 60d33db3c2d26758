/**
 * The formats of plugin.createOrder, without the rules of their document: all that a mini-program needs.
 */
import { pluginDiscountInfoFormat, pluginOrderFormat } from "../platform/plugin/PluginOrder.js";
import type { Recognised, Registry } from "./locate.js";

/** The options. */
export const recognisedOrder: Recognised = {
  format: pluginOrderFormat,
  hasOneOf: ["goodsList", "skuList", "payment", "discountInfo"],
};

/** A bare discountInfo. */
export const recognisedDiscountInfo: Recognised = {
  format: pluginDiscountInfoFormat,
  hasOneOf: ["detail"],
};

/** Both. */
export const pluginFormats: Registry = { recognised: [recognisedOrder, recognisedDiscountInfo] };
