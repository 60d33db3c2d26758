/**
 * Calculating from what is trusted: the merchant's prices, promotions and buyers. Of a request only ids and quantities
 * are used.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../../codec/Problem.js";
import { isFen } from "../../money/Fen.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import type { NamedMarketing } from "../../platform/spi/namedMarketing.js";
import { price } from "../../pricing/price.js";
import type { Quote } from "../../pricing/Quote.js";
import type { Cart } from "../../promotion/Cart.js";
import { decodePromotions } from "../../promotion/decodePromotions.js";
import type { Promotion } from "../../promotion/Promotion.js";
import type { Selection } from "../../promotion/Selection.js";
import type { Buyer, HeldCoupon } from "../../promotion/SelectionContext.js";
import type { PromotionName, SelectOptions } from "../../promotion/SelectOptions.js";
import { type Alone, select, selectEach } from "../../promotion/select.js";
import { toPricingRequest } from "../../promotion/toPricingRequest.js";
import type { Asking } from "../Merchant.js";
import { type CalculatingDeps, limitsOf } from "./Deps.js";
import { notesOf, type Result, refuse } from "./Refusal.js";

/** A line that is asked for. */
export interface WantedLine {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  readonly quantity: number;
}

/** An order that is asked for. */
export interface WantedOrder {
  readonly lines: readonly WantedLine[];
  readonly calculationType?: CalculationType | undefined;
  /** The platform's `delivery_type`; without one, or with 0, no fees are asked for. */
  readonly deliveryType?: number | undefined;
}

/** What the merchant says of an order. */
export interface Trusted {
  readonly cart: Cart;
  readonly promotions: readonly Promotion[];
  readonly buyer: Buyer;
  readonly held: readonly HeldCoupon[];
  readonly now: number;
}

/** A calculation, and what it is of. */
export interface Calculated {
  readonly trusted: Trusted;
  readonly selection: Selection;
  readonly quote: Quote;
}

const idsOf = ({ goodsId, skuId }: WantedLine): { readonly goodsId: string; readonly skuId?: string } =>
  skuId === undefined ? { goodsId } : { goodsId, skuId };

const pricedLines = async (
  { merchant }: CalculatingDeps,
  lines: readonly WantedLine[],
  asking: Asking,
): Promise<Result<Cart["lines"]>> => {
  const prices = await Promise.all(lines.map((line) => merchant.unitPrice(idsOf(line), asking)));
  const unknown = lines.filter((_, i) => prices[i] === undefined);
  if (unknown.length > 0)
    return refuse(
      "calculation",
      "goods.unknown",
      unknown.map((line) => ({ code: "goods.unknown", ...idsOf(line) })),
    );
  return E.right(
    lines.map((line, i) => {
      const unitPrice = prices[i];
      if (!isFen(unitPrice)) throw new Error("merchant.unitPrice: expected whole fen");
      return { ...idsOf(line), unitPrice, quantity: line.quantity };
    }),
  );
};

/** The merchant's own rules are read once, and again where a function hands them in anew. */
const promotionsOf = async ({ merchant }: CalculatingDeps, asking: Asking): Promise<readonly Promotion[]> => {
  const promotions = decodePromotions(await merchant.promotions(asking));
  if (E.isRight(promotions)) return promotions.right;
  throw new Error(`merchant.promotions: ${JSON.stringify(notesOf(promotions.left))}`);
};

const feesOf = async (
  { merchant }: CalculatingDeps,
  wanted: WantedOrder,
  asking: Asking,
): Promise<Cart["fees"]> =>
  merchant.fees === undefined || (wanted.deliveryType ?? 0) === 0
    ? []
    : await merchant.fees({ deliveryType: wanted.deliveryType as number }, asking);

/** All that the merchant says of an order; refused where he does not sell something of it. */
export const askMerchant = async (
  deps: CalculatingDeps,
  wanted: WantedOrder,
  asking: Asking,
): Promise<Result<Trusted>> => {
  const [lines, promotions, { buyer = {}, held = [] }, fees] = await Promise.all([
    pricedLines(deps, wanted.lines, asking),
    promotionsOf(deps, asking),
    deps.merchant.buyer(asking),
    feesOf(deps, wanted, asking),
  ]);
  // Selecting takes the thread that answers everybody.
  if (wanted.lines.length * promotions.length > limitsOf(deps).pairs)
    return refuse("calculation", "cart.tooLarge", [{ code: "cart.tooLarge" }]);
  return E.map((priced: Cart["lines"]) => ({
    cart: {
      calculationType: wanted.calculationType ?? 2,
      lines: priced,
      fees,
      ...(deps.policy === undefined ? {} : { policy: deps.policy }),
    },
    promotions,
    buyer,
    held,
    now: deps.now(),
  }))(lines);
};

