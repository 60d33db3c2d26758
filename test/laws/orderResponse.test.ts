/**
 * What the engine prices, the platform answers: an answer made of the quote's units passes beside the request made of
 * the same quote, and any one thing changed in it is found, once.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toOpenApiOrder } from "../../src/platform/openapi/toOpenApiOrder.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { price } from "../../src/pricing/price.js";
import type { Quote, QuoteLine } from "../../src/pricing/Quote.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import type { Report } from "../../src/verify/Report.js";
import { verifyOrderResponse as verifyWhole } from "../../src/verify/verifyOrderResponse.js";
import { rightOf } from "../support/either.js";

/** Amounts are what is tested here, in answers that tell no more. */
const verifyOrderResponse = (request: unknown, response: unknown): ReturnType<typeof verifyWhole> =>
  verifyWhole(request, response, { checks: ["amounts"] });

interface ItemOrder {
  readonly item_order_id: string;
  readonly price: number;
}

interface Info {
  readonly goods_id: string;
  readonly sku_id?: string;
  readonly item_order_id_list: readonly string[];
  readonly item_order_detail: readonly ItemOrder[];
}

const infoOf = ({ goodsId, skuId, units }: QuoteLine, i: number, named: boolean): Info => {
  const detail = units
    .flatMap((run) => new Array<number>(run.count).fill(run.payableAmount))
    .map((payable, j) => ({ item_order_id: `ot${i}-${j}`, price: payable }));
  return {
    goods_id: goodsId,
    ...(named && skuId !== undefined ? { sku_id: skuId } : {}),
    item_order_id_list: detail.map((each) => each.item_order_id),
    item_order_detail: detail,
  };
};

interface Case {
  readonly quote: Quote;
  /** How the request is written: with all blocks, or with less of what says how the discount is split. */
  readonly requests: readonly object[];
  readonly infos: readonly Info[];
}

/** The body without its item block, without any block, and as options for the plugin. */
const requestsOf = (quote: Quote): readonly object[] => {
  const { price_calculation_detail: detail, ...plain } = rightOf(toOpenApiOrder(quote));
  const { item_discount_detail: _, ...byGoods } = detail ?? { item_discount_detail: [] };
  return [
    { ...plain, price_calculation_detail: detail },
    { ...plain, price_calculation_detail: byGoods },
    plain,
    rightOf(toPluginOrder(quote)),
  ];
};

const cases: fc.Arbitrary<Case> = fc
  .record({
    request: anyRequestArbitrary({ fees: false }),
    itemEntries: fc.constantFrom<"unit" | "line">("unit", "line"),
    named: fc.boolean(),
    backwards: fc.boolean(),
  })
  .map(({ request, itemEntries, named, backwards }) => {
    const policy = { ...request.policy, overDiscount: "clamp", itemEntries };
    return { quote: price({ ...request, policy } as never), named, backwards };
  })
  .filter(({ quote }) => quote._tag === "Right")
  .map(({ quote: priced, named, backwards }) => {
    const quote = rightOf(priced);
    const infos = quote.lines.map((line, i) => infoOf(line, i, named));
    return { quote, requests: requestsOf(quote), infos: backwards ? infos.reverse() : infos };
  });

const reportOf = (request: unknown, infos: readonly Info[]): Report =>
  rightOf(verifyOrderResponse(request, { err_no: 0, data: { item_order_info_list: infos } }));

/** The infos with one changed. */
const withInfo = (infos: readonly Info[], i: number, detail: readonly ItemOrder[]): readonly Info[] =>
  infos.map((info, k) =>
    k === i
      ? { ...info, item_order_detail: detail, item_order_id_list: detail.map((each) => each.item_order_id) }
      : info,
  );

/** A place in the answer: which info, which item order. */
const somewhere = cases.chain((each) =>
  fc.nat({ max: each.infos.length - 1 }).chain((i) =>
    fc.record({
      each: fc.constant(each),
      i: fc.constant(i),
      j: fc.nat({ max: (each.infos[i] as Info).item_order_detail.length - 1 }),
    }),
  ),
);

describe("law: the answer is what the quote says", () => {
  test("an answer made of the quote's units passes, checked whole", () => {
    let discounted = 0;
    fc.assert(
      fc.property(cases, ({ quote, requests, infos }) => {
        if (quote.totals.totalDiscountAmount > 0) discounted += 1;
        for (const request of requests)
          expect(reportOf(request, infos)).toMatchObject({ ok: true, violations: [], unchecked: [] });
      }),
      { numRuns: 1000 },
    );
    expect(discounted).toBeGreaterThan(100);
  });

  test("one price changed by a fen is one violation, at that price where the request says it", () => {
    fc.assert(
      fc.property(somewhere, fc.constantFrom(1, -1), ({ each: { requests, infos }, i, j }, by) => {
        const detail = (infos[i] as Info).item_order_detail;
        const changed = detail.map((item, k) => (k === j ? { ...item, price: item.price + by } : item));
        for (const request of requests) {
          const { ok, violations } = reportOf(request, withInfo(infos, i, changed));
          expect(ok).toBe(false);
          expect(violations.map(({ code }) => code)).toEqual(["itemOrders.price"]);
          const [{ expected, actual }] = violations as readonly [Report["violations"][number]];
          expect((actual as number) - (expected as number)).toBe(by);
        }
      }),
      { numRuns: 600 },
    );
  });

  test("a unit missing, or one too many, is one violation", () => {
    fc.assert(
      fc.property(somewhere, fc.boolean(), ({ each: { requests, infos }, i, j }, isMissing) => {
        const detail = (infos[i] as Info).item_order_detail;
        const item = detail[j] as ItemOrder;
        const changed = isMissing
          ? detail.filter((_, k) => k !== j)
          : [...detail, { ...item, item_order_id: "one more" }];
        for (const request of requests) {
          const { ok, violations } = reportOf(request, withInfo(infos, i, changed));
          expect(ok).toBe(false);
          expect(violations.map(({ code }) => code)).toEqual(["itemOrders.count"]);
          const [{ expected, actual }] = violations as readonly [Report["violations"][number]];
          expect((actual as number) - (expected as number)).toBe(isMissing ? -1 : 1);
        }
      }),
      { numRuns: 600 },
    );
  });
});
