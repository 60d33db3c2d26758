/**
 * The amounts of a quote, as every format of the platform structures them.
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, problem } from "../../codec/Problem.js";
import { DEFAULT_POLICY } from "../../order/Policy.js";
import type { Quote, QuoteLine, QuoteMarketing, Share } from "../../pricing/Quote.js";
import type { Amounts, Detail, GoodsEntry, ItemEntry, MarketingEntry } from "./Amounts.js";
import { without } from "./write.js";

const entryOf = (marketing: QuoteMarketing, discountAmount: number): MarketingEntry => ({
  ...without(marketing, "requestedAmount"),
  discountAmount,
});

/** Finds the marketing that a share belongs to, by id and code. */
const describer = (marketing: readonly QuoteMarketing[]): ((share: Share) => MarketingEntry) => {
  const byId = new Map<string, Map<string | undefined, QuoteMarketing>>();
  for (const each of marketing) {
    const byCode = byId.get(each.id) ?? new Map<string | undefined, QuoteMarketing>();
    byId.set(each.id, byCode.set(each.code, each));
  }
  return (share) => entryOf(byId.get(share.id)?.get(share.code) as QuoteMarketing, share.discountAmount);
};

const idsOf = (line: QuoteLine): { readonly goodsId: string; readonly skuId?: string } =>
  line.skuId === undefined ? { goodsId: line.goodsId } : { goodsId: line.goodsId, skuId: line.skuId };

const goodsEntry = (line: QuoteLine, describe: (share: Share) => MarketingEntry): GoodsEntry => ({
  ...idsOf(line),
  quantity: line.quantity,
  totalAmount: line.totalAmount,
  totalDiscountAmount: line.totalDiscountAmount,
  marketing: line.marketing.map(describe),
});

/** A line or one of its units. */
type Entered = Pick<QuoteLine, "totalAmount" | "totalDiscountAmount" | "marketing">;

/** The item block: the units of the lines one by one, where equal ones share their entry; or the lines. */
const itemEntries = (
  lines: readonly QuoteLine[],
  perUnit: boolean,
  describe: (share: Share) => MarketingEntry,
): readonly ItemEntry[] => {
  const entries: ItemEntry[] = [];
  for (const line of lines) {
    const runs: readonly (Entered & { readonly count: number })[] = perUnit
      ? line.units
      : [{ ...line, count: 1 }];
    for (const { count, totalAmount, totalDiscountAmount, marketing } of runs) {
      const entry: ItemEntry = {
        ...idsOf(line),
        totalAmount,
        totalDiscountAmount,
        marketing: marketing.map(describe),
      };
      for (let i = 0; i < count; i++) entries.push(entry);
    }
  }
  return entries;
};

const tooManyItems = (needed: number, most: number, perUnit: boolean): Problem =>
  problem("emit.tooManyItems", "/lines", {
    en: `expected at most ${most} item entries (policy.maxItemEntries), got ${needed}${perUnit ? '; policy.itemEntries "line" writes one for each line' : ""}`,
    zh: `item 条目最多 ${most} 条(policy.maxItemEntries),实际需要 ${needed} 条${perUnit ? ';policy.itemEntries 设为 "line" 时每行只写一条' : ""}`,
  });

const detailOf = (quote: Quote, perUnit: boolean): Detail => {
  const describe = describer(quote.marketing);
  const { lines, marketing, totals } = quote;
  return {
    calculationType: quote.calculationType,
    order: {
      orderTotalDiscountAmount: totals.orderDiscountAmount,
      goodsTotalDiscountAmount: totals.goodsDiscountAmount,
      marketing: marketing.map((each) => entryOf(each, each.discountAmount)),
    },
    goods: lines.map((line) => goodsEntry(line, describe)),
    items: itemEntries(lines, perUnit, describe),
  };
};

/**
 * The amounts that a quote puts into an order. Without any marketing there is no discount detail, as in the platform's
 * samples without marketing (plugin.createOrder, 不包含营销模块).
 *
 * @returns The amounts, or the problem that the item block would have more entries than the policy allows.
 */
export const amountsOf = (quote: Quote): E.Either<readonly Problem[], Amounts> => {
  const { itemEntries, maxItemEntries } = quote.policy ?? DEFAULT_POLICY;
  const perUnit = itemEntries === "unit";
  const hasDetail = quote.marketing.length > 0;
  const needed = perUnit ? quote.lines.reduce((sum, line) => sum + line.quantity, 0) : quote.lines.length;
  if (hasDetail && needed > maxItemEntries) return E.left([tooManyItems(needed, maxItemEntries, perUnit)]);
  return E.right({
    list: quote.lines[0]?.skuId === undefined ? "goods" : "sku",
    lines: quote.lines.map((line) => ({
      ...idsOf(line),
      unitPrice: line.unitPrice,
      quantity: line.quantity,
      discountAmount: line.totalDiscountAmount,
    })),
    totalAmount: quote.totals.totalAmount,
    totalDiscountAmount: quote.totals.totalDiscountAmount,
    fees: quote.fees,
    detail: hasDetail ? detailOf(quote, perUnit) : undefined,
  });
};
