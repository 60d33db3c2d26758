/**
 * An answer says what was asked: the lines, quantities, prices, marketing and fees of the request, and no others. Who
 * bears which fen is not asked here.
 */
import type { Text } from "../../codec/Problem.js";
import { discountRangeOf, type MarketingInput } from "../../order/Marketing.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { covers, pairLines, type RequestLine } from "../besideRequest.js";
import { Breaches, type LawViolation, sumOf } from "../LawViolation.js";
import { keyOf, type Ledger, type LedgerLine, lineNameOf, nameOf, ofLine } from "../Ledger.js";
import { sayFees } from "./sayFees.js";

const line = (of: Parameters<typeof lineNameOf>[0]): Text => ({
  en: `line ${lineNameOf(of)}`,
  zh: `商品行 ${lineNameOf(of)}`,
});
const checkLine = (asked: RequestLine, said: LedgerLine, found: Breaches): void => {
  const { unitPrice } = said;
  for (const each of said.quantities)
    found.compare("quantity", each.path, asked.quantity, each.is, ofLine(asked, "quantity", "数量"));
  const unitText = ofLine(asked, "unit price", "单价");
  if (unitPrice !== undefined)
    found.compare("unitPrice", unitPrice.path, asked.unitPrice, unitPrice.is, unitText);
  const total = BigInt(asked.unitPrice) * BigInt(asked.quantity);
  for (const part of [said, ...said.copies])
    for (const each of part.totals)
      found.compare(
        "lineTotal",
        each.path,
        total,
        each.is,
        ofLine(asked, "unit price × quantity", "单价 × 数量"),
      );
  for (const run of said.units ?? [])
    for (const each of run.totals) found.compare("unitTotal", each.path, asked.unitPrice, each.is, unitText);
};

/** Only what covers a line takes something off it. */
const checkScope = (
  asked: RequestLine,
  said: LedgerLine,
  request: PricingRequestInput,
  { hasCodes }: Ledger,
  found: Breaches,
): void => {
  const covering = new Set(
    (request.marketing ?? []).filter((each) => covers(each, asked)).map((each) => keyOf(each, hasCodes)),
  );
  for (const part of [said, ...said.copies, ...(said.units ?? [])])
    for (const share of part.shares ?? [])
      if (share.discountAmount !== 0 && !covering.has(keyOf(share, hasCodes)))
        found.add("scope", share.path, 0, share.discountAmount, {
          en: `${nameOf(share)} does not cover line ${lineNameOf(asked)}`,
          zh: `${nameOf(share)} 不适用于商品行 ${lineNameOf(asked)}`,
        });
};

const checkLines = (request: PricingRequestInput, ledger: Ledger, found: Breaches): void => {
  const known = new Set<LedgerLine>();
  for (const { line: asked, said } of pairLines(request, ledger)) {
    for (const each of said) known.add(each);
    const [own, ...others] = said;
    if (own === undefined) {
      if (ledger.hasLines) found.add("missing", ledger.at.lines, lineNameOf(asked), null, line(asked));
    } else if (others.length > 0)
      found.add("repeated", ledger.at.lines, 1, said.length, ofLine(asked, "once", "只出现一次"));
    else {
      checkLine(asked, own, found);
      checkScope(asked, own, request, ledger, found);
    }
  }
  for (const each of ledger.lines)
    if (!known.has(each))
      found.add("unexpected", each.path, null, lineNameOf(each), {
        en: "a line that was not asked for",
        zh: "请求中没有的商品行",
      });
};

/** Asked for by key, since two of one id may be one here. */
const byKey = (
  marketing: readonly MarketingInput[],
  hasCodes: boolean,
): ReadonlyMap<string, { readonly first: MarketingInput; readonly amount: bigint }> => {
  const asked = new Map<string, { first: MarketingInput; amount: bigint }>();
  for (const each of marketing) {
    const key = keyOf(each, hasCodes);
    const same = asked.get(key);
    if (same === undefined) asked.set(key, { first: each, amount: BigInt(each.discountAmount) });
    else same.amount += BigInt(each.discountAmount);
  }
  return asked;
};

