/**
 * Stubs around the routes: a handler and a store that a test holds in its hands.
 */
import { connect, type Socket } from "node:net";
import * as E from "fp-ts/lib/Either.js";
import { afterAll } from "vitest";
import { type App, type AppParts, createApp } from "../../src/server/http/app.js";
import { DEFAULT_LIMITS, type Limits } from "../../src/server/http/limits.js";
import { type Listening, type ListenOptions, listen } from "../../src/server/http/listen.js";
import { createLog } from "../../src/server/http/log.js";
import { createMetrics } from "../../src/server/http/metrics.js";
import { createV1, type V1 } from "../../src/server/http/v1.js";
import type { Callback, Reply } from "../../src/server/Reply.js";
import type { Store } from "../../src/server/Store.js";
import { memoryStore } from "./support/memoryStore.js";

/** An app of stubs, with what was handed to the handler and what was logged. */
export interface Stubbed {
  readonly app: App;
  readonly callbacks: Callback[];
  readonly lines: string[];
  readonly logged: () => Record<string, unknown>[];
}

export const OK: Reply = {
  status: 200,
  body: '{"err_no":0,"err_tips":"","data":{}}',
  outcome: "ok",
  type: "calculate_price",
};

export const TOKEN = "a-token-of-the-test";

/** The routes under /v1, on a store and a clock of the test's. */
export const v1Of = ({ releaseRefund }: Pick<Store, "releaseRefund">, limits: Limits = DEFAULT_LIMITS): V1 =>
  createV1({
    limits,
    now: () => 1_700_000_000_000,
    promotions: () => Promise.resolve([]),
    quote: (cart, context) => Promise.resolve(E.right({ cart, context })),
    releaseRefund,
  });

/** Makes an app whose handler answers as it is told. */
export const stubbed = async (
  answer: (callback: Callback) => Reply | Promise<Reply> = () => OK,
  parts: Partial<AppParts> = {},
): Promise<Stubbed> => {
  const callbacks: Callback[] = [];
  const lines: string[] = [];
  const log = await createLog({ write: (line) => void lines.push(line) });
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const app = createApp({
    handle: async (callback) => {
      callbacks.push(callback);
      return answer(callback);
    },
    store: { ping: () => Promise.resolve() },
    metrics: await createMetrics({ process: false }),
    log,
    v1: v1Of(memoryStore(), limits),
    token: TOKEN,
    ...parts,
  });
  return {
    app,
    callbacks,
    lines,
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
};

/** Asks an app without a network. */
export const ask = (app: App, path: string, init: RequestInit = {}): Promise<Response> =>
  app.fetch(new Request(`http://localhost${path}`, init));

/** Posts JSON, with the token. */
export const post = (
  app: App,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  ask(app, path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}`, ...headers },
  });

/** Listens on a free port of this machine, and stops at the end of the file. */
export const onPort = async (app: App, options: Partial<ListenOptions> = {}): Promise<Listening> => {
  const listening = await listen(app, { host: "127.0.0.1", port: 0, stopMs: 1000, ...options });
  afterAll(() => listening.stop());
  return listening;
};

/** A connection of one's own: what is written is written as it is. */
export const dial = async (
  port: number,
): Promise<{ readonly socket: Socket; readonly closed: Promise<string> }> => {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (piece: string) => {
    text += piece;
  });
  // Whoever is cut off may be so in the middle of writing.
  socket.on("error", () => undefined);
  const closed = new Promise<string>((resolve) => socket.on("close", () => resolve(text)));
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, closed };
};
