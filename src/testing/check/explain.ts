/**
 * A counterexample in words: what was asked, what came back, what is wrong with it.
 */
import type { MarketingInput } from "../../order/Marketing.js";
import { discountRangeOf } from "../../order/Marketing.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import type { LawViolation } from "../LawViolation.js";
import { type Ledger, type LedgerPart, lineNameOf, nameOf } from "../Ledger.js";

/** What is explained. */
export interface Counterexample {
  readonly request: PricingRequestInput;
  readonly ledger: Ledger | undefined;
  readonly violations: readonly LawViolation[];
  readonly runs: number;
  readonly seed: number;
  readonly path: string;
}

/** The words of one language. */
interface Words {
  readonly headline: (law: string, runs: number) => string;
  readonly asked: string;
  readonly answered: (format: string) => string;
  readonly wrong: string;
  readonly again: (seed: number, path: string) => string;
  readonly line: string;
  readonly marketing: string;
  readonly fee: string;
  readonly total: string;
  readonly level: (level: 1 | 2) => string;
  readonly off: (amount: number) => string;
  readonly allLines: string;
  readonly on: (names: string) => string;
  readonly bears: (amount: string, total: string) => string;
  readonly units: string;
  readonly each: (count: number) => string;
  readonly discounted: (amount: number) => string;
  readonly comma: string;
  readonly more: (count: number) => string;
  readonly message: (violation: LawViolation) => string;
}

const en: Words = {
  headline: (law, runs) => `The price function breaks the law "${law}" (found in run ${runs}).`,
  asked: "Asked, in fen:",
  answered: (format) => `Answered (${format}):`,
  wrong: "Wrong:",
  again: (seed, path) => `To see it again: { seed: ${seed}, path: "${path}" }`,
  line: "line",
  marketing: "marketing",
  fee: "fee of type",
  total: "order: total",
  level: (level) => (level === 1 ? "order level" : "goods level"),
  off: (amount) => `${amount} off`,
  allLines: "all lines",
  on: (names) => `only ${names}`,
  bears: (amount, total) => `of ${total} it bears ${amount}`,
  units: "its units:",
  each: (count) => (count === 1 ? "" : `${count} × `),
  discounted: (amount) => `, discount ${amount}`,
  comma: ", ",
  more: (count) => `and ${count} more`,
  message: ({ message }) => message,
};

const zh: Words = {
  headline: (law, runs) => `算价函数违反定律“${law}”(第 ${runs} 次运行发现)。`,
  asked: "请求(单位:分):",
  answered: (format) => `回答(${format}):`,
  wrong: "问题:",
  again: (seed, path) => `重现:{ seed: ${seed}, path: "${path}" }`,
  line: "商品行",
  marketing: "营销",
  fee: "费用类型",
  total: "订单:总价",
  level: (level) => (level === 1 ? "订单维度" : "商品维度"),
  off: (amount) => `减 ${amount}`,
  allLines: "全部商品行",
  on: (names) => `仅 ${names}`,
  bears: (amount, total) => `${total} 中承担 ${amount}`,
  units: "各件:",
  each: (count) => (count === 1 ? "" : `${count} 件 × `),
  discounted: (amount) => `,优惠 ${amount}`,
  comma: ",",
  more: (count) => `另有 ${count} 处`,
  message: ({ messageZh }) => messageZh,
};

const scopeOf = ({ units, appliesTo }: MarketingInput, words: Words): string => {
  if (units !== undefined)
    return words.on(
      units
        .map(({ from, count, discountAmount, ...line }) => {
          const last = from + count - 1;
          const range = count === 1 ? `${from}` : `${from}–${last}`;
          return `${lineNameOf(line)}[${range}] −${discountAmount}`;
        })
        .join(", "),
    );
  return appliesTo === undefined ? words.allLines : words.on(appliesTo.map(lineNameOf).join(", "));
};

const askedOf = ({ lines, marketing = [], fees = [] }: PricingRequestInput, words: Words): string[] => [
  ...lines.map(
    (line) =>
      `${words.line} ${lineNameOf(line)}: ${line.unitPrice} × ${line.quantity} = ${BigInt(line.unitPrice) * BigInt(line.quantity)}`,
  ),
  ...marketing.map((each) =>
    [
      `${words.marketing} ${nameOf(each)}: ${words.level(discountRangeOf(each.discountRange))}`,
      words.off(each.discountAmount),
      scopeOf(each, words),
    ].join(words.comma),
  ),
  ...fees.map(
    ({ feeType, feeAmount, feeDiscountAmount = 0 }) =>
      `${words.fee} ${feeType}: ${feeAmount}${feeDiscountAmount === 0 ? "" : words.discounted(feeDiscountAmount)}`,
  ),
];

/** "5 = m1 3 + m2 2", or what is said of it. */
const borneBy = ({ shares, discounts }: LedgerPart): string => {
  const said = discounts[0]?.is;
  const parts = (shares ?? []).map((share) => `${nameOf(share)} ${share.discountAmount}`);
  if (parts.length === 0) return `${said ?? "?"}`;
  return said === undefined ? parts.join(" + ") : `${said} = ${parts.join(" + ")}`;
};

/** The most units of a line that are written out. */
const MOST_UNITS = 8;

const answeredOf = (ledger: Ledger, words: Words): string[] => {
  const { totalAmount, totalDiscountAmount } = ledger.totals;
  return [
    ...(totalAmount === undefined
      ? []
      : [
          `${words.total} ${totalAmount.is}${totalDiscountAmount === undefined ? "" : words.discounted(totalDiscountAmount.is)}`,
        ]),
    ...ledger.lines.map((line) => {
      const { unitPrice, quantities, totals } = line;
      const total =
        unitPrice === undefined || quantities[0] === undefined
          ? totals[0]?.is
          : BigInt(unitPrice.is) * BigInt(quantities[0].is);
      const units = (line.units ?? [])
        .slice(0, MOST_UNITS)
        .map((run) => words.each(run.count) + borneBy(run));
      const isWorthSaying = line.units !== undefined && !(units.length === 1 && units[0] === borneBy(line));
      const dots = (line.units ?? []).length > MOST_UNITS ? "; …" : "";
      return `${words.line} ${lineNameOf(line)}: ${words.bears(borneBy(line), `${total ?? "?"}`)}${isWorthSaying ? `; ${words.units} ${units.join("; ")}${dots}` : ""}`;
    }),
  ];
};

/** The most violations that are written out: the rest is in the result. */
const MOST_WRONG = 6;

const wrongOf = (violations: readonly LawViolation[], words: Words): string[] => [
  ...violations
    .slice(0, MOST_WRONG)
    .map((each) => `${each.path === "" ? "" : `${each.path} `}${words.message(each)}`),
  ...(violations.length > MOST_WRONG ? [words.more(violations.length - MOST_WRONG)] : []),
];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const textIn = (words: Words, { request, ledger, violations, runs, seed, path }: Counterexample): string =>
  [
    words.headline(violations[0]?.law ?? "answer", runs),
    words.asked,
    ...indented(askedOf(request, words)),
    ...(ledger === undefined ? [] : [words.answered(ledger.format), ...indented(answeredOf(ledger, words))]),
    words.wrong,
    ...indented(wrongOf(violations, words)),
    words.again(seed, path),
  ].join("\n");

/** The counterexample in both languages. */
export const explained = (
  counterexample: Counterexample,
): { readonly explanation: string; readonly explanationZh: string } => ({
  explanation: textIn(en, counterexample),
  explanationZh: textIn(zh, counterexample),
});
