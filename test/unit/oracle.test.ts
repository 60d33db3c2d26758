import { describe, expect, it } from "vitest";
import {
  type OracleNamedUnits,
  type OracleQuote,
  type OracleReference,
  type OracleRequest,
  type OracleRequestLine,
  type OracleRequestMarketing,
  oraclePrice,
} from "../oracle/oracle.ts";
import {
  type OracleBenefit,
  type OracleCart,
  type OracleContext,
  type OracleOutcome,
  type OraclePromotion,
  type OracleSelection,
  oracleBest,
  oracleSelect,
} from "../oracle/selection.ts";

// The oracles are what the engine is held against, so what they say is itself held against numbers that were worked
// out by hand from docs/pricing.md and docs/promotions.md.

const line = (goodsId: string, unitPrice: number, quantity: number): OracleRequestLine => ({
  goodsId,
  unitPrice,
  quantity,
});

const units = (goodsId: string, from: number, count: number, discountAmount: number): OracleNamedUnits => ({
  goodsId,
  from,
  count,
  discountAmount,
});

const plain = (id: string, discountAmount: number, more: object = {}): OracleRequestMarketing => ({
  id,
  type: 2,
  discountRange: 1,
  discountAmount,
  title: id,
  ...more,
});

const named = (
  id: string,
  entries: readonly OracleNamedUnits[],
  more: object = {},
): OracleRequestMarketing => {
  const discountAmount = entries.reduce((total, entry) => total + entry.count * entry.discountAmount, 0);
  return { id, type: 4, discountRange: 2, discountAmount, title: id, units: entries, ...more };
};

function quoteOf(request: OracleRequest): OracleQuote {
  const result = oraclePrice(request);
  if (!result.ok) throw new Error(result.reason);
  return result.quote;
}

/** What every unit of a line gets of each marketing: [count, { id: amount }]. */
const runsOf = (quote: OracleQuote, position = 0): [number, Record<string, number>][] =>
  quote.lines[position]!.units.map((run) => [
    run.count,
    Object.fromEntries(run.marketing.map((entry) => [entry.id, entry.discountAmount])),
  ]);

