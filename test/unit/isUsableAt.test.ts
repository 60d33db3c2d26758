import { describe, expect, test } from "vitest";
import { isUsableAt, usability } from "../../src/platform/product/isUsableAt.js";
import type { UsabilityRules } from "../../src/platform/product/UsabilityRules.js";
import { leftOf, rightOf } from "../support/either.js";

/** A time of the clocks in China. */
const at = (text: string): number => Date.parse(`${text.replace(" ", "T")}+08:00`) / 1000;

/** "usable", or the reason's code and the day it is about. */
const answer = (rules: UsabilityRules, text: string): string => {
  const usable = rightOf(isUsableAt(rules, at(text)));
  return usable.usable ? "usable" : `${usable.reason.code} ${usable.reason.day}`;
};

const problems = (rules: unknown, time: unknown = 0): readonly string[] =>
  leftOf(isUsableAt(rules as UsabilityRules, time as number)).map(({ code, path }) => `${code} ${path}`);

type Periods = readonly (readonly [start: string, end: string, next?: boolean])[];

const hours = (...periods: Periods) => ({
  use_time_type: 2 as const,
  time_period_list: periods.map(([use_start_time, use_end_time, end_time_is_next_day]) => ({
    use_start_time,
    use_end_time,
    end_time_is_next_day,
  })),
});

const dates = (use_start_date: string, use_end_date: string) => ({
  use_date_type: 1 as const,
  use_start_date,
  use_end_date,
});

const relative = (day_duration: number, purchasedAt: string, relativeDays?: "calendarDays" | "exact24h") => ({
  useDate: { use_date_type: 2 as const, day_duration },
  purchasedAt: at(purchasedAt),
  relativeDays,
});

describe("hours", () => {
  test("without rules, and all day, everything is usable", () => {
    for (const rules of [{}, { useTime: { use_time_type: 1 as const } }, { useTime: undefined }])
      for (const time of ["1970-01-01 08:00:00", "2024-06-01 00:00:00", "9999-12-31 23:59:59"])
        expect(answer(rules, time)).toBe("usable");
    // Periods have an effect under type 2 only.
    const allDay = { useTime: { ...hours(["10:00", "11:00"]), use_time_type: 1 as const } };
    expect(answer(allDay, "2024-06-01 12:00:00")).toBe("usable");
  });

  test("a period includes its first second and not its last", () => {
    const rules = { useTime: hours(["10:00:00", "14:00:00"]) };
    expect(answer(rules, "2024-06-01 09:59:59")).toBe("outsideUseTime 2024-06-01");
    expect(answer(rules, "2024-06-01 10:00:00")).toBe("usable");
    expect(answer(rules, "2024-06-01 13:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-01 14:00:00")).toBe("outsideUseTime 2024-06-01");
  });

  test("several periods, in either spelling", () => {
    const rules = { useTime: hours(["17:30", "21:00"], ["11:00:30", "14:00"]) };
    for (const [time, usable] of [
      ["11:00:29", false],
      ["11:00:30", true],
      ["13:59:59", true],
      ["14:00:00", false],
      ["17:29:59", false],
      ["17:30:00", true],
      ["20:59:59", true],
      ["21:00:00", false],
    ] as const)
      expect(answer(rules, `2024-06-01 ${time}`)).toBe(usable ? "usable" : "outsideUseTime 2024-06-01");
  });

  test.each(["23:59:59", "23:59", "24:00:00", "24:00"])("%s is the end of the day", (end) => {
    const rules = { useTime: hours(["20:00", end]) };
    expect(answer(rules, "2024-06-01 23:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-02 00:00:00")).toBe("outsideUseTime 2024-06-02");
  });

  test("23:59:00 and 23:59:58 are not", () => {
    expect(answer({ useTime: hours(["20:00", "23:59:00"]) }, "2024-06-01 23:59:00")).toBe(
      "outsideUseTime 2024-06-01",
    );
    expect(answer({ useTime: hours(["20:00", "23:59:58"]) }, "2024-06-01 23:59:58")).toBe(
      "outsideUseTime 2024-06-01",
    );
  });

  test("a period past midnight is open on both days", () => {
    const rules = { useTime: hours(["22:00", "02:00", true]) };
    expect(answer(rules, "2024-06-01 21:59:59")).toBe("outsideUseTime 2024-06-01");
    expect(answer(rules, "2024-06-01 22:00:00")).toBe("usable");
    expect(answer(rules, "2024-06-01 23:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-02 00:00:00")).toBe("usable");
    expect(answer(rules, "2024-06-02 01:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-02 02:00:00")).toBe("outsideUseTime 2024-06-02");
  });

  test("a period of 24 hours leaves no gap", () => {
    const rules = { useTime: hours(["06:00", "06:00", true]) };
    for (const time of ["05:59:59", "06:00:00", "00:00:00", "23:59:59"])
      expect(answer(rules, `2024-06-01 ${time}`)).toBe("usable");
  });
});

