/**
 * Reading a claim: a payload that somebody sent, whichever format it is in.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith } from "../codec/Guarded.js";
import { describe, type Problem, problem } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import { openApiDetailFormat, openApiOrderFormat } from "../platform/openapi/OpenApiOrder.js";
import { openApiOrderResponseFormat } from "../platform/openapi/OpenApiOrderResponse.js";
import { pluginDiscountInfoFormat, pluginOrderFormat } from "../platform/plugin/PluginOrder.js";
import { isEnvelope, openEnvelope, preCreateOrderFormat } from "../platform/spi/PreCreateOrder.js";
import type { Amounts } from "../platform/wire/Amounts.js";
import { Paths } from "../platform/wire/Paths.js";
import type { FormatName, PayloadFormat } from "../platform/wire/PayloadFormat.js";

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
  [openApiOrderResponseFormat, ["data"]],
];

/**
 * The names of all formats.
 *
 * @category constants
 * @since 0.1.0
 */
export const FORMAT_NAMES: readonly FormatName[] = RECOGNISED.map(([format]) => format.name);

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

/** Reads the amounts of a payload: in the format that is named, or in the one that its keys show. */
export const readClaim = (payload: unknown, name?: FormatName): E.Either<readonly Problem[], Claim> => {
  if (name !== undefined && formatNamed(name) === undefined) return E.left([notAFormat(name)]);
  if (!isEnvelope(payload)) return readPayload(payload, "", name);
  return E.chain((inner: unknown) => readPayload(inner, ENVELOPE_ROOT, name ?? "spi.preCreateOrder"))(
    openEnvelope(payload),
  );
};

const readPayload = (
  payload: unknown,
  root: string,
  name: FormatName | undefined,
): E.Either<readonly Problem[], Claim> => {
  const format = name === undefined ? formatOf(payload) : formatNamed(name);
  // A payload with none of a format's keys has nothing to check in it, which must not pass for a clean result.
  if (format === undefined || (isObject(payload) && !isOf(payload, format)))
    return E.left([unknownFormat(root, payload, format?.name)]);
  const decoded = decodeWith(format.codec, payload);
  if (E.isLeft(decoded)) return E.left(under(root, decoded.left));
  const amounts = format.read(decoded.right);
  return E.right({ format, amounts, paths: new Paths(root, format, amounts.list) });
};
