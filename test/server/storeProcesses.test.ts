/**
 * The store's promises where several processes share it, and where processes are killed.
 *
 * SUANJIA_DEEP=1: 10,000 orders, and many more kills.
 */
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RefundableOrder, Store } from "../../src/server/Store.js";
import { FolderInUse } from "../../src/server/store/folderLock.js";
import { openPGliteStore } from "../../src/server/store/openPGliteStore.js";
import { openPostgresStore } from "../../src/server/store/openPostgresStore.js";
import { tally } from "../support/runs.js";
import { bundled, type Child, start } from "./support/children.js";
import { pgliteFolder } from "./support/pgliteFolder.js";
import { dropSchema, freshSchema, postgres, statement } from "./support/postgres.js";

const deep = process.env["SUANJIA_DEEP"] === "1";
const { url } = await postgres();
const schema = freshSchema();
let folder: string;
let program: Awaited<ReturnType<typeof bundled>>;
const children: Child[] = [];

const child = (task: object): Child => {
  const started = start(program.path, task);
  children.push(started);
  return started;
};

beforeAll(async () => {
  [program, folder] = await Promise.all([bundled("storeChild"), pgliteFolder()]);
}, 60_000);

afterAll(async () => {
  for (const each of children) each.process.kill("SIGKILL");
  await Promise.all(children.map(({ ended }) => ended));
  program.remove();
  rmSync(folder, { recursive: true, force: true });
  if (url !== undefined) await dropSchema(url, schema);
});

describe.skipIf(url === undefined)("1,000 copies over 3 processes", () => {
  /** Asks all at once, through 9 stores, each with connections of its own. */
  const askAll = async (kind: "order" | "refund", id: string, copies: number) => {
    const task = { task: "copies", url, schema, stores: 3, kind, id };
    const shares = [Math.floor(copies / 3), Math.floor(copies / 3), copies - 2 * Math.floor(copies / 3)];
    const asking = shares.map((share) => child({ ...task, copies: share }));
    await Promise.all(asking.map(({ said }) => said(1)));
    for (const each of asking) each.go();
    expect(await Promise.all(asking.map(({ ended }) => ended))).toEqual(["0", "0", "0"]);
    const lines = asking.map(({ lines }) => lines[1]!);
    return {
      answers: lines.flatMap((line) => line.answers!),
      decisions: lines.reduce((sum, line) => sum + line.decisions!, 0),
    };
  };

  it("of one order give one decision and identical bytes", async () => {
    const { answers, decisions } = await askAll("order", "order", 1000);
    expect(answers.length).toBe(1000);
    expect(new Set(answers).size).toBe(1);
    expect(decisions).toBeLessThanOrEqual(9);
    const rows = await statement(
      url!,
      `SELECT answer FROM ${schema}.order_decision WHERE order_id = 'order'`,
    );
    expect(rows).toEqual([{ answer: answers[0] }]);
  });

  it("of one refund give one decision, and add to the sums once", async () => {
    const store = await openPostgresStore(url!, { schema });
    const accepted = { appId: "app", outOrderNo: "out", paid: { item: 1000 } };
    await store.decideOrder("app", "refundable", "f", () => Promise.resolve({ answer: "yes", accepted }));
    await store.close();
    const { answers } = await askAll("refund", "refund", 1000);
    expect(answers.length).toBe(1000);
    expect(new Set(answers).size).toBe(1);
    expect(await statement(url!, `SELECT refunded::int FROM ${schema}.item_order`)).toEqual([
      { refunded: 1 },
    ]);
  });
});

