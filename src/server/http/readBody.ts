/**
 * Reading a body: its bytes as they come, no more than allowed, no slower than allowed.
 *
 * What is refused is not read on, and not cancelled either: that would cut the connection before the refusal is sent. The
 * server below reads the rest away for a moment, and then cuts it.
 */
import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { clearTimeout, setTimeout } from "node:timers";
import * as E from "fp-ts/lib/Either.js";
import type { Limits, Place } from "./limits.js";

/** Why a body is not read. */
export type BodyFault = "bodyTooLarge" | "bodySlow" | "bodyAborted" | "busy";

type BodyLimits = Pick<Limits, "bodyBytes" | "bodyMs">;
type Body = E.Either<BodyFault, Uint8Array>;

/** Does a body say that it is longer than that? One that comes in pieces does not say. */
const claimsMore = (claimed: string | null | undefined, most: number): boolean =>
  typeof claimed === "string" && /^\d+$/.test(claimed) && Number(claimed) > most;

/** The pieces of a body, as far as they have come. */
class Pieces {
  readonly #most: number;
  readonly #place: Place;
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(most: number, place: Place) {
    this.#most = most;
    this.#place = place;
  }

  /** Adds one; why not, if so. */
  add(piece: Uint8Array): BodyFault | undefined {
    this.#bytes += piece.length;
    if (this.#bytes > this.#most) return "bodyTooLarge";
    if (!this.#place.has(this.#bytes)) return "busy";
    this.#pieces.push(piece);
    return undefined;
  }

  whole(): Uint8Array {
    return this.#pieces.length === 1 ? (this.#pieces[0] as Uint8Array) : Buffer.concat(this.#pieces);
  }
}

/** Reads the body of a request of Node's own. A web stream on top of it would cost as much as the rest of a callback. */
export const readIncoming = (
  incoming: IncomingMessage,
  { bodyBytes, bodyMs }: BodyLimits,
  place: Place,
): Promise<Body> => {
  if (claimsMore(incoming.headers["content-length"], bodyBytes))
    return Promise.resolve(E.left("bodyTooLarge"));
  return new Promise((resolve) => {
    const pieces = new Pieces(bodyBytes, place);
    const settle = (body: Body): void => {
      clearTimeout(timer);
      incoming.off("data", take).off("end", end).off("error", abort).off("close", abort).pause();
      resolve(body);
    };
    const take = (piece: Uint8Array): void => {
      const fault = pieces.add(piece);
      if (fault !== undefined) settle(E.left(fault));
    };
    const end = (): void => settle(E.right(pieces.whole()));
    const abort = (): void => settle(E.left("bodyAborted"));
    const timer = setTimeout(() => settle(E.left("bodySlow")), bodyMs);
    incoming.on("data", take).on("end", end).on("error", abort).on("close", abort);
  });
};

interface Chunk {
  readonly done: boolean;
  readonly value?: Uint8Array | undefined;
}

const readAll = async (next: () => Promise<Chunk>, pieces: Pieces): Promise<Body> => {
  for (;;) {
    const { done, value } = await next();
    if (done || value === undefined) return E.right(pieces.whole());
    const fault = pieces.add(value);
    if (fault !== undefined) return E.left(fault);
  }
};

/** Reads the body of a request of the web's kind. */
export const readBody = async (
  request: Request,
  { bodyBytes, bodyMs }: BodyLimits,
  place: Place,
): Promise<Body> => {
  if (claimsMore(request.headers.get("content-length"), bodyBytes)) return E.left("bodyTooLarge");
  if (request.body === null) return E.right(new Uint8Array());
  const reader = request.body.getReader() as { readonly read: () => Promise<Chunk> };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Body>((resolve) => {
    timer = setTimeout(() => resolve(E.left("bodySlow")), bodyMs);
  });
  const read = readAll(() => reader.read(), new Pieces(bodyBytes, place)).catch(() =>
    E.left<BodyFault>("bodyAborted"),
  );
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
};
