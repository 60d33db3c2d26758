/**
 * The built command line as a real process: what a user's shell would see of it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";

/** The built command. */
export const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** The platform documents' own samples. */
export const GOLDEN = fileURLToPath(new URL("../golden/", import.meta.url));

if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: build first, with npx tsdown`);

/** What a process left behind. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a process is given. */
export interface Given {
  /** Text, bytes, or pieces that are made while they are read; nothing is an empty input. */
  readonly stdin?: string | Uint8Array | Iterable<Uint8Array> | undefined;
  /** The whole environment: nothing of ours leaks in, so that the language is that of the test. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Options for node itself. */
  readonly node?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
}

const readableOf = (stdin: Given["stdin"]): Readable =>
  stdin === undefined || typeof stdin === "string" || stdin instanceof Uint8Array
    ? Readable.from([Buffer.from(stdin ?? "")], { objectMode: false })
    : Readable.from(stdin, { objectMode: false });

/** Runs the command to its end, and hands what it writes to `onStdout` piece by piece. */
const runInto = async (
  args: readonly string[],
  { stdin, env = {}, node = [], cwd }: Given,
  onStdout: (piece: Buffer) => void,
): Promise<Pick<Ran, "code" | "stderr">> => {
  const child = spawn(process.execPath, [...node, MAIN, ...args], { env: { ...env }, cwd });
  const errors: Buffer[] = [];
  child.stdout.on("data", onStdout);
  child.stderr.on("data", (piece: Buffer) => errors.push(piece));
  const closed = once(child, "close") as Promise<[number | null]>;
  // A process that refuses its input need not read all of it: then the pipe breaks, as it may.
  const written = pipeline(readableOf(stdin), child.stdin).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ECONNRESET" && error.code !== "ERR_STREAM_PREMATURE_CLOSE")
      throw error;
  });
  const [[code]] = await Promise.all([closed, written]);
  return { code, stderr: Buffer.concat(errors).toString("utf8") };
};

/** Runs the command to its end. */
export const run = async (args: readonly string[], given: Given = {}): Promise<Ran> => {
  const pieces: Buffer[] = [];
  const ran = await runInto(args, given, (piece) => pieces.push(piece));
  return { ...ran, stdout: Buffer.concat(pieces).toString("utf8") };
};

/** Runs the command to its end and only counts the lines that it writes. */
export const runCounting = async (
  args: readonly string[],
  given: Given = {},
): Promise<Pick<Ran, "code" | "stderr"> & { readonly lines: number }> => {
  let lines = 0;
  const ran = await runInto(args, given, (piece) => {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
  });
  return { ...ran, lines };
};

/** A directory of this test file's own, gone afterwards. */
export const scratch = (): {
  readonly path: string;
  readonly file: (name: string, content: unknown) => string;
} => {
  const path = mkdtempSync(join(tmpdir(), "suanjia-cli-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    file: (name, content) => {
      const at = join(path, name);
      writeFileSync(
        at,
        typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
      );
      return at;
    },
  };
};

/** The JSON on standard output. */
export const jsonOf = (ran: Ran): unknown => {
  if (ran.stdout === "") throw new Error(`nothing on stdout; exit code ${ran.code}; stderr: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as unknown;
};

/** The lines of an output whose every line is ended. */
export const linesOf = (text: string): string[] => {
  if (text === "") return [];
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
};

/** A problem as standard error shows it. */
export interface ShownProblem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** The problems on standard error: code, JSON Pointer and sentence between tabs, one line for each. */
const problemsOf = (stderr: string): ShownProblem[] =>
  linesOf(stderr).map((line) => {
    const parts = line.split("\t");
    expect(parts, line).toHaveLength(3);
    const [code, path, message] = parts as [string, string, string];
    return { code, path, message };
  });

/** No stack trace, and no control character but the tabs and newlines between the parts. */
export const expectFitForPeople = (text: string): void => {
  expect(text).not.toMatch(/\n {4}at |^ {4}at |node:internal|\[object Object\]|undefined/);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
};

/** That the command refused: nothing on stdout, these problems on stderr, in words fit for people. */
export const expectRefused = (
  ran: Ran,
  code: 1 | 2,
  expected: readonly {
    readonly code: string;
    readonly path: string;
    readonly message?: RegExp | undefined;
  }[],
): readonly ShownProblem[] => {
  const shown = problemsOf(ran.stderr);
  expect(shown.map((each) => [each.code, each.path])).toEqual(expected.map((each) => [each.code, each.path]));
  expected.forEach(({ message }, i) => {
    const said = (shown[i] as ShownProblem).message;
    // A sentence, and not the code once more.
    expect(said).toMatch(/\S+ \S+|[\u4e00-\u9fff]/);
    if (message !== undefined) expect(said).toMatch(message);
  });
  expect(ran.stdout).toBe("");
  expect(ran.code).toBe(code);
  expectFitForPeople(ran.stderr);
  return shown;
};

/** Works on all, a few at a time: processes start in parallel, but not a hundred at once. */
export const eachOf = async <A, B>(
  items: readonly A[],
  work: (item: A, index: number) => Promise<B>,
  atOnce = 3,
): Promise<B[]> => {
  const results = new Array<B>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index] as A, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};
