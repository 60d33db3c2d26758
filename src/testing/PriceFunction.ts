/**
 * Price functions: what is checked, and how their answers are taken.
 */
import * as E from "fp-ts/lib/Either.js";
import { describe, type Problem, type Text } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import type { PricingRequestInput } from "../order/PricingRequestInput.js";
import { price } from "../pricing/price.js";
import { Breaches, type LawViolation, unreadable } from "./LawViolation.js";
import type { Ledger, PricedFormat } from "./Ledger.js";
import { readLedger } from "./readLedger.js";

/**
 * Your price function: from a request to what it costs, as a quote or as a payload in any format that `verify` reads.
 *
 * An `Either` is taken apart, so that suanjia's own functions can be composed. A `Left`, `null` or `undefined` refuses
 * the request, and so does a throw.
 *
 * @category testing
 * @since 0.5.0
 */
export type PriceFunction<R extends PricingRequestInput = PricingRequestInput> = (request: R) => unknown;

/** What came back of one request: an answer as JSON has it, or why there is none. */
export type Answer =
  | { readonly _tag: "answered"; readonly payload: unknown }
  | { readonly _tag: "refused"; readonly why: Text };

/**
 * A copy as plain JSON has it: what cannot be sent does not count. JSON writes null for NaN, which would pass for an
 * amount that is left out; here it stays what it is, as text, which is no amount.
 */
export const plain = (value: unknown): unknown => {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "number" && !Number.isFinite(part) ? String(part) : part,
  ) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

const textOf = (value: unknown): Text => {
  const said = value instanceof Error ? value.message : JSON.stringify(value);
  return { en: said, zh: said };
};

const isPromise = (value: unknown): boolean => isObject(value) && typeof value["then"] === "function";

const PROMISE: Text = {
  en: "a promise came: use checkPricingAsync or assertPricingAsync",
  zh: "返回了 Promise:请使用 checkPricingAsync 或 assertPricingAsync",
};

/** A function threw. */
export const thrown = (error: unknown): Answer => {
  const { en } = textOf(error);
  return { _tag: "refused", why: { en: `it threw: ${en}`, zh: `抛出异常:${en}` } };
};

/** Takes what a function returned. */
export const answerOf = (returned: unknown): Answer => {
  if (isPromise(returned)) return { _tag: "refused", why: PROMISE };
  if (isObject(returned) && returned["_tag"] === "Left") {
    const { en } = textOf(plain(returned["left"]));
    return { _tag: "refused", why: { en: `it returned a Left: ${en}`, zh: `返回了 Left:${en}` } };
  }
  const payload = isObject(returned) && returned["_tag"] === "Right" ? returned["right"] : returned;
  if (payload !== undefined && payload !== null) return { _tag: "answered", payload: plain(payload) };
  const { en, zh } = describe(payload);
  return { _tag: "refused", why: { en: `it returned ${en}`, zh: `返回:${zh}` } };
};

/** Asks a function, and takes whatever it does. It gets a copy, so that what it changes stays with it. */
export const ask = <R extends PricingRequestInput>(impl: PriceFunction<R>, request: R): Answer => {
  try {
    return answerOf(impl(plain(request) as R));
  } catch (error) {
    return thrown(error);
  }
};

const refusal = (why: Text): readonly LawViolation[] => {
  const found = new Breaches("answer");
  found.add("refused", "", "an answer", "a refusal", {
    en: `the request can be priced, but ${why.en}`,
    zh: `该请求可以算价,但${why.zh}`,
  });
  return found.violations;
};

const notRefused = (): readonly LawViolation[] => {
  const found = new Breaches("answer");
  found.add("notRefused", "", "a refusal", "an answer", {
    en: "the request cannot be priced",
    zh: "该请求无法算价",
  });
  return found.violations;
};

/** An answer that was read, or rightly refused; or why it is neither. */
export type Reading = E.Either<readonly LawViolation[], { readonly ledger: Ledger | undefined }>;

/** Reads an answer. A request that suanjia refuses must be refused; any other must be answered, and readably. */
export const readAnswer = (request: PricingRequestInput, answer: Answer, format?: PricedFormat): Reading => {
  const isPriceable = E.isRight(price(request));
  if (answer._tag === "refused")
    return isPriceable ? E.left(refusal(answer.why)) : E.right({ ledger: undefined });
  if (!isPriceable) return E.left(notRefused());
  return E.bimap(
    (problems: readonly Problem[]) => problems.map(unreadable),
    (ledger: Ledger) => ({ ledger }),
  )(readLedger(answer.payload, format));
};
