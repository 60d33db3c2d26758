/**
 * Catalogue, promotions and buyers as files: all problems at the start, and a change that is taken whole or not at all.
 */
import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as E from "fp-ts/lib/Either.js";
import { afterAll, describe, expect, test } from "vitest";
import { type MerchantFiles, openMerchantFiles } from "../../src/server/files/merchantFiles.js";
import { createLog } from "../../src/server/http/log.js";
import { createMetrics } from "../../src/server/http/metrics.js";
import { startService } from "../../src/server/http/service.js";
import type { Store } from "../../src/server/Store.js";
import { OK } from "./httpStubs.js";

const folder = mkdtempSync(join(tmpdir(), "suanjia-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const paths = (buyers = false): { catalog: string; promotions: string; buyers?: string } => {
  count += 1;
  const at = (name: string): string => join(folder, `${name}-${count}.json`);
  return {
    catalog: at("catalog"),
    promotions: at("promotions"),
    ...(buyers ? { buyers: at("buyers") } : {}),
  };
};

const write = (path: string, content: unknown): void =>
  writeFileSync(
    path,
    typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
  );

const catalogOf = (unitPrice: number): unknown => ({ lines: [{ goodsId: "tea", unitPrice }] });
const promotionsOf = (amountFen: number): unknown => [
  { id: "off", type: 4, discountRange: 1, title: "off", benefit: { kind: "amountOff", amountFen } },
];

const ASKING = { appId: "app", openId: "open-1" };

const opened = async (at: ReturnType<typeof paths>): Promise<MerchantFiles> => {
  const files = await openMerchantFiles(at);
  if (E.isLeft(files)) throw new Error(JSON.stringify(files.left));
  return files.right;
};

const priceOf = ({ merchant }: MerchantFiles, goodsId = "tea", skuId?: string): Promise<number | undefined> =>
  merchant.unitPrice(skuId === undefined ? { goodsId } : { goodsId, skuId }, { ...ASKING });

const amountOf = async ({ merchant }: MerchantFiles): Promise<unknown> =>
  (await merchant.promotions({ ...ASKING })).map(
    ({ benefit }) => (benefit as { amountFen?: number }).amountFen,
  );

describe("reading", () => {
  test("the examples are right", async () => {
    const at = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
    const files = await opened({ catalog: at("catalog.json"), promotions: at("promotions.json") });
    expect(await priceOf(files, "pearl-milk-tea")).toBe(1800);
  });

  test("prices: of a sku, else of its goods; fees by delivery type; buyers by open id", async () => {
    const at = paths(true);
    write(at.catalog, {
      lines: [
        { goodsId: "shirt", skuId: "m", unitPrice: 500, title: "Shirt" },
        { goodsId: "shirt", unitPrice: 400 },
        { goodsId: "hat", skuId: "s", unitPrice: 0 },
        { goodsId: "__proto__", unitPrice: 7 },
      ],
      fees: [
        { feeType: 1, feeAmount: 600, deliveryTypes: [1] },
        { feeType: 2, feeAmount: 200, feeDesc: "box" },
      ],
    });
    write(at.promotions, []);
    write(at.buyers!, [
      { openId: "open-1", buyer: { points: 5, uses: { off: 1 } }, held: [{ id: "off", code: "C" }] },
    ]);
    const files = await opened(at);
    const asked: [string, string?][] = [
      ["shirt", "m"],
      ["shirt", "l"],
      ["shirt"],
      ["hat", "s"],
      ["hat"],
      ["hat", "x"],
      ["none"],
      ["constructor"],
      ["__proto__"],
    ];
    // A sku that is listed under other goods only is none of these.
    expect(await priceOf(files, "shirt", "s")).toBeUndefined();
    expect(await Promise.all(asked.map(([goodsId, skuId]) => priceOf(files, goodsId, skuId)))).toEqual([
      500,
      400,
      400,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      7,
    ]);
    const feesOf = async (deliveryType: number): Promise<unknown> =>
      (await files.merchant.fees?.({ deliveryType }, { ...ASKING }))?.map(({ feeAmount }) => feeAmount);
    expect([await feesOf(0), await feesOf(1), await feesOf(2)]).toEqual([[], [600, 200], [200]]);
    expect(await files.merchant.buyer({ ...ASKING })).toEqual({
      buyer: { points: 5, uses: { off: 1 } },
      held: [{ id: "off", code: "C" }],
    });
    expect(await files.merchant.buyer({ ...ASKING, openId: "other" })).toEqual({
      buyer: { points: 0 },
      held: [],
    });
  });

  test("every problem of every file is said, under the option that named the file", async () => {
    const at = paths(true);
    write(at.catalog, {
      lines: [
        { goodsId: "tea", unitPrice: -1 },
        { goodsId: 1, unitPrice: 1 },
        { goodsId: "tea", price: 1 },
      ],
      fee: [],
    });
    write(at.promotions, [{ id: "x" }]);
    write(at.buyers!, [{ openId: "a", buyer: { points: -1, uses: { off: -1 } }, held: [{}] }]);
    const files = await openMerchantFiles(at);
    if (E.isRight(files)) throw new Error("expected a refusal");
    expect(files.left.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "value.unknownKey /catalog/fee",
      "value.range /catalog/lines/0/unitPrice",
      "id.number /catalog/lines/1/goodsId",
      "value.unknownKey /catalog/lines/2/price",
      "value.required /catalog/lines/2/unitPrice",
      "value.required /promotions/0/type",
      "value.required /promotions/0/title",
      "value.required /promotions/0/benefit",
      "value.range /buyers/0/buyer/points",
      "value.range /buyers/0/buyer/uses/off",
      "value.required /buyers/0/held/0/id",
    ]);
  });

  test.each<[string, (at: { catalog: string; promotions: string }) => void, string]>([
    ["missing", () => undefined, "input.unreadable /catalog"],
    ["empty", ({ catalog }) => write(catalog, ""), "input.notJson /catalog"],
    ["cut off", ({ catalog }) => write(catalog, '{"lines":['), "input.notJson /catalog"],
    [
      "no UTF-8",
      ({ catalog }) => write(catalog, new Uint8Array([0x22, 0xff, 0x22])),
      "input.notUtf8 /catalog",
    ],
    ["10,000 deep", ({ catalog }) => write(catalog, "[".repeat(10_000)), "input.notJson /catalog"],
    [
      "twice the same",
      ({ catalog }) =>
        write(catalog, {
          lines: [
            { goodsId: "a", unitPrice: 1 },
            { goodsId: "a", unitPrice: 1 },
          ],
        }),
      "lines.duplicate /catalog/lines/1",
    ],
  ])("a file that is %s is refused", async (_, make, expected) => {
    const at = paths();
    write(at.promotions, []);
    make(at);
    const files = await openMerchantFiles(at);
    expect(E.isLeft(files) && files.left.map(({ code, path }) => `${code} ${path}`)).toEqual([expected]);
  });
});

