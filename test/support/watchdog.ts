/**
 * Finds inputs that take too long, and those that never end: these a second thread notices, which says which case it is and
 * ends the process, since nobody else can.
 *
 * Only for the deep run: `npm test` times nothing.
 */
import { Worker } from "node:worker_threads";
import { isDeep } from "./runs.js";

const SLOW_MS = 2_000;
const HUNG_MS = 30_000;

const PROGRAM = `
  const { workerData } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  const shared = new Int32Array(workerData.buffer);
  let seen = -1, since = Date.now();
  setInterval(() => {
    const now = Atomics.load(shared, 0);
    if (now !== seen) { seen = now; since = Date.now(); return; }
    if (now < 0 || Date.now() - since < ${HUNG_MS}) return;
    writeSync(2, "case " + now + " of " + workerData.of + " has taken ${HUNG_MS / 1000} seconds and goes on\\n");
    process.kill(process.pid, "SIGKILL");
  }, 1000);
`;

/** Times the cases of a suite. */
export interface Watchdog {
  /** Does the work of a case; throws where it took too long, and does so again when tried again. */
  readonly time: (number: number, work: () => void) => void;
  readonly stop: () => Promise<unknown>;
}

const idle: Watchdog = { time: (_, work) => work(), stop: () => Promise.resolve() };

/** A watchdog for a suite, whose name says how to try its cases. */
export const watchdog = (of: string): Watchdog => {
  if (!isDeep) return idle;
  const shared = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const worker = new Worker(PROGRAM, { eval: true, workerData: { buffer: shared.buffer, of } });
  const took = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  return {
    time: (number, work) => {
      Atomics.store(shared, 0, number);
      // A second try, since others share this machine.
      if (took(work) > SLOW_MS && took(work) > SLOW_MS) throw new Error(`more than ${SLOW_MS} ms`);
      Atomics.store(shared, 0, -1);
    },
    stop: () => worker.terminate(),
  };
};
