/**
 * A comparison of plain data that is fast enough for millions of quotes, and says where they part.
 */

type Path = readonly (string | number)[];

/** The path to the first place where two values differ, keys in any order; nothing where they are the same. */
export const firstDifference = (a: unknown, b: unknown, path: Path = []): Path | undefined => {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return path;
  if (Array.isArray(a) !== Array.isArray(b)) return path;
  if (Array.isArray(a)) return inLists(a, b as readonly unknown[], path);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return path;
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return path;
    const found = differenceAt(a, b, key, path);
    if (found !== undefined) return found;
  }
  return undefined;
};

const differenceAt = (a: object, b: object, key: string | number, path: Path): Path | undefined => {
  const before = (a as Record<string | number, unknown>)[key];
  const after = (b as Record<string | number, unknown>)[key];
  // The path is only made where something is to be looked into.
  return Object.is(before, after) ? undefined : firstDifference(before, after, [...path, key]);
};

const inLists = (a: readonly unknown[], b: readonly unknown[], path: Path): Path | undefined => {
  if (a.length !== b.length) return path;
  for (let i = 0; i < a.length; i++) {
    const found = differenceAt(a, b, i, path);
    if (found !== undefined) return found;
  }
  return undefined;
};
