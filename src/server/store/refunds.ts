/**
 * Decisions on refunds: each is made on sums that no other refund of that order changes before it is kept. And their
 * release, which gives back to these sums what a refund took that will never be paid.
 *
 * As with orders, nothing is held while a decision is made. Whoever keeps one locks the order's row and looks whether the
 * order still stands as the decision saw it; if not, it is decided anew. Of those that collide one always gets through.
 * Whoever releases a refund locks the same row first.
 */
import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  type Decided,
  OtherContent,
  type RefundableOrder,
  type RefundDecision,
  type RefundRelease,
  ReleasedRefund,
  type Store,
} from "../Store.js";
import { Copies, keyOf, Queues } from "./InProcess.js";
import { sameContent } from "./orders.js";
import type { Query, Sql } from "./Sql.js";
import { assertFen, assertKey, assertText } from "./texts.js";

/** So often may other processes come first; more than that is no coincidence. */
const MAX_ATTEMPTS = 500;

interface Ids {
  readonly appId: string;
  readonly refundId: string;
  readonly orderId: string;
}

/** An accepted order, and how often its refunds had changed when it was read. */
interface Seen {
  readonly order: RefundableOrder;
  readonly changes: number;
}

const find = async (sql: Sql, schema: string, ids: Ids): Promise<Decided | undefined> => {
  const text = `SELECT order_id, fingerprint, answer, state FROM ${schema}.refund_decision WHERE app_id = $1 AND refund_id = $2`;
  const row = (await sql.query(text, [ids.appId, ids.refundId]))[0];
  if (row === undefined) return undefined;
  if (row["order_id"] !== ids.orderId) throw new OtherContent("this refund was decided for another order");
  if (row["state"] === "released") throw new ReleasedRefund("this refund was released");
  return { fingerprint: row["fingerprint"] as string, answer: row["answer"] as string };
};

/** One statement, so that the count and the sums are of one moment. */
const read = (schema: string): string => `
  SELECT o.out_order_no, o.refunds_kept, i.item_order_id, i.paid::text AS paid, i.refunded::text AS refunded
  FROM ${schema}.order_decision o LEFT JOIN ${schema}.item_order i USING (app_id, order_id)
  WHERE app_id = $1 AND order_id = $2 AND o.out_order_no IS NOT NULL`;

const see = async (sql: Sql, schema: string, { appId, orderId }: Ids): Promise<Seen | undefined> => {
  const rows = await sql.query(read(schema), [appId, orderId]);
  const first = rows[0];
  if (first === undefined) return undefined;
  const items = rows.filter((row) => row["item_order_id"] !== null);
  const amounts = (column: "paid" | "refunded"): Readonly<Record<string, number>> =>
    Object.fromEntries(items.map((row) => [row["item_order_id"] as string, Number(row[column])]));
  return {
    order: {
      appId,
      outOrderNo: first["out_order_no"] as string,
      paid: amounts("paid"),
      refunded: amounts("refunded"),
    },
    changes: Number(first["refunds_kept"]),
  };
};

/** A refund that cannot be is a mistake of who decided, and is not kept. The tables refuse it as well. */
const assertDecision = (order: RefundableOrder | undefined, { answer, refunds }: RefundDecision): void => {
  assertText("an answer", answer);
  for (const [id, amount] of Object.entries(refunds ?? {})) {
    assertFen("a refund", amount);
    if (order === undefined || !Object.hasOwn(order.paid, id))
      throw new RangeError("only an accepted order's item orders can be refunded");
    const left = (order.paid[id] as number) - (order.refunded[id] as number);
    if (amount > left) throw new RangeError("no more can be refunded than was paid");
  }
};

/** Counts a change of an order whose row is locked, so that whoever decides on the sums before it notices. */
const countChange = (query: Query, schema: string, { appId, orderId }: Ids): Promise<unknown> =>
  query(
    `UPDATE ${schema}.order_decision SET refunds_kept = refunds_kept + 1 WHERE app_id = $1 AND order_id = $2`,
    [appId, orderId],
  );

/** Adds to the sums of an order whose row is locked, and records which refund did. */
const addSums = async (
  query: Query,
  schema: string,
  ids: Ids,
  refunds: Readonly<Record<string, number>>,
): Promise<void> => {
  await query(
    `WITH added AS (
       SELECT * FROM unnest($4::text[], $5::bigint[]) AS each (id, amount)
     ), recorded AS (
       INSERT INTO ${schema}.refund_item (app_id, refund_id, item_order_id, amount)
       SELECT $1::text, $3::text, id, amount FROM added
     )
     UPDATE ${schema}.item_order i SET refunded = i.refunded + added.amount FROM added
     WHERE i.app_id = $1 AND i.order_id = $2 AND i.item_order_id = added.id`,
    [ids.appId, ids.orderId, ids.refundId, Object.keys(refunds), Object.values(refunds)],
  );
  await countChange(query, schema, ids);
};

