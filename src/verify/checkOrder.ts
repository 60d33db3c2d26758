/**
 * The order as a whole: its total, its discount, its fees, the sums of the order block.
 */
import type { Text } from "../codec/Problem.js";
import { MAX_FEN } from "../money/Fen.js";
import type { AmountLine, Amounts, FeeEntry, MarketingEntry } from "../platform/wire/Amounts.js";
import type { Claim } from "./Claim.js";
import type { Findings } from "./Report.js";

const ORDER_TOTAL: Text = { en: "Σ price × quantity + Σ feeAmount", zh: "Σ 单价 × 数量 + Σ 费用" };
const AFTER_DISCOUNT: Text = {
  en: "Σ price × quantity + Σ feeAmount − Σ discounts",
  zh: "Σ 单价 × 数量 + Σ 费用 − Σ 优惠",
};
const ORDER_DISCOUNT: Text = { en: "Σ marketing + Σ feeDiscountAmount", zh: "Σ 营销优惠 + Σ 费用优惠" };
const LINES_DISCOUNT: Text = {
  en: "Σ discounts of the lines + Σ feeDiscountAmount",
  zh: "Σ 各行优惠 + Σ 费用优惠",
};
const ORDER_LEVEL: Text = {
  en: "Σ order-level marketing (discountRange 1)",
  zh: "Σ 订单维度营销(discountRange 1)",
};
const GOODS_LEVEL: Text = {
  en: "Σ goods-level marketing (discountRange 2)",
  zh: "Σ 商品维度营销(discountRange 2)",
};

/** Σ of marketing entries. */
export const sumOf = (entries: readonly MarketingEntry[]): number => {
  let sum = 0;
  for (const entry of entries) sum += entry.discountAmount;
  return sum;
};

/** An amount below 0. */
export const checkNotNegative = (found: Findings, path: () => string, actual: number | undefined): void => {
  if (actual !== undefined && actual < 0)
    found.disagrees("bounds", path(), 0, actual, {
      en: `expected an amount of at least 0, got ${actual}`,
      zh: `金额不得为负,实际为 ${actual}`,
    });
};

/** A discount above what it is taken off. */
export const checkWithin = (
  found: Findings,
  path: () => string,
  total: number | undefined,
  discount: number,
): void => {
  if (total !== undefined && discount > total && total >= 0)
    found.disagrees("bounds", path(), total, discount, {
      en: `expected a discount of at most the total, ${total}, got ${discount}`,
      zh: `优惠不得超过总额 ${total},实际为 ${discount}`,
    });
};

/** Σ price × quantity, or nothing where a line has no price. */
export const goodsAmountOf = (lines: readonly AmountLine[]): number | undefined => {
  let sum = 0;
  for (const line of lines) {
    if (line.unitPrice === undefined) return undefined;
    sum += line.unitPrice * line.quantity;
  }
  return sum;
};

const feeDiscountOf = (fees: readonly FeeEntry[]): number => {
  let sum = 0;
  for (const fee of fees) sum += fee.feeDiscountAmount ?? 0;
  return sum;
};

const feeAmountOf = (fees: readonly FeeEntry[]): number => {
  let sum = 0;
  for (const fee of fees) sum += fee.feeAmount;
  return sum;
};

/** What all marketing takes off, by the uppermost block there is, else by the lines; nothing where none says it. */
export const marketingAmountOf = ({ amounts, format }: Claim): number | undefined => {
  const { detail, lines, discountId } = amounts;
  if (detail?.order !== undefined) return sumOf(detail.order.marketing);
  const block = detail?.goods ?? detail?.items;
  if (block !== undefined) return block.reduce((sum, entry) => sum + sumOf(entry.marketing), 0);
  if (lines === undefined) return undefined;
  const noneSays = lines.every((line) => line.discountAmount === undefined);
  // The discount behind a discountId is elsewhere, and a callback's lines have no field for theirs.
  const couldSay = discountId === undefined && format.spelling.lines?.discountAmount !== undefined;
  if (noneSays && !couldSay) return undefined;
  return lines.reduce((sum, line) => sum + (line.discountAmount ?? 0), 0);
};

/** Source: plugin-create-order, Sku, on reservation goods: total_amount = price × quantity − discount_amount. */
const checkTotalAfterDiscount = (claim: Claim, whole: number, found: Findings): void => {
  const { amounts, paths } = claim;
  const marketing = marketingAmountOf(claim);
  const path = (): string => paths.totalAmount();
  if (marketing === undefined)
    found.cannotCheck("order.total", path(), {
      en: "the discount that is to be taken off is not said",
      zh: "未给出应减去的优惠金额",
    });
  else
    found.compareIfThere(
      "order.total",
      path,
      whole - marketing - feeDiscountOf(amounts.fees),
      amounts.totalAmount,
      AFTER_DISCOUNT,
    );
};

const checkTotal = (claim: Claim, found: Findings): void => {
  const { amounts, paths } = claim;
  const { lines, fees, totalAmount } = amounts;
  if (lines === undefined) {
    found.cannotCheck("order.total", paths.totalAmount(), { en: "no lines were sent", zh: "未传商品行" });
    return;
  }
  // With lines in both lists nobody can say which of them count; that there are two lists is said already.
  const goodsAmount = amounts.otherLines === undefined ? goodsAmountOf(lines) : undefined;
  if (goodsAmount === undefined) {
    found.cannotCheck("order.total", paths.totalAmount(), {
      en: "a line has no price, so the lines do not say the total",
      zh: "有商品行未传单价,无法由各行得出总价",
    });
    return;
  }
  const whole = goodsAmount + feeAmountOf(fees);
  const path = (): string => paths.totalAmount();
  if (amounts.totalIsAfterDiscount === true) {
    checkTotalAfterDiscount(claim, whole, found);
    return;
  }
  const { unlistedFees } = amounts;
  if (unlistedFees !== undefined && totalAmount !== undefined && totalAmount > whole)
    found.cannotCheck("order.total", path(), unlistedFees(totalAmount - whole, whole));
  else found.compareIfThere("order.total", path, whole, totalAmount, ORDER_TOTAL);
};

