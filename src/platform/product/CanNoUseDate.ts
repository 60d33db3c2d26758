/**
 * CAN_NO_USE_DATE 不可使用日期: on which days a product may not be used.
 * Source: product-publish-and-query, 属性结构详解, CanNoUseDateStruct.
 */
import { type Guarded, list, oneOf } from "../../codec/Guarded.js";
import { boolean, pattern } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { readDay } from "./chinaTime.js";
import type { Named } from "./Named.js";

/**
 * A holiday; `HOLIDAYS` has the names. 0 stands for none.
 * Source: product-publish-and-query, 属性结构详解, HolidayEnum.
 *
 * @category model
 * @since 0.2.0
 */
export type Holiday = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17;

/**
 * The holidays with their names, each at the place of its code. When they fall is not the document's to say, nor this
 * library's: a product states it in `holiday_dates`.
 * Source: product-publish-and-query, 属性结构详解, HolidayEnum.
 *
 * @category constants
 * @since 0.2.0
 */
export const HOLIDAYS: readonly Named<Holiday>[] = [
  { code: 0, en: "none", zh: "未设置" },
  { code: 1, en: "New Year's Day", zh: "元旦" },
  { code: 2, en: "Spring Festival", zh: "春节" },
  { code: 3, en: "Tomb-Sweeping Day", zh: "清明" },
  { code: 4, en: "Labour Day", zh: "劳动节" },
  { code: 5, en: "Dragon Boat Festival", zh: "端午节" },
  { code: 6, en: "Mid-Autumn Festival", zh: "中秋节" },
  { code: 7, en: "National Day", zh: "国庆节" },
  { code: 8, en: "Valentine's Day", zh: "情人节" },
  { code: 9, en: "Christmas", zh: "圣诞节" },
  { code: 10, en: "Lantern Festival", zh: "元宵节" },
  { code: 11, en: "Network Valentine's Day 520", zh: "520" },
  { code: 12, en: "Children's Day", zh: "儿童节" },
  { code: 13, en: "Chinese Valentine's Day", zh: "七夕节" },
  { code: 14, en: "the Second of the Second Month", zh: "二月二" },
  { code: 15, en: "Mother's Day", zh: "母亲节" },
  { code: 16, en: "Father's Day", zh: "父亲节" },
  { code: 17, en: "Teachers' Day", zh: "教师节" },
];

/**
 * A day of the week, from 1 for Monday to 7 for Sunday.
 * Source: product-publish-and-query, 属性结构详解, DayOfWeekEnum.
 *
 * @category model
 * @since 0.2.0
 */
export type DayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * The days of the week with their names, Monday first.
 * Source: product-publish-and-query, 属性结构详解, DayOfWeekEnum.
 *
 * @category constants
 * @since 0.2.0
 */
export const DAYS_OF_WEEK: readonly Named<DayOfWeek>[] = [
  { code: 1, en: "Monday", zh: "周一" },
  { code: 2, en: "Tuesday", zh: "周二" },
  { code: 3, en: "Wednesday", zh: "周三" },
  { code: 4, en: "Thursday", zh: "周四" },
  { code: 5, en: "Friday", zh: "周五" },
  { code: 6, en: "Saturday", zh: "周六" },
  { code: 7, en: "Sunday", zh: "周日" },
];

/**
 * When holidays fall, by the holiday's number as a JSON key: the first and the last day, "2021.01.01-2021.01.03".
 * Source: product-publish-and-query, 属性结构详解, CanNoUseDateStruct, `holiday_dates`.
 *
 * @category model
 * @since 0.2.0
 */
export type HolidayDates = { readonly [H in `${Holiday}`]?: string | null | undefined };

/**
 * On which days a product may not be used. Source: product-publish-and-query, 属性结构详解, CanNoUseDateStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface CanNoUseDate {
  /** Whether any of the rest has an effect. */
  readonly enable: boolean;
  readonly days_of_week?: readonly DayOfWeek[] | null | undefined;
  /** The holidays; when they fall stands in `holiday_dates`. */
  readonly holidays?: readonly Holiday[] | null | undefined;
  /**
   * Single days. The document's form is "yy-MM-dd", though it writes "yyyy-MM-dd" of other days: both are read, and two
   * digits of a year are those of this century.
   */
  readonly date_list?: readonly string[] | null | undefined;
  /** The dates of the holidays in `holidays`; those of any other holiday have no effect. */
  readonly holiday_dates?: HolidayDates | null | undefined;
}

