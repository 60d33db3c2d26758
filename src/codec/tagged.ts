/**
 * Objects of several kinds, told apart by a field that names the kind.
 */
import { Guarded, oneOf, record, type TypeOf } from "./Guarded.js";
import { isObject } from "./Shape.js";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Kinds = Readonly<Record<string, Guarded<any>>>;

/**
 * An object of one of several kinds. Each kind's codec has the field `tag` too, with the kind's name. What is wrong is
 * said of the kind that the object names, so that nobody reads about nine others.
 */
export const tagged = <K extends Kinds>(name: string, tag: string, kinds: K): Guarded<TypeOf<K[keyof K]>> => {
  const named = record(name, "keep", { [tag]: oneOf<string>(`${name}.${tag}`, ...Object.keys(kinds)) }, {});
  return new Guarded<TypeOf<K[keyof K]>>(
    name,
    { _tag: "anyOf", parts: Object.values(kinds) },
    (value, context) => {
      const kind = isObject(value) ? value[tag] : undefined;
      const codec =
        typeof kind === "string" && Object.prototype.hasOwnProperty.call(kinds, kind)
          ? (kinds[kind] as Kinds[string])
          : named;
      return codec.explain(value, context);
    },
  );
};
