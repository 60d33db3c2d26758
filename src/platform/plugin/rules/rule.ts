/**
 * How a rule of plugin.createOrder is written down.
 */
import { type Loose, rulesOf } from "../../wire/Rule.js";
import type { CreateOrderOptions } from "../CreateOrder.js";

/** The options as rules see them: each field may be missing. */
export type LooseOrder = Loose<CreateOrderOptions>;

/** Makes a rule of plugin.createOrder. */
export const rule = rulesOf<CreateOrderOptions>("plugin-create-order");
