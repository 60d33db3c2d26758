/**
 * Runs the benchmarks: bundles them with the sources as they are, by the bundler that builds the package, and starts
 * them. See README.md beside this file.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "tsdown";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");
const bundles = join(root, ".cache", "bench");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    cli: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string", default: "60" },
    "fail-on-miss": { type: "boolean", default: false },
  },
});

await build({
  cwd: root,
  config: false,
  entry: Object.fromEntries(
    ["run", "agree", "baseline", "peak", "selection"].map((name) => [name, join(here, `${name}.ts`)]),
  ),
  outDir: bundles,
  format: "esm",
  target: "es2022",
  platform: "node",
  fixedExtension: false,
  dts: false,
  clean: true,
  logLevel: "error",
});

const count = Number(positionals[0] ?? 100_000);
if (!Number.isSafeInteger(count) || count < 10) throw new Error(`not a number of orders: ${positionals[0]}`);

execFileSync(process.execPath, [join(bundles, "agree.js")], { stdio: "inherit" });

const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error(`not a number of rounds: ${values.rounds}`);

// Selection runs in a process of its own, and all of it or nothing.
const withSelection = !values.cli && (values.only === undefined || "select".startsWith(values.only));
const selection = withSelection
  ? JSON.parse(execFileSync(process.execPath, [join(bundles, "selection.js")], { encoding: "utf8" }))
  : [];

const { run } = await import(pathToFileURL(join(bundles, "run.js")).href);
const met = await run({
  only: values.only,
  rounds,
  orders: values.cli || values.only === undefined ? count : 0,
  onlyCommandLine: values.cli,
  json: values.json,
  selection,
  command: join(root, "dist", "cli", "main.js"),
  bundles,
});
if (values["fail-on-miss"] && !met) process.exitCode = 1;
