/**
 * Whether a product may be used at a time, said naively: with the runtime's own calendar, ISO texts compared as texts,
 * and days walked one by one. It shares no code with what it judges.
 */

export interface NaiveRules {
  readonly useTime?:
    | {
        readonly use_time_type: 1 | 2;
        readonly time_period_list?: readonly {
          readonly use_start_time: string;
          readonly use_end_time: string;
          readonly end_time_is_next_day?: boolean | null | undefined;
        }[];
      }
    | undefined;
  readonly useDate?:
    | {
        readonly use_date_type: 1 | 2;
        readonly day_duration?: number | undefined;
        readonly use_start_date?: string | undefined;
        readonly use_end_date?: string | undefined;
      }
    | undefined;
  readonly canNoUseDate?:
    | {
        readonly enable: boolean;
        readonly days_of_week?: readonly number[];
        readonly holidays?: readonly number[];
        readonly date_list?: readonly string[];
        readonly holiday_dates?: Readonly<Record<string, string | undefined>>;
      }
    | undefined;
  readonly purchasedAt?: number | undefined;
  readonly relativeDays?: "calendarDays" | "exact24h" | undefined;
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

/** The day so many days after another, by the runtime's calendar. */
const daysAfter = (day: string, days: number): string => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return isoDay(date);
};

/** The day in China: that of a clock in Greenwich which is eight hours fast. */
const chinaDay = (time: number): string => isoDay(new Date((time + 8 * 60 * 60) * 1000));

/** Every day from one to another, both included. */
const walk = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let day = first; day <= last; day = daysAfter(day, 1)) days.push(day);
  return days;
};

/** The moment in Unix milliseconds at which the clocks in China show a time of a day; 24:00 is 00:00 of the next. */
const moment = (day: string, clock: string): number =>
  clock.startsWith("24")
    ? Date.parse(`${daysAfter(day, 1)}T00:00:00+08:00`)
    : Date.parse(`${day}T${clock}+08:00`);

const dateReason = (rules: NaiveRules, day: string, time: number): string | undefined => {
  const { useDate, canNoUseDate: not, purchasedAt } = rules;
  if (useDate?.use_date_type === 1) {
    if (day < useDate.use_start_date!) return "beforeUseDate";
    if (day > useDate.use_end_date!) return "afterUseDate";
  }
  if (useDate?.use_date_type === 2) {
    if (time < purchasedAt!) return "beforeUseDate";
    const days = useDate.day_duration!;
    const isLate =
      rules.relativeDays === "exact24h"
        ? time - purchasedAt! >= days * 24 * 60 * 60
        : !walk(daysAfter(chinaDay(purchasedAt!), -1), daysAfter(chinaDay(purchasedAt!), days)).includes(day);
    if (isLate) return "afterUseDate";
  }
  if (not?.enable !== true) return undefined;
  const sundayIsZero = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (not.days_of_week?.some((each) => each % 7 === sundayIsZero)) return "excludedWeekday";
  for (const [holiday, range] of Object.entries(not.holiday_dates ?? {})) {
    if (holiday === "0" || range === undefined) continue;
    const [first, last] = range.split("-").map((each) => each.replaceAll(".", "-"));
    if (walk(first!, last!).includes(day)) return "excludedHoliday";
  }
  const listed = (not.date_list ?? []).map((each) => (each.length === 8 ? `20${each}` : each));
  return listed.includes(day) ? "excludedDate" : undefined;
};

/** "usable", or the code of the reason why not. The rules must be without fault. */
export const naiveUsability = (rules: NaiveRules, time: number): string => {
  const today = chinaDay(time);
  const { useTime } = rules;
  if (useTime?.use_time_type !== 2) return dateReason(rules, today, time) ?? "usable";
  const openOn = [today, daysAfter(today, -1)].filter((day) =>
    useTime.time_period_list!.some((period) => {
      const endDay = period.end_time_is_next_day === true ? daysAfter(day, 1) : day;
      const isEndOfDay = ["23:59:59", "23:59"].includes(period.use_end_time);
      const end = moment(endDay, isEndOfDay ? "24:00" : period.use_end_time);
      return moment(day, period.use_start_time) <= time * 1000 && time * 1000 < end;
    }),
  );
  const reasons = openOn.map((day) => dateReason(rules, day, time));
  if (reasons.includes(undefined)) return "usable";
  return reasons[0] ?? dateReason(rules, today, time) ?? "outsideUseTime";
};
