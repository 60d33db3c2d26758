/**
 * Reading a body: its bytes as they come, no more than allowed, no slower than allowed.
 */
import { Buffer } from "node:buffer";
import { clearTimeout, setTimeout } from "node:timers";
import * as E from "fp-ts/lib/Either.js";
import type { Limits, Place } from "./limits.js";

/** Why a body is not read. */
export type BodyFault = "bodyTooLarge" | "bodySlow" | "bodyAborted" | "busy";

interface Chunk {
  readonly done: boolean;
  readonly value?: Uint8Array | undefined;
}

/** How long a body says it is; undefined where it does not say, as where it comes in pieces. */
const claimedLength = (headers: Headers): number | undefined => {
  const claimed = headers.get("content-length");
  return claimed !== null && /^\d+$/.test(claimed) ? Number(claimed) : undefined;
};

const readUpTo = async (
  next: () => Promise<Chunk>,
  most: number,
  place: Place,
): Promise<E.Either<BodyFault, Uint8Array>> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await next();
    if (done || value === undefined)
      return E.right(pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces));
    bytes += value.length;
    if (bytes > most) return E.left("bodyTooLarge");
    if (!place.has(bytes)) return E.left("busy");
    pieces.push(value);
  }
};

/**
 * Reads a body. What is refused is not read on, and not cancelled either: that would cut the connection before the
 * refusal is sent. The server below reads the rest away for a moment, and then cuts it.
 */
export const readBody = async (
  request: Request,
  { bodyBytes, bodyMs }: Pick<Limits, "bodyBytes" | "bodyMs">,
  place: Place,
): Promise<E.Either<BodyFault, Uint8Array>> => {
  if ((claimedLength(request.headers) ?? 0) > bodyBytes) return E.left("bodyTooLarge");
  if (request.body === null) return E.right(new Uint8Array());
  const reader = request.body.getReader() as { readonly read: () => Promise<Chunk> };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<E.Either<BodyFault, never>>((resolve) => {
    timer = setTimeout(() => resolve(E.left("bodySlow")), bodyMs);
  });
  const read = readUpTo(() => reader.read(), bodyBytes, place).catch(() => E.left<BodyFault>("bodyAborted"));
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
};
