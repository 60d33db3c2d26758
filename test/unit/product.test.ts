import { describe, expect, expectTypeOf, test } from "vitest";
import { decodeWith, type TypeOf } from "../../src/codec/Guarded.js";
import type { Part } from "../../src/codec/Shape.js";
import type { AppointmentCodec } from "../../src/platform/product/Appointment.js";
import {
  ATTRIBUTE_CODECS,
  type AttributeKind,
  type AttributeValues,
} from "../../src/platform/product/attributes.js";
import { type CanNoUseDateCodec, DAYS_OF_WEEK, HOLIDAYS } from "../../src/platform/product/CanNoUseDate.js";
import {
  dayOf,
  readDay,
  startOf,
  unixSeconds,
  weekdayOf,
  writeDay,
  writeTime,
} from "../../src/platform/product/chinaTime.js";
import {
  PRODUCT_SUB_TYPES,
  PRODUCT_TYPES,
  type ProductSubType,
  ProductSubTypeCodec,
  type ProductType,
  ProductTypeCodec,
} from "../../src/platform/product/ProductType.js";
import { ATTRIBUTE_RULES } from "../../src/platform/product/productRules.js";
import { loosen } from "../../src/platform/wire/loosen.js";
import type { Loose, Rule } from "../../src/platform/wire/Rule.js";
import { productNotes } from "../../src/reference/productNotes.js";

/** The codes and places of what is wrong with a value of a kind; none where its codec takes it. */
const faults = (kind: AttributeKind, value: unknown): readonly string[] => {
  const decoded = decodeWith(ATTRIBUTE_CODECS[kind] as (typeof ATTRIBUTE_CODECS)["STRING"], value);
  return decoded._tag === "Right" ? [] : decoded.left.map(({ code, path }) => `${code} ${path}`);
};

/** What the rules of a kind find in a value: the code, the place, and the limit if any. */
const broken = <K extends AttributeKind>(kind: K, value: unknown): readonly string[] => {
  const found: string[] = [];
  const loose = loosen<AttributeValues[K]>(ATTRIBUTE_CODECS[kind], value);
  for (const rule of ATTRIBUTE_RULES[kind] as readonly Rule<AttributeValues[K]>[])
    rule.check(
      loose as Loose<AttributeValues[K]>,
      {
        breaks: (at, _actual, expected) =>
          found.push(`${rule.code} /${at.join("/")}${expected === undefined ? "" : ` ${expected}`}`),
        cannotCheck: () => expect.fail("no rule of products needs to know anything else"),
      },
      {},
    );
  return found;
};

describe("product types", () => {
  test("are those of the document, and no others", () => {
    const codes = [1, 3, 4, 5, 7, 8, 11, 12, 14, 15, 22];
    expect(PRODUCT_TYPES.map(({ code }) => code)).toEqual(codes);
    for (let code = -1; code <= 30; code++) expect(ProductTypeCodec.is(code)).toBe(codes.includes(code));
    for (const other of ["1", 1.5, null, undefined]) expect(ProductTypeCodec.is(other)).toBe(false);
    expectTypeOf<TypeOf<typeof ProductTypeCodec>>().toEqualTypeOf<ProductType>();
    expect(PRODUCT_TYPES.find(({ code }) => code === 22)).toEqual({
      code: 22,
      en: "reservation",
      zh: "预约",
    });
  });

  test("sub types belong to a type; that of 2801 is in the second table only", () => {
    expect(PRODUCT_SUB_TYPES.map(({ productType, code, zh }) => [productType, code, zh])).toEqual([
      [12, 1201, "旅行社预售"],
      [28, 2801, "提货券"],
    ]);
    expect(ProductTypeCodec.is(28)).toBe(false);
    for (const code of [1201, 2801]) expect(ProductSubTypeCodec.is(code)).toBe(true);
    for (const code of [1200, 1202, 2800, 2802, 12]) expect(ProductSubTypeCodec.is(code)).toBe(false);
    expectTypeOf<TypeOf<typeof ProductSubTypeCodec>>().toEqualTypeOf<ProductSubType>();
  });

  test("holidays and days of the week stand at the place of their code", () => {
    expect(HOLIDAYS.map(({ code }) => code)).toEqual(Array.from({ length: 18 }, (_, i) => i));
    expect(DAYS_OF_WEEK.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const { en, zh } of [...HOLIDAYS, ...DAYS_OF_WEEK, ...PRODUCT_TYPES, ...PRODUCT_SUB_TYPES])
      expect(en !== "" && zh !== "").toBe(true);
  });
});

