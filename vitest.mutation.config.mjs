// The tests of one room, quick and always the same, for mutation testing: each of thousands of mutants runs them.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ROOMS } from "./scripts/mutation/rooms.mjs";

const source = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: { "suanjia/testing": source("./src/testing/index.ts"), suanjia: source("./src/index.ts") },
  },
  test: {
    include: ROOMS[process.env.SUANJIA_ROOM ?? "money"].tests,
    setupFiles: ["test/support/fewerRuns.ts"],
    testTimeout: 120_000,
  },
});
