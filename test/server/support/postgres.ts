/**
 * A PostgreSQL server for tests, where there is one: SUANJIA_TEST_DATABASE_URL, or else a local one that answers at once.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";

const LOCAL = "postgres://postgres@127.0.0.1:5432/test";

const whyNot = async (url: string): Promise<string | undefined> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message || error.name : "no answer";
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** The server's address, or why there is none. One that was named must be there. */
export const postgres = async (): Promise<{ readonly url?: string; readonly reason?: string }> => {
  const named = process.env["SUANJIA_TEST_DATABASE_URL"];
  const reason = await whyNot(named ?? LOCAL);
  if (reason === undefined) return { url: named ?? LOCAL };
  if (named !== undefined)
    throw new Error(`SUANJIA_TEST_DATABASE_URL is set, but does not answer: ${reason}`);
  console.log(`PostgreSQL: SKIPPED, since none answers at ${LOCAL} (${reason})`);
  return { reason };
};

/** A schema that no other run uses. */
export const freshSchema = (): string => `suanjia_test_${randomBytes(6).toString("hex")}`;

/** Runs one statement, as somebody beside the store. */
export const statement = async (
  url: string,
  text: string,
  params: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, [...params])).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

/** Removes a schema of a test. */
export const dropSchema = (url: string, schema: string): Promise<unknown> =>
  statement(url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
