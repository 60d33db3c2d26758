/**
 * Conversion: the amounts of a payload in the other spelling.
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, pointer, problem } from "../codec/Problem.js";
import { openApiOrderFormat } from "../platform/openapi/OpenApiOrder.js";
import { openApiOrderOf } from "../platform/openapi/toOpenApiOrder.js";
import { pluginOrderFormat } from "../platform/plugin/PluginOrder.js";
import { pluginOrderOf } from "../platform/plugin/toPluginOrder.js";
import type { Detail } from "../platform/wire/Amounts.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import type { DetailSpelling, LineSpelling, Spelling } from "../platform/wire/spelling.js";
import { writeDetail } from "../platform/wire/write.js";
import type { Claim } from "../verify/Claim.js";
import { readClaim } from "../verify/readClaim.js";

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
    if (claim.amounts.otherLines !== undefined) return E.left([bothLists(claim)]);
    const written = write(claim, to);
    if (E.isLeft(written)) return E.left(inOriginal(written.left, claim));
    const known = knownKeys(claim.format.spelling, spellingOf(to));
    return E.right({ payload: written.right, left: keysLeft(payload, "", known) });
  })(readClaim(payload));

const bothLists = ({ paths }: Claim): Problem =>
  problem("emit.wrongList", paths.otherLines(), {
    en: "expected only one list of lines, got both",
    zh: "只能有一个商品列表,实际两个都有",
  });

const spellingOf = (to: Target): Spelling =>
  (to === "plugin" ? pluginOrderFormat : openApiOrderFormat).spelling;

const write = (claim: Claim, to: Target): E.Either<readonly Problem[], unknown> => {
  const { amounts, format } = claim;
  if (format.spelling.lines === undefined)
    return E.right(writeDetail(amounts.detail as Detail, spellingOf(to).detail));
  return to === "plugin" ? pluginOrderOf(amounts) : openApiOrderOf(amounts);
};

/** The writer speaks of a quote's fees; here they stand where the original has them. */
const inOriginal = (problems: readonly Problem[], { paths }: Claim): readonly Problem[] =>
  problems.map((each) => (each.path === "/fees" ? { ...each, path: paths.fees() } : each));

/** The keys of an object that are carried over, each with those below it; `{}` is a value carried whole. */
interface Known {
  readonly [key: string]: Known;
}

const WHOLE: Known = {};

const keysOf = (...names: readonly (string | undefined)[]): Known =>
  Object.fromEntries(names.filter((name) => name !== undefined).map((name) => [name, WHOLE]));

/** A tree at the end of a path of keys. */
const under = (path: readonly string[] | undefined, known: Known): Known =>
  path === undefined ? {} : path.reduceRight<Known>((below, key) => ({ [key]: below }), known);

/** Both trees in one. */
const merge = (a: Known, b: Known): Known => {
  if (Object.keys(a).length === 0) return b;
  const merged: Record<string, Known> = { ...a };
  for (const [key, below] of Object.entries(b)) merged[key] = merge(merged[key] ?? WHOLE, below);
  return merged;
};

const knownDetail = (s: DetailSpelling, hasPluginFields: boolean): Known => {
  const { plugin, ...entry } = s.entry;
  const marketing = {
    [s.marketing]: merge(
      keysOf(...Object.values(entry)),
      hasPluginFields ? keysOf(...Object.values(plugin ?? {})) : {},
    ),
  };
  const item = { ...keysOf(s.goodsId, s.skuId, s.totalAmount, s.totalDiscountAmount), ...marketing };
  const blocks = {
    [s.order]: { ...keysOf(s.orderTotal, s.goodsTotal), ...marketing },
    [s.goods]: { ...item, ...keysOf(s.quantity) },
    [s.items]: item,
  };
  return { ...keysOf(s.calculationType), ...(s.blocks === undefined ? blocks : { [s.blocks]: blocks }) };
};

const knownLines = (s: LineSpelling): Known => {
  const amounts = keysOf(s.unitPrice, s.quantity, s.discountAmount);
  return {
    [s.goodsList]: { ...amounts, ...keysOf(s.goodsId) },
    [s.skuList]: { ...amounts, ...keysOf(s.skuId), [s.goodsInfo]: keysOf(s.goodsId) },
  };
};

/** The keys of one spelling that the other can carry. */
const knownKeys = (from: Spelling, to: Spelling): Known =>
  [
    from.lines === undefined ? {} : knownLines(from.lines),
    under(from.totalAmount, WHOLE),
    under(from.totalDiscountAmount, WHOLE),
    under(from.fees, keysOf("feeType", "feeAmount", "feeDiscountAmount", "feeDesc")),
    under(from.detailAt, knownDetail(from.detail, to.detail.entry.plugin !== undefined)),
  ].reduce(merge, {});

/** The places of a payload that are not carried over, outermost first; what is below one is not named again. */
const keysLeft = (value: unknown, path: string, known: Known): readonly string[] => {
  if (known === WHOLE) return [];
  if (Array.isArray(value)) return value.flatMap((part, i) => keysLeft(part, path + pointer(i), known));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const at = path + pointer(key);
    return Object.hasOwn(known, key) ? keysLeft(part, at, known[key] as Known) : [at];
  });
};
