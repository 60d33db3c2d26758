/**
 * Rules of OpenAPI create_order that take more than the type of a field to check.
 *
 * Where a rule is one of plugin.createOrder's too, it has the same code. It is a warning here where these documents only
 * show it, in samples, and another document says it. Two things that the low-version document says are no rules, since a
 * body cannot tell: that the interface is for clients below Douyin 19.7.0, base library 20.43.0.3 (so it is written
 * there), and that there is no pre-order callback in its flow.
 */
import { wasTakenOut } from "../wire/loosen.js";
import {
  type BookingTerms,
  checkCancelPolicy,
  checkHoursGiven,
  checkHoursUsed,
  checkPagePath,
  isSaid,
  isThere,
} from "../wire/orderRules.js";
import { type Loose, type Place, type Rule, type RuleFindings, rulesOf } from "../wire/Rule.js";
import type { CreateOrderBody, PriceCalculationDetail } from "./CreateOrderBody.js";

type LooseBody = Loose<CreateOrderBody>;
type LooseDetail = Loose<PriceCalculationDetail>;
type Goods = NonNullable<LooseBody["goods_list"]>[number];
type Sku = NonNullable<LooseBody["sku_list"]>[number];

/** The page 发起下单 and its samples. */
const rule = rulesOf<CreateOrderBody>("openapi-trade-v2-create-order");
/** The tables. */
const tableRule = rulesOf<CreateOrderBody>("openapi-create-order-low-version");

const SAMPLE = "请求示例";

const eachGoods = (body: LooseBody, check: (goods: Goods, at: Place) => void): void => {
  body.goods_list?.forEach((goods, i) => check(goods, ["goods_list", i]));
};

const eachSku = (body: LooseBody, check: (sku: Sku, at: Place) => void): void => {
  body.sku_list?.forEach((sku, i) => check(sku, ["sku_list", i]));
};

const oneList = rule(
  "lines.oneList",
  "error",
  "请求参数",
  ["CreateOrderBody.goods_list", "CreateOrderBody.sku_list"],
  {
    en: "exactly one of goods_list and sku_list has entries; the other is empty or left out",
    zh: "goods_list 与 sku_list 二选一传入,不能都为空",
  },
  (body, found) => {
    const [goods, skus] = [body.goods_list?.length ?? 0, body.sku_list?.length ?? 0];
    if (goods > 0 && skus > 0) found.breaks(["goods_list"], goods, 0);
    const isUnreadable = wasTakenOut(body, "goods_list") || wasTakenOut(body, "sku_list");
    if (goods === 0 && skus === 0 && !isUnreadable) found.breaks([], undefined);
  },
);

const goodsPrice = rule(
  "goods.price",
  "error",
  SAMPLE,
  ["OpenApiGoods.price"],
  {
    en: "goods that are not of the library (goods_id_type 2) need their price",
    zh: "非商品库商品(goods_id_type 2)必须传 price",
  },
  (body, found) =>
    eachGoods(body, ({ goods_id_type: type, price }, at) => {
      if (type === 2 && !isThere(price)) found.breaks([...at, "price"], price);
    }),
);

const skuPrice = rule(
  "sku.price",
  "error",
  SAMPLE,
  ["OpenApiSku.price"],
  {
    en: "a sku that is not of the library (sku_id_type 2) needs its price",
    zh: "非商品库 sku(sku_id_type 2)必须传 price",
  },
  (body, found) =>
    eachSku(body, ({ sku_id_type: type, price }, at) => {
      if (type === 2 && !isThere(price)) found.breaks([...at, "price"], price);
    }),
);

const skuGoodsInfo = rule(
  "sku.goodsInfo",
  "warning",
  SAMPLE,
  ["OpenApiSku.goods_info"],
  {
    en: "a sku that is not of the library (sku_id_type 2) needs goods_info",
    zh: "非商品库 sku(sku_id_type 2)应传 goods_info",
  },
  (body, found) =>
    eachSku(body, ({ sku_id_type: type, goods_info: info }, at) => {
      if (type === 2 && !isThere(info)) found.breaks([...at, "goods_info"], info);
    }),
);

