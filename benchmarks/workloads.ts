/**
 * The inputs of the benchmarks: the same in every run and on every machine, since they come from a seeded generator.
 *
 * Each row runs over a pool of inputs and not over one: a loop over a single input teaches the branch predictor its
 * answers, and would measure that.
 */
import type { PricingRequestInput } from "../src/index.js";

type MutableOrder = { -readonly [K in keyof PricingRequestInput]: PricingRequestInput[K] };
type MarketingInput = NonNullable<PricingRequestInput["marketing"]>[number];
type Lines = PricingRequestInput["lines"];

/** Whole numbers from 0 up to but not including the bound. */
export type Random = (bound: number) => number;

/** A linear congruential generator (Numerical Recipes); the upper bits, since the lower ones repeat soon. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
};

/** What `apportion` is asked to do. */
export interface Split {
  readonly amount: number;
  readonly weights: readonly number[];
}

/** `uniform`: weights from 1 to 1,000,000. `ties`: three different weights, so most remainders are equal. */
export type Spread = "uniform" | "ties";

/**
 * How many splits of n weights a row takes turns through: a power of two, so that taking turns costs nothing, and
 * 50,000 weights or so at least. A branch predictor remembers far fewer: with 16 lists of 1,000 weights it knew all of
 * them after a while, and LIMIT took half the time that it takes for lists it has not seen.
 */
export const splitCount = (n: number): number =>
  Math.min(1024, Math.max(16, 2 ** Math.round(Math.log2(65_536 / n))));

const TIED_WEIGHTS = [990, 1990, 2990] as const;

/** Splits of n weights. Every amount × weight stays below 2^53, where plain doubles are exact. */
export const splitsOf = (n: number, spread: Spread, pool: number): readonly Split[] => {
  const random = randomFrom(n + (spread === "ties" ? 7919 : 0));
  return Array.from({ length: pool }, () => {
    const weights = Array.from({ length: n }, () =>
      spread === "ties" ? (TIED_WEIGHTS[random(3)] as number) : 1 + random(1_000_000),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    // Discounts take a part of what there is to pay, in whole yuan as often as not.
    const amount = Math.max(1, Math.floor(Math.min(total, 2 ** 31) * (0.05 + random(60) / 100)));
    return { amount, weights };
  });
};

/** 19 digits, as the platform's ids have. */
const idOf = (random: Random): string =>
  `7${String(random(1_000_000_000)).padStart(9, "0")}${String(random(1_000_000_000)).padStart(9, "0")}`;

const TITLES = [
  "[券] 满减优惠",
  "新人立减",
  "会员专享价",
  "[活动] 夏日冰饮第二件半价",
  "积分抵扣",
  "直播间专属优惠",
] as const;
const NOTES = ["用券优惠", "限本门店使用", "", "不与其他优惠同享"] as const;
const PRICES = [990, 1290, 1990, 2590, 3990, 6800, 12800, 39900] as const;

const pick = <A>(random: Random, from: readonly A[]): A => from[random(from.length)] as A;

const lineOf = (random: Random): Lines[number] => ({
  goodsId: idOf(random),
  skuId: idOf(random),
  unitPrice: pick(random, PRICES) + random(10),
  quantity: 1 + random(3),
});

const marketingOf = (random: Random, j: number, discountAmount: number, lines: Lines): MarketingInput => {
  const common = {
    id: idOf(random),
    type: (1 + random(4)) as 1 | 2 | 3 | 4,
    discountRange: (j % 2 === 0 ? 2 : 1) as 1 | 2,
    discountAmount,
    title: pick(random, TITLES),
    note: pick(random, NOTES),
  };
  // Every fourth names its lines: the first third of them, one by sku and the rest by goods.
  if (j % 4 !== 2) return j % 3 === 0 ? { ...common, kind: 1, creatorType: 3 } : common;
  return {
    ...common,
    appliesTo: lines
      .slice(0, Math.ceil(lines.length / 3))
      .map(({ goodsId, skuId }, i) => (i === 0 ? { goodsId, skuId } : { goodsId })),
  };
};

const orderOf = (random: Random, lineCount: number, marketingCount: number): PricingRequestInput => {
  const lines = Array.from({ length: lineCount }, () => lineOf(random));
  const goodsAmount = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  // All marketing together takes less than a third, and what names a third of the lines less than those cost.
  const most = Math.floor(goodsAmount / (marketingCount * 4));
  const scoped = lines.slice(0, Math.ceil(lineCount / 3));
  const room = scoped.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  const marketing = Array.from({ length: marketingCount }, (_, j) =>
    marketingOf(random, j, 1 + random(Math.min(most, Math.floor(room / (marketingCount * 2)))), lines),
  );
  return { calculationType: 2, lines, marketing };
};

/** Orders of so many lines and marketing: both levels, quantities of 1 to 3, every fourth marketing on some lines. */
export const ordersOf = (
  lineCount: number,
  marketingCount: number,
  pool: number,
): readonly PricingRequestInput[] => {
  const random = randomFrom(lineCount * 1000 + marketingCount);
  return Array.from({ length: pool }, () => orderOf(random, lineCount, marketingCount));
};

/** Orders as they come in a stream: one or two lines, one to four marketing, some with a fee. */
export const streamedOrders = (seed: number): (() => PricingRequestInput) => {
  const random = randomFrom(seed);
  return () => {
    const order: MutableOrder = orderOf(random, 1 + random(2), 1 + random(4));
    if (random(4) === 0)
      order.fees = [{ feeType: 1, feeAmount: 500, feeDiscountAmount: 100, feeDesc: "配送费" }];
    return order;
  };
};

/** The input as it comes over a wire: parsed from text. */
export const parsed = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A;
