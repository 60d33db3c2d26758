/**
 * Types of the industry plugins 行业插件 of Douyin mini-programs: what `tt.requirePlugin` returns, and the options and
 * results of what the plugins can do. Types only: nothing of it is there at run time, and nothing is declared globally.
 *
 * The platform's own typings (`@douyin-microapp/typings`) declare `tt` and know neither `requirePlugin` nor the
 * plugins. In a project that has them, add it there:
 *
 *     import type { RequirePlugin } from "suanjia/plugin-types";
 *
 *     declare module "@douyin-microapp/typings/types/api" {
 *       export const requirePlugin: RequirePlugin;
 *     }
 *
 * In one that has no typings, import `suanjia/plugin-types/global` once.
 *
 * @packageDocumentation
 */
import type { CreateOrderOptions, SubmitCustomGoodsOptions } from "./options.generated.js";

export type * from "./options.generated.js";

/**
 * A goods for `computePromotion`, with the marketing that the buyer has selected for it.
 *
 * The document of `computePromotion` is not among those that this library was written from: the names are the
 * platform's, which of them are required is inferred, and what is `unknown` is not described there.
 *
 * @category model
 * @since 0.2.0
 */
export interface GoodsMarketingInfo {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  /** How many units. 购买数量。 */
  readonly quantity: number;
  /** Fen, before discount. 优惠前的总价(分)。 */
  readonly totalAmount: number;
  /** The marketing selected for these goods. 该商品选用的营销。 */
  readonly selectedMarketing?: unknown;
}

/**
 * One block of a calculation: of the order, of a goods, or of an item.
 *
 * @category model
 * @since 0.2.0
 */
export interface CalculationResultInfo {
  /**
   * What each marketing takes off. Mini-programs pass it on as `marketingInfo` of `discountInfo.detail`.
   * 营销明细,下单时作为 `discountInfo.detail` 的 `marketingInfo` 传入。
   */
  readonly marketingDetailInfo?: unknown;
  /** Whatever else the block has: ids and totals. 其余字段。 */
  readonly [field: string]: unknown;
}

/**
 * What `computePromotion` has calculated.
 *
 * @category model
 * @since 0.2.0
 */
export interface CalculationResult {
  /** The order as a whole. 订单维度。 */
  readonly orderCalculationResultInfo?: CalculationResultInfo | undefined;
  /** Each goods, all its units together. 商品维度。 */
  readonly goodsCalculationResultInfo?: readonly CalculationResultInfo[] | undefined;
  /** Each single item. item 维度。 */
  readonly itemCalculationResultInfo?: readonly CalculationResultInfo[] | undefined;
}

/**
 * What `success` of `computePromotion` is called with.
 *
 * @category model
 * @since 0.2.0
 */
export interface ComputePromotionSuccess {
  readonly calculationResult?: CalculationResult | undefined;
  readonly [field: string]: unknown;
}

/**
 * The options of `computePromotion`, which asks the developer's server, by way of the platform, for marketing and its
 * calculation.
 *
 * @category model
 * @since 0.2.0
 */
export interface ComputePromotionOptions {
  readonly goodsMarketingInfo: readonly GoodsMarketingInfo[];
  /** The marketing selected for the order. 订单选用的营销。 */
  readonly orderMarketingInfo?: unknown;
  /** Whether to get the best combination in place of a selection. 是否由服务端给出默认(最优)营销。 */
  readonly needDefaultMarketing?: boolean | undefined;
  /** Passed to the developer's server. 透传给开发者服务端的数据。 */
  readonly callbackData?: unknown;
  readonly success?: ((result: ComputePromotionSuccess) => void) | undefined;
  readonly fail?: ((result: unknown) => void) | undefined;
  readonly complete?: ((result: unknown) => void) | undefined;
}

/**
 * The plugin of the life services industry 生服插件.
 *
 * @category model
 * @since 0.2.0
 */
export interface LifeServicesPlugin {
  /**
   * Makes an order and calls the cashier up. It answers by the callbacks in the options.
   *
   * 预下单并调起收银台,结果由回调返回。
   *
   * Source: plugin-create-order. Base library 基础库 2.51.0.0 or later.
   */
  createOrder(options: CreateOrderOptions): void;
  /**
   * Queries marketing and has it calculated. It answers by the callbacks in the options.
   *
   * 查询营销并算价,结果由回调返回。
   */
  computePromotion(options: ComputePromotionOptions): void;
}

/**
 * The plugin of the e-commerce industry 电商插件.
 *
 * @category model
 * @since 0.2.0
 */
export interface EcommercePlugin {
  /**
   * Submits what the buyer of an order had customised. It answers by the callbacks in the options.
   *
   * 提交订单的定制信息,结果由回调返回。
   *
   * Source: plugin-submit-ec-custom-goods. Base library 基础库 3.43.0.0 or later.
   */
  submitEcCustomGoods(options: SubmitCustomGoodsOptions): void;
}

/**
 * `tt.requirePlugin`: the plugins by the ids that the documents' samples have. Any other is unknown: say what it is
 * where it is required.
 *
 * Source: plugin-create-order and plugin-submit-ec-custom-goods, samples.
 *
 * @category model
 * @since 0.2.0
 */
export interface RequirePlugin {
  /** The plugin of the life services industry 生服插件. */
  (id: "tta5a3d31e3aecfb9b11"): LifeServicesPlugin;
  /** The plugin of the e-commerce industry 电商插件. */
  (id: "tt95aee3130ae1cbe911"): EcommercePlugin;
  (id: string): unknown;
}
