/**
 * Measuring: all rows in one run, one after another in every round, so that whatever disturbs the machine disturbs
 * all of them; a ratio is taken within a round and the median over the rounds.
 */

import { markdownTable, spread, time } from "./markdown.js";

/** Does the work so many times. */
export type Loop = (times: number) => void;

/** One row of the table: our work against other work. */
export interface Row {
  readonly name: string;
  /** The ratio that we want to stay within. */
  readonly goal: number;
  /** What stands in the place of LIMIT, where it is something else. */
  readonly against?: string;
  readonly ours: Loop;
  readonly other: Loop;
}

/** What a row came to. */
export interface Result {
  readonly name: string;
  readonly against: string;
  readonly goal: number;
  readonly ratio: number;
  readonly p10: number;
  readonly p90: number;
  readonly oursNs: number;
  readonly otherNs: number;
  readonly pass: boolean;
}

/** What `select` came to over some carts. */
export interface SelectionResult {
  readonly name: string;
  readonly goalMs: number | undefined;
  readonly medianMs: number;
  readonly p90Ms: number;
  /** Combinations that were calculated, median. */
  readonly visited: number;
  /** Carts for which the best was not certain. */
  readonly notOptimal: number;
  /** Its time over that of trying every combination, where that is feasible. */
  readonly ratioToExhaustive: number | undefined;
  readonly pass: boolean;
}

/** The result of the work goes here, so that no work is optimised away. */
export const sink: { last: unknown } = { last: undefined };

const nanosecondsOf = (loop: Loop, times: number): number => {
  const start = process.hrtime.bigint();
  loop(times);
  return Number(process.hrtime.bigint() - start);
};

/** The value below which a part of the sorted values lies. */
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;

export const summary = (values: readonly number[]): { median: number; p10: number; p90: number } => {
  const sorted = values.slice().sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p10: quantile(sorted, 0.1), p90: quantile(sorted, 0.9) };
};

/** Warms a loop up and finds how many times make a batch of this length. */
const batchOf = (loop: Loop, batchNs: number): number => {
  let times = 1;
  for (;;) {
    const spent = nanosecondsOf(loop, times);
    if (spent >= batchNs) break;
    times = spent * 8 < batchNs ? times * 4 : Math.ceil((times * batchNs * 1.1) / spent);
  }
  // Long enough for the optimising compiler to have finished with it, and again for the batch to fit its speed.
  const until = process.hrtime.bigint() + 300_000_000n;
  let spent = batchNs;
  while (process.hrtime.bigint() < until) spent = nanosecondsOf(loop, times);
  return Math.max(1, Math.ceil((times * batchNs) / spent));
};

/** How long and how often to measure. */
export interface Effort {
  readonly rounds: number;
  readonly batchNs: number;
}

interface Measured {
  readonly row: Row;
  readonly batches: readonly [ours: number, other: number];
  readonly ours: number[];
  readonly other: number[];
  readonly ratios: number[];
}

const measureOnce = ({ row, batches, ours, other, ratios }: Measured, oursFirst: boolean): void => {
  let oursNs = 0;
  if (oursFirst) oursNs = nanosecondsOf(row.ours, batches[0]) / batches[0];
  const otherNs = nanosecondsOf(row.other, batches[1]) / batches[1];
  if (!oursFirst) oursNs = nanosecondsOf(row.ours, batches[0]) / batches[0];
  ours.push(oursNs);
  other.push(otherNs);
  ratios.push(oursNs / otherNs);
};

/** Measures all rows interleaved; within a row, ours and the other take turns at going first. */
export const measure = (rows: readonly Row[], { rounds, batchNs }: Effort): readonly Result[] => {
  const measured = rows.map(
    (row): Measured => ({
      row,
      batches: [batchOf(row.ours, batchNs), batchOf(row.other, batchNs)],
      ours: [],
      other: [],
      ratios: [],
    }),
  );
  for (let round = 0; round < rounds; round++)
    for (const each of measured) measureOnce(each, round % 2 === 0);
  return measured.map(({ row, ours, other, ratios }) => {
    const { median: ratio, p10, p90 } = summary(ratios);
    return {
      name: row.name,
      against: row.against ?? "LIMIT",
      goal: row.goal,
      ratio,
      p10,
      p90,
      oursNs: summary(ours).median,
      otherNs: summary(other).median,
      pass: ratio <= row.goal,
    };
  });
};

/** The table of selections. */
export const selectionTable = (results: readonly SelectionResult[]): string =>
  markdownTable(
    ["row", "goal", "median [p90]", "combinations", "not certain", "÷ trying all", ""],
    results.map((each) => [
      each.name,
      each.goalMs === undefined ? "" : `≤ ${each.goalMs} ms`,
      `${each.medianMs.toFixed(2)} ms [${each.p90Ms.toFixed(2)}]`,
      String(each.visited),
      String(each.notOptimal),
      each.ratioToExhaustive === undefined ? "" : each.ratioToExhaustive.toFixed(4),
      each.goalMs === undefined ? "" : verdict(each.pass),
    ]),
  );

/** One table of ratios. */
export const table = (results: readonly Result[]): string =>
  markdownTable(
    ["row", "goal", "ratio [p10–p90]", "ours", "against", ""],
    results.map((each) => [
      each.name,
      `≤ ${each.goal}`,
      spread({ median: each.ratio, p10: each.p10, p90: each.p90 }),
      time(each.oursNs),
      `${each.against} ${time(each.otherNs)}`,
      verdict(each.pass),
    ]),
  );

const verdict = (pass: boolean): string => (pass ? "met" : "NOT MET");
