/**
 * The mini-program package through the bundlers of the frameworks: webpack 5 as Taro runs it, vite as uni-app does.
 *
 * The bundlers have a package.json of their own in tools/bundlers, so that nobody else installs them: this file does.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { parse } from "acorn";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { bareContext } from "../../scripts/miniprogram/loadMiniProgram.mjs";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { EXAMPLE } from "../support/pricingExample.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = join(root, "dist", "miniprogram");
const tools = join(root, "tools", "bundlers");

if (!existsSync(join(built, "index.js")))
  throw new Error(`${built} is missing: build first, with node scripts/miniprogram.mjs`);

/** Whether what is installed is not older than the lock. */
const isInstalled = (): boolean => {
  const done = join(tools, "node_modules", ".package-lock.json");
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(tools, "package-lock.json")).mtimeMs;
};

/** Why the bundlers cannot be had, or nothing. */
const missing = ((): string | undefined => {
  if (isInstalled()) return undefined;
  try {
    const quick = ["--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=30000"];
    // npm reads its settings from npm_config_*, and an outer npm run's prefix is not ours.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^npm_config_.*prefix$/i.test(key)),
    );
    execFileSync("npm", ["ci", "--prefix", tools, ...quick], { env, stdio: "pipe", timeout: 180_000 });
    return undefined;
  } catch (error) {
    const stderr = String((error as { readonly stderr?: unknown }).stderr ?? error);
    // The reason comes before how to go on, which is long.
    return stderr.split("\n").slice(0, 4).join("\n");
  }
})();
if (missing !== undefined)
  console.warn(
    `SKIPPED: the bundlers of tools/bundlers cannot be installed, so nothing is bundled.\n${missing}`,
  );

/** Requires what tools/bundlers has installed. */
const installed = createRequire(join(tools, "package.json"));

/** A page as a project has it: its source, and the package in node_modules as npm would put it there. */
const projectOf = (): string => {
  const project = mkdtempSync(join(tmpdir(), "suanjia-bundlers-"));
  afterAll(() => rmSync(project, { recursive: true, force: true }));
  cpSync(built, join(project, "node_modules", "suanjia-miniprogram"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "name": "project", "private": true }\n');
  const page = join(project, "src", "pages", "order", "index.js");
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(
    page,
    `import { preparePluginOrder } from "suanjia-miniprogram";
Page({ prepare: (request, order) => JSON.stringify(preparePluginOrder(JSON.parse(request), JSON.parse(order))) });
`,
  );
  return project;
};

/** What a bundler made of the project: the files that the page needs, by their names, and those to start with. */
interface Bundled {
  readonly files: Readonly<Record<string, string>>;
  readonly start: readonly string[];
}

const PAGE = "pages/order/index";
const isLibrary = /[\\/]node_modules[\\/]/;

/** What is read of webpack's report. */
interface Stats {
  readonly toJson: (options: object) => {
    readonly errors: readonly unknown[];
    readonly warnings: readonly unknown[];
    readonly entrypoints: Readonly<Record<string, { readonly assets: readonly { readonly name: string }[] }>>;
  };
}

/** The settings that Taro gives webpack for a mini-program: chunks meet under a name in `tt`, libraries in `vendors`. */
const byWebpack = async (project: string): Promise<Bundled> => {
  const webpack = installed("webpack");
  const compiler = webpack({
    mode: "production",
    context: project,
    entry: { [PAGE]: join(project, "src", `${PAGE}.js`) },
    target: ["web", "es2015"],
    devtool: false,
    output: { path: join(project, "dist"), globalObject: "tt", chunkLoadingGlobal: "webpackJsonp" },
    optimization: {
      runtimeChunk: { name: "runtime" },
      splitChunks: {
        chunks: "all",
        cacheGroups: { vendors: { name: "vendors", test: isLibrary, minSize: 0, enforce: true } },
      },
    },
  });
  const stats = await new Promise<Stats>((done, failed) => {
    compiler.run((error: Error | null, result: unknown) =>
      error === null ? done(result as Stats) : failed(error),
    );
  });
  expect(stats.toJson({ all: false, errors: true, warnings: true })).toMatchObject({
    errors: [],
    warnings: [],
  });
  const { entrypoints } = stats.toJson({ all: false, entrypoints: true });
  const start = (entrypoints[PAGE]?.assets ?? []).map(({ name }) => name);
  const read = (name: string): [string, string] => [name, readFileSync(join(project, "dist", name), "utf8")];
  return { files: Object.fromEntries(start.map(read)), start };
};

/** The settings that uni-app gives vite for a mini-program: CommonJS files, libraries in `common/vendor`. */
const byVite = async (project: string): Promise<Bundled> => {
  const vite = await import(pathToFileURL(installed.resolve("vite")).href);
  const result = await vite.build({
    root: project,
    configFile: false,
    envFile: false,
    mode: "production",
    logLevel: "error",
    build: {
      target: "es2015",
      write: false,
      modulePreload: false,
      rollupOptions: {
        input: { [PAGE]: join(project, "src", `${PAGE}.js`) },
        output: {
          format: "cjs",
          entryFileNames: "[name].js",
          chunkFileNames: "[name].js",
          manualChunks: (id: string) => (isLibrary.test(id) ? "common/vendor" : undefined),
        },
      },
    },
  });
  const chunks: { fileName: string; code: string }[] = result.output;
  return {
    files: Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code])),
    start: [`${PAGE}.js`],
  };
};

