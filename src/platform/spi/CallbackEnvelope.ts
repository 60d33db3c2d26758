/**
 * The envelope of every callback: its type, and the message as JSON in a string.
 *
 * Source: the pages on the extension points, request parameters: `version` 固定值 "2.0", by which a change of the
 * parameters would show. Another version is therefore not read as if it were this one.
 */
import { oneOf, type TypeOf } from "../../codec/Guarded.js";
import { shortText, text } from "../../codec/leaves.js";
import { table } from "../wire/table.js";

/** The extension points that are answered. */
const CALLBACK_TYPES = [
  "query_marketing_info",
  "calculate_price",
  "query_and_calculate",
  "pre_create_order",
  "pre_create_refund",
] as const;

/**
 * The type of a callback that is answered.
 *
 * @category server
 * @since 0.4.0
 */
export type CallbackType = (typeof CALLBACK_TYPES)[number];

/** Is it a callback that is answered? */
export const isCallbackType = (type: string): type is CallbackType =>
  (CALLBACK_TYPES as readonly string[]).includes(type);

/** The codec of the envelope. */
export const CallbackEnvelopeCodec = table(
  "CallbackEnvelope",
  "请求参数",
  { type: shortText("CallbackType", 64, 1), msg: text },
  { version: oneOf<"2.0">("CallbackVersion", "2.0") },
);

/** An envelope. */
export type CallbackEnvelope = TypeOf<typeof CallbackEnvelopeCodec>;
