/**
 * `suanjia serve` as a process of its own, with its store, keys and signals.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signCallback } from "../../src/server/signature/sign.js";
import { dial } from "./httpStubs.js";
import { bundled } from "./support/children.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "suanjia-serve-"));
const running = new Set<ChildProcess>();

afterAll(() => {
  for (const each of running) each.kill("SIGKILL");
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The command line, with all packages outside of it, so that some can be taken away. */
let program: Awaited<ReturnType<typeof bundled>>;

beforeAll(async () => {
  program = await bundled("serveChild");
});

/** A folder with the command line, and every package but those. */
const installed = (...without: string[]): string => {
  const place = mkdtempSync(join(folder, "installed-"));
  const link = (name: string): void => {
    if (without.includes(name)) return;
    symlinkSync(join(ROOT, "node_modules", name), join(place, "node_modules", name));
  };
  mkdirSync(join(place, "node_modules"));
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (!name.startsWith("@")) link(name);
    else {
      mkdirSync(join(place, "node_modules", name));
      for (const part of readdirSync(join(ROOT, "node_modules", name))) link(`${name}/${part}`);
    }
  }
  copyFileSync(program.path, join(place, "main.mjs"));
  return join(place, "main.mjs");
};

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const KEYS = { SUANJIA_APP_ID: "tt1", SUANJIA_PLATFORM_PUBLIC_KEY: keys.publicKey };

const CATALOG = { lines: [{ goodsId: "tea", unitPrice: 1000 }] };

const write = (name: string, content: unknown): string => {
  const at = join(folder, name);
  writeFileSync(at, typeof content === "string" ? content : JSON.stringify(content));
  return at;
};

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

const run = (main: string, args: string[], env: Record<string, string>): Run => {
  const child = spawn(process.execPath, [main, "serve", "--port", "0", ...args], { env, cwd: folder });
  running.add(child);
  let out = "";
  let err = "";
  child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (err += piece.toString()));
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, out: () => out, err: () => err, ended };
};

const portOf = async ({ err }: Run): Promise<number> => {
  await expect.poll(err).toMatch(/listening on http:\/\/127\.0\.0\.1:\d+\n/);
  return Number(/:(\d+)\n/.exec(err())![1]);
};

const filesOf = (catalog: unknown = CATALOG, promotions: unknown = []): string[] => [
  "--catalog",
  write("catalog.json", catalog),
  "--promotions",
  write("promotions.json", promotions),
];

const linesOf = (shown: string): string[] =>
  shown
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t").slice(0, 2).join(" "));

describe("what keeps it from starting", () => {
  test("no key, bad keys, a short token: exit 1, and nothing is opened", async () => {
    const main = installed();
    const endsOf = async (env: Record<string, string>): Promise<unknown> => {
      const ran = run(main, [...filesOf(), "--data", join(folder, "unopened")], env);
      const code = await ran.ended;
      expect(ran.out()).toBe("");
      expect(ran.err()).not.toContain("MII");
      return [code, ...linesOf(ran.err())];
    };
    expect(await endsOf({})).toEqual([1, "value.required /keys"]);
    expect(await endsOf({ SUANJIA_APP_ID: "tt1" })).toEqual([1, "value.required /keys"]);
    expect(await endsOf({ ...KEYS, SUANJIA_PLATFORM_PUBLIC_KEY: keys.privateKey })).toEqual([
      1,
      "value.format /keys",
    ]);
    expect(await endsOf({ ...KEYS, SUANJIA_API_TOKEN: "short" })).toEqual([
      1,
      "value.format /SUANJIA_API_TOKEN",
    ]);
    const file = write("keys.json", [{ appId: "tt1", publicKey: keys.publicKey, private: keys.privateKey }]);
    expect(await endsOf({ SUANJIA_PLATFORM_KEYS_FILE: file })).toEqual([
      1,
      "value.unknownKey /keys/0/private",
    ]);
    expect(existsSync(join(folder, "unopened"))).toBe(false);
  });

  test("every problem of every file is listed", async () => {
    const ran = run(installed(), filesOf({ lines: [{ goodsId: "tea", unitPrice: -1 }] }, [{}]), {});
    expect(await ran.ended).toBe(1);
    expect(linesOf(ran.err())).toEqual([
      "value.range /catalog/lines/0/unitPrice",
      "value.required /promotions/0/id",
      "value.required /promotions/0/type",
      "value.required /promotions/0/title",
      "value.required /promotions/0/benefit",
      "value.required /keys",
    ]);
  });

  test.each([
    ["pino", {}],
    ["prom-client", {}],
    ["@electric-sql/pglite", {}],
    ["pg", { DATABASE_URL: "postgres://user:secret@127.0.0.1:1/none" }],
  ])("without the package %s, one sentence says what to install", async (name, env) => {
    const ran = run(installed(name), [...filesOf(), "--data", join(folder, "missing")], { ...KEYS, ...env });
    expect(await ran.ended).toBe(1);
    expect(ran.err()).toBe(
      `suanjia serve needs the package ${name}, which is not installed: npm install ${name}\n`,
    );
  });

  test("a database's URL that is none is not tried, and not said", async () => {
    const ran = run(installed(), filesOf(), { ...KEYS, DATABASE_URL: "/user:secret@127.0.0.1/none" });
    expect(await ran.ended).toBe(1);
    expect(linesOf(ran.err())).toEqual(["value.format /DATABASE_URL"]);
    expect(ran.err()).not.toContain("secret");
  });

  test("a database that does not answer, without its password", async () => {
    const ran = run(installed(), filesOf(), {
      ...KEYS,
      DATABASE_URL: "postgres://user:secret@127.0.0.1:1/none",
    });
    expect(await ran.ended).toBe(1);
    expect(ran.err()).toMatch(/^cannot start: ECONNREFUSED.*\n$/);
    expect(ran.err() + ran.out()).not.toContain("secret");
  });
});