/** Keeps a decision if the order stands as it was seen and the refund was not decided; tells whether it did. */
const keep = (
  sql: Sql,
  schema: string,
  ids: Ids,
  decided: Decided,
  from: { readonly seen: Seen | undefined; readonly refunds: RefundDecision["refunds"] },
): Promise<boolean> =>
  sql.transaction(async (query) => {
    const locked = await query(
      `SELECT refunds_kept FROM ${schema}.order_decision
       WHERE app_id = $1 AND order_id = $2 AND out_order_no IS NOT NULL FOR UPDATE`,
      [ids.appId, ids.orderId],
    );
    if (locked[0]?.["refunds_kept"] !== from.seen?.changes) return false;
    const { refunds } = from;
    const kept = await query(
      `INSERT INTO ${schema}.refund_decision (app_id, refund_id, order_id, fingerprint, answer, state)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (app_id, refund_id) DO NOTHING RETURNING 1 AS done`,
      [
        ids.appId,
        ids.refundId,
        ids.orderId,
        decided.fingerprint,
        decided.answer,
        refunds === undefined ? "refused" : "accepted",
      ],
    );
    if (kept.length === 0) return false;
    if (Object.keys(refunds ?? {}).length > 0) await addSums(query, schema, ids, refunds ?? {});
    return true;
  });

const decideOnce = async (
  sql: Sql,
  schema: string,
  ids: Ids,
  fingerprint: string,
  decide: (order: RefundableOrder | undefined) => Promise<RefundDecision>,
): Promise<Decided> => {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const earlier = await find(sql, schema, ids);
    if (earlier !== undefined) return earlier;
    const seen = await see(sql, schema, ids);
    const decision = await decide(seen?.order);
    assertDecision(seen?.order, decision);
    const decided = { fingerprint, answer: decision.answer };
    if (await keep(sql, schema, ids, decided, { seen, refunds: decision.refunds })) return decided;
    if (attempt > 1) await pause(randomInt(1, 20));
  }
  throw new Error("other refunds of this order came first again and again");
};

/** What a refund took of each item order. */
const taken = async (
  query: Query,
  schema: string,
  { appId, refundId }: Ids,
): Promise<Readonly<Record<string, number>>> => {
  const rows = await query(
    `SELECT item_order_id, amount::text AS amount FROM ${schema}.refund_item
     WHERE app_id = $1 AND refund_id = $2 ORDER BY item_order_id`,
    [appId, refundId],
  );
  return Object.fromEntries(rows.map((row) => [row["item_order_id"] as string, Number(row["amount"])]));
};

/** Gives back what an accepted refund took, of an order whose row is locked. */
const giveBack = async (query: Query, schema: string, ids: Ids): Promise<void> => {
  await query(
    `UPDATE ${schema}.refund_decision SET state = 'released' WHERE app_id = $1 AND refund_id = $2`,
    [ids.appId, ids.refundId],
  );
  await query(
    `UPDATE ${schema}.item_order i SET refunded = i.refunded - taken.amount FROM ${schema}.refund_item taken
     WHERE i.app_id = $1 AND i.order_id = $2
       AND taken.app_id = $1 AND taken.refund_id = $3 AND taken.item_order_id = i.item_order_id`,
    [ids.appId, ids.orderId, ids.refundId],
  );
  await countChange(query, schema, ids);
};

/** Releases a refund. Its order never changes, its state only under the lock of that order. */
const release = (
  sql: Sql,
  schema: string,
  { appId, refundId, orderId: said }: Parameters<Store["releaseRefund"]>[0],
): Promise<RefundRelease> =>
  sql.transaction(async (query) => {
    const column = async (name: "order_id" | "state"): Promise<unknown> => {
      const text = `SELECT ${name} FROM ${schema}.refund_decision WHERE app_id = $1 AND refund_id = $2`;
      return (await query(text, [appId, refundId]))[0]?.[name];
    };
    const orderId = (await column("order_id")) as string | undefined;
    if (orderId === undefined || (said !== undefined && said !== orderId)) return { outcome: "unknown" };
    const lock = `SELECT 1 FROM ${schema}.order_decision WHERE app_id = $1 AND order_id = $2 FOR UPDATE`;
    await query(lock, [appId, orderId]);
    const state = await column("state");
    if (state === null) return { outcome: "unrecorded" };
    if (state === "refused") return { outcome: "refused" };
    const ids = { appId, refundId, orderId };
    if (state === "accepted") await giveBack(query, schema, ids);
    const outcome = state === "accepted" ? "released" : "releasedBefore";
    return { outcome, orderId, amounts: await taken(query, schema, ids) };
  });

/** The part of the store that decides refunds, and releases them. */
export const refunds = (sql: Sql, schema: string): Pick<Store, "decideRefund" | "releaseRefund"> => {
  const copies = new Copies<Decided>();
  const queues = new Queues();
  return {
    decideRefund: async (ids, fingerprint, decide) => {
      assertKey("an app's id", ids.appId);
      assertKey("a refund's id", ids.refundId);
      assertKey("an order's id", ids.orderId);
      assertKey("a fingerprint", fingerprint);
      const content = keyOf(ids.orderId, fingerprint);
      const decided = await copies.answer(keyOf(ids.appId, ids.refundId), content, () =>
        queues.run(keyOf(ids.appId, ids.orderId), () => decideOnce(sql, schema, ids, fingerprint, decide)),
      );
      return sameContent(decided, fingerprint);
    },
    releaseRefund: async (ids) => {
      assertKey("an app's id", ids.appId);
      assertKey("a refund's id", ids.refundId);
      try {
        return await release(sql, schema, ids);
      } finally {
        // What was read of it before the release must answer nobody who asks after it.
        copies.forget(keyOf(ids.appId, ids.refundId));
      }
    },
  };
};
