/**
 * How much a benefit gives in one state of the cart.
 *
 * Every amount here only falls when what is to pay falls: `worth` of a state is at least `worth` of every state that
 * promotions make of it. This is what lets a search bound what a branch can still give. Tiers alone are an exception,
 * since a lower tier may give more than a higher one (an amount, where the next tier has a rate): `mostOf` is their
 * bound.
 */
import * as E from "fp-ts/lib/Either.js";
import { complementOf, type Fraction, fractionOf, partOf } from "../money/fraction.js";
import { parseRate, type Rate, type Rounding } from "../money/Rate.js";
import type { Benefit, Points, Tier, Tiers } from "./Benefit.js";
import type { CartState, UnitGift } from "./CartState.js";
import type { Promotion } from "./Promotion.js";
import { fenPerStep } from "./pointsSteps.js";
import { giftsOfBundles, giftsToCheapest, giftsToDearest } from "./unitGifts.js";
import { type Eligible, sumOfBundles, sumToCheapest, sumToDearest } from "./unitSums.js";

/** What a benefit is asked about: the promotion's part of the cart in one state. */
export interface Turn {
  readonly state: CartState;
  /** What the eligible lines, or fees, still have to pay. */
  readonly payable: number;
  /** What the threshold asks for. */
  readonly base: number;
  /** The most that the promotion may give: `payable` less its floor, and its cap. */
  readonly limit: number;
}

/** The promotion's part of the cart, in any state. */
export interface Part {
  readonly lines: readonly number[];
  /** The same, by canonical position. */
  readonly eligible: Eligible;
  /** How many units these lines have. */
  readonly quantity: number;
}

/** A benefit, ready to be asked. */
export interface Giving {
  /** Fen, before the limit. */
  readonly amount: (turn: Turn) => number;
  /** Fen, before the limit: no less than what it gives in any state that promotions make of this one. */
  readonly most: (turn: Turn) => number;
  /** Which units get how much, before the limit. */
  readonly units?: (turn: Turn) => readonly UnitGift[];
  /** The points that an amount spends. */
  readonly pointsOf?: (amount: number) => number;
  /** The part that the buyer pays, where that is all there is to it. */
  readonly paid?: number;
  /** The points of one step. */
  readonly stepPoints?: number;
}

/** A rate that a codec has read. */
const rate = (text: string): Rate => {
  const parsed = parseRate(text);
  if (E.isLeft(parsed)) throw new RangeError(parsed.left);
  return parsed.right;
};

const fraction = (text: string): Fraction => fractionOf(rate(text));

/** What a rate takes off an amount. */
const offOf =
  (of: Fraction, rounding: Rounding) =>
  (amount: number): number =>
    amount - partOf(of, amount, rounding);

const same = (amount: (turn: Turn) => number): Giving => ({ amount, most: amount });

const unitwise = (amount: (turn: Turn) => number, units: (turn: Turn) => readonly UnitGift[]): Giving => ({
  ...same(amount),
  units,
});

/** How often a threshold fits. */
export const timesOf = ({ when }: Promotion, base: number, quantity: number): number =>
  Math.min(
    when?.thresholdFen === undefined ? Number.POSITIVE_INFINITY : Math.floor(base / when.thresholdFen),
    when?.thresholdQuantity === undefined
      ? Number.POSITIVE_INFINITY
      : Math.floor(quantity / when.thresholdQuantity),
  );

const tierGiving = ({ tiers }: Tiers, rounding: Rounding, { quantity }: Part): Giving => {
  const offs = tiers.map(({ amountFen, rate: paid }) =>
    paid === undefined ? () => amountFen as number : offOf(fraction(paid), rounding),
  );
  const reached = (base: number): number => tiers.filter((tier) => isReached(tier, base, quantity)).length;
  const give = (i: number, payable: number): number => (offs[i] as (amount: number) => number)(payable);
  return {
    amount: ({ base, payable }) => {
      const n = reached(base);
      return n === 0 ? 0 : give(n - 1, payable);
    },
    most: ({ base, payable }) => {
      let most = 0;
      for (let i = reached(base) - 1; i >= 0; i--) most = Math.max(most, give(i, payable));
      return most;
    },
  };
};

