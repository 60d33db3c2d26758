/**
 * The routes over a real connection: large, slow and broken clients, and a stop with a request under way.
 */
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { dial, OK, onPort, stubbed, TOKEN } from "./httpStubs.js";

const MIB = 1024 * 1024;

const statusLine = (text: string): string => text.slice(0, text.indexOf("\r\n"));

describe("large bodies", () => {
  test("1 GB that is only claimed is refused before a byte of it came", async () => {
    const { app, callbacks } = await stubbed();
    const { port } = await onPort(app);
    const { socket, closed } = await dial(port);
    socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n");
    const [first] = (await once(socket, "data")) as [string];
    expect(statusLine(first)).toMatch(/^HTTP\/1\.1 413 /);
    expect(first).toContain('{"err_no":10000,');
    // Nobody waits for the rest.
    expect(await closed).toBe(first);
    expect(callbacks).toEqual([]);
  });

  test("1 GB that is streamed is cut off soon after the first MiB, and the refusal arrives", async () => {
    const { app, callbacks } = await stubbed();
    const { port } = await onPort(app);
    const before = process.memoryUsage().rss;
    const sending = request({ port, method: "POST", path: "/spi/calculate_price" });
    const answer = once(sending, "response");
    const ended = new Promise((resolve) => sending.on("close", resolve));
    sending.on("error", () => undefined);
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024);
    const pump = async (): Promise<void> => {
      while (sent < 1024 * MIB && !sending.destroyed) {
        sent += piece.length;
        if (!sending.write(piece)) await Promise.race([once(sending, "drain"), ended]);
      }
    };
    const pumped = pump().catch(() => undefined);
    const [response] = await answer;
    expect(response.statusCode).toBe(413);
    let text = "";
    response.on("data", (each: Buffer) => (text += each.toString()));
    await once(response, "end");
    expect(JSON.parse(text).err_no).toBe(10000);
    await ended;
    await pumped;
    expect(sent).toBeLessThan(200 * MIB);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MIB);
    expect(callbacks).toEqual([]);
  });
});