describe("dates", () => {
  test("the first and the last day are usable whole", () => {
    const rules = { useDate: dates("2024-02-28", "2024-03-01") };
    expect(answer(rules, "2024-02-27 23:59:59")).toBe("beforeUseDate 2024-02-27");
    expect(answer(rules, "2024-02-28 00:00:00")).toBe("usable");
    expect(answer(rules, "2024-02-29 12:00:00")).toBe("usable");
    expect(answer(rules, "2024-03-01 23:59:59")).toBe("usable");
    expect(answer(rules, "2024-03-02 00:00:00")).toBe("afterUseDate 2024-03-02");
  });

  test("a single day, at the end of a year", () => {
    const rules = { useDate: dates("2023-12-31", "2023-12-31") };
    expect(answer(rules, "2023-12-30 23:59:59")).toBe("beforeUseDate 2023-12-30");
    expect(answer(rules, "2023-12-31 00:00:00")).toBe("usable");
    expect(answer(rules, "2023-12-31 23:59:59")).toBe("usable");
    expect(answer(rules, "2024-01-01 00:00:00")).toBe("afterUseDate 2024-01-01");
  });

  test("days after the purchase go to the end of the last", () => {
    const rules = relative(1, "2024-02-28 15:00:00");
    expect(answer(rules, "2024-02-28 14:59:59")).toBe("beforeUseDate 2024-02-28");
    expect(answer(rules, "2024-02-28 15:00:00")).toBe("usable");
    expect(answer(rules, "2024-02-29 23:59:59")).toBe("usable");
    expect(answer(rules, "2024-03-01 00:00:00")).toBe("afterUseDate 2024-03-01");
    expect(answer({ ...rules, relativeDays: "calendarDays" }, "2024-02-29 23:59:59")).toBe("usable");
  });

  test("the day of a purchase is that of China", () => {
    // In Greenwich it is still the 31st of May.
    const rules = relative(1, "2024-06-01 00:00:00");
    expect(answer(rules, "2024-06-02 23:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-03 00:00:00")).toBe("afterUseDate 2024-06-03");
    const before = relative(1, "2024-05-31 23:59:59");
    expect(answer(before, "2024-06-01 23:59:59")).toBe("usable");
    expect(answer(before, "2024-06-02 00:00:00")).toBe("afterUseDate 2024-06-02");
  });

  test("or are counted as 24 hours each", () => {
    const rules = relative(2, "2023-12-30 15:00:00", "exact24h");
    expect(answer(rules, "2023-12-30 14:59:59")).toBe("beforeUseDate 2023-12-30");
    expect(answer(rules, "2023-12-30 15:00:00")).toBe("usable");
    expect(answer(rules, "2024-01-01 14:59:59")).toBe("usable");
    expect(answer(rules, "2024-01-01 15:00:00")).toBe("afterUseDate 2024-01-01");
  });

  test("the most days there can be", () => {
    for (const relativeDays of ["calendarDays", "exact24h"] as const)
      expect(answer(relative(2147483647, "2024-06-01 00:00:00", relativeDays), "9999-12-31 23:59:59")).toBe(
        "usable",
      );
  });

  test("the purchase has no effect on specific dates", () => {
    const rules = { useDate: dates("2024-06-01", "2024-06-02"), purchasedAt: at("2024-06-02 00:00:00") };
    expect(answer(rules, "2024-06-01 00:00:00")).toBe("usable");
  });
});

