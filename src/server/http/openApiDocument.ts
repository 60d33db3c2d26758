/**
 * The routes as an OpenAPI 3.1 document, with the schemas of the codecs that read what they are sent.
 */
import { type JsonSchema, jsonSchemaOf } from "../../codec/jsonSchema.js";
import { PricingRequestInputCodec } from "../../order/PricingRequestInput.js";
import { CallbackEnvelopeCodec } from "../../platform/spi/CallbackEnvelope.js";
import { PromotionListCodec } from "../../promotion/Promotion.js";
import { SelectionContextCodec } from "../../promotion/SelectionContext.js";
import { SelectOptionsCodec } from "../../promotion/SelectOptions.js";
import type { Limits } from "./limits.js";
import { ReleaseRefundCodec } from "./releaseRefund.js";

/** A route, for people and for programs. */
export interface RouteNote {
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  readonly summaryZh: string;
  readonly description: string;
  /** The schema of the body, by its name among the components, if there is one. */
  readonly body?: string | undefined;
  /** Answers by status. */
  readonly answers: Readonly<Record<string, string>>;
  readonly kind: "spi" | "v1" | "operations";
}

/** The document as it is written, and the routes that it was written of. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: JsonSchema;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: JsonSchema;
  };
  readonly "x-routes": readonly RouteNote[];
}

const SPI_ANSWERS = {
  "200": "the platform's envelope: err_no 0 with data, or why it is refused",
  "401": "the signature is missing, wrong or too old; an envelope with err_no",
  "405": "the method is not POST",
  "408": "the body did not come in time",
  "413": "the body is too large",
  "500": "a fault of the server; an envelope with err_no, to be sent again",
  "503": "too much at once",
} as const;

const V1_ANSWERS = {
  "200": "the answer",
  "400": "the body is no JSON, or nests too deep",
  "401": "the bearer token is missing or wrong",
  "403": "no token is configured and the caller is not this machine",
  "408": "the body did not come in time",
  "413": "the body is too large",
  "415": "the content type is not application/json",
  "422": "the request is refused; every problem is listed in both languages",
  "500": "a fault of the server",
  "503": "too much at once",
} as const;

const spiRoutes: readonly RouteNote[] = [
  {
    method: "post",
    path: "/spi",
    kind: "spi",
    summary: "A callback of the platform, of any type",
    summaryZh: "平台扩展点回调(任意类型)",
    description:
      "The raw body is checked against Byte-Signature, Byte-Timestamp and Byte-Nonce-Str before it is read.",
    body: "envelope",
    answers: SPI_ANSWERS,
  },
  {
    method: "post",
    path: "/spi/{type}",
    kind: "spi",
    summary: "A callback of one type",
    summaryZh: "平台扩展点回调(指定类型)",
    description: "As /spi; the body's type must be the one that the path names.",
    body: "envelope",
    answers: SPI_ANSWERS,
  },
];

const v1Route = (name: string, summary: string, summaryZh: string, description: string): RouteNote => ({
  method: "post",
  path: `/v1/${name}`,
  kind: "v1",
  summary,
  summaryZh,
  description,
  body: name,
  answers: V1_ANSWERS,
});

const v1Routes: readonly RouteNote[] = [
  v1Route(
    "price",
    "Price a request: what each line and unit bears of each discount",
    "算价:每行每件承担的优惠",
    "With the parameter output=plugin or output=openapi, the answer is an order in that spelling.",
  ),
  v1Route(
    "select",
    "Find which promotions apply to a cart, and price it",
    "选出适用的营销并算价",
    "Without promotions, those of the server's own file; without a time in the context, now.",
  ),
  v1Route(
    "verify",
    "Check that a payload agrees with itself and with the platform's documents",
    "校验金额与平台规则",
    "With request, the payload is create_order's answer to it. A report with violations is an answer, not a refusal.",
  ),
  v1Route(
    "recompute",
    "Price a trusted request and compare every amount of a claim with it",
    "重新算价并逐项比对",
    "Every difference is listed. A claim that differs is an answer, not a refusal.",
  ),
  v1Route(
    "quotes",
    "Price an order by the server's own files and keep the quote for the client to name",
    "按服务端配置算价并保存报价",
    "The answer's discountId is what the mini-program sends to plugin.createOrder; prices are the catalogue's.",
  ),
  {
    ...v1Route(
      "refunds/release",
      "Give back what a refund took that will never be paid",
      "释放不会执行的退款所占金额",
      "For a refund that was accepted and then rejected in audit, withdrawn or failed, and only for such. Its refundId is spent from then on: pre_create_refund refuses it.",
    ),
    body: "releaseRefund",
    answers: {
      ...V1_ANSWERS,
      "200":
        "outcome released or releasedBefore, with orderId and the amounts by item order; or nothing was released: outcome refused, unrecorded (decided before 0.5.0) or unknown",
    },
  },
];

const operation = (path: string, summary: string, summaryZh: string, is200: string): RouteNote => ({
  method: "get",
  path,
  kind: "operations",
  summary,
  summaryZh,
  description: "",
  answers: { "200": is200 },
});

const operationRoutes: readonly RouteNote[] = [
  operation("/healthz", "Does the process answer?", "存活检查", "it does"),
  {
    ...operation("/readyz", "May callbacks be sent here?", "就绪检查", "they may"),
    answers: { "200": "they may", "503": "the store does not answer, a key is missing, or it is stopping" },
  },
  operation("/metrics", "Metrics in Prometheus' text format", "Prometheus 指标", "the metrics"),
  operation("/openapi.json", "This document", "本文档", "the document"),
  operation("/docs", "This document as a page", "文档页面", "the page"),
];

const anyObject: JsonSchema = { type: "object" };

const string: JsonSchema = { type: "string" };

const objectOf = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({ type: "object", properties, required: [...required], additionalProperties: false });

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const without = (object: JsonSchema, ...keys: readonly string[]): JsonSchema =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** A pricing request without its marketing. */
const cartOf = (request: JsonSchema): JsonSchema => ({
  ...request,
  $id: "urn:suanjia:cart",
  title: "cart",
  properties: without(request["properties"] as JsonSchema, "marketing"),
});