const LEAP_YEAR_OF_CENTURY = "(?:0[48]|[2468][048]|[13579][26])";
const LEAP_CENTURY = "(?:[02468][048]|[13579][26])";

/** The pattern of a day that the calendar has: `year` are its digits, `leapYear` those of a leap year. */
const calendarDay = (year: string, leapYear: string, dash: string): string =>
  `(?:${year}${dash}(?:(?:0[13578]|1[02])${dash}(?:0[1-9]|[12]\\d|3[01])|` +
  `(?:0[469]|11)${dash}(?:0[1-9]|[12]\\d|30)|02${dash}(?:0[1-9]|1\\d|2[0-8]))|${leapYear}${dash}02${dash}29)`;

const fullDay = (dash: string): string =>
  calendarDay("\\d{4}", `(?:\\d\\d${LEAP_YEAR_OF_CENTURY}|${LEAP_CENTURY}00)`, dash);

// 2000 is a leap year, so the two digits 00 are one's too.
const SHORT_DAY = calendarDay("\\d\\d", `(?:00|${LEAP_YEAR_OF_CENTURY})`, "-");

const listedDay: Guarded<string> = pattern("ListedDay", `^(?:${fullDay("-")}|${SHORT_DAY})$`, {
  en: 'a day as "yyyy-MM-dd" or "yy-MM-dd"',
  zh: "日期,格式为 yyyy-MM-dd 或 yy-MM-dd",
});

const dayRange: Guarded<string> = pattern("DayRange", `^${fullDay("\\.")}-${fullDay("\\.")}$`, {
  en: 'the first and the last day as "yyyy.MM.dd-yyyy.MM.dd"',
  zh: "起止日期,格式为 yyyy.MM.dd-yyyy.MM.dd",
});

/**
 * The codec of `holiday_dates`: a range of days for each holiday that has one.
 *
 * @category codecs
 * @since 0.2.0
 */
export const HolidayDatesCodec: Guarded<HolidayDates> = table(
  "HolidayDates",
  "属性结构详解, CanNoUseDateStruct, holiday_dates",
  {},
  Object.fromEntries(HOLIDAYS.map(({ code }) => [String(code), dayRange])) as Record<
    `${Holiday}`,
    Guarded<string>
  >,
);

/**
 * The codec of CAN_NO_USE_DATE.
 *
 * @category codecs
 * @since 0.2.0
 */
export const CanNoUseDateCodec: Guarded<CanNoUseDate> = table(
  "CanNoUseDate",
  "属性结构详解, CanNoUseDateStruct",
  { enable: boolean },
  {
    days_of_week: list("DaysOfWeek", oneOf<DayOfWeek>("DayOfWeek", ...DAYS_OF_WEEK.map(({ code }) => code))),
    holidays: list("Holidays", oneOf<Holiday>("Holiday", ...HOLIDAYS.map(({ code }) => code))),
    date_list: list("ListedDays", listedDay),
    holiday_dates: HolidayDatesCodec,
  },
);

/** The first and the last day of a range "yyyy.MM.dd-yyyy.MM.dd", as numbers of days. */
export const readDayRange = (range: string): readonly [first: number, last: number] => [
  readDay(range.slice(0, 10)),
  readDay(range.slice(11)),
];

/** The range of days of a holiday, where there is one. */
export const rangeOf = (dates: HolidayDates | null | undefined, holiday: Holiday): string | undefined =>
  dates?.[`${holiday}`] ?? undefined;

/** The holidays whose dates are needed and not given, each once. 0 is no holiday and needs none. */
export const holidaysWithoutDates = (
  holidays: readonly Holiday[] | null | undefined,
  dates: HolidayDates | null | undefined,
): readonly Holiday[] => [
  ...new Set((holidays ?? []).filter((holiday) => holiday !== 0 && rangeOf(dates, holiday) === undefined)),
];
