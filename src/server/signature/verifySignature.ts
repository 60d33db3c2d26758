/**
 * Did the platform send this callback, just now, byte for byte?
 */
import { Buffer } from "node:buffer";
import { constants, createVerify, type KeyObject } from "node:crypto";
import * as E from "fp-ts/lib/Either.js";
import { fromBase64, type KeyRing } from "./KeyRing.js";
import type { SignatureFault, SignedParts } from "./types.js";

/** How long before or after now a callback may have been signed. */
const TOLERANCE_SECONDS = 300;

/** When a signature is checked. */
export interface SignatureClock {
  /** Milliseconds. */
  readonly now: number;
  /** 300 by default, inclusive, in either direction. */
  readonly toleranceSeconds?: number | undefined;
}

/** Whose key signed. `msg.app_id` must be one of these; whoever reads the body compares. */
export interface Signer {
  readonly appIds: readonly string[];
}

/** The signed headers as they came. */
interface SignedHeaders {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/**
 * The one value of a header. Of a repeated header it is not known which one was signed: HTTP servers hand it over as a
 * list, or joined by commas, which none of the signed headers has in itself.
 */
const headerOf = (parts: SignedParts, name: string): E.Either<SignatureFault, string> => {
  const value = parts.headers[name];
  if (value === undefined || value.length === 0) return E.left("headerMissing");
  return typeof value !== "string" || value.includes(",") ? E.left("headerRepeated") : E.right(value);
};

const signedHeaders = (parts: SignedParts): E.Either<SignatureFault, SignedHeaders> => {
  const timestamp = headerOf(parts, "byte-timestamp");
  if (E.isLeft(timestamp)) return timestamp;
  const nonce = headerOf(parts, "byte-nonce-str");
  if (E.isLeft(nonce)) return nonce;
  const signature = headerOf(parts, "byte-signature");
  if (E.isLeft(signature)) return signature;
  return E.right({ timestamp: timestamp.right, nonce: nonce.right, signature: signature.right });
};

const timestampFault = (timestamp: string, clock: SignatureClock): SignatureFault | undefined => {
  if (!/^[0-9]{1,12}$/.test(timestamp)) return "timestampForm";
  const away = Math.abs(clock.now - Number(timestamp) * 1000);
  // Asked this way round, a clock or a tolerance that is NaN refuses.
  return away <= (clock.toleranceSeconds ?? TOLERANCE_SECONDS) * 1000 ? undefined : "timestampStale";
};

/**
 * What no nonce may hold. With a line break in it, the start of a body could be passed off as the nonce's end, since
 * the signed text only counts lines. Beyond Latin-1, the string cannot have come from a header, and has no bytes.
 */
const NOT_IN_NONCE = /[\n\r\u0100-\uffff]/;

/** RSA-SHA256 (PKCS#1 v1.5) over the bytes that came: header values are Latin-1, as HTTP servers read them. */
const signedBy = (
  key: KeyObject,
  { timestamp, nonce }: SignedHeaders,
  rawBody: Uint8Array,
  signature: Uint8Array,
): boolean =>
  createVerify("RSA-SHA256")
    .update(Buffer.from(`${timestamp}\n${nonce}\n`, "latin1"))
    .update(rawBody)
    .update("\n")
    .verify({ key, padding: constants.RSA_PKCS1_PADDING }, signature);

/**
 * Checks the signature of a callback: `Byte-Signature` over `Byte-Timestamp\nByte-Nonce-Str\nbody\n`, by a key of the
 * ring, at most `toleranceSeconds` from now. Never throws, whatever headers and body are.
 *
 * Answers for which apps the key speaks, because the app id stands inside the body, and a key must not speak for
 * another app. A callback sent twice within the tolerance passes twice: decisions are idempotent by order and refund id.
 *
 * @category server
 * @since 0.4.0
 */
export const verifySignature = (
  parts: SignedParts,
  keyRing: KeyRing,
  clock: SignatureClock,
): E.Either<SignatureFault, Signer> => {
  if (keyRing.keys.length === 0) return E.left("noKey");
  const found = signedHeaders(parts);
  if (E.isLeft(found)) return found;
  const headers = found.right;
  const fault = timestampFault(headers.timestamp, clock);
  if (fault !== undefined) return E.left(fault);
  const signature = fromBase64(headers.signature);
  if (signature === undefined || NOT_IN_NONCE.test(headers.nonce)) return E.left("signatureForm");
  const signers = keyRing.keys.filter(({ key }) => signedBy(key, headers, parts.rawBody, signature));
  if (signers.length === 0) return E.left("signatureWrong");
  return E.right({ appIds: [...new Set(signers.flatMap(({ appIds }) => appIds))] });
};
