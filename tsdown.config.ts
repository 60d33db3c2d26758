import { defineConfig } from "tsdown";

const common = {
  target: "es2022",
  platform: "node",
  sourcemap: true,
  outDir: "dist",
  fixedExtension: false,
} as const;

export default defineConfig([
  // The command line shares the library's chunks, so it is only built as ES modules, which Node runs directly.
  { ...common, entry: { index: "src/index.ts", "cli/main": "src/cli/main.ts" }, format: "esm", dts: true },
  { ...common, entry: { index: "src/index.ts" }, format: "cjs", dts: true },
]);
