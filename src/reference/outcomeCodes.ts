/**
 * The outcomes of the service: what it notes of a request in its log and metrics, and what the operator can do. The
 * platform is told none of them, only an error number: whoever probes must not learn what would pass.
 */
import type { Text } from "../codec/Problem.js";
import { type Entries, explained } from "./Explanation.js";

const NOT_THE_PLATFORM: Text = {
  en: "nothing, if it is rare: somebody else tried; if every callback is refused so, check that the proxy in front passes the Byte-* headers and the body on as they came",
  zh: "偶发可忽略(非平台请求);若所有回调均如此,请检查前置代理是否原样透传 Byte-* 请求头与请求体",
};

const BY_DETAILS: Text = {
  en: "read the codes and paths of the details in the log; suanjia explain tells each of them",
  zh: "查看日志 details 中的代码与路径;suanjia explain 可逐一说明",
};

const TELL_THE_PLATFORM: Text = {
  en: "it was signed, so it is the platform's own: compare it with the current document, and report it with the logid",
  zh: "已通过验签,即平台所发:对照最新文档,并附 logid 反馈",
};

/** What is noted before a handler is asked. */
const requests: Entries = [
  ["ok", { en: "answered; nothing was refused", zh: "已应答,未拒绝" }, { en: "nothing", zh: "无需处理" }],
  [
    "notFound",
    { en: "no such path", zh: "没有这个路径" },
    {
      en: "check the callback address in the platform's console: /spi, or /spi/ and the callback's type",
      zh: "检查平台控制台中的回调地址:/spi,或 /spi/ 加回调类型",
    },
  ],
  [
    "methodNotAllowed",
    { en: "another method than POST", zh: "请求方法不是 POST" },
    { en: "send POST", zh: "改用 POST" },
  ],
  [
    "unauthorized",
    { en: "no bearer token under /v1, or a wrong one", zh: "/v1 请求没有 Bearer token 或 token 不符" },
    {
      en: "send SUANJIA_API_TOKEN of the service; if nobody of yours asked, keep /v1 off the internet",
      zh: "携带服务的 SUANJIA_API_TOKEN;若并非自己的请求,请勿将 /v1 暴露到公网",
    },
  ],
  [
    "notLoopback",
    {
      en: "the service has no token, and /v1 was asked from elsewhere or through a proxy",
      zh: "服务未设置 token,而 /v1 请求来自其他机器或经过代理",
    },
    { en: "set SUANJIA_API_TOKEN, and send it", zh: "设置 SUANJIA_API_TOKEN 并在请求中携带" },
  ],
  [
    "notJsonType",
    {
      en: "the content type under /v1 is not application/json",
      zh: "/v1 请求的内容类型不是 application/json",
    },
    { en: "send content-type: application/json", zh: "发送 content-type: application/json" },
  ],
  [
    "bodyTooLarge",
    { en: "the body has more bytes than the service reads", zh: "请求体超过服务读取上限" },
    { en: "send less at once; the limit is 1 MiB", zh: "减小单次请求;上限为 1 MiB" },
  ],
  [
    "bodySlow",
    { en: "the body did not come in time", zh: "请求体未在限定时间内到达" },
    {
      en: "look at the network and the proxy in front",
      zh: "检查网络与前置代理",
    },
  ],
  [
    "bodyAborted",
    { en: "the connection broke off within the body", zh: "请求体传输中连接断开" },
    {
      en: "look at the network and the time limits of the proxy in front",
      zh: "检查网络与前置代理的超时设置",
    },
  ],
  [
    "busy",
    { en: "the bodies under way hold as much memory as they may", zh: "处理中的请求体已达内存上限" },
    {
      en: "try again after a second; if it stays, run more of the service (on Postgres), or see what makes it slow",
      zh: "一秒后重试;若持续出现,请增加服务实例(使用 Postgres)或排查变慢原因",
    },
  ],
  [
    "notJson",
    { en: "the body under /v1 is no JSON in UTF-8", zh: "/v1 请求体不是 UTF-8 JSON" },
    { en: "send JSON in UTF-8", zh: "发送 UTF-8 编码的 JSON" },
  ],
  [
    "tooDeep",
    { en: "the body under /v1 nests too deep", zh: "/v1 请求体嵌套过深" },
    { en: "no request needs so many levels; look at what writes it", zh: "正常请求不会如此嵌套;检查生成方" },
  ],
  [
    "refused",
    { en: "a request under /v1 has problems, which its answer lists", zh: "/v1 请求有问题,应答中已列出" },
    BY_DETAILS,
  ],
  [
    "fault",
    {
      en: "a fault of the service, its store or the merchant's own functions",
      zh: "服务、存储或商家自有函数的故障",
    },
    {
      en: "read the log's error line; callbacks are answered with 500, so that the platform tries again",
      zh: "查看日志中的 error 行;回调以 500 应答,平台会重试",
    },
  ],
];

