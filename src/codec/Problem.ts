/**
 * Problems: what is wrong with an input, said so that a person can mend it and a program can act on it.
 */

/**
 * One thing that is wrong with an input.
 *
 * @category model
 * @since 0.1.0
 */
export interface Problem {
  /** What kind of thing is wrong, for programs: never translated, never renamed within a major version. */
  readonly code: string;
  /** Where: a JSON Pointer (RFC 6901) into the input; `""` is the whole. */
  readonly path: string;
  /** What was expected and what came, in English. */
  readonly message: string;
  /** The same in Chinese. */
  readonly messageZh: string;
}

/**
 * A sentence in both languages.
 *
 * @category model
 * @since 0.1.0
 */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** Makes a problem of its parts. */
export const problem = (code: string, path: string, text: Text): Problem => ({
  code,
  path,
  message: text.en,
  messageZh: text.zh,
});

/**
 * One reference token of a JSON Pointer, escaped as RFC 6901 section 3 says.
 *
 * @example
 * import * as assert from "node:assert";
 * import { pointer } from "suanjia";
 *
 * assert.strictEqual(pointer("lines", 0, "a/b~c"), "/lines/0/a~1b~0c");
 *
 * @category constructors
 * @since 0.1.0
 */
export const pointer = (...tokens: readonly (string | number)[]): string => {
  let path = "";
  for (const token of tokens)
    path += typeof token === "number" ? `/${token}` : `/${token.replace(/~/g, "~0").replace(/\//g, "~1")}`;
  return path;
};

/** Problems of a part as problems of the whole: `root` is the JSON Pointer of the part. */
export const under =
  (root: string) =>
  (problems: readonly Problem[]): readonly Problem[] =>
    root === "" ? problems : problems.map((each) => ({ ...each, path: root + each.path }));

/** The longest piece of an input that a message quotes. */
const QUOTED = 60;

/** A text in quotation marks, cut where it is long. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

/** What came, in a few words: a long string is cut, and an object or array is named, never printed. */
export const describe = (value: unknown): Text => {
  if (value === undefined) return { en: "nothing", zh: "没有给出" };
  if (value === null) return { en: "null", zh: "null" };
  if (Array.isArray(value)) return { en: `an array of ${value.length}`, zh: `长度为 ${value.length} 的数组` };
  if (typeof value === "object") return { en: "an object", zh: "对象" };
  if (typeof value === "string") {
    return { en: `the string ${quoted(value)}`, zh: `字符串 ${quoted(value)}` };
  }
  if (typeof value === "number") return { en: `the number ${value}`, zh: `数字 ${value}` };
  if (typeof value === "boolean") return { en: String(value), zh: String(value) };
  return { en: `a ${typeof value}`, zh: `${typeof value} 类型的值` };
};

/** "expected …, got …", in both languages. */
export const expectedButGot = (expected: Text, value: unknown): Text => {
  const came = describe(value);
  return { en: `expected ${expected.en}, got ${came.en}`, zh: `应为:${expected.zh};实际为:${came.zh}` };
};
