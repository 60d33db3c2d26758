/**
 * The example, built by the platform's official command line and run as a page: what it gives plugin.createOrder.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltExample, buildExample, installTool } from "../../scripts/miniprogram/buildExample.mjs";
import { loadMiniProgram, type MiniProgram } from "../../scripts/miniprogram/loadMiniProgram.mjs";
import type { PluginOrder } from "../../src/platform/plugin/PluginOrder.js";
import { verify } from "../../src/verify/verify.js";
import { rightOf } from "../support/either.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = "miniprogram_npm/suanjia-miniprogram/index.js";

const missing = installTool();
if (missing !== undefined) console.warn(`The official build is NOT tested: ${missing}`);

interface Row {
  readonly label: string;
  readonly total: string;
  readonly payable: string;
  readonly shares: readonly { readonly title: string; readonly amount: string }[];
}

interface Shown {
  readonly message: string;
  readonly isPlacing: boolean;
  readonly view: {
    readonly quantity: number;
    readonly offers: readonly {
      readonly id: string;
      readonly isReached: boolean;
      readonly isTaken: boolean;
    }[];
    readonly problems: readonly string[];
    readonly lines: readonly Row[];
    readonly units: readonly Row[];
    readonly totals: Readonly<Record<string, string>> | null;
  };
}

const shownBy = ({ page }: MiniProgram): Shown => page.data() as Shown;

/** Yuan as they are shown, in fen again. */
const fenOf = (yuan: string): number => {
  expect(yuan).toMatch(/^\d+\.\d\d$/);
  return Number(yuan.replace(".", ""));
};

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);

/** What a file of ES2015 says, however it is spaced. */
const treeOf = (file: string): string =>
  JSON.stringify(
    parse(readFileSync(file, "utf8"), { ecmaVersion: 2015, sourceType: "script" }),
    (key, part: unknown) => (["start", "end", "raw"].includes(key) ? undefined : part),
  );

