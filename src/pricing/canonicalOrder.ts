/**
 * The canonical order: what makes a price independent of the order in which a client lists lines or marketing.
 */
import type { LineReference } from "../order/LineItem.js";
import type { Marketing } from "../order/Marketing.js";
import { sortedPositions } from "./sortedPositions.js";

/** By UTF-16 code unit, as JavaScript compares strings; an absent one first. */
export const compareText = (a: string | undefined, b: string | undefined): number => {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
};

/** Lines: by goodsId, then skuId. */
const compareLines = (a: LineReference, b: LineReference): number =>
  compareText(a.goodsId, b.goodsId) || compareText(a.skuId, b.skuId);

/** Marketing: goods level (2) before order level (1); then sequence, type, id, code. */
const compareMarketing = (a: Marketing, b: Marketing): number =>
  b.discountRange - a.discountRange ||
  a.sequence - b.sequence ||
  a.type - b.type ||
  compareText(a.id, b.id) ||
  compareText(a.code, b.code);

/** The positions of the lines, in canonical order. */
export const canonicalLines = (lines: readonly LineReference[]): readonly number[] =>
  sortedPositions(lines, compareLines);

/** The positions of the marketing, in canonical order. */
export const canonicalMarketing = (marketing: readonly Marketing[]): readonly number[] =>
  sortedPositions(marketing, compareMarketing);
