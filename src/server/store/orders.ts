/**
 * Decisions on orders: whoever writes first has decided.
 *
 * No lock and no connection is held while a decision is made, which may take the merchant's time, and may ask this store.
 * Processes that decide at the same time all make a decision; the primary key lets one in, and the others answer with it.
 */
import { type AcceptedOrder, type Decided, type OrderDecision, OtherContent, type Store } from "../Store.js";
import { Batches } from "./Batches.js";
import { Copies, keyOf } from "./InProcess.js";
import type { Sql } from "./Sql.js";
import { assertFen, assertKey, assertText } from "./texts.js";

/** A decision of another fingerprint is no answer to this question. */
export const sameContent = (decided: Decided, fingerprint: string): Decided => {
  if (decided.fingerprint !== fingerprint) throw new OtherContent("this id was decided on other content");
  return decided;
};

/** What is asked of an order that may have been decided. */
interface OrderIds {
  readonly appId: string;
  readonly orderId: string;
}

/** A decision that is to be kept. */
interface Keeping extends OrderIds {
  readonly decided: Decided;
  readonly accepted: AcceptedOrder | undefined;
}

const keyOfOrder = ({ appId, orderId }: OrderIds): string => keyOf(appId, orderId);

/** The decisions that were kept on some orders, each at its order's place. */
const find =
  (sql: Sql, schema: string) =>
  async (asked: readonly OrderIds[]): Promise<readonly (Decided | undefined)[]> => {
    const rows = await sql.query(
      `SELECT app_id, order_id, fingerprint, answer
       FROM unnest($1::text[], $2::text[]) AS asked (app_id, order_id)
       JOIN ${schema}.order_decision USING (app_id, order_id)`,
      [asked.map(({ appId }) => appId), asked.map(({ orderId }) => orderId)],
    );
    const found = new Map(
      rows.map(({ app_id, order_id, fingerprint, answer }) => [
        keyOf(app_id as string, order_id as string),
        { fingerprint, answer } as Decided,
      ]),
    );
    return asked.map((each) => found.get(keyOfOrder(each)));
  };

/** One statement, so one transaction and one way to the server: the decisions and what was paid, or nothing. */
const insert = (schema: string): string => `
  WITH kept AS (
    INSERT INTO ${schema}.order_decision (app_id, order_id, fingerprint, answer, out_order_no)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
    ON CONFLICT (app_id, order_id) DO NOTHING RETURNING app_id, order_id
  ), items AS (
    INSERT INTO ${schema}.item_order (app_id, order_id, item_order_id, paid)
    SELECT app_id, order_id, item.id, item.paid
    FROM unnest($6::text[], $7::text[], $8::text[], $9::bigint[]) AS item (app_id, order_id, id, paid)
    JOIN kept USING (app_id, order_id)
  ) SELECT app_id, order_id FROM kept`;

/** Keeps decisions on orders that have none; tells of each whether it was kept. */
const keep =
  (sql: Sql, schema: string) =>
  async (decisions: readonly Keeping[]): Promise<readonly boolean[]> => {
    const items = decisions.flatMap(({ appId, orderId, accepted }) =>
      Object.entries(accepted?.paid ?? {}).map(([id, paid]) => ({ appId, orderId, id, paid })),
    );
    const rows = await sql.query(insert(schema), [
      decisions.map(({ appId }) => appId),
      decisions.map(({ orderId }) => orderId),
      decisions.map(({ decided }) => decided.fingerprint),
      decisions.map(({ decided }) => decided.answer),
      decisions.map(({ accepted }) => accepted?.outOrderNo ?? null),
      items.map(({ appId }) => appId),
      items.map(({ orderId }) => orderId),
      items.map(({ id }) => id),
      items.map(({ paid }) => paid),
    ]);
    const kept = new Set(rows.map(({ app_id, order_id }) => keyOf(app_id as string, order_id as string)));
    return decisions.map((each) => kept.has(keyOfOrder(each)));
  };

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

/** The part of the store that decides orders. */
export const orders = (sql: Sql, schema: string): Pick<Store, "decideOrder"> => {
  const copies = new Copies<Decided>();
  const found = new Batches("share", keyOfOrder, find(sql, schema));
  const kept = new Batches("queue", keyOfOrder, keep(sql, schema));
  /** Keeps a decision, unless one was kept before; resolves to the one that is kept. */
  const settle = async (keeping: Keeping): Promise<Decided> => {
    if (await kept.ask(keeping)) return keeping.decided;
    const earlier = await found.ask(keeping);
    if (earlier === undefined) throw new Error("a decision was kept and is not there: the store is damaged");
    return earlier;
  };
  return {
    decideOrder: async (appId, orderId, fingerprint, decide) => {
      assertKey("an app's id", appId);
      assertKey("an order's id", orderId);
      assertKey("a fingerprint", fingerprint);
      const decided = await copies.answer(keyOf(appId, orderId), fingerprint, async () => {
        const earlier = await found.ask({ appId, orderId });
        if (earlier !== undefined) return earlier;
        const decision = await decide();
        assertDecision(appId, decision);
        const { answer, accepted } = decision;
        return settle({ appId, orderId, accepted, decided: { fingerprint, answer } });
      });
      return sameContent(decided, fingerprint);
    },
  };
};
