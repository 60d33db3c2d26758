/**
 * Pricing: from a request to a quote.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../codec/Problem.js";
import type { Fen } from "../money/Fen.js";
import type { LineItem } from "../order/LineItem.js";
import type { Marketing } from "../order/Marketing.js";
import { DEFAULT_POLICY, type Policy } from "../order/Policy.js";
import { decodePricingRequest, isDecoded, type PricingRequest } from "../order/PricingRequest.js";
import type { PricingRequestInput } from "../order/PricingRequestInput.js";
import { allocateToLines, type LineAllocation } from "./allocateToLines.js";
import { allocateToUnits, shareOf } from "./allocateToUnits.js";
import { type Borne, borneBy, mergedRuns, type UnitsBorne } from "./NamedUnits.js";
import type { Quote, QuoteLine, QuoteMarketing, Share, Totals, UnitRun } from "./Quote.js";

/**
 * Prices an order: what it costs, and which fen of which discount every line and every unit bears. The same request
 * always gives the same quote, in whatever order it lists its lines and marketing.
 *
 * A request that `decodePricingRequest` made is taken as it is; any other input is decoded first, so nothing that is
 * not valid is ever priced.
 *
 * @returns The quote, or every problem: those of the request, or discounts above what their lines have to pay (the
 * policy `overDiscount: "clamp"` lowers them instead).
 *
 * @example
 * import * as assert from "node:assert";
 * import { price } from "suanjia";
 *
 * const quote = price({
 *   lines: [{ goodsId: "tea", unitPrice: 1000, quantity: 3 }],
 *   marketing: [{ id: "coupon", type: 2, discountRange: 1, discountAmount: 1000, title: "10 off" }],
 * });
 * assert.ok(quote._tag === "Right");
 * assert.strictEqual(quote.right.totals.payableAmount, 2000);
 * assert.deepStrictEqual(
 *   quote.right.lines[0]?.units.map((run) => [run.count, run.payableAmount]),
 *   [
 *     [1, 666],
 *     [2, 667],
 *   ],
 * );
 *
 * @category combinators
 * @since 0.1.0
 */
export const price = (request: PricingRequestInput): E.Either<readonly Problem[], Quote> =>
  isDecoded(request) ? priceDecoded(request) : E.chain(priceDecoded)(decodePricingRequest(request));

const priceDecoded = (request: PricingRequest): E.Either<readonly Problem[], Quote> => {
  const allocation = allocateToLines(request);
  if (allocation.problems.length > 0) return E.left(allocation.problems);
  const quote = {
    calculationType: request.calculationType,
    totals: totalsOf(request, allocation),
    marketing: quoteMarketing(request.marketing, allocation),
    lines: quoteLines(request, allocation),
    fees: request.fees,
  };
  const policy = emissionPolicy(request.policy);
  return E.right(policy === undefined ? quote : { ...quote, policy });
};

const sharesOf = (request: PricingRequest, own: readonly Borne[]): readonly Share[] => {
  const shares = new Array<Share>(own.length);
  for (let j = 0; j < own.length; j++) {
    const { marketing, amount } = own[j] as Borne;
    shares[j] = shareOf(request.marketing[marketing] as Marketing, amount);
  }
  return shares;
};

const quoteLines = (request: PricingRequest, { borne, units }: LineAllocation): readonly QuoteLine[] => {
  const lines = new Array<QuoteLine>(borne.length);
  for (let i = 0; i < borne.length; i++) {
    const own = borne[i] as readonly Borne[];
    const shares = sharesOf(request, own);
    let discount = 0;
    for (let j = 0; j < own.length; j++) discount += (own[j] as Borne).amount;
    const line = request.lines[i] as LineItem;
    const named = units?.[i];
    lines[i] = quoteLine(
      line,
      discount,
      shares,
      named === undefined
        ? allocateToUnits(line.unitPrice, line.quantity, discount, shares)
        : quoteRuns(request, line.unitPrice, named),
    );
  }
  return lines;
};