describe("days on which it is not usable", () => {
  const days = [
    "2024-06-03",
    "2024-06-04",
    "2024-06-05",
    "2024-06-06",
    "2024-06-07",
    "2024-06-08",
    "2024-06-09",
  ];

  test.each([1, 2, 3, 4, 5, 6, 7] as const)(
    "day %i of the week, from its first second to its last",
    (day) => {
      const rules = { canNoUseDate: { enable: true, days_of_week: [day] } };
      days.forEach((text, i) => {
        const expected = i + 1 === day ? `excludedWeekday ${text}` : "usable";
        expect(answer(rules, `${text} 00:00:00`)).toBe(expected);
        expect(answer(rules, `${text} 23:59:59`)).toBe(expected);
      });
    },
  );

  test("single days, with four digits of the year or two", () => {
    const rules = { canNoUseDate: { enable: true, date_list: ["2024-02-29", "24-12-31"] } };
    for (const day of ["2024-02-29", "2024-12-31"]) {
      expect(answer(rules, `${day} 00:00:00`)).toBe(`excludedDate ${day}`);
      expect(answer(rules, `${day} 23:59:59`)).toBe(`excludedDate ${day}`);
    }
    for (const time of [
      "2024-02-28 23:59:59",
      "2024-03-01 00:00:00",
      "2024-12-30 23:59:59",
      "2025-01-01 00:00:00",
    ])
      expect(answer(rules, time)).toBe("usable");
    expect(answer(rules, "2124-12-31 12:00:00")).toBe("usable");
  });

  test("holidays, on the days that are given", () => {
    const rules = {
      canNoUseDate: {
        enable: true,
        holidays: [1, 7] as const,
        holiday_dates: {
          "1": "2021.01.01-2021.01.03",
          "7": "2021.10.01-2021.10.07",
          "9": "2021.12.25-2021.12.25",
        },
      },
    };
    expect(answer(rules, "2020-12-31 23:59:59")).toBe("usable");
    expect(answer(rules, "2021-01-01 00:00:00")).toBe("excludedHoliday 2021-01-01");
    expect(answer(rules, "2021-01-03 23:59:59")).toBe("excludedHoliday 2021-01-03");
    expect(answer(rules, "2021-01-04 00:00:00")).toBe("usable");
    expect(answer(rules, "2021-10-07 12:00:00")).toBe("excludedHoliday 2021-10-07");
    // No other year; and the days of a holiday that `holidays` does not list, since they are said not to be usable.
    expect(answer(rules, "2022-01-01 12:00:00")).toBe("usable");
    expect(answer(rules, "2021-12-25 12:00:00")).toBe("excludedHoliday 2021-12-25");
  });

  test("0 is no holiday", () => {
    expect(answer({ canNoUseDate: { enable: true, holidays: [0] } }, "2024-01-01 00:00:00")).toBe("usable");
    const dated = { enable: true, holidays: [0] as const, holiday_dates: { "0": "2024.01.01-2024.01.01" } };
    expect(answer({ canNoUseDate: dated }, "2024-01-01 00:00:00")).toBe("usable");
  });

  test("only where they are enabled", () => {
    const rules = {
      canNoUseDate: {
        enable: false,
        days_of_week: [6] as const,
        holidays: [2] as const,
        date_list: ["2024-06-01"],
      },
    };
    expect(answer(rules, "2024-06-01 12:00:00")).toBe("usable");
  });
});

