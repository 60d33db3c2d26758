/**
 * The rows: the engine's work beside LIMIT's. Each loop is written out, so that the call inside it is the only one of
 * its call site; a shared loop that is handed functions would measure the hand-over of short ones.
 */
import * as assert from "node:assert";
import {
  apportion,
  decodePricingRequest,
  type PricingRequest,
  type PricingRequestInput,
  price,
  toPluginOrder,
  verify,
} from "../src/index.js";
import { limitGuard } from "./guard.js";
import { limitApportion, limitPrice } from "./limit.js";
import { type Row, sink } from "./measure.js";
import { ordersOf, type Split, type Spread, splitsOf } from "./workloads.js";

/** Inputs for each row: a power of two, so that taking turns costs nothing. */
const POOL = 16;

const rightOf = <A>(either: { readonly _tag: "Left" } | { readonly _tag: "Right"; readonly right: A }): A => {
  assert.ok(either._tag === "Right", `expected a valid input, got ${JSON.stringify(either)}`);
  return either.right;
};

const at = <A>(pool: readonly A[], i: number): A => pool[i % POOL] as A;

const apportionRow = (n: number, spread: Spread): Row => {
  const splits = splitsOf(n, spread, POOL);
  for (const { amount, weights } of splits)
    assert.deepStrictEqual(apportion(amount, weights), limitApportion(amount, weights));
  return {
    name: `apportion, n = ${n.toLocaleString("en")}, ${spread}`,
    goal: 1.5,
    ours: (times) => {
      for (let i = 0; i < times; i++) {
        const { amount, weights } = at(splits, i);
        sink.last = apportion(amount, weights);
      }
    },
    other: (times) => {
      for (let i = 0; i < times; i++) {
        const { amount, weights } = at(splits, i);
        sink.last = limitApportion(amount, weights);
      }
    },
  };
};

/** Twice the weights may cost about twice the time. The bound is wide: caches end somewhere. */
const growthRow = (n: number): Row => {
  const loopOver = (splits: readonly Split[]) => (times: number) => {
    for (let i = 0; i < times; i++) {
      const { amount, weights } = at(splits, i);
      sink.last = apportion(amount, weights);
    }
  };
  return {
    name: `apportion, growth ${n.toLocaleString("en")} → ${(2 * n).toLocaleString("en")}`,
    goal: 2.5,
    against: `n = ${n.toLocaleString("en")}`,
    ours: loopOver(splitsOf(2 * n, "uniform", POOL)),
    other: loopOver(splitsOf(n, "uniform", POOL)),
  };
};

const decodedOrders = (lineCount: number, marketingCount: number): readonly PricingRequest[] =>
  ordersOf(lineCount, marketingCount, POOL).map((order) => rightOf(decodePricingRequest(order)));

const sameAsLimit = (request: PricingRequest): void => {
  const { totals, lines } = rightOf(price(request));
  assert.deepStrictEqual({ totals, lines: lines.map(({ units: _, ...line }) => line) }, limitPrice(request));
};

const priceRow = (lineCount: number, marketingCount: number): Row => {
  const requests = decodedOrders(lineCount, marketingCount);
  requests.forEach(sameAsLimit);
  return {
    name: `price, ${lineCount} lines × ${marketingCount} marketing, with unit runs`,
    goal: 3,
    ours: (times) => {
      for (let i = 0; i < times; i++) sink.last = price(at(requests, i));
    },
    other: (times) => {
      for (let i = 0; i < times; i++) sink.last = limitPrice(at(requests, i));
    },
  };
};

/** The input as it comes over a wire: parsed from text. */
const parsed = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A;

