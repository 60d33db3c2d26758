/**
 * The laws of pricing, each as the rules word it. Nothing here knows how the engine works.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MarketingInput } from "../../src/order/Marketing.js";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { price } from "../../src/pricing/price.js";
import type { Quote, Share } from "../../src/pricing/Quote.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import type { LawViolation } from "../../src/testing/LawViolation.js";
import { laws } from "../../src/testing/laws/laws.js";
import { rightOf } from "../support/either.js";
import { forAll, runs } from "../support/runs.js";

const RUNS = runs(1_000);
const TIMEOUT = { timeout: 3_600_000 };

/** Requests that are priced: where a discount is too large it is lowered, else most would be refused. */
const clamped = anyRequestArbitrary().map(
  (request): PricingRequestInput => ({ ...request, policy: { ...request.policy, overDiscount: "clamp" } }),
);
const quoteOf = (request: unknown): Quote => rightOf(price(request as never));

const law = (name: string, check: (request: PricingRequestInput, quote: Quote) => void): void =>
  test(name, TIMEOUT, () => forAll(clamped, RUNS, (request) => check(request, quoteOf(request)), "requests"));

const holds = (violations: readonly LawViolation[]): void => expect(violations).toEqual([]);

describe("the quote is about the request", () => {
  law("its lines, quantities, prices, scopes, marketing and fees", (request, quote) =>
    holds(laws.request(quote, request)),
  );

  law("says what was asked for where it was lowered, and only there", (request, { marketing }) =>
    expect(marketing.map(({ discountAmount, requestedAmount }) => requestedAmount ?? discountAmount)).toEqual(
      (request.marketing ?? []).map(({ discountAmount }) => discountAmount),
    ),
  );
});

describe("law 1: conservation", () => {
  law(
    "over lines and units each marketing adds up to its amount, and nobody bears what is not there",
    (_, quote) => holds(laws.conservation(quote)),
  );
});

describe("law 2: totals", () => {
  law("of the order, of every line and every unit", (_, quote) => holds(laws.totals(quote)));

  law("and no other", (_, { totals }) =>
    expect(Object.keys(totals).sort()).toEqual([
      "feeAmount",
      "feeDiscountAmount",
      "goodsAmount",
      "goodsDiscountAmount",
      "orderDiscountAmount",
      "payableAmount",
      "totalAmount",
      "totalDiscountAmount",
    ]),
  );
});

describe("law 3: bounds", () => {
  law("0 ≤ discount ≤ total everywhere", (_, quote) => holds(laws.bounds(quote)));

  law("all of it whole fen, and no share of nothing", (_, quote) => {
    const parts = quote.lines.flatMap((line) => [line, ...line.units]);
    for (const { totalAmount, totalDiscountAmount, payableAmount } of [quote.totals, ...parts])
      expect([totalAmount, totalDiscountAmount, payableAmount].every(Number.isSafeInteger)).toBe(true);
    for (const share of parts.flatMap(({ marketing }): readonly Share[] => marketing))
      expect(share.discountAmount).toBeGreaterThan(0);
  });
});

describe("law 4: quota", () => {
  law(
    "with largestRemainder over payables a share is within a fen of its part, and more weighs more",
    (request) => {
      const policy = { overDiscount: "clamp", apportionment: "largestRemainder", basis: "payable" } as const;
      holds(laws.quota(quoteOf({ ...request, policy }), { ...request, policy }));
    },
  );
});

describe("law 5: fairness of units", () => {
  law("the units of a line differ by at most one fen, per marketing and in sum", (request, quote) =>
    holds(laws.unitFairness(quote, request)),
  );
});

describe("units that are named", () => {
  law(
    "get what their marketing says, no other unit does, and the rest goes by what is left to pay",
    (request, quote) => holds(laws.namedUnits(quote, request)),
  );
});

describe("law 6: order does not matter", () => {
  test("shuffled lines, marketing and appliesTo give the shuffled quote", TIMEOUT, async () => {
    const shuffled = <A>(items: readonly A[]): fc.Arbitrary<A[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    const pair = fc.oneof(clamped, anyRequestArbitrary()).chain((request) =>
      fc.record({
        request: fc.constant(request),
        lines: shuffled(request.lines),
        marketing: shuffled(request.marketing ?? [])
          .chain((all) =>
            fc.tuple(
              ...all.map((each) =>
                each.appliesTo === undefined
                  ? fc.constant(each)
                  : shuffled(each.appliesTo).map((appliesTo): MarketingInput => ({ ...each, appliesTo })),
              ),
            ),
          )
          .chain((all) =>
            fc.tuple(
              ...all.map((each) =>
                each.units === undefined
                  ? fc.constant(each)
                  : shuffled(each.units).map((units): MarketingInput => ({ ...each, units })),
              ),
            ),
          ),
      }),
    );
    await forAll(pair, RUNS, ({ request, lines, marketing }) =>
      holds(laws.orderDoesNotMatter(price, request, { ...request, lines, marketing })),
    );
  });
});

describe("law 7: splitting the work does not matter", () => {
  test("a line of weight 0 changes nobody's share, wherever it stands", TIMEOUT, async () => {
    const withNothing = fc.record({
      request: clamped,
      at: fc.nat(6),
      goodsId: fc.constantFrom("", "0", "Z", "a0", "zzz", "￿"),
      quantity: fc.integer({ min: 1, max: 9 }),
      named: fc.boolean(),
    });
    await forAll(withNothing, RUNS, ({ request, at, goodsId, quantity, named }) => {
      const nothing = {
        goodsId,
        ...(request.lines[0]?.skuId === undefined ? {} : { skuId: "nothing" }),
        unitPrice: 0,
        quantity,
      };
      fc.pre(request.lines.every((line) => line.goodsId !== goodsId));
      const place = Math.min(at, request.lines.length);
      const lines = [...request.lines.slice(0, place), nothing, ...request.lines.slice(place)];
      // Whether marketing covers the line or not: it weighs nothing.
      const marketing = (request.marketing ?? []).map((each) =>
        named && each.appliesTo !== undefined
          ? { ...each, appliesTo: [{ goodsId }, ...each.appliesTo] }
          : each,
      );
      holds(laws.weightlessLine(price, request, { ...request, lines, marketing }));
    });
  });
});

describe("how shares are split", () => {
  test("changes neither their sum nor the totals of the order", TIMEOUT, async () => {
    await forAll(clamped, RUNS, (request) => {
      fc.pre(
        (request.marketing ?? []).every((each) => each.appliesTo === undefined && each.units === undefined),
      );
      const totals = ["largestRemainder", "lastTakesRemainder"].flatMap((apportionment) =>
        ["payable", "lineTotal"].map(
          (basis) => quoteOf({ ...request, policy: { overDiscount: "clamp", apportionment, basis } }).totals,
        ),
      );
      for (const each of totals) expect(each).toEqual(totals[0]);
    });
  });
});
