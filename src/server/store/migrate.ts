/**
 * The tables, and how they come to be: each step once, in order, however many processes start at once.
 */
import type { Query, Row, Sql } from "./Sql.js";
import { MAX_KEY_BYTES } from "./texts.js";

/** The schema where nobody names another. */
export const DEFAULT_SCHEMA = "suanjia";

/** A name that needs no thought when it stands in a statement. */
const SCHEMA = /^[a-z_][a-z0-9_]{0,47}$/;

/** A schema's name as it stands in statements. */
export const schemaName = (name: string): string => {
  if (!SCHEMA.test(name) || name.startsWith("pg_"))
    throw new RangeError(
      "a schema's name must be 1 to 48 small letters, digits and underscores, and not pg_…",
    );
  return `"${name}"`;
};

/** A column for a key. Keys compare by their bytes, so that no change of a locale can break an index. */
const key = (name: string): string =>
  `${name} text COLLATE "C" NOT NULL CHECK (octet_length(${name}) BETWEEN 1 AND ${MAX_KEY_BYTES})`;

/** What each version adds. Steps that were released are never changed: what is new is a new step. */
const steps = (schema: string): readonly (readonly string[])[] => [
  [
    `CREATE TABLE ${schema}.quote (
      ${key("id")} PRIMARY KEY,
      content text NOT NULL,
      expires_at bigint NOT NULL
    )`,
    `CREATE INDEX quote_expires_at ON ${schema}.quote (expires_at)`,
    // out_order_no is null where the order was not accepted. refunds_kept counts, so that a refund that was decided on
    // older sums is noticed.
    `CREATE TABLE ${schema}.order_decision (
      ${key("app_id")},
      ${key("order_id")},
      ${key("fingerprint")},
      answer text NOT NULL,
      out_order_no text,
      refunds_kept integer NOT NULL DEFAULT 0,
      decided_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (app_id, order_id)
    )`,
    `CREATE TABLE ${schema}.item_order (
      ${key("app_id")},
      ${key("order_id")},
      ${key("item_order_id")},
      paid bigint NOT NULL CHECK (paid >= 0),
      refunded bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND paid),
      PRIMARY KEY (app_id, order_id, item_order_id),
      FOREIGN KEY (app_id, order_id) REFERENCES ${schema}.order_decision
    )`,
    `CREATE TABLE ${schema}.refund_decision (
      ${key("app_id")},
      ${key("refund_id")},
      ${key("order_id")},
      ${key("fingerprint")},
      answer text NOT NULL,
      decided_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (app_id, refund_id)
    )`,
  ],
  [
    // The state is null where a version before this step decided: what such a refund took, nobody knows.
    `ALTER TABLE ${schema}.refund_decision
      ADD COLUMN state text CHECK (state IN ('refused', 'accepted', 'released'))`,
    // What each accepted refund took of each item order; it stays when the refund is released.
    `CREATE TABLE ${schema}.refund_item (
      ${key("app_id")},
      ${key("refund_id")},
      ${key("item_order_id")},
      amount bigint NOT NULL CHECK (amount >= 0),
      PRIMARY KEY (app_id, refund_id, item_order_id),
      FOREIGN KEY (app_id, refund_id) REFERENCES ${schema}.refund_decision
    )`,
  ],
];

const isEmpty = (rows: readonly Row[]): boolean => rows.length === 0;

/** Creates what is missing only: who may not create schemas can still use one that stands. */
const createSchema = async (query: Query, name: string, schema: string): Promise<void> => {
  if (isEmpty(await query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [name])))
    await query(`CREATE SCHEMA ${schema}`);
  const applied = "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'migration'";
  if (isEmpty(await query(applied, [name])))
    await query(
      `CREATE TABLE ${schema}.migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
};

/** Brings the tables to this version. Refuses tables that a newer version made. */
export const migrate = async (sql: Sql, name: string): Promise<void> => {
  const schema = schemaName(name);
  await sql.transaction(async (query) => {
    await query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [`suanjia:migrate:${name}`]);
    await createSchema(query, name, schema);
    const rows = await query(`SELECT coalesce(max(version), 0)::int AS version FROM ${schema}.migration`);
    const version = Number(rows[0]?.["version"]);
    const known = steps(schema);
    if (version > known.length)
      throw new Error(
        `the tables are of version ${version}, this program knows ${known.length}: update it first`,
      );
    for (const [i, statements] of known.entries()) {
      if (i < version) continue;
      for (const statement of statements) await query(statement);
      await query(`INSERT INTO ${schema}.migration (version) VALUES ($1)`, [i + 1]);
    }
  });
};
