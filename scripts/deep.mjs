/**
 * The deep run: every suite with many cases, in chunks, two at a time. It can be interrupted and goes on where it stopped;
 * at its end it writes docs/evidence.md.
 *
 *   npm run test:deep -- [--seed N] [--scale 0.1] [--only NAME[,NAME]]
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { evidenceOf } from "./deep/evidence.mjs";
import { chunksOf, commandOf, SUITES } from "./deep/suites.mjs";
import { EVIDENCE, treeOf } from "./deep/tree.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const cache = `${root}.cache/deep/`;
const WORKERS = 2;
/** No chunk is meant to take so long: one that does has hung. */
const MOST_MINUTES = 40;

const { values: flags } = parseArgs({
  options: { seed: { type: "string" }, scale: { type: "string" }, only: { type: "string" } },
});

const fail = (message) => {
  console.error(message);
  process.exit(2);
};

const numberOf = (name, isRight) => {
  const value = flags[name] === undefined ? undefined : Number(flags[name]);
  if (value !== undefined && !isRight(value)) fail(`--${name} ${flags[name]}: not a number that it can be`);
  return value;
};
const askedSeed = numberOf("seed", (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31);
const askedScale = numberOf("scale", (value) => value > 0 && value <= 100);
const only = flags.only?.split(",");
for (const name of only ?? [])
  if (!SUITES.some((suite) => suite.name === name))
    fail(`--only ${name}: there are ${SUITES.map((suite) => suite.name).join(", ")}`);

const tree = treeOf();
const stateFile = `${cache}${tree.commit}${tree.changes === undefined ? "" : `-${tree.changes}`}.json`;

const fresh = () => ({
  seed: askedSeed ?? Math.floor(Math.random() * 2 ** 31),
  scale: askedScale ?? 1,
  seconds: 0,
  done: {},
});

/** What was done before of the same code, unless another seed or scale is asked for. */
const startState = () => {
  if (!existsSync(stateFile)) return fresh();
  const before = JSON.parse(readFileSync(stateFile, "utf8"));
  const isSame = (askedSeed ?? before.seed) === before.seed && (askedScale ?? before.scale) === before.scale;
  if (!isSame) console.log("another seed or scale than before: everything is run anew");
  return isSame ? before : fresh();
};

const state = startState();
mkdirSync(cache, { recursive: true });

/** Whole or not at all, since it may be interrupted. */
const save = () => {
  writeFileSync(`${stateFile}.new`, JSON.stringify(state, null, 2));
  renameSync(`${stateFile}.new`, stateFile);
};

/** What a suite said that it tried, and the seconds that its process has worked for until it said so last. */
const tallied = (file) => {
  const counts = {};
  let worked = 0;
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  for (const line of lines) {
    const { kind, cases, seconds } = JSON.parse(line);
    counts[kind] = (counts[kind] ?? 0) + cases;
    worked = Math.max(worked, seconds);
  }
  return { counts, worked };
};

const running = new Set();

const run = (chunk) => {
  const tally = `${cache}${chunk.name.replace(/\W+/g, "-")}-${process.pid}.tally`;
  const tests = chunk.suite.tests === undefined ? [] : ["-t", chunk.suite.tests];
  const args = ["node_modules/vitest/vitest.mjs", "run", chunk.suite.file, ...tests];
  const env = { ...process.env, NO_COLOR: "1", ...chunk.env, SUANJIA_TALLY: tally };
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  running.add(child);
  const hung = setTimeout(() => process.kill(-child.pid, "SIGKILL"), MOST_MINUTES * 60_000);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(hung);
      running.delete(child);
      const tried = tallied(tally);
      rmSync(tally, { force: true });
      resolve({ ...tried, output, end: code ?? signal, seconds: (performance.now() - start) / 1000 });
    });
  });
};

const outcomeOf = (chunk, { counts, worked, output, end, seconds }) => {
  if (end !== 0) return { failure: `ended with ${end}`, seconds };
  if (Object.keys(counts).length > 0) return { counts, seconds, worked };
  if (chunk.suite.optional) return { skipped: /SKIPPED.*/.exec(output)?.[0] ?? "skipped", seconds };
  return { failure: "it counted no cases", seconds };
};