describe("oraclePrice: units that are named", () => {
  it("gives the example of the page", () => {
    const quote = quoteOf({
      lines: [line("a", 1000, 2)],
      marketing: [plain("coupon", 100), named("second", [units("a", 1, 1, 500)])],
    });
    expect(runsOf(quote)).toEqual([
      [1, { coupon: 67 }],
      [1, { second: 500, coupon: 33 }],
    ]);
    expect(quote.lines[0]!.units.map((run) => run.payableAmount)).toEqual([933, 467]);
    expect(quote.totals).toMatchObject({ goodsDiscountAmount: 500, orderDiscountAmount: 100 });
    expect(quote.marketing[1]).toEqual({
      id: "second",
      type: 4,
      discountRange: 2,
      discountAmount: 500,
      title: "second",
      note: "",
    });
  });

  it("splits earlier and later marketing of that line by largest remainder, without a cursor", () => {
    const goods = { discountRange: 2 };
    const quote = quoteOf({
      lines: [line("a", 10, 3)],
      marketing: [
        plain("p", 2, { ...goods, sequence: 0 }), // 10, 10, 10: 2/3 each, ties to the earlier -> 1, 1, 0
        named("n", [units("a", 0, 1, 4)], { sequence: 1 }), // 9, 9, 10 -> 5, 9, 10
        plain("q", 1, { sequence: 0 }), // the largest remainder is 10/24: unit 2 -> 5, 9, 9
        plain("r", 1, { sequence: 1 }), // 9/23 twice, the earlier: unit 1 (a cursor would be at unit 0)
      ],
    });
    expect(runsOf(quote)).toEqual([
      [1, { p: 1, n: 4 }],
      [1, { p: 1, r: 1 }],
      [1, { q: 1 }],
    ]);
  });

  it("keeps the rotating rule on the other lines", () => {
    const quote = quoteOf({
      lines: [line("a", 10, 2), line("b", 10, 3)],
      marketing: [
        named("n", [units("a", 0, 2, 10)]),
        plain("p", 2), // a has nothing left: b alone, units 0 and 1
        plain("q", 2, { sequence: 1 }), // units 2 and 0
      ],
    });
    expect(runsOf(quote, 0)).toEqual([[2, { n: 10 }]]);
    expect(runsOf(quote, 1)).toEqual([
      [1, { p: 1, q: 1 }],
      [1, { p: 1 }],
      [1, { q: 1 }],
    ]);
  });

  it("takes a line as named even where the units get 0, and asks no weights", () => {
    const quote = quoteOf({
      lines: [line("a", 10, 3), line("b", 1000, 1)],
      marketing: [
        named("zero", [units("a", 2, 1, 0)]),
        named("n", [units("a", 1, 1, 3)], { sequence: 1 }),
        plain("p", 1, { appliesTo: [{ goodsId: "a" }] }), // 10, 7, 10: ties to the earlier -> unit 0
        plain("q", 1, { appliesTo: [{ goodsId: "a" }], sequence: 1 }), // 9, 7, 10 -> unit 2
        plain("s", 1, { appliesTo: [{ goodsId: "a" }], sequence: 2 }), // 9, 7, 9 -> unit 0 (a cursor: unit 2)
      ],
    });
    expect(quote.lines[0]!.marketing.find((entry) => entry.id === "n")?.discountAmount).toBe(3);
    expect(quote.lines[1]!.marketing).toEqual([]);
    expect(runsOf(quote)).toEqual([
      [1, { p: 1, s: 1 }],
      [1, { n: 3 }],
      [1, { q: 1 }],
    ]);
  });

  it("refuses an amount above what its unit has left to pay, or lowers it", () => {
    const request: OracleRequest = {
      lines: [line("a", 100, 2)],
      marketing: [
        named("n", [units("a", 1, 1, 60)]),
        named("m", [units("a", 0, 2, 50)], { sequence: 1 }), // unit 1 has 40 left, though the line has 140
      ],
    };
    expect(oraclePrice(request).ok).toBe(false);
    const quote = quoteOf({ ...request, policy: { overDiscount: "clamp" } });
    expect(quote.marketing[1]).toMatchObject({ discountAmount: 90, requestedAmount: 100 });
    expect(quote.marketing[0]).not.toHaveProperty("requestedAmount");
    expect(runsOf(quote)).toEqual([
      [1, { m: 50 }],
      [1, { n: 60, m: 40 }],
    ]);
  });

  const skus = [
    { goodsId: "a", skuId: "s", unitPrice: 100, quantity: 2 },
    { goodsId: "a", skuId: "t", unitPrice: 100, quantity: 2 },
  ];

  it("takes units that are well named", () => {
    const accepted: [string, OracleRequestLine[], OracleRequestMarketing][] = [
      ["neighbours", [line("a", 100, 4)], named("n", [units("a", 2, 2, 1), units("a", 0, 2, 1)])],
      ["a sku", skus, named("n", [{ ...units("a", 1, 1, 1), skuId: "t" }])],
      [
        "appliesTo beside them",
        skus,
        named("n", [{ ...units("a", 1, 1, 1), skuId: "t" }], { appliesTo: [{ goodsId: "a" }] }),
      ],
    ];
    for (const [what, lines, marketing] of accepted) {
      expect(oraclePrice({ lines, marketing: [marketing] }).ok, what).toBe(true);
    }
  });

  it("refuses units that are not", () => {
    const four = [line("a", 100, 4), line("b", 100, 4)];
    const one = units("a", 0, 1, 1);
    const refused: [string, OracleRequestLine[], OracleRequestMarketing][] = [
      ["no entry", four, named("n", [])],
      ["no such line", four, named("n", [units("c", 0, 1, 1)])],
      ["a sku where lines have none", four, named("n", [{ ...one, skuId: "s" }])],
      ["no sku where lines have one", skus, named("n", [one])],
      ["a negative from", four, named("n", [units("a", -1, 2, 1)])],
      ["half a from", four, named("n", [units("a", 0.5, 1, 1)])],
      ["a count of 0", four, named("n", [units("a", 0, 0, 1)])],
      ["a negative amount", four, named("n", [units("a", 0, 1, -1)])],
      ["beyond the quantity", four, named("n", [units("a", 3, 2, 1)])],
      ["a unit twice", four, named("n", [units("a", 0, 2, 1), units("a", 1, 1, 1)])],
      ["another sum", four, named("n", [one], { discountAmount: 2 })],
      ["appliesTo of another line", four, named("n", [one], { appliesTo: [{ goodsId: "b" }] })],
      ["an unknown key", four, named("n", [{ ...one, to: 1 } as OracleNamedUnits])],
    ];
    for (const [what, lines, marketing] of refused) {
      expect(oraclePrice({ lines, marketing: [marketing] }).ok, what).toBe(false);
    }
    const request = { lines: four, marketing: [named("n", [one])] };
    expect(oraclePrice({ ...request, calculationType: 1 }).ok).toBe(false);
    expect(oraclePrice({ ...request, calculationType: 2 }).ok).toBe(true);
  });
});

// ---------------------------------------------------------------- selection

const promotion = (id: string, benefit: OracleBenefit, more: object = {}): OraclePromotion => ({
  id,
  type: benefit.kind === "points" ? 3 : 4,
  discountRange: 2,
  benefit,
  ...more,
});

const off = (id: string, amountFen: number, more: object = {}): OraclePromotion =>
  promotion(id, { kind: "amountOff", amountFen }, more);

const noon: OracleContext = { now: 1000 };
const order = { discountRange: 1 };

/** Two units of 1000 and one of 500. */
const cart: OracleCart = { lines: [line("a", 1000, 2), line("b", 500, 1)] };

const names = (references: readonly OracleReference[], goodsId: string): boolean =>
  references.some((reference) => reference.goodsId === goodsId);

