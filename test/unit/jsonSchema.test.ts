/**
 * Schemas as they are written, and the platform's own samples against them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { anyOf, type Guarded, leaf, list, oneOf, record } from "../../src/codec/Guarded.js";
import { type JsonSchema, type JsonSchemaOptions, jsonSchemaOf } from "../../src/codec/jsonSchema.js";
import {
  boolean,
  fen,
  freeObject,
  id,
  integer,
  number,
  pattern,
  shortText,
  text,
} from "../../src/codec/leaves.js";
import type { Part } from "../../src/codec/Shape.js";
import { PricingRequestInputCodec } from "../../src/order/PricingRequestInput.js";
import {
  SubmitCustomGoodsFailureCodec,
  SubmitCustomGoodsOptionsCodec,
} from "../../src/platform/custom-goods/SubmitCustomGoods.js";
import { OpenApiOrderResponseCodec } from "../../src/platform/openapi/CreateOrderAnswer.js";
import { OpenApiOrderCodec } from "../../src/platform/openapi/CreateOrderBody.js";
import {
  PluginDiscountInfoCodec,
  PluginOrderCodec,
  PluginOrderFailureCodec,
  PluginOrderSuccessCodec,
} from "../../src/platform/plugin/CreateOrder.js";
import { CanNoUseDateCodec } from "../../src/platform/product/CanNoUseDate.js";
import { UseTimeCodec } from "../../src/platform/product/UseTime.js";
import { table } from "../../src/platform/wire/table.js";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";
const MOST = Number.MAX_SAFE_INTEGER;

const callback: Guarded<() => void> = leaf<() => void>(
  "F",
  { _tag: "function" },
  { en: "a function", zh: "函数" },
);

/** The schema, less the draft that each begins with. */
const bodyOf = (codec: Part, options?: JsonSchemaOptions): JsonSchema => {
  const { $schema, ...rest } = jsonSchemaOf(codec, options);
  expect($schema).toBe(DRAFT);
  return rest;
};

describe("single values", () => {
  test.each<[Part, JsonSchema]>([
    [text, { type: "string" }],
    [boolean, { type: "boolean" }],
    [number, { type: "number" }],
    [fen, { type: "integer", minimum: 0, maximum: MOST }],
    [integer("Hour", 0, 23), { type: "integer", minimum: 0, maximum: 23 }],
    // A whole number that has lost digits is none, whatever the range.
    [integer("Any", -Infinity, Infinity), { type: "integer", minimum: -MOST, maximum: MOST }],
    [oneOf<string | number>("Level", 1, "1"), { enum: [1, "1"] }],
    [pattern("Code", "^\\d+$", { en: "digits", zh: "数字" }), { type: "string", pattern: "^\\d+$" }],
    [shortText("Note", 127), { type: "string", maxLength: 127, "x-maxBytes": 127 }],
    [
      shortText("Name", 256, 1),
      { type: "string", minLength: 1, maxLength: 256, "x-minBytes": 1, "x-maxBytes": 256 },
    ],
    // Eight bytes may be two characters.
    [
      shortText("Long", 10, 8),
      { type: "string", minLength: 2, maxLength: 10, "x-minBytes": 8, "x-maxBytes": 10 },
    ],
    [callback, { not: {} }],
    [
      anyOf("Number", text, fen, { en: "either", zh: "二者之一" }),
      { anyOf: [{ type: "string" }, { type: "integer", minimum: 0, maximum: MOST }] },
    ],
    [list("Texts", text), { type: "array", items: { type: "string" } }],
    [list("Pair", text, 1, 2), { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2 }],
  ])("%o", (codec, expected) => {
    expect(bodyOf(codec)).toEqual(expected);
  });

  test("an object of any JSON", () => {
    expect(bodyOf(freeObject)).toEqual({
      type: "object",
      additionalProperties: { $ref: "#/$defs/JsonValue" },
      "x-maxDepth": 64,
      $defs: {
        JsonValue: {
          anyOf: [
            { type: "null" },
            { type: "boolean" },
            { type: "number", minimum: -MOST, maximum: MOST },
            { type: "string" },
            { type: "array", items: { $ref: "#/$defs/JsonValue" } },
            { type: "object", additionalProperties: { $ref: "#/$defs/JsonValue" } },
          ],
        },
      },
    });
  });
});

