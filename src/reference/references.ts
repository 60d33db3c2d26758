/**
 * What is documented: each payload of the platform's documents, with its codec, its rules and its notes.
 */
import {
  CustomGoodsCallbackCodec,
  CustomGoodsCallbackReplyCodec,
  SubmitCustomGoodsFailureCodec,
  SubmitCustomGoodsOptionsCodec,
  SubmitCustomGoodsSuccessCodec,
} from "../platform/custom-goods/SubmitCustomGoods.js";
import { submitCustomGoodsRules } from "../platform/custom-goods/submitCustomGoodsRules.js";
import { CUSTOM_GOODS_BASE_LIBRARY, customGoodsSince } from "../platform/custom-goods/versions.js";
import { createOrderAnswerRules, OpenApiOrderResponseCodec } from "../platform/openapi/CreateOrderAnswer.js";
import { OpenApiOrderCodec } from "../platform/openapi/CreateOrderBody.js";
import { openApiOrderRules } from "../platform/openapi/openApiOrderRules.js";
import { createOrderSince, requiredBaseLibrary } from "../platform/plugin/baseLibrary.js";
import {
  PluginOrderCodec,
  PluginOrderFailureCodec,
  PluginOrderSuccessCodec,
} from "../platform/plugin/CreateOrder.js";
import { pluginOrderRules } from "../platform/plugin/rules/pluginOrderRules.js";
import { ATTRIBUTE_CODECS } from "../platform/product/attributes.js";
import { ATTRIBUTE_RULES } from "../platform/product/productRules.js";
import { customGoodsNotes } from "./customGoodsNotes.js";
import type { ReferenceInput } from "./fieldReference.js";
import { openApiNotes } from "./openApiNotes.js";
import { pluginNotes } from "./pluginNotes.js";
import { productNotes } from "./productNotes.js";

const createOrder = {
  document: "plugin-create-order",
  notes: pluginNotes,
  since: createOrderSince,
  // What options ask for that have no fields.
  baseLibrary: requiredBaseLibrary({}).version,
} as const;

const customGoods = {
  document: "plugin-submit-ec-custom-goods",
  notes: customGoodsNotes,
  since: customGoodsSince,
  baseLibrary: CUSTOM_GOODS_BASE_LIBRARY,
} as const;

/** What is documented of plugin.createOrder. */
export const createOrderReferences: readonly ReferenceInput[] = [
  {
    ...createOrder,
    format: { en: "plugin.createOrder", zh: "plugin.createOrder" },
    root: PluginOrderCodec,
    rules: pluginOrderRules,
  },
  {
    ...createOrder,
    format: { en: "plugin.createOrder: success", zh: "plugin.createOrder:回调成功" },
    root: PluginOrderSuccessCodec,
  },
  {
    ...createOrder,
    format: { en: "plugin.createOrder: fail", zh: "plugin.createOrder:回调失败" },
    root: PluginOrderFailureCodec,
  },
];

/** What is documented of plugin.submitEcCustomGoods. */
export const customGoodsReferences: readonly ReferenceInput[] = [
  {
    ...customGoods,
    format: { en: "plugin.submitEcCustomGoods", zh: "plugin.submitEcCustomGoods" },
    root: SubmitCustomGoodsOptionsCodec,
    rules: submitCustomGoodsRules,
  },
  {
    ...customGoods,
    format: { en: "plugin.submitEcCustomGoods: success", zh: "plugin.submitEcCustomGoods:回调成功" },
    root: SubmitCustomGoodsSuccessCodec,
  },
  {
    ...customGoods,
    format: { en: "plugin.submitEcCustomGoods: fail", zh: "plugin.submitEcCustomGoods:回调失败" },
    root: SubmitCustomGoodsFailureCodec,
  },
  {
    document: customGoods.document,
    notes: customGoodsNotes,
    format: {
      en: "plugin.submitEcCustomGoods: callback to the developer's server",
      zh: "plugin.submitEcCustomGoods:定制成功回调开发者接口",
    },
    root: CustomGoodsCallbackCodec,
  },
  {
    document: customGoods.document,
    notes: customGoodsNotes,
    format: {
      en: "plugin.submitEcCustomGoods: the server's reply",
      zh: "plugin.submitEcCustomGoods:开发者响应",
    },
    root: CustomGoodsCallbackReplyCodec,
  },
];

const LOW_VERSION = "openapi-create-order-low-version";

/** What is documented of OpenAPI create_order: the body and the answer. */
export const openApiReferences: readonly ReferenceInput[] = [
  {
    format: { en: "OpenAPI create_order: body", zh: "OpenAPI create_order:请求" },
    document: "openapi-trade-v2-create-order",
    elsewhere: {
      "goods_discount_detail 字段": LOW_VERSION,
      "order_discount_detail 字段": LOW_VERSION,
      "item_discount_detail 字段": LOW_VERSION,
      "marketing_detail_info 字段": LOW_VERSION,
      "goods_book_info 字段": LOW_VERSION,
    },
    root: OpenApiOrderCodec,
    notes: openApiNotes,
    rules: openApiOrderRules,
  },
  {
    format: { en: "OpenAPI create_order: answer", zh: "OpenAPI create_order:响应" },
    document: LOW_VERSION,
    root: OpenApiOrderResponseCodec,
    notes: openApiNotes,
    rules: createOrderAnswerRules,
  },
];

/** The kinds of attributes, in the order of the document. */
export const attributeKinds = Object.keys(ATTRIBUTE_CODECS) as (keyof typeof ATTRIBUTE_CODECS)[];

/** What is documented of the attributes of a product: those kinds that are structures. */
export const productReferences: readonly ReferenceInput[] = attributeKinds
  .filter((kind) => ATTRIBUTE_CODECS[kind].shape._tag === "record")
  .map((kind) => ({
    format: { en: `Product attribute ${kind}`, zh: `商品属性 ${kind}` },
    document: "product-publish-and-query",
    root: ATTRIBUTE_CODECS[kind],
    notes: productNotes,
    rules: ATTRIBUTE_RULES[kind],
  }));
