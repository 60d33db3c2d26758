/**
 * Whether a product may be used at a time, and why not.
 *
 * All times are Unix seconds, as everywhere in the product interfaces, and all days are days in China (UTC+8). What the
 * document leaves open is decided here:
 *
 * - A period of the day includes its first second and not its last; "23:59:59" as an end stands for the end of the day.
 * - A period past midnight belongs to the day on which it begins, and every rule of days is asked about that day: where
 *   Saturdays are excluded, Friday's 22:00-02:00 is still open on Saturday at 01:00, and Saturday's is closed on Sunday
 *   at 01:00.
 * - The last day of use is usable to its end.
 * - Days after the purchase are counted as `RelativeDays` says; before the purchase nothing is usable.
 * - A holiday is excluded on the days that `holiday_dates` gives it, listed in `holidays` or not; one that is listed and
 *   has no days is a problem. No calendar of holidays is assumed.
 * - Unusable dates have no effect unless they are enabled.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, record } from "../../codec/Guarded.js";
import type { Problem, Text } from "../../codec/Problem.js";
import { type CanNoUseDate, DAYS_OF_WEEK, HOLIDAYS, rangeOf, readDayRange } from "./CanNoUseDate.js";
import {
  DAY_SECONDS,
  dayOf,
  readDay,
  startOf,
  unixSeconds,
  weekdayOf,
  writeDay,
  writeTime,
} from "./chinaTime.js";
import { decodeUsabilityRules, type UsabilityRules } from "./UsabilityRules.js";
import { type PeriodSeconds, periodSeconds, type UseTime } from "./UseTime.js";

/**
 * Which rule forbids the use.
 *
 * @category model
 * @since 0.2.0
 */
export type UnusableCode =
  | "beforeUseDate"
  | "afterUseDate"
  | "excludedWeekday"
  | "excludedHoliday"
  | "excludedDate"
  | "outsideUseTime";

/**
 * Why a product may not be used at a time. Where several rules forbid it, the first in the order of `UnusableCode`.
 *
 * @category model
 * @since 0.2.0
 */
export interface UnusableReason {
  readonly code: UnusableCode;
  /** The day in China that the rules were asked about, "yyyy-MM-dd": that on which the period began, if one is open. */
  readonly day: string;
  /** What the rule says, for a person. */
  readonly text: Text;
}

/**
 * Whether a product may be used at a time.
 *
 * @category model
 * @since 0.2.0
 */
export type Usability =
  | { readonly usable: true }
  | { readonly usable: false; readonly reason: UnusableReason };

/** A rule that forbids a day. */
type Refusal = Omit<UnusableReason, "day">;

/** Asks one rule, or several, about a day, at a time. */
type DayRule = (day: number, time: number) => Refusal | undefined;

const between = (first: number, last: number, says: Text): DayRule => {
  const before: Refusal = { code: "beforeUseDate", text: says };
  const after: Refusal = { code: "afterUseDate", text: says };
  return (day) => (day < first ? before : day > last ? after : undefined);
};

/** The document's "usable for X days after the purchase". The purchase itself is a moment, and not a day. */
const sincePurchase = (purchasedAt: number, days: number, exact: boolean): DayRule => {
  const lastDay = exact ? Infinity : dayOf(purchasedAt) + days;
  const until = exact ? purchasedAt + days * DAY_SECONDS : Infinity;
  const [from, to] = [writeTime(purchasedAt), exact ? writeTime(until) : writeDay(lastDay)];
  const text: Text = {
    en: `usable for ${days} ${days === 1 ? "day" : "days"} after the purchase: from ${from} ${exact ? `until ${to}` : `to the end of ${to}`}`,
    zh: `购买后 ${days} 天内可用:${from} 至 ${to}${exact ? "" : "(含当日)"}`,
  };
  const before: Refusal = { code: "beforeUseDate", text };
  const after: Refusal = { code: "afterUseDate", text };
  return (day, time) => (time < purchasedAt ? before : day > lastDay || time >= until ? after : undefined);
};

