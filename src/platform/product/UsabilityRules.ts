/**
 * The rules that say when a product may be used, together and free of contradictions.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, type Guarded, oneOf, record } from "../../codec/Guarded.js";
import { describe, type Problem, pointer, problem } from "../../codec/Problem.js";
import { loosen } from "../wire/loosen.js";
import type { Loose, Place, Rule } from "../wire/Rule.js";
import { type CanNoUseDate, CanNoUseDateCodec, HOLIDAYS, holidaysWithoutDates } from "./CanNoUseDate.js";
import { unixSeconds } from "./chinaTime.js";
import { ATTRIBUTE_RULES } from "./productRules.js";
import { type UseDate, UseDateCodec } from "./UseDate.js";
import { type UseTime, UseTimeCodec } from "./UseTime.js";

/**
 * How "usable for X days after the purchase" is counted, on which the document is silent.
 *
 * `calendarDays`: to the end of the day, in China, that is X days after the day of the purchase; bought on the 1st with
 * X = 1, it is usable to the end of the 2nd. `exact24h`: X times 24 hours from the second of the purchase.
 *
 * @category model
 * @since 0.2.0
 */
export type RelativeDays = "calendarDays" | "exact24h";

/**
 * When a product may be used: each rule where there is one, all of them together. What is absent restricts nothing.
 * Source: product-publish-and-query, 属性结构详解, UseTimeStruct, UseDateStruct, CanNoUseDateStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface UsabilityRules {
  /** The attribute USE_TIME: at what hours. */
  readonly useTime?: UseTime | undefined;
  /** The attribute USE_DATE: between which days. */
  readonly useDate?: UseDate | undefined;
  /** The attribute CAN_NO_USE_DATE: on which days not. */
  readonly canNoUseDate?: CanNoUseDate | undefined;
  /** Unix seconds. Needed, and read, where `useDate` counts days after the purchase. */
  readonly purchasedAt?: number | undefined;
  /** How those days are counted; absent: `calendarDays`. */
  readonly relativeDays?: RelativeDays | undefined;
}

/**
 * The codec of the types of usability rules; `usability` also looks for contradictions between their fields.
 *
 * @category codecs
 * @since 0.2.0
 */
export const UsabilityRulesCodec: Guarded<UsabilityRules> = record(
  "UsabilityRules",
  "refuse",
  {},
  {
    useTime: UseTimeCodec,
    useDate: UseDateCodec,
    canNoUseDate: CanNoUseDateCodec,
    purchasedAt: unixSeconds,
    relativeDays: oneOf<RelativeDays>("RelativeDays", "calendarDays", "exact24h"),
  },
);

/** What an attribute breaks, error or warning: to tell whether a product is usable, nothing in its rules may be open. */
const broken = <A>(rules: readonly Rule<A>[], key: string, value: Loose<A>): readonly Problem[] => {
  const problems: Problem[] = [];
  for (const rule of rules)
    rule.check(
      value,
      {
        breaks: (at: Place, actual: unknown) => {
          const came = describe(actual);
          problems.push(
            problem(rule.code, pointer(key, ...at), {
              en: `${rule.says.en}; got ${came.en}`,
              zh: `${rule.says.zh};实际为:${came.zh}`,
            }),
          );
        },
        cannotCheck: () => undefined,
      },
      {},
    );
  return problems;
};

/** Holidays that nobody can tell the dates of: many follow the moon, and of all the days off are decreed anew each year. */
const unknownHolidays = ({
  enable,
  holidays,
  holiday_dates: dates,
}: Loose<CanNoUseDate>): readonly Problem[] =>
  enable !== true
    ? []
    : holidaysWithoutDates(holidays, dates).map((holiday) => {
        const { en, zh } = HOLIDAYS[holiday] as (typeof HOLIDAYS)[number];
        return problem(
          "usable.holidayDatesUnknown",
          pointer("canNoUseDate", "holiday_dates", String(holiday)),
          {
            en: `${en} (${holiday}) is excluded, but holiday_dates does not say when it is`,
            zh: `${zh}(${holiday})不可用,但 holiday_dates 未给出其具体日期`,
          },
        );
      });

const missingPurchase = ({ useDate, purchasedAt }: Loose<UsabilityRules>): readonly Problem[] =>
  useDate?.use_date_type === 2 && typeof purchasedAt !== "number"
    ? [
        problem("usable.purchaseUnknown", "/purchasedAt", {
          en: "the days are counted from the purchase (use_date_type 2), but purchasedAt is not given",
          zh: "可用天数自购买时起算(use_date_type 为 2),但未给出 purchasedAt",
        }),
      ]
    : [];

const contradictions = (rules: Loose<UsabilityRules>): readonly Problem[] => {
  const { useTime, useDate, canNoUseDate } = rules;
  // A missing date of a holiday is told of by name below.
  const dateRules = ATTRIBUTE_RULES.CAN_NO_USE_DATE.filter(({ code }) => code !== "product.holidayDates");
  return [
    ...(useTime ? broken(ATTRIBUTE_RULES.USE_TIME, "useTime", useTime) : []),
    ...(useDate ? broken(ATTRIBUTE_RULES.USE_DATE, "useDate", useDate) : []),
    ...(canNoUseDate
      ? [...broken(dateRules, "canNoUseDate", canNoUseDate), ...unknownHolidays(canNoUseDate)]
      : []),
    ...missingPurchase(rules),
  ];
};

/** Usability rules by their types and without contradictions, or everything that is wrong with them. */
export const decodeUsabilityRules = (rules: UsabilityRules): E.Either<readonly Problem[], UsabilityRules> => {
  const decoded = decodeWith(UsabilityRulesCodec, rules);
  if (E.isRight(decoded)) {
    const problems = contradictions(rules);
    return problems.length > 0 ? E.left(problems) : decoded;
  }
  // What a codec has refused is gone from the rest, and must not be missed there a second time.
  const refused = decoded.left;
  const more = contradictions(loosen<UsabilityRules>(UsabilityRulesCodec, rules)).filter(
    ({ path }) => !refused.some((each) => path === each.path || path.startsWith(`${each.path}/`)),
  );
  return E.left([...refused, ...more]);
};
