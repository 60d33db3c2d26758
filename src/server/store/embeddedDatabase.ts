/**
 * PostgreSQL within the process, its files in a folder, made so that a commit is on disk when it is done.
 *
 * PGlite as it comes does not wait for the disk: it starts PostgreSQL with -F, and its file system takes an fsync for
 * done. Both are undone here, so that neither `kill -9` nor a power failure takes what was committed.
 */
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { optional } from "../http/optional.js";
import { UNFINISHED } from "./folderLock.js";

const PACKAGE = "@electric-sql/pglite";

/** What PGlite keeps of an open file: without a descriptor where it is a folder. */
interface OpenFile {
  readonly nfd?: number | undefined;
}

/** What of PGlite's engine is amended: the operations on files of the disk. */
interface Engine {
  readonly NODEFS: { readonly stream_ops: { fsync?: (file: OpenFile) => number } };
}

const syncFile = ({ nfd }: OpenFile): number => {
  if (nfd !== undefined) fsyncSync(nfd);
  return 0;
};

/** Starts the database of a folder, which is filled where it is empty. */
const start = async (folder: string): Promise<PGlite> => {
  const { PGlite } = await optional(PACKAGE, () => import("@electric-sql/pglite"));
  const { NodeFS } = await optional(PACKAGE, () => import("@electric-sql/pglite/nodefs"));
  class SyncedFiles extends NodeFS {
    override async init(...params: Parameters<InstanceType<typeof NodeFS>["init"]>) {
      const made = await super.init(...params);
      const sync = (engine: unknown): void => {
        (engine as Engine).NODEFS.stream_ops.fsync = syncFile;
      };
      const { emscriptenOpts } = made;
      return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), sync] } };
    }
  }
  const params = PGlite.defaultStartParams.filter((param) => param !== "-F");
  const database = new PGlite({
    fs: new SyncedFiles(folder),
    // fdatasync, which is the default, never reaches the file system.
    startParams: [...params, "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "wal_sync_method=fsync"],
    relaxedDurability: false,
  });
  await database.waitReady;
  return database;
};

/** Brings a folder or a file to disk. Windows cannot do it to folders, and needs not. */
const syncPath = (path: string, isFolder: boolean): void => {
  if (isFolder && platform() === "win32") return;
  const descriptor = openSync(path, isFolder ? "r" : "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const syncAll = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() || entry.isDirectory())
      syncPath(join(entry.parentPath, entry.name), entry.isDirectory());
  syncPath(folder, true);
};

/** Makes a database beside, and puts it in its place when it is whole: whoever is killed meanwhile leaves none. */
const create = async (folder: string, place: string): Promise<void> => {
  const beside = join(folder, `${UNFINISHED}${randomBytes(6).toString("hex")}`);
  await mkdir(beside, { mode: 0o700 });
  const database = await start(beside);
  await database.close();
  await syncAll(beside);
  await rename(beside, place);
  syncPath(folder, true);
};

/** Starts the database of a folder that is locked, and makes it where there is none. */
export const embeddedDatabase = async (folder: string): Promise<PGlite> => {
  for (const name of await readdir(folder))
    if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
  const place = join(folder, "database");
  if (!existsSync(place)) await create(folder, place);
  return start(place);
};
