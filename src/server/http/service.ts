/**
 * A service that runs: routes that listen, files that are looked at again, and an end that loses nothing.
 */
import { clearInterval, clearTimeout, setInterval, setTimeout } from "node:timers";
import * as E from "fp-ts/lib/Either.js";
import type { MerchantFiles } from "../files/merchantFiles.js";
import type { Callback, Reply } from "../Reply.js";
import type { Store } from "../Store.js";
import { createApp } from "./app.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";
import { type ListenOptions, listen } from "./listen.js";
import { type Log, logFault, logProblems } from "./log.js";
import type { Metrics } from "./metrics.js";
import { createV1, type V1Deps } from "./v1.js";

/** What a service is made of. */
export interface ServiceParts {
  readonly handle: (callback: Callback) => Promise<Reply>;
  readonly quote: V1Deps["quote"];
  readonly store: Store;
  readonly files: MerchantFiles;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly listen: ListenOptions;
  readonly limits?: Partial<Limits> | undefined;
  readonly token?: string | undefined;
  /** How often files are looked at, in milliseconds. */
  readonly pollMs?: number | undefined;
}

/** A service that runs. */
export interface Service {
  readonly port: number;
  /** Reads the files again, whether or not they have changed. */
  readonly reload: () => Promise<void>;
  /** Takes nothing new, finishes what is under way, closes the store; resolves to whether all was finished in time. */
  readonly stop: () => Promise<boolean>;
}

const POLL_MS = 3000;
const SWEEP_MS = 60_000;

/** How long a store may take to close. */
const CLOSE_MS = 5000;

/** Of nobody in particular: which promotions there are does not depend on it where they are files. */
const NOBODY = { appId: "", openId: "" };

/** Works again and again, one at a time, until it is ended; what fails is logged, and tried again at its time. */
const every = (milliseconds: number, log: Log, what: string, work: () => Promise<void>): (() => void) => {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    work()
      .catch((error: unknown) => logFault(log, what, error))
      .finally(() => {
        isBusy = false;
      });
  }, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

const reloading =
  ({ files, log, metrics }: ServiceParts) =>
  async (inAnyCase: boolean): Promise<void> => {
    const result = await files.reload(inAnyCase);
    if (result === undefined) return;
    metrics.reloaded(E.isLeft(result) ? "refused" : "taken");
    if (E.isLeft(result)) logProblems(log, "files refused, the old ones are kept", result.left);
    else log.info({}, "files taken");
  };

/** Closes the store, in a bounded time. */
const closeStore = async ({ store, log }: ServiceParts): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CLOSE_MS);
  });
  try {
    return await Promise.race([store.close().then(() => true as const), late]);
  } catch (error) {
    logFault(log, "store did not close", error);
    return false;
  } finally {
    clearTimeout(timer);
  }
};

/** Starts a service of its parts. */
export const startService = async (parts: ServiceParts): Promise<Service> => {
  const { files, log, store, now } = parts;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const app = createApp({
    ...parts,
    v1: createV1({
      limits,
      now,
      promotions: () => files.merchant.promotions({ ...NOBODY }),
      quote: parts.quote,
      releaseRefund: store.releaseRefund,
    }),
  });
  const listening = await listen(app, parts.listen);
  const reload = reloading(parts);
  const ends = [
    every(parts.pollMs ?? POLL_MS, log, "files could not be looked at", () => reload(false)),
    every(SWEEP_MS, log, "old quotes could not be removed", async () => {
      await store.sweep(now());
    }),
  ];
  const end = async (): Promise<boolean> => {
    for (const each of ends) each();
    const finished = await listening.stop();
    const isClosed = await closeStore(parts);
    log.info({ finished, closed: isClosed }, "stopped");
    return finished && isClosed;
  };
  let stopping: Promise<boolean> | undefined;
  log.info({ host: parts.listen.host, port: listening.port }, "listening");
  return {
    port: listening.port,
    reload: () => reload(true).catch((error: unknown) => logFault(log, "files could not be read", error)),
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
};
