/**
 * Projects of users: the package installed from its tarball, and programs that use it in each way there is.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENTRY_POINTS } from "./entryPoints.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a command said, and how it ended. */
interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export const run = (command: string, args: readonly string[], cwd: string, env: object = {}): Said => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    shell: process.platform === "win32" && command === "npm",
  });
  return { status, stdout: stdout ?? "", stderr: `${stderr ?? ""}${error?.message ?? ""}` };
};

/** Packs the package as it would be published. */
export const packInto = (folder: string): string => {
  if (!existsSync(join(root, "dist/index.js"))) throw new Error("dist/index.js is missing: build first");
  const { status, stdout, stderr } = run("npm", ["pack", "--json", "--pack-destination", folder], root);
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  return join(folder, packed?.filename as string);
};

/** Nothing but the network is at fault where npm says one of these. */
const UNREACHABLE =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;

/** Installs packages into a folder, for the projects in it: `undefined`, or why the registry could not be reached. */
export const installInto = (folder: string, packages: readonly string[]): string | undefined => {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=20000"];
  const { status, stdout, stderr } = run("npm", ["install", ...flags, ...packages], folder);
  if (status === 0) return undefined;
  if (UNREACHABLE.test(stderr)) return `the npm registry cannot be reached:\n${stderr}`;
  throw new Error(`npm install failed in ${folder}:\n${stdout}${stderr}`);
};

/** Writes the files of a project. */
export const makeProject = (
  folder: string,
  type: "module" | "commonjs",
  files: Readonly<Record<string, string>>,
): void => {
  const all = { "package.json": JSON.stringify({ private: true, type }), ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
};

/** Selects, prices, writes and verifies; prints what came of it. The same in every language and module system. */
const ORDER = `
const cart = { lines: [{ goodsId: "tea", unitPrice: 1000, quantity: 3 }] };
const selection = select(
  cart,
  [{ id: "2.5", type: 4, discountRange: 2, title: "", benefit: { kind: "amountOff", amountFen: 1000 } }],
  { now: 1700000000000 },
);
if (selection._tag === "Left") throw new Error(JSON.stringify(selection.left));
const quote = price(toPricingRequest(cart, selection.right));
if (quote._tag === "Left") throw new Error(JSON.stringify(quote.left));
const order = toPluginOrder(quote.right);
if (order._tag === "Left") throw new Error(JSON.stringify(order.left));
const report = verify(order.right, { checks: ["amounts"] });
if (report._tag === "Left") throw new Error(JSON.stringify(report.left));
console.log(JSON.stringify({
  units: quote.right.lines[0]?.units.map((run) => [run.count, run.payableAmount]),
  ok: report.right.ok,
  violations: report.right.violations.length,
}));
`;

/** What the program prints: 3000 fen less 1000 over three units. */
export const ORDERED = {
  units: [
    [1, 666],
    [2, 667],
  ],
  ok: true,
  violations: 0,
};

const NAMES = "price, select, toPluginOrder, toPricingRequest, verify";

/** The entries that a module system can load, each with a name of its own. */
const loadable = (commonJs: boolean) =>
  ENTRY_POINTS.filter((each) => each.commonJs || !commonJs).map((each, i) => ({
    ...each,
    name: `entry${i}`,
  }));

/** Stops where an entry lacks its value. */
const valueChecks = (commonJs: boolean): string =>
  loadable(commonJs)
    .filter(({ value }) => value !== undefined)
    .map(
      ({ entry, value, name }) =>
        `if (!("${value}" in ${name})) throw new Error("${entry} has no ${value}");`,
    )
    .join("\n");

/** The program as an ES module. */
export const esModule = [
  `import { ${NAMES} } from "suanjia";`,
  ...loadable(false).map(({ entry, name }) => `import * as ${name} from "${entry}";`),
  valueChecks(false),
  ORDER,
].join("\n");

/** The program in CommonJS. */
export const commonJs = [
  `const { ${NAMES} } = require("suanjia");`,
  ...loadable(true).map(({ entry, name }) => `const ${name} = require("${entry}");`),
  valueChecks(true),
  ORDER,
].join("\n");

/** The program in TypeScript, for a file that is or is not CommonJS: with a fault that only real types can find. */
export const typeScript = (isCommonJs: boolean): string =>
  [
    `import { ${NAMES} } from "suanjia";`,
    // What declares globals is declared once in a program, which has both kinds of files.
    ...loadable(isCommonJs)
      .filter(({ type }) => type !== undefined || !isCommonJs)
      .map(({ entry, name, value }) =>
        value === undefined ? `import "${entry}";` : `import * as ${name} from "${entry}";`,
      ),
    ...loadable(isCommonJs)
      .filter(({ type }) => type !== undefined)
      .map(({ entry, type, name }) => `export type Of_${name} = import("${entry}").${type};`),
    valueChecks(isCommonJs),
    ORDER,
    "// @ts-expect-error -- an amount is a number",
    'price({ lines: [{ goodsId: "tea", unitPrice: "1000", quantity: 1 }] });',
    "// @ts-expect-error -- a quote has lines",
    'export type Of_nothing = import("suanjia").Quote["rows"];',
  ].join("\n");

/** The strictest settings that a user may have. */
export const tsconfig = (module: "nodenext" | "esnext", moduleResolution: "nodenext" | "bundler"): string =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      target: "es2022",
      lib: ["es2022"],
      types: ["node"],
      module,
      moduleResolution,
      noEmit: module === "esnext",
      outDir: "out",
      rootDir: "src",
    },
    include: ["src"],
  });
