/**
 * What the fields of plugin.createOrder mean. Source: plugin-create-order.
 */
import type { Text } from "../codec/Problem.js";
import type { FieldNotes } from "./FieldNotes.js";

const goodsType: Text = {
  en: "Whose goods: 1 of the platform's goods library, 2 not of the library.",
  zh: "商品来源:1 商品库商品,2 非商品库商品。",
};

const goodsId: Text = { en: "Id of the goods.", zh: "商品 ID。" };

const totalAmount: Text = { en: "What it costs before discount.", zh: "优惠前的总价。" };

const skuIdOfDiscount: Text = {
  en: "Id of the sku; needed in orders of skus that use marketing.",
  zh: "sku ID;sku 下单并使用营销时需要。",
};

const phoneNumber: Text = { en: "Telephone number.", zh: "电话号码。" };

/** What goods of the goods list and the goods of a sku have in common. */
const goodsNotes: Readonly<Record<string, Text>> = {
  goodsName: { en: "Name of the goods.", zh: "商品名称。" },
  goodsPhoto: { en: "Address of a picture of the goods.", zh: "商品图片地址。" },
  goodsId,
  goodsType,
  goodsPage: { en: "The page that shows the goods.", zh: "商品详情页。" },
  goodsLabels: {
    en: "Labels shown with the goods, such as 随时退 (refundable at any time).",
    zh: "商品标签,如“随时退”。",
  },
  dateRule: { en: "When the goods can be used, in words.", zh: "使用规则的文字说明。" },
  goodsBookInfo: {
    en: "Terms of booking; for presale vouchers, calendar rooms and tickets.",
    zh: "预约规则;用于预售券、日历房、门票。",
  },
  merchantId: {
    en: "Id of the merchant, the same for all goods of an order.",
    zh: "商户 ID,同一订单的商品须一致。",
  },
};

