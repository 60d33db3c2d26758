/**
 * What the attributes of a product must be beyond the types of their fields.
 *
 * `error` where the document says of a field that it is required or has its effect under a condition; `warning` where
 * only the sense of the structure demands it.
 */
import type { Loose, Place, Rule, RuleFindings, Source } from "../wire/Rule.js";
import type { Appointment } from "./Appointment.js";
import type { AttributeKind, AttributeValues, LimitUseRule } from "./attributes.js";
import { type CanNoUseDate, HOLIDAYS, holidaysWithoutDates, rangeOf, readDayRange } from "./CanNoUseDate.js";
import { DAY_SECONDS, readDay } from "./chinaTime.js";
import type { UseDate } from "./UseDate.js";
import { periodSeconds, type TimePeriod, type UseTime } from "./UseTime.js";

const source = (struct: string): Source => ({
  document: "product-publish-and-query",
  section: `属性结构详解, ${struct}`,
});

/** A number is there, and not below the least. */
const demand = (found: RuleFindings, at: Place, value: number | null | undefined, least: number): void => {
  if (value === null || value === undefined) found.breaks(at, value);
  else if (value < least) found.breaks(at, value, least);
};

const timePeriods: Rule<UseTime> = {
  code: "product.timePeriods",
  severity: "warning",
  source: source("UseTimeStruct"),
  fields: ["UseTime.use_time_type", "UseTime.time_period_list"],
  says: {
    en: "with use_time_type 2 (specific times only), time_period_list has at least one period",
    zh: "use_time_type 为 2(仅指定时间可用)时,time_period_list 至少有一个时间段",
  },
  check: ({ use_time_type: type, time_period_list: periods }, found) => {
    if (type === 2 && (periods?.length ?? 0) === 0) found.breaks(["time_period_list"], periods);
  },
};

const isWhole = (period: Loose<TimePeriod>): period is TimePeriod =>
  typeof period.use_start_time === "string" && typeof period.use_end_time === "string";

const periodOrder: Rule<UseTime> = {
  code: "product.periodOrder",
  severity: "warning",
  source: source("TimePeriodStruct"),
  fields: ["TimePeriod.use_start_time", "TimePeriod.use_end_time", "TimePeriod.end_time_is_next_day"],
  says: {
    en: "a period ends after it begins (on the next day with end_time_is_next_day) and lasts at most 24 hours",
    zh: "时间段的结束时间晚于开始时间(end_time_is_next_day 为 true 时为次日),且时长不超过 24 小时",
  },
  check: ({ time_period_list: periods }, found) => {
    (periods ?? []).forEach((period, i) => {
      if (!isWhole(period)) return;
      const { start, end } = periodSeconds(period);
      if (end <= start || end - start > DAY_SECONDS)
        found.breaks(["time_period_list", i, "use_end_time"], period.use_end_time);
    });
  },
};

const dayDuration: Rule<UseDate> = {
  code: "product.dayDuration",
  severity: "error",
  source: source("UseDateStruct"),
  fields: ["UseDate.use_date_type", "UseDate.day_duration"],
  says: {
    en: "with use_date_type 2 (days after the purchase), day_duration is given and at least 1",
    zh: "use_date_type 为 2(指定天数)时,必须给出 day_duration 且不小于 1",
  },
  check: ({ use_date_type: type, day_duration: days }, found) => {
    if (type === 2) demand(found, ["day_duration"], days, 1);
  },
};

const useDates: Rule<UseDate> = {
  code: "product.useDates",
  severity: "error",
  source: source("UseDateStruct"),
  fields: ["UseDate.use_date_type", "UseDate.use_start_date", "UseDate.use_end_date"],
  says: {
    en: "with use_date_type 1 (specific dates), use_start_date and use_end_date are given",
    zh: "use_date_type 为 1(指定日期)时,必须给出 use_start_date 和 use_end_date",
  },
  check: (useDate, found) => {
    if (useDate.use_date_type !== 1) return;
    for (const field of ["use_start_date", "use_end_date"] as const)
      if (typeof useDate[field] !== "string") found.breaks([field], useDate[field]);
  },
};

const useDateOrder: Rule<UseDate> = {
  code: "product.useDateOrder",
  severity: "warning",
  source: source("UseDateStruct"),
  fields: ["UseDate.use_date_type", "UseDate.use_start_date", "UseDate.use_end_date"],
  says: {
    en: "with use_date_type 1 (specific dates), use_end_date is not before use_start_date",
    zh: "use_date_type 为 1(指定日期)时,use_end_date 不早于 use_start_date",
  },
  check: ({ use_date_type: type, use_start_date: first, use_end_date: last }, found) => {
    if (type !== 1 || typeof first !== "string" || typeof last !== "string") return;
    if (readDay(last) < readDay(first)) found.breaks(["use_end_date"], last, first);
  },
};