describe("slow and broken clients", () => {
  test("a body that trickles is answered in words, and cut off", async () => {
    const { app, logged } = await stubbed(undefined, { limits: { bodyMs: 200 } });
    const { port } = await onPort(app);
    const { socket, closed } = await dial(port);
    const began = Date.now();
    socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
    const trickle = setInterval(() => socket.writable && socket.write("{"), 50);
    const text = await closed;
    clearInterval(trickle);
    expect(Date.now() - began).toBeLessThan(2000);
    expect(statusLine(text)).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('{"err_no":10002,');
    expect(logged().map(({ outcome }) => outcome)).toEqual(["bodySlow"]);
  });

  test("bodies that are late and go on coming take no room for good", async () => {
    const { app } = await stubbed(undefined, { limits: { bodyMs: 150, heldBytes: 256 * 1024 } });
    const { port } = await onPort(app);
    const late = async (): Promise<string> => {
      const { socket, closed } = await dial(port);
      socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{");
      const more = setInterval(() => socket.writable && socket.write(Buffer.alloc(32 * 1024)), 40);
      const text = await closed;
      clearInterval(more);
      return statusLine(text);
    };
    for (let i = 0; i < 3; i++) {
      const refused = await Promise.all([late(), late(), late()]);
      expect(refused.every((line) => / (408|503) /.test(line))).toBe(true);
    }
    const response = await fetch(`http://127.0.0.1:${port}/spi`, { method: "POST", body: "{}" });
    expect(response.status).toBe(200);
  });

  test("the same where the request is one of the web's", async () => {
    const { app } = await stubbed(undefined, { limits: { bodyMs: 50, heldBytes: 64 * 1024 } });
    const ask = (body: string | ReadableStream): Promise<Response> =>
      app.fetch(new Request("http://x/spi", { method: "POST", body, duplex: "half" } as RequestInit));
    const forever = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        pull: async (controller) => {
          await wait(20);
          controller.enqueue(new Uint8Array(12 * 1024));
        },
      });
    for (let i = 0; i < 3; i++) {
      expect((await ask(forever())).status).toBe(408);
      await wait(100);
    }
    expect((await ask("{}")).status).toBe(200);
  });

  test("headers that trickle are cut off", async () => {
    const { app } = await stubbed();
    const { port } = await onPort(app, { headersMs: 200, requestMs: 300 });
    const { socket, closed } = await dial(port);
    const began = Date.now();
    socket.write("POST /spi HTTP/1.1\r\nHost: x\r\n");
    const trickle = setInterval(() => socket.writable && socket.write("A: b\r\n"), 50);
    const text = await closed;
    clearInterval(trickle);
    expect(Date.now() - began).toBeLessThan(2000);
    expect(statusLine(text)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("a caller that leaves in the middle of a body is noted, and the next is answered", async () => {
    const { app, logged } = await stubbed();
    const { port } = await onPort(app);
    const { socket, closed } = await dial(port);
    socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    await wait(50);
    socket.destroy();
    await closed;
    await expect.poll(() => logged().map(({ outcome }) => outcome)).toEqual(["bodyAborted"]);
    const response = await fetch(`http://127.0.0.1:${port}/spi`, { method: "POST", body: "{}" });
    expect(response.status).toBe(200);
  });

  test.each([
    ["no HTTP at all", "\u0000\u0001\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["no host", "POST /spi HTTP/1.1\r\nContent-Length: 0\r\n\r\n", /^HTTP\/1\.1 400 /],
    [
      "a host that is none",
      "GET /healthz HTTP/1.1\r\nHost: a b@c/\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "two lengths",
      "POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "a length and pieces",
      "POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "headers of 20 KB",
      `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${"b".repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
  ])("%s is refused by the server below", async (_, text, expected) => {
    const { app, callbacks } = await stubbed();
    const { port } = await onPort(app);
    const { socket, closed } = await dial(port);
    socket.write(text);
    expect(statusLine(await closed)).toMatch(expected);
    expect(callbacks).toEqual([]);
  });

  test("repeated headers reach the handler as a list, so that a signature of two is noticed", async () => {
    const { app, callbacks } = await stubbed();
    const { port } = await onPort(app);
    const { socket, closed } = await dial(port);
    socket.write(
      "POST /spi HTTP/1.1\r\nHost: x\r\nByte-Signature: a\r\nbyte-signature: b\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    );
    expect(statusLine(await closed)).toMatch(/ 200 /);
    expect(callbacks[0]!.headers["byte-signature"]).toEqual(["a", "b"]);
  });
});

describe("without a token", () => {
  test("this machine gets in over the real connection", async () => {
    const { app } = await stubbed(undefined, { token: undefined });
    const { port } = await onPort(app);
    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/v1/price`, {
        method: "POST",
        body: '{"lines":[{"goodsId":"a","unitPrice":1,"quantity":1}]}',
        headers: { "content-type": "application/json", ...headers },
      });
    expect((await send({})).status).toBe(200);
    expect((await send({ forwarded: "for=10.0.0.1" })).status).toBe(403);
  });
});

describe("stopping", () => {
  test("what is under way is finished, idle connections are closed, nothing new is taken", async () => {
    let release = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { app, callbacks } = await stubbed(() => waiting.then(() => OK));
    const listening = await onPort(app, { stopMs: 5000 });
    const idle = await dial(listening.port);
    idle.socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(idle.socket, "data");
    const busy = await dial(listening.port);
    busy.socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    await expect.poll(() => callbacks.length).toBe(1);

    const stopped = listening.stop();
    expect(statusLine(await idle.closed)).toMatch(/ 200 /);
    await expect(fetch(`http://127.0.0.1:${listening.port}/healthz`)).rejects.toThrow();
    expect(await Promise.race([stopped, wait(100, "still waiting")])).toBe("still waiting");
    release();
    expect(await stopped).toBe(true);
    const text = await busy.closed;
    expect(statusLine(text)).toMatch(/ 200 /);
    expect(text).toContain(OK.body);
    expect(await listening.stop()).toBe(true);
  });

  test("work whose caller has left is waited for too", async () => {
    let isDone = false;
    const { app, callbacks } = await stubbed(async () => {
      await wait(300);
      isDone = true;
      return OK;
    });
    const listening = await onPort(app, { stopMs: 5000 });
    const { socket } = await dial(listening.port);
    socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    await expect.poll(() => callbacks.length).toBe(1);
    socket.destroy();
    await wait(50);
    expect(await listening.stop()).toBe(true);
    expect(isDone).toBe(true);
  });

  test("what does not end is cut off when the time is over", async () => {
    const { app, callbacks } = await stubbed(() => new Promise(() => {}));
    const listening = await onPort(app, { stopMs: 200 });
    const { socket, closed } = await dial(listening.port);
    socket.write("POST /spi HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    await expect.poll(() => callbacks.length).toBe(1);
    const began = Date.now();
    expect(await listening.stop()).toBe(false);
    expect(Date.now() - began).toBeLessThan(1500);
    expect(await closed).toBe("");
  });
});

describe("many at once", () => {
  const COPIES = process.env["SUANJIA_DEEP"] === "1" ? 1000 : 200;
  test(`${COPIES} copies on as many connections are all answered`, async () => {
    const { app, callbacks } = await stubbed();
    const { port } = await onPort(app);
    const body = JSON.stringify({ type: "pre_create_order", msg: "x".repeat(2000) });
    const send = async (): Promise<number> => {
      const response = await fetch(`http://127.0.0.1:${port}/spi/pre_create_order`, { method: "POST", body });
      await response.text();
      return response.status;
    };
    const all = await Promise.all(Array.from({ length: COPIES }, send));
    expect(new Set(all)).toEqual(new Set([200]));
    expect(callbacks.length).toBe(COPIES);
    expect(callbacks.every(({ rawBody }) => rawBody.length === body.length)).toBe(true);
  });

  test("the token goes over the real connection too", async () => {
    const { app } = await stubbed();
    const { port } = await onPort(app);
    const send = (token: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/v1/verify`, {
        method: "POST",
        body: '{"payload":{"payment":{"totalAmount":1}}}',
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      });
    expect((await send(TOKEN)).status).not.toBe(401);
    expect((await send("x")).status).toBe(401);
  });
});
