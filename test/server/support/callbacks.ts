/**
 * A merchant, and the platform's callbacks to him.
 */
import * as E from "fp-ts/lib/Either.js";
import { price, select, toOpenApiOrder, toPricingRequest } from "suanjia";
import { decodePromotions } from "../../../src/promotion/decodePromotions.js";
import type { Promotion } from "../../../src/promotion/Promotion.js";
import { createHandler } from "../../../src/server/handler/createHandler.js";
import type { HandlerDeps } from "../../../src/server/handler/Deps.js";
import type { Merchant } from "../../../src/server/Merchant.js";
import type { Callback, Reply } from "../../../src/server/Reply.js";
import { rightOf } from "../../support/either.js";
import { type MemoryStore, memoryStore } from "./memoryStore.js";

export const NOW = 1_767_225_600_000;
export const APP = "tt0000000000000001";
/** 19 digits, above 2^53. */
export const TEA = "7112741589566392364";
export const CAKE = "cake";

/** The merchant's prices, in fen. */
const PRICES: Readonly<Record<string, number>> = {
  [TEA]: 6800,
  [CAKE]: 3000,
  "shirt/S": 9900,
  "shirt/L": 10900,
};

const PROMOTIONS: readonly Promotion[] = [
  {
    id: "second-half",
    type: 4,
    discountRange: 2,
    title: "第二件半价",
    kind: 1,
    scope: { include: [{ goodsId: TEA }] },
    benefit: { kind: "nthUnit", nth: 2, rate: "0.5" },
  },
  {
    id: "member",
    type: 1,
    discountRange: 2,
    title: "会员 95 折",
    when: { identities: ["member"] },
    benefit: { kind: "rateOff", rate: "0.95" },
    sequence: 1,
  },
  {
    id: "100-20",
    type: 2,
    discountRange: 1,
    title: "满 100 减 20",
    when: { mustHold: true, thresholdFen: 10_000 },
    benefit: { kind: "amountOff", amountFen: 2000 },
    stacking: { group: "coupons" },
  },
  {
    id: "300-100",
    code: "BIG",
    type: 2,
    discountRange: 1,
    title: "满 300 减 100",
    when: { mustHold: true, thresholdFen: 30_000 },
    benefit: { kind: "amountOff", amountFen: 10_000 },
    stacking: { group: "coupons" },
  },
  {
    id: "points",
    type: 3,
    discountRange: 1,
    title: "积分抵扣",
    benefit: { kind: "points", fenPerPoint: "1", stepPoints: 100, maxRate: "0.1" },
  },
  { id: "free-delivery", type: 4, title: "免配送费", benefit: { kind: "feeOff", feeTypes: [1] } },
];

const promotions = rightOf(decodePromotions(PROMOTIONS));

/** Who holds two coupons of one promotion and one of another. */
export const BUYER = {
  buyer: { identities: ["member"], points: 5000 },
  held: [
    { id: "100-20", code: "C-8001" },
    { id: "100-20", code: "C-8002" },
    { id: "300-100", code: "BIG" },
  ],
};

export const merchant: Merchant = {
  unitPrice: ({ goodsId, skuId }) =>
    Promise.resolve(
      Object.hasOwn(PRICES, skuId === undefined ? goodsId : `${goodsId}/${skuId}`)
        ? PRICES[skuId === undefined ? goodsId : `${goodsId}/${skuId}`]
        : undefined,
    ),
  promotions: () => Promise.resolve(promotions),
  buyer: ({ openId }) => Promise.resolve(openId === "buyer" ? BUYER : { buyer: { points: 0 } }),
  fees: ({ deliveryType }) =>
    Promise.resolve(deliveryType === 1 ? [{ feeType: 1 as const, feeAmount: 500 }] : []),
};

/** A server, with what it stands on. */
export interface TestServer {
  readonly handle: (callback: Callback) => Promise<Reply>;
  readonly deps: HandlerDeps;
  readonly store: MemoryStore;
}

/** A server that takes every signature, at a time that stands still. */
export const testServer = (changes: Partial<HandlerDeps> = {}): TestServer => {
  const store = memoryStore();
  let count = 0;
  const deps: HandlerDeps = {
    verify: () => E.right({ appIds: [APP] }),
    store,
    merchant,
    now: () => NOW,
    newId: () => {
      count += 1;
      return `id-${count}`;
    },
    ...changes,
  };
  return { handle: createHandler(deps), deps, store };
};

