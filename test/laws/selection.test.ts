/**
 * The laws of selection: what is chosen is the best there is, prices, and does not depend on how things are listed.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { price, select, toOpenApiOrder, toPluginOrder, toPricingRequest, verify } from "../../src/index.js";
import { decodePricingRequest } from "../../src/order/PricingRequest.js";
import {
  after,
  applyInTurn,
  conflictOf,
  giftOf,
  mostOf,
  turnOf,
  worthOf,
} from "../../src/promotion/applyInTurn.js";
import { Bounds, groupsOf } from "../../src/promotion/bounds.js";
import { type Candidate, candidatesOf, needsUnits } from "../../src/promotion/Candidate.js";
import {
  type CanonicalCart,
  type CartState,
  canonicalCart,
  initialState,
} from "../../src/promotion/CartState.js";
import type { Selection } from "../../src/promotion/Selection.js";
import { PROMOTION_KINDS, sizes } from "../../src/testing/arbitraries/promotionsArbitrary.js";
import { type SelectionCase, selectionArbitrary } from "../../src/testing/arbitraries/selectionArbitrary.js";
import { oracleBest, oracleSelect } from "../oracle/selection.js";
import { rightOf } from "../support/either.js";
import { forAll, runs } from "../support/runs.js";

const RUNS = 1_000;

const selected = (
  { cart, promotions, context }: SelectionCase,
  options: Parameters<typeof select>[3] = {},
): Selection => rightOf(select(cart, promotions, context, options));

const nameOf = ({ id, code }: { readonly id: string; readonly code?: string | undefined }): string =>
  JSON.stringify([id, code ?? null]);

/** What is looked at of a combination. */
interface Applied {
  readonly total: number;
  readonly points: number;
  readonly names: readonly string[];
}

const compareNames = (a: readonly string[], b: readonly string[]): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++)
    if (a[i] !== b[i]) return (a[i] as string) < (b[i] as string) ? -1 : 1;
  return a.length - b.length;
};

/** Is `a` better, by the rules of the page? */
const isBetter = (a: Applied, b: Applied): boolean =>
  a.total !== b.total
    ? a.total > b.total
    : a.points !== b.points
      ? a.points < b.points
      : a.names.length !== b.names.length
        ? a.names.length < b.names.length
        : compareNames(a.names, b.names) < 0;

interface Prepared {
  readonly cart: CanonicalCart;
  readonly candidates: readonly Candidate[];
  readonly initial: CartState;
}

/** The parts of a selection, as `select` makes them. */
const prepare = ({ cart, promotions, context }: SelectionCase): Prepared => {
  const ordered = canonicalCart(rightOf(decodePricingRequest(cart)));
  const candidates = candidatesOf(ordered, promotions, context);
  const lines =
    ordered.calculationType === 1
      ? []
      : candidates.flatMap(({ promotion, lines: own }) => (needsUnits(promotion) ? own : []));
  return {
    cart: ordered,
    candidates,
    initial: initialState(ordered, new Set(lines), context.buyer?.points ?? 0),
  };
};

/** What exactly these candidates give: what `only` calculates. */
const appliedOf = ({ cart, initial }: Prepared, chosen: readonly Candidate[]): Applied => {
  const { total, points, applied } = applyInTurn(cart, initial, chosen);
  // By id and then by code, none before any.
  const names = applied.map(({ promotion, code }) => `${promotion.id}\u0000${code ?? ""}`).sort();
  return { total, points, names };
};

const subsetsOf = <A>(items: readonly A[], use: (subset: readonly A[]) => void): void => {
  for (let bits = 0; bits < 2 ** items.length; bits++) use(items.filter((_, i) => (bits >> i) & 1));
};

const bruteForce = (prepared: Prepared): Applied => {
  let best: Applied = { total: 0, points: 0, names: [] };
  // One that is stopped in any case changes nothing, whatever it is handed in with.
  subsetsOf(
    prepared.candidates.filter(({ stop }) => stop === undefined),
    (subset) => {
      const found = appliedOf(prepared, subset);
      if (isBetter(found, best)) best = found;
    },
  );
  return best;
};

