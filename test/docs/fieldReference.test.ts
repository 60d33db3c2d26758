/**
 * The field reference: docs/fields.md is what the codecs, rules and notes give, and it has every field that the
 * documents name and no other. What the documents name stands in test/documents, as it was read off them.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { anyOf, list, oneOf } from "../../src/codec/Guarded.js";
import {
  day,
  fen,
  freeObject,
  integer,
  pattern,
  safeInteger,
  shortText,
  text,
} from "../../src/codec/leaves.js";
import type { DocumentName } from "../../src/platform/wire/Rule.js";
import { table } from "../../src/platform/wire/table.js";
import {
  type FieldReferenceRow,
  fieldReference,
  type ReferenceInput,
} from "../../src/reference/fieldReference.js";
import {
  fieldReferenceMarkdown,
  type ReferenceLanguage,
  sentenceOf,
} from "../../src/reference/fieldReferenceMarkdown.js";
import {
  createOrderReferences,
  customGoodsReferences,
  openApiReferences,
  productReferences,
} from "../../src/reference/references.js";

const LANGUAGES: readonly ReferenceLanguage[] = ["en", "zh"];

const references: readonly ReferenceInput[] = [
  ...createOrderReferences,
  ...customGoodsReferences,
  ...openApiReferences,
  ...productReferences,
];

const rows: readonly FieldReferenceRow[] = references.flatMap(fieldReference);

/** A field as a document's table has it. */
interface DocumentedField {
  readonly name: string;
  readonly type: string;
  readonly since?: string;
  readonly required?: boolean;
}

interface DocumentedPath {
  readonly path: string;
  readonly type: string;
}

interface Documented {
  /** The lowest base library of the whole. */
  readonly since?: string;
  readonly tables: Readonly<Record<string, readonly DocumentedField[]>>;
}

