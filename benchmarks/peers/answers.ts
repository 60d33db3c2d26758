/**
 * The same-answer check, before anything is timed and in a process of its own: what each peer answers, beside ours.
 * Where a peer claims our answer, another one ends the run. Where its rules differ, how often it answers otherwise is
 * counted over a workload far larger than what is timed.
 */
import * as assert from "node:assert";
import { apportion, decodePricingRequest, type PricingRequest, price } from "../../src/index.js";
import { brokenOf } from "../broken.js";
import { ordersOf, type Split, splitsOf } from "../workloads.js";
import { type Apportioner, apportionersOf } from "./apportion.js";
import { judgesOf, promotionsOf, situationsOf } from "./conditions.js";
import { LIMIT } from "./contest.js";
import { readersOf } from "./decode.js";
import { loadPeers, type Peers, type VendureLine } from "./load.js";
import { medusaActions, medusaTaskOf, requestsOf, vendureCalculatorOf, vendureTaskOf } from "./price.js";

/** What was found of one contender. */
export interface Answer {
  readonly work: "apportion" | "price" | "conditions" | "decode";
  readonly name: string;
  readonly answer: string;
}

/** A part in percent, never rounded to all or nothing where it is neither. */
const percent = (count: number, of: number): string => {
  if (count === 0 || count === of) return `${count === 0 ? 0 : 100} %`;
  const part = (100 * count) / of;
  if (part < 0.1) return "less than 0.1 %";
  return part > 99.9 ? "more than 99.9 %" : `${part.toFixed(1)} %`;
};

const count = (value: number): string => value.toLocaleString("en");

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const largestOf = (values: readonly number[]): number =>
  values.reduce((largest, value) => Math.max(largest, value), 0);

/** How far a peer's amounts are from ours. */
class Tally {
  readonly #all: number;
  #fractions = 0;
  #others = 0;
  #wrongSums = 0;
  #farthest = 0;

  constructor(all: number) {
    this.#all = all;
  }

  /** `sum` is what the peer itself says that its amounts come to. */
  note(theirs: readonly number[], ours: readonly number[], sum: number): void {
    const apart = largestOf(theirs.map((share, i) => Math.abs(share - (ours[i] as number))));
    if (!theirs.every(Number.isInteger)) this.#fractions += 1;
    if (apart > 1e-6) this.#others += 1;
    if (Math.abs(sum - sumOf(ours)) > 1e-6) this.#wrongSums += 1;
    this.#farthest = Math.max(this.#farthest, apart);
  }

  get isSame(): boolean {
    return this.#others === 0 && this.#wrongSums === 0;
  }

  text(what: string): string {
    const all = `${count(this.#all)} ${what}`;
    if (this.isSame) return `the same in all ${all}`;
    const sums =
      this.#wrongSums === 0
        ? "the sum always right"
        : `the sum wrong in ${percent(this.#wrongSums, this.#all)}`;
    const fractions =
      this.#fractions === 0 ? "" : `, fractions of a fen in ${percent(this.#fractions, this.#all)}`;
    const farthest = this.#fractions === 0 ? String(this.#farthest) : this.#farthest.toFixed(2);
    return `other amounts in ${percent(this.#others, this.#all)} of ${all}, by at most ${farthest} fen${fractions}; ${sums}`;
  }
}

const SPLITS = [3, 10, 100] as const;

/** Whose rule is ours, exactly. */
const SAME_RULE = ["decimal.js"];

const tallyOf = (answer: Apportioner, splits: readonly Split[]): Tally => {
  const tally = new Tally(splits.length);
  for (const split of splits) {
    const theirs = answer(split);
    tally.note(theirs, apportion(split.amount, split.weights), sumOf(theirs));
  }
  return tally;
};

const apportionAnswers = (peers: Peers): readonly Answer[] =>
  Object.entries(apportionersOf(peers)).map(([name, answer]) => {
    const parts = (["uniform", "ties"] as const).map((spread) => {
      const splits = SPLITS.flatMap((n) => splitsOf(n, spread, 1_000));
      const tally = tallyOf(answer, splits);
      if (SAME_RULE.includes(name)) assert.ok(tally.isSame, `${name}: ${tally.text("splits")}`);
      return `${spread}: ${tally.text("splits")}`;
    });
    return { work: "apportion", name, answer: parts.join("; ") };
  });

