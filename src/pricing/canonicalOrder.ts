/**
 * The canonical order: what makes a price independent of the order in which a client lists lines or marketing.
 */
import type { LineReference } from "../order/LineItem.js";
import type { Marketing } from "../order/Marketing.js";

/** By UTF-16 code unit, as JavaScript compares strings; an absent one first. */
const compareText = (a: string | undefined, b: string | undefined): number => {
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

/** Up to so many, sorting by insertion beats `sort`. */
const FEW = 12;

/** The positions of `items` in ascending order. */
const sortedPositions = <A>(items: readonly A[], compare: (a: A, b: A) => number): number[] => {
  const positions: number[] = [];
  if (items.length > FEW) {
    for (let i = 0; i < items.length; i++) positions.push(i);
    return positions.sort((i, j) => compare(items[i] as A, items[j] as A));
  }
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as A;
    let at = i;
    for (; at > 0 && compare(items[positions[at - 1] as number] as A, item) > 0; at--)
      positions[at] = positions[at - 1] as number;
    positions[at] = i;
  }
  return positions;
};

/** The positions of the lines, in canonical order. */
export const canonicalLines = (lines: readonly LineReference[]): readonly number[] =>
  sortedPositions(lines, compareLines);

/** The positions of the marketing, in canonical order. */
export const canonicalMarketing = (marketing: readonly Marketing[]): readonly number[] =>
  sortedPositions(marketing, compareMarketing);
