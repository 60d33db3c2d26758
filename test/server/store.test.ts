/**
 * The store's promises, on each engine: the same tests.
 */
import { randomBytes } from "node:crypto";
import fs, { readdirSync, rmSync, statSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type OrderDecision,
  OtherContent,
  type RefundableOrder,
  ReleasedRefund,
  type Store,
} from "../../src/server/Store.js";
import { embeddedDatabase } from "../../src/server/store/embeddedDatabase.js";
import { FolderInUse } from "../../src/server/store/folderLock.js";
import { openPGliteStore } from "../../src/server/store/openPGliteStore.js";
import { openPostgresStore } from "../../src/server/store/openPostgresStore.js";
import { refunds } from "../../src/server/store/refunds.js";
import type { Row, Sql } from "../../src/server/store/Sql.js";
import { withRetries } from "../../src/server/store/withRetries.js";
import { pgliteFolder } from "./support/pgliteFolder.js";
import { dropSchema, freshSchema, postgres, statement } from "./support/postgres.js";

const { url } = await postgres();

let ids = 0;
const fresh = (): string => `id-${process.pid}-${++ids}`;
const never = (): Promise<never> => Promise.reject(new Error("decide was called"));
const always =
  <A>(value: A): (() => Promise<A>) =>
  () =>
    Promise.resolve(value);
const accepting = (appId: string, paid: Record<string, number>): OrderDecision => ({
  answer: fresh(),
  accepted: { appId, outOrderNo: fresh(), paid },
});

/** Accepts an order in which `paid` was paid. */
const acceptedOrder = async (store: Store, paid: Record<string, number>): Promise<string> => {
  const orderId = fresh();
  await store.decideOrder("app", orderId, "f", always(accepting("app", paid)));
  return orderId;
};

/** What the store knows of an order, asked by a refund that is refused. */
const known = async (store: Store, orderId: string, appId = "app"): Promise<RefundableOrder | undefined> => {
  let seen: RefundableOrder | undefined;
  await store.decideRefund({ appId, refundId: fresh(), orderId }, "probe", (order) => {
    seen = order;
    return Promise.resolve({ answer: "refused" });
  });
  return seen;
};

/** Asks for a refund of one item order, which is accepted where as much is left. */
const askRefund = async (
  store: Store,
  orderId: string,
  refundId: string,
  amount: number,
): Promise<boolean> => {
  const { answer } = await store.decideRefund({ appId: "app", refundId, orderId }, "f", async (order) => {
    await pause(Math.random() * 2);
    const { paid, refunded } = order!;
    expect(refunded["a"]).toBeGreaterThanOrEqual(0);
    return refunded["a"]! + amount <= paid["a"]!
      ? { answer: "yes", refunds: { a: amount } }
      : { answer: "no" };
  });
  return answer === "yes";
};

/**
 * Refunds of one order and their release at the same time, by many, each through a store of its own: never is more
 * accepted than was paid and not released, and what is left at the end is what was not released.
 */
const refundAndRelease = async (stores: readonly Store[], rounds: number): Promise<void> => {
  const paid = 100;
  const orderId = await acceptedOrder(stores[0]!, { a: paid });
  let out = 0;
  let [accepted, released] = [0, 0];
  const work = async (worker: number): Promise<void> => {
    const store = stores[worker % stores.length]!;
    for (let round = 0; round < rounds; round++) {
      const refundId = `${orderId}-${worker}-${round}`;
      const amount = 1 + ((worker * 7 + round * 13) % 40);
      if (!(await askRefund(store, orderId, refundId, amount))) continue;
      accepted++;
      out += amount;
      expect(out).toBeLessThanOrEqual(paid);
      if ((worker + round) % 4 === 0) continue;
      // From here on it may be given back.
      out -= amount;
      const other = stores[(worker + 1) % stores.length]!;
      const releases = await Promise.all(
        [store, other, store].map((each) => each.releaseRefund({ appId: "app", refundId })),
      );
      expect(releases.map(({ outcome }) => outcome).sort()).toEqual([
        "released",
        "releasedBefore",
        "releasedBefore",
      ]);
      released++;
      await expect(askRefund(other, orderId, refundId, amount)).rejects.toBeInstanceOf(ReleasedRefund);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)));
  expect((await known(stores[0]!, orderId))!.refunded).toEqual({ a: out });
  expect(released).toBeGreaterThan(3);
  expect(accepted).toBeGreaterThan(released);
};

