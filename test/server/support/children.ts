/**
 * Starts processes with stores of their own: TypeScript is bundled first, since Node 20 does not run it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What a process says: which of these it is depends on its task. */
export interface Line {
  readonly ready?: true;
  readonly answers?: readonly string[];
  readonly decisions?: number;
  readonly order?: string;
  readonly refund?: string;
  readonly answer?: string;
  readonly done?: true;
}

/** A process and what it said so far. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: readonly Line[];
  /** Resolves when so many lines were said, or when it has ended. */
  readonly said: (lines: number) => Promise<void>;
  /** Resolves to how it ended, when all was said. */
  readonly ended: Promise<string>;
  readonly go: () => void;
}

/** Bundles a process's program, one of the files beside this one, near enough to node_modules to find what it imports. */
export const bundled = async (
  name: "storeChild" | "serveChild",
): Promise<{ readonly path: string; readonly remove: () => void }> => {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, `${name}-`));
  const path = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile: path,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "error",
  });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Starts one with a task. */
export const start = (path: string, task: object): Child => {
  const child = spawn(process.execPath, [path, JSON.stringify(task)], { stdio: ["pipe", "pipe", "pipe"] });
  const lines: Line[] = [];
  let errors = "";
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  };
  createInterface({ input: child.stdout! }).on("line", (line) => {
    lines.push(JSON.parse(line) as Line);
    wake();
  });
  child.stderr!.on("data", (data) => (errors += String(data)));
  let isOver = false;
  const ended = new Promise<string>((resolve) => {
    child.on("close", (code, signal) => {
      isOver = true;
      wake();
      resolve(`${code ?? signal}${errors === "" ? "" : `: ${errors}`}`);
    });
  });
  const said = async (number: number): Promise<void> => {
    while (lines.length < number && !isOver) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return { process: child, lines, said, ended, go: () => void child.stdin!.write("go\n") };
};
