/**
 * Parsing what comes from outside: JSON without loss, within limits.
 */
import * as E from "fp-ts/lib/Either.js";
import { isLosslessNumber, parse } from "lossless-json";
import { isIdField } from "../../platform/spi/namedMarketing.js";
import { isDeeperThan } from "../http/isDeeperThan.js";

/** Why something was not parsed. */
export type ParseFault = "tooLarge" | "notUtf8" | "tooDeep" | "notJson";

/** How much is parsed. */
export interface ParseLimits {
  readonly bytes: number;
  readonly depth: number;
}

/** Ids whose names do not say so. */
const MORE_IDS: readonly string[] = ["code", "out_order_no", "out_refund_no", "ext_calculation_no"];

const isId = (name: string): boolean => isIdField(name) || MORE_IDS.includes(name);

/** A whole number as it must be written: with a point or an exponent it might round to one that was never sent. */
const WHOLE = /^-?(?:0|[1-9][0-9]*)$/;

/**
 * The number that was written. A whole one beyond 2^53 stays beyond, and what is not written as a whole one is never
 * whole, so that no codec of amounts takes either.
 */
const numberOf = (written: string): number => {
  const value = Number(written);
  if (WHOLE.test(written)) return value + 0;
  return Number.isInteger(value) ? Number.NaN : value;
};

const DIGITS = /^(?:0|[1-9][0-9]*)$/;

/** A parsed value with plain numbers; ids that came as bare numbers are their digits. Nesting was limited before. */
const plain = (value: unknown, isOfId: boolean): unknown => {
  if (isLosslessNumber(value))
    return isOfId && DIGITS.test(value.value) ? value.value : numberOf(value.value);
  if (Array.isArray(value)) return value.map((part) => plain(part, isOfId));
  if (typeof value !== "object" || value === null) return value;
  // Defines properties, also one of the name "__proto__", and never sets a prototype.
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, unknown>>).map(([key, part]) => [
      key,
      plain(part, isId(key)),
    ]),
  );
};

const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Fewer digits than these are below 2^53. */
const LONG = 16;

/**
 * How many keys JSON writes, where each of its numbers is written as JSON.stringify would: JSON.parse loses nothing of it
 * then but keys that are there twice. Undefined where some number is long, or has a point, an exponent or a sign.
 */
const keysOfPlain = (json: Uint8Array): number | undefined => {
  let keys = 0;
  let digits = 0;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i] as number;
    if (isDigit(byte)) {
      digits += 1;
      if (digits === LONG) return undefined;
      continue;
    }
    // A point, an exponent; "-" may stand before a zero.
    if ((digits > 0 && (byte === 0x2e || byte === 0x45 || byte === 0x65)) || byte === 0x2d) return undefined;
    digits = 0;
    if (byte === COLON) keys += 1;
    else if (byte === QUOTE)
      for (i += 1; i < json.length && json[i] !== QUOTE; i++) if (json[i] === BACKSLASH) i += 1;
  }
  return keys;
};

/** Writes ids that came as bare numbers as their digits, within the value; how many keys there are. */
const settleIds = (value: unknown, isOfId: boolean): number => {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  const isList = Array.isArray(value);
  const parts = value as Record<string, unknown>;
  for (const key of Object.keys(parts)) {
    const part = parts[key];
    const isPartOfId = isList ? isOfId : isId(key);
    if (!isList) keys += 1;
    if (typeof part === "number" && isPartOfId) parts[key] = String(part);
    else keys += settleIds(part, isPartOfId);
  }
  return keys;
};

/** What JSON.parse makes of it, where it loses nothing; undefined where it might. */
const parsePlain = (text: string, keys: number): { readonly value: unknown } | undefined => {
  const value: unknown = JSON.parse(text);
  return settleIds(value, false) === keys ? { value } : undefined;
};

/**
 * JSON as bytes or text, parsed. Ids of 19 digits may come as bare numbers (some of the platform's samples do), which
 * JSON.parse would silently change: here they are their exact digits. A key that is there twice with different values is
 * refused, since two readers might read two messages.
 */
export const parseLossless = (
  json: Uint8Array | string,
  limits: ParseLimits,
): E.Either<ParseFault, unknown> => {
  const bytes = typeof json === "string" ? new TextEncoder().encode(json) : json;
  if (bytes.length > limits.bytes) return E.left("tooLarge");
  if (isDeeperThan(bytes, limits.depth)) return E.left("tooDeep");
  let text: string;
  try {
    text =
      typeof json === "string"
        ? json
        : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(json);
  } catch {
    return E.left("notUtf8");
  }
  try {
    const keys = keysOfPlain(bytes);
    const easy = keys === undefined ? undefined : parsePlain(text, keys);
    return E.right(easy === undefined ? plain(parse(text), false) : easy.value);
  } catch {
    return E.left("notJson");
  }
};