describe("rules together", () => {
  const night = hours(["22:00", "02:00", true]);

  test("a period past midnight belongs to the day on which it begins", () => {
    const rules = { useTime: night, canNoUseDate: { enable: true, days_of_week: [6] as const } };
    // 2024-06-01 is a Saturday. Friday's period goes on.
    expect(answer(rules, "2024-06-01 01:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-01 02:00:00")).toBe("excludedWeekday 2024-06-01");
    expect(answer(rules, "2024-06-01 22:00:00")).toBe("excludedWeekday 2024-06-01");
    // Saturday's is closed on Sunday too.
    expect(answer(rules, "2024-06-02 00:00:00")).toBe("excludedWeekday 2024-06-01");
    expect(answer(rules, "2024-06-02 01:59:59")).toBe("excludedWeekday 2024-06-01");
    expect(answer(rules, "2024-06-02 02:00:00")).toBe("outsideUseTime 2024-06-02");
    expect(answer(rules, "2024-06-02 22:00:00")).toBe("usable");
  });

  test("with holidays, single days and dates of use likewise", () => {
    const holiday = {
      enable: true,
      holidays: [12] as const,
      holiday_dates: { "12": "2024.06.01-2024.06.01" },
    };
    for (const [canNoUseDate, code] of [
      [holiday, "excludedHoliday"],
      [{ enable: true, date_list: ["2024-06-01"] }, "excludedDate"],
    ] as const) {
      expect(answer({ useTime: night, canNoUseDate }, "2024-06-01 01:00:00")).toBe("usable");
      expect(answer({ useTime: night, canNoUseDate }, "2024-06-02 01:00:00")).toBe(`${code} 2024-06-01`);
    }
    const rules = { useTime: night, useDate: dates("2024-06-01", "2024-06-02") };
    expect(answer(rules, "2024-06-01 01:00:00")).toBe("beforeUseDate 2024-05-31");
    expect(answer(rules, "2024-06-03 01:59:59")).toBe("usable");
    expect(answer(rules, "2024-06-03 02:00:00")).toBe("afterUseDate 2024-06-03");
    expect(answer(rules, "2024-06-03 22:00:00")).toBe("afterUseDate 2024-06-03");
  });

  test("and with days after the purchase, unless they are 24 hours each", () => {
    const bought = relative(1, "2024-06-01 00:30:00");
    expect(answer({ ...bought, useTime: night }, "2024-06-01 00:29:59")).toBe("beforeUseDate 2024-05-31");
    // The period began the day before the purchase, and is open.
    expect(answer({ ...bought, useTime: night }, "2024-06-01 00:30:00")).toBe("usable");
    expect(answer({ ...bought, useTime: night }, "2024-06-03 01:59:59")).toBe("usable");
    const exact = { ...bought, useTime: night, relativeDays: "exact24h" as const };
    expect(answer(exact, "2024-06-02 00:29:59")).toBe("usable");
    expect(answer(exact, "2024-06-02 00:30:00")).toBe("afterUseDate 2024-06-01");
  });

  test("where today's period and yesterday's are both open, one of the two days is enough", () => {
    const useTime = hours(["22:00", "12:00", true], ["10:00", "14:00"]);
    const saturdays = { useTime, canNoUseDate: { enable: true, days_of_week: [6] as const } };
    expect(answer(saturdays, "2024-06-01 11:00:00")).toBe("usable");
    expect(answer(saturdays, "2024-06-01 13:00:00")).toBe("excludedWeekday 2024-06-01");
    expect(answer(saturdays, "2024-06-02 09:00:00")).toBe("excludedWeekday 2024-06-01");
    expect(answer(saturdays, "2024-06-02 11:00:00")).toBe("usable");
    const both = { useTime, canNoUseDate: { enable: true, days_of_week: [6, 7] as const } };
    expect(answer(both, "2024-06-02 11:00:00")).toBe("excludedWeekday 2024-06-02");
  });

  test("of several reasons the first is given", () => {
    const canNoUseDate = {
      enable: true,
      days_of_week: [6] as const,
      holidays: [12] as const,
      holiday_dates: { "12": "2024.06.01-2024.06.02" },
      date_list: ["2024-06-01", "2024-06-02", "2024-06-03"],
    };
    const rules = {
      useTime: hours(["10:00", "11:00"]),
      useDate: dates("2024-06-01", "2024-06-04"),
      canNoUseDate,
    };
    expect(answer(rules, "2024-05-31 00:00:00")).toBe("beforeUseDate 2024-05-31");
    expect(answer(rules, "2024-06-01 00:00:00")).toBe("excludedWeekday 2024-06-01");
    expect(answer(rules, "2024-06-02 00:00:00")).toBe("excludedHoliday 2024-06-02");
    expect(answer(rules, "2024-06-03 00:00:00")).toBe("excludedDate 2024-06-03");
    expect(answer(rules, "2024-06-04 00:00:00")).toBe("outsideUseTime 2024-06-04");
    expect(answer(rules, "2024-06-04 10:00:00")).toBe("usable");
    expect(answer(rules, "2024-06-05 10:00:00")).toBe("afterUseDate 2024-06-05");
  });
});

