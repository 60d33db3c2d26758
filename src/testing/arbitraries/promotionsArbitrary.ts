/**
 * Random promotions, all of them right, that get into each other's way: few ids, groups, small amounts.
 */
import fc from "fast-check";
import type { Benefit, BenefitKind } from "../../promotion/Benefit.js";
import type { Conditions, Promotion } from "../../promotion/Promotion.js";
import { compact, rarely } from "./compact.js";

/** The time of every context: conditions lie around it. */
export const NOW = 1000;

const amount = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3000 }) },
);

const rate = fc.constantFrom("0", "0.5", "0.85", "0.333", "0.9", "0.95", "0.1250", "1", "0.0000000001");

const references = fc.array(
  fc
    .record({
      goodsId: fc.constantFrom("a", "b", "c", "é", "elsewhere"),
      skuId: fc.constantFrom<string | undefined>(undefined, undefined, "1"),
    })
    .map(compact),
  { minLength: 1, maxLength: 3 },
);

const threshold = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 6000 }));

const conditions = (must: Partial<Conditions>): fc.Arbitrary<Conditions | undefined> =>
  fc
    .record({
      thresholdFen: rarely(3, threshold),
      thresholdQuantity: rarely(6, fc.integer({ min: 1, max: 7 })),
      thresholdBasis: rarely(3, fc.constantFrom<"lineTotal" | "payable">("lineTotal", "payable")),
      startsAt: rarely(20, fc.constantFrom(NOW - 1, NOW, NOW + 1)),
      endsAt: rarely(20, fc.constantFrom(NOW + 2, NOW + 3)),
      identities: rarely(20, fc.constant(["vip", "new"])),
      firstOrderOnly: rarely(20, fc.boolean()),
      usesPerBuyer: rarely(15, fc.integer({ min: 1, max: 2 })),
      mustHold: rarely(6, fc.constantFrom(true, true, true, false)),
    })
    .map((when) => {
      const said = compact({ ...when, ...must });
      return Object.keys(said).length === 0 ? undefined : said;
    });

