/**
 * Taking out of a payload what its codec refuses, so that rules can be checked in the rest of it.
 */
import { isObject, type Part } from "../../codec/Shape.js";
import type { Loose } from "./Rule.js";

/** Names the fields that were taken out of an object. */
const TAKEN_OUT = Symbol("taken out");

interface Rest {
  readonly [TAKEN_OUT]?: readonly string[];
}

/**
 * Was a field there, and taken out since its codec refuses it? Then what it meant is not known, which is not the same
 * as its being absent: its own problem is said already, and no rule should conclude anything from its absence.
 */
export const wasTakenOut = <A extends object>(of: A | null | undefined, key: keyof A & string): boolean => {
  const takenOut = (of as Rest | null | undefined)?.[TAKEN_OUT];
  return takenOut !== undefined && takenOut.includes(key);
};

const loosenPart = (part: Part, value: unknown): unknown => {
  if (part.accepts(value)) return value;
  const { shape } = part;
  if (shape._tag === "list" && Array.isArray(value)) {
    const { item } = shape;
    // Objects stay where they are, however little is left of them: places are counted. Of plain values the right ones stay.
    return item.shape._tag === "record"
      ? Array.from(value as readonly unknown[], (each) => loosenPart(item, each) ?? {})
      : value.filter((each) => item.accepts(each));
  }
  if (shape._tag !== "record" || !isObject(value)) return undefined;
  const known = new Map(shape.fields.map((field) => [field.key, field.part]));
  const takenOut: string[] = [];
  const rest = Object.entries(value).map(([key, each]) => {
    const field = known.get(key);
    const left = field === undefined ? each : loosenPart(field, each);
    if (left === undefined && each !== undefined && each !== null) takenOut.push(key);
    return [key, left] as const;
  });
  return { ...Object.fromEntries(rest), [TAKEN_OUT]: takenOut };
};

/** What is left of an object when whatever its codec refuses is taken out. */
export const loosen = <A>(codec: Part, value: unknown): Loose<A> =>
  (loosenPart(codec, value) ?? {}) as Loose<A>;
