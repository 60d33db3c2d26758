/**
 * Conversion: the amounts of a payload in the other spelling.
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, pointer, problem } from "../codec/Problem.js";
import { openApiOrderOf } from "../platform/openapi/toOpenApiOrder.js";
import { pluginDiscountInfoFormat } from "../platform/plugin/PluginOrder.js";
import { pluginOrderOf } from "../platform/plugin/toPluginOrder.js";
import type { Detail } from "../platform/wire/Amounts.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import type { LineSpelling, Spelling } from "../platform/wire/spelling.js";
import { snakeCaseDetail } from "../platform/wire/spelling.js";
import { writeDetail } from "../platform/wire/write.js";
import { type Claim, readClaim } from "../verify/readClaim.js";

/** What a conversion gives: the payload, and the places of the original that have none in it. */
export interface Conversion {
  readonly payload: unknown;
  readonly left: readonly string[];
}

/** The formats that can be converted: orders and their details, which are what a caller sends. */
const CONVERTIBLE: readonly FormatName[] = [
  "plugin.createOrder",
  "plugin.discountInfo",
  "openapi.createOrder",
  "openapi.priceCalculationDetail",
];

type Target = "plugin" | "openapi";

const notConvertible = (name: FormatName): Problem =>
  problem("input.unknownFormat", "", {
    en: `expected one of ${CONVERTIBLE.join(", ")}, got ${name}, which nobody sends to the platform`,
    zh: `应为以下格式之一:${CONVERTIBLE.join("、")};${name} 不是发给平台的内容`,
  });

/** Converts the amounts of a payload. What is no amount stays behind, and is named. */
export const convert = (payload: unknown, to: Target): E.Either<readonly Problem[], Conversion> =>
  E.chain((claim: Claim): E.Either<readonly Problem[], Conversion> => {
    if (!CONVERTIBLE.includes(claim.format.name)) return E.left([notConvertible(claim.format.name)]);
    const left = [...leftBehind(payload, claim), ...pluginFieldsLeft(claim, to)];
    return E.map((written: unknown) => ({ payload: written, left }))(write(claim, to));
  })(readClaim(payload));

const write = (claim: Claim, to: Target): E.Either<readonly Problem[], unknown> => {
  const { amounts, format } = claim;
  if (format.spelling.lines === undefined)
    return E.right(
      writeDetail(
        amounts.detail as Detail,
        to === "plugin" ? pluginDiscountInfoFormat.spelling.detail : snakeCaseDetail,
      ),
    );
  return to === "plugin" ? pluginOrderOf(amounts) : openApiOrderOf(amounts);
};

/** The keys at the top of an order that hold its amounts. */
const topKeys = (s: Spelling, lines: LineSpelling): ReadonlySet<string | undefined> =>
  new Set([lines.goodsList, lines.skuList, s.totalAmount?.[0], s.totalDiscountAmount?.[0], s.detailAt?.[0]]);

const lineKeys = (s: LineSpelling): ReadonlySet<string | undefined> =>
  new Set([s.goodsId, s.skuId, s.unitPrice, s.quantity, s.discountAmount, s.goodsInfo]);

/** The places of an order, at its top and in its lines, that are not amounts. */
const leftBehind = (payload: unknown, { format, amounts }: Claim): readonly string[] => {
  const { lines } = format.spelling;
  if (lines === undefined) return [];
  const order = payload as Readonly<Record<string, unknown>>;
  const list = amounts.list === "sku" ? lines.skuList : lines.goodsList;
  const top = Object.keys(order).filter((key) => !topKeys(format.spelling, lines).has(key));
  const ofLines = ((order[list] ?? []) as readonly object[]).flatMap((line, i) =>
    Object.keys(line)
      .filter((key) => !lineKeys(lines).has(key))
      .map((key) => pointer(list, i, key)),
  );
  return [...top.map((key) => pointer(key)), ...ofLines];
};

/** The marketing fields that only the plugin has, where the OpenAPI is to be written. */
const pluginFieldsLeft = ({ amounts, paths }: Claim, to: Target): readonly string[] =>
  to === "plugin"
    ? []
    : (amounts.detail?.order?.marketing ?? []).flatMap((entry, j) =>
        (["code", "kind", "creatorType", "marketingExtend"] as const)
          .filter((key) => entry[key] !== undefined)
          .map((key) => paths.orderEntry(j) + pointer(key)),
      );
