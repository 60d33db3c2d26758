/**
 * What the merchant's own back end asks: pricing, selection, checks, quotes for the client to name, and the release of
 * refunds that will never be paid.
 */
import * as E from "fp-ts/lib/Either.js";
import { expectedButGot, type Problem, pointer, problem } from "../../codec/Problem.js";
import { isObject } from "../../codec/Shape.js";
import { decodePricingRequest } from "../../order/PricingRequest.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { toOpenApiOrder } from "../../platform/openapi/toOpenApiOrder.js";
import { toPluginOrder } from "../../platform/plugin/toPluginOrder.js";
import { price } from "../../pricing/price.js";
import type { Quote } from "../../pricing/Quote.js";
import type { Cart } from "../../promotion/Cart.js";
import type { Promotion } from "../../promotion/Promotion.js";
import type { Selection } from "../../promotion/Selection.js";
import type { SelectionContext } from "../../promotion/SelectionContext.js";
import { select } from "../../promotion/select.js";
import { toPricingRequest } from "../../promotion/toPricingRequest.js";
import { recompute } from "../../verify/recompute.js";
import type { VerifyOptions } from "../../verify/verifier.js";
import { verify } from "../../verify/verify.js";
import { verifyOrderResponse } from "../../verify/verifyOrderResponse.js";
import type { Store } from "../Store.js";
import type { Limits } from "./limits.js";
import { releaseOperation } from "./releaseRefund.js";

type Problems = readonly Problem[];
type Answer = E.Either<Problems, unknown>;

/** The parameters of a URL's query. */
type Query = (name: string) => string | undefined;

/** One route: from JSON to JSON, or every problem of what was asked. */
export type Operation = (input: unknown, query: Query) => Answer | Promise<Answer>;

/** The routes under /v1, by their path below it. */
export interface V1 {
  readonly price: Operation;
  readonly select: Operation;
  readonly verify: Operation;
  readonly recompute: Operation;
  readonly quotes: Operation;
  readonly "refunds/release": Operation;
}

/** What the routes are made of. */
export interface V1Deps {
  readonly limits: Limits;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** The promotions of the merchant, where a request brings none. */
  readonly promotions: () => Promise<readonly Promotion[]>;
  /** Keeps the calculation of a cart under a number. */
  readonly quote: (cart: unknown, context: unknown) => Promise<Answer>;
  /** Gives back what a refund took. */
  readonly releaseRefund: Store["releaseRefund"];
}

const notAnObject = (input: unknown): Problem =>
  problem("value.type", "", expectedButGot({ en: "an object", zh: "对象" }, input));

/** What is wrong with the keys of a body; what stands under them is read by whoever it is for. */
const wrongKeys = (input: unknown, keys: readonly string[], needed: readonly string[]): Problems => {
  if (!isObject(input)) return [notAnObject(input)];
  const missing = needed.filter((key) => input[key] === undefined);
  const strange = Object.keys(input).filter((key) => !keys.includes(key));
  return [
    ...missing.map((key) =>
      problem("value.required", pointer(key), {
        en: `"${key}" is required, got nothing`,
        zh: `缺少必填字段 "${key}"`,
      }),
    ),
    ...strange.map((key) =>
      problem("value.unknownKey", pointer(key.slice(0, 64)), {
        en: `unknown key; known keys are ${keys.join(", ")}`,
        zh: `未知字段;可用字段:${keys.join(", ")}`,
      }),
    ),
  ].slice(0, 20);
};

const at = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

/** A list that is longer than allowed. */
const overlong = (list: unknown, path: string, most: number): Problems =>
  Array.isArray(list) && list.length > most
    ? [
        problem("value.tooMany", path, {
          en: `expected at most ${most}, got ${list.length}`,
          zh: `最多 ${most} 项,实际 ${list.length} 项`,
        }),
      ]
    : [];

/** The limits of a pricing request, or of a cart. */
const overLimits = (request: unknown, root: string, limits: Limits): Problems => {
  const entries = at(at(request, "policy"), "maxItemEntries");
  return [
    ...overlong(at(request, "lines"), `${root}/lines`, limits.lines),
    ...overlong(at(request, "marketing"), `${root}/marketing`, limits.marketing),
    ...(typeof entries === "number" && entries > limits.itemEntries
      ? [
          problem("value.range", `${root}/policy/maxItemEntries`, {
            en: `expected at most ${limits.itemEntries}, got ${entries}`,
            zh: `最大 ${limits.itemEntries},实际为 ${entries}`,
          }),
        ]
      : []),
  ];
};

/** The lists of lines of all formats; the rest of a payload is held by the limit of its bytes. */
const LINE_LISTS = ["goodsList", "skuList", "goods_list", "sku_list", "goods"];

const overlongLines = (payload: unknown, root: string, { lines }: Limits): Problems =>
  LINE_LISTS.flatMap((key) => overlong(at(payload, key), `${root}/${key}`, lines));

type Output = "quote" | "plugin" | "openapi";

const shaped = (output: Output, quote: Quote): Answer =>
  output === "quote" ? E.right(quote) : output === "plugin" ? toPluginOrder(quote) : toOpenApiOrder(quote);

const outputOf = (query: Query): E.Either<Problems, Output> => {
  const output = query("output") ?? "quote";
  return output === "quote" || output === "plugin" || output === "openapi"
    ? E.right(output)
    : E.left([
        problem("value.range", "", {
          en: "expected the parameter output to be one of quote, plugin, openapi",
          zh: "参数 output 应为 quote、plugin、openapi 之一",
        }),
      ]);
};

