/**
 * How long `select` takes, and how much a search saves over trying every combination. A process of its own, since
 * promotions of every kind would teach the machine that anything may come.
 */
import * as assert from "node:assert";
import { type Cart, type Promotion, type Selection, type SelectionContext, select } from "../src/index.js";
import { type SelectionResult, summary } from "./measure.js";
import { type Random, randomFrom } from "./workloads.js";

/** One cart with its promotions. */
interface Task {
  readonly cart: Cart;
  readonly promotions: readonly Promotion[];
  readonly context: SelectionContext;
}

/** What is asked of `select`, and what it may cost. */
interface Workload {
  readonly name: string;
  /** Milliseconds, median over the tasks; undefined: shown without a goal. */
  readonly goalMs: number | undefined;
  readonly tasks: readonly Task[];
  /** Is trying every combination feasible? */
  readonly exhaustive: boolean;
}

const NOW = 1_700_000_000_000;

const linesOf = (random: Random, count: number, quantity: (i: number) => number): Cart["lines"] =>
  Array.from({ length: count }, (_, i) => ({
    goodsId: `goods_${i}`,
    unitPrice: 1000 + random(9000),
    quantity: quantity(i),
  }));

const yuan = (random: Random, least: number, most: number): number => 100 * (least + random(most - least));

const percent = (random: Random): string => `0.${80 + random(19)}`;

/** What coupons say: 满减, 每满减, 阶梯满减, 折扣, 折扣封顶, 立减 on some goods. */
const COUPONS: readonly ((random: Random) => Partial<Promotion>)[] = [
  (random) => ({
    when: { thresholdFen: yuan(random, 20, 100) },
    benefit: { kind: "amountOff", amountFen: yuan(random, 3, 20) },
  }),
  (random) => ({
    when: { thresholdFen: yuan(random, 50, 120) },
    benefit: { kind: "amountOff", amountFen: yuan(random, 2, 8), every: true },
  }),
  (random) => ({
    benefit: {
      kind: "tiers",
      tiers: [
        { thresholdFen: yuan(random, 10, 40), amountFen: yuan(random, 1, 5) },
        { thresholdFen: yuan(random, 50, 150), amountFen: yuan(random, 6, 20) },
      ],
    },
  }),
  (random) => ({ benefit: { kind: "rateOff", rate: percent(random) } }),
  (random) => ({ benefit: { kind: "rateOff", rate: percent(random) }, capFen: yuan(random, 2, 15) }),
  (random) => ({
    scope: { include: [{ goodsId: `goods_${random(5)}` }, { goodsId: `goods_${random(5)}` }] },
    benefit: { kind: "amountOff", amountFen: yuan(random, 2, 10) },
  }),
];

const couponsOf = (random: Random, count: number, groups: number): readonly Promotion[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `coupon_${i}`,
    type: 2 as const,
    discountRange: 1 as const,
    title: "[券] 优惠",
    floorPayableFen: 1,
    ...((COUPONS[i % COUPONS.length] as (random: Random) => Partial<Promotion>)(random) as {
      benefit: Promotion["benefit"];
    }),
    ...(groups > 0 ? { stacking: { group: `group_${random(groups)}` } } : {}),
  }));

const tasksOf = (
  seed: number,
  count: number,
  make: (random: Random) => Omit<Task, "context">,
): readonly Task[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => ({
    ...make(random),
    context: { now: NOW, buyer: { points: 3000 } },
  }));
};

const couponTasks = (count: number, groups: number): readonly Task[] =>
  tasksOf(count * 10 + groups, 200, (random) => ({
    cart: { lines: linesOf(random, 5, () => 1 + random(3)) },
    promotions: couponsOf(random, count, groups),
  }));

const rule = (id: string, benefit: Promotion["benefit"], of: Partial<Promotion> = {}): Promotion => ({
  id,
  type: 4,
  discountRange: 2,
  title: "[活动]",
  benefit,
  ...of,
});