const checkDiscount = (claim: Claim, found: Findings): void => {
  const { amounts, paths } = claim;
  const { totalDiscountAmount, fees, detail } = amounts;
  const path = (): string => paths.totalDiscountAmount();
  const marketing = marketingAmountOf(claim);
  if (marketing === undefined) {
    if ((totalDiscountAmount ?? 0) !== 0 || amounts.discountId !== undefined)
      found.cannotCheck("order.discount", path(), {
        en: "neither a discount detail nor the lines say what it consists of",
        zh: "既无营销明细,各行也未传优惠金额",
      });
    checkNotNegative(found, path, totalDiscountAmount);
    checkWithin(found, path, boundOf(amounts), totalDiscountAmount ?? 0);
    return;
  }
  const expected = marketing + feeDiscountOf(fees);
  const parts = detail === undefined ? LINES_DISCOUNT : ORDER_DISCOUNT;
  found.compareIfThere("order.discount", path, expected, totalDiscountAmount, parts);
  checkWithin(found, path, boundOf(amounts), expected);
};

/** What the whole discount may not exceed, by the parts of the total; by the total itself where parts are missing. */
const boundOf = ({ lines, fees, totalAmount }: Amounts): number | undefined => {
  const goodsAmount = lines && goodsAmountOf(lines);
  return goodsAmount === undefined ? totalAmount : goodsAmount + feeAmountOf(fees);
};

const checkFees = ({ amounts, paths }: Claim, found: Findings): void => {
  amounts.fees.forEach((fee, i) => {
    const path = (): string => paths.fee(i, "feeDiscountAmount");
    checkNotNegative(found, () => paths.fee(i, "feeAmount"), fee.feeAmount);
    checkNotNegative(found, path, fee.feeDiscountAmount);
    checkWithin(found, path, fee.feeAmount, fee.feeDiscountAmount ?? 0);
  });
};

const checkOrderBlock = ({ amounts, paths }: Claim, found: Findings): void => {
  const order = amounts.detail?.order;
  if (order === undefined) return;
  let orderLevel = 0;
  let goodsLevel = 0;
  order.marketing.forEach((entry, j) => {
    if (entry.discountRange === 1) orderLevel += entry.discountAmount;
    else goodsLevel += entry.discountAmount;
    checkNotNegative(found, () => paths.orderEntry(j, "discountAmount"), entry.discountAmount);
  });
  found.compareIfThere(
    "orderBlock.orderTotal",
    () => paths.orderBlock("orderTotalDiscountAmount"),
    orderLevel,
    order.orderTotalDiscountAmount,
    ORDER_LEVEL,
  );
  found.compareIfThere(
    "orderBlock.goodsTotal",
    () => paths.orderBlock("goodsTotalDiscountAmount"),
    goodsLevel,
    order.goodsTotalDiscountAmount,
    GOODS_LEVEL,
  );
};

/** Lines without a price, and amounts of lines below 0 or past 2^53 − 1. */
const checkLines = ({ amounts, paths }: Claim, found: Findings): void => {
  amounts.lines?.forEach((line, i) => {
    if (line.unitPrice === undefined)
      found.cannotCheck("line.total", paths.line(i), {
        en: amounts.list === "sku" ? "library sku: no price was sent" : "library goods: no price was sent",
        zh: amounts.list === "sku" ? "商品库 sku:未传单价" : "商品库商品:未传单价",
      });
    else if (line.unitPrice * line.quantity > MAX_FEN)
      found.disagrees("sum.tooLarge", paths.line(i), MAX_FEN, null, {
        en: "price × quantity is more than 2^53 − 1 fen",
        zh: "单价 × 数量超过 2^53 − 1 分",
      });
    // Where a detail says what the discount consists of, its parts are bounded instead, so that it is said once.
    if (amounts.detail === undefined && line.unitPrice !== undefined)
      checkWithin(
        found,
        () => paths.line(i, "discountAmount"),
        line.unitPrice * line.quantity,
        line.discountAmount ?? 0,
      );
    checkNotNegative(found, () => paths.line(i, "unitPrice"), line.unitPrice);
    checkNotNegative(found, () => paths.line(i, "discountAmount"), line.discountAmount);
    checkNotNegative(found, () => paths.line(i, "unitPayable"), line.unitPayable);
  });
};

/** One list of lines must be empty (plugin.createOrder, 参数说明); goods in the other would escape every sum. */
const checkOneList = ({ amounts, paths }: Claim, found: Findings): void => {
  const { otherLines } = amounts;
  if (otherLines !== undefined)
    found.disagrees("lines.bothLists", paths.otherLines(), 0, otherLines.length, {
      en: `expected no lines here, since the sku list has some, got ${otherLines.length}`,
      zh: `sku 列表已有商品行,此处应为空,实际有 ${otherLines.length} 行`,
    });
};

/** Checks what the order says of itself as a whole. */
export const checkOrder = (claim: Claim, found: Findings): void => {
  checkOneList(claim, found);
  checkLines(claim, found);
  checkOrderBlock(claim, found);
  if (claim.format.spelling.lines === undefined) return;
  checkTotal(claim, found);
  checkDiscount(claim, found);
  checkFees(claim, found);
};