/** Whatever is selected must be a request whose quote has the same shares of lines and of named units. */
function checkAgainstPrice(
  of: OracleCart,
  promotions: readonly OraclePromotion[],
  selection: OracleSelection,
): void {
  const applied = selection.outcomes
    .filter((outcome) => outcome.applied)
    .map((outcome) => promotions[outcome.position]!)
    .filter(({ benefit }) => benefit.kind !== "feeOff");
  const marketing = selection.marketing.map((one, index): OracleRequestMarketing => {
    const { scope, sequence } = applied[index]!;
    const eligible = of.lines.filter(
      ({ goodsId }) => names(scope?.include ?? of.lines, goodsId) && !names(scope?.exclude ?? [], goodsId),
    );
    const { lines: _, ...fields } = one;
    return { ...fields, title: one.id, sequence, appliesTo: eligible.map(({ goodsId }) => ({ goodsId })) };
  });
  const fees = of.fees?.map((fee, index) => ({
    ...fee,
    feeDiscountAmount: (fee.feeDiscountAmount ?? 0) + selection.fees[index]!,
  }));
  const quote = quoteOf({ ...of, marketing, fees });
  of.lines.forEach((_, position) => {
    const shares = quote.lines[position]!.marketing.map((entry) => [
      entry.code,
      entry.id,
      entry.discountAmount,
    ]);
    const expected = selection.marketing
      .filter((one) => one.lines[position] !== 0)
      .map((one) => [one.code, one.id, one.lines[position]]);
    expect(shares).toEqual(expected);
  });
}

function select(
  of: OracleCart,
  promotions: readonly OraclePromotion[],
  context: OracleContext = noon,
  only = promotions.map((_, position) => position),
): OracleSelection {
  const selection = oracleSelect(of, promotions, context, only);
  checkAgainstPrice(of, promotions, selection);
  const { outcomes, marketing, fees, totalDiscountFen } = selection;
  const total = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);
  expect(total(outcomes.map((outcome) => outcome.discountFen))).toBe(totalDiscountFen);
  expect(total([...marketing.map((one) => one.discountAmount), ...fees])).toBe(totalDiscountFen);
  for (const one of marketing) expect(total(one.lines)).toBe(one.discountAmount);
  return selection;
}

const give = (of: OracleCart, one: OraclePromotion): number => select(of, [one]).totalDiscountFen;

const decide = (one: OraclePromotion, context: OracleContext = noon, of: OracleCart = cart): OracleOutcome =>
  select(of, [one], context).outcomes[0]!;

const reasons = (selection: OracleSelection): (string | undefined)[] =>
  selection.outcomes.map((outcome) => outcome.reason);

/** [goodsId, from, count, amount] of each entry. */
const namedBy = (selection: OracleSelection, index = 0): unknown[] | undefined =>
  selection.marketing[index]?.units?.map((entry) => [
    entry.goodsId,
    entry.from,
    entry.count,
    entry.discountAmount,
  ]);

