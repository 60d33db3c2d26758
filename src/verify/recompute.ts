/**
 * Recomputation: does a payload agree with the truth?
 */
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Problem, problem, under } from "../codec/Problem.js";
import type { PricingRequestInput } from "../order/PricingRequestInput.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import { price } from "../pricing/price.js";
import type { Claim } from "./Claim.js";
import { compareWithQuote } from "./compareWithQuote.js";
import type { Difference, Unchecked } from "./Report.js";
import { readClaim } from "./readClaim.js";

/**
 * How a claim compares with the truth.
 *
 * @category model
 * @since 0.1.0
 */
export interface Recomputation {
  /** No difference. */
  readonly ok: boolean;
  readonly format: FormatName;
  readonly differences: readonly Difference[];
  /** Amounts that the claim leaves out. */
  readonly unchecked: readonly Unchecked[];
}

/**
 * Prices a trusted request and compares every amount of a claim with the quote. Lines, marketing and fees are matched
 * by their ids, never by position; the units of a line have no ids, so they are compared as a bag.
 *
 * @param request - What the order really is: unit prices and discounts from sources that you trust.
 * @param claim - What somebody says it costs, in any format that `verify` reads. A block that the claim leaves out is
 * not compared.
 * @returns Every difference, or the problems of the request (under `/request`) and of the claim (under `/claim`).
 *
 * @example
 * import * as assert from "node:assert";
 * import { recompute } from "suanjia";
 *
 * const request = { lines: [{ goodsId: "tea", unitPrice: 40000, quantity: 1 }] };
 * const cheap = recompute(request, {
 *   goodsList: [{ goodsId: "tea", price: 39999, quantity: 1 }],
 *   payment: { totalAmount: 39999 },
 * });
 * assert.ok(cheap._tag === "Right");
 * assert.deepStrictEqual(
 *   cheap.right.differences.map(({ path, expected, actual }) => [path, expected, actual]),
 *   [
 *     ["/goodsList/0/price", 40000, 39999],
 *     ["/payment/totalAmount", 40000, 39999],
 *   ],
 * );
 *
 * @category checks
 * @since 0.1.0
 */
export const recompute = (
  request: PricingRequestInput,
  claim: unknown,
): E.Either<readonly Problem[], Recomputation> => {
  const quote = pipe(price(request), E.mapLeft(under("/request")));
  const read = pipe(readClaim(claim), E.chain(withAmounts), E.mapLeft(under("/claim")));
  if (E.isLeft(quote) || E.isLeft(read))
    return E.left([...(E.isLeft(quote) ? quote.left : []), ...(E.isLeft(read) ? read.left : [])]);
  return E.right(recomputation(read.right, compareWithQuote(quote.right, read.right)));
};

const recomputation = (
  claim: Claim,
  { differences, unchecked }: Pick<Recomputation, "differences" | "unchecked">,
): Recomputation => ({ ok: differences.length === 0, format: claim.format.name, differences, unchecked });

/** A claim that says no amounts would agree with any quote. */
const withAmounts = (claim: Claim): E.Either<readonly Problem[], Claim> =>
  claim.format.hasNoAmounts !== true
    ? E.right(claim)
    : E.left([
        problem("input.unknownFormat", "", {
          en: `expected a payload that has amounts of an order, got ${claim.format.name}`,
          zh: `应为含订单金额的内容,实际为 ${claim.format.name}`,
        }),
      ]);