test("it answers signed callbacks, reads files again on SIGHUP, and finishes what is under way on SIGTERM", async () => {
  const args = [...filesOf(), "--data", join(folder, "data")];
  const TOKEN = "a-long-enough-token";
  const ran = run(installed(), args, { ...KEYS, SUANJIA_API_TOKEN: TOKEN });
  const port = await portOf(ran);
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { ok: true, serving: true, keys: true, store: true },
  ]);

  const bodyOf = (openId: string): string =>
    JSON.stringify({
      version: "2.0",
      type: "query_and_calculate",
      msg: JSON.stringify({
        app_id: "tt1",
        open_id: openId,
        goods_marketing_info: [{ goods_id: "tea", quantity: 1 }],
        need_default_marketing: true,
      }),
    });
  const signed = (rawBody: string): Record<string, string> =>
    signCallback(keys.privateKey, {
      timestamp: String(Math.floor(Date.now() / 1000)),
      nonce: "nonce",
      rawBody,
    });
  const send = async (body: string, headers = signed(body)): Promise<ReturnType<typeof JSON.parse>> => {
    const response = await fetch(`http://127.0.0.1:${port}/spi`, { method: "POST", body, headers });
    return [response.status, await response.json()];
  };
  const body = bodyOf("ou_personal");
  const [status, { err_no, data }] = await send(body);
  expect([status, err_no]).toEqual([200, 0]);
  expect(data.calculation_result.goods_calculation_result_info[0].total_amount).toBe(1000);
  expect((await send(body.replace("tea", "pie"), signed(body)))[0]).toBe(401);

  write("catalog.json", "{");
  ran.child.kill("SIGHUP");
  await expect.poll(ran.out).toContain("files refused, the old ones are kept");
  expect((await send(body))[1].err_no).toBe(0);
  write("catalog.json", { lines: [{ goodsId: "tea", unitPrice: 1200 }] });
  ran.child.kill("SIGHUP");
  await expect.poll(ran.out).toContain("files taken");
  const [, after] = await send(body);
  expect(after.data.calculation_result.goods_calculation_result_info[0].total_amount).toBe(1200);

  const quoted = await fetch(`http://127.0.0.1:${port}/v1/quotes`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ cart: { lines: [{ goodsId: "tea", quantity: 2 }] }, context: { appId: "tt1" } }),
  });
  expect((await quoted.json()) as unknown).toMatchObject({
    discountId: expect.any(String),
    quote: { totals: { payableAmount: 2400 } },
  });

  // Half of a callback, then the signal, then the other half.
  const { socket, closed } = await dial(port);
  const headers = Object.entries({ ...signed(body), "content-length": String(Buffer.byteLength(body)) });
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.write(`POST /spi HTTP/1.1\r\nHost: x\r\n${head}\r\n${body.slice(0, 20)}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  ran.child.kill("SIGTERM");
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/healthz`).catch(() => "closed")).toBe("closed");
  socket.write(body.slice(20));
  const answer = await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('"err_no":0');
  expect(await ran.ended).toBe(0);
  expect(ran.out()).toContain('"finished":true,"closed":true');
  expect(ran.out() + ran.err()).not.toMatch(new RegExp(`ou_personal|${TOKEN}|MII`));
});
