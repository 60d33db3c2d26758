// An independent, naive oracle of the page "From rules to amounts" (promotions.md): which of the promotions that are
// handed in apply, and what each gives. BigInt amounts, exact fractions, every unit one by one. See README.md.

import {
  apportion,
  at,
  boundedShares,
  canonicalLines,
  compare,
  compareAbsentFirst,
  MAX_UNITS,
  matches,
  must,
  type OracleNamedUnits,
  type OraclePolicy,
  type OracleReference,
  type OracleRequestFee,
  type OracleRequestLine,
  splitOverUnits,
  sum,
} from "./oracle.ts";

// ---------------------------------------------------------------- the shapes

export type OracleCart = {
  readonly calculationType?: number | undefined;
  readonly lines: readonly OracleRequestLine[];
  readonly fees?: readonly OracleRequestFee[] | undefined;
  readonly policy?: OraclePolicy | undefined;
};

export type OracleRounding = "ceil" | "floor" | "halfAwayFromZero" | "halfEven";

export type OracleTier = {
  readonly thresholdFen?: number | undefined;
  readonly thresholdQuantity?: number | undefined;
  readonly amountFen?: number | undefined;
  readonly rate?: string | undefined;
};

type Repeat = { readonly repeat?: boolean | undefined };

export type OracleBenefit =
  | { readonly kind: "amountOff"; readonly amountFen: number; readonly every?: boolean | undefined }
  | { readonly kind: "tiers"; readonly tiers: readonly OracleTier[] }
  | { readonly kind: "rateOff"; readonly rate: string }
  | { readonly kind: "fixedPrice"; readonly unitPriceFen: number }
  | ({ readonly kind: "nthUnit"; readonly nth: number; readonly rate: string } & Repeat)
  | ({ readonly kind: "bundlePrice"; readonly quantity: number; readonly amountFen: number } & Repeat)
  | ({ readonly kind: "buyGet"; readonly buy: number; readonly get: number } & Repeat)
  | { readonly kind: "exchange"; readonly units: number }
  | {
      readonly kind: "points";
      readonly fenPerPoint: string;
      readonly stepPoints: number;
      readonly maxRate?: string | undefined;
    }
  | {
      readonly kind: "feeOff";
      readonly feeTypes: readonly number[];
      readonly amountFen?: number | undefined;
    };

type BenefitOf<K extends OracleBenefit["kind"]> = Extract<OracleBenefit, { readonly kind: K }>;

export type OracleWhen = {
  readonly startsAt?: number | undefined;
  readonly endsAt?: number | undefined;
  readonly usable?: unknown;
  readonly identities?: readonly string[] | undefined;
  readonly firstOrderOnly?: boolean | undefined;
  readonly usesPerBuyer?: number | undefined;
  readonly mustHold?: boolean | undefined;
  readonly thresholdFen?: number | undefined;
  readonly thresholdBasis?: string | undefined;
  readonly thresholdQuantity?: number | undefined;
};

/** What the outcome depends on; `title` and whatever else is only carried through may be there and is not read. */
export type OraclePromotion = {
  readonly id: string;
  readonly code?: string | undefined;
  readonly type: number;
  readonly discountRange?: number | string | undefined;
  readonly scope?:
    | {
        readonly include?: readonly OracleReference[] | undefined;
        readonly exclude?: readonly OracleReference[] | undefined;
      }
    | undefined;
  readonly when?: OracleWhen | undefined;
  readonly benefit: OracleBenefit;
  readonly rounding?: OracleRounding | undefined;
  readonly capFen?: number | undefined;
  readonly floorPayableFen?: number | undefined;
  readonly stacking?:
    | { readonly group?: string | undefined; readonly excludes?: readonly string[] | undefined }
    | undefined;
  readonly sequence?: number | undefined;
};

export type OracleContext = {
  readonly now: number;
  readonly buyer?:
    | {
        readonly identities?: readonly string[] | undefined;
        readonly firstOrder?: boolean | undefined;
        readonly uses?: Readonly<Record<string, number>> | undefined;
        readonly points?: number | undefined; // the balance
      }
    | undefined;
  readonly held?: readonly { readonly id: string; readonly code?: string | undefined }[] | undefined;
};

