/**
 * Writing output: data to standard output in large pieces, everything else to standard error.
 */
import { once } from "node:events";
import type { Writable } from "node:stream";

const PIECE = 256 * 1024;

/** Gathers text and hands it on in large pieces, at the reader's pace. */
export class Output {
  readonly #stream: Writable;
  #pieces: string[] = [];
  #length = 0;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** Adds a line. Afterwards `settle` must be awaited now and then, so that a slow reader is waited for. */
  line(text: string): void {
    this.#pieces.push(text, "\n");
    this.#length += text.length + 1;
  }

  /** Hands on what has been gathered, if it is enough. */
  async settle(): Promise<void> {
    if (this.#length >= PIECE) await this.flush();
  }

  /** Hands on all that has been gathered. */
  async flush(): Promise<void> {
    if (this.#length === 0) return;
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    if (!this.#stream.write(text)) await once(this.#stream, "drain");
  }
}
