/**
 * Blocks that leave their lists of marketing out, as the OpenAPI's tables allow.
 */
import type { Detail, ItemEntry, OrderBlock } from "../platform/wire/Amounts.js";
import type { Claim } from "./Claim.js";
import type { Findings } from "./Report.js";

const saysMore = (amount: number | undefined): boolean => amount !== undefined && amount !== 0;

/** Has the order block totals that nothing in it explains? */
const lacksList = (order: OrderBlock): boolean =>
  order.isUnlisted === true &&
  (saysMore(order.orderTotalDiscountAmount) || saysMore(order.goodsTotalDiscountAmount));

const lacksLists = (entries: readonly ItemEntry[]): boolean =>
  entries.some((entry) => entry.isUnlisted === true && saysMore(entry.totalDiscountAmount));

/**
 * The claim without the blocks that have a discount but no list of what it consists of: their sums cannot be checked,
 * which is said, and nothing is checked against them. A block without list and without discount says 0, and stays.
 *
 * Source: openapi-create-order-low-version, `marketing_detail_info` 否 (not required).
 */
export const listedOnly = (claim: Claim, found: Pick<Findings, "cannotCheck">): Claim => {
  const { amounts, paths } = claim;
  const { detail } = amounts;
  if (detail === undefined) return claim;
  const unlisted: [keyof Detail, code: string, path: string][] = [];
  if (detail.order !== undefined && lacksList(detail.order))
    unlisted.push(["order", "orderBlock.goodsTotal", paths.orderBlock()]);
  if (detail.goods !== undefined && lacksLists(detail.goods))
    unlisted.push(["goods", "goodsBlock.discount", paths.block("goods")]);
  if (detail.items !== undefined && lacksLists(detail.items))
    unlisted.push(["items", "itemBlock.discount", paths.block("items")]);
  if (unlisted.length === 0) return claim;
  const listed = { ...detail };
  for (const [block, code, path] of unlisted) {
    listed[block] = undefined;
    found.cannotCheck(code, path, {
      en: "has a discount, but no marketing entries that it consists of",
      zh: "有优惠金额,但未列出构成它的营销明细",
    });
  }
  return { ...claim, amounts: { ...amounts, detail: listed } };
};