export type OracleOutcome = {
  position: number; // in the list of promotions
  applied: boolean;
  discountFen: number;
  reason?: string;
  by?: string; // the id of the promotion that is in its way
  shortFen?: number;
  shortQuantity?: number;
  pointsUsed?: number;
  code?: string; // the held one, where the promotion has none of its own
};

export type OracleSelectedUnits = {
  goodsId: string;
  skuId?: string;
  from: number;
  count: number;
  discountAmount: number;
};

export type OracleSelectedMarketing = {
  id: string;
  code?: string;
  type: number;
  discountRange: number;
  discountAmount: number;
  value?: number;
  units?: OracleSelectedUnits[];
  lines: number[]; // each line's share, in the cart's order
};

export type OracleSelection = {
  totalDiscountFen: number; // what the promotions give; a discount that a fee of the cart already has is not in it
  pointsUsed: number;
  outcomes: OracleOutcome[];
  marketing: OracleSelectedMarketing[];
  fees: number[]; // what the promotions take off each fee, in the cart's order
};

// ---------------------------------------------------------------- exact rates

type Rate = { readonly numerator: bigint; readonly denominator: bigint };

/** "0.85" is 85/100. */
function parseRate(text: string): Rate {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) throw new Error("oracle: not a decimal string: " + text);
  const [, whole = "", decimals = ""] = parts;
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
}

/** rate × amount in whole fen, as the buyer pays it. */
function pays(rate: Rate, amount: bigint, promotion: OraclePromotion): bigint {
  const exact = rate.numerator * amount;
  const floor = exact / rate.denominator;
  const rest = exact % rate.denominator;
  if (rest === 0n) return floor;
  const half = compare(2n * rest, rate.denominator);
  switch (promotion.rounding ?? "ceil") {
    case "ceil":
      return floor + 1n;
    case "floor":
      return floor;
    case "halfAwayFromZero":
      return half >= 0 ? floor + 1n : floor;
    case "halfEven":
      return half > 0 || (half === 0 && floor % 2n === 1n) ? floor + 1n : floor;
  }
}

function least(...amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => (b < a ? b : a));
}

function aboveZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}

// ---------------------------------------------------------------- the state as promotions are applied

/** A line; `units` is what each of its units still has to pay, and `payable` their sum. */
type LineState = {
  readonly input: OracleRequestLine;
  readonly position: number; // in the cart
  readonly total: bigint;
  payable: bigint;
  units: bigint[];
};

type FeeState = { readonly feeType: number; payable: bigint; given: bigint };

/** A promotion with its place in the list and the code that it goes by. */
type Entry = {
  readonly promotion: OraclePromotion;
  readonly position: number;
  readonly code: string | undefined;
  readonly isHeld: boolean;
};

type State = {
  readonly cart: OracleCart;
  readonly context: OracleContext;
  readonly lines: readonly LineState[]; // in canonical order
  readonly fees: readonly FeeState[]; // in the cart's order
  readonly applied: Entry[];
  readonly marketing: OracleSelectedMarketing[];
  pointsUsed: bigint;
};

function startState(cart: OracleCart, context: OracleContext): State {
  const lines = cart.lines.map((input, position): LineState => {
    if (input.quantity > MAX_UNITS) throw new Error("oracle: quantity too large");
    const units = Array.from({ length: input.quantity }, () => BigInt(input.unitPrice));
    return { input, position, total: sum(units), payable: sum(units), units };
  });
  const fees = (cart.fees ?? []).map(({ feeType, feeAmount, feeDiscountAmount }): FeeState => {
    return { feeType, payable: BigInt(feeAmount) - BigInt(feeDiscountAmount ?? 0), given: 0n };
  });
  return { cart, context, lines: canonicalLines(lines), fees, applied: [], marketing: [], pointsUsed: 0n };
}

function isType1(state: State): boolean {
  return state.cart.calculationType === 1;
}

