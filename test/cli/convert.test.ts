import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { EXAMPLE } from "../support/pricingExample.js";
import { eachOf, expectFitForPeople, expectRefused, GOLDEN, jsonOf, type Ran, run } from "./run.js";
import { EXAMPLE_WITHOUT_FEES, TWO_LINES } from "./samples.js";

type Wire = Record<string, unknown>;

const convert = (payload: unknown, to: string, ...args: readonly string[]): Promise<Ran> =>
  run(["convert", "--to", to, ...args], { stdin: JSON.stringify(payload) });

const converted = async (payload: unknown, to: string): Promise<Wire> => {
  const ran = await convert(payload, to);
  expect(ran.code, ran.stderr).toBe(0);
  return jsonOf(ran) as Wire;
};

const emissions = new Map<string, Promise<Wire>>();

/** What price writes; asked for again, it is not run again. */
const emit = (request: unknown, output: string): Promise<Wire> => {
  const stdin = JSON.stringify(request);
  const known = emissions.get(output + stdin);
  if (known !== undefined) return known;
  const emitted = run(["price", "--output", output], { stdin }).then((ran) => jsonOf(ran) as Wire);
  emissions.set(output + stdin, emitted);
  return emitted;
};

const golden = (name: string): Wire => JSON.parse(readFileSync(join(GOLDEN, name), "utf8")) as Wire;

const DETAIL = { plugin: "discountInfo", openapi: "price_calculation_detail" } as const;

describe.concurrent("convert", () => {
  test.each([
    ["goods", TWO_LINES],
    ["skus", EXAMPLE_WITHOUT_FEES],
    ["one entry for each line", { ...TWO_LINES, policy: { itemEntries: "line" } }],
    ["no marketing", { lines: TWO_LINES.lines }],
    ["merchant level", { ...TWO_LINES, calculationType: 1 }],
  ])("%s: each format becomes what price writes in the other", async (_, request) => {
    const [plugin, openapi] = await Promise.all([emit(request, "plugin"), emit(request, "openapi")]);
    const [there, back] = await Promise.all([convert(plugin, "openapi"), convert(openapi, "plugin")]);
    expect(there).toMatchObject({ code: 0, stderr: "" });
    expect(back).toMatchObject({ code: 0, stderr: "" });
    expect(jsonOf(there)).toEqual(openapi);
    expect(jsonOf(back)).toEqual(plugin);
    if (plugin[DETAIL.plugin] === undefined) return;
    const [bareThere, bareBack] = await Promise.all([
      converted(plugin[DETAIL.plugin], "openapi"),
      converted(openapi[DETAIL.openapi], "plugin"),
    ]);
    expect(bareThere).toEqual(openapi[DETAIL.openapi]);
    expect(bareBack).toEqual(plugin[DETAIL.plugin]);
  });

  test("random orders keep their amounts there and back", async () => {
    const requests = fc.sample(anyRequestArbitrary({ fees: false }), { numRuns: 60, seed: 7 });
    const stdin = requests
      .map((each) => `${JSON.stringify({ ...each, policy: { ...each.policy, overDiscount: "clamp" } })}\n`)
      .join("");
    const emitted = await run(["price", "--ndjson", "--output", "plugin"], { stdin });
    const orders = emitted.stdout
      .split("\n")
      .filter((line) => line.startsWith('{"ok":true'))
      .map((line) => (JSON.parse(line) as { output: Wire }).output)
      // A code has no place in the OpenAPI; what becomes of it is tested by itself.
      .filter((order) => !JSON.stringify(order).includes('"code"'))
      .slice(0, 6);
    expect(orders).toHaveLength(6);
    await eachOf(orders, async (order) => {
      expect(await converted(await converted(order, "openapi"), "plugin")).toEqual(order);
    });
  });

  test("to the format that it is in already: the amounts stay", async () => {
    const plugin = await emit(EXAMPLE, "plugin");
    expect(await converted(plugin, "plugin")).toEqual(plugin);
    const openapi = await emit(TWO_LINES, "openapi");
    expect(await converted(openapi, "openapi")).toEqual(openapi);
  });

  test('a level that is spelt "1" is written as the number 1', async () => {
    const order = JSON.parse(
      JSON.stringify(await emit(TWO_LINES, "plugin")).replaceAll('"discountRange":1', '"discountRange":"1"'),
    ) as Wire;
    expect(JSON.stringify(order)).toContain('"discountRange":"1"');
    expect(await converted(order, "openapi")).toEqual(await emit(TWO_LINES, "openapi"));
  });

  test("wrong amounts are converted as they are: to judge them is verify's work", async () => {
    const order = golden("openapi-v2-create-order-goods-list.json");
    const there = await converted(order, "plugin");
    const report = jsonOf(await run(["verify", "--checks", "amounts"], { stdin: JSON.stringify(there) })) as {
      violations: readonly { path: string; expected: number; actual: number }[];
    };
    expect(report.violations.map((each) => [each.path, each.expected, each.actual])).toEqual([
      ["/discountInfo/detail/orderDiscount/orderTotalDiscountAmount", 10, 20],
      ["/discountInfo/detail/orderDiscount/goodsTotalDiscountAmount", 10, 1],
    ]);
  });
});

/** The places of every value of a payload that is no object and no list. */
const leavesOf = (value: unknown, at = ""): string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, part]) =>
        leavesOf(part, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
      )
    : [at];

/** The places named on standard error: there, or above. */
const isNamed = (path: string, stderr: string): boolean =>
  stderr.split(/\s+/).some((word) => word.startsWith("/") && (path === word || path.startsWith(`${word}/`)));