/** What was parsed, for tests that look into it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test that looks for what is not there fails
export type Parsed = any;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A callback of any body. */
export const rawCallback = (body: Uint8Array | string, routeType?: string): Callback => ({
  headers: {},
  rawBody: typeof body === "string" ? bytes(body) : body,
  routeType,
});

/** A callback whose message is this text. */
export const callbackOf = (type: string, msg: string, routeType?: string): Callback =>
  rawCallback(JSON.stringify({ version: "2.0", type, msg }), routeType);

/** A callback of this message, from the usual buyer. */
export const callback = (type: string, message: object): Callback =>
  callbackOf(type, JSON.stringify({ app_id: APP, open_id: "buyer", ...message }));

/** The data of an answer that is a success. */
export const dataOf = (reply: Reply): Parsed => {
  const body = JSON.parse(reply.body);
  if (body.err_no !== 0) throw new Error(`${reply.outcome}: ${JSON.stringify(reply.details)}`);
  return body.data;
};

/** The error number of an answer. */
export const errorOf = (reply: Reply): number => JSON.parse(reply.body).err_no;

/** What a line of an order is. */
export interface Bought {
  readonly goodsId: string;
  readonly skuId?: string;
  readonly quantity: number;
}

/** The pre-order callback of an order with these promotions, as the platform would make it of an honest client's. */
export const preOrder = (
  lines: readonly Bought[],
  only: readonly string[],
  changes: {
    readonly held?: (typeof BUYER)["held"];
    readonly priceOf?: (line: Bought) => number;
    readonly delivery?: number;
    readonly orderId?: string;
  } = {},
): Parsed => {
  const priceOf =
    changes.priceOf ??
    (({ goodsId, skuId }: Bought) => PRICES[skuId === undefined ? goodsId : `${goodsId}/${skuId}`]!);
  const cart = {
    lines: lines.map((line) => ({ ...line, unitPrice: priceOf(line) })),
    fees: changes.delivery === 1 ? [{ feeType: 1 as const, feeAmount: 500 }] : [],
  };
  const selection = rightOf(
    select(cart, promotions, { now: NOW, ...BUYER, held: changes.held ?? BUYER.held }, { only }),
  );
  const quote = rightOf(price(toPricingRequest(cart, selection)));
  const body: Parsed = quote.marketing.length > 0 ? rightOf(toOpenApiOrder({ ...quote, fees: [] })) : {};
  const units = quote.lines.flatMap((line) =>
    line.units.flatMap((run) =>
      new Array(run.count)
        .fill(0)
        .map(() => ({ goods_id: line.goodsId, sku_id: line.skuId, price: run.payableAmount })),
    ),
  );
  const listed = quote.lines.map((line) => ({
    ...(line.skuId === undefined
      ? { goods_id: line.goodsId }
      : { sku_id: line.skuId, goods_info: { goods_id: line.goodsId } }),
    quantity: line.quantity,
    origin_price: line.unitPrice,
    price: line.units[0]!.payableAmount,
  }));
  const message = {
    app_id: APP,
    open_id: "buyer",
    order_id: changes.orderId ?? "ots7300000000000000001",
    [lines[0]?.skuId === undefined ? "goods" : "sku_list"]: listed,
    item_order_info_list: units.map((unit, i) => ({ ...unit, item_order_id: `ots73000000000001${i}` })),
    total_amount: quote.totals.totalAmount,
    discount: quote.totals.totalDiscountAmount,
    cp_extra: "",
    create_order_time: NOW,
    delivery_type: changes.delivery ?? 0,
    phone_num: "13800138000",
    contact_name: "张三",
    ...(body.price_calculation_detail === undefined
      ? {}
      : { price_calculation_detail: body.price_calculation_detail }),
  };
  return JSON.parse(JSON.stringify(message));
};

/** Every promotion that the usual buyer can use together on two teas and a cake. */
export const ALL = ["second-half", "member", "100-20", "points"] as const;

/** Two teas and a cake. */
export const LINES: readonly Bought[] = [
  { goodsId: TEA, quantity: 2 },
  { goodsId: CAKE, quantity: 1 },
];
