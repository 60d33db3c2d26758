/**
 * The signing side of the platform's two RSA schemes. They look alike and are not: other lines, other headers, other keys.
 */
import { Buffer } from "node:buffer";
import { constants, createPrivateKey, sign } from "node:crypto";

/** What a callback's signature covers. */
export interface CallbackToSign {
  /** Seconds. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly rawBody: Uint8Array | string;
}

/** The headers of a signed callback, named as `SignedParts` names them. */
export type CallbackHeaders = Readonly<
  Record<"byte-timestamp" | "byte-nonce-str" | "byte-signature", string>
>;

/** What a request to the platform's OpenAPI is signed with. */
export interface RequestToSign {
  readonly appId: string;
  /** Which of the app's public keys, as the platform's console counts them. */
  readonly keyVersion: string;
  /** In capitals, e.g. "POST". */
  readonly method: string;
  /** The URL without scheme and host, e.g. "/api/apps/trade/v2/order/create_order". */
  readonly uri: string;
  /** Exactly the body that is sent; empty where there is none. */
  readonly body: Uint8Array | string;
  /** Seconds. */
  readonly timestamp: string;
  readonly nonce: string;
}

/** Signs with RSA-SHA256 (PKCS#1 v1.5), in base64. A key of another kind would sign by another scheme: refused. */
const rsaSha256 = (privateKeyPem: string, parts: readonly (Uint8Array | string)[]): string => {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== "rsa") throw new TypeError("The private key is not an RSA key");
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return sign("RSA-SHA256", bytes, { key, padding: constants.RSA_PKCS1_PADDING }).toString("base64");
};

/** A value that stands on a line of its own, and, in a header, between quotes or commas. */
const refuseUnfit = (values: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(values))
    if (!/^[\x20-\x7e]+$/.test(value) || /[",]/.test(value))
      throw new TypeError(`${name} must be printable ASCII without quotes and commas, and not empty`);
};

/**
 * Signs a callback as the platform does, with `timestamp\nnonce\nbody\n`: for tests, and for those who must call a
 * service that expects the platform. The private key is then one's own, its public half in that service's key ring.
 *
 * @category server
 * @since 0.4.0
 */
export const signCallback = (privateKeyPem: string, callback: CallbackToSign): CallbackHeaders => {
  const { timestamp, nonce, rawBody } = callback;
  refuseUnfit({ timestamp, nonce });
  return {
    "byte-timestamp": timestamp,
    "byte-nonce-str": nonce,
    "byte-signature": rsaSha256(privateKeyPem, [`${timestamp}\n${nonce}\n`, rawBody, "\n"]),
  };
};

/**
 * The `Byte-Authorization` header of a request **to** the platform, by the app's own private key, over the five lines
 * `METHOD\nURI\ntimestamp\nnonce\nbody\n`. This is not the scheme of callbacks (three lines, the platform's key,
 * `verifySignature`).
 *
 * From the platform's page 签名算法 (mini-app/develop/server/signature-algorithm): five lines, each ended by a line feed,
 * UTF-8, SHA256-RSA2048. How the header is written, each value in quotes, is what production code sends (some leaves
 * the quotes off); the key version is the number that the console shows beside the app's public key.
 *
 * @category server
 * @since 0.4.0
 */
export const authorizationOf = (privateKeyPem: string, request: RequestToSign): string => {
  const { appId, keyVersion, method, uri, body, timestamp, nonce } = request;
  refuseUnfit({ appId, keyVersion, method, timestamp, nonce });
  if (!/^\/[\x21-\x7e]*$/.test(uri)) throw new TypeError('uri must start with "/" and be printable ASCII');
  const lines = `${method}\n${uri}\n${timestamp}\n${nonce}\n`;
  const signature = rsaSha256(privateKeyPem, [lines, body, "\n"]);
  return `SHA256-RSA2048 appid="${appId}",nonce_str="${nonce}",timestamp="${timestamp}",key_version="${keyVersion}",signature="${signature}"`;
};