const checkMarketing = (request: PricingRequestInput, ledger: Ledger, found: Breaches): void => {
  const { marketing: said, hasCodes } = ledger;
  if (said === undefined) return;
  const asked = byKey(request.marketing ?? [], hasCodes);
  const isLowered = request.policy?.overDiscount === "clamp";
  for (const [key, { first, amount }] of asked) {
    const own = said.filter((each) => keyOf(each, hasCodes) === key);
    const sum = sumOf(own.map((each) => each.discountAmount));
    const text = { en: `${nameOf(first)}, amount`, zh: `${nameOf(first)},金额` };
    // Lowered by how much is for the split to say; never raised.
    if (isLowered ? sum > amount : sum !== amount)
      found.add(
        "marketing",
        own[0]?.path ?? ledger.at.marketing,
        amount,
        own[0] === undefined ? null : sum,
        text,
      );
    for (const each of own) {
      const level = discountRangeOf(first.discountRange);
      if (each.discountRange !== level)
        found.add("level", each.path, level, each.discountRange, {
          en: `${nameOf(first)}, level (discountRange)`,
          zh: `${nameOf(first)},维度(discountRange)`,
        });
      if (each.type !== first.type)
        found.add("type", each.path, first.type, each.type, {
          en: `${nameOf(first)}, type`,
          zh: `${nameOf(first)},类型`,
        });
    }
  }
  for (const each of said)
    if (!asked.has(keyOf(each, hasCodes)) && each.discountAmount !== 0)
      found.add("marketing", each.path, null, each.discountAmount, {
        en: `${nameOf(each)}, which was not asked for`,
        zh: `${nameOf(each)},请求中没有`,
      });
};

const TOTALS = {
  goodsAmount: { en: "the goods of the request", zh: "请求中的商品总额" },
  feeAmount: { en: "the fees of the request", zh: "请求中的费用" },
  totalAmount: { en: "goods and fees of the request", zh: "请求中的商品与费用" },
  goodsDiscountAmount: { en: "the goods-level marketing of the request", zh: "请求中的商品维度营销" },
  orderDiscountAmount: { en: "the order-level marketing of the request", zh: "请求中的订单维度营销" },
  feeDiscountAmount: { en: "the discounts of the request's fees", zh: "请求中的费用优惠" },
  totalDiscountAmount: { en: "all discounts of the request", zh: "请求中的全部优惠" },
  payableAmount: { en: "what the request leaves to pay", zh: "请求的应付金额" },
} as const satisfies Record<string, Text>;

/** What the request makes of the order's sums. A policy that lowers discounts leaves those of marketing open. */
const sumsOf = (request: PricingRequestInput): Readonly<Record<string, bigint | undefined>> => {
  const { lines, marketing = [], fees = [], policy } = request;
  const isOpen = policy?.overDiscount === "clamp";
  const goodsAmount = sumOf(lines.map((each) => BigInt(each.unitPrice) * BigInt(each.quantity)));
  const feeAmount = sumOf(fees.map((fee) => fee.feeAmount));
  const feeDiscountAmount = sumOf(fees.map((fee) => fee.feeDiscountAmount ?? 0));
  const ofLevel = (level: number): bigint =>
    sumOf(
      marketing
        .filter((each) => discountRangeOf(each.discountRange) === level)
        .map((each) => each.discountAmount),
    );
  const [ofOrder, ofGoods] = [ofLevel(1), ofLevel(2)];
  const totalAmount = goodsAmount + feeAmount;
  const totalDiscountAmount = ofOrder + ofGoods + feeDiscountAmount;
  return {
    goodsAmount,
    feeAmount,
    totalAmount,
    feeDiscountAmount,
    ...(isOpen
      ? {}
      : {
          goodsDiscountAmount: ofGoods,
          orderDiscountAmount: ofOrder,
          totalDiscountAmount,
          payableAmount: totalAmount - totalDiscountAmount,
        }),
  };
};

/** The answer is about the request: its lines, marketing, fees and what they add up to. */
export const saysRequest = (ledger: Ledger, request: PricingRequestInput): readonly LawViolation[] => {
  const found = new Breaches("request");
  const { calculationType, totals } = ledger;
  if (calculationType !== undefined)
    found.compare("calculationType", calculationType.path, request.calculationType ?? 2, calculationType.is, {
      en: "the calculation type",
      zh: "算价类型",
    });
  checkLines(request, ledger, found);
  checkMarketing(request, ledger, found);
  sayFees(request, ledger, found);
  const sums = sumsOf(request);
  for (const [name, said] of Object.entries(totals)) {
    const sum = sums[name];
    if (sum !== undefined) found.compare(name, said.path, sum, said.is, TOTALS[name as keyof typeof TOTALS]);
  }
  return found.violations;
};