describe("oracleSelect: benefits of one amount", () => {
  it("amountOff splits over the eligible lines by the cart's policy", () => {
    expect(select(cart, [off("x", 100)])).toEqual({
      totalDiscountFen: 100,
      pointsUsed: 0,
      outcomes: [{ position: 0, applied: true, discountFen: 100 }],
      // 2000 : 500
      marketing: [{ id: "x", type: 4, discountRange: 2, discountAmount: 100, lines: [80, 20] }],
      fees: [],
    });
    const linesOf = (of: OracleCart, ...promotions: OraclePromotion[]): number[] =>
      select(of, promotions).marketing.at(-1)!.lines;
    expect(linesOf(cart, off("x", 100, { scope: { exclude: [{ goodsId: "b" }] } }))).toEqual([100, 0]);
    expect(linesOf(cart, off("x", 100, { scope: { include: [{ goodsId: "b" }] } }))).toEqual([0, 100]);
    const three = [line("c", 100, 1), line("b", 100, 1), line("a", 100, 1)]; // canonical order is a, b, c
    expect(linesOf({ lines: three }, off("x", 100))).toEqual([33, 33, 34]);
    const last = { apportionment: "lastTakesRemainder" };
    expect(linesOf({ lines: three, policy: last }, off("x", 101))).toEqual([35, 33, 33]);
    const two = [line("a", 1000, 1), line("b", 1000, 1)];
    const first = off("first", 500, { scope: { include: [{ goodsId: "a" }] } });
    expect(linesOf({ lines: two }, first, off("x", 300, order))).toEqual([100, 200]); // 500 : 1000
    const basis = { basis: "lineTotal" };
    expect(linesOf({ lines: two, policy: basis }, first, off("x", 300, order))).toEqual([150, 150]);
  });

  it("amountOff gives as often as the threshold fits", () => {
    const every = (when: object): OraclePromotion =>
      promotion("x", { kind: "amountOff", amountFen: 100, every: true }, { when });
    expect(give(cart, every({ thresholdFen: 1000 }))).toBe(200); // 2500 ÷ 1000
    expect(give(cart, every({ thresholdFen: 500 }))).toBe(500);
    expect(give(cart, every({ thresholdQuantity: 1 }))).toBe(300);
    expect(give(cart, every({ thresholdFen: 500, thresholdQuantity: 2 }))).toBe(100);
    const payable = every({ thresholdFen: 500, thresholdBasis: "payable" });
    // 1 off first, so 2499 are left: 4 times.
    expect(select(cart, [off("a", 1), { ...payable, sequence: 1 }]).totalDiscountFen).toBe(401);
  });

  it("tiers give what the highest one that is reached says", () => {
    const tiers = (...list: Extract<OracleBenefit, { kind: "tiers" }>["tiers"]): OraclePromotion =>
      promotion("x", { kind: "tiers", tiers: list });
    const amounts = [
      { thresholdFen: 1000, amountFen: 100 },
      { thresholdFen: 2500, amountFen: 300 },
      { thresholdFen: 2501, amountFen: 500 },
    ];
    expect(give(cart, tiers(...amounts))).toBe(300);
    expect(
      give(cart, tiers({ thresholdQuantity: 2, rate: "0.9" }, { thresholdQuantity: 3, rate: "0.85" })),
    ).toBe(
      375, // 15 % of 2500
    );
    expect(decide(tiers(amounts[2]!))).toMatchObject({ reason: "belowThreshold", shortFen: 1 });
    const many = tiers({ thresholdQuantity: 5, amountFen: 1 });
    expect(decide(many)).toMatchObject({ reason: "belowThreshold", shortQuantity: 2 });
  });

  it("rateOff rounds what the buyer pays", () => {
    const rate = (of: number, text: string, rounding?: string): number =>
      give({ lines: [line("a", of, 1)] }, promotion("x", { kind: "rateOff", rate: text }, { rounding }));
    // 333 × 0.85 = 283.05
    expect(rate(333, "0.85")).toBe(49);
    expect(rate(333, "0.85", "ceil")).toBe(49);
    expect(rate(333, "0.85", "floor")).toBe(50);
    expect(rate(333, "0.85", "halfAwayFromZero")).toBe(50);
    // 10 × 0.25 = 2.5, 30 × 0.25 = 7.5
    expect([rate(10, "0.25", "halfAwayFromZero"), rate(10, "0.25", "halfEven")]).toEqual([7, 8]);
    expect([rate(30, "0.25", "halfAwayFromZero"), rate(30, "0.25", "halfEven")]).toEqual([22, 22]);
    // 100 × 0.07 = 7 exactly, which binary floating point makes 7.000000000000001
    expect(rate(100, "0.07")).toBe(93);
    expect(rate(100, "0")).toBe(100);
  });

  it("gives no more than the cap, and leaves the floor to be paid", () => {
    expect(give(cart, off("x", 9999))).toBe(2500);
    expect(give(cart, off("x", 9999, { capFen: 70 }))).toBe(70);
    expect(give(cart, off("x", 9999, { floorPayableFen: 2450, capFen: 70 }))).toBe(50);
    expect(decide(off("x", 1, { floorPayableFen: 2500 })).reason).toBe("noBenefitLeft");
    expect(decide(off("x", 1, { floorPayableFen: 9999 })).reason).toBe("noBenefitLeft");
  });
});

