/**
 * Selection: from a merchant's rules to marketing with amounts.
 */
import * as E from "fp-ts/lib/Either.js";
import { capped, decodeAll } from "../codec/Guarded.js";
import { type Problem, under } from "../codec/Problem.js";
import type { Fen } from "../money/Fen.js";
import type { Fee } from "../order/Fee.js";
import type { Marketing } from "../order/Marketing.js";
import type { PricingRequest } from "../order/PricingRequest.js";
import { type Application, applyInTurn, type Outcome } from "./applyInTurn.js";
import { type Candidate, candidatesOf, needsUnits } from "./Candidate.js";
import { type Cart, decodeCart } from "./Cart.js";
import { type CanonicalCart, type CartState, canonicalCart, initialState } from "./CartState.js";
import { decisionOf, decisionsOf, notSelected, withOne } from "./decisions.js";
import { readPromotions } from "./decodePromotions.js";
import { findContextProblems } from "./findContextProblems.js";
import { marketingOf } from "./marketingOf.js";
import type { Promotion } from "./Promotion.js";
import type { Decision, Selection } from "./Selection.js";
import { type SelectionContext, SelectionContextCodec } from "./SelectionContext.js";
import { namedBy, type SelectOptions, SelectOptionsCodec } from "./SelectOptions.js";
import { searchBest } from "./search.js";

type Problems = readonly Problem[];

/** So many combinations are calculated at most, unless told otherwise. */
const NODE_LIMIT = 100_000;

/** Each asks every candidate about every line: so many answers take about a second. */
const ANSWERS = 50_000_000;

const LEAST_NODES = 1_000;

/** How many combinations to calculate where nobody says: fewer where each costs more, so that it ends soon. */
const nodeLimitFor = (cart: CanonicalCart, candidates: readonly Candidate[]): number =>
  Math.min(
    NODE_LIMIT,
    Math.max(LEAST_NODES, Math.floor(ANSWERS / (cart.lines.length * Math.max(1, candidates.length)))),
  );

/** The inputs of a selection, read. */
interface Inputs {
  readonly request: PricingRequest;
  readonly promotions: readonly Promotion[];
  readonly context: SelectionContext;
  readonly options: SelectOptions;
}

/** Reads all inputs, with every problem of each. */
const readInputs = (
  cart: unknown,
  promotions: unknown,
  context: unknown,
  options: unknown,
): E.Either<Problems, Inputs> => {
  const request = E.mapLeft(under("/cart"))(decodeCart(cart));
  const rules = E.mapLeft(under("/promotions"))(readPromotions(promotions));
  const circumstances = E.mapLeft(under("/context"))(decodeAll(SelectionContextCodec, context));
  const told = E.mapLeft(under("/options"))(decodeAll(SelectOptionsCodec, options));
  const together = findContextProblems(E.isRight(rules) ? rules.right : promotions, context, options);
  if (
    E.isRight(request) &&
    E.isRight(rules) &&
    E.isRight(circumstances) &&
    E.isRight(told) &&
    together.length === 0
  )
    return E.right({
      request: request.right,
      promotions: rules.right,
      context: circumstances.right,
      options: told.right,
    });
  const all: readonly E.Either<Problems, unknown>[] = [request, rules, circumstances, told];
  return E.left(capped([...all.flatMap((each) => (E.isLeft(each) ? each.left : [])), ...together]));
};

/** The cart's fees, less what was taken off them. */
const feesAfter = ({ fees }: PricingRequest, state: CartState): readonly Fee[] =>
  fees.map((fee, i) => {
    const feeDiscountAmount = (fee.feeAmount - (state.fees[i] as number)) as Fen;
    return feeDiscountAmount === fee.feeDiscountAmount ? fee : { ...fee, feeDiscountAmount };
  });

/** The lines whose units are kept apart: those of promotions that look at single units. */
const linesWithUnits = (cart: CanonicalCart, candidates: readonly Candidate[]): ReadonlySet<number> =>
  cart.calculationType === 1
    ? new Set()
    : new Set(candidates.flatMap(({ promotion, lines }) => (needsUnits(promotion) ? lines : [])));

const selectionOf = (
  { request }: Inputs,
  cart: CanonicalCart,
  applied: Application,
  rest: Pick<Selection, "optimal" | "missingAtMostFen" | "visited" | "decisions">,
): Selection => ({
  marketing: marketingOf(cart, applied),
  fees: feesAfter(request, applied.state),
  totalDiscountFen: applied.total as Fen,
  ...rest,
});

const selectOnly = (inputs: Inputs, cart: CanonicalCart, candidates: readonly Candidate[]): Selection => {
  const { only = [] } = inputs.options;
  const isNamed = namedBy(only);
  const chosen = candidates.filter(({ promotion }) => isNamed(promotion));
  const initial = initialState(cart, linesWithUnits(cart, chosen), inputs.context.buyer?.points ?? 0);
  const applied = applyInTurn(cart, initial, chosen);
  const outcomes = new Map(applied.outcomes.map((outcome) => [outcome.candidate, outcome]));
  return selectionOf(inputs, cart, applied, {
    optimal: true,
    visited: 1,
    decisions: candidates.map((candidate) => {
      const outcome = outcomes.get(candidate);
      return outcome === undefined ? notSelected(candidate) : decisionOf(outcome);
    }),
  });
};

