/**
 * Verification: does a payload agree with itself?
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../codec/Problem.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import { checkGoods } from "./checkGoods.js";
import { checkItemOrders } from "./checkItemOrders.js";
import { checkMarketing } from "./checkMarketing.js";
import { checkOrder } from "./checkOrder.js";
import { groupByGoods } from "./GoodsGroups.js";
import { listedOnly } from "./listedOnly.js";
import { Findings, type Report } from "./Report.js";
import { type Claim, readClaim } from "./readClaim.js";

/**
 * The kinds of checks.
 *
 * @category model
 * @since 0.1.0
 */
export type Check = "amounts" | "rules";

/**
 * What to verify, where the defaults do not fit.
 *
 * @category model
 * @since 0.1.0
 */
export interface VerifyOptions {
  /** The payload's format; default: found by its keys. */
  readonly format?: FormatName | undefined;
  /**
   * What to check: `amounts`, the equations between amounts; `rules`, the field rules of the platform's documents, of
   * which this version has none. Default: all.
   */
  readonly checks?: readonly Check[] | undefined;
}

/**
 * Checks that every amount of a payload is the sum of its parts, on each level, to the fen: what the platform checks
 * before it refuses an order with 21004, and more. Reads options for plugin.createOrder, a bare discountInfo, an
 * OpenAPI create_order body, a bare price_calculation_detail, a pre-order callback (its envelope or the object inside)
 * and create_order's answer.
 *
 * The parts are the leaves (marketing entries, unit prices, quantities, fees) and never another sum: so one wrong sum
 * is one violation. What a payload does not say is listed under `unchecked`, never passed over.
 *
 * @returns The report, or the problems that kept the payload from being read.
 *
 * @example
 * import * as assert from "node:assert";
 * import { verify } from "suanjia";
 *
 * const report = verify({
 *   goodsList: [{ goodsId: "tea", price: 40000, quantity: 1 }],
 *   payment: { totalAmount: 39999 },
 * });
 * assert.ok(report._tag === "Right");
 * assert.strictEqual(report.right.ok, false);
 * assert.deepStrictEqual(
 *   report.right.violations.map(({ code, path, expected, actual }) => [code, path, expected, actual]),
 *   [["order.total", "/payment/totalAmount", 40000, 39999]],
 * );
 *
 * @category checks
 * @since 0.1.0
 */
export const verify = (payload: unknown, options?: VerifyOptions): E.Either<readonly Problem[], Report> =>
  E.map((claim: Claim) => reportOn(claim, options?.checks))(readClaim(payload, options?.format));

const checkAmounts = (whole: Claim, found: Findings): void => {
  const claim = listedOnly(whole, found);
  const groups = groupByGoods(claim.amounts);
  checkOrder(claim, found);
  const miscounted = checkGoods(claim, groups, found);
  checkMarketing(claim, groups, miscounted, found);
  checkItemOrders(claim, found);
  if (claim.format.spelling.lines === undefined && claim.amounts.detail !== undefined) bare(claim, found);
};

const reportOn = (claim: Claim, checks: readonly Check[] | undefined): Report => {
  const found = new Findings();
  if (checks === undefined || checks.includes("amounts")) checkAmounts(claim, found);
  // Asked for by name, what is not there must not pass for a clean result.
  if (checks?.includes("rules") === true)
    found.cannotCheck("rules", claim.paths.whole(), {
      en: "this version has no field rules",
      zh: "本版本尚无字段规则检查",
    });
  return {
    ok: !found.violations.some((violation) => violation.severity === "error"),
    format: claim.format.name,
    violations: found.violations,
    unchecked: found.unchecked,
  };
};

/** What a bare detail cannot tell. */
const bare = ({ paths }: Claim, found: Findings): void => {
  for (const code of ["line.total", "line.discount", "order.total", "order.discount"])
    found.cannotCheck(code, paths.whole(), {
      en: "a bare discount detail has no lines and no totals of the order",
      zh: "单独的营销明细不含商品行和订单总额",
    });
};
