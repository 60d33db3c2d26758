/**
 * The routes.
 */
import type { IncomingMessage } from "node:http";
import { performance } from "node:perf_hooks";
import { clearTimeout, setTimeout } from "node:timers";
import * as E from "fp-ts/lib/Either.js";
import { type Context, Hono } from "hono";
import type { Problem } from "../../codec/Problem.js";
import type { Callback, Reply } from "../Reply.js";
import type { Store } from "../Store.js";
import { envelope, type HttpAnswer, json, problemJson, type Refusal, responseOf } from "./answers.js";
import { callerGuard } from "./callerGuard.js";
import { docsPage } from "./docsPage.js";
import { isDeeperThan } from "./isDeeperThan.js";
import { DEFAULT_LIMITS, Held, type Limits } from "./limits.js";
import { type Log, logFault, logRequest } from "./log.js";
import type { Metrics } from "./metrics.js";
import { knownLogid, knownType, type Observed } from "./Observed.js";
import { openApiDocument } from "./openApiDocument.js";
import { type BodyFault, readBody, readIncoming } from "./readBody.js";
import type { Operation, V1 } from "./v1.js";

/** What the routes need. */
export interface AppParts {
  readonly handle: (callback: Callback) => Promise<Reply>;
  readonly store: Pick<Store, "ping">;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly v1: V1;
  readonly limits?: Partial<Limits> | undefined;
  /** What the routes under /v1 ask for; without one they answer only on this machine. */
  readonly token?: string | undefined;
  /** Is there a platform key? Without one no callback can be trusted. */
  readonly hasKeys?: (() => boolean) | undefined;
}

/** The routes, and how they come to an end. */
export interface App {
  readonly fetch: (request: Request, bindings?: object) => Promise<Response>;
  /** From now on not ready, so that nobody sends more. */
  readonly leave: () => void;
  /** Resolves when nothing is under way any more. */
  readonly whenIdle: () => Promise<void>;
}

/** What a request came to: its answer, and what is noted of it. */
interface Outcome {
  readonly answer: HttpAnswer;
  readonly outcome: string;
  readonly type?: string | undefined;
  readonly details?: Observed["details"] | undefined;
}

/** What the server below hands in with a request. None of it is there under another host, or in a test. */
type Bindings = {
  /** Node's own request. */
  readonly incoming?: IncomingMessage;
  /** Sends an answer by itself, and says so. A web Response would cost as much as many a callback. */
  readonly send?: (answer: HttpAnswer) => Response;
};
type Asked = Context<{ Bindings: Bindings }>;

/** What answers one request; what it refuses becomes a problem or an envelope. */
type Work = (context: Asked) => Promise<Outcome>;

/** The answer of a route in its form. */
type Form = (refusal: Refusal) => HttpAnswer;

const PING_MS = 2000;

const refusedAs = (form: Form, refusal: Refusal): Outcome => ({
  answer: form(refusal),
  outcome: refusal.kind,
  details: refusal.problems?.map(({ code, path }) => ({ code, path })),
});

/** A copy, since a host may hand in nothing at all. */
const bindingsOf = (context: Asked): Bindings => ({ ...context.env });

/** Headers as they came: one that is repeated is a list, which hono's would join. */
const headersOf = (context: Asked): Callback["headers"] => {
  const raw = bindingsOf(context).incoming?.rawHeaders;
  if (raw === undefined) return Object.fromEntries(context.req.raw.headers);
  const headers = new Map<string, string | string[]>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    const value = raw[i + 1] as string;
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(headers);
};

const addressOf = (context: Asked): string | undefined => bindingsOf(context).incoming?.socket.remoteAddress;

const BODY_STATUS: Readonly<Record<BodyFault, number>> = {
  bodyTooLarge: 413,
  bodySlow: 408,
  bodyAborted: 400,
  busy: 503,
};

const refusedBody = (form: Form, kind: BodyFault): Outcome =>
  refusedAs(form, {
    status: BODY_STATUS[kind],
    kind,
    ...(kind === "busy" ? { headers: { "retry-after": "1" } } : {}),
  });

