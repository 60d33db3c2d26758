/**
 * A quote as tables for people: each line by marketing and unit runs, then the totals, in yuan and fen.
 */
import Table from "cli-table3";
import { formatYuan } from "../money/Fen.js";
import type { Quote, QuoteLine, QuoteMarketing, Share, Totals, UnitRun } from "../pricing/Quote.js";
import { type Lang, printable } from "./text.js";

/** How wide the columns before the unit runs are, mostly, and each run; what does not fit goes into a further table. */
const WIDTH_BEFORE = 64;
const WIDTH_OF_RUN = 20;

/** How wide an output is that does not say. */
export const USUAL_WIDTH = 120;

const WORDS = {
  en: {
    line: "Line",
    marketing: "marketing",
    level: "level",
    order: "order",
    goods: "goods",
    wholeLine: "whole line",
    unit: "unit",
    units: "units",
    each: "each",
    before: "before discount",
    discount: "discount",
    payable: "to pay",
    totals: "Totals",
    yuan: "yuan",
    fen: "fen",
    lowered: "lowered from",
  },
  zh: {
    line: "商品行",
    marketing: "营销",
    level: "维度",
    order: "订单",
    goods: "商品",
    wholeLine: "整行",
    unit: "第",
    units: "第",
    each: "每件",
    before: "优惠前",
    discount: "优惠",
    payable: "实付",
    totals: "合计",
    yuan: "元",
    fen: "分",
    lowered: "已下调,原为",
  },
} as const;

const TOTALS: Readonly<Record<Lang, Readonly<Record<keyof Totals, string>>>> = {
  en: {
    goodsAmount: "goods",
    feeAmount: "fees",
    totalAmount: "total before discount",
    goodsDiscountAmount: "goods-level discount",
    orderDiscountAmount: "order-level discount",
    feeDiscountAmount: "fee discount",
    totalDiscountAmount: "total discount",
    payableAmount: "to pay",
  },
  zh: {
    goodsAmount: "商品总价",
    feeAmount: "费用",
    totalAmount: "优惠前总价",
    goodsDiscountAmount: "商品维度优惠",
    orderDiscountAmount: "订单维度优惠",
    feeDiscountAmount: "费用优惠",
    totalDiscountAmount: "优惠合计",
    payableAmount: "实付",
  },
};

/** An amount in yuan and fen; a share of nothing is a dash. */
const amount = (fen: number | undefined): string => (fen === undefined ? "—" : `${formatYuan(fen)} (${fen})`);

/** Plain borders and no colours: a table may be piped. */
export const table = (head: readonly string[], isRight: (column: number) => boolean): Table.Table =>
  new Table({
    head: [...head],
    colAligns: head.map((_, column) => (isRight(column) ? "right" : "left")),
    style: { head: [], border: [], compact: true },
  });

const shareIn = (shares: readonly Share[], of: Share): number | undefined =>
  shares.find((share) => share.id === of.id && share.code === of.code)?.discountAmount;

/** Which units a run has, counted from 1. */
const runTitle = (lang: Lang, first: number, run: UnitRun): string => {
  const words = WORDS[lang];
  const last = first + run.count - 1;
  const range = run.count === 1 ? String(first) : `${first}–${last}`;
  if (lang === "zh") return run.count === 1 ? `第 ${range} 件` : `第 ${range} 件(${words.each})`;
  return run.count === 1 ? `${words.unit} ${range}` : `${words.units} ${range} (${words.each})`;
};

const marketingTitle = (lang: Lang, marketing: QuoteMarketing): string => {
  const name = printable(marketing.title === "" ? marketing.id : marketing.title);
  return marketing.requestedAmount === undefined
    ? name
    : `${name}\n${WORDS[lang].lowered} ${amount(marketing.requestedAmount)}`;
};

const lineTable = (
  lang: Lang,
  line: QuoteLine,
  marketing: readonly QuoteMarketing[],
  runs: readonly { readonly title: string; readonly run: UnitRun }[],
): string => {
  const words = WORDS[lang];
  const whole = table(
    [words.marketing, words.level, words.wholeLine, ...runs.map(({ title }) => title)],
    (column) => column >= 2,
  );
  const row = (
    name: string,
    level: string,
    of: number | undefined,
    each: (run: UnitRun) => number | undefined,
  ): void => {
    whole.push([name, level, amount(of), ...runs.map(({ run }) => amount(each(run)))]);
  };
  row(words.before, "", line.totalAmount, (run) => run.totalAmount);
  // In the order in which they were applied.
  for (const share of line.marketing) {
    const described = marketing.find(
      (each) => each.id === share.id && each.code === share.code,
    ) as QuoteMarketing;
    const level = described.discountRange === 1 ? words.order : words.goods;
    row(marketingTitle(lang, described), level, share.discountAmount, (run) => shareIn(run.marketing, share));
  }
  row(words.discount, "", line.totalDiscountAmount, (run) => run.totalDiscountAmount);
  row(words.payable, "", line.payableAmount, (run) => run.payableAmount);
  return whole.toString();
};

const lineTables = (lang: Lang, quote: Quote, line: QuoteLine, position: number, width: number): string => {
  const abreast = Math.max(1, Math.floor((width - WIDTH_BEFORE) / WIDTH_OF_RUN));
  const ids = printable(line.skuId === undefined ? line.goodsId : `${line.goodsId} / ${line.skuId}`);
  const title = `${WORDS[lang].line} ${position + 1}  ${ids}  ${formatYuan(line.unitPrice)} × ${line.quantity}`;
  let first = 1;
  const runs = line.units.map((run) => {
    const titled = { title: runTitle(lang, first, run), run };
    first += run.count;
    return titled;
  });
  const tables: string[] = [];
  for (let from = 0; from < runs.length; from += abreast)
    tables.push(lineTable(lang, line, quote.marketing, runs.slice(from, from + abreast)));
  return [title, ...tables].join("\n");
};

/** The totals of a quote. */
export const totalsTable = (lang: Lang, totals: Totals): string => {
  const words = WORDS[lang];
  const whole = table([words.totals, words.yuan, words.fen], (column) => column >= 1);
  for (const key of Object.keys(TOTALS[lang]) as (keyof Totals)[])
    whole.push([TOTALS[lang][key], formatYuan(totals[key]), String(totals[key])]);
  return whole.toString();
};

/** What the policy `clamp` lowered: a marketing that was lowered to nothing stands in no line's table. */
const loweredLines = (lang: Lang, marketing: readonly QuoteMarketing[]): readonly string[] =>
  marketing
    .filter((each) => each.requestedAmount !== undefined)
    .map((each) => `${marketingTitle(lang, each).replace("\n", ": ")} → ${amount(each.discountAmount)}`);

/** The tables of a quote, in one language, for an output so many columns wide. */
export const quoteTable = (quote: Quote, lang: Lang, width = USUAL_WIDTH): string =>
  [
    ...quote.lines.map((line, i) => lineTables(lang, quote, line, i, width)),
    [totalsTable(lang, quote.totals), ...loweredLines(lang, quote.marketing)].join("\n"),
  ].join("\n\n");
