/**
 * What a cart still has to pay while promotions are applied to it, one after the other. States are never changed: each
 * promotion makes a new one, so that a search can go back to any.
 */
import type { Fee } from "../order/Fee.js";
import type { LineItem } from "../order/LineItem.js";
import { DEFAULT_POLICY, type Policy } from "../order/Policy.js";
import type { PricingRequest } from "../order/PricingRequest.js";
import type { CalculationType } from "../order/PricingRequestInput.js";
import { canonicalLines } from "../pricing/canonicalOrder.js";
import { splitOverLines } from "../pricing/splitOverLines.js";
import { takeOffAll, takeOffNamed, type UnitState } from "../pricing/UnitLedger.js";

/** A cart with its lines in canonical order. */
export interface CanonicalCart {
  readonly calculationType: CalculationType;
  readonly lines: readonly LineItem[];
  /** `unitPrice × quantity` of each line. */
  readonly totals: readonly number[];
  readonly fees: readonly Fee[];
  readonly policy: Policy;
}

/** What is still to pay. Lines in canonical order, fees in the cart's. */
export interface CartState {
  readonly payables: readonly number[];
  /** The units of the lines where some promotion asks for units; undefined for the others. */
  readonly units: readonly (readonly UnitState[] | undefined)[];
  readonly fees: readonly number[];
  /** The points that the buyer has left. */
  readonly points: number;
  /** The units that are kept apart, cheapest first: sorted when somebody asks, and once. */
  readonly cheapest: Cheapest;
}

/** Sorts the units of a state, cheapest first; of equal ones the earlier line's first, and of a line the later. */
class Cheapest {
  private readonly units: CartState["units"];
  private sorted: readonly Stretch[] | undefined;

  constructor(units: CartState["units"]) {
    this.units = units;
  }

  get stretches(): readonly Stretch[] {
    return (this.sorted ??= this.sort());
  }

  private sort(): readonly Stretch[] {
    const stretches: Stretch[] = [];
    for (let line = 0; line < this.units.length; line++) {
      let from = 0;
      for (const { count, payable } of this.units[line] ?? []) {
        stretches.push({ line, from, count, payable });
        from += count;
      }
    }
    return stretches.sort(cheapestFirst);
  }
}

/** Units next to each other in a line that have to pay the same. */
export interface Stretch {
  /** Canonical position. */
  readonly line: number;
  readonly from: number;
  readonly count: number;
  readonly payable: number;
}

/** Cheapest first; of equal units the one of the earlier line, and of one line the later unit. */
const cheapestFirst = (a: Stretch, b: Stretch): number =>
  a.payable - b.payable || a.line - b.line || b.from - a.from;

/** What each of some units of a line gets. */
export interface UnitGift {
  /** Canonical position. */
  readonly line: number;
  readonly from: number;
  readonly count: number;
  /** Fen, of each. */
  readonly amount: number;
}

/** What a promotion gives in one state of the cart. */
export interface Gift {
  /** Fen, in all. */
  readonly amount: number;
  readonly points: number;
  /** Which units get how much, by line and then by unit; undefined where the amount is split over the lines. */
  readonly units: readonly UnitGift[] | undefined;
}

/** The cart of a decoded request. */
export const canonicalCart = ({ calculationType, lines, fees, policy }: PricingRequest): CanonicalCart => {
  const inOrder = canonicalLines(lines).map((position) => lines[position] as LineItem);
  return {
    calculationType,
    lines: inOrder,
    totals: inOrder.map((line) => line.unitPrice * line.quantity),
    fees,
    policy,
  };
};

/** The state before any promotion. `keepUnits` says of which lines the units are kept apart. */
export const initialState = (
  cart: CanonicalCart,
  keepUnits: ReadonlySet<number>,
  points: number,
): CartState => {
  const units = cart.lines.map(({ quantity, unitPrice }, line) =>
    keepUnits.has(line) ? [{ count: quantity, payable: unitPrice }] : undefined,
  );
  return {
    payables: cart.totals,
    units,
    fees: cart.fees.map((fee) => fee.feeAmount - fee.feeDiscountAmount),
    points,
    cheapest: new Cheapest(units),
  };
};

/** Units of a run with an amount taken off. Equal neighbours need not be one run: their parts are the same. */
const lowered = ({ payable }: UnitState, count: number, amount: number): UnitState => ({
  count,
  payable: payable - amount,
});

/** Takes what units get off them, and off their lines. */
const afterUnitGifts = (state: CartState, gifts: readonly UnitGift[]): CartState => {
  const payables = state.payables.slice();
  const units = state.units.slice();
  for (let i = 0; i < gifts.length; ) {
    const { line } = gifts[i] as UnitGift;
    const named: { from: number; count: number; discountAmount: number }[] = [];
    for (; i < gifts.length && gifts[i]?.line === line; i++) {
      const { from, count, amount } = gifts[i] as UnitGift;
      named.push({ from, count, discountAmount: amount });
      payables[line] = (payables[line] as number) - count * amount;
    }
    units[line] = takeOffNamed(units[line] as readonly UnitState[], named, lowered);
  }
  const { fees, points } = state;
  return { payables, units, fees, points, cheapest: new Cheapest(units) };
};

/** Splits an amount over lines, and each line's share over its units, where they are kept apart. */
const afterLineGift = (
  { policy, totals }: CanonicalCart,
  state: CartState,
  lines: readonly number[],
  amount: number,
): CartState => {
  const payables = state.payables.slice();
  const own = lines.map((line) => payables[line] as number);
  const weights = policy.basis === "payable" ? own : lines.map((line) => totals[line] as number);
  const shares = splitOverLines(amount, own, weights, policy);
  let units: (readonly UnitState[] | undefined)[] | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as number;
    const share = shares[i] as number;
    payables[line] = (payables[line] as number) - share;
    const runs = state.units[line];
    if (runs !== undefined) (units ??= state.units.slice())[line] = takeOffAll(runs, share, lowered);
  }
  const { fees, points } = state;
  return units === undefined
    ? { payables, units: state.units, fees, points, cheapest: state.cheapest }
    : { payables, units, fees, points, cheapest: new Cheapest(units) };
};

/** The state after a promotion gave something to lines. */
export const afterGift = (
  cart: CanonicalCart,
  state: CartState,
  lines: readonly number[],
  gift: Gift,
): CartState => {
  const after =
    gift.units === undefined
      ? afterLineGift(cart, state, lines, gift.amount)
      : afterUnitGifts(state, gift.units);
  return gift.points === 0 ? after : { ...after, points: after.points - gift.points };
};

/** The state after a promotion took an amount off fees, by what each still has to pay. */
export const afterFeeGift = (state: CartState, fees: readonly number[], amount: number): CartState => {
  const remaining = state.fees.slice();
  const own = fees.map((fee) => remaining[fee] as number);
  splitOverLines(amount, own, own, DEFAULT_POLICY).forEach((share, i) => {
    const fee = fees[i] as number;
    remaining[fee] = (remaining[fee] as number) - share;
  });
  return { ...state, fees: remaining };
};
