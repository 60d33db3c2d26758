/**
 * Rules of plugin.createOrder about what is ordered: the two lists, library and own goods, reservation and markup.
 */
import { isObject } from "../../../codec/Shape.js";
import { wasTakenOut } from "../../wire/loosen.js";
import { isSaid, isThere, otherThanFirst } from "../../wire/orderRules.js";
import type { Place, Rule, RuleFindings } from "../../wire/Rule.js";
import type { CreateOrderOptions } from "../CreateOrder.js";
import { type LooseOrder, rule } from "./rule.js";

type Sku = NonNullable<LooseOrder["skuList"]>[number];
type Goods = NonNullable<LooseOrder["goodsList"]>[number];

/** Product types that the documents name: product-publish-and-query, product_type. */
const RESERVATION = 22;
const TICKET = 5;
const BOOKED_PRODUCTS: readonly number[] = [3, 12, 4, TICKET];

/** Reservation goods may cost at most so many times what was paid for them. */
const MOST_TIMES_PAID = 3;

const skusOf = (order: LooseOrder): readonly Sku[] => order.skuList ?? [];
const goodsOf = (order: LooseOrder): readonly Goods[] => order.goodsList ?? [];

const eachSku = (order: LooseOrder, check: (sku: Sku, at: Place) => void): void => {
  skusOf(order).forEach((sku, i) => check(sku, ["skuList", i]));
};

const eachGoods = (order: LooseOrder, check: (goods: Goods, at: Place) => void): void => {
  goodsOf(order).forEach((goods, i) => check(goods, ["goodsList", i]));
};

const oneList = rule(
  "lines.oneList",
  "error",
  "参数说明",
  ["CreateOrderOptions.goodsList", "CreateOrderOptions.skuList"],
  {
    en: "exactly one of goodsList and skuList has entries; the other is empty or left out",
    zh: "goodsList 与 skuList 必须且只能有一个非空",
  },
  (order, found) => {
    const [goods, skus] = [goodsOf(order).length, skusOf(order).length];
    if (goods > 0 && skus > 0) found.breaks(["goodsList"], goods, 0);
    const unreadable = wasTakenOut(order, "goodsList") || wasTakenOut(order, "skuList");
    if (goods === 0 && skus === 0 && !unreadable) found.breaks([], undefined);
  },
);

const oneSpu = rule(
  "goods.oneSpu",
  "error",
  "参数说明",
  ["CreateOrderOptions.goodsList"],
  { en: "an order has goods of one SPU only", zh: "目前仅支持单 SPU 商品下单" },
  (order, found) => {
    for (const { at, value, first } of otherThanFirst(
      goodsOf(order).map((goods, i) => [goods.goodsId, ["goodsList", i, "goodsId"]]),
    ))
      found.breaks(at, value, first);
  },
);

const oneSku = rule(
  "sku.one",
  // The platform's own group-buy sample sends two.
  "warning",
  "参数说明",
  ["CreateOrderOptions.skuList"],
  { en: "skuList has a single sku", zh: "skuList 目前只支持单个 sku" },
  (order, found) => {
    if (skusOf(order).length > 1) found.breaks(["skuList"], skusOf(order).length, 1);
  },
);

const oneMerchant = rule(
  "goods.oneMerchant",
  "error",
  "Goods",
  ["Goods.merchantId", "GoodsInfo.merchantId"],
  { en: "all goods name the same merchantId", zh: "不同商品须指定同一个 merchantId" },
  (order, found) => {
    const named = [
      ...goodsOf(order).map((goods, i) => [goods.merchantId, ["goodsList", i, "merchantId"]] as const),
      ...skusOf(order).map(
        (sku, i) => [sku.goodsInfo?.merchantId, ["skuList", i, "goodsInfo", "merchantId"]] as const,
      ),
    ];
    for (const { at, value, first } of otherThanFirst(named)) found.breaks(at, value, first);
  },
);

const libraryGoods = rule(
  "sku.libraryGoods",
  "error",
  "Sku",
  ["GoodsInfo.goodsType"],
  {
    en: "the goods of a library sku (skuType 1) are library goods (goodsType 1)",
    zh: "商品库 sku(skuType 1)对应的商品必须是商品库商品(goodsType 1)",
  },
  (order, found) => {
    eachSku(order, (sku, at) => {
      if (sku.skuType === 1 && sku.goodsInfo?.goodsType === 2)
        found.breaks([...at, "goodsInfo", "goodsType"], 2, 1);
    });
  },
);