/** The fields that the table of formats.md pairs, in either spelling. */
const CONVERTED =
  /\/(?:goods_?id|sku_?id|price|quantity|discount_?amount|total_?amount|total_?discount_?amount|(?:order|goods)_?total_?discount_?amount|id|type|calculation_type|title|note|subtype|value|discount_?range)$/i;

describe.concurrent("convert: what is left behind", () => {
  test("is named on stderr by its place, and stdout has only the payload", async () => {
    const order = {
      ...(await emit(TWO_LINES, "plugin")),
      contactInfo: { phoneNumber: "1" },
      "a/b": 1,
      note: "少冰",
    };
    (order as Wire).goodsList = ((order as Wire).goodsList as Wire[]).map((line) => ({
      ...line,
      goodsName: "茶",
    }));
    const ran = await convert(order, "openapi");
    expect(ran.code).toBe(0);
    expect(jsonOf(ran)).toEqual(await emit(TWO_LINES, "openapi"));
    for (const place of [
      "/contactInfo",
      "/a~1b",
      "/note",
      "/goodsList/0/goodsName",
      "/goodsList/1/goodsName",
    ])
      expect(isNamed(place, ran.stderr), `${place} in ${ran.stderr}`).toBe(true);
    expect(ran.stderr.endsWith("\n")).toBe(true);
    expectFitForPeople(ran.stderr);
  });

  test("the plugin's own marketing fields are named, and the amounts are right without them", async () => {
    const request = {
      ...TWO_LINES,
      marketing: [
        { ...TWO_LINES.marketing[0], code: "c1", kind: 1, creatorType: 3, marketingExtend: { a: 1 } },
        TWO_LINES.marketing[1],
      ],
    };
    const ran = await convert(await emit(request, "plugin"), "openapi");
    expect(ran.code).toBe(0);
    expect(jsonOf(ran)).toEqual(await emit(TWO_LINES, "openapi"));
    for (const key of ["code", "kind", "creatorType", "marketingExtend"])
      expect(ran.stderr).toContain(`/discountInfo/detail/orderDiscount/marketingInfo/0/${key}`);
  });

  test("every value of every sample is either converted or named", async () => {
    const names = readdirSync(GOLDEN).filter(
      (name) => name.endsWith(".json") && !name.includes("response") && !name.includes("takeaway"),
    );
    expect(names.length).toBeGreaterThan(8);
    await eachOf(names, async (name) => {
      const order = golden(name);
      const ran = await convert(order, name.startsWith("plugin") ? "openapi" : "plugin");
      expect(ran.code, name).toBe(0);
      const lost = leavesOf(order).filter((path) => !CONVERTED.test(path) && !isNamed(path, ran.stderr));
      expect(lost, name).toEqual([]);
    });
  });

  test("a field that the platform added is named wherever it stands", async () => {
    const order = structuredClone(await emit(TWO_LINES, "plugin")) as {
      payment: Wire;
      discountInfo: Wire & { detail: Wire & { orderDiscount: { marketingInfo: Wire[] } } };
    };
    order.payment["currency"] = "CNY";
    order.discountInfo["version"] = 3;
    order.discountInfo.detail["poiDiscount"] = [];
    (order.discountInfo.detail.orderDiscount.marketingInfo[0] as Wire)["budgetId"] = "b";
    const ran = await convert(order, "openapi");
    expect(ran.code).toBe(0);
    for (const place of [
      "/payment/currency",
      "/discountInfo/version",
      "/discountInfo/detail/poiDiscount",
      "/discountInfo/detail/orderDiscount/marketingInfo/0/budgetId",
    ])
      expect(isNamed(place, ran.stderr), `${place} in ${ran.stderr}`).toBe(true);
  });

  test("control characters in a key do not reach the terminal", async () => {
    const ran = await convert({ ...(await emit(TWO_LINES, "plugin")), "\u001b[2J\u0007x": 1 }, "openapi");
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain("/\\u001b[2J\\u0007x");
    expectFitForPeople(ran.stderr);
  });

  test("is named in Chinese too", async () => {
    const ran = await convert({ ...(await emit(TWO_LINES, "plugin")), extra: 1 }, "openapi", "--lang", "zh");
    expect(ran.stderr).toMatch(/[\u4e00-\u9fff].*\/extra/);
  });
});

describe.concurrent("convert: what is refused", () => {
  test("fees towards the OpenAPI, at their place in the payload", async () => {
    const order = await emit(EXAMPLE, "plugin");
    expectRefused(await convert(order, "openapi"), 1, [
      { code: "emit.feesHaveNoOpenApiForm", path: "/payment/feeDetailsList", message: /fee/ },
    ]);
    for (const name of readdirSync(GOLDEN).filter((each) => each.includes("takeaway")))
      expect(await run(["convert", "--to", "openapi", join(GOLDEN, name)])).toMatchObject({
        code: 1,
        stdout: "",
      });
  });

  test("what nobody sends to the platform", async () => {
    const answer = golden("openapi-low-version-create-order-response.json");
    expectRefused(await convert(answer, "plugin"), 2, [{ code: "input.unknownFormat", path: "" }]);
  });

  test("what is in no known format", async () => {
    expectRefused(await convert({ a: 1 }, "plugin"), 2, [{ code: "input.unknownFormat", path: "" }]);
  });

  test.each([
    [["convert"], /--to/],
    [["convert", "--to", "yaml"], /yaml.*plugin, openapi/],
    [["convert", "--to"], /--to/],
  ])("%j is wrong usage", async (args, said) => {
    const ran = await run(args, { stdin: JSON.stringify(await emit(TWO_LINES, "plugin")) });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
  });
});
