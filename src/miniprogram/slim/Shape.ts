/**
 * Shapes with guards that are short: they accept what those of src/codec/Shape accept, of the shapes that there are here.
 */
import { type Field, isFreeObject, isObject, type Shape, utf8Length } from "../../codec/Shape.js";

export { isObject, MAX_DEPTH } from "../../codec/Shape.js";

const isWithin = (
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
): boolean => value >= least && value <= most;

const acceptsList =
  ({ item, least, most }: Extract<Shape, { readonly _tag: "list" }>) =>
  (value: unknown): boolean => {
    if (!Array.isArray(value) || !isWithin(value.length, { least, most })) return false;
    // Not `every`, which passes holes over.
    for (let i = 0; i < value.length; i++) if (!item.accepts(value[i])) return false;
    return true;
  };

const acceptsRecord =
  (fields: readonly Field[], keepUnknown: boolean) =>
  (value: unknown): boolean => {
    if (!isObject(value)) return false;
    let missing = fields.filter(({ required }) => required).length;
    for (const key in value) {
      const field = fields.find((each) => each.key === key);
      if (field === undefined) {
        if (!keepUnknown) return false;
        continue;
      }
      const part = value[key];
      if (field.part.accepts(part)) {
        if (field.required) missing -= 1;
      } else if (field.required || !(part === undefined || (keepUnknown && part === null))) return false;
    }
    return missing === 0;
  };

export const acceptsOf = (shape: Shape): ((value: unknown) => boolean) => {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- no format here has the others
  switch (shape._tag) {
    case "string":
      return (value) => typeof value === "string";
    case "integer":
      return (value) => Number.isSafeInteger(value) && isWithin(value as number, shape);
    case "oneOf":
      return (value) => shape.values.includes(value as string);
    case "boundedText":
      return (value) => typeof value === "string" && isWithin(utf8Length(value), shape);
    case "freeObject":
      return isFreeObject;
    case "list":
      return acceptsList(shape);
    case "record":
      return acceptsRecord(shape.fields, shape.keepUnknown);
    default:
      throw new Error(`no guard of ${shape._tag} here`);
  }
};
