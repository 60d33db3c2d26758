/**
 * The laws, as functions.
 */
import * as E from "fp-ts/lib/Either.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { type LawName, type LawViolation, unreadable } from "../LawViolation.js";
import type { Ledger } from "../Ledger.js";
import { ask, type PriceFunction, readAnswer } from "../PriceFunction.js";
import { readLedger } from "../readLedger.js";
import { bounds } from "./bounds.js";
import { conservation } from "./conservation.js";
import { exactSplit, verified } from "./otherLaws.js";
import { orderDoesNotMatter, type PairLaw, violationsOfPair, weightlessLine } from "./pairLaws.js";
import { quota } from "./quota.js";
import { saysRequest } from "./saysRequest.js";
import { totals } from "./totals.js";
import { namedUnits, unitFairness } from "./unitLaws.js";

/** A law about one answer, as it is checked: of what was read, of the request, of the answer itself. */
type AnswerLaw = (ledger: Ledger, request: PricingRequestInput, answer: unknown) => readonly LawViolation[];

/** The laws about one answer. */
export const ANSWER_LAWS: Readonly<
  Record<Exclude<LawName, "answer" | "orderDoesNotMatter" | "weightlessLine">, AnswerLaw>
> = {
  request: saysRequest,
  conservation,
  totals,
  bounds,
  verified: (ledger, _request, answer) => verified(answer, ledger),
  quota,
  unitFairness,
  namedUnits,
  exactSplit,
};

/** The laws about two answers. */
export const PAIR_LAWS: Readonly<Record<"orderDoesNotMatter" | "weightlessLine", PairLaw>> = {
  orderDoesNotMatter,
  weightlessLine,
};

const NO_REQUEST: PricingRequestInput = { lines: [] };

const of =
  (name: keyof typeof ANSWER_LAWS) =>
  (priced: unknown, request: PricingRequestInput = NO_REQUEST): readonly LawViolation[] => {
    const read = readLedger(priced);
    if (E.isRight(read)) return ANSWER_LAWS[name](read.right, request, priced);
    return read.left.map(unreadable);
  };

const ofPair =
  (law: PairLaw) =>
  <R extends PricingRequestInput>(
    impl: PriceFunction<R>,
    request: R,
    variant: R = law.variantOf(request),
  ): readonly LawViolation[] => {
    const before = readAnswer(request, ask(impl, request));
    if (E.isLeft(before)) return before.left;
    const { ledger } = before.right;
    return ledger === undefined
      ? []
      : violationsOfPair(law, ledger, readAnswer(variant, ask(impl, variant)), request);
  };

/**
 * A law about one answer: a quote, or a payload in any format that `verify` reads. Gives every place where the law is
 * broken; none, where it holds. An answer that cannot be read breaks the law `answer`.
 *
 * @category testing
 * @since 0.5.0
 */
export type Law = (priced: unknown) => readonly LawViolation[];

/**
 * A law about an answer and the request that it answers.
 *
 * @category testing
 * @since 0.5.0
 */
export type RequestLaw = (priced: unknown, request: PricingRequestInput) => readonly LawViolation[];

/**
 * A law about two answers of one price function: to a request, and to a variant of it, which is made where it is not
 * given.
 *
 * @category testing
 * @since 0.5.0
 */
export type FunctionLaw = <R extends PricingRequestInput>(
  impl: PriceFunction<R>,
  request: R,
  variant?: R,
) => readonly LawViolation[];

/**
 * The laws of pricing, each a function that gives every place where it is broken.
 *
 * @example
 * import * as assert from "node:assert";
 * import { laws } from "suanjia/testing";
 *
 * const order = {
 *   goodsList: [{ goodsId: "tea", price: 1800, quantity: 2, discountAmount: 501 }],
 *   payment: { totalAmount: 3600, totalDiscountAmount: 500 },
 * };
 * assert.deepStrictEqual(laws.bounds(order), []);
 * assert.deepStrictEqual(
 *   laws.totals(order).map(({ path, expected, actual }) => [path, expected, actual]),
 *   [["/payment/totalDiscountAmount", 501, 500]],
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const laws: {
  /** It is about the request: its lines, quantities, prices, marketing, scopes and fees, and no others. */
  readonly request: RequestLaw;
  /** Each marketing's shares add up to it, over the lines and over each line's units. */
  readonly conservation: Law;
  /** Every total is the sum of its parts. */
  readonly totals: Law;
  /** 0 ≤ discount ≤ total, for the order, each line, each unit and each fee. */
  readonly bounds: Law;
  /** `verify` finds no amount of the payload wrong. */
  readonly verified: Law;
  /**
   * Each share lies less than one fen from its exact part, and a line that weighs more bears no less. Speaks of the
   * policy `largestRemainder` over `payable`, with marketing in canonical order; of other requests it says nothing.
   */
  readonly quota: RequestLaw;
  /** Units of a line differ by at most one fen, per marketing and in sum, unless some of them are named. */
  readonly unitFairness: RequestLaw;
  /**
   * Units that a marketing names get what it says, and no other unit does; all else of their line goes by what each
   * unit still has to pay. Looks at the units one by one.
   */
  readonly namedUnits: RequestLaw;
  /** Every fen lies where suanjia puts it, under the request's policy. Units are compared as a bag. */
  readonly exactSplit: RequestLaw;
  /** Listing lines, marketing or fees the other way round changes no amount. Paths lead into the second answer. */
  readonly orderDoesNotMatter: FunctionLaw;
  /** A line that costs nothing bears nothing, and changes nobody's share. Paths lead into the second answer. */
  readonly weightlessLine: FunctionLaw;
} = {
  request: of("request"),
  conservation: of("conservation"),
  totals: of("totals"),
  bounds: of("bounds"),
  verified: of("verified"),
  quota: of("quota"),
  unitFairness: of("unitFairness"),
  namedUnits: of("namedUnits"),
  exactSplit: of("exactSplit"),
  orderDoesNotMatter: ofPair(orderDoesNotMatter),
  weightlessLine: ofPair(weightlessLine),
};
