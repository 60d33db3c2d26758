/**
 * Decisions on orders: whoever writes first has decided.
 *
 * No lock and no connection is held while a decision is made, which may take the merchant's time, and may ask this store.
 * Processes that decide at the same time all make a decision; the primary key lets one in, and the others answer with it.
 */
import { type Decided, type OrderDecision, OtherContent, type Store } from "../Store.js";
import { Copies, keyOf } from "./InProcess.js";
import type { Sql } from "./Sql.js";
import { assertFen, assertKey, assertText } from "./texts.js";

/** A decision of another fingerprint is no answer to this question. */
export const sameContent = (decided: Decided, fingerprint: string): Decided => {
  if (decided.fingerprint !== fingerprint) throw new OtherContent("this id was decided on other content");
  return decided;
};

const find = async (
  sql: Sql,
  schema: string,
  appId: string,
  orderId: string,
): Promise<Decided | undefined> => {
  const text = `SELECT fingerprint, answer FROM ${schema}.order_decision WHERE app_id = $1 AND order_id = $2`;
  const rows = await sql.query(text, [appId, orderId]);
  return rows[0] as Decided | undefined;
};

/** One statement, so one transaction and one way to the server: the decision and what was paid, or nothing. */
const insert = (schema: string): string => `
  WITH kept AS (
    INSERT INTO ${schema}.order_decision (app_id, order_id, fingerprint, answer, out_order_no)
    VALUES ($1::text, $2::text, $3::text, $4::text, $5::text)
    ON CONFLICT (app_id, order_id) DO NOTHING RETURNING app_id, order_id
  ), items AS (
    INSERT INTO ${schema}.item_order (app_id, order_id, item_order_id, paid)
    SELECT kept.app_id, kept.order_id, item.id, item.paid
    FROM kept, unnest($6::text[], $7::bigint[]) AS item (id, paid)
  ) SELECT count(*)::int AS number FROM kept`;

const assertDecision = (appId: string, { answer, accepted }: OrderDecision): void => {
  assertText("an answer", answer);
  if (accepted === undefined) return;
  if (accepted.appId !== appId) throw new RangeError("an accepted order must be of the app that asked");
  assertText("an out_order_no", accepted.outOrderNo);
  for (const [id, paid] of Object.entries(accepted.paid)) {
    assertKey("an item order's id", id);
    assertFen("what an item order was paid", paid);
  }
};

/** Keeps a decision, unless one was kept before; resolves to the one that is kept. */
const keep = async (
  sql: Sql,
  schema: string,
  ids: { readonly appId: string; readonly orderId: string; readonly fingerprint: string },
  { answer, accepted }: OrderDecision,
): Promise<Decided> => {
  const { appId, orderId, fingerprint } = ids;
  const paid = accepted?.paid ?? {};
  const params = [appId, orderId, fingerprint, answer, accepted?.outOrderNo ?? null];
  const rows = await sql.query(insert(schema), [...params, Object.keys(paid), Object.values(paid)]);
  if (rows[0]?.["number"] === 1) return { fingerprint, answer };
  const earlier = await find(sql, schema, appId, orderId);
  if (earlier === undefined) throw new Error("a decision was kept and is not there: the store is damaged");
  return earlier;
};

/** The part of the store that decides orders. */
export const orders = (sql: Sql, schema: string): Pick<Store, "decideOrder"> => {
  const copies = new Copies<Decided>();
  return {
    decideOrder: async (appId, orderId, fingerprint, decide) => {
      assertKey("an app's id", appId);
      assertKey("an order's id", orderId);
      assertKey("a fingerprint", fingerprint);
      const decided = await copies.answer(keyOf(appId, orderId), fingerprint, async () => {
        const earlier = await find(sql, schema, appId, orderId);
        if (earlier !== undefined) return earlier;
        const decision = await decide();
        assertDecision(appId, decision);
        return keep(sql, schema, { appId, orderId, fingerprint }, decision);
      });
      return sameContent(decided, fingerprint);
    },
  };
};
