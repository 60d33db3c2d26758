/**
 * Reads promotions from unknown input.
 */
import * as E from "fp-ts/lib/Either.js";
import { capped, decodeAll } from "../codec/Guarded.js";
import { type Problem, problem } from "../codec/Problem.js";
import { MAX_DEPTH } from "../codec/Shape.js";
import { findPromotionProblems } from "./findPromotionProblems.js";
import { MAX_PROMOTIONS, type Promotion, PromotionListCodec } from "./Promotion.js";

/** Lists that were read and found right, frozen since. */
const read = new WeakSet();

/** Rules nest far less deep than this, and no deeper than this is copied. */
const MOST_DEPTH = 2 * MAX_DEPTH;

/** Nested too deep, or in a circle. */
class TooDeep extends Error {}

/**
 * A copy of data that nobody can change any more. Inherited fields come along, since codecs read them too; what is no
 * plain data stays as it is, for the codecs to refuse.
 */
const frozenCopy = (value: unknown, depth = 0): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MOST_DEPTH) throw new TooDeep();
  if (Array.isArray(value)) {
    const list = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i++) list[i] = frozenCopy(value[i], depth + 1);
    return Object.freeze(list);
  }
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  const copy: [string, unknown][] = [];
  for (const key in value) copy.push([key, frozenCopy((value as Record<string, unknown>)[key], depth + 1)]);
  return Object.freeze(Object.fromEntries(copy));
};

const tooDeep: Problem = problem("value.range", "", {
  en: `expected promotions that nest at most ${MOST_DEPTH} deep, and not in a circle`,
  zh: `营销规则嵌套不得超过 ${MOST_DEPTH} 层,且不得循环引用`,
});

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
export const decodePromotions = (value: unknown): E.Either<readonly Problem[], readonly Promotion[]> =>
  E.mapLeft(capped)(readPromotions(value));

/** The same with every problem, however many. */
export const readPromotions = (value: unknown): E.Either<readonly Problem[], readonly Promotion[]> => {
  if (isRead(value)) return E.right(value);
  // Copied first: what is read twice must be the same both times.
  const copied = E.tryCatch(
    () => frozenCopy(value),
    (error) => {
      if (error instanceof TooDeep) return [tooDeep];
      throw error;
    },
  );
  return E.chain(readCopy)(copied);
};

const readCopy = (promotions: unknown): E.Either<readonly Problem[], readonly Promotion[]> => {
  const decoded = decodeAll(PromotionListCodec, promotions);
  const isList = Array.isArray(promotions) && promotions.length <= MAX_PROMOTIONS;
  const found = isList ? findPromotionProblems(promotions) : [];
  if (E.isLeft(decoded)) return E.left([...decoded.left, ...found]);
  if (found.length > 0) return E.left(found);
  read.add(decoded.right);
  return decoded;
};

/** Was this very list made by `decodePromotions`? */
export const isRead = (promotions: unknown): promotions is readonly Promotion[] =>
  typeof promotions === "object" && promotions !== null && read.has(promotions);
