/**
 * Bounds: nobody pays less than nothing, and no amount is below 0.
 */
import type { Text } from "../../codec/Problem.js";
import { Breaches, type LawViolation, sumOf } from "../LawViolation.js";
import { type Ledger, type LedgerPart, ofLine, type Said } from "../Ledger.js";

const ORDER: Text = { en: "the order, discount", zh: "订单,优惠" };
const FEE: Text = { en: "a fee, discount", zh: "费用,优惠" };
const AMOUNT: Text = { en: "an amount", zh: "金额" };

const notNegative = (said: Said, found: Breaches): void => {
  if (said.is < 0) found.add("negative", said.path, 0, said.is, AMOUNT, "atLeast");
};

const within = (discount: Said, total: bigint | number, what: Text, found: Breaches): void => {
  if (BigInt(discount.is) > BigInt(total))
    found.add("discount", discount.path, total, discount.is, what, "atMost");
};

const checkPart = (part: LedgerPart, total: bigint | undefined, what: Text, found: Breaches): void => {
  const { shares = [], discounts, totals } = part;
  for (const said of [...totals, ...discounts, ...part.payables]) notNegative(said, found);
  for (const share of shares) notNegative({ is: share.discountAmount, path: share.path }, found);
  const whole = total ?? (totals[0] === undefined ? undefined : BigInt(totals[0].is));
  if (whole === undefined) return;
  for (const said of discounts) within(said, whole, what, found);
  const borne = sumOf(shares.map((share) => share.discountAmount));
  if (discounts.length === 0 && borne > whole) found.add("discount", part.path, whole, borne, what, "atMost");
};

const checkOrder = ({ totals, marketing = [], fees = [] }: Ledger, found: Breaches): void => {
  for (const said of Object.values(totals)) notNegative(said, found);
  const pairs = [
    ["totalAmount", "totalDiscountAmount"],
    ["goodsAmount", "goodsDiscountAmount"],
    ["goodsAmount", "orderDiscountAmount"],
    ["feeAmount", "feeDiscountAmount"],
  ] as const;
  for (const [total, discount] of pairs) {
    const [whole, off] = [totals[total], totals[discount]];
    if (whole !== undefined && off !== undefined) within(off, whole.is, ORDER, found);
  }
  for (const each of marketing) notNegative({ is: each.discountAmount, path: each.path }, found);
  for (const { feeAmount, feeDiscountAmount } of fees) {
    notNegative(feeAmount, found);
    notNegative(feeDiscountAmount, found);
    within(feeDiscountAmount, feeAmount.is, FEE, found);
  }
};

/** 0 ≤ discount ≤ total: for the order, each line, each unit and each fee. */
export const bounds = (ledger: Ledger): readonly LawViolation[] => {
  const found = new Breaches("bounds");
  checkOrder(ledger, found);
  for (const line of ledger.lines) {
    const { unitPrice, quantities } = line;
    const unit = unitPrice && BigInt(unitPrice.is);
    const [quantity] = quantities;
    const whole = unit === undefined || quantity === undefined ? undefined : unit * BigInt(quantity.is);
    if (unitPrice !== undefined) notNegative(unitPrice, found);
    for (const part of [line, ...line.copies])
      checkPart(part, whole, ofLine(line, "discount", "优惠"), found);
    for (const run of line.units ?? [])
      checkPart(run, unit, ofLine(line, "discount of a unit", "单件优惠"), found);
  }
  for (const part of ledger.strays) checkPart(part, undefined, AMOUNT, found);
  return found.violations;
};
