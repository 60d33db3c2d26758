/**
 * What callbacks are answered, and from which fact: whoever has the platform's own tables in his console corrects it here,
 * and nowhere else. Marks: [S] an official page states it, [C] third-party production code shows it, [I] inferred.
 *
 * | answer                | field                                              | from                                       |
 * | --------------------- | -------------------------------------------------- | ------------------------------------------ |
 * | all                   | `err_no`, `err_tips`, `data`                       | [S] facts 22                               |
 * | query_marketing_info  | `coupon_info`: every coupon, valid or not          | [S] 查询营销信息扩展点, worked example     |
 * |                       | `goods_valid_marketing_info`, `order_valid_marketing_info`: goods level and order level; each a part of the four lists; every goods that was asked for | [S] the same, checks of the answer |
 * |                       | `activity_info`                                    | [C] `availableMarketing.activityInfo` of plugin.computePromotion |
 * |                       | `identity_info`, `score_info`; what is inside of the lists; `valid_marketing` | [I] MARKETING_LISTS, `marketingEntry` |
 * | calculate_price       | `order_calculation_result_info`, `goods_calculation_result_info[]`, `item_calculation_result_info[]`, each with `marketing_detail_info` | [C] facts 26, the plugin's names in snake case |
 * |                       | the fields of the blocks                           | [S] price_calculation_detail, snakeCaseDetail |
 * |                       | `code`, `kind`, `creator_type`, `marketing_extend` | [C] `kind` in the plugin's result; [I] the others, since an order passes the entries on and must name its coupon |
 * |                       | `ext_calculation_no`                               | [S] as a field of the request, facts 24; [I] in the answer |
 * | query_and_calculate   | `goods_marketing_list[].available_marketing`, `calculation_result` | [C] plugin.computePromotion; [I] `order_marketing_info.available_marketing` |
 * | pre_create_order      | `out_order_no`, `pay_expire_seconds`, `order_entry_schema` | [S] facts 27. `order_valid_time`, `order_goods_info` and `pay_notify_url` are left out: optional, and known to the merchant's own system |
 * | pre_create_refund     | `out_refund_no`, `order_entry_schema`              | [S] facts 28. `notify_url` is left out: the one of the console counts then |
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, problem } from "../../codec/Problem.js";
import type { MarketingType } from "../../order/Marketing.js";
import { DEFAULT_POLICY } from "../../order/Policy.js";
import type { Detail, ItemEntry } from "../../platform/wire/Amounts.js";
import { amountsOf } from "../../platform/wire/amountsOf.js";
import type { Wire } from "../../platform/wire/codecs.js";
import { type DetailSpelling, snakeCaseDetail } from "../../platform/wire/spelling.js";
import { defined, writeDetail } from "../../platform/wire/write.js";
import type { Quote, QuoteLine } from "../../pricing/Quote.js";
import type { Promotion } from "../../promotion/Promotion.js";
import { ERRORS, type ErrorName } from "./errors.js";

/** The four lists of marketing, by type. */
const MARKETING_LISTS = {
  1: "identity_info",
  2: "coupon_info",
  3: "score_info",
  4: "activity_info",
} as const satisfies Readonly<Record<MarketingType, string>>;

/** How long an order may stay unpaid: the platform's default. It takes up to 48 hours. */
const PAY_EXPIRE_SECONDS = 300;

/** The blocks of a calculation: those of an order's discount detail under other names, and with the plugin's own fields. */
const calculationSpelling: DetailSpelling = {
  ...snakeCaseDetail,
  order: "order_calculation_result_info",
  goods: "goods_calculation_result_info",
  items: "item_calculation_result_info",
  entry: {
    ...snakeCaseDetail.entry,
    plugin: {
      code: "code",
      kind: "kind",
      creatorType: "creator_type",
      marketingExtend: "marketing_extend",
    },
  },
};

/** The body of a success. */
export const successBody = (data: Wire): string => JSON.stringify({ err_no: 0, err_tips: "", data });

/** The body of an error: its number and its text, and nothing of the reason. */
export const errorBody = (name: ErrorName): string =>
  JSON.stringify({ err_no: ERRORS[name].number, err_tips: ERRORS[name].tips });

/** A marketing that concerns the buyer. */
export interface OfferedMarketing {
  readonly promotion: Promotion;
  /** Its own code, or that of the coupon held. */
  readonly code: string | undefined;
  readonly level: 1 | 2;
  /** What it gives when it is the only one; undefined where it does not apply. */
  readonly discountAmount: number | undefined;
  /** Does it cover this line? */
  readonly covers: (line: { readonly goodsId: string; readonly skuId?: string | undefined }) => boolean;
}

const marketingEntry = ({ promotion, code, level, discountAmount }: OfferedMarketing): Wire =>
  defined({
    id: promotion.id,
    type: promotion.type,
    title: promotion.title,
    note: promotion.note ?? "",
    subtype: promotion.subtype,
    discount_range: level,
    discount_amount: discountAmount,
    code,
    kind: promotion.kind,
    creator_type: promotion.creatorType,
    marketing_extend: promotion.marketingExtend,
  });

