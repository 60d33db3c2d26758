/**
 * Every rule of plugin.createOrder that takes more than one field to check.
 */
import type { Rule } from "../../wire/Rule.js";
import type { CreateOrderOptions } from "../CreateOrder.js";
import { bookingRules } from "./bookingRules.js";
import { deliveryRules } from "./deliveryRules.js";
import { discountRules } from "./discountRules.js";
import { lineRules } from "./lineRules.js";
import { textRules } from "./textRules.js";

/** In the order of the document. */
export const pluginOrderRules: readonly Rule<CreateOrderOptions>[] = [
  ...lineRules,
  ...textRules,
  ...bookingRules,
  ...deliveryRules,
  ...discountRules,
];
