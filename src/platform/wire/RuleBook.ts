/**
 * Rule books: one document of the platform as far as a payload can be checked against it, its fields and its rules.
 */
import * as E from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import { Guarded, problemOf } from "../../codec/Guarded.js";
import type { Problem } from "../../codec/Problem.js";
import { loosen } from "./loosen.js";
import type { DocumentName, Loose, Rule, RuleContext, RuleFindings } from "./Rule.js";

/** A field that is not what its table says. */
export interface FieldProblem extends Problem {
  /** The table that the field is of. */
  readonly section: string;
  readonly actual: unknown;
}

/** What rules have beside their check: for reports and references. */
export type RuleNote = Omit<Rule<never>, "check">;

/** One document, for one payload. */
export interface RuleBook {
  readonly document: DocumentName;
  readonly rules: readonly RuleNote[];
  /** Does the codec of its tables take the payload as it is? */
  readonly accepts: (payload: unknown) => boolean;
  /** What the codec of its tables refuses, field by field. */
  readonly fieldProblems: (payload: unknown) => readonly FieldProblem[];
  /** Checks each rule in what the codec does not refuse; `isAccepted` is whether that is everything. */
  readonly checkRules: (
    payload: unknown,
    isAccepted: boolean,
    findingsOf: (rule: RuleNote) => RuleFindings,
    context: RuleContext,
  ) => void;
}

/** The nearest table above a field. */
const sectionOf = (context: t.Context): string => {
  for (let i = context.length - 2; i >= 0; i--) {
    const type = context[i]?.type;
    if (type instanceof Guarded && type.shape._tag === "record" && type.shape.section !== undefined)
      return type.shape.section;
  }
  return "";
};

/** Makes a rule book of the codec of a document's tables and its rules. */
export const ruleBook = <A>(
  document: DocumentName,
  codec: Guarded<A>,
  rules: readonly Rule<A>[],
): RuleBook => ({
  document,
  rules,
  accepts: codec.accepts,
  fieldProblems: (payload) => {
    const decoded = codec.decode(payload);
    if (E.isRight(decoded)) return [];
    return decoded.left.map((error) => ({
      ...problemOf(error),
      section: sectionOf(error.context),
      actual: error.value,
    }));
  },
  checkRules: (payload, isAccepted, findingsOf, context) => {
    const rest = isAccepted ? (payload as Loose<A>) : loosen<A>(codec, payload);
    for (const rule of rules) rule.check(rest, findingsOf(rule), context);
  },
});