/** Reads the body and works on it, as long as there is room for it. */
const withBody = async (
  context: Asked,
  form: Form,
  { held, limits }: { readonly held: Held; readonly limits: Limits },
  work: (body: Uint8Array) => Promise<Outcome>,
): Promise<Outcome> => {
  const place = held.enter();
  if (place === undefined) return refusedBody(form, "busy");
  try {
    const { incoming } = bindingsOf(context);
    const body = await (incoming === undefined
      ? readBody(context.req.raw, limits, place)
      : readIncoming(incoming, limits, place));
    return E.isLeft(body) ? refusedBody(form, body.left) : await work(body.right);
  } finally {
    place.leave();
  }
};

/** Answers callbacks: the handler does it all. */
const spiWork =
  ({ handle, log }: AppParts, room: { readonly held: Held; readonly limits: Limits }): Work =>
  (context) =>
    withBody(context, envelope, room, async (rawBody) => {
      const reply = await handle({
        headers: headersOf(context),
        rawBody,
        routeType: context.req.param("type"),
      });
      if (reply.fault !== undefined) logFault(log, "fault", reply.fault);
      return {
        answer: json(reply.status, reply.body),
        outcome: reply.outcome,
        type: reply.type,
        details: reply.details,
      };
    });

/** Bytes as JSON; undefined where they are none. */
const parsed = (bytes: Uint8Array): E.Either<undefined, unknown> => {
  try {
    return E.right(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown);
  } catch {
    return E.left(undefined);
  }
};

const isJsonType = (type: string | undefined): boolean => /^application\/json *(?:;|$)/i.test(type ?? "");

const refusedFor = (problems: readonly Problem[]): Outcome =>
  refusedAs(problemJson, { status: 422, kind: "refused", problems });

/** Answers one of the routes under /v1. */
const v1Work =
  (
    operation: Operation,
    guard: ReturnType<typeof callerGuard>,
    room: { readonly held: Held; readonly limits: Limits },
  ): Work =>
  async (context) => {
    const unwelcome = guard({ headers: context.req.raw.headers, address: addressOf(context) });
    if (unwelcome !== undefined) return refusedAs(problemJson, unwelcome);
    // What a page of another site may send without asking first is never this type.
    if (!isJsonType(context.req.header("content-type")))
      return refusedAs(problemJson, { status: 415, kind: "notJsonType" });
    return withBody(context, problemJson, room, async (body) => {
      if (isDeeperThan(body, room.limits.depth))
        return refusedAs(problemJson, { status: 400, kind: "tooDeep" });
      const input = parsed(body);
      if (E.isLeft(input)) return refusedAs(problemJson, { status: 400, kind: "notJson" });
      const answer = await operation(input.right, (name) => context.req.query(name));
      return E.isLeft(answer)
        ? refusedFor(answer.left)
        : { answer: json(200, JSON.stringify(answer.right)), outcome: "ok" };
    });
  };

