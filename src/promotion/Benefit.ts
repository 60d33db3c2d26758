/**
 * Benefits: what a promotion gives.
 */
import { type Guarded, list, oneOf, record } from "../codec/Guarded.js";
import { boolean, fen, integer, pattern } from "../codec/leaves.js";
import { tagged } from "../codec/tagged.js";
import { type FeeType, FeeTypeCodec } from "../order/Fee.js";
import { MAX_QUANTITY } from "../order/LineItem.js";

/**
 * 满减, 立减: an amount off. With `every`, once for each time that the threshold fits (每满减).
 *
 * @category model
 * @since 0.3.0
 */
export interface AmountOff {
  readonly kind: "amountOff";
  readonly amountFen: number;
  /** Needs a threshold in the promotion's `when`. Default false. */
  readonly every?: boolean | undefined;
}

/**
 * One tier: exactly one threshold, and either an amount off or the rate that the buyer pays.
 *
 * @category model
 * @since 0.3.0
 */
export interface Tier {
  readonly thresholdFen?: number | undefined;
  readonly thresholdQuantity?: number | undefined;
  readonly amountFen?: number | undefined;
  /** A decimal from "0" to "1". */
  readonly rate?: string | undefined;
}

/**
 * 阶梯满减, 满折: what the highest tier that is reached says. Tiers ascend.
 *
 * @category model
 * @since 0.3.0
 */
export interface Tiers {
  readonly kind: "tiers";
  readonly tiers: readonly Tier[];
}

/**
 * 折扣: the buyer pays `rate` of what the eligible lines have to pay.
 *
 * @category model
 * @since 0.3.0
 */
export interface RateOff {
  readonly kind: "rateOff";
  /** A decimal from "0" to "1": "0.85" is 八五折. */
  readonly rate: string;
}

/**
 * 一口价, 秒杀: each eligible unit costs this, if that is less.
 *
 * @category model
 * @since 0.3.0
 */
export interface FixedPrice {
  readonly kind: "fixedPrice";
  readonly unitPriceFen: number;
}

/**
 * 第二件半价: of every `nth` eligible units the cheapest pays `rate`.
 *
 * @category model
 * @since 0.3.0
 */
export interface NthUnit {
  readonly kind: "nthUnit";
  /** At least 2. */
  readonly nth: number;
  /** A decimal from "0" to "1", of what the unit has to pay. */
  readonly rate: string;
  /** For every `nth` units, or only once in an order. Default true. */
  readonly repeat?: boolean | undefined;
}

/**
 * 3 件 99 元: each full set of `quantity` eligible units costs `amountFen`, if that is less; dearest units first.
 *
 * @category model
 * @since 0.3.0
 */
export interface BundlePrice {
  readonly kind: "bundlePrice";
  /** At least 2. */
  readonly quantity: number;
  readonly amountFen: number;
  /** Every full set, or only one in an order. Default true. */
  readonly repeat?: boolean | undefined;
}

/**
 * 买二送一: of each `buy + get` eligible units the cheapest `get` are free.
 *
 * @category model
 * @since 0.3.0
 */
export interface BuyGet {
  readonly kind: "buyGet";
  readonly buy: number;
  readonly get: number;
  /** For every `buy + get` units, or only once in an order. Default true. */
  readonly repeat?: boolean | undefined;
}

/**
 * 兑换券: so many eligible units are free, dearest first.
 *
 * @category model
 * @since 0.3.0
 */
export interface Exchange {
  readonly kind: "exchange";
  readonly units: number;
}

/**
 * 积分抵扣: whole steps of points, as many as the buyer's balance and the limits allow.
 *
 * @category model
 * @since 0.3.0
 */
export interface Points {
  readonly kind: "points";
  /** What a point is worth in fen, a decimal: "1", "0.1". A step must be worth whole fen. */
  readonly fenPerPoint: string;
  /** Points are spent in multiples of this. */
  readonly stepPoints: number;
  /** At most this part of what the eligible lines have to pay: a decimal from "0" to "1". Default "1". */
  readonly maxRate?: string | undefined;
}

/**
 * 免配送费: lowers fees of these types, by `amountFen` in all or to nothing.
 *
 * @category model
 * @since 0.3.0
 */
