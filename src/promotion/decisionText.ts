/**
 * Decisions in words: why a promotion is left out, and what is missing to more.
 */
import { quoted, type Text } from "../codec/Problem.js";
import { formatYuan } from "../money/Fen.js";
import type {
  AppliedDecision,
  Decision,
  LeftOutDecision,
  LeftOutReason,
  NextStep,
  Shortfall,
} from "./Selection.js";

/** Reasons that need no more than their name. */
type PlainReason = Exclude<LeftOutReason, "belowThreshold" | "groupTaken" | "excludedBy" | "notInBest">;

const REASONS: Readonly<Record<PlainReason, Text>> = {
  notSelected: { en: "not selected", zh: "未选用" },
  notStarted: { en: "not started yet", zh: "尚未开始" },
  ended: { en: "ended", zh: "已结束" },
  notUsable: { en: "not usable at this time", zh: "当前时间不可用" },
  identity: { en: "not for this buyer's identity", zh: "买家身份不符" },
  notFirstOrder: { en: "for a first order only", zh: "仅限首单" },
  usesSpent: { en: "used as often as allowed", zh: "已达使用次数上限" },
  notHeld: { en: "the buyer does not hold it", zh: "买家未持有" },
  noEligibleLine: { en: "nothing in the order is eligible", zh: "订单中没有适用的商品或费用" },
  needsType2: {
    en: "for particular units, which needs calculationType 2",
    zh: "只优惠其中几件,calculationType 须为 2",
  },
  pointsSpent: { en: "not enough points left", zh: "剩余积分不足" },
  noBenefitLeft: { en: "nothing left to take off", zh: "已无可优惠的金额" },
};

/** A decimal with its point so many places further right: "0.85" and 1 are "8.5". */
const shifted = (decimal: string, places: number): string => {
  const [whole = "", fraction = ""] = decimal.split(".");
  const digits = whole + fraction.padEnd(places, "0");
  const point = whole.length + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return right === "" ? left : `${left}.${right}`;
};

/** What a buyer pays at a rate, as a shop says it. */
const rateText = (rate: string): Text =>
  Number(rate) === 0
    ? { en: "free", zh: "免费" }
    : { en: `pay ${shifted(rate, 2)}%`, zh: `${shifted(rate, 1)} 折` };

/** The 凑单 hint: what is still to be bought, as the beginning of a sentence. */
const missing = ({ shortFen, shortQuantity }: Shortfall): Text | undefined => {
  const units = `unit${shortQuantity === 1 ? "" : "s"}`;
  if (shortFen === undefined)
    return shortQuantity === undefined
      ? undefined
      : { en: `${shortQuantity} more ${units}`, zh: `再买 ${shortQuantity} 件` };
  const yuan = formatYuan(shortFen);
  return shortQuantity === undefined
    ? { en: `¥${yuan} more`, zh: `再买 ${yuan} 元` }
    : {
        en: `¥${yuan} and ${shortQuantity} ${units} more`,
        zh: `再买 ${yuan} 元且不少于 ${shortQuantity} 件`,
      };
};

/** What is missing to the next step, and what that one gives where it can be said. */
const nextText = (next: NextStep): Text | undefined => {
  const more = missing(next);
  if (more === undefined) return undefined;
  const { amountFen, rate } = next;
  const gives =
    amountFen !== undefined
      ? { en: `¥${formatYuan(amountFen)} off`, zh: `减 ${formatYuan(amountFen)} 元` }
      : rate !== undefined
        ? rateText(rate)
        : undefined;
  // Without an amount and without a rate it is one more set.
  return gives === undefined
    ? { en: `${more.en} to the next set`, zh: `${more.zh}再享一次` }
    : { en: `${more.en} to the next step: ${gives.en}`, zh: `${more.zh}到下一档:${gives.zh}` };
};

