/**
 * Laws of the field rules of plugin.createOrder: for any payload at all, well made or not.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Guarded } from "../../src/codec/Guarded.js";
import { PluginDiscountInfoCodec, PluginOrderCodec } from "../../src/platform/plugin/CreateOrder.js";
import { pluginDiscountInfoAmounts, pluginOrderAmounts } from "../../src/platform/plugin/PluginOrder.js";
import type { Violation } from "../../src/verify/Report.js";
import type { VerifyOptions } from "../../src/verify/verifier.js";
import { verify } from "../../src/verify/verify.js";
import {
  context,
  fieldsIn,
  type Json,
  pluginDiscountInfo,
  pluginOrders,
  put,
} from "../support/pluginOrders.js";
import { mutated, valueOf } from "../support/shapeArbitraries.js";
import { deepFreeze, spoilt } from "../unit/junk.js";

const golden: readonly Json[] = readdirSync(new URL("../golden/", import.meta.url))
  .filter((name) => name.startsWith("plugin-") && name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8")) as Json);
const orders: readonly Json[] = [...golden, ...Object.values(pluginOrders)];
const infos: readonly Json[] = orders
  .flatMap((order) => (order["discountInfo"] === undefined ? [] : [order["discountInfo"] as Json]))
  .concat(pluginDiscountInfo);

const spoiltOf = (samples: readonly Json[]): fc.Arbitrary<unknown> =>
  fc.constantFrom(...samples).chain(spoilt);

/** Payloads of a codec: as it takes them, around its limits, and samples with something spoilt in them. */
const payloadsOf = (codec: Guarded<object>, samples: readonly Json[]): fc.Arbitrary<unknown> =>
  fc.oneof(valueOf(codec), mutated(codec), spoiltOf(samples));

/** A copy, which may be frozen without harm to what else the parts are used for; nothing where there can be none. */
const cloned = (value: unknown): unknown => {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
};
const define = (whole: object, key: string, value: unknown): void => {
  Object.defineProperty(whole, key, { value, enumerable: true });
};

const RUNS = 1000;
const KINDS = [
  ["plugin.createOrder", PluginOrderCodec as Guarded<object>, pluginOrderAmounts, orders],
  ["plugin.discountInfo", PluginDiscountInfoCodec as Guarded<object>, pluginDiscountInfoAmounts, infos],
] as const;

