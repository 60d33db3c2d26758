/**
 * Codecs that are io-ts types and fast: each tries one flat guard, made once of the codec's own shape, and walks
 * the input a second time only to explain what is wrong with it.
 *
 * io-ts builds a context and an array of errors at every node of every value, wrong or not; a valid order, which is
 * nearly every order, needs neither. What the guard accepts and what the explanation accepts is the same by
 * construction: both come from the same parts.
 */
import * as E from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { type CodedError, errorText } from "./errorText.js";
import { expectedButGot, type Problem, pointer, problem, quoted, type Text } from "./Problem.js";
import { acceptsOf, type Part, type Shape } from "./Shape.js";

type Explain = (value: unknown, context: t.Context) => CodedError[];

/**
 * An io-ts `Type` that decodes by guard: what it accepts it returns as it is, what it refuses it explains in full.
 *
 * @category model
 * @since 0.1.0
 */
export class Guarded<A> extends t.Type<A, A> implements Part {
  /** What it accepts, as data: its guard is made of this. */
  readonly shape: Shape;
  /** The guard, the same function as `is`. */
  readonly accepts: (value: unknown) => boolean;
  /** Every reason why a value is refused. Only asked of values that are. */
  readonly explain: Explain;

  constructor(name: string, shape: Shape, explain: Explain, accepts = acceptsOf(shape)) {
    super(
      name,
      accepts as t.Is<A>,
      (value, context) =>
        accepts(value) ? t.success(value as A) : t.failures(reasons(explain, value, context)),
      t.identity,
    );
    this.shape = shape;
    this.accepts = accepts;
    this.explain = explain;
  }
}

const PLAIN: Text = { en: "plain data, whose fields are its own", zh: "字段为自有属性的普通数据" };

/**
 * Every reason why a value is refused, and at least one: fields that only a class's getters show are seen by one way of
 * reading and not by another, so that a guard may refuse what the explanation finds no fault with.
 */
export const reasons = (explain: Explain, value: unknown, context: t.Context): t.Errors => {
  const errors = explain(value, context);
  return errors.length > 0 ? errors : [coded("value.type", expectedButGot(PLAIN, value), value, context)];
};

/** The same codec with a guard that was generated from its shape. */
export const withGuard = <A>(codec: Guarded<A>, accepts: (value: unknown) => boolean): Guarded<A> =>
  new Guarded<A>(codec.name, codec.shape, codec.explain, accepts);

/** What a `Guarded` decodes to. */
export type TypeOf<C> = C extends Guarded<infer A> ? A : never;

const coded = (code: string, text: Text, value: unknown, context: t.Context): CodedError => ({
  value,
  context,
  code,
  message: text.en,
  messageZh: text.zh,
});

/** The context of a part: the whole's context and one more step. */
const step = (
  context: t.Context,
  key: string,
  type: t.Decoder<unknown, unknown>,
  actual: unknown,
): t.Context => t.appendContext(context, key, type, actual);

/**
 * A value without parts. `code` may depend on what came: a negative amount and a missing one are different mistakes.
 */
export const leaf = <A>(
  name: string,
  shape: Shape,
  expected: Text,
  code: (value: unknown) => string = () => "value.type",
): Guarded<A> =>
  new Guarded<A>(name, shape, (value, context) => [
    coded(code(value), expectedButGot(expected, value), value, context),
  ]);

/** One of a few literal values. */
export const oneOf = <A extends string | number>(name: string, ...values: readonly A[]): Guarded<A> => {
  const listed = values.map((value) => JSON.stringify(value)).join(", ");
  return leaf<A>(
    name,
    { _tag: "oneOf", values },
    { en: `one of ${listed}`, zh: `以下之一:${listed}` },
    (value) => (typeof value === typeof values[0] ? "value.range" : "value.type"),
  );
};

