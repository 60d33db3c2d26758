/**
 * The store on SQL: one implementation, whichever engine answers.
 */
import type { Store } from "../Store.js";
import { DEFAULT_SCHEMA, migrate, schemaName } from "./migrate.js";
import { orders } from "./orders.js";
import { quotes } from "./quotes.js";
import { refunds } from "./refunds.js";
import type { Sql } from "./Sql.js";
import { withRetries } from "./withRetries.js";

/** What may be said about any store on SQL. */
export interface SqlStoreOptions {
  /** The schema whose tables it uses, and makes where they are missing; "suanjia" unless told. */
  readonly schema?: string | undefined;
}

/** Opens a store on a database, which it closes; also where opening fails. */
export const sqlStore = async (sql: Sql, options: SqlStoreOptions): Promise<Store> => {
  const name = options.schema ?? DEFAULT_SCHEMA;
  const patient = withRetries(sql);
  try {
    await migrate(patient, name);
  } catch (error) {
    await sql.close();
    throw error;
  }
  const schema = schemaName(name);
  let closing: Promise<void> | undefined;
  return {
    ...quotes(patient, schema),
    ...orders(patient, schema),
    ...refunds(patient, schema),
    ping: async () => {
      await sql.query(`SELECT version FROM ${schema}.migration LIMIT 1`);
    },
    close: () => (closing ??= sql.close()),
  };
};
