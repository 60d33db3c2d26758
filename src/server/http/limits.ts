/**
 * How much a request may ask for.
 */

/**
 * The limits of a request, and of all requests together.
 *
 * @category server
 * @since 0.4.0
 */
export interface Limits {
  /** Bytes of one body. */
  readonly bodyBytes: number;
  /** Milliseconds until a body must be there. */
  readonly bodyMs: number;
  /** Bytes of all bodies that are being read or worked on; each counts 16 KiB at least. */
  readonly heldBytes: number;
  /** How deep JSON may nest. */
  readonly depth: number;
  /** Lines of one order. */
  readonly lines: number;
  /** Marketing of one order. */
  readonly marketing: number;
  /** Promotions of one request. */
  readonly promotions: number;
  /** Entries of the item block of one answer. */
  readonly itemEntries: number;
  /** Combinations that one selection may calculate. */
  readonly nodes: number;
  /** Lines times promotions of one selection: selecting takes the thread that answers callbacks, too. */
  readonly pairs: number;
  /** Lines times promotions times combinations: above it, fewer combinations are calculated. */
  readonly work: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: MIB,
  bodyMs: 10_000,
  heldBytes: 128 * MIB,
  depth: 100,
  lines: 1000,
  marketing: 200,
  promotions: 500,
  itemEntries: 10_000,
  nodes: 20_000,
  pairs: 20_000,
  work: 20_000_000,
};

/** What even a small request takes. */
const LEAST_HELD = 16 * KIB;

/** The place that one request takes. */
export interface Place {
  /** So many bytes of its body are there; false where there is no room for them, or the place was left. */
  readonly has: (bytes: number) => boolean;
  readonly leave: () => void;
}

/** Bytes that are held at this moment, of those that may be: what came counts, not what was announced. */
export class Held {
  readonly #most: number;
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  #grow(by: number): boolean {
    if (this.#bytes + by > this.#most) return false;
    this.#bytes += by;
    return true;
  }

  /** A place for one more request; undefined where there is none left. */
  enter(): Place | undefined {
    if (!this.#grow(LEAST_HELD)) return undefined;
    let taken = LEAST_HELD;
    let isLeft = false;
    return {
      has: (bytes) => {
        // A body that is late may still come: nobody waits for it, and nobody would give back what it took.
        if (isLeft) return false;
        if (bytes <= taken) return true;
        if (!this.#grow(bytes - taken)) return false;
        taken = bytes;
        return true;
      },
      leave: () => {
        if (!isLeft) this.#bytes -= taken;
        isLeft = true;
      },
    };
  }
}