describe("oracleSelect: benefits of particular units", () => {
  it("fixedPrice lowers each unit to it", () => {
    const fixed = (unitPriceFen: number): OraclePromotion =>
      promotion("x", { kind: "fixedPrice", unitPriceFen });
    const selection = select(cart, [fixed(600)]);
    expect(namedBy(selection)).toEqual([["a", 0, 2, 400]]);
    expect(selection.marketing[0]!.lines).toEqual([800, 0]);
    expect(namedBy(select(cart, [fixed(400)]))).toEqual([
      ["a", 0, 2, 600],
      ["b", 0, 1, 100],
    ]);
    expect(decide(fixed(1000)).reason).toBe("noBenefitLeft");
    // Type 1: a line of 2000 less 2 × 600, a line of 500 less nothing; the platform splits 800 by 2000 : 500.
    const type1 = select({ ...cart, calculationType: 1 }, [fixed(600)]).marketing[0]!;
    expect(type1).toMatchObject({ discountAmount: 800, lines: [640, 160] });
    expect(type1).not.toHaveProperty("units");
  });

  it("nthUnit takes the cheapest, each at its rate", () => {
    const nth = (n: number, rate: string, more: object = {}): OraclePromotion =>
      promotion("x", { kind: "nthUnit", nth: n, rate, ...more });
    expect(namedBy(select(cart, [nth(2, "0.5")]))).toEqual([["b", 0, 1, 250]]);
    const four = { lines: [line("a", 1000, 2), line("b", 501, 2)] };
    expect(namedBy(select(four, [nth(2, "0.5")]))).toEqual([["b", 0, 2, 250]]); // 250.5 is paid as 251
    expect(namedBy(select(four, [nth(2, "0.5", { repeat: false })]))).toEqual([["b", 1, 1, 250]]);
    const equal = { lines: [line("b", 500, 1), line("a", 500, 2)] };
    expect(namedBy(select(equal, [nth(3, "0")]))).toEqual([["a", 1, 1, 500]]); // earlier line, later unit
    expect(decide(nth(5, "0.5"))).toMatchObject({ reason: "belowThreshold", shortQuantity: 2 });
  });

  it("bundlePrice makes sets of the dearest units", () => {
    const bundle = (quantity: number, amountFen: number, more: object = {}): OraclePromotion =>
      promotion("x", { kind: "bundlePrice", quantity, amountFen, ...more });
    expect(namedBy(select(cart, [bundle(2, 1500)]))).toEqual([["a", 0, 2, 250]]);
    expect(namedBy(select(cart, [bundle(2, 1499)]))).toEqual([
      ["a", 0, 1, 251], // 501 for two: the odd fen to the earlier unit
      ["a", 1, 1, 250],
    ]);
    // Two sets of the same prices, 101 each, are split as one: 202 over 4. Apart they would be 51, 50, 51, 50.
    const same = { lines: [line("a", 100, 4)] };
    expect(namedBy(select(same, [bundle(2, 99)]))).toEqual([
      ["a", 0, 2, 51],
      ["a", 2, 2, 50],
    ]);
    expect(namedBy(select(same, [bundle(2, 99, { repeat: false })]))).toEqual([
      ["a", 2, 1, 51], // of equal units the later ones form the set
      ["a", 3, 1, 50],
    ]);
    // Sets of other prices stay apart: 101 over two and 1 over two.
    const levels = { lines: [line("a", 100, 2), line("b", 50, 2)] };
    expect(namedBy(select(levels, [bundle(2, 99)]))).toEqual([
      ["a", 0, 1, 51],
      ["a", 1, 1, 50],
      ["b", 0, 1, 1],
    ]);
    // Sets (100, 60) and (60, 30) for 80: 80 off split 50, 30; 10 off split 6.67, 3.33 -> 7, 3.
    const mixed = { lines: [line("a", 100, 1), line("b", 60, 2), line("c", 30, 1)] };
    expect(namedBy(select(mixed, [bundle(2, 80)]))).toEqual([
      ["a", 0, 1, 50],
      ["b", 0, 1, 7],
      ["b", 1, 1, 30],
      ["c", 0, 1, 3],
    ]);
    // The second set costs 90 and not more: it stays as it is.
    expect(give(mixed, bundle(2, 95))).toBe(65);
    expect(decide(bundle(4, 1))).toMatchObject({ reason: "belowThreshold", shortQuantity: 1 });
  });

  it("buyGet frees the cheapest", () => {
    const buyGet = (buy: number, get: number, more: object = {}): OraclePromotion =>
      promotion("x", { kind: "buyGet", buy, get, ...more });
    expect(namedBy(select(cart, [buyGet(2, 1)]))).toEqual([["b", 0, 1, 500]]);
    expect(namedBy(select(cart, [buyGet(1, 2)]))).toEqual([
      ["a", 1, 1, 1000],
      ["b", 0, 1, 500],
    ]);
    const seven = { lines: [line("a", 10, 3), line("b", 20, 4)] };
    expect(namedBy(select(seven, [buyGet(2, 1)]))).toEqual([["a", 1, 2, 10]]);
    expect(namedBy(select(seven, [buyGet(2, 1, { repeat: false })]))).toEqual([["a", 2, 1, 10]]);
    expect(decide(buyGet(3, 2))).toMatchObject({ reason: "belowThreshold", shortQuantity: 2 });
  });

  it("exchange frees the dearest", () => {
    const exchange = (count: number, more: object = {}): OraclePromotion =>
      promotion("x", { kind: "exchange", units: count }, more);
    expect(namedBy(select(cart, [exchange(1)]))).toEqual([["a", 1, 1, 1000]]);
    expect(give(cart, exchange(9))).toBe(2500);
    // 1000, 1000 and 500 lowered to 101: 40.4, 40.4, 20.2; the odd fen to the earlier of the two.
    expect(namedBy(select(cart, [exchange(3, { capFen: 101 })]))).toEqual([
      ["a", 0, 1, 41],
      ["a", 1, 1, 40],
      ["b", 0, 1, 20],
    ]);
    // The floor asks all the eligible lines, not only the unit.
    expect(namedBy(select(cart, [exchange(1, { floorPayableFen: 2000 })]))).toEqual([["a", 1, 1, 500]]);
  });

  it("writes skus, and names units in canonical order", () => {
    const skus = [
      { goodsId: "a", skuId: "t", unitPrice: 10, quantity: 1 },
      { goodsId: "a", skuId: "s", unitPrice: 10, quantity: 1 },
    ];
    const everything = promotion("x", { kind: "exchange", units: 2 });
    const selection = oracleSelect({ lines: skus }, [everything], noon, [0]);
    expect(selection.marketing[0]!.units).toEqual([
      { goodsId: "a", skuId: "s", from: 0, count: 1, discountAmount: 10 },
      { goodsId: "a", skuId: "t", from: 0, count: 1, discountAmount: 10 },
    ]);
    expect(selection.marketing[0]!.lines).toEqual([10, 10]);
  });

  it("goes by what the units still have to pay", () => {
    const lines = [line("a", 100, 3)];
    // 100 over three units: 34, 33, 33. They pay 66, 67, 67; the later of the dearest is free.
    const exchange = promotion("y", { kind: "exchange", units: 1 }, { sequence: 1 });
    expect(namedBy(select({ lines }, [off("x", 100), exchange]), 1)).toEqual([["a", 2, 1, 67]]);
    // Unit 1 is free already, and it is the cheapest: nothing is left to give.
    const half = promotion("y", { kind: "nthUnit", nth: 2, rate: "0.5" }, { sequence: 1 });
    const free = promotion("x", { kind: "exchange", units: 1 });
    expect(reasons(select({ lines: [line("a", 100, 2)] }, [free, half]))).toEqual([
      undefined,
      "noBenefitLeft",
    ]);
  });
});

