/**
 * Quotes: kept until they expire.
 */
import { OtherContent, type Store } from "../Store.js";
import type { Sql } from "./Sql.js";
import { assertKey, assertText } from "./texts.js";

/** So many expired quotes go at once, so that no statement takes long. */
const SWEPT_AT_ONCE = 10_000;

const put = (schema: string): string => `
  INSERT INTO ${schema}.quote AS kept (id, content, expires_at) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET
    content = excluded.content,
    expires_at = CASE WHEN kept.content = excluded.content
      THEN greatest(kept.expires_at, excluded.expires_at) ELSE excluded.expires_at END
  WHERE kept.content = excluded.content
    OR kept.expires_at <= extract(epoch FROM clock_timestamp()) * 1000
  RETURNING 1 AS done`;

/** Rows that another sweep holds are left to it: sweeps never wait for each other. */
const remove = (schema: string): string => `
  WITH gone AS (
    DELETE FROM ${schema}.quote WHERE id IN (
      SELECT id FROM ${schema}.quote WHERE expires_at <= $1 LIMIT ${SWEPT_AT_ONCE} FOR UPDATE SKIP LOCKED
    ) RETURNING 1
  ) SELECT count(*)::int AS number FROM gone`;

/**
 * The part of the store that keeps quotes. Whether an earlier quote under the same id has expired, and may be replaced,
 * is told by the database's clock, which all processes share.
 */
export const quotes = (sql: Sql, schema: string): Pick<Store, "putQuote" | "quote" | "sweep"> => ({
  putQuote: async (id, content, expiresAt) => {
    assertKey("a quote's id", id);
    assertText("a quote", content);
    const rows = await sql.query(put(schema), [id, content, Math.trunc(expiresAt)]);
    if (rows.length === 0) throw new OtherContent("another quote has this id");
  },
  quote: async (id, now) => {
    assertKey("a quote's id", id);
    const text = `SELECT content FROM ${schema}.quote WHERE id = $1 AND expires_at > $2`;
    const rows = await sql.query(text, [id, Math.trunc(now)]);
    return rows[0]?.["content"] as string | undefined;
  },
  sweep: async (now) => {
    let total = 0;
    for (;;) {
      const rows = await sql.query(remove(schema), [Math.trunc(now)]);
      const number = Number(rows[0]?.["number"]);
      total += number;
      if (number < SWEPT_AT_ONCE) return total;
    }
  },
});
