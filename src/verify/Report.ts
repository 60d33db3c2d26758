/**
 * What a check finds, and how it says so.
 */
import type { Text } from "../codec/Problem.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import type { Source } from "../platform/wire/Rule.js";

/**
 * An amount that is not what it should be: what its parts say, or what a trusted request makes it.
 *
 * @category model
 * @since 0.1.0
 */
export interface Difference {
  /** Which equation, rule or amount, for programs. */
  readonly code: string;
  /** JSON Pointer into the payload: to the aggregate that its parts contradict, or to what differs. */
  readonly path: string;
  /**
   * What it should be; null where it should not be there. Of a rule: its limit, or the one value that it allows; null
   * where there are many, which the message then says.
   */
  readonly expected: number | string | null;
  /** What the payload says; null where it says nothing. */
  readonly actual: number | string | null;
  /** In English. */
  readonly message: string;
  /** In Chinese. */
  readonly messageZh: string;
}

/**
 * A place where a payload contradicts itself, or what the platform's documents demand.
 *
 * @category model
 * @since 0.1.0
 */
export interface Violation extends Difference {
  /** `amount` for the equations of amounts; `rule` for field rules of the platform's documents. */
  readonly kind: "amount" | "rule";
  /** `warning` where the platform's own samples do the same, or where the documents only advise. */
  readonly severity: "error" | "warning";
  /** Of a rule: the document and the heading it stands under. */
  readonly source?: Source;
}

/**
 * Something that could not be checked for want of a field.
 *
 * @category model
 * @since 0.1.0
 */
export interface Unchecked {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly messageZh: string;
}

/**
 * What `verify` found. Every disagreement is there, not only the first.
 *
 * @category model
 * @since 0.1.0
 */
export interface Report {
  /** No violation of severity `error`. */
  readonly ok: boolean;
  readonly format: FormatName;
  readonly violations: readonly Violation[];
  readonly unchecked: readonly Unchecked[];
}

/** The most entries of a list in a report: more help nobody, and a payload of millions must not fill the memory. */
const MOST_LISTED = 1000;

/** Says how much of a list was left out, if any. */
const more = (listed: readonly unknown[], what: Text): readonly Unchecked[] => {
  const count = listed.length - MOST_LISTED;
  if (count <= 0) return [];
  return [
    {
      code: "report.more",
      path: "",
      message: `${count} more ${what.en}, not listed`,
      messageZh: `另有 ${count} 条${what.zh}未列出`,
    },
  ];
};

/** Collects what could not be checked. */
class Notes {
  readonly unchecked: Unchecked[] = [];

  cannotCheck(code: string, path: string, why: Text): void {
    this.unchecked.push({ code, path, message: why.en, messageZh: why.zh });
  }
}

/** Collects what a check finds. Paths are functions, so that agreement, the usual case, names no place. */
export class Findings extends Notes {
  readonly violations: Violation[] = [];

  /** The report of what was found, with lists that stay short however much there is. */
  report(format: FormatName): Report {
    const { violations, unchecked } = this;
    return {
      ok: !violations.some((violation) => violation.severity === "error"),
      format,
      // Where not all are listed, errors go before warnings: a thousand of these must not hide the one that matters.
      violations:
        violations.length <= MOST_LISTED
          ? violations
          : [
              ...violations.filter(({ severity }) => severity === "error"),
              ...violations.filter(({ severity }) => severity !== "error"),
            ].slice(0, MOST_LISTED),
      unchecked: [
        ...unchecked.slice(0, MOST_LISTED),
        ...more(violations, { en: "violations", zh: "违规" }),
        ...more(unchecked, { en: "unchecked", zh: "未检查项" }),
      ],
    };
  }

  /** An amount that is not what its parts say. */
  disagrees(
    code: string,
    path: string,
    expected: number | string | null,
    actual: number | string | null,
    text: Text,
  ): void {
    this.violations.push({
      kind: "amount",
      severity: "error",
      code,
      path,
      expected,
      actual,
      message: text.en,
      messageZh: text.zh,
    });
  }

  /**
   * Compares an amount with the sum of its parts. A sum past 2^53 − 1 is no longer exact, so it is reported as such
   * and not compared.
   */
  compare(code: string, path: () => string, expected: number, actual: number, parts: Text): void {
    if (expected === actual) return;
    if (!Number.isSafeInteger(expected)) {
      this.disagrees("sum.tooLarge", path(), Number.MAX_SAFE_INTEGER, null, {
        en: `${parts.en}: the parts add up to more than 2^53 − 1 fen`,
        zh: `${parts.zh}:各部分之和超过 2^53 − 1 分`,
      });
      return;
    }
    this.disagrees(code, path(), expected, actual, {
      en: `${parts.en}: expected ${expected}, got ${actual}`,
      zh: `${parts.zh}:应为 ${expected},实际为 ${actual}`,
    });
  }

  /** As `compare`, of a field that may be absent: then there is nothing to check, unless the parts say 0 anyway. */
  compareIfThere(
    code: string,
    path: () => string,
    expected: number,
    actual: number | undefined,
    parts: Text,
  ): void {
    if (actual !== undefined) this.compare(code, path, expected, actual, parts);
    else if (expected !== 0)
      this.cannotCheck(code, path(), {
        en: `not sent; its parts say ${expected}`,
        zh: `未传;按各部分计算应为 ${expected}`,
      });
  }
}

/** Collects what a comparison with a quote finds. Paths are functions, as in `Findings`. */
export class Differences extends Notes {
  readonly differences: Difference[] = [];

  differs(
    code: string,
    path: string,
    expected: number | string | null,
    actual: number | string | null,
  ): void {
    const [should, is] = [expected ?? "—", actual ?? "—"];
    this.differences.push({
      code,
      path,
      expected,
      actual,
      message: `expected ${should}, got ${is}`,
      messageZh: `应为 ${should},实际为 ${is}`,
    });
  }

  /** An amount of the claim beside that of the quote; one that was not sent is said, unless it would be 0. */
  compare(code: string, path: () => string, expected: number, actual: number | undefined): void {
    if (actual === expected) return;
    if (actual !== undefined) this.differs(code, path(), expected, actual);
    else if (expected !== 0)
      this.cannotCheck(code, path(), {
        en: `not sent; it would be ${expected}`,
        zh: `未传;应为 ${expected}`,
      });
  }
}
