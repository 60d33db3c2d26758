/**
 * Metrics, in a registry of their own, so that a host's are not touched.
 */
import type { SignatureFault } from "../signature/types.js";
import { knownWord, type Observed } from "./Observed.js";
import { optional } from "./optional.js";

/** Where requests are counted. */
export interface Metrics {
  readonly observe: (request: Observed) => void;
  /** A reading of the merchant's files: taken, or refused. */
  readonly reloaded: (outcome: "taken" | "refused") => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

const FAULTS: Readonly<Record<SignatureFault, true>> = {
  headerMissing: true,
  headerRepeated: true,
  timestampForm: true,
  timestampStale: true,
  signatureForm: true,
  signatureWrong: true,
  noKey: true,
};

/** The fault of a signature that an outcome names, alone or after other words. */
const faultOf = (outcome: string): string | undefined => {
  const last = outcome.split(/[.: ]/).at(-1) as string;
  return Object.hasOwn(FAULTS, last) ? last : undefined;
};

/** Seconds: from a look into memory to a database that is nearly too late. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the metrics; those of the process (memory, event loop) where they are asked for. */
export const createMetrics = async (options: { readonly process: boolean }): Promise<Metrics> => {
  const { default: client } = await optional("prom-client", () => import("prom-client"));
  const register = new client.Registry();
  const registers = [register];
  if (options.process) client.collectDefaultMetrics({ register });
  const requests = new client.Counter({
    name: "suanjia_requests_total",
    help: "Requests by route, type of callback and outcome.",
    labelNames: ["route", "type", "outcome"],
    registers,
  });
  const seconds = new client.Histogram({
    name: "suanjia_request_duration_seconds",
    help: "How long requests took.",
    labelNames: ["route", "type"],
    buckets: BUCKETS,
    registers,
  });
  const refusals = new client.Counter({
    name: "suanjia_refusals_total",
    help: "What requests were refused for, by code; one request may count for several.",
    labelNames: ["route", "code"],
    registers,
  });
  const signatures = new client.Counter({
    name: "suanjia_signature_failures_total",
    help: "Signatures that were refused, by fault.",
    labelNames: ["fault"],
    registers,
  });
  const reloads = new client.Counter({
    name: "suanjia_file_reloads_total",
    help: "Readings of changed files, taken or refused.",
    labelNames: ["outcome"],
    registers,
  });
  return {
    observe: ({ route, type = "", outcome, milliseconds, details }) => {
      requests.inc({ route, type, outcome: knownWord(outcome) });
      seconds.observe({ route, type }, milliseconds / 1000);
      const codes = new Set(outcome === "ok" ? [] : details.map(({ code }) => knownWord(code)));
      for (const code of codes) refusals.inc({ route, code });
      const fault = faultOf(outcome);
      if (fault !== undefined) signatures.inc({ fault });
    },
    reloaded: (outcome) => reloads.inc({ outcome }),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
};