/** Reads back everything that was acknowledged: it is there, as it was said, and counted once. */
const readBack = async (store: Store, acknowledged: readonly Child[]): Promise<void> => {
  const answers = new Map<string, string>();
  const never = () => Promise.reject(new Error("what was acknowledged is gone"));
  for (const { order, refund, answer } of acknowledged.flatMap(({ lines }) => lines)) {
    const id = order ?? refund;
    if (id === undefined || answer === undefined) continue;
    const key = order === undefined ? `refund-${id}` : id;
    const before = answers.get(key);
    expect(answer).toBe(before ?? answer);
    answers.set(key, answer);
    if (before !== undefined) continue;
    const ids = { appId: "app", refundId: `refund-${id}`, orderId: id };
    const kept =
      order === undefined
        ? await store.decideRefund(ids, id, never)
        : await store.decideOrder("app", id, id, never);
    expect(kept.answer).toBe(answer);
    if (order !== undefined) continue;
    let seen: RefundableOrder | undefined;
    await store.decideRefund({ ...ids, refundId: `probe-${id}` }, "probe", (known) => {
      seen = known;
      return Promise.resolve({ answer: "no" });
    });
    expect(seen?.refunded).toEqual({ item: 300 });
  }
};

/** Starts writers one after the other and kills each; the next asks again what may have been under way. */
const killMany = async (place: object, kills: number, orders: number): Promise<readonly Child[]> => {
  const writers: Child[] = [];
  let first = 1;
  for (let kill = 1; kill <= kills; kill++) {
    const writer = child({ ...place, task: "write", first, last: orders });
    writers.push(writer);
    // Now and then while it opens.
    if (deep && kill % 4 === 0) await pause(Math.random() * 2000);
    else {
      await writer.said(1 + Math.floor((Math.random() * orders) / kills));
      await pause(Math.random() * 10);
    }
    writer.process.kill("SIGKILL");
    expect(await writer.ended).toMatch(/^(SIGKILL|0)$/);
    const numbers = writer.lines.flatMap(({ refund }) =>
      refund === undefined ? [] : [Number(refund.slice(6))],
    );
    first = Math.max(first, ...numbers.map((each) => each - 8));
  }
  const last = child({ ...place, task: "write", first, last: orders });
  expect(await last.ended).toBe("0");
  expect(last.lines.at(-1)).toEqual({ done: true });
  return [...writers, last];
};

const KILLS = deep ? 60 : 3;
const ORDERS = deep ? 10_000 : 120;

describe("a process that is killed", () => {
  it("leaves every decision that it acknowledged in its folder", { timeout: 1_200_000 }, async () => {
    const writers = await killMany({ folder }, KILLS, ORDERS);
    const store = await openPGliteStore(folder);
    await readBack(store, writers);
    await store.close();
    tally(KILLS, "kills");
  });

  it.skipIf(url === undefined)(
    "leaves every decision that it acknowledged on the server",
    { timeout: 1_200_000 },
    async () => {
      const writers = await killMany({ url, schema }, KILLS, ORDERS);
      const store = await openPostgresStore(url!, { schema });
      await readBack(store, writers);
      await store.close();
      tally(KILLS, "kills");
    },
  );

  it.skipIf(!deep)("may be making its folder", { timeout: 600_000 }, async () => {
    const unmade = mkdtempSync(join(tmpdir(), "suanjia-"));
    for (let kill = 1; kill <= 12; kill++) {
      const maker = child({ task: "hold", folder: unmade });
      await Promise.race([maker.said(1), pause(Math.random() * kill * 1500)]);
      maker.process.kill("SIGKILL");
      await maker.ended;
    }
    const store = await openPGliteStore(unmade);
    await store.ping();
    await store.close();
    expect(readdirSync(unmade)).toEqual(["database"]);
    rmSync(unmade, { recursive: true });
    tally(12, "kills");
  });

  it("keeps its folder for itself until then, and not longer", { timeout: 60_000 }, async () => {
    const holder = child({ task: "hold", folder });
    await holder.said(1);
    holder.process.kill("SIGSTOP");
    await expect(openPGliteStore(folder)).rejects.toBeInstanceOf(FolderInUse);
    holder.process.kill("SIGKILL");
    const store = await openPGliteStore(folder);
    await store.ping();
    await store.close();
    if (holder.process.exitCode === null && holder.process.signalCode === null)
      await once(holder.process, "exit");
  });
});
