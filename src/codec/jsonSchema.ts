/**
 * JSON Schemas of codecs, made of their shapes alone: what validates against the schema is what the codec takes, for
 * every value that JSON can hold.
 */
import { type Field, MAX_DEPTH, type Part, type Shape } from "./Shape.js";

/**
 * A value of JSON.
 *
 * @category model
 * @since 0.2.0
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A JSON Schema of draft 2020-12 as a plain object, ready for `JSON.stringify`.
 *
 * @category model
 * @since 0.2.0
 */
export interface JsonSchema {
  readonly [keyword: string]: Json;
}

/**
 * What a schema says beside what a codec takes.
 *
 * @category model
 * @since 0.2.0
 */
export interface JsonSchemaOptions {
  /** The schema's `$id`: a URI. */
  readonly id?: string | undefined;
  /** The schema's `title`. */
  readonly title?: string | undefined;
  /** The `description` of a field, where it has one. A table goes by the name of its codec. */
  readonly describe?: ((table: string, field: string) => string | undefined) | undefined;
}

type ListShape = Extract<Shape, { readonly _tag: "list" }>;
type RecordShape = Extract<Shape, { readonly _tag: "record" }>;

/** What is known while a schema is written. */
interface Writing {
  /** The parts that stand in `$defs`, by their names there. */
  readonly names: ReadonlyMap<Part, string>;
  /** The name in `$defs` of any value of JSON. */
  readonly anyJson: string;
  readonly describe: NonNullable<JsonSchemaOptions["describe"]>;
}

const referenceTo = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

/** Is it an object with named fields, or a list of such? Any other schema is no longer than a reference to it. */
const isWorthSharing = ({ shape }: Part): boolean =>
  shape._tag === "record" || (shape._tag === "list" && isWorthSharing(shape.item));

const partsOf = (shape: Shape): readonly Part[] => {
  if (shape._tag === "record") return shape.fields.map(({ part }) => part);
  if (shape._tag === "list") return [shape.item];
  return shape._tag === "anyOf" ? shape.parts : [];
};

/** How often each part would stand in a schema in which what is shared is written once, in the order of the fields. */
const countUses = (part: Part, uses = new Map<Part, number>()): ReadonlyMap<Part, number> => {
  const before = uses.get(part) ?? 0;
  uses.set(part, before + 1);
  if (before === 0 || !isWorthSharing(part)) for (const each of partsOf(part.shape)) countUses(each, uses);
  return uses;
};

/** A name that none has yet, fit for a URI as it is: where two parts have one name, the second is numbered. */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  const plain = name.replace(/[^A-Za-z0-9_.-]/g, "_");
  let free = plain;
  for (let n = 2; taken.has(free); n++) free = `${plain}${n}`;
  return free;
};

const nameShared = (shared: readonly Part[]): Pick<Writing, "names" | "anyJson"> => {
  const taken = new Set<string>();
  const names = new Map<Part, string>();
  for (const part of shared) {
    const name = freeName(part.name, taken);
    taken.add(name);
    names.set(part, name);
  }
  return { names, anyJson: freeName("JsonValue", taken) };
};

const boundedTextSchema = (least: number, most: number): JsonSchema => ({
  type: "string",
  // A character has 1 to 4 bytes.
  ...(least > 0 ? { minLength: Math.ceil(least / 4) } : {}),
  maxLength: most,
  ...(least > 0 ? { "x-minBytes": least } : {}),
  "x-maxBytes": most,
});

const listSchema = (writing: Writing, { item, least, most }: ListShape): JsonSchema => ({
  type: "array",
  items: schemaOf(writing, item),
  ...(least > 0 ? { minItems: least } : {}),
  ...(most < Number.MAX_SAFE_INTEGER ? { maxItems: most } : {}),
});

/** The same schema, and null. */
const orNull = (schema: JsonSchema): JsonSchema => {
  const { type, enum: values, anyOf } = schema;
  if (typeof type === "string") return { ...schema, type: [type, "null"] };
  if (Array.isArray(values)) return { ...schema, enum: [...(values as readonly Json[]), null] };
  const schemas = Array.isArray(anyOf) ? (anyOf as readonly Json[]) : [schema];
  return { anyOf: [...schemas, { type: "null" }] };
};

const fieldSchema = (
  writing: Writing,
  table: string,
  { key, part, required }: Field,
  keepUnknown: boolean,
): JsonSchema => {
  const description = writing.describe(table, key);
  const isNullable = keepUnknown && !required;
  const schema =
    isNullable && part.shape._tag === "function"
      ? { type: "null" }
      : isNullable
        ? orNull(schemaOf(writing, part))
        : schemaOf(writing, part);
  return description === undefined ? schema : { description, ...schema };
};