const skuGoodsInfo = rule(
  "sku.goodsInfo",
  "error",
  "Sku",
  ["Sku.goodsInfo"],
  {
    en: "a sku that is not of the library (skuType 2) needs goodsInfo",
    zh: "非商品库 sku(skuType 2)必须传 goodsInfo",
  },
  (order, found) => {
    eachSku(order, (sku, at) => {
      if (sku.skuType === 2 && !isThere(sku.goodsInfo)) found.breaks([...at, "goodsInfo"], sku.goodsInfo);
    });
  },
);

const skuPrice = rule(
  "sku.price",
  "error",
  "Sku",
  ["Sku.price"],
  {
    en: "a sku that is not of the library (skuType 2), and any sku of reservation goods, needs its price",
    zh: "非商品库 sku(skuType 2)以及预约品的 sku 必须传 price",
  },
  (order, found, { productType }) => {
    eachSku(order, (sku, at) => {
      if ((sku.skuType === 2 || productType === RESERVATION) && !isThere(sku.price))
        found.breaks([...at, "price"], sku.price);
    });
  },
);

const goodsPrice = rule(
  "goods.price",
  "error",
  "Goods",
  ["Goods.price"],
  {
    en: "goods that are not of the library (goodsType 2) need their price",
    zh: "非商品库商品(goodsType 2)必须传 price",
  },
  (order, found) => {
    eachGoods(order, (goods, at) => {
      if (goods.goodsType === 2 && !isThere(goods.price)) found.breaks([...at, "price"], goods.price);
    });
  },
);

/**
 * A ticket's sku names kind and day. Where the product type is not known, a sku that names one of the two is taken for
 * a ticket whose other is missing, as in the samples no sku has one without the other.
 */
const checkTicket = (sku: Sku, at: Place, isTicket: boolean | undefined, found: RuleFindings): void => {
  const named = [isSaid(sku.extraInfo?.ticketName), isSaid(sku.extraInfo?.date)] as const;
  if (!(isTicket ?? named[0] !== named[1])) return;
  if (!named[0]) found.breaks([...at, "extraInfo", "ticketName"], sku.extraInfo?.ticketName);
  if (!named[1]) found.breaks([...at, "extraInfo", "date"], sku.extraInfo?.date);
};

const ticket = rule(
  "sku.ticket",
  "error",
  "ExtraInfo",
  ["ExtraInfo.ticketName", "ExtraInfo.date"],
  {
    en: "a ticket sku that is not of the library (skuType 2) needs extraInfo.ticketName and extraInfo.date",
    zh: "非商品库的门票类 sku(skuType 2)必须传 extraInfo.ticketName 和 extraInfo.date",
  },
  (order, found, { productType }) => {
    const isTicket = productType === undefined ? undefined : productType === TICKET;
    eachSku(order, (sku, at) => {
      if (sku.skuType === 2) checkTicket(sku, at, isTicket, found);
    });
  },
);

const bookedGoods = rule(
  "goods.bookInfo",
  "error",
  "Goods",
  ["Goods.goodsBookInfo"],
  {
    en: "presale vouchers, calendar rooms and tickets (product types 3, 12, 4, 5) need goodsBookInfo",
    zh: "预售券、日历房、门票(product_type 3、12、4、5)必须传 goodsBookInfo",
  },
  (order, found, { productType }) => {
    if (productType === undefined || !BOOKED_PRODUCTS.includes(productType)) return;
    eachGoods(order, (goods, at) => {
      if (!isThere(goods.goodsBookInfo)) found.breaks([...at, "goodsBookInfo"], goods.goodsBookInfo);
    });
  },
);

const reservationPrice = rule(
  "reservation.price",
  "error",
  "Sku",
  ["Sku.price"],
  {
    en: "the price of reservation goods (product type 22) is at most three times what was paid for them",
    zh: "预约品(product_type 22)的 price 不得超过商品实付价的 3 倍",
  },
  (order, found, { productType, paidUnitPrice }) => {
    if (productType !== RESERVATION) return;
    eachSku(order, ({ price }, at) => {
      if (!isThere(price)) return;
      if (paidUnitPrice === undefined)
        found.cannotCheck([...at, "price"], {
          en: "what was paid for the goods (paidUnitPrice) is not known",
          zh: "未提供商品实付价(paidUnitPrice)",
        });
      // Divided, since three times an amount may pass 2^53.
      else if (price / MOST_TIMES_PAID > paidUnitPrice)
        found.breaks([...at, "price"], price, paidUnitPrice * MOST_TIMES_PAID);
    });
  },
);

