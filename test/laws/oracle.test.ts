/**
 * The engine against the oracle on random requests: everything that a quote says, not only its sums.
 */
import { describe, expect, test } from "vitest";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { agreed } from "../support/againstOracle.js";
import { corpus, textOf } from "../support/corpus.js";
import { forAll, runs, tally } from "../support/runs.js";

const RUNS = runs(20_000);

describe("the engine against the oracle", () => {
  test.each(corpus("requests"))("kept: $name", (kept) => {
    agreed(JSON.parse(textOf(kept)));
  });

  test("every quote is the oracle's, in every line and unit run", { timeout: 3_600_000 }, async () => {
    let priced = 0;
    const count = (request: PricingRequestInput): void => {
      if (agreed(request) !== undefined) priced += 1;
    };
    await forAll(anyRequestArbitrary({ astray: true }), RUNS, count, "requests");
    tally(priced, "priced");
    // Or the requests are not what they are meant to be: most would be refused.
    expect(priced).toBeGreaterThan(RUNS / 4);
  });
});