describe("reading again", () => {
  test("all or nothing: one bad file keeps every old one, and a mended one lets all in", async () => {
    const at = paths();
    write(at.catalog, catalogOf(100));
    write(at.promotions, promotionsOf(10));
    const files = await opened(at);
    expect(await files.reload(false)).toBeUndefined();

    write(at.catalog, catalogOf(200));
    write(at.promotions, '[{"id":');
    const refused = await files.reload(false);
    expect(refused !== undefined && E.isLeft(refused) && refused.left.map(({ code }) => code)).toEqual([
      "input.notJson",
    ]);
    expect([await priceOf(files), await amountOf(files)]).toEqual([100, [10]]);
    // What is wrong is said once, until something changes or somebody asks.
    expect(await files.reload(false)).toBeUndefined();
    expect(E.isLeft((await files.reload(true))!)).toBe(true);

    write(at.promotions, promotionsOf(20));
    expect(await files.reload(false)).toEqual(E.right("taken"));
    expect([await priceOf(files), await amountOf(files)]).toEqual([200, [20]]);
  });

  test("a file that is gone for a moment, or replaced by one of the same size", async () => {
    const at = paths();
    write(at.catalog, catalogOf(100));
    write(at.promotions, promotionsOf(10));
    const files = await opened(at);
    unlinkSync(at.catalog);
    expect(E.isLeft((await files.reload(false))!)).toBe(true);
    expect(await priceOf(files)).toBe(100);
    write(`${at.catalog}.new`, catalogOf(300));
    renameSync(`${at.catalog}.new`, at.catalog);
    expect(await files.reload(false)).toEqual(E.right("taken"));
    expect(await priceOf(files)).toBe(300);
  });

  test("one calculation sees one state of the files, though they change between its questions", async () => {
    const at = paths();
    write(at.catalog, catalogOf(100));
    write(at.promotions, promotionsOf(10));
    const { merchant, reload } = await opened(at);
    const asking = { ...ASKING };
    expect(await merchant.unitPrice({ goodsId: "tea" }, asking)).toBe(100);
    write(at.promotions, promotionsOf(20));
    await reload(true);
    const amounts = async (who: typeof asking): Promise<unknown> =>
      (await merchant.promotions(who)).map(({ benefit }) => benefit);
    expect(await amounts(asking)).toEqual([{ kind: "amountOff", amountFen: 10 }]);
    expect(await amounts({ ...ASKING })).toEqual([{ kind: "amountOff", amountFen: 20 }]);
  });

  test("a service looks by itself, counts, logs no buyer's data, and closes its store at the end", async () => {
    const at = paths(true);
    write(at.catalog, catalogOf(100));
    write(at.promotions, promotionsOf(10));
    write(at.buyers!, []);
    const lines: string[] = [];
    const files = await opened(at);
    let isClosed = false;
    const metrics = await createMetrics({ process: false });
    const service = await startService({
      handle: () => Promise.resolve(OK),
      quote: () => Promise.resolve(E.right({})),
      store: {
        ping: () => Promise.resolve(),
        sweep: () => Promise.resolve(0),
        close: () => {
          isClosed = true;
          return Promise.resolve();
        },
      } as Partial<Store> as Store,
      files,
      metrics,
      log: await createLog({ write: (line) => void lines.push(line) }),
      now: () => 1_700_000_000_000,
      listen: { host: "127.0.0.1", port: 0 },
      pollMs: 20,
    });
    write(at.catalog, catalogOf(250));
    await expect.poll(() => priceOf(files)).toBe(250);
    write(at.buyers!, [{ openId: "ou_secret", buyer: { points: "13800138000" } }]);
    await expect.poll(() => lines.join()).toContain("/buyers/0/buyer/points");
    await service.reload();
    expect(lines.join()).not.toMatch(/ou_secret|13800138000/);
    const text = await metrics.text();
    expect(text).toContain('suanjia_file_reloads_total{outcome="taken"} 1');
    expect(text).toContain('suanjia_file_reloads_total{outcome="refused"} 2');
    const price = await fetch(`http://127.0.0.1:${service.port}/v1/select`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ cart: { lines: [{ goodsId: "tea", unitPrice: 100, quantity: 1 }] } }),
    });
    expect((await price.json()) as unknown).toMatchObject({ quote: { totals: { totalDiscountAmount: 10 } } });
    expect(await service.stop()).toBe(true);
    expect(isClosed).toBe(true);
  });
});
