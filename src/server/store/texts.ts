/**
 * What may be a key or a text of the database, whichever engine it is.
 */

/** So many bytes may a key have; the tables hold the same limit. */
export const MAX_KEY_BYTES = 256;

/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which UTF-8 cannot: two ids would become one. */
const UNSTORABLE = /[\u0000\p{Surrogate}]/u;

const encoder = new TextEncoder();

/** Rejects what the database would refuse or change. The message names the kind, never the text. */
export const assertText = (what: string, text: string): void => {
  if (UNSTORABLE.test(text)) throw new RangeError(`${what} has characters that cannot be stored`);
};

/** Rejects what cannot be a key: an empty text, a long one, one that would be changed. */
export const assertKey = (what: string, key: string): void => {
  assertText(what, key);
  const bytes = key.length > MAX_KEY_BYTES ? key.length : encoder.encode(key).length;
  if (bytes < 1 || bytes > MAX_KEY_BYTES)
    throw new RangeError(`${what} must have 1 to ${MAX_KEY_BYTES} bytes`);
};

/** Rejects what is no amount in fen. */
export const assertFen = (what: string, amount: number): void => {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${what} must be an amount in fen`);
};
