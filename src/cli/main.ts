#!/usr/bin/env node
/**
 * The `suanjia` command.
 */
import { createRequire } from "node:module";
import process from "node:process";
import { run } from "./program.js";
import { langOf } from "./text.js";

const { version } = createRequire(import.meta.url)("../../package.json") as { readonly version: string };

// A reader that has seen enough (`| head`) ends us quietly, as it ends any filter.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await run(version, process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  lang: langOf(process.env),
});
