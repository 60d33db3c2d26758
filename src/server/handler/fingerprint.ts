/**
 * Fingerprints: is this the same content again?
 */
import { createHash } from "node:crypto";
import { isObject } from "../../codec/Shape.js";

/** JSON with the keys of every object in order, so that the same content is the same text however it was written. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return typeof value === "number" ? String(value) : JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${fields.join(",")}}`;
};

/** The SHA-256 of a message's content, in hex. */
export const fingerprintOf = (message: unknown): string =>
  createHash("sha256").update(canonical(message), "utf8").digest("hex");