function eligibleLines({ scope }: OraclePromotion, state: State): LineState[] {
  return state.lines.filter((line) => {
    const isNamed = (references: readonly OracleReference[]): boolean =>
      references.some((reference) => matches(reference, line));
    if (scope?.include !== undefined && !isNamed(scope.include)) return false;
    return scope?.exclude === undefined || !isNamed(scope.exclude);
  });
}

function feesOf(benefit: BenefitOf<"feeOff">, state: State): FeeState[] {
  return state.fees.filter((fee) => benefit.feeTypes.includes(fee.feeType));
}

function payableOf(things: readonly { readonly payable: bigint }[]): bigint {
  return sum(things.map((thing) => thing.payable));
}

function countUnits(lines: readonly LineState[]): bigint {
  return sum(lines.map((line) => BigInt(line.units.length)));
}

/** What a threshold in fen is held against. */
function baseOf({ when }: OraclePromotion, eligible: readonly LineState[]): bigint {
  return when?.thresholdBasis === "payable" ? payableOf(eligible) : sum(eligible.map((line) => line.total));
}

// ---------------------------------------------------------------- held coupons and the order of promotions

/** The code that a promotion takes: its own; or the smallest held one of its id that no other one takes. */
function entryOf(position: number, promotions: readonly OraclePromotion[], context: OracleContext): Entry {
  const promotion = at(promotions, position);
  const ofId = (context.held ?? []).filter((coupon) => coupon.id === promotion.id).map(({ code }) => code);
  const { code } = promotion;
  if (code !== undefined || promotion.when?.mustHold !== true) {
    return { promotion, position, code, isHeld: ofId.includes(code) };
  }
  // One that time or buyer forbid, whatever is held, takes no code from another.
  const takes = (other: OraclePromotion, held: string): boolean =>
    other.id === promotion.id &&
    other.code === held &&
    conditionThatFails({ promotion: other, position: -1, code: held, isHeld: true }, context) === undefined;
  const isFree = (held: string | undefined): boolean =>
    held === undefined || !promotions.some((other) => takes(other, held));
  const free = ofId.filter(isFree).sort(compareAbsentFirst); // sort() puts undefined last whatever it is told
  return {
    promotion,
    position,
    code: free.includes(undefined) ? undefined : free[0],
    isHeld: free.length > 0,
  };
}

/** Goods level, then order level, then feeOff. */
function stageOf({ benefit, discountRange }: OraclePromotion): number {
  if (benefit.kind === "feeOff") return 3;
  return Number(discountRange) === 2 ? 1 : 2;
}

function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort(
    (a, b) =>
      compare(stageOf(a.promotion), stageOf(b.promotion)) ||
      compare(a.promotion.sequence ?? 0, b.promotion.sequence ?? 0) ||
      compare(a.promotion.type, b.promotion.type) ||
      compare(a.promotion.id, b.promotion.id) ||
      compareAbsentFirst(a.code, b.code),
  );
}

// ---------------------------------------------------------------- what stops a promotion

type Stop = { readonly reason: string; by?: string; shortFen?: number; shortQuantity?: number };

/** The conditions that need only the promotion, the time and the buyer. */
function conditionThatFails(entry: Entry, { now, buyer }: OracleContext): string | undefined {
  const { when, id } = entry.promotion;
  if (when === undefined) return undefined;
  if (when.usable !== undefined) throw new Error("oracle: when.usable is not supported");
  if (when.startsAt !== undefined && now < when.startsAt) return "notStarted";
  if (when.endsAt !== undefined && now >= when.endsAt) return "ended";
  const identities = buyer?.identities ?? [];
  if (when.identities?.some((identity) => identities.includes(identity)) === false) return "identity";
  if (when.firstOrderOnly === true && buyer?.firstOrder !== true) return "notFirstOrder";
  const uses = new Map(Object.entries(buyer?.uses ?? {})).get(id) ?? 0;
  if (when.usesPerBuyer !== undefined && uses >= when.usesPerBuyer) return "usesSpent";
  if (when.mustHold === true && !entry.isHeld) return "notHeld";
  return undefined;
}

/** How many units a benefit needs at least. */
function unitsNeeded(benefit: OracleBenefit): number {
  switch (benefit.kind) {
    case "nthUnit":
      return benefit.nth;
    case "bundlePrice":
      return benefit.quantity;
    case "buyGet":
      return benefit.buy + benefit.get;
    case "tiers":
      return at(benefit.tiers, 0).thresholdQuantity ?? 0;
    default:
      return 0;
  }
}

