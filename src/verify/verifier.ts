/**
 * What verification does, in whichever formats.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem, Text } from "../codec/Problem.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import type { RuleContext } from "../platform/wire/Rule.js";
import type { Claim } from "./Claim.js";
import { checkGoods } from "./checkGoods.js";
import { checkMarketing } from "./checkMarketing.js";
import { checkOrder } from "./checkOrder.js";
import { groupByGoods } from "./GoodsGroups.js";
import { listedOnly } from "./listedOnly.js";
import { type Located, locate, type Registry, readAmountsOf } from "./locate.js";
import { Findings, type Report } from "./Report.js";

/**
 * The kinds of checks.
 *
 * @category model
 * @since 0.1.0
 */
export type Check = "amounts" | "rules";

/**
 * What to verify, where the defaults do not fit, and what a payload cannot say of itself.
 *
 * @category model
 * @since 0.1.0
 */
export interface VerifyOptions extends RuleContext {
  /** The payload's format; default: found by its keys. */
  readonly format?: FormatName | undefined;
  /**
   * What to check: `amounts`, the equations between amounts; `rules`, the fields and rules of the platform's documents.
   * Default: both.
   */
  readonly checks?: readonly Check[] | undefined;
}

/** Checks payloads: those of the formats that it was made for. */
export type Verify = (payload: unknown, options?: VerifyOptions) => E.Either<readonly Problem[], Report>;

/** Makes the check of payloads of these formats. */
export const verifierOf =
  (registry: Registry): Verify =>
  (payload, options = {}) =>
    E.chain((located: Located) => reportOn(registry, located, options))(
      locate(registry, payload, options.format),
    );

const checkAmounts = (registry: Registry, whole: Claim, found: Findings): void => {
  const claim = listedOnly(whole, found);
  const groups = groupByGoods(claim.amounts);
  checkOrder(claim, found);
  const miscounted = checkGoods(claim, groups, found);
  checkMarketing(claim, groups, miscounted, found);
  registry.checkItemOrders?.(claim, found);
  if (claim.format.spelling.lines === undefined && claim.amounts.detail !== undefined) bare(claim, found);
};

const wants = ({ checks }: VerifyOptions, check: Check): boolean =>
  checks === undefined || checks.includes(check);

const reportOn = (
  registry: Registry,
  located: Located,
  options: VerifyOptions,
): E.Either<readonly Problem[], Report> => {
  const { format, ruleBook, payload, root } = located;
  const found = new Findings();
  const isAccepted = wants(options, "rules") && ruleBook?.accepts(payload) === true;
  const claim = wants(options, "amounts") ? readAmountsOf(located, isAccepted) : undefined;
  if (claim !== undefined && E.isRight(claim))
    checkAmounts(registry, withReading(claim.right, options), found);
  if (wants(options, "rules")) {
    if (ruleBook !== undefined)
      registry.rules?.check(ruleBook, { payload, root, isAccepted }, options, found);
    // Asked for by name, or known to be nowhere here, what is not there must not pass for a clean result.
    else if (options.checks !== undefined || registry.rules === undefined)
      found.cannotCheck("rules", root, NO_RULES);
  }
  if (claim === undefined || E.isRight(claim)) return E.right(found.report(format.name));
  // Where the rules say what is wrong with the amounts, they say it better: with all else that is.
  if (!found.violations.some(({ severity }) => severity === "error")) return claim;
  registry.rules?.sayUnreadable(root, found);
  return E.right(found.report(format.name));
};

const NO_RULES: Text = { en: "there are no field rules here", zh: "此处没有字段规则" };

/** Reservation goods 预约品. Source: product-publish-and-query, product_type. */
const RESERVATION = 22;

/** The claim with the total read as it is said to be. */
const withReading = (claim: Claim, { productType, reservationTotal }: VerifyOptions): Claim =>
  productType === RESERVATION && reservationTotal === "afterDiscount"
    ? { ...claim, amounts: { ...claim.amounts, totalIsAfterDiscount: true } }
    : claim;

/** What a bare detail cannot tell. */
const bare = ({ paths }: Claim, found: Findings): void => {
  for (const code of ["line.total", "line.discount", "order.total", "order.discount"])
    found.cannotCheck(code, paths.whole(), {
      en: "a bare discount detail has no lines and no totals of the order",
      zh: "单独的营销明细不含商品行和订单总额",
    });
};
