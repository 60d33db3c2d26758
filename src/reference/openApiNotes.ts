/**
 * What the fields of OpenAPI create_order mean. Sources: openapi-create-order-low-version, openapi-trade-v2-create-order,
 * and the platform's public page 发起下单.
 */
import type { Text } from "../codec/Problem.js";
import type { FieldNotes } from "./FieldNotes.js";

const goodsId: Text = { en: "Id of the goods, a string.", zh: "商品 ID,string 类型。" };

const goodsIdType: Text = {
  en: "Whose goods: 1 of the platform's goods library, 2 not of the library.",
  zh: "商品 ID 类别:1 商品库商品,2 非商品库商品。",
};

const dateRule: Text = { en: "When the goods can be used, in words.", zh: "使用规则的文字说明。" };

const quantity: Text = { en: "How many units are bought.", zh: "购买数量。" };

const unitPrice: Text = {
  en: "What one unit costs before discount. Of the library's own the platform knows it.",
  zh: "优惠前的单价。商品库商品以库内价格为准。",
};

const lineDiscount: Text = {
  en: "What is taken off the whole line, its share of the order-level marketing included.",
  zh: "整行的优惠金额,含分摊到的订单维度优惠。",
};

const totalAmount: Text = { en: "What it costs before discount.", zh: "优惠前的总价。" };

const totalDiscountAmount: Text = {
  en: "All that is taken off it: total_amount − total_discount_amount is paid.",
  zh: "该商品的总优惠;实付 = total_amount − total_discount_amount。",
};

const skuIdOfDiscount: Text = {
  en: "Id of the sku, in orders of skus. The document's tables do not name it; plugin.createOrder demands it.",
  zh: "sku ID,用于 sku 下单。字段表未列出,plugin.createOrder 要求传。",
};

const marketing: Text = {
  en: "The marketing that it consists of, with what of each falls on it.",
  zh: "营销明细:各营销在此处的优惠。",
};

const outOrderNo: Text = { en: "The developer's number of the order.", zh: "开发者的单号。" };

const bodyNotes: FieldNotes = {
  CreateOrderBody: {
    total_amount: { en: "What the order costs before discount.", zh: "订单优惠前的总价。" },
    open_id: { en: "The user's open id.", zh: "用户的 open_id。" },
    out_order_no: outOrderNo,
    order_entry_schema: { en: "The page that shows the order.", zh: "订单详情页。" },
    goods_list: {
      en: "The goods ordered; either these or skus.",
      zh: "下单商品;与 sku_list 二选一。",
    },
    sku_list: { en: "The skus ordered; either these or goods.", zh: "下单 sku;与 goods_list 二选一。" },
    discount_amount: { en: "All that is taken off the order.", zh: "订单总优惠金额。" },
    app_id: { en: "Id of the mini-program.", zh: "小程序的 app_id。" },
    phone_num: { en: "The user's telephone number.", zh: "用户手机号。" },
    contact_name: { en: "The user's name.", zh: "用户姓名。" },
    extra: { en: "Note of the order.", zh: "下单备注。" },
    pay_notify_url: {
      en: "Where the result of the payment is sent, https only; by default, the address of the configuration.",
      zh: "支付结果通知地址,须为 HTTPS;不填则使用后台配置的地址。",
    },
    pay_expire_seconds: {
      en: "Seconds until the order can no longer be paid, at most 48 hours; 300 where it is 0 or left out.",
      zh: "支付超时时间,单位秒,最长 48 小时;不传或传 0 时为 300。",
    },
    cp_extra: {
      en: "Whatever the developer wants back with the callbacks of the order; text only.",
      zh: "开发者自定义透传字段,不支持二进制。",
    },
    price_calculation_detail: {
      en: "The marketing of the order and how it is split.",
      zh: "营销算价结果。",
    },
  },
  OpenApiPage: {
    path: { en: "Path of the page, without a leading slash.", zh: "页面路径,不带前导“/”。" },
    params: { en: "Parameters of the page: JSON in a string.", zh: "页面参数,序列化后的 JSON 字符串。" },
  },
};

const lineNotes: FieldNotes = {
  OpenApiGoods: {
    quantity,
    price: unitPrice,
    goods_title: { en: "Name of the goods.", zh: "商品标题。" },
    goods_image: { en: "Address of a picture of the goods.", zh: "商品图片链接。" },
    labels: {
      en: "Labels shown with the goods: one string, a bar | between them.",
      zh: "商品标签,一个字符串,各标签以 | 分隔。",
    },
    goods_id: goodsId,
    goods_id_type: goodsIdType,
    discount_amount: lineDiscount,
    date_rule: dateRule,
    goods_page: { en: "The page that shows the goods.", zh: "商品详情页。" },
    order_valid_time: { en: "How long what was bought can be used.", zh: "券的有效期。" },
    goods_book_info: { en: "Terms of booking.", zh: "预约信息。" },
    merchant_uid: { en: "The merchant's number that is paid.", zh: "收款商户号。" },
  },
  OpenApiOrderValidTime: {
    valid_duration: {
      en: "How long it is valid. The sample names no unit of time.",
      zh: "有效时长,示例未注明时间单位。",
    },
  },
  OpenApiGoodsBookInfo: {
    book_type: { en: "1 no booking needed, 2 booked online.", zh: "预约类型:1 不需要预约,2 在线预约。" },
    cancel_policy: {
      en: "1 a booking cannot be cancelled, 2 it can, 3 it can up to so many hours ahead.",
      zh: "取消政策:1 预约后不可取消,2 预约后可取消,3 须提前若干小时取消。",
    },
    cancel_advance_hour: {
      en: "How many hours ahead a booking can be cancelled, under cancel_policy 3.",
      zh: "cancel_policy 为 3 时,须提前取消的小时数。",
    },
  },
  OpenApiSku: {
    quantity,
    sku_id: { en: "Id of the sku.", zh: "sku ID。" },
    sku_id_type: {
      en: "Whose sku: 1 of the platform's goods library, 2 not of the library.",
      zh: "sku ID 类别:1 商品库 sku,2 非商品库 sku。",
    },
    price: unitPrice,
    discount_amount: lineDiscount,
    goods_info: { en: "The goods that the sku is of.", zh: "sku 所属的商品。" },
  },
  OpenApiGoodsInfo: { goods_id: goodsId, goods_id_type: goodsIdType, date_rule: dateRule },
};

