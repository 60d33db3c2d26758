import { describe, expect, test } from "vitest";
import { amountPaths, changed } from "../support/amounts.js";
import { EXAMPLE } from "../support/pricingExample.js";
import { eachOf, expectRefused, jsonOf, type Ran, run, scratch } from "./run.js";
import { EXAMPLE_WITHOUT_FEES, TWO_LINES } from "./samples.js";

const dir = scratch();
let files = 0;

interface Report {
  readonly ok: boolean;
  readonly format: string;
  readonly differences: readonly {
    readonly code: string;
    readonly path: string;
    readonly expected: unknown;
    readonly actual: unknown;
    readonly message: string;
  }[];
  readonly unchecked: readonly { readonly code: string; readonly path: string }[];
}

const write = (value: unknown): string => {
  files += 1;
  return dir.file(`${files}.json`, value);
};

const recompute = (request: unknown, claim: unknown, ...args: readonly string[]): Promise<Ran> =>
  run(["recompute", "--request", write(request), "--claim", write(claim), ...args]);

const reportOf = async (request: unknown, claim: unknown): Promise<Report & { exit: number | null }> => {
  const ran = await recompute(request, claim);
  expect(ran.stderr).toBe("");
  return { ...(jsonOf(ran) as Report), exit: ran.code };
};

const emit = async (request: unknown, output: string): Promise<Record<string, unknown>> =>
  jsonOf(await run(["price", "--output", output], { stdin: JSON.stringify(request) })) as Record<
    string,
    unknown
  >;

