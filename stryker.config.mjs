// Mutation testing of one room, which the environment names: see scripts/mutation.mjs and docs/mutation.md.
import { ROOMS, reportOf } from "./scripts/mutation/rooms.mjs";

const room = process.env.SUANJIA_ROOM ?? "money";

export default {
  mutate: ROOMS[room].mutate,
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.mjs" },
  coverageAnalysis: "perTest",
  // Constants, tables and codecs are made while a module loads. Leaving these mutants out would hide them all.
  ignoreStatic: false,
  incremental: true,
  incrementalFile: `.cache/mutation/${room}.incremental.json`,
  concurrency: 2,
  // It would write "// @ts-nocheck" into every file, also the one whose text a test compares. Nothing checks types here.
  disableTypeChecks: false,
  tempDirName: ".cache/stryker",
  // No test of these rooms reads them.
  ignorePatterns: ["/dist", "/coverage", "/.cache", "/benchmarks", "/examples", "/tools", "/docs", "/etc"],
  reporters: ["json", "clear-text", "progress-append-only"],
  jsonReporter: { fileName: reportOf(room) },
  clearTextReporter: { logTests: false, reportTests: false, reportMutants: false, allowColor: false },
  thresholds: { high: 95, low: 95, break: null },
};
