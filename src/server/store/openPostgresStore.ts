/**
 * The store on a PostgreSQL server, which any number of processes share.
 */
import type { ClientBase, Pool, PoolClient, PoolConfig } from "pg";
import { optional } from "../http/optional.js";
import type { Store } from "../Store.js";
import type { Query, Sql } from "./Sql.js";
import { type SqlStoreOptions, sqlStore } from "./sqlStore.js";

/** What may be said about a store on PostgreSQL. */
export interface PostgresStoreOptions extends SqlStoreOptions {
  /** At most so many connections; 10 unless told. */
  readonly poolSize?: number | undefined;
}

const POOL_SIZE = 10;

/** Every session: commits wait for the disk even where the server's default does not, and nothing holds a lock for long. */
const SESSION = `
  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
  UNION ALL SELECT set_config('statement_timeout', '10000', false)
  UNION ALL SELECT set_config('lock_timeout', '8000', false)
  UNION ALL SELECT set_config('idle_in_transaction_session_timeout', '8000', false)`;

/**
 * A connection that breaks while nobody asks anything tells nobody, and must not end the process. The
 * pool waits for what is returned, though its types do not say so.
 */
const prepare: (client: ClientBase) => unknown = async (client) => {
  client.on("error", () => undefined);
  await client.query(SESSION);
};

const config = (databaseUrl: string, poolSize: number): PoolConfig => ({
  connectionString: databaseUrl,
  application_name: "suanjia",
  max: poolSize,
  connectionTimeoutMillis: 10_000,
  // The server ends statements before; this is for servers that fell silent.
  query_timeout: 15_000,
  keepAlive: true,
  onConnect: prepare,
});

const queryOf =
  (client: Pool | PoolClient): Query =>
  async (text, params) => {
    const result = await client.query(text, params === undefined ? [] : [...params]);
    return result.rows as Awaited<ReturnType<Query>>;
  };

/** Did the server itself refuse, so that the connection is as good as before? */
const isRefusal = (error: unknown): boolean => {
  const { code, severity } = error as { readonly code?: unknown; readonly severity?: unknown };
  return typeof code === "string" && code.length === 5 && severity === "ERROR";
};

/** Undoes a transaction. A connection that did more than refuse is given up, and the server undoes it. */
const undo = async (client: PoolClient, error: unknown): Promise<void> => {
  let sound = isRefusal(error);
  try {
    if (sound) await client.query("ROLLBACK");
  } catch {
    sound = false;
  }
  client.release(!sound);
};

const transactionOf = (pool: Pool): Sql["transaction"] =>
  async function transaction(run) {
    const client = await pool.connect();
    try {
      // A transaction that waited for a lock must see what was committed meanwhile, whatever the server's default is.
      await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
      const result = await run(queryOf(client));
      const { command } = await client.query("COMMIT");
      if (command !== "COMMIT") throw new Error("a transaction was not committed");
      client.release();
      return result;
    } catch (error) {
      await undo(client, error);
      throw error;
    }
  };

/**
 * Opens the store on a PostgreSQL server and makes its tables where they are missing. Needs the package `pg`.
 *
 * @category server
 * @since 0.4.0
 */
export const openPostgresStore = async (
  databaseUrl: string,
  options: PostgresStoreOptions = {},
): Promise<Store> => {
  const { default: pg } = await optional("pg", () => import("pg"));
  const pool = new pg.Pool(config(databaseUrl, options.poolSize ?? POOL_SIZE));
  pool.on("error", () => undefined);
  const sql: Sql = {
    query: queryOf(pool),
    transaction: transactionOf(pool),
    vacuum: () => Promise.resolve(),
    close: () => pool.end(),
  };
  return sqlStore(sql, options);
};
