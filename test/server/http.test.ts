/**
 * The routes: what is handed on, what is refused in which form, what is counted and logged.
 */
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Reply } from "../../src/server/Reply.js";
import { ask, OK, post, stubbed, TOKEN, v1Of } from "./httpStubs.js";
import { memoryStore } from "./support/memoryStore.js";

const example = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), "utf8");

/** Whatever JSON is: a test says what it expects of it. */
type Loose = ReturnType<typeof JSON.parse>;

const bodyOf = async (response: Response): Promise<Loose> => JSON.parse(await response.text());

describe("/spi", () => {
  test("the body's bytes and the route's type are handed on, and the reply comes back as it is", async () => {
    const { app, callbacks } = await stubbed(() => ({ ...OK, body: '{"err_no":0, "data":{"x":1}}' }));
    const bytes = new Uint8Array([0x7b, 0xff, 0x00, 0x7d]);
    const response = await ask(app, "/spi/pre_create_order", {
      method: "POST",
      body: bytes,
      headers: { "Byte-Timestamp": "1", "Byte-Nonce-Str": "n" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.text()).toBe('{"err_no":0, "data":{"x":1}}');
    expect([...callbacks[0]!.rawBody]).toEqual([...bytes]);
    expect(callbacks[0]!.routeType).toBe("pre_create_order");
    expect(callbacks[0]!.headers["byte-timestamp"]).toBe("1");
    await ask(app, "/spi", { method: "POST", body: "x" });
    expect(callbacks[1]!.routeType).toBeUndefined();
  });

  test("a handler that fails is an envelope without a trace of why, and the log quotes no message", async () => {
    const { app, lines } = await stubbed(() => {
      throw new Error("buyer 13800138000 is not in the table");
    });
    const response = await ask(app, "/spi", { method: "POST", body: "{}" });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ err_no: 13000, err_tips: expect.any(String) });
    expect(text).not.toMatch(/buyer|at /);
    expect(lines.join()).not.toContain("13800138000");
    expect(lines.join()).toContain("http.test.ts");
  });

  test("another method is refused as an envelope", async () => {
    const { app, callbacks } = await stubbed();
    const response = await ask(app, "/spi/calculate_price");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect((await bodyOf(response)).err_no).toBe(10000);
    expect(callbacks).toEqual([]);
  });

  test("a body is taken up to the limit, and not a byte beyond, whatever it claims", async () => {
    const { app, callbacks } = await stubbed(undefined, { limits: { bodyBytes: 1000 } });
    const pieces = (count: number): ReadableStream =>
      new ReadableStream({
        start: (controller) => {
          for (let i = 0; i < count; i++) controller.enqueue(new Uint8Array(100));
          controller.close();
        },
      });
    const send = (body: RequestInit["body"], headers: Record<string, string> = {}): Promise<Response> =>
      ask(app, "/spi", { method: "POST", body, headers, duplex: "half" } as RequestInit);
    expect((await send(new Uint8Array(1000))).status).toBe(200);
    expect(callbacks[0]!.rawBody.length).toBe(1000);
    expect((await send(pieces(10))).status).toBe(200);
    expect((await send(pieces(11))).status).toBe(413);
    const refused = await send("x", { "content-length": "1073741824" });
    expect(refused.status).toBe(413);
    expect(await bodyOf(refused)).toEqual({ err_no: 10000, err_tips: expect.any(String) });
    expect(callbacks.length).toBe(2);
  });

  test("what is held at once is bounded, and given back", async () => {
    let release = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { app } = await stubbed(() => waiting.then(() => OK), { limits: { heldBytes: 40 * 1024 } });
    const send = (bytes = 1): Promise<Response> =>
      ask(app, "/spi", { method: "POST", body: new Uint8Array(bytes) });
    const first = [send(), send()];
    await new Promise((resolve) => setImmediate(resolve));
    const third = await send();
    expect([third.status, third.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await bodyOf(third)).err_no).toBe(13000);
    release();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await send(30_000)).status).toBe(200);
    expect((await send(50_000)).status).toBe(503);
    expect((await send(30_000)).status).toBe(200);
  });
});

