// Writes docs/mutation.md from what Stryker found in each room, and from the explanations of what survived. Fails where a
// survivor has no explanation, and where an explanation explains nothing any more.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ROOMS, reportOf } from "./mutation/rooms.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path) => readFileSync(`${root}${path}`, "utf8");
const json = (path) => JSON.parse(read(path));

const DETECTED = ["Killed", "Timeout"];
const ALIVE = ["Survived", "NoCoverage"];

const oneLine = (text) => text.replace(/\s+/g, " ").trim();
const cut = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

/** The text of a mutated place. */
const originalOf = (source, { start, end }) =>
  source
    .split("\n")
    .slice(start.line - 1, end.line)
    .map((line, i, all) =>
      line.slice(i === 0 ? start.column - 1 : 0, i === all.length - 1 ? end.column - 1 : undefined),
    )
    .join("\n");

/** The mutants of a room, each with its file, its whole line, and what became of what. */
const mutantsOf = (room) => {
  if (!existsSync(`${root}${reportOf(room)}`))
    throw new Error(`${reportOf(room)} is not there: run npm run mutation -- ${room} first`);
  return Object.entries(json(reportOf(room)).files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, mutatorName, location, replacement }) => ({
      room,
      file,
      status,
      mutator: mutatorName,
      at: `${file}:${location.start.line}`,
      line: source.split("\n")[location.start.line - 1].trim(),
      original: oneLine(originalOf(source, location)),
      replacement: oneLine(replacement ?? ""),
    })),
  );
};

const all = Object.keys(ROOMS).flatMap(mutantsOf);
const alive = all.filter(({ status }) => ALIVE.includes(status));

const explanations = json("scripts/mutation/explanations.json");
/** A mutant is known by its file, its line, what stood there and what stands there now: a line's number would change. */
const isMeant = ([line, original, replacement], mutant) =>
  mutant.line === line && mutant.original === original && mutant.replacement === replacement;
const explains = ({ survivors }, mutant) =>
  survivors[mutant.file]?.some((survivor) => isMeant(survivor, mutant)) === true;
const unexplained = alive.filter((mutant) => !explanations.some((each) => explains(each, mutant)));
const stale = explanations
  .flatMap(({ survivors }) => Object.entries(survivors))
  .flatMap(([file, listed]) => listed.map((survivor) => ({ file, survivor })))
  .filter(({ file, survivor }) => !alive.some((mutant) => mutant.file === file && isMeant(survivor, mutant)));

const count = (mutants, ...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

const row = (name, mutants) => {
  const detected = count(mutants, ...DETECTED);
  const judged = detected + count(mutants, ...ALIVE);
  const equivalent = alive.filter(
    (mutant) =>
      mutants.includes(mutant) && explanations.some((each) => each.equivalent && explains(each, mutant)),
  ).length;
  const cells = [
    name,
    judged,
    count(mutants, "Killed"),
    count(mutants, "Timeout"),
    count(mutants, "Survived"),
    count(mutants, "NoCoverage"),
    percent(detected, judged),
    equivalent,
    percent(detected, judged - equivalent),
  ];
  return `| ${cells.join(" | ")} |`;
};

const code = (text) => {
  const fence = "`".repeat(1 + Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)));
  return text === "" ? "nothing" : `${fence} ${cut(text)} ${fence}`.replaceAll("|", "\\|");
};

const survivors = explanations
  .map((explanation) => {
    const own = alive.filter((mutant) => explains(explanation, mutant));
    const list = own.map(
      ({ at, mutator, original, replacement }) =>
        `- ${at} (${mutator}): ${code(original)} → ${code(replacement)}`,
    );
    return `**${explanation.equivalent ? "Equivalent" : "Left"}.** ${explanation.why}\n\n${list.join("\n")}`;
  })
  .join("\n\n");

const version = json("node_modules/@stryker-mutator/core/package.json").version;
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
const changed = execFileSync("git", ["status", "--porcelain", "src", "test"], {
  cwd: root,
  encoding: "utf8",
});

const inCode = (paths) => paths.map((path) => `\`${path}\``).join(", ");
const rooms = Object.entries(ROOMS).map(([room, { mutate, tests }]) => {
  const changed = mutate.filter((path) => !path.startsWith("!"));
  return `| ${room} | ${inCode(changed)} | ${inCode(tests)} |`;
});

writeFileSync(
  `${root}docs/mutation.md`,
  `${read("scripts/mutation/preface.md").trim().replace("ROOMS", rooms.join("\n"))}

## Scores

Stryker ${version}, on commit ${commit}${changed === "" ? "" : " with changes"}.

| room | mutants | killed | timed out | survived | not covered | score | equivalent | score without these |
|---|---|---|---|---|---|---|---|---|
${Object.keys(ROOMS)
  .map((room) =>
    row(
      room,
      all.filter((mutant) => mutant.room === room),
    ),
  )
  .join("\n")}
${row("all", all)}

## Survivors

${survivors}
`,
);

for (const { at, mutator, line, original, replacement } of unexplained)
  console.error(`no explanation: ${at} ${mutator}\n  ${JSON.stringify([line, original, replacement])}`);
for (const { file, survivor } of stale)
  console.error(`explains nothing: ${file} ${JSON.stringify(survivor)}`);
console.error(
  `${all.length} mutants, ${alive.length} alive, ${unexplained.length} of them without an explanation`,
);
if (unexplained.length + stale.length > 0) process.exitCode = 1;
