/**
 * Promotions: the merchant's rules, from which marketing with amounts is made.
 */
import { type Guarded, list, oneOf, record, type TypeOf } from "../codec/Guarded.js";
import {
  boolean,
  fen,
  filledId,
  freeObject,
  id,
  integer,
  safeInteger,
  shortText,
  text,
} from "../codec/leaves.js";
import type { Rounding } from "../money/Rate.js";
import { type LineReference, LineReferenceCodec, MAX_QUANTITY } from "../order/LineItem.js";
import {
  type DiscountRange,
  DiscountRangeCodec,
  MAX_NOTE_BYTES,
  type MarketingType,
  MarketingTypeCodec,
} from "../order/Marketing.js";
import { type UsabilityRules, UsabilityRulesCodec } from "../platform/product/UsabilityRules.js";
import { type Benefit, BenefitCodec } from "./Benefit.js";

/**
 * Which lines a promotion is for. A goods id without sku id names all its skus; what is named need not be in the cart.
 *
 * @category model
 * @since 0.3.0
 */
export interface Scope {
  /** Absent: all lines. */
  readonly include?: readonly LineReference[] | undefined;
  /** Taken out of those. */
  readonly exclude?: readonly LineReference[] | undefined;
}

/**
 * When a promotion applies: all of what is said must hold.
 *
 * @category model
 * @since 0.3.0
 */
export interface Conditions {
  /** Fen that the eligible lines together must reach. */
  readonly thresholdFen?: number | undefined;
  /** Units that the eligible lines together must have. */
  readonly thresholdQuantity?: number | undefined;
  /** Which fen count: `unitPrice × quantity`, or what is still payable when the turn comes. Default `lineTotal`. */
  readonly thresholdBasis?: "lineTotal" | "payable" | undefined;
  /** Milliseconds since 1970; from then on. */
  readonly startsAt?: number | undefined;
  /** Milliseconds since 1970; before then. */
  readonly endsAt?: number | undefined;
  /** Days and hours as in a product's rules of use. */
  readonly usable?: UsabilityRules | undefined;
  /** The buyer has one of these. */
  readonly identities?: readonly string[] | undefined;
  readonly firstOrderOnly?: boolean | undefined;
  /** How often a buyer may use it in all. */
  readonly usesPerBuyer?: number | undefined;
  /** The buyer must hold a coupon of the promotion's id. */
  readonly mustHold?: boolean | undefined;
}

/**
 * What a promotion may stand beside.
 *
 * @category model
 * @since 0.3.0
 */
export interface Stacking {
  /** At most one promotion of a group applies to an order. */
  readonly group?: string | undefined;
  /** Groups beside whose promotions it cannot stand. */
  readonly excludes?: readonly string[] | undefined;
}

/**
 * One rule of a merchant: for which lines, when, what it gives, within which limits, and beside what.
 *
 * @category model
 * @since 0.3.0
 */
export interface Promotion {
  readonly id: string;
  /** Of a coupon with a code of its own. (id, code) is unique; without one, a held coupon's code is used. */
  readonly code?: string | undefined;
  readonly type: MarketingType;
  /** May be left out with the benefit `feeOff`, which stands in neither level. */
  readonly discountRange?: DiscountRange | "1" | "2" | undefined;
  readonly title: string;
  readonly note?: string | undefined;
  readonly subtype?: string | undefined;
  readonly kind?: 1 | 2 | undefined;
  readonly creatorType?: 1 | 2 | 3 | undefined;
  readonly marketingExtend?: Readonly<Record<string, unknown>> | undefined;
  /** Absent: all lines. */
  readonly scope?: Scope | undefined;
  /** Absent: always. */
  readonly when?: Conditions | undefined;
  readonly benefit: Benefit;
  /** What becomes of fractions of a fen that the buyer pays. Default `ceil`: the discount never exceeds the rate. */
  readonly rounding?: Rounding | undefined;
  /** The most that it gives, in fen. */
  readonly capFen?: number | undefined;
  /** What its lines together must still have to pay after it, in fen. Default 0. */
  readonly floorPayableFen?: number | undefined;
  readonly stacking?: Stacking | undefined;
  /** Lower is applied first, within its level. Default 0. */
  readonly sequence?: number | undefined;
}

/** A moment in milliseconds. */
export const milliseconds: Guarded<number> = integer("Milliseconds", 0, Number.MAX_SAFE_INTEGER);

const references = list("LineReferences", LineReferenceCodec, 1);

const ConditionsCodec: Guarded<Conditions> = record(
  "Conditions",
  "refuse",
  {},
  {
    thresholdFen: fen,
    thresholdQuantity: integer("ThresholdQuantity", 1, MAX_QUANTITY),
    thresholdBasis: oneOf<"lineTotal" | "payable">("ThresholdBasis", "lineTotal", "payable"),
    startsAt: milliseconds,
    endsAt: milliseconds,
    usable: UsabilityRulesCodec,
    identities: list("Identities", id, 1),
    firstOrderOnly: boolean,
    usesPerBuyer: integer("UsesPerBuyer", 1, Number.MAX_SAFE_INTEGER),
    mustHold: boolean,
  },
);

/**
 * The codec of the shape of a promotion: strict, a key that is not named is refused. What promotions say together, and
 * what of one contradicts another part of it, is checked by `decodePromotions`.
 *
 * @category codecs
 * @since 0.3.0
 */
export const PromotionCodec: Guarded<Promotion> = record(
  "Promotion",
  "refuse",
  { id: filledId, type: MarketingTypeCodec, title: text, benefit: BenefitCodec },
  {
    code: filledId,
    discountRange: DiscountRangeCodec,
    note: shortText("Note", MAX_NOTE_BYTES),
    subtype: text,
    kind: oneOf<1 | 2>("MarketingKind", 1, 2),
    creatorType: oneOf<1 | 2 | 3>("CreatorType", 1, 2, 3),
    marketingExtend: freeObject,
    scope: record("Scope", "refuse", {}, { include: references, exclude: references }),
    when: ConditionsCodec,
    rounding: oneOf<Rounding>("Rounding", "ceil", "floor", "halfAwayFromZero", "halfEven"),
    capFen: fen,
    floorPayableFen: fen,
    stacking: record("Stacking", "refuse", {}, { group: id, excludes: list("Groups", id, 1) }),
    sequence: safeInteger,
  },
) satisfies Guarded<TypeOf<Guarded<Promotion>>>;

/**
 * The most promotions that one selection takes: those of a merchant that may concern the buyer, not all that he ever had.
 *
 * @category constants
 * @since 0.3.0
 */
export const MAX_PROMOTIONS = 1000;

/** The codec of a list of promotions. */
export const PromotionListCodec: Guarded<readonly Promotion[]> = list(
  "Promotions",
  PromotionCodec,
  0,
  MAX_PROMOTIONS,
);