type Prepare = (request: string, order: string) => string;

/** Starts the page in a bare scope: every file is a module of its own, as in a mini-program. */
const started = ({ files, start }: Bundled): Prepare => {
  const scope = bareContext();
  const pages: { prepare: Prepare }[] = [];
  const modules = new Map<string, { exports: unknown }>();
  const tt = vm.runInContext("({})", scope);
  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const code = files[name];
    if (code === undefined) throw new Error(`no such file: ${name}`);
    const module = vm.runInContext("({ exports: {} })", scope);
    modules.set(name, module);
    const parameters = ["require", "module", "exports", "tt", "Page"];
    const wrapped = vm.runInContext(`(function (${parameters.join(", ")}) { ${code}\n})`, scope, {
      filename: name,
    });
    const require = (other: string): unknown =>
      load(new URL(other, `file:///${name}`).pathname.slice(1).replace(/(?:\.js)?$/, ".js"));
    wrapped(require, module, module.exports, tt, (page: { prepare: Prepare }) => pages.push(page));
    return module.exports;
  };
  for (const name of start) load(name);
  expect(pages).toHaveLength(1);
  return (pages[0] as { prepare: Prepare }).prepare;
};

const itself = createRequire(import.meta.url)(built) as {
  preparePluginOrder: (request: unknown, order: unknown) => unknown;
};
const directly: Prepare = (request, order) =>
  JSON.stringify(itself.preparePluginOrder(JSON.parse(request), JSON.parse(order)));

const EXAMPLE_ORDER = { skuList: [{ skuId: EXAMPLE.lines[0].skuId, skuType: 1 }], note: "少冰" };

describe.skipIf(missing !== undefined).each([
  ["webpack 5, as Taro runs it", byWebpack],
  ["vite, as uni-app runs it", byVite],
] as const)("%s", (_, bundle) => {
  const bundling = missing === undefined ? bundle(projectOf()) : Promise.reject(new Error(missing));
  bundling.catch(() => {});

  it("writes ES2015 scripts, and the package into a file beside the page's", async () => {
    const { files } = await bundling;
    for (const code of Object.values(files)) parse(code, { ecmaVersion: 2015, sourceType: "script" });
    expect(Object.keys(files).filter((name) => /vendor/.test(name))).toHaveLength(1);
    expect(files[`${PAGE}.js`]?.length).toBeLessThan(1000);
  });

  it("adds next to nothing to the package", async () => {
    const { files } = await bundling;
    const length = Object.values(files).reduce((sum, code) => sum + code.length, 0);
    expect(length - readFileSync(join(built, "index.js"), "utf8").length).toBeLessThan(4096);
  });

  it("prepares the worked example's order", async () => {
    const prepare = started(await bundling);
    const prepared = JSON.parse(prepare(JSON.stringify(EXAMPLE), JSON.stringify(EXAMPLE_ORDER)));
    expect(prepared).toMatchObject({
      _tag: "Right",
      right: { payment: { totalAmount: 120_500, totalDiscountAmount: 4100 }, note: "少冰" },
    });
  });

  it("gives what the package itself gives, options and problems alike", async () => {
    const prepare = started(await bundling);
    const seen = { Left: 0, Right: 0 };
    const texts = fc.tuple(anyRequestArbitrary(), fc.constantFrom({}, EXAMPLE_ORDER, { note: "少冰" }));
    fc.assert(
      fc.property(texts, ([request, order]) => {
        const given = [JSON.stringify(request), JSON.stringify(order)] as const;
        const expected = directly(...given);
        seen[JSON.parse(expected)._tag as "Left" | "Right"] += 1;
        expect(prepare(...given)).toBe(expected);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(Math.min(seen.Left, seen.Right)).toBeGreaterThan(10);
    expect(prepare("7", "{}")).toBe(directly("7", "{}"));
  });
});