const tiers = fc
  .record({
    by: fc.constantFrom<"thresholdFen" | "thresholdQuantity">("thresholdFen", "thresholdQuantity"),
    steps: fc.array(
      fc.record({ step: fc.integer({ min: 1, max: 1500 }), more: fc.nat(600), isRate: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  })
  .map(({ by, steps }): Benefit => {
    let [at, off, paid] = [0, 0, 98];
    return {
      kind: "tiers",
      tiers: steps.map(({ step, more, isRate }) => {
        at += by === "thresholdFen" ? step : (step % 3) + 1;
        off += more;
        paid -= more % 30;
        return isRate ? { [by]: at, rate: `0.${paid}` } : { [by]: at, amountFen: off };
      }),
    };
  });

/** Benefits of every kind, but `points`, which has a type of its own. */
const BENEFITS = {
  amountOff: fc.record({ kind: fc.constant("amountOff"), amountFen: amount }),
  every: fc.record({ kind: fc.constant("amountOff"), amountFen: amount, every: fc.constant(true) }),
  tiers,
  rateOff: fc.record({ kind: fc.constant("rateOff"), rate }),
  fixedPrice: fc.record({ kind: fc.constant("fixedPrice"), unitPriceFen: amount }),
  nthUnit: fc.record({
    kind: fc.constant("nthUnit"),
    nth: fc.integer({ min: 2, max: 4 }),
    rate,
    repeat: fc.boolean(),
  }),
  bundlePrice: fc.record({
    kind: fc.constant("bundlePrice"),
    quantity: fc.integer({ min: 2, max: 4 }),
    amountFen: amount,
    repeat: fc.constantFrom(true, true, false),
  }),
  buyGet: fc.record({
    kind: fc.constant("buyGet"),
    buy: fc.integer({ min: 1, max: 3 }),
    get: fc.integer({ min: 1, max: 2 }),
    repeat: fc.constantFrom(true, true, false),
  }),
  exchange: fc.record({ kind: fc.constant("exchange"), units: fc.integer({ min: 1, max: 3 }) }),
  feeOff: fc
    .record({
      kind: fc.constant("feeOff"),
      feeTypes: fc.uniqueArray(fc.constantFrom(1, 2, 18), { minLength: 1, maxLength: 3 }),
      amountFen: rarely(2, fc.integer({ min: 0, max: 500 })),
    })
    .map(compact),
} as const;

const points = fc
  .record({
    worth: fc.constantFrom(["1", 1], ["1", 10], ["1", 100], ["0.1", 10], ["0.1", 50], ["2.5", 2], ["2.5", 4]),
    maxRate: rarely(2, rate),
  })
  .map(
    ({ worth: [fenPerPoint, stepPoints], maxRate }): Benefit =>
      compact({
        kind: "points",
        fenPerPoint: fenPerPoint,
        stepPoints: stepPoints,
        maxRate,
      }),
  );

/**
 * The kinds of promotions that can be asked for: those of benefits, and `every`, an amount off that repeats (每满减).
 *
 * @category testing
 * @since 0.5.0
 */
export type PromotionKind = BenefitKind | "every";

/** All of them. */
export const PROMOTION_KINDS: readonly PromotionKind[] = [
  ...(Object.keys(BENEFITS) as (keyof typeof BENEFITS)[]),
  "points",
];

const benefitOf = (kind: PromotionKind): fc.Arbitrary<Benefit> =>
  kind === "points" ? points : (BENEFITS[kind] as fc.Arbitrary<Benefit>);

const GROUPS = ["g1", "g2", "g3"] as const;

/** One promotion. Its level and type go by its id, since one id has one of each. */
const promotionOf = (id: string, kinds: readonly PromotionKind[]): fc.Arbitrary<Promotion> => {
  const number = Number(id.slice(1));
  const kindsOfId: readonly PromotionKind[] =
    number % 6 === 5 && kinds.includes("points") ? ["points"] : kinds.filter((k) => k !== "points");
  return fc.constantFrom(...(kindsOfId.length === 0 ? kinds : kindsOfId)).chain((kind: PromotionKind) =>
    fc
      .record({
        benefit: benefitOf(kind),
        when: conditions(kind === "every" ? { thresholdFen: 100 + number } : {}),
        include: rarely(3, references),
        exclude: rarely(8, references),
        rounding: rarely(
          3,
          fc.constantFrom<"ceil" | "floor" | "halfAwayFromZero" | "halfEven">(
            "ceil",
            "floor",
            "halfAwayFromZero",
            "halfEven",
          ),
        ),
        capFen: rarely(5, amount),
        floorPayableFen: rarely(3, fc.constantFrom(0, 1, 5, 400)),
        group: rarely(3, fc.constantFrom(...GROUPS)),
        excludes: rarely(6, fc.subarray([...GROUPS], { minLength: 1, maxLength: 2 })),
        sequence: rarely(3, fc.integer({ min: -1, max: 1 })),
      })
      .map(({ include, exclude, group, excludes, ...rest }): Promotion => {
        const scope = compact({ include, exclude });
        const stacking = compact({ group, excludes });
        return compact({
          ...rest,
          id,
          type: kind === "points" ? 3 : (([4, 2, 1] as const)[number % 3] ?? 4),
          discountRange: kind === "feeOff" && number % 2 === 0 ? undefined : number % 2 === 0 ? 2 : 1,
          title: `title of ${id}`,
          scope: Object.keys(scope).length === 0 ? undefined : scope,
          stacking: Object.keys(stacking).length === 0 ? undefined : stacking,
        });
      }),
  );
};

/** Groups that no promotion is in are not excluded: that would be a mistake. */
const withKnownGroups = (promotions: readonly Promotion[]): readonly Promotion[] => {
  const groups = promotions.map(({ stacking }) => stacking?.group);
  return promotions.map((promotion) => {
    const excludes = promotion.stacking?.excludes?.filter((group) => groups.includes(group));
    if (excludes === undefined) return promotion;
    const stacking = compact({
      group: promotion.stacking?.group,
      excludes: excludes.length > 0 ? excludes : undefined,
    });
    return compact({ ...promotion, stacking: Object.keys(stacking).length > 0 ? stacking : undefined });
  });
};

/**
 * Which promotions.
 *
 * @category testing
 * @since 0.5.0
 */
export interface PromotionOptions {
  /** Default: all. */
  readonly kinds?: readonly PromotionKind[];
  /** How many. Default: up to six, few mostly. */
  readonly size?: fc.Arbitrary<number>;
}

/** How many promotions: few mostly. */
export const sizes = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: Math.min(6, most) }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: Math.min(9, most) }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: most }) },
  );

/**
 * Lists of promotions that `decodePromotions` takes, of every kind. Goods are those of `cartArbitrary`; identities, uses
 * and points those of `selectionArbitrary`.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { decodePromotions } from "suanjia";
 * import { promotionsArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(promotionsArbitrary({ kinds: ["nthUnit", "tiers"] }), (promotions) => {
 *     assert.strictEqual(decodePromotions(promotions)._tag, "Right");
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const promotionsArbitrary = ({
  kinds = PROMOTION_KINDS,
  size = sizes(6),
}: PromotionOptions = {}): fc.Arbitrary<readonly Promotion[]> =>
  size.chain((n) =>
    fc
      .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: n, maxLength: n })
      .chain((numbers) => fc.tuple(...numbers.map((number) => promotionOf(`p${number}`, kinds))))
      .chain((promotions) =>
        // Sometimes one coupon again, with a code of its own.
        rarely(4, fc.constantFrom<string>("C1", "C2")).map((code) => {
          const [first] = promotions;
          const again = first === undefined || code === undefined || n < 2 ? [] : [{ ...first, code }];
          return withKnownGroups([...promotions.slice(0, n - again.length), ...again]);
        }),
      ),
  );
