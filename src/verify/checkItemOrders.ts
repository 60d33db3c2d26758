/**
 * Item orders: what the platform says each unit is paid.
 */
import type { AmountLine } from "../platform/wire/Amounts.js";
import { checkNotNegative, goodsAmountOf, marketingAmountOf } from "./checkOrder.js";
import type { Findings } from "./Report.js";
import type { Claim } from "./readClaim.js";

/**
 * Total less discount, by the parts where they say it: so that a wrong total is reported once, as a wrong total, and
 * not again as a wrong sum of item orders. Only a takeaway order's total may hold fees that no part says.
 */
const payableOf = (claim: Claim): number | undefined => {
  const { amounts } = claim;
  const goodsAmount = amounts.lines && goodsAmountOf(amounts.lines);
  const { totalAmount } = amounts;
  const total = goodsAmount === undefined || amounts.hasUnlistedFees === true ? totalAmount : goodsAmount;
  const discount = amounts.detail === undefined ? amounts.totalDiscountAmount : marketingAmountOf(claim);
  return total === undefined || discount === undefined ? undefined : total - discount;
};

const checkUnitPayable = ({ amounts, paths }: Claim, found: Findings): void => {
  amounts.lines?.forEach((line, i) => {
    const own = amounts.itemOrders?.filter((item) => isOf(item, line)) ?? [];
    if (line.unitPayable === undefined || own.length === 0) return;
    const payables = own.map((item) => item.payableAmount);
    const least = payables.reduce((a, b) => Math.min(a, b));
    const most = payables.reduce((a, b) => Math.max(a, b));
    if (line.unitPayable < least || line.unitPayable > most)
      found.disagrees("callback.unitPrice", paths.line(i, "unitPayable"), least, line.unitPayable, {
        en: `price after discount: its item orders cost ${least === most ? least : `${least} to ${most}`}, got ${line.unitPayable}`,
        zh: `优惠后单价:其商品单价格为 ${least === most ? least : `${least} 至 ${most}`},实际为 ${line.unitPayable}`,
      });
  });
};

const isOf = (
  item: { readonly goodsId?: string | undefined; readonly skuId?: string | undefined },
  line: AmountLine,
): boolean =>
  line.skuId !== undefined && item.skuId !== undefined
    ? item.skuId === line.skuId
    : item.goodsId === line.goodsId;

/** Checks the sum of the item orders, and each line's price after discount against its own. */
export const checkItemOrders = (claim: Claim, found: Findings): void => {
  const { amounts, paths, format } = claim;
  if (format.itemOrdersAt === undefined) return;
  const { itemOrders } = amounts;
  if (itemOrders === undefined) {
    found.cannotCheck("callback.items", paths.itemOrders(), {
      en: "no item orders were sent",
      zh: "未传商品单",
    });
    return;
  }
  let sum = 0;
  for (const item of itemOrders) {
    sum += item.payableAmount;
    checkNotNegative(found, () => paths.itemOrder(item), item.payableAmount);
  }
  const payable = payableOf(claim);
  if (payable === undefined)
    found.cannotCheck("callback.items", paths.itemOrders(), {
      en: "no total and discount to compare the item orders with; recompute compares them with a request",
      zh: "没有可与商品单比较的总价和优惠;可用 recompute 与请求比较",
    });
  else
    found.compare("callback.items", () => paths.itemOrders(), payable, sum, {
      en: "Σ item order prices: total − discount",
      zh: "Σ 商品单价格:总价 − 优惠",
    });
  checkUnitPayable(claim, found);
};