/** All thresholds that must be reached: those of `when`, the lowest tier, and the units of one set. */
function shortOfThreshold(promotion: OraclePromotion, eligible: readonly LineState[]): Stop | undefined {
  const { when, benefit } = promotion;
  const lowestTier = benefit.kind === "tiers" ? (at(benefit.tiers, 0).thresholdFen ?? 0) : 0;
  const neededFen = BigInt(Math.max(when?.thresholdFen ?? 0, lowestTier));
  const neededUnits = BigInt(Math.max(when?.thresholdQuantity ?? 0, unitsNeeded(benefit)));
  const shortFen = aboveZero(neededFen - baseOf(promotion, eligible));
  const shortQuantity = aboveZero(neededUnits - countUnits(eligible));
  if (shortFen === 0n && shortQuantity === 0n) return undefined;
  const stop: Stop = { reason: "belowThreshold" };
  if (shortFen > 0n) stop.shortFen = Number(shortFen);
  if (shortQuantity > 0n) stop.shortQuantity = Number(shortQuantity);
  return stop;
}

/** Whether the one says that it cannot stand beside the group of the other. */
function excludes(one: OraclePromotion, other: OraclePromotion): boolean {
  const group = other.stacking?.group;
  return group !== undefined && one.stacking?.excludes?.includes(group) === true;
}

function stoppedByStacking(promotion: OraclePromotion, state: State): Stop | undefined {
  const group = promotion.stacking?.group;
  const applied = state.applied.map((entry) => entry.promotion);
  const taker = applied.find((other) => group !== undefined && other.stacking?.group === group);
  if (taker !== undefined) return { reason: "groupTaken", by: taker.id };
  const excluder = applied.find((other) => excludes(promotion, other) || excludes(other, promotion));
  if (excluder !== undefined) return { reason: "excludedBy", by: excluder.id };
  return undefined;
}

/** The first thing that stops the promotion before it is asked what it gives. */
function stopOf(entry: Entry, eligible: readonly LineState[], state: State): Stop | undefined {
  const { promotion } = entry;
  const { benefit } = promotion;
  const condition = conditionThatFails(entry, state.context);
  if (condition !== undefined) return { reason: condition };
  const hasFee = benefit.kind !== "feeOff" || feesOf(benefit, state).length > 0;
  if (eligible.length === 0 || !hasFee) return { reason: "noEligibleLine" };
  const needsType2 = ["nthUnit", "bundlePrice", "buyGet", "exchange"].includes(benefit.kind);
  if (needsType2 && isType1(state)) return { reason: "needsType2" };
  const short = shortOfThreshold(promotion, eligible) ?? stoppedByStacking(promotion, state);
  if (short !== undefined) return short;
  if (benefit.kind === "points" && stepsOfBalance(benefit, state) === 0n) return { reason: "pointsSpent" };
  return undefined;
}

// ---------------------------------------------------------------- benefits of one amount

/** No promotion gives more than this, of what its lines (or fees) still have to pay. */
function limitOf(promotion: OraclePromotion, payable: bigint): bigint {
  const aboveFloor = aboveZero(payable - BigInt(promotion.floorPayableFen ?? 0));
  return promotion.capFen === undefined ? aboveFloor : least(aboveFloor, BigInt(promotion.capFen));
}

function amountOff(
  benefit: BenefitOf<"amountOff">,
  promotion: OraclePromotion,
  lines: readonly LineState[],
): bigint {
  const amount = BigInt(benefit.amountFen);
  if (benefit.every !== true) return amount;
  const times: bigint[] = [];
  const { thresholdFen, thresholdQuantity } = promotion.when ?? {};
  if (thresholdFen !== undefined) times.push(baseOf(promotion, lines) / BigInt(thresholdFen));
  if (thresholdQuantity !== undefined) times.push(countUnits(lines) / BigInt(thresholdQuantity));
  return amount * least(...times);
}