describe("a reason is readable", () => {
  const textOf = (rules: UsabilityRules, time: string): readonly string[] => {
    const usable = rightOf(isUsableAt(rules, at(time)));
    return usable.usable ? [] : [usable.reason.text.en, usable.reason.text.zh];
  };

  test("in both languages", () => {
    const holiday = { enable: true, holidays: [2] as const, holiday_dates: { "2": "2024.02.10-2024.02.17" } };
    const saturday = "2024-06-01 12:00:00";
    const cases: readonly (readonly [UsabilityRules, string, string, string])[] = [
      [
        { useDate: dates("2024-06-02", "2024-06-30") },
        saturday,
        "usable from 2024-06-02 to 2024-06-30",
        "2024-06-02 至 2024-06-30 可用",
      ],
      [
        relative(30, "2024-05-01 10:00:00"),
        saturday,
        "usable for 30 days after the purchase: from 2024-05-01 10:00:00 to the end of 2024-05-31",
        "购买后 30 天内可用:2024-05-01 10:00:00 至 2024-05-31(含当日)",
      ],
      [
        relative(1, "2024-05-30 10:00:00", "exact24h"),
        saturday,
        "usable for 1 day after the purchase: from 2024-05-30 10:00:00 until 2024-05-31 10:00:00",
        "购买后 1 天内可用:2024-05-30 10:00:00 至 2024-05-31 10:00:00",
      ],
      [
        { canNoUseDate: { enable: true, days_of_week: [6] } },
        saturday,
        "not usable on Saturdays",
        "周六不可用",
      ],
      [
        { canNoUseDate: holiday },
        "2024-02-17 12:00:00",
        "not usable at Spring Festival (2024.02.10-2024.02.17)",
        "春节(2024.02.10-2024.02.17)不可用",
      ],
      [
        { canNoUseDate: { enable: true, date_list: ["24-06-01"] } },
        saturday,
        "not usable on 2024-06-01",
        "2024-06-01 不可用",
      ],
      [
        { useTime: hours(["10:00", "11:00"], ["22:00", "02:00", true]) },
        saturday,
        "usable at 10:00-11:00, 22:00-02:00 of the next day only",
        "仅 10:00-11:00、22:00-次日 02:00 可用",
      ],
    ];
    for (const [rules, time, en, zh] of cases) expect(textOf(rules, time)).toEqual([en, zh]);
  });
});

