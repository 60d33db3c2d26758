/**
 * The command line over a stream of orders, against a process that only parses the same lines and writes them out, and
 * against the time of nothing but `JSON.parse` and `JSON.stringify` of them.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Result, summary } from "./measure.js";
import { streamedOrders } from "./workloads.js";

/** Pairs of runs: each a run of ours and one of the baseline. */
const PAIRS = 5;

/**
 * So much more than at N/10 orders peak memory may be at N. A short run ends before V8's heap has reached the size that
 * it keeps, so the step from a tenth is large though nothing leaks: run a million orders to judge. There a leak of
 * 200 bytes an order passes this bound; at the default count only a grosser one does.
 */
const FLAT_KIB = 100 * 1024;

interface Setting {
  readonly orders: number;
  readonly command: string;
  readonly bundles: string;
}

/** Writes orders as NDJSON: one object a line. */
const writeOrders = async (file: string, count: number): Promise<void> => {
  const next = streamedOrders(20240229);
  const stream = createWriteStream(file);
  for (let written = 0; written < count; ) {
    const lines: string[] = [];
    for (; lines.length < 1000 && written < count; written++) lines.push(JSON.stringify(next()));
    if (!stream.write(`${lines.join("\n")}\n`)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
};

interface Run {
  readonly ns: number;
  readonly peakKiB: number;
}

/** Runs a program of Node with its output thrown away, as `> /dev/null` would; `peak.js` notes its memory. */
const runOnce = async (args: readonly string[], folder: string, peakModule: string): Promise<Run> => {
  const peakFile = join(folder, "peak");
  const nothing = openSync("/dev/null", "w");
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, ["--import", pathToFileURL(peakModule).href, ...args], {
    stdio: ["ignore", nothing, "inherit"],
    env: { ...process.env, BENCH_PEAK_FILE: peakFile },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  const ns = Number(process.hrtime.bigint() - start);
  closeSync(nothing);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { ns, peakKiB: Number(readFileSync(peakFile, "utf8")) };
};

/** Measures the command line; nothing where it has not been built. */
export const commandLine = async ({
  orders,
  command,
  bundles,
}: Setting): Promise<{ readonly results: readonly Result[]; readonly notes: readonly string[] }> => {
  if (!existsSync(command))
    return { results: [], notes: [`command line: ${command} is not built (npm run build)`] };
  const folder = mkdtempSync(join(tmpdir(), "suanjia-bench-"));
  try {
    const [many, few] = [join(folder, "many.ndjson"), join(folder, "few.ndjson")];
    await writeOrders(many, orders);
    await writeOrders(few, Math.ceil(orders / 10));
    return await compare({ orders, command, bundles }, folder, many, few);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const compare = async (
  { orders, command, bundles }: Setting,
  folder: string,
  many: string,
  few: string,
): Promise<{ readonly results: readonly Result[]; readonly notes: readonly string[] }> => {
  const peakModule = join(bundles, "peak.js");
  const ours = (file: string): Promise<Run> =>
    runOnce([command, "price", "--ndjson", file], folder, peakModule);
  const baseline = (file: string): Promise<Run> =>
    runOnce([join(bundles, "baseline.js"), file], folder, peakModule);
  // One of each first, so that the files and the programs are in the page cache for all that count.
  const small = await ours(few);
  await baseline(few);
  const strict = (file: string): number =>
    Number(execFileSync(process.execPath, [join(bundles, "strict.js"), file], { encoding: "utf8" }));
  const runs: { readonly ours: Run; readonly baseline: Run; readonly strictNs: number }[] = [];
  for (let i = 0; i < PAIRS; i++)
    if (i % 2 === 0) {
      const our = await ours(many);
      runs.push({ ours: our, baseline: await baseline(many), strictNs: strict(many) });
    } else {
      const [strictNs, base] = [strict(many), await baseline(many)];
      runs.push({ ours: await ours(many), baseline: base, strictNs });
    }
  const row = (name: string, against: string, other: (run: (typeof runs)[number]) => number): Result => {
    const { median, p10, p90 } = summary(runs.map((each) => each.ours.ns / other(each)));
    const oursNs = summary(runs.map((each) => each.ours.ns)).median / orders;
    const otherNs = summary(runs.map(other)).median / orders;
    return { name, against, goal: 2, ratio: median, p10, p90, oursNs, otherNs, pass: median <= 2 };
  };
  const peak = summary(runs.map((each) => each.ours.peakKiB)).median;
  const growth = peak - small.peakKiB;
  const count = orders.toLocaleString("en");
  const seconds = (of: (run: (typeof runs)[number]) => number): string =>
    `${(summary(runs.map(of)).median / 1e9).toFixed(2)} s`;
  const mib = (kib: number): string => `${(kib / 1024).toFixed(0)} MiB`;
  return {
    results: [
      row(`command line, ${count} orders`, "a process that does", (each) => each.baseline.ns),
      row(`command line, ${count} orders, strictly`, "in memory", (each) => each.strictNs),
    ],
    notes: [
      `command line, wall time: ${seconds((each) => each.ours.ns)}; a process that parses the lines and writes them ` +
        `out again: ${seconds((each) => each.baseline.ns)}; JSON.parse and JSON.stringify of lines in memory, ` +
        `and nothing else: ${seconds((each) => each.strictNs)}`,
      `command line, peak memory: ${mib(small.peakKiB)} at ${Math.ceil(orders / 10).toLocaleString("en")} orders, ` +
        `${mib(peak)} at ${count}: ${growth <= FLAT_KIB ? "flat" : "NOT FLAT"} (${mib(growth)} more)`,
    ],
  };
};
