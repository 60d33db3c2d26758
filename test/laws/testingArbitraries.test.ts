/**
 * The random orders and payloads of `suanjia/testing` are what their options say, and shrink far.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodePricingRequest } from "../../src/order/PricingRequest.js";
import { price } from "../../src/pricing/price.js";
import { decodePromotions } from "../../src/promotion/decodePromotions.js";
import { select } from "../../src/promotion/select.js";
import { covers } from "../../src/testing/besideRequest.js";
import {
  brokenPayloadArbitrary,
  cartArbitrary,
  laws,
  type OrderFormat,
  openApiOrderArbitrary,
  PAYLOAD_FAULTS,
  type PlainRequest,
  pluginOrderArbitrary,
  promotionsArbitrary,
  requestArbitrary,
  selectionArbitrary,
} from "../../src/testing/index.js";
import { verify } from "../../src/verify/verify.js";
import { rightOf } from "../support/either.js";
import { valueAt } from "../unit/emitted.js";

const WIDE = { skus: true, fees: true, codes: true, units: true, calculationTypes: [1, 2] } as const;
const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

describe("requests", () => {
  test("can be priced, with every feature and every policy", () => {
    const policies = fc.constantFrom(
      undefined,
      { apportionment: "lastTakesRemainder" } as const,
      { basis: "lineTotal" } as const,
    );
    fc.assert(
      fc.property(
        policies.chain((policy) => requestArbitrary({ ...WIDE, policy })),
        (request) => {
          rightOf(price(request));
          // Plain JSON: nothing that JSON leaves out.
          expect(JSON.parse(JSON.stringify(request))).toEqual(request);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("have room for every marketing, however those before it are split", () => {
    fc.assert(
      fc.property(requestArbitrary({ skus: true, codes: true }), ({ lines, marketing }) => {
        for (const each of marketing) {
          if (each.discountAmount === 0) continue;
          const own = lines.filter((line) => covers(each, line));
          const near = marketing.filter((other) => own.some((line) => covers(other, line)));
          expect(sum(near.map(({ discountAmount }) => discountAmount))).toBeLessThanOrEqual(
            sum(own.map(({ unitPrice, quantity }) => unitPrice * quantity)),
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });

  const FEATURES: Readonly<Record<string, (request: PlainRequest) => boolean>> = {
    skus: ({ lines }) => lines.some(({ skuId }) => skuId !== undefined),
    fees: ({ fees }) => fees.length > 0,
    codes: ({ marketing }) => marketing.some(({ code }) => code !== undefined),
    units: ({ marketing }) => marketing.some(({ units }) => units !== undefined),
    scopes: ({ marketing }) => marketing.some(({ appliesTo }) => appliesTo !== undefined),
  };

  test.each(Object.entries(FEATURES))("have %s only where that is asked for, and then often", (name, has) => {
    const count = (is: boolean): number =>
      fc.sample(requestArbitrary({ [name]: is }), 400).filter(has).length;
    expect(count(false)).toBe(0);
    expect(count(true)).toBeGreaterThan(40);
  });

  test("keep to their limits", () => {
    const options = {
      maxLines: 2,
      maxMarketing: 1,
      maxQuantity: 3,
      minUnitPrice: 5,
      maxUnitPrice: 90,
      calculationTypes: [1],
      policy: { basis: "lineTotal" },
    } as const;
    fc.assert(
      fc.property(requestArbitrary(options), ({ lines, marketing, calculationType, policy }) => {
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(marketing.length).toBeLessThanOrEqual(1);
        for (const { unitPrice, quantity } of lines) {
          expect(quantity).toBeLessThanOrEqual(3);
          expect(unitPrice).toBeGreaterThanOrEqual(5);
          expect(unitPrice).toBeLessThanOrEqual(90);
        }
        expect(calculationType).toBe(1);
        expect(policy).toEqual({ basis: "lineTotal" });
      }),
    );
  });

  test("shrink to one unit of one fen", () => {
    const { counterexample } = fc.check(fc.property(requestArbitrary(WIDE), () => false));
    const [request] = counterexample as [PlainRequest];
    expect(request).toMatchObject({ lines: [{ goodsId: "a", quantity: 1 }], marketing: [], fees: [] });
    expect(request.lines[0]?.unitPrice).toBeLessThanOrEqual(1);
  });

  test("of many lines have names enough", () => {
    const requests = fc.sample(requestArbitrary({ maxLines: 60 }), 200);
    expect(Math.max(...requests.map(({ lines }) => lines.length))).toBeGreaterThan(30);
    for (const request of requests) rightOf(decodePricingRequest(request));
  });
});

describe("carts and promotions", () => {
  test("are right, together and alone", () => {
    fc.assert(
      fc.property(cartArbitrary(), promotionsArbitrary(), selectionArbitrary(), (cart, promotions, all) => {
        rightOf(decodePromotions(promotions));
        rightOf(select(cart, [], all.context));
        rightOf(select(all.cart, all.promotions, all.context));
      }),
      { numRuns: 300 },
    );
  });

  test("of one kind have no other", () => {
    fc.assert(
      fc.property(promotionsArbitrary({ kinds: ["buyGet"], size: fc.constant(3) }), (promotions) => {
        expect(promotions.map(({ benefit }) => benefit.kind)).toEqual(["buyGet", "buyGet", "buyGet"]);
      }),
    );
  });
});

const FORMATS: readonly OrderFormat[] = ["plugin.createOrder", "openapi.createOrder"];
const valid = { "plugin.createOrder": pluginOrderArbitrary, "openapi.createOrder": openApiOrderArbitrary };

describe.each(FORMATS)("payloads, %s", (format) => {
  test("keep every rule of their document", () => {
    fc.assert(
      fc.property(valid[format](WIDE), ({ request, payload }) => {
        expect(rightOf(verify(payload))).toMatchObject({ ok: true, format });
        expect(laws.exactSplit(payload, request)).toEqual([]);
        expect(laws.request(payload, request)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(PAYLOAD_FAULTS.filter((fault) => fault !== "feeMissing" || format === "plugin.createOrder"))(
    "broken by %s are refused by verify and by the laws",
    (fault) => {
      fc.assert(
        fc.property(
          brokenPayloadArbitrary(format, { ...WIDE, faults: [fault] }),
          ({ request, payload, valid: whole, fault: named, path }) => {
            expect(named).toBe(fault);
            expect(payload).not.toEqual(whole);
            // The place is there, in what it was or in what it is.
            const keys = path.split("/").slice(1);
            expect(valueAt(whole, keys)).toBeDefined();
            expect(rightOf(verify(whole)).ok).toBe(true);
            expect(rightOf(verify(payload, { checks: ["amounts"] })).ok).toBe(false);
            const found = [laws.conservation, laws.totals, laws.bounds].flatMap((law) => law(payload));
            expect([...found, ...laws.request(payload, request)]).not.toEqual([]);
          },
        ),
        { numRuns: 100 },
      );
    },
  );
});
