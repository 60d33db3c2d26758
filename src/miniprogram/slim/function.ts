/**
 * The part of fp-ts's functions that this library is made of.
 */

/** A value through functions, one after the other. */
export const pipe = (value: unknown, ...steps: readonly ((value: never) => unknown)[]): unknown =>
  steps.reduce((through, step) => step(through as never), value);
