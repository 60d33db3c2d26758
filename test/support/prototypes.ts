/**
 * Whether an input has put something into the objects that all others inherit from.
 */

const SHARED = [Object, Array, String, Number, Boolean, Function, Map, Set, Promise, Error];

/** The names of everything that is inherited: the same before and after, or a prototype was polluted. */
export const ownNames = (): readonly string[] =>
  SHARED.flatMap((shared) => [
    ...Object.getOwnPropertyNames(shared.prototype).map((name) => `${shared.name}.prototype.${name}`),
    ...Object.getOwnPropertyNames(shared).map((name) => `${shared.name}.${name}`),
  ]);

/** Throws where an empty object shows a key: most pollution does, and this can be asked after every case. */
export const checkEmptyObject = (): void => {
  for (const key in {}) throw new Error(`Object.prototype has ${key}`);
};
