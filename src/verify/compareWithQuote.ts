/**
 * A claim beside the quote of a trusted request: every amount that the claim states, compared.
 */
import type { Text } from "../codec/Problem.js";
import type {
  AmountLine,
  FeeEntry,
  GoodsEntry,
  ItemEntry,
  MarketingEntry,
} from "../platform/wire/Amounts.js";
import type { Quote, QuoteLine, QuoteMarketing, Share, UnitRun } from "../pricing/Quote.js";
import { LineMatcher } from "./LineMatcher.js";
import type { Difference, Unchecked } from "./Report.js";
import type { Claim } from "./readClaim.js";

/** What a unit or a line is expected to bear. */
interface Expected {
  readonly totalAmount: number;
  readonly totalDiscountAmount: number;
  readonly marketing: readonly Share[];
}

/** Where the marketing entries of one place are. */
interface MarketingPlace {
  readonly list: () => string;
  readonly entry: (j: number) => string;
}

const plain = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? "—" : String(value);

/** One comparison of a claim with a quote. */
class Comparison {
  readonly differences: Difference[] = [];
  readonly unchecked: Unchecked[] = [];
  readonly #quote: Quote;
  readonly #claim: Claim;
  readonly #matcher: LineMatcher;

  constructor(quote: Quote, claim: Claim) {
    this.#quote = quote;
    this.#claim = claim;
    this.#matcher = new LineMatcher(quote.lines);
  }

  run(): this {
    this.#compareLines();
    this.#compareTotals();
    this.#compareFees();
    this.#compareOrderBlock();
    this.#compareGoodsBlock();
    this.#compareItemBlock();
    this.#compareItemOrders();
    return this;
  }