describe("objects", () => {
  const required = { id };
  const optional = {
    level: oneOf<1 | 2>("Level", 1, 2),
    names: list("Names", text, 0, 2),
    either: anyOf("Either", text, boolean, { en: "either", zh: "二者之一" }),
    part: record("Part", "refuse", {}, { n: fen }),
    done: callback,
  };

  test("that refuse unknown keys: what is optional may be absent, but not null", () => {
    expect(bodyOf(record("Request", "refuse", required, optional))).toEqual({
      type: "object",
      properties: {
        id: { type: "string" },
        level: { enum: [1, 2] },
        names: { type: "array", items: { type: "string" }, maxItems: 2 },
        either: { anyOf: [{ type: "string" }, { type: "boolean" }] },
        part: {
          type: "object",
          properties: { n: { type: "integer", minimum: 0, maximum: MOST } },
          additionalProperties: false,
        },
        done: { not: {} },
      },
      required: ["id"],
      additionalProperties: false,
    });
  });

  test("of the platform: what is optional may be null, and a callback nothing else", () => {
    expect(bodyOf(table("Options", "Options", required, optional))).toEqual({
      type: "object",
      properties: {
        id: { type: "string" },
        level: { enum: [1, 2, null] },
        names: { type: ["array", "null"], items: { type: "string" }, maxItems: 2 },
        either: { anyOf: [{ type: "string" }, { type: "boolean" }, { type: "null" }] },
        part: {
          type: ["object", "null"],
          properties: { n: { type: "integer", minimum: 0, maximum: MOST } },
          additionalProperties: false,
        },
        done: { type: "null" },
      },
      required: ["id"],
    });
  });

  test("a callback that is required leaves no JSON to be right", () => {
    expect(bodyOf(table("Options", "Options", { done: callback }, {}))).toEqual({
      type: "object",
      properties: { done: { not: {} } },
      required: ["done"],
    });
  });
});

describe("what is used more than once", () => {
  const page = table("Page", "Page", {}, { path: text });
  const pages = list("Pages", page);

  test("is written once, with what is in it", () => {
    const codec = table("Two", "Two", { a: pages, b: list("Twice", pages) }, { c: pages });
    expect(bodyOf(codec)).toEqual({
      type: "object",
      properties: {
        a: { $ref: "#/$defs/Pages" },
        b: { type: "array", items: { $ref: "#/$defs/Pages" } },
        c: { anyOf: [{ $ref: "#/$defs/Pages" }, { type: "null" }] },
      },
      required: ["a", "b"],
      $defs: {
        Pages: {
          type: "array",
          items: { type: "object", properties: { path: { type: ["string", "null"] } } },
        },
      },
    });
  });

  test("is one by identity: parts of one name are numbered, and names are fit for a URI", () => {
    const other = record("Page", "refuse", { n: fen }, {});
    const odd = record("Odd name/页", "refuse", {}, {});
    const value = record("JsonValue", "refuse", {}, {});
    const fields = { page, other, odd, value };
    const inner = record("Inner", "refuse", fields, {});
    const schema = bodyOf(record("Outer", "refuse", { ...fields, inner }, { free: freeObject }));
    expect(Object.keys(schema["$defs"] as JsonSchema)).toEqual([
      "Page",
      "Page2",
      "Odd_name__",
      "JsonValue",
      "JsonValue2",
    ]);
    expect(schema).toMatchObject({
      properties: {
        page: { $ref: "#/$defs/Page" },
        other: { $ref: "#/$defs/Page2" },
        odd: { $ref: "#/$defs/Odd_name__" },
        value: { $ref: "#/$defs/JsonValue" },
        free: { additionalProperties: { $ref: "#/$defs/JsonValue2" } },
        inner: { properties: { other: { $ref: "#/$defs/Page2" } } },
      },
    });
  });

  test("counts where it is in something that is written out twice", () => {
    const pageOrText = anyOf("PageOrText", page, text, { en: "either", zh: "二者之一" });
    const schema = bodyOf(record("R", "refuse", { a: pageOrText, b: pageOrText }, {}));
    expect(schema["properties"]).toEqual({
      a: { anyOf: [{ $ref: "#/$defs/Page" }, { type: "string" }] },
      b: { anyOf: [{ $ref: "#/$defs/Page" }, { type: "string" }] },
    });
  });

  test("single values and lists of them stay where they are", () => {
    const names = list("Names", text);
    expect(bodyOf(record("R", "refuse", { a: names, b: names, c: fen, d: fen }, {}))).not.toHaveProperty(
      "$defs",
    );
  });
});

