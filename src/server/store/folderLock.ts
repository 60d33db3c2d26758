/**
 * A folder that one process has at a time.
 *
 * Two embedded databases on one folder destroy it, so a second one must be kept out; but whoever was killed must not lock
 * out those who come after. Hence the lock is a Unix socket in the folder, on which its holder listens: it lives exactly as
 * long as its holder, in whichever container that runs, and nothing has to be guessed from process ids.
 */
import { randomBytes } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { platform } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Another process, or another store of this one, has the folder. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
}

const PREFIX = "lock-";

/** What is not yet what it is to be; the holder of the lock may remove it. */
export const UNFINISHED = "new-";

/** A socket's path may have 103 bytes on some systems, 107 on others. */
const MAX_SOCKET_PATH = 103;

/** A process that was killed may take a moment to be gone. */
const ATTEMPTS = 15;
const PAUSE = 100;

const socketPath = (folder: string, name: string): string => {
  const path = join(folder, name);
  const shorter = relative("", path);
  const shortest = shorter.length < path.length ? shorter : path;
  if (new TextEncoder().encode(shortest).length > MAX_SOCKET_PATH)
    throw new RangeError(`the folder's path is too long: its lock's path may have ${MAX_SOCKET_PATH} bytes`);
  return shortest;
};

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => void server.close(() => resolve()));

/** Does anybody listen there? Whatever is not a plain no counts as yes. */
const isHeld = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: Error & { readonly code?: string }) =>
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT"),
    );
  });

/** Are there other holders? Removes what dead ones left: their names are random, and never held again. */
const hasOtherHolder = async (folder: string, own: string): Promise<boolean> => {
  let held = false;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(PREFIX) || name === own) continue;
    if (await isHeld(socketPath(folder, name))) held = true;
    else await rm(join(folder, name), { force: true });
  }
  return held;
};

/**
 * Tries once. The socket gets its name when somebody listens on it already, and whoever has a name looks at the others'
 * afterwards: of two who try at once, at least one sees the other, and steps back.
 */
const tryLock = async (folder: string): Promise<(() => Promise<void>) | undefined> => {
  const id = randomBytes(6).toString("hex");
  const own = `${PREFIX}${id}`;
  const server = await listen(socketPath(folder, `${UNFINISHED}${id}`));
  const release = async (): Promise<void> => {
    await closed(server);
    await rm(join(folder, own), { force: true });
  };
  try {
    await rename(join(folder, `${UNFINISHED}${id}`), join(folder, own));
    if (!(await hasOtherHolder(folder, own))) return release;
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return undefined;
};

/** Takes a folder that exists, and resolves to what gives it back. Windows has no such sockets, and no lock. */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  if (platform() === "win32") return () => Promise.resolve();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const release = await tryLock(folder);
    if (release !== undefined) return release;
    await pause(PAUSE);
  }
  throw new FolderInUse("another process uses this folder; several processes need a PostgreSQL server");
};
