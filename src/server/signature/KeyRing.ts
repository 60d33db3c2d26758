/**
 * The platform's public keys, by the app they belong to.
 */
import { Buffer } from "node:buffer";
import { createPublicKey, type KeyObject } from "node:crypto";

/** A platform public key as it is configured: PEM, or the base64 of its DER (SPKI). */
export interface PublicKeySource {
  readonly appId: string;
  readonly publicKey: string;
  /** What messages call it, e.g. "2026-10"; its place in the list otherwise. */
  readonly name?: string | undefined;
}

/** One key, and every app that it speaks for. */
export interface RingKey {
  readonly key: KeyObject;
  readonly appIds: readonly string[];
}

/**
 * Keys that were read and found fit.
 *
 * @category server
 * @since 0.4.0
 */
export interface KeyRing {
  readonly keys: readonly RingKey[];
}

/** The configured keys cannot be used. The message never shows a key. */
export class UnusableKeys extends Error {
  override readonly name = "UnusableKeys";
}

/** SHA256-RSA2048 is what the platform documents; anything shorter can be forged with means within reach. */
const LEAST_BITS = 2048;

/** Exactly one public key: of a second one in the same text, node:crypto would silently take no notice. */
const ONE_PEM = /^-----BEGIN (RSA )?PUBLIC KEY-----[\sA-Za-z0-9+/=]+-----END \1PUBLIC KEY-----$/;

/** The bytes of a base64 text, of which only the one canonical writing is taken. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : undefined;
};

const parseKey = (text: string): KeyObject => {
  if (ONE_PEM.test(text)) return createPublicKey(text);
  const der = fromBase64(text.replace(/\s/g, ""));
  if (der === undefined) throw new Error("neither PEM nor base64");
  return createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
};

const readKey = (source: PublicKeySource, called: string): KeyObject => {
  let key: KeyObject;
  try {
    key = parseKey(source.publicKey.trim());
  } catch {
    throw new UnusableKeys(
      `${called} cannot be read: wanted is one public key, as PEM ("-----BEGIN PUBLIC KEY-----") or as the base64 of its DER (SPKI)`,
    );
  }
  if (key.asymmetricKeyType !== "rsa")
    throw new UnusableKeys(`${called} is not an RSA key: ${key.asymmetricKeyType ?? "unknown"}`);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < LEAST_BITS)
    throw new UnusableKeys(`${called} has ${bits} bits; at least ${LEAST_BITS} are needed`);
  return key;
};

/**
 * Reads the platform's public keys: several for one app while keys are changed over, or one for several apps.
 * Fails closed: with no key at all, or with one that is not fit, it throws `UnusableKeys`, and the server does not start.
 *
 * @category server
 * @since 0.4.0
 */
export const createKeyRing = (sources: readonly PublicKeySource[]): KeyRing => {
  if (sources.length === 0)
    throw new UnusableKeys("no platform public key is configured, so no callback could be trusted");
  const ring = new Map<string, { readonly key: KeyObject; readonly appIds: Set<string> }>();
  sources.forEach((source, i) => {
    const called = `platform public key ${source.name ?? `number ${i + 1}`} of app "${source.appId}"`;
    if (source.appId === "") throw new UnusableKeys(`${called} has no app id`);
    const key = readKey(source, called);
    const id = key.export({ type: "spki", format: "der" }).toString("base64");
    const known = ring.get(id) ?? { key, appIds: new Set() };
    known.appIds.add(source.appId);
    ring.set(id, known);
  });
  return { keys: [...ring.values()].map(({ key, appIds }) => ({ key, appIds: [...appIds] })) };
};
