/**
 * Runs the benchmarks: bundles them with the sources as they are, by the bundler that builds the package, and starts
 * them. See README.md beside this file.
 */
import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "tsdown";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");
const bundles = join(root, ".cache", "bench");
const [loadBefore] = loadavg();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    cli: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string", default: "60" },
    write: { type: "boolean", default: false },
    "fail-on-miss": { type: "boolean", default: false },
  },
});

const { cli, only, write } = values;
if (write && (cli || only !== undefined))
  throw new Error("--write writes the results of everything: not with --only or --cli");

const count = Number(positionals[0] ?? (write ? 1_000_000 : 100_000));
if (!Number.isSafeInteger(count) || count < 10) throw new Error(`not a number of orders: ${positionals[0]}`);

const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error(`not a number of rounds: ${values.rounds}`);

const entries = [
  "run",
  "agree",
  "baseline",
  "strict",
  "peak",
  "selection",
  "peers/answers",
  "peers/main",
  "peers/load",
];

await build({
  cwd: root,
  config: false,
  entry: Object.fromEntries(entries.map((name) => [name, join(here, `${name}.ts`)])),
  outDir: bundles,
  format: "esm",
  target: "es2022",
  platform: "node",
  fixedExtension: false,
  dts: false,
  clean: true,
  logLevel: "error",
});

/** Runs a bundle in a process of its own and gives what it prints. */
const printed = (name, ...args) =>
  execFileSync(process.execPath, [join(bundles, `${name}.js`), ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "inherit"],
  });

printed("agree");

/** Is this whole part to run? Parts in processes of their own run wholly or not at all. */
const isWanted = (part) => !cli && (only === undefined || part.startsWith(only));

const selection = isWanted("select") ? JSON.parse(printed("selection")) : [];

const { hasPeers, versionsOf } = await import(pathToFileURL(join(bundles, "peers", "load.js")).href);

const INSTALL = "npm ci --prefix benchmarks --ignore-scripts";
const isInstalled = hasPeers(here);
const peersMissing =
  isWanted("peers") && !isInstalled
    ? `The peers are left out: they are not installed (${INSTALL}).`
    : undefined;
if (write && peersMissing !== undefined) throw new Error(peersMissing);

const WORKS = ["apportion", "price", "conditions", "decode"];

/** Half the rounds: the slowest peers need most of the time. */
const peerRounds = Math.ceil(rounds / 2);

const peers =
  isWanted("peers") && isInstalled
    ? {
        versions: versionsOf(here),
        answers: JSON.parse(printed("peers/answers", here)),
        works: Object.fromEntries(
          WORKS.map((work) => [work, JSON.parse(printed("peers/main", here, work, String(peerRounds)))]),
        ),
      }
    : undefined;

const jitless = write
  ? execFileSync(process.execPath, [join(here, "jitless.mjs")], { encoding: "utf8" })
  : undefined;

const { run } = await import(pathToFileURL(join(bundles, "run.js")).href);
const met = await run({
  root,
  only,
  rounds,
  orders: cli || only === undefined ? count : 0,
  onlyCommandLine: cli,
  json: values.json,
  loadBefore,
  selection,
  peers,
  peersMissing,
  jitless,
  command: join(root, "dist", "cli", "main.js"),
  bundles,
});
if (values["fail-on-miss"] && !met) process.exitCode = 1;
