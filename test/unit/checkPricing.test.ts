import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import * as E from "fp-ts/lib/Either.js";
import { describe, expect, test } from "vitest";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { price } from "../../src/pricing/price.js";
import {
  anyRequestArbitrary,
  assertPricing,
  assertPricingAsync,
  checkPricing,
  checkPricingAsync,
  laws,
  type PlainRequest,
  PricingError,
} from "../../src/testing/index.js";
import { rightOf } from "../support/either.js";
import { shop } from "../support/shop.js";

const plugin = (request: PricingRequestInput): unknown => E.chain(toPluginOrder)(price(request));
const RUNS = 50;

describe("what a price function may do", () => {
  const refusals: Readonly<Record<string, () => unknown>> = {
    "it threw: no": () => {
      throw new Error("no");
    },
    'it threw: "words"': () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a user's function may
      throw "words";
    },
    "it returned null": () => null,
    "it returned nothing": () => undefined,
    'it returned a Left: "no"': () => E.left("no"),
    "a promise came: use checkPricingAsync or assertPricingAsync": () => Promise.resolve({}),
  };

  test.each(Object.entries(refusals))("%s breaks the law answer", (why, impl) => {
    const result = checkPricing(impl, { runs: RUNS });
    expect(result).toMatchObject({ ok: false, law: "answer", payload: null, violations: [{ path: "" }] });
    expect(result.ok ? "" : result.explanation).toContain(why);
  });

  test.each([
    [42],
    ["text"],
    [[]],
    [{}],
    [{ filePath: "a" }],
    [{ data: {}, err_no: 0 }],
    [{ totals: 1, lines: 2 }],
  ])("%o cannot be read, which is said", (answer) => {
    expect(checkPricing(() => answer, { runs: RUNS })).toMatchObject({ ok: false, law: "answer" });
    expect(laws.totals(answer)[0]).toMatchObject({ law: "answer" });
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [33.5], ["1"]])(
    "an amount of %s is none",
    (amount) => {
      const result = checkPricing(() => ({ goodsList: [], payment: { totalAmount: amount } }), {
        runs: RUNS,
      });
      expect(result).toMatchObject({
        ok: false,
        law: "answer",
        violations: [{ path: "/payment/totalAmount" }],
      });
    },
  );

  test("it may change its request, which is a copy", () => {
    const greedy = (request: PlainRequest): unknown => {
      const answer = plugin(request);
      (request.lines as unknown[]).length = 0;
      return answer;
    };
    expect(checkPricing(greedy, { runs: RUNS }).ok).toBe(true);
  });

  test("what cannot be priced must be refused, however that is done", () => {
    const arbitrary = anyRequestArbitrary({ astray: true });
    const throws = (request: PricingRequestInput): unknown => rightOf(price(request));
    expect(checkPricing(throws, { arbitrary }).ok).toBe(true);
    expect(checkPricing(price, { arbitrary }).ok).toBe(true);
    const eager = (request: PricingRequestInput): unknown =>
      E.getOrElseW(() => ({ goodsList: [], payment: {} }))(price(request));
    expect(checkPricing(eager, { arbitrary })).toMatchObject({
      ok: false,
      violations: [{ code: "answer.notRefused" }],
    });
  });
});

