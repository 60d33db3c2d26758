/**
 * Item orders: what the platform says each unit is paid.
 */
import type { AmountLine, ItemOrder } from "../platform/wire/Amounts.js";
import type { Claim } from "./Claim.js";
import { checkNotNegative, goodsAmountOf, marketingAmountOf } from "./checkOrder.js";
import { LineMatcher } from "./LineMatcher.js";
import type { Findings } from "./Report.js";

/**
 * Total less discount, by the parts where they say it: so that a wrong total is reported once, as a wrong total, and
 * not again as a wrong sum of item orders. Only a takeaway order's total may hold fees that no part says.
 */
const payableOf = (claim: Claim): number | undefined => {
  const { amounts } = claim;
  const goodsAmount = amounts.lines && goodsAmountOf(amounts.lines);
  const { totalAmount } = amounts;
  const total = goodsAmount === undefined || amounts.unlistedFees !== undefined ? totalAmount : goodsAmount;
  const discount = amounts.detail === undefined ? amounts.totalDiscountAmount : marketingAmountOf(claim);
  return total === undefined || discount === undefined ? undefined : total - discount;
};

/** The item orders of each line; those of no line; and whether some fit several. */
interface ByLine {
  readonly ofLine: ReadonlyMap<AmountLine, readonly ItemOrder[]>;
  readonly ofNone: readonly ItemOrder[];
  readonly ambiguous: boolean;
}

const groupByLine = (lines: readonly AmountLine[], itemOrders: readonly ItemOrder[]): ByLine => {
  const matcher = new LineMatcher(lines);
  const ofLine = new Map(lines.map((line): [AmountLine, ItemOrder[]] => [line, []]));
  const ofNone: ItemOrder[] = [];
  let ambiguous = false;
  for (const item of itemOrders) {
    const [line, another] = matcher.matching(item);
    if (line === undefined) ofNone.push(item);
    else if (another === undefined) ofLine.get(line)?.push(item);
    else ambiguous = true;
  }
  // Lines without a goods id cannot be told from item orders that have nothing else.
  const unnamed = lines.some((line) => line.goodsId === undefined) && ofNone.length > 0;
  return unnamed ? { ofLine, ofNone: [], ambiguous: true } : { ofLine, ofNone, ambiguous };
};

/** An item order for each unit, none dearer than the unit was before discount, and the line's own price among them. */
const checkLine = (
  line: AmountLine,
  i: number,
  own: readonly ItemOrder[],
  { paths }: Claim,
  found: Findings,
): void => {
  const { unitPrice, unitPayable, quantity } = line;
  found.compare("callback.count", () => paths.itemOrders(), quantity, own.length, {
    en: `one item order for each unit of ${JSON.stringify(line.skuId ?? line.goodsId)}`,
    zh: `商品 ${JSON.stringify(line.skuId ?? line.goodsId)} 每件一个商品单`,
  });
  for (const item of own)
    if (unitPrice !== undefined && unitPrice >= 0 && item.payableAmount > unitPrice)
      found.disagrees("bounds", paths.itemOrder(item), unitPrice, item.payableAmount, {
        en: `expected at most the unit price before discount, ${unitPrice}, got ${item.payableAmount}`,
        zh: `不得超过优惠前单价 ${unitPrice},实际为 ${item.payableAmount}`,
      });
  if (unitPayable === undefined || own.length === 0) return;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { payableAmount } of own) {
    least = Math.min(least, payableAmount);
    most = Math.max(most, payableAmount);
  }
  if (unitPayable < least || unitPayable > most)
    found.disagrees("callback.unitPrice", paths.line(i, "unitPayable"), least, unitPayable, {
      en: `price after discount: its item orders cost ${least === most ? least : `${least} to ${most}`}, got ${unitPayable}`,
      zh: `优惠后单价:其商品单价格为 ${least === most ? least : `${least} 至 ${most}`},实际为 ${unitPayable}`,
    });
};

const checkByLine = (claim: Claim, itemOrders: readonly ItemOrder[], found: Findings): void => {
  const { amounts, paths } = claim;
  const { lines } = amounts;
  if (lines === undefined) return;
  const { ofLine, ofNone, ambiguous } = groupByLine(lines, itemOrders);
  if (ambiguous)
    found.cannotCheck("callback.count", paths.itemOrders(), {
      en: "some item orders fit several lines, by the ids that they have",
      zh: "部分商品单按其 id 可对应多行",
    });
  else lines.forEach((line, i) => checkLine(line, i, ofLine.get(line) ?? [], claim, found));
  // A takeaway order's fees may be item orders of their own.
  if (amounts.unlistedFees === undefined)
    for (const item of ofNone) {
      const named = item.skuId ?? item.goodsId ?? null;
      found.disagrees("line.unknown", paths.itemOrder(item), null, named, {
        en: `expected the goods of a line of the order, got ${JSON.stringify(named)}, which no line has`,
        zh: `订单中没有商品行 ${JSON.stringify(named)}`,
      });
    }
};

const checkSum = (claim: Claim, sum: number, found: Findings): void => {
  const { amounts, paths } = claim;
  const payable = payableOf(claim);
  if (payable === undefined) {
    found.cannotCheck("callback.items", paths.itemOrders(), {
      en: "no total and discount to compare the item orders with; recompute compares them with a request",
      zh: "没有可与商品单比较的总价和优惠;可用 recompute 与请求比较",
    });
    return;
  }
  const goodsAmount = amounts.lines && goodsAmountOf(amounts.lines);
  const fees = amounts.unlistedFees !== undefined ? (amounts.totalAmount ?? 0) - (goodsAmount ?? 0) : 0;
  // Whether a takeaway order's fees are item orders too is documented nowhere: either sum is right.
  if (fees > 0 && sum === payable - fees) return;
  found.compare("callback.items", () => paths.itemOrders(), payable, sum, {
    en: "Σ item order prices: total − discount",
    zh: "Σ 商品单价格:总价 − 优惠",
  });
};

/** Checks the sum of the item orders, and those of each line by themselves. */
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
  checkSum(claim, sum, found);
  checkByLine(claim, itemOrders, found);
};
