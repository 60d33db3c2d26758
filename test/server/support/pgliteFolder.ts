/**
 * Folders with an empty embedded database: it is made once, by the store itself, and copied, since making it takes seconds.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPGliteStore } from "../../../src/server/store/openPGliteStore.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What makes a database: where one of these changed, a new one is made. */
const MAKERS = [
  "src/server/store/embeddedDatabase.ts",
  "src/server/store/migrate.ts",
  "node_modules/@electric-sql/pglite/package.json",
];

const templatePath = (): string => {
  const hash = createHash("sha256");
  for (const each of MAKERS) hash.update(readFileSync(join(root, each)));
  return join(root, ".cache", `pglite-${hash.digest("hex").slice(0, 16)}`);
};

const template = async (): Promise<string> => {
  const path = templatePath();
  if (existsSync(path)) return path;
  mkdirSync(join(root, ".cache"), { recursive: true });
  const beside = mkdtempSync(join(root, ".cache", "new-"));
  await (await openPGliteStore(beside)).close();
  try {
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { recursive: true });
    // Another test was faster.
    if (!existsSync(path)) throw error;
  }
  return path;
};

/** A new folder with an empty database; whoever asked removes it. */
export const pgliteFolder = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "suanjia-"));
  cpSync(await template(), folder, { recursive: true });
  return folder;
};
