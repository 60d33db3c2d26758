/**
 * The schemas against the codecs: for JSON, what validates is what the codec takes. The validator is ajv; what JSON
 * Schema has no keywords for it is taught here, without the code under test.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyOf, Guarded, leaf, list, oneOf, record } from "../../src/codec/Guarded.js";
import { jsonSchemaOf } from "../../src/codec/jsonSchema.js";
import * as leaves from "../../src/codec/leaves.js";
import { ATTRIBUTE_CODECS } from "../../src/platform/product/attributes.js";
import { rightOf } from "../support/either.js";
import { mutated, valueOf } from "../support/shapeArbitraries.js";

type AnyCodec = Guarded<never>;

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 1;

/** A strict validator that knows the keywords of our own. */
const strictAjv = new Ajv2020({ strict: true })
  .addKeyword({
    keyword: "x-minBytes",
    type: "string",
    schemaType: "number",
    validate: (least: number, value: string) => Buffer.byteLength(value, "utf8") >= least,
  })
  .addKeyword({
    keyword: "x-maxBytes",
    type: "string",
    schemaType: "number",
    validate: (most: number, value: string) => Buffer.byteLength(value, "utf8") <= most,
  })
  .addKeyword({
    keyword: "x-maxDepth",
    schemaType: "number",
    validate: (most: number, value: unknown) => depthOf(value) <= most,
  });

/** A validator that has never heard of them. */
const laxAjv = new Ajv2020({ strict: false, logger: false });

const callback = leaf<() => void>("Callback", { _tag: "function" }, { en: "a function", zh: "函数" });

/** Every kind of shape, in an object that keeps unknown keys and in one that refuses them. */
const everyShape = (unknownKeys: "keep" | "refuse"): AnyCodec => {
  const inner = record("Part", unknownKeys, { id: leaves.id }, { free: leaves.freeObject, call: callback });
  // A second codec of the same name.
  const other = record("Part", "refuse", { n: leaves.integer("N", -3, 3) }, {});
  return record(
    "EveryShape",
    unknownKeys,
    { inner, inners: list("Parts", inner, 1, 3), others: list("Parts", other, 0, 2) },
    {
      again: list("PartLists", list("Parts", inner, 2, 2)),
      other,
      call: callback,
      either: anyOf("Either", leaves.shortText("Short", 9, 5), other, { en: "either", zh: "二者之一" }),
      text: leaves.shortText("Bounded", 130, 7),
      day: leaves.day,
      enumerated: oneOf<number | string>("Mixed", 0, 1, "1", "b"),
      number: leaves.number,
      flag: leaves.boolean,
      spread: list("Frees", leaves.freeObject, 0, 2),
      safe: leaves.safeInteger,
    },
  ) as never;
};

const RUNS = 150;

const changedOrNot = (codec: AnyCodec): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 1, arbitrary: valueOf(codec) }, { weight: 3, arbitrary: mutated(codec) });

const ROOMS = ["order", "platform"] as const;

/** Every codec that a module of these rooms exports, so that none is forgotten. */
const exportedCodecs = async (): Promise<ReadonlyMap<AnyCodec, string>> => {
  const found = new Map<AnyCodec, string>();
  for (const room of ROOMS)
    for (const file of readdirSync(fileURLToPath(new URL(`../../src/${room}`, import.meta.url)), {
      recursive: true,
      encoding: "utf8",
    }).sort()) {
      if (!file.endsWith(".ts")) continue;
      const path = `../../src/${room}/${file.replace(/\.ts$/, ".js")}`;
      const module = (await import(/* @vite-ignore */ path)) as Readonly<Record<string, unknown>>;
      for (const [name, value] of Object.entries(module))
        if (value instanceof Guarded) found.set(value as unknown as AnyCodec, `${room}/${file} ${name}`);
    }
  return found;
};

const codecs = new Map<AnyCodec, string>([
  [everyShape("keep"), "every shape, unknown keys kept"],
  [everyShape("refuse"), "every shape, unknown keys refused"],
  ...Object.entries(leaves)
    .filter(([, each]) => each instanceof Guarded)
    .map(([name, each]) => [each as never as AnyCodec, `leaves ${name}`] as const),
  ...Object.entries(ATTRIBUTE_CODECS).map(([name, each]) => [each as never as AnyCodec, name] as const),
  ...(await exportedCodecs()),
]);

test("the codecs of every format are among them", () => {
  expect([...codecs.keys()].map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "PricingRequestInput",
      "CreateOrderOptions",
      "DiscountInfo",
      "CreateOrderSuccess",
      "CreateOrderFailure",
      "CreateOrderBody",
      "CreateOrderAnswer",
      "SubmitCustomGoodsOptions",
      "SubmitCustomGoodsSuccess",
      "SubmitCustomGoodsFailure",
      "CustomGoodsCallback",
      "UseTime",
      "CanNoUseDate",
    ]),
  );
});

describe.each([...codecs].map(([codec, name]) => ({ codec, name })))("$name", ({ codec }) => {
  test("the schema takes what the codec takes", () => {
    const validates = strictAjv.compile(jsonSchemaOf(codec));
    const validatesLaxly = laxAjv.compile(jsonSchemaOf(codec));
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(changedOrNot(codec), (value) => {
        const isTaken = codec.is(value);
        if (isTaken) taken += 1;
        else refused += 1;
        expect(validates(value)).toBe(isTaken);
        // Whoever has never heard of our keywords takes more, never less.
        if (isTaken) expect(validatesLaxly(value)).toBe(true);
        // The codec finds a fault in what it refuses, and an object's codec finds none in what it takes.
        const faults = codec.explain(value, [{ key: "", type: codec, actual: value }]);
        if (!isTaken || codec.shape._tag === "record") expect(faults.length === 0).toBe(isTaken);
      }),
      { numRuns: RUNS },
    );
    expect(taken).toBeGreaterThan(RUNS * 0.1);
    expect(refused).toBeGreaterThan(RUNS * 0.1);
  });

  test("what the shape says is taken, and comes through unchanged", () => {
    fc.assert(
      fc.property(valueOf(codec), (value) => {
        const text = JSON.stringify(value);
        const decoded = rightOf(codec.decode(value));
        expect(decoded).toBe(value);
        // Keys that the codec does not know are still there, and in their order.
        expect(JSON.stringify(codec.encode(decoded))).toBe(text);
      }),
      { numRuns: RUNS / 2 },
    );
  });
});
