/**
 * pre_create_order: an order is accepted where every amount of it is the one that is calculated here.
 */
import * as E from "fp-ts/lib/Either.js";
import { pointer } from "../../codec/Problem.js";
import { utf8Length } from "../../codec/Shape.js";
import { entriesOfDetail, type NamedMarketing, namedInDetail } from "../../platform/spi/namedMarketing.js";
import { preCreateOrderFormat } from "../../platform/spi/PreCreateOrder.js";
import type { PreCreateOrderMessage } from "../../platform/spi/PreCreateOrderMessage.js";
import type { Wire } from "../../platform/wire/codecs.js";
import type { Quote } from "../../pricing/Quote.js";
import type { Claim } from "../../verify/Claim.js";
import { compareWithQuote } from "../../verify/compareWithQuote.js";
import { readAmountsOf } from "../../verify/locate.js";
import type { Asking } from "../Merchant.js";
import type { OrderDecision } from "../Store.js";
import { type EntrySchema, errorBody, orderAnswer, successBody } from "./answers.js";
import { freshId, type HandlerDeps } from "./Deps.js";
import { askingOf } from "./marketingPoints.js";
import { type Detail, notesOf, type Refusal, type Result, refuse } from "./Refusal.js";
import { spentIn } from "./spentIn.js";
import {
  askMerchant,
  type Calculated,
  calculate,
  notApplied,
  noteOf,
  resolve,
  type Trusted,
  type WantedLine,
} from "./trusted.js";

const OUTCOME = "order.refused";

const refuseOrder = (details: readonly Detail[]): E.Either<Refusal, never> =>
  refuse("order", OUTCOME, details);

const linesOf = ({ goods, sku_list }: PreCreateOrderMessage): readonly WantedLine[] =>
  sku_list !== undefined && sku_list !== null && sku_list.length > 0
    ? sku_list.map(({ sku_id, quantity, goods_info }) => ({
        goodsId: goods_info.goods_id,
        skuId: sku_id,
        quantity,
      }))
    : (goods ?? []).map(({ goods_id, quantity }) => ({ goodsId: goods_id, quantity }));

/** The page of an order, from the configuration. */
export const pageOf = ({ orderPage }: HandlerDeps, orderId: string, outOrderNo: string): EntrySchema => {
  const path = orderPage?.path ?? "pages/order/index";
  const params = orderPage?.params?.({ orderId, outOrderNo }) ?? JSON.stringify({ id: outOrderNo });
  if (utf8Length(path) > 512 || utf8Length(params) > 512)
    throw new Error("orderPage: expected path and params of at most 512 bytes each");
  return { path, params };
};

/** A field of an entry that none of the quote's marketing of this id has so. */
const fieldDifference = (
  code: string,
  marketingId: unknown,
  actual: unknown,
  values: readonly (number | undefined)[],
): readonly Detail[] =>
  actual === undefined || actual === null || values.includes(Number(actual))
    ? []
    : [{ code, marketingId, expected: values[0] ?? null, actual }];

/** What an entry says of its marketing beside the amount: its type, its level, and how many points it spends. */
const entryDifferences = ({ marketing }: Quote, detail: unknown): readonly Detail[] =>
  entriesOfDetail(detail).flatMap(({ id, type, discount_range, value }) => {
    const ours = marketing.filter((each) => each.id === id);
    const isPoints = ours.some((each) => each.type === 3);
    return [
      ...fieldDifference(
        "marketing.type",
        id,
        type,
        ours.map((each) => each.type),
      ),
      ...fieldDifference(
        "marketing.level",
        id,
        discount_range,
        ours.map((each) => each.discountRange),
      ),
      // 0 is how some servers write what is not there.
      ...fieldDifference(
        "marketing.points",
        id,
        isPoints && value !== 0 ? value : undefined,
        ours.map((each) => each.value),
      ),
    ];
  });

/** Every difference between a claim and a quote. An entry that fits several lines could not be compared: it differs. */
const differencesOf = (quote: Quote, claim: Claim, detail: unknown): readonly Detail[] => {
  const { differences, unchecked } = compareWithQuote(quote, claim);
  return [
    ...differences.map(({ code, path, expected, actual }) => ({ code, path, expected, actual })),
    ...unchecked.filter(({ code }) => code === "line.ambiguous").map(({ code, path }) => ({ code, path })),
    ...entryDifferences(quote, detail),
  ];
};

/**
 * Which promotions the claim may rest on: those that it names; where there are fees, also those with everything that is
 * taken off fees, since a callback names no such promotion.
 */