const recordSchema = (writing: Writing, name: string, { fields, keepUnknown }: RecordShape): JsonSchema => {
  const required = fields.filter((field) => field.required).map(({ key }) => key);
  return {
    type: "object",
    properties: Object.fromEntries(
      fields.map((field) => [field.key, fieldSchema(writing, name, field, keepUnknown)]),
    ),
    ...(required.length > 0 ? { required } : {}),
    ...(keepUnknown ? {} : { additionalProperties: false }),
  };
};

/** The schema of a part where it is written out. */
const writtenOut = (writing: Writing, { name, shape }: Part): JsonSchema => {
  switch (shape._tag) {
    case "string":
    case "number":
    case "boolean":
      return { type: shape._tag };
    case "integer":
      return {
        type: "integer",
        minimum: Math.max(shape.least, Number.MIN_SAFE_INTEGER),
        maximum: Math.min(shape.most, Number.MAX_SAFE_INTEGER),
      };
    case "function":
      return { not: {} };
    case "oneOf":
      return { enum: shape.values };
    case "boundedText":
      return boundedTextSchema(shape.least, shape.most);
    case "pattern":
      return { type: "string", pattern: shape.pattern };
    case "freeObject":
      return {
        type: "object",
        additionalProperties: referenceTo(writing.anyJson),
        "x-maxDepth": MAX_DEPTH,
      };
    case "anyOf":
      return { anyOf: shape.parts.map((part) => schemaOf(writing, part)) };
    case "list":
      return listSchema(writing, shape);
    case "record":
      return recordSchema(writing, name, shape);
  }
};

/** The schema of a part where it is used. */
const schemaOf = (writing: Writing, part: Part): JsonSchema => {
  const name = writing.names.get(part);
  return name === undefined ? writtenOut(writing, part) : referenceTo(name);
};

/** Any JSON without whole numbers that have lost digits. A double that is too large for them has no fraction. */
const anyJsonSchema = (name: string): JsonSchema => ({
  anyOf: [
    { type: "null" },
    { type: "boolean" },
    { type: "number", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    { type: "string" },
    { type: "array", items: referenceTo(name) },
    { type: "object", additionalProperties: referenceTo(name) },
  ],
});

/**
 * The JSON Schema (draft 2020-12) of a codec: a JSON value is valid against it if and only if the codec takes it. It
 * is for those who check payloads in another language, in an editor, or in an API description. Rules between fields
 * (sums, times, what one field demands of another) are no part of it, as they are none of the codec.
 *
 * Three things JSON Schema has no keywords for. A validator that does not know the following ignores them, and takes
 * a little more than the codec; one that is strict must be told of them:
 *
 * - `x-minBytes`, `x-maxBytes`: the least and the most bytes that a string has in UTF-8, as the platform counts
 *   lengths; a lone surrogate has 3. What follows from them for the number of characters stands beside them as
 *   `minLength` and `maxLength`.
 * - `x-maxDepth`: how many values may lie in one another, of which the first is the value itself and the last may be
 *   a number or a string. So `{"a": 1}` is 2 deep.
 *
 * A codec also takes what JSON does not have, such as functions and `undefined`: of a callback the schema says that no
 * value is one. Objects, and lists of objects, that are used more than once stand in `$defs`, under their codecs'
 * names. Keys are always in the same order, so that the text of a schema only changes when the codec does.
 *
 * @param codec - Any codec of this library.
 * @param options - `$id`, `title`, and descriptions of fields.
 *
 * @example
 * import * as assert from "node:assert";
 * import { jsonSchemaOf, PluginOrderSuccessCodec } from "suanjia";
 *
 * const schema = jsonSchemaOf(PluginOrderSuccessCodec, {
 *   title: "What success gets",
 *   describe: (table, field) => (field === "orderId" ? "the platform's order id" : undefined),
 * });
 * assert.deepStrictEqual(schema, {
 *   $schema: "https://json-schema.org/draft/2020-12/schema",
 *   title: "What success gets",
 *   type: "object",
 *   properties: {
 *     orderId: { description: "the platform's order id", type: "string" },
 *     outOrderNo: { type: ["string", "null"] },
 *   },
 *   required: ["orderId"],
 * });
 *
 * @category conversions
 * @since 0.2.0
 */
export const jsonSchemaOf = (codec: Part, options: JsonSchemaOptions = {}): JsonSchema => {
  const { id, title, describe = () => undefined } = options;
  const uses = countUses(codec);
  const parts = [...uses.keys()];
  const shared = parts.filter((part) => isWorthSharing(part) && (uses.get(part) as number) > 1);
  const writing: Writing = { ...nameShared(shared), describe };
  const definitions = [...writing.names].map(([part, name]) => [name, writtenOut(writing, part)] as const);
  if (parts.some(({ shape }) => shape._tag === "freeObject"))
    definitions.push([writing.anyJson, anyJsonSchema(writing.anyJson)]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...(id === undefined ? {} : { $id: id }),
    ...(title === undefined ? {} : { title }),
    ...writtenOut(writing, codec),
    ...(definitions.length > 0 ? { $defs: Object.fromEntries(definitions) } : {}),
  };
};