const quoteRuns = (
  request: PricingRequest,
  unitPrice: Fen,
  runs: readonly UnitsBorne[],
): readonly UnitRun[] =>
  mergedRuns(runs).map((run) => ({
    count: run.count,
    totalAmount: unitPrice,
    totalDiscountAmount: (unitPrice - run.payable) as Fen,
    payableAmount: run.payable as Fen,
    marketing: sharesOf(request, borneBy(run)),
  }));

const quoteLine = (
  line: LineItem,
  discount: number,
  marketing: readonly Share[],
  units: readonly UnitRun[],
): QuoteLine => {
  const { goodsId, skuId, unitPrice, quantity } = line;
  const totalAmount = (unitPrice * quantity) as Fen;
  const totalDiscountAmount = discount as Fen;
  const payableAmount = (totalAmount - discount) as Fen;
  return skuId === undefined
    ? { goodsId, unitPrice, quantity, totalAmount, totalDiscountAmount, payableAmount, marketing, units }
    : {
        goodsId,
        skuId,
        unitPrice,
        quantity,
        totalAmount,
        totalDiscountAmount,
        payableAmount,
        marketing,
        units,
      };
};

const quoteMarketing = (
  marketing: readonly Marketing[],
  { amounts }: LineAllocation,
): readonly QuoteMarketing[] => {
  const quoted = new Array<QuoteMarketing>(marketing.length);
  for (let j = 0; j < marketing.length; j++)
    quoted[j] = describeMarketing(marketing[j] as Marketing, amounts[j] as Fen);
  return quoted;
};

/** Field by field, since a spread would cost more than all of pricing. */
const describeMarketing = (marketing: Marketing, amount: Fen): QuoteMarketing => {
  const { id, type, discountRange, title, note, subtype, value, code, kind, creatorType, marketingExtend } =
    marketing;
  const quoted: { -readonly [K in keyof QuoteMarketing]: QuoteMarketing[K] } =
    amount === marketing.discountAmount
      ? { id, type, discountRange, discountAmount: amount, title, note }
      : {
          id,
          type,
          discountRange,
          discountAmount: amount,
          requestedAmount: marketing.discountAmount,
          title,
          note,
        };
  if (subtype !== undefined) quoted.subtype = subtype;
  if (value !== undefined) quoted.value = value;
  if (code !== undefined) quoted.code = code;
  if (kind !== undefined) quoted.kind = kind;
  if (creatorType !== undefined) quoted.creatorType = creatorType;
  if (marketingExtend !== undefined) quoted.marketingExtend = marketingExtend;
  return quoted;
};

const totalsOf = (request: PricingRequest, { amounts }: LineAllocation): Totals => {
  let goodsAmount = 0;
  for (const line of request.lines) goodsAmount += line.unitPrice * line.quantity;
  let goodsDiscountAmount = 0;
  let orderDiscountAmount = 0;
  for (let j = 0; j < amounts.length; j++) {
    if ((request.marketing[j] as Marketing).discountRange === 2) goodsDiscountAmount += amounts[j] as number;
    else orderDiscountAmount += amounts[j] as number;
  }
  let feeAmount = 0;
  let feeDiscountAmount = 0;
  for (const fee of request.fees) {
    feeAmount += fee.feeAmount;
    feeDiscountAmount += fee.feeDiscountAmount;
  }
  const totalAmount = goodsAmount + feeAmount;
  const totalDiscountAmount = goodsDiscountAmount + orderDiscountAmount + feeDiscountAmount;
  return {
    goodsAmount: goodsAmount as Fen,
    feeAmount: feeAmount as Fen,
    totalAmount: totalAmount as Fen,
    goodsDiscountAmount: goodsDiscountAmount as Fen,
    orderDiscountAmount: orderDiscountAmount as Fen,
    feeDiscountAmount: feeDiscountAmount as Fen,
    totalDiscountAmount: totalDiscountAmount as Fen,
    payableAmount: (totalAmount - totalDiscountAmount) as Fen,
  };
};

const emissionPolicy = ({ itemEntries, maxItemEntries }: Policy): Quote["policy"] =>
  itemEntries === DEFAULT_POLICY.itemEntries && maxItemEntries === DEFAULT_POLICY.maxItemEntries
    ? undefined
    : { itemEntries, maxItemEntries };
