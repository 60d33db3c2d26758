import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // The longer name first: the shorter one would match it too.
  resolve: {
    alias: { "suanjia/testing": source("./src/testing/index.ts"), suanjia: source("./src/index.ts") },
  },
  test: {
    include: ["test/**/*.test.ts"],
    // Against what hangs, not what is slow: a machine that does other things too may take ten times as long.
    testTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    coverage: { include: ["src/**"], exclude: ["src/cli/main.ts"] },
  },
});