/** What is to be said of a promotion that applies, beside how much it gives. */
const notesOf = ({ points, next }: AppliedDecision): readonly Text[] => {
  const more = next === undefined ? undefined : nextText(next);
  return [
    ...(points === undefined
      ? []
      : [{ en: `${points} point${points === 1 ? "" : "s"} used`, zh: `使用 ${points} 积分` }]),
    ...(more === undefined ? [] : [more]),
  ];
};

const joined = (texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join("; "),
  zh: texts.map(({ zh }) => zh).join(";"),
});

/** The promotion that is in the way: its id, and its code if it has one. */
const inTheWay = ({ by = "", byCode }: LeftOutDecision): string =>
  byCode === undefined ? quoted(by) : `${quoted(by)} / ${quoted(byCode)}`;

const belowThreshold = (shortfall: Shortfall): Text => {
  const more = missing(shortfall);
  return more === undefined
    ? { en: "below the threshold", zh: "未达门槛" }
    : { en: `${more.en} to go`, zh: `${more.zh}可用` };
};

const notInBest = ({ totalDiscountFen }: LeftOutDecision): Text => {
  const left: Text = { en: "not in the combination that was chosen", zh: "不在所选组合中" };
  if (totalDiscountFen === undefined) return left;
  const yuan = formatYuan(totalDiscountFen);
  return { en: `${left.en}; with it, ¥${yuan} off in all`, zh: `${left.zh};加上它共优惠 ${yuan} 元` };
};

const leftOutText = (decision: LeftOutDecision): Text => {
  const { reason } = decision;
  if (reason === "belowThreshold") return belowThreshold(decision);
  if (reason === "notInBest") return notInBest(decision);
  const by = inTheWay(decision);
  if (reason === "groupTaken")
    return { en: `only one of its group applies: ${by}`, zh: `与 ${by} 同组,只能享受其一` };
  if (reason === "excludedBy") return { en: `not together with ${by}`, zh: `不能与 ${by} 同享` };
  return REASONS[reason];
};

/** What a decision says beside the discount, for where that stands in a column of its own. */
export const decisionNotes = (decision: Decision): Text =>
  decision.applied ? joined(notesOf(decision)) : leftOutText(decision);

/**
 * A decision of `select` as a sentence for the buyer, in both languages: what a promotion gives, or why it does not
 * apply; and what is still to be bought, the 凑单 hint. Other promotions are named by id.
 *
 * @example
 * import * as assert from "node:assert";
 * import { decisionText, select } from "suanjia";
 *
 * const selection = select(
 *   { lines: [{ goodsId: "tea", unitPrice: 4400, quantity: 2 }] },
 *   [
 *     {
 *       id: "tiers",
 *       type: 4,
 *       discountRange: 2,
 *       title: "满 50 减 5,满 100 减 15",
 *       benefit: {
 *         kind: "tiers",
 *         tiers: [
 *           { thresholdFen: 5000, amountFen: 500 },
 *           { thresholdFen: 10000, amountFen: 1500 },
 *         ],
 *       },
 *     },
 *     {
 *       id: "three",
 *       type: 2,
 *       discountRange: 1,
 *       title: "满 3 件减 8 元",
 *       when: { thresholdQuantity: 3 },
 *       benefit: { kind: "amountOff", amountFen: 800 },
 *     },
 *   ],
 *   { now: 1700000000000 },
 * );
 * assert.ok(selection._tag === "Right");
 * assert.deepStrictEqual(selection.right.decisions.map(decisionText), [
 *   { en: "¥5.00 off; ¥12.00 more to the next step: ¥15.00 off", zh: "已优惠 5.00 元;再买 12.00 元到下一档:减 15.00 元" },
 *   { en: "1 more unit to go", zh: "再买 1 件可用" },
 * ]);
 *
 * @category formatting
 * @since 0.3.0
 */
export const decisionText = (decision: Decision): Text => {
  if (!decision.applied) return leftOutText(decision);
  const yuan = formatYuan(decision.discountFen);
  return joined([{ en: `¥${yuan} off`, zh: `已优惠 ${yuan} 元` }, ...notesOf(decision)]);
};
