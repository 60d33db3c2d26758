/**
 * The world of a command: streams and language, handed in, so that a test can hand in others.
 */
import type { Readable, Writable } from "node:stream";
import type { Lang } from "./text.js";

/** What a command may touch of the world. */
export interface World {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WriteStream;
  readonly lang: Lang;
}

/** 0: done, nothing to complain of. 1: violations, differences, a refusal. 2: input that cannot be read, wrong usage. */
export type ExitCode = 0 | 1 | 2;