/** A list of values of one kind, with at least `least` and at most `most` of them. */
export const list = <A>(
  name: string,
  item: Guarded<A>,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): Guarded<readonly A[]> => {
  const expected = listed(least, most);
  return new Guarded<readonly A[]>(name, { _tag: "list", item, least, most }, (value, context) => {
    if (!Array.isArray(value) || value.length < least)
      return [
        coded(
          Array.isArray(value) ? "value.empty" : "value.type",
          expectedButGot(expected, value),
          value,
          context,
        ),
      ];
    const errors =
      value.length > most ? [coded("value.tooMany", expectedButGot(expected, value), value, context)] : [];
    for (let i = 0; i < value.length; i++) {
      const part: unknown = value[i];
      if (item.accepts(part)) continue;
      // One by one: spread as arguments, a hundred thousand problems would exhaust the stack.
      for (const each of item.explain(part, step(context, String(i), item, part))) errors.push(each);
    }
    return errors;
  });
};

const listed = (least: number, most: number): Text =>
  most < Number.MAX_SAFE_INTEGER
    ? { en: `an array of ${least} to ${most}`, zh: `${least} 至 ${most} 项的数组` }
    : least > 0
      ? { en: `an array of at least ${least}`, zh: `至少有 ${least} 项的数组` }
      : { en: "an array", zh: "数组" };

/** A value that is of one kind or of another: of a few simple ones, since the explanation does not go into them. */
export const anyOf = <A, B>(
  name: string,
  a: Guarded<A>,
  b: Guarded<B>,
  expected: Text,
  code?: (value: unknown) => string,
): Guarded<A | B> => leaf<A | B>(name, { _tag: "anyOf", parts: [a, b] }, expected, code);

/** A codec of anything, like io-ts's `t.Any`: codecs are invariant, so `unknown` would admit none but itself. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyGuarded = Guarded<any>;

/** The codecs of an object's fields, by key. */
export type Fields = Readonly<Record<string, AnyGuarded>>;

/** The object type of required and optional fields; an optional field may also be there as `undefined`. */
type RecordOf<R extends Fields, O extends Fields> = { readonly [K in keyof R]: TypeOf<R[K]> } & {
  readonly [K in keyof O]?: TypeOf<O[K]> | undefined;
};

/**
 * An object with named fields. `unknownKeys` says what becomes of a key that is not named: our own requests refuse it
 * (a misspelt key must not silently cost money), payloads of the platform keep it (the platform adds fields). `section`
 * is the heading of the platform's table that it is.
 */
export const record = <R extends Fields, O extends Fields>(
  name: string,
  unknownKeys: "refuse" | "keep",
  required: R,
  optional: O,
  section?: string,
): Guarded<RecordOf<R, O>> => {
  const keepUnknown = unknownKeys === "keep";
  const fields = [
    ...Object.entries(required).map(([key, part]) => ({ key, part, required: true })),
    ...Object.entries(optional).map(([key, part]) => ({ key, part, required: false })),
  ];
  const keys = fields.map(({ key }) => key);

  const explain: Explain = (value, context) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return [coded("value.type", expectedButGot({ en: "an object", zh: "对象" }, value), value, context)];
    const errors: CodedError[] = [];
    const parts = value as Record<string, unknown>;
    if (!keepUnknown)
      for (const key in parts)
        if (!keys.includes(key))
          errors.push(
            coded(
              "value.unknownKey",
              unknownKey(key, keys),
              parts[key],
              step(context, key, t.unknown, parts[key]),
            ),
          );
    for (const { key, part: codec, required: isRequired } of fields) {
      // Own keys and inherited ones alike, as the guard sees them; but never what every object inherits.
      const part = isEnumerable(parts, key) ? parts[key] : undefined;
      const at = step(context, key, codec, part);
      if (part === undefined || (part === null && keepUnknown && !isRequired)) {
        if (isRequired) errors.push(coded("value.required", missing(key), part, at));
      } else if (!codec.accepts(part)) {
        // One by one: spread as arguments, a hundred thousand problems would exhaust the stack.
        for (const each of codec.explain(part, at)) errors.push(each);
      }
    }
    return errors;
  };

  return new Guarded<RecordOf<R, O>>(name, { _tag: "record", fields, keepUnknown, section }, explain);
};

