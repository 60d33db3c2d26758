/**
 * The errors that callbacks are answered with: every number in this one table.
 *
 * The documents say of an extension point's `err_no` only that 0 is success and anything else a failure. So the
 * platform's own numbers are used where one means the same, and numbers from 90001 on, which its tables do not use, for
 * the rest. Texts say what kind of error it is, never what differs: whoever probes must not learn what would pass.
 */

/** Where a number is from. */
type Source =
  /** The platform's error tables: reference/platformErrors, facts 19. */
  | "platform"
  /** Ours: no document has one that means this. */
  | "ours";

interface ErrorEntry {
  readonly number: number;
  readonly tips: string;
  readonly source: Source;
}

/** Every error, by its name. */
export const ERRORS = {
  /** 11004 签名错误. */
  signature: { number: 11004, tips: "签名校验失败", source: "platform" },
  /** 10002 请求解析失败: no JSON in UTF-8, or nested too deep. */
  parse: { number: 10002, tips: "请求解析失败", source: "platform" },
  /** 10000 参数错误: a field is not what its table says; a type that is not answered or not of this route. */
  parameter: { number: 10000, tips: "参数错误", source: "platform" },
  /** 21004 营销算价结果信息不一致: whatever of an order is not as it is calculated here. */
  order: { number: 21004, tips: "订单校验未通过", source: "platform" },
  /** 13000 系统内部错误: the platform tries again. */
  fault: { number: 13000, tips: "系统内部错误", source: "platform" },
  /** The app of the message is none that the signing key speaks for. */
  app: { number: 90001, tips: "小程序不匹配", source: "ours" },
  /** The id was decided before, on other content. */
  otherContent: { number: 90002, tips: "重复请求的内容不一致", source: "ours" },
  /** Goods or marketing that cannot be calculated with. */
  calculation: { number: 90003, tips: "无法算价", source: "ours" },
  /** No quote of this number, or no longer. */
  quote: { number: 90004, tips: "算价号无效或已过期", source: "ours" },
  /** A refund of an unknown order, or of more than was paid. */
  refund: { number: 90005, tips: "退款校验未通过", source: "ours" },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** The name of an error. */
export type ErrorName = keyof typeof ERRORS;
