/**
 * Candidates: promotions beside one cart, one buyer and one moment, with all that does not depend on the others.
 */
import * as E from "fp-ts/lib/Either.js";
import { LineIndex } from "../order/LineIndex.js";
import type { LineReference } from "../order/LineItem.js";
import { discountRangeOf } from "../order/Marketing.js";
import { isUsableAt } from "../platform/product/isUsableAt.js";
import { compareText } from "../pricing/canonicalOrder.js";
import { type Giving, givingOf, setSize } from "./amounts.js";
import type { CanonicalCart } from "./CartState.js";
import { type Held, heldCoupons } from "./heldCoupons.js";
import type { Promotion } from "./Promotion.js";
import type { LeftOutReason } from "./Selection.js";
import type { SelectionContext } from "./SelectionContext.js";

/** What stops a promotion, and what is missing to its threshold. */
export interface Stop {
  readonly reason: LeftOutReason;
  readonly shortFen?: number;
  readonly shortQuantity?: number;
}

/** A promotion beside a cart. */
export interface Candidate {
  readonly promotion: Promotion;
  /** The code of its marketing: its own, or that of a held coupon. */
  readonly code: string | undefined;
  /** 2 goods level, 1 order level, 0 fees. */
  readonly level: 0 | 1 | 2;
  /** The eligible lines, as canonical positions, ascending. */
  readonly lines: readonly number[];
  /** Are these all lines of the cart? */
  readonly isForAll: boolean;
  /** The fees that it lowers, as positions in the cart. */
  readonly fees: readonly number[];
  /** `unitPrice × quantity` of the eligible lines. */
  readonly lineTotal: number;
  /** The units of the eligible lines. */
  readonly quantity: number;
  /** Fen and units that must be reached at least. */
  readonly fenNeeded: number;
  readonly quantityNeeded: number;
  /** Does the threshold ask what is still payable? */
  readonly byPayable: boolean;
  readonly floor: number;
  readonly cap: number;
  readonly giving: Giving;
  /** Why it does not apply, whatever else does. */
  readonly stop: Stop | undefined;
}

/** The positions of the lines that references name. */
const namedLines = (references: readonly LineReference[], index: LineIndex): ReadonlySet<number> =>
  new Set(references.flatMap((reference) => index.matching(reference)));

const eligibleLines = ({ scope }: Promotion, cart: CanonicalCart, index: LineIndex): readonly number[] => {
  const all = [...cart.lines.keys()];
  if (scope === undefined) return all;
  const included = scope.include === undefined ? undefined : namedLines(scope.include, index);
  const excluded = namedLines(scope.exclude ?? [], index);
  return all.filter((line) => included?.has(line) !== false && !excluded.has(line));
};

/** How often a promotion was used; an id may be called as what every object inherits. */
const usesOf = (uses: Readonly<Record<string, number>>, id: string): number => {
  const count: unknown = uses[id];
  return typeof count === "number" ? count : 0;
};

/** What the time and the buyer say. */
const circumstance = (
  { id, when = {} }: Promotion,
  { now, buyer = {} }: SelectionContext,
): LeftOutReason | undefined => {
  if (when.startsAt !== undefined && now < when.startsAt) return "notStarted";
  if (when.endsAt !== undefined && now >= when.endsAt) return "ended";
  if (when.usable !== undefined) {
    // Rules and time have been checked, so that there is an answer.
    const answer = isUsableAt(when.usable, Math.floor(now / 1000));
    if (E.isLeft(answer) || !answer.right.usable) return "notUsable";
  }
  const { identities = [], uses = {} } = buyer;
  if (when.identities !== undefined) {
    const own = new Set(identities);
    if (!when.identities.some((each) => own.has(each))) return "identity";
  }
  if (when.firstOrderOnly === true && buyer.firstOrder !== true) return "notFirstOrder";
  if (when.usesPerBuyer !== undefined && usesOf(uses, id) >= when.usesPerBuyer) return "usesSpent";
  return undefined;
};

const NEEDS_UNITS: readonly string[] = ["nthUnit", "bundlePrice", "buyGet", "exchange"];

/** Does a promotion's benefit depend on what single units have to pay? */
export const needsUnits = ({ benefit }: Promotion): boolean =>
  NEEDS_UNITS.includes(benefit.kind) || benefit.kind === "fixedPrice";

