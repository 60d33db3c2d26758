/**
 * Valid payloads: what a priced request looks like in the platform's formats, with every field that these demand.
 */

import type fc from "fast-check";
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import type { Problem } from "../../codec/Problem.js";
import { openApiOrderOf } from "../../platform/openapi/toOpenApiOrder.js";
import { pluginOrderOf } from "../../platform/plugin/toPluginOrder.js";
import type { Amounts } from "../../platform/wire/Amounts.js";
import { amountsOf } from "../../platform/wire/amountsOf.js";
import { price } from "../../pricing/price.js";
import { type PlainRequest, type RequestOptions, requestArbitrary } from "./requestArbitrary.js";

/**
 * The formats in which payloads are made.
 *
 * @category testing
 * @since 0.5.0
 */
export type OrderFormat = "plugin.createOrder" | "openapi.createOrder";

/**
 * A request and what it is in one format: a payload of which `verify` says that it is ok.
 *
 * @category testing
 * @since 0.5.0
 */
export interface OrderCase {
  readonly request: PlainRequest;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A request with the amounts that it is priced at. */
export interface PricedCase {
  readonly request: PlainRequest;
  readonly amounts: Amounts;
}

/** What must be right, since the request can be priced and its item entries are few. */
const certain = <A>(either: E.Either<readonly Problem[], A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(either.left.map(({ path, message }) => `${path}: ${message}`).join("; "));
};

/** A goods list has goods of one SPU only (plugin.createOrder, Goods), so several goods are ordered by sku. */
const withSkus = (request: PlainRequest): PlainRequest => {
  const { lines, marketing } = request;
  if (lines.length === 1 || lines[0]?.skuId !== undefined) return request;
  return {
    ...request,
    lines: lines.map((line) => ({ ...line, skuId: "1" })),
    marketing: marketing.map((each) =>
      each.units === undefined
        ? each
        : { ...each, units: each.units.map((entry) => ({ ...entry, skuId: "1" })) },
    ),
  };
};

/** Requests with their amounts. What the format has no field for is left out. */
export const pricedArbitrary = (format: OrderFormat, options: RequestOptions): fc.Arbitrary<PricedCase> =>
  requestArbitrary({
    ...options,
    ...(format === "openapi.createOrder" ? { fees: false, codes: false } : {}),
  }).map((plain) => {
    const request = withSkus(plain);
    const amounts = certain(pipe(price(request), E.chain(amountsOf)));
    return { request, amounts };
  });

type Lines = PlainRequest["lines"];

const SHOWN = { goodsName: "茶", goodsPhoto: "https://example.com/tea.jpeg" };

const pluginRest = (lines: Lines): object => ({
  ...(lines[0]?.skuId === undefined
    ? { goodsList: lines.map(({ goodsId }) => ({ goodsId, ...SHOWN, goodsType: 2 })) }
    : {
        skuList: lines.map(({ goodsId, skuId }) => ({
          skuId,
          skuType: 2,
          goodsInfo: { goodsId, ...SHOWN, goodsType: 2 },
        })),
      }),
  contactInfo: { phoneNumber: "12345678901" },
});

const openApiRest = (lines: Lines): object => ({
  ...(lines[0]?.skuId === undefined
    ? { goods_list: lines.map(({ goodsId }) => ({ goods_id: goodsId, goods_id_type: 2 })) }
    : {
        sku_list: lines.map(({ goodsId, skuId }) => ({
          sku_id: skuId,
          sku_id_type: 2,
          goods_info: { goods_id: goodsId, goods_id_type: 2 },
        })),
      }),
  open_id: "user",
  out_order_no: "order-1",
  order_entry_schema: { path: "pages/order/index" },
});

/** Amounts as a payload of a format, with whatever else it demands of these lines. Plain JSON: no part is shared. */
export const payloadOf = (format: OrderFormat, amounts: Amounts): OrderCase["payload"] => {
  const lines = (amounts.lines ?? []) as unknown as Lines;
  const payload =
    format === "plugin.createOrder"
      ? pluginOrderOf(amounts, pluginRest(lines))
      : openApiOrderOf(amounts, openApiRest(lines));
  return JSON.parse(JSON.stringify(certain(payload))) as OrderCase["payload"];
};

const orderArbitrary = (format: OrderFormat, options: RequestOptions): fc.Arbitrary<OrderCase> =>
  pricedArbitrary(format, options).map(({ request, amounts }) => ({
    request,
    payload: payloadOf(format, amounts),
  }));

/**
 * Options for plugin.createOrder, each with the request that it was made of.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { verify } from "suanjia";
 * import { pluginOrderArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(pluginOrderArbitrary({ fees: true }), ({ payload }) => {
 *     const report = verify(payload);
 *     assert.ok(report._tag === "Right" && report.right.ok);
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const pluginOrderArbitrary = (options: RequestOptions = {}): fc.Arbitrary<OrderCase> =>
  orderArbitrary("plugin.createOrder", options);

/**
 * OpenAPI create_order bodies, each with the request that it was made of. Requests have no fees and no codes, since the
 * OpenAPI documents no field for them.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { recompute } from "suanjia";
 * import { openApiOrderArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(openApiOrderArbitrary(), ({ request, payload }) => {
 *     const result = recompute(request, payload);
 *     assert.ok(result._tag === "Right" && result.right.ok);
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const openApiOrderArbitrary = (options: RequestOptions = {}): fc.Arbitrary<OrderCase> =>
  orderArbitrary("openapi.createOrder", options);
