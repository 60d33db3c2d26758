import { defineConfig } from "tsdown";

const common = {
  target: "es2022",
  platform: "node",
  sourcemap: true,
  outDir: "dist",
  fixedExtension: false,
} as const;

const library = {
  index: "src/index.ts",
  "testing/index": "src/testing/index.ts",
  "plugin-types/index": "src/plugin-types/index.ts",
  "plugin-types/global": "src/plugin-types/global.ts",
};

export default defineConfig([
  // The command line shares the library's chunks, so it is only built as ES modules, which Node runs directly.
  // So is the server: it is for Node, and what it needs of others is for those who serve.
  {
    ...common,
    entry: { ...library, "server/index": "src/server/index.ts", "cli/main": "src/cli/main.ts" },
    format: "esm",
    dts: true,
  },
  { ...common, entry: library, format: "cjs", dts: true },
  // The mini-program's types stand alone, as its file does: what they take from fp-ts and io-ts is written into them.
  {
    ...common,
    entry: { "miniprogram/index": "src/miniprogram/index.ts" },
    format: "esm",
    dts: { emitDtsOnly: true },
    deps: { alwaysBundle: [/^fp-ts/, /^io-ts/] },
    sourcemap: false,
  },
]);
