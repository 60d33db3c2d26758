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
  const heldOf = byId(held);
  const namedOf = byId(promotions);
  return ({ id, code, when }) => {
    if (when?.mustHold !== true) return undefined;
    const codes = heldOf.get(id) ?? new Set();
    if (code !== undefined) return codes.has(code) ? { code } : undefined;
    const named = namedOf.get(id);
    const own = [...codes].filter((each) => each === undefined || named?.has(each) !== true);
    return own.length === 0 ? undefined : { code: smallest(own) };
  };
};

/** Codes by the id that they belong to. */
const byId = (
  entries: readonly { readonly id: string; readonly code?: Code }[],
): ReadonlyMap<string, ReadonlySet<Code>> => {
  const codes = new Map<string, Set<Code>>();
  for (const { id, code } of entries) {
    const own = codes.get(id);
    if (own === undefined) codes.set(id, new Set([code]));
    else own.add(code);
  }
  return codes;
};
