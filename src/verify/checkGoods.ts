/**
 * Goods by goods: its line, its entry in the goods block, its entries in the item block.
 */
import type { Text } from "../codec/Problem.js";
import type { AmountLine, Detail, GoodsEntry, ItemEntry } from "../platform/wire/Amounts.js";
import type { Block } from "../platform/wire/Paths.js";
import type { Claim } from "./Claim.js";
import { checkNotNegative, checkWithin, goodsAmountOf, sumOf } from "./checkOrder.js";
import type { GoodsGroup, GoodsGroups } from "./GoodsGroups.js";
import type { Findings } from "./Report.js";

const ENTRIES: Text = { en: "Σ its marketing entries", zh: "Σ 其营销明细" };
const GOODS_TOTAL: Text = { en: "price × quantity of its line", zh: "所在行的单价 × 数量" };
const ITEMS_TOTAL: Text = { en: "Σ totals of its items", zh: "Σ 其各 item 总价" };
const QUANTITY: Text = { en: "quantity of its line", zh: "所在行的数量" };
const LINE_DISCOUNT: Text = {
  en: "Σ its marketing entries in the goods block",
  zh: "Σ 商品维度明细中该商品的营销",
};
const ITEM_COUNT: Text = { en: "one item entry for each unit", zh: "每件商品一条 item 明细" };
const UNIT_PRICE: Text = { en: "the unit price", zh: "商品单价" };
const LINE_TOTAL: Text = { en: "price × quantity, with one entry for the line", zh: "单价 × 数量(每行一条)" };

const NONE: readonly never[] = [];

/** The parts of one goods, and what its lines say: absent where there are no lines, or lines without a price. */
interface Goods {
  readonly group: GoodsGroup;
  readonly quantity: number | undefined;
  readonly totalAmount: number | undefined;
  /** The one price of its units; undefined where its lines have several or none. */
  readonly unitPrice: number | undefined;
}

const goodsOf = (group: GoodsGroup, claim: Claim): Goods => {
  const { lines = NONE, detail } = claim.amounts;
  if (group.lines.length === 0) return inferred(group, detail);
  const own = group.lines.map((i) => lines[i] as AmountLine);
  const unitPrice = own[0]?.unitPrice;
  return {
    group,
    quantity: own.reduce((sum, line) => sum + line.quantity, 0),
    totalAmount: goodsAmountOf(own),
    unitPrice: own.every((line) => line.unitPrice === unitPrice) ? unitPrice : undefined,
  };
};

/**
 * What a bare detail lets us infer of a goods. Its items are the leaves: where one stands for each unit or each line,
 * their sum is the goods' total; where they stand for units and are alike, what they say is the unit price. Where they
 * are not alike, the total of the one goods entry, divided by its quantity, is.
 */
const inferred = (group: GoodsGroup, detail: Detail | undefined): Goods => {
  const goods = group.goods.map((i) => detail?.goods?.[i] as GoodsEntry);
  const totals = group.items.map((i) => detail?.items?.[i]?.totalAmount);
  const quantity =
    goods.length > 0 && goods.every((entry) => entry.quantity !== undefined)
      ? goods.reduce((sum, entry) => sum + (entry.quantity as number), 0)
      : undefined;
  const nothing = { group, quantity, totalAmount: undefined, unitPrice: undefined };
  if (quantity === undefined || totals.length === 0 || totals.includes(undefined)) return nothing;
  const [first] = totals as [number];
  const perUnit = totals.length === quantity;
  const alike = perUnit && totals.every((total) => total === first);
  const divided = (goods[0]?.totalAmount ?? Number.NaN) / quantity;
  if (!alike && perUnit && goods.length === 1 && Number.isSafeInteger(divided))
    return { group, quantity, totalAmount: divided * quantity, unitPrice: divided };
  if (!perUnit && totals.length !== goods.length) return nothing;
  const totalAmount = (totals as number[]).reduce((sum, total) => sum + total, 0);
  return { group, quantity, totalAmount, unitPrice: alike ? first : undefined };
};

