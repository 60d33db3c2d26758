/**
 * What the fields of plugin.submitEcCustomGoods mean.
 *
 * Source: plugin-submit-ec-custom-goods.
 */
import type { FieldNotes } from "./FieldNotes.js";

/** By the names of the codecs of src/platform/custom-goods. */
export const customGoodsNotes: FieldNotes = {
  SubmitCustomGoodsOptions: {
    orderId: {
      en: "Id of the Douyin order, which the buyer may have typed in. The page's query wins: this is read only where the query's order_id is empty, and is needed then.",
      zh: "抖音订单 ID,可由用户填写。页面 query 中的 order_id 优先;仅当它为空时读取此字段,此时必须传入。",
    },
    filePath: {
      en: "Local path of the snapshot that shows the customised goods, as tt.chooseImage or tt.downloadFile give it: ttfile://…, a JPEG, 1:1, at most 200 KB.",
      zh: "展示定制效果的快照的本地路径,由 tt.chooseImage 或 tt.downloadFile 得到:以 ttfile:// 开头,jpg 格式,比例 1:1,不超过 200 KB。",
    },
    customData: { en: "What the buyer had customised.", zh: "用户的定制信息。" },
    success: { en: "Called when the call succeeds.", zh: "调用成功时执行的函数。" },
    fail: { en: "Called when the call fails.", zh: "调用失败时执行的函数。" },
    complete: {
      en: "Called at the end, whether the call succeeds or fails.",
      zh: "调用结束时执行的函数,无论成功还是失败。",
    },
  },
  CustomGoodsData: {
    image: {
      en: "Pictures that the merchant customises with, under the developer's domain. Not supported yet: the shop's order detail does not return them. By default none.",
      zh: "商家定制用的图片,放在开发者域名下。目前不支持,抖店订单详情接口不会返回。默认为空。",
    },
    text: { en: "Texts that the merchant customises with.", zh: "商家定制用的文案。" },
    extra: { en: "Anything else, as an object.", zh: "其他扩展信息,为对象。" },
  },
  CustomGoodsImage: {
    id: { en: "Id of the picture's module, chosen by the developer.", zh: "图片模块的 ID,由开发者自定。" },
    url: { en: "Link to the picture; https only.", zh: "图片链接,只能用 https。" },
  },
  CustomGoodsText: {
    id: { en: "Id of the text's module, chosen by the developer.", zh: "文案模块的 ID,由开发者自定。" },
    key: {
      en: "What can be customised, such as the name of the goods or of a specification.",
      zh: "可定制的项目,如商品或规格的名称。",
    },
    content: {
      en: "What the buyer wants of it, such as how many or in which way.",
      zh: "用户对该项目的具体选择,如数量或要求。",
    },
  },
  SubmitCustomGoodsSuccess: {
    errMsg: { en: "What the call came to, in words.", zh: "调用结果的文字说明。" },
  },
  SubmitCustomGoodsFailure: {
    errNo: { en: "Error code.", zh: "错误码。" },
    errMsg: { en: "What went wrong, in words.", zh: "错误的文字说明。" },
  },
  CustomGoodsCallback: {
    order_ids: {
      en: "Ids of the orders whose customisation passed the platform's check; for now exactly one.",
      zh: "定制信息通过校验的订单 ID,目前只有一个。",
    },
  },
  CustomGoodsCallbackReply: {
    err_no: {
      en: "The developer's result; 0 where all is well. The platform does not act on it.",
      zh: "开发者的处理结果,0 为正常。平台目前不关注。",
    },
    err_msg: { en: "The result in words.", zh: "处理结果的文字说明。" },
  },
};
