/**
 * Marketing: one discount that the merchant's marketing decided on, and which lines it covers.
 */
import { type Guarded, list, oneOf, record } from "../codec/Guarded.js";
import { fen, freeObject, id, integer, safeInteger, shortText, text } from "../codec/leaves.js";
import type { Fen } from "../money/Fen.js";
import { type LineReference, LineReferenceCodec, MAX_QUANTITY } from "./LineItem.js";

/**
 * 1 user identity 用户身份, 2 coupon 优惠券, 3 points 积分, 4 activity 活动.
 * Source: plugin.createOrder, MarketingInfo, `type`.
 *
 * @category model
 * @since 0.1.0
 */
export type MarketingType = 1 | 2 | 3 | 4;

/**
 * 1 order level 订单维度, 2 goods level 商品维度.
 * Source: plugin.createOrder, MarketingInfo, `discountRange`.
 *
 * @category model
 * @since 0.1.0
 */
export type DiscountRange = 1 | 2;

/**
 * The fields of a marketing that describe it and pass through pricing untouched.
 * Source: plugin.createOrder, MarketingInfo.
 *
 * @category model
 * @since 0.1.0
 */
export interface MarketingDescription {
  readonly id: string;
  readonly type: MarketingType;
  readonly discountRange: DiscountRange;
  readonly title: string;
  /** Less than 128 bytes in UTF-8; `""` where there is none. */
  readonly note: string;
  readonly subtype?: string | undefined;
  /** Its meaning depends on `type`; for points (3) the points spent. */
  readonly value?: number | undefined;
  /** Coupon code. (id, code) is unique in an order. */
  readonly code?: string | undefined;
  /** 1 merchant, 2 platform. */
  readonly kind?: 1 | 2 | undefined;
  /** 1 Douyin, 2 Laike merchant, 3 mini-program merchant. */
  readonly creatorType?: 1 | 2 | 3 | undefined;
  readonly marketingExtend?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What particular units of a line get of a marketing: a second unit at half price, a free third one. Units of a line are
 * numbered from 0. Under calculationType 2 only, since under type 1 the platform would split the amount over all units.
 *
 * @category model
 * @since 0.3.0
 */
export interface UnitDiscount {
  readonly goodsId: string;
  /** There where the order's lines have one. */
  readonly skuId?: string | undefined;
  /** The first of the units. */
  readonly from: number;
  /** How many, next to each other: `from + count` is at most the line's quantity. */
  readonly count: number;
  /** Fen, for each of them. */
  readonly discountAmount: Fen;
}

/**
 * One marketing of an order, with the amount it takes off and the lines it covers.
 *
 * @category model
 * @since 0.1.0
 */
export interface Marketing extends MarketingDescription {
  /** Fen, for all its lines together. */
  readonly discountAmount: Fen;
  /** The lines it covers; absent: all. */
  readonly appliesTo?: readonly LineReference[] | undefined;
  /** The units that it is for, each named once; absent: all of its lines. `discountAmount` is the sum of theirs. */
  readonly units?: readonly UnitDiscount[] | undefined;
  /** Lower is applied first, within its level. */
  readonly sequence: number;
}

/** The most bytes a marketing's note may have: "less than 128". Source: plugin.createOrder, MarketingInfo, `note`. */
export const MAX_NOTE_BYTES = 127;

/** `1`, `2`, `"1"` or `"2"`: the field table of plugin.createOrder says string, every sample sends a number. */
export const DiscountRangeCodec: Guarded<DiscountRange | "1" | "2"> = oneOf<DiscountRange | "1" | "2">(
  "DiscountRange",
  1,
  2,
  "1",
  "2",
);

export const MarketingTypeCodec: Guarded<MarketingType> = oneOf<MarketingType>("MarketingType", 1, 2, 3, 4);

/** A level as a number, however it was spelt. */
export const discountRangeOf = (spelt: DiscountRange | "1" | "2"): DiscountRange =>
  spelt === 1 || spelt === "1" ? 1 : 2;

/**
 * What units get, as a caller writes it.
 *
 * @category model
 * @since 0.3.0
 */
export type UnitDiscountInput = Omit<UnitDiscount, "discountAmount"> & { readonly discountAmount: number };

const UnitDiscountCodec: Guarded<UnitDiscountInput> = record(
  "UnitDiscount",
  "refuse",
  {
    goodsId: id,
    from: integer("UnitPosition", 0, MAX_QUANTITY - 1),
    count: integer("UnitCount", 1, MAX_QUANTITY),
    discountAmount: fen,
  },
  { skuId: id },
);

/** The codec of a marketing as a request spells it. */
export const MarketingCodec: Guarded<MarketingInput> = record(
  "Marketing",
  "refuse",
  { id, type: MarketingTypeCodec, discountRange: DiscountRangeCodec, discountAmount: fen, title: text },
  {
    note: shortText("Note", MAX_NOTE_BYTES),
    subtype: text,
    value: safeInteger,
    code: id,
    kind: oneOf<1 | 2>("MarketingKind", 1, 2),
    creatorType: oneOf<1 | 2 | 3>("CreatorType", 1, 2, 3),
    marketingExtend: freeObject,
    appliesTo: list("LineReferences", LineReferenceCodec, 1),
    units: list("UnitDiscounts", UnitDiscountCodec, 1),
    sequence: safeInteger,
  },
);

/**
 * A marketing as a caller writes it: defaults left out, the level as a number or a string.
 *
 * @category model
 * @since 0.1.0
 */
export type MarketingInput = Omit<
  Marketing,
  "discountRange" | "discountAmount" | "units" | "note" | "sequence"
> & {
  readonly discountRange: DiscountRange | "1" | "2";
  readonly discountAmount: number;
  readonly units?: readonly UnitDiscountInput[] | undefined;
  readonly note?: string | undefined;
  readonly sequence?: number | undefined;
};