const checkGoodsBlock = (goods: Goods, claim: Claim, found: Findings): void => {
  const { amounts, paths } = claim;
  const block = amounts.detail?.goods as readonly GoodsEntry[];
  const { group } = goods;
  const first = group.goods[0];
  let discount = 0;
  for (const i of group.goods) {
    const entry = block[i] as GoodsEntry;
    const own = sumOf(entry.marketing);
    discount += own;
    checkEntry(entry, own, "goods", i, claim, found);
    if (group.goods.length === 1)
      checkWithin(
        found,
        () => paths.blockEntry("goods", i, "totalDiscountAmount"),
        goods.totalAmount ?? entry.totalAmount,
        own,
      );
  }
  if (first !== undefined) checkGoodsTotals(goods, first, block, claim, found);
  if (group.lines.length > 0) checkLineDiscount(group, discount, claim, found);
};

const checkGoodsTotals = (
  goods: Goods,
  first: number,
  block: readonly GoodsEntry[],
  { paths }: Claim,
  found: Findings,
): void => {
  const entries = goods.group.goods.map((i) => block[i] as GoodsEntry);
  const hasLine = goods.group.lines.length > 0;
  if (hasLine && entries.every((entry) => entry.quantity !== undefined))
    found.compare(
      "line.total",
      () => paths.blockEntry("goods", first, "quantity"),
      goods.quantity as number,
      entries.reduce((sum, entry) => sum + (entry.quantity as number), 0),
      QUANTITY,
    );
  else if (hasLine)
    found.cannotCheck("line.total", paths.blockEntry("goods", first, "quantity"), {
      en: "not sent",
      zh: "未传",
    });
  const path = (): string => paths.blockEntry("goods", first, "totalAmount");
  if (goods.totalAmount === undefined || entries.some((entry) => entry.totalAmount === undefined)) {
    // A line without a price has been said already, and so has a detail without lines.
    if (hasLine && goods.totalAmount !== undefined)
      found.cannotCheck("line.total", path(), { en: "not sent", zh: "未传" });
    return;
  }
  const actual = entries.reduce((sum, entry) => sum + (entry.totalAmount as number), 0);
  found.compare("line.total", path, goods.totalAmount, actual, hasLine ? GOODS_TOTAL : ITEMS_TOTAL);
};

const checkLineDiscount = (
  group: GoodsGroup,
  expected: number,
  { amounts, paths, format }: Claim,
  found: Findings,
): void => {
  if (format.spelling.lines?.discountAmount === undefined) return;
  const lines = group.lines.map((i) => (amounts.lines as readonly AmountLine[])[i] as AmountLine);
  const path = (): string => paths.line(group.lines[0] as number, "discountAmount");
  const actual = lines.every((line) => line.discountAmount === undefined)
    ? undefined
    : lines.reduce((sum, line) => sum + (line.discountAmount ?? 0), 0);
  found.compareIfThere("line.discount", path, expected, actual, LINE_DISCOUNT);
  if (lines.length > 1)
    found.cannotCheck("line.discount", path(), {
      en: `${lines.length} lines share this goods id and the blocks do not say the sku: only their sum was checked`,
      zh: `${lines.length} 行商品的 goodsId 相同而明细未写 sku:只核对了合计`,
    });
};

/** An entry of either lower block: its discount, and no amount below 0. */
const checkEntry = (
  entry: ItemEntry,
  sum: number,
  block: Block,
  i: number,
  { paths }: Claim,
  found: Findings,
): void => {
  const path = (): string => paths.blockEntry(block, i, "totalDiscountAmount");
  const code = block === "goods" ? "goodsBlock.discount" : "itemBlock.discount";
  found.compareIfThere(code, path, sum, entry.totalDiscountAmount, ENTRIES);
  for (let j = 0; j < entry.marketing.length; j++)
    checkNotNegative(
      found,
      () => paths.marketingEntry(block, i, j, "discountAmount"),
      entry.marketing[j]?.discountAmount,
    );
  checkNotNegative(found, () => paths.blockEntry(block, i, "totalAmount"), entry.totalAmount);
};