/** Is a tier's threshold reached? */
export const isReached = (
  { thresholdFen, thresholdQuantity }: Tier,
  base: number,
  quantity: number,
): boolean => (thresholdFen === undefined ? quantity >= (thresholdQuantity as number) : base >= thresholdFen);

const pointsGiving = ({ fenPerPoint, stepPoints, maxRate }: Points, rounding: Rounding): Giving => {
  const stepFen = fenPerStep(rate(fenPerPoint), stepPoints) as number;
  const leaves = maxRate === undefined ? undefined : complementOf(fraction(maxRate));
  return {
    ...same(({ state, payable, limit }) => {
      const most =
        leaves === undefined ? limit : Math.min(limit, payable - partOf(leaves, payable, rounding));
      return stepFen * Math.min(Math.floor(state.points / stepPoints), Math.floor(most / stepFen));
    }),
    pointsOf: (amount) => (amount / stepFen) * stepPoints,
    stepPoints,
  };
};

/** How many units one set of a benefit has; 0 where it has no sets. */
export const setSize = (benefit: Benefit): number => {
  if (benefit.kind === "nthUnit") return benefit.nth;
  if (benefit.kind === "bundlePrice") return benefit.quantity;
  return benefit.kind === "buyGet" ? benefit.buy + benefit.get : 0;
};

/** How many sets the eligible units make. */
const setsOf = (benefit: Benefit, quantity: number): number => {
  const size = setSize(benefit);
  const sets = size === 0 ? 0 : Math.floor(quantity / size);
  return "repeat" in benefit && benefit.repeat === false ? Math.min(sets, 1) : sets;
};

const whole = (payable: number): number => payable;

/** The fixed price where units are not kept apart: the platform splits, and equal units split evenly. */
const fixedPriceOfLines = (unitPriceFen: number, { lines }: Part, quantities: readonly number[]): Giving =>
  same(({ state }) => {
    let sum = 0;
    for (const line of lines)
      sum += Math.max(0, (state.payables[line] as number) - unitPriceFen * (quantities[line] as number));
    return sum;
  });

/** What a promotion's benefit gives. `quantities` are those of all lines; undefined where units are kept apart. */
export const givingOf = (
  promotion: Promotion,
  part: Part,
  quantities: readonly number[] | undefined,
): Giving => {
  const { benefit, rounding = "ceil" } = promotion;
  const { quantity, eligible } = part;
  const sets = setsOf(benefit, quantity);
  switch (benefit.kind) {
    case "amountOff":
      return benefit.every === true
        ? same(({ base }) => benefit.amountFen * timesOf(promotion, base, quantity))
        : same(() => benefit.amountFen);
    case "tiers":
      return tierGiving(benefit, rounding, part);
    case "rateOff": {
      const paid = fraction(benefit.rate);
      const off = offOf(paid, rounding);
      return { ...same(({ payable }) => off(payable)), paid: paid.numerator / paid.denominator };
    }
    case "fixedPrice": {
      const { unitPriceFen } = benefit;
      if (quantities !== undefined) return fixedPriceOfLines(unitPriceFen, part, quantities);
      const above = (payable: number): number => Math.max(0, payable - unitPriceFen);
      return unitwise(
        ({ state }) => sumToDearest(state, eligible, quantity, above),
        ({ state }) => giftsToDearest(state, eligible, quantity, above),
      );
    }
    case "nthUnit": {
      const off = offOf(fraction(benefit.rate), rounding);
      return unitwise(
        ({ state }) => sumToCheapest(state, eligible, sets, off),
        ({ state }) => giftsToCheapest(state, eligible, sets, off),
      );
    }
    case "bundlePrice":
      return unitwise(
        ({ state }) => sumOfBundles(state, eligible, benefit, sets),
        ({ state }) => giftsOfBundles(state, eligible, benefit, sets),
      );
    case "buyGet":
      return unitwise(
        ({ state }) => sumToCheapest(state, eligible, sets * benefit.get, whole),
        ({ state }) => giftsToCheapest(state, eligible, sets * benefit.get, whole),
      );
    case "exchange":
      return unitwise(
        ({ state }) => sumToDearest(state, eligible, benefit.units, whole),
        ({ state }) => giftsToDearest(state, eligible, benefit.units, whole),
      );
    case "points":
      return pointsGiving(benefit, rounding);
    case "feeOff":
      return same(({ payable }) => benefit.amountFen ?? payable);
  }
};
