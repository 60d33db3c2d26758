/**
 * Fees that stand beside the goods: delivery, packaging, and the like.
 */
import { type Guarded, oneOf, record } from "../codec/Guarded.js";
import { fen, text } from "../codec/leaves.js";
import type { Fen } from "../money/Fen.js";

/**
 * 1 delivery 配送费, 2 packaging 包装费, 18 infrastructure 基建费, 19 fuel 燃油费, 20 tax 税费.
 * Source: plugin.createOrder, FeeDetailsInfo, `feeType`.
 *
 * @category model
 * @since 0.1.0
 */
export type FeeType = 1 | 2 | 18 | 19 | 20;

/**
 * One fee of an order.
 *
 * @category model
 * @since 0.1.0
 */
export interface Fee {
  readonly feeType: FeeType;
  /** Fen, before its discount. */
  readonly feeAmount: Fen;
  /** Fen, at most `feeAmount`. */
  readonly feeDiscountAmount: Fen;
  readonly feeDesc?: string | undefined;
}

/**
 * A fee as a caller writes it: without a discount, the discount may be left out.
 *
 * @category model
 * @since 0.1.0
 */
export type FeeInput = Omit<Fee, "feeAmount" | "feeDiscountAmount"> & {
  readonly feeAmount: number;
  readonly feeDiscountAmount?: number | undefined;
};

/** The codec of a fee's type. */
export const FeeTypeCodec: Guarded<FeeType> = oneOf<FeeType>("FeeType", 1, 2, 18, 19, 20);

/** The codec of a fee as a request spells it. */
export const FeeCodec: Guarded<FeeInput> = record(
  "Fee",
  "refuse",
  { feeType: FeeTypeCodec, feeAmount: fen },
  { feeDiscountAmount: fen, feeDesc: text },
);
