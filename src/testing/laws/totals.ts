/**
 * Totals: every total is the sum of its parts.
 */
import type { Text } from "../../codec/Problem.js";
import { Breaches, type LawViolation, sumOf } from "../LawViolation.js";
import { type Ledger, type LedgerLine, type LedgerPart, ofLine } from "../Ledger.js";

/** Of the order. */
const texts = {
  goodsAmount: { en: "Σ unit price × quantity", zh: "Σ 单价 × 数量" },
  feeAmount: { en: "Σ fees", zh: "Σ 费用" },
  totalAmount: { en: "Σ unit price × quantity + Σ fees", zh: "Σ 单价 × 数量 + Σ 费用" },
  goodsDiscountAmount: { en: "Σ goods-level marketing", zh: "Σ 商品维度营销" },
  orderDiscountAmount: { en: "Σ order-level marketing", zh: "Σ 订单维度营销" },
  feeDiscountAmount: { en: "Σ discounts of the fees", zh: "Σ 费用优惠" },
  totalDiscountAmount: { en: "all discounts together", zh: "各项优惠之和" },
  payableAmount: { en: "total − total discount", zh: "总价 − 总优惠" },
} as const satisfies Record<string, Text>;

/** Of a line and of its units. */
type LineText =
  | "quantity"
  | "count"
  | "lineTotal"
  | "unitTotal"
  | "unitTotals"
  | "discount"
  | "unitDiscount"
  | "payable";

const lineTexts: Readonly<Record<LineText, readonly [en: string, zh: string]>> = {
  quantity: ["quantity, as the line has it", "数量(以商品行为准)"],
  count: ["as many units as its quantity", "件数等于数量"],
  lineTotal: ["unit price × quantity", "单价 × 数量"],
  unitTotal: ["the price of a unit", "单件价格"],
  unitTotals: ["Σ prices of its units", "Σ 各件价格"],
  discount: ["discount, Σ its shares", "优惠,Σ 各营销的承担金额"],
  unitDiscount: ["discount of a unit, Σ its shares", "单件优惠,Σ 各营销的承担金额"],
  payable: ["total − discount", "总价 − 优惠"],
};

/** A line's total by its unit price and quantity; of goods in a bare detail, by its units. */
const lineTotalOf = ({ unitPrice, quantities: [quantity], units }: LedgerLine): bigint | undefined => {
  if (unitPrice !== undefined && quantity !== undefined) return BigInt(unitPrice.is) * BigInt(quantity.is);
  if (units === undefined || units.some(({ totals }) => totals.length === 0)) return undefined;
  return sumOf(units.map(({ count, totals }) => BigInt(count) * BigInt(totals[0]?.is ?? 0)));
};

/** How the amounts of a part of a line are called. */
interface Called {
  readonly total: LineText;
  readonly discount: LineText;
}

const checkPart = (
  part: LedgerPart,
  line: LedgerLine,
  total: bigint | undefined,
  called: Called,
  found: Breaches,
): void => {
  const text = (name: LineText): Text => ofLine(line, ...lineTexts[name]);
  if (total !== undefined)
    for (const said of part.totals) found.compare("total", said.path, total, said.is, text(called.total));
  const discount =
    part.shares === undefined
      ? part.discounts[0]?.is
      : sumOf(part.shares.map((share) => share.discountAmount));
  if (discount === undefined) return;
  for (const said of part.discounts)
    found.compare("discount", said.path, discount, said.is, text(called.discount));
  const whole = part.totals[0]?.is ?? total;
  if (whole === undefined) return;
  for (const said of part.payables)
    found.compare("payable", said.path, BigInt(whole) - BigInt(discount), said.is, text("payable"));
};

const UNIT: Called = { total: "unitTotal", discount: "unitDiscount" };

const checkLine = (line: LedgerLine, found: Breaches): void => {
  const { units, unitPrice, quantities, copies } = line;
  const [quantity, ...again] = quantities;
  const total = lineTotalOf(line);
  const called: Called = {
    total: unitPrice === undefined ? "unitTotals" : "lineTotal",
    discount: "discount",
  };
  for (const part of [line, ...copies]) checkPart(part, line, total, called, found);
  if (quantity !== undefined) {
    const text = ofLine(line, ...lineTexts.quantity);
    for (const said of again) found.compare("quantity", said.path, quantity.is, said.is, text);
    if (units !== undefined) {
      const count = sumOf(units.map((run) => run.count));
      found.compare("count", line.path, quantity.is, count, ofLine(line, ...lineTexts.count));
    }
  }
  const unitTotal = unitPrice === undefined ? undefined : BigInt(unitPrice.is);
  for (const run of units ?? []) checkPart(run, line, unitTotal, UNIT, found);
};

/** What the order's parts add up to; what a part does not say is undefined, and so is every sum it is in. */
const sumsOf = ({ lines, fees = [], marketing, format }: Ledger): Record<string, bigint | undefined> => {
  const lineTotals = lines.map(lineTotalOf);
  const goodsAmount = lineTotals.some((total) => total === undefined)
    ? undefined
    : sumOf(lineTotals as bigint[]);
  const feeAmount = sumOf(fees.map((fee) => fee.feeAmount.is));
  const feeDiscountAmount = sumOf(fees.map((fee) => fee.feeDiscountAmount.is));
  const ofLevel = (level: number): bigint | undefined =>
    marketing &&
    sumOf(marketing.filter((each) => each.discountRange === level).map((each) => each.discountAmount));
  const ofLines = lines.map(({ discounts: [discount] }) => discount?.is);
  const marketingAmount =
    marketing !== undefined
      ? sumOf(marketing.map((each) => each.discountAmount))
      : ofLines.some((discount) => discount === undefined)
        ? undefined
        : sumOf(ofLines as number[]);
  return {
    goodsAmount,
    feeAmount,
    // A callback does not list its fees.
    totalAmount:
      goodsAmount === undefined || format === "spi.preCreateOrder" ? undefined : goodsAmount + feeAmount,
    goodsDiscountAmount: ofLevel(2),
    orderDiscountAmount: ofLevel(1),
    feeDiscountAmount,
    totalDiscountAmount: marketingAmount === undefined ? undefined : marketingAmount + feeDiscountAmount,
  };
};

/** Every total is the sum of its parts: of the order, of each line, of each unit. */
export const totals = (ledger: Ledger): readonly LawViolation[] => {
  const found = new Breaches("totals");
  const { payableAmount, ...rest } = ledger.totals;
  const sums = sumsOf(ledger);
  for (const [name, said] of Object.entries(rest)) {
    const sum = sums[name];
    if (sum !== undefined) found.compare(name, said.path, sum, said.is, texts[name as keyof typeof texts]);
  }
  const { totalAmount, totalDiscountAmount } = ledger.totals;
  if (payableAmount !== undefined && totalAmount !== undefined && totalDiscountAmount !== undefined)
    found.compare(
      "payableAmount",
      payableAmount.path,
      BigInt(totalAmount.is) - BigInt(totalDiscountAmount.is),
      payableAmount.is,
      texts.payableAmount,
    );
  for (const line of ledger.lines) checkLine(line, found);
  return found.violations;
};