/** What is wrong with the cart is the request's fault; with anything else, the merchant's. */
const selected = <A>(selection: E.Either<readonly Problem[], A>): Result<A> => {
  if (E.isRight(selection)) return selection;
  if (selection.left.every(({ path }) => path.startsWith("/cart/lines")))
    return refuse("calculation", "cart.refused", notesOf(selection.left));
  throw new Error(`select: ${JSON.stringify(notesOf(selection.left))}`);
};

/** Selects and prices. */
export const calculate = (trusted: Trusted, options: SelectOptions): Result<Calculated> => {
  const { cart, promotions, buyer, held, now } = trusted;
  return E.map((selection: Selection) => {
    const quote = price(toPricingRequest(cart, selection));
    if (E.isLeft(quote)) throw new Error(`price: ${JSON.stringify(notesOf(quote.left))}`);
    return { trusted, selection, quote: quote.right };
  })(selected(select(cart, promotions, { now, buyer, held }, options)));
};

/** What each promotion gives alone. */
export const calculateEach = ({ cart, promotions, buyer, held, now }: Trusted): Result<readonly Alone[]> =>
  selected(selectEach(cart, promotions, { now, buyer, held }));

/** The best combination, as far as the work that it may take reaches. */
export const calculateBest = (deps: CalculatingDeps, trusted: Trusted): Result<Calculated> => {
  const { nodes, work } = limitsOf(deps);
  const pairs = Math.max(1, trusted.cart.lines.length * trusted.promotions.length);
  return calculate(trusted, { nodeLimit: Math.max(1, Math.min(nodes, Math.floor(work / pairs))) });
};

/** Marketing that was named, as promotions and the coupons that they may use. */
export interface Resolved {
  readonly only: readonly PromotionName[];
  readonly held: readonly HeldCoupon[];
  /** What no promotion is. */
  readonly unknown: readonly NamedMarketing[];
}

/** The promotion that a name means: that of the code, else the one that takes held coupons of whatever code. */
const promotionName = (
  promotions: readonly Promotion[],
  { id, code }: NamedMarketing,
): PromotionName | undefined => {
  const ofId = promotions.filter((each) => each.id === id && each.benefit.kind !== "feeOff");
  if (code === undefined) return ofId.length === 0 ? undefined : id;
  if (ofId.some((each) => each.code === code)) return { id, code };
  return ofId.some((each) => each.code === undefined && each.when?.mustHold === true) ? { id } : undefined;
};

/**
 * Named marketing as promotions. Where coupons are named by their codes, only these are used: of two that he holds the
 * buyer chose one.
 */
export const resolve = ({ promotions, held }: Trusted, named: readonly NamedMarketing[]): Resolved => {
  const only: PromotionName[] = [];
  const unknown: NamedMarketing[] = [];
  const codes = new Map<string, Set<string>>();
  for (const each of named) {
    const name = promotionName(promotions, each);
    if (name === undefined) unknown.push(each);
    else only.push(name);
    if (each.code !== undefined) codes.set(each.id, (codes.get(each.id) ?? new Set()).add(each.code));
  }
  return {
    only,
    held: held.filter(
      ({ id, code }) => !codes.has(id) || (code !== undefined && codes.get(id)?.has(code) === true),
    ),
    unknown,
  };
};

/** Named marketing that a selection did not apply. */
export const notApplied = (
  { marketing }: Selection,
  named: readonly NamedMarketing[],
): readonly NamedMarketing[] =>
  named.filter(
    ({ id, code }) => !marketing.some((each) => each.id === id && (code === undefined || each.code === code)),
  );

/** How named marketing is noted. */
export const noteOf =
  (code: string) =>
  ({ id, code: coupon }: NamedMarketing): Readonly<Record<string, unknown>> => ({
    code,
    marketingId: id,
    ...(coupon === undefined ? {} : { hasCode: true }),
  });