  #differs(
    code: string,
    path: string,
    expected: number | string | null,
    actual: number | string | null,
  ): void {
    this.differences.push({
      code,
      path,
      expected,
      actual,
      message: `expected ${plain(expected)}, got ${plain(actual)}`,
      messageZh: `应为 ${plain(expected)},实际为 ${plain(actual)}`,
    });
  }

  #cannotCheck(code: string, path: string, why: Text): void {
    this.unchecked.push({ code, path, message: why.en, messageZh: why.zh });
  }

  #compare(code: string, path: () => string, expected: number, actual: number | undefined): void {
    if (actual === expected) return;
    if (actual !== undefined) this.#differs(code, path(), expected, actual);
    else if (expected !== 0)
      this.#cannotCheck(code, path(), {
        en: `not sent; it would be ${expected}`,
        zh: `未传;应为 ${expected}`,
      });
  }

  /** Which line of the quote a part of the claim speaks of; reports a part that speaks of none or of several. */
  #match(
    part: { readonly goodsId?: string | undefined; readonly skuId?: string | undefined },
    path: () => string,
  ): QuoteLine | undefined {
    const lines = this.#matcher.matching(part);
    if (lines.length === 1) return lines[0];
    if (lines.length === 0)
      this.#differs("line.unexpected", path(), null, part.skuId ?? part.goodsId ?? null);
    else
      this.#cannotCheck("line.ambiguous", path(), {
        en: `its ids fit ${lines.length} lines of the request`,
        zh: `其 id 对应请求中的 ${lines.length} 行`,
      });
    return undefined;
  }

  /** Each part with the line it speaks of. A second part of one line is reported, unless lines may have several. */
  #pair(parts: readonly (AmountLine | ItemEntry)[], path: (i: number) => string): Map<QuoteLine, number[]> {
    const pairs = new Map<QuoteLine, number[]>();
    parts.forEach((part, i) => {
      const line = this.#match(part, () => path(i));
      if (line !== undefined) append(pairs, line, i);
    });
    return pairs;
  }

  #reportMissing(
    pairs: Map<QuoteLine, unknown>,
    path: () => string,
    isMissed: (line: QuoteLine) => boolean,
  ): void {
    if (this.unchecked.some((each) => each.code === "line.ambiguous")) return;
    for (const line of this.#quote.lines)
      if (!pairs.has(line) && isMissed(line))
        this.#differs("line.missing", path(), line.skuId ?? line.goodsId, null);
  }

  #reportRepeated(positions: readonly number[], line: QuoteLine, path: (i: number) => string): void {
    for (const i of positions.slice(1))
      this.#differs("line.unexpected", path(i), null, line.skuId ?? line.goodsId);
  }

  #compareLines(): void {
    const { amounts, paths, format } = this.#claim;
    const { lines } = amounts;
    if (lines === undefined) {
      if (format.spelling.lines !== undefined)
        this.#cannotCheck("line.missing", paths.whole(), { en: "no lines were sent", zh: "未传商品行" });
      return;
    }
    const pairs = this.#pair(lines, (i) => paths.line(i));
    for (const [line, positions] of pairs) {
      const i = positions[0] as number;
      const claimed = lines[i] as AmountLine;
      this.#reportRepeated(positions, line, (again) => paths.line(again));
      this.#compare("line.quantity", () => paths.line(i, "quantity"), line.quantity, claimed.quantity);
      this.#compare("line.unitPrice", () => paths.line(i, "unitPrice"), line.unitPrice, claimed.unitPrice);
      if (format.spelling.lines?.discountAmount !== undefined)
        this.#compare(
          "line.discount",
          () => paths.line(i, "discountAmount"),
          line.totalDiscountAmount,
          claimed.discountAmount,
        );
      this.#compareUnitPayable(line, claimed.unitPayable, () => paths.line(i, "unitPayable"));
    }
    this.#reportMissing(
      pairs,
      () => paths.lines(),
      () => true,
    );
  }

  /** The one price after discount that a callback gives for a line: it must be that of some unit. */
  #compareUnitPayable(line: QuoteLine, actual: number | undefined, path: () => string): void {
    if (actual === undefined || line.units.some((run) => run.payableAmount === actual)) return;
    this.#differs("line.unitPayable", path(), (line.units[0] as UnitRun).payableAmount, actual);
  }

  #compareTotals(): void {
    const { amounts, paths, format } = this.#claim;
    if (format.spelling.lines === undefined) return;
    const { totals } = this.#quote;
    this.#compare("order.total", () => paths.totalAmount(), totals.totalAmount, amounts.totalAmount);
    this.#compare(
      "order.discount",
      () => paths.totalDiscountAmount(),
      totals.totalDiscountAmount,
      amounts.totalDiscountAmount,
    );
  }

  /** Fees have no ids: those of one type are compared from the smallest to the largest. */
  #compareFees(): void {
    const { amounts, paths, format } = this.#claim;
    if (format.spelling.fees === undefined) return;
    const claimed = byFeeType(amounts.fees);
    const expected = byFeeType(this.#quote.fees);
    for (const type of new Set([...claimed.keys(), ...expected.keys()])) {
      const ours = expected.get(type) ?? [];
      const theirs = claimed.get(type) ?? [];
      for (let n = 0; n < Math.max(ours.length, theirs.length); n++) {
        const our = ours[n];
        const their = theirs[n];
        if (their === undefined) this.#differs("fee.missing", paths.fees(), type, null);
        else if (our === undefined)
          this.#differs("fee.unexpected", paths.fee(their.position, "feeType"), null, type);
        else this.#compareFee(our.fee, their.fee, their.position);
      }
    }
  }

  #compareFee(our: FeeEntry, their: FeeEntry, i: number): void {
    const { paths } = this.#claim;
    this.#compare("fee.amount", () => paths.fee(i, "feeAmount"), our.feeAmount, their.feeAmount);
    this.#compare(
      "fee.discount",
      () => paths.fee(i, "feeDiscountAmount"),
      our.feeDiscountAmount ?? 0,
      their.feeDiscountAmount ?? 0,
    );
  }

  #compareOrderBlock(): void {
    const { amounts, paths } = this.#claim;
    const { detail } = amounts;
    const { totals, marketing, calculationType } = this.#quote;
    if (detail === undefined) {
      if (marketing.length > 0 && this.#claim.format.spelling.detailAt !== undefined)
        this.#cannotCheck("orderBlock", paths.detail(), {
          en: "no discount detail was sent",
          zh: "未传营销明细",
        });
      return;
    }
    this.#compare("calculationType", () => paths.calculationType(), calculationType, detail.calculationType);
    const { order } = detail;
    if (order === undefined) {
      this.#cannotCheck("orderBlock", paths.orderBlock(), {
        en: "no order block was sent",
        zh: "未传订单维度明细",
      });
      return;
    }
    this.#compare(
      "orderBlock.orderTotal",
      () => paths.orderBlock("orderTotalDiscountAmount"),
      totals.orderDiscountAmount,
      order.orderTotalDiscountAmount,
    );
    this.#compare(
      "orderBlock.goodsTotal",
      () => paths.orderBlock("goodsTotalDiscountAmount"),
      totals.goodsDiscountAmount,
      order.goodsTotalDiscountAmount,
    );
    this.#compareMarketing("orderBlock.marketing", marketing, order.marketing, {
      list: () => paths.orderMarketing(),
      entry: (j) => paths.orderEntry(j, "discountAmount"),
    });
  }

  #compareGoodsBlock(): void {
    const { amounts, paths } = this.#claim;
    const goods = amounts.detail?.goods;
    if (goods === undefined) {
      if (amounts.detail !== undefined)
        this.#cannotCheck("goodsBlock", paths.block("goods"), {
          en: "no goods block was sent",
          zh: "未传商品维度明细",
        });
      return;
    }
    const pairs = this.#pair(goods, (i) => paths.blockEntry("goods", i));
    for (const [line, positions] of pairs) {
      const i = positions[0] as number;
      const entry = goods[i] as GoodsEntry;
      this.#reportRepeated(positions, line, (again) => paths.blockEntry("goods", again));
      this.#compare(
        "goodsBlock.quantity",
        () => paths.blockEntry("goods", i, "quantity"),
        line.quantity,
        entry.quantity,
      );
      this.#compareEntry("goodsBlock", line, entry, "goods", i);
    }
    this.#reportMissing(
      pairs,
      () => paths.block("goods"),
      (line) => line.totalDiscountAmount > 0,
    );
  }

  #compareEntry(
    code: string,
    expected: Expected,
    entry: ItemEntry,
    block: "goods" | "items",
    i: number,
  ): void {
    const { paths } = this.#claim;
    this.#compare(
      `${code}.total`,
      () => paths.blockEntry(block, i, "totalAmount"),
      expected.totalAmount,
      entry.totalAmount,
    );
    this.#compare(
      `${code}.discount`,
      () => paths.blockEntry(block, i, "totalDiscountAmount"),
      expected.totalDiscountAmount,
      entry.totalDiscountAmount,
    );
    this.#compareMarketing(`${code}.marketing`, expected.marketing, entry.marketing, {
      list: () => paths.blockMarketing(block, i),
      entry: (j) => paths.marketingEntry(block, i, j, "discountAmount"),
    });
  }

  /** By id and code; by id alone where the format has no codes. */
  #keyOf(of: { readonly id: string; readonly code?: string | undefined }): string {
    const hasCode = this.#claim.format.spelling.detail.entry.plugin !== undefined && of.code !== undefined;
    return JSON.stringify(hasCode ? [of.id, of.code] : [of.id]);
  }

  #sumByKey(
    entries: readonly {
      readonly id: string;
      readonly code?: string | undefined;
      readonly discountAmount: number;
    }[],
  ): Map<string, { amount: number; readonly position: number; readonly id: string }> {
    const sums = new Map<string, { amount: number; readonly position: number; readonly id: string }>();
    entries.forEach((entry, position) => {
      const key = this.#keyOf(entry);
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { amount: entry.discountAmount, position, id: entry.id });
      else sum.amount += entry.discountAmount;
    });
    return sums;
  }

  #compareMarketing(
    code: string,
    expected: readonly (Share | QuoteMarketing)[],
    actual: readonly MarketingEntry[],
    place: MarketingPlace,
  ): void {
    const ours = this.#sumByKey(expected);
    const theirs = this.#sumByKey(actual);
    for (const [key, their] of theirs) {
      const our = ours.get(key);
      if (our !== undefined) this.#compare(code, () => place.entry(their.position), our.amount, their.amount);
      else if (their.amount !== 0) this.#differs(code, place.entry(their.position), null, their.amount);
    }
    for (const [key, our] of ours)
      if (!theirs.has(key) && our.amount !== 0) this.#differs(code, place.list(), our.amount, null);
  }

  #compareItemBlock(): void {
    const { amounts, paths } = this.#claim;
    const { detail } = amounts;
    const items = detail?.items;
    if (items === undefined || (items.length === 0 && detail?.calculationType === 1)) {
      if (detail !== undefined)
        this.#cannotCheck("itemBlock", paths.block("items"), {
          en: "no item block was sent",
          zh: "未传 item 维度明细",
        });
      return;
    }
    const pairs = this.#pair(items, (i) => paths.blockEntry("items", i));
    for (const [line, positions] of pairs) {
      if (positions.length === line.quantity) this.#compareUnits(line, positions, items);
      else if (positions.length === 1)
        this.#compareEntry(
          "itemBlock",
          line,
          items[positions[0] as number] as ItemEntry,
          "items",
          positions[0] as number,
        );
      else this.#differs("itemBlock.count", paths.block("items"), line.quantity, positions.length);
    }
    this.#reportMissing(
      pairs,
      () => paths.block("items"),
      (line) => line.totalDiscountAmount > 0,
    );
  }

  /** What a unit says, whatever the order of its entries: equal units have equal texts. */
  #textOf(unit: {
    readonly totalAmount?: number | undefined;
    readonly totalDiscountAmount?: number | undefined;
    readonly marketing: readonly Share[] | readonly MarketingEntry[];
  }): string {
    const sums = [...this.#sumByKey(unit.marketing)].map(([key, { amount }]) => `${key}=${amount}`).sort();
    return [unit.totalAmount, unit.totalDiscountAmount, ...sums].join("|");
  }

  /** Units have no ids: what is alike cancels out, and only the rest is compared, in order. */
  #compareUnits(line: QuoteLine, positions: readonly number[], items: readonly ItemEntry[]): void {
    const left = new Map<string, { readonly run: UnitRun; count: number }>();
    for (const run of line.units) {
      const text = this.#textOf(run);
      const same = left.get(text);
      if (same === undefined) left.set(text, { run, count: run.count });
      else same.count += run.count;
    }
    const unlike = positions.filter((i) => {
      const same = left.get(this.#textOf(items[i] as ItemEntry));
      if (same === undefined || same.count === 0) return true;
      same.count -= 1;
      return false;
    });
    const rest = [...left.values()];
    for (const i of unlike) {
      const next = rest.find((each) => each.count > 0) as { readonly run: UnitRun; count: number };
      next.count -= 1;
      this.#compareEntry("itemBlock", next.run, items[i] as ItemEntry, "items", i);
    }
  }

  /** The prices of a line's item orders, from the smallest to the largest, beside those of its units. */
  #compareItemOrders(): void {
    const { amounts, paths } = this.#claim;
    const { itemOrders } = amounts;
    if (itemOrders === undefined) return;
    const paid = new Map<QuoteLine, number[]>();
    itemOrders.forEach((item) => {
      const line = this.#match(item, () => paths.itemOrders());
      if (line !== undefined) append(paid, line, item.payableAmount);
    });
    for (const [line, prices] of paid) {
      if (prices.length !== line.quantity) {
        this.#differs("itemOrders.count", paths.itemOrders(), line.quantity, prices.length);
        continue;
      }
      const expected = line.units
        .flatMap((run) => new Array<number>(run.count).fill(run.payableAmount))
        .sort((a, b) => a - b);
      prices
        .sort((a, b) => a - b)
        .forEach((actual, n) =>
          this.#compare("itemOrders.price", () => paths.itemOrders(), expected[n] as number, actual),
        );
    }
    this.#reportMissing(
      paid,
      () => paths.itemOrders(),
      () => true,
    );
  }
}

const append = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

const byFeeType = (
  fees: readonly FeeEntry[],
): Map<number, { readonly fee: FeeEntry; readonly position: number }[]> => {
  const types = new Map<number, { readonly fee: FeeEntry; readonly position: number }[]>();
  fees.forEach((fee, position) =>
    types.set(fee.feeType, [...(types.get(fee.feeType) ?? []), { fee, position }]),
  );
  for (const listed of types.values())
    listed.sort(
      (a, b) =>
        a.fee.feeAmount - b.fee.feeAmount || (a.fee.feeDiscountAmount ?? 0) - (b.fee.feeDiscountAmount ?? 0),
    );
  return types;
};

/** Every amount of the claim that is not the quote's, and what the claim leaves out. */
export const compareWithQuote = (
  quote: Quote,
  claim: Claim,
): { readonly differences: readonly Difference[]; readonly unchecked: readonly Unchecked[] } =>
  new Comparison(quote, claim).run();
