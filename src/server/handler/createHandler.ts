/**
 * The handler: from a callback to its reply. Whatever comes, an envelope goes back.
 *
 * HTTP statuses: 401 where the signature is refused, since whoever sent that is not known to be the platform: proxies,
 * rate limits and dashboards shall see it, and a platform whose key is not configured tries again. 500 for a fault, so that
 * it is tried again and counted. Everything else is 200, also refusals: the platform is then known to ask, and reads
 * `err_no` (its own error tables say HTTP 200 on every line).
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, type Guarded } from "../../codec/Guarded.js";
import { CalculatePriceCodec } from "../../platform/spi/CalculatePrice.js";
import {
  type CallbackEnvelope,
  CallbackEnvelopeCodec,
  type CallbackType,
  isCallbackType,
} from "../../platform/spi/CallbackEnvelope.js";
import { PreCreateOrderMessageCodec } from "../../platform/spi/PreCreateOrderMessage.js";
import { PreCreateRefundCodec } from "../../platform/spi/PreCreateRefund.js";
import { QueryAndCalculateCodec } from "../../platform/spi/QueryAndCalculate.js";
import { QueryMarketingInfoCodec } from "../../platform/spi/QueryMarketingInfo.js";
import type { Callback, Reply } from "../Reply.js";
import { type Decided, OtherContent, ReleasedRefund } from "../Store.js";
import { errorBody } from "./answers.js";
import { type HandlerDeps, limitsOf } from "./Deps.js";
import { fingerprintOf } from "./fingerprint.js";
import { type Answer, calculatePrice, queryAndCalculate, queryMarketingInfo } from "./marketingPoints.js";
import { type ParseFault, parseLossless } from "./parse.js";
import { type Decision, decideOrder } from "./preCreateOrder.js";
import { decideRefund, UnknownOrder } from "./preCreateRefund.js";
import { notesOf, type Refusal, type Result, refuse } from "./Refusal.js";

/** Parses the body or the message in it. */
const parsed = (deps: HandlerDeps, json: Uint8Array | string, what: "body" | "message"): Result<unknown> =>
  E.mapLeft((fault: ParseFault): Refusal => ({ error: "parse", outcome: `${what}.${fault}` }))(
    parseLossless(json, limitsOf(deps)),
  );

/** Reads a value by its codec. */
const read = <A>(codec: Guarded<A>, value: unknown, outcome: string): Result<A> => {
  const decoded = decodeWith(codec, value);
  return E.isLeft(decoded) ? refuse("parameter", outcome, notesOf(decoded.left)) : decoded;
};

/** A callback that was opened: of a type that is answered, on its own route. */
interface Opened {
  readonly type: CallbackType;
  readonly message: unknown;
}

/** The envelope's type, where it is one that is answered here. */
const typeOf = ({ type }: CallbackEnvelope, routeType: string | undefined): Result<CallbackType> => {
  if (!isCallbackType(type)) return refuse("parameter", "type.unknown", [{ code: "type.unknown", type }]);
  return routeType !== undefined && routeType !== type
    ? refuse("parameter", "type.route", [{ code: "type.route", expected: routeType, actual: type }])
    : E.right(type);
};

const messageOf = (
  deps: HandlerDeps,
  { msg }: CallbackEnvelope,
  appIds: readonly string[],
): Result<unknown> => {
  const message = parsed(deps, msg, "message");
  if (E.isLeft(message)) return message;
  const appId = (message.right as { readonly app_id?: unknown } | null)?.app_id;
  return typeof appId === "string" && appIds.includes(appId) ? message : refuse("app", "app.foreign");
};

const ok = ({ body, details }: Answer, type: CallbackType): Reply => ({
  status: 200,
  body,
  outcome: "ok",
  type,
  details,
});

const refused = ({ error, outcome, details }: Refusal, type: string | undefined, status = 200): Reply => ({
  status,
  body: errorBody(error),
  outcome,
  type,
  details,
});