/** Every list in reverse: an order of entries that nobody would choose. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed).reverse()
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, part]) => [key, reversed(part)] as const)
            .reverse(),
        )
      : value;

const plugin = await emit(TWO_LINES, "plugin");
const openapi = await emit(TWO_LINES, "openapi");

const CLAIMS: readonly (readonly [name: string, format: string, claim: unknown])[] = [
  ["a whole plugin order", "plugin.createOrder", plugin],
  ["a whole OpenAPI order", "openapi.createOrder", openapi],
  ["a bare discountInfo", "plugin.discountInfo", plugin.discountInfo],
  ["a bare price_calculation_detail", "openapi.priceCalculationDetail", openapi.price_calculation_detail],
];

describe.concurrent("recompute", () => {
  test.each(CLAIMS)("%s that is true agrees, in any order of its entries", async (_, format, claim) => {
    const [same, turned, turnedRequest] = await Promise.all([
      reportOf(TWO_LINES, claim),
      reportOf(TWO_LINES, reversed(claim)),
      reportOf(reversed(TWO_LINES), claim),
    ]);
    for (const report of [same, turned, turnedRequest])
      expect(report).toEqual({ exit: 0, ok: true, format, differences: [], unchecked: [] });
  });

  test("an order with fees and skus agrees too", async () => {
    const report = await reportOf(EXAMPLE, reversed(await emit(EXAMPLE, "plugin")));
    expect(report).toMatchObject({ exit: 0, ok: true, differences: [] });
  });

  test.each(CLAIMS)("each change by a fen in %s is found at its place", async (_, format, claim) => {
    // The reversed claim: a place must be that of the claim as it came, not of the quote.
    const turned = reversed(claim);
    const all = amountPaths(turned);
    expect(all.length).toBeGreaterThan(15);
    // A process each: all of the plugin's order, and of the other claims, which have the same blocks, every third.
    const paths = format === "plugin.createOrder" ? all : all.filter((__, i) => i % 3 === 0);
    await eachOf(paths, async (path, i) => {
      const report = await reportOf(TWO_LINES, changed(turned, path, i % 2 === 0 ? 1 : -1));
      const at = `/${path.join("/")}`;
      expect(report.ok, at).toBe(false);
      expect(report.exit, at).toBe(1);
      expect(report.format).toBe(format);
      expect(
        report.differences.map((each) => each.path),
        at,
      ).toEqual([at]);
      const [difference] = report.differences;
      const actual = (difference as Report["differences"][number]).actual as number;
      expect(difference?.expected).toBe(actual - (i % 2 === 0 ? 1 : -1));
      expect(difference?.message).toMatch(new RegExp(`${String(difference?.expected)}.*${actual}`));
    });
  });

  test("a claim that agrees with itself, but not with the truth, is found", async () => {
    // Somebody halves the price and has the whole order priced anew.
    const cheap = { ...TWO_LINES, lines: [{ ...TWO_LINES.lines[0], unitPrice: 500 }, TWO_LINES.lines[1]] };
    const claim = await emit(cheap, "plugin");
    expect((await run(["verify", "--checks", "amounts"], { stdin: JSON.stringify(claim) })).code).toBe(0);
    const report = await reportOf(TWO_LINES, claim);
    expect(report.exit).toBe(1);
    expect(report.differences).toContainEqual(
      expect.objectContaining({ path: "/goodsList/0/price", expected: 1001, actual: 500 }),
    );
    expect(report.differences).toContainEqual(
      expect.objectContaining({ path: "/payment/totalAmount", expected: 2779, actual: 1777 }),
    );
  });

  test("a line too many, a line missing, and a marketing that nobody granted", async () => {
    const lines = plugin.goodsList as readonly object[];
    const more = await reportOf(TWO_LINES, {
      ...plugin,
      goodsList: [...lines, { goodsId: "gift", price: 0, quantity: 1 }],
    });
    expect(more.differences.map((each) => [each.code, each.path, each.expected, each.actual])).toEqual([
      ["line.unexpected", "/goodsList/2", null, "gift"],
    ]);
    const fewer = await reportOf(TWO_LINES, { ...plugin, goodsList: lines.slice(1) });
    expect(fewer.differences.map((each) => [each.code, each.path, each.expected, each.actual])).toEqual([
      ["line.missing", "/goodsList", "tea", null],
    ]);
    const ungranted = await reportOf({ ...TWO_LINES, marketing: [TWO_LINES.marketing[1]] }, plugin);
    expect(ungranted.exit).toBe(1);
    expect(ungranted.differences).toContainEqual(
      expect.objectContaining({
        path: "/discountInfo/detail/orderDiscount/marketingInfo/0/discountAmount",
        expected: null,
        actual: 333,
      }),
    );
  });

  test("a block that the claim leaves out is named as unchecked, and the others are compared", async () => {
    const { discountInfo: _, ...without } = plugin;
    const report = await reportOf(TWO_LINES, without);
    expect(report).toMatchObject({ exit: 0, ok: true });
    expect(report.unchecked.map((each) => each.path)).toContain("/discountInfo");
    expect((await reportOf(TWO_LINES, changed(without, ["payment", "totalAmount"], 1))).exit).toBe(1);
  });

  test("messages come in the language that is asked for", async () => {
    const ran = await recompute(TWO_LINES, changed(plugin, ["payment", "totalAmount"], 1), "--lang", "zh");
    for (const each of (jsonOf(ran) as Report).differences) expect(each.message).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe.concurrent("recompute: what cannot be compared", () => {
  test("a request that is refused is told from a claim that is, by its root", async () => {
    const ran = await recompute({ lines: [] }, { goodsList: [{ goodsId: 1, quantity: 1 }] });
    expectRefused(ran, 1, [
      { code: "value.empty", path: "/request/lines" },
      { code: "id.number", path: "/claim/goodsList/0/goodsId" },
    ]);
  });

  test("a claim in no known format", async () => {
    expectRefused(await recompute(TWO_LINES, { a: 1 }), 2, [{ code: "input.unknownFormat", path: "/claim" }]);
  });

  test("both files that there are not are named", async () => {
    const ran = await run(["recompute", "--request", "none.json", "--claim", "nothing.json"], {
      cwd: dir.path,
    });
    expectRefused(ran, 2, [
      { code: "input.unreadable", path: "/request", message: /none\.json/ },
      { code: "input.unreadable", path: "/claim", message: /nothing\.json/ },
    ]);
  });

  test("of two files, the one that is no JSON is named", async () => {
    const args = ["recompute", "--request", write(TWO_LINES), "--claim", dir.file("broken.json", "{")];
    // With two inputs, "line 1" alone does not say of which; the path does.
    expectRefused(await run(args), 2, [{ code: "input.notJson", path: "/claim" }]);
  });

  test.each([["--request"], ["--claim"]])("%s is required", async (option) => {
    const ran = await run(["recompute", option, write(EXAMPLE_WITHOUT_FEES)]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(option === "--request" ? /--claim/ : /--request/);
  });
});
