/**
 * Apportioning an amount over weights: ours, LIMIT and the peers.
 */
import { apportion } from "../../src/index.js";
import { limitApportion } from "../limit.js";
import { sink } from "../measure.js";
import { type Split, splitCount, splitsOf } from "../workloads.js";
import { type Contender, type Contest, LIMIT, OURS } from "./contest.js";
import type { DecimalNumber, Peers } from "./load.js";

/** Their number is a power of two, so that taking turns costs nothing. */
const at = (splits: readonly Split[], i: number): Split => splits[i & (splits.length - 1)] as Split;

/** Shares as a peer gives them: in fen, not always whole. */
export type Apportioner = (split: Split) => readonly number[];

/**
 * Largest remainder as one writes it on decimal.js, where nobody wants to think about 2^53: exact for every amount, by
 * the same rule as ours.
 */
const decimalApportion = (
  decimal: Peers["decimal"],
  amount: number,
  weights: readonly number[],
): readonly DecimalNumber[] => {
  const total = weights.reduce((sum, weight) => sum.plus(weight), new decimal(0));
  const parts = weights.map((weight, index) => {
    const product = new decimal(amount).times(weight);
    const share = product.divToInt(total);
    return { index, weight, share, remainder: product.minus(share.times(total)) };
  });
  const left = parts.reduce((rest, { share }) => rest.minus(share), new decimal(amount)).toNumber();
  const shares = parts.map(({ share }) => share);
  parts
    .sort((a, b) => b.remainder.cmp(a.remainder) || b.weight - a.weight || a.index - b.index)
    .slice(0, left)
    .forEach(({ index }) => {
      shares[index] = (shares[index] as DecimalNumber).plus(1);
    });
  return shares;
};

/** One promotion of a fixed amount across items that cost what they weigh. */
const medusaTaskOf = ({ amount, weights }: Split) => ({
  promotion: {
    code: "fixed",
    type: "standard",
    application_method: { type: "fixed", target_type: "items", allocation: "across", value: amount },
  },
  items: weights.map((weight, i) => ({
    id: `item_${i}`,
    quantity: 1,
    subtotal: weight,
    original_total: weight,
  })),
});

/** What each peer answers, as plain numbers. */
export const apportionersOf = ({
  dinero,
  vendure,
  decimal,
  medusa,
}: Peers): Readonly<Record<string, Apportioner>> => ({
  "dinero.js allocate": ({ amount, weights }) =>
    dinero
      .allocate(dinero.dinero({ amount, currency: dinero.CNY }), weights)
      .map((share) => dinero.toSnapshot(share).amount),
  "Vendure prorate": ({ amount, weights }) => vendure.prorate(weights, amount),
  "decimal.js": ({ amount, weights }) =>
    decimalApportion(decimal, amount, weights).map((share) => share.toNumber()),
  "Medusa across": (split) => {
    const { promotion, items } = medusaTaskOf(split);
    return medusa
      .getComputedActionsForItems(promotion, items, new Map(), "across")
      .map((action) => Number(action.amount.toString()));
  },
});

/** What each peer is asked to do, over and over. Each loop is written out, so that its call is the only one of its site. */
const peersOf = (
  { dinero, vendure, decimal, medusa }: Peers,
  splits: readonly Split[],
): readonly Contender[] => {
  const amounts = splits.map(({ amount }) => dinero.dinero({ amount, currency: dinero.CNY }));
  const tasks = splits.map(medusaTaskOf);
  return [
    {
      name: "dinero.js allocate",
      loop: (times) => {
        for (let i = 0; i < times; i++)
          sink.last = dinero.allocate(amounts[i & (amounts.length - 1)], at(splits, i).weights);
      },
    },
    {
      name: "Vendure prorate",
      loop: (times) => {
        for (let i = 0; i < times; i++) {
          const { amount, weights } = at(splits, i);
          sink.last = vendure.prorate(weights, amount);
        }
      },
    },
    {
      name: "decimal.js",
      loop: (times) => {
        for (let i = 0; i < times; i++) {
          const { amount, weights } = at(splits, i);
          sink.last = decimalApportion(decimal, amount, weights);
        }
      },
    },
    {
      name: "Medusa across",
      loop: (times) => {
        for (let i = 0; i < times; i++) {
          const { promotion, items } = tasks[i & (tasks.length - 1)] as (typeof tasks)[number];
          sink.last = medusa.getComputedActionsForItems(promotion, items, new Map(), "across");
        }
      },
    },
  ];
};

const contestOf = (peers: Peers, n: number): Contest => {
  const splits = splitsOf(n, "uniform", splitCount(n));
  return {
    size: n,
    name: n.toLocaleString("en"),
    contenders: [
      {
        name: LIMIT,
        loop: (times) => {
          for (let i = 0; i < times; i++) {
            const { amount, weights } = at(splits, i);
            sink.last = limitApportion(amount, weights);
          }
        },
      },
      {
        name: OURS,
        loop: (times) => {
          for (let i = 0; i < times; i++) {
            const { amount, weights } = at(splits, i);
            sink.last = apportion(amount, weights);
          }
        },
      },
      ...peersOf(peers, splits),
    ],
  };
};

/** So many weights; 5,000 and 500 for growth alone. */
const SIZES = [1, 3, 10, 30, 100, 500, 1_000, 5_000, 10_000];

export const apportionContests = (peers: Peers): readonly Contest[] => SIZES.map((n) => contestOf(peers, n));

export const APPORTION_GROWTH = [
  ["500", "1,000"],
  ["5,000", "10,000"],
] as const;
