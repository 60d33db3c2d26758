/**
 * `suanjia serve`: the service, from files and the environment, until it is told to stop.
 */
import process from "node:process";
import { inspect } from "node:util";
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../codec/Problem.js";
import { MissingPackage, type ServeOptions, serve } from "../server/http/serve.js";
import type { Service } from "../server/http/service.js";
import { refuse } from "./commands.js";
import { printable } from "./text.js";
import type { ExitCode, World } from "./world.js";

/** What the arguments say. */
export type ServeArguments = Pick<
  ServeOptions,
  "catalog" | "promotions" | "buyers" | "host" | "port" | "data"
>;

/** How long the process may stay when all is done, should something unforeseen keep it. */
const LINGER_MS = 2000;

const say = (world: World, en: string, zh: string): void => {
  world.stderr.write(`${printable(world.lang === "zh" ? zh : en)}\n`);
};

/** Why the store or the port did not open: a code and a sentence, never the URL with its password. */
const sayFailed = (world: World, error: unknown): ExitCode => {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (error instanceof MissingPackage) say(world, error.message, error.message);
  else {
    const text = withoutUrls(message ?? inspect(error));
    const reason = code === undefined || text.startsWith(code) ? text : `${code}: ${text}`;
    say(world, `cannot start: ${reason}`, `无法启动:${reason}`);
  }
  return 1;
};

const withoutUrls = (text: string): string => text.replace(/\b[a-z]+:\/\/\S+/gi, "(url)");

/** Resolves when the process is told to stop. A second time ends it at once, as without us. */
const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });

/** How long a start may go on when the process is told to stop meanwhile. */
const START_MS = 5000;

/** Reads files again on SIGHUP, from when there is a service; before, there is nothing to read again. */
const onHangup = (): ((service: Service) => () => void) => {
  let running: Service | undefined;
  const reload = (): void => void running?.reload();
  process.on("SIGHUP", reload);
  return (service) => {
    running = service;
    return () => process.off("SIGHUP", reload);
  };
};

/** Ends the process where it is told to stop while it starts, and the start does not come to an end. */
const endLateStart = (told: Promise<void>): (() => void) => {
  let isStarted = false;
  void told.then(() => {
    setTimeout(() => {
      if (!isStarted) process.exit(1);
    }, START_MS).unref();
  });
  return () => {
    isStarted = true;
  };
};

/** Problems of the environment and the files; what cannot be read is no wrong usage here, so all end with 1. */
const refuseAll = (world: World, problems: readonly Problem[]): ExitCode => {
  refuse(world, problems);
  return 1;
};

/** `suanjia serve`. */
export const runServe = async (world: World, options: ServeArguments): Promise<ExitCode> => {
  // From the beginning: whoever stops us while the store opens shall not find it half open.
  const told = toldToStop();
  const hangups = onHangup();
  const hasStarted = endLateStart(told);
  let started: Awaited<ReturnType<typeof serve>>;
  try {
    started = await serve({ ...options, env: process.env, now: Date.now });
  } catch (error) {
    return sayFailed(world, error);
  } finally {
    hasStarted();
  }
  if (E.isLeft(started)) return refuseAll(world, started.left);
  const { port } = started.right;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  say(world, `listening on http://${host}:${port}`, `正在监听 http://${host}:${port}`);
  const unhook = hangups(started.right);
  await told;
  await started.right.stop();
  unhook();
  setTimeout(() => process.exit(0), LINGER_MS).unref();
  return 0;
};
