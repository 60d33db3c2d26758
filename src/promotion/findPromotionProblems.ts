/**
 * What is wrong with promotions whose shape is right: contradictions within one, and between several.
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, pointer, problem, quoted, type Text, under } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import { parseRate } from "../money/Rate.js";
import { decodeUsabilityRules } from "../platform/product/UsabilityRules.js";
import type { Points, Tier } from "./Benefit.js";
import { type Promotion, PromotionCodec } from "./Promotion.js";
import { fenPerStep } from "./pointsSteps.js";

/** What is found in one promotion: a code, the keys down to where, and what to say. */
type Find = (code: string, at: readonly (string | number)[], text: Text) => void;

/** The key of one of two fields that is there, if exactly one is. */
const onlyOne = <K extends keyof Tier>(tier: Tier, a: K, b: K): K | undefined =>
  (tier[a] === undefined) === (tier[b] === undefined) ? undefined : tier[a] === undefined ? b : a;

const findTierShape = (tier: Tier, at: readonly (string | number)[], find: Find): void => {
  if (onlyOne(tier, "thresholdFen", "thresholdQuantity") === undefined)
    find("promotion.tier", at, {
      en: "a tier has exactly one threshold: thresholdFen or thresholdQuantity",
      zh: "每档须有且只有一个门槛:thresholdFen 或 thresholdQuantity",
    });
  if (onlyOne(tier, "amountFen", "rate") === undefined)
    find("promotion.tier", at, {
      en: "a tier gives exactly one thing: amountFen or rate",
      zh: "每档须有且只有一种优惠:amountFen 或 rate",
    });
};

const rateOf = (text: string): number => Number(text);

/** A tier beside the one before it. Rates have at most ten decimals, which doubles tell apart. */
const findTierOrder = (lower: Tier, tier: Tier, at: readonly (string | number)[], find: Find): void => {
  const basis = onlyOne(tier, "thresholdFen", "thresholdQuantity");
  const lowerBasis = onlyOne(lower, "thresholdFen", "thresholdQuantity");
  if (basis !== undefined && lowerBasis !== undefined) {
    const [threshold, below] = [tier[basis] as number, lower[lowerBasis] as number];
    if (basis !== lowerBasis)
      find("promotion.tierOrder", at, {
        en: `all tiers ask the same: the one before has ${lowerBasis}, got ${basis}`,
        zh: `各档门槛须同类:前一档为 ${lowerBasis},此档为 ${basis}`,
      });
    else if (threshold <= below)
      find("promotion.tierOrder", [...at, basis], {
        en: `tiers ascend: expected more than ${below}, got ${threshold}`,
        zh: `各档门槛须递增:应大于 ${below},实际为 ${threshold}`,
      });
  }
  if (tier.amountFen !== undefined && lower.amountFen !== undefined && tier.amountFen < lower.amountFen)
    find("promotion.tierOrder", [...at, "amountFen"], {
      en: `a higher tier gives no less: expected at least ${lower.amountFen}, got ${tier.amountFen}`,
      zh: `更高一档的优惠不得更少:至少应为 ${lower.amountFen},实际为 ${tier.amountFen}`,
    });
  if (tier.rate !== undefined && lower.rate !== undefined && rateOf(tier.rate) > rateOf(lower.rate))
    find("promotion.tierOrder", [...at, "rate"], {
      en: `a higher tier gives no less: expected at most "${lower.rate}", got "${tier.rate}"`,
      zh: `更高一档的优惠不得更少:支付比例至多应为 "${lower.rate}",实际为 "${tier.rate}"`,
    });
};

const findPointsProblems = ({ type }: Promotion, benefit: Points, find: Find): void => {
  if (type !== 3)
    find("promotion.pointsType", ["type"], {
      en: `points are marketing of type 3, got ${type}`,
      zh: `积分抵扣的 type 应为 3,实际为 ${type}`,
    });
  const rate = parseRate(benefit.fenPerPoint);
  if (E.isRight(rate) && fenPerStep(rate.right, benefit.stepPoints) === undefined)
    find("promotion.pointsWorth", ["benefit", "stepPoints"], {
      en: `a step must be worth whole fen, and at least one: ${benefit.stepPoints} points at ${benefit.fenPerPoint} fen are not`,
      zh: `每步积分须恰好抵扣整数分且至少 1 分:${benefit.stepPoints} 积分 × ${benefit.fenPerPoint} 分不满足`,
    });
};

const findBenefitProblems = (promotion: Promotion, find: Find): void => {
  const { benefit, when } = promotion;
  if (benefit.kind === "amountOff" && benefit.every === true) {
    if (when?.thresholdFen === undefined && when?.thresholdQuantity === undefined)
      find("promotion.every", ["benefit", "every"], {
        en: "every needs a threshold in when: thresholdFen or thresholdQuantity",
        zh: "every(每满)需要 when 中的门槛:thresholdFen 或 thresholdQuantity",
      });
    else if (when.thresholdFen === 0)
      find("promotion.every", ["when", "thresholdFen"], {
        en: "with every, expected a threshold above 0, got 0",
        zh: "every(每满)的门槛须大于 0,实际为 0",
      });
  }
  if (benefit.kind === "tiers")
    benefit.tiers.forEach((tier, i) => {
      const at = ["benefit", "tiers", i];
      findTierShape(tier, at, find);
      const lower = benefit.tiers[i - 1];
      if (lower !== undefined) findTierOrder(lower, tier, at, find);
    });
  if (benefit.kind === "points") findPointsProblems(promotion, benefit, find);
  if (benefit.kind !== "feeOff" && promotion.discountRange === undefined)
    find("value.required", ["discountRange"], {
      en: '"discountRange" is required, got nothing',
      zh: '缺少必填字段 "discountRange"',
    });
};