const readings = (trusted: Trusted, only: ReturnType<typeof resolve>["only"]): readonly (typeof only)[] => {
  const feeOffs = trusted.promotions
    .filter(({ benefit }) => benefit.kind === "feeOff")
    .map(({ id, code }) => (code === undefined ? { id } : { id, code }));
  return (trusted.cart.fees ?? []).length === 0 || feeOffs.length === 0
    ? [only]
    : [only, [...only, ...feeOffs]];
};

/** The calculation that the claim agrees with, or every difference from the first reading of it. */
const agreed = (
  trusted: Trusted,
  claim: Claim,
  detail: unknown,
  named: readonly NamedMarketing[],
): Result<Calculated> => {
  const { only, held, unknown } = resolve(trusted, named);
  if (unknown.length > 0) return refuseOrder(unknown.map(noteOf("marketing.unknown")));
  let first: readonly Detail[] | undefined;
  for (const reading of readings(trusted, only)) {
    const calculated = calculate({ ...trusted, held }, { only: reading });
    if (E.isLeft(calculated)) return refuseOrder(calculated.left.details ?? []);
    const { selection, quote } = calculated.right;
    const missing = notApplied(selection, named).map(noteOf("marketing.notApplied"));
    const differences = [...missing, ...differencesOf(quote, claim, detail)];
    if (differences.length === 0) return calculated;
    first ??= differences;
  }
  return refuseOrder(first ?? []);
};

/** Item orders that are there twice: what was paid for one would be unknown. */
const repeated = ({ item_order_info_list: items }: PreCreateOrderMessage): readonly Detail[] => {
  const seen = new Set<string>();
  return items.flatMap(({ item_order_id }, i) => {
    if (!seen.has(item_order_id)) {
      seen.add(item_order_id);
      return [];
    }
    return [{ code: "itemOrders.repeated", path: pointer("item_order_info_list", i, "item_order_id") }];
  });
};

/** Does the claim agree with what is trusted? */
const check = async (
  deps: HandlerDeps,
  message: PreCreateOrderMessage,
  asking: Asking,
): Promise<Result<Calculated>> => {
  const claim = readAmountsOf({ format: preCreateOrderFormat, payload: message, root: "" }, false);
  if (E.isLeft(claim)) return refuseOrder(notesOf(claim.left));
  const twice = repeated(message);
  if (twice.length > 0) return refuseOrder(twice);
  const detail = (message as Wire)["price_calculation_detail"];
  const wanted = {
    lines: linesOf(message),
    calculationType: claim.right.amounts.detail?.calculationType,
    deliveryType: message.delivery_type ?? undefined,
  };
  const trusted = await askMerchant(deps, wanted, asking);
  // What is refused of an order has one number, whatever it is: no reason is told.
  if (E.isLeft(trusted)) return refuseOrder(trusted.left.details ?? []);
  return agreed(trusted.right, claim.right, detail, namedInDetail(detail));
};

/** Does the merchant hold what the order spends? Where he keeps no such books, nobody is asked. */
const isHeld = async (
  { merchant }: HandlerDeps,
  orderId: string,
  calculated: Calculated,
  asking: Asking,
): Promise<boolean> => {
  const promotions = spentIn(calculated);
  if (merchant.reserve === undefined || promotions.length === 0) return true;
  const answer: unknown = await merchant.reserve({ orderId, promotions }, asking);
  if (typeof answer !== "boolean") throw new Error("merchant.reserve: expected true or false");
  return answer;
};

const refusedWith = (refusal: Refusal): Decision<OrderDecision> => ({
  decision: { answer: errorBody("order") },
  refusal,
});

/** A decision, and what is noted of it. */
export interface Decision<D> {
  readonly decision: D;
  readonly refusal?: Refusal;
}

/**
 * Decides on an order. The item orders' prices are those of the quote, line by line: that was compared. Which of a line's
 * item orders has which of its prices, the platform has decided.
 */
export const decideOrder = async (
  deps: HandlerDeps,
  message: PreCreateOrderMessage,
): Promise<Decision<OrderDecision>> => {
  const asking = { ...askingOf(message), orderId: message.order_id };
  const calculated = await check(deps, message, asking);
  if (E.isLeft(calculated)) return refusedWith(calculated.left);
  const outOrderNo = freshId(deps);
  const answer = successBody(orderAnswer(outOrderNo, pageOf(deps, message.order_id, outOrderNo)));
  const paid = Object.fromEntries(
    message.item_order_info_list.map(({ item_order_id, price }) => [item_order_id, price]),
  );
  // Last, so that little can fail between the booking and the decision.
  if (!(await isHeld(deps, message.order_id, calculated.right, asking)))
    return refusedWith({ error: "order", outcome: "order.spent" });
  return { decision: { answer, accepted: { appId: message.app_id, outOrderNo, paid } } };
};