/** What the highest tier that is reached says; that one is reached has been checked. */
function tiersOff(
  benefit: BenefitOf<"tiers">,
  promotion: OraclePromotion,
  lines: readonly LineState[],
): bigint {
  const reached = benefit.tiers.filter(({ thresholdFen, thresholdQuantity }) =>
    thresholdFen === undefined
      ? countUnits(lines) >= BigInt(thresholdQuantity ?? 0)
      : baseOf(promotion, lines) >= BigInt(thresholdFen),
  );
  const { amountFen, rate } = at(reached, reached.length - 1); // tiers ascend
  return rate === undefined ? BigInt(amountFen ?? 0) : rateOff(rate, promotion, lines);
}

function rateOff(rate: string, promotion: OraclePromotion, lines: readonly LineState[]): bigint {
  const payable = payableOf(lines);
  return payable - pays(parseRate(rate), payable, promotion);
}

/** Under type 1: what each line still has to pay less the fixed price of its units, where that is above 0. */
function fixedPriceOfLines(benefit: BenefitOf<"fixedPrice">, lines: readonly LineState[]): bigint {
  return sum(
    lines.map((line) => aboveZero(line.payable - BigInt(benefit.unitPriceFen) * BigInt(line.units.length))),
  );
}

// ---------------------------------------------------------------- points

function stepsOfBalance(benefit: BenefitOf<"points">, state: State): bigint {
  const balance = state.context.buyer?.points;
  if (balance === undefined) throw new Error("oracle: the buyer's balance is not said");
  return (BigInt(balance) - state.pointsUsed) / BigInt(benefit.stepPoints);
}

/** The steps used, one after the other: each as long as its worth still fits under the limits. */
function pointsOff(
  benefit: BenefitOf<"points">,
  promotion: OraclePromotion,
  lines: readonly LineState[],
  state: State,
): { amount: bigint; points: bigint } {
  const { numerator, denominator } = parseRate(benefit.fenPerPoint);
  const stepPoints = BigInt(benefit.stepPoints);
  must((numerator * stepPoints) % denominator === 0n, "a step of points is not whole fen");
  const worth = (numerator * stepPoints) / denominator;
  const payable = payableOf(lines);
  let limit = limitOf(promotion, payable);
  if (benefit.maxRate !== undefined) {
    const part = parseRate(benefit.maxRate);
    const rest: Rate = { numerator: part.denominator - part.numerator, denominator: part.denominator };
    limit = least(limit, payable - pays(rest, payable, promotion));
  }
  const steps = least(stepsOfBalance(benefit, state), limit / worth);
  return { amount: steps * worth, points: steps * stepPoints };
}

// ---------------------------------------------------------------- benefits of particular units

/** A unit: its line (by position among the eligible ones, which are in canonical order) and its place in it. */
type Unit = { readonly line: number; readonly unit: number; readonly payable: bigint };

type Given = { readonly unit: Unit; readonly amount: bigint };

function unitsOf(lines: readonly LineState[]): Unit[] {
  return lines.flatMap(({ units }, line) => units.map((payable, unit) => ({ line, unit, payable })));
}

/** Of units that have to pay the same, that of the earlier line first, and of one line the later unit. */
function compareEqualUnits(a: Unit, b: Unit): number {
  return compare(a.line, b.line) || compare(b.unit, a.unit);
}

function cheapest(units: readonly Unit[], count: number): Unit[] {
  const sorted = [...units].sort((a, b) => compare(a.payable, b.payable) || compareEqualUnits(a, b));
  return sorted.slice(0, count);
}

function dearest(units: readonly Unit[], count: number): Unit[] {
  const sorted = [...units].sort((a, b) => compare(b.payable, a.payable) || compareEqualUnits(a, b));
  return sorted.slice(0, count);
}

function inCanonicalOrder(units: readonly Unit[]): Unit[] {
  return [...units].sort((a, b) => compare(a.line, b.line) || compare(a.unit, b.unit));
}

function setsOf(units: readonly Unit[], perSet: number, repeat: boolean | undefined): number {
  const sets = Math.floor(units.length / perSet);
  return repeat === false ? Math.min(sets, 1) : sets;
}

