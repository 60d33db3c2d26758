/**
 * Builds examples/miniprogram as its users would: the package packed and installed, then the platform's official command
 * line. The tool gets no network and a home of its own, so that nothing of this machine leaves or stays.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const preload = fileURLToPath(new URL("blockNetwork.cjs", import.meta.url));
const tools = join(root, "tools/tma");
const tma = join(tools, "node_modules/tt-ide-cli/bin/tma.js");
const built = join(root, "dist/miniprogram");

const PACKAGE = "suanjia-miniprogram";
const MINUTES = 60_000;

/** Runs a command to its end. */
const run = (command, args, options = {}) => {
  const { stdout, stderr, status, error } = spawnSync(command, args, { encoding: "utf8", ...options });
  return { isDone: status === 0, stdout: stdout ?? "", said: `${stdout ?? ""}${stderr ?? ""}${error ?? ""}` };
};

const npm = (args, options) => run("npm", args, { shell: process.platform === "win32", ...options });

/** Installs the official command line, if it is not there yet: `undefined`, or why it cannot be installed. */
export const installTool = () => {
  // npm writes the second file last, so half an installation is none.
  if (existsSync(tma) && existsSync(join(tools, "node_modules/.package-lock.json"))) return undefined;
  process.stderr.write("Installing the official mini-program command line into tools/tma (npm ci) …\n");
  const { isDone, said } = npm(["ci", "--prefix", tools, "--no-audit", "--no-fund"], {
    timeout: 5 * MINUTES,
  });
  return isDone ? undefined : `npm ci --prefix tools/tma failed:\n${said}`;
};

/** Packs the package, and installs it where the example lies. */
const installPackage = (project, scratch) => {
  if (!existsSync(join(built, "index.js")))
    throw new Error("dist/miniprogram/index.js is missing: build first");
  const packed = npm(["pack", "--json", "--pack-destination", scratch, built]);
  if (!packed.isDone) throw new Error(`npm pack failed:\n${packed.said}`);
  const [{ filename }] = JSON.parse(packed.stdout);
  const args = ["install", "--no-save", "--no-package-lock", "--offline", "--no-audit", "--no-fund"];
  const installed = npm([...args, join(scratch, filename)], { cwd: project });
  if (!installed.isDone) throw new Error(`npm install of the package failed:\n${installed.said}`);
};

/** What the tool needs of the environment, and nothing that leads out of the scratch folder. */
const environment = (scratch, log) => ({
  PATH: process.env.PATH,
  HOME: scratch,
  USERPROFILE: scratch,
  TMPDIR: scratch,
  TMA_CLI_HOME: scratch,
  ALLOW_REPORT_EVENT: "no",
  NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
  BLOCK_NETWORK_LOG: log,
});

const linesOf = (file) =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** The official npm build. It ends with 0 even when it fails, so what it says and what it wrote decide. */
const buildNpm = (project, scratch) => {
  const log = join(scratch, "network.log");
  const start = performance.now();
  const { said } = run(process.execPath, [tma, "build-npm", "--project-path", project], {
    cwd: scratch,
    env: environment(scratch, log),
    timeout: 2 * MINUTES,
  });
  const seconds = (performance.now() - start) / 1000;
  const main = join(project, "miniprogram_npm", PACKAGE, "index.js");
  if (!said.includes("Build success") || !existsSync(main))
    throw new Error(`the official build failed:\n${said}`);
  return { seconds, networkAttempts: linesOf(log) };
};

/**
 * Builds the example in `target`, a folder that is made anew (default: one among the temporary files).
 *
 * @returns The folder, the seconds that the official tool took, and what it tried to reach in the network.
 */
export const buildExample = (target = join(mkdtempSync(join(tmpdir(), "suanjia-example-")), "app")) => {
  const missing = installTool();
  if (missing !== undefined) throw new Error(missing);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // The tool compares paths as they come, so links are followed first.
  const folder = realpathSync(target);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "suanjia-tma-")));
  try {
    cpSync(join(root, "examples/miniprogram"), folder, { recursive: true });
    installPackage(folder, scratch);
    return { folder, ...buildNpm(folder, scratch) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
