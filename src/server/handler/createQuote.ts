/**
 * Quotes for the merchant's own pages: what `plugin.createOrder` takes as `discountId`.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, type Guarded, list, oneOf, record } from "../../codec/Guarded.js";
import { fen, id, safeInteger } from "../../codec/leaves.js";
import { type Problem, pointer, problem, under } from "../../codec/Problem.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import { MOST_LINES, merchantId, quantity } from "../../platform/spi/fields.js";
import type { Quote } from "../../pricing/Quote.js";
import type { Selection } from "../../promotion/Selection.js";
import { type CalculatingDeps, limitsOf } from "./Deps.js";
import { keepQuote } from "./quotes.js";
import type { Refusal } from "./Refusal.js";
import { askMerchant, calculate } from "./trusted.js";

/**
 * What is to be quoted: ids and quantities. Prices are the merchant's; one that is said must be his, so that a page with
 * an old price is noticed.
 *
 * @category server
 * @since 0.4.0
 */
export interface QuoteCart {
  readonly calculationType?: CalculationType | undefined;
  readonly lines: readonly {
    readonly goodsId: string;
    readonly skuId?: string | undefined;
    readonly unitPrice?: number | undefined;
    readonly quantity: number;
  }[];
  /** The platform's `delivery_type`, where the merchant has fees for it. */
  readonly deliveryType?: number | undefined;
}

/**
 * For whom, and with which marketing.
 *
 * @category server
 * @since 0.4.0
 */
export interface QuoteContext {
  readonly appId?: string | undefined;
  /** Without it nothing is known of the buyer, and anybody may redeem the quote. */
  readonly openId?: string | undefined;
  readonly unionId?: string | undefined;
  /** Exactly these promotions; absent: the best combination. */
  readonly only?: readonly { readonly id: string; readonly code?: string | undefined }[] | undefined;
}

/**
 * A quote, and the number under which it can be redeemed until it expires.
 *
 * @category server
 * @since 0.4.0
 */
export interface CreatedQuote {
  readonly discountId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly quote: Quote;
  readonly selection: Selection;
}

const QuoteCartCodec: Guarded<QuoteCart> = record(
  "QuoteCart",
  "refuse",
  {
    lines: list(
      "QuoteLines",
      record("QuoteLine", "refuse", { goodsId: merchantId, quantity }, { skuId: merchantId, unitPrice: fen }),
      1,
      MOST_LINES,
    ),
  },
  { calculationType: oneOf<CalculationType>("CalculationType", 1, 2), deliveryType: safeInteger },
);

const QuoteContextCodec: Guarded<QuoteContext> = record(
  "QuoteContext",
  "refuse",
  {},
  {
    appId: merchantId,
    openId: merchantId,
    unionId: merchantId,
    only: list("QuoteOnly", record("PromotionIdAndCode", "refuse", { id }, { code: id }), 0, MOST_LINES),
  },
);

/** A refusal as problems of the cart. */
const problemsOf = ({ outcome, details = [] }: Refusal): readonly Problem[] => {
  const at = (code: string, path: string): Problem =>
    problem(code, path, { en: `cannot be quoted: ${code}`, zh: `无法报价:${code}` });
  if (details.length === 0) return [at(outcome, "/cart")];
  return details.map(({ code, path }) =>
    at(typeof code === "string" ? code : outcome, typeof path === "string" ? path : "/cart/lines"),
  );
};

const otherPrices = (cart: QuoteCart, quote: Quote): readonly Problem[] =>
  cart.lines.flatMap(({ unitPrice }, i) =>
    unitPrice === undefined || unitPrice === quote.lines[i]?.unitPrice
      ? []
      : [
          problem("quote.unitPrice", pointer("cart", "lines", i, "unitPrice"), {
            en: "expected the merchant's price, or none; got another",
            zh: "与商家价格不一致",
          }),
        ],
  );

/**
 * Calculates a cart from the merchant's prices and promotions, and keeps the calculation under a number: the
 * `discountId` of plugin.createOrder, which the platform asks for as `ext_calculation_no`.
 *
 * @returns The quote, or every problem of the cart and the context.
 *
 * @category server
 * @since 0.4.0
 */
export const createQuote = async (
  deps: CalculatingDeps,
  cart: QuoteCart,
  context: QuoteContext = {},
): Promise<E.Either<readonly Problem[], CreatedQuote>> => {
  const wanted = E.mapLeft(under("/cart"))(decodeWith(QuoteCartCodec, cart));
  const told = E.mapLeft(under("/context"))(decodeWith(QuoteContextCodec, context));
  if (E.isLeft(wanted) || E.isLeft(told))
    return E.left([...(E.isLeft(wanted) ? wanted.left : []), ...(E.isLeft(told) ? told.left : [])]);
  const { appId, openId, unionId, only } = told.right;
  const trusted = await askMerchant(deps, wanted.right, {
    appId: appId ?? "",
    openId: openId ?? "",
    unionId,
  });
  if (E.isLeft(trusted)) return E.left(problemsOf(trusted.left));
  const { promotions } = trusted.right;
  const isKnown = (name: { readonly id: string; readonly code?: string | undefined }): boolean =>
    promotions.some((each) => each.id === name.id && each.code === name.code);
  const unknown = (only ?? []).flatMap((name, i) =>
    isKnown(name)
      ? []
      : [
          problem("promotion.unknown", pointer("context", "only", i), {
            en: "expected the name of a promotion, got one that none has",
            zh: "没有这样的营销规则",
          }),
        ],
  );
  if (unknown.length > 0) return E.left(unknown);
  const calculated = calculate(
    trusted.right,
    only === undefined ? { nodeLimit: limitsOf(deps).nodes } : { only },
  );
  if (E.isLeft(calculated)) return E.left(problemsOf(calculated.left));
  const { quote, selection } = calculated.right;
  const old = otherPrices(wanted.right, quote);
  if (old.length > 0) return E.left(old);
  const kept = await keepQuote(deps, calculated.right, { appId, openId });
  if (E.isLeft(kept)) return E.left(problemsOf(kept.left));
  return E.right({ discountId: kept.right.number, expiresAt: kept.right.expiresAt, quote, selection });
};