describe("oracleSelect: points and fees", () => {
  const points = (id: string, more: object = {}, rest: object = {}): OraclePromotion =>
    promotion(id, { kind: "points", fenPerPoint: "0.5", stepPoints: 100, ...more }, { ...order, ...rest });
  const holder: OracleContext = { now: 1000, buyer: { points: 1050 } };

  it("points are used in whole steps", () => {
    const selection = select(cart, [points("x")], holder);
    expect(selection).toMatchObject({ totalDiscountFen: 500, pointsUsed: 1000 });
    expect(selection.outcomes[0]).toMatchObject({ applied: true, discountFen: 500, pointsUsed: 1000 });
    expect(selection.marketing[0]).toMatchObject({ value: 1000, type: 3, lines: [400, 100] });
    // A tenth of 2500 is 250: 5 steps of 50 fen. Of 2499 the buyer pays 2249.1, up to 2250: 249, so 4 steps.
    expect(select(cart, [points("x", { maxRate: "0.1" })], holder).pointsUsed).toBe(500);
    expect(select(cart, [off("w", 1), points("x", { maxRate: "0.1" })], holder).pointsUsed).toBe(400);
    expect(select(cart, [points("x", {}, { floorPayableFen: 2351 })], holder).pointsUsed).toBe(200); // 149
    expect(select(cart, [points("x", {}, { capFen: 50 })], holder).pointsUsed).toBe(100);
    expect(select(cart, [points("x", { maxRate: "0.1" }, { capFen: 50 })], holder).pointsUsed).toBe(100);
    expect(decide(points("x", {}, { capFen: 49 }), holder).reason).toBe("noBenefitLeft");
  });

  it("all points promotions share one balance", () => {
    const selection = select(cart, [points("x", {}, { capFen: 450 }), points("y"), points("z")], holder);
    // 900 of 1050, then 100 of 150, then no step of 50.
    expect(selection.outcomes.map((outcome) => outcome.pointsUsed)).toEqual([900, 100, undefined]);
    expect(reasons(selection)).toEqual([undefined, undefined, "pointsSpent"]);
    expect(selection.pointsUsed).toBe(1000);
  });

  const fees = [
    { feeType: 1, feeAmount: 600, feeDiscountAmount: 100 },
    { feeType: 2, feeAmount: 300 },
    { feeType: 18, feeAmount: 100 },
  ];
  const feeOff = (feeTypes: number[], amountFen?: number, more: object = {}): OraclePromotion => ({
    id: "x",
    type: 4,
    benefit: { kind: "feeOff", feeTypes, amountFen },
    ...more,
  });

  it("feeOff lowers fees and gives no marketing", () => {
    const all = select({ ...cart, fees }, [feeOff([1, 18])]);
    expect(all).toMatchObject({ totalDiscountFen: 600, fees: [500, 0, 100], marketing: [] });
    // 401 over 500 : 300 is 250.625 and 150.375.
    expect(select({ ...cart, fees }, [feeOff([1, 2], 401)]).fees).toEqual([251, 150, 0]);
    // 2 over 300 : 100 is 1.5 and 0.5: the tie goes to the larger; of equal ones to the earlier.
    expect(select({ ...cart, fees }, [feeOff([2, 18], 2)]).fees).toEqual([0, 2, 0]);
    const equal = [
      { feeType: 2, feeAmount: 50 },
      { feeType: 1, feeAmount: 50 },
    ];
    expect(select({ ...cart, fees: equal }, [feeOff([1, 2], 1)]).fees).toEqual([1, 0]);
    expect(select({ ...cart, fees }, [feeOff([1], undefined, { floorPayableFen: 120 })]).fees[0]).toBe(380);
    expect(select({ ...cart, fees }, [feeOff([1], undefined, { capFen: 30 })]).fees[0]).toBe(30);
    expect(decide(feeOff([19]), noon, { ...cart, fees }).reason).toBe("noEligibleLine");
    expect(decide(feeOff([1])).reason).toBe("noEligibleLine");
  });

  it("feeOff asks the lines for its threshold, and comes last", () => {
    const of = { ...cart, fees };
    const when = { thresholdFen: 2401, thresholdBasis: "payable" };
    const selection = select(of, [feeOff([1], 5, { when, sequence: -9 }), off("y", 100)]);
    expect(selection.outcomes).toEqual([
      { position: 1, applied: true, discountFen: 100 },
      { position: 0, applied: false, discountFen: 0, reason: "belowThreshold", shortFen: 1 },
    ]);
  });
});

