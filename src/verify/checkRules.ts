/**
 * Rules: does a payload keep what the platform's documents demand of its fields?
 */
import type { Text } from "../codec/Problem.js";
import { describe, pointer } from "../codec/Problem.js";
import type { Place, RuleContext, RuleFindings } from "../platform/wire/Rule.js";
import type { RuleBook, RuleNote } from "../platform/wire/RuleBook.js";
import type { Findings, Violation } from "./Report.js";

/** The longest text that a report quotes as what came. */
const QUOTED = 60;

/** What came, as far as a report can hold it: text and numbers; null for what is absent or has parts. */
const scalar = (value: unknown): number | string | null => {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") return null;
  return value.length > QUOTED ? `${value.slice(0, QUOTED)}…` : value;
};

/** Finds out whether something was already found at a place, or above it. */
class Places {
  private readonly paths = new Set<string>();

  add(path: string): void {
    this.paths.add(path);
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  hasAbove(path: string): boolean {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1))
      if (this.paths.has(path.slice(0, end))) return true;
    // The whole payload, which is above everything.
    return this.paths.has("");
  }
}

const saying = ({ says }: RuleNote, actual: unknown, expected: number | string | undefined): Text => {
  const came = describe(actual);
  return expected === undefined
    ? { en: `${says.en}; got ${came.en}`, zh: `${says.zh};实际为${came.zh}` }
    : {
        en: `${says.en}; expected ${expected}, got ${came.en}`,
        zh: `${says.zh};应为 ${expected},实际为${came.zh}`,
      };
};

const violation = (
  { code, severity, source }: Pick<RuleNote, "code" | "severity" | "source">,
  path: string,
  [expected, actual]: readonly [number | string | undefined, unknown],
  text: Text,
): Violation => ({
  kind: "rule",
  severity,
  code,
  path,
  expected: expected ?? null,
  actual: scalar(actual),
  message: text.en,
  messageZh: text.zh,
  source,
});

/** What the rules of one payload share. */
interface Run {
  readonly root: string;
  /** Where amounts are wrong. */
  readonly amounts: Places;
  /** Where fields are not what their tables say. */
  readonly fields: Places;
  readonly found: Findings;
}

/** What one rule finds. A class, since there is one for each rule of each payload. */
class RuleRun implements RuleFindings {
  private readonly rule: RuleNote;
  private readonly run: Run;

  constructor(rule: RuleNote, run: Run) {
    this.rule = rule;
    this.run = run;
  }

  breaks(at: Place, actual: unknown, expected?: number | string): void {
    const { root, amounts, fields, found } = this.run;
    const path = root + pointer(...at);
    if (amounts.has(path) || fields.hasAbove(path)) return;
    const text = saying(this.rule, actual, expected);
    found.violations.push(violation(this.rule, path, [expected, actual], text));
  }

  cannotCheck(at: Place, why: Text): void {
    const { root, found } = this.run;
    found.cannotCheck(this.rule.code, root + pointer(...at), why);
  }
}

/** A payload to check. */
interface RulePayload {
  readonly payload: unknown;
  /** Where it stands in what was handed in. */
  readonly root: string;
  /** Whether the codec of its document takes it as it is: then its fields need no explaining. */
  readonly isAccepted: boolean;
}

/**
 * Checks the fields of a payload, and the rules in what is right of it. One place is named once: where an amount is
 * wrong already, or a field is not what its table says, no rule speaks of it again.
 */
export const checkRules = (
  book: RuleBook,
  { payload, root, isAccepted }: RulePayload,
  context: RuleContext,
  found: Findings,
): void => {
  const { document } = book;
  const amounts = new Places();
  for (const { path } of found.violations) amounts.add(path);
  const fields = new Places();
  const problems = isAccepted ? [] : book.fieldProblems(payload);
  for (const { code, path, message, messageZh, section, actual } of problems) {
    const at = root + path;
    fields.add(at);
    if (amounts.has(at)) continue;
    const rule = { code, severity: "error", source: { document, section } } as const;
    found.violations.push(violation(rule, at, [undefined, actual], { en: message, zh: messageZh }));
  }
  const run: Run = { root, amounts, fields, found };
  book.checkRules(payload, isAccepted, (rule) => new RuleRun(rule, run), context);
};

/** Says that no amount was checked, where the rules have said what is wrong with them. */
export const sayUnreadable = (root: string, found: Findings): void => {
  found.cannotCheck("amounts", root, {
    en: "the amounts cannot be read until the violations of value.* and id.* are mended",
    zh: "在修正 value.* 与 id.* 违规之前无法读取金额",
  });
};
