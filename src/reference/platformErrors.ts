/**
 * Errors that the platform answers with.
 */
import { submitCustomGoodsErrors } from "../platform/custom-goods/errorCodes.js";
import { type Entries, type Explanation, explained } from "./Explanation.js";

/** Of the trade interfaces: the error codes on the open platform's pages of trade v2 and of the extension points. */
const trade: Entries = [
  [
    "21004",
    {
      en: "营销算价结果信息不一致: the levels of the discount detail disagree",
      zh: "营销算价结果信息不一致:营销明细各维度的金额对不上",
    },
    {
      en: "run `suanjia verify` on the order: it names every amount that is not the sum of its parts",
      zh: "对订单运行 `suanjia verify`:它会指出每个与其各部分不符的金额",
    },
  ],
  [
    "21000",
    { en: "the goods order does not match the merchant order", zh: "商品单与商户单不匹配" },
    {
      en: "compare the item orders with the order: `suanjia verify` on the callback or the answer",
      zh: "核对商品单与订单:对回调或应答运行 `suanjia verify`",
    },
  ],
  [
    "10000",
    { en: "a parameter is wrong", zh: "参数错误" },
    {
      en: "run `suanjia verify` on the payload: fields and rules of the documents",
      zh: "对内容运行 `suanjia verify`,检查字段与规则",
    },
  ],
  [
    "10002",
    { en: "the request could not be parsed", zh: "请求解析失败" },
    {
      en: "send JSON with the types that `suanjia schema` prints",
      zh: "按 `suanjia schema` 输出的类型发送 JSON",
    },
  ],
  [
    "11004",
    { en: "the signature is wrong", zh: "签名错误" },
    {
      en: "sign the raw body with the app's own key; check key version and clock",
      zh: "用应用自己的密钥对原始报文签名;检查密钥版本与时钟",
    },
  ],
  [
    "13000",
    {
      en: "an internal error, also when the developer's own server times out",
      zh: "系统内部错误,开发者服务超时也会如此",
    },
    {
      en: "look at your own server's answer time first, then try again",
      zh: "先检查自己服务的响应时间,再重试",
    },
  ],
  [
    "2191003",
    { en: "an error of the forward trade flow", zh: "正向交易出错" },
    {
      en: "the sub error says which; give the log id to the platform's support",
      zh: "查看子错误码;向平台客服提供 log id",
    },
  ],
  [
    "2191005",
    { en: "an error of the reverse trade flow (refunds)", zh: "逆向交易(退款)出错" },
    {
      en: "the sub error says which; give the log id to the platform's support",
      zh: "查看子错误码;向平台客服提供 log id",
    },
  ],
  [
    "2191007",
    { en: "an error of an extension point: the developer's server", zh: "扩展点出错:开发者服务" },
    { en: "look at what your server answered to the callback", zh: "检查自己服务对回调的应答" },
  ],
  [
    "2191008",
    { en: "an error of marketing", zh: "营销出错" },
    { en: "the sub error says which; 21004 is the usual one", zh: "查看子错误码;常见为 21004" },
  ],
];

const customGoods: readonly Explanation[] = Object.entries(submitCustomGoodsErrors).map(
  ([code, { meaning, whatToDo }]) => ({
    code,
    kind: "platformError",
    meaning,
    whatToDo,
    source: { document: "plugin-submit-ec-custom-goods", section: "错误码说明" },
  }),
);

/** Errors of the platform: of trade, then of custom goods. */
export const platformErrors: readonly Explanation[] = [...explained("platformError", trade), ...customGoods];