describe("oracleSelect: what stops a promotion", () => {
  const decideWhen = (when: object, context: OracleContext = noon): string | undefined =>
    decide(off("x", 1, { when }), context).reason;

  it("asks the time, the buyer and his coupons", () => {
    expect([decideWhen({ startsAt: 1001 }), decideWhen({ startsAt: 1000 })]).toEqual([
      "notStarted",
      undefined,
    ]);
    expect([decideWhen({ endsAt: 1000 }), decideWhen({ endsAt: 1001 })]).toEqual(["ended", undefined]);
    const vip: OracleContext = {
      now: 1000,
      buyer: { identities: ["vip"], firstOrder: true, uses: { x: 2 } },
    };
    expect([decideWhen({ identities: ["vip", "svip"] }), decideWhen({ identities: ["svip"] }, vip)]).toEqual([
      "identity",
      "identity",
    ]);
    expect(decideWhen({ identities: ["svip", "vip"] }, vip)).toBeUndefined();
    expect([decideWhen({ firstOrderOnly: true }), decideWhen({ firstOrderOnly: true }, vip)]).toEqual([
      "notFirstOrder",
      undefined,
    ]);
    expect([decideWhen({ usesPerBuyer: 2 }, vip), decideWhen({ usesPerBuyer: 3 }, vip)]).toEqual([
      "usesSpent",
      undefined,
    ]);
    expect(decideWhen({ usesPerBuyer: 1 })).toBeUndefined();
    expect(decideWhen({ mustHold: true })).toBe("notHeld");
    expect(() => decideWhen({ usable: {} })).toThrow("not supported");
  });

  it("says the first reason, in the order of the page", () => {
    const at2000: OracleContext = { now: 2000 };
    const when = { endsAt: 1, identities: ["vip"], firstOrderOnly: true, mustHold: true, thresholdFen: 9999 };
    const scope = { include: [{ goodsId: "none" }] };
    const nth: OracleBenefit = { kind: "nthUnit", nth: 9, rate: "0" };
    const without = (...keys: string[]): object =>
      Object.fromEntries(Object.entries(when).filter(([key]) => !keys.includes(key)));
    const type1 = { ...cart, calculationType: 1 };
    const decision = (more: object): string | undefined =>
      decide(promotion("x", nth, more), at2000, type1).reason;
    expect(decision({ when, scope })).toBe("ended");
    expect(decision({ when: without("endsAt"), scope })).toBe("identity");
    expect(decision({ when: without("endsAt", "identities"), scope })).toBe("notFirstOrder");
    expect(decision({ when: { mustHold: true }, scope })).toBe("notHeld");
    expect(decision({ when: { thresholdFen: 9999 }, scope })).toBe("noEligibleLine");
    expect(decision({ when: { thresholdFen: 9999 } })).toBe("needsType2");
    expect(decide(promotion("x", nth))).toMatchObject({ reason: "belowThreshold", shortQuantity: 6 });
  });

  it("says what is missing to the threshold", () => {
    const when = { thresholdFen: 2600, thresholdQuantity: 5 };
    expect(decide(off("x", 1, { when }))).toEqual({
      position: 0,
      applied: false,
      discountFen: 0,
      reason: "belowThreshold",
      shortFen: 100,
      shortQuantity: 2,
    });
    const total = off("y", 1, { when: { thresholdFen: 2500 }, sequence: 1 });
    const payable = off("z", 1, { when: { thresholdFen: 2500, thresholdBasis: "payable" }, sequence: 2 });
    const selection = select(cart, [off("x", 70), total, payable]);
    expect(reasons(selection)).toEqual([undefined, undefined, "belowThreshold"]);
    expect(selection.outcomes[2]!.shortFen).toBe(71);
  });

  it("lets one of a group apply, and keeps apart what excludes each other", () => {
    const inGroup = (id: string, group?: string, excludes?: string[]): OraclePromotion =>
      off(id, 1, { stacking: { group, excludes } });
    const grouped = select(cart, [inGroup("b", "g"), inGroup("a", "g"), inGroup("c", "h")]);
    expect(grouped.outcomes).toEqual([
      { position: 1, applied: true, discountFen: 1 },
      { position: 0, applied: false, discountFen: 0, reason: "groupTaken", by: "a" },
      { position: 2, applied: true, discountFen: 1 },
    ]);
    const excluding = select(cart, [
      inGroup("a", "g"),
      inGroup("b", undefined, ["g"]),
      inGroup("c", "h", ["i"]),
    ]);
    expect(excluding.outcomes[1]).toMatchObject({ reason: "excludedBy", by: "a" });
    // The earlier one says so.
    const said = select(cart, [inGroup("a", undefined, ["g"]), inGroup("b", "g"), inGroup("c", "h")]);
    expect(said.outcomes.map((outcome) => [outcome.reason, outcome.by])).toEqual([
      [undefined, undefined],
      ["excludedBy", "a"],
      [undefined, undefined],
    ]);
    // One that was stopped is in nobody's way.
    const ended = { ...inGroup("a", "g"), when: { endsAt: 1 } };
    expect(reasons(select(cart, [ended, inGroup("b", "g")]))).toEqual(["ended", undefined]);
  });

  it("hands in no other than it is told to, and applies them in order", () => {
    const list = [
      off("e", 1, order),
      off("d", 1, { sequence: 1 }),
      off("c", 1, { discountRange: "2" }),
      off("c", 1, { code: "k" }),
      off("z", 1, { ...order, type: 1 }),
      off("a", 1, { ...order, sequence: -1, type: 2 }),
    ];
    const positions = (only: number[]): number[] =>
      select(cart, list, noon, only).outcomes.map((outcome) => outcome.position);
    expect(positions([0, 1, 2, 3, 4, 5])).toEqual([2, 3, 1, 5, 4, 0]);
    expect(positions([4, 1, 2])).toEqual([2, 1, 4]);
    expect(positions([])).toEqual([]);
  });

  it("takes the smallest held code that no other promotion of the id names", () => {
    const holding = (...held: { id: string; code?: string }[]): OracleContext => ({ now: 1000, held });
    const mustHold = { when: { mustHold: true } };
    const list = [off("x", 1, mustHold), off("x", 1, { ...mustHold, code: "a" })];
    const codes = (context: OracleContext): unknown[] =>
      select(cart, list, context).outcomes.map(({ position, code, reason }) => [position, code, reason]);
    const [a, b, c] = [
      { id: "x", code: "a" },
      { id: "x", code: "b" },
      { id: "x", code: "c" },
    ];
    // With code b the first promotion comes after that of code a.
    expect(codes(holding(c, b, a))).toEqual([
      [1, "a", undefined],
      [0, "b", undefined],
    ]);
    expect(codes(holding(c, { id: "x" }))).toEqual([
      [0, undefined, undefined],
      [1, "a", "notHeld"],
    ]);
    expect(codes(holding({ id: "y", code: "b" }))).toEqual([
      [0, undefined, "notHeld"],
      [1, "a", "notHeld"],
    ]);
    expect(codes(holding(a))).toEqual([
      [0, undefined, "notHeld"],
      [1, "a", undefined],
    ]);
    expect(select(cart, list, holding(b)).marketing[0]).toMatchObject({ id: "x", code: "b" });
  });
});