const libraryGoods = rule(
  "sku.libraryGoods",
  "warning",
  SAMPLE,
  ["OpenApiGoodsInfo.goods_id_type"],
  {
    en: "the goods of a library sku (sku_id_type 1) are library goods (goods_id_type 1)",
    zh: "商品库 sku(sku_id_type 1)对应的商品应为商品库商品(goods_id_type 1)",
  },
  (body, found) =>
    eachSku(body, ({ sku_id_type: type, goods_info: info }, at) => {
      if (type === 1 && info?.goods_id_type === 2) found.breaks([...at, "goods_info", "goods_id_type"], 2, 1);
    }),
);

const labels = rule(
  "goods.labels",
  "warning",
  SAMPLE,
  ["OpenApiGoods.labels"],
  {
    en: 'labels are one text in which "|" stands between labels, none of them empty',
    zh: "labels 为一个字符串,各标签以“|”分隔,且均不为空",
  },
  (body, found) =>
    eachGoods(body, ({ labels: said }, at) => {
      // A copy of the public page shows the full-width bar, the sample the other.
      if (isSaid(said) && said.split(/[||]/).some((label) => label.trim() === ""))
        found.breaks([...at, "labels"], said);
    }),
);

const goodsPage = rule(
  "goodsPage.leadingSlash",
  "warning",
  SAMPLE,
  ["OpenApiPage.path"],
  { en: "a page's path has no leading slash", zh: "页面路径不应以“/”开头" },
  (body, found) =>
    eachGoods(body, ({ goods_page: page }, at) => checkPagePath(page?.path, [...at, "goods_page"], found)),
);

const orderPage = rule(
  "orderEntry.leadingSlash",
  "warning",
  SAMPLE,
  ["OpenApiPage.path"],
  { en: "the path of the order's page has no leading slash", zh: "订单详情页路径不应以“/”开头" },
  (body, found) => checkPagePath(body.order_entry_schema?.path, ["order_entry_schema"], found),
);

