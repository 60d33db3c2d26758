/**
 * The service, killed (SIGKILL) at any moment while orders come in: whatever it answered is there when it is started again.
 *
 * SUANJIA_DEEP=1: 10,000 orders, and many more kills.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signCallback } from "../../src/server/signature/sign.js";
import { tally } from "../support/runs.js";
import { bundled } from "./support/children.js";
import { pgliteFolder } from "./support/pgliteFolder.js";
import { freshSchema, postgres, statement } from "./support/postgres.js";

const deep = process.env["SUANJIA_DEEP"] === "1";
const KILLS = deep ? 60 : 3;
const ORDERS = deep ? 10_000 : 300;
/** So many callbacks are under way at once. */
const SENDERS = 16;

const { url: server } = await postgres();
const folder = mkdtempSync(join(tmpdir(), "suanjia-killed-"));
const running = new Set<ChildProcess>();
let program: Awaited<ReturnType<typeof bundled>>;

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

beforeAll(async () => {
  program = await bundled("serveChild");
  writeFileSync(
    join(folder, "catalog.json"),
    JSON.stringify({ lines: [{ goodsId: "tea", unitPrice: 1000 }] }),
  );
  writeFileSync(join(folder, "promotions.json"), "[]");
});

afterAll(() => {
  for (const each of running) each.kill("SIGKILL");
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Where the service keeps its decisions: arguments and environment. */
interface Place {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Running {
  readonly child: ChildProcess;
  /** Resolves to its address, or to nothing where it ended before. */
  readonly url: Promise<string | undefined>;
  readonly ended: Promise<unknown>;
}

const start = ({ args = [], env = {} }: Place): Running => {
  const files = ["catalog", "promotions"].flatMap((name) => [`--${name}`, join(folder, `${name}.json`)]);
  const child = spawn(process.execPath, [program.path, "serve", "--port", "0", ...files, ...args], {
    env: { SUANJIA_APP_ID: "tt1", SUANJIA_PLATFORM_PUBLIC_KEY: keys.publicKey, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.add(child);
  const ended = once(child, "close").then(([code, signal]) => {
    running.delete(child);
    return (signal ?? code) as unknown;
  });
  let said = "";
  const listening = new Promise<string>((resolve) => {
    child.stderr.on("data", (piece: Buffer) => {
      said += piece.toString();
      const [url] = /http:\/\/\S+(?=\n)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  return { child, url: Promise.race([listening, ended.then(() => undefined)]), ended };
};

/** Asks for an order; its answer, or nothing where there was none. */
const ask = async (url: string, id: string): Promise<string | undefined> => {
  const message = {
    app_id: "tt1",
    open_id: "buyer",
    order_id: id,
    create_order_time: 1_770_000_000_000,
    total_amount: 1000,
    discount: 0,
    goods: [{ goods_id: "tea", quantity: 1, origin_price: 1000 }],
    item_order_info_list: [{ goods_id: "tea", item_order_id: `${id}-1`, price: 1000 }],
  };
  const rawBody = JSON.stringify({ version: "2.0", type: "pre_create_order", msg: JSON.stringify(message) });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = signCallback(keys.privateKey, { timestamp, nonce: id, rawBody });
  try {
    const response = await fetch(`${url}/spi`, { method: "POST", body: rawBody, headers });
    return await response.text();
  } catch {
    return undefined;
  }
};

/** Orders that were answered, and those that are to be asked for (again). */
class Orders {
  readonly answered = new Map<string, string>();
  readonly #open: string[];

  constructor(count: number) {
    this.#open = Array.from({ length: count }, (_, i) => `order-${i}`);
  }

  get isDone(): boolean {
    return this.answered.size === ORDERS;
  }

  /** Asks for what is open, many at once, until all is answered or the service is gone. */
  async send(url: string): Promise<void> {
    const sender = async (): Promise<void> => {
      for (let id = this.#open.shift(); id !== undefined; id = this.#open.shift()) {
        const answer = await ask(url, id);
        if (answer === undefined) {
          this.#open.unshift(id);
          return;
        }
        expect(answer).toMatch(/^\{"err_no":0,/);
        this.answered.set(id, answer);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  }

  /** Asks for everything once more: the answers are those that were given. */
  async readBack(url: string): Promise<void> {
    const all = [...this.answered];
    const sender = async (): Promise<void> => {
      for (let next = all.pop(); next !== undefined; next = all.pop()) {
        const [id, answer] = next;
        expect(await ask(url, id)).toBe(answer);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  }
}

/** Kills the service while it decides, or now and then while it starts, and starts it again, until all is decided. */
const killMany = async (place: Place): Promise<Orders> => {
  const orders = new Orders(ORDERS);
  for (let kill = 1; kill <= KILLS; kill++) {
    const { child, url, ended } = start(place);
    if (deep && kill % 6 === 0) await Promise.race([url, pause(Math.random() * 1500)]);
    else {
      const at = await url;
      expect(at).toBeDefined();
      const before = orders.answered.size;
      const most = before + Math.random() * ((1.5 * ORDERS) / KILLS);
      const sending = orders.send(at!);
      while (orders.answered.size < most && !orders.isDone) await pause(1);
      await pause(Math.random() * 10);
      child.kill("SIGKILL");
      await sending;
    }
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
  }
  const last = start(place);
  const url = (await last.url)!;
  await orders.send(url);
  expect(orders.isDone).toBe(true);
  await orders.readBack(url);
  last.child.kill("SIGTERM");
  expect(await last.ended).toBe(0);
  return orders;
};

describe("the service that is killed while orders come in", () => {
  it("has all that it answered, in its folder", { timeout: 1_200_000 }, async () => {
    const data = await pgliteFolder();
    try {
      const { answered } = await killMany({ args: ["--data", data] });
      // Each decision has a number of its own: no order was given another's.
      expect(new Set(answered.values()).size).toBe(ORDERS);
      tally(KILLS, "kills");
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  it.skipIf(server === undefined)(
    "has all that it answered, each once, on the server",
    { timeout: 1_200_000 },
    async () => {
      const name = freshSchema();
      await statement(server!, `CREATE DATABASE ${name}`);
      const url = Object.assign(new URL(server!), { pathname: `/${name}` }).href;
      try {
        const { answered } = await killMany({ env: { DATABASE_URL: url } });
        const rows = await statement(url, "SELECT order_id, answer FROM suanjia.order_decision");
        expect(new Map(rows.map(({ order_id: id, answer }) => [id, answer]))).toEqual(answered);
        expect(rows.length).toBe(ORDERS);
        tally(KILLS, "kills");
      } finally {
        await statement(server!, `DROP DATABASE ${name} WITH (FORCE)`);
      }
    },
  );
});
