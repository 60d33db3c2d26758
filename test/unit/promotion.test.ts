/**
 * Promotions: what is refused, and what decisions say.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyRate,
  decodePromotions,
  type Promotion,
  parseRate,
  type Rounding,
  type SelectionContext,
  select,
} from "../../src/index.js";
import { fractionOf, partOf } from "../../src/money/fraction.js";
import { leftOf, rightOf } from "../support/either.js";

const cart = { lines: [{ goodsId: "tea", unitPrice: 1000, quantity: 3 }] };
const context: SelectionContext = { now: 1_700_000_000_000 };

const rule = (of: object): Promotion =>
  ({
    id: "p",
    type: 4,
    discountRange: 2,
    title: "t",
    benefit: { kind: "amountOff", amountFen: 100 },
    ...of,
  }) as Promotion;

const problemsOf = (
  promotions: readonly unknown[],
  of: Partial<SelectionContext> = {},
  options = {},
): unknown =>
  leftOf(select(cart, promotions as readonly Promotion[], { ...context, ...of }, options)).map(
    ({ code, path }) => `${code} ${path}`,
  );

describe("rules that cannot be meant", () => {
  const tiers = (...list: readonly object[]): object => ({ benefit: { kind: "tiers", tiers: list } });
  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    [
      "a rate above 1",
      { benefit: { kind: "rateOff", rate: "1.01" } },
      ["value.format /promotions/0/benefit/rate"],
    ],
    [
      "a rate as a number",
      { benefit: { kind: "rateOff", rate: 0.85 } },
      ["value.type /promotions/0/benefit/rate"],
    ],
    [
      "a kind that is unknown",
      { benefit: { kind: "rate", rate: "1" } },
      ["value.range /promotions/0/benefit/kind"],
    ],
    ["no kind", { benefit: { rate: "1" } }, ["value.required /promotions/0/benefit/kind"]],
    ["no benefit", { benefit: undefined }, ["value.required /promotions/0/benefit"]],
    [
      "a key of another kind",
      { benefit: { kind: "rateOff", rate: "1", nth: 2 } },
      ["value.unknownKey /promotions/0/benefit/nth"],
    ],
    ["a cap below 0", { capFen: -1 }, ["value.range /promotions/0/capFen"]],
    [
      "an end before the start",
      { when: { startsAt: 2, endsAt: 1 } },
      ["promotion.dates /promotions/0/when/endsAt"],
    ],
    [
      "an end at the start",
      { when: { startsAt: 2, endsAt: 2 } },
      ["promotion.dates /promotions/0/when/endsAt"],
    ],
    [
      "tiers out of order",
      tiers({ thresholdFen: 200, amountFen: 20 }, { thresholdFen: 100, amountFen: 30 }),
      ["promotion.tierOrder /promotions/0/benefit/tiers/1/thresholdFen"],
    ],
    [
      "tiers that give less, or ask for another thing",
      tiers(
        { thresholdFen: 200, amountFen: 20 },
        { thresholdFen: 300, amountFen: 10 },
        { thresholdQuantity: 3, rate: "0.8" },
        { thresholdQuantity: 4, rate: "0.9" },
      ),
      [
        "promotion.tierOrder /promotions/0/benefit/tiers/1/amountFen",
        "promotion.tierOrder /promotions/0/benefit/tiers/2",
        "promotion.tierOrder /promotions/0/benefit/tiers/3/rate",
      ],
    ],
    [
      "a tier with both, or with nothing",
      tiers({ thresholdFen: 1, thresholdQuantity: 1, amountFen: 1, rate: "1" }, {}),
      [
        "promotion.tier /promotions/0/benefit/tiers/0",
        "promotion.tier /promotions/0/benefit/tiers/0",
        "promotion.tier /promotions/0/benefit/tiers/1",
        "promotion.tier /promotions/0/benefit/tiers/1",
      ],
    ],
    [
      "every without a threshold",
      { benefit: { kind: "amountOff", amountFen: 1, every: true } },
      ["promotion.every /promotions/0/benefit/every"],
    ],
    [
      "every with a threshold of 0",
      { benefit: { kind: "amountOff", amountFen: 1, every: true }, when: { thresholdFen: 0 } },
      ["promotion.every /promotions/0/when/thresholdFen"],
    ],
    [
      "an unknown group",
      { stacking: { excludes: ["flash-sale"] } },
      ["promotion.unknownGroup /promotions/0/stacking/excludes/0"],
    ],
    ["no level", { discountRange: undefined }, ["value.required /promotions/0/discountRange"]],
    [
      "points of another type, without a balance, whose step is worth no whole fen",
      { benefit: { kind: "points", fenPerPoint: "0.3", stepPoints: 5 } },
      [
        "promotion.pointsType /promotions/0/type",
        "promotion.pointsWorth /promotions/0/benefit/stepPoints",
        "promotion.noBalance /context/buyer/points",
      ],
    ],
    [
      "points that are worth nothing",
      { type: 3, benefit: { kind: "points", fenPerPoint: "0", stepPoints: 5 } },
      ["promotion.pointsWorth /promotions/0/benefit/stepPoints", "promotion.noBalance /context/buyer/points"],
    ],
    [
      "rules of use that contradict themselves",
      { when: { usable: { useDate: { use_date_type: 2, day_duration: 3 } } } },
      ["usable.purchaseUnknown /promotions/0/when/usable/purchasedAt"],
    ],
    ["a key that is not known", { capfen: 1 }, ["value.unknownKey /promotions/0/capfen"]],
  ];
  for (const [what, of, expected] of cases)
    test(what, () => {
      expect(problemsOf([rule(of)])).toEqual(expected);
    });

  test("one id in two levels, of two types, twice", () => {
    expect(
      problemsOf([
        rule({}),
        rule({ code: "1", discountRange: 1 }),
        rule({ code: "2", type: 2 }),
        rule({}),
        rule({ code: "2" }),
      ]),
    ).toEqual([
      "promotion.level /promotions/1/discountRange",
      "promotion.type /promotions/2/type",
      "promotion.duplicate /promotions/3",
      "promotion.duplicate /promotions/4",
    ]);
  });

  test("the group of a promotion that is wrong itself is a group all the same", () => {
    expect(
      problemsOf([
        rule({ stacking: { excludes: ["g"] } }),
        rule({ id: "q", capFen: 0.5, stacking: { group: "g" } }),
      ]),
    ).toEqual(["value.notInteger /promotions/1/capFen"]);
  });

  test("everything at once: cart, promotions, context and options", () => {
    const bad = select(
      { lines: [{ goodsId: "a", unitPrice: 1, quantity: 0 }], marketing: [] } as never,
      [rule({ capFen: -1 }), rule({ id: "q", when: { endsAt: 1, startsAt: 1 } })],
      { now: "today", buyer: { uses: { a: -1, b: 1 } } } as never,
      { nodeLimit: 0, only: [1] } as never,
    );
    expect(leftOf(bad).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "value.unknownKey /cart/marketing",
      "value.range /cart/lines/0/quantity",
      "value.range /promotions/0/capFen",
      "promotion.dates /promotions/1/when/endsAt",
      "value.type /context/now",
      "value.range /context/buyer/uses/a",
      "value.type /options/only/0",
      "value.range /options/nodeLimit",
    ]);
    for (const { message, messageZh } of leftOf(bad)) {
      expect(message.length).toBeGreaterThan(10);
      expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("a name that no promotion has, and a time past the calendar", () => {
    expect(problemsOf([rule({})], {}, { only: ["p", "q", { id: "p", code: "1" }] })).toEqual([
      "promotion.unknown /options/only/1",
      "promotion.unknown /options/only/2",
    ]);
    const weekdays = { when: { usable: { canNoUseDate: { enable: true, days_of_week: [6] } } } };
    expect(problemsOf([rule(weekdays)], { now: Number.MAX_SAFE_INTEGER })).toEqual([
      "value.range /context/now",
    ]);
  });
});

describe("promotions that were read", () => {
  test("are a frozen copy, which select takes as it is", () => {
    const mine = [{ ...rule({}), benefit: { kind: "amountOff" as const, amountFen: 100 } }];
    const read = rightOf(decodePromotions(mine));
    (mine[0] as { benefit: { amountFen: number } }).benefit.amountFen = -1;
    expect(rightOf(select(cart, read, context)).totalDiscountFen).toBe(100);
    expect(() => {
      (read[0] as { capFen?: number }).capFen = -1;
    }).toThrow(TypeError);
    expect(rightOf(decodePromotions(read))).toBe(read);
    // A copy of it is no such list, and is read again.
    expect(problemsOf([...read, { ...read[0], id: "q", capFen: -1 }])).toEqual([
      "value.range /promotions/1/capFen",
    ]);
  });
});

describe("input that is not as it looks", () => {
  test("rules nested without end, or in a circle, are refused", () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const circle: Record<string, unknown> = {};
    circle["circle"] = circle;
    for (const odd of [deep, circle])
      expect(
        problemsOf([rule({ when: { usable: { canNoUseDate: { enable: true, days_of_week: [6], odd } } } })]),
      ).toEqual(["value.range /promotions"]);
  });

  test("inherited fields count, as they do everywhere", () => {
    const inherited = rule({ when: Object.create({ thresholdFen: 5000 }) as object });
    const half = Object.create(
      rule({ benefit: Object.create({ kind: "rateOff", rate: "0.5" }) as object }),
    ) as Promotion;
    const selection = (promotion: Promotion) =>
      rightOf(select(Object.create(cart) as typeof cart, [promotion], context)).decisions[0];
    expect(selection(inherited)).toMatchObject({ reason: "belowThreshold", shortFen: 2000 });
    expect(selection(half)).toMatchObject({ applied: true, discountFen: 1500 });
  });

  test("more problems than are listed are counted, once", () => {
    const many = Array.from({ length: 900 }, (_, i) => rule({ id: `p${i}`, capFen: -1, typo: 1 }));
    const found = leftOf(select(cart, many, context));
    expect(found).toHaveLength(1001);
    expect(found[1000]).toMatchObject({ code: "problems.more", message: "800 more problems, not listed" });
    expect(leftOf(decodePromotions(many))[1000]?.message).toBe("800 more problems, not listed");
    expect(problemsOf(Array.from({ length: 1001 }, (_, i) => rule({ id: `p${i}` })))).toEqual([
      "value.tooMany /promotions",
    ]);
  });

  test("equal rules are equal in whatever order their keys come", () => {
    const coupons = (swap: boolean) =>
      Array.from({ length: 8 }, (_, i) =>
        rule({
          id: `p${i}`,
          benefit:
            swap && i % 2 === 0
              ? { amountFen: 700, kind: "amountOff" }
              : { kind: "amountOff", amountFen: 700 },
        }),
      );
    expect(select(cart, coupons(true), context)).toEqual(select(cart, coupons(false), context));
  });

  test("one that time forbids takes no held code from another", () => {
    const held = [{ id: "p", code: "X" }];
    const generic = rule({ when: { mustHold: true } });
    const past = rule({ code: "X", when: { mustHold: true, endsAt: 1 } });
    expect(rightOf(select(cart, [generic, past], { ...context, held })).totalDiscountFen).toBe(100);
  });
});

describe("decisions", () => {
  const decided = (promotions: readonly Promotion[], of: Partial<SelectionContext> = {}, options = {}) =>
    rightOf(select(cart, promotions, { ...context, ...of }, options)).decisions;

  test("time: from the start on, before the end", () => {
    const timed = [rule({ when: { startsAt: 10, endsAt: 20 } })];
    const reasonAt = (now: number): unknown => {
      const [decision] = decided(timed, { now });
      return decision?.applied === false ? decision.reason : "applied";
    };
    expect([9, 10, 19, 20].map(reasonAt)).toEqual(["notStarted", "applied", "applied", "ended"]);
  });

  test("rules of use: no use on Saturdays, in China", () => {
    const timed = [rule({ when: { usable: { canNoUseDate: { enable: true, days_of_week: [6] } } } })];
    // Saturday, 1 June 2024, 00:00 in China, and a millisecond before.
    expect(decided(timed, { now: 1717171200000 })).toEqual([
      { id: "p", applied: false, reason: "notUsable" },
    ]);
    expect(decided(timed, { now: 1717171199999 })).toMatchObject([{ id: "p", applied: true }]);
  });

  test("uses are counted by the promotion's own id, whatever it is called", () => {
    const limited = (id: string) => [rule({ id, when: { usesPerBuyer: 2 } })];
    expect(decided(limited("p"), { buyer: { uses: { p: 1 } } })).toMatchObject([{ applied: true }]);
    expect(decided(limited("p"), { buyer: { uses: { p: 2 } } })).toMatchObject([{ reason: "usesSpent" }]);
    expect(decided(limited("constructor"), { buyer: { uses: {} } })).toMatchObject([{ applied: true }]);
  });

  test("a held coupon's code: the smallest that no other promotion names", () => {
    const held = [
      { id: "p", code: "C3" },
      { id: "p", code: "C1" },
      { id: "p", code: "C2" },
    ];
    const must = { when: { mustHold: true } };
    const marketing = (promotions: readonly Promotion[]) =>
      rightOf(select(cart, promotions, { ...context, held })).marketing.map(({ code }) => code);
    expect(marketing([rule(must)])).toEqual(["C1"]);
    expect(marketing([rule(must), rule({ ...must, code: "C1" })])).toEqual(["C1", "C2"]);
    // No code is smaller than any.
    const bare = rightOf(select(cart, [rule(must)], { ...context, held: [...held, { id: "p" }] }));
    expect(bare.marketing[0]).not.toHaveProperty("code");
    expect(decided([rule({ ...must, code: "C9" })], { held })).toMatchObject([
      { code: "C9", reason: "notHeld" },
    ]);
  });

  test("what is missing: fen, units, both, and to the next tier, threshold or set", () => {
    const missing = (of: object): unknown => {
      const [{ id: _, ...decision } = { id: "" }] = decided([rule(of)]);
      return decision;
    };
    const below = { applied: false, reason: "belowThreshold" };
    expect(missing({ when: { thresholdFen: 3500 } })).toEqual({ ...below, shortFen: 500 });
    expect(missing({ when: { thresholdFen: 3500, thresholdQuantity: 5 } })).toEqual({
      ...below,
      shortFen: 500,
      shortQuantity: 2,
    });
    expect(missing({ benefit: { kind: "bundlePrice", quantity: 4, amountFen: 1 } })).toEqual({
      ...below,
      shortQuantity: 1,
    });
    const tiers = [
      { thresholdFen: 1000, amountFen: 100 },
      { thresholdFen: 3000, amountFen: 500 },
      { thresholdFen: 5000, rate: "0.8" },
    ];
    expect(missing({ benefit: { kind: "tiers", tiers } })).toEqual({
      applied: true,
      discountFen: 500,
      next: { shortFen: 2000, rate: "0.8" },
    });
    // A tier that gives no more is nothing to wait for, and the next one's amount is cut off like this one's.
    const flat = [
      { thresholdFen: 1000, amountFen: 500 },
      { thresholdFen: 4000, amountFen: 500 },
      { thresholdFen: 6000, amountFen: 900 },
    ];
    expect(missing({ benefit: { kind: "tiers", tiers: flat }, capFen: 800 })).toMatchObject({
      next: { shortFen: 3000, amountFen: 800 },
    });
    // A rate that would give less than what is given already is nothing to wait for either.
    const worse = [
      { thresholdFen: 1000, amountFen: 900 },
      { thresholdFen: 4000, rate: "0.99" },
    ];
    expect(missing({ benefit: { kind: "tiers", tiers: worse } })).toEqual({
      applied: true,
      discountFen: 900,
    });
    const same = [
      { thresholdFen: 1000, rate: "0.90" },
      { thresholdFen: 4000, rate: "0.9" },
    ];
    expect(missing({ benefit: { kind: "tiers", tiers: same } })).toEqual({ applied: true, discountFen: 300 });
    const every = {
      benefit: { kind: "amountOff", amountFen: 100, every: true },
      when: { thresholdFen: 1200 },
    };
    expect(missing(every)).toEqual({
      applied: true,
      discountFen: 200,
      next: { shortFen: 600, amountFen: 300 },
    });
    expect(missing({ ...every, capFen: 250 })).toMatchObject({ next: { amountFen: 250 } });
    expect(missing({ ...every, capFen: 200 })).toEqual({ applied: true, discountFen: 200 });
    expect(missing({ benefit: { kind: "buyGet", buy: 1, get: 1 } })).toEqual({
      applied: true,
      discountFen: 1000,
      next: { shortQuantity: 1 },
    });
    expect(missing({ benefit: { kind: "buyGet", buy: 1, get: 1, repeat: false } })).toEqual({
      applied: true,
      discountFen: 1000,
    });
  });

  test("a promotion that would do harm says what would be reached with it", () => {
    const promotions = [
      rule({ id: "small", benefit: { kind: "amountOff", amountFen: 1 } }),
      rule({
        id: "large",
        discountRange: 1,
        when: { thresholdFen: 3000, thresholdBasis: "payable" },
        benefit: { kind: "amountOff", amountFen: 1000 },
      }),
    ];
    expect(decided(promotions)).toEqual([
      { id: "small", applied: false, reason: "notInBest", totalDiscountFen: 1 },
      { id: "large", applied: true, discountFen: 1000 },
    ]);
    expect(decided(promotions, {}, { only: ["small"] })).toEqual([
      { id: "small", applied: true, discountFen: 1 },
      { id: "large", applied: false, reason: "notSelected" },
    ]);
  });

  test("points are one balance, and the fewest are spent", () => {
    const points = (id: string, of: object = {}) =>
      rule({ id, type: 3, benefit: { kind: "points", fenPerPoint: "0.1", stepPoints: 100 }, ...of });
    const buyer = { points: 1234 };
    expect(decided([points("a"), points("b")], { buyer })).toEqual([
      { id: "a", applied: true, discountFen: 120, points: 1200 },
      { id: "b", applied: false, reason: "pointsSpent" },
    ]);
    // The same discount for nothing is better than for points.
    const free = rule({ id: "z", benefit: { kind: "amountOff", amountFen: 120 }, stacking: { group: "g" } });
    expect(decided([points("a", { stacking: { group: "g" } }), free], { buyer })).toMatchObject([
      { id: "a", reason: "groupTaken", by: "z" },
      { id: "z", applied: true },
    ]);
  });
});

describe("parts of amounts", () => {
  test("are what applyRate gives, in every rounding", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(10_000), fc.maxSafeNat()),
        fc.oneof(
          fc.constantFrom("0", "1", "0.5", "0.25", "0.125"),
          fc.nat(9_999_999_999).map((n) => `0.${String(n).padStart(10, "0")}`),
        ),
        fc.constantFrom<Rounding>("ceil", "floor", "halfAwayFromZero", "halfEven"),
        (amount, text, rounding) => {
          const rate = rightOf(parseRate(text));
          expect(partOf(fractionOf(rate), amount, rounding)).toBe(applyRate(rate, amount, rounding));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
