/**
 * The codecs of single values: amounts, ids, text, whole numbers, free objects.
 */
import { MAX_FEN } from "../money/Fen.js";
import { type Guarded, leaf } from "./Guarded.js";
import type { Text } from "./Problem.js";
import { MAX_DEPTH } from "./Shape.js";

const isNumber = (value: unknown): value is number => typeof value === "number";

/** Why a value is no whole number of a range: programs may want to tell a fraction from a negative amount. */
const numberCode = (value: unknown): string => {
  if (!isNumber(value) || Number.isNaN(value)) return "value.type";
  if (!Number.isInteger(value) && Number.isFinite(value)) return "value.notInteger";
  return "value.range";
};

/** An amount in fen, as a caller writes it: a plain number. */
export const fen: Guarded<number> = /* @__PURE__ */ leaf<number>(
  "Fen",
  { _tag: "integer", least: 0, most: MAX_FEN },
  {
    en: `an amount in fen, an integer from 0 to ${MAX_FEN}`,
    zh: `以分为单位的金额(0 至 ${MAX_FEN} 的整数)`,
  },
  numberCode,
);

/** A whole number from `least` to `most`. */
export const integer = (name: string, least: number, most: number): Guarded<number> =>
  leaf<number>(
    name,
    { _tag: "integer", least, most },
    { en: `an integer from ${least} to ${most}`, zh: `${least} 至 ${most} 的整数` },
    numberCode,
  );

/** Any whole number that a double holds exactly. */
export const safeInteger: Guarded<number> = /* @__PURE__ */ integer(
  "SafeInteger",
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
);

/** Any text. */
export const text: Guarded<string> = /* @__PURE__ */ leaf<string>(
  "Text",
  { _tag: "string" },
  {
    en: "a string",
    zh: "字符串",
  },
);

/**
 * An id. A number is refused and never turned into text: the platform's ids have 19 digits, and a number above 2^53
 * has already lost some of them when it arrives.
 */
export const id: Guarded<string> = /* @__PURE__ */ leaf<string>(
  "Id",
  { _tag: "string" },
  {
    en: "an id as a string (as a number, an id above 2^53 would lose digits)",
    zh: "字符串形式的 id(超过 2^53 的 id 写成数字会丢失精度)",
  },
  (value) => (isNumber(value) ? "id.number" : "value.type"),
);

/** An id that must be there: an empty one names nothing. */
export const filledId: Guarded<string> = /* @__PURE__ */ leaf<string>(
  "FilledId",
  { _tag: "pattern", pattern: "^[\\s\\S]" },
  { en: "an id, as a string that is not empty", zh: "非空字符串形式的 id" },
  (value) => (isNumber(value) ? "id.number" : value === "" ? "value.empty" : "value.type"),
);

/** Text of at most `most` bytes in UTF-8, and of at least `least`. */
export const shortText = (name: string, most: number, least = 0): Guarded<string> => {
  const [en, zh] =
    least === 0 ? [`at most ${most}`, `不超过 ${most}`] : [`${least} to ${most}`, `${least} 至 ${most}`];
  return leaf<string>(
    name,
    { _tag: "boundedText", least, most },
    {
      en: `a string of ${en} bytes in UTF-8 (a Chinese character has 3)`,
      zh: `UTF-8 编码${zh} 字节的字符串(一个汉字 3 字节)`,
    },
    (value) => (typeof value !== "string" ? "value.type" : value === "" ? "value.empty" : "value.tooLong"),
  );
};

/** Text of a form: `pattern` is a regular expression of the whole text, of linear time. */
export const pattern = (name: string, source: string, expected: Text): Guarded<string> =>
  leaf<string>(name, { _tag: "pattern", pattern: source }, expected, (value) =>
    typeof value === "string" ? "value.format" : "value.type",
  );

/** Any finite number. */
export const number: Guarded<number> = /* @__PURE__ */ leaf<number>(
  "Number",
  { _tag: "number" },
  { en: "a number", zh: "数字" },
);

/** True or false. */
export const boolean: Guarded<boolean> = /* @__PURE__ */ leaf<boolean>(
  "Boolean",
  { _tag: "boolean" },
  { en: "true or false", zh: "布尔值 true 或 false" },
);

/** A day of the calendar. Gregorian, with leap years, so that no month has a day too many. */
export const day: Guarded<string> = /* @__PURE__ */ pattern(
  "Day",
  "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$",
  { en: 'a day as "yyyy-MM-dd"', zh: "日期,格式为 yyyy-MM-dd" },
);

/** An object that passes through as it is. */
export const freeObject: Guarded<Readonly<Record<string, unknown>>> = /* @__PURE__ */ leaf<
  Readonly<Record<string, unknown>>
>(
  "FreeObject",
  { _tag: "freeObject" },
  {
    en: `an object of JSON values, nested at most ${MAX_DEPTH} deep, without whole numbers above 2^53 (they have lost digits)`,
    zh: `JSON 对象,嵌套不超过 ${MAX_DEPTH} 层,且不含大于 2^53 的整数(已丢失精度)`,
  },
  (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? "value.range" : "value.type",
);
