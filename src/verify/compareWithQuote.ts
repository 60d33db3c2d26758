/**
 * A claim beside the quote of a trusted request: every amount that the claim states, compared.
 */
import { pointer } from "../codec/Problem.js";
import type { AmountLine, Detail, GoodsEntry, ItemEntry, ItemOrder } from "../platform/wire/Amounts.js";
import type { Block } from "../platform/wire/Paths.js";
import type { Quote, QuoteLine, Share, UnitRun } from "../pricing/Quote.js";
import type { Claim } from "./Claim.js";
import { compareFees } from "./compareFees.js";
import { compareMarketing } from "./compareMarketing.js";
import { unlikeUnits } from "./compareUnits.js";
import { LineMatcher } from "./LineMatcher.js";
import { listedOnly } from "./listedOnly.js";
import { type Difference, Differences, type Unchecked } from "./Report.js";

/** What a unit or a line is expected to bear. */
interface Expected {
  readonly totalAmount: number;
  readonly totalDiscountAmount: number;
  readonly marketing: readonly Share[];
}

/** A part of the claim that speaks of a line. */
interface Part {
  readonly goodsId?: string | undefined;
  readonly skuId?: string | undefined;
}

/** The parts of one list, by the line that they speak of; and whether some may speak of several. */
interface Pairs {
  readonly byLine: ReadonlyMap<QuoteLine, readonly number[]>;
  readonly ambiguous: boolean;
}

const nameOf = (line: QuoteLine): string => line.skuId ?? line.goodsId;

/** One comparison of a claim with a quote. */
class Comparison {
  readonly found = new Differences();
  private readonly quote: Quote;
  private readonly claim: Claim;
  private readonly matcher: LineMatcher<QuoteLine>;
  private readonly hasCodes: boolean;

  constructor(quote: Quote, claim: Claim) {
    this.quote = quote;
    this.claim = listedOnly(claim, this.found);
    this.matcher = new LineMatcher(quote.lines);
    this.hasCodes = claim.format.spelling.detail.entry.plugin !== undefined;
  }

  run(): Differences {
    const { amounts, paths, format } = this.claim;
    const { spelling } = format;
    if (spelling.lines !== undefined) {
      this.compareLines();
      this.compareTotals();
    }
    if (spelling.fees !== undefined) compareFees(this.quote.fees, amounts.fees, paths, this.found);
    if (amounts.detail !== undefined) this.compareDetail(amounts.detail);
    else if (spelling.detailAt !== undefined && this.quote.marketing.length > 0)
      this.found.cannotCheck("orderBlock", paths.detail(), {
        en: "no discount detail was sent",
        zh: "未传营销明细",
      });
    if (amounts.discountId !== undefined)
      this.found.cannotCheck("discountId", paths.discountId(), {
        en: "the platform uses the calculation behind this id, which the claim does not hold",
        zh: "平台以此 id 对应的算价结果为准,而其内容不在此处",
      });
    this.compareItemOrders();
    return this.found;
  }

  /** Which line each part speaks of. A part that speaks of none is a difference; of several, unchecked. */
  private pair(parts: readonly Part[], path: (i: number) => string): Pairs {
    const byLine = new Map<QuoteLine, number[]>();
    let ambiguous = false;
    parts.forEach((part, i) => {
      const lines = this.matcher.matching(part);
      const [line] = lines;
      if (line === undefined)
        this.found.differs("line.unexpected", path(i), null, part.skuId ?? part.goodsId ?? null);
      else if (lines.length > 1) {
        ambiguous = true;
        this.found.cannotCheck("line.ambiguous", path(i), {
          en: `its ids fit ${lines.length} lines of the request`,
          zh: `其 id 对应请求中的 ${lines.length} 行`,
        });
      } else {
        const positions = byLine.get(line);
        if (positions === undefined) byLine.set(line, [i]);
        else positions.push(i);
      }
    });
    return { byLine, ambiguous };
  }

  /** Lines that no part speaks of; unless a part that fits several may be the one. */
  private reportMissing(
    { byLine, ambiguous }: Pairs,
    path: () => string,
    isMissed: (line: QuoteLine) => boolean,
  ): void {
    if (ambiguous) return;
    for (const line of this.quote.lines)
      if (!byLine.has(line) && isMissed(line)) this.found.differs("line.missing", path(), nameOf(line), null);
  }

