// The rooms of which a wrong line costs money: what is mutated in each, and the tests that judge it.

// Where a module throws while it loads, tests that import it do not start, and only tests that fail are counted: this one does.
const LOADS = "test/unit/loads.test.ts";

/** @type {Readonly<Record<string, { readonly mutate: readonly string[], readonly tests: readonly string[] }>>} */
export const ROOMS = {
  money: {
    mutate: ["src/money/*.ts"],
    tests: [LOADS, "test/unit/money.test.ts", "test/laws/knownFaults.test.ts"],
  },
  pricing: {
    mutate: ["src/pricing/*.ts"],
    tests: [
      LOADS,
      "test/unit/pricing.test.ts",
      "test/unit/unitLedger.test.ts",
      "test/unit/namedUnits.test.ts",
      "test/laws/knownFaults.test.ts",
      "test/laws/oracle.test.ts",
    ],
  },
  order: {
    // The generated guard is no source: generatedGuard.test.ts fails where it differs from what its codec generates.
    mutate: ["src/order/*.ts", "!src/order/isPricingRequestInput.generated.ts"],
    tests: [
      LOADS,
      "test/unit/order.test.ts",
      "test/unit/orderProblems.test.ts",
      "test/unit/lineIndex.test.ts",
      "test/unit/generatedGuard.test.ts",
      "test/unit/namedUnits.test.ts",
    ],
  },
  refund: {
    mutate: ["src/server/handler/preCreateRefund.ts"],
    tests: ["test/server/handlerDecisions.test.ts"],
  },
  verify: {
    mutate: ["src/verify/*.ts"],
    tests: [
      LOADS,
      "test/unit/verify.test.ts",
      "test/unit/verifyRules.test.ts",
      "test/unit/verifySentences.test.ts",
      "test/unit/recompute.test.ts",
      "test/unit/verifyPartial.test.ts",
      "test/unit/verifyOrderResponse.test.ts",
      "test/laws/recompute.test.ts",
    ],
  },
};

/** Where Stryker leaves what it found in a room. */
export const reportOf = (room) => `.cache/mutation/${room}.json`;