const read = (name: DocumentName): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../documents/${name}.json`, import.meta.url)), "utf8"));

const plugin = read("plugin-create-order") as Documented;
const customGoods = read("plugin-submit-ec-custom-goods") as Documented & {
  readonly errorCodes: readonly number[];
};
const lowVersion = read("openapi-create-order-low-version") as Documented & {
  readonly request: readonly DocumentedPath[];
  readonly response: readonly DocumentedPath[];
};
const tradeV2 = read("openapi-trade-v2-create-order") as {
  readonly samples: Readonly<Record<string, readonly DocumentedPath[]>>;
};
const product = read("product-publish-and-query") as Documented & {
  readonly product_type: readonly number[];
  readonly product_sub_type: readonly { readonly product_type: number; readonly value: number }[];
  readonly attributeKinds: readonly string[];
  readonly enumerations: Readonly<
    Record<string, readonly { readonly name: string; readonly value: number }[]>
  >;
};

/** Tables that share a heading with others. */
const HEADINGS: Readonly<Record<string, string>> = {
  CustomGoodsCallback: "定制成功回调开发者接口, 请求参数",
  CustomGoodsCallbackReply: "定制成功回调开发者接口, 开发者响应参数",
};

const headingOf = ({ table: name, source }: FieldReferenceRow): string =>
  HEADINGS[name] ?? source.section.replace(/^属性结构详解, /, "");

/** Headings of samples, whose fields no table has. */
const SAMPLES = ["请求示例", "请求参数", "响应示例"];

/** Fields in the documents, and not in the reference. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "plugin-submit-ec-custom-goods/定制成功回调开发者接口, 请求头/Content-Type":
    "a header of the request, no field of its body",
};

/** Fields in the reference that no table has. */
const ADDED: Readonly<Record<string, string>> = {
  "openapi-create-order-low-version/goods_discount_detail 字段/sku_id":
    "inferred: without it two skus of one goods could not be told apart",
  "openapi-create-order-low-version/item_discount_detail 字段/sku_id": "inferred, as above",
  // The document has a map here, whose keys are the holidays.
  ...Object.fromEntries(
    Array.from({ length: 18 }, (_, holiday) => [
      `product-publish-and-query/CanNoUseDateStruct, holiday_dates/${holiday}`,
      "a key of a map",
    ]),
  ),
};

/** Types that a document writes in another way than its own headings. */
const OTHER_NAMES: Readonly<Record<string, string>> = { OrderDiscountDetail: "OrderDiscount" };

const isType = (written: string, type: string): boolean => {
  if (/^(Array|list)\b|\[\]$/.test(written)) {
    const item = /^list<(.+)>$|^(.+)\[\]$/.exec(written);
    const name = item?.[1] ?? item?.[2];
    return type.endsWith("[]") && (name === undefined || isType(name, type.slice(0, -2)));
  }
  if (/^(number|i32|i64|int32|int64)$|Enum$/.test(written)) return /\b(integer|number)\b/.test(type);
  if (/^bool/.test(written)) return type === "boolean";
  if (/^function$/i.test(written)) return type === "function";
  if (written === "string") return /\bstring\b/.test(type);
  // An object, a structure, or a map: any object, or a table.
  if (/^object$|^map<|Struct$/i.test(written)) return type === "object" || /^[A-Z]\w+$/.test(type);
  return type === (OTHER_NAMES[written] ?? written);
};

const documents: readonly (readonly [DocumentName, Documented])[] = [
  ["plugin-create-order", plugin],
  ["plugin-submit-ec-custom-goods", customGoods],
  ["openapi-create-order-low-version", lowVersion],
  ["product-publish-and-query", product],
];

const rowAt: ReadonlyMap<string, FieldReferenceRow> = new Map(
  rows.map((row) => [`${row.source.document}/${headingOf(row)}/${row.field}`, row] as const),
);

describe.each(documents)("%s", (document, { tables }) => {
  const documented = Object.entries(tables).flatMap(([heading, fields]) =>
    fields.map((field) => ({ field, key: `${document}/${heading}/${field.name}` })),
  );

  test("every field is there, under its table", () => {
    expect(documented.length).toBeGreaterThan(15);
    const missing = documented.map(({ key }) => key).filter((key) => !rowAt.has(key));
    expect(missing).toEqual(Object.keys(LEFT_OUT).filter((key) => key.startsWith(`${document}/`)));
  });

  test("no other field is there", () => {
    const keys = new Set(documented.map(({ key }) => key));
    const added = [...rowAt.keys()].filter(
      (key) =>
        key.startsWith(`${document}/`) &&
        !keys.has(key) &&
        !SAMPLES.some((heading) => key.startsWith(`${document}/${heading}/`)),
    );
    expect(added.sort()).toEqual(
      Object.keys(ADDED)
        .filter((key) => key.startsWith(`${document}/`))
        .sort(),
    );
  });

  test("with the version, the type and the need that the document states", () => {
    for (const { field, key } of documented) {
      const row = rowAt.get(key);
      if (row === undefined) continue;
      expect(row.since, key).toBe(field.since);
      expect(isType(field.type, row.type), `${key}: ${field.type} is ${row.type}`).toBe(true);
      if (field.required !== undefined) expect(row.required === "yes", key).toBe(field.required);
    }
  });
});

test("the whole has the version that the document states", () => {
  for (const { root, baseLibrary } of createOrderReferences)
    expect(baseLibrary, root.name).toBe(plugin.since);
  // The developer's server knows of no base library.
  for (const { root, baseLibrary, since } of customGoodsReferences)
    expect(baseLibrary, root.name).toBe(since === undefined ? undefined : customGoods.since);
});

describe("the samples of the OpenAPI", () => {
  const isListed = (path: string, paths: readonly DocumentedPath[]): boolean =>
    paths.some((each) => each.path === path);
  const [body, answer] = openApiReferences.map(fieldReference);

  const requests = [...lowVersion.request, ...Object.values(tradeV2.samples).flat()];

  /** In the reference, and neither in a sample nor in a table. */
  const notShown: Readonly<Record<string, string>> = {
    "price_calculation_detail.goods_discount_detail[].sku_id": ADDED[
      "openapi-create-order-low-version/goods_discount_detail 字段/sku_id"
    ] as string,
    "price_calculation_detail.item_discount_detail[].sku_id": "inferred, as above",
    "data.item_order_info_list[].sku_id": "inferred: the sample is of a goods list",
  };

  const inATable = (row: FieldReferenceRow): boolean =>
    lowVersion.tables[row.source.section]?.some(({ name }) => name === row.field) === true;

  test.each([
    ["request", body, requests],
    ["response", answer, lowVersion.response],
  ] as const)("every field of a %s is there, and no other", (_, reference, sample) => {
    expect(sample.length).toBeGreaterThan(10);
    const byPath = new Map(reference?.map((row) => [row.path, row]));
    for (const { path, type } of sample) {
      const row = byPath.get(path);
      expect(row, path).toBeDefined();
      expect(isType(type, (row as FieldReferenceRow).type), path).toBe(true);
    }
    const added = [...byPath.values()].filter((row) => !isListed(row.path, sample) && !inATable(row));
    expect(added.map(({ path }) => path).filter((path) => !(path in notShown))).toEqual([]);
  });
});

describe("the enumerations of products", () => {
  test("are those of the fields", () => {
    const fields = Object.entries(product.tables).flatMap(([struct, all]) =>
      all.flatMap(({ name, type }) => {
        const enumeration = /\w+Enum\b/.exec(type.replace(/^map<.*/, ""))?.[0];
        return enumeration === undefined ? [] : [[struct, name, enumeration] as const];
      }),
    );
    expect(fields.length).toBe(6);
    for (const [struct, name, enumeration] of fields) {
      const values = product.enumerations[enumeration]?.map(({ value }) => value).join(", ");
      const limits = rowAt.get(`product-publish-and-query/${struct}/${name}`)?.limits.en;
      expect(limits?.replace("each ", ""), `${struct}.${name}`).toBe(values);
    }
  });

  test.each(LANGUAGES)("and of the tables of values (%s)", (lang) => {
    const markdown = fieldReferenceMarkdown(lang);
    for (const value of product.product_type) expect(markdown).toMatch(new RegExp(`^\\| ${value} \\| `, "m"));
    for (const { product_type: type, value } of product.product_sub_type)
      expect(markdown).toMatch(new RegExp(`^\\| ${type} \\| ${value} \\| `, "m"));
    for (const kind of product.attributeKinds) expect(markdown).toContain(`| \`${kind}\` | `);
    for (const errNo of customGoods.errorCodes)
      expect(markdown).toMatch(new RegExp(`^\\| ${errNo} \\| `, "m"));
  });
});