describe.each(KINDS)("%s", (format, codec, amounts, samples) => {
  test("what the tables take can be read for its amounts", () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(payloadsOf(codec, samples), (payload) => {
        if (!codec.is(payload)) refused += 1;
        else {
          taken += 1;
          expect(amounts.is(payload)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
    // Neither side of the law is empty.
    expect(taken).toBeGreaterThan(RUNS / 4);
    expect(refused).toBeGreaterThan(RUNS / 4);
  });

  test("decoding gives the very object, encoding gives it back, and neither changes it", () => {
    let taken = 0;
    fc.assert(
      fc.property(payloadsOf(codec, samples), fc.dictionary(fc.string(), fc.jsonValue()), (payload, more) => {
        const whole = cloned(payload);
        if (!codec.is(whole)) return;
        // Keys that the tables do not name stay, on top and further down.
        for (const [key, value] of Object.entries(more))
          if (!(key in whole)) define(whole, `x-${key}`, value);
        deepFreeze(whole);
        const decoded = codec.decode(whole);
        taken += 1;
        // By identity, which is more than equality: a key such as "constructor" confuses a comparison with itself.
        expect(Object.keys(decoded)).toEqual(["_tag", "right"]);
        expect(decoded._tag).toBe("Right");
        expect((decoded as { right: unknown }).right).toBe(whole);
        expect(codec.encode(whole)).toBe(whole);
      }),
      { numRuns: RUNS },
    );
    expect(taken).toBeGreaterThan(RUNS / 4);
  });

  test("what the rules say is sound: places are of the payload, and each field is said once", () => {
    let violations = 0;
    fc.assert(
      fc.property(payloadsOf(codec, samples), options, (payload, chosen) => {
        violations += checkReport(payload, { ...chosen, format });
      }),
      { numRuns: RUNS },
    );
    expect(violations).toBeGreaterThan(RUNS / 2);
  });
});

/** Whatever a caller may know or not. */
const options: fc.Arbitrary<VerifyOptions> = fc.record({
  now: fc.constantFrom(undefined, context.now, 0, 1_661_000_000_000),
  productType: fc.constantFrom(undefined, 1, 3, 4, 5, 12, 22),
  paidUnitPrice: fc.constantFrom(undefined, 0, 1, 600),
  reservationTotal: fc.constantFrom(undefined, "beforeDiscount", "afterDiscount"),
  checks: fc.constantFrom<VerifyOptions["checks"]>(undefined, ["rules"], ["rules", "amounts"]),
});

/** RFC 6901: tilde is escaped. */
const POINTER = /^(?:\/(?:[^/~]|~[01])*)*$/;

/** Does a pointer lead to something in the payload, or to a field that an object of it, or nothing, has not? */
const leadsSomewhere = (payload: unknown, path: string): boolean => {
  if (!POINTER.test(path)) return false;
  let value = payload;
  for (const token of path.split("/").slice(1)) {
    const key = token.replace(/~1/g, "/").replace(/~0/g, "~");
    // The table that the field belongs to is missing itself.
    if (value === undefined || value === null) return true;
    if (typeof value !== "object") return false;
    if (Array.isArray(value) && !(/^(?:0|[1-9]\d*)$/.test(key) && Number(key) < value.length)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
};

const hasWords = ({ message, messageZh }: Pick<Violation, "message" | "messageZh">): boolean =>
  message !== "" && /[\u4e00-\u9fff]/.test(messageZh);

const OF_FIELDS = /^(?:value|id)\./;

/** What must hold of every violation of a rule, given the places of fields that are not what their tables say. */
const isSound = (
  { code, path, expected, actual, source, ...words }: Violation,
  payload: unknown,
  fields: ReadonlySet<string>,
): boolean =>
  leadsSomewhere(payload, path) &&
  (code !== "value.required" || actual === null) &&
  [expected, actual].every((each) => each === null || typeof each === "number" || typeof each === "string") &&
  source?.document === "plugin-create-order" &&
  (source.section !== "" || path === "") &&
  hasWords(words) &&
  (OF_FIELDS.test(code) || !isBelow(path, fields));

/** Does a path lead to one of the places, or below it? */
const isBelow = (path: string, places: ReadonlySet<string>): boolean => {
  const tokens = path.split("/");
  return tokens.some((_, i) => places.has(tokens.slice(0, i + 1).join("/")));
};

/** Checks whatever `verify` answers; says how many violations of rules there were. */
function checkReport(payload: unknown, chosen: VerifyOptions): number {
  const answer = verify(payload, chosen);
  if (answer._tag === "Left") {
    expect(answer.left.length).toBeGreaterThan(0);
    expect(answer.left.length).toBeLessThanOrEqual(1001);
    return 0;
  }
  const { ok, violations, unchecked } = answer.right;
  expect(violations.length).toBeLessThanOrEqual(1000);
  // Of either list, one entry may say how much of it was left out.
  expect(unchecked.length).toBeLessThanOrEqual(1002);
  if (violations.length < 1000) expect(ok).toBe(!violations.some(({ severity }) => severity === "error"));
  const rules = violations.filter(({ kind }) => kind === "rule");
  const fields = new Set(rules.filter(({ code }) => OF_FIELDS.test(code)).map(({ path }) => path));
  expect(fields.size).toBe(rules.filter(({ code }) => OF_FIELDS.test(code)).length);
  expect(rules.filter((each) => !isSound(each, payload, fields))).toEqual([]);
  return rules.length;
}

const nested = (depth: number, list: boolean): unknown => {
  let value: unknown = {};
  for (let i = 0; i < depth; i++) value = list ? [value] : { a: value };
  return value;
};
const many = (value: unknown, count = 3000): unknown[] => Array.from({ length: count }, () => value);

/** What hostile clients put where something else should be; made afresh, since it may be large. */
const HOSTILE: Readonly<Record<string, (value: unknown) => unknown>> = {
  "the same, thousands of times": (value) => many(value),
  "a list, its items thousands of times": (value) => (Array.isArray(value) ? many(value[0]) : many({})),
  "thousands of nothing": () => many(null),
  "a list of holes": () => new Array(3000),
  "deep objects": () => nested(50_000, false),
  "deep lists": () => nested(50_000, true),
  "a long text": () => "长".repeat(1_000_000),
  "lone surrogates": () => "\ud800".repeat(10_000),
  "half a pair at the end": () => `${"x".repeat(59)}😀`,
  "thousands of keys": () => Object.fromEntries(many(0).map((_, i) => [`key${i}`, i])),
  "a prototype's keys": () =>
    JSON.parse(
      '{"__proto__":{"goodsList":[{}],"price":-1},"constructor":{"a":1},"hasOwnProperty":1,"toString":1}',
    ),
  "keys with slashes and tildes": () => ({ "a/b": 1, "~": { "~1": 2 }, "": 3 }),
  "the largest number": () => Number.MAX_VALUE,
  "a number beyond 2^53": () => 2 ** 53,
  "the largest amount": () => Number.MAX_SAFE_INTEGER,
  "no number": () => Number.NaN,
  "a negative amount": () => -1,
  "an object in itself": () => {
    const whole: Record<string, unknown> = {};
    whole["payment"] = whole;
    whole["goodsList"] = [whole];
    return whole;
  },
};

test("hostile payloads: an answer in bounded time, and a short one", () => {
  const places = orders.flatMap((order) =>
    fieldsIn(PluginOrderCodec, order).map(({ path, key }) => ({ order, path, key })),
  );
  fc.assert(
    fc.property(
      fc.nat(places.length - 1),
      fc.constantFrom(...Object.keys(HOSTILE)),
      options,
      (n, name, chosen) => {
        const { order, path } = places[n] as (typeof places)[number];
        const at = path.split("/").slice(1);
        const before = at.reduce<unknown>((value, key) => (value as Json)[key], order);
        const payload = put(order, path, null);
        let parent: unknown = payload;
        for (const key of at.slice(0, -1)) parent = (parent as Json)[key];
        (parent as Record<string, unknown>)[at.at(-1) as string] = HOSTILE[name]?.(before);
        const start = performance.now();
        checkReport(payload, { ...chosen, format: "plugin.createOrder" });
        expect(performance.now() - start).toBeLessThan(5000);
      },
    ),
    { numRuns: 300 },
  );
});
