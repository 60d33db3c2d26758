/**
 * What a law finds, and how it says so.
 */
import type { Problem, Text } from "../codec/Problem.js";
import type { Difference } from "../verify/Report.js";

/**
 * The laws that an answer is held to. `answer`: a request that can be priced is answered, in a form that can be read;
 * it is always asked.
 *
 * @category testing
 * @since 0.5.0
 */
export type LawName =
  | "answer"
  | "request"
  | "conservation"
  | "totals"
  | "bounds"
  | "verified"
  | "quota"
  | "unitFairness"
  | "namedUnits"
  | "exactSplit"
  | "orderDoesNotMatter"
  | "weightlessLine";

/**
 * A place where an answer breaks a law. `path` is a JSON Pointer into the answer, `expected` what the law makes it,
 * `actual` what it says; a sum above 2^53 − 1 is a string of its digits.
 *
 * @category testing
 * @since 0.5.0
 */
export interface LawViolation extends Difference {
  readonly law: LawName;
}

/** An exact sum as a report says it: a number as long as that is exact. */
const reported = (amount: bigint): number | string => {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : amount.toString();
};

const LIMITS = {
  exactly: { en: "", zh: "为" },
  atMost: { en: "at most ", zh: "不超过" },
  atLeast: { en: "at least ", zh: "不小于" },
} as const satisfies Record<string, Text>;

/** Collects where one law is broken. */
export class Breaches {
  readonly violations: LawViolation[] = [];
  private readonly law: LawName;

  constructor(law: LawName) {
    this.law = law;
  }

  /** Something that is not as the law makes it; `what` names it. A limit is said as one. */
  add(
    code: string,
    path: string,
    expected: number | bigint | string | null,
    actual: number | bigint | string | null,
    what: Text,
    limit: keyof typeof LIMITS = "exactly",
  ): void {
    const should = typeof expected === "bigint" ? reported(expected) : expected;
    const is = typeof actual === "bigint" ? reported(actual) : actual;
    const { en, zh } = LIMITS[limit];
    this.violations.push({
      law: this.law,
      code: `${this.law}.${code}`,
      path,
      expected: should,
      actual: is,
      message: `${what.en}: expected ${en}${should ?? "nothing"}, got ${is ?? "nothing"}`,
      messageZh: `${what.zh}:应${zh} ${should ?? "无"},实际为 ${is ?? "无"}`,
    });
  }

  /** An amount that should be what its parts add up to. */
  compare(code: string, path: string, expected: bigint | number, actual: bigint | number, what: Text): void {
    if (BigInt(expected) !== BigInt(actual)) this.add(code, path, expected, actual, what);
  }
}

/** Σ, exactly, however large. */
export const sumOf = (amounts: readonly (number | bigint)[]): bigint => {
  let sum = 0n;
  for (const amount of amounts) sum += BigInt(amount);
  return sum;
};

/** An answer that cannot be read, as the breach of a law: that it can be. */
export const unreadable = ({ code, path, message, messageZh }: Problem): LawViolation => ({
  law: "answer",
  code: `answer.${code}`,
  path,
  expected: null,
  actual: null,
  message,
  messageZh,
});