describe("/v1", () => {
  test("prices the examples, in each spelling", async () => {
    const { app } = await stubbed();
    const quote = await bodyOf(await post(app, "/v1/price", example("marketing.json")));
    expect(quote.totals.payableAmount).toBe(quote.totals.totalAmount - quote.totals.totalDiscountAmount);
    const plugin = await bodyOf(await post(app, "/v1/price?output=plugin", example("marketing.json")));
    expect(plugin.payment.totalAmount).toBe(quote.totals.totalAmount);
    const openapi = await bodyOf(await post(app, "/v1/price?output=openapi", example("marketing.json")));
    expect(openapi.total_amount).toBe(quote.totals.totalAmount);
    expect((await post(app, "/v1/price?output=x", example("marketing.json"))).status).toBe(422);
  });

  test("selects, verifies, recomputes and keeps quotes", async () => {
    const { app } = await stubbed();
    const { context, ...cart } = JSON.parse(example("cart.json"));
    const promotions = JSON.parse(example("promotions.json"));
    const selected = await bodyOf(await post(app, "/v1/select", { cart, context, promotions }));
    expect(selected.selection.decisions.length).toBe(promotions.length);
    expect(selected.quote.totals.totalDiscountAmount).toBe(selected.selection.totalDiscountFen);
    const none = await bodyOf(await post(app, "/v1/select", { cart }));
    expect(none.selection.decisions).toEqual([]);
    const payload = JSON.parse(example("contradictory-openapi-order.json"));
    expect((await bodyOf(await post(app, "/v1/verify", { payload }))).ok).toBe(false);
    const request = JSON.parse(example("marketing.json"));
    const claim = await bodyOf(await post(app, "/v1/price?output=plugin", request));
    expect((await bodyOf(await post(app, "/v1/recompute", { request, claim }))).ok).toBe(true);
    claim.payment.totalAmount -= 1;
    const { ok, differences } = await bodyOf(await post(app, "/v1/recompute", { request, claim }));
    expect([ok, differences[0].path]).toEqual([false, "/payment/totalAmount"]);
    const order = { cart: { lines: [] }, context: { openId: "o" } };
    expect(await bodyOf(await post(app, "/v1/quotes", order))).toEqual(order);
  });

  test("releases refunds, as the store does it", async () => {
    const store = memoryStore();
    const paid = { item: 1000 };
    const ids = { appId: "tt1", refundId: "refund", orderId: "order" };
    await store.decideOrder("tt1", "order", "f", () =>
      Promise.resolve({ answer: "", accepted: { appId: "tt1", outOrderNo: "out", paid } }),
    );
    await store.decideRefund(ids, "f", () => Promise.resolve({ answer: "", refunds: { item: 700 } }));
    const { app, logged } = await stubbed(undefined, { v1: v1Of(store) });
    const release = async (body: unknown): Promise<unknown> => {
      const response = await post(app, "/v1/refunds/release", body);
      return [response.status, await bodyOf(response)];
    };
    const released = { orderId: "order", amounts: { item: 700 } };
    expect(await release({ ...ids, orderId: "other" })).toEqual([200, { outcome: "unknown" }]);
    expect(await release({ appId: "tt1", refundId: "refund" })).toEqual([
      200,
      { outcome: "released", ...released },
    ]);
    expect(await release(ids)).toEqual([200, { outcome: "releasedBefore", ...released }]);
    for (const [body, code, path] of [
      [{ appId: "tt1" }, "value.required", "/refundId"],
      [{ ...ids, refundId: "r".repeat(64) }, "value.format", "/refundId"],
      [{ ...ids, appId: "小程序" }, "value.format", "/appId"],
      [{ ...ids, amount: 1 }, "value.unknownKey", "/amount"],
      [[], "value.type", ""],
    ] as const) {
      const { status, problems } = await bodyOf(await post(app, "/v1/refunds/release", body));
      expect([status, ...problems.map((each: Loose) => [each.code, each.path])]).toEqual([422, [code, path]]);
    }
    const outcomes = logged().map((line) => [line["route"], line["outcome"]]);
    expect(outcomes.slice(0, 3)).toEqual(Array(3).fill(["/v1/refunds/release", "ok"]));
    expect(outcomes.slice(3)).toEqual(Array(5).fill(["/v1/refunds/release", "refused"]));
    const without = {
      method: "POST",
      body: JSON.stringify(ids),
      headers: { "content-type": "application/json" },
    };
    expect((await ask(app, "/v1/refunds/release", without)).status).toBe(401);
    expect((await ask(app, "/v1/refunds/release")).status).toBe(405);
    const metrics = await (await ask(app, "/metrics")).text();
    expect(metrics).toContain('suanjia_requests_total{route="/v1/refunds/release",type="",outcome="ok"} 3');
  });

  test("refusals are problem+json with every problem in both languages", async () => {
    const { app } = await stubbed();
    const response = await post(app, "/v1/price", { lines: [{ goodsId: 1, unitPrice: -1, quantity: 1 }] });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const { type, status, title, titleZh, problems } = await bodyOf(response);
    expect([type, status]).toEqual(["urn:suanjia:problem:refused", 422]);
    expect(title).not.toBe(titleZh);
    expect(problems.map((each: Loose) => [each.code, each.path])).toEqual([
      ["id.number", "/lines/0/goodsId"],
      ["value.range", "/lines/0/unitPrice"],
    ]);
    for (const { message, messageZh } of problems) expect(messageZh).not.toBe(message);
  });

  test("paths name the place in the body that was sent", async () => {
    const { app } = await stubbed();
    const pathsOf = async (path: string, body: unknown): Promise<unknown> =>
      (await bodyOf(await post(app, path, body))).problems.map((each: Loose) => each.path);
    expect(await pathsOf("/v1/select", { cart: { lines: [] } })).toEqual(["/cart/lines"]);
    expect(await pathsOf("/v1/verify", { payload: {} })).toEqual(["/payload"]);
    expect(await pathsOf("/v1/verify", { payload: {}, options: { check: [] } })).toContain("/options/check");
    expect(await pathsOf("/v1/verify", { payload: {}, request: {}, options: { checks: 5 } })).toEqual([
      "/options/checks",
    ]);
    expect(await pathsOf("/v1/verify", { payload: 1, request: {} })).toContain("/request");
    expect(await pathsOf("/v1/recompute", { claim: {} })).toContain("/request");
    expect(await pathsOf("/v1/recompute", [])).toEqual([""]);
    expect(await pathsOf("/v1/select", { cart: {}, extra: 1 })).toEqual(["/extra"]);
  });

  test("limits: lines, marketing, promotions, item entries, depth", async () => {
    const { app } = await stubbed();
    const lines = Array.from({ length: 1001 }, (_, i) => ({
      goodsId: `g${i}`,
      unitPrice: 1,
      quantity: 1,
    }));
    const one = lines.slice(0, 1);
    const refused = async (path: string, body: unknown): Promise<unknown> => {
      const { status, problems } = await bodyOf(await post(app, path, body));
      return [status, ...problems.map((each: Loose) => `${each.code} ${each.path}`)];
    };
    expect((await post(app, "/v1/price", { lines: lines.slice(0, 1000) })).status).toBe(200);
    expect(await refused("/v1/price", { lines })).toEqual([422, "value.tooMany /lines"]);
    expect(await refused("/v1/price", { lines: one, marketing: Array(201).fill({}) })).toEqual([
      422,
      "value.tooMany /marketing",
    ]);
    expect(await refused("/v1/select", { cart: { lines }, promotions: Array(501).fill({}) })).toEqual([
      422,
      "value.tooMany /cart/lines",
      "value.tooMany /promotions",
    ]);
    const promotions = Array.from({ length: 21 }, (_, i) => ({
      id: `p${i}`,
      type: 4,
      discountRange: 1,
      title: "p",
      benefit: { kind: "amountOff", amountFen: 1 },
    }));
    const cart = { lines: lines.slice(0, 1000) };
    expect(await refused("/v1/select", { cart, promotions })).toEqual([422, "value.tooMany "]);
    const { selection } = await bodyOf(
      await post(app, "/v1/select", { cart: { lines: one }, promotions, options: { nodeLimit: 1e9 } }),
    );
    expect(selection.visited).toBeLessThanOrEqual(20_000);
    expect(await refused("/v1/price", { lines: one, policy: { maxItemEntries: 1_000_000 } })).toEqual([
      422,
      "value.range /policy/maxItemEntries",
    ]);
    expect(await refused("/v1/recompute", { request: { lines }, claim: { goodsList: lines } })).toEqual([
      422,
      "value.tooMany /request/lines",
      "value.tooMany /claim/goodsList",
    ]);
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const body = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
      for (const path of ["price", "select", "verify", "recompute", "quotes", "refunds/release"]) {
        const response = await post(app, `/v1/${path}`, body);
        expect([response.status, (await bodyOf(response)).type]).toEqual([
          400,
          "urn:suanjia:problem:tooDeep",
        ]);
      }
    }
    expect((await post(app, "/v1/quotes", { cart: "[".repeat(10_000) })).status).toBe(200);
    expect((await post(app, "/v1/quotes", { cart: '\\"['.repeat(10_000) })).status).toBe(200);
  });

  test("bodies that are no JSON, or of another type", async () => {
    const { app } = await stubbed();
    const statusOf = async (body: string | Uint8Array, type?: string): Promise<number> =>
      (
        await ask(app, "/v1/price", {
          method: "POST",
          body,
          headers: {
            authorization: `Bearer ${TOKEN}`,
            ...(type === undefined ? {} : { "content-type": type }),
          },
        })
      ).status;
    for (const body of ["", "{", "nul", new Uint8Array([0x22, 0xff, 0x22])])
      expect(await statusOf(body, "application/json")).toBe(400);
    expect(await statusOf("{}", "text/plain")).toBe(415);
    expect(await statusOf("{}", "application/json; charset=utf-8")).toBe(422);
    expect((await ask(app, "/v1/price")).status).toBe(405);
    expect((await ask(app, "/nothing")).status).toBe(404);
  });

  test("with a token, nobody gets in without it", async () => {
    const { app } = await stubbed();
    const statusWith = async (authorization: string | undefined): Promise<number> =>
      (
        await ask(app, "/v1/quotes", {
          method: "POST",
          body: '{"cart":{}}',
          headers: {
            "content-type": "application/json",
            ...(authorization === undefined ? {} : { authorization }),
          },
        })
      ).status;
    expect(await statusWith(`Bearer ${TOKEN}`)).toBe(200);
    for (const wrong of [undefined, "", TOKEN, "Bearer ", `Bearer ${TOKEN}x`, `Basic ${TOKEN}`])
      expect(await statusWith(wrong)).toBe(401);
  });

  test("without a token, only this machine gets in, and not by a proxy or another site's name", async () => {
    const { app } = await stubbed(undefined, { token: undefined });
    const statusFrom = async (
      remoteAddress: string | undefined,
      headers: Record<string, string> = {},
    ): Promise<number> => {
      const body = '{"cart":{}}';
      const request = new Request("http://localhost/v1/quotes", {
        method: "POST",
        body,
        headers: { "content-type": "application/json", host: "localhost:8080", ...headers },
      });
      const below = { headers: {}, rawHeaders: [], socket: { remoteAddress } };
      const incoming = Object.assign(Readable.from([Buffer.from(body)]), below);
      return (await app.fetch(request, { incoming })).status;
    };
    for (const local of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) expect(await statusFrom(local)).toBe(200);
    for (const other of ["10.0.0.1", "::ffff:10.0.0.1", "128.0.0.1", "127.0.0.1.example", "", undefined])
      expect(await statusFrom(other)).toBe(403);
    expect(await statusFrom("127.0.0.1", { "x-forwarded-for": "127.0.0.1" })).toBe(403);
    expect(await statusFrom("127.0.0.1", { host: "attacker.example:8080" })).toBe(403);
  });
});

