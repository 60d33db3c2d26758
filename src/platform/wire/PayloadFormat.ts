/**
 * A format that payloads come in: how to check one, how to read its amounts, how to name a place in it.
 */
import type { Guarded } from "../../codec/Guarded.js";
import type { Amounts } from "./Amounts.js";
import { openRecord, type Wire } from "./codecs.js";
import { noAmounts, type Spelling } from "./spelling.js";

/**
 * The formats that `verify` and `recompute` read.
 *
 * @category model
 * @since 0.1.0
 */
export type FormatName =
  | "plugin.createOrder"
  | "plugin.discountInfo"
  | "openapi.createOrder"
  | "openapi.priceCalculationDetail"
  | "openapi.createOrderResponse"
  | "spi.preCreateOrder"
  | "plugin.submitEcCustomGoods"
  | "product.attributes";

/** A format that has fields and rules, but no amounts of an order: there is nothing to recompute in it. */
export const formatWithoutAmounts = (name: FormatName): PayloadFormat => ({
  name,
  codec: openRecord(name, {}, {}),
  spelling: noAmounts,
  read: () => ({ fees: [] }),
  hasNoAmounts: true,
});

/** One format. */
export interface PayloadFormat {
  readonly name: FormatName;
  /** What must be right for its amounts to be read. */
  readonly codec: Guarded<Wire>;
  readonly spelling: Spelling;
  /** The amounts of a payload that the codec has accepted. */
  readonly read: (payload: Wire) => Amounts;
  readonly hasNoAmounts?: true;
  /** Where the platform's item orders stand; undefined where the format has none. */
  readonly itemOrdersAt?: readonly string[];
}