/** Where lists are longer than a request may have, its own limit is said beside the schema. */
const schemasOf = (limits: Limits): Readonly<Record<string, JsonSchema>> => {
  const named = (name: string, codec: Parameters<typeof jsonSchemaOf>[0]): JsonSchema =>
    jsonSchemaOf(codec, { id: `urn:suanjia:${name}`, title: name });
  const request = named("pricingRequest", PricingRequestInputCodec);
  return {
    pricingRequest: request,
    cart: cartOf(request),
    promotions: { ...named("promotions", PromotionListCodec), maxItems: limits.promotions },
    context: without(named("context", SelectionContextCodec), "required"),
    selectOptions: named("selectOptions", SelectOptionsCodec),
    envelope: named("envelope", CallbackEnvelopeCodec),
    price: reference("pricingRequest"),
    select: objectOf(
      {
        cart: reference("cart"),
        promotions: reference("promotions"),
        context: reference("context"),
        options: reference("selectOptions"),
      },
      ["cart"],
    ),
    verify: objectOf({ payload: {}, options: anyObject, request: anyObject }, ["payload"]),
    recompute: objectOf({ request: reference("pricingRequest"), claim: anyObject }, ["request", "claim"]),
    quotes: quotesSchema,
    releaseRefund: named("releaseRefund", ReleaseRefundCodec),
    problem: problemSchema,
  };
};

const quotesSchema: JsonSchema = objectOf(
  {
    cart: objectOf(
      {
        lines: {
          type: "array",
          minItems: 1,
          items: objectOf(
            {
              goodsId: string,
              skuId: string,
              quantity: { type: "integer", minimum: 1 },
              unitPrice: { type: "integer", minimum: 0, description: "checked, where it is there" },
            },
            ["goodsId", "quantity"],
          ),
        },
        calculationType: { enum: [1, 2] },
        deliveryType: { type: "integer", description: "the platform's delivery_type, for fees" },
      },
      ["lines"],
    ),
    context: objectOf(
      {
        appId: string,
        openId: { ...string, description: "without it, anybody may redeem the quote" },
        unionId: string,
        only: {
          type: "array",
          items: objectOf({ id: string, code: string }, ["id"]),
          description: "exactly these promotions; absent: the best combination",
        },
      },
      [],
    ),
  },
  ["cart"],
);

const problemSchema: JsonSchema = {
  ...objectOf(
    {
      type: { type: "string" },
      title: { type: "string" },
      titleZh: { type: "string" },
      status: { type: "integer" },
      problems: {
        type: "array",
        items: objectOf(
          {
            code: { type: "string" },
            path: { type: "string", description: "a JSON Pointer into the body" },
            message: { type: "string" },
            messageZh: { type: "string" },
          },
          ["code", "path", "message", "messageZh"],
        ),
      },
    },
    ["type", "title", "titleZh", "status", "problems"],
  ),
};

const answerOf = (route: RouteNote, status: string, description: string): JsonSchema => {
  if (route.kind !== "v1" || status === "200") return { description };
  return { description, content: { "application/problem+json": { schema: reference("problem") } } };
};

const parametersOf = (path: string): readonly JsonSchema[] =>
  path.includes("{type}")
    ? [{ name: "type", in: "path", required: true, schema: { type: "string" } }]
    : path === "/v1/price"
      ? [{ name: "output", in: "query", schema: { enum: ["quote", "plugin", "openapi"] } }]
      : [];

const operationOf = (route: RouteNote): JsonSchema => ({
  summary: `${route.summary} / ${route.summaryZh}`,
  description: route.description,
  tags: [route.kind],
  ...(route.kind === "v1" ? { security: [{ bearer: [] }, {}] } : {}),
  parameters: parametersOf(route.path),
  ...(route.body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: { "application/json": { schema: reference(route.body) } },
        },
      }),
  responses: Object.fromEntries(
    Object.entries(route.answers).map(([status, text]) => [status, answerOf(route, status, text)]),
  ),
});

/** The document of these routes. */
export const openApiDocument = (limits: Limits): OpenApiDocument => {
  const routes = [...spiRoutes, ...v1Routes, ...operationRoutes];
  return {
    openapi: "3.1.0",
    info: {
      title: "suanjia serve",
      version: "1",
      description: `Callbacks of the platform under /spi, the merchant's own back end under /v1. Limits of a body: ${limits.bodyBytes} bytes, nested ${limits.depth} deep, ${limits.lines} lines, ${limits.marketing} marketing, ${limits.promotions} promotions.`,
    },
    paths: Object.fromEntries(routes.map((route) => [route.path, { [route.method]: operationOf(route) }])),
    components: {
      schemas: schemasOf(limits),
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
    "x-routes": routes,
  };
};
