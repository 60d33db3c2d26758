/**
 * The interfaces of the plugins: the text is what the codecs give, every field of it is explained, and the platform's
 * own samples are of these types while what the codecs refuse is not.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type PluginPayload, pluginTypesSource } from "../../scripts/pluginTypesSource.js";
import type { Guarded } from "../../src/codec/Guarded.js";
import { integer, text } from "../../src/codec/leaves.js";
import { table } from "../../src/platform/wire/table.js";
import { createOrderReferences, customGoodsReferences } from "../../src/reference/references.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What `success`, `fail` and `complete` are called with. */
const callbacks = (success: string, fail: string): NonNullable<PluginPayload["callbacks"]> => ({
  success: [success],
  fail: [fail],
  complete: [success, fail],
});

/** The options and results; what the developer's server is sent is nothing that a mini-program writes. */
const payloads: readonly PluginPayload[] = [
  ...createOrderReferences.map((reference) => ({
    ...reference,
    callbacks: callbacks("CreateOrderSuccess", "CreateOrderFailure"),
  })),
  ...customGoodsReferences.slice(0, 3).map((reference) => ({
    ...reference,
    callbacks: callbacks("SubmitCustomGoodsSuccess", "SubmitCustomGoodsFailure"),
  })),
];

const source = pluginTypesSource(payloads);

test("the text is up to date (npm run generate writes it anew)", async () => {
  await expect(source).toMatchFileSnapshot("../../src/plugin-types/options.generated.ts");
});

test("every field has a meaning in both languages", () => {
  const fields = [...source.matchAll(/ {2}\/\*\*\n((?: {3}\*.*\n)+) {2}readonly (\w+)/g)];
  expect(fields.length).toBe(source.match(/^ {2}readonly /gm)?.length);
  for (const [, comment, name] of fields) {
    expect(comment, name).toMatch(/^ {3}\* [A-Z0-9].*[^。]$/m);
    expect(comment, name).toMatch(/^ {3}\* .*。$/m);
  }
});

describe("the writer", () => {
  const payload = (codec: Guarded<unknown>): PluginPayload => ({
    format: { en: "x", zh: "x" },
    document: "plugin-create-order",
    root: codec,
    notes: { Whole: { n: { en: "number of it", zh: "数量" } } },
    since: { Whole: { n: "2.51.0.0" } },
  });
  const part = table("Part", "Part", { t: text }, {});

  test("says what it is given, and each table once", () => {
    const whole = table("Whole", "整体", { n: integer("N", 1, 9) }, { a: part, b: part });
    expect(pluginTypesSource([payload(whole as never)])).toContain(`/**
 * A table of x. Source: plugin-create-order, 整体.
 *
 * @category model
 * @since 0.2.0
 */
export interface Whole {
  /**
   * Number of it.
   *
   * 数量。
   *
   * Limit: 1 to 9. 限制:1 至 9。
   *
   * Base library 基础库 2.51.0.0 or later.
   */
  readonly n: number;`);
    expect(pluginTypesSource([payload(whole as never)]).match(/interface Part /g)).toHaveLength(1);
  });

  test("does not write two tables under one name", () => {
    const whole = table("Whole", "整体", { a: part, b: table("Part", "另一个", {}, {}) }, {});
    expect(() => pluginTypesSource([payload(whole as never)])).toThrow("two tables are called Part");
  });
});

/** What the compiler says of statements that see the plugins' types, each statement by itself. */
const complaints = (statements: readonly string[]): readonly (readonly string[])[] => {
  const file = `${root}test/unit/pluginTypes.virtual.ts`;
  const header = 'import type { CreateOrderOptions } from "../../src/plugin-types/index.js";\n';
  const text = header + statements.map((statement) => `{ ${statement.replace(/\n/g, " ")} }\n`).join("");
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    // Types of data need no more, and the whole library takes seconds to read.
    lib: ["lib.es5.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === file || disk.fileExists(name),
    readFile: (name) => (name === file ? text : disk.readFile(name)),
    getSourceFile: (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
        : disk.getSourceFile(name, ...rest),
  };
  const found: string[][] = statements.map(() => []);
  for (const { file: where, start, messageText } of ts.getPreEmitDiagnostics(
    ts.createProgram([file], options, host),
  )) {
    const line = where === undefined ? 0 : where.getLineAndCharacterOfPosition(start ?? 0).line;
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    if (where?.fileName !== file || line === 0) throw new Error(message);
    found[line - 1]?.push(message);
  }
  return found;
};

/** By way of a constant: the samples have keys that the document's tables do not name, which a literal may not. */
const isOptions = (json: string): string =>
  `const sample = ${json} as const; const options: CreateOrderOptions = sample; void options;`;

const samples = readdirSync(`${root}test/golden`)
  .filter((name) => name.startsWith("plugin-"))
  .map((name) => ({ name, json: readFileSync(`${root}test/golden/${name}`, "utf8") }));

/** Each sample with one thing made wrong; undefined where it has no such thing. */
const faults = samples.flatMap(({ name, json }) =>
  (
    [
      ["payment", '"payment":', '"pay":'],
      ["totalAmount", /"totalAmount": \d+/, '"totalAmount": "1"'],
      ["goodsType", /"goodsType": \d/, '"goodsType": 3'],
      ["skuType", /"skuType": \d/, '"skuType": 3'],
      ["businessLine", /"businessLine": \d/, '"businessLine": 2'],
      ["deliveryType", /"deliveryType": \d/, '"deliveryType": 3'],
      ["feeType", /"feeType": \d/, '"feeType": 3'],
      ["discountRange", /"discountRange": \d/, '"discountRange": 3'],
      ["note", '"note": "活动优惠"', '"note": 1'],
      ["bookStartTime", /"bookStartTime": \d+/, '"bookStartTime": "1"'],
    ] as const
  ).flatMap(([field, right, wrong]) => {
    const changed = json.replace(right, wrong);
    return changed === json ? [] : [{ name: `${name}: ${field}`, json: changed }];
  }),
);

test("the compiler takes the samples, and takes no fault in them", () => {
  expect(samples.length).toBeGreaterThanOrEqual(10);
  const all = complaints([...samples, ...faults].map(({ json }) => isOptions(json)));
  samples.forEach(({ name }, i) => expect(all[i], name).toEqual([]));
  faults.forEach(({ name }, i) => expect(all[samples.length + i], name).toHaveLength(1));
  expect(faults.length).toBeGreaterThan(25);
});
