/**
 * Random JSON made of a codec's shape: values that it takes, and such values with something changed in them, at the
 * limits above all.
 */
import fc from "fast-check";
import { type Field, isObject, type Part, type Shape } from "../../src/codec/Shape.js";

type ShapeOf<Tag extends Shape["_tag"]> = Extract<Shape, { readonly _tag: Tag }>;
type Container = Record<string | number, unknown>;

/** What JSON makes of it. */
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const nested = (depth: number, innermost: unknown): unknown => {
  let value = innermost;
  for (let i = 1; i < depth; i++) value = i % 3 === 0 ? [value] : { a: value };
  return value;
};

/** An object that is so many values deep, its innermost included. */
const objectOfDepth = (depth: number, innermost: unknown): unknown => ({ a: nested(depth - 1, innermost) });

/** Characters of 1, 2, 3 and 4 bytes in UTF-8, and a lone surrogate, which has 3. */
const CHARACTERS = [
  ["a", 1],
  ["é", 2],
  ["长", 3],
  ["😀", 4],
  ["\ud800", 3],
] as const;

/** Text of exactly so many bytes in UTF-8: of one character as often as it fits, and of one more for what is left. */
const textOfBytes = (bytes: number, [character, size]: (typeof CHARACTERS)[number]): string =>
  character.repeat(Math.floor(bytes / size)) + (["", "x", "ß", "字"][bytes % size] as string);

const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", "1", "团购", "7128346098909300749", "\ud800", "null", "长".repeat(300)),
  fc.string({ unit: "binary", maxLength: 12 }),
);

const boundedText = ({ least, most }: ShapeOf<"boundedText">): fc.Arbitrary<string> => {
  const reach = Math.min(most, least + 2000);
  const bytes = fc.oneof(fc.integer({ min: least, max: reach }), fc.constantFrom(least, reach, most));
  return fc
    .tuple(bytes, fc.constantFrom(...CHARACTERS))
    .map(([length, character]) => textOfBytes(length, character));
};

const integer = ({ least, most }: ShapeOf<"integer">): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: least, max: Math.min(most, least + 50) }),
    fc.constantFrom(least, most),
    fc.maxSafeInteger().map((n) => Math.min(most, Math.max(least, n))),
  );

const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "length",
  "0",
  "",
  "ext",
  "new_field",
  "新字段",
] as const;

/** Any JSON that a free object may hold: whole numbers are safe. */
const harmless: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      text,
      fc.maxSafeInteger(),
      fc.double({ min: -99, max: 99, noNaN: true }),
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 5 })), tie("value")), {
      maxLength: 3,
    })
    .map((entries) => Object.fromEntries(entries)),
})).value;

const freeObject: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(fc.string({ maxLength: 5 }), harmless, { maxKeys: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(objectOfDepth(64, 1), objectOfDepth(64, []), objectOfDepth(63, "")),
  },
);

/** Anything that JSON.parse may give, mostly what goes wrong; 1e999 is read as infinity. */
const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .constantFrom(
      "null",
      "true",
      '""',
      '"1"',
      "0",
      "-0",
      "1",
      "-1",
      "0.5",
      "1e21",
      "9007199254740991",
      "9007199254740992",
      "-9007199254740992",
      "1e999",
      "[]",
      "{}",
      "[null]",
      '{"a":[1e300]}',
      '{"__proto__":{"polluted":true}}',
    )
    .map((source) => JSON.parse(source) as unknown),
  harmless,
  fc.jsonValue({ maxDepth: 2 }),
);

/** Has the shape values in JSON at all? */
const isJson = ({ shape }: Part): boolean =>
  shape._tag === "anyOf" ? shape.parts.some(isJson) : shape._tag !== "function";

const list = ({ item, least, most }: ShapeOf<"list">): fc.Arbitrary<readonly unknown[]> =>
  isJson(item)
    ? fc.oneof(
        {
          weight: 6,
          arbitrary: fc.array(taken(item), { minLength: least, maxLength: Math.min(most, least + 2) }),
        },
        {
          weight: 1,
          arbitrary: fc.array(taken(item), { minLength: least, maxLength: Math.min(most, least + 12) }),
        },
      )
    : fc.constant([]);

