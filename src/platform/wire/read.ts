/**
 * Reading: the amounts of a payload that its codec has accepted, out of one spelling into none.
 */
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

/** What stands at a path of keys; undefined where it ends early. */
const at = (payload: Wire, path: readonly string[] | undefined): unknown => {
  if (path === undefined) return undefined;
  let value: unknown = payload;
  for (const key of path) value = (value as Wire | undefined)?.[key];
  return value;
};

const NONE: readonly never[] = [];

const readMarketing = (wire: Wire, s: DetailSpelling): readonly MarketingEntry[] => {
  const listed = wire[s.marketing] as readonly Wire[] | undefined;
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
      title: each[entry.title] as string | undefined,
      note: each[entry.note] as string | undefined,
      subtype: each[entry.subtype] as string | undefined,
      value: each[entry.value] as number | undefined,
      code: plugin && (each[plugin.code] as string | undefined),
      kind: plugin && (each[plugin.kind] as 1 | 2 | undefined),
      creatorType: plugin && (each[plugin.creatorType] as 1 | 2 | 3 | undefined),
      marketingExtend: plugin && (each[plugin.marketingExtend] as Wire | undefined),
    });
  return entries;
};

const readItem = (wire: Wire, s: DetailSpelling): ItemEntry => ({
  goodsId: wire[s.goodsId] as string,
  skuId: wire[s.skuId] as string | undefined,
  totalAmount: wire[s.totalAmount] as number | undefined,
  totalDiscountAmount: wire[s.totalDiscountAmount] as number | undefined,
  marketing: readMarketing(wire, s),
});

const readGoods = (wire: Wire, s: DetailSpelling): GoodsEntry => ({
  goodsId: wire[s.goodsId] as string,
  skuId: wire[s.skuId] as string | undefined,
  quantity: wire[s.quantity] as number | undefined,
  totalAmount: wire[s.totalAmount] as number | undefined,
  totalDiscountAmount: wire[s.totalDiscountAmount] as number | undefined,
  marketing: readMarketing(wire, s),
});

const readDetail = (wire: Wire, s: DetailSpelling): Detail => {
  const blocks = s.blocks === undefined ? wire : (wire[s.blocks] as Wire);
  const order = blocks[s.order] as Wire | undefined;
  return {
    calculationType: wire[s.calculationType] as CalculationType | undefined,
    order: order && {
      orderTotalDiscountAmount: order[s.orderTotal] as number | undefined,
      goodsTotalDiscountAmount: order[s.goodsTotal] as number | undefined,
      marketing: readMarketing(order, s),
    },
    goods: (blocks[s.goods] as readonly Wire[] | undefined)?.map((each) => readGoods(each, s)),
    items: (blocks[s.items] as readonly Wire[] | undefined)?.map((each) => readItem(each, s)),
  };
};

const readLine = (wire: Wire, s: LineSpelling, sku: boolean): AmountLine => ({
  goodsId: (sku ? (wire[s.goodsInfo] as Wire | undefined)?.[s.goodsId] : wire[s.goodsId]) as
    | string
    | undefined,
  skuId: sku ? (wire[s.skuId] as string) : undefined,
  unitPrice: wire[s.unitPrice] as number | undefined,
  unitPayable: s.unitPayable === undefined ? undefined : (wire[s.unitPayable] as number | undefined),
  quantity: wire[s.quantity] as number,
  discountAmount: s.discountAmount === undefined ? undefined : (wire[s.discountAmount] as number | undefined),
});

const readFees = (wire: readonly Wire[] | undefined): readonly FeeEntry[] =>
  wire === undefined ? NONE : (wire as unknown as readonly FeeEntry[]);

/** Which list an order uses: the sku list where it has any line, as new callers should. */
const listOf = (payload: Wire, s: LineSpelling): "goods" | "sku" | undefined => {
  const skus = payload[s.skuList] as readonly Wire[] | undefined;
  const goods = payload[s.goodsList] as readonly Wire[] | undefined;
  if (skus !== undefined && (skus.length > 0 || goods === undefined)) return "sku";
  return goods === undefined ? undefined : "goods";
};

/** The amounts of a payload in this spelling, which the spelling's codec has accepted. */
export const readAmounts = (payload: Wire, s: Spelling): Amounts => {
  const list = s.lines && listOf(payload, s.lines);
  const lineSpelling = s.lines as LineSpelling;
  const listed =
    list && (payload[list === "sku" ? lineSpelling.skuList : lineSpelling.goodsList] as readonly Wire[]);
  const detail = at(payload, s.detailAt) as Wire | undefined;
  return {
    list,
    lines: listed?.map((line) => readLine(line, lineSpelling, list === "sku")),
    totalAmount: at(payload, s.totalAmount) as number | undefined,
    totalDiscountAmount: at(payload, s.totalDiscountAmount) as number | undefined,
    fees: readFees(at(payload, s.fees) as readonly Wire[] | undefined),
    detail: detail && readDetail(detail, s.detail),
    discountId: at(payload, s.discountId) as string | undefined,
  };
};