/** Takes the tables back to what version 0.4.0 made. */
const TO_VERSION_1 = (schema: string): readonly string[] => [
  `DROP TABLE ${schema}.refund_item`,
  `ALTER TABLE ${schema}.refund_decision DROP COLUMN state`,
  `DELETE FROM ${schema}.migration WHERE version > 1`,
];

/** A refund from before the second step: it stays as it is, and so does what it took. */
const keepsOldRefunds = async (open: () => Promise<Store>, back: () => Promise<void>): Promise<void> => {
  const before = await open();
  const orderId = await acceptedOrder(before, { a: 100 });
  expect(await askRefund(before, orderId, "old", 60)).toBe(true);
  await before.close();
  await back();
  const store = await open();
  expect(await store.releaseRefund({ appId: "app", refundId: "old" })).toEqual({ outcome: "unrecorded" });
  expect((await known(store, orderId))?.refunded).toEqual({ a: 60 });
  expect(await askRefund(store, orderId, "old", 60)).toBe(true);
  expect(await askRefund(store, orderId, "new", 40)).toBe(true);
  const { outcome } = await store.releaseRefund({ appId: "app", refundId: "new" });
  expect([outcome, (await known(store, orderId))?.refunded]).toEqual(["released", { a: 60 }]);
  await store.close();
};

const folders: string[] = [];
const schemas: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await pgliteFolder();
  folders.push(folder);
  return folder;
};
const newSchema = (): string => {
  const schema = freshSchema();
  schemas.push(schema);
  return schema;
};
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  for (const schema of schemas) if (url !== undefined) await dropSchema(url, schema);
});

const engines: readonly { name: string; isThere: boolean; open: () => Promise<Store> }[] = [
  { name: "PGlite", isThere: true, open: async () => openPGliteStore(await newFolder()) },
  {
    name: "PostgreSQL",
    isThere: url !== undefined,
    open: () => openPostgresStore(url!, { schema: newSchema(), poolSize: 3 }),
  },
];

