/**
 * Every code that a user can meet, explained.
 */
import { RULE_BOOKS } from "../verify/allFormats.js";
import { amountCodes } from "./amountCodes.js";
import type { Explanation } from "./Explanation.js";
import { outcomeCodes } from "./outcomeCodes.js";
import { platformErrors } from "./platformErrors.js";
import { problemCodes } from "./problemCodes.js";
import { reasonCodes } from "./reasonCodes.js";

const WHAT_TO_DO = {
  error: {
    en: "change the payload at the path until this holds; the platform's document demands it",
    zh: "修改该路径处的内容直至满足;平台文档有此要求",
  },
  warning: {
    en: "check whether you mean it: the document only advises, or the platform's own samples do the same",
    zh: "请确认是否有意为之:文档仅为建议,或平台自己的示例也如此",
  },
} as const;

const rules: readonly Explanation[] = RULE_BOOKS.flatMap((book) =>
  book.rules.map(({ code, severity, says, source }) => ({
    code,
    kind: "rule",
    severity,
    meaning: says,
    whatToDo: WHAT_TO_DO[severity],
    source,
  })),
);

/** The same rule of the same document counts once, though two formats check it. */
const once = (all: readonly Explanation[]): readonly Explanation[] => {
  const seen = new Map<string, Explanation>();
  for (const each of all) {
    const key = JSON.stringify([each.code, each.kind, each.source?.document]);
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
};

/**
 * Every explanation: of problems, of reasons of decisions, of amounts that disagree, of rules, of the platform's errors, of
 * outcomes of the service.
 *
 * @category constants
 * @since 0.2.0
 */
export const EXPLANATIONS: readonly Explanation[] = once([
  ...problemCodes,
  ...reasonCodes,
  ...amountCodes,
  ...rules,
  ...platformErrors,
  ...outcomeCodes,
]);

/**
 * What a code means and what to do about it: a code of a problem, of a violation, a reason for which `select` left a
 * promotion out, an error of the platform's, or an outcome of the service.
 *
 * @param code - As it stands in a report, a decision, the log or the platform's answer; an error number as a number or as text.
 * @returns Its explanations: several where two documents have the same rule; none where the code is not known.
 *
 * @example
 * import * as assert from "node:assert";
 * import { explain } from "suanjia";
 *
 * const [conflict] = explain(21004);
 * assert.strictEqual(conflict?.kind, "platformError");
 * assert.match(conflict.whatToDo.en, /suanjia verify/);
 *
 * const [policy] = explain("booking.cancelPolicy");
 * assert.deepStrictEqual(policy?.source, { document: "plugin-create-order", section: "GoodsBookInfo" });
 *
 * const [spent] = explain("usesSpent");
 * assert.strictEqual(spent?.kind, "reason");
 * assert.deepStrictEqual(explain("no.such.code"), []);
 *
 * @category conversions
 * @since 0.2.0
 */
export const explain = (code: string | number): readonly Explanation[] =>
  EXPLANATIONS.filter((each) => each.code === String(code));
