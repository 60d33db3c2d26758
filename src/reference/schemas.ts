/**
 * The JSON Schemas of every format and of a pricing request.
 */

import { type JsonSchema, jsonSchemaOf } from "../codec/jsonSchema.js";
import type { Part } from "../codec/Shape.js";
import { PricingRequestInputCodec } from "../order/PricingRequestInput.js";
import {
  CustomGoodsCallbackCodec,
  CustomGoodsCallbackReplyCodec,
  SubmitCustomGoodsFailureCodec,
  SubmitCustomGoodsOptionsCodec,
  SubmitCustomGoodsSuccessCodec,
} from "../platform/custom-goods/SubmitCustomGoods.js";
import { OpenApiOrderResponseCodec } from "../platform/openapi/CreateOrderAnswer.js";
import {
  OpenApiOrderCodec,
  OpenApiPriceCalculationDetailCodec,
} from "../platform/openapi/CreateOrderBody.js";
import {
  PluginDiscountInfoCodec,
  PluginOrderCodec,
  PluginOrderFailureCodec,
  PluginOrderSuccessCodec,
} from "../platform/plugin/CreateOrder.js";
import { AttributesCodec } from "../platform/product/attributesFormat.js";
import { PreCreateOrderCodec } from "../platform/spi/PreCreateOrder.js";
import { customGoodsNotes } from "./customGoodsNotes.js";
import type { FieldNotes } from "./FieldNotes.js";
import { openApiNotes } from "./openApiNotes.js";
import { pluginNotes } from "./pluginNotes.js";
import { productNotes } from "./productNotes.js";

/**
 * The names of the schemas: the formats that `verify` reads, what answers to them, and `pricingRequest`.
 *
 * @category model
 * @since 0.2.0
 */
export type SchemaName =
  | "pricingRequest"
  | "plugin.createOrder"
  | "plugin.createOrder.success"
  | "plugin.createOrder.failure"
  | "plugin.discountInfo"
  | "openapi.createOrder"
  | "openapi.createOrderResponse"
  | "openapi.priceCalculationDetail"
  | "spi.preCreateOrder"
  | "plugin.submitEcCustomGoods"
  | "plugin.submitEcCustomGoods.success"
  | "plugin.submitEcCustomGoods.failure"
  | "plugin.submitEcCustomGoods.callback"
  | "plugin.submitEcCustomGoods.callbackReply"
  | "product.attributes";

const schemas: Readonly<Record<SchemaName, readonly [codec: Part, notes: FieldNotes]>> = {
  pricingRequest: [PricingRequestInputCodec, {}],
  "plugin.createOrder": [PluginOrderCodec, pluginNotes],
  "plugin.createOrder.success": [PluginOrderSuccessCodec, pluginNotes],
  "plugin.createOrder.failure": [PluginOrderFailureCodec, pluginNotes],
  "plugin.discountInfo": [PluginDiscountInfoCodec, pluginNotes],
  "openapi.createOrder": [OpenApiOrderCodec, openApiNotes],
  "openapi.createOrderResponse": [OpenApiOrderResponseCodec, openApiNotes],
  "openapi.priceCalculationDetail": [OpenApiPriceCalculationDetailCodec, openApiNotes],
  "spi.preCreateOrder": [PreCreateOrderCodec, {}],
  "plugin.submitEcCustomGoods": [SubmitCustomGoodsOptionsCodec, customGoodsNotes],
  "plugin.submitEcCustomGoods.success": [SubmitCustomGoodsSuccessCodec, customGoodsNotes],
  "plugin.submitEcCustomGoods.failure": [SubmitCustomGoodsFailureCodec, customGoodsNotes],
  "plugin.submitEcCustomGoods.callback": [CustomGoodsCallbackCodec, customGoodsNotes],
  "plugin.submitEcCustomGoods.callbackReply": [CustomGoodsCallbackReplyCodec, customGoodsNotes],
  "product.attributes": [AttributesCodec, productNotes],
};

/**
 * The names of all schemas.
 *
 * @category constants
 * @since 0.2.0
 */
export const SCHEMA_NAMES = Object.keys(schemas) as readonly SchemaName[];

/**
 * The JSON Schema (draft 2020-12) of a format: what it accepts, its codec accepts, and the other way round. It says types,
 * required fields, enumerations and limits; rules that take several fields to check are `verify`'s.
 *
 * JSON Schema counts characters, the platform counts bytes: where that matters the keywords `x-minBytes` and
 * `x-maxBytes` say the bytes, and `x-maxDepth` the depth of a free object; a validator that does not know them accepts
 * a little more than the codec.
 *
 * @param lang - The language of the descriptions. Default `en`.
 * @throws RangeError for a name that is none, which the type allows only by force.
 *
 * @example
 * import * as assert from "node:assert";
 * import { schemaOf } from "suanjia";
 *
 * const schema = schemaOf("plugin.createOrder");
 * assert.strictEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
 * assert.deepStrictEqual(schema["required"], ["payment"]);
 *
 * @category conversions
 * @since 0.2.0
 */
export const schemaOf = (name: SchemaName, lang: "en" | "zh" = "en"): JsonSchema => {
  if (!SCHEMA_NAMES.includes(name))
    throw new RangeError(`expected one of ${SCHEMA_NAMES.join(", ")}, got ${JSON.stringify(name)}`);
  const [codec, notes] = schemas[name];
  return jsonSchemaOf(codec, {
    id: `urn:suanjia:${name}`,
    title: name,
    describe: (table, field) => notes[table]?.[field]?.[lang],
  });
};
