/**
 * docs/benchmarks.md: the results of a run, between two marks; what stands around them is written by hand.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { type Result, type SelectionResult, selectionTable, table } from "./measure.js";
import { type PeerResults, peerSections, plotsOf } from "./peers/results.js";
import { svgOf } from "./plots.js";

/** Where, when and on what a run was made. */
export interface About {
  readonly date: string;
  readonly version: string;
  readonly commit: string;
  readonly node: string;
  readonly v8: string;
  readonly machine: string;
  readonly rounds: number;
  /** How many processes waited for a processor, over the minute before the run and over that before its end. */
  readonly load: readonly [before: number, after: number];
}

/** All that a run gave. */
export interface Report {
  readonly about: About;
  readonly results: readonly Result[];
  readonly selection: readonly SelectionResult[];
  readonly notes: readonly string[];
  readonly jitless: string;
  readonly peers: PeerResults;
}

const commitOf = (root: string): string => {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    // What the run itself writes is no change of what was measured.
    const isChanged = git("status", "--porcelain", "--", ".", ":!docs") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${isChanged ? " with changes" : ""}`;
  } catch {
    return "unknown";
  }
};

/** What is known of a run when it starts. */
export const aboutOf = (root: string, rounds: number): Omit<About, "load"> => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly version: string;
  };
  const [cpu] = cpus();
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return {
    date: new Date().toISOString().slice(0, 16).replace("T", " "),
    version,
    commit: commitOf(root),
    node: process.version,
    v8: process.versions.v8,
    machine: `${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? "unknown"}, ${gib} GiB`,
    rounds,
  };
};

/** The load over the last minute. */
export const loadNow = (): number => loadavg()[0] as number;

/** One line about a run. */
export const aboutLine = ({ version, commit, node, v8, machine, rounds, load }: About): string =>
  `suanjia ${version} (commit ${commit}), Node ${node} (V8 ${v8}), ${machine}; ${rounds} rounds; ` +
  `load ${load.map((each) => each.toFixed(1)).join(" before, ")} after`;

const goalsOf = (results: readonly Result[], selection: readonly SelectionResult[]): string => {
  const missed = [...results, ...selection].filter((each) => !each.pass).map((each) => each.name);
  const count = results.length + selection.filter((each) => each.goalMs !== undefined).length;
  return missed.length === 0
    ? `All ${count} goals are met.`
    : `${count - missed.length} of ${count} goals are met; not met: ${missed.join("; ")}.`;
};

const versionList = (versions: PeerResults["versions"]): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");

const resultsOf = ({ about, results, selection, notes, jitless, peers }: Report): string =>
  [
    `Run on ${about.date} UTC: ${aboutLine(about)}.`,
    "",
    "## Goals",
    "",
    goalsOf(results, selection),
    "",
    table(results),
    "",
    selectionTable(selection),
    "",
    jitless.trim(),
    "",
    ...notes.map((note) => `- ${note}`),
    "",
    "## Peers",
    "",
    `${versionList(peers.versions)}.`,
    "",
    peerSections(peers, { apportion: "apportion.svg", price: "price.svg" }),
  ].join("\n");

const [BEGIN, END] = ["<!-- results of a run, written by it -->", "<!-- end of the results -->"];

/** Writes the document anew between its marks, and the plots beside it. */
export const writeReport = (root: string, report: Report): void => {
  const file = join(root, "docs", "benchmarks.md");
  const text = readFileSync(file, "utf8");
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the results`);
  writeFileSync(file, `${text.slice(0, from)}${BEGIN}\n\n${resultsOf(report)}\n\n${text.slice(to)}`);
  const folder = join(root, "docs", "plots");
  mkdirSync(folder, { recursive: true });
  for (const [name, plot] of Object.entries(plotsOf(report.peers)))
    writeFileSync(join(folder, name), svgOf(plot));
};
