/**
 * Checking a price function: random requests, every law, the smallest counterexample.
 */
import fc from "fast-check";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { type PlainRequest, requestArbitrary } from "../arbitraries/requestArbitrary.js";
import type { LawName } from "../LawViolation.js";
import { ANSWER_LAWS, PAIR_LAWS } from "../laws/laws.js";
import { type Answer, answerOf, ask, type PriceFunction, plain, thrown } from "../PriceFunction.js";
import { explained } from "./explain.js";
import { type Judgement, judge, variantsOf } from "./judge.js";
import { type CheckOptions, DEFAULT_LAWS, type PricingCheck, type Unsaid } from "./PricingCheck.js";

const RUNS = 1_000;

const LAWS: ReadonlySet<string> = new Set(["answer", ...Object.keys(ANSWER_LAWS), ...Object.keys(PAIR_LAWS)]);

/** One check: what is asked and how, and what was found so far. */
class Check<R extends PricingRequestInput> {
  readonly arbitrary: fc.Arbitrary<R>;
  readonly laws: readonly LawName[];
  private readonly options: CheckOptions<R>;
  private readonly unsaid = new Set<Unsaid>();
  /** fast-check ends with the smallest request that fails, so the last one that failed is it. */
  private failed: Judgement<R> | undefined;

  constructor(options: CheckOptions<R>) {
    const { runs = RUNS, laws = DEFAULT_LAWS } = options;
    // A check of nothing would pass.
    if (!Number.isSafeInteger(runs) || runs < 1)
      throw new RangeError(`runs: expected 1 or more, got ${runs}`);
    const unknown = laws.find((name) => !LAWS.has(name));
    if (unknown !== undefined) throw new RangeError(`laws: there is no law "${unknown}"`);
    this.options = options;
    this.laws = laws;
    // Where no arbitrary is given, R is what requestArbitrary makes.
    this.arbitrary = options.arbitrary ?? (requestArbitrary(options.requests) as unknown as fc.Arbitrary<R>);
  }

  get parameters(): fc.Parameters<[R]> {
    const { runs = RUNS, seed, path } = this.options;
    return {
      numRuns: runs,
      ...(seed === undefined ? {} : { seed }),
      ...(path === undefined ? {} : { path }),
    };
  }

  /** Notes what came of one request, and of its variants; true where nothing is wrong. */
  passes(request: R, answer: Answer, variantAnswers: readonly Answer[]): boolean {
    const variants = variantsOf(request, this.laws).map((variant, n) => ({
      ...variant,
      answer: variantAnswers[n] as Answer,
    }));
    const { laws } = this;
    const judgement = judge(request, answer, variants, { laws, format: this.options.format });
    for (const name of judgement.unsaid) this.unsaid.add(name);
    if (judgement.violations.length === 0) return true;
    this.failed = judgement;
    return false;
  }

  result(details: fc.RunDetails<[R]>): PricingCheck<R> {
    const { numRuns: runs, seed, counterexamplePath } = details;
    const { failed } = this;
    if (!details.failed) return { ok: true, runs, seed, unchecked: [...this.unsaid] };
    // It failed, but no answer did: an arbitrary of the caller's threw, or filters out too much.
    if (failed === undefined)
      throw new Error(fc.defaultReportMessage(details) ?? "the requests could not be made");
    const { request, answer, violations, ledger } = failed;
    const path = counterexamplePath ?? "";
    return {
      ok: false,
      law: violations[0]?.law ?? "answer",
      request,
      payload: answer._tag === "answered" ? answer.payload : null,
      violations,
      runs,
      seed,
      path,
      ...explained({ request, ledger, violations, runs, seed, path }),
    };
  }
}

/**
 * Checks a price function: asks it for the price of many random orders, holds each answer to the laws, and gives the
 * smallest order that breaks one. It never throws on account of the function; see `assertPricing` for test suites.
 *
 * @param impl - Your function, from a request to a quote or to a payload in any format that `verify` reads.
 *
 * @example
 * import * as assert from "node:assert";
 * import { price, toPluginOrder } from "suanjia";
 * import { checkPricing, type PlainRequest } from "suanjia/testing";
 *
 * const mine = (request: PlainRequest) => {
 *   const quote = price(request);
 *   return quote._tag === "Right" ? toPluginOrder(quote.right) : quote;
 * };
 * const result = checkPricing(mine, { runs: 100, requests: { fees: true } });
 * assert.ok(result.ok && result.unchecked.length === 0);
 *
 * @category testing
 * @since 0.5.0
 */
export const checkPricing = <R extends PricingRequestInput = PlainRequest>(
  impl: PriceFunction<R>,
  options: CheckOptions<R> = {},
): PricingCheck<R> => {
  const check = new Check(options);
  const property = fc.property(check.arbitrary, (request) =>
    check.passes(
      request,
      ask(impl, request),
      variantsOf(request, check.laws).map((variant) => ask(impl, variant.request)),
    ),
  );
  return check.result(fc.check(property, check.parameters));
};

const askAsync = async <R extends PricingRequestInput>(
  impl: PriceFunction<R>,
  request: R,
): Promise<Answer> => {
  try {
    return answerOf(await impl(plain(request) as R));
  } catch (error) {
    return thrown(error);
  }
};

/**
 * As `checkPricing`, of a function that returns promises.
 *
 * @example
 * import * as assert from "node:assert";
 * import { price } from "suanjia";
 * import { checkPricingAsync, type PlainRequest } from "suanjia/testing";
 *
 * const mine = async (request: PlainRequest) => Promise.resolve(price(request));
 * assert.ok((await checkPricingAsync(mine, { runs: 100 })).ok);
 *
 * @category testing
 * @since 0.5.0
 */
export const checkPricingAsync = async <R extends PricingRequestInput = PlainRequest>(
  impl: PriceFunction<R>,
  options: CheckOptions<R> = {},
): Promise<PricingCheck<R>> => {
  const check = new Check(options);
  const property = fc.asyncProperty(check.arbitrary, async (request) => {
    const answer = await askAsync(impl, request);
    const variants: Answer[] = [];
    for (const variant of variantsOf(request, check.laws))
      variants.push(await askAsync(impl, variant.request));
    return check.passes(request, answer, variants);
  });
  return check.result(await fc.check(property, check.parameters));
};
