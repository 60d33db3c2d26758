/**
 * Marketing by marketing: what the order block says of it, what the goods bear, what their items bear.
 */
import type { Text } from "../codec/Problem.js";
import type { GoodsEntry, ItemEntry, MarketingEntry } from "../platform/wire/Amounts.js";
import type { Block } from "../platform/wire/Paths.js";
import type { Claim } from "./Claim.js";
import type { GoodsGroup, GoodsGroups } from "./GoodsGroups.js";
import { MarketingKeys } from "./MarketingKeys.js";
import type { Findings } from "./Report.js";

const OVER_GOODS: Text = { en: "Σ its entries over the goods", zh: "Σ 该营销在各商品的明细" };
const OVER_ITEMS: Text = { en: "Σ its entries over the items", zh: "Σ 该营销在各 item 的明细" };

/** Sums by marketing number; a marketing that never came has none. */
type Sums = Map<number, number>;

const add = (sums: Sums, k: number, amount: number): void => {
  sums.set(k, (sums.get(k) ?? 0) + amount);
};

/** Checks one marketing after another over the three blocks. */
class MarketingCheck {
  private readonly claim: Claim;
  private readonly found: Findings;
  private readonly keys = new MarketingKeys();
  /** How many marketing the order block has; a higher number is one that it does not have. */
  private ofOrder = 0;

  constructor(claim: Claim, found: Findings) {
    this.claim = claim;
    this.found = found;
  }

  run(groups: GoodsGroups, miscounted: ReadonlySet<GoodsGroup>): void {
    const { amounts, paths } = this.claim;
    const detail = amounts.detail;
    if (detail === undefined) return;
    const order = detail.order && this.sumOrderBlock(detail.order.marketing);
    const total: Sums = new Map();
    const { goods, items } = detail;
    for (const group of groups.groups) {
      const ofGoods: Sums = new Map();
      const ofItems: Sums = new Map();
      for (const i of group.goods)
        this.sumEntry((goods as readonly GoodsEntry[])[i] as GoodsEntry, "goods", i, ofGoods);
      for (const i of group.items)
        this.sumEntry((items as readonly ItemEntry[])[i] as ItemEntry, "items", i, ofItems);
      const upper = goods === undefined ? ofItems : ofGoods;
      for (const [k, amount] of upper) add(total, k, amount);
      if (goods !== undefined && group.items.length > 0 && !miscounted.has(group))
        this.compareItems(group.goods, ofGoods, ofItems);
    }
    if (order === undefined)
      this.found.cannotCheck("goodsBlock.marketing", paths.orderBlock(), {
        en: "no order block was sent",
        zh: "未传订单维度明细",
      });
    else if (goods !== undefined) this.compareOrder("goodsBlock.marketing", order, total, OVER_GOODS);
    else if (items !== undefined) this.compareOrder("itemBlock.marketing", order, total, OVER_ITEMS);
  }

  private sumOrderBlock(entries: readonly MarketingEntry[]): Sums {
    const sums: Sums = new Map();
    entries.forEach((entry, j) => {
      const k = this.keys.numberOf(entry);
      this.checkLevel(entry, k, (field) => this.claim.paths.orderEntry(j, field));
      add(sums, k, entry.discountAmount);
    });
    this.ofOrder = this.keys.size;
    return sums;
  }

  private sumEntry(entry: ItemEntry, block: Block, i: number, sums: Sums): void {
    const { paths, amounts } = this.claim;
    const { marketing } = entry;
    for (let j = 0; j < marketing.length; j++) {
      const each = marketing[j] as MarketingEntry;
      const k = this.keys.numberOf(each);
      if (k >= this.ofOrder && amounts.detail?.order !== undefined)
        this.unknown(each, () => paths.marketingEntry(block, i, j));
      this.checkLevel(each, k, (field) => paths.marketingEntry(block, i, j, field));
      add(sums, k, each.discountAmount);
    }
  }

  private unknown(entry: MarketingEntry, path: () => string): void {
    const named = JSON.stringify(entry.code === undefined ? entry.id : `${entry.id} (${entry.code})`);
    this.found.disagrees("marketing.unknown", path(), null, entry.id, {
      en: `expected a marketing of the order block, got ${named}, which it does not have`,
      zh: `订单维度明细中没有营销 ${named}`,
    });
  }

  /** Entries of one id agree, whatever their codes. */
  private checkLevel(
    entry: MarketingEntry,
    k: number,
    path: (field: "type" | "discountRange") => string,
  ): void {
    const first = this.keys.firstOfId(k);
    if (entry === first) return;
    for (const field of ["type", "discountRange"] as const)
      if (entry[field] !== first[field])
        this.found.disagrees("marketing.level", path(field), first[field], entry[field], {
          en: `one marketing has one ${field}: expected ${first[field]} as in its first entry, got ${entry[field]}`,
          zh: `同一营销的 ${field} 应一致:首次出现为 ${first[field]},此处为 ${entry[field]}`,
        });
  }

  private compareOrder(code: string, order: Sums, below: Sums, parts: Text): void {
    const entries = this.claim.amounts.detail?.order?.marketing as readonly MarketingEntry[];
    for (let k = 0; k < this.ofOrder; k++)
      this.found.compare(
        code,
        () => this.claim.paths.orderEntry(this.positionOf(k, entries), "discountAmount"),
        below.get(k) ?? 0,
        order.get(k) ?? 0,
        parts,
      );
  }

  private compareItems(goods: readonly number[], ofGoods: Sums, ofItems: Sums): void {
    for (const [k, amount] of ofGoods) this.compareItem(goods, k, ofItems.get(k) ?? 0, amount);
    for (const [k, amount] of ofItems) if (!ofGoods.has(k)) this.compareItem(goods, k, amount, 0);
  }

  private compareItem(goods: readonly number[], k: number, expected: number, actual: number): void {
    this.found.compare("itemBlock.marketing", () => this.pathInGoods(goods, k), expected, actual, OVER_ITEMS);
  }

  /** The place of a marketing in a goods' entry; of the entry's list, or of the block, where it has none. */
  private pathInGoods(positions: readonly number[], k: number): string {
    const { amounts, paths } = this.claim;
    for (const i of positions) {
      const j = this.positionOf(k, (amounts.detail?.goods?.[i] as GoodsEntry).marketing);
      if (j >= 0) return paths.marketingEntry("goods", i, j, "discountAmount");
    }
    const [first] = positions;
    return first === undefined ? paths.block("goods") : paths.blockMarketing("goods", first);
  }

  private positionOf(k: number, entries: readonly MarketingEntry[]): number {
    return entries.findIndex((entry) => this.keys.numberOf(entry) === k);
  }
}

/** Checks each marketing over the order, goods and item block; items only of goods that have as many as they should. */
export const checkMarketing = (
  claim: Claim,
  groups: GoodsGroups,
  miscounted: ReadonlySet<GoodsGroup>,
  found: Findings,
): void => new MarketingCheck(claim, found).run(groups, miscounted);
