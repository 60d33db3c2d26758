/**
 * The whole run: every row in one process, then the command line in processes of its own.
 */
import { commandLine } from "./cli.js";
import { measure, type Result, type Row, type SelectionResult, selectionTable, table } from "./measure.js";
import { type PeerResults, peerSections } from "./peers/results.js";
import { aboutLine, aboutOf, loadNow, writeReport } from "./report.js";
import { allRows } from "./rows.js";

/** What to run. */
export interface Options {
  /** The project's folder. */
  readonly root: string;
  /** Only rows whose name holds this text. */
  readonly only: string | undefined;
  readonly rounds: number;
  /** How many orders the command line prices; 0 leaves it out. */
  readonly orders: number;
  /** Nothing but the command line. */
  readonly onlyCommandLine: boolean;
  readonly json: boolean;
  /** The load before anything ran. */
  readonly loadBefore: number;
  /** What `select` came to, in a process of its own; empty where it did not run. */
  readonly selection: readonly SelectionResult[];
  /** What the peers came to, in processes of their own; undefined where they did not run. */
  readonly peers: PeerResults | undefined;
  /** Why the peers did not run, where they should have. */
  readonly peersMissing: string | undefined;
  /** The table without the JIT, where docs/benchmarks.md is to be written. */
  readonly jitless: string | undefined;
  /** The built command line. */
  readonly command: string;
  /** Where this bundle and those of the helper processes are. */
  readonly bundles: string;
}

/** A batch is far longer than what the clock and a call cost, and holds several collections of short-lived memory. */
const BATCH_NS = 20e6;

const chosen = (rows: readonly Row[], only: string | undefined): readonly Row[] =>
  only === undefined ? rows : rows.filter((row) => row.name.includes(only));

/** Measures and prints; resolves to whether every goal is met. */
export const run = async (options: Options): Promise<boolean> => {
  const { root, json, rounds, only, onlyCommandLine, orders, selection, peers, peersMissing } = options;
  const start = aboutOf(root, rounds);
  const results: Result[] = [];
  if (!onlyCommandLine) results.push(...measure(chosen(allRows(), only), { rounds, batchNs: BATCH_NS }));
  const cli = orders > 0 ? await commandLine(options) : undefined;
  if (cli !== undefined) results.push(...cli.results);
  const notes = [...(cli?.notes ?? []), ...(peersMissing === undefined ? [] : [peersMissing])];
  const about = { ...start, load: [options.loadBefore, loadNow()] as const };
  if (json) console.log(JSON.stringify({ ...about, results, selection, notes, peers }, undefined, 2));
  else {
    const parts = [
      ...(results.length > 0 ? [table(results)] : []),
      ...(selection.length > 0 ? [selectionTable(selection)] : []),
      ...(peers === undefined ? [] : [peerSections(peers)]),
      [...notes, aboutLine(about)].join("\n"),
    ];
    console.log(parts.join("\n\n"));
  }
  if (options.jitless !== undefined && peers !== undefined)
    writeReport(root, { about, results, selection, notes, jitless: options.jitless, peers });
  return [...results, ...selection].every((result) => result.pass);
};
