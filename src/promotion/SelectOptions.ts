/**
 * How a selection is made.
 */
import { anyOf, type Guarded, list, record } from "../codec/Guarded.js";
import { id, integer } from "../codec/leaves.js";
import type { Promotion } from "./Promotion.js";

/**
 * Names promotions: every one of an id, or the one of an id and a code (without `code`: the one that has none).
 *
 * @category model
 * @since 0.3.0
 */
export type PromotionName = string | { readonly id: string; readonly code?: string | undefined };

/**
 * How a selection is made, where the defaults do not fit.
 *
 * @category model
 * @since 0.3.0
 */
export interface SelectOptions {
  /** Calculate exactly these, without a search. */
  readonly only?: readonly PromotionName[] | undefined;
  /** How many combinations may be calculated. Default 100,000, or less where promotions and lines are many. */
  readonly nodeLimit?: number | undefined;
}

const PromotionNameCodec: Guarded<PromotionName> = anyOf(
  "PromotionName",
  id,
  record("PromotionIdAndCode", "refuse", { id }, { code: id }),
  {
    en: "the id of a promotion as a string, or { id, code }",
    zh: "营销规则的 id(字符串),或 { id, code }",
  },
);

/** The codec of the options. */
export const SelectOptionsCodec: Guarded<SelectOptions> = record(
  "SelectOptions",
  "refuse",
  {},
  {
    only: list("Only", PromotionNameCodec),
    nodeLimit: integer("NodeLimit", 1, Number.MAX_SAFE_INTEGER),
  },
);

/** Which promotions there are, for many questions: does a name mean one? */
export const existsAmong = (promotions: readonly Promotion[]): ((name: PromotionName) => boolean) => {
  const ids = new Set(promotions.map((each) => each.id));
  const pairs = new Set(promotions.map(pairOf));
  return (name) => (typeof name === "string" ? ids.has(name) : pairs.has(pairOf(name)));
};

/** Which names there are, for many questions: is a promotion named? */
export const namedBy = (named: readonly PromotionName[]): ((promotion: Promotion) => boolean) => {
  const ids = new Set(named.filter((name) => typeof name === "string"));
  const pairs = new Set(named.filter((name) => typeof name !== "string").map(pairOf));
  return (promotion) => ids.has(promotion.id) || pairs.has(pairOf(promotion));
};

const pairOf = ({
  id: ofPromotion,
  code,
}: {
  readonly id: string;
  readonly code?: string | undefined;
}): string => JSON.stringify([ofPromotion, code]);