function free(units: readonly Unit[]): Given[] {
  return units.map((unit) => ({ unit, amount: unit.payable }));
}

/** The sets, dearest units first, with what each gives; sets of units that all pay the same are put into one. */
function bundles(benefit: BenefitOf<"bundlePrice">, units: readonly Unit[]): Given[] {
  const sets = setsOf(units, benefit.quantity, benefit.repeat);
  const sorted = dearest(units, sets * benefit.quantity);
  const together: { units: Unit[]; discount: bigint; same: bigint | undefined }[] = [];
  for (let set = 0; set < sets; set += 1) {
    const members = sorted.slice(set * benefit.quantity, (set + 1) * benefit.quantity);
    const first = at(members, 0).payable;
    const same = members.every((unit) => unit.payable === first) ? first : undefined;
    const discount = aboveZero(sum(members.map((unit) => unit.payable)) - BigInt(benefit.amountFen));
    const before = together.find((group) => same !== undefined && group.same === same);
    if (before === undefined) together.push({ units: members, discount, same });
    else {
      before.units.push(...members);
      before.discount += discount;
    }
  }
  return together.flatMap((group) => {
    const members = inCanonicalOrder(group.units);
    const weights = members.map((unit) => unit.payable);
    const shares = splitOverUnits(group.discount, weights);
    return members.map((unit, index) => ({ unit, amount: at(shares, index) }));
  });
}

/** What each unit would get if there were no limit; undefined where the benefit is not for particular units. */
function givenToUnits(
  { benefit, ...promotion }: OraclePromotion,
  units: readonly Unit[],
): Given[] | undefined {
  switch (benefit.kind) {
    case "fixedPrice":
      return units.map((unit) => ({
        unit,
        amount: aboveZero(unit.payable - BigInt(benefit.unitPriceFen)),
      }));
    case "nthUnit": {
      const rate = parseRate(benefit.rate);
      return cheapest(units, setsOf(units, benefit.nth, benefit.repeat)).map((unit) => ({
        unit,
        amount: unit.payable - pays(rate, unit.payable, { ...promotion, benefit }),
      }));
    }
    case "bundlePrice":
      return bundles(benefit, units);
    case "buyGet": {
      const sets = setsOf(units, benefit.buy + benefit.get, benefit.repeat);
      return free(cheapest(units, sets * benefit.get));
    }
    case "exchange":
      return free(dearest(units, benefit.units));
    default:
      return undefined;
  }
}

/** What every unit of every line gets, lowered to the limit. */
function lowered(given: readonly Given[], lines: readonly LineState[], limit: bigint): bigint[][] {
  const all = inCanonicalOrder(unitsOf(lines));
  const wanted = all.map(
    (one) => given.find(({ unit }) => unit.line === one.line && unit.unit === one.unit)?.amount ?? 0n,
  );
  const shares = sum(wanted) > limit ? splitOverUnits(limit, wanted) : wanted;
  return lines.map((_, line) => shares.filter((_share, index) => at(all, index).line === line));
}

// ---------------------------------------------------------------- what a promotion gives

type Offer =
  | { readonly kind: "amount"; readonly amount: bigint; readonly points?: bigint }
  | { readonly kind: "units"; readonly perLine: readonly (readonly bigint[])[] }
  | { readonly kind: "fees"; readonly amount: bigint };

function oneAmount(promotion: OraclePromotion, lines: readonly LineState[]): bigint {
  const { benefit } = promotion;
  switch (benefit.kind) {
    case "amountOff":
      return amountOff(benefit, promotion, lines);
    case "tiers":
      return tiersOff(benefit, promotion, lines);
    case "rateOff":
      return rateOff(benefit.rate, promotion, lines);
    case "fixedPrice":
      return fixedPriceOfLines(benefit, lines);
    default:
      throw new Error("oracle: bug: not a benefit of one amount");
  }
}

