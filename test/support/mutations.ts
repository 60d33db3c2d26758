/**
 * Hostile texts and bytes: valid ones with something wrong put in the place of a value, a key, a character or a byte.
 */
import type { Below } from "./runs.js";

/** What is put in the place of a value, or anywhere. */
const HOSTILE = [
  "null",
  "-1",
  "-0",
  "0.1",
  "1e999",
  "1E-999",
  "9007199254740993",
  "123456789012345678901234567890",
  '"\\ud800"',
  '"\\u0000"',
  '"__proto__"',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"isLosslessNumber":true,"value":"7"}',
  '{"toString":1,"valueOf":2,"toJSON":3,"length":-1,"then":4}',
  "[]",
  "{}",
  "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
  '""',
  "true",
  `"${"长".repeat(700)}"`,
  "[[",
  "}",
  ",",
  "\\",
  '"',
] as const;

const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "id",
  "sku_id",
  "price",
  "hasOwnProperty",
  "length",
] as const;

const of = <A>(items: readonly A[], below: Below): A => items[below(items.length)]!;

/** A text of JSON without blanks, with one hostile thing in the place of one value, key or character. */
export const mutatedText = (text: string, below: Below): string => {
  const hostile = of(HOSTILE, below);
  const at = below(text.length);
  switch (below(5)) {
    case 0:
      return text.slice(0, at) + hostile + text.slice(at + below(8));
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + below(4));
    case 2:
      return replaced(text, /"[A-Za-z_]+":/g, `"${of(KEYS, below)}":`, below);
    default:
      return withValue(text, hostile, below);
  }
};

/** The text with another value in the place of one of its texts and numbers. */
export const withValue = (text: string, value: string, below: Below): string =>
  replaced(text, /(?<=":|[[,])(?:"[^"]*"|-?\d+)(?=[,}\]])/g, value, below);

/** Puts `by` in the place of one of the matches. */
const replaced = (text: string, pattern: RegExp, by: string, below: Below): string => {
  const found = [...text.matchAll(pattern)];
  const chosen = found[below(found.length)];
  return chosen === undefined
    ? text
    : text.slice(0, chosen.index) + by + text.slice(chosen.index + chosen[0].length);
};

/** Up to 200 bytes of anything. */
export const randomBytes = (below: Below): Uint8Array =>
  Uint8Array.from({ length: below(200) }, () => below(256));

/** The bytes with one to four of them changed; some are cut off, too. */
export const mutatedBytes = (bytes: Uint8Array, below: Below): Uint8Array => {
  const result = bytes.slice(0, below(10) === 0 ? below(bytes.length) : bytes.length);
  for (let n = below(4); n >= 0 && result.length > 0; n--) result[below(result.length)] = below(256);
  return result;
};

/** Lists or objects in one another, up to `most` deep; some of them never closed. */
export const deepText = (below: Below, openings: readonly string[], most = 3_000): string => {
  const depth = 1 + below(below(20) === 0 ? most : 80);
  const opening = of(openings, below);
  const closing = [...opening]
    .reverse()
    .map((character) => (character === "[" ? "]" : character === "{" ? "}" : ""))
    .join("");
  return opening.repeat(depth) + (below(2) === 0 ? "" : "1" + closing.repeat(depth));
};