describe("attribute codecs", () => {
  const accepted: { readonly [K in AttributeKind]: readonly unknown[] } = {
    INT64: [0, -1, Number.MAX_SAFE_INTEGER],
    BOOL: [true, false],
    STRING: ["", "茶"],
    DOUBLE: [0.5, -1, 1e300],
    COMMON_ENUM: [
      { key: 0, value: "自定义" },
      { key: 7, value: "\n" },
    ],
    IMAGE: [{}, { name: "a", url: "https://example.com/a.png" }, { name: null, url: null }],
    USE_TIME: [
      { use_time_type: 1 },
      { use_time_type: 1, time_period_list: null },
      { use_time_type: 2, time_period_list: [{ use_start_time: "00:00:00", use_end_time: "24:00:00" }] },
      {
        use_time_type: 2,
        time_period_list: [{ use_start_time: "23:59", use_end_time: "00:00", end_time_is_next_day: true }],
      },
    ],
    USE_DATE: [
      { use_date_type: 1, use_start_date: "2024-02-29", use_end_date: "2024-12-31" },
      { use_date_type: 2, day_duration: 2147483647 },
      { use_date_type: 2, day_duration: -2147483648, use_start_date: null },
    ],
    CAN_NO_USE_DATE: [
      { enable: false },
      {
        enable: true,
        days_of_week: [1, 7],
        holidays: [0, 17],
        date_list: ["2024-02-29", "24-02-29", "00-02-29", "2023-12-31", "23-12-31"],
        holiday_dates: { 1: "2021.01.01-2021.01.03", 7: "2021.10.01-2021.10.07", 0: null, new: 1 },
      },
      { enable: true, days_of_week: [], holidays: null, date_list: null, holiday_dates: {} },
    ],
    APPOINTMENT: [
      {},
      {
        need_appointment: true,
        ahead_time_type: 3,
        ahead_day_num: 1,
        ahead_hour_num: 0,
        ahead_minute_num: -1,
        external_link: "",
        order_appointment_time_url: "x",
      },
    ],
    NOTE: [{}, { note_type: 1, content: "" }, { note_type: 2, content: "x" }],
    LIMIT_USE_RULE: [{ is_limit_use: true, use_num_per_consume: 1 }, { is_limit_use: false }],
    CUSTOMER_RESERVED_INFO: [
      { allow: false },
      {
        allow: true,
        allow_tel: true,
        allow_name: false,
        allow_identity: true,
        require_for_tel: false,
        need_for_all: null,
      },
    ],
    REAL_NAME_INFO: [{}, { anything: { at: ["all"] } }],
  };

  const period = (part: object) => ({
    use_time_type: 2,
    time_period_list: [{ use_start_time: "10:00", use_end_time: "11:00", ...part }],
  });

  const refused: { readonly [K in AttributeKind]: readonly (readonly [unknown, ...string[]])[] } = {
    INT64: [
      [1.5, "value.notInteger "],
      [2 ** 53, "value.range "],
      ["1", "value.type "],
    ],
    BOOL: [
      [1, "value.type "],
      ["true", "value.type "],
    ],
    STRING: [[1, "value.type "]],
    DOUBLE: [
      ["1", "value.type "],
      [Number.NaN, "value.type "],
      [Infinity, "value.type "],
    ],
    COMMON_ENUM: [
      [{ key: 0, value: "" }, "value.empty /value"],
      [{ key: 1, value: 1 }, "value.type /value"],
      [{ key: 1 }, "value.required /value"],
      [{ value: "a" }, "value.required /key"],
      [{ key: "1", value: "a" }, "value.type /key"],
    ],
    IMAGE: [[{ name: 1, url: 2 }, "value.type /name", "value.type /url"]],
    USE_TIME: [
      [{}, "value.required /use_time_type"],
      [{ use_time_type: 0 }, "value.range /use_time_type"],
      [{ use_time_type: 3 }, "value.range /use_time_type"],
      [{ use_time_type: 1, time_period_list: {} }, "value.type /time_period_list"],
      ...["24:00:00", "24:00", "12:60", "12:00:60", "9:00", "12:", "", "12:00:00 ", "-1:00"].map(
        (text) =>
          [period({ use_start_time: text }), "value.format /time_period_list/0/use_start_time"] as const,
      ),
      ...["24:00:01", "24:01", "25:00", "12:60:00"].map(
        (text) => [period({ use_end_time: text }), "value.format /time_period_list/0/use_end_time"] as const,
      ),
      [period({ use_start_time: undefined }), "value.required /time_period_list/0/use_start_time"],
      [period({ use_end_time: null }), "value.type /time_period_list/0/use_end_time"],
      [period({ end_time_is_next_day: 1 }), "value.type /time_period_list/0/end_time_is_next_day"],
    ],
    USE_DATE: [
      [{}, "value.required /use_date_type"],
      [{ use_date_type: 0 }, "value.range /use_date_type"],
      [{ use_date_type: 3 }, "value.range /use_date_type"],
      [{ use_date_type: 2, day_duration: 1.5 }, "value.notInteger /day_duration"],
      [{ use_date_type: 2, day_duration: 2147483648 }, "value.range /day_duration"],
      [{ use_date_type: 1, use_start_date: "2023-02-29" }, "value.format /use_start_date"],
      [{ use_date_type: 1, use_end_date: "24-02-29" }, "value.format /use_end_date"],
    ],
    CAN_NO_USE_DATE: [
      [{}, "value.required /enable"],
      [{ enable: "true" }, "value.type /enable"],
      [{ enable: true, days_of_week: [0, 8] }, "value.range /days_of_week/0", "value.range /days_of_week/1"],
      [{ enable: true, holidays: [-1, 18] }, "value.range /holidays/0", "value.range /holidays/1"],
      ...[
        "23-02-29",
        "2023-02-29",
        "1900-02-29",
        "24-2-9",
        "2024.02.29",
        "024-01-01",
        "24-13-01",
        "24-04-31",
      ].map((text) => [{ enable: true, date_list: [text] }, "value.format /date_list/0"] as const),
      ...[
        "2021.01.01",
        "2021-01-01-2021-01-03",
        "2021.01.01-2021.02.29",
        "2021.02.29-2021.03.01",
        "21.01.01-21.01.03",
        "2021.01.01 - 2021.01.03",
        "",
      ].map(
        (text) => [{ enable: true, holiday_dates: { 2: text } }, "value.format /holiday_dates/2"] as const,
      ),
      [{ enable: true, holiday_dates: [] }, "value.type /holiday_dates"],
    ],
    APPOINTMENT: [
      [{ ahead_time_type: 0 }, "value.range /ahead_time_type"],
      [{ ahead_time_type: 4 }, "value.range /ahead_time_type"],
      [
        { need_appointment: 1, ahead_day_num: "1" },
        "value.type /need_appointment",
        "value.type /ahead_day_num",
      ],
    ],
    NOTE: [
      [{ note_type: 0 }, "value.range /note_type"],
      [{ note_type: 3 }, "value.range /note_type"],
      [{ content: 1 }, "value.type /content"],
    ],
    LIMIT_USE_RULE: [
      [{}, "value.required /is_limit_use"],
      [{ is_limit_use: true, use_num_per_consume: 0.5 }, "value.notInteger /use_num_per_consume"],
    ],
    CUSTOMER_RESERVED_INFO: [
      [{}, "value.required /allow"],
      [{ allow: true, allow_tel: 1, need_for_all: "" }, "value.type /allow_tel", "value.type /need_for_all"],
    ],
    REAL_NAME_INFO: [
      ["", "value.type "],
      [[], "value.type "],
      [{ id: 2 ** 60 }, "value.range "],
    ],
  };

  const kinds = Object.keys(ATTRIBUTE_CODECS) as readonly AttributeKind[];

  test.each(kinds)("%s takes what the document describes, unknown keys with it", (kind) => {
    for (const value of accepted[kind]) {
      expect(faults(kind, value)).toEqual([]);
      if (typeof value === "object") expect(faults(kind, { ...value, added_later: 1 })).toEqual([]);
    }
  });

  test.each(kinds)("%s refuses the rest, and says where", (kind) => {
    for (const [value, ...expected] of refused[kind])
      expect([value, faults(kind, value)]).toEqual([value, expected]);
  });
});

