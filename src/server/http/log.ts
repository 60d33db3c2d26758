/**
 * Structured logs without personal data: what is logged is named here, and nothing else is.
 */
import type { Problem } from "../../codec/Problem.js";
import { knownWord, type Observed } from "./Observed.js";
import { optional } from "./optional.js";

/** Where a line is written: pino's shape, so that who embeds the server may hand in his own. */
export interface Log {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** Keys that hold a person's, or what must stay secret: a net below the lists of what may be logged. */
const PERSONAL = [
  "open_id",
  "openId",
  "union_id",
  "unionId",
  "phone_num",
  "phone",
  "contact_name",
  "name",
  "cp_extra",
  "callback_data",
  "authorization",
  "publicKey",
  "token",
];

/** Makes the log: JSON lines on standard output, or on `to`. */
export const createLog = async (to?: { readonly write: (line: string) => void }): Promise<Log> => {
  const { pino } = await optional("pino", () => import("pino"));
  const paths = PERSONAL.flatMap((key) => [key, `*.${key}`, `details[*].${key}`]);
  const options = { base: null, redact: { paths, censor: "[removed]" } };
  const log: Log = to === undefined ? pino(options) : pino(options, to);
  return log;
};

/** What of a detail is logged, and of which kind. */
const SHOWN = [
  "code",
  "path",
  "expected",
  "actual",
  "goodsId",
  "skuId",
  "marketingId",
  "field",
  "hasCode",
] as const;

/** Ids and names of what is sold, where they look like some. */
const IDS: ReadonlySet<string> = new Set(["code", "goodsId", "skuId", "marketingId", "field"]);

/** The longest text of a detail. */
const MOST_TEXT = 200;

/** The most details of a request. */
const MOST_DETAILS = 20;

/** A place without keys that a caller made up: whoever writes a phone number in the place of a key shall not be quoted. */
const place = (path: string): string =>
  path
    .split("/")
    .map((token) => (/^(?:[A-Za-z_][A-Za-z0-9_]{0,39}|\d{0,6})$/.test(token) ? token : "(key)"))
    .join("/")
    .slice(0, MOST_TEXT);

/**
 * A detail with what may be shown of it: codes and places in full, amounts as numbers. A text in the place of an amount
 * came from outside and may be anything, so only that it is a text is said.
 */
const shown = (detail: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    SHOWN.flatMap((key): [string, unknown][] => {
      const value = detail[key];
      if (IDS.has(key) && value !== undefined) return [[key, knownWord(value)]];
      if (key === "path" && typeof value === "string") return [[key, place(value)]];
      if (typeof value === "number" || typeof value === "boolean" || value === null) return [[key, value]];
      return value === undefined ? [] : [[key, `(${typeof value})`]];
    }),
  );

/** One line for a request. */
export const logRequest = (
  log: Log,
  { route, type, status, outcome, milliseconds, logid, details }: Observed,
): void => {
  const word = knownWord(outcome);
  const ms = Math.round(milliseconds * 100) / 100;
  const fields = {
    route,
    type,
    outcome: word,
    status,
    ms,
    logid,
    ...(outcome === "ok" || details.length === 0
      ? {}
      : { details: details.slice(0, MOST_DETAILS).map(shown), detailCount: details.length }),
  };
  if (status >= 500) log.error(fields, "request");
  else if (outcome === "ok") log.info(fields, "request");
  else log.warn(fields, "request");
};

/**
 * A fault of ours: what kind, and where in the code. Not its message: that of a parser quotes what it read, that of a
 * database the row.
 */
export const logFault = (log: Log, what: string, error: unknown): void => {
  const { name, code, stack } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const at = stack
    ?.split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8)
    .map((line) => line.trim());
  log.error(
    { fault: name ?? typeof error, code: code === undefined ? undefined : knownWord(code), at },
    what,
  );
};

/** Problems of the merchant's own files. Of buyers only code and place: a message quotes what it complains of. */
export const logProblems = (log: Log, what: string, problems: readonly Problem[]): void => {
  log.error(
    {
      problems: problems.slice(0, MOST_DETAILS).map(({ code, path, message }) => ({
        code,
        path: path.slice(0, MOST_TEXT),
        ...(path.startsWith("/buyers") ? {} : { message: message.slice(0, MOST_TEXT) }),
      })),
      problemCount: problems.length,
    },
    what,
  );
};