const useDateRule = ({ useDate, purchasedAt = 0, relativeDays }: UsabilityRules): DayRule | undefined => {
  if (useDate === undefined) return undefined;
  if (useDate.use_date_type === 2)
    return sincePurchase(purchasedAt, useDate.day_duration ?? 0, relativeDays === "exact24h");
  const { use_start_date: first, use_end_date: last } = useDate;
  // The rules have been decoded: both are there.
  return between(readDay(first ?? ""), readDay(last ?? ""), {
    en: `usable from ${first} to ${last}`,
    zh: `${first} 至 ${last} 可用`,
  });
};

const excludedWeekdays = ({ days_of_week: days }: CanNoUseDate): DayRule | undefined => {
  if (!days || days.length === 0) return undefined;
  const refusals = DAYS_OF_WEEK.map(({ code, en, zh }): Refusal | undefined =>
    days.includes(code)
      ? { code: "excludedWeekday", text: { en: `not usable on ${en}s`, zh: `${zh}不可用` } }
      : undefined,
  );
  return (day) => refusals[weekdayOf(day) - 1];
};

/** The document calls these the days on which the product cannot be used: they exclude, listed under `holidays` or not. */
const excludedHolidays = ({ holiday_dates: dates }: CanNoUseDate): DayRule | undefined => {
  const ranges = HOLIDAYS.flatMap(({ code, en, zh }) => {
    const range = code === 0 ? undefined : rangeOf(dates, code);
    if (range === undefined) return [];
    const [first, last] = readDayRange(range);
    const text: Text = { en: `not usable at ${en} (${range})`, zh: `${zh}(${range})不可用` };
    return [{ first, last, refusal: { code: "excludedHoliday", text } satisfies Refusal }];
  });
  if (ranges.length === 0) return undefined;
  return (day) => {
    for (const { first, last, refusal } of ranges) if (day >= first && day <= last) return refusal;
    return undefined;
  };
};

const excludedDates = ({ date_list: list }: CanNoUseDate): DayRule | undefined => {
  if (!list || list.length === 0) return undefined;
  const days = new Set(list.map(readDay));
  return (day) => {
    if (!days.has(day)) return undefined;
    const text = writeDay(day);
    return { code: "excludedDate", text: { en: `not usable on ${text}`, zh: `${text} 不可用` } };
  };
};