const orderNotes: FieldNotes = {
  CreateOrderOptions: {
    goodsList: {
      en: "The goods ordered, of one SPU: the older way, kept for those who use it, and the way of fully merged accounts for all but reservation goods. Empty where skuList is used.",
      zh: "下单商品,仅限单个 SPU:旧接入方式,全融合版的非预约品也用它。使用 skuList 时须为空。",
    },
    skuList: {
      en: "The skus ordered, for now a single one: the way for newcomers, and for reservation goods of fully merged accounts. Empty where goodsList is used.",
      zh: "下单 sku,目前只支持一个:新接入推荐方式,全融合版的预约品也用它。使用 goodsList 时须为空。",
    },
    bookInfo: { en: "When and where each item is booked.", zh: "各 item 的预约信息。" },
    payment: { en: "What the order costs.", zh: "订单金额。" },
    contactInfo: { en: "Whom to contact.", zh: "联系人。" },
    storeInfo: { en: "The shop, as the order shows it.", zh: "订单展示的商店。" },
    note: { en: "Note of the order.", zh: "订单备注。" },
    callbackData: {
      en: "Whatever the developer's server wants back: passed to it as JSON.",
      zh: "透传给开发者服务端的数据,以 JSON 传递。",
    },
    tradeOption: {
      en: "Options of the trade, passed on as JSON: life_trade_flag 0 not merged (default), 1 merged flow; order_relation_info {related_order_id, relation_type multi_buy_as_one} in markup orders.",
      zh: "交易选项,以 JSON 传递:life_trade_flag 0 非融合链路(默认),1 融合链路;加价单须含 order_relation_info {related_order_id, relation_type 固定为 multi_buy_as_one}。",
    },
    callbackUrl: {
      en: "Where the pre-order callback goes, in place of the configured address; works for merged accounts, not for the full merger.",
      zh: "自定义的预下单回调地址;仅账号融合支持,完全融合不生效。",
    },
    discountInfo: { en: "The marketing of the order and how it is split.", zh: "订单的营销及其算价明细。" },
    discountId: {
      en: "Id under which the developer's server knows the marketing calculation. It wins over discountInfo, and is not available with platform marketing.",
      zh: "营销算价信息的 ID,优先于 discountInfo;使用平台营销时不可用。",
    },
    poiId: {
      en: "Id of the shop. It wins over the shop of the shelf or live room, and that over the one in deliveryInfo.",
      zh: "门店 ID。优先于货架/直播间的门店,后者优先于 deliveryInfo 中的门店。",
    },
    businessLine: {
      en: "Line of business: 1 group buying (default), 3 takeaway.",
      zh: "业务线:1 团购(默认),3 外卖。",
    },
    deliveryInfo: { en: "How a takeaway order gets to the buyer.", zh: "外卖订单的配送信息。" },
    addressInfo: { en: "Where a takeaway order goes.", zh: "外卖订单的收货地址。" },
    success: { en: "Called when the call succeeds.", zh: "调用成功时执行的函数。" },
    fail: { en: "Called when the call fails.", zh: "调用失败时执行的函数。" },
    complete: {
      en: "Called at the end, whether the call succeeds or fails.",
      zh: "调用结束时执行的函数,无论成功还是失败。",
    },
  },
  Goods: {
    quantity: { en: "How many units are bought.", zh: "购买数量。" },
    price: {
      en: "Price of one unit before discount; of library goods the platform knows it.",
      zh: "优惠前的单价;商品库商品由平台掌握。",
    },
    discountAmount: { en: "Discount of all the units together.", zh: "该商品全部数量的折扣金额。" },
    ...goodsNotes,
  },
  GoodsPage: {
    path: {
      en: "Path of the goods' page, without a leading slash.",
      zh: "商品详情页路径,开头不带“/”。",
    },
    params: {
      en: "Parameters of the page: any JSON, written as a string. Samples of the document send an object.",
      zh: "详情页参数:自定义 JSON 序列化后的字符串。文档示例中传的是对象。",
    },
  },
  GoodsBookInfo: {
    bookType: { en: "1 needs no booking, 2 is booked online.", zh: "1 不需要预约,2 在线预约。" },
    cancelPolicy: {
      en: "1 a booking cannot be cancelled, 2 it can, 3 it can until some hours ahead (from base library 2.69.0.5 on).",
      zh: "1 预约后不可取消,2 预约后可取消,3 须提前若干小时取消(基础库 2.69.0.5 起)。",
    },
    advancedCancelHours: {
      en: "Until how many hours before the end of the booked time it can be cancelled; read with cancelPolicy 3.",
      zh: "距预约结束时间至少多少小时可取消;cancelPolicy 为 3 时有效。",
    },
  },
  Sku: {
    quantity: { en: "How many units are bought.", zh: "购买数量。" },
    skuId: { en: "Id of the sku.", zh: "sku ID。" },
    skuType: {
      en: "Whose sku: 1 of the platform's goods library, 2 not of the library (always 2 in markup orders of reservation goods).",
      zh: "sku 来源:1 商品库商品,2 非商品库商品(融合预约品加价固定为 2)。",
    },
    price: {
      en: "Price of one unit before discount; of library skus the platform knows it.",
      zh: "优惠前的单价;商品库 sku 由平台掌握。",
    },
    discountAmount: { en: "Discount of all the units together.", zh: "该 sku 全部数量的折扣金额。" },
    goodsInfo: {
      en: "The goods that the sku is of; a library sku may leave it out.",
      zh: "sku 所属的商品;商品库 sku 可不传。",
    },
    extraInfo: { en: "More about the sku, for tickets above all.", zh: "sku 的额外属性,主要用于门票。" },
  },
  GoodsInfo: {
    ...goodsNotes,
    goodsSubTitle: { en: "Subtitle of the goods.", zh: "商品副标题。" },
  },
  ExtraInfo: {
    ticketName: { en: "Kind of ticket, such as child.", zh: "门票票种,如儿童票。" },
    date: { en: "The day that the ticket is for.", zh: "门票日期,精确到天。" },
    extSkuRule: {
      en: "Sku rule of a third party, which the platform passes on and does not keep.",
      zh: "三方自定义的 sku 规则,平台透传不落地。",
    },
  },
  Payment: {
    totalAmount: {
      en: "What the order costs before discount, fees included.",
      zh: "优惠前的订单总价,含各项费用。",
    },
    totalDiscountAmount: { en: "The whole discount of the order.", zh: "订单总优惠。" },
    feeDetailsList: {
      en: "Fees beside the goods, in takeaway and airline orders.",
      zh: "商品之外的费用,用于外卖或航司场景。",
    },
    limitPay: {
      en: "Ways to pay that are not offered: alipay Alipay, wx WeChat Pay, dy Douyin Pay. With all of them listed none would be left.",
      zh: "限制使用的支付方式:alipay 支付宝,wx 微信,dy 抖音支付。全部传入则无可用支付方式。",
    },
  },
  FeeDetailsInfo: {
    feeType: {
      en: "1 delivery, 2 packaging, 18 infrastructure (of airports), 19 fuel, 20 tax.",
      zh: "1 配送费,2 包装费,18 基建费,19 燃油费,20 税费。",
    },
    feeAmount: { en: "The fee before discount.", zh: "费用总金额(优惠前)。" },
    feeDiscountAmount: { en: "Discount on the fee; by default 0.", zh: "费用的优惠金额,默认 0。" },
    feeDesc: { en: "The fee in words.", zh: "费用说明。" },
  },
  ContactInfo: {
    phoneNumber: { en: "The contact's telephone number.", zh: "联系人电话。" },
    contactName: { en: "The contact's name.", zh: "联系人姓名。" },
    gender: { en: "0 unknown, 1 male, 2 female.", zh: "0 未知,1 男,2 女。" },
  },
  StoreInfo: {
    storeName: { en: "Name of the shop.", zh: "商店名称。" },
    storeIcon: { en: "Address of the shop's picture.", zh: "商店头像地址。" },
  },
};