/** Signatures that are refused. */
const signatures: Entries = [
  [
    "signature.noKey",
    { en: "no platform key is configured, so nothing can be trusted", zh: "未配置平台公钥,无法信任任何回调" },
    {
      en: "set SUANJIA_PLATFORM_KEYS_FILE, or SUANJIA_PLATFORM_PUBLIC_KEY and SUANJIA_APP_ID",
      zh: "设置 SUANJIA_PLATFORM_KEYS_FILE,或 SUANJIA_PLATFORM_PUBLIC_KEY 与 SUANJIA_APP_ID",
    },
  ],
  [
    "signature.headerMissing",
    {
      en: "Byte-Timestamp, Byte-Nonce-Str or Byte-Signature is missing",
      zh: "缺少 Byte-Timestamp、Byte-Nonce-Str 或 Byte-Signature",
    },
    NOT_THE_PLATFORM,
  ],
  [
    "signature.headerRepeated",
    {
      en: "a signed header came twice, so that it is not known which was signed",
      zh: "签名相关请求头重复,无法确定签的是哪一个",
    },
    NOT_THE_PLATFORM,
  ],
  [
    "signature.timestampForm",
    { en: "Byte-Timestamp is not a number of seconds", zh: "Byte-Timestamp 不是秒数" },
    NOT_THE_PLATFORM,
  ],
  [
    "signature.timestampStale",
    {
      en: "signed more than 300 seconds before or after the service's now",
      zh: "签名时间与服务当前时间相差超过 300 秒",
    },
    {
      en: "set the machine's clock by NTP; with a right clock it is an old callback sent again",
      zh: "用 NTP 校准机器时间;时间正确则为旧回调被重放",
    },
  ],
  [
    "signature.signatureForm",
    {
      en: "Byte-Signature is not base64, or Byte-Nonce-Str holds what no header can",
      zh: "Byte-Signature 不是 base64,或 Byte-Nonce-Str 含非法字符",
    },
    NOT_THE_PLATFORM,
  ],
  [
    "signature.signatureWrong",
    { en: "no configured key made this signature of this body", zh: "任何已配置公钥都无法验证该签名" },
    {
      en: "compare the key with the platform public key of this app in the console (not the app's own key), and check that no proxy rewrites the body",
      zh: "核对公钥是否为控制台中该小程序的平台公钥(而非应用公钥),并确认代理未改写请求体",
    },
  ],
];

/** Bodies, envelopes and messages that cannot be read. */
const reading: Entries = [
  [
    "body.tooLarge",
    { en: "the callback has more bytes than the handler reads", zh: "回调超过处理上限" },
    {
      en: "if such orders are real, raise limits.bytes of the handler",
      zh: "若确有此类订单,调大 limits.bytes",
    },
  ],
  ["body.notUtf8", { en: "the callback is not UTF-8", zh: "回调不是 UTF-8 编码" }, TELL_THE_PLATFORM],
  ["body.tooDeep", { en: "the callback nests too deep", zh: "回调嵌套过深" }, TELL_THE_PLATFORM],
  [
    "body.notJson",
    {
      en: "the callback is not JSON, or has one key twice with different values",
      zh: "回调不是 JSON,或同一字段出现两次且值不同",
    },
    TELL_THE_PLATFORM,
  ],
  [
    "envelope.form",
    { en: "the callback's envelope is not what its table says", zh: "回调外层结构与字段表不符" },
    TELL_THE_PLATFORM,
  ],
  [
    "type.unknown",
    { en: "a callback of a type that the service does not answer", zh: "服务不处理的回调类型" },
    {
      en: "in the console, give this callback an address of your own system",
      zh: "在控制台将该回调配置到自有系统的地址",
    },
  ],
  [
    "type.route",
    { en: "the callback came to the address of another type", zh: "回调发到了其他类型的地址" },
    {
      en: "correct the addresses in the console, or use /spi for all types",
      zh: "修正控制台中的回调地址,或全部使用 /spi",
    },
  ],
  [
    "message.tooLarge",
    { en: "the callback's msg has more bytes than the handler reads", zh: "回调 msg 超过处理上限" },
    {
      en: "if such orders are real, raise limits.bytes of the handler",
      zh: "若确有此类订单,调大 limits.bytes",
    },
  ],
  [
    "message.tooDeep",
    { en: "the callback's msg nests too deep", zh: "回调 msg 嵌套过深" },
    TELL_THE_PLATFORM,
  ],
  [
    "message.notJson",
    {
      en: "the callback's msg is not JSON, or has one key twice with different values",
      zh: "回调 msg 不是 JSON,或同一字段出现两次且值不同",
    },
    TELL_THE_PLATFORM,
  ],
  [
    "app.foreign",
    {
      en: "the message is of an app for which the key that signed does not speak, or names none",
      zh: "消息中的小程序不属于签名公钥,或未写明小程序",
    },
    {
      en: "if the app is yours, add its app id and its key to the platform keys",
      zh: "若为自己的小程序,请在平台公钥配置中加入其 app id 与公钥",
    },
  ],
  [
    "message.form",
    { en: "the callback's msg is not what its table says", zh: "回调 msg 与字段表不符" },
    TELL_THE_PLATFORM,
  ],
];