function offerOf(promotion: OraclePromotion, lines: readonly LineState[], state: State): Offer {
  const { benefit } = promotion;
  if (benefit.kind === "feeOff") {
    const payable = payableOf(feesOf(benefit, state));
    const wanted = benefit.amountFen === undefined ? payable : BigInt(benefit.amountFen);
    return { kind: "fees", amount: least(wanted, limitOf(promotion, payable)) };
  }
  if (benefit.kind === "points") return { kind: "amount", ...pointsOff(benefit, promotion, lines, state) };
  const limit = limitOf(promotion, payableOf(lines));
  const given = isType1(state) ? undefined : givenToUnits(promotion, unitsOf(lines));
  if (given !== undefined) return { kind: "units", perLine: lowered(given, lines, limit) };
  return { kind: "amount", amount: least(oneAmount(promotion, lines), limit) };
}

function amountOf(offer: Offer): bigint {
  return offer.kind === "units" ? sum(offer.perLine.flat()) : offer.amount;
}

// ---------------------------------------------------------------- taking it off

/** The shares of the lines, as the policy of the cart splits an amount over them. */
function sharesOfLines(amount: bigint, lines: readonly LineState[], policy: OraclePolicy): bigint[] {
  const weights = lines.map((line) => (policy.basis === "lineTotal" ? line.total : line.payable));
  return boundedShares(amount, lines, weights, policy.apportionment ?? "largestRemainder");
}

function takeOffUnits(line: LineState, parts: readonly bigint[]): void {
  line.units = line.units.map((payable, index) => payable - at(parts, index));
  line.payable -= sum(parts);
  must(
    line.units.every((payable) => payable >= 0n),
    "a unit has less than nothing to pay",
  );
  must(sum(line.units) === line.payable, "the units do not add up to their line");
}

/** Neighbouring units that get the same become one entry; units that get nothing are left out. */
function namedUnits(line: LineState, parts: readonly bigint[]): OracleSelectedUnits[] {
  const { goodsId, skuId } = line.input;
  const entries: OracleSelectedUnits[] = [];
  parts.forEach((part, unit) => {
    if (part === 0n) return;
    const last = entries[entries.length - 1];
    const isNext = last !== undefined && last.from + last.count === unit;
    if (isNext && last.discountAmount === Number(part)) last.count += 1;
    else
      entries.push({
        goodsId,
        ...(skuId === undefined ? {} : { skuId }),
        from: unit,
        count: 1,
        discountAmount: Number(part),
      } satisfies OracleNamedUnits);
  });
  return entries;
}

/** Largest remainder over what each fee still has to pay, ties to the larger, then to the earlier. */
function takeOffFees(amount: bigint, fees: readonly FeeState[]): void {
  const open = fees.filter((fee) => fee.payable > 0n);
  const shares = apportion(
    amount,
    open.map((fee) => fee.payable),
    "largestRemainder",
  );
  open.forEach((fee, index) => {
    fee.payable -= at(shares, index);
    fee.given += at(shares, index);
    must(fee.payable >= 0n, "a fee has less than nothing to pay");
  });
}

/** Takes the offer off the lines and their units, and notes the marketing. */
function takeOffLines(
  entry: Entry,
  lines: readonly LineState[],
  offer: Exclude<Offer, { kind: "fees" }>,
  state: State,
): void {
  const { id, type, discountRange } = entry.promotion;
  const marketing: OracleSelectedMarketing = {
    id,
    type,
    discountRange: Number(discountRange),
    discountAmount: Number(amountOf(offer)),
    lines: state.lines.map(() => 0),
  };
  if (entry.code !== undefined) marketing.code = entry.code;
  if (offer.kind === "units") {
    marketing.units = lines.flatMap((line, index) => namedUnits(line, at(offer.perLine, index)));
  } else if (offer.points !== undefined) {
    marketing.value = Number(offer.points);
    state.pointsUsed += offer.points;
  }
  const shares =
    offer.kind === "units"
      ? offer.perLine.map(sum)
      : sharesOfLines(offer.amount, lines, state.cart.policy ?? {});
  lines.forEach((line, index) => {
    const share = at(shares, index);
    const parts = offer.kind === "units" ? at(offer.perLine, index) : splitOverUnits(share, line.units);
    takeOffUnits(line, parts);
    marketing.lines[line.position] = Number(share);
  });
  state.marketing.push(marketing);
}

