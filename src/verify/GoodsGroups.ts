/**
 * Which line, which entries of the goods block and which of the item block speak of the same goods.
 */
import { LineIndex } from "../order/LineIndex.js";
import type { LineReference } from "../order/LineItem.js";
import type { AmountLine, Amounts, GoodsEntry, ItemEntry } from "../platform/wire/Amounts.js";

/** The places of one goods, as positions in the lists of the payload. */
export interface GoodsGroup {
  readonly lines: number[];
  readonly goods: number[];
  readonly items: number[];
}

/** All groups, and what belongs to none. */
export interface GoodsGroups {
  readonly groups: readonly GoodsGroup[];
  /** Entries that name goods of which the order has no line. */
  readonly strayGoods: readonly number[];
  readonly strayItems: readonly number[];
  /** No line has ids that the blocks could be matched by. */
  readonly unmatchable: boolean;
}

type Part = AmountLine | GoodsEntry | ItemEntry;

const NONE: readonly never[] = [];

/** By which ids the parts of a payload can be matched: all must have them. */
const matchBy = (
  lines: readonly Part[],
  blocks: readonly (readonly Part[])[],
): ((part: Part) => LineReference) | undefined => {
  const haveSku = (parts: readonly Part[]): boolean => parts.every((part) => part.skuId !== undefined);
  const linesHaveGoods = lines.every((line) => line.goodsId !== undefined);
  if (blocks.every(haveSku) && haveSku(lines))
    return linesHaveGoods ? (part) => part as LineReference : (part) => ({ goodsId: "", skuId: part.skuId });
  return linesHaveGoods ? (part) => ({ goodsId: part.goodsId as string }) : undefined;
};

/**
 * Groups the parts of a payload by goods: by (goodsId, skuId) where all have both, by skuId where library skus leave
 * the goods out, by goodsId where the blocks do not say the sku.
 */
export const groupByGoods = (amounts: Amounts): GoodsGroups => {
  const lines = amounts.lines ?? NONE;
  const goods = amounts.detail?.goods ?? NONE;
  const items = amounts.detail?.items ?? NONE;
  const matched = matchBy(lines, [goods, items]);
  // Blocks that cannot be matched with the lines can still be matched with each other.
  const ids = matched ?? ((part: Part) => ({ goodsId: part.goodsId as string }));
  const hasLines = amounts.lines !== undefined && matched !== undefined;
  const known: readonly Part[] = hasLines ? lines : goods.length > 0 ? goods : items;
  const index = new LineIndex(known.map(ids));
  const groups: (GoodsGroup | undefined)[] = [];
  const groupOf = (part: Part): GoodsGroup | undefined => {
    const first = index.first(ids(part));
    if (first < 0) return undefined;
    return (groups[first] ??= { lines: [], goods: [], items: [] });
  };
  if (hasLines) lines.forEach((line, i) => groupOf(line)?.lines.push(i));
  const strayGoods = assign(goods, groupOf, (group) => group.goods);
  const strayItems = assign(items, groupOf, (group) => group.items);
  return {
    groups: groups.filter((group) => group !== undefined),
    strayGoods,
    strayItems,
    unmatchable: matched === undefined,
  };
};

const assign = (
  parts: readonly Part[],
  groupOf: (part: Part) => GoodsGroup | undefined,
  listOf: (group: GoodsGroup) => number[],
): readonly number[] => {
  const stray: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    const group = groupOf(parts[i] as Part);
    if (group === undefined) stray.push(i);
    else listOf(group).push(i);
  }
  return stray;
};