const discountNotes: FieldNotes = {
  DiscountInfo: {
    type: {
      en: "Who computes what each item costs: 1 the platform, which splits in proportion, 2 the developer, item by item.",
      zh: "item 单价格由谁计算:1 商户单维度,平台按比例分摊;2 item 单维度,由开发者计算。",
    },
    detail: { en: "The amounts, by order, goods and item.", zh: "订单、商品、item 三个维度的金额。" },
    useMergedMarketingApi: {
      en: "Whether marketing is queried and computed by the one merged extension point; by default false.",
      zh: "是否使用营销算价二合一,默认 false。",
    },
  },
  Detail: {
    orderDiscount: { en: "Discount of the order as a whole.", zh: "订单维度的算价结果。" },
    goodsDiscount: { en: "Discount of each goods, all units together.", zh: "各商品的算价结果。" },
    itemDiscount: { en: "Discount of each single item.", zh: "各 item 的算价结果。" },
  },
  OrderDiscount: {
    orderTotalDiscountAmount: {
      en: "Sum of the order-level discounts only.",
      zh: "订单维度优惠的合计。",
    },
    goodsTotalDiscountAmount: {
      en: "Sum of the goods-level discounts only.",
      zh: "商品(SKU)维度优惠的合计。",
    },
    marketingInfo: { en: "The marketing of both levels.", zh: "两个维度的营销明细。" },
  },
  MarketingInfo: {
    id: { en: "Id of the marketing.", zh: "营销 ID。" },
    type: {
      en: "1 user identity, 2 coupon, 3 points, 4 activity.",
      zh: "1 用户身份,2 优惠券,3 积分,4 活动。",
    },
    discountAmount: {
      en: "What this marketing takes off here: off the order, the goods or the item.",
      zh: "该营销在此处(订单、商品或 item)优惠的金额。",
    },
    title: { en: "Name of the marketing.", zh: "营销名称。" },
    note: {
      en: "Note of the marketing; an empty string where there is none.",
      zh: "营销备注,没有时传空字符串。",
    },
    discountRange: {
      en: "1 order level, 2 goods level. The table says string, every sample sends a number; both are read.",
      zh: "1 订单维度,2 商品维度。字段表为字符串,示例均为数字,两者皆可。",
    },
    subtype: { en: "Subtype of the marketing.", zh: "营销子类型。" },
    value: {
      en: "Depends on type; for points (type 3) how many are spent.",
      zh: "含义随 type 而定;type 为 3(积分)时是积分数。",
    },
    code: { en: "Code of the coupon.", zh: "优惠券编码。" },
    kind: { en: "Who bears it: 1 merchant, 2 platform.", zh: "营销类别:1 商家,2 平台。" },
    creatorType: {
      en: "Who made it: 1 Douyin, 2 a Laike merchant, 3 the mini-program's merchant.",
      zh: "创建人:1 抖音平台,2 抖音来客商家,3 小程序商家。",
    },
    marketingExtend: { en: "Anything else, passed through.", zh: "透传的扩展数据。" },
  },
  GoodsDiscount: {
    goodsId,
    quantity: { en: "How many units are bought.", zh: "购买数量。" },
    totalAmount,
    totalDiscountAmount: {
      en: "The whole discount of these goods, their share of the order level included.",
      zh: "该商品的总折扣,含分摊到的订单维度优惠。",
    },
    skuId: skuIdOfDiscount,
    marketingInfo: {
      en: "What each marketing takes off these goods.",
      zh: "各营销在该商品上的优惠明细。",
    },
  },
  ItemDiscount: {
    goodsId,
    totalAmount: {
      en: "What the item costs before discount; the platform checks it.",
      zh: "优惠前的价格,平台用于校验原价是否一致。",
    },
    totalDiscountAmount: {
      en: "The whole discount of this item, its share of the order level included.",
      zh: "该 item 的总折扣,含分摊到的订单维度优惠。",
    },
    skuId: skuIdOfDiscount,
    marketingInfo: { en: "What each marketing takes off this item.", zh: "各营销在该 item 上的优惠明细。" },
  },
};

