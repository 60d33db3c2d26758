/**
 * Which held coupon a promotion uses.
 */
import { compareText } from "../pricing/canonicalOrder.js";
import type { Promotion } from "./Promotion.js";
import type { HeldCoupon } from "./SelectionContext.js";

type Code = string | undefined;

/** The coupon that a promotion uses. */
export interface Held {
  readonly code: Code;
}

/** No code is smaller than any. Not `sort`, which puts what is undefined last whatever it is told. */
const smallest = (codes: readonly Code[]): Code =>
  codes.reduce((least, code) => (compareText(code, least) < 0 ? code : least));

/**
 * For each promotion that must be held, the coupon that it uses: with a code of its own, that one; without, the one of
 * the smallest code that no other promotion of its id names. Undefined where none is held.
 */
export const heldCoupons = (
  promotions: readonly Promotion[],
  held: readonly HeldCoupon[],
): ((promotion: Promotion) => Held | undefined) => {
  const codesOf = new Map<string, Code[]>();
  for (const { id, code } of held) codesOf.set(id, [...(codesOf.get(id) ?? []), code]);
  return ({ id, code, when }) => {
    if (when?.mustHold !== true) return undefined;
    const codes = codesOf.get(id) ?? [];
    const own =
      code === undefined
        ? codes.filter(
            (each) =>
              each === undefined || !promotions.some((other) => other.id === id && other.code === each),
          )
        : codes.filter((each) => each === code);
    return own.length === 0 ? undefined : { code: smallest(own) };
  };
};