describe("what operators see", () => {
  const refusal: Reply = {
    status: 200,
    body: '{"err_no":21004,"err_tips":"x"}',
    outcome: "order.differs",
    type: "pre_create_order",
    details: [
      { code: "order.total", path: "/total_amount", expected: 100, actual: 99 },
      { code: "order.total", path: "/x", expected: "13800138000", actual: null, open_id: "ou_secret" },
    ],
  };

  test("metrics count by route, type, outcome, code and fault; invented types are one", async () => {
    const replies: Reply[] = [
      OK,
      refusal,
      { ...OK, outcome: "signature.timestampStale", type: undefined },
      { ...OK, outcome: "signatureWrong", type: undefined },
      { ...OK, outcome: "no_such_type", type: "invented" },
    ];
    const { app } = await stubbed(() => replies.shift()!);
    for (let i = 0; i < 5; i++) await ask(app, "/spi", { method: "POST", body: "{}" });
    await post(app, "/v1/price", { lines: [] });
    await ask(app, "/some/where/else");
    const response = await ask(app, "/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await response.text();
    for (const line of [
      'suanjia_requests_total{route="/spi",type="calculate_price",outcome="ok"} 1',
      'suanjia_requests_total{route="/spi",type="pre_create_order",outcome="order.differs"} 1',
      'suanjia_requests_total{route="/spi",type="other",outcome="no_such_type"} 1',
      'suanjia_requests_total{route="/v1/price",type="",outcome="refused"} 1',
      'suanjia_requests_total{route="other",type="",outcome="notFound"} 1',
      'suanjia_refusals_total{route="/spi",code="order.total"} 1',
      'suanjia_refusals_total{route="/v1/price",code="value.empty"} 1',
      'suanjia_signature_failures_total{fault="timestampStale"} 1',
      'suanjia_signature_failures_total{fault="signatureWrong"} 1',
      'suanjia_request_duration_seconds_count{route="/spi",type="pre_create_order"} 1',
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).not.toMatch(/invented|some\/where/);
  });

  test("one line for a request, with details of a refusal and nothing of a person", async () => {
    const { app, logged, lines } = await stubbed(() => refusal);
    await ask(app, "/spi/pre_create_order", {
      method: "POST",
      body: '{"msg":"ou_secret"}',
      headers: { "byte-logid": "20261101ABC", authorization: "Bearer hidden" },
    });
    expect(logged()).toEqual([
      {
        level: 40,
        time: expect.any(Number),
        route: "/spi/:type",
        type: "pre_create_order",
        outcome: "order.differs",
        status: 200,
        ms: expect.any(Number),
        logid: "20261101ABC",
        details: [
          { code: "order.total", path: "/total_amount", expected: 100, actual: 99 },
          { code: "order.total", path: "/x", expected: "(string)", actual: null },
        ],
        detailCount: 2,
        msg: "request",
      },
    ]);
    expect(lines.join()).not.toMatch(/ou_secret|13800138000|hidden/);
    await ask(app, "/spi", { method: "POST", body: "{}", headers: { "byte-logid": "x y\u00e9" } });
    expect(logged()[1]).not.toHaveProperty("logid");
  });

  test("what a caller wrote is in no line of the log", async () => {
    const { app, lines } = await stubbed();
    await post(app, "/v1/price", {
      lines: [{ goodsId: "g", unitPrice: "13800138000", quantity: "wang" }],
      "13800138000": 1,
    });
    expect(lines.length).toBe(1);
    expect(lines[0]).toContain("/lines/0/unitPrice");
    expect(lines[0]).toContain('"path":"/(key)"');
    expect(lines[0]).not.toMatch(/13800138000|wang/);
  });

  test("alive, ready, and not ready: no key, no store, a store that hangs, leaving", async () => {
    const readyOf = async (parts: object, leave = false): Promise<unknown> => {
      const { app } = await stubbed(undefined, parts);
      if (leave) app.leave();
      const response = await ask(app, "/readyz");
      return [response.status, await bodyOf(response)];
    };
    const good = { serving: true, keys: true, store: true };
    expect(await readyOf({})).toEqual([200, { ok: true, ...good }]);
    expect(await readyOf({ hasKeys: () => false })).toEqual([503, { ok: false, ...good, keys: false }]);
    const down = { ping: () => Promise.reject(new Error("down")) };
    expect(await readyOf({ store: down })).toEqual([503, { ok: false, ...good, store: false }]);
    const hung = { ping: () => new Promise<void>(() => {}) };
    expect(await readyOf({ store: hung })).toEqual([503, { ok: false, ...good, store: false }]);
    expect(await readyOf({}, true)).toEqual([503, { ok: false, ...good, serving: false }]);
    const { app } = await stubbed(undefined, { store: hung });
    expect((await ask(app, "/healthz")).status).toBe(200);
  });

  test("the document names every route, every reference in it leads somewhere, and the page shows it", async () => {
    const { app } = await stubbed();
    const document = await bodyOf(await ask(app, "/openapi.json"));
    expect(document.openapi).toBe("3.1.0");
    const paths = Object.keys(document.paths);
    expect(paths.length).toBe(13);
    for (const [path, methods] of Object.entries<Loose>(document.paths))
      for (const method of Object.keys(methods)) {
        const response = await ask(app, path.replace("{type}", "calculate_price"), {
          method: method.toUpperCase(),
        });
        expect([path, response.status === 404 || response.status === 405]).toEqual([path, false]);
      }
    const { schemas } = document.components;
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
    for (const [, name] of references) expect(schemas).toHaveProperty(name as string);
    const { schema } = document.paths["/v1/refunds/release"].post.requestBody.content["application/json"];
    expect(schema.$ref).toBe("#/components/schemas/releaseRefund");
    expect(schemas.releaseRefund.required).toEqual(["appId", "refundId"]);
    expect(Object.keys(schemas.cart.properties)).not.toContain("marketing");
    expect(Object.keys(schemas.cart.properties)).toContain("lines");
    const response = await ask(app, "/docs");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await response.text();
    for (const path of paths) expect(html).toContain(path);
    expect(html).not.toMatch(/<script|<link|<img|src=|(?:href|action)="(?!#|\/openapi\.json)|url\(|@import/);
    expect(html).toContain("算价");
  });
});