const reservationList = rule(
  "reservation.skuList",
  // Said of fully merged accounts, which an order does not tell.
  "warning",
  "参数说明",
  ["CreateOrderOptions.skuList"],
  {
    en: "reservation goods (product type 22) are ordered through skuList",
    zh: "预约品(product_type 22)须使用 skuList 下单",
  },
  (order, found, { productType }) => {
    if (productType === RESERVATION && goodsOf(order).length > 0)
      found.breaks(["goodsList"], goodsOf(order).length, 0);
  },
);

const isMarkup = (order: LooseOrder): boolean => isObject(order.tradeOption?.["order_relation_info"]);

const markupRelation = rule(
  "markup.relation",
  "error",
  "代码示例",
  ["CreateOrderOptions.tradeOption"],
  {
    en: 'a markup order\'s tradeOption.order_relation_info names related_order_id and the relation_type "multi_buy_as_one"',
    zh: '加价单的 tradeOption.order_relation_info 须含 related_order_id,且 relation_type 为 "multi_buy_as_one"',
  },
  (order, found) => {
    const relation = order.tradeOption?.["order_relation_info"];
    if (!isThere(relation)) return;
    const at = ["tradeOption", "order_relation_info"];
    if (!isObject(relation)) {
      found.breaks(at, relation);
      return;
    }
    if (relation["relation_type"] !== "multi_buy_as_one")
      found.breaks([...at, "relation_type"], relation["relation_type"], "multi_buy_as_one");
    const related = relation["related_order_id"];
    if (related === undefined || related === null || related === "")
      found.breaks([...at, "related_order_id"], related);
  },
);

const markupTypes = rule(
  "markup.types",
  "error",
  "使用 skuList创建预约品加价单",
  ["CreateOrderOptions.skuList", "Sku.skuType", "GoodsInfo.goodsType"],
  {
    en: "a markup order of the merged flow (life_trade_flag 1 with order_relation_info) goes through skuList, with skuType 2 and goodsType 2",
    zh: "融合链路的加价单(life_trade_flag 为 1 且有 order_relation_info)须使用 skuList 下单,固定传 skuType 2、goodsType 2",
  },
  (order, found) => {
    // Without the flag every sample of the document carries the relation, markup or not.
    if (order.tradeOption?.["life_trade_flag"] !== 1 || !isMarkup(order)) return;
    eachSku(order, (sku, at) => {
      if (isThere(sku.skuType) && sku.skuType !== 2) found.breaks([...at, "skuType"], sku.skuType, 2);
      if (isThere(sku.goodsInfo?.goodsType) && sku.goodsInfo.goodsType !== 2)
        found.breaks([...at, "goodsInfo", "goodsType"], sku.goodsInfo.goodsType, 2);
    });
    if (goodsOf(order).length > 0) found.breaks(["goodsList"], goodsOf(order).length, 0);
  },
);

const lifeTradeFlag = rule(
  "tradeOption.lifeTradeFlag",
  "error",
  "代码示例",
  ["CreateOrderOptions.tradeOption"],
  {
    en: "tradeOption.life_trade_flag is 0 (not merged) or 1 (merged flow)",
    zh: "tradeOption.life_trade_flag 为 0(非融合链路)或 1(融合链路)",
  },
  (order, found) => {
    const flag = order.tradeOption?.["life_trade_flag"];
    if (isThere(flag) && flag !== 0 && flag !== 1) found.breaks(["tradeOption", "life_trade_flag"], flag);
  },
);

const reservationFlag = rule(
  "reservation.lifeTradeFlag",
  // The booking sample sends 0 itself.
  "warning",
  "代码示例",
  ["CreateOrderOptions.tradeOption"],
  {
    en: "an order of reservation goods (product type 22) has tradeOption.life_trade_flag 1",
    zh: "预约品(product_type 22)下单须传 tradeOption.life_trade_flag 1",
  },
  (order, found, { productType }) => {
    const flag = order.tradeOption?.["life_trade_flag"];
    // What is no flag at all is another rule's.
    if (productType === RESERVATION && (!isThere(flag) || flag === 0))
      found.breaks(["tradeOption", "life_trade_flag"], flag, 1);
  },
);

/** Rules about what is ordered. */
export const lineRules: readonly Rule<CreateOrderOptions>[] = [
  oneList,
  oneSpu,
  oneSku,
  oneMerchant,
  libraryGoods,
  skuGoodsInfo,
  skuPrice,
  goodsPrice,
  ticket,
  bookedGoods,
  reservationPrice,
  reservationList,
  reservationFlag,
  markupRelation,
  markupTypes,
  lifeTradeFlag,
];