describe("options", () => {
  test("id, title and descriptions, which go by table and field", () => {
    const part = table("Part", "Part", { n: fen }, {});
    const notes = new Map([
      ["Whole.a", "a part"],
      ["Part.n", "fen of the part"],
    ]);
    const schema = jsonSchemaOf(table("Whole", "Whole", { a: part, b: list("Parts", part) }, { n: fen }), {
      id: "https://example.com/whole.json",
      title: "The whole",
      describe: (name, field) => notes.get(`${name}.${field}`),
    });
    expect(JSON.stringify(schema)).toBe(
      JSON.stringify({
        $schema: DRAFT,
        $id: "https://example.com/whole.json",
        title: "The whole",
        type: "object",
        properties: {
          a: { description: "a part", $ref: "#/$defs/Part" },
          b: { type: "array", items: { $ref: "#/$defs/Part" } },
          n: { type: ["integer", "null"], minimum: 0, maximum: MOST },
        },
        required: ["a", "b"],
        $defs: {
          Part: {
            type: "object",
            properties: {
              n: { description: "fen of the part", type: "integer", minimum: 0, maximum: MOST },
            },
            required: ["n"],
          },
        },
      }),
    );
  });
});

const codecs: Readonly<Record<string, Part>> = {
  PricingRequestInputCodec,
  PluginOrderCodec,
  PluginDiscountInfoCodec,
  PluginOrderSuccessCodec,
  PluginOrderFailureCodec,
  OpenApiOrderCodec,
  OpenApiOrderResponseCodec,
  SubmitCustomGoodsOptionsCodec,
  SubmitCustomGoodsFailureCodec,
  CanNoUseDateCodec,
  UseTimeCodec,
};

/** A strict validator that only knows that there are keywords of our own, and what it has complained of. */
const strict = (): { readonly ajv: Ajv2020; readonly complaints: readonly unknown[] } => {
  const complaints: unknown[] = [];
  const complain = (...what: readonly unknown[]): void => {
    complaints.push(what);
  };
  const ajv = new Ajv2020({ strict: true, logger: { log: complain, warn: complain, error: complain } });
  ajv.addVocabulary(["x-minBytes", "x-maxBytes", "x-maxDepth"]);
  return { ajv, complaints };
};

describe("a strict validator", () => {
  test.each(Object.entries(codecs))("compiles the schema of %s without a word", (name, codec) => {
    const { ajv, complaints } = strict();
    const options = { id: `https://example.com/${name}.json`, title: name, describe: () => "a field" };
    expect(ajv.compile(jsonSchemaOf(codec, options))(1)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test.each(Object.entries(codecs))("gets the same text of %s each time", (_, codec) => {
    expect(JSON.stringify(jsonSchemaOf(codec))).toBe(JSON.stringify(jsonSchemaOf(codec)));
  });

  test("whole numbers go by their value, however they are written", () => {
    const validate = strict().ajv.compile(jsonSchemaOf(fen));
    const read = (source: string): boolean => validate(JSON.parse(source));
    expect(["1.0", "-0", "1e3", "9007199254740991"].map(read)).toEqual([true, true, true, true]);
    expect(["1.5", "-1", "9007199254740992", "1e999"].map(read)).toEqual([false, false, false, false]);
  });
});

const golden = new URL("../golden/", import.meta.url);
const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(name, golden), "utf8")) as Record<string, unknown>;

const samples: readonly (readonly [name: string, codec: Part])[] = readdirSync(golden)
  .filter((name) => name.endsWith(".json"))
  .map((name) => [
    name,
    name.startsWith("plugin-")
      ? PluginOrderCodec
      : name.endsWith("-response.json")
        ? OpenApiOrderResponseCodec
        : OpenApiOrderCodec,
  ]);

describe("the platform's samples", () => {
  test("are there", () => {
    expect(samples.length).toBeGreaterThan(10);
  });

  test.each(samples)("%s is valid", (name, codec) => {
    const validate = strict().ajv.compile(jsonSchemaOf(codec));
    validate(sample(name));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("and are not, when they are spoilt", () => {
    const name = "plugin-discount-info-type2.json";
    const { ajv } = strict();
    const isValid = ajv.compile(jsonSchemaOf(PluginOrderCodec));
    expect(isValid({ ...sample(name), note: 1 })).toBe(false);
    expect(isValid({ ...sample(name), note: null })).toBe(true);
    expect(isValid({ ...sample(name), payment: null })).toBe(false);
    expect(isValid({ ...sample(name), payment: { totalAmount: 1.5 } })).toBe(false);
    expect(isValid({ ...sample(name), success: {} })).toBe(false);
    expect(isValid({ ...sample(name), success: null })).toBe(true);
    expect(isValid({ ...sample(name), unknown: {} })).toBe(true);
  });
});