  private reportRepeated(line: QuoteLine, positions: readonly number[], path: (i: number) => string): void {
    for (const i of positions.slice(1)) this.found.differs("line.unexpected", path(i), null, nameOf(line));
  }

  private compareLines(): void {
    const { amounts, paths } = this.claim;
    const { lines } = amounts;
    if (lines === undefined) {
      this.found.cannotCheck("line.missing", paths.whole(), { en: "no lines were sent", zh: "未传商品行" });
      return;
    }
    // Goods in a second list would be ordered too, whatever they are.
    amounts.otherLines?.forEach((line, i) => {
      this.found.differs("line.unexpected", paths.otherLines() + pointer(i), null, line.goodsId ?? null);
    });
    const pairs = this.pair(lines, (i) => paths.line(i));
    for (const [line, positions] of pairs.byLine) {
      const i = positions[0] as number;
      this.reportRepeated(line, positions, (again) => paths.line(again));
      this.compareLine(line, lines[i] as AmountLine, i);
    }
    this.reportMissing(
      pairs,
      () => paths.lines(),
      () => true,
    );
  }

  private compareLine(line: QuoteLine, claimed: AmountLine, i: number): void {
    const { found } = this;
    const { paths, format } = this.claim;
    found.compare("line.quantity", () => paths.line(i, "quantity"), line.quantity, claimed.quantity);
    found.compare("line.unitPrice", () => paths.line(i, "unitPrice"), line.unitPrice, claimed.unitPrice);
    if (format.spelling.lines?.discountAmount !== undefined)
      found.compare(
        "line.discount",
        () => paths.line(i, "discountAmount"),
        line.totalDiscountAmount,
        claimed.discountAmount,
      );
    // The one price after discount that a callback gives for a line must be that of some unit.
    const { unitPayable } = claimed;
    if (unitPayable !== undefined && !line.units.some((run) => run.payableAmount === unitPayable))
      found.differs(
        "line.unitPayable",
        paths.line(i, "unitPayable"),
        (line.units[0] as UnitRun).payableAmount,
        unitPayable,
      );
  }

  private compareTotals(): void {
    const { amounts, paths } = this.claim;
    const { totals } = this.quote;
    this.found.compare("order.total", () => paths.totalAmount(), totals.totalAmount, amounts.totalAmount);
    this.found.compare(
      "order.discount",
      () => paths.totalDiscountAmount(),
      totals.totalDiscountAmount,
      amounts.totalDiscountAmount,
    );
  }

  private compareDetail(detail: Detail): void {
    const { paths } = this.claim;
    this.found.compare(
      "calculationType",
      () => paths.calculationType(),
      this.quote.calculationType,
      detail.calculationType,
    );
    this.compareOrderBlock(detail);
    if (detail.goods === undefined)
      this.found.cannotCheck("goodsBlock", paths.block("goods"), {
        en: "no goods block was sent",
        zh: "未传商品维度明细",
      });
    else this.compareGoodsBlock(detail.goods);
    // Under type 1 the platform splits to items itself, so an empty block is as good as none.
    if (detail.items === undefined || (detail.items.length === 0 && detail.calculationType === 1))
      this.found.cannotCheck("itemBlock", paths.block("items"), {
        en: "no item block was sent",
        zh: "未传 item 维度明细",
      });
    else this.compareItemBlock(detail.items);
  }

  private compareOrderBlock({ order }: Detail): void {
    const { found } = this;
    const { paths } = this.claim;
    const { totals, marketing } = this.quote;
    if (order === undefined) {
      found.cannotCheck("orderBlock", paths.orderBlock(), {
        en: "no order block was sent",
        zh: "未传订单维度明细",
      });
      return;
    }
    found.compare(
      "orderBlock.orderTotal",
      () => paths.orderBlock("orderTotalDiscountAmount"),
      totals.orderDiscountAmount,
      order.orderTotalDiscountAmount,
    );
    found.compare(
      "orderBlock.goodsTotal",
      () => paths.orderBlock("goodsTotalDiscountAmount"),
      totals.goodsDiscountAmount,
      order.goodsTotalDiscountAmount,
    );
    const place = {
      list: () => paths.orderMarketing(),
      entry: (j: number) => paths.orderEntry(j, "discountAmount"),
    };
    compareMarketing("orderBlock.marketing", marketing, order.marketing, place, this.hasCodes, found);
  }

