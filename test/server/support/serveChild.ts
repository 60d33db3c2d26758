/**
 * The command line as a process of its own: for tests that take packages away from it, or kill it.
 */
import process from "node:process";
import { run } from "../../../src/cli/program.js";

const { stdin, stdout, stderr } = process;
process.exitCode = await run("0", process.argv.slice(2), { stdin, stdout, stderr, lang: "en" });
