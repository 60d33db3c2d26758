// Runs the tests under other versions of Node: npm run test:versions [-- 22 24]
//
// Each version is the newest of its major that the npm registry has, taken from the package of this platform's binary;
// the tests run on a clean copy of the tracked files, installed and built by that version. A version that has run on
// these very files is not run again: its result is kept in .cache/node, so that a run cut short goes on where it was.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const MAJORS = ["20", "22", "24", "26"];
const isWindows = process.platform === "win32";

/** The package that holds the binary, which `node` itself would install by a script. */
const BINARY = `${process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${isWindows ? "win" : process.platform}-${process.arch}`;

/** Nothing of the npm and the Node that run this script. */
const environment = (path = []) => {
  const kept = Object.entries(process.env).filter(([key]) => !/^(?:npm_(?!config_)|NODE$)/.test(key));
  const outer = (process.env.PATH ?? "").split(delimiter).filter((each) => !each.includes("node_modules"));
  return { ...Object.fromEntries(kept), PATH: [...path, ...outer].join(delimiter) };
};

const npm = (args, options) =>
  spawnSync("npm", args, { encoding: "utf8", shell: isWindows, env: environment(), ...options });

const byVersion = (a, b) => {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
};

/** The newest version of a major, or why there is none. */
const newestOf = (major) => {
  const { stdout, stderr, status } = npm(["view", `node@${major}`, "version", "--json"]);
  if (status !== 0) return { missing: `npm view node@${major} failed: ${stderr.trim()}` };
  const versions = [JSON.parse(stdout)].flat().filter((each) => /^\d+\.\d+\.\d+$/.test(each));
  return { version: versions.sort(byVersion).at(-1) };
};

/** The folder of a version's binary, installed if it is not there yet, or why it cannot be. */
const installed = (version, folder) => {
  const bin = join(folder, "node_modules", BINARY, "bin");
  const said = () => spawnSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).stdout?.trim();
  if (said() === `v${version}`) return { bin };
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
  const { status, stderr } = npm(["install", ...flags, `${BINARY}@${version}`], { cwd: folder });
  if (status !== 0) return { missing: `${BINARY}@${version} cannot be installed: ${stderr.trim()}` };
  const actual = said();
  return actual === `v${version}` ? { bin } : { missing: `${BINARY}@${version} says that it is ${actual}` };
};

const trackedFiles = () => {
  const { stdout, status, stderr } = spawnSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  return stdout.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
};

const digestOf = (files) => {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
};

const copyTo = (folder, files) => {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
};

/** Installs, builds and tests in a clean copy; what each step prints goes to a file. */
const runIn = (copy, bin, folder) => {
  const node = join(bin, "node");
  const output = openSync(join(folder, "output.log"), "w");
  const options = { cwd: copy, env: environment([bin]), stdio: ["ignore", output, output], shell: isWindows };
  const report = join(folder, "vitest.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const steps = [
    ["npm ci", "npm", ["ci", "--no-audit", "--no-fund"]],
    ["build", "npm", ["run", "build"]],
    ["test", node, [join(copy, "node_modules/vitest/vitest.mjs"), "run", ...reporters]],
  ];
  for (const [step, command, args] of steps) {
    const { status } = spawnSync(command, args, options);
    if (status !== 0 && (step !== "test" || !existsSync(report))) return { exit: `${status} (${step})` };
    if (step === "test") return { exit: String(status), ...countsOf(report, copy) };
  }
};

const countsOf = (report, copy) => {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === "failed").map((each) => each.fullName);
    const named = failed.length === 0 && status === "failed" ? [message] : failed;
    return named.map((title) => `${name.replace(`${copy}/`, "")}: ${title}`);
  });
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures };
};

const resultOf = (major) => {
  const { version, missing } = newestOf(major);
  if (version === undefined) return { version: major, exit: "not had", failures: [missing] };
  const folder = join(root, ".cache/node", major);
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, "result.json");
  const files = trackedFiles();
  const digest = digestOf(files);
  if (existsSync(kept)) {
    const before = JSON.parse(readFileSync(kept, "utf8"));
    if (before.version === version && before.digest === digest) return before;
  }
  const { bin, missing: why } = installed(version, folder);
  if (bin === undefined) return { version, exit: "not had", failures: [why] };
  process.stderr.write(
    `Node ${version}: npm ci, build, test (output in .cache/node/${major}/output.log) …\n`,
  );
  const copy = mkdtempSync(join(tmpdir(), `suanjia-node-${major}-`));
  try {
    copyTo(copy, files);
    const start = performance.now();
    const run = runIn(copy, bin, folder);
    const result = { version, digest, ...run, seconds: Math.round((performance.now() - start) / 1000) };
    writeFileSync(kept, `${JSON.stringify(result, undefined, 2)}\n`);
    return result;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

const asked = process.argv.slice(2);
if (asked.some((each) => !/^\d+$/.test(each))) {
  process.stderr.write("usage: npm run test:versions [-- MAJOR …]\n");
  process.exit(64);
}
const results = (asked.length > 0 ? asked : MAJORS).map(resultOf);

const COLUMNS = ["version", "exit", "passed", "failed", "skipped", "seconds"];
const rows = [COLUMNS, ...results.map((result) => COLUMNS.map((column) => String(result[column] ?? "")))];
for (const row of rows)
  console.log(
    row
      .map((cell) => cell.padEnd(10))
      .join("  ")
      .trimEnd(),
  );
for (const { version, failures = [] } of results)
  for (const failure of failures) console.log(`${version}: ${failure}`);
process.exitCode = results.every(({ exit }) => exit === "0") ? 0 : 1;