describe("oracleBest", () => {
  const best = (list: readonly OraclePromotion[], context: OracleContext = noon, of = cart): unknown[] => {
    const selection = oracleBest(of, list, context);
    checkAgainstPrice(of, list, selection);
    expect(selection.outcomes.every((outcome) => outcome.applied)).toBe(true);
    return [selection.totalDiscountFen, ...selection.outcomes.map((outcome) => outcome.position)];
  };
  const group = { stacking: { group: "g" } };

  it("gives the most, whatever comes first", () => {
    expect(best([])).toEqual([0]);
    expect(best([off("x", 100, group), off("y", 500, { ...order, ...group })])).toEqual([500, 1]);
    // The first takes the order below the threshold of the second.
    const late = off("y", 500, { ...order, when: { thresholdFen: 2500, thresholdBasis: "payable" } });
    expect(best([off("x", 100), late])).toEqual([500, 1]);
    // 20 % of 2500 and then 100; the other way round would not be: goods level comes first.
    const rate = promotion("y", { kind: "rateOff", rate: "0.8" }, order);
    expect(best([rate, off("x", 100)])).toEqual([580, 1, 0]); // 100, then 480 of 2400
  });

  it("counts fees", () => {
    const free: OraclePromotion = { id: "f", type: 4, benefit: { kind: "feeOff", feeTypes: [1] }, ...group };
    const of = { ...cart, fees: [{ feeType: 1, feeAmount: 600 }] };
    expect(best([off("x", 599, group), free], noon, of)).toEqual([600, 1]);
    expect(best([off("x", 601, group), free], noon, of)).toEqual([601, 0]);
  });

  it("of equal ones spends the fewest points, then has the fewest promotions", () => {
    const points = promotion("p", { kind: "points", fenPerPoint: "1", stepPoints: 1 });
    const holder: OracleContext = { now: 1000, buyer: { points: 9999 } };
    expect(best([points, off("x", 2500, order)], holder)).toEqual([2500, 1]);
    // Fewer points go before fewer promotions.
    expect(best([points, off("x", 2000), off("y", 500, order)], holder)).toEqual([2500, 1, 2]);
    expect(best([off("x", 400), off("y", 9999, order)])).toEqual([2500, 1]);
  });

  it("of these has the list of (id, code) that comes first", () => {
    expect(best([off("y", 5, group), off("x", 5, { ...order, ...group })])).toEqual([5, 1]);
    expect(best([off("x", 5, { ...group, code: "b" }), off("x", 5, { ...group, code: "a" })])).toEqual([
      5, 1,
    ]);
    expect(best([off("x", 5, { ...group, code: "" }), off("x", 5, group)])).toEqual([5, 1]);
    // Lists are sorted before they are compared: (a, z) comes before (b, c), though z is applied before a.
    const [g, h] = [group, { stacking: { group: "h" } }];
    const pair = (one: string, other: string, excludes: string[]): OraclePromotion[] => [
      off(one, 5, { stacking: { group: one, excludes } }),
      off(other, 5, { ...order, stacking: { group: other, excludes } }),
    ];
    expect(best([...pair("b", "c", ["a", "z"]), ...pair("z", "a", ["b", "c"])])).toEqual([10, 2, 3]);
    expect(best([off("d", 5, g), off("c", 5, g), off("b", 5, h), off("a", 5, h)])).toEqual([10, 3, 1]);
  });
});
