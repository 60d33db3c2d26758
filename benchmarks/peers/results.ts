/**
 * What the peers came to, as tables.
 */
import { markdownTable, spread, time } from "../markdown.js";
import type { Plot } from "../plots.js";
import type { Answer } from "./answers.js";
import { type ContestResult, type Growth, LIMIT, OURS, type Standing } from "./contest.js";

/** One work by all contenders, as its process printed it. */
export interface WorkResult {
  readonly contests: readonly ContestResult[];
  readonly growth: readonly Growth[];
}

/** Everything about the peers. */
export interface PeerResults {
  readonly versions: Readonly<Record<string, string>>;
  readonly answers: readonly Answer[];
  readonly works: Readonly<Record<Answer["work"], WorkResult>>;
}

const HEADS: Readonly<Record<Answer["work"], readonly [title: string, size: string]>> = {
  apportion: ["Apportion an amount over n weights", "n"],
  price: ["Price an order", "lines × marketing"],
  conditions: ["Judge which promotions may apply", "promotions"],
  decode: ["Read and check a request", "lines × marketing"],
};

const namesOf = ({ contests }: WorkResult): readonly string[] =>
  contests[0]?.standings.map(({ name }) => name) ?? [];

/** Times of LIMIT, and how many times longer everybody else takes. */
const contestTable = (size: string, work: WorkResult): string => {
  const others = namesOf(work).filter((name) => name !== LIMIT);
  return markdownTable(
    [size, LIMIT, ...others],
    work.contests.map(({ name, standings }) => {
      const of = (who: string): Standing => standings.find((each) => each.name === who) as Standing;
      return [name, time(of(LIMIT).ns.median), ...others.map((who) => spread(of(who).timesLimit))];
    }),
  );
};

const growthTable = (size: string, work: WorkResult): string =>
  markdownTable(
    [`growth, ${size}`, ...namesOf(work)],
    work.growth.map(({ name, growths }) => [name, ...growths.map((each) => spread(each.ratio))]),
  );

const answerList = (answers: readonly Answer[]): string =>
  answers.map(({ name, answer }) => `- ${name}: ${answer}.`).join("\n");

/** The tables of one work, with the answers beside ours. */
const section = (work: Answer["work"], { answers, works }: PeerResults, plot?: string): string => {
  const [title, size] = HEADS[work];
  const result = works[work];
  return [
    `### ${title}`,
    "",
    ...(plot === undefined ? [] : [`![${title}: time against ${size}](plots/${plot})`, ""]),
    contestTable(size, result),
    "",
    ...(result.growth.length > 0 ? [growthTable(size, result), ""] : []),
    answerList(answers.filter((each) => each.work === work)),
  ].join("\n");
};

/** All tables of the peers; with the names of their plots, where these are written. */
export const peerSections = (
  results: PeerResults,
  plots: Readonly<Partial<Record<Answer["work"], string>>> = {},
): string =>
  (Object.keys(HEADS) as Answer["work"][]).map((work) => section(work, results, plots[work])).join("\n\n");

const plotOf = (work: WorkResult, titles: Omit<Plot, "series">): Plot => ({
  ...titles,
  series: namesOf(work).map((name) => ({
    name: name === LIMIT ? "LIMIT, by hand" : name === OURS ? "suanjia" : name,
    points: work.contests.map(({ size, standings }) => ({
      x: size,
      y: (standings.find((each) => each.name === name) as Standing).ns.median,
    })),
  })),
});

/** The plots, by the file that each is written to. */
export const plotsOf = ({ works }: PeerResults): Readonly<Record<string, Plot>> => ({
  "apportion.svg": plotOf(works.apportion, {
    title: "Apportion an amount over n weights",
    xTitle: "n, weights",
    yTitle: "time of one call, median",
  }),
  "price.svg": plotOf(works.price, {
    title: "Price an order whose marketing is for all lines",
    xTitle: "lines × marketing",
    yTitle: "time of one order, median",
  }),
});