/** The best of a search that was cut short, with one more promotion as long as one gives more. */
const improved = (
  cart: CanonicalCart,
  initial: CartState,
  open: readonly Candidate[],
  found: Application,
): Application => {
  const applied = new Set(found.applied);
  for (const candidate of open) {
    if (applied.has(candidate)) continue;
    const tried = applyInTurn(cart, initial, withOne(open, applied, candidate));
    if (tried.total > found.total) return improved(cart, initial, open, tried);
  }
  return found;
};

const selectBest = (inputs: Inputs, cart: CanonicalCart, candidates: readonly Candidate[]): Selection => {
  const open = candidates.filter(({ stop }) => stop === undefined);
  const initial = initialState(cart, linesWithUnits(cart, open), inputs.context.buyer?.points ?? 0);
  const { best, unvisited, visited } = searchBest(
    cart,
    initial,
    open,
    inputs.options.nodeLimit ?? nodeLimitFor(cart, open),
  );
  const found = applyInTurn(cart, initial, best);
  const optimal = unvisited === undefined;
  const applied = optimal ? found : improved(cart, initial, open, found);
  return selectionOf(inputs, cart, applied, {
    optimal,
    ...(optimal ? {} : { missingAtMostFen: Math.max(0, unvisited - applied.total) as Fen }),
    visited,
    decisions: decisionsOf(cart, initial, candidates, applied),
  });
};

/**
 * Which promotions apply to a cart, how much each gives, and why every other one is left out: the combination with the
 * largest total discount, exactly; of equal ones that which spends the fewest points, then the one of fewest promotions.
 * Nothing is looked up: the time, the buyer and his coupons are arguments. The rules are in docs/promotions.md.
 *
 * @param options - `only` calculates exactly the promotions that it names, without a search.
 * @returns The selection, which `toPricingRequest` turns into a request for `price`; or every problem of the cart, the
 * promotions, the context and the options, by JSON Pointer (`/cart/…`, `/promotions/…`, `/context/…`, `/options/…`).
 *
 * @example
 * import * as assert from "node:assert";
 * import { select } from "suanjia";
 *
 * const selection = select(
 *   { lines: [{ goodsId: "tea", unitPrice: 6800, quantity: 2 }] },
 *   [
 *     {
 *       id: "满100减20",
 *       type: 4,
 *       discountRange: 2,
 *       title: "满 100 减 20",
 *       when: { thresholdFen: 10000 },
 *       benefit: { kind: "amountOff", amountFen: 2000 },
 *     },
 *     {
 *       id: "满150减50",
 *       type: 2,
 *       discountRange: 1,
 *       title: "满 150 减 50",
 *       when: { thresholdFen: 15000 },
 *       benefit: { kind: "amountOff", amountFen: 5000 },
 *     },
 *   ],
 *   { now: 1700000000000 },
 * );
 * assert.ok(selection._tag === "Right");
 * assert.strictEqual(selection.right.totalDiscountFen, 2000);
 * assert.deepStrictEqual(selection.right.decisions, [
 *   { id: "满100减20", applied: true, discountFen: 2000 },
 *   { id: "满150减50", applied: false, reason: "belowThreshold", shortFen: 1400 },
 * ]);
 *
 * @category combinators
 * @since 0.3.0
 */
export const select = (
  cart: Cart,
  promotions: readonly Promotion[],
  context: SelectionContext,
  options: SelectOptions = {},
): E.Either<readonly Problem[], Selection> =>
  E.map((inputs: Inputs) => {
    const ordered = canonicalCart(inputs.request);
    const candidates = candidatesOf(ordered, inputs.promotions, inputs.context);
    return inputs.options.only === undefined
      ? selectBest(inputs, ordered, candidates)
      : selectOnly(inputs, ordered, candidates);
  })(readInputs(cart, promotions, context, options));

/** What a promotion gives when it is the only one. */
export interface Alone {
  readonly promotion: Promotion;
  readonly decision: Decision;
  /** Undefined where it does not apply, or lowers fees only. */
  readonly marketing: Marketing | undefined;
}

/**
 * What each promotion gives alone, in the order of the promotions: for each the same as `select` with `only` of its name,
 * but the inputs are read once.
 */
export const selectEach = (
  cart: Cart,
  promotions: readonly Promotion[],
  context: SelectionContext,
): E.Either<readonly Problem[], readonly Alone[]> =>
  E.map((inputs: Inputs) => {
    const ordered = canonicalCart(inputs.request);
    const points = inputs.context.buyer?.points ?? 0;
    const alone = new Map(
      candidatesOf(ordered, inputs.promotions, inputs.context).map((candidate) => {
        const initial = initialState(ordered, linesWithUnits(ordered, [candidate]), points);
        const applied = applyInTurn(ordered, initial, [candidate]);
        return [
          candidate.promotion,
          {
            decision: decisionOf(applied.outcomes[0] as Outcome),
            marketing: marketingOf(ordered, applied)[0],
          },
        ];
      }),
    );
    return inputs.promotions.map((promotion) => ({
      promotion,
      ...(alone.get(promotion) as Omit<Alone, "promotion">),
    }));
  })(readInputs(cart, promotions, context, {}));