  private compareGoodsBlock(goods: readonly GoodsEntry[]): void {
    const { paths } = this.claim;
    const pairs = this.pair(goods, (i) => paths.blockEntry("goods", i));
    for (const [line, positions] of pairs.byLine) {
      const i = positions[0] as number;
      const entry = goods[i] as GoodsEntry;
      this.reportRepeated(line, positions, (again) => paths.blockEntry("goods", again));
      this.found.compare(
        "goodsBlock.quantity",
        () => paths.blockEntry("goods", i, "quantity"),
        line.quantity,
        entry.quantity,
      );
      this.compareEntry("goodsBlock", line, entry, "goods", i);
    }
    this.reportMissing(
      pairs,
      () => paths.block("goods"),
      (line) => line.totalDiscountAmount > 0,
    );
  }

  private compareItemBlock(items: readonly ItemEntry[]): void {
    const { paths } = this.claim;
    const pairs = this.pair(items, (i) => paths.blockEntry("items", i));
    for (const [line, positions] of pairs.byLine) {
      if (positions.length === line.quantity)
        for (const { position, unit } of unlikeUnits(line, positions, items, this.hasCodes))
          this.compareEntry("itemBlock", unit, items[position] as ItemEntry, "items", position);
      else if (positions.length === 1) {
        const i = positions[0] as number;
        this.compareEntry("itemBlock", line, items[i] as ItemEntry, "items", i);
      } else this.found.differs("itemBlock.count", paths.block("items"), line.quantity, positions.length);
    }
    this.reportMissing(
      pairs,
      () => paths.block("items"),
      (line) => line.totalDiscountAmount > 0,
    );
  }

  private compareEntry(code: string, expected: Expected, entry: ItemEntry, block: Block, i: number): void {
    const { found } = this;
    const { paths } = this.claim;
    found.compare(
      `${code}.total`,
      () => paths.blockEntry(block, i, "totalAmount"),
      expected.totalAmount,
      entry.totalAmount,
    );
    found.compare(
      `${code}.discount`,
      () => paths.blockEntry(block, i, "totalDiscountAmount"),
      expected.totalDiscountAmount,
      entry.totalDiscountAmount,
    );
    const place = {
      list: () => paths.blockMarketing(block, i),
      entry: (j: number) => paths.marketingEntry(block, i, j, "discountAmount"),
    };
    compareMarketing(`${code}.marketing`, expected.marketing, entry.marketing, place, this.hasCodes, found);
  }

  /** The prices of a line's item orders, from the smallest to the largest, beside those of its units. */
  private compareItemOrders(): void {
    const { amounts, paths } = this.claim;
    const { itemOrders } = amounts;
    if (itemOrders === undefined) return;
    const pairs = this.pair(itemOrders, () => paths.itemOrders());
    for (const [line, positions] of pairs.byLine) {
      if (positions.length !== line.quantity) {
        this.found.differs("itemOrders.count", paths.itemOrders(), line.quantity, positions.length);
        continue;
      }
      const expected = line.units
        .flatMap((run) => new Array<number>(run.count).fill(run.payableAmount))
        .sort((a, b) => a - b);
      positions
        .map((i) => itemOrders[i] as ItemOrder)
        .sort((a, b) => a.payableAmount - b.payableAmount)
        .forEach((item, n) =>
          this.found.compare(
            "itemOrders.price",
            () => paths.itemOrder(item),
            expected[n] as number,
            item.payableAmount,
          ),
        );
    }
    this.reportMissing(
      pairs,
      () => paths.itemOrders(),
      () => true,
    );
  }
}

/** Every amount of the claim that is not the quote's, and what the claim leaves out. */
export const compareWithQuote = (
  quote: Quote,
  claim: Claim,
): { readonly differences: readonly Difference[]; readonly unchecked: readonly Unchecked[] } =>
  new Comparison(quote, claim).run();
