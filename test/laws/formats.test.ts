import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toOpenApiOrder } from "../../src/platform/openapi/toOpenApiOrder.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { amountsOf } from "../../src/platform/wire/amountsOf.js";
import { price } from "../../src/pricing/price.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { readClaim } from "../../src/verify/readClaim.js";
import { verify as verifyAll } from "../../src/verify/verify.js";
import { amountPaths, changed } from "../support/amounts.js";
import { rightOf } from "../support/either.js";

/** What the engine emits has the amounts of an order alone: names and photos are the caller's. */
const verify = (payload: unknown): ReturnType<typeof verifyAll> =>
  verifyAll(payload, { checks: ["amounts"] });

/** Priced requests and what they emit, in both formats where there are no fees. */
const emitted = (options: { readonly fees?: boolean } = {}) =>
  fc
    .record({
      request: anyRequestArbitrary(options),
      itemEntries: fc.constantFrom<"unit" | "line">("unit", "line"),
    })
    .map(({ request, itemEntries }) =>
      price({ ...request, policy: { ...request.policy, overDiscount: "clamp", itemEntries } } as never),
    )
    .filter((quote) => quote._tag === "Right")
    .map((quote) => rightOf(quote));

/** Without code and the other plugin fields, which OpenAPI does not have. */
const common = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ["code", "kind", "creatorType", "marketingExtend"].includes(key) ? undefined : part,
    ),
  );

describe("law 8: formats agree", () => {
  test("plugin and OpenAPI output of one quote decode back to its amounts", () => {
    fc.assert(
      fc.property(emitted({ fees: false }), (quote) => {
        const amounts = JSON.parse(JSON.stringify(rightOf(amountsOf(quote)))) as object;
        const plugin = rightOf(readClaim(rightOf(toPluginOrder(quote)))).amounts;
        const openapi = rightOf(readClaim(rightOf(toOpenApiOrder(quote)))).amounts;
        expect(JSON.parse(JSON.stringify(plugin))).toEqual(amounts);
        expect(common(openapi)).toEqual(common(amounts));
      }),
      { numRuns: 1000 },
    );
  });

  test("fees decode back from the plugin's order", () => {
    fc.assert(
      fc.property(emitted(), (quote) => {
        const plugin = rightOf(readClaim(rightOf(toPluginOrder(quote)))).amounts;
        expect(plugin.fees).toEqual(quote.fees);
        expect(plugin.totalDiscountAmount).toBe(quote.totals.totalDiscountAmount);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("law 9: what the engine emits, verify accepts, and a fen's change it does not", () => {
  test("no false alarm, nothing unchecked", () => {
    fc.assert(
      fc.property(emitted(), (quote) => {
        const payloads: unknown[] = [rightOf(toPluginOrder(quote))];
        if (quote.fees.length === 0) payloads.push(rightOf(toOpenApiOrder(quote)));
        for (const payload of payloads)
          expect(rightOf(verify(payload))).toMatchObject({ ok: true, violations: [], unchecked: [] });
      }),
      { numRuns: 1000 },
    );
  });

  test("every amount of every payload, changed by one fen, is found", () => {
    let changes = 0;
    fc.assert(
      fc.property(emitted(), fc.constantFrom(1, -1), (quote, by) => {
        const payloads: unknown[] = [rightOf(toPluginOrder(quote))];
        if (quote.fees.length === 0) payloads.push(rightOf(toOpenApiOrder(quote)));
        for (const payload of payloads)
          for (const path of amountPaths(payload)) {
            const report = rightOf(verify(changed(payload, path, by)));
            if (report.ok) throw new Error(`missed ${path.join("/")} ${by > 0 ? "+" : ""}${by}`);
            changes += 1;
          }
      }),
      { numRuns: 300 },
    );
    expect(changes).toBeGreaterThan(1_500);
  });

  test("the bare details too", () => {
    fc.assert(
      fc.property(emitted({ fees: false }), fc.constantFrom(1, -1), (quote, by) => {
        if (quote.marketing.length === 0) return;
        const details = [
          rightOf(toPluginOrder(quote)).discountInfo,
          rightOf(toOpenApiOrder(quote)).price_calculation_detail,
        ];
        for (const detail of details) {
          expect(rightOf(verify(detail))).toMatchObject({ ok: true, violations: [] });
          for (const path of amountPaths(detail)) {
            const report = rightOf(verify(changed(detail, path, by)));
            if (report.ok) throw new Error(`missed ${path.join("/")} ${by > 0 ? "+" : ""}${by}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