/** Gives whether there are as many item entries as there should be. */
const checkItemBlock = (goods: Goods, claim: Claim, found: Findings): boolean => {
  const { amounts, paths } = claim;
  const block = amounts.detail?.items as readonly ItemEntry[];
  const { group, quantity } = goods;
  const count = group.items.length;
  const lineCount = Math.max(1, group.lines.length, group.goods.length);
  const perUnit = count === quantity;
  const perLine = !perUnit && count === lineCount;
  // A goods that neither block mentions has no discount, and is checked by its line.
  const isMentioned = count > 0 || group.goods.length > 0;
  const isMiscounted = !perUnit && !perLine && quantity !== undefined && isMentioned;
  if (isMiscounted) found.compare("itemBlock.count", () => paths.block("items"), quantity, count, ITEM_COUNT);
  let sum = 0;
  for (const i of group.items) {
    const entry = block[i] as ItemEntry;
    const own = sumOf(entry.marketing);
    checkEntry(entry, own, "items", i, claim, found);
    const expected = perUnit ? goods.unitPrice : undefined;
    const bound = expected ?? (perLine && group.items.length === 1 ? goods.totalAmount : undefined);
    checkWithin(
      found,
      () => paths.blockEntry("items", i, "totalDiscountAmount"),
      bound ?? entry.totalAmount,
      own,
    );
    if (expected !== undefined && entry.totalAmount !== undefined)
      found.compare(
        "itemBlock.total",
        () => paths.blockEntry("items", i, "totalAmount"),
        expected,
        entry.totalAmount,
        UNIT_PRICE,
      );
    else if (entry.totalAmount === undefined)
      found.cannotCheck("itemBlock.total", paths.blockEntry("items", i), { en: "not sent", zh: "未传" });
    sum += entry.totalAmount ?? Number.NaN;
  }
  // One entry for a line, or units whose prices differ: their sum is what can be checked.
  const bySum = perLine || (perUnit && goods.unitPrice === undefined);
  const first = group.items[0];
  if (bySum && first !== undefined && goods.totalAmount !== undefined && !Number.isNaN(sum))
    found.compare(
      "itemBlock.total",
      () => paths.blockEntry("items", first, "totalAmount"),
      goods.totalAmount,
      sum,
      LINE_TOTAL,
    );
  return !isMiscounted;
};

const stray = (
  block: Block,
  positions: readonly number[],
  { amounts, paths }: Claim,
  found: Findings,
): void => {
  for (const i of positions) {
    const { goodsId, skuId } = amounts.detail?.[block]?.[i] as ItemEntry;
    const named = skuId === undefined ? goodsId : `${goodsId} / ${skuId}`;
    found.disagrees("line.unknown", paths.blockEntry(block, i, "goodsId"), null, named, {
      en: `expected the goods of a line of the order, got ${JSON.stringify(named)}, which no line has`,
      zh: `订单中没有商品行 ${JSON.stringify(named)}`,
    });
  }
};

/**
 * Checks each goods over its line and its entries in both blocks. Gives the groups whose item entries are not as many
 * as they should be: their sums are wrong too, which need not be said again.
 */
export const checkGoods = (claim: Claim, groups: GoodsGroups, found: Findings): ReadonlySet<GoodsGroup> => {
  const miscounted = new Set<GoodsGroup>();
  const { amounts, paths } = claim;
  const { detail } = amounts;
  if (detail === undefined) {
    if (amounts.lines?.some((line) => (line.discountAmount ?? 0) !== 0))
      found.cannotCheck(
        "line.discount",
        amounts.discountId === undefined ? paths.detail() : paths.discountId(),
        {
          en: "no discount detail was sent, so the discounts of the lines stand alone",
          zh: "未传营销明细,各行优惠金额无从核对",
        },
      );
    return miscounted;
  }
  if (groups.unmatchable)
    found.cannotCheck("line.total", paths.lines(), {
      en: "the lines have no goods id and the blocks no sku id, so they cannot be matched",
      zh: "商品行没有 goodsId 而明细没有 skuId,无法对应",
    });
  stray("goods", groups.strayGoods, claim, found);
  stray("items", groups.strayItems, claim, found);
  const hasItems = detail.items !== undefined && !(detail.items.length === 0 && detail.calculationType === 1);
  for (const group of groups.groups) {
    const goods = goodsOf(group, claim);
    if (detail.goods !== undefined) checkGoodsBlock(goods, claim, found);
    if (hasItems && !checkItemBlock(goods, claim, found)) miscounted.add(group);
  }
  if (detail.goods === undefined)
    found.cannotCheck("goodsBlock.discount", paths.block("goods"), {
      en: "no goods block was sent",
      zh: "未传商品维度明细",
    });
  if (!hasItems)
    found.cannotCheck("itemBlock.discount", paths.block("items"), {
      en: "no item block was sent",
      zh: "未传 item 维度明细",
    });
  return miscounted;
};
