import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { isUsableAt, type UnusableCode, usability } from "../../src/platform/product/isUsableAt.js";
import type { UsabilityRules } from "../../src/platform/product/UsabilityRules.js";
import { rightOf } from "../support/either.js";
import { type NaiveRules, naiveUsability } from "../support/usableDays.js";

/** Days around a leap day and two ends of a year, so that all rules meet. */
const FIRST = Date.UTC(2023, 11, 20) / 1000;
const DAYS = 90;

const dayArbitrary = fc
  .integer({ min: 0, max: DAYS })
  .map((n) => new Date((FIRST + n * 86400) * 1000).toISOString().slice(0, 10));

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** Seconds of a day; mostly round ones, and those beside them. */
const secondArbitrary = fc.oneof(
  fc.integer({ min: 0, max: 86399 }),
  fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1800)).map(([h, s]) => h * 3600 + s),
  fc.constantFrom(0, 1, 86398, 86399),
);

const clock = (second: number, short: boolean): string => {
  const [h, m, s] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return short ? `${two(h)}:${two(m)}` : `${two(h)}:${two(m)}:${two(s)}`;
};

const periodArbitrary = fc
  .record({
    a: secondArbitrary,
    b: fc.oneof(secondArbitrary, fc.constant(86400)),
    next: fc.boolean(),
    short: fc.boolean(),
    startShort: fc.boolean(),
  })
  .map(({ a, b, next, short, startShort }) => {
    // A short spelling is of whole minutes.
    const [start, end] = [startShort ? a - (a % 60) : a, short ? b - (b % 60) : b];
    return { start, end, next, short, startShort };
  })
  .filter(({ start, end, next, short }) => {
    const until = (end === 86399 || (short && end === 86340) ? 86400 : end) + (next ? 86400 : 0);
    return until > start && until - start <= 86400;
  })
  .map(({ start, end, next, short, startShort }) => ({
    use_start_time: clock(start, startShort),
    use_end_time: clock(end, short),
    ...(next ? { end_time_is_next_day: true } : {}),
  }));

const useTimeArbitrary = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ use_time_type: 1 as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      use_time_type: fc.constant(2 as const),
      time_period_list: fc.array(periodArbitrary, { minLength: 1, maxLength: 3 }),
    }),
  },
);

const ordered = (a: string, b: string): [string, string] => (a <= b ? [a, b] : [b, a]);

const useDateArbitrary = fc.oneof(
  fc.tuple(dayArbitrary, dayArbitrary).map(([a, b]) => {
    const [use_start_date, use_end_date] = ordered(a, b);
    return { use_date_type: 1 as const, use_start_date, use_end_date };
  }),
  fc.record({ use_date_type: fc.constant(2 as const), day_duration: fc.integer({ min: 1, max: 60 }) }),
);

const holidayArbitrary = fc.integer({ min: 0, max: 17 }) as fc.Arbitrary<0 | 1 | 2 | 17>;

const canNoUseDateArbitrary = fc
  .record({
    enable: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    days_of_week: fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { maxLength: 3 }),
    holidays: fc.array(holidayArbitrary, { maxLength: 3 }),
    date_list: fc.array(
      fc.tuple(dayArbitrary, fc.boolean()).map(([day, short]) => (short ? day.slice(2) : day)),
      { maxLength: 5 },
    ),
    ranges: fc.array(
      fc.tuple(dayArbitrary, fc.integer({ min: 0, max: 6 })).map(([first, days]) => {
        const last = new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
        return `${first}-${last}`.replace(/(\d{4})-(\d\d)-(\d\d)/g, "$1.$2.$3");
      }),
      { minLength: 3, maxLength: 3 },
    ),
  })
  .map(({ ranges, ...rest }) => ({
    ...rest,
    holiday_dates: Object.fromEntries(rest.holidays.map((holiday, i) => [String(holiday), ranges[i]!])),
  }));

const timeArbitrary = fc
  .tuple(fc.integer({ min: -1, max: DAYS + 1 }), secondArbitrary)
  .map(([day, second]) => FIRST + day * 86400 + second - 28800);

const rulesArbitrary = fc
  .record({
    useTime: fc.option(useTimeArbitrary, { nil: undefined, freq: 4 }),
    useDate: fc.option(useDateArbitrary, { nil: undefined, freq: 2 }),
    canNoUseDate: fc.option(canNoUseDateArbitrary, { nil: undefined, freq: 2 }),
    purchasedAt: timeArbitrary,
    relativeDays: fc.constantFrom(undefined, "calendarDays" as const, "exact24h" as const),
  })
  .map((rules) => rules satisfies UsabilityRules satisfies NaiveRules);

const codeOf = (rules: UsabilityRules, time: number): "usable" | UnusableCode => {
  const answer = rightOf(isUsableAt(rules, time));
  return answer.usable ? "usable" : answer.reason.code;
};

