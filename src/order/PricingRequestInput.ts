/**
 * A pricing request as a caller writes it: its shape.
 */
import { type Guarded, list, oneOf, record } from "../codec/Guarded.js";
import { FeeCodec, type FeeInput } from "./Fee.js";
import { LineItemCodec } from "./LineItem.js";
import { MarketingCodec, type MarketingInput } from "./Marketing.js";
import { type Policy, PolicyCodec } from "./Policy.js";

/**
 * 1: discounts are decided for the order as a whole and the platform splits them down to items by proportion.
 * 2: discounts are computed for each item by the developer. Source: plugin.createOrder, DiscountInfo, `type`.
 *
 * @category model
 * @since 0.1.0
 */
export type CalculationType = 1 | 2;

/**
 * A request as a caller writes it: plain numbers, and whatever has a default may be left out.
 *
 * @category model
 * @since 0.1.0
 */
export interface PricingRequestInput {
  /** Default 2. */
  readonly calculationType?: CalculationType | undefined;
  readonly lines: readonly {
    readonly goodsId: string;
    readonly skuId?: string | undefined;
    readonly unitPrice: number;
    readonly quantity: number;
  }[];
  readonly marketing?: readonly MarketingInput[] | undefined;
  readonly fees?: readonly FeeInput[] | undefined;
  readonly policy?: { readonly [K in keyof Policy]?: Policy[K] | undefined } | undefined;
}

/** The codecs of a request's lists, of which each may be right where another is not. */
export const LinesCodec: Guarded<PricingRequestInput["lines"]> = list("Lines", LineItemCodec, 1);
export const MarketingListCodec: Guarded<readonly MarketingInput[]> = list("MarketingList", MarketingCodec);
export const FeesCodec: Guarded<readonly FeeInput[]> = list("Fees", FeeCodec);

/** The shape of a request as a caller writes it; what its parts say together is checked after it. */
export const PricingRequestInputCodec: Guarded<PricingRequestInput> = record(
  "PricingRequestInput",
  "refuse",
  { lines: LinesCodec },
  {
    calculationType: oneOf<CalculationType>("CalculationType", 1, 2),
    marketing: MarketingListCodec,
    fees: FeesCodec,
    policy: PolicyCodec,
  },
);
