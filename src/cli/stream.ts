/**
 * Streams: one output line for each input line, in order, at the reader's pace.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../codec/Problem.js";
import { type Line, open, parseJson, readLines, unreadable } from "./input.js";
import { Output } from "./output.js";
import { type Progress, startProgress } from "./progress.js";
import { inLang, internalFault, type Lang, problemLine } from "./text.js";
import type { ExitCode, World } from "./world.js";

/** What one line came to. */
interface LineResult {
  readonly ok: boolean;
  readonly text: string;
}

/** The one output line of an input line that failed. */
export const failed = (lang: Lang, problems: readonly Problem[]): LineResult => ({
  ok: false,
  text: JSON.stringify({ ok: false, errors: problems.map((each) => inLang(lang, each)) }),
});

/** The one output line of an input line, with its answer or its problems. */
export const answered = (lang: Lang, answer: E.Either<readonly Problem[], unknown>): LineResult =>
  E.isLeft(answer)
    ? failed(lang, answer.left)
    : { ok: true, text: `{"ok":true,"output":${JSON.stringify(answer.right)}}` };

/** Turns each line's JSON into its output line; a line that cannot be read fails alone. */
export const streamLines = async (
  world: World,
  file: string | undefined,
  work: (input: unknown) => LineResult,
): Promise<ExitCode> => {
  const output = new Output(world.stdout);
  const progress = await startProgress(file, world);
  const resultOf = (line: Line): LineResult => {
    const parsed = E.isLeft(line) ? line : parseJson(line.right);
    if (E.isLeft(parsed)) return failed(world.lang, parsed.left);
    try {
      return work(parsed.right);
    } catch (error) {
      // A fault of ours; it must not take the other lines' answers with it.
      return failed(world.lang, [internalFault(error)]);
    }
  };
  try {
    const allOk = await pump(world, file, output, progress, resultOf);
    progress.stop();
    return allOk ? 0 : 1;
  } catch (error) {
    progress.stop();
    await output.flush();
    world.stderr.write(`${problemLine(world.lang, unreadable(file, error))}\n`);
    return 2;
  }
};

const pump = async (
  world: World,
  file: string | undefined,
  output: Output,
  progress: Progress,
  resultOf: (line: Line) => LineResult,
): Promise<boolean> => {
  let allOk = true;
  for await (const lines of readLines(open(file, world.stdin), progress.bytes)) {
    for (const line of lines) {
      const result = resultOf(line);
      if (!result.ok) allOk = false;
      if (!output.fits(result.text)) await output.flush();
      output.line(result.text);
    }
    progress.lines(lines.length);
    // Whoever writes a line to a pipe and waits for its answer must get it; a file has nobody waiting.
    if (file === undefined) await output.flush();
  }
  await output.flush();
  return allOk;
};
