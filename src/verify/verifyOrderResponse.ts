/**
 * The platform's answer beside the request that it answers: is every unit there, at what it should be paid?
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, pointer, under } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import { openApiOrderResponseRuleBook } from "../platform/openapi/ruleBooks.js";
import type {
  AmountLine,
  Amounts,
  Detail,
  GoodsEntry,
  ItemEntry,
  ItemOrder,
} from "../platform/wire/Amounts.js";
import { allFormats } from "./allFormats.js";
import type { Claim } from "./Claim.js";
import { goodsAmountOf } from "./checkOrder.js";
import { checkRules, sayUnreadable } from "./checkRules.js";
import { LineMatcher } from "./LineMatcher.js";
import { type Located, locate, readAmountsOf } from "./locate.js";
import { Findings, type Report } from "./Report.js";
import { readClaim } from "./readClaim.js";
import type { Check, VerifyOptions } from "./verifier.js";

const FORMAT = "openapi.createOrderResponse";
const NONE: readonly never[] = [];

/** A request, the item orders that answer it, and what is found of them. */
interface Pair {
  readonly amounts: Amounts;
  readonly lines: readonly AmountLine[];
  /** The discount detail; undefined where a discountId counts in its place. */
  readonly detail: Detail | undefined;
  readonly itemOrders: readonly ItemOrder[];
  readonly answer: Claim;
  readonly found: Findings;
}

/** Lines that are told apart from all others, with what the request's blocks and the answer say of them. */
interface Group {
  readonly lines: AmountLine[];
  readonly goods: GoodsEntry[];
  readonly items: ItemEntry[];
  readonly own: ItemOrder[];
}

type Ids = Pick<AmountLine, "goodsId" | "skuId">;

const nameOf = ({ goodsId, skuId }: Ids): string => {
  const ids = [goodsId, skuId].filter((each) => each !== undefined);
  return ids.join(" / ");
};

/** Goods are matched by goods id and sku id, or by the one that all parts have; undefined where all have neither. */
const keyBy = (parts: readonly Ids[]): ((ids: Ids) => string) | undefined => {
  const haveGoods = parts.every(({ goodsId }) => goodsId !== undefined);
  const haveSkus = parts.every(({ skuId }) => skuId !== undefined);
  return haveGoods || haveSkus
    ? ({ goodsId, skuId }) => JSON.stringify([haveGoods && goodsId, haveSkus && skuId])
    : undefined;
};

/** Goods of the answer that no line has; `only` is the one line of an order, which the platform's sample renames too. */
const reportUnknown = (item: ItemOrder, only: AmountLine | undefined, { answer, found }: Pair): void => {
  const named = nameOf(item);
  found.violations.push({
    kind: "amount",
    severity: only === undefined ? "error" : "warning",
    code: "line.unknown",
    path: answer.paths.itemOrders() + pointer(item.at[0] as number, "goods_id"),
    expected: only === undefined ? null : nameOf(only),
    actual: named,
    message: `expected the goods of a line of the order, got ${JSON.stringify(named)}, which no line has`,
    messageZh: `订单中没有商品行 ${JSON.stringify(named)}`,
  });
};

/** Puts together what speaks of the same goods. Undefined where ids are missing. */
const groupsOf = (pair: Pair): readonly Group[] | undefined => {
  const { lines, detail, itemOrders } = pair;
  const { goods = NONE, items = NONE } = detail ?? {};
  const [line] = lines;
  const only = lines.length === 1 && new Set(itemOrders.map(nameOf)).size <= 1 ? line : undefined;
  const keyOf = only ? () => "" : keyBy([...lines, ...goods, ...items, ...itemOrders]);
  if (keyOf === undefined) return undefined;
  const groups = new Map<string, Group>();
  for (const each of lines) {
    const group = groups.get(keyOf(each)) ?? { lines: [], goods: [], items: [], own: [] };
    group.lines.push(each);
    groups.set(keyOf(each), group);
  }
  for (const entry of goods) groups.get(keyOf(entry))?.goods.push(entry);
  for (const entry of items) groups.get(keyOf(entry))?.items.push(entry);
  const strays: ItemOrder[] = [];
  for (const item of itemOrders) (groups.get(keyOf(item))?.own ?? strays).push(item);
  const [first] = itemOrders;
  if (only && first && new LineMatcher(lines).matching(first).length === 0) reportUnknown(first, only, pair);
  // Once for each entry of the answer, however many units it has.
  for (const stray of new Map(strays.map((each) => [each.at[0], each])).values())
    reportUnknown(stray, undefined, pair);
  return [...groups.values()];
};

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);