/** Does the store answer, and soon? */
const answers = async (store: Pick<Store, "ping">): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_MS);
  });
  try {
    return await Promise.race([
      store.ping().then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
};

/** What is under way, so that a stop can wait for it. */
class UnderWay {
  #count = 0;
  #waiting: (() => void)[] = [];

  async run<A>(work: () => Promise<A>): Promise<A> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) for (const done of this.#waiting.splice(0)) done();
    }
  }

  whenIdle(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Runs a route's work: whatever happens in it, there is an answer in the route's form, a count and a line. */
const observing =
  ({ log, metrics }: AppParts, underWay: UnderWay) =>
  (route: string, form: Form, work: Work) =>
  (context: Asked): Promise<Response> =>
    underWay.run(async () => {
      const began = performance.now();
      let came: Outcome;
      try {
        came = await work(context);
      } catch (error) {
        logFault(log, "fault", error);
        came = refusedAs(form, { status: 500, kind: "fault" });
      }
      const observed: Observed = {
        route,
        type: knownType(came.type),
        status: came.answer.status,
        outcome: came.outcome,
        milliseconds: performance.now() - began,
        logid: knownLogid(context.req.header("byte-logid")),
        details: came.details ?? [],
      };
      metrics.observe(observed);
      logRequest(log, observed);
      return (bindingsOf(context).send ?? responseOf)(came.answer);
    });

const page = (text: string, type: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(text, { headers: { "content-type": type, "x-content-type-options": "nosniff", ...headers } });

/** A page that loads nothing and runs nothing. */
const PAGE_POLICY = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
};

const state = (status: 200 | 503, body: Readonly<Record<string, unknown>>): Response =>
  responseOf(json(status, JSON.stringify(body)));

/** What operators look at: not counted and not logged, since probes come every second. */
const addProbes = (
  app: Hono<{ Bindings: Bindings }>,
  { store, metrics, hasKeys = () => true }: AppParts,
  isLeaving: () => boolean,
): void => {
  app.get("/healthz", () => state(200, { ok: true }));
  app.get("/readyz", async () => {
    const checks = { serving: !isLeaving(), keys: hasKeys(), store: await answers(store) };
    const ok = checks.serving && checks.keys && checks.store;
    return state(ok ? 200 : 503, { ok, ...checks });
  });
  app.get("/metrics", async () => page(await metrics.text(), metrics.contentType));
};

const addDocuments = (app: Hono<{ Bindings: Bindings }>, limits: Limits): void => {
  // Made when somebody asks for the first time, and kept.
  let texts: { readonly json: string; readonly html: string } | undefined;
  const made = (): NonNullable<typeof texts> => {
    const document = openApiDocument(limits);
    texts ??= { json: JSON.stringify(document), html: docsPage(document) };
    return texts;
  };
  app.get("/openapi.json", () => page(made().json, "application/json; charset=utf-8"));
  app.get("/docs", () => page(made().html, "text/html; charset=utf-8", PAGE_POLICY));
};

/** The routes under /v1, each of which is a part of `V1`. */
const V1_ROUTES = ["price", "select", "verify", "recompute", "quotes", "refunds/release"] as const;

/**
 * Makes the routes of their parts.
 */
export const createApp = (parts: AppParts): App => {
  const limits: Limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const app = new Hono<{ Bindings: Bindings }>();
  const underWay = new UnderWay();
  const room = { held: new Held(limits.heldBytes), limits };
  const observed = observing(parts, underWay);
  let isLeaving = false;

  const spi = spiWork(parts, room);
  app.post("/spi", observed("/spi", envelope, spi));
  app.post("/spi/:type", observed("/spi/:type", envelope, spi));
  const guard = callerGuard(parts.token);
  for (const name of V1_ROUTES)
    app.post(`/v1/${name}`, observed(`/v1/${name}`, problemJson, v1Work(parts.v1[name], guard, room)));
  addProbes(app, parts, () => isLeaving);
  addDocuments(app, limits);

  const only =
    (form: Form, allow: string): Work =>
    () =>
      Promise.resolve(refusedAs(form, { status: 405, kind: "methodNotAllowed", headers: { allow } }));
  for (const route of ["/spi", "/spi/:type"])
    app.all(route, observed(route, envelope, only(envelope, "POST")));
  for (const name of V1_ROUTES)
    app.all(`/v1/${name}`, observed(`/v1/${name}`, problemJson, only(problemJson, "POST")));
  app.notFound(
    observed("other", problemJson, () =>
      Promise.resolve(refusedAs(problemJson, { status: 404, kind: "notFound" })),
    ),
  );
  app.onError((error) => {
    logFault(parts.log, "fault", error);
    return responseOf(problemJson({ status: 500, kind: "fault" }));
  });
  return {
    fetch: (request, bindings) => Promise.resolve(app.fetch(request, bindings)),
    leave: () => {
      isLeaving = true;
    },
    whenIdle: () => underWay.whenIdle(),
  };
};