for (const engine of engines)
  describe.skipIf(!engine.isThere)(engine.name, () => {
    let store: Store;
    beforeAll(async () => {
      store = await engine.open();
    }, 60_000);
    afterAll(async () => {
      await store.close();
      await store.close();
      await expect(store.ping()).rejects.toThrow();
    });

    describe("decideOrder", () => {
      it("gives the same bytes again, without deciding again", async () => {
        const id = fresh();
        const answer = `{"数":"算价 🧮","q":"'\\"\\\\\\u0000\\n","b":"${"x".repeat(100_000)}"}\r\n\t`;
        const first = await store.decideOrder("app", id, "f", always({ answer }));
        expect(first).toEqual({ fingerprint: "f", answer });
        expect(await store.decideOrder("app", id, "f", never)).toEqual({ fingerprint: "f", answer });
      });

      it("knows apps apart", async () => {
        const id = fresh();
        await store.decideOrder("app", id, "f", always({ answer: "1" }));
        const other = await store.decideOrder("other", id, "g", always({ answer: "2" }));
        expect(other.answer).toBe("2");
      });

      it("refuses other content, later and at the same time", async () => {
        const id = fresh();
        let runs = 0;
        const decide = async () => {
          await pause(5);
          return { answer: String(++runs) };
        };
        const asked = ["f", "g", "f", "g", "h"].map((each) => store.decideOrder("app", id, each, decide));
        const answers = await Promise.allSettled(asked);
        expect(runs).toBe(1);
        expect(answers.map(({ status }) => status)).toEqual([
          "fulfilled",
          "rejected",
          "fulfilled",
          "rejected",
          "rejected",
        ]);
        for (const each of answers)
          if (each.status === "rejected") expect(each.reason).toBeInstanceOf(OtherContent);
        await expect(store.decideOrder("app", id, "g", never)).rejects.toBeInstanceOf(OtherContent);
      });

      it("decides once for 1,000 copies at once", async () => {
        const id = fresh();
        let runs = 0;
        const decide = async () => {
          await pause(5);
          return { answer: `${++runs} ${Math.random()}` };
        };
        const copies = Array.from({ length: 1000 }, () => store.decideOrder("app", id, "f", decide));
        expect(new Set((await Promise.all(copies)).map(({ answer }) => answer)).size).toBe(1);
        expect(runs).toBe(1);
      });

      it("keeps nothing where deciding fails", async () => {
        const id = fresh();
        const fail = async () => {
          await pause(1);
          throw new Error("no");
        };
        const copies = [1, 2, 3].map(() => store.decideOrder("app", id, "f", fail));
        for (const each of await Promise.allSettled(copies)) expect(each.status).toBe("rejected");
        const later = await store.decideOrder("app", id, "g", always({ answer: "yes" }));
        expect(later.answer).toBe("yes");
      });

      it("lets a decision ask the store", async () => {
        const quote = fresh();
        await store.putQuote(quote, "content", 10);
        const orders = Array.from({ length: 20 }, () =>
          store.decideOrder("app", fresh(), "f", async () => {
            const inner = await store.decideOrder("app", fresh(), "f", always({ answer: "inner" }));
            return { answer: `${await store.quote(quote, 5)} ${inner.answer}` };
          }),
        );
        for (const { answer } of await Promise.all(orders)) expect(answer).toBe("content inner");
      });

      it("takes no key that it could not give back", async () => {
        const decide = always({ answer: "" });
        for (const bad of ["", "a\0b", "\ud800", "x".repeat(257), "算".repeat(86)]) {
          await expect(store.decideOrder(bad, fresh(), "f", never)).rejects.toBeInstanceOf(RangeError);
          await expect(store.decideOrder("app", bad, "f", never)).rejects.toBeInstanceOf(RangeError);
          await expect(store.decideOrder("app", fresh(), bad, never)).rejects.toBeInstanceOf(RangeError);
          const refund = { appId: "app", refundId: bad, orderId: "o" };
          await expect(store.decideRefund(refund, "f", never)).rejects.toBeInstanceOf(RangeError);
          await expect(store.putQuote(bad, "", 1)).rejects.toBeInstanceOf(RangeError);
          await expect(store.quote(bad, 1)).rejects.toBeInstanceOf(RangeError);
          const item = always(accepting("app", { [bad]: 1 }));
          await expect(store.decideOrder("app", fresh(), "f", item)).rejects.toBeInstanceOf(RangeError);
        }
        for (const good of ["x".repeat(256), "算".repeat(85), "'; DROP TABLE x; --", "$1", "__proto__", " "])
          expect(await store.decideOrder("app", good, "f", decide)).toEqual({ fingerprint: "f", answer: "" });
      });

      it("keeps no answer that it could not give back", async () => {
        const id = fresh();
        for (const answer of ["\0", "\ud83d"])
          await expect(store.decideOrder("app", id, "f", always({ answer }))).rejects.toThrow(RangeError);
        for (const paid of [-1, 0.5, Number.NaN, 2 ** 53])
          await expect(
            store.decideOrder("app", id, "f", always(accepting("app", { a: paid }))),
          ).rejects.toThrow(RangeError);
        const foreign = always(accepting("other", { a: 1 }));
        await expect(store.decideOrder("app", id, "f", foreign)).rejects.toThrow(RangeError);
        expect((await store.decideOrder("app", id, "f", always({ answer: "ok" }))).answer).toBe("ok");
      });
    });

    describe("decideRefund", () => {
      it("knows accepted orders only", async () => {
        const refused = fresh();
        await store.decideOrder("app", refused, "f", always({ answer: "no" }));
        expect(await known(store, refused)).toBeUndefined();
        expect(await known(store, fresh())).toBeUndefined();
        const orderId = await acceptedOrder(store, { a: 100, __proto__x: 0 });
        expect(await known(store, orderId, "other")).toBeUndefined();
        expect(await known(store, orderId)).toMatchObject({
          appId: "app",
          paid: { a: 100, __proto__x: 0 },
          refunded: { a: 0 },
        });
      });

      it("knows an order without item orders, and ids that mean something to JavaScript", async () => {
        expect(await known(store, await acceptedOrder(store, {}))).toMatchObject({ paid: {}, refunded: {} });
        const paid = Object.fromEntries([
          ["__proto__", 5],
          ["constructor", 6],
          ['{"a,b\\', 2 ** 53 - 1],
        ]);
        const orderId = await acceptedOrder(store, paid);
        expect(Object.entries((await known(store, orderId))!.paid).sort()).toEqual(
          Object.entries(paid).sort(),
        );
        const refunds = Object.fromEntries([["__proto__", 5]]);
        const refund = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(refund, "f", always({ answer: "", refunds }));
        expect(Object.entries((await known(store, orderId))!.refunded)).toContainEqual(["__proto__", 5]);
      });

      it("sees what was refunded before, and gives the same bytes again", async () => {
        const orderId = await acceptedOrder(store, { a: 100, b: 50 });
        const first = { appId: "app", refundId: fresh(), orderId };
        const refunds = { a: 30, b: 50 };
        await store.decideRefund(first, "f", always({ answer: "1", refunds }));
        expect(await store.decideRefund(first, "f", never)).toEqual({ fingerprint: "f", answer: "1" });
        expect((await known(store, orderId))?.refunded).toEqual({ a: 30, b: 50 });
        const second = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(second, "f", (order) => {
          expect(order?.refunded).toEqual({ a: 30, b: 50 });
          return Promise.resolve({ answer: "2", refunds: { a: 70 } });
        });
        expect((await known(store, orderId))?.refunded).toEqual({ a: 100, b: 50 });
      });

      it("refuses other content and other orders, later and at the same time", async () => {
        const orders = [
          await acceptedOrder(store, { a: 100 }),
          await acceptedOrder(store, { a: 100 }),
        ] as const;
        const refundId = fresh();
        const ask = (orderId: string, fingerprint: string) =>
          store.decideRefund(
            { appId: "app", refundId, orderId },
            fingerprint,
            always({
              answer: "yes",
              refunds: { a: 10 },
            }),
          );
        const asked = [ask(orders[0], "f"), ask(orders[0], "g"), ask(orders[1], "f"), ask(orders[0], "f")];
        const answers = await Promise.allSettled(asked);
        expect(answers.map(({ status }) => status)).toEqual([
          "fulfilled",
          "rejected",
          "rejected",
          "fulfilled",
        ]);
        await expect(ask(orders[1], "f")).rejects.toBeInstanceOf(OtherContent);
        await expect(ask(orders[0], "g")).rejects.toBeInstanceOf(OtherContent);
        expect((await known(store, orders[0]))?.refunded).toEqual({ a: 10 });
        expect((await known(store, orders[1]))?.refunded).toEqual({ a: 0 });
      });

      it("never refunds more than was paid, however many ask at once", async () => {
        const orderId = await acceptedOrder(store, { a: 100 });
        const refund = (i: number) =>
          store.decideRefund(
            { appId: "app", refundId: `${orderId}-${i % 40}`, orderId },
            "f",
            async (order) => {
              await pause(Math.random() * 2);
              return order!.refunded["a"]! + 7 <= 100
                ? { answer: "yes", refunds: { a: 7 } }
                : { answer: "no" };
            },
          );
        const answers = await Promise.all(Array.from({ length: 80 }, (_, i) => refund(i)));
        expect(answers.slice(0, 40)).toEqual(answers.slice(40));
        expect(answers.slice(0, 40).filter(({ answer }) => answer === "yes").length).toBe(14);
        expect((await known(store, orderId))?.refunded).toEqual({ a: 98 });
      });

      it("keeps no refund that cannot be, and none that failed", async () => {
        const orderId = await acceptedOrder(store, { a: 100 });
        const refund = { appId: "app", refundId: fresh(), orderId };
        for (const refunds of [{ a: 101 }, { a: -1 }, { a: 0.5 }, { b: 1 }, { a: 1, b: 1 }])
          await expect(
            store.decideRefund(refund, "f", always({ answer: "", refunds })),
          ).rejects.toBeInstanceOf(RangeError);
        await expect(store.decideRefund(refund, "f", never)).rejects.toThrow("decide was called");
        const unknown = { appId: "app", refundId: fresh(), orderId: fresh() };
        await expect(
          store.decideRefund(unknown, "f", always({ answer: "", refunds: { a: 1 } })),
        ).rejects.toBeInstanceOf(RangeError);
        expect((await known(store, orderId))?.refunded).toEqual({ a: 0 });
        await store.decideRefund(refund, "f", always({ answer: "", refunds: { a: 100 } }));
        expect((await known(store, orderId))?.refunded).toEqual({ a: 100 });
      });

      it("decides anew where the order was accepted meanwhile", async () => {
        const orderId = fresh();
        const seen: boolean[] = [];
        await store.decideRefund({ appId: "app", refundId: fresh(), orderId }, "f", async (order) => {
          seen.push(order !== undefined);
          if (order === undefined)
            await store.decideOrder("app", orderId, "f", always(accepting("app", { a: 1 })));
          return { answer: "" };
        });
        expect(seen).toEqual([false, true]);
      });
    });

    describe("releaseRefund", () => {
      it("gives back what a refund took, once, and spends its id", async () => {
        const paid = Object.fromEntries([
          ["a", 100],
          ["b", 50],
          ["__proto__", 5],
        ]);
        const orderId = await acceptedOrder(store, paid);
        const refund = { appId: "app", refundId: fresh(), orderId };
        const amounts = Object.fromEntries([
          ["__proto__", 5],
          ["a", 30],
        ]);
        await store.decideRefund(refund, "f", always({ answer: "1", refunds: amounts }));
        const kept = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(kept, "f", always({ answer: "2", refunds: { a: 20, b: 50 } }));
        const first = await store.releaseRefund({ appId: "app", refundId: refund.refundId });
        expect(first).toEqual({ outcome: "released", orderId, amounts });
        expect((await known(store, orderId))?.refunded).toMatchObject({ a: 20, b: 50 });
        expect(await store.releaseRefund(refund)).toEqual({ outcome: "releasedBefore", orderId, amounts });
        expect(Object.entries((await known(store, orderId))!.refunded).sort()).toEqual([
          ["__proto__", 0],
          ["a", 20],
          ["b", 50],
        ]);
        for (const fingerprint of ["f", "other"])
          await expect(store.decideRefund(refund, fingerprint, never)).rejects.toBeInstanceOf(ReleasedRefund);
        expect((await store.decideRefund(kept, "f", never)).answer).toBe("2");
        const next = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(next, "f", always({ answer: "3", refunds: { a: 80 } }));
        expect((await known(store, orderId))?.refunded).toMatchObject({ a: 100 });
      });

      it("releases nothing that was refused, is unknown, or is of another order or app", async () => {
        const orderId = await acceptedOrder(store, { a: 100 });
        const refused = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(refused, "f", always({ answer: "no" }));
        const accepted = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(accepted, "f", always({ answer: "yes", refunds: { a: 60 } }));
        const orderless = { appId: "app", refundId: fresh(), orderId: fresh() };
        await store.decideRefund(orderless, "f", always({ answer: "no" }));
        for (const each of [refused, orderless])
          expect(await store.releaseRefund(each)).toEqual({ outcome: "refused" });
        for (const other of [{ refundId: fresh() }, { appId: "other" }, { orderId: fresh() }])
          expect(await store.releaseRefund({ ...accepted, ...other })).toEqual({ outcome: "unknown" });
        expect((await known(store, orderId))?.refunded).toEqual({ a: 60 });
        expect((await store.decideRefund(refused, "f", never)).answer).toBe("no");
        expect((await store.decideRefund(accepted, "f", never)).answer).toBe("yes");
        for (const bad of [{ appId: "" }, { refundId: "a\0b" }])
          await expect(store.releaseRefund({ ...accepted, ...bad })).rejects.toBeInstanceOf(RangeError);
      });

      it("has a refund that is being decided meanwhile decided anew, on what is left then", async () => {
        const orderId = await acceptedOrder(store, { a: 100 });
        const first = { appId: "app", refundId: fresh(), orderId };
        await store.decideRefund(first, "f", always({ answer: "", refunds: { a: 100 } }));
        const seen: unknown[] = [];
        const second = { appId: "app", refundId: fresh(), orderId };
        const { answer } = await store.decideRefund(second, "f", async (order) => {
          seen.push(order?.refunded);
          await store.releaseRefund(first);
          return order?.refunded["a"] === 0 ? { answer: "yes", refunds: { a: 100 } } : { answer: "no" };
        });
        expect([answer, seen]).toEqual(["yes", [{ a: 100 }, { a: 0 }]]);
      });

      it("beside other refunds of the order never lets more out than was paid", async () => {
        await refundAndRelease([store], 12);
      });
    });

    describe("quotes", () => {
      const soon = Date.now() + 60_000;

      it("keeps them until they expire", async () => {
        const id = fresh();
        await store.putQuote(id, "内容", soon);
        expect(await store.quote(id, soon - 1)).toBe("内容");
        expect(await store.quote(id, soon)).toBeUndefined();
        expect(await store.quote(fresh(), 0)).toBeUndefined();
      });

      it("takes the same content again, for the longer of both times, and refuses other content", async () => {
        const id = fresh();
        await store.putQuote(id, "a", soon);
        await store.putQuote(id, "a", soon + 10);
        await store.putQuote(id, "a", soon - 10);
        expect(await store.quote(id, soon + 9)).toBe("a");
        expect(await store.quote(id, soon + 10)).toBeUndefined();
        await expect(store.putQuote(id, "b", soon + 99)).rejects.toBeInstanceOf(OtherContent);
        expect(await store.quote(id, soon)).toBe("a");
      });

      it("replaces one that has expired", async () => {
        const id = fresh();
        await store.putQuote(id, "a", Date.now() - 1000);
        await store.putQuote(id, "b", soon);
        expect(await store.quote(id, soon - 1)).toBe("b");
      });

      it("forgets those that have expired, and no others", async () => {
        await store.sweep(1000);
        const names = Array.from({ length: 30 }, fresh);
        await Promise.all(names.map((id, i) => store.putQuote(id, "a", 900 + i * 10)));
        const swept = await Promise.all([store.sweep(1000), store.sweep(1000)]);
        expect(swept[0] + swept[1] + (await store.sweep(1000))).toBe(11);
        expect(await store.quote(names[10]!, 0)).toBeUndefined();
        expect(await store.quote(names[11]!, 0)).toBe("a");
        expect(await store.sweep(1000)).toBe(0);
      });
    });

    it("answers a ping", async () => {
      await store.ping();
    });
  });