const detailNotes: FieldNotes = {
  OpenApiPriceCalculationDetail: {
    calculation_type: {
      en: "Who splits the discount down to the units: 1 the platform, 2 the developer.",
      zh: "算价类型:1 由平台分摊到 item 单,2 由开发者计算 item 单价格。",
    },
    order_discount_detail: { en: "The marketing of the whole order.", zh: "订单维度的营销明细。" },
    goods_discount_detail: { en: "The marketing of each line.", zh: "商品维度的营销明细。" },
    item_discount_detail: {
      en: "The marketing of each single unit.",
      zh: "item 单维度的营销明细,每件一条。",
    },
  },
  OpenApiOrderDiscount: {
    order_total_discount_amount: {
      en: "What the order-level marketing takes off.",
      zh: "订单维度的总优惠金额。",
    },
    goods_total_discount_amount: {
      en: "What the goods-level marketing takes off.",
      zh: "商品(SKU)维度的总优惠金额。",
    },
    marketing_detail_info: { en: "The marketing of both levels.", zh: "两个维度的全部营销明细。" },
  },
  OpenApiGoodsDiscount: {
    goods_id: goodsId,
    quantity,
    total_amount: totalAmount,
    total_discount_amount: totalDiscountAmount,
    sku_id: skuIdOfDiscount,
    marketing_detail_info: marketing,
  },
  OpenApiItemDiscount: {
    goods_id: goodsId,
    total_amount: totalAmount,
    total_discount_amount: totalDiscountAmount,
    sku_id: skuIdOfDiscount,
    marketing_detail_info: marketing,
  },
  OpenApiMarketingDetail: {
    id: {
      en: "Id of the marketing: of the user's identity, the coupon, the points or the activity.",
      zh: "营销 ID:用户身份、优惠券、积分或活动的 ID。",
    },
    type: {
      en: "1 the user's identity, 2 coupon, 3 points, 4 activity.",
      zh: "营销类型:1 用户身份,2 优惠券,3 积分,4 活动。",
    },
    discount_amount: { en: "What it takes off here.", zh: "该营销在此处的优惠金额。" },
    title: { en: "Its name.", zh: "营销名称。" },
    discount_range: {
      en: "1 of the whole order, 2 of single goods.",
      zh: "优惠范围:1 订单维度,2 商品维度。",
    },
    note: { en: "Note of the marketing, of less than 128 bytes.", zh: "营销备注,小于 128 字节。" },
    subtype: { en: "The merchant's own subtype.", zh: "商家侧的营销子类型。" },
    value: {
      en: "Its meaning depends on the type: of points, how many are spent.",
      zh: "含义随 type 而定;type 为 3 时是积分值。",
    },
  },
};

const answerNotes: FieldNotes = {
  CreateOrderAnswer: {
    err_no: { en: "0 where the order was made, else the error's number.", zh: "0 表示成功,否则为错误码。" },
    err_tips: { en: "What went wrong, in words.", zh: "错误的文字说明。" },
    data: { en: "The order; may be left out where there is none.", zh: "订单信息;失败时可能没有。" },
  },
  CreateOrderData: {
    order_id: { en: "The platform's number of the order.", zh: "平台侧的订单号。" },
    out_order_no: outOrderNo,
    pay_order_id: { en: "Number of the payment, to open the cashier with.", zh: "拉起收银台的支付订单号。" },
    pay_order_token: { en: "Token to open the cashier with.", zh: "拉起收银台的 token。" },
    item_order_info_list: { en: "The item orders, goods by goods.", zh: "各商品的商品单信息。" },
  },
  OpenApiItemOrderInfo: {
    goods_id: goodsId,
    item_order_id_list: {
      en: "Ids of the item orders: as many as units were bought.",
      zh: "商品单号列表,个数与购买数量一致。",
    },
    item_order_detail: { en: "The same item orders, with prices.", zh: "各商品单的价格。" },
    sku_id: { en: "Id of the sku, in orders of skus.", zh: "sku ID,用于 sku 下单。" },
  },
  OpenApiItemOrder: {
    item_order_id: { en: "Id of the item order: of one unit.", zh: "商品单号,对应一件商品。" },
    price: { en: "What the unit costs after discount.", zh: "该件优惠后的价格。" },
  },
};

/** By the names of the codecs of src/platform/openapi, then by field. */
export const openApiNotes: FieldNotes = { ...bodyNotes, ...lineNotes, ...detailNotes, ...answerNotes };