const period = (en: string, zh: string): Readonly<Record<string, Text>> => ({
  startTime: { en: `When ${en} begins, in milliseconds.`, zh: `${zh}开始时间(毫秒)。` },
  endTime: { en: `When ${en} ends, in milliseconds.`, zh: `${zh}结束时间(毫秒)。` },
});

const bookingNotes: FieldNotes = {
  BookInfo: { itemBookInfoList: { en: "The booking of each item.", zh: "每个 item 的预约信息。" } },
  ItemBookInfo: {
    poiId: { en: "Id of the shop that is booked.", zh: "预约门店的 poiId。" },
    shopName: { en: "Name of the shop that is booked.", zh: "预约门店名称。" },
    outShopId: { en: "The developer's own id of that shop.", zh: "预约门店在外部系统的店铺 ID。" },
    bookStartTime: { en: "When the booked time begins, in milliseconds.", zh: "预定开始时间(毫秒)。" },
    bookEndTime: {
      en: "When the booked time ends, in milliseconds; within 180 days.",
      zh: "预定结束时间(毫秒),须在 180 天之内。",
    },
    goodsId: {
      en: "Id of the goods; required before base library 2.77.0.0.",
      zh: "商品 ID;基础库 2.77.0.0 之前必填。",
    },
    skuId: { en: "Id of the sku.", zh: "sku ID。" },
    reservationInfoList: { en: "Who comes.", zh: "留资信息。" },
  },
  ReservationInfo: {
    name: { en: "The person's name.", zh: "姓名。" },
    phoneNumber,
    identificationNumber: { en: "Number of the person's identity card.", zh: "身份证号码。" },
  },
};

