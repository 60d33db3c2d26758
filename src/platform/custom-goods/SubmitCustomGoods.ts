/**
 * plugin.submitEcCustomGoods: what a mini-program submits about customised goods, and what it is answered.
 *
 * Source: plugin-submit-ec-custom-goods; each table has its heading there. The column of required fields is blank in
 * the text that this was written from. Required here is
 *
 * - what every code sample sends and the call is about: `filePath`, `customData`, `customData.text`, and all three
 *   fields of a text;
 * - both fields of an image: neither says anything without the other;
 * - `order_ids`, the only field of the callback, and what the results list, whose tables have no such column.
 *
 * Optional is what the document itself lets be absent (`orderId`, `image` with its default) and whatever nothing is
 * said of: `extra`, which real mini-programs leave out though the samples send it, the three functions, and the reply
 * to the callback. The page as published marks the options, the custom data and an image's `id` in the same way.
 */
import { type Guarded, leaf, list } from "../../codec/Guarded.js";
import { filledId, freeObject, id, pattern, safeInteger, text } from "../../codec/leaves.js";
import type { Text } from "../../codec/Problem.js";
import { table } from "../wire/table.js";

/**
 * A picture that the merchant customised with. The platform does not yet take these.
 * Source: plugin-submit-ec-custom-goods, customData.image.
 *
 * @category model
 * @since 0.2.0
 */
export interface CustomGoodsImage {
  /** The picture's place in the mini-program's own design. A whole number; the platform's own ids are strings. */
  readonly id: number;
  /** Where the picture is, under the developer's own domain: https only. */
  readonly url: string;
}

/**
 * A text that the merchant customised with.
 * Source: plugin-submit-ec-custom-goods, customData.text.
 *
 * @category model
 * @since 0.2.0
 */
export interface CustomGoodsText {
  /** The text's place in the mini-program's own design. A whole number; the platform's own ids are strings. */
  readonly id: number;
  /** What is customised, such as the colour of the bracelet. */
  readonly key: string;
  /** What the buyer chose for it, such as black. */
  readonly content: string;
}

/**
 * What the buyer had customised.
 * Source: plugin-submit-ec-custom-goods, customData.
 *
 * @category model
 * @since 0.2.0
 */
