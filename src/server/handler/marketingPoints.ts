/**
 * The extension points of marketing: what is there, and what an order costs with it.
 */
import * as E from "fp-ts/lib/Either.js";
import type { CalculatePrice } from "../../platform/spi/CalculatePrice.js";
import { said } from "../../platform/spi/fields.js";
import { type NamedMarketing, namedIn } from "../../platform/spi/namedMarketing.js";
import type { QueryAndCalculate } from "../../platform/spi/QueryAndCalculate.js";
import type { QueryMarketingInfo } from "../../platform/spi/QueryMarketingInfo.js";
import type { Wire } from "../../platform/wire/codecs.js";
import type { Asking } from "../Merchant.js";
import { marketingAndCalculationAnswer, marketingAnswer, successBody } from "./answers.js";
import type { CalculatingDeps } from "./Deps.js";
import { offersOf } from "./offers.js";
import { keepQuote, keptCalculation } from "./quotes.js";
import { type Detail, type Result, refuse } from "./Refusal.js";
import {
  askMerchant,
  type Calculated,
  calculate,
  calculateBest,
  notApplied,
  noteOf,
  resolve,
  type Trusted,
  type WantedLine,
} from "./trusted.js";

/** A success: its body, and what is noted all the same. */
export interface Answer {
  readonly body: string;
  readonly details?: readonly Detail[];
}

/** A goods in a request, with whatever else stands beside its ids. */
interface AskedGoods {
  readonly goods_id: string;
  readonly sku_id?: string | null | undefined;
  readonly quantity: number;
}

const linesOf = (goods: readonly AskedGoods[]): readonly WantedLine[] =>
  goods.map(({ goods_id, sku_id, quantity }) => ({ goodsId: goods_id, skuId: said(sku_id), quantity }));

/** Who asks. */
export const askingOf = (message: {
  readonly app_id: string;
  readonly open_id: string;
  readonly union_id?: string | null | undefined;
}): Asking => ({ appId: message.app_id, openId: message.open_id, unionId: said(message.union_id) });

/** What stands under a key that no public table describes. */
const briefsAt = (parts: readonly (object | null | undefined)[], key: string): readonly unknown[] =>
  parts.map((part) => (part as Wire | null | undefined)?.[key]);

const namedAt = (
  parts: readonly (object | null | undefined)[],
  key: string,
): Result<readonly NamedMarketing[]> => {
  const named = namedIn(briefsAt(parts, key));
  return named === undefined ? refuse("parameter", "selection.form", [{ code: key }]) : E.right(named);
};

/** The calculation of the marketing that was chosen. What does not apply to this cart is left out, and noted. */
const calculateNamed = (
  trusted: Trusted,
  named: readonly NamedMarketing[],
): Result<Calculated & { readonly leftOut: readonly NamedMarketing[] }> => {
  const { only, held, unknown } = resolve(trusted, named);
  if (unknown.length > 0)
    return refuse("calculation", "selection.unknown", unknown.map(noteOf("marketing.unknown")));
  return E.map((calculated: Calculated) => ({
    ...calculated,
    leftOut: notApplied(calculated.selection, named),
  }))(calculate({ ...trusted, held }, { only }));
};

const answerOf = (data: Wire, leftOut: readonly NamedMarketing[] = []): Answer =>
  leftOut.length === 0
    ? { body: successBody(data) }
    : { body: successBody(data), details: leftOut.map(noteOf("marketing.notApplied")) };

/** query_marketing_info. */
export const queryMarketingInfo = async (
  deps: CalculatingDeps,
  message: QueryMarketingInfo,
): Promise<Result<Answer>> => {
  const trusted = await askMerchant(deps, { lines: linesOf(message.goods_info) }, askingOf(message));
  if (E.isLeft(trusted)) return trusted;
  // Where there are no promotions nothing else would look at the cart.
  const cart = calculate({ ...trusted.right, promotions: [], held: [] }, { only: [] });
  if (E.isLeft(cart)) return cart;
  return E.map((offers: Parameters<typeof marketingAnswer>[1]) =>
    answerOf(marketingAnswer(cart.right.quote.lines, offers)),
  )(offersOf(trusted.right));
};

/** calculate_price. */
export const calculatePrice = async (
  deps: CalculatingDeps,
  message: CalculatePrice,
): Promise<Result<Answer>> => {
  const asking = askingOf(message);
  const number = said(message.ext_calculation_no);
  if (number !== undefined)
    return E.map((data: Wire) => answerOf(data))(await keptCalculation(deps, number, asking));
  const goods = message.goods_calculation_info ?? [];
  if (goods.length === 0) return refuse("parameter", "message.form", [{ code: "goods_calculation_info" }]);
  const named = namedAt([...goods, message.order_calculation_info], "using_marketing");
  if (E.isLeft(named)) return named;
  const trusted = await askMerchant(deps, { lines: linesOf(goods) }, asking);
  if (E.isLeft(trusted)) return trusted;
  const calculated = calculateNamed(trusted.right, named.right);
  if (E.isLeft(calculated)) return calculated;
  const kept = await keepQuote(deps, calculated.right, asking);
  return E.isLeft(kept) ? kept : E.right(answerOf(kept.right.calculation, calculated.right.leftOut));
};

/** query_and_calculate. */
export const queryAndCalculate = async (
  deps: CalculatingDeps,
  message: QueryAndCalculate,
): Promise<Result<Answer>> => {
  const asking = askingOf(message);
  const goods = message.goods_marketing_info ?? [];
  if (goods.length === 0) return refuse("parameter", "message.form", [{ code: "goods_marketing_info" }]);
  const named = namedAt([...goods, message.order_marketing_info], "selected_marketing");
  if (E.isLeft(named)) return named;
  const trusted = await askMerchant(deps, { lines: linesOf(goods) }, asking);
  if (E.isLeft(trusted)) return trusted;
  const calculated = message.need_default_marketing
    ? E.map((best: Calculated) => ({ ...best, leftOut: [] }))(calculateBest(deps, trusted.right))
    : calculateNamed(trusted.right, named.right);
  if (E.isLeft(calculated)) return calculated;
  const offers = offersOf(trusted.right);
  if (E.isLeft(offers)) return offers;
  const kept = await keepQuote(deps, calculated.right, asking);
  if (E.isLeft(kept)) return kept;
  const data = marketingAndCalculationAnswer(
    calculated.right.quote.lines,
    offers.right,
    kept.right.calculation,
  );
  return E.right(answerOf(data, calculated.right.leftOut));
};
