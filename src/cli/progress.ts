/**
 * How far a long stream has come, on standard error, where that is a terminal.
 */
import { stat } from "node:fs/promises";
import cliProgress from "cli-progress";
import type { World } from "./world.js";

/** Counts what has been done. */
export interface Progress {
  readonly bytes: (count: number) => void;
  readonly lines: (count: number) => void;
  readonly stop: () => void;
}

const SILENT: Progress = { bytes: () => undefined, lines: () => undefined, stop: () => undefined };

/** A bar by bytes where the input's size is known, else a count of lines; nothing where nobody watches. */
export const startProgress = async (
  file: string | undefined,
  { stderr, stdout, lang }: World,
): Promise<Progress> => {
  // Where the answers go to the same terminal, they show the progress themselves.
  if (!stderr.isTTY || stdout.isTTY === true) return SILENT;
  const size =
    file === undefined
      ? 0
      : await stat(file).then(
          ({ size: bytes }) => bytes,
          () => 0,
        );
  const counted = lang === "zh" ? "{lines} 行" : "{lines} lines";
  const format =
    size > 0 ? `{bar} {percentage}% | ${counted} | {eta_formatted}` : `${counted} | {duration_formatted}`;
  const bar = new cliProgress.SingleBar(
    // The cursor stays, since an interrupted run could not bring it back.
    { format, stream: stderr, hideCursor: false, linewrap: true, clearOnComplete: true, fps: 5 },
    cliProgress.Presets.shades_classic,
  );
  let lines = 0;
  bar.start(size, 0, { lines });
  return {
    bytes: (count) => bar.increment(size > 0 ? count : 0, { lines }),
    lines: (count) => {
      lines += count;
    },
    stop: () => bar.stop(),
  };
};