export interface CustomGoodsData {
  /** Not yet taken by the platform; by default none. */
  readonly image?: readonly CustomGoodsImage[] | null | undefined;
  /** May be empty: the document does not say how many there must be. */
  readonly text: readonly CustomGoodsText[];
  /** Whatever else the mini-program wants to be kept: an object of JSON. */
  readonly extra?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * What `success` is called with.
 * Source: plugin-submit-ec-custom-goods, 回调成功.
 *
 * @category model
 * @since 0.2.0
 */
export interface SubmitCustomGoodsSuccess {
  readonly errMsg: string;
}

/**
 * What `fail` is called with.
 * Source: plugin-submit-ec-custom-goods, 回调失败.
 *
 * @category model
 * @since 0.2.0
 */
export interface SubmitCustomGoodsFailure {
  /** One of `submitCustomGoodsErrors`, or one that the platform has added since. */
  readonly errNo: number;
  readonly errMsg: string;
}

/**
 * The options of `plugin.submitEcCustomGoods`.
 * Source: plugin-submit-ec-custom-goods, 参数说明.
 *
 * @category model
 * @since 0.2.0
 */
export interface SubmitCustomGoodsOptions {
  /** The order's id, which is only read where the page's query has no `order_id`; see `orderIdOf`. */
  readonly orderId?: string | null | undefined;
  /**
   * The local file with the snapshot of the customised goods: a temporary path `ttfile://…`, of a square JPEG of at
   * most 200 KB, which `checkSnapshot` checks.
   */
  readonly filePath: string;
  readonly customData: CustomGoodsData;
  readonly success?: ((result: SubmitCustomGoodsSuccess) => void) | null | undefined;
  readonly fail?: ((result: SubmitCustomGoodsFailure) => void) | null | undefined;
  /** Called in either case, after `success` or `fail`. */
  readonly complete?:
    | ((result: SubmitCustomGoodsSuccess | SubmitCustomGoodsFailure) => void)
    | null
    | undefined;
}

/**
 * What the platform posts to the developer's server when a customisation has been accepted.
 * Source: plugin-submit-ec-custom-goods, 定制成功回调开发者接口.
 *
 * @category model
 * @since 0.2.0
 */
export interface CustomGoodsCallback {
  /** The orders that passed. One at least, and for now never more. */
  readonly order_ids: readonly string[];
}

/**
 * What the developer's server answers. The platform does not act on it: it only wants to have been heard.
 * Source: plugin-submit-ec-custom-goods, 定制成功回调开发者接口.
 *
 * @category model
 * @since 0.2.0
 */
export interface CustomGoodsCallbackReply {
  /** 0 where all is well. */
  readonly err_no?: number | null | undefined;
  readonly err_msg?: string | null | undefined;
}

const A_FUNCTION: Text = { en: "a function", zh: "函数" };

const filePath = pattern("TemporaryFilePath", "^ttfile://[\\s\\S]+$", {
  en: 'the path of a temporary file, which starts with "ttfile://"',
  zh: '临时文件路径,以 "ttfile://" 开头',
});

const httpsUrl = pattern("HttpsUrl", "^[hH][tT][tT][pP][sS]://[^\\s/?#]\\S*$", {
  en: 'a URL that starts with "https://" and has no blanks',
  zh: '以 "https://" 开头且不含空白字符的链接',
});

const imageCodec: Guarded<CustomGoodsImage> = table(
  "CustomGoodsImage",
  "customData.image",
  { id: safeInteger, url: httpsUrl },
  {},
);

const textCodec: Guarded<CustomGoodsText> = table(
  "CustomGoodsText",
  "customData.text",
  { id: safeInteger, key: text, content: text },
  {},
);

const dataCodec: Guarded<CustomGoodsData> = table(
  "CustomGoodsData",
  "customData",
  { text: list("CustomGoodsTexts", textCodec) },
  { image: list("CustomGoodsImages", imageCodec), extra: freeObject },
);

/**
 * The codec of the options of `plugin.submitEcCustomGoods`. Keys that it does not know are kept.
 * Source: plugin-submit-ec-custom-goods, 参数说明.
 *
 * @category codecs
 * @since 0.2.0
 */
export const SubmitCustomGoodsOptionsCodec: Guarded<SubmitCustomGoodsOptions> = table(
  "SubmitCustomGoodsOptions",
  "参数说明",
  { filePath, customData: dataCodec },
  {
    orderId: id,
    success: leaf<(result: SubmitCustomGoodsSuccess) => void>("OnSuccess", { _tag: "function" }, A_FUNCTION),
    fail: leaf<(result: SubmitCustomGoodsFailure) => void>("OnFail", { _tag: "function" }, A_FUNCTION),
    complete: leaf<(result: SubmitCustomGoodsSuccess | SubmitCustomGoodsFailure) => void>(
      "OnComplete",
      { _tag: "function" },
      A_FUNCTION,
    ),
  },
);

/**
 * The codec of what `success` is called with.
 * Source: plugin-submit-ec-custom-goods, 回调成功.
 *
 * @category codecs
 * @since 0.2.0
 */
export const SubmitCustomGoodsSuccessCodec: Guarded<SubmitCustomGoodsSuccess> = table(
  "SubmitCustomGoodsSuccess",
  "回调成功",
  { errMsg: text },
  {},
);

/**
 * The codec of what `fail` is called with. Any whole number is an `errNo`: the platform adds codes.
 * Source: plugin-submit-ec-custom-goods, 回调失败.
 *
 * @category codecs
 * @since 0.2.0
 */
export const SubmitCustomGoodsFailureCodec: Guarded<SubmitCustomGoodsFailure> = table(
  "SubmitCustomGoodsFailure",
  "回调失败",
  { errNo: safeInteger, errMsg: text },
  {},
);

/**
 * The codec of what the platform posts when a customisation has been accepted.
 * Source: plugin-submit-ec-custom-goods, 定制成功回调开发者接口.
 *
 * @category codecs
 * @since 0.2.0
 */
export const CustomGoodsCallbackCodec: Guarded<CustomGoodsCallback> = table(
  "CustomGoodsCallback",
  "定制成功回调开发者接口",
  { order_ids: list("CustomGoodsOrderIds", filledId, 1) },
  {},
);

/**
 * The codec of what the developer's server answers.
 * Source: plugin-submit-ec-custom-goods, 定制成功回调开发者接口.
 *
 * @category codecs
 * @since 0.2.0
 */
export const CustomGoodsCallbackReplyCodec: Guarded<CustomGoodsCallbackReply> = table(
  "CustomGoodsCallbackReply",
  "定制成功回调开发者接口",
  {},
  { err_no: safeInteger, err_msg: text },
);
