/**
 * Which promotions may apply: by the part of `select` that judges it, by json-rules-engine, and by a loop by hand.
 *
 * The same rules and facts for all: from when until when, a threshold of the goods' total, one of some identities, the
 * buyer's first order. Rules are read before; facts come anew with every cart, and adding up its total is part of the
 * work.
 */
import * as assert from "node:assert";
import {
  type Cart,
  decodePricingRequest,
  type PricingRequest,
  type Promotion,
  type SelectionContext,
  select,
} from "../../src/index.js";
import { candidatesOf } from "../../src/promotion/Candidate.js";
import { canonicalCart } from "../../src/promotion/CartState.js";
import { sink } from "../measure.js";
import { type Random, randomFrom } from "../workloads.js";
import { type Contest, LIMIT, OURS } from "./contest.js";
import type { Peers, RuleEngine } from "./load.js";

/** Inputs for each contest: a power of two, so that taking turns costs nothing. */
const POOL = 16;

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;
const IDENTITIES = ["member", "student", "staff", "vip", "new"] as const;

const someOf = (random: Random, count: number): readonly string[] =>
  Array.from({ length: count }, () => IDENTITIES[random(IDENTITIES.length)] as string);

/** Each takes off one fen, so that all that may apply do, and judging is what costs. */
export const promotionsOf = (count: number): readonly Promotion[] => {
  const random = randomFrom(count);
  return Array.from({ length: count }, (_, i) => ({
    id: `promotion_${i}`,
    type: 4 as const,
    discountRange: 2 as const,
    title: "[活动]",
    benefit: { kind: "amountOff" as const, amountFen: 1 },
    when: {
      startsAt: NOW - DAY * random(4),
      endsAt: NOW + DAY * (1 + random(4)),
      thresholdFen: 1000 * random(30),
      ...(i % 2 === 0 ? { identities: someOf(random, 2) } : {}),
      ...(i % 4 === 3 ? { firstOrderOnly: true } : {}),
    },
  }));
};

/** A cart, its buyer and the moment. */
export interface Situation {
  readonly cart: Cart;
  readonly request: PricingRequest;
  readonly context: SelectionContext;
}

export const situationsOf = (count: number): readonly Situation[] => {
  const random = randomFrom(97);
  return Array.from({ length: count }, () => {
    const cart = {
      lines: Array.from({ length: 3 }, (_, i) => ({
        goodsId: `goods_${i}`,
        unitPrice: 1000 + random(9000),
        quantity: 1 + random(2),
      })),
    };
    const request = decodePricingRequest(cart);
    assert.ok(request._tag === "Right");
    const buyer = { identities: someOf(random, random(3)), firstOrder: random(2) === 0 };
    return { cart, request: request.right, context: { now: NOW + DAY * (random(6) - 3), buyer } };
  });
};

/** What judges: a promotion's ids, in the order of the rules. */
export type Judge = (situation: Situation) => readonly string[] | Promise<readonly string[]>;

const totalOf = ({ cart }: Situation): number => {
  let total = 0;
  for (const { unitPrice, quantity } of cart.lines) total += unitPrice * quantity;
  return total;
};

const byHand = (promotions: readonly Promotion[], situation: Situation): readonly string[] => {
  const { now, buyer = {} } = situation.context;
  const { identities = [], firstOrder } = buyer;
  const total = totalOf(situation);
  const ids: string[] = [];
  for (const { id, when = {} } of promotions) {
    if (when.startsAt !== undefined && now < when.startsAt) continue;
    if (when.endsAt !== undefined && now >= when.endsAt) continue;
    if (when.thresholdFen !== undefined && total < when.thresholdFen) continue;
    if (when.identities !== undefined && !when.identities.some((each) => identities.includes(each))) continue;
    if (when.firstOrderOnly === true && firstOrder !== true) continue;
    ids.push(id);
  }
  return ids;
};

const byCandidates = (
  promotions: readonly Promotion[],
  { request, context }: Situation,
): readonly string[] => {
  const ids: string[] = [];
  for (const { promotion, stop } of candidatesOf(canonicalCart(request), promotions, context))
    if (stop === undefined) ids.push(promotion.id);
  return ids;
};

const bySelect = (promotions: readonly Promotion[], { cart, context }: Situation): readonly string[] => {
  const selection = select(cart, promotions, context);
  assert.ok(selection._tag === "Right");
  return selection.right.decisions.filter(({ applied }) => applied).map(({ id }) => id);
};

const ruleOf = ({ id, when = {} }: Promotion) => ({
  event: { type: id },
  conditions: {
    all: [
      { fact: "now", operator: "greaterThanInclusive", value: when.startsAt },
      { fact: "now", operator: "lessThan", value: when.endsAt },
      { fact: "total", operator: "greaterThanInclusive", value: when.thresholdFen },
      ...(when.identities === undefined
        ? []
        : [{ any: when.identities.map((value) => ({ fact: "identities", operator: "contains", value })) }]),
      ...(when.firstOrderOnly === true ? [{ fact: "firstOrder", operator: "equal", value: true }] : []),
    ],
  },
});

const byEngine = async (engine: RuleEngine, situation: Situation): Promise<readonly string[]> => {
  const { now, buyer = {} } = situation.context;
  const { identities, firstOrder } = buyer;
  const { events } = await engine.run({ now, total: totalOf(situation), identities, firstOrder });
  return events.map(({ type }) => type);
};

/** All that judge the same promotions. */
export const judgesOf = (
  { engine }: Peers,
  promotions: readonly Promotion[],
): Readonly<Record<string, Judge>> => {
  const rules = new engine(promotions.map(ruleOf));
  return {
    [LIMIT]: (situation) => byHand(promotions, situation),
    [OURS]: (situation) => byCandidates(promotions, situation),
    "suanjia select, whole": (situation) => bySelect(promotions, situation),
    "json-rules-engine": (situation) => byEngine(rules, situation),
  };
};

const contestOf = ({ engine }: Peers, count: number): Contest => {
  const promotions = promotionsOf(count);
  const situations = situationsOf(POOL);
  const rules = new engine(promotions.map(ruleOf));
  const at = (i: number): Situation => situations[i % POOL] as Situation;
  return {
    size: count,
    name: String(count),
    contenders: [
      {
        name: LIMIT,
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = byHand(promotions, at(i));
        },
      },
      {
        name: OURS,
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = byCandidates(promotions, at(i));
        },
      },
      {
        name: "suanjia select, whole",
        loop: (times) => {
          for (let i = 0; i < times; i++) {
            const { cart, context } = at(i);
            sink.last = select(cart, promotions, context);
          }
        },
      },
      {
        name: "json-rules-engine",
        loop: async (times) => {
          for (let i = 0; i < times; i++) sink.last = await byEngine(rules, at(i));
        },
      },
    ],
  };
};

export const conditionsContests = (peers: Peers): readonly Contest[] =>
  [5, 20, 40].map((count) => contestOf(peers, count));

export const CONDITIONS_GROWTH = [["20", "40"]] as const;
