/**
 * Records without what is not there.
 */
import fc from "fast-check";

/** Leaves out the keys whose value is undefined: absent and undefined are the same to us, but not to JSON. */
export const compact = <A extends object>(value: A): A =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as A;

/** Is there every other time. */
export const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Is there one time in `freq`. */
export const rarely = <A>(freq: number, arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.oneof({ weight: freq - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
