/**
 * The package as its users get it: packed, installed beside fresh projects, and used in each way there is.
 */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import {
  commonJs,
  esModule,
  installInto,
  makeProject,
  ORDERED,
  packInto,
  run,
  tsconfig,
  typeScript,
} from "./consumers.js";
import { ENTRY_POINTS } from "./entryPoints.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const versionOf = (name: string): string => {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return `${name}@${version}`;
};

const folder = mkdtempSync(join(tmpdir(), "suanjia-packed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

const needs = ENTRY_POINTS.flatMap((each) => each.needs ?? []);
const unreachable = installInto(folder, [packInto(folder), ...needs, versionOf("@types/node")]);
if (unreachable !== undefined) console.warn(`The packed package is NOT tested: ${unreachable}`);

const bin = join(folder, "node_modules/.bin/suanjia");
const examples = join(folder, "node_modules/suanjia/examples");

/** Runs a program of a project with this Node, and gives what it printed. */
const printed = (project: string, args: readonly string[]): string => {
  const { status, stdout, stderr } = run(process.execPath, args, join(folder, project));
  if (status !== 0 || stderr !== "")
    throw new Error(`${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

test("every entry of the package is one that is tested", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly exports: object;
  };
  const names = Object.keys(exports).filter((key) => key !== "./package.json");
  expect(ENTRY_POINTS.map(({ entry }) => entry).sort()).toEqual(
    names.map((key) => `suanjia${key.slice(1)}`).sort(),
  );
});

describe.skipIf(unreachable !== undefined)("installed from its tarball", () => {
  test("an ES module imports every entry, and orders", () => {
    makeProject(join(folder, "esm"), "module", { "main.js": esModule });
    expect(JSON.parse(printed("esm", ["main.js"]))).toEqual(ORDERED);
  });

  test("CommonJS requires every entry that it can, and orders", () => {
    makeProject(join(folder, "cjs"), "commonjs", { "main.js": commonJs });
    expect(JSON.parse(printed("cjs", ["main.js"]))).toEqual(ORDERED);
  });

  test("nothing is installed that was not asked for, and no script runs", () => {
    const { packages } = JSON.parse(
      readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8"),
    ) as { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> };
    const { peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly peerDependencies: object;
    };
    const names = Object.keys(packages).map((path) => path.replace("node_modules/", ""));
    expect(names).toContain("suanjia");
    const asked = needs.map((each) => each.replace(/(?!^)@.*$/, ""));
    for (const peer of Object.keys(peerDependencies).filter((each) => !asked.includes(each)))
      expect(names).not.toContain(peer);
    expect(Object.values(packages).filter((each) => each.hasInstallScript)).toEqual([]);
  });

  const tsc = join(root, "node_modules/typescript/bin/tsc");

  test("TypeScript for Node, strict to the libraries, in both module systems", () => {
    makeProject(join(folder, "nodenext"), "module", {
      "src/main.mts": typeScript(false),
      "src/main.cts": typeScript(true),
      "tsconfig.json": tsconfig("nodenext", "nodenext"),
    });
    expect(printed("nodenext", [tsc, "-p", "."])).toBe("");
    for (const file of ["main.mjs", "main.cjs"])
      expect(JSON.parse(printed("nodenext", [`out/${file}`])), file).toEqual(ORDERED);
  });

  test("TypeScript for a bundler, strict to the libraries, and bundled", async () => {
    makeProject(join(folder, "bundler"), "module", {
      "src/main.ts": typeScript(false),
      "tsconfig.json": tsconfig("esnext", "bundler"),
    });
    expect(printed("bundler", [tsc, "-p", "."])).toBe("");
    await build({
      absWorkingDir: join(folder, "bundler"),
      entryPoints: ["src/main.ts"],
      outfile: "out/main.js",
      bundle: true,
      format: "esm",
      platform: "node",
      // What only the server loads, when it starts, and is not there.
      external: ["pino", "prom-client", "pg", "@electric-sql/pglite", "@electric-sql/pglite/nodefs"],
      logLevel: "error",
    });
    expect(JSON.parse(printed("bundler", ["out/main.js"]))).toEqual(ORDERED);
  });

  test("the command prices an example that came along", () => {
    const { status, stdout } = run(bin, ["price", join(examples, "three-units.json")], folder);
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { readonly totals: object }).totals).toMatchObject({ totalAmount: 3908 });
  });

  test("the service says which package is to be installed first", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const files = ["catalog", "promotions"].flatMap((name) => [`--${name}`, join(examples, `${name}.json`)]);
    const { status, stdout, stderr } = run(bin, ["serve", ...files, "--port", "0"], folder, {
      SUANJIA_APP_ID: "tt0000000000000000",
      SUANJIA_PLATFORM_PUBLIC_KEY: publicKey.export({ type: "spki", format: "pem" }),
    });
    expect(stderr.trim()).toMatch(
      /suanjia serve needs the package pino, which is not installed: npm install pino$/,
    );
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });
});
