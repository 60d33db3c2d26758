/**
 * What an io-ts error says.
 */
import type * as t from "io-ts";
import { expectedButGot, type Text } from "./Problem.js";

/** An io-ts validation error that also carries the code and the Chinese sentence of a `Problem`. */
export interface CodedError extends t.ValidationError {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** The sentence of an error. One of a codec that is not ours has no Chinese, and may have none at all. */
export const errorText = (error: t.ValidationError): Text => {
  const { message, messageZh = message, context, value } = error as t.ValidationError & Partial<CodedError>;
  const type = context[context.length - 1]?.type.name ?? "unknown";
  const fallback = expectedButGot({ en: type, zh: type }, value);
  return { en: message ?? fallback.en, zh: messageZh ?? fallback.zh };
};
