/**
 * Contests: the same work by several contenders, in one process, one after another in every round.
 */
import { type Effort, summary } from "../measure.js";

/** Does the work so many times; some peers can do so only asynchronously. */
export type AnyLoop = (times: number) => void | Promise<void>;

/** One way to do the work. */
export interface Contender {
  readonly name: string;
  readonly loop: AnyLoop;
}

/** The contenders to whom all others are compared. */
export const OURS = "suanjia";
export const LIMIT = "LIMIT";

/** The same work at one size. */
export interface Contest {
  /** What is counted to tell its size: weights, lines × marketing. */
  readonly size: number;
  readonly name: string;
  /** LIMIT first, then ours. */
  readonly contenders: readonly Contender[];
}

/** A median, with the 10th and 90th percentile. */
export interface Spread {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}

/** What a contender came to. */
export interface Standing {
  readonly name: string;
  readonly ns: Spread;
  readonly timesLimit: Spread;
  readonly timesOurs: Spread;
}

/** What a contest came to. */
export interface ContestResult {
  readonly size: number;
  readonly name: string;
  readonly standings: readonly Standing[];
}

/** How each contender's time grew from one contest to another of the same run. */
export interface Growth {
  readonly name: string;
  readonly growths: readonly { readonly name: string; readonly ratio: Spread }[];
}

const nanosecondsOf = async (loop: AnyLoop, times: number): Promise<number> => {
  const start = process.hrtime.bigint();
  // Waiting for what is no promise would cost a turn of the loop of events.
  const pending = loop(times);
  if (pending !== undefined) await pending;
  return Number(process.hrtime.bigint() - start);
};

/** So long each loop runs before anything counts. */
const WARM_NS = 300_000_000n;

/** Warms a loop up, and finds how many times make a batch. */
const batchOf = async (loop: AnyLoop, batchNs: number): Promise<number> => {
  const until = process.hrtime.bigint() + WARM_NS;
  let times = 1;
  for (;;) {
    const spent = await nanosecondsOf(loop, times);
    if (process.hrtime.bigint() > until) return Math.max(1, Math.round((times * batchNs) / spent));
    if (spent < batchNs)
      times = Math.max(times + 1, Math.ceil((times * batchNs) / Math.max(spent, batchNs / 4)));
  }
};

interface Measured {
  readonly contest: Contest;
  readonly batches: readonly number[];
  /** Nanoseconds of one piece of work: by contender, then by round. */
  readonly samples: readonly number[][];
}

const measureOnce = async ({ contest, batches, samples }: Measured, round: number): Promise<void> => {
  const { contenders } = contest;
  for (let i = 0; i < contenders.length; i++) {
    // Another one goes first in every round.
    const at = (i + round) % contenders.length;
    const { loop } = contenders[at] as Contender;
    const times = batches[at] as number;
    (samples[at] as number[]).push((await nanosecondsOf(loop, times)) / times);
  }
};

const ratios = (over: readonly number[], under: readonly number[]): Spread =>
  summary(over.map((each, round) => each / (under[round] as number)));

const samplesOf = ({ contest, samples }: Measured, name: string): readonly number[] =>
  samples[contest.contenders.findIndex((each) => each.name === name)] as number[];

const resultOf = (measured: Measured): ContestResult => {
  const { contest, samples } = measured;
  const [limit, ours] = [samplesOf(measured, LIMIT), samplesOf(measured, OURS)];
  return {
    size: contest.size,
    name: contest.name,
    standings: contest.contenders.map(({ name }, i) => ({
      name,
      ns: summary(samples[i] as number[]),
      timesLimit: ratios(samples[i] as number[], limit),
      timesOurs: ratios(samples[i] as number[], ours),
    })),
  };
};

const growthOf = (measured: readonly Measured[], [from, to]: readonly [string, string]): Growth => {
  const [small, large] = [from, to].map(
    (name) => measured.find(({ contest }) => contest.name === name) as Measured,
  ) as [Measured, Measured];
  return {
    name: `${from} → ${to}`,
    growths: small.contest.contenders.map(({ name }) => ({
      name,
      ratio: ratios(samplesOf(large, name), samplesOf(small, name)),
    })),
  };
};

/** Holds all contests interleaved: every round visits every one of them, and every contender in it. */
export const hold = async (
  contests: readonly Contest[],
  pairs: readonly (readonly [from: string, to: string])[],
  { rounds, batchNs }: Effort,
): Promise<{ readonly contests: readonly ContestResult[]; readonly growth: readonly Growth[] }> => {
  const measured: Measured[] = [];
  for (const contest of contests) {
    const batches: number[] = [];
    for (const { loop } of contest.contenders) batches.push(await batchOf(loop, batchNs));
    measured.push({ contest, batches, samples: contest.contenders.map(() => []) });
  }
  for (let round = 0; round < rounds; round++) for (const each of measured) await measureOnce(each, round);
  return { contests: measured.map(resultOf), growth: pairs.map((pair) => growthOf(measured, pair)) };
};