describe("attribute rules", () => {
  test("a kind has rules for exactly what it can break", () => {
    const codes = Object.values(ATTRIBUTE_RULES as Record<string, readonly Rule<never>[]>).flat();
    expect(codes.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      "product.timePeriods warning",
      "product.periodOrder warning",
      "product.dayDuration error",
      "product.useDates error",
      "product.useDateOrder warning",
      "product.holidayRange warning",
      "product.holidayDates warning",
      "product.aheadTimeType error",
      "product.aheadTime warning",
      "product.useNumPerConsume warning",
    ]);
    // The fields that rules speak of are there.
    for (const { fields, source } of codes) {
      expect(source.document).toBe("product-publish-and-query");
      for (const field of fields) {
        const [table, name] = field.split(".") as [string, string];
        expect(productNotes[table]).toHaveProperty(name);
      }
    }
  });

  const periods = (...list: readonly (readonly [string, string, boolean?])[]) => ({
    use_time_type: 2,
    time_period_list: list.map(([use_start_time, use_end_time, end_time_is_next_day]) => ({
      use_start_time,
      use_end_time,
      end_time_is_next_day,
    })),
  });

  test("specific times need a period", () => {
    const codes = ["product.timePeriods /time_period_list"];
    expect(broken("USE_TIME", { use_time_type: 2 })).toEqual(codes);
    expect(broken("USE_TIME", { use_time_type: 2, time_period_list: null })).toEqual(codes);
    expect(broken("USE_TIME", { use_time_type: 2, time_period_list: [] })).toEqual(codes);
    expect(broken("USE_TIME", periods(["10:00", "11:00"]))).toEqual([]);
    expect(broken("USE_TIME", { use_time_type: 1, time_period_list: [] })).toEqual([]);
    expect(broken("USE_TIME", { use_time_type: 9, time_period_list: [] })).toEqual([]);
  });

  test("a period ends after it begins, and within 24 hours", () => {
    const at = (i: number) => `product.periodOrder /time_period_list/${i}/use_end_time`;
    for (const right of [
      ["10:00:00", "10:00:01"],
      ["00:00", "24:00"],
      ["23:59:59", "23:59:59"],
      ["23:59", "24:00"],
      ["22:00", "02:00", true],
      ["22:00", "22:00", true],
      ["00:00", "00:00", true],
    ] as const)
      expect(broken("USE_TIME", periods(right))).toEqual([]);
    for (const wrong of [
      ["10:00:00", "10:00:00"],
      ["00:00:00", "00:00:00"],
      ["10:00:01", "10:00:00"],
      ["22:00", "02:00"],
      ["22:00", "02:00", false],
      ["22:00:00", "22:00:01", true],
      ["22:00", "24:00", true],
    ] as const)
      expect(broken("USE_TIME", periods(["10:00", "11:00"], wrong))).toEqual([at(1)]);
    // What has no two times has no order.
    expect(broken("USE_TIME", periods(["9", "11:00"], ["11:00", "9"]))).toEqual([]);
  });

  test("days after the purchase need a number of days", () => {
    expect(broken("USE_DATE", { use_date_type: 2 })).toEqual(["product.dayDuration /day_duration"]);
    expect(broken("USE_DATE", { use_date_type: 2, day_duration: null })).toEqual([
      "product.dayDuration /day_duration",
    ]);
    expect(broken("USE_DATE", { use_date_type: 2, day_duration: 0 })).toEqual([
      "product.dayDuration /day_duration 1",
    ]);
    expect(broken("USE_DATE", { use_date_type: 2, day_duration: 1 })).toEqual([]);
    expect(broken("USE_DATE", { day_duration: 0 })).toEqual([]);
  });

  test("specific dates need both, in their order", () => {
    const useDate = (use_start_date?: unknown, use_end_date?: unknown, use_date_type = 1) => ({
      use_date_type,
      use_start_date,
      use_end_date,
    });
    const [start, end] = ["product.useDates /use_start_date", "product.useDates /use_end_date"];
    expect(broken("USE_DATE", useDate())).toEqual([start, end]);
    expect(broken("USE_DATE", useDate("2024-01-01"))).toEqual([end]);
    expect(broken("USE_DATE", useDate(null, "2024-01-01"))).toEqual([start]);
    expect(broken("USE_DATE", useDate("2024-01-01", "2024-01-01"))).toEqual([]);
    expect(broken("USE_DATE", useDate("2024-01-01", "2023-12-31"))).toEqual([
      "product.useDateOrder /use_end_date 2024-01-01",
    ]);
    expect(broken("USE_DATE", { ...useDate("2024-01-01", "2023-12-31", 2), day_duration: 1 })).toEqual([]);
  });

  test("holidays have dates, from the first to the last", () => {
    const not = (part: object, enable = true) => broken("CAN_NO_USE_DATE", { enable, ...part });
    const same = { holidays: [1], holiday_dates: { 1: "2021.01.01-2021.01.01" } };
    const reversed = { holidays: [1], holiday_dates: { 1: "2021.01.02-2021.01.01" } };
    expect(not(same)).toEqual([]);
    expect(not(reversed)).toEqual(["product.holidayRange /holiday_dates/1"]);
    expect(not(reversed, false)).toEqual([]);

    const missing = { holidays: [0, 1, 2, 2, 9], holiday_dates: { 1: "2021.01.01-2021.01.03", 9: null } };
    expect(not(missing)).toEqual([
      "product.holidayDates /holiday_dates/2",
      "product.holidayDates /holiday_dates/9",
    ]);
    expect(not(missing, false)).toEqual([]);
    expect(not({ holidays: [2] })).toEqual(["product.holidayDates /holiday_dates/2"]);
    expect(not({ holidays: [0] })).toEqual([]);
    expect(not({ holiday_dates: { 2: "2021.01.01-2021.01.03" } })).toEqual([]);
  });

  test("a booking ahead has its unit, and the number that goes with it", () => {
    const need = (part: object) => broken("APPOINTMENT", { need_appointment: true, ...part });
    expect(need({})).toEqual(["product.aheadTimeType /ahead_time_type"]);
    expect(need({ ahead_time_type: null })).toEqual(["product.aheadTimeType /ahead_time_type"]);
    for (const [type, field, other] of [
      [1, "ahead_day_num", "ahead_hour_num"],
      [2, "ahead_hour_num", "ahead_minute_num"],
      [3, "ahead_minute_num", "ahead_day_num"],
    ] as const) {
      expect(need({ ahead_time_type: type, [other]: 1 })).toEqual([`product.aheadTime /${field}`]);
      expect(need({ ahead_time_type: type, [field]: -1 })).toEqual([`product.aheadTime /${field} 0`]);
      expect(need({ ahead_time_type: type, [field]: 0 })).toEqual([]);
    }
    expect(broken("APPOINTMENT", { need_appointment: false })).toEqual([]);
    expect(broken("APPOINTMENT", { ahead_time_type: 1 })).toEqual([]);
  });

  test("a limit of vouchers has its number", () => {
    expect(broken("LIMIT_USE_RULE", { is_limit_use: true })).toEqual([
      "product.useNumPerConsume /use_num_per_consume",
    ]);
    expect(broken("LIMIT_USE_RULE", { is_limit_use: true, use_num_per_consume: 0 })).toEqual([
      "product.useNumPerConsume /use_num_per_consume 1",
    ]);
    expect(broken("LIMIT_USE_RULE", { is_limit_use: true, use_num_per_consume: 1 })).toEqual([]);
    expect(broken("LIMIT_USE_RULE", { is_limit_use: false })).toEqual([]);
  });

  test("nothing in a payload makes a rule throw", () => {
    for (const kind of Object.keys(ATTRIBUTE_CODECS) as readonly AttributeKind[])
      for (const junk of [
        null,
        undefined,
        1,
        "",
        [],
        [null],
        { enable: true, holidays: [null], holiday_dates: 3 },
      ])
        expect(() => broken(kind, junk)).not.toThrow();
  });
});