/** Σ of a field, or nothing where one does not say it, or where there are none. */
const sumIfSaid = (amounts: readonly (number | undefined)[]): number | undefined =>
  amounts.length > 0 && !amounts.includes(undefined) ? sumOf(amounts as readonly number[]) : undefined;

/** What the goods' discounts are together: without that of the fees. */
const goodsDiscountOf = ({ amounts, lines, detail }: Pair): number | undefined => {
  const { totalDiscountAmount, fees, discountId } = amounts;
  if (totalDiscountAmount !== undefined)
    return totalDiscountAmount - sumOf(fees.map((fee) => fee.feeDiscountAmount ?? 0));
  const isSilent = detail === undefined && discountId === undefined;
  return isSilent && lines.every((line) => (line.discountAmount ?? 0) === 0) ? 0 : undefined;
};

/** What the units of a group should cost: each of them, or together where the request does not say how it is split. */
const expectedOf = (
  { lines, goods, items }: Group,
  pair: Pair,
): { readonly prices: readonly number[] } | { readonly sum: number } | undefined => {
  const quantity = sumOf(lines.map((line) => line.quantity));
  const paid = items.map(
    ({ totalAmount, totalDiscountAmount }) => (totalAmount ?? NaN) - (totalDiscountAmount ?? NaN),
  );
  if (paid.length > 0 && !paid.some(Number.isNaN)) {
    if (paid.length === quantity) return { prices: paid };
    if (paid.length === lines.length) return { sum: sumOf(paid) };
  }
  const total = goodsAmountOf(lines);
  const discount =
    sumIfSaid(goods.map((entry) => entry.totalDiscountAmount)) ??
    sumIfSaid(lines.map((line) => line.discountAmount)) ??
    (goodsDiscountOf(pair) === 0 ? 0 : undefined);
  if (total === undefined || discount === undefined) return undefined;
  if (discount !== 0) return { sum: total - discount };
  return { prices: lines.flatMap((line) => new Array<number>(line.quantity).fill(line.unitPrice as number)) };
};

/** The prices that no unit should cost, each with what a unit should that has no price. What is alike cancels out. */
const unlike = (
  prices: readonly number[],
  own: readonly ItemOrder[],
): readonly { readonly item: ItemOrder; readonly expected: number }[] => {
  const expected = [...prices].sort((a, b) => a - b);
  const actual = [...own].sort((a, b) => a.payableAmount - b.payableAmount);
  const missing: number[] = [];
  const wrong: ItemOrder[] = [];
  let n = 0;
  for (const item of actual) {
    while (n < expected.length && (expected[n] as number) < item.payableAmount)
      missing.push(expected[n++] as number);
    if (expected[n] === item.payableAmount) n += 1;
    else wrong.push(item);
  }
  missing.push(...expected.slice(n));
  return wrong.map((item, i) => ({ item, expected: missing[i] as number }));
};

/** Where the item orders of a group stand: one alone, or in one entry of the answer, or all over it. */
const placeOf = (own: readonly ItemOrder[], { answer: { paths } }: Pair): string => {
  const [first] = own;
  if (first === undefined || own.some((item) => item.at[0] !== first.at[0])) return paths.itemOrders();
  return own.length === 1
    ? paths.itemOrder(first)
    : paths.itemOrders() + pointer(first.at[0] as number, "item_order_detail");
};

