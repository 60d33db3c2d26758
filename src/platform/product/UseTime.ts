/**
 * USE_TIME 使用时间控件: at what hours of a day a product may be used.
 * Source: product-publish-and-query, 属性结构详解, UseTimeStruct.
 */
import { type Guarded, list, oneOf } from "../../codec/Guarded.js";
import { boolean, pattern } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { DAY_SECONDS } from "./chinaTime.js";

/**
 * 1 the whole day 全天可用, 2 only in the periods that are given 仅指定时间可用.
 * Source: product-publish-and-query, 属性结构详解, UseTimeTypeEnum.
 *
 * @category model
 * @since 0.2.0
 */
export type UseTimeType = 1 | 2;

/**
 * One period of the day, in China time. Source: product-publish-and-query, 属性结构详解, TimePeriodStruct.
 *
 * The document writes "00:00:00" beside both fields and says no more; "HH:mm", to which its prose alludes, is read too.
 *
 * @category model
 * @since 0.2.0
 */
export interface TimePeriod {
  /** "HH:mm:ss" or "HH:mm", from 00:00:00 to 23:59:59; the period includes it. */
  readonly use_start_time: string;
  /**
   * "HH:mm:ss" or "HH:mm", to 24:00:00; the period does not include it. "23:59:59" and "23:59" stand for the end of the
   * day, as people write it, so that the day's last second belongs to the period.
   */
  readonly use_end_time: string;
  /** The period ends on the day after the one on which it begins. */
  readonly end_time_is_next_day?: boolean | null | undefined;
}

/**
 * At what hours of a day a product may be used. Source: product-publish-and-query, 属性结构详解, UseTimeStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface UseTime {
  readonly use_time_type: UseTimeType;
  /** Read where `use_time_type` is 2. */
  readonly time_period_list?: readonly TimePeriod[] | null | undefined;
}

const TIME_OF_DAY = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?";

const startTime: Guarded<string> = pattern("StartTime", `^${TIME_OF_DAY}$`, {
  en: 'a time of day as "HH:mm:ss" or "HH:mm", from 00:00:00 to 23:59:59',
  zh: "时刻,格式为 HH:mm:ss 或 HH:mm(00:00:00 至 23:59:59)",
});

const endTime: Guarded<string> = pattern("EndTime", `^(?:${TIME_OF_DAY}|24:00(?::00)?)$`, {
  en: 'a time of day as "HH:mm:ss" or "HH:mm", from 00:00:00 to 24:00:00',
  zh: "时刻,格式为 HH:mm:ss 或 HH:mm(00:00:00 至 24:00:00)",
});

/**
 * The codec of a period of the day.
 *
 * @category codecs
 * @since 0.2.0
 */
export const TimePeriodCodec: Guarded<TimePeriod> = table(
  "TimePeriod",
  "属性结构详解, TimePeriodStruct",
  { use_start_time: startTime, use_end_time: endTime },
  { end_time_is_next_day: boolean },
);

/**
 * The codec of USE_TIME. A list of periods may be missing or empty here, whatever the type: the rules say when not.
 *
 * @category codecs
 * @since 0.2.0
 */
export const UseTimeCodec: Guarded<UseTime> = table(
  "UseTime",
  "属性结构详解, UseTimeStruct",
  { use_time_type: oneOf<UseTimeType>("UseTimeType", 1, 2) },
  { time_period_list: list("TimePeriods", TimePeriodCodec) },
);

/** A period in seconds from the beginning of the day on which it begins: `end`, which may lie in the next, excluded. */
export interface PeriodSeconds {
  readonly start: number;
  readonly end: number;
}

const secondsOf = (text: string): number =>
  Number(text.slice(0, 2)) * 3600 + Number(text.slice(3, 5)) * 60 + Number(text.slice(6));

/** A period in seconds. It has none where `end` is not after `start`. */
export const periodSeconds = (period: TimePeriod): PeriodSeconds => {
  const { use_start_time: start, use_end_time: end } = period;
  const endOfDay = end === "23:59:59" || end === "23:59";
  return {
    start: secondsOf(start),
    end: (endOfDay ? DAY_SECONDS : secondsOf(end)) + (period.end_time_is_next_day === true ? DAY_SECONDS : 0),
  };
};