describe.skipIf(missing !== undefined)("the example, built by the official tool", () => {
  let temporary: string;
  let example: BuiltExample;

  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), "suanjia-official-"));
    example = buildExample(join(temporary, "app"));
  }, 300_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  test("the tool reached for no network, and brought the package's code as it is", () => {
    expect(example.networkAttempts).toEqual([]);
    // The tool prints it anew, with parentheses of its own; what the code says must not have been changed.
    const [built, ours] = [join(example.folder, MAIN), join(root, "dist/miniprogram/index.js")];
    expect(treeOf(built) === treeOf(ours)).toBe(true);
    expect(existsSync(join(example.folder, "node_modules/suanjia-miniprogram/package.json"))).toBe(true);
  });

  test("the page requires the built package", () => {
    const { modules, logs } = loadMiniProgram(example.folder);
    expect(modules()).toEqual(["app.js", "pages/order/index.js", "pages/order/order.js", MAIN]);
    expect(logs).toEqual([]);
  });

  test("what the template names is there", () => {
    const template = readFileSync(join(example.folder, "pages/order/index.ttml"), "utf8");
    const program = loadMiniProgram(example.folder);
    const handlers = [...template.matchAll(/bindtap="(\w+)"/g)].map((match) => match[1] as string);
    expect([...handlers].sort()).toEqual(["onLess", "onMore", "onPlace", "onToggle"]);
    for (const handler of handlers) expect(program.page.has(handler), handler).toBe(true);
    // Paths into `data`; those into an item of a list begin with its name.
    const data = program.page.data() as object;
    const paths = [...template.matchAll(/\{\{!?((?:view|message|isPlacing)[\w.]*)/g)].map(
      (match) => match[1],
    );
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) expect(data, path).toHaveProperty((path as string).split("."));
  });

  test("two offers ticked: every fen is shown, and the order keeps amounts and rules", () => {
    const program = loadMiniProgram(example.folder);
    for (const handler of ["onMore", "onMore"]) program.page.tap(handler);
    for (const id of ["activity-170-20", "coupon-10"]) program.page.tap("onToggle", { id });
    const { view } = shownBy(program);
    expect(view).toMatchObject({
      quantity: 3,
      problems: [],
      totals: {
        total: "264.00",
        goodsDiscount: "10.00",
        orderDiscount: "20.00",
        discount: "30.00",
        payable: "234.00",
      },
    });
    expect(view.units.map(({ label }) => label)).toEqual(["第 1 件", "第 2–3 件，每件"]);
    const [first, others] = view.units as readonly [Row, Row];
    for (const [title, whole] of [
      ["[券] 减 10.00 元", 1000],
      ["[活动] 满 170.00 减 20.00 元", 2000],
    ] as const) {
      const shareIn = (row: Row): number =>
        fenOf(row.shares.find((share) => share.title === title)?.amount ?? "");
      expect(shareIn(first) + 2 * shareIn(others)).toBe(whole);
      expect(shareIn(view.lines[0] as Row)).toBe(whole);
    }
    expect(fenOf(first.payable) + 2 * fenOf(others.payable)).toBe(23_400);

    program.page.tap("onPlace");
    expect(program.orders).toHaveLength(1);
    const { plugin, options } = program.orders[0] as { plugin: string; options: PluginOrder };
    expect(plugin).toBe("tta5a3d31e3aecfb9b11");
    expect(options.payment).toEqual({ totalAmount: 26_400, totalDiscountAmount: 3000 });
    expect(
      sumOf((options.discountInfo?.detail.itemDiscount ?? []).map((unit) => unit.totalDiscountAmount)),
    ).toBe(3000);
    expect(rightOf(verify(options))).toEqual({
      ok: true,
      format: "plugin.createOrder",
      violations: [],
      unchecked: [],
    });
  });

  test("every choice: each order that is placed verifies, each that is not says why in Chinese", () => {
    const outcomes = { placed: 0, refused: 0 };
    for (const quantity of [1, 2, 3, 9])
      for (let ticks = 0; ticks < 16; ticks++) {
        const program = loadMiniProgram(example.folder);
        for (let i = 1; i < quantity; i++) program.page.tap("onMore");
        shownBy(program).view.offers.forEach(({ id }, i) => {
          if ((ticks >> i) % 2 === 1) program.page.tap("onToggle", { id });
        });
        const { view } = shownBy(program);
        program.page.tap("onPlace");
        const { message } = shownBy(program);
        if (view.totals === null) {
          outcomes.refused += 1;
          expect(program.orders).toEqual([]);
          expect(view.problems[0]).toMatch(/[一-鿿]/);
          expect(message).toBe(view.problems.join("\n"));
          continue;
        }
        outcomes.placed += 1;
        const report = rightOf(verify(program.orders[0]?.options));
        expect(report).toMatchObject({ ok: true, violations: [] });
        const options = program.orders[0]?.options as PluginOrder;
        const { totalAmount, totalDiscountAmount } = options.payment;
        expect(totalAmount - totalDiscountAmount).toBe(fenOf(view.totals["payable"] as string));
      }
    expect(outcomes.placed).toBeGreaterThan(30);
    expect(outcomes.refused).toBeGreaterThan(3);
  });

  test("the quantity stays within its limits, and an offer out of reach is not taken", () => {
    const program = loadMiniProgram(example.folder);
    program.page.tap("onLess");
    expect(shownBy(program).view.quantity).toBe(1);
    program.page.tap("onToggle", { id: "activity-170-20" });
    expect(shownBy(program).view.offers[0]).toMatchObject({ isReached: false, isTaken: false });
    program.page.tap("onMore");
    expect(shownBy(program).view.offers[0]).toMatchObject({ isReached: true, isTaken: true });
    for (let i = 0; i < 12; i++) program.page.tap("onMore");
    expect(shownBy(program).view.quantity).toBe(9);
  });

  test("a second tap is no second order; success and failure are told", () => {
    const program = loadMiniProgram(example.folder);
    program.page.tap("onPlace");
    program.page.tap("onPlace");
    expect(program.orders).toHaveLength(1);
    program.answer(0, "fail", { errNo: "21004", errMsg: "营销算价结果信息不一致", errLogId: "1" });
    expect(shownBy(program)).toMatchObject({
      isPlacing: false,
      message: "下单失败：营销算价结果信息不一致(21004)",
    });
    program.page.tap("onPlace");
    program.answer(1, "fail", { errNo: "1", errMsg: "用户取消", orderId: "ots1" });
    expect(shownBy(program).message).toBe("支付未完成：用户取消(1)");
    program.page.tap("onPlace");
    program.answer(2, "success", { orderId: "ots2", outOrderNo: "2" });
    expect(shownBy(program)).toMatchObject({ isPlacing: false, message: "下单成功，订单号 ots2" });
  });
});

test("the block of the network does block, and does record", () => {
  const temporary = mkdtempSync(join(tmpdir(), "suanjia-block-"));
  const log = join(temporary, "network.log");
  const attempt = `
    const failed = (name) => (error) => console.log(name, error.code);
    fetch("https://example.com/").catch(failed("fetch"));
    require("node:https").get("https://example.com/").on("error", failed("https"));
    require("node:net").connect(80, "127.0.0.1").on("error", failed("net"));
    require("node:dns").promises.lookup("example.com").catch(failed("dns"));`;
  const preload = join(root, "scripts/miniprogram/blockNetwork.cjs");
  const { stdout } = spawnSync(process.execPath, ["-e", attempt], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, BLOCK_NETWORK_LOG: log },
  });
  expect(stdout.trim().split("\n").sort()).toEqual(
    ["dns", "fetch", "https", "net"].map((name) => `${name} ENETBLOCKED`),
  );
  const recorded = readFileSync(log, "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { api: string }).api);
  expect(recorded).toEqual(
    expect.arrayContaining(["fetch", "https.request", "connect", "dns.promises.lookup"]),
  );
  rmSync(temporary, { recursive: true, force: true });
});
