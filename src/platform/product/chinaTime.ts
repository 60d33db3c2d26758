/**
 * Days and seconds of China time: UTC+8, always, whatever zone the machine is in.
 *
 * Whole numbers only. A day is the number of days since 1970-01-01, a time the number of seconds since that day began
 * in UTC.
 */
import { type Guarded, leaf } from "../../codec/Guarded.js";

/** Seconds in a day: none has more or fewer, since China time knows no daylight saving. */
export const DAY_SECONDS = 86400;

/** China is eight hours ahead of UTC. */
const CHINA_OFFSET = 28800;

/** The last second of the year 9999 in China: a time in milliseconds, taken for seconds, lies far above it. */
const MAX_UNIX_SECONDS = 253402271999;

/** A moment in Unix seconds, the unit of the product interfaces. Source: product-publish-and-query, 字段约定. */
export const unixSeconds: Guarded<number> = leaf<number>(
  "UnixSeconds",
  { _tag: "integer", least: 0, most: MAX_UNIX_SECONDS },
  {
    en: `a time in Unix seconds (not milliseconds), an integer from 0 to ${MAX_UNIX_SECONDS}`,
    zh: `秒级(非毫秒)时间戳(0 至 ${MAX_UNIX_SECONDS} 的整数)`,
  },
  (value) => {
    if (typeof value !== "number" || Number.isNaN(value)) return "value.type";
    return Number.isFinite(value) && !Number.isInteger(value) ? "value.notInteger" : "value.range";
  },
);

/** The day in China of a time. */
export const dayOf = (time: number): number => Math.floor((time + CHINA_OFFSET) / DAY_SECONDS);

/** The time at which a day begins in China. */
export const startOf = (day: number): number => day * DAY_SECONDS - CHINA_OFFSET;

/** The day of the week, from 1 for Monday to 7 for Sunday. Day 0 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/**
 * The day that a text names, as "yyyy-MM-dd", "yyyy.MM.dd" or "yy-MM-dd"; a codec has seen to it that it is one.
 * Two digits of a year are those of this century: 24 is 2024.
 */
export const readDay = (text: string): number => {
  const digits = text.slice(0, -6);
  const year = Number(digits) + (digits.length === 2 ? 2000 : 0);
  const month = Number(text.slice(-5, -3));
  // Counted from March, a year ends with its leap day, and its months follow one pattern of 153 days in five.
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const era = Math.floor(marchYear / 400);
  const inEra = marchYear - era * 400;
  const leapDays = Math.floor(inEra / 4) - Math.floor(inEra / 100);
  const inYear = Math.floor((153 * marchMonth + 2) / 5) + Number(text.slice(-2)) - 1;
  return era * 146097 + inEra * 365 + leapDays + inYear - 719468;
};

const padded = (value: number, length: number): string => String(value).padStart(length, "0");

/** A day as "yyyy-MM-dd": the way back of `readDay`. */
export const writeDay = (day: number): string => {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const inEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * inYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const dayOfMonth = inYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
};

/** A time as "yyyy-MM-dd HH:mm:ss" in China. */
export const writeTime = (time: number): string => {
  const day = dayOf(time);
  const second = time - startOf(day);
  const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  return `${writeDay(day)} ${padded(hour, 2)}:${padded(minute, 2)}:${padded(second % 60, 2)}`;
};