/** All rules of days in one, in the order in which their reasons are given. */
const dayRule = (rules: UsabilityRules): DayRule => {
  const { canNoUseDate } = rules;
  const excluded =
    canNoUseDate?.enable === true
      ? [excludedWeekdays(canNoUseDate), excludedHolidays(canNoUseDate), excludedDates(canNoUseDate)]
      : [];
  const all = [useDateRule(rules), ...excluded].filter((rule) => rule !== undefined);
  return (day, time) => {
    for (const rule of all) {
      const refusal = rule(day, time);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
};

const isOpen = (periods: readonly PeriodSeconds[], second: number): boolean => {
  for (const { start, end } of periods) if (second >= start && second < end) return true;
  return false;
};

const outsideOf = ({ time_period_list: periods }: UseTime): Refusal => {
  const listed = (periods ?? []).map(
    ({ use_start_time: start, use_end_time: end, end_time_is_next_day: next }) => ({
      en: `${start}-${end}${next === true ? " of the next day" : ""}`,
      zh: `${start}-${next === true ? "次日 " : ""}${end}`,
    }),
  );
  return {
    code: "outsideUseTime",
    text: {
      en: `usable at ${listed.map(({ en }) => en).join(", ")} only`,
      zh: `仅 ${listed.map(({ zh }) => zh).join("、")} 可用`,
    },
  };
};

const USABLE: Usability = { usable: true };

const unusable = (day: number, { code, text }: Refusal): Usability => ({
  usable: false,
  reason: { code, day: writeDay(day), text },
});

/** The answers of rules that have been decoded. */
const answers = (rules: UsabilityRules): ((time: number) => Usability) => {
  const refusalOf = dayRule(rules);
  const { useTime } = rules;
  if (useTime?.use_time_type !== 2)
    return (time) => {
      const day = dayOf(time);
      const refusal = refusalOf(day, time);
      return refusal === undefined ? USABLE : unusable(day, refusal);
    };
  const periods = (useTime.time_period_list ?? []).map(periodSeconds);
  const outside = outsideOf(useTime);
  return (time) => {
    const day = dayOf(time);
    const second = time - startOf(day);
    const refusal = refusalOf(day, time);
    const isOpenToday = isOpen(periods, second);
    if (isOpenToday && refusal === undefined) return USABLE;
    if (isOpen(periods, second + DAY_SECONDS)) {
      const refusalBefore = refusalOf(day - 1, time);
      if (refusalBefore === undefined) return USABLE;
      if (!isOpenToday) return unusable(day - 1, refusalBefore);
    }
    return unusable(day, refusal ?? outside);
  };
};

const timeCodec = record("Time", "refuse", { time: unixSeconds }, {});

const timeProblems = (time: number): readonly Problem[] => {
  const decoded = decodeWith(timeCodec, { time });
  return E.isLeft(decoded) ? decoded.left : [];
};

/**
 * Reads the rules of a product once, and answers for any number of times whether it may be used.
 *
 * @returns A function of a time in Unix seconds, which answers or says what is wrong with the time (path `/time`); or
 * every problem of the rules, by JSON Pointer: a wrong type; what `product.` rules say of the attributes, errors and
 * warnings alike; `usable.purchaseUnknown` where days are counted from a purchase that is not given;
 * `usable.holidayDatesUnknown` where a holiday is excluded and its dates are not given.
 *
 * @example
 * import * as assert from "node:assert";
 * import { usability } from "suanjia";
 *
 * const answer = usability({ useDate: { use_date_type: 2, day_duration: 1 }, purchasedAt: 1717200000 });
 * assert.ok(answer._tag === "Right");
 * // Bought on 1 June 2024 at 08:00 in China: usable to the end of 2 June.
 * assert.deepStrictEqual(answer.right(1717343999), { _tag: "Right", right: { usable: true } });
 * const late = answer.right(1717344000);
 * assert.ok(late._tag === "Right" && !late.right.usable);
 * assert.strictEqual(late.right.reason.code, "afterUseDate");
 *
 * @category combinators
 * @since 0.2.0
 */
export const usability = (
  rules: UsabilityRules,
): E.Either<readonly Problem[], (time: number) => E.Either<readonly Problem[], Usability>> =>
  E.map((decoded: UsabilityRules) => {
    const answer = answers(decoded);
    return (time: number): E.Either<readonly Problem[], Usability> =>
      unixSeconds.accepts(time) ? E.right(answer(time)) : E.left(timeProblems(time));
  })(decodeUsabilityRules(rules));

/**
 * Whether a product may be used at a time, in Unix seconds, and if not, which rule forbids it. Days and hours are those
 * of China (UTC+8), whatever zone the machine is in.
 *
 * For many times and the same rules, `usability` reads the rules once.
 *
 * @returns The answer; or every problem of the rules and of the time, by JSON Pointer into the rules or `/time`, as
 * `usability` describes them. Nothing is guessed where a rule is unclear.
 *
 * @example
 * import * as assert from "node:assert";
 * import { isUsableAt } from "suanjia";
 *
 * const rules = {
 *   useTime: {
 *     use_time_type: 2,
 *     time_period_list: [{ use_start_time: "22:00:00", use_end_time: "02:00:00", end_time_is_next_day: true }],
 *   },
 *   canNoUseDate: { enable: true, days_of_week: [6] },
 * } as const;
 *
 * // Saturday, 1 June 2024, at 01:00 in China: Friday's period is still open.
 * assert.deepStrictEqual(isUsableAt(rules, 1717174800), { _tag: "Right", right: { usable: true } });
 *
 * // Sunday at 01:00: the period began on a Saturday.
 * assert.deepStrictEqual(isUsableAt(rules, 1717261200), {
 *   _tag: "Right",
 *   right: {
 *     usable: false,
 *     reason: {
 *       code: "excludedWeekday",
 *       day: "2024-06-01",
 *       text: { en: "not usable on Saturdays", zh: "周六不可用" },
 *     },
 *   },
 * });
 *
 * @category combinators
 * @since 0.2.0
 */
export const isUsableAt = (rules: UsabilityRules, time: number): E.Either<readonly Problem[], Usability> => {
  const answer = usability(rules);
  if (E.isRight(answer)) return answer.right(time);
  return E.left([...answer.left, ...timeProblems(time)]);
};
