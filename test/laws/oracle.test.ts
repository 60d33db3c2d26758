import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { price } from "../../src/pricing/price.js";
import { oraclePrice } from "../oracle/oracle.js";
import { requestArbitrary } from "../support/arbitraries.js";

describe("the engine against the oracle", () => {
  test("every quote is the oracle's, in every line and unit run", () => {
    let priced = 0;
    fc.assert(
      fc.property(requestArbitrary({ astray: true }), (request) => {
        const expected = oraclePrice(request);
        const actual = price(request);
        if (expected.ok) {
          priced += 1;
          expect(actual).toEqual({ _tag: "Right", right: expected.quote });
        } else expect(actual._tag).toBe("Left");
      }),
      { numRuns: 20_000 },
    );
    expect(priced).toBeGreaterThan(5_000);
  });
});