const checkGroup = (group: Group, pair: Pair): void => {
  const { found, answer } = pair;
  const { own, lines } = group;
  const named = lines.map((line) => JSON.stringify(nameOf(line))).join(", ");
  const quantity = sumOf(lines.map((line) => line.quantity));
  if (own.length !== quantity) {
    found.compare("itemOrders.count", () => answer.paths.itemOrders(), quantity, own.length, {
      en: `one item order for each unit of ${named}`,
      zh: `商品 ${named} 每件一个商品单`,
    });
    return;
  }
  const expected = expectedOf(group, pair);
  if (expected === undefined)
    found.cannotCheck("itemOrders.price", placeOf(own, pair), {
      en: `the request does not say what the units of ${named} cost: a line without price, or a discount that is not split`,
      zh: `请求未说明商品 ${named} 各件的价格:未传单价,或优惠未分摊到行`,
    });
  else if ("prices" in expected)
    for (const { item, expected: price } of unlike(expected.prices, own))
      found.compare("itemOrders.price", () => answer.paths.itemOrder(item), price, item.payableAmount, {
        en: `a unit of ${named} after discount`,
        zh: `商品 ${named} 单件优惠后的价格`,
      });
  else {
    found.compare(
      "itemOrders.price",
      () => placeOf(own, pair),
      expected.sum,
      sumOf(own.map((item) => item.payableAmount)),
      {
        en: `Σ item order prices of ${named}: its total − its discount`,
        zh: `Σ 商品 ${named} 的商品单价格:其总价 − 其优惠`,
      },
    );
  }
};

/** The item orders together. Whether fees are item orders too is documented nowhere: either sum is right. */
const checkSum = (pair: Pair): void => {
  const { amounts, itemOrders, found, answer } = pair;
  const { totalAmount, totalDiscountAmount = goodsDiscountOf(pair), fees } = amounts;
  const path = (): string => answer.paths.itemOrders();
  if (totalAmount === undefined || totalDiscountAmount === undefined) {
    found.cannotCheck("callback.items", path(), {
      en: "the request has no total and discount to compare the item orders with",
      zh: "请求中没有可与商品单比较的总价和优惠",
    });
    return;
  }
  const payable = totalAmount - totalDiscountAmount;
  const ofFees = sumOf(fees.map((fee) => fee.feeAmount - (fee.feeDiscountAmount ?? 0)));
  const sum = sumOf(itemOrders.map((item) => item.payableAmount));
  if (sum === payable - ofFees) return;
  found.compare("callback.items", path, payable, sum, {
    en: "Σ item order prices: total − discount",
    zh: "Σ 商品单价格:总价 − 优惠",
  });
};

const compare = (request: Claim, answer: Claim, found: Findings): void => {
  const { amounts } = request;
  const { lines = NONE, discountId } = amounts;
  const detail = discountId === undefined ? amounts.detail : undefined;
  const pair: Pair = { amounts, lines, detail, itemOrders: answer.amounts.itemOrders ?? NONE, answer, found };
  const groups = amounts.lines === undefined ? undefined : groupsOf(pair);
  if (groups === undefined)
    found.cannotCheck("itemOrders.count", answer.paths.itemOrders(), {
      en: "the lines of the request and the item orders have no ids in common to be matched by",
      zh: "请求的商品行与商品单没有可供对应的 id",
    });
  groups?.forEach((group) => checkGroup(group, pair));
  // What was found in one place need not be said again of the whole.
  if (!found.violations.some(({ severity }) => severity === "error")) checkSum(pair);
};

/** An answer that refuses the order has no item orders to check. */
const sayRefused = (errNo: number, found: Findings): void => {
  found.cannotCheck("itemOrders.count", "/err_no", {
    en: `the platform refused the order with err_no ${errNo}, so there are no item orders`,
    zh: `平台拒绝了该订单(err_no ${errNo}),没有商品单`,
  });
};

const PLUGIN_KEYS = ["payment", "goodsList", "skuList"];

