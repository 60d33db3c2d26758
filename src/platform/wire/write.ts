/**
 * Writing: amounts out of no spelling into one.
 */
import type { Detail, GoodsEntry, ItemEntry, MarketingEntry } from "./Amounts.js";
import type { Wire } from "./codecs.js";
import type { DetailSpelling } from "./spelling.js";

/** An object that is being written: keys in the order of the documents, none of them undefined. */
type Draft = Record<string, unknown>;

const put = (draft: Draft, key: string, value: unknown): void => {
  if (value !== undefined) draft[key] = value;
};

/** The object without the keys that have no value. */
export const defined = (value: Wire): Wire => {
  const draft: Draft = {};
  for (const [key, part] of Object.entries(value)) put(draft, key, part);
  return draft;
};

/** The object without one key. */
export const without = <A extends object, K extends keyof A>(value: A, key: K): Omit<A, K> => {
  const rest = { ...value };
  Reflect.deleteProperty(rest, key);
  return rest;
};

const writeEntry = (entry: MarketingEntry, { entry: s }: DetailSpelling): Wire => {
  const draft: Draft = { [s.id]: entry.id, [s.type]: entry.type, [s.discountAmount]: entry.discountAmount };
  put(draft, s.title, entry.title);
  put(draft, s.note, entry.note);
  put(draft, s.subtype, entry.subtype);
  put(draft, s.value, entry.value);
  draft[s.discountRange] = entry.discountRange;
  if (s.plugin !== undefined) {
    put(draft, s.plugin.code, entry.code);
    put(draft, s.plugin.kind, entry.kind);
    put(draft, s.plugin.creatorType, entry.creatorType);
    put(draft, s.plugin.marketingExtend, entry.marketingExtend);
  }
  return draft;
};

const writeMarketing = (entries: readonly MarketingEntry[], s: DetailSpelling): readonly Wire[] =>
  entries.map((entry) => writeEntry(entry, s));

const writeItem = (item: ItemEntry | GoodsEntry, s: DetailSpelling): Wire => {
  const draft: Draft = { [s.goodsId]: item.goodsId };
  put(draft, s.skuId, item.skuId);
  if ("quantity" in item) put(draft, s.quantity, item.quantity);
  put(draft, s.totalAmount, item.totalAmount);
  put(draft, s.totalDiscountAmount, item.totalDiscountAmount);
  if (item.isUnlisted === undefined) draft[s.marketing] = writeMarketing(item.marketing, s);
  return draft;
};

const writeBlocks = (detail: Detail, s: DetailSpelling): Draft => {
  const draft: Draft = {};
  if (detail.order !== undefined) {
    const order: Draft = {};
    put(order, s.orderTotal, detail.order.orderTotalDiscountAmount);
    put(order, s.goodsTotal, detail.order.goodsTotalDiscountAmount);
    if (detail.order.isUnlisted === undefined) order[s.marketing] = writeMarketing(detail.order.marketing, s);
    draft[s.order] = order;
  }
  put(
    draft,
    s.goods,
    detail.goods?.map((goods) => writeItem(goods, s)),
  );
  put(
    draft,
    s.items,
    detail.items?.map((item) => writeItem(item, s)),
  );
  return draft;
};

/** A discount detail in this spelling. */
export const writeDetail = (detail: Detail, s: DetailSpelling): Wire => {
  const draft: Draft = {};
  put(draft, s.calculationType, detail.calculationType);
  const blocks = writeBlocks(detail, s);
  return s.blocks === undefined ? { ...draft, ...blocks } : { ...draft, [s.blocks]: blocks };
};
