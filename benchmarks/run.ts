/**
 * The whole run: every row in one process, then the command line in processes of its own.
 */
import { commandLine } from "./cli.js";
import { measure, type Result, type Row, type SelectionResult, selectionTable, table } from "./measure.js";
import { allRows } from "./rows.js";

/** What to run. */
export interface Options {
  /** Only rows whose name holds this text. */
  readonly only: string | undefined;
  readonly rounds: number;
  /** How many orders the command line prices; 0 leaves it out. */
  readonly orders: number;
  /** Nothing but the command line. */
  readonly onlyCommandLine: boolean;
  readonly json: boolean;
  /** What `select` came to, in a process of its own; empty where it did not run. */
  readonly selection: readonly SelectionResult[];
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
  const { json, rounds, only, onlyCommandLine, orders, selection } = options;
  const results: Result[] = [];
  if (!onlyCommandLine) results.push(...measure(chosen(allRows(), only), { rounds, batchNs: BATCH_NS }));
  const cli = orders > 0 ? await commandLine(options) : undefined;
  if (cli !== undefined) results.push(...cli.results);
  const notes = cli?.notes ?? [];
  const about = { node: process.version, v8: process.versions.v8, arch: process.arch, rounds };
  if (json) console.log(JSON.stringify({ ...about, results, selection, notes }, undefined, 2));
  else
    console.log(
      [
        table(results),
        "",
        ...(selection.length > 0 ? [selectionTable(selection), ""] : []),
        ...notes,
        `Node ${about.node} (V8 ${about.v8}), ${about.arch}, ${rounds} rounds`,
      ].join("\n"),
    );
  return [...results, ...selection].every((result) => result.pass);
};
