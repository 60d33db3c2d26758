/**
 * Reading: the amounts of a payload that its codec has accepted, out of one spelling into none.
 */
import type { FeeType } from "../../order/Fee.js";
import { type DiscountRange, discountRangeOf, type MarketingType } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import type {
  AmountLine,
  Amounts,
  Detail,
  FeeEntry,
  GoodsEntry,
  ItemEntry,
  MarketingEntry,
} from "./Amounts.js";
import type { Wire } from "./codecs.js";
import type { DetailSpelling, LineSpelling, Spelling } from "./spelling.js";

/** An optional field: `null` is how many servers write what is not there. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what the codec has checked
const optional = <A>(value: unknown): A | undefined =>
  value === null ? undefined : (value as A | undefined);

/** What stands at a path of keys; undefined where it ends early. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what the codec has checked
const at = <A>(payload: Wire, path: readonly string[] | undefined): A | undefined => {
  if (path === undefined) return undefined;
  let value: unknown = payload;
  for (const key of path) value = (value as Wire | null | undefined)?.[key];
  return optional(value);
};

const NONE: readonly never[] = [];

const readMarketing = (wire: Wire, s: DetailSpelling): readonly MarketingEntry[] => {
  const listed = optional<readonly Wire[]>(wire[s.marketing]);
  if (listed === undefined) return NONE;
  const { entry } = s;
  const { plugin } = entry;
  const entries: MarketingEntry[] = [];
  for (const each of listed)
    entries.push({
      id: each[entry.id] as string,
      type: each[entry.type] as MarketingType,
      discountRange: discountRangeOf(each[entry.discountRange] as DiscountRange | "1" | "2"),
      discountAmount: each[entry.discountAmount] as number,
      title: optional<string>(each[entry.title]),
      note: optional<string>(each[entry.note]),
      subtype: optional<string>(each[entry.subtype]),
      value: optional<number>(each[entry.value]),
      code: plugin && optional<string>(each[plugin.code]),
      kind: plugin && optional<1 | 2>(each[plugin.kind]),
      creatorType: plugin && optional<1 | 2 | 3>(each[plugin.creatorType]),
      marketingExtend: plugin && optional<Wire>(each[plugin.marketingExtend]),
    });
  return entries;
};

const isUnlisted = (wire: Wire, s: DetailSpelling): true | undefined =>
  optional<unknown>(wire[s.marketing]) === undefined ? true : undefined;

const readItem = (wire: Wire, s: DetailSpelling): ItemEntry => ({
  goodsId: wire[s.goodsId] as string,
  skuId: optional<string>(wire[s.skuId]),
  totalAmount: optional<number>(wire[s.totalAmount]),
  totalDiscountAmount: optional<number>(wire[s.totalDiscountAmount]),
  marketing: readMarketing(wire, s),
  isUnlisted: isUnlisted(wire, s),
});

const readGoods = (wire: Wire, s: DetailSpelling): GoodsEntry => ({
  goodsId: wire[s.goodsId] as string,
  skuId: optional<string>(wire[s.skuId]),
  quantity: optional<number>(wire[s.quantity]),
  totalAmount: optional<number>(wire[s.totalAmount]),
  totalDiscountAmount: optional<number>(wire[s.totalDiscountAmount]),
  marketing: readMarketing(wire, s),
  isUnlisted: isUnlisted(wire, s),
});

const readDetail = (wire: Wire, s: DetailSpelling): Detail => {
  const blocks = s.blocks === undefined ? wire : (wire[s.blocks] as Wire);
  const order = optional<Wire>(blocks[s.order]);
  return {
    calculationType: optional<CalculationType>(wire[s.calculationType]),
    order: order && {
      orderTotalDiscountAmount: optional<number>(order[s.orderTotal]),
      goodsTotalDiscountAmount: optional<number>(order[s.goodsTotal]),
      marketing: readMarketing(order, s),
      isUnlisted: isUnlisted(order, s),
    },
    goods: optional<readonly Wire[]>(blocks[s.goods])?.map((each) => readGoods(each, s)),
    items: optional<readonly Wire[]>(blocks[s.items])?.map((each) => readItem(each, s)),
  };
};

const readLine = (wire: Wire, s: LineSpelling, sku: boolean): AmountLine => ({
  goodsId: optional<string>((sku ? optional<Wire>(wire[s.goodsInfo]) : wire)?.[s.goodsId]),
  skuId: sku ? (wire[s.skuId] as string) : undefined,
  unitPrice: optional<number>(wire[s.unitPrice]),
  unitPayable: s.unitPayable === undefined ? undefined : optional<number>(wire[s.unitPayable]),
  quantity: wire[s.quantity] as number,
  discountAmount: s.discountAmount === undefined ? undefined : optional<number>(wire[s.discountAmount]),
});

const readFee = (wire: Wire): FeeEntry => ({
  feeType: wire.feeType as FeeType,
  feeAmount: wire.feeAmount as number,
  feeDiscountAmount: optional<number>(wire.feeDiscountAmount),
  feeDesc: optional<string>(wire.feeDesc),
});

const linesAt = (payload: Wire, s: LineSpelling, list: "goods" | "sku"): readonly AmountLine[] | undefined =>
  optional<readonly Wire[]>(payload[list === "sku" ? s.skuList : s.goodsList])?.map((line) =>
    readLine(line, s, list === "sku"),
  );

/** The lines: of the sku list where it has any, as new callers should use it; and those of a second list, if any. */
const readLines = (payload: Wire, s: LineSpelling): Pick<Amounts, "list" | "lines" | "otherLines"> => {
  const goods = linesAt(payload, s, "goods");
  const skus = linesAt(payload, s, "sku");
  if (skus === undefined || (skus.length === 0 && goods !== undefined))
    return { list: goods && "goods", lines: goods };
  return {
    list: "sku",
    lines: skus,
    otherLines: goods !== undefined && goods.length > 0 ? goods : undefined,
  };
};

/** The amounts of a payload in this spelling, which the spelling's codec has accepted. */
export const readAmounts = (payload: Wire, s: Spelling): Amounts => {
  const detail = at<Wire>(payload, s.detailAt);
  return {
    ...(s.lines && readLines(payload, s.lines)),
    totalAmount: at<number>(payload, s.totalAmount),
    totalDiscountAmount: at<number>(payload, s.totalDiscountAmount),
    fees: at<readonly Wire[]>(payload, s.fees)?.map(readFee) ?? NONE,
    detail: detail && readDetail(detail, s.detail),
    discountId: at<string>(payload, s.discountId),
  };
};
