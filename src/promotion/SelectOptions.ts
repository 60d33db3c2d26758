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
  /** How many combinations may be calculated. Default 200,000. */
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

/** Does the name mean this promotion? */
export const names = (name: PromotionName, { id: ofPromotion, code }: Promotion): boolean =>
  typeof name === "string" ? name === ofPromotion : name.id === ofPromotion && name.code === code;

/** Is the promotion among those that are named? */
export const isNamed = (named: readonly PromotionName[], promotion: Promotion): boolean =>
  named.some((name) => names(name, promotion));
