/**
 * The field reference as a page to read.
 */
import type { Text } from "../codec/Problem.js";
import { submitCustomGoodsErrors } from "../platform/custom-goods/errorCodes.js";
import { ATTRIBUTE_CODECS } from "../platform/product/attributes.js";
import { PRODUCT_SUB_TYPES, PRODUCT_TYPES } from "../platform/product/ProductType.js";
import type { RuleNote } from "../platform/wire/RuleBook.js";
import { type FieldReferenceRow, fieldReference, type ReferenceInput, typeNameOf } from "./fieldReference.js";
import { markdownTable } from "./markdownTable.js";
import {
  attributeKinds,
  createOrderReferences,
  customGoodsReferences,
  openApiReferences,
  productReferences,
} from "./references.js";

/** In which language a reference is written. */
export type ReferenceLanguage = keyof Text;

/** A sentence as a sentence: some notes are written as one, some as a fragment. A name of a field keeps its letters. */
export const sentenceOf = (text: Text, lang: ReferenceLanguage): string => {
  const said = text[lang];
  if (said === "") return "";
  const began = /^[a-z]+(?:[ ,:']|$)/.test(said) ? said.slice(0, 1).toUpperCase() + said.slice(1) : said;
  const stop = lang === "en" ? "." : "。";
  return /[.。…]$/.test(began) ? began : began + stop;
};

type Column = readonly [label: Text, cell: (row: FieldReferenceRow, lang: ReferenceLanguage) => string];

const REQUIRED: Readonly<Record<FieldReferenceRow["required"], Text>> = {
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
};

const COLUMNS: readonly Column[] = [
  [{ en: "field", zh: "字段" }, ({ field }) => `\`${field}\``],
  [{ en: "type", zh: "类型" }, ({ type }) => `\`${type}\``],
  [{ en: "required", zh: "必填" }, ({ required }, lang) => REQUIRED[required][lang]],
  [{ en: "limit", zh: "限制" }, ({ limits }, lang) => limits[lang]],
  [
    { en: "rules", zh: "规则" },
    ({ rules }, lang) => rules.map(({ code }) => `\`${code}\``).join({ en: ", ", zh: "、" }[lang]),
  ],
  [{ en: "since", zh: "最低基础库" }, ({ since }) => since ?? ""],
  [{ en: "meaning", zh: "含义" }, ({ description }, lang) => sentenceOf(description, lang)],
];

/** The rows of each table, by its name, in the order in which they are met. */
const byTable = (rows: readonly FieldReferenceRow[]): readonly (readonly FieldReferenceRow[])[] => {
  const tables = new Map<string, FieldReferenceRow[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return [...tables.values()];
};

/** A field's own row is the same wherever its table stands. */
const unique = <A>(all: readonly A[], key: (each: A) => string): readonly A[] => [
  ...new Map(all.map((each) => [key(each), each])).values(),
];

const placesOf = (rows: readonly FieldReferenceRow[]): readonly string[] =>
  [...new Set(rows.map(({ path, field }) => path.slice(0, -field.length).replace(/\.$/, "")))].filter(
    (place) => place !== "",
  );

const SEVERITY: Readonly<Record<RuleNote["severity"], Text>> = {
  error: { en: "error", zh: "错误" },
  warning: { en: "warning", zh: "警告" },
};

const tableMarkdown = (everywhere: readonly FieldReferenceRow[], lang: ReferenceLanguage): string => {
  const rows = unique(everywhere, ({ field }) => field);
  const [first] = rows;
  if (first === undefined) return "";
  const places = placesOf(everywhere)
    .map((place) => `\`${place}\``)
    .join({ en: ", ", zh: "、" }[lang]);
  const { document, section } = first.source;
  const source = { en: `Source: ${document}, ${section}.`, zh: `来源:${document},${section}。` }[lang];
  const used = places === "" ? "" : { en: ` Used at: ${places}.`, zh: `位置:${places}。` }[lang];
  const rules = unique(
    rows.flatMap((row) => row.rules),
    ({ code }) => code,
  ).map(({ code, severity, says }) => {
    const how = SEVERITY[severity][lang];
    const what = sentenceOf(says, lang);
    return { en: `- \`${code}\` (${how}): ${what}`, zh: `- \`${code}\`(${how}):${what}` }[lang];
  });
  return [
    `### ${first.table}`,
    source + used,
    markdownTable(
      COLUMNS.map(([label]) => label[lang]),
      rows.map((row) => COLUMNS.map(([, cell]) => cell(row, lang))),
    ),
    ...(rules.length > 0 ? [rules.join("\n")] : []),
  ].join("\n\n");
};

const referenceMarkdown = (input: ReferenceInput, lang: ReferenceLanguage): readonly string[] => [
  `## ${input.format[lang]}`,
  ...(input.baseLibrary === undefined
    ? []
    : [
        { en: `Base library ${input.baseLibrary} or later.`, zh: `基础库 ${input.baseLibrary} 及以上。` }[
          lang
        ],
      ]),
  ...byTable(fieldReference(input)).map((rows) => tableMarkdown(rows, lang)),
];

const ERROR_HEADS = {
  en: ["errNo", "meaning", "what to do", "again later"],
  zh: ["errNo", "含义", "处理", "可稍后重试"],
} as const;

const errorsMarkdown = (lang: ReferenceLanguage): readonly string[] => [
  `## ${{ en: "plugin.submitEcCustomGoods: errors", zh: "plugin.submitEcCustomGoods:错误码" }[lang]}`,
  {
    en: "Source: plugin-submit-ec-custom-goods, 错误码说明.",
    zh: "来源:plugin-submit-ec-custom-goods,错误码说明。",
  }[lang],
  markdownTable(
    ERROR_HEADS[lang],
    Object.entries(submitCustomGoodsErrors).map(([errNo, { meaning, whatToDo, canRetry }]) => [
      errNo,
      sentenceOf(meaning, lang),
      sentenceOf(whatToDo, lang),
      REQUIRED[canRetry ? "yes" : "no"][lang],
    ]),
  ),
];

const KINDS_HEADING: Text = { en: "Product attributes", zh: "商品属性" };

const productMarkdown = (lang: ReferenceLanguage): readonly string[] => {
  const [value, name] = { en: ["value", "meaning"], zh: ["值", "含义"] }[lang];
  const source = (section: string): string =>
    ({
      en: `Source: product-publish-and-query, ${section}.`,
      zh: `来源:product-publish-and-query,${section}。`,
    })[lang];
  return [
    "## product_type",
    source("枚举字典"),
    markdownTable(
      [value as string, name as string],
      PRODUCT_TYPES.map((each) => [String(each.code), each[lang]]),
    ),
    "## product_sub_type",
    source("枚举字典"),
    markdownTable(
      ["product_type", value as string, name as string],
      PRODUCT_SUB_TYPES.map((each) => [String(each.productType), String(each.code), each[lang]]),
    ),
    `## ${KINDS_HEADING[lang]}`,
    source("属性结构详解"),
    markdownTable(
      [{ en: "kind", zh: "类型" }[lang], { en: "value", zh: "值" }[lang]],
      attributeKinds.map((kind) => [`\`${kind}\``, `\`${typeNameOf(ATTRIBUTE_CODECS[kind])}\``]),
    ),
  ];
};

const INTRODUCTION: Readonly<Record<ReferenceLanguage, readonly string[]>> = {
  en: [
    "# Fields of the platform's documents",
    "Every field that the documents name (see [platform-sources.md](platform-sources.md)), with what the codecs and rules of this library make of it. Generated by `npm run generate`; do not edit.",
    "- `required` is whether the codec demands it. What is required under a condition only stands under the table, as a rule. An optional field may also be `null`.\n" +
      "- Bytes are those of UTF-8: a Chinese character has 3.\n" +
      "- Amounts are in fen (分), whole numbers.\n" +
      "- A rule is an error, or a warning where the platform's own samples break it or where it only advises.\n" +
      "- `since` is the lowest base library that carries the field, where the document states one; the whole may need a later one, which is said above its tables.",
  ],
  zh: [
    "# 平台文档字段参考",
    "平台文档(见 [platform-sources.md](platform-sources.md))中的全部字段,以及本库的编解码器和规则对它们的要求。由 `npm run generate` 生成,请勿手工修改。",
    "- “必填”指编解码器要求必有。有条件的必填作为规则列在表下。非必填字段也可以为 `null`。\n" +
      "- 字节数按 UTF-8 计:一个汉字 3 字节。\n" +
      "- 金额以分为单位,为整数。\n" +
      "- 规则分为错误和警告:平台自己的示例不遵守的,或仅为建议的,为警告。\n" +
      "- “最低基础库”指支持该字段的最低版本,文档未写明则为空;整个接口所需版本可能更高,见其字段表之上。",
  ],
};

/** The reference of all documents, as Markdown. */
export const fieldReferenceMarkdown = (lang: ReferenceLanguage): string =>
  `${[
    ...INTRODUCTION[lang],
    ...createOrderReferences.flatMap((input) => referenceMarkdown(input, lang)),
    ...openApiReferences.flatMap((input) => referenceMarkdown(input, lang)),
    ...customGoodsReferences.flatMap((input) => referenceMarkdown(input, lang)),
    ...errorsMarkdown(lang),
    ...productMarkdown(lang),
    ...productReferences.flatMap((input) => referenceMarkdown(input, lang)),
  ].join("\n\n")}\n`;
