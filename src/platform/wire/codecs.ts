/**
 * The codecs of the amounts of a payload, made for a spelling.
 *
 * They check the amounts and the ids that tie them together, and keep every other key: the platform adds fields.
 * An amount may be negative here, for `verify` to report with all else; it must be a whole number. Types of marketing
 * and of fees that are not known yet pass: the platform adds values too, and no amount depends on them.
 */
import { type Fields, type Guarded, leaf, list, oneOf, record } from "../../codec/Guarded.js";
import { freeObject, id, integer, safeInteger, text } from "../../codec/leaves.js";
import { DiscountRangeCodec } from "../../order/Marketing.js";
import type { CalculationType } from "../../order/PricingRequestInput.js";
import type { DetailSpelling, LineSpelling } from "./spelling.js";

/**
 * A payload as its codec leaves it: the amounts and ids in it are checked, whatever else there is stays.
 *
 * @category model
 * @since 0.1.0
 */
export type Wire = Readonly<Record<string, unknown>>;

/** An object of the platform's: the named keys checked, any other kept. Its keys go by spelling, so they have no types. */
export const openRecord = (name: string, required: Fields, optional: Fields): Guarded<Wire> =>
  record(name, "keep", required, optional);

/** An amount of a payload: whole fen, of any sign. */
export const amount: Guarded<number> = leaf<number>(
  "Amount",
  { _tag: "integer", least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER },
  { en: "an amount in fen, an integer within ±(2^53 − 1)", zh: "以分为单位的金额(±(2^53 − 1) 以内的整数)" },
  (value) =>
    typeof value !== "number" || Number.isNaN(value)
      ? "value.type"
      : Number.isFinite(value) && !Number.isInteger(value)
        ? "value.notInteger"
        : "value.range",
);

/** How many units: at least 1. */
const quantity: Guarded<number> = integer("Quantity", 1, Number.MAX_SAFE_INTEGER);

const marketingEntry = ({ entry: s }: DetailSpelling): Guarded<Wire> =>
  openRecord(
    "MarketingEntry",
    {
      [s.id]: id,
      [s.type]: safeInteger,
      [s.discountRange]: DiscountRangeCodec,
      [s.discountAmount]: amount,
    },
    {
      [s.title]: text,
      [s.note]: text,
      [s.subtype]: text,
      [s.value]: safeInteger,
      ...(s.plugin === undefined
        ? {}
        : {
            [s.plugin.code]: id,
            [s.plugin.kind]: safeInteger,
            [s.plugin.creatorType]: safeInteger,
            [s.plugin.marketingExtend]: freeObject,
          }),
    },
  );

/** The codec of a discount detail. */
export const detailCodec = (name: string, s: DetailSpelling): Guarded<Wire> => {
  const marketing = { [s.marketing]: list("MarketingEntries", marketingEntry(s)) };
  const totals = { [s.totalAmount]: amount, [s.totalDiscountAmount]: amount };
  const ids = [{ [s.goodsId]: id }, { [s.skuId]: id }] as const;
  const blocks = {
    [s.order]: openRecord("OrderBlock", {}, { [s.orderTotal]: amount, [s.goodsTotal]: amount, ...marketing }),
    [s.goods]: list(
      "GoodsBlock",
      openRecord("GoodsEntry", ids[0], { ...ids[1], [s.quantity]: quantity, ...totals, ...marketing }),
    ),
    [s.items]: list("ItemBlock", openRecord("ItemEntry", ids[0], { ...ids[1], ...totals, ...marketing })),
  };
  const calculationType = { [s.calculationType]: oneOf<CalculationType>("CalculationType", 1, 2) };
  return s.blocks === undefined
    ? openRecord(name, {}, { ...calculationType, ...blocks })
    : openRecord(name, { [s.blocks]: openRecord("Blocks", {}, blocks) }, calculationType);
};

/** The codecs of the two lists of lines, under their names. */
export const lineListCodecs = (s: LineSpelling): Readonly<Record<string, Guarded<readonly Wire[]>>> => {
  const amounts = {
    [s.unitPrice]: amount,
    ...(s.unitPayable === undefined ? {} : { [s.unitPayable]: amount }),
    ...(s.discountAmount === undefined ? {} : { [s.discountAmount]: amount }),
  };
  return {
    [s.goodsList]: list(
      "GoodsList",
      openRecord("Goods", { [s.goodsId]: id, [s.quantity]: quantity }, amounts),
    ),
    [s.skuList]: list(
      "SkuList",
      openRecord(
        "Sku",
        { [s.skuId]: id, [s.quantity]: quantity },
        { ...amounts, [s.goodsInfo]: openRecord("GoodsInfo", {}, { [s.goodsId]: id }) },
      ),
    ),
  };
};

/** The codec of the fees. Source: plugin.createOrder, FeeDetailsInfo. */
export const feeList: Guarded<readonly Wire[]> = list(
  "FeeDetailsList",
  openRecord(
    "FeeDetails",
    { feeType: safeInteger, feeAmount: amount },
    { feeDiscountAmount: amount, feeDesc: text },
  ),
);