/** Twelve units in four lines, beside 第二件半价, 3 件 99 and 买二送一. */
const unitTasks = (): readonly Task[] =>
  tasksOf(12, 200, (random) => ({
    cart: { lines: linesOf(random, 4, (i) => [4, 3, 3, 2][i] as number) },
    promotions: [
      rule("half", { kind: "nthUnit", nth: 2, rate: "0.5" }),
      rule("bundle", { kind: "bundlePrice", quantity: 3, amountFen: 9900 }),
      rule("free", { kind: "buyGet", buy: 2, get: 1 }),
    ],
  }));

/** Every kind of benefit twice, none of which excludes another: as hard as it gets. */
const everyKindTasks = (): readonly Task[] =>
  tasksOf(99, 20, (random) => ({
    cart: { lines: linesOf(random, 5, () => 1 + random(3)) },
    promotions: [
      ...couponsOf(random, 10, 0),
      ...[0, 1].flatMap((i) => [
        rule(`half_${i}`, { kind: "nthUnit", nth: 2 + i, rate: "0.5" }),
        rule(`bundle_${i}`, { kind: "bundlePrice", quantity: 3, amountFen: 9900 + 1000 * i }),
        rule(`free_${i}`, { kind: "buyGet", buy: 2 + i, get: 1 }),
        rule(`exchange_${i}`, { kind: "exchange", units: 1 }, { capFen: 3000 + 1000 * i }),
        rule(
          `points_${i}`,
          { kind: "points", fenPerPoint: "1", stepPoints: 100, maxRate: "0.5" },
          { type: 3 },
        ),
      ]),
    ],
  }));

const chosen = ({ cart, promotions, context }: Task): Selection => {
  const selection = select(cart, promotions, context);
  assert.ok(selection._tag === "Right", JSON.stringify(selection));
  return selection.right;
};

/** The best by trying every combination, each calculated as `only`. */
const exhaustive = ({ cart, promotions, context }: Task): number => {
  let best = 0;
  for (let bits = 0; bits < 2 ** promotions.length; bits++) {
    const only = promotions.filter((_, i) => (bits >> i) & 1).map(({ id }) => id);
    const selection = select(cart, promotions, context, { only });
    assert.ok(selection._tag === "Right");
    best = Math.max(best, selection.right.totalDiscountFen);
  }
  return best;
};

const millisecondsOf = (work: () => unknown): number => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
};

const WORKLOADS = (): readonly Workload[] => [
  { name: "select, 12 units × 3 rules", goalMs: 1, tasks: unitTasks(), exhaustive: true },
  {
    name: "select, 10 coupons, 5 lines",
    goalMs: 10,
    tasks: couponTasks(10, 0).slice(0, 20),
    exhaustive: true,
  },
  {
    name: "select, 20 coupons, 5 lines, all beside each other",
    goalMs: 10,
    tasks: couponTasks(20, 0),
    exhaustive: false,
  },
  {
    name: "select, 20 coupons, 5 lines, in 6 groups",
    goalMs: 10,
    tasks: couponTasks(20, 6),
    exhaustive: false,
  },
  {
    name: "select, 20 promotions of every kind, all beside each other",
    goalMs: undefined,
    tasks: everyKindTasks(),
    exhaustive: false,
  },
];

const resultOf = ({ name, goalMs, tasks, exhaustive: feasible }: Workload): SelectionResult => {
  // As a server that has run for a while.
  for (let i = 0; i < 3; i++) for (const task of tasks.slice(0, 40)) chosen(task);
  const visited: number[] = [];
  let notOptimal = 0;
  const times = tasks.map((task) => {
    const selection = chosen(task);
    visited.push(selection.visited);
    if (!selection.optimal) notOptimal += 1;
    return millisecondsOf(() => chosen(task));
  });
  const few = tasks.slice(0, 20);
  const ratios = feasible
    ? few.map((task) => {
        assert.strictEqual(chosen(task).totalDiscountFen, exhaustive(task));
        return millisecondsOf(() => chosen(task)) / millisecondsOf(() => exhaustive(task));
      })
    : [];
  const { median, p90 } = summary(times);
  return {
    name,
    goalMs,
    medianMs: median,
    p90Ms: p90,
    visited: summary(visited).median,
    notOptimal,
    ratioToExhaustive: feasible ? summary(ratios).median : undefined,
    pass: goalMs === undefined || median <= goalMs,
  };
};

console.log(JSON.stringify(WORKLOADS().map(resultOf)));