describe("what cannot be told is a problem, never a guess", () => {
  test("a time is a whole number of seconds", () => {
    for (const [time, code] of [
      [-1, "value.range"],
      [0.5, "value.notInteger"],
      [253402272000, "value.range"],
      [1717200000000, "value.range"],
      [Number.NaN, "value.type"],
      [Infinity, "value.range"],
      ["0", "value.type"],
      [undefined, "value.required"],
      [null, "value.type"],
    ] as const) {
      for (const found of [isUsableAt({}, time as number), rightOf(usability({}))(time as number)])
        expect(leftOf(found).map((each) => `${each.code} ${each.path}`)).toEqual([`${code} /time`]);
    }
    for (const time of [0, 253402271999]) expect(rightOf(isUsableAt({}, time))).toEqual({ usable: true });
  });

  test("days after a purchase need the purchase", () => {
    const useDate = { use_date_type: 2 as const, day_duration: 1 };
    expect(problems({ useDate })).toEqual(["usable.purchaseUnknown /purchasedAt"]);
    expect(problems({ useDate, purchasedAt: -1 })).toEqual(["value.range /purchasedAt"]);
    expect(problems({ useDate, purchasedAt: 1.5 })).toEqual(["value.notInteger /purchasedAt"]);
    expect(problems({ useDate, purchasedAt: 1717200000000 })).toEqual(["value.range /purchasedAt"]);
    expect(rightOf(isUsableAt({ useDate, purchasedAt: 0 }, 0))).toEqual({ usable: true });
  });

  test("a holiday needs its dates, even one that falls on the same day each year", () => {
    const canNoUseDate = { enable: true, holidays: [0, 1, 2, 2] as const, holiday_dates: null };
    const found = leftOf(isUsableAt({ canNoUseDate }, 0));
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "usable.holidayDatesUnknown /canNoUseDate/holiday_dates/1",
      "usable.holidayDatesUnknown /canNoUseDate/holiday_dates/2",
    ]);
    expect(found[1]?.message).toBe(
      "Spring Festival (2) is excluded, but holiday_dates does not say when it is",
    );
    expect(found[1]?.messageZh).toBe("春节(2)不可用,但 holiday_dates 未给出其具体日期");
  });

  test("contradictions and gaps in the rules", () => {
    expect(problems({ useTime: { use_time_type: 2 } })).toEqual([
      "product.timePeriods /useTime/time_period_list",
    ]);
    expect(problems({ useTime: hours(["10:00", "11:00"], ["22:00", "02:00"]) })).toEqual([
      "product.periodOrder /useTime/time_period_list/1/use_end_time",
    ]);
    expect(problems({ useDate: { use_date_type: 1 } })).toEqual([
      "product.useDates /useDate/use_start_date",
      "product.useDates /useDate/use_end_date",
    ]);
    expect(problems({ useDate: dates("2024-06-02", "2024-06-01") })).toEqual([
      "product.useDateOrder /useDate/use_end_date",
    ]);
    expect(problems({ useDate: { use_date_type: 2, day_duration: 0 }, purchasedAt: 0 })).toEqual([
      "product.dayDuration /useDate/day_duration",
    ]);
    const canNoUseDate = { enable: true, holiday_dates: { "2": "2024.02.17-2024.02.10" } };
    expect(problems({ canNoUseDate })).toEqual(["product.holidayRange /canNoUseDate/holiday_dates/2"]);
  });

  test("a problem says what was demanded and what came", () => {
    const [found] = leftOf(isUsableAt({ useDate: { use_date_type: 2, day_duration: 0 }, purchasedAt: 0 }, 0));
    expect(found?.message).toBe(
      "with use_date_type 2 (days after the purchase), day_duration is given and at least 1; got the number 0",
    );
    expect(found?.messageZh).toMatch(/;实际为:数字 0$/);
  });

  test("all of them at once, each once", () => {
    expect(
      problems(
        {
          useTime: {
            use_time_type: 2,
            time_period_list: [{ use_start_time: "9:00", use_end_time: "10:00" }],
          },
          useDate: { use_date_type: 2, day_duration: 1.5 },
          canNoUseDate: {
            enable: true,
            holidays: [2, 3],
            holiday_dates: { "2": "soon" },
            date_list: ["24-02-30"],
          },
          usetime: {},
        },
        -1,
      ),
    ).toEqual([
      "value.unknownKey /usetime",
      "value.format /useTime/time_period_list/0/use_start_time",
      "value.notInteger /useDate/day_duration",
      "value.format /canNoUseDate/date_list/0",
      "value.format /canNoUseDate/holiday_dates/2",
      "usable.holidayDatesUnknown /canNoUseDate/holiday_dates/3",
      "usable.purchaseUnknown /purchasedAt",
      "value.range /time",
    ]);
  });

  test("whatever the rules are, a problem and no exception", () => {
    for (const rules of [
      null,
      undefined,
      1,
      "",
      [],
      { useTime: null },
      { useDate: [] },
      { canNoUseDate: "no" },
    ])
      expect(problems(rules).length).toBeGreaterThan(0);
    expect(problems({ relativeDays: "days" })).toEqual(["value.range /relativeDays"]);
  });
});
