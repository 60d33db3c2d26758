/**
 * The example's page in a real browser: what the buyer sees adds up, and what plugin.createOrder gets verifies.
 *
 * The page is drawn from the ttml that ships, by the stand-in of the mini-program's host in
 * scripts/miniprogram/browserShim. No code is made from strings there: the browser forbids it.
 */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Served, serve } from "../../scripts/miniprogram/browserShim/serve.mjs";
import { verify } from "../../src/verify/verify.js";
import { rightOf } from "../support/either.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tools = join(root, "tools", "browser");

if (!existsSync(join(root, "dist", "miniprogram", "index.js")))
  throw new Error("dist/miniprogram/index.js is missing: build first (npm run build)");

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browserPath = [process.env.CHROMIUM_PATH, ...BROWSERS].find((path) => path && existsSync(path));

/** Whether what is installed is not older than the lock. */
const isInstalled = (): boolean => {
  const done = join(tools, "node_modules", ".package-lock.json");
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(tools, "package-lock.json")).mtimeMs;
};

/** Why there is no browser to be had, or nothing. */
const missing = ((): string | undefined => {
  if (browserPath === undefined)
    return "there is no browser: install chromium (apt-get install chromium), or say where one is in CHROMIUM_PATH";
  if (isInstalled()) return undefined;
  try {
    const quick = ["--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=30000"];
    execFileSync("npm", ["ci", "--prefix", tools, ...quick], { stdio: "pipe", timeout: 120_000 });
    return undefined;
  } catch (error) {
    const stderr = String((error as { readonly stderr?: unknown }).stderr ?? error);
    return `npm ci --prefix tools/browser failed:\n${stderr.split("\n").slice(0, 4).join("\n")}`;
  }
})();
if (missing !== undefined) console.warn(`SKIPPED: the example's page is not opened in a browser; ${missing}`);

/** The part of playwright-core's browser and page that is used here. */
interface Page {
  readonly on: (event: string, then: (what: never) => void) => void;
  readonly goto: (url: string) => Promise<unknown>;
  readonly evaluate: <A>(code: string) => Promise<A>;
  readonly locator: (selector: string) => { readonly click: (options?: object) => Promise<void> };
  readonly waitForSelector: (selector: string) => Promise<unknown>;
  readonly setDefaultTimeout: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}
interface Browser {
  readonly newPage: (options: object) => Promise<Page>;
  readonly close: () => Promise<void>;
}

let browser: Browser;
let served: Served;
let page: Page;
let errors: string[];

const TIMEOUT = 60_000;

beforeAll(async () => {
  if (missing !== undefined) return;
  const { chromium } = createRequire(join(tools, "package.json"))("playwright-core");
  // Where tests run as root, in a container as often as not, chromium has no sandbox of its own.
  const args = ["--no-sandbox", "--disable-dev-shm-usage"];
  browser = await chromium.launch({ executablePath: browserPath, args });
  served = await serve();
}, TIMEOUT);

afterAll(async () => {
  if (missing !== undefined) return;
  await browser.close();
  await served.close();
}, TIMEOUT);

/** What is on the screen, read from the DOM: each card's rows, each row's texts. */
const cards = (): Promise<readonly (readonly (readonly string[])[])[]> =>
  page.evaluate(`[...document.querySelectorAll(".card")].map((card) =>
    [...card.querySelectorAll(".row")].map((row) => [...row.children].map((part) => part.innerText.trim())))`);

