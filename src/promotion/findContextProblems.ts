/**
 * What promotions, circumstances and options say together.
 */
import * as E from "fp-ts/lib/Either.js";
import { describe, type Problem, pointer, problem, quoted } from "../codec/Problem.js";
import { isUsableAt } from "../platform/product/isUsableAt.js";
import { isRead } from "./decodePromotions.js";
import { type Promotion, PromotionCodec } from "./Promotion.js";
import { type SelectionContext, SelectionContextCodec } from "./SelectionContext.js";
import { existsAmong, type PromotionName, type SelectOptions, SelectOptionsCodec } from "./SelectOptions.js";

const problemsOfBalance = (
  promotions: readonly Promotion[],
  { buyer }: SelectionContext,
): readonly Problem[] => {
  const points = promotions.find(({ benefit }) => benefit.kind === "points");
  if (points === undefined || buyer?.points !== undefined) return [];
  return [
    problem("promotion.noBalance", "/context/buyer/points", {
      en: `expected the buyer's balance of points, since ${quoted(points.id)} is for points, got nothing`,
      zh: `营销规则 ${quoted(points.id)} 为积分抵扣,须给出买家的积分余额`,
    }),
  ];
};

const problemsOfTime = (promotions: readonly Promotion[], { now }: SelectionContext): readonly Problem[] => {
  for (const { when } of promotions) {
    if (when?.usable === undefined) continue;
    const answer = isUsableAt(when.usable, Math.floor(now / 1000));
    if (E.isRight(answer)) continue;
    // What is wrong with the rules themselves is said where they stand.
    const ofTime = answer.left.some(({ path }) => path === "/time");
    if (ofTime)
      return [
        problem("value.range", "/context/now", {
          en: `expected milliseconds since 1970 up to the year 9999, got ${describe(now).en}`,
          zh: `应为毫秒级时间戳(不晚于 9999 年),实际为${describe(now).zh}`,
        }),
      ];
  }
  return [];
};

const problemsOfNames = (
  promotions: readonly Promotion[],
  { only = [] }: SelectOptions,
): readonly Problem[] => {
  const exists = existsAmong(promotions);
  const shown = (name: PromotionName): string =>
    quoted(typeof name === "string" ? name : JSON.stringify([name.id, name.code]));
  return only.flatMap((name, i) =>
    exists(name)
      ? []
      : [
          problem("promotion.unknown", pointer("options", "only", i), {
            en: `expected the name of a promotion, got ${shown(name)}, which none has`,
            zh: `没有这样的营销规则:${shown(name)}`,
          }),
        ],
  );
};

/** What is wrong with the inputs of a selection together, each as far as its shape is right. */
export const findContextProblems = (
  promotions: unknown,
  context: unknown,
  options: unknown,
): readonly Problem[] => {
  const all = Array.isArray(promotions) ? (promotions as readonly unknown[]) : [];
  const right = isRead(promotions)
    ? promotions
    : all.filter((each): each is Promotion => PromotionCodec.accepts(each));
  const isContext = SelectionContextCodec.accepts(context);
  return [
    ...(isContext ? problemsOfBalance(right, context as SelectionContext) : []),
    ...(isContext ? problemsOfTime(right, context as SelectionContext) : []),
    // One that is wrong itself may be the one that is named.
    ...(right.length === all.length && SelectOptionsCodec.accepts(options)
      ? problemsOfNames(right, options as SelectOptions)
      : []),
  ];
};
