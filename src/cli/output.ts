/**
 * Writing output: data to standard output in large pieces, everything else to standard error.
 */
import { once } from "node:events";
import type { Writable } from "node:stream";

const PIECE_BYTES = 512 * 1024;
const NEWLINE = 10;

/** A UTF-16 unit has at most 3 bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Gathers lines as bytes and hands them on in large pieces, at the reader's pace. */
export class Output {
  readonly #stream: Writable;
  #piece = Buffer.allocUnsafe(PIECE_BYTES);
  #used = 0;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** Does a line fit into the piece that is being gathered? If not, `flush` must be awaited first. */
  fits(text: string): boolean {
    return this.#used + text.length * BYTES_PER_UNIT + 1 <= this.#piece.length;
  }

  /** Adds a line that fits, or that is alone: a long line gets a piece of its own. */
  line(text: string): void {
    if (!this.fits(text)) this.#piece = Buffer.allocUnsafe(text.length * BYTES_PER_UNIT + 1);
    this.#used += this.#piece.write(text, this.#used);
    this.#piece[this.#used] = NEWLINE;
    this.#used += 1;
  }

  /** Hands on all that has been gathered. */
  async flush(): Promise<void> {
    if (this.#used === 0) return;
    const bytes = this.#piece.subarray(0, this.#used);
    // The stream keeps what it was given until it is written, so the next piece is a new one.
    this.#piece = Buffer.allocUnsafe(PIECE_BYTES);
    this.#used = 0;
    if (!this.#stream.write(bytes)) await once(this.#stream, "drain");
  }
}

/** Writes one text and waits until it is handed on. */
export const writeText = async (stream: Writable, text: string): Promise<void> => {
  const output = new Output(stream);
  output.line(text);
  await output.flush();
};