/** Ways to break an input, one at a time; a guard must refuse what the codec refuses. */
const BREAKS: readonly ((input: Record<string, unknown>, part: Record<string, unknown>) => void)[] = [
  (_, part) => Object.assign(part, { surplus: 1 }),
  (_, part) => Object.assign(part, { goodsId: 7128346098909300, id: 7128346098909300 }),
  (_, part) => Object.assign(part, { unitPrice: 0.5, discountAmount: 0.5 }),
  (_, part) => Object.assign(part, { unitPrice: -1, discountAmount: -1 }),
  (_, part) => Object.assign(part, { quantity: 0, type: 5 }),
  (_, part) => Object.assign(part, { skuId: 1, note: "满".repeat(43) }),
  (_, part) => Object.assign(part, { skuId: undefined, note: undefined }),
  (_, part) => Object.assign(part, { unitPrice: 2 ** 53 - 1, discountRange: 3 }),
  (_, part) => Object.assign(part, { goodsId: "", appliesTo: [{ goodsId: "none" }] }),
  (_, part) => Object.assign(part, { marketingExtend: { deep: [1, { much: 2 ** 60 }] } }),
  (input) => Object.assign(input, { calculationType: 3 }),
  (input) => Object.assign(input, { lines: [] }),
  (input) => Object.assign(input, { marketings: [] }),
  (input) => Object.assign(input, { policy: { basis: "payables" } }),
  (input) => Object.assign(input, { policy: { basis: "payable" } }),
  (input) => Object.assign(input, { fees: [{ feeType: 1, feeAmount: 1, feeDiscountAmount: 2 }] }),
  (input) => Object.assign(input, { lines: [...(input["lines"] as []), ...(input["lines"] as [])] }),
  (input) =>
    Object.assign(input, { marketing: [...(input["marketing"] as []), ...(input["marketing"] as [])] }),
];

const agreeOn = (input: unknown): void =>
  assert.strictEqual(limitGuard(input), decodePricingRequest(input)._tag === "Right", JSON.stringify(input));

const agreeOnBroken = (input: PricingRequestInput): void => {
  agreeOn(input);
  for (const key of ["lines", "marketing"] as const)
    for (const breakIt of BREAKS) {
      const broken = parsed(input) as unknown as Record<string, unknown>;
      breakIt(broken, (broken[key] as Record<string, unknown>[])[0] as Record<string, unknown>);
      agreeOn(broken);
    }
};

const decodeRow = (lineCount: number, marketingCount: number): Row => {
  const inputs = ordersOf(lineCount, marketingCount, POOL).map(parsed);
  inputs.forEach(agreeOnBroken);
  return {
    name: `decode a request, ${lineCount} × ${marketingCount}`,
    goal: 3,
    against: "hand guard",
    ours: (times) => {
      for (let i = 0; i < times; i++) sink.last = decodePricingRequest(at(inputs, i));
    },
    other: (times) => {
      for (let i = 0; i < times; i++) sink.last = limitGuard(at(inputs, i));
    },
  };
};

const verifyRow = (lineCount: number, marketingCount: number): Row => {
  const texts = decodedOrders(lineCount, marketingCount).map((request) =>
    JSON.stringify(rightOf(toPluginOrder(rightOf(price(request))))),
  );
  const payloads = texts.map((text) => JSON.parse(text) as unknown);
  for (const payload of payloads) assert.deepStrictEqual(rightOf(verify(payload)).violations, []);
  return {
    name: `verify a payload, ${lineCount} × ${marketingCount}`,
    goal: 1,
    against: "JSON.parse",
    ours: (times) => {
      for (let i = 0; i < times; i++) sink.last = verify(at(payloads, i));
    },
    other: (times) => {
      for (let i = 0; i < times; i++) sink.last = JSON.parse(at(texts, i));
    },
  };
};

/** All rows of one process. Making a row checks that both sides of it give the same result. */
export const allRows = (): readonly Row[] => [
  ...[1, 3, 10, 100, 1_000, 10_000].flatMap((n) => [apportionRow(n, "uniform"), apportionRow(n, "ties")]),
  growthRow(1_000),
  growthRow(10_000),
  priceRow(3, 4),
  priceRow(50, 20),
  decodeRow(3, 4),
  verifyRow(3, 4),
];
