/**
 * Line items: what is bought, at which unit price, how many.
 */
import { type Guarded, record } from "../codec/Guarded.js";
import { fen, id, integer } from "../codec/leaves.js";
import type { Fen } from "../money/Fen.js";

/**
 * The largest quantity of a line. Units are kept as runs, so this costs no more than a quantity of 1.
 *
 * @category constants
 * @since 0.1.0
 */
export const MAX_QUANTITY = 1_000_000_000;

/**
 * One line of an order. (goodsId, skuId) is unique in the order, and either all lines have a skuId or none.
 *
 * @category model
 * @since 0.1.0
 */
export interface LineItem {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  /** Fen for one unit, before any discount. */
  readonly unitPrice: Fen;
  /** 1 to `MAX_QUANTITY`. */
  readonly quantity: number;
}

/**
 * Names lines: those of a goods id, or, with a sku id, the one line of that sku.
 *
 * @category model
 * @since 0.1.0
 */
export interface LineReference {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
}

/** Does the reference name this line? */
export const refersTo = (reference: LineReference, line: LineReference): boolean =>
  reference.goodsId === line.goodsId && (reference.skuId === undefined || reference.skuId === line.skuId);

/** Are these the same (goodsId, skuId)? */
export const isSameLine = (a: LineReference, b: LineReference): boolean =>
  a.goodsId === b.goodsId && a.skuId === b.skuId;

/** The codec of a line as a request spells it. */
export const LineItemCodec: Guarded<{
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  readonly unitPrice: number;
  readonly quantity: number;
}> = record(
  "LineItem",
  "refuse",
  { goodsId: id, unitPrice: fen, quantity: integer("Quantity", 1, MAX_QUANTITY) },
  { skuId: id },
);

/** The codec of a reference to lines. */
export const LineReferenceCodec: Guarded<LineReference> = record(
  "LineReference",
  "refuse",
  { goodsId: id },
  { skuId: id },
);
