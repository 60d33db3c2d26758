/**
 * The service with everything real: files, keys, store, handler, routes. The one place where they meet.
 */
import { randomUUID } from "node:crypto";
import * as E from "fp-ts/lib/Either.js";
import { type Problem, problem } from "../../codec/Problem.js";
import { type MerchantPaths, openMerchantFiles } from "../files/merchantFiles.js";
import { createHandler } from "../handler/createHandler.js";
import { createQuote, type QuoteCart, type QuoteContext } from "../handler/createQuote.js";
import type { CalculatingDeps } from "../handler/Deps.js";
import type { Store } from "../Store.js";
import { verifySignature } from "../signature/verifySignature.js";
import { openPGliteStore } from "../store/openPGliteStore.js";
import { openPostgresStore } from "../store/openPostgresStore.js";
import { createLog, type Log } from "./log.js";
import { createMetrics, type Metrics } from "./metrics.js";
import { MissingPackage } from "./optional.js";
import { type Environment, keyRingOf } from "./platformKeys.js";
import { type Service, type ServiceParts, startService } from "./service.js";

/**
 * What is served, and where. Secrets are in the environment only.
 *
 * @category server
 * @since 0.4.0
 */
export interface ServeOptions extends MerchantPaths {
  readonly host: string;
  readonly port: number;
  /** The folder of the embedded store; not used with `DATABASE_URL`. */
  readonly data: string;
  readonly env: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where a test reads the log. Default: standard output. */
  readonly logTo?: { readonly write: (line: string) => void } | undefined;
  /** Times and limits, where the defaults do not fit. */
  readonly service?: Pick<ServiceParts, "limits" | "pollMs"> | undefined;
}

type Problems = readonly Problem[];

/** The least length of a token: a short one could be tried out. */
const LEAST_TOKEN = 16;

const tokenOf = ({ SUANJIA_API_TOKEN: token }: Environment): E.Either<Problems, string | undefined> => {
  if (token === undefined || token === "") return E.right(undefined);
  return token.length >= LEAST_TOKEN && /^[\x21-\x7e]+$/.test(token)
    ? E.right(token)
    : E.left([
        problem("value.format", "/SUANJIA_API_TOKEN", {
          en: `expected at least ${LEAST_TOKEN} printable ASCII characters without spaces`,
          zh: `应至少 ${LEAST_TOKEN} 个可见 ASCII 字符,不含空格`,
        }),
      ]);
};

/** A URL of another kind would be taken for a socket's path, and said as a whole when that is not there. */
const databaseOf = ({ DATABASE_URL: url }: Environment): E.Either<Problems, string | undefined> => {
  if (url === undefined || url === "") return E.right(undefined);
  return /^postgres(?:ql)?:\/\//i.test(url)
    ? E.right(url)
    : E.left([
        problem("value.format", "/DATABASE_URL", {
          en: "expected postgres://…",
          zh: "应为 postgres://…",
        }),
      ]);
};

const openStore = (data: string, url: string | undefined): Promise<Store> =>
  url === undefined ? openPGliteStore(data) : openPostgresStore(url);

/** What only says how it goes, and must be there before anything is opened. */
const openLogs = async (
  options: ServeOptions,
): Promise<{ readonly log: Log; readonly metrics: Metrics }> => ({
  log: await createLog(options.logTo),
  metrics: await createMetrics({ process: true }),
});

/** A calculation for the merchant's own back end is one of the callbacks' kind. */
const quoting =
  (deps: CalculatingDeps): ServiceParts["quote"] =>
  (cart, context) =>
    createQuote(deps, cart as QuoteCart, context as QuoteContext);

/**
 * Starts the service: files, keys and token are checked first, with every problem of all of them.
 *
 * @throws MissingPackage where a package is to be installed first, and whatever keeps the store or the port from opening.
 *
 * @category server
 * @since 0.4.0
 */
export const serve = async (options: ServeOptions): Promise<E.Either<Problems, Service>> => {
  const { now, host, port, env } = options;
  const [files, keys] = await Promise.all([openMerchantFiles(options), keyRingOf(env)]);
  const token = tokenOf(env);
  const database = databaseOf(env);
  if (E.isLeft(files) || E.isLeft(keys) || E.isLeft(token) || E.isLeft(database)) {
    const all: readonly E.Either<Problems, unknown>[] = [files, keys, token, database];
    return E.left(all.flatMap((each) => (E.isLeft(each) ? each.left : [])));
  }
  const logs = await openLogs(options);
  const store = await openStore(options.data, database.right);
  const deps: CalculatingDeps = { store, merchant: files.right.merchant, now, newId: () => randomUUID() };
  try {
    const service = await startService({
      ...logs,
      ...options.service,
      handle: createHandler({
        ...deps,
        verify: (callback) => verifySignature(callback, keys.right, { now: now() }),
      }),
      quote: quoting(deps),
      store,
      files: files.right,
      now,
      listen: { host, port },
      token: token.right,
    });
    return E.right(service);
  } catch (error) {
    await store.close();
    throw error;
  }
};

export { MissingPackage };
