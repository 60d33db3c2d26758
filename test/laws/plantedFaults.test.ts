/**
 * `checkPricing` finds what it is for: a fault of a fen, wherever it is planted in a price function that is otherwise
 * right, with a counterexample that a person can work out by hand.
 */
import * as E from "fp-ts/lib/Either.js";
import { describe, expect, test } from "vitest";
import { toOpenApiOrder } from "../../src/platform/openapi/toOpenApiOrder.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import {
  checkPricing,
  DEFAULT_LAWS,
  type LawName,
  type PlainRequest,
  type PriceFunction,
  type PricingCheck,
  type RequestOptions,
} from "../../src/testing/index.js";
import { SHOP_FAULTS, SHOP_FORMATS, type ShopFault, type ShopFormat, shop } from "../support/shop.js";

const RUNS = 1_000;

const requestsFor = (format: ShopFormat): RequestOptions => ({
  skus: true,
  calculationTypes: [1, 2],
  ...(format === "openapi.createOrder" ? {} : { fees: true, codes: true }),
});

/** Not every format says everything: an OpenAPI body has no fees, and only a quote says what a line has to pay. */
const has = (format: ShopFormat, fault: ShopFault): boolean =>
  fault === "linePayable"
    ? format === "quote"
    : !(fault.startsWith("fee") && format === "openapi.createOrder");

const planted = (Object.keys(SHOP_FAULTS) as ShopFault[]).flatMap((fault) =>
  SHOP_FORMATS.filter((format) => has(format, fault)).map((format) => [fault, format] as const),
);

const explained = (result: PricingCheck): string => (result.ok ? "ok" : result.explanation);

describe("a planted fault is found", () => {
  test("there are more than twelve, in every format", () => {
    for (const format of SHOP_FORMATS)
      expect(planted.filter(([, of]) => of === format).length).toBeGreaterThan(18);
  });

  test.each(planted)("%s, %s", (fault, format) => {
    const result = checkPricing(shop(format, fault), { runs: RUNS, requests: requestsFor(format) });
    if (result.ok) throw new Error(`missed: ${SHOP_FAULTS[fault]} (seed ${result.seed})`);
    const { request, violations, seed, path } = result;
    expect(request.lines.length).toBeLessThanOrEqual(3);
    expect(violations.length).toBeGreaterThan(0);
    // It can be seen again, and sent to somebody else.
    const again = checkPricing(shop(format, fault), { requests: requestsFor(format), seed, path });
    expect(again).toMatchObject({ ok: false, request, violations });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe("what is right is not complained of", () => {
  test.each(SHOP_FORMATS)("the shop without a fault, %s", (format) => {
    const result = checkPricing(shop(format), { runs: RUNS, requests: requestsFor(format) });
    expect(explained(result)).toBe("ok");
    expect(result).toMatchObject({ runs: RUNS, unchecked: [] });
  });

  const ALL: readonly LawName[] = [
    ...DEFAULT_LAWS,
    "quota",
    "unitFairness",
    "namedUnits",
    "exactSplit",
    "orderDoesNotMatter",
    "weightlessLine",
  ];

  const encoders: Readonly<Record<ShopFormat, (quote: Quote) => E.Either<unknown, unknown>>> = {
    "plugin.createOrder": (quote) => toPluginOrder(quote),
    "openapi.createOrder": (quote) => toOpenApiOrder(quote),
    quote: E.right,
  };
  const engine =
    (format: ShopFormat): PriceFunction<PlainRequest> =>
    (request) =>
      E.chainW(encoders[format])(price(request));

  const policies = [
    { apportionment: "largestRemainder" },
    { apportionment: "lastTakesRemainder" },
    { basis: "lineTotal" },
  ] as const;

  test.each(SHOP_FORMATS.flatMap((format) => policies.map((policy) => [format, policy] as const)))(
    "suanjia itself, by every law, %s, %o",
    (format, policy) => {
      const requests = { ...requestsFor(format), units: true, policy };
      const result = checkPricing(engine(format), { runs: RUNS, requests, laws: ALL });
      expect(explained(result)).toBe("ok");
    },
  );
});