/** Marketing and prices that are asked for. */
const calculations: Entries = [
  [
    "selection.form",
    { en: "the marketing that the buyer chose cannot be read", zh: "无法读取买家所选营销" },
    TELL_THE_PLATFORM,
  ],
  [
    "selection.unknown",
    { en: "the buyer chose marketing that no promotion of yours is", zh: "买家所选营销不在商家营销规则中" },
    {
      en: "see whether a promotion was taken away while its coupon is still shown; the details name the ids",
      zh: "检查是否下线了仍在展示的营销规则;details 中有其 id",
    },
  ],
  [
    "goods.unknown",
    { en: "goods or a sku for which you have no price", zh: "商品或 sku 没有商家价格" },
    {
      en: "add it to the catalogue, under the id that the platform sends (goodsId and skuId of the details)",
      zh: "按平台发送的 id(details 中的 goodsId、skuId)加入商品目录",
    },
  ],
  [
    "cart.refused",
    {
      en: "the goods cannot be calculated: a line twice, an amount or a number of units above what is possible",
      zh: "商品无法算价:商品行重复,或金额、件数超限",
    },
    BY_DETAILS,
  ],
  [
    "cart.tooLarge",
    {
      en: "the cart has too many lines for so many promotions, or its calculation would be too long to answer",
      zh: "商品行与营销规则过多,或计算结果过长,无法应答",
    },
    {
      en: "take promotions that have ended out of the list; who must calculate such carts embeds the server and raises its limits",
      zh: "清理已结束的营销规则;确需计算此类订单时,请嵌入服务并调高 limits",
    },
  ],
  [
    "quote.unknown",
    { en: "no quote has this number, or it has expired", zh: "没有该算价号的报价,或已过期" },
    {
      en: "quote the cart anew when the buyer comes back; all instances of the service must share one store",
      zh: "买家返回时重新报价;服务的各实例须共用同一存储",
    },
  ],
  [
    "quote.foreign",
    { en: "the quote was made for another app or buyer", zh: "该报价属于其他小程序或买家" },
    {
      en: "quote for the openId and appId that will order; do not keep a quote on a page that others see",
      zh: "按下单者的 openId 与 appId 报价;不要把报价缓存在多人可见的页面",
    },
  ],
];

/** Orders: the outcome, and what its details say beside the codes of amounts that disagree. */
const orders: Entries = [
  [
    "order.refused",
    { en: "the order is not as it is calculated here", zh: "订单与本服务算价结果不一致" },
    {
      en: "read the codes of the details: an old page, prices changed meanwhile, or a claim that was made up; the buyer has to order anew",
      zh: "查看 details 中的代码:页面过期、价格已变动,或金额被篡改;买家须重新下单",
    },
  ],
  [
    "order.spent",
    {
      en: "the amounts agree, but the merchant's own books (reserve) say that a coupon, points or a use was spent by another order meanwhile",
      zh: "金额一致,但商家账目(reserve)表明优惠券、积分或使用次数已被其他订单占用",
    },
    {
      en: "nothing, where a buyer tried to spend one coupon twice; else see that reserve is idempotent by order id, and frees what closed orders had booked",
      zh: "若买家重复使用同一优惠,无需处理;否则检查 reserve 是否按订单 id 幂等,并已释放已关闭订单占用的优惠",
    },
  ],
  [
    "marketing.unknown",
    {
      en: "a detail: the order or the buyer's choice names marketing that no promotion of yours is",
      zh: "明细:订单或所选营销不在商家营销规则中",
    },
    {
      en: "see whether the promotion was taken away, or has another id or code than the client sends",
      zh: "检查营销规则是否已下线,或其 id、code 与客户端所传不同",
    },
  ],
  [
    "marketing.notApplied",
    {
      en: "a detail: marketing that is named does not apply to this buyer and cart now",
      zh: "明细:所列营销此刻不适用于该买家与购物车",
    },
    {
      en: "run select with the same cart and see the reason of its decision: over, spent, not held, below its threshold",
      zh: "用同一购物车运行 select 查看其原因:已结束、次数用完、未持有、未达门槛等",
    },
  ],
  [
    "marketing.type",
    { en: "a detail: the marketing has another type than your promotion", zh: "明细:营销类型与商家规则不同" },
    {
      en: "send the type that the quote has; it comes from the promotion",
      zh: "使用报价中的 type,它来自营销规则",
    },
  ],
  [
    "marketing.level",
    {
      en: "a detail: the marketing has another discount_range than your promotion",
      zh: "明细:营销的 discount_range 与商家规则不同",
    },
    {
      en: "send the discountRange that the quote has; it comes from the promotion",
      zh: "使用报价中的 discountRange,它来自营销规则",
    },
  ],
  [
    "marketing.points",
    {
      en: "a detail: the order spends another number of points than is calculated here",
      zh: "明细:订单所用积分数与算价结果不同",
    },
    {
      en: "send the value that the quote has; the points of the buyer may have changed since",
      zh: "使用报价中的 value;买家积分可能已变动",
    },
  ],
  [
    "itemOrders.repeated",
    { en: "a detail: one item order is there twice", zh: "明细:同一商品单出现两次" },
    TELL_THE_PLATFORM,
  ],
];

