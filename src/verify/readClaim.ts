/**
 * Reading a claim: a payload that somebody sent, whichever format it is in.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith } from "../codec/Guarded.js";
import { describe, type Problem, problem } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import { customGoodsFormat } from "../platform/custom-goods/customGoodsFormat.js";
import { openApiDetailFormat, openApiOrderFormat } from "../platform/openapi/OpenApiOrder.js";
import { openApiOrderResponseFormat } from "../platform/openapi/OpenApiOrderResponse.js";
import { pluginDiscountInfoFormat, pluginOrderFormat } from "../platform/plugin/PluginOrder.js";
import { ATTRIBUTE_CODECS } from "../platform/product/attributes.js";
import { attributesFormat } from "../platform/product/attributesFormat.js";
import { isEnvelope, openEnvelope, preCreateOrderFormat } from "../platform/spi/PreCreateOrder.js";
import type { Amounts } from "../platform/wire/Amounts.js";
import type { Wire } from "../platform/wire/codecs.js";
import { Paths } from "../platform/wire/Paths.js";
import type { FormatName, PayloadFormat } from "../platform/wire/PayloadFormat.js";
import type { RuleBook } from "../platform/wire/RuleBook.js";

/** The amounts of a payload, and how its places are called. */
export interface Claim {
  readonly format: PayloadFormat;
  readonly amounts: Amounts;
  readonly paths: Paths;
}

/** The keys by which a payload is recognised, most telling first. */
const RECOGNISED: readonly (readonly [format: PayloadFormat, hasOneOf: readonly string[]])[] = [
  [pluginOrderFormat, ["goodsList", "skuList", "payment", "discountInfo"]],
  [preCreateOrderFormat, ["item_order_info_list", "create_order_time", "discount", "goods"]],
  [openApiOrderFormat, ["goods_list", "sku_list", "price_calculation_detail", "total_amount"]],
  [pluginDiscountInfoFormat, ["detail"]],
  [
    openApiDetailFormat,
    ["calculation_type", "order_discount_detail", "goods_discount_detail", "item_discount_detail"],
  ],
  [customGoodsFormat, ["filePath", "customData"]],
  [attributesFormat, Object.keys(ATTRIBUTE_CODECS)],
  [openApiOrderResponseFormat, ["data", "err_no"]],
];

/**
 * The names of all formats.
 *
 * @category constants
 * @since 0.1.0
 */
export const FORMAT_NAMES: readonly FormatName[] = RECOGNISED.map(([format]) => format.name);

/** Every rule book, for references. */
export const RULE_BOOKS: readonly RuleBook[] = RECOGNISED.flatMap(([{ ruleBook }]) => ruleBook ?? []);

const formatNamed = (name: FormatName): PayloadFormat | undefined =>
  RECOGNISED.find(([format]) => format.name === name)?.[0];

const isOf = (payload: unknown, format: PayloadFormat): boolean =>
  isObject(payload) &&
  RECOGNISED.some(([each, keys]) => each === format && keys.some((key) => key in payload));

const formatOf = (payload: unknown): PayloadFormat | undefined =>
  RECOGNISED.find(([format]) => isOf(payload, format))?.[0];

const unknownFormat = (path: string, payload: unknown, name?: FormatName): Problem => {
  const came = describe(payload);
  if (name !== undefined)
    return problem("input.unknownFormat", path, {
      en: `expected a payload of ${name}, got ${came.en} with none of its keys`,
      zh: `应为 ${name} 的内容,实际为${came.zh},没有其任何字段`,
    });
  return problem("input.unknownFormat", path, {
    en: `expected one of ${FORMAT_NAMES.join(", ")}, got ${came.en} with the keys of none`,
    zh: `应为以下格式之一:${FORMAT_NAMES.join("、")};实际为${came.zh},没有其中任何一种的字段`,
  });
};

const notAFormat = (name: string): Problem =>
  problem("input.unknownFormat", "", {
    en: `expected a format among ${FORMAT_NAMES.join(", ")}, got ${JSON.stringify(name)}`,
    zh: `格式应为以下之一:${FORMAT_NAMES.join("、")};实际为 ${JSON.stringify(name)}`,
  });

/** Below the root of an envelope, paths lead through its string `msg` into the payload there. */
const ENVELOPE_ROOT = "/msg";

const under = (root: string, problems: readonly Problem[]): readonly Problem[] =>
  root === "" ? problems : problems.map((each) => ({ ...each, path: root + each.path }));

/** A payload whose format is known. */
export interface Located {
  readonly format: PayloadFormat;
  readonly payload: unknown;
  /** Where it stands in what was handed in. */
  readonly root: string;
}

/** Finds a payload and its format: the one that is named, or the one that its keys show. */
export const locate = (payload: unknown, name?: FormatName): E.Either<readonly Problem[], Located> => {
  if (name !== undefined && formatNamed(name) === undefined) return E.left([notAFormat(name)]);
  if (!isEnvelope(payload)) return locateAt(payload, "", name);
  return E.chain((inner: unknown) => locateAt(inner, ENVELOPE_ROOT, name ?? "spi.preCreateOrder"))(
    openEnvelope(payload),
  );
};

const locateAt = (
  payload: unknown,
  root: string,
  name: FormatName | undefined,
): E.Either<readonly Problem[], Located> => {
  const format = name === undefined ? formatOf(payload) : formatNamed(name);
  // A payload with none of a format's keys has nothing to check in it, which must not pass for a clean result.
  return format === undefined || (isObject(payload) && !isOf(payload, format))
    ? E.left([unknownFormat(root, payload, format?.name)])
    : E.right({ format, payload, root });
};

/**
 * Reads the amounts of a payload that was located. What its document's codec takes, that of its amounts takes too, and
 * need not be asked: the document demands more of every field.
 */
export const readAmountsOf = (
  { format, payload, root }: Located,
  isAccepted: boolean,
): E.Either<readonly Problem[], Claim> => {
  const decoded = isAccepted ? E.right(payload as Wire) : decodeWith(format.codec, payload);
  if (E.isLeft(decoded)) return E.left(under(root, decoded.left));
  const amounts = format.read(decoded.right);
  return E.right({ format, amounts, paths: new Paths(root, format, amounts.list) });
};

/** Reads the amounts of a payload: in the format that is named, or in the one that its keys show. */
export const readClaim = (payload: unknown, name?: FormatName): E.Either<readonly Problem[], Claim> =>
  E.chain((located: Located) => readAmountsOf(located, false))(locate(payload, name));