const problems = (): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll(".problem, .message")].map((each) => each.innerText)`);

/** Fen that are shown as yuan, whatever stands around them. */
const fenOf = (text: string | undefined): number => {
  const found = /¥(\d+)\.(\d\d)$/.exec(text ?? "");
  if (found === null) throw new Error(`no amount: ${text}`);
  return Number(found[1]) * 100 + Number(found[2]);
};

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** A line, or units that are alike, as shown. */
interface Part {
  readonly range: readonly [first: number, last: number];
  readonly payable: number;
  readonly shares: Readonly<Record<string, number>>;
}

interface Shown {
  readonly lines: readonly Part[];
  readonly units: readonly Part[];
  readonly totals: Readonly<Record<string, number>>;
}

type Rows = readonly (readonly string[])[];

const partOf = (rows: Rows, range: Part["range"], payable: string | undefined): Part => ({
  range,
  payable: fenOf(payable),
  shares: Object.fromEntries(
    rows.filter(([, amount]) => amount?.startsWith("−")).map(([title, amount]) => [title, fenOf(amount)]),
  ),
});

/** The units that a row stands for, the first and the last: 第 2–3 件. */
const rangeOf = (label: string): readonly [first: number, last: number] => {
  const [first, last] = [...label.matchAll(/\d+/g)].map(Number);
  return [first as number, last ?? (first as number)];
};

/** The amounts on the screen. */
const shown = async (): Promise<Shown> => {
  const all = await cards();
  const has = (rows: Rows, label: string): boolean => rows.some(([name]) => name === label);
  const lines = all.filter((rows) => has(rows, "小计"));
  const units = all.filter((rows) => /^第 \d/.test(rows[0]?.[0] ?? ""));
  const totals = all.filter((rows) => has(rows, "应付")).flat();
  return {
    lines: lines.map((rows) => partOf(rows, [1, 1], rows.find(([name]) => name === "小计")?.[1])),
    units: units.map((rows) => partOf(rows, rangeOf(rows[0]?.[0] as string), rows[0]?.[1])),
    totals: Object.fromEntries(totals.map(([name, amount]) => [name, fenOf(amount)])),
  };
};

const countOf = ({ range: [first, last] }: Part): number => last - first + 1;

/** Shares by their titles, over all parts. */
const sharesOf = (parts: readonly Part[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const part of parts)
    for (const [title, amount] of Object.entries(part.shares))
      sums[title] = (sums[title] ?? 0) + countOf(part) * amount;
  return sums;
};

/** What is shown adds up: units to lines, lines to totals, in shares and in what is left to pay. */
const expectConsistent = ({ lines, units, totals }: Shown): void => {
  expect(sharesOf(units)).toEqual(sharesOf(lines));
  expect(sumOf(Object.values(sharesOf(lines)))).toBe(totals.优惠合计);
  expect(totals.商品优惠! + totals.订单优惠!).toBe(totals.优惠合计);
  expect(sumOf(units.map((unit) => countOf(unit) * unit.payable))).toBe(totals.应付);
  expect(sumOf(lines.map(({ payable }) => payable))).toBe(totals.应付);
  expect(totals.商品总价! - totals.优惠合计!).toBe(totals.应付);
};

const placed = (): Promise<readonly Record<string, unknown>[]> => page.evaluate("host.placed");
const tap = (text: string): Promise<void> =>
  page.locator(`xpath=(//page//*[normalize-space(text())="${text}"])[1]`).click();

const COUPON = "[券] 减 10.00 元";
const ACTIVITY = "[活动] 满 170.00 减 20.00 元";
const POINTS = "[积分] 500 积分抵 5.00 元";
const TOO_MUCH = "[券] 减 100.00 元";

beforeEach(async () => {
  if (missing !== undefined) return;
  page = await browser.newPage({ viewport: { width: 375, height: 812 }, locale: "zh-CN" });
  errors = [];
  page.on("pageerror", (error: never) => errors.push(String(error)));
  page.on("console", (message: { type: () => string; text: () => string }) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.setDefaultTimeout(10_000);
  await page.goto(served.url);
  await page.waitForSelector(".place").catch((error) => {
    throw new Error(`the page does not start: ${errors.join("\n")}`, { cause: error });
  });
  return async () => {
    await page.close();
    expect(errors).toEqual([]);
  };
}, TIMEOUT);

describe.skipIf(missing !== undefined)("the example's page in a browser", () => {
  it("shows the price before any offer", async () => {
    const before = await shown();
    expect(before).toEqual({
      lines: [{ range: [1, 1], payable: 8800, shares: {} }],
      units: [{ range: [1, 1], payable: 8800, shares: {} }],
      totals: { 商品总价: 8800, 商品优惠: 0, 订单优惠: 0, 优惠合计: 0, 应付: 8800 },
    });
    expectConsistent(before);
  });

  it("takes a coupon off when it is ticked, and puts it back", async () => {
    const before = await shown();
    await tap(COUPON);
    const after = await shown();
    expectConsistent(after);
    expect(after.totals).toEqual({ 商品总价: 8800, 商品优惠: 1000, 订单优惠: 0, 优惠合计: 1000, 应付: 7800 });
    await tap(COUPON);
    expect(await shown()).toEqual(before);
  });

  it("splits every offer over three units, to the fen", async () => {
    await tap("+");
    await tap("+");
    for (const offer of [COUPON, ACTIVITY, POINTS]) await tap(offer);
    const after = await shown();
    expectConsistent(after);
    expect(sharesOf(after.units)).toEqual({ [COUPON]: 1000, [ACTIVITY]: 2000, [POINTS]: 500 });
    expect(after.totals).toMatchObject({ 商品优惠: 1500, 订单优惠: 2000, 应付: 22_900 });
  });

  it("adds up at every quantity, each unit listed once", async () => {
    for (const offer of [COUPON, POINTS]) await tap(offer);
    for (let quantity = 1; quantity <= 9; quantity++) {
      if (quantity === 2) await tap(ACTIVITY);
      const now = await shown();
      expectConsistent(now);
      const units = now.units.flatMap((unit) =>
        Array.from({ length: countOf(unit) }, (_, i) => unit.range[0] + i),
      );
      expect(units).toEqual(Array.from({ length: quantity }, (_, i) => i + 1));
      expect(now.totals.商品总价).toBe(quantity * 8800);
      await tap("+");
    }
    // There it ends.
    expect((await shown()).totals).toMatchObject({ 商品总价: 79_200, 优惠合计: 3500 });
  });

  it("gives createOrder an order of the amounts on the screen, without any fault", async () => {
    await tap("+");
    for (const offer of [COUPON, ACTIVITY]) await tap(offer);
    const { totals } = await shown();
    await tap("提交订单");
    const [order, ...others] = await placed();
    expect(others).toEqual([]);
    expect(order?.payment).toEqual({ totalAmount: totals.商品总价, totalDiscountAmount: totals.优惠合计 });
    const report = rightOf(verify(order, { checks: ["amounts", "rules"] }));
    expect(report).toMatchObject({ ok: true, violations: [], unchecked: [] });
    // The same order with a fen more is faulty: it was really checked.
    const wrong = {
      ...order,
      payment: { totalAmount: totals.商品总价, totalDiscountAmount: totals.优惠合计! + 1 },
    };
    expect(rightOf(verify(wrong)).ok).toBe(false);
  });

  it("orders once, however often it is tapped, and says how it ended", async () => {
    await tap(COUPON);
    // Two taps before anything is drawn: a real finger is that fast.
    await page.evaluate(
      `(() => { const place = document.querySelector(".place"); place.click(); place.click(); })()`,
    );
    expect(await placed()).toHaveLength(1);
    await page.evaluate(`host.answer("fail", { errNo: 21500, errMsg: "系统错误" })`);
    expect(await problems()).toEqual([expect.stringMatching(/下单失败.*系统错误/)]);
    await tap("提交订单");
    await page.evaluate(`host.answer("success", { orderId: "7100000000000000001" })`);
    expect(await placed()).toHaveLength(2);
    const text = await page.evaluate(`document.querySelector("page").innerText`);
    expect(text).toContain("7100000000000000001");
  });

  it("shows a problem and no amounts where offers take off more than there is, and orders nothing", async () => {
    await tap(TOO_MUCH);
    expect(await shown()).toEqual({ lines: [], units: [], totals: {} });
    expect((await problems()).join()).toMatch(/[\u4e00-\u9fff]/);
    await tap("提交订单");
    expect(await placed()).toEqual([]);
    await tap("+");
    expectConsistent(await shown());
    expect((await shown()).totals.应付).toBe(7600);
  });

  it("lets no code be made from strings", async () => {
    // Later, since the browser allows it to a debugger's own code.
    const attempt = `try { done(Function("return 1")()); } catch { done("refused"); }`;
    expect(await page.evaluate(`new Promise((done) => setTimeout(() => { ${attempt} }))`)).toBe("refused");
  });
});