const START_OF_TZ = process.env["TZ"];
afterAll(() => {
  if (START_OF_TZ === undefined) delete process.env["TZ"];
  else process.env["TZ"] = START_OF_TZ;
});

describe("isUsableAt against a naive reading", () => {
  test("gives the same answer, for the same reason", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(rulesArbitrary, fc.array(timeArbitrary, { minLength: 5, maxLength: 5 }), (rules, times) => {
        for (const time of times) {
          const code = codeOf(rules, time);
          seen.set(code, (seen.get(code) ?? 0) + 1);
          expect(code).toBe(naiveUsability(rules, time));
        }
      }),
      { numRuns: 4000 },
    );
    // None of the answers is too rare to have been compared.
    expect(seen.size).toBe(7);
    for (const count of seen.values()) expect(count).toBeGreaterThan(50);
  });

  test("agrees at every boundary: at the first and last second of each day and of each period", () => {
    fc.assert(
      fc.property(rulesArbitrary, fc.integer({ min: 0, max: DAYS }), (rules, n) => {
        const midnight = FIRST + n * 86400 - 28800;
        const marks = (
          rules.useTime && "time_period_list" in rules.useTime ? rules.useTime.time_period_list : []
        )
          .flatMap(({ use_start_time, use_end_time }) => [use_start_time, use_end_time])
          .map((text) => text.split(":").reduce((sum, part, i) => sum + Number(part) * [3600, 60, 1][i]!, 0));
        const edges = [0, ...marks].map((mark) => midnight + mark);
        const { purchasedAt } = rules;
        const days = rules.useDate && "day_duration" in rules.useDate ? rules.useDate.day_duration : 1;
        edges.push(purchasedAt, purchasedAt + days * 86400);
        for (const edge of edges)
          for (const time of [edge - 1, edge, edge + 1])
            expect(codeOf(rules, time)).toBe(naiveUsability(rules, time));
      }),
      { numRuns: 2000 },
    );
  });

  test("over the whole range of the calendar: years from 1970 to 9999", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 253402271999 }),
        fc.integer({ min: 1, max: 7 }),
        (time, weekday) => {
          const rules = { canNoUseDate: { enable: true, days_of_week: [weekday as 1] } };
          const answer = rightOf(isUsableAt(rules, time));
          expect(answer.usable ? "usable" : answer.reason.code).toBe(naiveUsability(rules, time));
          if (!answer.usable)
            expect(answer.reason.day).toBe(new Date((time + 28800) * 1000).toISOString().slice(0, 10));
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe("laws", () => {
  test("unusable dates that are not enabled are as good as none", () => {
    fc.assert(
      fc.property(rulesArbitrary, timeArbitrary, (rules, time) => {
        fc.pre(rules.canNoUseDate !== undefined);
        const disabled = { ...rules, canNoUseDate: { ...rules.canNoUseDate, enable: false } };
        expect(isUsableAt(disabled, time)).toEqual(isUsableAt({ ...rules, canNoUseDate: undefined }, time));
      }),
    );
  });

  // Not so of hours: a period past midnight brings with it the day on which it began.
  test("another rule of days never makes usable what was not", () => {
    fc.assert(
      fc.property(rulesArbitrary, timeArbitrary, (rules, time) => {
        if (codeOf(rules, time) !== "usable") return;
        for (const key of ["useDate", "canNoUseDate"] as const)
          expect(codeOf({ ...rules, [key]: undefined }, time)).toBe("usable");
      }),
    );
  });

  test("rules read once answer as rules read each time", () => {
    fc.assert(
      fc.property(rulesArbitrary, fc.array(timeArbitrary), (rules, times) => {
        const answer = rightOf(usability(rules));
        for (const time of times) expect(answer(time)).toEqual(isUsableAt(rules, time));
      }),
    );
  });

  test("the machine's zone makes no difference", () => {
    const cases = fc.sample(fc.tuple(rulesArbitrary, timeArbitrary), { numRuns: 300, seed: 1 });
    const answersIn = (zone: string): { readonly offset: number; readonly answers: unknown } => {
      process.env["TZ"] = zone;
      return {
        offset: new Date(FIRST * 1000).getTimezoneOffset(),
        answers: cases.map(([rules, time]) => isUsableAt(rules, time)),
      };
    };
    const utc = answersIn("UTC");
    const others = ["America/New_York", "Asia/Shanghai", "Pacific/Kiritimati", "Australia/Lord_Howe"].map(
      answersIn,
    );
    // The zone has really changed.
    expect(new Set([utc, ...others].map(({ offset }) => offset)).size).toBe(5);
    for (const { answers } of others) expect(answers).toEqual(utc.answers);
  });
});
