/**
 * The server below the routes: times within which a request must come, and an end that loses nothing.
 */
import { Buffer } from "node:buffer";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "node:timers";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type HttpAnswer, problemJson, responseOf } from "./answers.js";
import type { App } from "./app.js";

/** Where it listens, and for how long it waits for what, in milliseconds. */
export interface ListenOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Until a request's headers are there. */
  readonly headersMs?: number | undefined;
  /** Until a request is there as a whole. The routes give up on its body before, in words. */
  readonly requestMs?: number | undefined;
  /** For the next request of a connection. A load balancer's own must be shorter. */
  readonly idleMs?: number | undefined;
  /** For what is under way when it is stopped. */
  readonly stopMs?: number | undefined;
}

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Takes nothing new, finishes what is under way; resolves to whether all of it was finished in time. */
  readonly stop: () => Promise<boolean>;
}

const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
const IDLE_MS = 65_000;
const STOP_MS = 10_000;

/** How often connections are looked at. Node's own 30 s would let a slow client have half a minute more. */
const CHECK_MS = 500;

/** How long a connection may stay without a byte in either direction: also one that does not take its answer. */
const SILENT_MS = 70_000;

const MAX_HEADER_BYTES = 16 * 1024;

const opened = (server: Server, { host, port }: ListenOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Ends when every connection is closed, or else closes them when the time is over. */
const closed = async (server: Server, app: App, stopMs: number): Promise<boolean> => {
  // Connections that wait for their next request are closed as they become idle.
  const sweep = setInterval(() => server.closeIdleConnections(), Math.min(50, stopMs));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), stopMs);
  });
  const all = new Promise<true>((resolve) => {
    server.close(() => resolve(true));
    server.closeIdleConnections();
  });
  // A caller who left does not end what he asked for.
  const inTime = await Promise.race([all.then(() => app.whenIdle()).then(() => true), late]);
  clearTimeout(timer);
  clearInterval(sweep);
  if (!inTime) server.closeAllConnections();
  return inTime;
};

/** Sends answers on this connection. */
const sendOn =
  (outgoing: Pick<ServerResponse, "writeHead" | "end">) =>
  ({ status, headers, body }: HttpAnswer): Response => {
    outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    outgoing.end(body);
    return RESPONSE_ALREADY_SENT;
  };

/** Listens. Rejects where the port is taken. */
export const listen = async (app: App, options: ListenOptions): Promise<Listening> => {
  const { headersMs = HEADERS_MS, requestMs = REQUEST_MS, idleMs = IDLE_MS, stopMs = STOP_MS } = options;
  const answer = (request: Request, { incoming, outgoing }: HttpBindings): Promise<Response> =>
    app.fetch(request, { incoming, send: sendOn(outgoing) });
  const listener = getRequestListener((request, bindings) => answer(request, bindings as HttpBindings), {
    // A host's own Request and Response stay what they are.
    overrideGlobalObjects: false,
    // A request line or host that is none.
    errorHandler: () => responseOf(problemJson({ status: 400, kind: "notFound" })),
  });
  const server = createServer(
    {
      headersTimeout: Math.min(headersMs, requestMs),
      requestTimeout: requestMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, headersMs),
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.setTimeout(Math.max(SILENT_MS, idleMs + 1000));
  const port = await opened(server, options);
  let stopping: Promise<boolean> | undefined;
  return {
    port,
    stop: () => {
      app.leave();
      stopping ??= closed(server, app, stopMs);
      return stopping;
    },
  };
};
