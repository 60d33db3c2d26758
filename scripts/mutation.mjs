// Mutation testing: `npm run mutation` for all rooms, `npm run mutation -- money` for one; then docs/mutation.md anew.
// What Stryker found stays in .cache/mutation, so that a second run only tries what has changed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ROOMS } from "./mutation/rooms.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const rooms = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ROOMS);

const run = (script, args, env) => {
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
};

for (const room of rooms) {
  if (!Object.hasOwn(ROOMS, room))
    throw new Error(`no room ${room}: there are ${Object.keys(ROOMS).join(", ")}`);
  run("node_modules/@stryker-mutator/core/bin/stryker.js", ["run"], { SUANJIA_ROOM: room });
}
run("scripts/mutationReport.mjs", []);
