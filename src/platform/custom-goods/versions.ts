/**
 * Since which versions of the platform plugin.submitEcCustomGoods and its fields are there.
 */

/**
 * The lowest version of the base library 基础库 that has plugin.submitEcCustomGoods. Its fields are marked with
 * an older version (`customGoodsSince`); the higher of the two is what a mini-program needs. Source: plugin-submit-ec-custom-goods, first paragraph.
 *
 * @category constants
 * @since 0.2.0
 */
export const CUSTOM_GOODS_BASE_LIBRARY = "3.43.0.0";

/**
 * The lowest version of the Douyin app that has industry plugins 行业插件. Source: plugin-submit-ec-custom-goods, 前置条件.
 *
 * @category constants
 * @since 0.2.0
 */
export const CUSTOM_GOODS_DOUYIN_APP = "31.8.0";

/**
 * The lowest version of the base library of each field, by table and field, where the document has a column for it: the
 * developer's own interface has none. Source: plugin-submit-ec-custom-goods, 最低支持版本.
 *
 * @category constants
 * @since 0.2.0
 */
export const customGoodsSince: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SubmitCustomGoodsOptions: {
    orderId: "2.52.0.0",
    filePath: "2.52.0.0",
    customData: "2.52.0.0",
    success: "2.52.0.0",
    fail: "2.52.0.0",
    complete: "2.52.0.0",
  },
  CustomGoodsData: { image: "2.52.0.0", text: "2.52.0.0", extra: "2.52.0.0" },
  CustomGoodsImage: { id: "2.52.0.0", url: "2.52.0.0" },
  CustomGoodsText: { id: "2.52.0.0", key: "2.52.0.0", content: "2.52.0.0" },
  SubmitCustomGoodsSuccess: { errMsg: "2.52.0.0" },
  SubmitCustomGoodsFailure: { errNo: "2.52.0.0", errMsg: "2.52.0.0" },
};