/** The turn of one promotion: it is applied, or says what stopped it. */
function takeTurn(entry: Entry, state: State): OracleOutcome {
  const { promotion, position } = entry;
  const code = entry.code === undefined ? {} : { code: entry.code };
  const eligible = eligibleLines(promotion, state);
  const stop = stopOf(entry, eligible, state);
  if (stop !== undefined) return { position, applied: false, discountFen: 0, ...stop, ...code };
  const offer = offerOf(promotion, eligible, state);
  const amount = amountOf(offer);
  if (amount === 0n) return { position, applied: false, discountFen: 0, reason: "noBenefitLeft", ...code };

  if (offer.kind !== "fees") takeOffLines(entry, eligible, offer, state);
  else if (promotion.benefit.kind === "feeOff") takeOffFees(amount, feesOf(promotion.benefit, state));
  state.applied.push(entry);
  const outcome: OracleOutcome = { position, applied: true, discountFen: Number(amount), ...code };
  if (offer.kind === "amount" && offer.points !== undefined) outcome.pointsUsed = Number(offer.points);
  return outcome;
}

// ---------------------------------------------------------------- the selection

/** Applies exactly the promotions at the positions `only`, one after the other; the rest are not handed in. */
export function oracleSelect(
  cart: OracleCart,
  promotions: readonly OraclePromotion[],
  context: OracleContext,
  only: readonly number[],
): OracleSelection {
  const state = startState(cart, context);
  const entries = [...new Set(only)].map((position) => entryOf(position, promotions, context));
  const outcomes = inOrder(entries).map((entry) => takeTurn(entry, state));
  const fees = state.fees.map((fee) => Number(fee.given));
  const totalDiscountFen = outcomes.reduce((total, outcome) => total + outcome.discountFen, 0);
  return {
    totalDiscountFen,
    pointsUsed: Number(state.pointsUsed),
    outcomes,
    marketing: state.marketing,
    fees,
  };
}

/** What is compared of a combination: what it gives, and the (id, code) of what is applied, sorted. */
type Combination = {
  readonly selection: OracleSelection;
  readonly applied: readonly number[];
  readonly names: readonly { readonly id: string; readonly code: string | undefined }[];
};

function combinationOf(selection: OracleSelection, promotions: readonly OraclePromotion[]): Combination {
  const applied = selection.outcomes.filter((outcome) => outcome.applied);
  const names = applied.map(({ position, code }) => ({ id: at(promotions, position).id, code }));
  names.sort((a, b) => compare(a.id, b.id) || compareAbsentFirst(a.code, b.code));
  return { selection, applied: applied.map((outcome) => outcome.position), names };
}

/** Below 0 where a is the better one. */
function compareCombinations(a: Combination, b: Combination): number {
  const order =
    compare(b.selection.totalDiscountFen, a.selection.totalDiscountFen) ||
    compare(a.selection.pointsUsed, b.selection.pointsUsed) ||
    compare(a.applied.length, b.applied.length);
  if (order !== 0) return order;
  for (const [index, name] of a.names.entries()) {
    const other = at(b.names, index);
    const byName = compare(name.id, other.id) || compareAbsentFirst(name.code, other.code);
    if (byName !== 0) return byName;
  }
  return 0;
}

/**
 * Tries every subset of the promotions and returns the best, as it is when only its own promotions are handed in: all
 * outcomes are of applied ones.
 */
export function oracleBest(
  cart: OracleCart,
  promotions: readonly OraclePromotion[],
  context: OracleContext,
): OracleSelection {
  if (promotions.length > 16) throw new Error("oracle: too many promotions");
  let best: Combination | undefined;
  for (let subset = 0; subset < 2 ** promotions.length; subset += 1) {
    const only = promotions.map((_, position) => position).filter((position) => subset & (1 << position));
    const found = combinationOf(oracleSelect(cart, promotions, context, only), promotions);
    if (best === undefined || compareCombinations(found, best) < 0) best = found;
  }
  if (best === undefined) throw new Error("oracle: bug: no subset");
  const alone = oracleSelect(cart, promotions, context, best.applied);
  must(alone.totalDiscountFen === best.selection.totalDiscountFen, "the best gives less on its own");
  return alone;
}
