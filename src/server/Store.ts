/**
 * What outlives a request: quotes behind a calculation number, and decisions that must not be taken twice.
 */

/** A decision as it was given: the same request gets these bytes again. */
export interface Decided {
  /** The hash of what was asked, so that the same id with other content is noticed. */
  readonly fingerprint: string;
  /** The answer's body, byte for byte. */
  readonly answer: string;
}

/** An accepted order, as far as refunds need it. */
export interface AcceptedOrder {
  readonly appId: string;
  readonly outOrderNo: string;
  /** What each item order was paid, in fen, by its id. */
  readonly paid: Readonly<Record<string, number>>;
}

/** A decision on an order: what is answered, and what is kept of it where it was accepted. */
export interface OrderDecision {
  readonly answer: string;
  readonly accepted?: AcceptedOrder | undefined;
}

/** A decision on a refund: what is answered, and what is refunded of each item order where it was accepted. */
export interface RefundDecision {
  readonly answer: string;
  readonly refunds?: Readonly<Record<string, number>> | undefined;
}

/** What is known of an order when a refund is asked. */
export interface RefundableOrder extends AcceptedOrder {
  /** What was refunded of each item order before, in fen. */
  readonly refunded: Readonly<Record<string, number>>;
}

/**
 * What a release came to.
 *
 * - `released`: what the refund took of each item order, in fen, can be refunded again.
 * - `releasedBefore`: the same was done before; also where the answer to it was lost.
 * - `refused`: the refund was refused, so that it took nothing.
 * - `unrecorded`: it was decided by a version before 0.5.0, which kept no record of what each refund took; nothing is changed.
 * - `unknown`: no refund of this id was decided, or it is of another order than was said.
 *
 * @category server
 * @since 0.5.0
 */
export type RefundRelease =
  | {
      readonly outcome: "released" | "releasedBefore";
      readonly orderId: string;
      readonly amounts: Readonly<Record<string, number>>;
    }
  | { readonly outcome: "refused" | "unrecorded" | "unknown" };

/** The same id was decided before, on other content. */
export class OtherContent extends Error {}

/** The refund was accepted and later released: what it was answered then no longer holds. */
export class ReleasedRefund extends Error {}

/**
 * The store. Every method is atomic, across all processes that share it, and what it resolved is on disk.
 *
 * @category server
 * @since 0.4.0
 */
export interface Store {
  /** Keeps a quote until `expiresAt` (milliseconds). The same id again must have the same content, else `OtherContent`. */
  readonly putQuote: (id: string, content: string, expiresAt: number) => Promise<void>;
  /** A quote that has not expired at `now`. */
  readonly quote: (id: string, now: number) => Promise<string | undefined>;
  /**
   * The decision on an order: the one that was given before, or else the one that `decide` makes, of which exactly one
   * is kept however many ask at once. Rejects with `OtherContent` where another fingerprint was decided under this id.
   */
  readonly decideOrder: (
    appId: string,
    orderId: string,
    fingerprint: string,
    decide: () => Promise<OrderDecision>,
  ) => Promise<Decided>;
  /**
   * The same for a refund. `decide` sees what was refunded before, and no other refund of that order comes between.
   * Rejects with `ReleasedRefund` where the refund was released, whatever is asked.
   */
  readonly decideRefund: (
    ids: { readonly appId: string; readonly refundId: string; readonly orderId: string },
    fingerprint: string,
    decide: (order: RefundableOrder | undefined) => Promise<RefundDecision>,
  ) => Promise<Decided>;
  /**
   * Gives back what an accepted refund took, for one that will never be paid: rejected in audit, withdrawn or failed. From
   * then on its id is spent. However often and with whatever else it is asked at once, it gives back once.
   */
  readonly releaseRefund: (ids: {
    readonly appId: string;
    readonly refundId: string;
    /** Where it is said, a refund of another order is not released. */
    readonly orderId?: string | undefined;
  }) => Promise<RefundRelease>;
  /** Does it answer? Rejects where it does not. */
  readonly ping: () => Promise<void>;
  /** Forgets quotes that expired before `now`; resolves to how many. */
  readonly sweep: (now: number) => Promise<number>;
  readonly close: () => Promise<void>;
}
