/**
 * Putting the lines of a quote into the list of lines that a caller brought.
 */
import * as E from "fp-ts/lib/Either.js";
import { describe, type Problem, pointer, problem } from "../../codec/Problem.js";
import { isObject } from "../../codec/Shape.js";
import type { AmountLine, Amounts } from "./Amounts.js";
import type { Wire } from "./codecs.js";
import type { LineSpelling } from "./spelling.js";
import { defined } from "./write.js";

const isEmpty = (list: unknown): boolean => list === undefined || (Array.isArray(list) && list.length === 0);

/** Does the caller's line name this one? A sku's line may leave its goods id out (library skus do). */
const names = (entry: Wire, line: AmountLine, s: LineSpelling): boolean => {
  if (line.skuId === undefined) return entry[s.goodsId] === line.goodsId;
  const goodsId = objectAt(entry, s.goodsInfo)[s.goodsId];
  return entry[s.skuId] === line.skuId && (goodsId === undefined || goodsId === line.goodsId);
};

/** The amounts of a line, under the names of a spelling. */
const lineAmounts = (line: AmountLine, s: LineSpelling): Wire =>
  defined({
    [s.unitPrice]: line.unitPrice,
    [s.quantity]: line.quantity,
    ...(s.discountAmount === undefined ? {} : { [s.discountAmount]: line.discountAmount }),
  });

/** A line that the caller did not bring: ids and amounts. */
const newLine = (line: AmountLine, s: LineSpelling): Wire => {
  if (line.skuId === undefined) return { [s.goodsId]: line.goodsId, ...lineAmounts(line, s) };
  const put = { [s.skuId]: line.skuId, ...lineAmounts(line, s) };
  return line.goodsId === undefined ? put : { ...put, [s.goodsInfo]: { [s.goodsId]: line.goodsId } };
};

/** A line that the caller brought: a library sku's may leave goodsInfo out (plugin.createOrder, Sku), and keeps so. */
const ownLine = (entry: Wire, line: AmountLine, s: LineSpelling): Wire => {
  const put = { ...entry, ...lineAmounts(line, s) };
  const info = entry[s.goodsInfo];
  return line.skuId === undefined || !isObject(info)
    ? put
    : { ...put, [s.goodsInfo]: { ...info, [s.goodsId]: line.goodsId } };
};

const wrongList = (key: string, given: string): Problem =>
  problem("emit.wrongList", pointer(given), {
    en: `the quote's lines belong into ${key}, so expected ${given} to be absent or empty`,
    zh: `报价的商品行应写入 ${key},因此 ${given} 应不传或为空`,
  });

const notOfQuote = (path: string): Problem =>
  problem("emit.unknownLine", path, {
    en: "expected a line of the quote, got one that it does not have",
    zh: "报价中没有这一行商品",
  });

const notOfOrder = (path: string, line: AmountLine): Problem =>
  problem("emit.missingLine", path, {
    en: `expected the quote's line ${JSON.stringify(line.skuId ?? line.goodsId)} among these lines, got none`,
    zh: `缺少报价中的商品行 ${JSON.stringify(line.skuId ?? line.goodsId)}`,
  });

const named = (path: string, times: number): Problem =>
  problem("emit.ambiguousLine", path, {
    en: `expected exactly one line of the quote for each line here, got ${times}`,
    zh: `此处每行应恰好对应报价中的一行,实际对应 ${times} 行`,
  });

/** The quote's lines by the id that a caller's line must have: its sku's, or its goods'. */
const linesById = (lines: readonly AmountLine[]): ReadonlyMap<unknown, readonly AmountLine[]> => {
  const byId = new Map<unknown, AmountLine[]>();
  for (const line of lines) {
    const id = line.skuId ?? line.goodsId;
    const same = byId.get(id);
    if (same === undefined) byId.set(id, [line]);
    else same.push(line);
  }
  return byId;
};

/** The caller's lines, each with the amounts of the quote's line that it names; in the quote's order. */
const putInto = (
  listed: readonly unknown[],
  lines: readonly AmountLine[],
  key: string,
  s: LineSpelling,
): E.Either<readonly Problem[], readonly Wire[]> => {
  const problems: Problem[] = [];
  const entries = new Map<AmountLine, Wire>();
  const idKey = lines[0]?.skuId === undefined ? s.goodsId : s.skuId;
  const byId = linesById(lines);
  listed.forEach((entry, i) => {
    const path = pointer(key, i);
    const candidates = isObject(entry) ? (byId.get(entry[idKey]) ?? []) : [];
    const own = candidates.filter((line) => names(entry as Wire, line, s));
    const line = own[0];
    if (line === undefined) problems.push(notOfQuote(path));
    else if (own.length > 1) problems.push(named(path, own.length));
    else if (entries.has(line)) problems.push(named(path, 2));
    else entries.set(line, entry as Wire);
  });
  if (problems.length === 0)
    for (const line of lines) if (!entries.has(line)) problems.push(notOfOrder(pointer(key), line));
  return problems.length > 0
    ? E.left(problems)
    : E.right(lines.map((line) => ownLine(entries.get(line) as Wire, line, s)));
};

/**
 * Puts the lines into an order. A caller's own list keeps everything but the amounts, and must name exactly the quote's
 * lines; without one, the lines carry ids and amounts alone. Amounts that have no lines leave the order as it is.
 */
export const putLines = (
  order: Wire,
  { list, lines }: Amounts,
  s: LineSpelling,
): E.Either<readonly Problem[], Wire> => {
  if (lines === undefined) return E.right(order);
  const [key, other] = list === "sku" ? [s.skuList, s.goodsList] : [s.goodsList, s.skuList];
  if (!isEmpty(order[other])) return E.left([wrongList(key, other)]);
  const listed = order[key];
  if (isEmpty(listed)) return E.right({ ...order, [key]: lines.map((line) => newLine(line, s)) });
  if (!Array.isArray(listed)) return E.left([notAList(pointer(key), listed)]);
  return E.map((put: readonly Wire[]) => ({ ...order, [key]: put }))(putInto(listed, lines, key, s));
};

const notAList = (path: string, value: unknown): Problem =>
  problem("value.type", path, {
    en: `expected an array, got ${describe(value).en}`,
    zh: `应为数组,实际为${describe(value).zh}`,
  });

/** The caller's order object, or the problem that it is none. */
export const orderObject = (order: unknown): E.Either<readonly Problem[], Wire> => {
  if (order === undefined) return E.right({});
  if (isObject(order)) return E.right(order);
  const came = describe(order);
  return E.left([
    problem("value.type", "", {
      en: `expected an order object, got ${came.en}`,
      zh: `应为订单对象,实际为${came.zh}`,
    }),
  ]);
};

/** A part of the caller's order that amounts are put into: an object, or nothing yet. */
export const objectAt = (order: Wire, key: string): Wire => {
  const value = order[key];
  return isObject(value) ? value : {};
};
