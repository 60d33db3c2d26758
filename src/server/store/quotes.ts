/**
 * Quotes: kept until they expire.
 */
import { OtherContent, type Store } from "../Store.js";
import { Batches } from "./Batches.js";
import type { Sql } from "./Sql.js";
import { assertKey, assertText } from "./texts.js";

/** So many expired quotes go at once, so that no statement takes long. */
const SWEPT_AT_ONCE = 10_000;

/** A quote that is to be kept. */
interface Putting {
  readonly id: string;
  readonly content: string;
  readonly expiresAt: number;
}

const insert = (schema: string): string => `
  INSERT INTO ${schema}.quote AS kept (id, content, expires_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
  ON CONFLICT (id) DO UPDATE SET
    content = excluded.content,
    expires_at = CASE WHEN kept.content = excluded.content
      THEN greatest(kept.expires_at, excluded.expires_at) ELSE excluded.expires_at END
  WHERE kept.content = excluded.content
    OR kept.expires_at <= extract(epoch FROM clock_timestamp()) * 1000
  RETURNING id`;

/** Keeps quotes; tells of each whether it was kept. */
const put =
  (sql: Sql, schema: string) =>
  async (quotes: readonly Putting[]): Promise<readonly boolean[]> => {
    const rows = await sql.query(insert(schema), [
      quotes.map(({ id }) => id),
      quotes.map(({ content }) => content),
      quotes.map(({ expiresAt }) => Math.trunc(expiresAt)),
    ]);
    const kept = new Set(rows.map(({ id }) => id));
    return quotes.map(({ id }) => kept.has(id));
  };

/** What is kept under some ids, each at its place, whether or not it has expired. */
const find =
  (sql: Sql, schema: string) =>
  async (ids: readonly string[]): Promise<readonly (Omit<Putting, "id"> | undefined)[]> => {
    const rows = await sql.query(
      `SELECT id, content, expires_at::text FROM ${schema}.quote WHERE id = ANY ($1::text[])`,
      [ids],
    );
    const found = new Map(
      rows.map(({ id, content, expires_at }) => [
        id,
        { content: content as string, expiresAt: Number(expires_at) },
      ]),
    );
    return ids.map((id) => found.get(id));
  };

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
export const quotes = (sql: Sql, schema: string): Pick<Store, "putQuote" | "quote" | "sweep"> => {
  const puts = new Batches("queue", ({ id }: Putting) => id, put(sql, schema));
  const found = new Batches("share", (id: string) => id, find(sql, schema));
  return {
    putQuote: async (id, content, expiresAt) => {
      assertKey("a quote's id", id);
      assertText("a quote", content);
      if (!(await puts.ask({ id, content, expiresAt }))) throw new OtherContent("another quote has this id");
    },
    quote: async (id, now) => {
      assertKey("a quote's id", id);
      const quote = await found.ask(id);
      return quote !== undefined && quote.expiresAt > now ? quote.content : undefined;
    },
    sweep: async (now) => {
      let total = 0;
      for (;;) {
        const rows = await sql.query(remove(schema), [Math.trunc(now)]);
        const number = Number(rows[0]?.["number"]);
        total += number;
        if (number < SWEPT_AT_ONCE) break;
      }
      if (total > 0) await sql.vacuum(`${schema}.quote`);
      return total;
    },
  };
};
