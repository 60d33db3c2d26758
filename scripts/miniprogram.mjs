/**
 * Builds dist/miniprogram: a package of its own with one CommonJS file of ES2015 and no dependencies, from the same source.
 *
 * The codecs' and Either's libraries are replaced by the part of them that is used (src/miniprogram/slim): a mini-program
 * has 2 to 4 MB in all, and its npm build copies dependencies whole.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = `${root}src/miniprogram/`;

/** What is exported, in the order of the documentation. */
const NAMES = ["preparePluginOrder", "decodePricingRequest", "price", "toPluginOrder", "verify", "apportion"];

const SLIM = [
  [/^io-ts$/, "ioTs"],
  [/^fp-ts\/lib\/Either\.js$/, "either"],
  [/^fp-ts\/lib\/function\.js$/, "function"],
  [/\/isPricingRequestInput\.generated\.js$/, "isPricingRequestInput"],
];

const slim = {
  name: "slim",
  setup(setup) {
    for (const [filter, file] of SLIM)
      setup.onResolve({ filter }, () => ({ path: `${source}slim/${file}.ts`, sideEffects: false }));
    // Whatever else would come along is a mistake: the file must stand alone.
    setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { errors: [{ text: `${path} has no place in the mini-program` }] },
    );
  },
};

/** Methods and fields of our own objects that no caller ever sees: their names need not be long. */
const INTERNAL =
  /^(cannotCheck|disagrees|compareIfThere|blockEntry|blockMarketing|marketingEntry|orderEntry|orderMarketing|orderBlock|entryField|lineField|accepts|explain|keepUnknown|hasOneOf|isUnlisted|sameId|ofOrder|positionOf|positions|numberOf|firstOfId|lookUp|sumEntry|sumOrderBlock|compareItem|compareItems|compareOrder|checkLevel|pathInGoods|recognised|itemOrdersAt|unlistedFees|totalIsAfterDiscount|otherLines|hasNoAmounts|orderTotal|goodsTotal|blocks|spelling|detailAt|amounts|paths|least|most|shape|part|parts|position|required|context|pattern|fields|codec)$/;

/** esbuild's helper for object spread copies by descriptors, which ES2015 lacks; of plain data, Object.assign does the same. */
const SPREAD = /var __defNormalProp = [\s\S]*?\n\}, __spreadProps = [^;]*;\n/;
const DESCRIPTORS =
  /, __defProps = Object\.defineProperties;\nvar __getOwnPropDescs = Object\.getOwnPropertyDescriptors;/;

const plainSpread = (code) => {
  for (const part of [SPREAD, DESCRIPTORS])
    if (!part.test(code)) throw new Error(`esbuild writes its helpers otherwise now: ${part} is not there`);
  return code
    .replace(SPREAD, "var __spreadValues = Object.assign, __spreadProps = Object.assign;\n")
    .replace(DESCRIPTORS, ";");
};

/** The file that exports these names. */
export const bundle = async (names) => {
  const built = await build({
    stdin: {
      // A name of its own, since esbuild would wrap a file in which it sees `exports`. One assignment a name: so Node finds
      // the names when the file is imported from an ES module.
      contents: `import * as api from "./index.ts";
${names.map((name) => `__exports__.${name} = api.${name};`).join("\n")}`,
      resolveDir: source,
      loader: "js",
    },
    bundle: true,
    format: "esm",
    target: "es2015",
    charset: "utf8",
    minifySyntax: true,
    mangleProps: INTERNAL,
    legalComments: "none",
    write: false,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    plugins: [slim],
  });
  const code = plainSpread(built.outputFiles[0].text).replaceAll("__exports__", "exports");
  const small = await minify(`"use strict";\n${code}`, {
    ecma: 2015,
    toplevel: true,
    compress: { passes: 4, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
    format: { ascii_only: false },
  });
  // Once more as the developer tools will do it, so that they change nothing of what is tested here.
  const { code: final } = await minify(small.code, {});
  return `${final}\n`;
};

/** Bytes as they are sent over the wire. */
export const gzipped = (code) => gzipSync(code, { level: 9 }).length;

/** A name that callers see must keep its letters: what the types or the platform call a field cannot be among the internal ones. */
const assertInternal = (types) => {
  const seen = [...types.matchAll(/^\s+(?:readonly )?(\w+)\??:/gm)].map(([, name]) => name);
  const clash = seen.filter((name) => INTERNAL.test(name));
  if (clash.length > 0)
    throw new Error(`these names are seen by callers and would be mangled: ${clash.join(", ")}`);
};

const main = async () => {
  const { version, license } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const out = `${root}dist/miniprogram/`;
  mkdirSync(out, { recursive: true });
  if (existsSync(`${out}index.d.ts`)) assertInternal(readFileSync(`${out}index.d.ts`, "utf8"));
  writeFileSync(`${out}index.js`, await bundle(NAMES));
  const manifest = {
    name: "suanjia-miniprogram",
    version,
    description:
      "suanjia in a Douyin mini-program: prices an order to the fen, right before plugin.createOrder.",
    license,
    main: "index.js",
    types: "index.d.ts",
    files: ["index.js", "index.d.ts"],
  };
  writeFileSync(`${out}package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  copyFileSync(`${root}src/miniprogram/README.md`, `${out}README.md`);
  copyFileSync(`${root}LICENSE`, `${out}LICENSE`);
};

/** What each part costs: alone, with all that it needs, and how much smaller the file is without it. */
const table = async () => {
  const whole = gzipped(await bundle(NAMES));
  const row = (name, alone, saved) => `| ${name} | ${alone.toLocaleString("en")} | ${saved} |`;
  console.log("| part | bytes gzipped, alone | saved by leaving it out |\n| --- | --- | --- |");
  for (const name of NAMES) {
    const alone = gzipped(await bundle([name]));
    const rest = gzipped(await bundle(NAMES.filter((each) => each !== name)));
    console.log(row(`\`${name}\``, alone, (whole - rest).toLocaleString("en")));
  }
  console.log(row("all of them", whole, ""));
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  await (process.argv.includes("--table") ? table() : main());