/** Decides once: whoever asks the same again gets the same bytes, and whoever asks otherwise under this id an error. */
const decided = async <D extends { readonly answer: string }>(
  type: CallbackType,
  ask: (note: (made: Decision<D>) => D) => Promise<Decided>,
): Promise<Reply> => {
  let made: Decision<D> | undefined;
  let answer: string;
  try {
    ({ answer } = await ask((decision) => {
      made = decision;
      return decision.decision;
    }));
  } catch (error) {
    if (error instanceof OtherContent)
      return refused({ error: "otherContent", outcome: "otherContent" }, type);
    if (error instanceof UnknownOrder)
      return refused({ error: "refund", outcome: "refund.unknownOrder" }, type);
    if (error instanceof ReleasedRefund)
      return refused({ error: "refund", outcome: "refund.released" }, type);
    throw error;
  }
  // Another process may have decided first: then what was decided here is not what is answered.
  if (made?.decision.answer === answer && made.refusal !== undefined)
    return { ...refused(made.refusal, type), body: answer };
  const { err_no } = JSON.parse(answer) as { readonly err_no: number };
  return { status: 200, body: answer, outcome: err_no === 0 ? "ok" : "refused.before", type };
};

const answer = async <A>(
  deps: HandlerDeps,
  { type, message }: Opened,
  codec: Guarded<A>,
  point: (deps: HandlerDeps, message: A) => Promise<Result<Answer>>,
): Promise<Reply> => {
  const asked = read(codec, message, "message.form");
  if (E.isLeft(asked)) return refused(asked.left, type);
  const result = await point(deps, asked.right);
  return E.isLeft(result) ? refused(result.left, type) : ok(result.right, type);
};

const preCreateOrder = async (deps: HandlerDeps, { type, message }: Opened): Promise<Reply> => {
  const order = read(PreCreateOrderMessageCodec, message, "message.form");
  if (E.isLeft(order)) return refused(order.left, type);
  const { app_id, order_id } = order.right;
  return decided(type, (note) =>
    deps.store.decideOrder(app_id, order_id, fingerprintOf(message), async () =>
      note(await decideOrder(deps, order.right)),
    ),
  );
};

const preCreateRefund = async (deps: HandlerDeps, { type, message }: Opened): Promise<Reply> => {
  const refund = read(PreCreateRefundCodec, message, "message.form");
  if (E.isLeft(refund)) return refused(refund.left, type);
  const { app_id: appId, refund_id: refundId, order_id: orderId } = refund.right;
  return decided(type, (note) =>
    deps.store.decideRefund({ appId, refundId, orderId }, fingerprintOf(message), (order) =>
      // In a promise's callback, so that what it throws rejects.
      Promise.resolve().then(() => note(decideRefund(deps, refund.right, order))),
    ),
  );
};

const answerTo = (deps: HandlerDeps, opened: Opened): Promise<Reply> => {
  switch (opened.type) {
    case "query_marketing_info":
      return answer(deps, opened, QueryMarketingInfoCodec, queryMarketingInfo);
    case "calculate_price":
      return answer(deps, opened, CalculatePriceCodec, calculatePrice);
    case "query_and_calculate":
      return answer(deps, opened, QueryAndCalculateCodec, queryAndCalculate);
    case "pre_create_order":
      return preCreateOrder(deps, opened);
    case "pre_create_refund":
      return preCreateRefund(deps, opened);
  }
};

const handle = async (
  deps: HandlerDeps,
  callback: Callback,
  sawType: (type: CallbackType) => void,
): Promise<Reply> => {
  const signer = deps.verify(callback);
  if (E.isLeft(signer))
    return refused({ error: "signature", outcome: `signature.${signer.left}` }, undefined, 401);
  const body = parsed(deps, callback.rawBody, "body");
  if (E.isLeft(body)) return refused(body.left, undefined);
  const envelope = read(CallbackEnvelopeCodec, body.right, "envelope.form");
  if (E.isLeft(envelope)) return refused(envelope.left, undefined);
  const type = typeOf(envelope.right, callback.routeType);
  if (E.isLeft(type)) return refused(type.left, undefined);
  sawType(type.right);
  const message = messageOf(deps, envelope.right, signer.right.appIds);
  if (E.isLeft(message)) return refused(message.left, type.right);
  return answerTo(deps, { type: type.right, message: message.right });
};

/**
 * Makes the handler of callbacks. It never rejects: an internal fault is answered with an error of its own.
 *
 * @category server
 * @since 0.4.0
 */
export const createHandler =
  (deps: HandlerDeps): ((callback: Callback) => Promise<Reply>) =>
  async (callback) => {
    let type: CallbackType | undefined;
    try {
      return await handle(deps, callback, (seen) => {
        type = seen;
      });
    } catch (error) {
      return { ...refused({ error: "fault", outcome: "fault" }, type, 500), fault: error };
    }
  };