const summary = (any: SelectionCase, selection: Selection): Applied => {
  const codes = new Map(selection.marketing.map(({ id, code }) => [id, code]));
  const applied = selection.decisions.filter((each) => each.applied);
  return {
    total: selection.totalDiscountFen,
    points: applied.reduce((sum, each) => sum + (each.points ?? 0), 0),
    names: applied
      .map(({ id, code }) => {
        // Fees have no marketing that would show the code of a held coupon.
        const held = any.promotions.find((each) => each.id === id && each.code === code);
        const isFee = held?.benefit.kind === "feeOff";
        return `${id}\u0000${code ?? (isFee ? "?" : codes.get(id)) ?? ""}`;
      })
      .sort(),
  };
};

const withoutCodes = ({ names, ...rest }: Applied): unknown => ({
  ...rest,
  names: names.map((name) => name.split("\u0000")[0]).sort(),
});

describe("the best combination", () => {
  test("is what trying every subset finds, of up to 12 promotions", { timeout: 3_600_000 }, async () => {
    const cases = runs(5_000);
    let applied = 0;
    let severalAtOnce = 0;
    await forAll(selectionArbitrary({ size: sizes(12) }), cases, (any) => {
      const selection = selected(any);
      expect(selection.optimal).toBe(true);
      const best = bruteForce(prepare(any));
      expect(withoutCodes(summary(any, selection))).toEqual(withoutCodes(best));
      applied += best.names.length;
      if (best.names.length > 2) severalAtOnce++;
    });
    expect(applied).toBeGreaterThan(cases / 2);
    expect(severalAtOnce).toBeGreaterThan(cases / 30);
  });

  test("is the oracle's", () => {
    fc.assert(
      fc.property(selectionArbitrary({ size: fc.integer({ min: 0, max: 5 }) }), (any) => {
        const { cart, promotions, context } = any;
        const selection = selected(any);
        const expected = oracleBest(cart, promotions, context);
        expect(selection.totalDiscountFen).toBe(expected.totalDiscountFen);
        expect(selection.decisions.filter((each) => each.applied).map(nameOf)).toEqual(
          expected.outcomes.map(({ position }) => nameOf(promotions[position] as never)),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test("is never worse for one more promotion", () => {
    fc.assert(
      fc.property(selectionArbitrary({ size: sizes(9) }), fc.nat(), (any, n) => {
        fc.pre(any.promotions.length > 0);
        const left = any.promotions.filter((_, i) => i !== n % any.promotions.length);
        const groups = left.map(({ stacking }) => stacking?.group);
        fc.pre(
          left.every(({ stacking }) => stacking?.excludes?.every((each) => groups.includes(each)) !== false),
        );
        // One that names a code may take it from one that names none: the exception that the page states.
        const { code } = any.promotions[n % any.promotions.length] as { readonly code?: string };
        fc.pre(code === undefined);
        const [without, all] = [selected({ ...any, promotions: left }), selected(any)];
        expect(all.totalDiscountFen).toBeGreaterThanOrEqual(without.totalDiscountFen);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("what random amounts seldom meet", () => {
  test("a rate near 1 on a large amount: the bound allows for what doubles lose", () => {
    const promotions = (amountFen: number) =>
      [
        { id: "a", stacking: { group: "g" }, benefit: { kind: "amountOff", amountFen } },
        { id: "b", stacking: { excludes: ["g"] }, benefit: { kind: "rateOff", rate: "0.9999999993" } },
      ].map((each) => ({
        type: 4,
        discountRange: 2,
        title: "",
        ...each,
      })) as unknown as SelectionCase["promotions"];
    for (const [unitPrice, best] of [
      [2e10, 14],
      [9e15, 6_300_000],
    ] as const) {
      const cart = { lines: [{ goodsId: "x", unitPrice, quantity: 1 }] };
      const any = { cart, promotions: promotions(best - 1), context: { now: 0 } };
      expect(selected(any).totalDiscountFen).toBe(best);
    }
  });

  test("the bound of rates holds for amounts of every size", () => {
    const rate = fc.oneof(
      fc.integer({ min: 1, max: 999_999_999 }).map((n) => `0.9${String(n).padStart(9, "9")}`),
      fc.constantFrom("0.5", "0.99999", "0.9999999993"),
    );
    const price = fc.oneof(fc.integer({ min: 1, max: 2 ** 51 }), fc.constantFrom(2e10, 2e15, 1e9));
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 1, maxLength: 3 }),
        fc.array(rate, { minLength: 1, maxLength: 4 }),
        (prices, rates) => {
          const any = {
            cart: { lines: prices.map((unitPrice, i) => ({ goodsId: `g${i}`, unitPrice, quantity: 1 })) },
            promotions: rates.map((each, i) => ({
              id: `p${i}`,
              type: 4 as const,
              discountRange: 2 as const,
              title: "",
              benefit: { kind: "rateOff" as const, rate: each },
            })),
            context: { now: 0 },
          };
          const { cart, candidates, initial } = prepare(any);
          const bounds = new Bounds(cart, candidates, groupsOf(candidates));
          bounds.find(0, initial, () => false);
          expect(applyInTurn(cart, initial, candidates).total).toBeLessThanOrEqual(bounds.rest[0] as number);
        },
      ),
      { numRuns: 5 * RUNS },
    );
  });

  test("brute force through select and only, codes and all", () => {
    fc.assert(
      fc.property(selectionArbitrary({ size: fc.integer({ min: 2, max: 6 }) }), (any) => {
        const found = selected(any);
        const best = { total: -1, count: 0 };
        subsetsOf(any.promotions, (subset) => {
          const only = subset.map(({ id, code }) => ({ id, code }));
          const { totalDiscountFen: total, decisions } = selected(any, { only });
          const count = decisions.filter((each) => each.applied).length;
          if (total > best.total || (total === best.total && count < best.count))
            Object.assign(best, { total, count });
        });
        expect(found.totalDiscountFen).toBe(best.total);
        // Points come before the number of promotions.
        if (any.promotions.every(({ benefit }) => benefit.kind !== "points"))
          expect(found.decisions.filter((each) => each.applied).length).toBe(best.count);
      }),
      { numRuns: RUNS / 2 },
    );
  });
});

describe("exactly these promotions", () => {
  test("give what the oracle says, each with its reason", () => {
    const reasons = new Set<string>();
    const pair = selectionArbitrary({ size: sizes(9) }).chain((any) =>
      fc.record({ any: fc.constant(any), only: fc.subarray([...any.promotions.keys()]) }),
    );
    fc.assert(
      fc.property(pair, ({ any, only }) => {
        const { cart, promotions, context } = any;
        const expected = oracleSelect(cart, promotions, context, only);
        const selection = selected(any, {
          only: only.map((i) => {
            const { id, code } = promotions[i] as (typeof promotions)[number];
            return { id, code };
          }),
        });
        expect(selection.totalDiscountFen).toBe(expected.totalDiscountFen);
        expect(selection.fees.map((fee) => fee.feeDiscountAmount)).toEqual(
          (cart.fees ?? []).map((fee, i) => (fee.feeDiscountAmount ?? 0) + (expected.fees[i] as number)),
        );
        const named = selection.decisions.filter((each) => each.applied || each.reason !== "notSelected");
        expect(
          named.map(({ id, code, applied, ...rest }) => {
            const {
              reason,
              by,
              shortFen,
              shortQuantity,
              discountFen = 0,
              points,
            } = rest as Record<string, unknown>;
            if (typeof reason === "string") reasons.add(reason);
            return {
              name: nameOf({ id, code }),
              applied,
              reason,
              by,
              shortFen,
              shortQuantity,
              discountFen,
              points,
            };
          }),
        ).toEqual(
          expected.outcomes.map((each) => ({
            name: nameOf(promotions[each.position] as never),
            applied: each.applied,
            reason: each.reason,
            by: each.by,
            shortFen: each.shortFen,
            shortQuantity: each.shortQuantity,
            discountFen: each.discountFen,
            points: each.pointsUsed === 0 ? undefined : each.pointsUsed,
          })),
        );
        expect(
          selection.marketing.map(({ id, code, type, discountRange, discountAmount, value, units }) => ({
            id,
            code,
            type,
            discountRange,
            discountAmount,
            value,
            units,
          })),
        ).toEqual(
          expected.marketing.map(({ lines: _, ...each }) => ({
            code: undefined,
            value: undefined,
            units: undefined,
            ...each,
          })),
        );
      }),
      { numRuns: 5 * RUNS },
    );
    expect([...reasons].sort()).toEqual(
      [
        "belowThreshold",
        "excludedBy",
        "groupTaken",
        "identity",
        "needsType2",
        "noBenefitLeft",
        "noEligibleLine",
        "notFirstOrder",
        "notHeld",
        "notStarted",
        "pointsSpent",
        "usesSpent",
      ].sort(),
    );
  });
});

describe("a selection", () => {
  test("prices to what it says, and verifies in both formats", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(selectionArbitrary({ size: sizes(9) }), (any) => {
        const selection = selected(any);
        const quote = rightOf(price(toPricingRequest(any.cart, selection)));
        expect(quote.marketing.map(({ discountAmount }) => discountAmount)).toEqual(
          selection.marketing.map(({ discountAmount }) => discountAmount),
        );
        for (const { type } of selection.marketing) seen.add(type);
        const feesBefore = (any.cart.fees ?? []).reduce((sum, fee) => sum + (fee.feeDiscountAmount ?? 0), 0);
        expect(quote.totals.totalDiscountAmount).toBe(selection.totalDiscountFen + feesBefore);
        const verdict = (order: unknown): unknown =>
          rightOf(verify(order, { checks: ["amounts"] })).violations;
        expect(verdict(rightOf(toPluginOrder(quote)))).toEqual([]);
        // The OpenAPI has no field for fees.
        const goods = rightOf(price({ ...toPricingRequest(any.cart, selection), fees: [] }));
        expect(verdict(rightOf(toOpenApiOrder(goods)))).toEqual([]);
      }),
      { numRuns: 2 * RUNS },
    );
    expect([...seen].sort()).toEqual([1, 2, 3, 4]);
  });

  test("gives none more than its cap, nor its lines less than its floor", () => {
    fc.assert(
      fc.property(selectionArbitrary({ size: sizes(9) }), (any) => {
        const prepared = prepare(any);
        let { initial: state } = prepared;
        for (const outcome of applyInTurn(prepared.cart, state, prepared.candidates).outcomes) {
          if (outcome.stop !== undefined) continue;
          const { candidate, gift } = outcome;
          const { capFen = Number.POSITIVE_INFINITY, floorPayableFen = 0 } = candidate.promotion;
          expect(gift.amount).toBeLessThanOrEqual(capFen);
          expect(gift.amount).toBeGreaterThan(0);
          state = after(prepared.cart, state, candidate, gift);
          expect(turnOf(candidate, state).payable).toBeGreaterThanOrEqual(floorPayableFen);
          for (const payable of [...state.payables, ...state.fees]) expect(payable).toBeGreaterThanOrEqual(0);
          for (const runs of state.units)
            for (const run of runs ?? []) expect(run.payable).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("has exactly one decision for every promotion, and says how much would be reached", () => {
    fc.assert(
      fc.property(selectionArbitrary({ size: sizes(9) }), (any) => {
        const selection = selected(any);
        expect(selection.decisions.map(nameOf).sort()).toEqual(any.promotions.map(nameOf).sort());
        const applied = selection.decisions.filter((each) => each.applied);
        for (const decision of selection.decisions) {
          if (decision.applied || decision.reason !== "notInBest") continue;
          expect(decision.totalDiscountFen).toBeLessThanOrEqual(selection.totalDiscountFen);
          const only = [...applied, decision].map(({ id, code }) => ({ id, code }));
          expect(selected(any, { only }).totalDiscountFen).toBe(decision.totalDiscountFen);
        }
        // The best, handed in alone, is the same again.
        const again = selected(any, { only: applied.map(({ id, code }) => ({ id, code })) });
        expect(again.marketing).toEqual(selection.marketing);
        expect(again.fees).toEqual(selection.fees);
      }),
      { numRuns: RUNS },
    );
  });

  test("does not depend on the order of promotions, lines, or held coupons", () => {
    const shuffled = <A>(items: readonly A[]): fc.Arbitrary<A[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    const pair = selectionArbitrary({ size: sizes(9) }).chain((any) =>
      fc.record({
        any: fc.constant(any),
        promotions: shuffled(any.promotions),
        lines: shuffled(any.cart.lines),
        held: shuffled(any.context.held ?? []),
      }),
    );
    fc.assert(
      fc.property(pair, ({ any, promotions, lines, held }) => {
        const other = {
          cart: { ...any.cart, lines },
          promotions,
          context: { ...any.context, held },
        };
        expect(selected(other)).toEqual(selected(any));
      }),
      { numRuns: RUNS },
    );
  });
});

describe("the bound of the search", () => {
  for (const kind of PROMOTION_KINDS)
    test(`${kind} gives no more when other promotions were applied before it`, () => {
      const pair = selectionArbitrary({ size: fc.integer({ min: 2, max: 7 }) }).chain((any) =>
        selectionArbitrary({ kinds: [kind], size: fc.integer({ min: 1, max: 2 }) }).map((own) => ({
          any: {
            ...any,
            cart: { ...any.cart, calculationType: 2 as const },
            promotions: any.promotions.map((each) => ({ ...each, id: `q${each.id}` })),
          },
          own: own.promotions,
        })),
      );
      let compared = 0;
      fc.assert(
        fc.property(pair, ({ any, own }) => {
          // Stacking has no part in it: only what is to pay changes.
          const promotions = [...any.promotions, ...own].map(({ stacking: _, ...each }) => each);
          const { cart, candidates, initial } = prepare({ ...any, promotions });
          const mine = candidates.filter(
            ({ promotion, stop }) => stop === undefined && own.some(({ id }) => id === promotion.id),
          );
          const others = candidates.filter((each) => !mine.includes(each));
          const states = [initial];
          let state = initial;
          for (const other of others) {
            const turn = turnOf(other, state);
            const amount = other.stop === undefined ? worthOf(other, turn) : 0;
            if (amount === 0) continue;
            state = after(cart, state, other, giftOf(other, turn, amount));
            states.push(state);
          }
          for (const candidate of mine)
            states.forEach((earlier, i) => {
              for (const later of states.slice(i)) {
                compared += 1;
                expect(worthOf(candidate, turnOf(candidate, later))).toBeLessThanOrEqual(
                  mostOf(candidate, turnOf(candidate, earlier)),
                );
              }
            });
        }),
        { numRuns: RUNS },
      );
      expect(compared).toBeGreaterThan(RUNS / 3);
    });

  test("holds for what the rest gives in any state, groups, rates and floors included", () => {
    let positive = 0;
    const pair = selectionArbitrary({ size: fc.integer({ min: 1, max: 6 }) }).chain((any) =>
      fc.record({ any: fc.constant(any), from: fc.nat(3) }),
    );
    fc.assert(
      fc.property(pair, ({ any, from }) => {
        const { cart, candidates: all, initial } = prepare(any);
        const candidates = all.filter(({ stop }) => stop === undefined);
        const start = Math.min(from, candidates.length);
        const { applied, state, total } = applyInTurn(cart, initial, candidates.slice(0, start));
        const bounds = new Bounds(cart, candidates, groupsOf(candidates));
        bounds.find(start, state, (j) =>
          applied.some((each) => conflictOf(each, candidates[j] as Candidate) !== undefined),
        );
        for (let k = start; k <= candidates.length; k++)
          subsetsOf(candidates.slice(k), (rest) => {
            const more = applyInTurn(cart, initial, [...applied, ...rest]).total - total;
            expect(more).toBeLessThanOrEqual(bounds.rest[k] as number);
            if (more > 0) positive += 1;
          });
      }),
      { numRuns: RUNS },
    );
    expect(positive).toBeGreaterThan(RUNS);
  });

  test("a search that is cut short says so, and how much may be missing", () => {
    let cut = 0;
    fc.assert(
      fc.property(
        selectionArbitrary({ size: sizes(9) }),
        fc.integer({ min: 1, max: 12 }),
        (any, nodeLimit) => {
          const whole = selected(any);
          const limited = selected(any, { nodeLimit });
          expect(limited.optimal).toBe(whole.visited <= nodeLimit);
          expect(limited.visited).toBe(Math.min(whole.visited, nodeLimit));
          if (limited.optimal) expect(limited).toEqual(whole);
          else {
            cut += 1;
            for (const decision of limited.decisions)
              if (!decision.applied && decision.reason === "notInBest")
                expect(decision.totalDiscountFen).toBeLessThanOrEqual(limited.totalDiscountFen);
            expect(whole.totalDiscountFen).toBeLessThanOrEqual(
              limited.totalDiscountFen + (limited.missingAtMostFen as number),
            );
          }
        },
      ),
      { numRuns: 2 * RUNS },
    );
    expect(cut).toBeGreaterThan(20);
  });
});
