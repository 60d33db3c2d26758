/**
 * What the handler needs, and its limits.
 */
import type * as E from "fp-ts/lib/Either.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import type { Merchant } from "../Merchant.js";
import type { Callback } from "../Reply.js";
import type { Store } from "../Store.js";
import type { SignatureFault } from "../signature/types.js";

/**
 * How much of one callback is read and calculated.
 *
 * @category server
 * @since 0.4.0
 */
export interface HandlerLimits {
  /** Bytes of a body, and of the message in it. Default 1 MiB. */
  readonly bytes: number;
  /** How deep JSON may nest. Default 32. */
  readonly depth: number;
  /** Lines times promotions of a cart. Default 20,000. */
  readonly pairs: number;
  /** How many combinations a search for the best calculates at most. Default 20,000: some hundredths of a second. */
  readonly nodes: number;
  /** Lines times promotions times combinations: above it, fewer combinations are calculated. Default 20,000,000. */
  readonly work: number;
  /** Bytes of a calculation that is answered and kept. Default 1 MiB. */
  readonly answerBytes: number;
}

/** The limits where nothing else is said. */
const DEFAULT_LIMITS: HandlerLimits = {
  bytes: 1024 * 1024,
  depth: 32,
  pairs: 20_000,
  nodes: 20_000,
  work: 20_000_000,
  answerBytes: 1024 * 1024,
};

/** Half an hour: as long as somebody may look at an order page. */
const QUOTE_TTL_MS = 30 * 60 * 1000;

/**
 * Where an order's page is in the mini-program.
 *
 * @category server
 * @since 0.4.0
 */
export interface OrderPage {
  /** Without a leading slash, at most 512 bytes. */
  readonly path: string;
  /** The page's parameters, at most 512 bytes. Default: `{"id":"<out_order_no>"}`, as in the platform's sample. */
  readonly params?: ((ids: { readonly orderId: string; readonly outOrderNo: string }) => string) | undefined;
}

/**
 * What calculating needs.
 *
 * @category server
 * @since 0.4.0
 */
export interface CalculatingDeps {
  readonly store: Store;
  readonly merchant: Merchant;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Random ids of at most 64 printable ASCII characters: the only randomness. */
  readonly newId: () => string;
  /** How long a quote can be redeemed. Default half an hour. */
  readonly quoteTtlMs?: number | undefined;
  readonly limits?: Partial<HandlerLimits> | undefined;
  /** How discounts are split; orders are checked as they were quoted. Default: the engine's. */
  readonly policy?: PricingRequestInput["policy"];
}

/**
 * What the handler needs.
 *
 * @category server
 * @since 0.4.0
 */
export interface HandlerDeps extends CalculatingDeps {
  /** Did the platform send this, and for which apps does its key speak? */
  readonly verify: (callback: Callback) => E.Either<SignatureFault, { readonly appIds: readonly string[] }>;
  /** Default: the page `pages/order/index`. */
  readonly orderPage?: OrderPage | undefined;
}

/** The limits, with defaults. */
export const limitsOf = ({ limits }: CalculatingDeps): HandlerLimits => ({ ...DEFAULT_LIMITS, ...limits });

/** When a quote that is made now expires. */
export const quoteExpiry = ({ quoteTtlMs = QUOTE_TTL_MS, now }: CalculatingDeps): number =>
  now() + quoteTtlMs;

const ID = /^[\x21-\x7e]{1,64}$/;

/** Might it be one of our ids? */
export const isOwnId = (id: string): boolean => ID.test(id);

/** A new id. The platform takes at most 64 bytes of an order's number. */
export const freshId = ({ newId }: CalculatingDeps): string => {
  const id = newId();
  if (!isOwnId(id)) throw new Error("newId: expected 1 to 64 printable ASCII characters");
  return id;
};