const deliveryNotes: FieldNotes = {
  DeliveryInfo: {
    bookType: { en: "1 as soon as possible, 2 at a booked time.", zh: "1 实时单,2 预约单。" },
    deliveryType: {
      en: "1 delivered within the city, 2 picked up at the shop.",
      zh: "1 同城配送,2 到店自提。",
    },
    poiId: { en: "Id of the shop.", zh: "门店的 poiId。" },
    receiptInfo: { en: "When it is expected to arrive.", zh: "预计收货时间。" },
    bookInfo: { en: "The booked time; for bookType 2.", zh: "预定时间;用于 bookType 2。" },
    selfPickInfo: {
      en: "When and where it is picked up; for deliveryType 2.",
      zh: "自提的时间和店铺;用于 deliveryType 2。",
    },
  },
  ReceiptInfo: period("the expected time of arrival", "预计收货"),
  DeliveryBookInfo: period("the booked time", "预定"),
  SelfPickInfo: {
    ...period("the expected time of pickup", "预计自提"),
    shopInfo: { en: "The shop where it is picked up.", zh: "自提店铺。" },
  },
  PickUpShopInfo: {
    shopId: { en: "Id of the shop.", zh: "店铺 ID。" },
    shopName: { en: "Name of the shop.", zh: "店铺名称。" },
    address: { en: "Address of the shop.", zh: "店铺地址。" },
    phoneNumber,
  },
  AddressInfo: {
    addressId: {
      en: "Id of an address that the user keeps at Douyin; with it the rest may be left out.",
      zh: "抖音用户地址 ID;有它则其余字段可不传。",
    },
    locationInfo: { en: "The place, where there is no addressId.", zh: "地理位置,无 addressId 时使用。" },
    doorNumber: { en: "House or door number.", zh: "门牌号。" },
  },
  LocationInfo: {
    provinceCode: { en: "Code of the province.", zh: "省编码。" },
    provinceName: { en: "Name of the province.", zh: "省名称。" },
    cityCode: { en: "Code of the city.", zh: "市编码。" },
    cityName: { en: "Name of the city.", zh: "市名称。" },
    districtCode: { en: "Code of the district.", zh: "区编码。" },
    districtName: { en: "Name of the district.", zh: "区名称。" },
    townCode: { en: "Code of the street or town.", zh: "街道/镇编码。" },
    townName: { en: "Name of the street or town.", zh: "街道/镇名称。" },
    locationAddress: { en: "The address in full.", zh: "具体地址。" },
    locationName: { en: "Name of the place.", zh: "地点(poi)名称。" },
  },
};

const resultNotes: FieldNotes = {
  CreateOrderSuccess: {
    orderId: { en: "The platform's number of the order.", zh: "平台内部的订单号。" },
    outOrderNo: { en: "The developer's number of the order.", zh: "开发者的订单号。" },
  },
  CreateOrderFailure: {
    errNo: { en: "Error code; the table says string.", zh: "错误码,字段表为字符串。" },
    errMsg: { en: "What went wrong, in words.", zh: "错误的文字说明。" },
    errLogId: {
      en: "Log id for the platform's support; there where the pre-order failed.",
      zh: "供服务端排查的日志 ID;预下单失败时提供。",
    },
    orderId: {
      en: "The platform's number of the order; there where the order was made and the payment failed.",
      zh: "平台内部的订单号;预下单成功但支付失败时提供。",
    },
    outOrderNo: {
      en: "The developer's number of the order; there where the order was made and the payment failed.",
      zh: "开发者的订单号;预下单成功但支付失败时提供。",
    },
  },
};

/** By the names of the codecs of src/platform/plugin/CreateOrder.ts, then by field. */
export const pluginNotes: FieldNotes = {
  ...orderNotes,
  ...discountNotes,
  ...bookingNotes,
  ...deliveryNotes,
  ...resultNotes,
};