const fieldValue = ({ part, required }: Field, keepUnknown: boolean): fc.Arbitrary<unknown> => {
  if (required) return taken(part);
  const others = keepUnknown ? fc.constantFrom(undefined, undefined, null) : fc.constant(undefined);
  return isJson(part) ? fc.oneof(others, taken(part)) : others;
};

const record = ({ fields, keepUnknown }: ShapeOf<"record">): fc.Arbitrary<unknown> => {
  const known = new Set(fields.map(({ key }) => key));
  const unknown = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 })), anyJson), {
      maxLength: 2,
    })
    .map((entries) => entries.filter(([key]) => !known.has(key)));
  return fc
    .tuple(
      fc.tuple(...fields.map((field) => fieldValue(field, keepUnknown))),
      keepUnknown ? fc.oneof(fc.constant([]), fc.constant([]), unknown) : fc.constant([]),
      fc.nat(fields.length),
    )
    .map(([values, others, turn]) => {
      const entries = [...fields.map(({ key }, i) => [key, values[i]] as const), ...others].filter(
        ([, value]) => value !== undefined,
      );
      // Codecs expect keys in the order of the document, but take them in any.
      return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)]);
    });
};

/** Values that the shape takes, not yet sent through JSON. */
const taken = ({ name, shape }: Part): fc.Arbitrary<unknown> => {
  switch (shape._tag) {
    case "string":
      return text;
    case "integer":
      return integer(shape);
    case "number":
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
    case "boolean":
      return fc.boolean();
    case "function":
      throw new Error(`${name}: JSON has no functions`);
    case "oneOf":
      return fc.constantFrom(...shape.values);
    case "boundedText":
      return boundedText(shape);
    case "pattern":
      return fc.stringMatching(new RegExp(shape.pattern, "u"));
    case "freeObject":
      return freeObject;
    case "anyOf":
      return fc.oneof(...shape.parts.filter(isJson).map(taken));
    case "list":
      return list(shape);
    case "record":
      return record(shape);
  }
};

const arbitraries = new Map<Part, fc.Arbitrary<unknown>>();

/** JSON values that the shape takes. Where unknown keys are kept there are some. */
export const valueOf = (part: Part): fc.Arbitrary<unknown> => {
  const known = arbitraries.get(part);
  if (known !== undefined) return known;
  const made = taken(part).map(throughJson);
  arbitraries.set(part, made);
  return made;
};

/** A place in a value, and what stands there by the shape. Optional fields have places where they are absent, too. */
interface Place {
  readonly parent: Container;
  readonly key: string | number;
  readonly part: Part | undefined;
}

const placesIn = (
  parent: Container,
  key: string | number,
  part: Part | undefined,
  places: Place[],
): Place[] => {
  places.push({ parent, key, part });
  const value = parent[key];
  if (Array.isArray(value)) {
    const item = part?.shape._tag === "list" ? part.shape.item : undefined;
    for (const i of value.keys()) placesIn(value as never, i, item, places);
  } else if (isObject(value)) {
    const fields = part?.shape._tag === "record" ? part.shape.fields : [];
    for (const field of fields) placesIn(value, field.key, field.part, places);
    for (const each of Object.keys(value))
      if (!fields.some((field) => field.key === each)) placesIn(value, each, undefined, places);
  }
  return places;
};

/** `__proto__` becomes a key of its own, as JSON.parse makes it one. */
const put = (parent: Container, key: string | number, value: unknown): void => {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
};

const remove = (parent: Container, key: string | number): void => {
  if (Array.isArray(parent)) parent.splice(key as number, 1);
  else delete parent[key];
};

const resized = (items: readonly unknown[], length: number): unknown[] =>
  Array.from({ length }, (_, i) => structuredClone(items[i % items.length]));