const notifyUrl = rule(
  "payNotifyUrl.https",
  "error",
  "请求参数",
  ["CreateOrderBody.pay_notify_url"],
  { en: "pay_notify_url is an https address", zh: "pay_notify_url 必须是 HTTPS 地址" },
  ({ pay_notify_url: url }, found) => {
    // An empty one is as good as none: the address of the configuration is taken.
    if (isSaid(url) && !/^https:\/\//i.test(url)) found.breaks(["pay_notify_url"], url);
  },
);

const eachTerms = (body: LooseBody, check: (terms: BookingTerms, at: Place) => void): void =>
  eachGoods(body, ({ goods_book_info: info }, at) => {
    if (!isThere(info)) return;
    const terms = {
      bookType: info.book_type,
      cancelPolicy: info.cancel_policy,
      advanceHours: info.cancel_advance_hour,
      isPolicyUnreadable: wasTakenOut(info, "cancel_policy"),
    };
    check(terms, [...at, "goods_book_info"]);
  });

const BOOKING = "goods_book_info 字段";

const bookingRules = [
  tableRule(
    "booking.cancelPolicy",
    // The table marks it as not required; the plugin's says when it is.
    "warning",
    BOOKING,
    ["OpenApiGoodsBookInfo.cancel_policy"],
    {
      en: "cancel_policy is sent where goods are booked (book_type 2), and left out where they are not (book_type 1)",
      zh: "需要预约(book_type 2)时应传 cancel_policy,不需要预约(book_type 1)时不填",
    },
    (body, found) => eachTerms(body, (terms, at) => checkCancelPolicy(terms, at, "cancel_policy", found)),
  ),
  tableRule(
    "booking.hoursMissing",
    "error",
    BOOKING,
    ["OpenApiGoodsBookInfo.cancel_advance_hour"],
    {
      en: "cancel_policy 3 (to cancel so many hours ahead) needs cancel_advance_hour",
      zh: "cancel_policy 为 3(须提前 x 小时取消)时须传 cancel_advance_hour",
    },
    (body, found) => eachTerms(body, (terms, at) => checkHoursGiven(terms, at, "cancel_advance_hour", found)),
  ),
  tableRule(
    "booking.hoursUnused",
    "warning",
    BOOKING,
    ["OpenApiGoodsBookInfo.cancel_advance_hour"],
    {
      en: "cancel_advance_hour has an effect with cancel_policy 3 only",
      zh: "cancel_advance_hour 仅在 cancel_policy 为 3 时有效",
    },
    (body, found) => eachTerms(body, (terms, at) => checkHoursUsed(terms, at, "cancel_advance_hour", found)),
  ),
];

const DETAIL = "OpenApiPriceCalculationDetail";

/** The rules of the detail itself, for a payload in which it stands somewhere. */
const detailRules = <A>(
  make: ReturnType<typeof rulesOf<A>>,
  find: (payload: Loose<A>) => LooseDetail | null | undefined,
  at: Place,
): readonly Rule<A>[] => [
  make(
    "discount.itemBlock",
    "error",
    "item_discount_detail 字段",
    [`${DETAIL}.item_discount_detail`],
    {
      en: "calculation_type 2 (item prices computed by the developer) needs item_discount_detail",
      zh: "calculation_type 为 2(item 单价格由开发者计算)时须传 item_discount_detail",
    },
    (payload, found) => {
      const detail = find(payload);
      const items = detail?.item_discount_detail;
      if (detail?.calculation_type === 2 && (!isThere(items) || items.length === 0))
        found.breaks([...at, "item_discount_detail"], items);
    },
  ),
  make(
    "discount.blocks",
    // Which blocks each type needs is documented nowhere; the sample sends all three.
    "warning",
    SAMPLE,
    ["order_discount_detail", "goods_discount_detail", "item_discount_detail"].map(
      (key) => `${DETAIL}.${key}`,
    ),
    {
      en: "a detail has all of order_discount_detail, goods_discount_detail and item_discount_detail",
      zh: "应同时传 order_discount_detail、goods_discount_detail 和 item_discount_detail",
    },
    (payload, found) => {
      const detail = find(payload);
      if (!isThere(detail)) return;
      for (const block of ["order_discount_detail", "goods_discount_detail"] as const)
        if (!isThere(detail[block])) found.breaks([...at, block], detail[block]);
      // Of type 2 the rule above says it.
      if (detail.calculation_type !== 2 && !isThere(detail.item_discount_detail))
        found.breaks([...at, "item_discount_detail"], detail.item_discount_detail);
    },
  ),
];

const checkSkuIds = (
  detail: LooseDetail | null | undefined,
  block: "goods_discount_detail" | "item_discount_detail",
  found: RuleFindings,
): void => {
  detail?.[block]?.forEach(({ sku_id: skuId }, i) => {
    if (!isSaid(skuId)) found.breaks(["price_calculation_detail", block, i, "sku_id"], skuId);
  });
};

const skuId = tableRule(
  "discount.skuId",
  // Inferred: the plugin demands it, and these tables do not name the field.
  "warning",
  "goods_discount_detail 字段, item_discount_detail 字段",
  ["OpenApiGoodsDiscount.sku_id", "OpenApiItemDiscount.sku_id"],
  {
    en: "an order of skus with marketing names the sku_id in goods_discount_detail and item_discount_detail",
    zh: "sku 下单并使用营销时,goods_discount_detail 与 item_discount_detail 应传 sku_id",
  },
  (body, found) => {
    if ((body.sku_list?.length ?? 0) === 0) return;
    checkSkuIds(body.price_calculation_detail, "goods_discount_detail", found);
    checkSkuIds(body.price_calculation_detail, "item_discount_detail", found);
  },
);

/** Rules about a create_order body. */
export const openApiOrderRules: readonly Rule<CreateOrderBody>[] = [
  oneList,
  goodsPrice,
  skuPrice,
  skuGoodsInfo,
  libraryGoods,
  labels,
  goodsPage,
  orderPage,
  notifyUrl,
  ...bookingRules,
  skuId,
  ...detailRules<CreateOrderBody>(tableRule, (body) => body.price_calculation_detail, [
    "price_calculation_detail",
  ]),
];

/** Rules about a bare price_calculation_detail. */
export const openApiDetailRules: readonly Rule<PriceCalculationDetail>[] =
  detailRules<PriceCalculationDetail>(
    rulesOf<PriceCalculationDetail>("openapi-create-order-low-version"),
    (detail) => detail,
    [],
  );