const findConditionProblems = ({ when }: Promotion, find: Find): void => {
  if (when?.startsAt !== undefined && when.endsAt !== undefined && when.endsAt <= when.startsAt)
    find("promotion.dates", ["when", "endsAt"], {
      en: `expected an end after the start, ${when.startsAt}, got ${when.endsAt}`,
      zh: `结束时间须晚于开始时间 ${when.startsAt},实际为 ${when.endsAt}`,
    });
};

/** What one promotion contradicts itself in. */
const problemsOfOne = (promotion: Promotion): readonly Problem[] => {
  const problems: Problem[] = [];
  const find: Find = (code, at, text) => problems.push(problem(code, pointer(...at), text));
  findBenefitProblems(promotion, find);
  findConditionProblems(promotion, find);
  const usable = promotion.when?.usable;
  if (usable === undefined) return problems;
  const rules = decodeUsabilityRules(usable);
  return E.isLeft(rules) ? [...problems, ...under("/when/usable")(rules.left)] : problems;
};

/** How a promotion conflicts with the first of the same id. */
const conflict = (
  first: Promotion,
  i: number,
  promotion: Promotion,
): (Pick<Problem, "code"> & { text: Text; key: string }) | undefined => {
  const level = (each: Promotion): string => String(each.discountRange ?? "");
  if (level(first) !== level(promotion))
    return {
      code: "promotion.level",
      key: "discountRange",
      text: {
        en: `one id stands in one level; /promotions/${i} has the same id with ${level(first) || "none"}, got ${level(promotion) || "none"}`,
        zh: `同一 id 只能属于一个维度;/promotions/${i} 的 id 相同而维度为 ${level(first) || "空"},此处为 ${level(promotion) || "空"}`,
      },
    };
  if (first.type !== promotion.type)
    return {
      code: "promotion.type",
      key: "type",
      text: {
        en: `one id has one type; /promotions/${i} has the same id with ${first.type}, got ${promotion.type}`,
        zh: `同一 id 只能有一个类型;/promotions/${i} 的 id 相同而类型为 ${first.type},此处为 ${promotion.type}`,
      },
    };
  return undefined;
};

/** The promotions of a list whose shape is right, each at its place. */
type Right = readonly (Promotion | undefined)[];

/** Ids that stand for two things, and codes that stand twice. */
const problemsOfIds = (promotions: Right): readonly Problem[] => {
  const problems: Problem[] = [];
  const firstOfId = new Map<string, number>();
  const firstOfCode = new Map<string, number>();
  promotions.forEach((promotion, i) => {
    if (promotion === undefined) return;
    const first = firstOfId.get(promotion.id);
    if (first === undefined) firstOfId.set(promotion.id, i);
    else {
      const found = conflict(promotions[first] as Promotion, first, promotion);
      if (found !== undefined) problems.push(problem(found.code, pointer(i, found.key), found.text));
    }
    const key = JSON.stringify([promotion.id, promotion.code]);
    const same = firstOfCode.get(key);
    if (same === undefined) firstOfCode.set(key, i);
    else
      problems.push(
        problem("promotion.duplicate", pointer(i), {
          en: `expected each (id, code) once, got that of /promotions/${same} again`,
          zh: `每个 (id, code) 只能出现一次,此项与 /promotions/${same} 重复`,
        }),
      );
  });
  return problems;
};

/** The group that a promotion says, even one that is otherwise wrong: its group is no less there for that. */
const groupOf = (promotion: unknown): unknown =>
  isObject(promotion) && isObject(promotion["stacking"]) ? promotion["stacking"]["group"] : undefined;

const problemsOfGroups = (promotions: Right, all: readonly unknown[]): readonly Problem[] => {
  const groups = new Set(all.map(groupOf));
  return promotions.flatMap((promotion, i) =>
    (promotion?.stacking?.excludes ?? []).flatMap((group, k) =>
      groups.has(group)
        ? []
        : [
            problem("promotion.unknownGroup", pointer(i, "stacking", "excludes", k), {
              en: `expected the group of some promotion, got ${quoted(group)}, which none is in`,
              zh: `没有任何营销规则属于该组:${quoted(group)}`,
            }),
          ],
    ),
  );
};

/** Everything that is wrong with the promotions of a list beside their shape, by JSON Pointer into the list. */
export const findPromotionProblems = (all: readonly unknown[]): readonly Problem[] => {
  const promotions: Right = all.map((each) =>
    PromotionCodec.accepts(each) ? (each as Promotion) : undefined,
  );
  return [
    ...promotions.flatMap((each, i) => (each === undefined ? [] : under(pointer(i))(problemsOfOne(each)))),
    ...problemsOfIds(promotions),
    ...problemsOfGroups(promotions, all),
  ];
};