describe("a folder", () => {
  it("keeps refunds of an older version, which cannot be released", { timeout: 60_000 }, async () => {
    const folder = await newFolder();
    await keepsOldRefunds(
      () => openPGliteStore(folder),
      async () => {
        const database = await embeddedDatabase(folder);
        for (const text of TO_VERSION_1("suanjia")) await database.query(text);
        await database.close();
      },
    );
  });

  it("has one store at a time, and keeps what it was given", { timeout: 60_000 }, async () => {
    const folder = await newFolder();
    const first = await openPGliteStore(folder);
    await first.decideOrder("app", "kept", "f", always({ answer: "yes" }));
    await expect(openPGliteStore(folder)).rejects.toBeInstanceOf(FolderInUse);
    await first.ping();
    await first.close();
    const second = await openPGliteStore(folder, { schema: "suanjia" });
    expect((await second.decideOrder("app", "kept", "f", never)).answer).toBe("yes");
    await second.close();
  });

  it("does not grow with quotes that come and go", { timeout: 60_000 }, async () => {
    const folder = await newFolder();
    const store = await openPGliteStore(folder);
    const base = join(folder, "database", "base");
    const bytes = (): number =>
      readdirSync(base, { recursive: true, encoding: "utf8" }).reduce(
        (sum, name) => sum + statSync(join(base, name)).size,
        0,
      );
    const sizes: number[] = [];
    for (let round = 0; round < 6; round++) {
      // Not to be compressed, so that it takes its room.
      const put = (): Promise<void> => store.putQuote(fresh(), randomBytes(8000).toString("base64"), 1000);
      await Promise.all(Array.from({ length: 200 }, put));
      expect(await store.sweep(1000)).toBe(200);
      sizes.push(bytes());
    }
    await store.close();
    expect(sizes[5]! - sizes[1]!).toBeLessThan(200 * 8000);
  });

  it("has every commit on the disk before it resolves", { timeout: 60_000 }, async () => {
    const store = await openPGliteStore(await newFolder());
    const { fsyncSync } = fs;
    let synced = 0;
    fs.fsyncSync = (descriptor) => {
      synced++;
      fsyncSync(descriptor);
    };
    syncBuiltinESMExports();
    try {
      for (let i = 1; i <= 20; i++) {
        await store.decideOrder("app", fresh(), "f", always({ answer: "yes" }));
        expect(synced).toBeGreaterThanOrEqual(i);
      }
    } finally {
      fs.fsyncSync = fsyncSync;
      syncBuiltinESMExports();
      await store.close();
    }
  });

  it("says so where its path is too long for a lock", async () => {
    const folder = join(tmpdir(), "x".repeat(120));
    folders.push(folder);
    await expect(openPGliteStore(folder)).rejects.toThrow("too long");
  });
});

