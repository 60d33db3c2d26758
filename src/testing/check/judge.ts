/**
 * Judging: one request, what a price function made of it, and every law that this breaks.
 */
import * as E from "fp-ts/lib/Either.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import type { LawName, LawViolation } from "../LawViolation.js";
import type { Ledger, PricedFormat } from "../Ledger.js";
import { ANSWER_LAWS, PAIR_LAWS } from "../laws/laws.js";
import { type PairLaw, violationsOfPair } from "../laws/pairLaws.js";
import { type Answer, type Reading, readAnswer } from "../PriceFunction.js";
import type { Unsaid } from "./PricingCheck.js";

/** What is wrong with one answer. */
export interface Judgement<R extends PricingRequestInput> {
  readonly request: R;
  readonly answer: Answer;
  readonly ledger: Ledger | undefined;
  readonly violations: readonly LawViolation[];
  readonly unsaid: readonly Unsaid[];
}

/** A variant of a request, its answer, and the law that speaks of both. */
export interface Variant<R extends PricingRequestInput> {
  readonly law: PairLaw;
  readonly request: R;
}

const isPairLaw = (name: LawName): name is keyof typeof PAIR_LAWS => Object.hasOwn(PAIR_LAWS, name);
const isAnswerLaw = (name: LawName): name is keyof typeof ANSWER_LAWS => Object.hasOwn(ANSWER_LAWS, name);

/** The variants of a request that the laws ask for. */
export const variantsOf = <R extends PricingRequestInput>(
  request: R,
  laws: readonly LawName[],
): readonly Variant<R>[] =>
  laws
    .filter(isPairLaw)
    .map((name) => ({ law: PAIR_LAWS[name], request: PAIR_LAWS[name].variantOf(request) }));

/** One place is named once: by the first law that speaks of it. */
const eachPlaceOnce = (violations: readonly LawViolation[]): readonly LawViolation[] => {
  const places = new Map<string, LawName>();
  return violations.filter(({ law, path }) => {
    const first = places.get(path);
    if (first === undefined) places.set(path, law);
    return first === undefined || first === law;
  });
};

/** What the ledger does not say, of an order that has it. */
const unsaidOf = (ledger: Ledger, { marketing = [] }: PricingRequestInput): readonly Unsaid[] => {
  const { lines, totals } = ledger;
  const hasMarketing = marketing.some(({ discountAmount }) => discountAmount > 0);
  const isSilent = {
    lines: !ledger.hasLines,
    totals: totals.totalAmount === undefined || totals.totalDiscountAmount === undefined,
    marketing: hasMarketing && ledger.marketing === undefined,
    shares: hasMarketing && (lines.some(({ shares }) => shares === undefined) || ledger.ambiguous.length > 0),
    units: hasMarketing && lines.every(({ units }) => units === undefined),
  };
  return (Object.keys(isSilent) as Unsaid[]).filter((name) => isSilent[name]);
};

const pairViolations = <R extends PricingRequestInput>(
  ledger: Ledger,
  request: R,
  variants: readonly (Variant<R> & { readonly reading: Reading })[],
): readonly LawViolation[] =>
  variants.flatMap(({ law, reading }) => violationsOfPair(law, ledger, reading, request));

/** Judges an answer, and those to the variants of its request. */
export const judge = <R extends PricingRequestInput>(
  request: R,
  answer: Answer,
  variants: readonly (Variant<R> & { readonly answer: Answer })[],
  { laws, format }: { readonly laws: readonly LawName[]; readonly format: PricedFormat | undefined },
): Judgement<R> => {
  const reading = readAnswer(request, answer, format);
  if (E.isLeft(reading)) return { request, answer, ledger: undefined, violations: reading.left, unsaid: [] };
  const { ledger } = reading.right;
  if (ledger === undefined || answer._tag === "refused")
    return { request, answer, ledger, violations: [], unsaid: [] };
  const read = variants.map((each) => ({ ...each, reading: readAnswer(each.request, each.answer, format) }));
  const ofAnswer = laws
    .filter(isAnswerLaw)
    .flatMap((name) => ANSWER_LAWS[name](ledger, request, answer.payload));
  // What is wrong by itself need not be compared with another.
  const violations = ofAnswer.length > 0 ? ofAnswer : pairViolations(ledger, request, read);
  return {
    request,
    answer,
    ledger,
    violations: eachPlaceOnce(violations),
    unsaid: unsaidOf(ledger, request),
  };
};
