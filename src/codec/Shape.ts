/**
 * Shapes: what a codec accepts, as data. The guards are made of it, by closures here and as source text at build time
 * for the codec that is worth it (`guardSource`), so that no guard is written a second time by hand.
 */

/** A field of an object. */
export interface Field {
  readonly key: string;
  readonly required: boolean;
  readonly part: Part;
}

/** A codec, as far as a guard is made of it. */
export interface Part {
  readonly name: string;
  readonly shape: Shape;
  readonly accepts: (value: unknown) => boolean;
}

/** Text whose length is counted in bytes of UTF-8, as the platform counts. */
export interface BoundedText {
  readonly _tag: "boundedText";
  readonly least: number;
  readonly most: number;
}

/**
 * What a value must be. An optional field may also be there as `undefined`; in an object that keeps unknown keys, which
 * is one of the platform's, also as `null`, as many servers write what is not there.
 */
export type Shape =
  | { readonly _tag: "string" }
  | { readonly _tag: "integer"; readonly least: number; readonly most: number }
  | { readonly _tag: "number" }
  | { readonly _tag: "boolean" }
  | { readonly _tag: "function" }
  | { readonly _tag: "oneOf"; readonly values: readonly (string | number)[] }
  | BoundedText
  | { readonly _tag: "pattern"; readonly pattern: string }
  | { readonly _tag: "freeObject" }
  | { readonly _tag: "anyOf"; readonly parts: readonly Part[] }
  | { readonly _tag: "list"; readonly item: Part; readonly least: number; readonly most: number }
  | {
      readonly _tag: "record";
      readonly fields: readonly Field[];
      readonly keepUnknown: boolean;
      /** The heading of the platform's table that it is; undefined where it is none. */
      readonly section: string | undefined;
    };

/** Is it an object, and not a list? */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How many bytes a text has in UTF-8, in which the platform measures. A lone surrogate counts as U+FFFD: 3. */
export const utf8Length = (value: string): number => {
  let bytes = 0;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (value.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
};

/** Is it text of so many bytes? A UTF-16 unit has one at least and 3 at most, so most text needs no count. */
export const isBoundedText = (value: unknown, least: number, most: number): value is string =>
  typeof value === "string" &&
  value.length * 3 >= least &&
  (value.length >= least || utf8Length(value) >= least) &&
  (value.length * 3 <= most || (value.length <= most && utf8Length(value) <= most));

/** How deep a free object may nest: far more than anybody needs, far less than what exhausts a stack. */
export const MAX_DEPTH = 64;

/** Is it an object that may be carried through as JSON, without loss and without exhausting a stack? */
export const isFreeObject = (root: unknown): boolean => {
  if (!isObject(root)) return false;
  const pending: [value: unknown, depth: number][] = [[root, 1]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return false;
    if (typeof value === "number") {
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false;
    } else if (typeof value === "object" && value !== null) {
      // A date or a map would come out of JSON as something else.
      if (!Array.isArray(value) && Object.prototype.toString.call(value) !== "[object Object]") return false;
      for (const part of Object.values(value)) pending.push([part, depth + 1]);
    } else if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint")
      return false;
  }
  return true;
};

/** The guard of a shape. */
export const acceptsOf = (shape: Shape): ((value: unknown) => boolean) => {
  switch (shape._tag) {
    case "string":
      return (value) => typeof value === "string";
    case "integer": {
      const { least, most } = shape;
      return (value) =>
        Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
    }
    case "oneOf": {
      const { values } = shape;
      return (value) => isOneOf(values, value);
    }
    case "number":
      return (value) => Number.isFinite(value);
    case "boolean":
      return (value) => typeof value === "boolean";
    case "function":
      return (value) => typeof value === "function";
    case "boundedText":
      return (value) => isBoundedText(value, shape.least, shape.most);
    case "pattern": {
      const pattern = new RegExp(shape.pattern, "u");
      return (value) => typeof value === "string" && pattern.test(value);
    }
    case "freeObject":
      return isFreeObject;
    case "anyOf":
      return acceptsAny(shape.parts);
    case "list":
      return acceptsList(shape.item.accepts, shape.least, shape.most);
    case "record":
      return acceptsRecord(shape.fields, shape.keepUnknown);
  }
};

const isOneOf = (values: readonly unknown[], value: unknown): boolean => {
  for (let i = 0; i < values.length; i++) if (values[i] === value) return true;
  return false;
};

const acceptsAny =
  (parts: readonly Part[]) =>
  (value: unknown): boolean => {
    for (const part of parts) if (part.accepts(value)) return true;
    return false;
  };

const acceptsList =
  (accepts: (value: unknown) => boolean, least: number, most: number) =>
  (value: unknown): boolean => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return false;
    for (let i = 0; i < value.length; i++) if (!accepts(value[i])) return false;
    return true;
  };

/** A field with its test laid flat: what is tested most is tested in the record's own loop, without a call. */
interface Test {
  readonly key: string;
  readonly required: boolean;
  readonly position: number;
  readonly kind: "string" | "integer" | "oneOf" | "call";
  readonly least: number;
  readonly most: number;
  readonly values: readonly unknown[];
  readonly accepts: (value: unknown) => boolean;
}

const testOf = ({ key, required, part }: Field, position: number): Test => {
  const { shape, accepts } = part;
  const kind =
    shape._tag === "string" || shape._tag === "integer" || shape._tag === "oneOf" ? shape._tag : "call";
  const [least, most] = shape._tag === "integer" ? [shape.least, shape.most] : [0, 0];
  const values = shape._tag === "oneOf" ? shape.values : [];
  return { key, required, position, kind, least, most, values, accepts };
};

const takes = (test: Test, part: unknown): boolean => {
  switch (test.kind) {
    case "string":
      return typeof part === "string";
    case "integer":
      return Number.isSafeInteger(part) && (part as number) >= test.least && (part as number) <= test.most;
    case "oneOf":
      return isOneOf(test.values, part);
    case "call":
      return test.accepts(part);
  }
};

const acceptsRecord = (fields: readonly Field[], keepUnknown: boolean): ((value: unknown) => boolean) => {
  const tests = fields.map(testOf);
  const byKey = new Map(tests.map((test) => [test.key, test]));
  const requiredCount = fields.filter((field) => field.required).length;
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    let found = 0;
    let next = 0;
    for (const key in value) {
      // Keys mostly come in the order in which they are documented, so the next field is a good guess.
      let test = tests[next];
      if (test === undefined || test.key !== key) {
        test = byKey.get(key);
        if (test === undefined) {
          if (keepUnknown) continue;
          return false;
        }
      }
      next = test.position + 1;
      const part = (value as Readonly<Record<string, unknown>>)[key];
      if (takes(test, part)) {
        if (test.required) found += 1;
      } else if (test.required || !(part === undefined || (keepUnknown && part === null))) return false;
    }
    return found === requiredCount;
  };
};
