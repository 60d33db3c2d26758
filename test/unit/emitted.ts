/**
 * Payloads that the engine emits, and what one would build from a quote by hand.
 */
import fc from "fast-check";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { toOpenApiOrder } from "../../src/platform/openapi/toOpenApiOrder.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { amountPaths } from "../support/amounts.js";
import { rightOf } from "../support/either.js";

export interface Emission {
  readonly request: PricingRequestInput;
  readonly quote: Quote;
  /** The same order in every format that can carry it, plugin first. */
  readonly payloads: readonly object[];
}

/** One marketing for each id: without codes, which OpenAPI does not have, several of one id cannot be told apart. */
const oneOfEachId = (request: PricingRequestInput): PricingRequestInput => {
  const seen = new Set<string>();
  return {
    ...request,
    marketing: (request.marketing ?? []).filter(({ id }) => !seen.has(id) && seen.add(id)),
  };
};

/** Priced requests with what they emit, in both formats where there are no fees. */
export const emissions = (options: { readonly fees?: boolean; readonly marketing?: boolean } = {}) =>
  fc
    .record({ request: anyRequestArbitrary(options), itemEntries: fc.constantFrom("unit", "line") })
    .filter(
      ({ request }) =>
        request.lines.reduce((units, line) => units + line.quantity, 0) <= 25 &&
        (options.marketing !== true || (request.marketing ?? []).length > 0),
    )
    .map(({ request, itemEntries }): Emission => {
      const policy = { ...request.policy, overDiscount: "clamp" as const, itemEntries };
      const priced = { ...oneOfEachId(request), policy };
      const quote = rightOf(price(priced as never));
      const payloads: object[] = [rightOf(toPluginOrder(quote))];
      if (quote.fees.length === 0) payloads.push(rightOf(toOpenApiOrder(quote)));
      // As they come over the wire: nothing shared, nothing undefined.
      return { request: priced, quote, payloads: structuredClone(payloads) };
    });

/** Marketing entries, prices and fees: what sums are made of. */
const isLeaf = (path: readonly string[]): boolean => {
  const key = path.at(-1) as string;
  return (
    key === "price" ||
    key === "feeAmount" ||
    key === "feeDiscountAmount" ||
    path.at(-3) === "marketingInfo" ||
    path.at(-3) === "marketing_detail_info"
  );
};

/** The keys down to each sum: totals, discounts of lines, totals of the blocks. */
export const aggregatePaths = (payload: unknown): string[][] =>
  amountPaths(payload).filter((path) => !isLeaf(path));

export const valueAt = (payload: unknown, path: readonly string[]): unknown => {
  let value = payload;
  for (const key of path) value = (value as Record<string, unknown>)[key];
  return value;
};

/** A copy with the value at a path replaced; removed where it is undefined. */
export const withValue = (payload: unknown, path: readonly string[], value: unknown): unknown => {
  const copy = structuredClone(payload) as Record<string, unknown>;
  const parent = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>;
  const key = path.at(-1) as string;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return copy;
};

/** The items of a quote, one for each unit, at what is paid for each. */
const unitsOf = (quote: Quote): { readonly ids: Record<string, string>; readonly price: number }[] =>
  quote.lines.flatMap((line) =>
    line.units.flatMap((run) =>
      Array.from({ length: run.count }, () => ({
        ids: { goods_id: line.goodsId, ...(line.skuId === undefined ? {} : { sku_id: line.skuId }) },
        price: run.payableAmount,
      })),
    ),
  );

/** A pre-order callback for a quote without fees. */
export const callbackOf = (quote: Quote): Record<string, unknown> => {
  const order = structuredClone(rightOf(toOpenApiOrder(quote)));
  const lines = quote.lines.map((line) => {
    const common = {
      origin_price: line.unitPrice,
      price: line.units[0]?.payableAmount,
      quantity: line.quantity,
    };
    return line.skuId === undefined
      ? { goods_id: line.goodsId, ...common }
      : { sku_id: line.skuId, goods_info: { goods_id: line.goodsId }, ...common };
  });
  return {
    [quote.lines[0]?.skuId === undefined ? "goods" : "sku_list"]: lines,
    total_amount: quote.totals.totalAmount,
    discount: quote.totals.totalDiscountAmount,
    item_order_info_list: unitsOf(quote).map(({ ids, price: paid }, i) => ({
      item_order_id: `i${i}`,
      ...ids,
      price: paid,
    })),
    ...(order.price_calculation_detail === undefined
      ? {}
      : { price_calculation_detail: order.price_calculation_detail }),
  };
};

/** The answer of create_order for a quote. */
export const responseOf = (quote: Quote): Record<string, unknown> => ({
  err_no: 0,
  err_tips: "success",
  data: {
    order_id: "o",
    item_order_info_list: quote.lines.map((line) => ({
      goods_id: line.goodsId,
      ...(line.skuId === undefined ? {} : { sku_id: line.skuId }),
      item_order_detail: line.units.flatMap((run) =>
        Array.from({ length: run.count }, () => ({ item_order_id: "i", price: run.payableAmount })),
      ),
    })),
  },
});