/** Values around the limits of a shape, some within, some without; `n` chooses whatever else there is to choose. */
const aroundLimits = (part: Part, value: unknown, n: number): readonly unknown[] => {
  const { shape } = part;
  const character = CHARACTERS[n % CHARACTERS.length] as (typeof CHARACTERS)[number];
  switch (shape._tag) {
    case "integer":
      return [shape.least - 1, shape.least, shape.most, shape.most + 1, shape.least + 0.5, -0];
    case "oneOf":
      return shape.values
        .flatMap((each) =>
          typeof each === "number"
            ? [each, each + 1, each - 1, String(each)]
            : [each, each.toUpperCase(), Number(each)],
        )
        .filter((each) => typeof each === "string" || !Number.isNaN(each));
    case "boundedText":
      return [shape.least - 1, shape.least, shape.most, shape.most + 1]
        .filter((bytes) => bytes >= 0)
        .map((bytes) => textOfBytes(bytes, character));
    case "pattern":
      return typeof value === "string"
        ? [
            "",
            ` ${value}`,
            `${value}0`,
            `${value}\n`,
            value.slice(1),
            value.slice(0, -1),
            value.replace(/\d/, "9"),
          ]
        : [];
    case "freeObject":
      return [62, 63, 64, 65, 66, 300]
        .flatMap((depth) => [objectOfDepth(depth, 1), objectOfDepth(depth, {}), objectOfDepth(depth, [])])
        .concat([2 ** 53 - 1, 2 ** 53, -(2 ** 53), 0.5, 1e300, -0, Infinity].map((each) => ({ a: [each] })));
    case "list":
      return Array.isArray(value) && value.length > 0
        ? [
            [],
            ...[shape.least - 1, shape.least, shape.most, shape.most + 1]
              .filter((length) => length >= 0 && length < 100)
              .map((length) => resized(value, length)),
          ]
        : [[]];
    case "anyOf":
      return shape.parts.flatMap((each) => aroundLimits(each, value, n));
    default:
      return [];
  }
};

type Edit = (place: Place, n: number) => void;

/** How any place may be changed. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  anyJson.map(
    (value): Edit =>
      ({ parent, key }) => {
        put(parent, key, value);
      },
  ),
  fc.constant<Edit>(({ parent, key }) => {
    remove(parent, key);
  }),
  fc.constant<Edit>(({ parent, key }) => {
    put(parent, key, null);
  }),
  fc.tuple(fc.constantFrom(...NAMES), anyJson).map(
    ([name, value]): Edit =>
      ({ parent, key }) => {
        const whole = parent[key];
        if (Array.isArray(whole)) whole.push(value);
        else if (isObject(whole)) put(whole, name, value);
        else put(parent, key, [whole ?? value]);
      },
  ),
  fc.constant<Edit>(({ parent, key }) => {
    const value = parent[key];
    // Numbers as text and text as numbers, as loose clients send them.
    if (typeof value === "number") put(parent, key, String(value));
    else if (typeof value === "string") put(parent, key, value.length);
    else put(parent, key, value === undefined ? {} : [value]);
  }),
);

const LIMITED: ReadonlySet<Shape["_tag"] | undefined> = new Set([
  "integer",
  "oneOf",
  "boundedText",
  "pattern",
  "freeObject",
  "list",
  "anyOf",
] as const);

/** A place of a shape that has limits: each kind of shape that there is has the same chance, however rare it is. */
const limitedPlace = (places: readonly Place[], n: number): Place | undefined => {
  const tags = [...new Set(places.map(({ part }) => part?.shape._tag))].filter((tag) => LIMITED.has(tag));
  const tag = tags[n % tags.length];
  const ofTag = places.filter(({ part }) => tag !== undefined && part?.shape._tag === tag);
  return ofTag[Math.floor(n / tags.length) % ofTag.length];
};

const toLimit: Edit = ({ parent, key, part }, n) => {
  const values = part === undefined ? [] : aroundLimits(part, parent[key], n);
  if (values.length > 0) put(parent, key, structuredClone(values[n % values.length]));
};

/** A choice that is not biased to small numbers. */
const choice = fc.noBias(fc.nat());

/** JSON values that the shape takes, with one to three places changed: some are still taken. */
export const mutated = (part: Part): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      valueOf(part),
      fc.array(fc.tuple(choice, choice, fc.option(edit, { freq: 2 })), { minLength: 1, maxLength: 3 }),
    )
    .map(([value, edits]) => {
      const root: Container = { root: structuredClone(value) };
      for (const [at, n, change] of edits) {
        const places = placesIn(root, "root", part, []);
        const place = places[at % places.length] as Place;
        const limited = change === null ? limitedPlace(places, at) : undefined;
        if (change !== null) change(place, n);
        else if (limited !== undefined) toLimit(limited, n);
        else put(place.parent, place.key, n);
      }
      // JSON has no undefined: where the whole was taken away, null is left.
      return root["root"] ?? null;
    });