describe("what is asked of a check", () => {
  test("a check of nothing, and a law that is none, are mistakes", () => {
    for (const runs of [0, -1, 1.5, Number.NaN])
      expect(() => checkPricing(plugin, { runs })).toThrow(RangeError);
    expect(() => checkPricing(plugin, { laws: ["fairness" as never] })).toThrow(/no law "fairness"/);
  });

  test("an arbitrary that fails is not the function's fault", () => {
    const arbitrary = requestThatThrows();
    expect(() => checkPricing(plugin, { arbitrary })).toThrow(/cannot make one/);
  });

  test("only the laws that are given, and answer", () => {
    const lossy = shop("plugin.createOrder", "lostFen");
    expect(checkPricing(lossy, { laws: ["bounds"] }).ok).toBe(true);
    expect(checkPricing(lossy, { laws: ["conservation"] })).toMatchObject({ ok: false, law: "conservation" });
    expect(checkPricing(() => null, { laws: [] })).toMatchObject({ ok: false, law: "answer" });
  });

  test("the format, where it is named", () => {
    expect(checkPricing(plugin, { runs: RUNS, format: "plugin.createOrder" }).ok).toBe(true);
    expect(checkPricing(plugin, { runs: RUNS, format: "openapi.createOrder" })).toMatchObject({
      law: "answer",
    });
    expect(checkPricing(plugin, { runs: RUNS, format: "quote" })).toMatchObject({ law: "answer" });
  });

  test("fees that a format has no field for are said to be", () => {
    const result = checkPricing(shop("openapi.createOrder"), { requests: { fees: true } });
    expect(result.ok ? "" : result.explanation).toContain("requests: { fees: false }");
  });

  test("the same seed asks the same", () => {
    const asked = (seed: number): string[] => {
      const requests: string[] = [];
      const listen = (request: PlainRequest): unknown => {
        requests.push(JSON.stringify(request));
        return plugin(request);
      };
      checkPricing(listen, { runs: RUNS, seed });
      return requests;
    };
    expect(asked(5)).toEqual(asked(5));
    expect(asked(5)).not.toEqual(asked(6));
  });
});

/** An arbitrary whose values cannot be made. */
const requestThatThrows = (): fc.Arbitrary<PlainRequest> =>
  fc.nat().map(() => {
    throw new Error("cannot make one");
  });

describe("what an answer leaves out is said", () => {
  const parts = {
    lines: (order: Order) => order.discountInfo,
    totals: ({ payment: _, ...order }: Order) => order,
    marketing: (order: Order) => without(order, "orderDiscount"),
    shares: (order: Order) => without(without(order, "goodsDiscount"), "itemDiscount"),
    units: (order: Order) => without(order, "itemDiscount"),
  };
  interface Order {
    readonly payment: unknown;
    readonly discountInfo?: { readonly detail: Readonly<Record<string, unknown>> };
  }
  const without = (order: Order, block: string): Order => {
    if (order.discountInfo === undefined) return order;
    const { [block]: _, ...detail } = order.discountInfo.detail;
    return { ...order, discountInfo: { ...order.discountInfo, detail } };
  };

  test.each(Object.entries(parts))("%s", (name, leaveOut) => {
    const impl = (request: PlainRequest): unknown => leaveOut(rightOf(plugin(request) as never));
    const arbitrary = marketed();
    const result = checkPricing(impl, { runs: RUNS, arbitrary });
    expect(result).toMatchObject({ ok: true });
    expect(result.ok ? result.unchecked : []).toContain(name);
  });

  test("and nothing where all is there", () => {
    expect(checkPricing(plugin, { runs: RUNS })).toMatchObject({ ok: true, unchecked: [] });
  });
});

/** Requests with marketing, so that there is a detail to leave something out of. */
const marketed = (): fc.Arbitrary<PlainRequest> =>
  fc
    .record({ unitPrice: fc.integer({ min: 1, max: 50 }), quantity: fc.integer({ min: 2, max: 5 }) })
    .map((line) => ({
      calculationType: 2,
      lines: [{ goodsId: "a", ...line }],
      marketing: [{ id: "m1", type: 4, discountRange: 1, discountAmount: 1, title: "m1" }],
      fees: [],
    }));

