/**
 * Reads promotions from unknown input.
 */
import * as E from "fp-ts/lib/Either.js";
import { capped, decodeWith } from "../codec/Guarded.js";
import type { Problem } from "../codec/Problem.js";
import { findPromotionProblems } from "./findPromotionProblems.js";
import { type Promotion, PromotionListCodec } from "./Promotion.js";

/** Lists that were read and found right, frozen since. */
const read = new WeakSet();

/** A copy that nobody can change any more. */
const frozenCopy = <A>(value: A): A => {
  if (typeof value !== "object" || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozenCopy<unknown>(part)]));
  return Object.freeze(copy) as A;
};

/**
 * Reads a list of promotions from unknown input. Strict: a key that is not known is refused, and so is a rule that
 * cannot be meant, such as tiers out of order, or a group to stand apart from that no promotion is in.
 *
 * `select` takes what this returns as it is, so a server that reads its rules once does not read them again for every
 * cart.
 *
 * @returns A frozen copy of the promotions, or every problem of every one of them, by JSON Pointer into the list.
 *
 * @example
 * import * as assert from "node:assert";
 * import { decodePromotions } from "suanjia";
 *
 * const bad = decodePromotions([
 *   { id: "vip", type: 1, discountRange: 2, title: "会员 9 折", benefit: { kind: "rateOff", rate: "1.1" } },
 *   {
 *     id: "flash",
 *     type: 4,
 *     discountRange: 2,
 *     title: "秒杀",
 *     when: { startsAt: 1700000000000, endsAt: 1690000000000 },
 *     benefit: { kind: "fixedPrice", unitPriceFen: 990 },
 *   },
 * ]);
 * assert.ok(bad._tag === "Left");
 * assert.deepStrictEqual(
 *   bad.left.map(({ code, path }) => [code, path]),
 *   [
 *     ["value.format", "/0/benefit/rate"],
 *     ["promotion.dates", "/1/when/endsAt"],
 *   ],
 * );
 *
 * @category decoders
 * @since 0.3.0
 */
export const decodePromotions = (value: unknown): E.Either<readonly Problem[], readonly Promotion[]> => {
  if (isRead(value)) return E.right(value);
  const decoded = decodeWith(PromotionListCodec, value);
  const found = Array.isArray(value) ? findPromotionProblems(value) : [];
  if (E.isLeft(decoded)) return E.left(capped([...decoded.left, ...found]));
  if (found.length > 0) return E.left(capped(found));
  const promotions = frozenCopy(decoded.right);
  read.add(promotions);
  return E.right(promotions);
};

/** Was this very list made by `decodePromotions`? */
export const isRead = (promotions: unknown): promotions is readonly Promotion[] =>
  typeof promotions === "object" && promotions !== null && read.has(promotions);