describe.skipIf(url === undefined)("a PostgreSQL server", () => {
  it("gets its tables once, however many start at once", async () => {
    const schema = newSchema();
    const stores = await Promise.all(
      Array.from({ length: 8 }, () => openPostgresStore(url!, { schema, poolSize: 1 })),
    );
    expect(await statement(url!, `SELECT version FROM ${schema}.migration`)).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("keeps refunds of an older version, which cannot be released", async () => {
    const schema = newSchema();
    await keepsOldRefunds(
      () => openPostgresStore(url!, { schema }),
      async () => {
        for (const text of TO_VERSION_1(schema)) await statement(url!, text);
      },
    );
  });

  it("never lets more out than was paid, where refunds are released through several pools at once", async () => {
    const schema = newSchema();
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openPostgresStore(url!, { schema, poolSize: 2 })),
    );
    await refundAndRelease(stores, 12);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("is not used where a newer version made the tables", async () => {
    const schema = newSchema();
    await (await openPostgresStore(url!, { schema })).close();
    await statement(url!, `INSERT INTO ${schema}.migration (version) VALUES (99)`);
    await expect(openPostgresStore(url!, { schema })).rejects.toThrow("version 99");
  });

  it("takes no schema's name that is not plain", async () => {
    for (const schema of ["", 'a"; DROP', "A", "1a", "pg_x", "x".repeat(49)])
      await expect(openPostgresStore(url!, { schema })).rejects.toBeInstanceOf(RangeError);
  });

  it("waits for the disk even where the server's default does not", async () => {
    const asynchronous = new URL(url!);
    asynchronous.searchParams.set("options", "-c synchronous_commit=off");
    const schema = newSchema();
    const store = await openPostgresStore(asynchronous.href, { schema, poolSize: 1 });
    await statement(url!, `ALTER TABLE ${schema}.order_decision ADD COLUMN mode text`);
    await statement(
      url!,
      `CREATE FUNCTION ${schema}.note() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN NEW.mode := current_setting('synchronous_commit'); RETURN NEW; END $$`,
    );
    await statement(
      url!,
      `CREATE TRIGGER note BEFORE INSERT ON ${schema}.order_decision FOR EACH ROW EXECUTE FUNCTION ${schema}.note()`,
    );
    await store.decideOrder("app", "a", "f", always({ answer: "" }));
    expect(await statement(url!, `SELECT mode FROM ${schema}.order_decision`)).toEqual([{ mode: "on" }]);
    await store.close();
  });

  it("may cut connections: what was asked is answered all the same, and once", async () => {
    const schema = newSchema();
    const store = await openPostgresStore(url!, { schema, poolSize: 4 });
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'suanjia' AND strpos(query, $1) > 0 AND pid <> pg_backend_pid()`;
    let isOver = false;
    let cuts = 0;
    const cutting = (async () => {
      while (!isOver) {
        cuts += (await statement(url!, cut, [schema])).length;
        await pause(400);
      }
    })();
    const orders = Array.from({ length: 40 }, fresh);
    const until = Date.now() + 3000;
    const refund = async (orderId: string): Promise<void> => {
      await store.decideOrder("app", orderId, "f", always(accepting("app", { a: 100_000 })));
      for (let i = 0; i < 10 || (cuts < 4 && Date.now() < until); i++)
        await store.decideRefund(
          { appId: "app", refundId: `${orderId}-${i}`, orderId },
          "f",
          always({
            answer: fresh(),
            refunds: { a: 1 },
          }),
        );
    };
    await Promise.all(orders.map(refund));
    isOver = true;
    await cutting;
    expect(cuts).toBeGreaterThan(0);
    for (const orderId of orders) {
      const rows = await statement(
        url!,
        `SELECT (SELECT refunded::int FROM ${schema}.item_order WHERE order_id = $1) AS refunded,
          (SELECT count(*)::int FROM ${schema}.refund_decision WHERE order_id = $1) AS number`,
        [orderId],
      );
      expect(rows[0]!["refunded"]).toBe(rows[0]!["number"]);
    }
    await store.close();
  });

  it("never refunds more than was paid through several pools at once", async () => {
    const schema = newSchema();
    const stores = await Promise.all(
      Array.from({ length: 5 }, () => openPostgresStore(url!, { schema, poolSize: 2 })),
    );
    const orderId = await acceptedOrder(stores[0]!, { a: 100 });
    const asked = Array.from({ length: 100 }, (_, i) =>
      stores[i % 5]!.decideRefund({ appId: "app", refundId: `r-${i % 25}`, orderId }, "f", async (order) => {
        await pause(Math.random() * 3);
        return order!.refunded["a"]! + 7 <= 100 ? { answer: fresh(), refunds: { a: 7 } } : { answer: "no" };
      }),
    );
    const answers = (await Promise.all(asked)).map(({ answer }) => answer);
    answers.forEach((answer, i) => expect(answer).toBe(answers[i % 25]));
    expect(answers.slice(0, 25).filter((answer) => answer !== "no").length).toBe(14);
    expect((await known(stores[0]!, orderId))?.refunded).toEqual({ a: 98 });
    await Promise.all(stores.map((store) => store.close()));
  });
});

describe("a release", () => {
  it("is not overtaken by an answer that was read before it", async () => {
    let state = "accepted";
    let answerFirst = (): void => {};
    const late = new Promise<void>((resolve) => {
      answerFirst = resolve;
    });
    let reads = 0;
    const row = (): readonly Row[] => [{ order_id: "o", fingerprint: "f", answer: "yes", state }];
    const sql: Pick<Sql, "query" | "transaction"> = {
      query: async () => {
        const read = row();
        if (++reads === 1) await late;
        return read;
      },
      transaction: () => {
        state = "released";
        return Promise.resolve({ outcome: "released" } as never);
      },
    };
    const { decideRefund, releaseRefund } = refunds(sql as Sql, "s");
    const ids = { appId: "app", refundId: "r", orderId: "o" };
    const before = decideRefund(ids, "f", never);
    await releaseRefund(ids);
    const after = decideRefund(ids, "f", never);
    answerFirst();
    expect((await before).answer).toBe("yes");
    await expect(after).rejects.toBeInstanceOf(ReleasedRefund);
  });
});

describe("withRetries", () => {
  const failing = (times: number, error: unknown) => {
    let calls = 0;
    const query = () => (++calls <= times ? Promise.reject(error as Error) : Promise.resolve([{ calls }]));
    const sql: Sql = {
      query,
      transaction: (run) => run(query),
      vacuum: always(undefined),
      close: always(undefined),
    };
    return { sql: withRetries(sql), calls: () => calls };
  };
  const withCode = (code: string) => Object.assign(new Error("x"), { code });

  it("runs again what failed in passing", async () => {
    const passing = ["40001", "40P01", "57P01", "08006", "ECONNRESET"].map(withCode);
    for (const error of [...passing, new Error("Connection terminated unexpectedly")]) {
      expect(await failing(1, error).sql.query("")).toEqual([{ calls: 2 }]);
      expect(await failing(2, error).sql.transaction((query) => query(""))).toEqual([{ calls: 3 }]);
    }
  });

  it("does not run again what would fail again, and gives up", async () => {
    for (const error of [withCode("23514"), withCode("42P01"), new Error("x"), new OtherContent()]) {
      const once = failing(1, error);
      await expect(once.sql.query("")).rejects.toBe(error);
      expect(once.calls()).toBe(1);
    }
    const always = failing(99, withCode("40001"));
    await expect(always.sql.query("")).rejects.toThrow();
    expect(always.calls()).toBe(5);
  });
});
