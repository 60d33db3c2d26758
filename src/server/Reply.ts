/**
 * Replies and what is noted of them.
 */

/** What the platform gets back, always an envelope, and what is noted for metrics and logs. */
export interface Reply {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
  /** "ok", or why it was refused: a word for metrics and logs, never shown to the caller. */
  readonly outcome: string;
  /** The callback's type, where it could be told. */
  readonly type: string | undefined;
  /** What differs between claim and calculation, for the log only: codes, paths and amounts, no personal data. */
  readonly details?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** What was thrown, where the outcome is a fault. Its message may hold anything: log its kind and its place. */
  readonly fault?: unknown;
}

/** A callback as it came: header names in lower case, the body's bytes untouched. */
export interface Callback {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Uint8Array;
  /** The type that the route names, as in `/spi/pre_create_order`; undefined: any. */
  readonly routeType?: string | undefined;
}
