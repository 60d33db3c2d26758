/**
 * docs/evidence.md: what was tried, how often, from which seed, of which commit.
 */
import { availableParallelism, cpus } from "node:os";
import { chunksOf, commandOf } from "./suites.mjs";

const count = (number) => number.toLocaleString("en");

const duration = (seconds) => {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0
    ? `${hours} h ${minutes} min`
    : minutes > 0
      ? `${minutes} min ${whole % 60} s`
      : `${whole} s`;
};

const casesOf = (done) => {
  const sums = new Map();
  for (const { counts = {} } of done)
    for (const [kind, cases] of Object.entries(counts)) sums.set(kind, (sums.get(kind) ?? 0) + cases);
  const { cases, ...others } = Object.fromEntries(sums);
  return [
    ...(cases === undefined ? [] : [count(cases)]),
    ...Object.entries(others).map(([kind, number]) => `${count(number)} ${kind}`),
  ].join("; ");
};

/** One row: the suite, what it shows, and its counts every day and in this run. */
const rowOf = (suite, { scale, seed, done }) => {
  const [everyday, ...deep] = chunksOf(suite, scale, seed).map((chunk) => done[chunk.name]);
  const skipped = deep.find((each) => each.skipped !== undefined)?.skipped;
  const sumOf = (key) => deep.reduce((sum, each) => sum + (each[key] ?? 0), 0);
  return [
    `\`${suite.name}\``,
    suite.holds,
    skipped === undefined ? casesOf([everyday]) : "",
    skipped ?? casesOf(deep),
    String(deep.length),
    duration(sumOf("seconds")),
    duration(sumOf("worked")),
  ];
};

const line = (cells) => `| ${cells.join(" | ")} |`;

/**
 * @param {object} run
 * @param {readonly import("./suites.mjs").Suite[]} run.suites
 * @param {{ commit: string, changes: string | undefined }} run.tree
 * @param {{ seed: number, scale: number, seconds: number, done: Record<string, object> }} run.state
 * @returns {string} The page.
 */
export const evidenceOf = ({ suites, tree, state }) => {
  const { seed, scale, seconds, done } = state;
  const example = chunksOf(suites.find(({ name }) => name === "oracle") ?? suites[0], scale, seed)[1];
  return `# Evidence

Written by \`npm run test:deep\`, which ran every suite below to its end without a failure. Every number is counted by the
suite itself while it runs.

| | |
|---|---|
| commit | \`${tree.commit}\`${tree.changes === undefined ? "" : `, **with changes that are not committed** (${tree.changes})`} |
| seed | ${seed} |
| scale | ${scale}${scale === 1 ? "" : ", where 1 is the whole run"} |
| time | ${duration(seconds)}, two chunks at a time |
| Node.js | ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"} |

${line(["suite", "what holds", "cases in `npm test`", "cases in this run", "chunks", "time", "processor time"])}
|---|---|--:|--:|--:|--:|--:|
${suites.map((suite) => line(rowOf(suite, state))).join("\n")}

Each chunk has a seed of its own, made of its name and the seed above. To run it all again, from the same seed:

\`\`\`console
npm run test:deep -- --seed ${seed}${scale === 1 ? "" : ` --scale ${scale}`}
\`\`\`

A run that was interrupted goes on where it stopped (\`.cache/deep\`), as long as the code is the same. \`--only NAME\` runs one
suite, \`--scale 0.1\` a tenth of each. A chunk that fails is printed with its output and the one command that repeats it, such
as the first of \`${example.suite.name}\`:

\`\`\`console
${commandOf(example)}
\`\`\`

\`npm test\` runs the same suites with fewer cases (third column), beside every other test: the examples of each rule, the
platform's own samples, the known faults of other software, the laws on 1,000 random orders each, and all code in the
documents. \`npm run fuzz\` runs the suites of hostile inputs alone; what fails there is printed with the command that keeps it
in \`test/corpus\`, which the same suites try first, always.
`;
};