export interface FeeOff {
  readonly kind: "feeOff";
  readonly feeTypes: readonly FeeType[];
  readonly amountFen?: number | undefined;
}

/**
 * What a promotion gives, told apart by `kind`.
 *
 * @category model
 * @since 0.3.0
 */
export type Benefit =
  | AmountOff
  | Tiers
  | RateOff
  | FixedPrice
  | NthUnit
  | BundlePrice
  | BuyGet
  | Exchange
  | Points
  | FeeOff;

/** The kinds of benefits. */
export type BenefitKind = Benefit["kind"];

const rate: Guarded<string> = pattern("PartialRate", "^(?:0(?:\\.\\d{1,10})?|1(?:\\.0{1,10})?)$", {
  en: 'the part that is paid, a decimal from "0" to "1" with at most ten decimals, such as "0.85"',
  zh: '支付比例,"0" 至 "1" 的小数字符串,最多十位小数,例如 "0.85"',
});

const fenPerPoint: Guarded<string> = pattern("FenPerPoint", "^(?:0|[1-9]\\d{0,4})(?:\\.\\d{1,10})?$", {
  en: 'what a point is worth in fen, a decimal below 100,000 with at most ten decimals, such as "0.1"',
  zh: '每积分可抵扣的分数,小于 100000 的小数字符串,最多十位小数,例如 "0.1"',
});

const units = (name: string, least: number): Guarded<number> => integer(name, least, MAX_QUANTITY);

const kind = <K extends string>(name: K): Guarded<K> => oneOf<K>(`BenefitKind.${name}`, name);

const TierCodec: Guarded<Tier> = record(
  "Tier",
  "refuse",
  {},
  { thresholdFen: fen, thresholdQuantity: units("ThresholdQuantity", 1), amountFen: fen, rate },
);

/** The codec of each kind of benefit. */
const KINDS = {
  amountOff: record(
    "AmountOff",
    "refuse",
    { kind: kind("amountOff"), amountFen: fen },
    { every: boolean },
  ) satisfies Guarded<AmountOff>,
  tiers: record(
    "Tiers",
    "refuse",
    { kind: kind("tiers"), tiers: list("TierList", TierCodec, 1) },
    {},
  ) satisfies Guarded<Tiers>,
  rateOff: record("RateOff", "refuse", { kind: kind("rateOff"), rate }, {}) satisfies Guarded<RateOff>,
  fixedPrice: record(
    "FixedPrice",
    "refuse",
    { kind: kind("fixedPrice"), unitPriceFen: fen },
    {},
  ) satisfies Guarded<FixedPrice>,
  nthUnit: record(
    "NthUnit",
    "refuse",
    { kind: kind("nthUnit"), nth: units("Nth", 2), rate },
    { repeat: boolean },
  ) satisfies Guarded<NthUnit>,
  bundlePrice: record(
    "BundlePrice",
    "refuse",
    { kind: kind("bundlePrice"), quantity: units("BundleQuantity", 2), amountFen: fen },
    { repeat: boolean },
  ) satisfies Guarded<BundlePrice>,
  buyGet: record(
    "BuyGet",
    "refuse",
    { kind: kind("buyGet"), buy: units("Buy", 1), get: units("Get", 1) },
    { repeat: boolean },
  ) satisfies Guarded<BuyGet>,
  exchange: record(
    "Exchange",
    "refuse",
    { kind: kind("exchange"), units: units("ExchangeUnits", 1) },
    {},
  ) satisfies Guarded<Exchange>,
  points: record(
    "Points",
    "refuse",
    { kind: kind("points"), fenPerPoint, stepPoints: integer("StepPoints", 1, Number.MAX_SAFE_INTEGER) },
    { maxRate: rate },
  ) satisfies Guarded<Points>,
  feeOff: record(
    "FeeOff",
    "refuse",
    { kind: kind("feeOff"), feeTypes: list("FeeTypes", FeeTypeCodec, 1) },
    { amountFen: fen },
  ) satisfies Guarded<FeeOff>,
} satisfies { readonly [K in BenefitKind]: unknown };

/** The codec of a benefit. */
export const BenefitCodec: Guarded<Benefit> = tagged("Benefit", "kind", KINDS);
