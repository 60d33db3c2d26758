/**
 * Parsing callbacks: most take a short way, and nobody can tell which.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLossless } from "../../src/server/handler/parse.js";
import { rightOf } from "../support/either.js";

const LIMITS = { bytes: 1_000_000, depth: 100 };

const parsed = (text: string): unknown => rightOf(parseLossless(text, LIMITS));

/** What the long way makes of it: a number with a point beside it leaves no other. */
const parsedAtLength = (text: string): unknown => (parsed(`[${text},0.5]`) as readonly unknown[])[0];

const keys = fc.constantFrom(
  "goods_id",
  "id",
  "ids",
  "code",
  "price",
  "__proto__",
  "a:b",
  "",
  '"',
  "\\",
  "1",
);
const numbers = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.constantFrom(0, -0, 7128346098909300, 999_999_999_999_999, 1e21, 1e-7),
);
const texts = fc.oneof(
  fc.string(),
  fc.constantFrom("1e5", "7128346098909300749", ":", '{"a":1}', '\\"', "-1"),
);

/** JSON as text, its ids as bare digits now and then. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    numbers.map((number) => JSON.stringify(number)),
    fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
    texts.map((text) => JSON.stringify(text)),
    fc.constantFrom("null", "true", "-0", "0.0", "1E3", "1e+2"),
    fc.array(tie("value") as fc.Arbitrary<string>).map((parts) => `[${parts.join(", ")}]`),
    fc
      .array(fc.tuple(keys, tie("value") as fc.Arbitrary<string>))
      .map((parts) => `{${parts.map(([key, part]) => `${JSON.stringify(key)}: ${part}`).join(",")}}`),
  ),
})).value as fc.Arbitrary<string>;

test("the short way says what the long way says", () => {
  fc.assert(
    fc.property(json, (text) => {
      const short = parseLossless(text, LIMITS);
      const long = parseLossless(`[${text},0.5]`, LIMITS);
      expect(short._tag).toBe(long._tag);
      if (short._tag === "Right") expect(short.right).toEqual(parsedAtLength(text));
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['{"goods_id":7128346098909300749}', { goods_id: "7128346098909300749" }],
  ['{"goods_id":712834609890930}', { goods_id: "712834609890930" }],
  ['{"ids":[1,[2]],"a":[1]}', { ids: ["1", ["2"]], a: [1] }],
  ['{"price":9007199254740993}', { price: 9007199254740992 }],
  ['{"price":1e2}', { price: Number.NaN }],
  ['{"price":-0}', { price: 0 }],
  ['{"price":[1,2.0]}', { price: [1, Number.NaN] }],
  ['{"a":1,"a":1}', { a: 1 }],
])("%s", (text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

test.each([
  '{"a":1,"a":2}',
  '{"id":1,"id":2}',
  '{"a":{"b":1,"b":2}}',
  '{"\\u0061":1,"a":2}',
  "{a:1}",
  "[01]",
  "[1",
])("%s is refused", (text) => {
  expect(parseLossless(text, LIMITS)).toEqual({ _tag: "Left", left: "notJson" });
});

test("a key called __proto__ is a key, on either way", () => {
  for (const text of ['{"__proto__":{"polluted":1}}', '{"__proto__":{"polluted":1.5}}']) {
    const value = parsed(text) as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  }
});