const linePayables = (request: PricingRequest): readonly number[] => {
  const quote = price(request);
  assert.ok(quote._tag === "Right");
  return quote.right.lines.map((line) => line.payableAmount);
};

const lineTotals = (request: PricingRequest): readonly number[] =>
  request.lines.map(({ unitPrice, quantity }) => unitPrice * quantity);

const priceAnswers = async ({ vendure, medusa }: Peers): Promise<readonly Answer[]> => {
  const requests = [...requestsOf(3, 4, 1_000), ...requestsOf(10, 8, 500)];
  const calculate = vendureCalculatorOf(vendure);
  const vendurePays = new Tally(requests.length);
  const vendureTakes = new Tally(requests.length);
  const medusaPays = new Tally(requests.length);
  for (const request of requests) {
    const ours = linePayables(request);
    const totals = lineTotals(request);
    const order = await calculate(vendureTaskOf(vendure, request));
    vendurePays.note(
      order.lines.map((line) => line.proratedLinePriceWithTax),
      ours,
      order.subTotalWithTax,
    );
    const taken = order.lines.map(
      (line: VendureLine, i) => (totals[i] as number) + sumOf(line.adjustments.map(({ amount }) => amount)),
    );
    vendureTakes.note(taken, ours, sumOf(taken));
    const left = totals.slice();
    for (const { item_id, amount } of medusaActions(medusa, medusaTaskOf(request)))
      left[Number(item_id.slice("item_".length))] =
        (left[Number(item_id.slice("item_".length))] as number) - Number(amount.toString());
    medusaPays.note(left, ours, sumOf(left));
  }
  return [
    {
      work: "price",
      name: "Vendure OrderCalculator",
      answer: `what lines pay: ${vendurePays.text("orders")}. What is taken off them: ${vendureTakes.text("orders")}`,
    },
    { work: "price", name: "Medusa compute-actions", answer: `what lines pay: ${medusaPays.text("orders")}` },
  ];
};

const conditionsAnswers = async (peers: Peers): Promise<readonly Answer[]> => {
  const situations = situationsOf(500);
  const judged = new Map<string, number>();
  for (const many of [5, 20]) {
    const judges = judgesOf(peers, promotionsOf(many));
    for (const situation of situations) {
      const expected = [...((await judges[LIMIT]?.(situation)) ?? [])].sort();
      for (const [name, judge] of Object.entries(judges)) {
        assert.deepStrictEqual([...(await judge(situation))].sort(), expected, name);
        judged.set(name, (judged.get(name) ?? 0) + 1);
      }
    }
  }
  return [...judged]
    .filter(([name]) => name !== LIMIT)
    .map(([name, carts]) => ({
      work: "conditions",
      name,
      answer: `the same promotions for all ${count(carts)} carts`,
    }));
};

const decodeAnswers = (peers: Peers): readonly Answer[] => {
  const valid = [...ordersOf(3, 4, 200), ...ordersOf(50, 20, 20)];
  const inputs = ordersOf(3, 4, 100).flatMap(brokenOf);
  const isOurs = (input: unknown): boolean => decodePricingRequest(input)._tag === "Right";
  const refused = inputs.filter((input) => !isOurs(input));
  return Object.entries(readersOf(peers)).map(([name, accepts]) => {
    for (const input of [...valid, ...inputs.filter(isOurs)])
      assert.ok(accepts(input), `${name}: refuses ${JSON.stringify(input)}`);
    const taken = refused.filter(accepts).length;
    return {
      work: "decode",
      name,
      answer: `takes all valid requests, and ${percent(taken, refused.length)} of ${count(refused.length)} that ours refuses`,
    };
  });
};

const peers = await loadPeers(process.argv[2] as string);
const answers: readonly Answer[] = [
  ...apportionAnswers(peers),
  ...(await priceAnswers(peers)),
  ...(await conditionsAnswers(peers)),
  ...decodeAnswers(peers),
];
console.log(JSON.stringify(answers));
