/**
 * Builds dist/miniprogram: a package of its own with one CommonJS file of ES2015 and no dependencies, from the same source.
 *
 * A mini-program has 2 to 4 MB in all, and its npm build copies dependencies whole. So the codecs' and Either's libraries
 * are replaced by the part of them that is used, and what is only there for long orders by something short
 * (src/miniprogram/slim); the rest is shrunk further than minifiers do (miniprogram/shrink.mjs).
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { shrink } from "./miniprogram/shrink.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = `${root}src/miniprogram/`;

/** What is exported, in the order of the documentation. */
const NAMES = ["preparePluginOrder", "decodePricingRequest", "price", "toPluginOrder", "verify", "apportion"];

/** Of our own modules, those with a short stand-in: it does the same, and takes longer on long orders. */
const OWN = "apportionInto errorText LineIndex MarketingKeys Shape sortedPositions";

const SLIM = [
  [/^io-ts$/, "ioTs"],
  [/^fp-ts\/lib\/Either\.js$/, "either"],
  [/^fp-ts\/lib\/function\.js$/, "function"],
  [/\/isPricingRequestInput\.generated\.js$/, "isPricingRequestInput"],
  ...OWN.split(" ").map((name) => [new RegExp(`/${name}\\.js$`), name]),
];

const isSlim = (path) => path.startsWith(`${source}slim/`);

const slim = {
  name: "slim",
  setup(setup) {
    // A stand-in may take over a part of what it stands for.
    for (const [filter, file] of SLIM)
      setup.onResolve({ filter }, ({ path, importer }) =>
        path.startsWith("../") && isSlim(importer)
          ? undefined
          : { path: `${source}slim/${file}.ts`, sideEffects: false },
      );
    // Whatever else would come along is a mistake: the file must stand alone.
    setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { errors: [{ text: `${path} has no place in the mini-program` }] },
    );
  },
};

/** Methods and fields of our own objects that no caller ever sees: their names need not be long. */
const INTERNAL_NAMES = `
  accepts amounts at block blockEntry blockMarketing blocks borne byLine cannotCheck checkItemOrders
  checkLevel claim codec compareIfThere compareItem compareItems compareOrder context decode
  detailAt disagrees en entry entryField explain firstOfId found goodsTotal group groups hasOneOf index
  isUnlisted itemOrder itemOrders keepUnknown key least lineField marketingEntry most name numberOf ofOrder
  openEnvelope orderBlock orderEntry orderMarketing orderTotal otherLines pathInGoods paths plugin
  positionOf problems read recognised report required root ruleBook rules run shape spelling strayGoods
  strayItems sumEntry sumOrderBlock takeAll text totalIsAfterDiscount unlistedFees unmatchable validate zh
`;

const INTERNAL = new RegExp(`^(?:${INTERNAL_NAMES.trim().split(/\s+/).join("|")})$`);

/**
 * esbuild's helpers, and what they come down to here: its spread copies by descriptors, which ES2015 lacks, and of plain data
 * Object.assign does the same; the one private field, a mark, is only ever put on a new object and looked for in an object.
 */
const HELPERS = [
  [
    /var __defNormalProp = [\s\S]*?\n\}, __spreadProps = [^;]*;\n/,
    "var __spreadValues = Object.assign, __spreadProps = Object.assign;\n",
  ],
  [
    /, __defProps = Object\.defineProperties;\nvar __getOwnPropDescs = Object\.getOwnPropertyDescriptors;/,
    ";",
  ],
  [/var __typeError = [\s\S]*?\n\};\n/, ""],
  [
    /var __privateIn = [^\n]*\nvar __privateAdd = [^\n]*\n/,
    "var __privateIn = (marked, value) => marked.has(value), __privateAdd = (value, marked) => marked.set(value, true);\n",
  ],
];

const withPlainHelpers = (code) => {
  const plain = HELPERS.reduce((text, [helper, short]) => text.replace(helper, short), code);
  const [left] = /__(?:defNormalProp|defProps|getOwnPropDescs|typeError)\b/.exec(plain) ?? [];
  if (left !== undefined) throw new Error(`esbuild writes its helpers otherwise now: ${left} is still there`);
  return plain;
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
    mangleCache: {},
    legalComments: "none",
    write: false,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    plugins: [slim],
  });
  const internal = new Set(Object.values(built.mangleCache));
  const code = shrink(withPlainHelpers(built.outputFiles[0].text), internal).replaceAll(
    "__exports__",
    "exports",
  );
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