const readRequest = (request: unknown): E.Either<readonly Problem[], Claim> =>
  readClaim(
    request,
    isObject(request) && PLUGIN_KEYS.some((key) => key in request)
      ? "plugin.createOrder"
      : "openapi.createOrder",
  );

const problemsOf = (root: string, read: E.Either<readonly Problem[], unknown>): readonly Problem[] =>
  E.isLeft(read) ? under(root)(read.left) : [];

/**
 * Checks that create_order's answer is what the request says: one item order for each unit, each at what the unit costs
 * after discount, and all together at what the order costs. Refunds go by these prices, item order by item order.
 *
 * How a discount is split over the units is known where the request has an item block; else only each line's sum can be
 * checked. Units have no ids, so the prices of a goods are compared in no order. One wrong price is one violation:
 * `itemOrders.count` and `itemOrders.price` of a goods, `line.unknown` for goods that were not ordered (a warning where
 * the order has a single line, since the platform's own sample answers under another id), and `callback.items` for the
 * whole where nothing else is wrong. What the request does not say, such as the price of a library sku, is `unchecked`,
 * and so is an answer that refuses the order.
 *
 * The fields and rules of the answer itself are checked as `verify` checks them, unless `options.checks` leaves them out.
 *
 * Source: openapi-create-order-low-version, request and response sample.
 *
 * @param request - The create_order body that was sent; options for plugin.createOrder are read too.
 * @param response - What the platform answered. The paths of the report lead into it.
 * @param options - What to check: `amounts` are the prices and numbers of item orders. Default: both.
 * @returns The report, or the problems that kept either from being read, under `/request` and `/response`.
 *
 * @example
 * import * as assert from "node:assert";
 * import { verifyOrderResponse } from "suanjia";
 *
 * const report = verifyOrderResponse(
 *   { goods_list: [{ goods_id: "tea", price: 240, quantity: 1 }], total_amount: 240, discount_amount: 0 },
 *   {
 *     err_no: 0,
 *     data: {
 *       item_order_info_list: [
 *         {
 *           goods_id: "tea",
 *           item_order_id_list: ["ot1"],
 *           item_order_detail: [{ item_order_id: "ot1", price: 239 }],
 *         },
 *       ],
 *     },
 *   },
 *   { checks: ["amounts"] },
 * );
 * assert.ok(report._tag === "Right");
 * assert.deepStrictEqual(
 *   report.right.violations.map(({ code, path, expected, actual }) => [code, path, expected, actual]),
 *   [["itemOrders.price", "/data/item_order_info_list/0/item_order_detail/0/price", 240, 239]],
 * );
 *
 * @category checks
 * @since 0.2.0
 */
export const verifyOrderResponse = (
  request: unknown,
  response: unknown,
  options: Pick<VerifyOptions, "checks"> = {},
): E.Either<readonly Problem[], Report> => {
  const wants = (check: Check): boolean => options.checks?.includes(check) ?? true;
  const asked = readRequest(request);
  const located = locate(allFormats, response, FORMAT);
  const answered = E.chain((found: Located) => readAmountsOf(found, false))(located);
  if (E.isLeft(asked) || E.isLeft(located))
    return E.left([...problemsOf("/request", asked), ...problemsOf("/response", answered)]);
  const found = new Findings();
  const errNo = isObject(response) ? response["err_no"] : undefined;
  const isRefused = typeof errNo === "number" && errNo !== 0;
  if (wants("amounts")) {
    if (isRefused) sayRefused(errNo, found);
    else if (E.isRight(answered)) compare(asked.right, answered.right, found);
  }
  if (wants("rules")) {
    const isAccepted = openApiOrderResponseRuleBook.accepts(response);
    checkRules(openApiOrderResponseRuleBook, { payload: response, root: "", isAccepted }, {}, found);
  }
  if (wants("amounts") && !isRefused && E.isLeft(answered)) {
    // Where the rules say what is wrong with the amounts, they say it better: with all else that is.
    if (!wants("rules")) return E.left(problemsOf("/response", answered));
    sayUnreadable("", found);
  }
  return E.right(found.report(FORMAT));
};