describe("for test suites", () => {
  test("assertPricing throws the explanation, the request and the answer", () => {
    const lossy = shop("plugin.createOrder", "lostFen");
    let error: unknown;
    try {
      assertPricing(lossy, { requests: { scopes: false } });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(PricingError);
    const { message, result, name } = error as PricingError;
    expect(name).toBe("PricingError");
    expect(message).toContain(result.explanation);
    expect(message).toContain(`request: ${JSON.stringify(result.request)}`);
    expect(message).toContain(`answer: ${JSON.stringify(result.payload)}`);
    expect(() => assertPricing(plugin, { runs: RUNS })).not.toThrow();
  });

  test("functions that return promises", async () => {
    const late =
      (impl: (request: PlainRequest) => unknown) =>
      async (request: PlainRequest): Promise<unknown> => {
        await new Promise((resolve) => setImmediate(resolve));
        return impl(request);
      };
    const all = ["orderDoesNotMatter", "weightlessLine", "exactSplit"] as const;
    await expect(checkPricingAsync(late(plugin), { runs: RUNS, laws: all })).resolves.toMatchObject({
      ok: true,
    });
    const lossy = late(shop("plugin.createOrder", "lostFen"));
    const { ok, ...found } = await checkPricingAsync(lossy, { seed: 3 });
    expect(ok).toBe(false);
    // One and the same, whether it waits or not.
    expect(checkPricing(shop("plugin.createOrder", "lostFen"), { seed: 3 })).toMatchObject(found);
    await expect(assertPricingAsync(lossy)).rejects.toBeInstanceOf(PricingError);
    await expect(assertPricingAsync(() => Promise.reject(new Error("offline")))).rejects.toThrow(
      /it threw: offline/,
    );
    await expect(assertPricingAsync(late(plugin), { runs: RUNS })).resolves.toBeUndefined();
  });
});

describe("laws about a function", () => {
  const firstPays = ({ lines, marketing }: PlainRequest): unknown => {
    const discount = marketing.reduce((sum, each) => sum + each.discountAmount, 0);
    const totalAmount = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
    return {
      goodsList: lines.map(({ goodsId, unitPrice, quantity }, i) => ({
        goodsId,
        price: unitPrice,
        quantity,
        discountAmount: i === 0 ? discount : 0,
      })),
      payment: { totalAmount, totalDiscountAmount: discount },
    };
  };

  test.each(["orderDoesNotMatter", "weightlessLine"] as const)(
    "%s is broken where the first line bears all",
    (law) => {
      const result = checkPricing(firstPays, { laws: [law], requests: { scopes: false } });
      expect(result).toMatchObject({ ok: false, law });
      if (result.ok) return;
      expect(result.request.lines.length).toBeLessThanOrEqual(2);
      expect(laws[law](firstPays, result.request)).toEqual(result.violations);
    },
  );
});

describe("as it is published", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const scratch = `${root}.cache/published`;
  const check = `
const lossy = ({ lines, marketing }) => ({
  goodsList: lines.map(({ goodsId, unitPrice: price, quantity }) => ({ goodsId, price, quantity, discountAmount: 0 })),
  payment: {
    totalAmount: lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
    totalDiscountAmount: marketing.reduce((sum, { discountAmount }) => sum + discountAmount, 0),
  },
});
test("passes", () => assertPricing((request) => price(request), { runs: 20 }));
test("fails", () => assertPricing(lossy, { requests: { scopes: false } }));
`;

  const files = {
    "price.test.mjs": `import test from "node:test";
import { price } from "suanjia";
import { assertPricing } from "suanjia/testing";
${check}`,
    "price.test.cjs": `const test = require("node:test");
const { price } = require("suanjia");
const { assertPricing } = require("suanjia/testing");
${check}`,
  };

  test.each(Object.entries(files))("in node:test, %s", (name, text) => {
    mkdirSync(scratch, { recursive: true });
    writeFileSync(`${scratch}/${name}`, text);
    const { stdout, status } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", name], {
      cwd: scratch,
      encoding: "utf8",
      // A test runner inside a test runner would take the outer one's word for its own.
      env: { PATH: process.env["PATH"] },
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ *ok 1 - passes$/m);
    expect(stdout).toMatch(/^ *not ok 2 - fails$/m);
    expect(stdout).toContain("The price function breaks the law");
  });

  test("the library does not ask for fast-check", () => {
    const text = execFileSync("grep", ["-rl", "fast-check", "dist", "--include=*.js", "--include=*.cjs"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(text.trim().split("\n").sort()).toEqual(["dist/testing/index.cjs", "dist/testing/index.js"]);
  });
});