describe("what is said of a field", () => {
  test("every field has a meaning in both languages", () => {
    for (const { path, description } of rows)
      for (const lang of LANGUAGES) expect(description[lang], path).not.toBe("");
  });

  test("no meaning is of a field that is not there", () => {
    const fields = new Set(rows.map((row) => `${row.table}.${row.field}`));
    for (const { notes, since } of references)
      for (const known of [notes, since ?? {}])
        for (const [name, of] of Object.entries(known))
          for (const field of Object.keys(of)) expect(fields).toContain(`${name}.${field}`);
  });

  test("every rule is of fields that are there", () => {
    for (const input of references) {
      const fields = new Set(fieldReference(input).map((row) => `${row.table}.${row.field}`));
      for (const rule of input.rules ?? []) {
        expect(rule.fields.length, rule.code).toBeGreaterThan(0);
        for (const field of rule.fields) expect(fields, rule.code).toContain(field);
      }
    }
  });

  test("a form of text is said in words", () => {
    for (const { path, limits } of rows) expect(limits.en, path).not.toMatch(/^\/.*\/$/);
  });
});

describe("the Markdown", () => {
  test.each([
    ["en", "../../docs/fields.md"],
    ["zh", "../../docs/fields.zh-CN.md"],
  ] as const)("is up to date (%s; npm run generate writes it anew)", async (lang, file) => {
    await expect(fieldReferenceMarkdown(lang)).toMatchFileSnapshot(file);
  });

  test.each(LANGUAGES)("has each table once, with its fields and all its places (%s)", (lang) => {
    const sections = fieldReferenceMarkdown(lang).split(/^(?=##)/m);
    const tables = new Map<string, FieldReferenceRow[]>();
    for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
    for (const [name, of] of tables) {
      const found = sections.filter((section) => section.startsWith(`### ${name}\n`));
      expect(found, name).toHaveLength(1);
      const fields = [...(found[0] as string).matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
      expect(fields, name).toEqual([...new Set(of.map(({ field }) => field))]);
      for (const { path, field } of of) {
        const place = path.slice(0, -field.length - 1);
        if (place !== "") expect(found[0], name).toContain(`\`${place}\``);
      }
    }
  });

  test.each(LANGUAGES)("has as many cells in each row as its table has columns (%s)", (lang) => {
    for (const block of fieldReferenceMarkdown(lang).split("\n\n")) {
      if (!block.startsWith("|")) continue;
      const counts = block
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/\\\|/g, "").split("|").length);
      expect(new Set(counts).size, block).toBe(1);
    }
  });
});

describe("rows", () => {
  const place = table("Place", "地点", { name: text }, {});
  const whole = table(
    "Whole",
    "整体",
    { amount: fen, quantity: integer("Quantity", 1, 99) },
    {
      from: place,
      to: list("Places", place, 1, 2),
      name: shortText("Name", 256, 1),
      note: shortText("Note", 127),
      any: safeInteger,
      signed: integer("Signed", -5, Number.MAX_SAFE_INTEGER),
      below: integer("Below", Number.MIN_SAFE_INTEGER, 5),
      kinds: list("Kinds", oneOf<1 | "a">("Kind", 1, "a"), 0, 2),
      params: anyOf("Params", shortText("ParamsText", 512), freeObject, { en: "", zh: "" }),
      on: day,
      odd: pattern("Odd", "^x$", { en: "", zh: "" }),
    },
  );
  const found = fieldReference({
    format: { en: "x", zh: "x" },
    document: "plugin-create-order",
    root: whole,
    notes: { Place: { name: { en: "its name", zh: "名称" } } },
    since: { Whole: { amount: "2.51.0.0" } },
    rules: [
      {
        code: "place.name",
        severity: "warning",
        fields: ["Place.name"],
        says: { en: "it has a name", zh: "须有名称" },
      },
    ],
  });
  const at = (path: string): FieldReferenceRow | undefined => found.find((row) => row.path === path);

  test("a table stands wherever it is used", () => {
    expect(found.map(({ path }) => path)).toEqual([
      "amount",
      "quantity",
      "from",
      "from.name",
      "to",
      "to[].name",
      "name",
      "note",
      "any",
      "signed",
      "below",
      "kinds",
      "params",
      "on",
      "odd",
    ]);
    expect(at("to[].name")).toEqual({
      path: "to[].name",
      table: "Place",
      field: "name",
      type: "string",
      required: "yes",
      limits: { en: "", zh: "" },
      description: { en: "its name", zh: "名称" },
      rules: [{ code: "place.name", severity: "warning", says: { en: "it has a name", zh: "须有名称" } }],
      since: undefined,
      source: { document: "plugin-create-order", section: "地点" },
    });
    expect(at("amount")?.since).toBe("2.51.0.0");
    expect(at("from")?.required).toBe("no");
  });

  test.each([
    ["amount", "integer", "fen, ≥ 0", "分,≥ 0"],
    ["quantity", "integer", "1 to 99", "1 至 99"],
    ["from", "Place", "", ""],
    ["to", "Place[]", "1 to 2 entries", "1 至 2 项"],
    ["name", "string", "1 to 256 bytes", "1 至 256 字节"],
    ["note", "string", "≤ 127 bytes", "≤ 127 字节"],
    ["any", "integer", "", ""],
    ["signed", "integer", "≥ -5", "≥ -5"],
    ["below", "integer", "≤ 5", "≤ 5"],
    ["kinds", "(integer | string)[]", '≤ 2 entries; each 1, "a"', '≤ 2 项;每项 1, "a"'],
    ["params", "string | object", "as string: ≤ 512 bytes", "为 string 时:≤ 512 字节"],
    ["on", "string", "yyyy-MM-dd", "yyyy-MM-dd"],
    ["odd", "string", "/^x$/", "/^x$/"],
  ])("%s is a %s, %s", (path, type, en, zh) => {
    expect(at(path)?.type).toBe(type);
    expect(at(path)?.limits).toEqual({ en, zh });
  });

  test("sentences", () => {
    const say = (en: string): string => sentenceOf({ en, zh: "" }, "en");
    expect(say("its name")).toBe("Its name.");
    expect(say("Its name.")).toBe("Its name.");
    expect(say("cancelPolicy is 3")).toBe("cancelPolicy is 3.");
    expect(say("use_date_type 2")).toBe("use_date_type 2.");
    expect(say("")).toBe("");
    expect(sentenceOf({ en: "", zh: "名称" }, "zh")).toBe("名称。");
    expect(sentenceOf({ en: "", zh: "名称。" }, "zh")).toBe("名称。");
  });
});
