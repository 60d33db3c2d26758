/**
 * The rows: the engine's work beside LIMIT's. Each loop is written out, so that the call inside it is the only one of
 * its call site; a shared loop that is handed functions would measure the hand-over of short ones.
 */
import * as assert from "node:assert";
import {
  apportion,
  decodePricingRequest,
  type PricingRequest,
  price,
  toPluginOrder,
  verify,
} from "../src/index.js";
import { limitGuard } from "./guard.js";
import { limitApportion, limitPrice } from "./limit.js";
import { type Row, sink } from "./measure.js";
import { ordersOf, parsed, type Split, type Spread, splitCount, splitsOf } from "./workloads.js";

/** Orders for each row: a power of two, so that taking turns costs nothing. */
const POOL = 16;

const rightOf = <A>(either: { readonly _tag: "Left" } | { readonly _tag: "Right"; readonly right: A }): A => {
  assert.ok(either._tag === "Right", `expected a valid input, got ${JSON.stringify(either)}`);
  return either.right;
};

const at = <A>(pool: readonly A[], i: number): A => pool[i % POOL] as A;

const apportionRow = (n: number, spread: Spread): Row => {
  const splits = splitsOf(n, spread, splitCount(n));
  const mask = splits.length - 1;
  for (const { amount, weights } of splits)
    assert.deepStrictEqual(apportion(amount, weights), limitApportion(amount, weights));
  return {
    name: `apportion, n = ${n.toLocaleString("en")}, ${spread}`,
    goal: 1.5,
    ours: (times) => {
      for (let i = 0; i < times; i++) {
        const { amount, weights } = splits[i & mask] as Split;
        sink.last = apportion(amount, weights);
      }
    },
    other: (times) => {
      for (let i = 0; i < times; i++) {
        const { amount, weights } = splits[i & mask] as Split;
        sink.last = limitApportion(amount, weights);
      }
    },
  };
};

/**
 * Twice the weights may cost about twice the time. The bound is wide, and the steps are chosen between the places
 * where the machine itself changes: an array of more than 16,384 numbers lies in memory that is mapped anew for each.
 */
const growthRow = (n: number): Row => {
  const loopOver = (splits: readonly Split[]) => (times: number) => {
    const mask = splits.length - 1;
    for (let i = 0; i < times; i++) {
      const { amount, weights } = splits[i & mask] as Split;
      sink.last = apportion(amount, weights);
    }
  };
  return {
    name: `apportion, growth ${n.toLocaleString("en")} → ${(2 * n).toLocaleString("en")}`,
    goal: 2.5,
    against: `n = ${n.toLocaleString("en")}`,
    ours: loopOver(splitsOf(2 * n, "uniform", splitCount(2 * n))),
    other: loopOver(splitsOf(n, "uniform", splitCount(n))),
  };
};

const decodedOrders = (lineCount: number, marketingCount: number): readonly PricingRequest[] =>
  // Through JSON, as orders come: objects made in other ways would have other hidden classes, of which only our guard
  // would then have seen more than a few.
  ordersOf(lineCount, marketingCount, POOL).map((order) => rightOf(decodePricingRequest(parsed(order))));

/**
 * Decodes and prices orders and lets them go, as a server does, before any row keeps some. V8 decides once, by how
 * many of the first objects of an allocation site survive, whether it makes the later ones in the old space; what it
 * saw of kept orders alone would make every later order cost a major collection.
 */
const settleAllocationSites = (): void => {
  for (const order of [...ordersOf(3, 4, POOL), ...ordersOf(50, 20, 4)].map(parsed))
    for (let i = 0; i < 2_000; i++) sink.last = price(rightOf(decodePricingRequest(order)));
};

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

const decodeRow = (lineCount: number, marketingCount: number): Row => {
  const inputs = ordersOf(lineCount, marketingCount, POOL).map(parsed);
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

/** Orders of skus, with all that the platform wants to know of them beside their amounts. */
const wholeOrders = (lineCount: number, marketingCount: number): readonly string[] =>
  decodedOrders(lineCount, marketingCount).map((request) => {
    const order = rightOf(toPluginOrder(rightOf(price(request))));
    const described = {
      goodsName: "测试商品",
      goodsPhoto: "https://example.com/photo.jpeg",
      goodsType: 2,
      goodsLabels: ["随时退", "免预约"],
    };
    const skuList = order.skuList?.map(({ goodsInfo, ...line }) => ({
      ...line,
      skuType: 2,
      goodsInfo: { ...goodsInfo, ...described },
    }));
    const rest = { contactInfo: { phoneNumber: "12345678901" }, callbackData: { from: "bench" } };
    return JSON.stringify({ ...order, skuList, ...rest });
  });

/** That the platform takes one sku an order, for now, is all there is to say of these orders. */
const CODES = ["sku.one"];

const verifyRow = (
  lineCount: number,
  marketingCount: number,
  checks: readonly ("amounts" | "rules")[],
): Row => {
  const texts = wholeOrders(lineCount, marketingCount);
  const payloads = texts.map((text) => JSON.parse(text) as unknown);
  for (const payload of payloads)
    assert.deepStrictEqual(
      rightOf(verify(payload, { checks })).violations.map(({ code }) => code),
      CODES.filter(() => checks.includes("rules") && lineCount > 1),
    );
  return {
    name: `verify ${checks.join(" and ")}, ${lineCount} × ${marketingCount}`,
    goal: 1,
    against: "JSON.parse",
    ours: (times) => {
      for (let i = 0; i < times; i++) sink.last = verify(at(payloads, i), { checks });
    },
    other: (times) => {
      for (let i = 0; i < times; i++) sink.last = JSON.parse(at(texts, i));
    },
  };
};

/**
 * All rows of one process. Making a row checks that both sides of it give the same result; that the guards agree is
 * checked by `agree.ts`, in a process of its own.
 */
export const allRows = (): readonly Row[] => {
  settleAllocationSites();
  return [
    ...[1, 3, 10, 100, 1_000, 10_000].flatMap((n) => [apportionRow(n, "uniform"), apportionRow(n, "ties")]),
    growthRow(5_000),
    growthRow(20_000),
    priceRow(3, 4),
    priceRow(50, 20),
    decodeRow(3, 4),
    verifyRow(3, 4, ["amounts"]),
    verifyRow(3, 4, ["amounts", "rules"]),
  ];
};