const briefOf = ({ promotion: { id }, code }: OfferedMarketing): Wire => defined({ id, code });

/** Marketing in its four lists. All are there, also where they are empty. */
const byType = (marketing: readonly OfferedMarketing[], entryOf: (each: OfferedMarketing) => Wire): Wire =>
  Object.fromEntries(
    ([1, 2, 3, 4] as const).map((type) => [
      MARKETING_LISTS[type],
      marketing.filter(({ promotion }) => promotion.type === type).map(entryOf),
    ]),
  );

type Line = Pick<QuoteLine, "goodsId" | "skuId" | "quantity">;

const lineIds = ({ goodsId, skuId, quantity }: Line): Wire =>
  defined({ goods_id: goodsId, sku_id: skuId, quantity });

const isValid = ({ discountAmount }: OfferedMarketing): boolean => discountAmount !== undefined;

const validFor = (marketing: readonly OfferedMarketing[], line: Line): readonly OfferedMarketing[] =>
  marketing.filter((each) => isValid(each) && each.level === 2 && each.covers(line));

const validForOrder = (marketing: readonly OfferedMarketing[]): readonly OfferedMarketing[] =>
  marketing.filter((each) => isValid(each) && each.level === 1);

/** The data of query_marketing_info. */
export const marketingAnswer = (lines: readonly Line[], marketing: readonly OfferedMarketing[]): Wire => ({
  ...byType(marketing, marketingEntry),
  goods_valid_marketing_info: lines.map((line) => ({
    ...lineIds(line),
    valid_marketing: byType(validFor(marketing, line), briefOf),
  })),
  order_valid_marketing_info: byType(validForOrder(marketing), briefOf),
});

/** The blocks of an order without marketing: an order leaves them out, a calculation does not. */
const bareDetail = ({ lines, calculationType, policy = DEFAULT_POLICY }: Quote): Detail => {
  const none = { totalDiscountAmount: 0, marketing: [] };
  const idsOf = ({ goodsId, skuId }: QuoteLine): Pick<ItemEntry, "goodsId" | "skuId"> => ({ goodsId, skuId });
  const goods = lines.map((line) => ({
    ...idsOf(line),
    quantity: line.quantity,
    totalAmount: line.totalAmount,
    ...none,
  }));
  return {
    calculationType,
    order: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 0, marketing: [] },
    goods,
    items: lines.flatMap((line) =>
      policy.itemEntries === "line"
        ? [{ ...idsOf(line), totalAmount: line.totalAmount, ...none }]
        : new Array<ItemEntry>(line.quantity).fill({ ...idsOf(line), totalAmount: line.unitPrice, ...none }),
    ),
  };
};

const tooManyUnits = (most: number): Problem =>
  problem("emit.tooManyItems", "/lines", {
    en: `expected at most ${most} units in all, of which each has an entry`,
    zh: `总件数最多 ${most} 件(每件一条)`,
  });

/** The data of calculate_price: the calculation in the platform's blocks, under a number by which it can be had again. */
export const calculationAnswer = (quote: Quote, number: string): E.Either<readonly Problem[], Wire> => {
  const { itemEntries, maxItemEntries } = quote.policy ?? DEFAULT_POLICY;
  const units = quote.lines.reduce((sum, line) => sum + (itemEntries === "line" ? 1 : line.quantity), 0);
  if (units > maxItemEntries) return E.left([tooManyUnits(maxItemEntries)]);
  return E.map(({ detail = bareDetail(quote) }: { readonly detail?: Detail | undefined }) => ({
    ext_calculation_no: number,
    ...writeDetail(detail, calculationSpelling),
  }))(amountsOf(quote));
};

/** The data of query_and_calculate. */
export const marketingAndCalculationAnswer = (
  lines: readonly Line[],
  marketing: readonly OfferedMarketing[],
  calculation: Wire,
): Wire => ({
  goods_marketing_list: lines.map((line) => ({
    ...lineIds(line),
    available_marketing: byType(validFor(marketing, line), marketingEntry),
  })),
  order_marketing_info: { available_marketing: byType(validForOrder(marketing), marketingEntry) },
  calculation_result: calculation,
});

/** An order's page. `params` is JSON in a text. */
export interface EntrySchema {
  readonly path: string;
  readonly params: string;
}

/** The data of an accepted order. */
export const orderAnswer = (outOrderNo: string, page: EntrySchema): Wire => ({
  out_order_no: outOrderNo,
  pay_expire_seconds: PAY_EXPIRE_SECONDS,
  order_entry_schema: page,
});

/** The data of an accepted refund. */
export const refundAnswer = (outRefundNo: string, page: EntrySchema): Wire => ({
  out_refund_no: outRefundNo,
  order_entry_schema: page,
});
