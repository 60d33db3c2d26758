/**
 * Bad input: anything at all, and valid input with something spoilt in it.
 */
import fc from "fast-check";

/** Freezes a value and all its parts, so that whoever changes it throws. */
export const deepFreeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
};

/** What stands where something else should: the classics of broken clients. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  // Made afresh each time: an edit may well put something into it.
  fc
    .constantFrom<() => unknown>(
      () => [],
      () => [[]],
      () => ({}),
      () => [null],
      () => new Date(0),
      () => new Map(),
      () => Object.create(null) as unknown,
      () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
      () => () => 1,
    )
    .map((make) => make()),
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    "",
    "1",
    "__proto__",
    "\ud800",
    0,
    -0,
    -1,
    0.5,
    1e21,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    10n,
    Symbol("s"),
    "长".repeat(100),
  ),
  fc.anything({ maxDepth: 2 }),
);

const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "0",
  "discountAmout",
  "id",
  "skuId",
  "detail",
  "data",
  "payment",
  "goods",
  "",
] as const;

const pathsOf = (value: unknown, at: readonly string[] = []): string[][] =>
  typeof value !== "object" || value === null || at.length > 12
    ? [[...at]]
    : [[...at], ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...at, key]))];

type Edit = (parent: Record<string, unknown>, key: string) => void;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  junk.map(
    (value): Edit =>
      (parent, key) => {
        parent[key] = value;
      },
  ),
  fc.constant<Edit>((parent, key) => {
    delete parent[key];
  }),
  fc.tuple(fc.constantFrom(...KEYS), junk).map(
    ([name, value]): Edit =>
      (parent) => {
        // No JSON gives a list a named key, and a list with a constructor of its own breaks its reporter.
        if (Array.isArray(parent)) return;
        Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
      },
  ),
  fc.constant<Edit>((parent, key) => {
    const value = parent[key];
    // Numbers as text and text as numbers, as loose clients send them.
    parent[key] = typeof value === "number" ? String(value) : Number(value);
  }),
  fc.constant<Edit>((parent, key) => {
    const value = parent[key];
    parent[key] = typeof value === "number" ? -value : [value, value];
  }),
  fc.constant<Edit>((parent, key) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    else parent[key.toUpperCase()] = parent[key];
  }),
  fc.integer({ min: -2, max: 2 }).map(
    (by): Edit =>
      (parent, key) => {
        if (typeof parent[key] === "number") parent[key] = parent[key] + by;
      },
  ),
);

/** The value with one to three places spoilt. JSON-like values only. */
export const spoilt = (value: unknown): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(fc.nat(), edit), { minLength: 1, maxLength: 3 }).map((edits) => {
    const root = { root: structuredClone(value) } as Record<string, unknown>;
    for (const [n, apply] of edits) {
      const paths = pathsOf(root).slice(1);
      const path = paths[n % paths.length];
      if (path === undefined) break;
      let parent: unknown = root;
      for (const key of path.slice(0, -1)) parent = (parent as Record<string, unknown>)[key];
      try {
        apply(parent as Record<string, unknown>, path.at(-1) as string);
      } catch {
        // Junk may refuse an edit (a symbol is no number, a function has no clone): then it stays as it was.
      }
    }
    return root.root;
  });

/** Text with some of its characters flipped, dropped or doubled. */
export const garbled = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(), fc.constantFrom("flip", "drop", "double", "digit"), fc.nat(127)), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) => {
      let result = text;
      for (const [n, kind, code] of edits) {
        const at = n % Math.max(1, result.length);
        const put =
          kind === "flip"
            ? String.fromCharCode(code)
            : kind === "drop"
              ? ""
              : kind === "double"
                ? result.slice(at, at + 2)
                : String(code % 10);
        result = result.slice(0, at) + put + result.slice(at + 1);
      }
      return result;
    });