const isEnumerable = (value: object, key: string): boolean => {
  for (const each in value) if (each === key) return true;
  return false;
};

const missing = (key: string): Text => ({
  en: `"${key}" is required, got nothing`,
  zh: `缺少必填字段 "${key}"`,
});

const unknownKey = (key: string, keys: readonly string[]): Text => {
  const shown = quoted(key);
  const near = nearest(key, keys);
  const known = keys.join(", ");
  return near === undefined
    ? { en: `unknown key ${shown}; known keys are ${known}`, zh: `未知字段 ${shown};可用字段:${known}` }
    : { en: `unknown key ${shown}; did you mean "${near}"?`, zh: `未知字段 ${shown};是否想写 "${near}"?` };
};

/** The known key that a misspelt one most likely meant: at most two edits away, and fewer than half of it. */
const nearest = (key: string, keys: readonly string[]): string | undefined => {
  if (key.length > 64) return undefined;
  let best: string | undefined;
  let bestDistance = Math.min(2, Math.floor((key.length - 1) / 2)) + 1;
  for (const known of keys) {
    const distance = editDistance(key.toLowerCase().replace(/[_-]/g, ""), known.toLowerCase());
    if (distance < bestDistance) {
      best = known;
      bestDistance = distance;
    }
  }
  return best;
};

/** Levenshtein's distance: insertions, deletions and replacements. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] as number;
};

/** The JSON Pointer of an io-ts context: its keys, less that of the root. */
const pathOf = (context: t.Context): string => pointer(...context.slice(1).map((entry) => entry.key));

/** One io-ts error as a problem. */
export const problemOf = (error: t.ValidationError): Problem => {
  const { code = "value.type" } = error as Partial<CodedError>;
  return problem(code, pathOf(error.context), errorText(error));
};

const more = (hidden: number): Problem =>
  problem("problems.more", "", {
    en: `${hidden} more problems, not listed`,
    zh: `另有 ${hidden} 个问题未列出`,
  });

/** The most problems of one value that are listed: more help nobody, and an input of millions must not fill the memory. */
const MOST_LISTED = 1000;

/**
 * io-ts errors as problems. Errors of codecs that are not ours (a user's own, composed with ours) are kept, with the
 * code `value.type`. At most 1,000 are listed, and one more that says how many there are beside them.
 *
 * @category conversions
 * @since 0.1.0
 */
export const problemsOf = (errors: t.Errors): readonly Problem[] => {
  const listed = errors.slice(0, MOST_LISTED).map(problemOf);
  const hidden = errors.length - listed.length;
  return hidden > 0 ? [...listed, more(hidden)] : listed;
};

/** Decodes, with every problem, however many: for who puts the problems of several parts together. */
export const decodeAll = <A>(codec: t.Type<A, unknown>, value: unknown): E.Either<readonly Problem[], A> => {
  const decoded = codec.decode(value);
  return E.isLeft(decoded) ? E.left(decoded.left.map(problemOf)) : decoded;
};

/** At most 1,000 of these problems, and one more that says how many there are beside them. */
export const capped = (problems: readonly Problem[]): readonly Problem[] =>
  problems.length <= MOST_LISTED
    ? problems
    : [...problems.slice(0, MOST_LISTED), more(problems.length - MOST_LISTED)];

/** Decodes, with problems in the place of io-ts errors. */
export const decodeWith = <A>(codec: t.Type<A, unknown>, value: unknown): E.Either<readonly Problem[], A> => {
  const decoded = codec.decode(value);
  return E.isLeft(decoded) ? E.left(problemsOf(decoded.left)) : decoded;
};

/** Problems found beside the shape (sums, duplicates, references) as io-ts errors, for a codec that checks both. */
export const errorsAt = (
  value: unknown,
  context: t.Context,
  problems: readonly {
    readonly code: string;
    readonly at: readonly (string | number)[];
    readonly text: Text;
  }[],
): t.Errors =>
  problems.map(({ code, at, text }) =>
    coded(
      code,
      text,
      value,
      at.reduce<t.Context>((whole, key) => step(whole, String(key), t.unknown, undefined), context),
    ),
  );
