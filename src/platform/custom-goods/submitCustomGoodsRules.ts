/**
 * What the document of plugin.submitEcCustomGoods demands beyond the type of each field.
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, problem } from "../../codec/Problem.js";
import { wasTakenOut } from "../wire/loosen.js";
import type { Rule, Source } from "../wire/Rule.js";
import type { SubmitCustomGoodsOptions } from "./SubmitCustomGoods.js";

const at = (section: string): Source => ({ document: "plugin-submit-ec-custom-goods", section });

const isFilled = (value: unknown): value is string => typeof value === "string" && value !== "";

const NO_ORDER: Problem = problem("customGoods.orderIdEmpty", "/orderId", {
  en: 'expected the order\'s id in "order_id" of the page\'s query or in "orderId", got it in neither (the platform fails with errNo 21503)',
  zh: '应在页面 query 的 "order_id" 或参数 "orderId" 中给出订单 ID;实际两处都没有(平台会返回 errNo 21503)',
});

/**
 * The id of the order that the platform would take: `order_id` of the page's query, and `orderId` of the options only
 * where that is absent or empty. Refused with `customGoods.orderIdEmpty` where neither is there, as the platform does
 * with `errNo` 21503.
 * Source: plugin-submit-ec-custom-goods, 参数说明, `orderId`.
 *
 * @example
 * import * as assert from "node:assert";
 * import { orderIdOf } from "suanjia";
 *
 * const both = orderIdOf({ orderId: "2" }, { order_id: "1" });
 * assert.ok(both._tag === "Right");
 * assert.strictEqual(both.right, "1");
 *
 * const neither = orderIdOf({ orderId: "" }, {});
 * assert.ok(neither._tag === "Left");
 * assert.strictEqual(neither.left[0]?.code, "customGoods.orderIdEmpty");
 *
 * @param query - The query of the page that submits, as `onLoad` is given it; undefined where it has none.
 *
 * @category conversions
 * @since 0.2.0
 */
export const orderIdOf = (
  options: Pick<SubmitCustomGoodsOptions, "orderId">,
  query: Readonly<Record<string, unknown>> | undefined,
): E.Either<readonly Problem[], string> => {
  const ofPage = query?.["order_id"];
  if (isFilled(ofPage)) return E.right(ofPage);
  return isFilled(options.orderId) ? E.right(options.orderId) : E.left([NO_ORDER]);
};

const orderIdNeeded: Rule<SubmitCustomGoodsOptions> = {
  code: "customGoods.orderIdEmpty",
  severity: "warning",
  source: at("参数说明"),
  fields: ["SubmitCustomGoodsOptions.orderId"],
  says: {
    en: "orderId is needed unless the page's query has an order_id",
    zh: "页面 query 中没有 order_id 时,必须传入 orderId",
  },
  check: (options, found) => {
    if (!isFilled(options.orderId) && !wasTakenOut(options, "orderId"))
      found.breaks(["orderId"], options.orderId);
  },
};

const imageUnsupported: Rule<SubmitCustomGoodsOptions> = {
  code: "customGoods.imageUnsupported",
  severity: "warning",
  source: at("customData"),
  fields: ["CustomGoodsData.image"],
  says: {
    en: "customised pictures are not supported yet: the shop's order detail does not return them",
    zh: "目前不支持定制图片,抖店订单详情接口不会返回",
  },
  check: ({ customData }, found) => {
    const images = customData?.image;
    if (images !== undefined && images !== null && images.length > 0)
      found.breaks(["customData", "image"], images);
  },
};

/**
 * The rules of plugin.submitEcCustomGoods. They only advise: whether `orderId` is needed depends on the page's query,
 * which the options do not hold (see `orderIdOf`), and pictures do no harm.
 */
export const submitCustomGoodsRules: readonly Rule<SubmitCustomGoodsOptions>[] = [
  orderIdNeeded,
  imageUnsupported,
];