const holidayRange: Rule<CanNoUseDate> = {
  code: "product.holidayRange",
  severity: "warning",
  source: source("CanNoUseDateStruct"),
  fields: ["CanNoUseDate.holiday_dates"],
  says: {
    en: "where unusable dates are enabled, the last day of a holiday is not before its first",
    zh: "启用不可使用日期时,节假日的结束日期不早于开始日期",
  },
  check: ({ enable, holiday_dates: dates }, found) => {
    if (enable !== true) return;
    for (const { code } of HOLIDAYS) {
      const range = rangeOf(dates, code);
      if (range === undefined) continue;
      const [first, last] = readDayRange(range);
      if (last < first) found.breaks(["holiday_dates", String(code)], range);
    }
  },
};

const holidayDates: Rule<CanNoUseDate> = {
  code: "product.holidayDates",
  severity: "warning",
  source: source("CanNoUseDateStruct"),
  fields: ["CanNoUseDate.holidays", "CanNoUseDate.holiday_dates"],
  says: {
    en: "where unusable dates are enabled, each of holidays has its dates in holiday_dates, or nobody can tell them",
    zh: "启用不可使用日期时,holidays 中的节假日在 holiday_dates 中有具体日期,否则无法判断",
  },
  check: ({ enable, holidays, holiday_dates: dates }, found) => {
    if (enable !== true) return;
    for (const holiday of holidaysWithoutDates(holidays, dates))
      found.breaks(["holiday_dates", String(holiday)], undefined);
  },
};

const aheadTimeType: Rule<Appointment> = {
  code: "product.aheadTimeType",
  severity: "error",
  source: source("AppointmentStruct"),
  fields: ["Appointment.need_appointment", "Appointment.ahead_time_type"],
  says: {
    en: "with need_appointment true, ahead_time_type is required",
    zh: "need_appointment 为 true 时,ahead_time_type 必填",
  },
  check: ({ need_appointment: needed, ahead_time_type: type }, found) => {
    if (needed === true && (type === null || type === undefined)) found.breaks(["ahead_time_type"], type);
  },
};

const aheadTime: Rule<Appointment> = {
  code: "product.aheadTime",
  severity: "warning",
  source: source("AppointmentStruct"),
  fields: [
    "Appointment.need_appointment",
    "Appointment.ahead_time_type",
    "Appointment.ahead_day_num",
    "Appointment.ahead_hour_num",
    "Appointment.ahead_minute_num",
  ],
  says: {
    en: "with need_appointment true, the number that ahead_time_type names (1 ahead_day_num, 2 ahead_hour_num, 3 ahead_minute_num) is given and not negative",
    zh: "need_appointment 为 true 时,须给出 ahead_time_type 对应的数值(1 ahead_day_num,2 ahead_hour_num,3 ahead_minute_num),且不为负数",
  },
  check: (appointment, found) => {
    const { need_appointment: needed, ahead_time_type: type } = appointment;
    if (needed !== true || type === null || type === undefined) return;
    const field = ({ 1: "ahead_day_num", 2: "ahead_hour_num", 3: "ahead_minute_num" } as const)[type];
    demand(found, [field], appointment[field], 0);
  },
};

const useNumPerConsume: Rule<LimitUseRule> = {
  code: "product.useNumPerConsume",
  severity: "warning",
  source: source("LimitUseRuleStruct"),
  fields: ["LimitUseRule.is_limit_use", "LimitUseRule.use_num_per_consume"],
  says: {
    en: "with is_limit_use true, use_num_per_consume is given and at least 1",
    zh: "is_limit_use 为 true 时,须给出 use_num_per_consume 且不小于 1",
  },
  check: ({ is_limit_use: limited, use_num_per_consume: most }, found) => {
    if (limited === true) demand(found, ["use_num_per_consume"], most, 1);
  },
};

/** The rules by kind of attribute. */
export type AttributeRules = { readonly [K in AttributeKind]: readonly Rule<AttributeValues[K]>[] };

/** The rules of every kind of attribute; a kind without any has an empty list. */
export const ATTRIBUTE_RULES: AttributeRules = {
  INT64: [],
  BOOL: [],
  STRING: [],
  DOUBLE: [],
  COMMON_ENUM: [],
  IMAGE: [],
  USE_TIME: [timePeriods, periodOrder],
  USE_DATE: [dayDuration, useDates, useDateOrder],
  CAN_NO_USE_DATE: [holidayRange, holidayDates],
  APPOINTMENT: [aheadTimeType, aheadTime],
  NOTE: [],
  LIMIT_USE_RULE: [useNumPerConsume],
  CUSTOMER_RESERVED_INFO: [],
  REAL_NAME_INFO: [],
};
