/**
 * The errors of plugin.submitEcCustomGoods.
 *
 * Source: plugin-submit-ec-custom-goods, 错误码说明.
 */
import type { Text } from "../../codec/Problem.js";

/**
 * Every `errNo` that the document lists.
 * Source: plugin-submit-ec-custom-goods, 错误码说明.
 *
 * @category model
 * @since 0.2.0
 */
export type SubmitCustomGoodsErrorNo =
  | 10101
  | 10301
  | 20000
  | 21500
  | 21501
  | 21502
  | 21503
  | 21655
  | 21660
  | 21661
  | 21662;

/**
 * What an `errNo` means and asks for.
 *
 * @category model
 * @since 0.2.0
 */
export interface SubmitCustomGoodsError {
  readonly meaning: Text;
  readonly whatToDo: Text;
  /**
   * The same call may succeed later, though neither developer nor buyer changes anything. False where somebody must
   * act first: log in, correct the options, be granted the ability.
   */
  readonly canRetry: boolean;
}

/**
 * What each `errNo` means, what to do about it, and whether to try again.
 * Source: plugin-submit-ec-custom-goods, 错误码说明; what to do is said there for some, and concluded for the others.
 *
 * @category constants
 * @since 0.2.0
 */
export const submitCustomGoodsErrors: Readonly<Record<SubmitCustomGoodsErrorNo, SubmitCustomGoodsError>> = {
  10101: {
    meaning: {
      en: "the mini-program is not on the list of those that may call this",
      zh: "小程序没有权限,不在白名单内",
    },
    whatToDo: {
      en: "apply for the e-commerce industry plugin and its ability for this mini-program",
      zh: "为该小程序申请电商行业插件及相应能力",
    },
    canRetry: false,
  },
  10301: {
    meaning: { en: "this app is neither Douyin nor Douyin Lite", zh: "当前 App 不是抖音或抖音极速版" },
    whatToDo: {
      en: "ask the buyer to open the mini-program in Douyin or Douyin Lite",
      zh: "提示用户在抖音或抖音极速版中打开小程序",
    },
    canRetry: false,
  },
  20000: {
    meaning: {
      en: "an option has the wrong type; errMsg names it",
      zh: "某个参数的类型不对,errMsg 中有参数名",
    },
    whatToDo: { en: "check the options against their codec", zh: "用编解码器检查参数类型" },
    canRetry: false,
  },
  21500: {
    meaning: { en: "the buyer is not logged in", zh: "用户未登录,取不到登录信息" },
    whatToDo: { en: "call tt.login, then submit again", zh: "先调用 tt.login 登录,再重新提交" },
    canRetry: false,
  },
  21501: {
    meaning: { en: "the network failed", zh: "网络出错" },
    whatToDo: { en: "check the network and submit again", zh: "检查网络后重新提交" },
    canRetry: true,
  },
  21502: {
    meaning: { en: "the platform's gateway failed, as with HTTP 404 or 502", zh: "平台网关出错,如 404、502" },
    whatToDo: {
      en: "submit again later; if it stays so, ask the platform's support",
      zh: "稍后重新提交;仍然失败则联系平台客服",
    },
    canRetry: true,
  },
  21503: {
    meaning: { en: "there is no order id", zh: "没有订单 ID" },
    whatToDo: {
      en: "open the page with order_id in its query, or give orderId",
      zh: "在页面 query 中带上 order_id,或传入 orderId",
    },
    canRetry: false,
  },
  21655: {
    meaning: {
      en: "the customisation could not be stored: a service within the platform is unstable",
      zh: "定制信息没有写入,平台内部服务不稳定",
    },
    whatToDo: {
      en: "submit again later; if it stays so, ask the platform's support",
      zh: "稍后重新提交;仍然失败则联系平台客服",
    },
    canRetry: true,
  },
  21660: {
    meaning: {
      en: "the order cannot be customised now: it has been already, or it is closed",
      zh: "订单当前不能定制:已提交过定制信息,或订单流程已结束",
    },
    whatToDo: {
      en: "do not submit again; show the buyer the state of the order",
      zh: "不要重复提交,向用户展示订单状态",
    },
    canRetry: false,
  },
  21661: {
    meaning: {
      en: "the customisation of some goods of the order is missing (kept for orders of several customised goods)",
      zh: "订单中有商品缺少定制信息(为一单多个定制商品预留)",
    },
    whatToDo: {
      en: "submit all customised goods of the order at once",
      zh: "同时提交该订单的全部定制商品",
    },
    canRetry: false,
  },
  21662: {
    meaning: {
      en: "the customised goods are of different shops (kept for orders of several customised goods)",
      zh: "定制商品来自不同店铺(为一单多个定制商品预留)",
    },
    whatToDo: { en: "submit goods of one shop only", zh: "只提交同一店铺的定制商品" },
    canRetry: false,
  },
};

/**
 * Is it an `errNo` that the document lists?
 *
 * @example
 * import * as assert from "node:assert";
 * import { isSubmitCustomGoodsErrorNo, submitCustomGoodsErrors } from "suanjia";
 *
 * const errNo: unknown = 21655;
 * assert.ok(isSubmitCustomGoodsErrorNo(errNo));
 * assert.strictEqual(submitCustomGoodsErrors[errNo].canRetry, true);
 * assert.ok(!isSubmitCustomGoodsErrorNo("21655"));
 *
 * @category guards
 * @since 0.2.0
 */
export const isSubmitCustomGoodsErrorNo = (value: unknown): value is SubmitCustomGoodsErrorNo =>
  typeof value === "number" && Object.prototype.hasOwnProperty.call(submitCustomGoodsErrors, value);