const thresholdsOf = ({ when, benefit }: Promotion): readonly [fen: number, quantity: number] => {
  const lowest = benefit.kind === "tiers" ? benefit.tiers[0] : undefined;
  return [
    Math.max(when?.thresholdFen ?? 0, lowest?.thresholdFen ?? 0),
    Math.max(when?.thresholdQuantity ?? 0, lowest?.thresholdQuantity ?? 0, setSize(benefit)),
  ];
};

/** What is missing to a threshold, where something is. */
export const shortfall = (
  { fenNeeded, quantityNeeded, quantity }: Pick<Candidate, "fenNeeded" | "quantityNeeded" | "quantity">,
  base: number,
): Stop | undefined => {
  const [shortFen, shortQuantity] = [fenNeeded - base, quantityNeeded - quantity];
  if (shortFen <= 0 && shortQuantity <= 0) return undefined;
  return {
    reason: "belowThreshold",
    ...(shortFen > 0 ? { shortFen } : {}),
    ...(shortQuantity > 0 ? { shortQuantity } : {}),
  };
};

/** What a candidate is made of, beside the cart. */
interface Entry {
  readonly promotion: Promotion;
  /** Why time or buyer forbid it. */
  readonly reason: LeftOutReason | undefined;
  readonly held: Held | undefined;
}

const candidateOf = (
  cart: CanonicalCart,
  index: LineIndex,
  { promotion, reason: circumstances, held }: Entry,
): Candidate => {
  const { benefit, code, when } = promotion;
  const lines = eligibleLines(promotion, cart, index);
  const fees =
    benefit.kind === "feeOff"
      ? cart.fees.flatMap(({ feeType }, i) => (benefit.feeTypes.includes(feeType) ? [i] : []))
      : [];
  let lineTotal = 0;
  let quantity = 0;
  for (const line of lines) {
    lineTotal += cart.totals[line] as number;
    quantity += cart.lines[line]?.quantity ?? 0;
  }
  const eligible = new Array<boolean>(cart.lines.length).fill(false);
  for (const line of lines) eligible[line] = true;
  const [fenNeeded, quantityNeeded] = thresholdsOf(promotion);
  const byPayable = when?.thresholdBasis === "payable";
  const quantities = cart.calculationType === 2 ? undefined : cart.lines.map((line) => line.quantity);
  const isEmpty = lines.length === 0 || (benefit.kind === "feeOff" && fees.length === 0);
  const reason =
    circumstances ??
    (when?.mustHold === true && held === undefined ? "notHeld" : undefined) ??
    (isEmpty
      ? "noEligibleLine"
      : cart.calculationType === 1 && NEEDS_UNITS.includes(benefit.kind)
        ? "needsType2"
        : undefined);
  // What is still payable is never more than the total: short of that, it is short in any case.
  const short = byPayable ? undefined : shortfall({ fenNeeded, quantityNeeded, quantity }, lineTotal);
  return {
    promotion,
    code: code ?? held?.code,
    level: benefit.kind === "feeOff" ? 0 : discountRangeOf(promotion.discountRange ?? 2),
    lines,
    isForAll: lines.length === cart.lines.length,
    fees,
    lineTotal,
    quantity,
    fenNeeded,
    quantityNeeded,
    byPayable,
    floor: promotion.floorPayableFen ?? 0,
    cap: promotion.capFen ?? Number.POSITIVE_INFINITY,
    giving: givingOf(promotion, { lines, eligible, quantity }, quantities),
    stop: reason === undefined ? short : { reason },
  };
};

/** In which order promotions are applied: by level, sequence, type, id and code. */
const compareCandidates = (a: Candidate, b: Candidate): number =>
  b.level - a.level ||
  (a.promotion.sequence ?? 0) - (b.promotion.sequence ?? 0) ||
  a.promotion.type - b.promotion.type ||
  compareText(a.promotion.id, b.promotion.id) ||
  compareText(a.code, b.code) ||
  compareText(a.promotion.code, b.promotion.code);

/** The promotions beside a cart, in the order in which they are applied. */
export const candidatesOf = (
  cart: CanonicalCart,
  promotions: readonly Promotion[],
  context: SelectionContext,
): readonly Candidate[] => {
  const index = new LineIndex(cart.lines);
  const reasons = new Map(promotions.map((promotion) => [promotion, circumstance(promotion, context)]));
  // A promotion that time or buyer forbid takes no coupon from another.
  const held = heldCoupons(
    promotions.filter((promotion) => reasons.get(promotion) === undefined),
    context.held ?? [],
  );
  return promotions
    .map((promotion) =>
      candidateOf(cart, index, { promotion, reason: reasons.get(promotion), held: held(promotion) }),
    )
    .sort(compareCandidates);
};
