/**
 * What the rules of the two order formats share: how a place with booking terms is checked, in either spelling.
 */
import { utf8Length } from "../../codec/Shape.js";
import type { Place, RuleFindings } from "./Rule.js";

/** The booking terms of goods, out of their spelling. */
export interface BookingTerms {
  readonly bookType?: 1 | 2 | null | undefined;
  readonly cancelPolicy?: 1 | 2 | 3 | null | undefined;
  readonly advanceHours?: number | null | undefined;
  /** There is a cancellation policy, but none that can be read. */
  readonly isPolicyUnreadable: boolean;
}

/** Is it there? `null` is how many servers write what is not. */
export const isThere = <A>(value: A | null | undefined): value is A => value !== undefined && value !== null;

/** Is it there, and not an empty text? */
export const isSaid = (value: string | null | undefined): value is string => isThere(value) && value !== "";

/** A cancellation policy stands where goods are booked, and only there. */
export const checkCancelPolicy = (terms: BookingTerms, at: Place, key: string, found: RuleFindings): void => {
  if (terms.bookType === 2 && !isThere(terms.cancelPolicy)) found.breaks([...at, key], terms.cancelPolicy);
  if (terms.bookType === 1 && isThere(terms.cancelPolicy)) found.breaks([...at, key], terms.cancelPolicy);
};

/** Policy 3 names its hours. */
export const checkHoursGiven = (terms: BookingTerms, at: Place, key: string, found: RuleFindings): void => {
  // Where nothing is booked, the policy itself is one too many.
  if (terms.bookType !== 1 && terms.cancelPolicy === 3 && !isThere(terms.advanceHours))
    found.breaks([...at, key], terms.advanceHours);
};

/** Hours mean something under policy 3 only. */
export const checkHoursUsed = (terms: BookingTerms, at: Place, key: string, found: RuleFindings): void => {
  if (terms.cancelPolicy !== 3 && !terms.isPolicyUnreadable && isThere(terms.advanceHours))
    found.breaks([...at, key], terms.advanceHours);
};

/** A page's path has no leading slash. */
export const checkPagePath = (path: string | null | undefined, at: Place, found: RuleFindings): void => {
  if (isThere(path) && path.startsWith("/")) found.breaks([...at, "path"], path);
};

/** Bytes in UTF-8 of what is sent for a value; undefined where it has no JSON. */
export const jsonBytes = (value: unknown): number | undefined => {
  const json = JSON.stringify(value) as string | undefined;
  return json === undefined ? undefined : utf8Length(json);
};

/** The first value of a list of texts, and the places of those that differ from it. */
export const otherThanFirst = (
  values: readonly (readonly [value: string | null | undefined, at: Place])[],
): readonly { readonly at: Place; readonly value: string; readonly first: string }[] => {
  const said = values.filter((each): each is readonly [string, Place] => isSaid(each[0]));
  const [first] = said;
  return first === undefined
    ? []
    : said.filter(([value]) => value !== first[0]).map(([value, at]) => ({ at, value, first: first[0] }));
};