/** A pricing request → the quote, or, with `?output=`, the order in a spelling of the platform's. */
const priceOperation =
  (limits: Limits): Operation =>
  (input, query) => {
    const found = overLimits(input, "", limits);
    if (found.length > 0) return E.left(found);
    const output = outputOf(query);
    if (E.isLeft(output)) return output;
    const quote = E.chain(price)(decodePricingRequest(input));
    return E.chain((priced: Quote) => shaped(output.right, priced))(quote);
  };

const SELECT_KEYS = ["cart", "promotions", "context", "options"];

/** `{ cart, promotions?, context?, options? }` → the selection, and the quote that it comes to. */
const selectOperation =
  ({ limits, now, promotions }: V1Deps): Operation =>
  async (input) => {
    const found = [
      ...wrongKeys(input, SELECT_KEYS, ["cart"]),
      ...overLimits(at(input, "cart"), "/cart", limits),
      ...overlong(at(input, "promotions"), "/promotions", limits.promotions),
      ...overlong(at(at(input, "context"), "held"), "/context/held", limits.promotions),
    ];
    if (found.length > 0) return E.left(found);
    const cart = at(input, "cart") as Cart;
    const context = at(input, "context") ?? {};
    const options = at(input, "options") ?? {};
    const rules = at(input, "promotions") ?? (await promotions());
    const pairs = lengthOf(at(cart, "lines")) * lengthOf(rules);
    if (pairs > limits.pairs) return E.left([tooManyPairs(pairs, limits)]);
    const selection = select(
      cart,
      rules as readonly Promotion[],
      (isObject(context) ? { now: now(), ...context } : context) as SelectionContext,
      isObject(options) ? withNodes(options, limits, pairs) : options,
    );
    return E.chain((selected: Selection) =>
      E.map((quote: Quote) => ({ selection: selected, quote }))(price(toPricingRequest(cart, selected))),
    )(selection);
  };

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

const tooManyPairs = (pairs: number, limits: Limits): Problem =>
  problem("value.tooMany", "", {
    en: `expected at most ${limits.pairs} as lines times promotions, got ${pairs}`,
    zh: `行数 × 营销规则数最大 ${limits.pairs},实际为 ${pairs}`,
  });

/** The options, with as many combinations as may be calculated; fewer where fewer are asked for. */
const withNodes = (
  options: Readonly<Record<string, unknown>>,
  { nodes, work }: Limits,
  pairs: number,
): object => {
  const most = Math.max(1, Math.min(nodes, Math.floor(work / Math.max(1, pairs))));
  const { nodeLimit = most } = options;
  return { ...options, nodeLimit: typeof nodeLimit === "number" ? Math.min(nodeLimit, most) : nodeLimit };
};

/** `{ payload, options? }`, or `{ payload, request, options? }` for an answer of create_order → the report. */
const verifyOperation =
  (limits: Limits): Operation =>
  (input) => {
    const payload = at(input, "payload");
    const request = at(input, "request");
    const found = [
      ...wrongKeys(input, ["payload", "options", "request"], ["payload"]),
      ...overlongLines(payload, "/payload", limits),
      ...overlongLines(request, "/request", limits),
    ];
    if (found.length > 0) return E.left(found);
    const options = (at(input, "options") ?? {}) as VerifyOptions;
    if (request === undefined) return E.mapLeft(inBody)(verify(payload, options));
    const wrong = problemsOfOptions(options);
    if (wrong.length > 0) return E.left(wrong);
    return E.mapLeft(inBody)(verifyOrderResponse(request, payload, options));
  };

/** Problems where the caller wrote what they are about. */
const inBody = (problems: Problems): Problems =>
  problems.map((each) =>
    /^\/(?:options|request)(?:\/|$)/.test(each.path)
      ? each
      : { ...each, path: `/payload${each.path.replace(/^\/response(?=\/|$)/, "")}` },
  );

/** What is wrong with options, whatever the payload. */
const problemsOfOptions = (options: VerifyOptions): Problems => {
  const report = verify({}, options);
  return E.isLeft(report) ? report.left.filter(({ path }) => path.startsWith("/options")) : [];
};

/** `{ request, claim }` → what differs. */
const recomputeOperation =
  (limits: Limits): Operation =>
  (input) => {
    const found = [
      ...wrongKeys(input, ["request", "claim"], ["request", "claim"]),
      ...overLimits(at(input, "request"), "/request", limits),
      ...overlongLines(at(input, "claim"), "/claim", limits),
    ];
    if (found.length > 0) return E.left(found);
    return recompute(at(input, "request") as PricingRequestInput, at(input, "claim"));
  };

/** `{ cart, context? }` → the quote, and the number under which it can be redeemed. */
const quotesOperation =
  ({ limits, quote }: V1Deps): Operation =>
  (input) => {
    const found = [
      ...wrongKeys(input, ["cart", "context"], ["cart"]),
      ...overLimits(at(input, "cart"), "/cart", limits),
      ...overlong(at(at(input, "context"), "only"), "/context/only", limits.promotions),
    ];
    return found.length > 0 ? E.left(found) : quote(at(input, "cart"), at(input, "context") ?? {});
  };

/** Makes the routes under /v1. */
export const createV1 = (deps: V1Deps): V1 => ({
  price: priceOperation(deps.limits),
  select: selectOperation(deps),
  verify: verifyOperation(deps.limits),
  recompute: recomputeOperation(deps.limits),
  quotes: quotesOperation(deps),
  "refunds/release": releaseOperation(deps.releaseRefund),
});
