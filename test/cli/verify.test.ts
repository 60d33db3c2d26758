import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { amountPaths, changed } from "../support/amounts.js";
import { expectFitForPeople, expectRefused, GOLDEN, jsonOf, linesOf, run, scratch } from "./run.js";
import { EXAMPLE_WITHOUT_FEES } from "./samples.js";

const dir = scratch();

interface Violation {
  readonly kind: string;
  readonly severity: string;
  readonly code: string;
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly message: string;
}

interface Report {
  readonly ok: boolean;
  readonly format: string;
  readonly violations: readonly Violation[];
  readonly unchecked: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

const golden = (name: string): string => join(GOLDEN, `${name}.json`);

const read = (name: string): unknown => JSON.parse(readFileSync(golden(name), "utf8")) as unknown;

const reportOf = async (
  args: readonly string[],
  payload?: unknown,
): Promise<Report & { exit: number | null }> => {
  const ran = await run(
    ["verify", "--checks", "amounts", ...args],
    payload === undefined ? {} : { stdin: JSON.stringify(payload) },
  );
  expect(ran.stderr).toBe("");
  return { ...(jsonOf(ran) as Report), exit: ran.code };
};

const BLOCK = "/price_calculation_detail/order_discount_detail";

/** The verdict on each sample: what contradicts itself, and what cannot be checked for want of a field. */
const VERDICTS: Readonly<
  Record<
    string,
    {
      readonly format: string;
      readonly violations?: readonly (readonly [
        code: string,
        path: string,
        expected: number,
        actual: number,
      ])[];
      readonly unchecked?: readonly (readonly [code: string, path: string])[];
    }
  >
> = {
  "plugin-goods-list-no-marketing": { format: "plugin.createOrder" },
  "plugin-sku-list-ticket": { format: "plugin.createOrder" },
  "plugin-sku-list-group-buy": {
    format: "plugin.createOrder",
    violations: [["order.total", "/payment/totalAmount", 12, 10]],
  },
  "plugin-sku-list-booking": { format: "plugin.createOrder" },
  "plugin-markup-order": { format: "plugin.createOrder" },
  "plugin-discount-info-type2": { format: "plugin.createOrder" },
  "plugin-discount-id": { format: "plugin.createOrder", unchecked: [["line.discount", "/discountId"]] },
  "plugin-takeaway-self-pickup": { format: "plugin.createOrder" },
  "plugin-takeaway-delivery-douyin-address": { format: "plugin.createOrder" },
  "plugin-takeaway-delivery-own-address": { format: "plugin.createOrder" },
  "openapi-v2-create-order-goods-list": {
    format: "openapi.createOrder",
    violations: [
      ["orderBlock.orderTotal", `${BLOCK}/order_total_discount_amount`, 10, 20],
      ["orderBlock.goodsTotal", `${BLOCK}/goods_total_discount_amount`, 10, 1],
    ],
    unchecked: [["line.discount", "/goods_list/0/discount_amount"]],
  },
  "openapi-v2-create-order-sku-library": {
    format: "openapi.createOrder",
    unchecked: [
      ["line.total", "/sku_list/0"],
      ["order.total", "/total_amount"],
    ],
  },
  "openapi-v2-create-order-sku-nonlibrary": { format: "openapi.createOrder" },
  "openapi-low-version-create-order-response": {
    format: "openapi.createOrderResponse",
    unchecked: [["callback.items", "/data/item_order_info_list"]],
  },
};

describe.concurrent("the platform documents' own samples", () => {
  test("all of them are here", () => {
    const files = readdirSync(GOLDEN).filter((name) => name.endsWith(".json"));
    expect(files.sort()).toEqual(
      Object.keys(VERDICTS)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  test.each(Object.entries(VERDICTS))("%s", async (name, { format, violations = [], unchecked = [] }) => {
    const report = await reportOf([golden(name)]);
    expect(report.format).toBe(format);
    expect(report.violations.map((each) => [each.code, each.path, each.expected, each.actual])).toEqual(
      violations,
    );
    expect(report.unchecked.map((each) => [each.code, each.path])).toEqual(unchecked);
    expect(report.ok).toBe(violations.length === 0);
    expect(report.exit).toBe(violations.length === 0 ? 0 : 1);
    for (const each of report.violations) {
      expect(each).toMatchObject({ kind: "amount", severity: "error" });
      // The sentence is enough without the fields beside it.
      expect(each.message).toMatch(
        new RegExp(`\\b${String(each.expected)}\\b.*\\b${String(each.actual)}\\b`),
      );
    }
    for (const each of report.unchecked) expect(each.message).toMatch(/\S+ \S+/);
  });

  test("messages in Chinese, the rest the same", async () => {
    const name = golden("openapi-v2-create-order-goods-list");
    const [en, zh] = await Promise.all([reportOf([name]), reportOf([name, "--lang", "zh"])]);
    for (const each of [...zh.violations, ...zh.unchecked]) expect(each.message).toMatch(/[\u4e00-\u9fff]/);
    const bare = (report: Report) =>
      JSON.stringify(report, (key, value: unknown) => (key === "message" ? "" : value));
    expect(bare(zh)).toBe(bare(en));
    expect(JSON.stringify(en)).not.toMatch(/messageZh/);
  });
});

describe.concurrent("verify", () => {
  test("from standard input as from a file", async () => {
    const file = await run(["verify", "--checks", "amounts", golden("plugin-sku-list-group-buy")]);
    const stdin = await run(["verify", "--checks", "amounts"], {
      stdin: readFileSync(golden("plugin-sku-list-group-buy")),
    });
    expect(stdin).toEqual(file);
  });

  test("what price emits is right, whole or as its bare detail, and nothing of it is unchecked", async () => {
    const request = dir.file("request.json", EXAMPLE_WITHOUT_FEES);
    for (const [output, key, bare] of [
      ["plugin", "discountInfo", "plugin.discountInfo"],
      ["openapi", "price_calculation_detail", "openapi.priceCalculationDetail"],
    ] as const) {
      const emitted = jsonOf(await run(["price", "--output", output, request])) as Record<string, unknown>;
      expect(await reportOf([], emitted)).toMatchObject({ exit: 0, ok: true, violations: [], unchecked: [] });
      const report = await reportOf([], emitted[key]);
      expect(report).toMatchObject({ exit: 0, ok: true, format: bare, violations: [] });
      // A bare detail has no lines: that is said, and not passed over.
      expect(report.unchecked.map((each) => each.code)).toContain("order.total");
    }
  });

  test("every amount of a sample, a fen more or less, is found, and one wrong sum is one violation", async () => {
    const payload = read("plugin-discount-info-type2");
    const changes = amountPaths(payload).flatMap((path) => [1, -1].map((by) => ({ path, by })));
    expect(changes.length).toBeGreaterThan(30);
    const stdin = changes.map(({ path, by }) => `${JSON.stringify(changed(payload, path, by))}\n`).join("");
    const ran = await run(["verify", "--ndjson", "--checks", "amounts"], { stdin });
    const reports = linesOf(ran.stdout).map((line) => JSON.parse(line) as Report);
    expect(reports).toHaveLength(changes.length);
    reports.forEach((report, i) => {
      const { path } = changes[i] as (typeof changes)[number];
      expect(report.ok, path.join("/")).toBe(false);
      if (/^(?:total|orderTotal|goodsTotal)/.test(path.at(-1) as string))
        expect(
          report.violations.map((each) => each.path),
          path.join("/"),
        ).toEqual([`/${path.join("/")}`]);
    });
  });

  test("every disagreement is reported, not the first", async () => {
    const report = await reportOf([], {
      goodsList: [
        { goodsId: "a", price: 100, quantity: 1, discountAmount: 90 },
        { goodsId: "b", price: 100, quantity: 1, discountAmount: -1 },
      ],
      payment: { totalAmount: 999, totalDiscountAmount: 55 },
    });
    expect(report.exit).toBe(1);
    expect(
      report.violations.map((each) => [each.code, each.path, each.expected, each.actual]).sort(),
    ).toEqual([
      ["bounds", "/goodsList/1/discountAmount", 0, -1],
      ["order.discount", "/payment/totalDiscountAmount", 89, 55],
      ["order.total", "/payment/totalAmount", 200, 999],
    ]);
  });

  /** Each agrees with itself in every sum, and takes more off than there is. */
  test.each<[string, unknown, string]>([
    [
      "a line, without a detail",
      {
        goodsList: [
          { goodsId: "a", price: 100, quantity: 1, discountAmount: 101 },
          { goodsId: "b", price: 100, quantity: 1, discountAmount: 0 },
        ],
        payment: { totalAmount: 200, totalDiscountAmount: 101 },
      },
      "/goodsList/0/discountAmount",
    ],
    [
      "a line of the OpenAPI, without a detail",
      {
        goods_list: [
          { goods_id: "a", price: 100, quantity: 1, discount_amount: 101 },
          { goods_id: "b", price: 100, quantity: 1, discount_amount: 0 },
        ],
        total_amount: 200,
        discount_amount: 101,
      },
      "/goods_list/0/discount_amount",
    ],
    [
      "a fee",
      {
        goodsList: [{ goodsId: "a", price: 100, quantity: 1 }],
        payment: {
          totalAmount: 105,
          totalDiscountAmount: 6,
          feeDetailsList: [{ feeType: 1, feeAmount: 5, feeDiscountAmount: 6 }],
        },
      },
      "/payment/feeDetailsList/0/feeDiscountAmount",
    ],
    [
      "the whole",
      {
        goodsList: [{ goodsId: "a", price: 100, quantity: 1 }],
        payment: { totalAmount: 100, totalDiscountAmount: 101 },
        discountId: "x",
      },
      "/payment/totalDiscountAmount",
    ],
  ])("0 ≤ discount ≤ total everywhere: %s", async (_, payload, path) => {
    const report = await reportOf([], payload);
    expect(report).toMatchObject({ ok: false, exit: 1 });
    expect(report.violations.map((each) => [each.code, each.path])).toContainEqual(["bounds", path]);
  });

  test("keys that the platform may add are no matter", async () => {
    const payload = read("plugin-discount-info-type2") as Record<string, unknown>;
    const report = await reportOf([], { ...payload, aNewField: { totalAmount: 1 }, __proto__x: 1 });
    expect(report).toMatchObject({ exit: 0, ok: true, violations: [] });
  });
});

describe.concurrent("verify --format", () => {
  test("the format that would be found may be named", async () => {
    const name = golden("plugin-discount-info-type2");
    expect(await reportOf(["--format", "plugin.createOrder", name])).toEqual(await reportOf([name]));
  });

  test("overrides what the keys say", async () => {
    // An order of both formats at once: each format has its own total.
    const both = {
      goodsList: [{ goodsId: "a", price: 10, quantity: 1 }],
      payment: { totalAmount: 10 },
      goods_list: [{ goods_id: "a", price: 10, quantity: 1 }],
      total_amount: 11,
    };
    expect(await reportOf(["--format", "plugin.createOrder"], both)).toMatchObject({ ok: true, exit: 0 });
    expect(await reportOf(["--format", "openapi.createOrder"], both)).toMatchObject({
      ok: false,
      exit: 1,
      format: "openapi.createOrder",
      violations: [{ code: "order.total", path: "/total_amount", expected: 10, actual: 11 }],
    });
  });

  test("a format that the payload is not in does not pass for a clean result", async () => {
    const ran = await run([
      "verify",
      "--format",
      "openapi.priceCalculationDetail",
      golden("plugin-discount-info-type2"),
    ]);
    // Either it is refused, or all of it is listed as unchecked.
    if (ran.code === 0) expect((jsonOf(ran) as Report).unchecked.length).toBeGreaterThan(0);
    else expect(ran.stdout).toBe("");
    expectFitForPeople(ran.stderr);
  });

  test("a name that is none is wrong usage, and the names that are some are listed", async () => {
    const ran = await run(["verify", "--format", "plugin", golden("plugin-discount-id")]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    for (const name of new Set(Object.values(VERDICTS).map(({ format }) => format)))
      expect(ran.stderr).toContain(name);
    expectFitForPeople(ran.stderr);
  });
});

describe.concurrent("verify --checks", () => {
  const name = golden("plugin-sku-list-group-buy");

  test("amounts leaves the rules out", async () => {
    const report = await reportOf(["--checks", "amounts", name]);
    expect(report.violations.map((each) => each.code)).toEqual(["order.total"]);
    expect(report.violations.every((each) => each.kind === "amount")).toBe(true);
    expect(report.exit).toBe(1);
  });

  test("rules leaves the amounts out", async () => {
    const report = await reportOf(["--checks", "rules", name]);
    expect(report.violations.filter((each) => each.kind === "amount")).toEqual([]);
  });

  test("both are the default", async () => {
    const [both, reversed, none] = await Promise.all([
      reportOf(["--checks", "amounts,rules", name]),
      reportOf(["--checks", "rules,amounts", name]),
      run(["verify", name]).then((ran) => jsonOf(ran) as Report),
    ]);
    expect(both.violations.map(({ kind }) => kind)).toEqual(["amount", "rule"]);
    expect(both.violations).toEqual(none.violations);
    expect(reversed.violations).toEqual(none.violations);
    expect(both.exit).toBe(1);
  });

  test.each(["amount", "", "amounts,", "amounts rules"])("%j is wrong usage", async (value) => {
    const ran = await run(["verify", "--checks", value, name]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/amounts, rules/);
    expectFitForPeople(ran.stderr);
  });
});

describe.concurrent("verify: what cannot be read", () => {
  test("a payload in no known format is unreadable, and the known ones are named", async () => {
    const ran = await run(["verify"], { stdin: '{"a":1}' });
    const [problem] = expectRefused(ran, 2, [{ code: "input.unknownFormat", path: "" }]);
    for (const { format } of Object.values(VERDICTS)) expect(problem?.message).toContain(format);
  });

  test.each(["null", "[]", "5", '"x"', "{}"])("%s is in no known format", async (text) => {
    expectRefused(await run(["verify"], { stdin: text }), 2, [{ code: "input.unknownFormat", path: "" }]);
  });

  test("a payload whose fields have wrong types is refused, each field by its place", async () => {
    const payload = {
      skuList: [{ skuId: 5, price: "1", quantity: 0, goodsInfo: { goodsId: true } }],
      payment: { totalAmount: 1.5, feeDetailsList: [{ feeType: 1.5, feeAmount: 1 }] },
    };
    const ran = await run(["verify", "--checks", "amounts"], { stdin: JSON.stringify(payload) });
    const shown = linesOf(ran.stderr)
      .map((line) => line.split("\t").slice(0, 2))
      .sort();
    expect(shown).toEqual([
      ["id.number", "/skuList/0/skuId"],
      ["value.notInteger", "/payment/feeDetailsList/0/feeType"],
      ["value.notInteger", "/payment/totalAmount"],
      ["value.range", "/skuList/0/quantity"],
      ["value.type", "/skuList/0/goodsInfo/goodsId"],
      ["value.type", "/skuList/0/price"],
    ]);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
  });
});
