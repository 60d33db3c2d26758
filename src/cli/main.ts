#!/usr/bin/env node
/**
 * The `suanjia` command.
 */
import { createRequire } from "node:module";
import process from "node:process";
import { run } from "./program.js";
import { internalFault, langOf, problemLine } from "./text.js";

const { version } = createRequire(import.meta.url)("../../package.json") as { readonly version: string };
const lang = langOf(process.env);

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) ends us quietly, as it ends any filter.
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`output.failed\t\t${error.message}\n`);
  process.exit(2);
});

try {
  process.exitCode = await run(version, process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    lang,
  });
} catch (error) {
  process.stderr.write(`${problemLine(lang, internalFault(error))}\n`);
  process.exitCode = 2;
}
