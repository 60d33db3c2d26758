/**
 * Rules of plugin.createOrder about the discount detail, beside its amounts: for whole options and for a bare
 * `discountInfo`.
 */
import type { TypeOf } from "../../../codec/Guarded.js";
import { isSaid, isThere } from "../../wire/orderRules.js";
import { type Loose, type Place, type Rule, type RuleFindings, rulesOf } from "../../wire/Rule.js";
import type { CreateOrderOptions, PluginDiscountInfoCodec } from "../CreateOrder.js";
import { type LooseOrder, rule } from "./rule.js";

type DiscountInfo = TypeOf<typeof PluginDiscountInfoCodec>;
type LooseInfo = Loose<DiscountInfo>;

/** The rules of the detail itself, for a payload in which it stands somewhere. */
const detailRules = <A>(
  make: ReturnType<typeof rulesOf<A>>,
  find: (payload: Loose<A>) => LooseInfo | null | undefined,
  at: Place,
): readonly Rule<A>[] => [
  make(
    "discount.itemBlock",
    "error",
    "DiscountInfo",
    ["Detail.itemDiscount"],
    {
      en: "type 2 (item prices computed by the developer) needs detail.itemDiscount",
      zh: "type 为 2(item 单价格由开发者计算)时须传 detail.itemDiscount",
    },
    (payload, found) => {
      const info = find(payload);
      if (info?.type !== 2 || !isThere(info.detail)) return;
      const items = info.detail.itemDiscount;
      if (!isThere(items) || items.length === 0) found.breaks([...at, "detail", "itemDiscount"], items);
    },
  ),
  make(
    "discount.blocks",
    // Which blocks each type needs is documented nowhere; every sample sends all three.
    "warning",
    "Detail",
    ["Detail.orderDiscount", "Detail.goodsDiscount", "Detail.itemDiscount"],
    {
      en: "a detail has all of orderDiscount, goodsDiscount and itemDiscount",
      zh: "detail 应同时包含 orderDiscount、goodsDiscount 和 itemDiscount",
    },
    (payload, found) => {
      const info = find(payload);
      if (!isThere(info?.detail)) return;
      for (const block of ["orderDiscount", "goodsDiscount"] as const)
        if (!isThere(info.detail[block])) found.breaks([...at, "detail", block], info.detail[block]);
      if (info.type !== 2 && !isThere(info.detail.itemDiscount))
        found.breaks([...at, "detail", "itemDiscount"], info.detail.itemDiscount);
    },
  ),
];

const both = rule(
  "discount.infoAndId",
  // It says which of the two counts, not that the order is refused.
  "warning",
  "参数说明",
  ["CreateOrderOptions.discountInfo", "CreateOrderOptions.discountId"],
  {
    en: "one of discountInfo and discountId is sent; of both, discountId counts",
    zh: "discountInfo 与 discountId 只传其一;同时存在时以 discountId 为准",
  },
  (order, found) => {
    if (isThere(order.discountInfo) && isSaid(order.discountId))
      found.breaks(["discountInfo"], order.discountInfo);
  },
);

const PLATFORM = 2;

/** What the blocks of a detail have in common. */
interface Block {
  readonly marketingInfo?: readonly { readonly kind?: 1 | 2 | null | undefined }[] | null | undefined;
}

const blocksOf = (order: LooseOrder): readonly Block[] => {
  const detail = order.discountInfo?.detail;
  return [detail?.orderDiscount, ...(detail?.goodsDiscount ?? []), ...(detail?.itemDiscount ?? [])].filter(
    isThere,
  );
};

const isOfPlatform = ({ marketingInfo }: Block): boolean =>
  marketingInfo?.some(({ kind }) => kind === PLATFORM) ?? false;

const platformMarketing = rule(
  "discount.platformMarketing",
  "error",
  "参数说明",
  ["CreateOrderOptions.discountId", "MarketingInfo.kind"],
  {
    en: "discountId is not available with platform marketing (kind 2)",
    zh: "使用平台营销(kind 2)时,discountId 不可用",
  },
  (order, found) => {
    if (isSaid(order.discountId) && blocksOf(order).some(isOfPlatform))
      found.breaks(["discountId"], order.discountId);
  },
);

/** Marketing is used where a block lists any or takes something off; a detail of nothing but zeros uses none. */
const usesMarketing = (order: LooseOrder): boolean => {
  const { orderDiscount, goodsDiscount, itemDiscount } = order.discountInfo?.detail ?? {};
  const takesOff = ({
    totalDiscountAmount: total,
  }: {
    readonly totalDiscountAmount?: number | null | undefined;
  }) => isThere(total) && total > 0;
  return (
    blocksOf(order).some(({ marketingInfo }) => (marketingInfo?.length ?? 0) > 0) ||
    takesOff({ totalDiscountAmount: orderDiscount?.orderTotalDiscountAmount }) ||
    takesOff({ totalDiscountAmount: orderDiscount?.goodsTotalDiscountAmount }) ||
    (goodsDiscount?.some(takesOff) ?? false) ||
    (itemDiscount?.some(takesOff) ?? false)
  );
};

const checkSkuIds = (
  entries: readonly { readonly skuId?: string | null | undefined }[] | null | undefined,
  block: string,
  found: RuleFindings,
): void => {
  entries?.forEach(({ skuId }, i) => {
    if (!isSaid(skuId)) found.breaks(["discountInfo", "detail", block, i, "skuId"], skuId);
  });
};

const skuId = rule(
  "discount.skuId",
  "error",
  "GoodsDiscount, ItemDiscount",
  ["GoodsDiscount.skuId", "ItemDiscount.skuId"],
  {
    en: "an order of skus with marketing names the skuId in goodsDiscount and itemDiscount",
    zh: "sku 下单并使用营销时,goodsDiscount 与 itemDiscount 须传 skuId",
  },
  (order, found) => {
    if ((order.skuList?.length ?? 0) === 0 || !usesMarketing(order)) return;
    checkSkuIds(order.discountInfo?.detail?.goodsDiscount, "goodsDiscount", found);
    checkSkuIds(order.discountInfo?.detail?.itemDiscount, "itemDiscount", found);
  },
);

/** Rules about the discount detail in options for plugin.createOrder. */
export const discountRules: readonly Rule<CreateOrderOptions>[] = [
  both,
  platformMarketing,
  skuId,
  ...detailRules<CreateOrderOptions>(rule, (order) => order.discountInfo, ["discountInfo"]),
];

/** Rules about a bare discountInfo. */
export const pluginDiscountInfoRules: readonly Rule<DiscountInfo>[] = detailRules<DiscountInfo>(
  rulesOf<DiscountInfo>("plugin-create-order"),
  (info) => info,
  [],
);
