/**
 * A selection as a table for people: each promotion with what it gives or why it does not, then the totals.
 */
import { formatYuan } from "../money/Fen.js";
import type { Quote } from "../pricing/Quote.js";
import { decisionNotes } from "../promotion/decisionText.js";
import type { Promotion } from "../promotion/Promotion.js";
import type { Decision, Selection } from "../promotion/Selection.js";
import { table, totalsTable, USUAL_WIDTH } from "./table.js";
import { type Lang, printable } from "./text.js";
import { columnsOf, wrapped } from "./wrap.js";

type Row = readonly [mark: string, name: string, title: string, discount: string, notes: string];

const HEADS: Readonly<Record<Lang, Row>> = {
  en: ["", "promotion", "title", "discount", "notes"],
  zh: ["", "营销", "名称", "优惠", "说明"],
};

/** What the borders of five columns take, with a space at each side of a cell. */
const BORDERS = 16;

/** The least width that a column is brought to by breaking its text. */
const LEAST_WIDTH = 12;

/** The code that a promotion has or, without one of its own, that of the held coupon which it uses. */
const codeOf = (
  { id, code }: Decision,
  { marketing }: Selection,
  promotions: readonly Promotion[],
): string | undefined => {
  if (code !== undefined) return code;
  const isAnothers = (held: string): boolean =>
    promotions.some((other) => other.id === id && other.code === held);
  return marketing.find((each) => each.id === id && each.code !== undefined && !isAnothers(each.code))?.code;
};

const rowsOf = (selection: Selection, promotions: readonly Promotion[], lang: Lang): readonly Row[] => {
  const titles = new Map(promotions.map(({ id, code, title }) => [JSON.stringify([id, code]), title]));
  return selection.decisions.map((decision) => {
    const { id, applied } = decision;
    const code = codeOf(decision, selection, promotions);
    return [
      applied ? "✓" : "✗",
      printable(code === undefined ? id : `${id} / ${code}`),
      printable(titles.get(JSON.stringify([id, decision.code])) ?? ""),
      applied ? formatYuan(decision.discountFen) : "—",
      printable(decisionNotes(decision)[lang]),
    ];
  });
};

/** The columns whose text may be broken: names, titles, notes. */
const BREAKABLE = [1, 2, 4] as const;

const sum = (widths: readonly number[]): number => widths.reduce((total, each) => total + each, 0);

/** The widest are narrowed until all fit. */
const narrowed = (widths: readonly number[], room: number): readonly number[] => {
  let [most, fitting] = [Math.min(Math.max(...widths), Math.max(room, LEAST_WIDTH)), widths];
  for (; most >= LEAST_WIDTH && sum(fitting) > room; most -= 1)
    fitting = widths.map((each) => Math.min(each, most));
  return fitting;
};

/** Rows whose texts are broken where the table would be wider than the output. */
const fitted = (head: Row, rows: readonly Row[], width: number): readonly Row[] => {
  const widths = head.map((_, column) =>
    [head, ...rows].reduce((most, row) => Math.max(most, columnsOf(row[column] as string)), 0),
  );
  const breakable = BREAKABLE.map((column) => widths[column] as number);
  const room = width - BORDERS - (sum(widths) - sum(breakable));
  const [name, title, notes] = narrowed(breakable, room) as [number, number, number];
  return rows.map((row) => [
    row[0],
    wrapped(row[1], name),
    wrapped(row[2], title),
    row[3],
    wrapped(row[4], notes),
  ]);
};

const decisionTable = (head: Row, rows: readonly Row[]): string => {
  const whole = table(head, (column) => column === 3);
  for (const row of rows) whole.push([...row]);
  return whole.toString();
};

/** Where the search was cut short: how far it came, and how much may be missing. */
const doubtLines = ({ optimal, visited, missingAtMostFen }: Selection, lang: Lang): readonly string[] => {
  if (optimal) return [];
  const yuan = formatYuan(missingAtMostFen ?? 0);
  return [
    lang === "zh"
      ? `未必是最优组合:计算 ${visited} 种组合后停止,其他组合最多可再优惠 ${yuan} 元`
      : `Not certain to be the best: the search ended after ${visited} combinations; another could give at most ¥${yuan} more`,
  ];
};

/** The tables of a selection, in one language, for an output so many columns wide. */
export const selectionTable = (
  selection: Selection,
  promotions: readonly Promotion[],
  quote: Quote,
  lang: Lang,
  width = USUAL_WIDTH,
): string => {
  const head = HEADS[lang];
  // A terminal that does not know how wide it is says 0.
  const room = width > 0 ? width : USUAL_WIDTH;
  const rows = rowsOf(selection, promotions, lang);
  return [
    [decisionTable(head, fitted(head, rows, room)), ...doubtLines(selection, lang)].join("\n"),
    totalsTable(lang, quote.totals),
  ].join("\n\n");
};
