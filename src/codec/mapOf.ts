/**
 * Objects whose keys are data: a number for each id, say.
 */
import * as t from "io-ts";
import { Guarded, record } from "./Guarded.js";
import { isObject } from "./Shape.js";

const anObject = record("Map", "keep", {}, {});

/** An object with a value of one kind for every key, inherited ones too. */
export const mapOf = <A>(name: string, item: Guarded<A>): Guarded<Readonly<Record<string, A>>> =>
  new Guarded<Readonly<Record<string, A>>>(
    name,
    { _tag: "freeObject" },
    (value, context) => {
      const found = anObject.explain(value, context);
      if (!isObject(value)) return found;
      for (const key in value)
        if (!item.accepts(value[key]))
          found.push(...item.explain(value[key], t.appendContext(context, key, item, value[key])));
      return found;
    },
    (value) => {
      if (!isObject(value)) return false;
      for (const key in value) if (!item.accepts(value[key])) return false;
      return true;
    },
  );
