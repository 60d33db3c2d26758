/**
 * The store on a PostgreSQL that runs within the process and keeps its files in a folder: for one process, without a
 * server.
 */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import type { Store } from "../Store.js";
import { embeddedDatabase } from "./embeddedDatabase.js";
import { lockFolder } from "./folderLock.js";
import type { Query, Sql } from "./Sql.js";
import { type SqlStoreOptions, sqlStore } from "./sqlStore.js";

type Rows = Awaited<ReturnType<Query>>;

const sqlOf = (database: PGlite, release: () => Promise<void>): Sql => ({
  query: async (text, params = []) => (await database.query(text, [...params])).rows as Rows,
  transaction: (run) =>
    database.transaction((transaction) =>
      run(async (text, params = []) => (await transaction.query(text, [...params])).rows as Rows),
    ),
  // There is no autovacuum within a process: without this the folder would only grow.
  vacuum: async (table) => {
    await database.query(`VACUUM ${table}`);
  },
  close: async () => {
    try {
      await database.close();
    } finally {
      await release();
    }
  },
});

/**
 * Opens the store of a folder, and makes both where they are missing. One process at a time has a folder: others are
 * refused with `FolderInUse`. Needs the package `@electric-sql/pglite`.
 *
 * @category server
 * @since 0.4.0
 */
export const openPGliteStore = async (folder: string, options: SqlStoreOptions = {}): Promise<Store> => {
  const place = resolve(folder);
  await mkdir(place, { recursive: true, mode: 0o700 });
  const release = await lockFolder(place);
  let database: PGlite;
  try {
    database = await embeddedDatabase(place);
  } catch (error) {
    await release();
    throw error;
  }
  return sqlStore(sqlOf(database, release), options);
};