const all = SUITES.flatMap((suite) => chunksOf(suite, state.scale, state.seed));
const wanted = all.filter(({ suite }) => only === undefined || only.includes(suite.name));
const waiting = wanted.filter(({ name }) => state.done[name] === undefined);
const failures = [];

/** The seconds that are left, by what chunks of the same suite took, or all. */
const left = () => {
  const mean = (names) => {
    const known = names.flatMap((name) => (state.done[name] === undefined ? [] : [state.done[name].seconds]));
    return known.length === 0 ? undefined : known.reduce((a, b) => a + b) / known.length;
  };
  const ofAll = mean(wanted.map(({ name }) => name)) ?? 0;
  const ofSuite = (suite) =>
    mean(
      wanted
        .filter((each) => each.suite === suite && !each.name.endsWith("everyday"))
        .map(({ name }) => name),
    ) ?? ofAll;
  return waiting.reduce((sum, { suite }) => sum + ofSuite(suite), 0) / WORKERS;
};

const report = (chunk, outcome) => {
  const number = wanted.filter(({ name }) => state.done[name] !== undefined).length;
  const what =
    outcome.skipped ??
    Object.entries(outcome.counts)
      .map(([kind, cases]) => `${cases.toLocaleString("en")} ${kind}`)
      .join(", ");
  console.log(
    `[${number}/${wanted.length}] ${chunk.name}: ${what}, ${Math.round(outcome.seconds)} s; about ${Math.ceil(left() / 60)} min left`,
  );
};

const work = async () => {
  for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
    const result = await run(chunk);
    if (!isStopping) stopIfChanged();
    if (isStopping) return;
    const outcome = outcomeOf(chunk, result);
    if (outcome.failure === undefined) {
      state.done[chunk.name] = outcome;
      report(chunk, outcome);
    } else {
      failures.push(chunk);
      console.log(
        `\n${result.output}\nFAILED: ${chunk.name}, ${outcome.failure}\nto repeat it:\n  ${commandOf(chunk)}\n`,
      );
    }
    state.seconds += (performance.now() - since) / 1000;
    since = performance.now();
    save();
  }
};

let isStopping = false;

/** Lets the tests put away what they made, for a while. */
const stop = async (why) => {
  if (isStopping) return;
  isStopping = true;
  console.log(`\n${why}`);
  const signalAll = (signal) => [...running].map((child) => process.kill(-child.pid, signal));
  signalAll("SIGTERM");
  for (let waited = 0; running.size > 0 && waited < 50; waited++) await pause(100);
  signalAll("SIGKILL");
  process.exit(130);
};

for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => void stop("interrupted: npm run test:deep goes on from here"));

/** What was tried must be the code that is named. */
const stopIfChanged = () => {
  const now = treeOf();
  if (now.commit !== tree.commit || now.changes !== tree.changes)
    void stop("the code has been changed since the run began; run it where nobody works");
};

console.log(
  `deep run of ${tree.commit}${tree.changes === undefined ? "" : ", with changes that are not committed"}: seed ${state.seed}, scale ${state.scale}, ` +
    `${wanted.length} chunks, ${wanted.length - waiting.length} of them done before`,
);
let since = performance.now();
await Promise.all(Array.from({ length: WORKERS }, work));
// Whoever stops it has had the last word, and ends the process.
if (isStopping) await pause(60_000);

const unfinished = all.filter(({ name }) => state.done[name] === undefined);
for (const chunk of failures) console.log(`FAILED: ${chunk.name}: ${commandOf(chunk)}`);
if (unfinished.length === 0) {
  writeFileSync(EVIDENCE, evidenceOf({ suites: SUITES, tree, state }));
  console.log(`all done: ${EVIDENCE}`);
} else
  console.log(
    `${unfinished.length} of all ${all.length} chunks are not done yet: ${EVIDENCE} is not written`,
  );
process.exitCode = failures.length === 0 ? 0 : 1;
