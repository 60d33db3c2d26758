/**
 * Everything of the library that reads data of unknown origin, each as a function of one value, and what is always so of
 * what it answers.
 */
import * as suanjia from "suanjia";
import { convert } from "../../src/cli/convert.js";
import { decodeWith } from "../../src/codec/Guarded.js";
import { isObject } from "../../src/codec/Shape.js";
import { SelectionContextCodec } from "../../src/promotion/SelectionContext.js";
import { decodeBuyers } from "../../src/server/files/buyers.js";
import { decodeCatalogue } from "../../src/server/files/catalogue.js";
import { rightOf } from "./either.js";

/** Reads a value and answers, or throws, which is a fault. */
type Reader = (value: never) => unknown;

const NOW = 1_750_000_000_000;
const REQUEST = {
  lines: [{ goodsId: "tea", unitPrice: 100, quantity: 2 }],
  marketing: [{ id: "m", type: 4, discountRange: 1, discountAmount: 7, title: "" }],
} as const;
const QUOTE = rightOf(suanjia.price(REQUEST));
const BODY = rightOf(suanjia.toOpenApiOrder(QUOTE));
const ANSWER = { err_no: 0, err_msg: "", data: { order_id: "1", item_order_info_list: [] } };
const CONTEXT = { now: NOW };
const FEW = { nodeLimit: 500 };
const PROMOTIONS = [
  {
    id: "p",
    type: 4,
    discountRange: 1,
    title: "",
    benefit: { kind: "amountOff", amountFen: 5 },
  },
] as const;

/** Every codec with a shape that the package exports, and those of the attributes. */
export const CODECS: readonly (readonly [name: string, codec: suanjia.Guarded<unknown>])[] = [
  ...Object.entries(suanjia),
  ...Object.entries(suanjia.ATTRIBUTE_CODECS).map(([name, codec]) => [`attribute ${name}`, codec] as const),
].flatMap(([name, codec]) =>
  codec instanceof suanjia.Guarded ? [[name, codec as unknown as suanjia.Guarded<unknown>] as const] : [],
);

/** All that are asked, by name. */
export const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...CODECS.map(([name, codec]) => [name, (value: unknown) => decodeWith(codec, value)] as const),
  ["decodePricingRequest", suanjia.decodePricingRequest],
  ["price", suanjia.price],
  ["decodePromotions", suanjia.decodePromotions],
  ["SelectionContext", (value: unknown) => decodeWith(SelectionContextCodec, value)],
  ["select, a cart", (cart) => suanjia.select(cart, PROMOTIONS, CONTEXT, FEW)],
  ["select, promotions", (promotions) => suanjia.select({ lines: REQUEST.lines }, promotions, CONTEXT, FEW)],
  ["select, a context", (context) => suanjia.select({ lines: REQUEST.lines }, PROMOTIONS, context, FEW)],
  ["verify", suanjia.verify],
  ["verify, with the clock", (value) => suanjia.verify(value, { now: NOW, productType: 22 })],
  ["verifyOrderResponse, a request", (request) => suanjia.verifyOrderResponse(request, ANSWER)],
  ["verifyOrderResponse, an answer", (answer) => suanjia.verifyOrderResponse(BODY, answer)],
  ["recompute", (claim) => suanjia.recompute(REQUEST, claim)],
  ["recompute, a request", (request) => suanjia.recompute(request, { goodsList: [] })],
  ["convert to plugin", (value) => convert(value, "plugin")],
  ["convert to openapi", (value) => convert(value, "openapi")],
  ["preparePluginOrder", (request) => suanjia.preparePluginOrder(request)],
  ["preparePluginOrder, an order", (order) => suanjia.preparePluginOrder(REQUEST, order)],
  ["toPluginOrder", (order) => suanjia.toPluginOrder(QUOTE, order)],
  ["toOpenApiOrder", (order) => suanjia.toOpenApiOrder(QUOTE, order)],
  ["requiredBaseLibrary", suanjia.requiredBaseLibrary],
  ["isUsableAt", (rules) => suanjia.isUsableAt(rules, NOW / 1000)],
  ["answerCustomGoodsCallback", suanjia.answerCustomGoodsCallback],
  ["orderIdOf, a page's query", (query) => suanjia.orderIdOf({}, query)],
  ["isFen", suanjia.isFen],
  ["isSubmitCustomGoodsErrorNo", suanjia.isSubmitCustomGoodsErrorNo],
  ["a catalogue", decodeCatalogue],
  ["buyers", decodeBuyers],
]);

/** A thousand, and one entry that says how many more there are; what has two roots may list so many of each. */
const MOST_LISTED = 2_002;

/** Does the answer say yes? Throws where it is too long to read, or says nothing. */
export const checkAnswer = (name: string, answer: unknown): boolean => {
  if (!isObject(answer)) return answer === true;
  if (answer["_tag"] === "Left") {
    const { left } = answer;
    if (!Array.isArray(left) || left.length === 0 || left.length > MOST_LISTED)
      throw new Error(`${name}: a refusal of ${Array.isArray(left) ? left.length : "no"} problems`);
    return false;
  }
  const right = "right" in answer ? answer["right"] : answer;
  for (const key of ["violations", "differences", "unchecked"]) {
    const list = isObject(right) ? right[key] : undefined;
    if (Array.isArray(list) && list.length > MOST_LISTED) throw new Error(`${name}: ${list.length} ${key}`);
  }
  return true;
};