/** Refunds: the outcomes, and what their details say. */
const refunds: Entries = [
  [
    "refund.unknownOrder",
    {
      en: "the refund is of an order that the service has not accepted; nothing is decided",
      zh: "退款对应的订单未被本服务接受;不作决定",
    },
    {
      en: "see whether the order is older than the service, or its store was replaced; the platform asks again, and is answered as soon as the store has the order",
      zh: "检查订单是否早于服务上线,或存储已被更换;平台会重试,存储中有该订单后即可应答",
    },
  ],
  [
    "refund.refused",
    { en: "the refund cannot be right for what was paid", zh: "退款与已付金额不符" },
    BY_DETAILS,
  ],
  [
    "refund.released",
    {
      en: "the refund was accepted, then released by the merchant (/v1/refunds/release), and is asked again",
      zh: "该退款曾被接受,后由商家释放(/v1/refunds/release),现又被请求",
    },
    {
      en: "release only refunds that will never be paid; a buyer who still wants his money back asks for a new refund",
      zh: "仅释放不会再执行的退款;买家仍需退款时须重新发起",
    },
  ],
  [
    "refund.outOrderNo",
    { en: "a detail: out_order_no is not that of the order", zh: "明细:out_order_no 与订单不符" },
    {
      en: "send the out_order_no that the service gave to the order, or none",
      zh: "使用服务为该订单生成的 out_order_no,或不传",
    },
  ],
  [
    "refund.itemOrderUnknown",
    { en: "a detail: the order has no such item order", zh: "明细:订单中没有该商品单" },
    { en: "name item orders of this order", zh: "改为该订单的商品单" },
  ],
  [
    "refund.itemOrderRepeated",
    { en: "a detail: one item order is there twice", zh: "明细:同一商品单出现两次" },
    {
      en: "name each item order once, with all that is asked back for it",
      zh: "每个商品单只列一次,金额合并",
    },
  ],
  [
    "refund.amount",
    {
      en: "a detail: nothing, or more than is left of what was paid for the item order (expected says how much)",
      zh: "明细:退款额不为正,或超过该商品单剩余可退金额(见 expected)",
    },
    {
      en: "see what was refunded before; ask back at most what is left",
      zh: "核对已退金额;申请不超过剩余可退金额",
    },
  ],
  [
    "refund.total",
    {
      en: "a detail: refund_total_amount is not the sum of the item orders",
      zh: "明细:refund_total_amount 不等于各商品单退款之和",
    },
    { en: "send the sum", zh: "改为各商品单退款之和" },
  ],
];

/** What was decided before. */
const repeats: Entries = [
  [
    "refused.before",
    {
      en: "the same order or refund was refused before, and has the same answer again",
      zh: "同一订单或退款此前已拒绝,再次给出同样的应答",
    },
    {
      en: "look for the first line with this order's refusal; a decision stays, and a buyer orders anew under a new id",
      zh: "查找首次拒绝的日志;决定不会改变,买家须以新订单重新下单",
    },
  ],
  [
    "otherContent",
    {
      en: "this order or refund id was decided before on other content",
      zh: "该订单或退款 id 此前已按不同内容作出决定",
    },
    {
      en: "compare the two callbacks; the first decision stays. Different environments must not share a store",
      zh: "比较两次回调;首次决定不变。不同环境不可共用存储",
    },
  ],
];

/** Outcomes, in the order in which a request meets them. */
export const outcomeCodes = explained("outcome", [
  ...requests,
  ...signatures,
  ...reading,
  ...calculations,
  ...orders,
  ...refunds,
  ...repeats,
]);