describe("notes", () => {
  /** The tables that a codec is made of. */
  const tables = (part: Part): readonly Part[] => {
    const { shape } = part;
    if (shape._tag === "list") return tables(shape.item);
    if (shape._tag !== "record") return [];
    return [part, ...shape.fields.flatMap((field) => tables(field.part))];
  };

  test("every field of every table has a note, and no note is without a field", () => {
    const all = Object.values(ATTRIBUTE_CODECS).flatMap(tables);
    expect(all.length).toBeGreaterThan(10);
    const fieldsOf = ({ shape }: Part) =>
      shape._tag === "record" ? shape.fields.map(({ key }) => key).sort() : [];
    expect(
      Object.fromEntries(
        Object.entries(productNotes).map(([name, notes]) => [name, Object.keys(notes).sort()]),
      ),
    ).toEqual(Object.fromEntries(all.map((part) => [part.name, fieldsOf(part)])));
    for (const { shape } of all)
      expect(shape._tag === "record" && shape.section).toMatch(/^属性结构详解, \w+Struct/);
  });
});

describe("China time", () => {
  test("days are those of the runtime's calendar, and back", () => {
    const zero = new Date(0);
    zero.setUTCFullYear(0, 0, 1);
    const [first, last] = [zero.getTime() / 86_400_000, Date.UTC(9999, 11, 31) / 86_400_000];
    for (let day = first; day <= last; day += day % 40 === 0 ? 1 : 17) {
      const date = new Date(day * 86_400_000);
      const text = date.toISOString().slice(0, 10);
      if (readDay(text) !== day || writeDay(day) !== text || weekdayOf(day) % 7 !== date.getUTCDay())
        expect.fail(text);
    }
    for (let day = readDay("1999-12-01"); day <= readDay("2029-01-31"); day++)
      expect(readDay(writeDay(day))).toBe(day);
  });

  test("two digits of a year are those of this century", () => {
    expect(readDay("24-02-29")).toBe(readDay("2024-02-29"));
    expect(readDay("00-01-01")).toBe(readDay("2000-01-01"));
    expect(readDay("99-12-31")).toBe(readDay("2099-12-31"));
  });

  test("a day begins eight hours before that of Greenwich", () => {
    const lastSecond = Date.UTC(2024, 5, 1, 15, 59, 59) / 1000;
    expect(writeTime(lastSecond)).toBe("2024-06-01 23:59:59");
    expect(writeTime(lastSecond + 1)).toBe("2024-06-02 00:00:00");
    expect(dayOf(lastSecond + 1)).toBe(dayOf(lastSecond) + 1);
    expect(startOf(dayOf(lastSecond + 1))).toBe(lastSecond + 1);
    expect(writeTime(0)).toBe("1970-01-01 08:00:00");
  });

  test("a time is in seconds, from 1970 to 9999", () => {
    for (const time of [0, 1717200000, 253402271999]) expect(unixSeconds.is(time)).toBe(true);
    for (const time of [-1, 253402272000, 1717200000000, 0.5, Number.NaN, "0"])
      expect(unixSeconds.is(time)).toBe(false);
    expect(writeTime(253402271999)).toBe("9999-12-31 23:59:59");
  });
});

test("types are those of the codecs", () => {
  expectTypeOf<TypeOf<typeof CanNoUseDateCodec>>().toEqualTypeOf<AttributeValues["CAN_NO_USE_DATE"]>();
  expectTypeOf<TypeOf<typeof AppointmentCodec>["ahead_time_type"]>().toEqualTypeOf<
    1 | 2 | 3 | null | undefined
  >();
});
