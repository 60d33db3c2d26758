/**
 * The codes of amounts that disagree: with their parts (`verify`), or with a trusted request (`recompute`).
 */
import type { Text } from "../codec/Problem.js";
import { type Entries, explained } from "./Explanation.js";

/** The platform compares the levels of the detail, and refuses an order in which they differ. */
const REFUSED: Text = {
  en: "compute it anew from its parts, or write the order with toPluginOrder or toOpenApiOrder; the platform refuses such an order with 21004",
  zh: "按其各部分重新计算,或用 toPluginOrder、toOpenApiOrder 生成订单;否则平台会以 21004 拒单",
};

const DIFFERS: Text = {
  en: "take the amount of the quote, or find out why the claim has another one; never charge by the claim",
  zh: "以算价结果为准,或查明申报金额不同的原因;不可按申报金额收款",
};

const entries: Entries = [
  [
    "line.total",
    {
      en: "a goods' totalAmount in the goods block = price × quantity of its line, and its quantity = the line's",
      zh: "商品块中某商品的总价 = 该行单价 × 数量,且数量一致",
    },
    REFUSED,
  ],
  [
    "line.discount",
    {
      en: "a line's discountAmount = Σ marketing entries of that goods in the goods block",
      zh: "行优惠 = 商品块中该商品营销优惠之和",
    },
    REFUSED,
  ],
  [
    "line.unknown",
    {
      en: "a block or answer names goods that no line of the order has",
      zh: "营销明细或应答中的商品不在订单商品行中",
    },
    {
      en: "name the order's own goods ids and sku ids in every block",
      zh: "各块中使用订单自身的商品 id 与 sku id",
    },
  ],
  [
    "line.ambiguous",
    { en: "an entry fits several lines, so that it cannot be checked", zh: "某条目可对应多行,无法检查" },
    { en: "name skuId in the blocks as in the lines", zh: "在各块中写明 skuId" },
  ],
  [
    "lines.bothLists",
    { en: "goods list and sku list both have entries", zh: "商品列表与 sku 列表同时非空" },
    {
      en: "send one of them; goods in the other would escape every sum",
      zh: "只传其一;另一列表的商品不会计入任何合计",
    },
  ],
  [
    "order.total",
    {
      en: "totalAmount = Σ price × quantity + Σ feeAmount, before discount",
      zh: "订单总价 = Σ 单价 × 数量 + Σ 费用(优惠前)",
    },
    REFUSED,
  ],
  [
    "order.discount",
    {
      en: "totalDiscountAmount = Σ marketing of the order block + Σ feeDiscountAmount; without a detail, Σ discounts of the lines + Σ feeDiscountAmount",
      zh: "订单总优惠 = 订单块营销之和 + 费用优惠之和;无营销明细时为各行优惠之和 + 费用优惠之和",
    },
    REFUSED,
  ],
  [
    "orderBlock.orderTotal",
    {
      en: "orderTotalDiscountAmount = Σ order-level marketing (discountRange 1)",
      zh: "orderTotalDiscountAmount = 订单维度营销之和(discountRange 1)",
    },
    REFUSED,
  ],
  [
    "orderBlock.goodsTotal",
    {
      en: "goodsTotalDiscountAmount = Σ goods-level marketing (discountRange 2)",
      zh: "goodsTotalDiscountAmount = 商品维度营销之和(discountRange 2)",
    },
    REFUSED,
  ],
  [
    "goodsBlock.discount",
    {
      en: "a goods' totalDiscountAmount = Σ its marketing entries",
      zh: "商品块中某商品的总优惠 = 其营销优惠之和",
    },
    REFUSED,
  ],
  [
    "goodsBlock.marketing",
    {
      en: "a marketing's amount in the order block = Σ its entries over the goods",
      zh: "订单块中某营销的金额 = 其在各商品中的金额之和",
    },
    REFUSED,
  ],
  [
    "itemBlock.count",
    {
      en: "item entries of a goods = its quantity, or one for each line",
      zh: "某商品的 item 条目数 = 购买数量,或每行一条",
    },
    REFUSED,
  ],
  ["itemBlock.total", { en: "an item's totalAmount = the unit price", zh: "item 的总价 = 单价" }, REFUSED],
  [
    "itemBlock.discount",
    { en: "an item's totalDiscountAmount = Σ its marketing entries", zh: "item 的总优惠 = 其营销优惠之和" },
    REFUSED,
  ],
  [
    "itemBlock.marketing",
    {
      en: "a marketing's entry in a goods = Σ its entries over that goods' items",
      zh: "某营销在商品中的金额 = 其在该商品各 item 中的金额之和",
    },
    REFUSED,
  ],
  [
    "callback.items",
    {
      en: "Σ prices of the item orders = total_amount − discount",
      zh: "商品单价格之和 = total_amount − discount",
    },
    { en: "refuse the callback: the amounts are not those of the order", zh: "拒绝该回调:金额与订单不符" },
  ],
  [
    "callback.count",
    { en: "one item order for each unit of a line", zh: "每件商品一个商品单" },
    { en: "refuse the callback", zh: "拒绝该回调" },
  ],
  [
    "callback.unitPrice",
    {
      en: "a line's price after discount lies within those of its item orders",
      zh: "行的优惠后单价应在其商品单价格范围内",
    },
    { en: "refuse the callback", zh: "拒绝该回调" },
  ],
  [
    "bounds",
    { en: "0 ≤ discount ≤ total, everywhere", zh: "处处满足 0 ≤ 优惠 ≤ 总额" },
    {
      en: "no discount is negative, and none exceeds what it is taken off",
      zh: "优惠不得为负,也不得超过被减金额",
    },
  ],
  [
    "marketing.level",
    {
      en: "one marketing stands in one level: entries of one id agree in type and discountRange",
      zh: "同一营销只属于一个维度:同一 id 的条目 type 与 discountRange 一致",
    },
    {
      en: "give it one type and one discountRange in every block",
      zh: "各块中使用同一 type 与 discountRange",
    },
  ],
  [
    "marketing.unknown",
    { en: "a lower block names a marketing that the order block lacks", zh: "下层块中的营销不在订单块中" },
    { en: "list every marketing of both levels in the order block", zh: "订单块须列出两个维度的全部营销" },
  ],
  [
    "itemOrders.count",
    { en: "the platform's item orders are one for each unit", zh: "平台商品单与件数一一对应" },
    DIFFERS,
  ],
  [
    "itemOrders.price",
    {
      en: "an item order's price = what its unit pays after discount",
      zh: "商品单价格 = 该件优惠后应付金额",
    },
    DIFFERS,
  ],
  [
    "line.missing",
    { en: "a line of the request that the claim lacks", zh: "申报中缺少请求的商品行" },
    DIFFERS,
  ],
  [
    "line.unexpected",
    { en: "a line of the claim that the request lacks", zh: "申报中多出请求没有的商品行" },
    DIFFERS,
  ],
  ["line.quantity", { en: "another quantity than the request's", zh: "数量与请求不同" }, DIFFERS],
  ["line.unitPrice", { en: "another unit price than the request's", zh: "单价与请求不同" }, DIFFERS],
  [
    "line.unitPayable",
    { en: "another unit price after discount than the quote's", zh: "优惠后单价与算价结果不同" },
    DIFFERS,
  ],
  [
    "calculationType",
    { en: "another calculation type than the request's", zh: "算价类型与请求不同" },
    DIFFERS,
  ],
  ["fee.missing", { en: "a fee of the request that the claim lacks", zh: "申报中缺少请求的费用" }, DIFFERS],
  [
    "fee.unexpected",
    { en: "a fee of the claim that the request lacks", zh: "申报中多出请求没有的费用" },
    DIFFERS,
  ],
  ["fee.amount", { en: "another fee than the request's", zh: "费用与请求不同" }, DIFFERS],
  ["fee.discount", { en: "another fee discount than the request's", zh: "费用优惠与请求不同" }, DIFFERS],
  [
    "orderBlock.marketing",
    { en: "another amount of a marketing than the quote's", zh: "营销金额与算价结果不同" },
    DIFFERS,
  ],
  [
    "goodsBlock.quantity",
    { en: "another quantity in the goods block than the quote's", zh: "商品块数量与算价结果不同" },
    DIFFERS,
  ],
  [
    "goodsBlock.total",
    { en: "another total in the goods block than the quote's", zh: "商品块总价与算价结果不同" },
    DIFFERS,
  ],
  [
    "amounts",
    {
      en: "the amounts of the payload cannot be read, so none was checked",
      zh: "无法读取金额,因此未检查任何金额",
    },
    { en: "mend the violations of value.* and id.number first", zh: "先修正 value.* 与 id.number 违规" },
  ],
  [
    "rules",
    {
      en: "the format has no public document, so it has no field rules",
      zh: "该格式没有公开文档,因此没有字段规则",
    },
    { en: "nothing; its amounts are checked", zh: "无需处理;金额仍会检查" },
  ],
  [
    "discountId",
    { en: "the discount behind a discountId is elsewhere", zh: "discountId 对应的优惠不在申报之中" },
    { en: "recompute the quote behind the discountId", zh: "对 discountId 对应的报价重新计算" },
  ],
  ...(["orderBlock", "goodsBlock", "itemBlock"] as const).map((block): Entries[number] => [
    block,
    {
      en: "the block is left out, or names lines that cannot be told apart, so it was not compared",
      zh: "该块未传,或其中的商品行无法区分,因此未比较",
    },
    { en: "send the block, with skuId where skus are ordered", zh: "传入该块;sku 下单时写明 skuId" },
  ]),
  [
    "report.more",
    { en: "a report lists 1,000 entries of a kind; there are more", zh: "报告每类最多列 1000 条,尚有更多" },
    { en: "mend those that are listed, and verify again", zh: "先修正已列出的,再次检查" },
  ],
];

/** Amounts that disagree. */
export const amountCodes = explained("amount", entries);
