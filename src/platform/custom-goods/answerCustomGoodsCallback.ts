/**
 * Answering the platform's word that a customisation has been accepted.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith } from "../../codec/Guarded.js";
import type { Problem } from "../../codec/Problem.js";
import { CustomGoodsCallbackCodec } from "./SubmitCustomGoods.js";

/**
 * Reads the body of the callback, and makes the reply to it. The platform posts `application/json` and only cares that
 * the reply arrives, so a body that is refused here may be answered in the same way.
 * Source: plugin-submit-ec-custom-goods, 定制成功回调开发者接口.
 *
 * @example
 * import * as assert from "node:assert";
 * import { answerCustomGoodsCallback } from "suanjia";
 *
 * const answer = answerCustomGoodsCallback({ order_ids: ["4781234567890123456"] });
 * assert.ok(answer._tag === "Right");
 * assert.deepStrictEqual(answer.right.orderIds, ["4781234567890123456"]);
 * assert.deepStrictEqual(answer.right.reply, { err_no: 0, err_msg: "" });
 *
 * // As a number the id has already lost digits, so it is no order's id any more.
 * const rounded = answerCustomGoodsCallback(JSON.parse('{"order_ids":[4781234567890123456]}'));
 * assert.ok(rounded._tag === "Left");
 * assert.strictEqual(rounded.left[0]?.code, "id.number");
 *
 * @param body - The body, parsed.
 *
 * @category conversions
 * @since 0.2.0
 */
export const answerCustomGoodsCallback = (
  body: unknown,
): E.Either<
  readonly Problem[],
  { readonly orderIds: readonly string[]; readonly reply: { readonly err_no: 0; readonly err_msg: "" } }
> =>
  E.map(({ order_ids }: { readonly order_ids: readonly string[] }) => ({
    orderIds: order_ids,
    reply: { err_no: 0, err_msg: "" } as const,
  }))(decodeWith(CustomGoodsCallbackCodec, body));
