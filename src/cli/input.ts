/**
 * Reading input: a file or standard input, as JSON or line by line, within limits.
 */
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import * as E from "fp-ts/lib/Either.js";
import jsonc, { type ParseError } from "jsonc-parser";
import { type Problem, problem, type Text } from "../codec/Problem.js";

/** The largest input that is read as one JSON document. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** The longest line of a stream. An order of 10,000 lines has about 2 MB. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

const MIB = 1024 * 1024;
const CHUNK_BYTES = MIB;
const NEWLINE = 10;

const tooLarge = (what: Text, most: number): Problem =>
  problem("input.tooLarge", "", {
    en: `expected ${what.en} of at most ${most / MIB} MiB, got more`,
    zh: `${what.zh}不得超过 ${most / MIB} MiB`,
  });

const notUtf8: Problem = problem("input.notUtf8", "", {
  en: "expected text in UTF-8, got bytes that are none",
  zh: "应为 UTF-8 文本,含有非法字节",
});

/** What the system's error codes mean to a person. */
const CAUSES: Readonly<Record<string, Text>> = {
  ENOENT: { en: "there is no such file", zh: "文件不存在" },
  EACCES: { en: "permission denied", zh: "没有读取权限" },
  EISDIR: { en: "it is a directory", zh: "这是一个目录" },
};

/** Why a file, or standard input, cannot be read. */
export const unreadable = (file: string | undefined, error: unknown): Problem => {
  const code = (error as { readonly code?: string }).code ?? "unknown error";
  const cause = CAUSES[code] ?? { en: code, zh: code };
  const name =
    file === undefined
      ? { en: "standard input", zh: "标准输入" }
      : { en: JSON.stringify(file), zh: JSON.stringify(file) };
  return problem("input.unreadable", "", {
    en: `cannot read ${name.en}: ${cause.en}`,
    zh: `无法读取 ${name.zh}:${cause.zh}`,
  });
};

/** Where text stops being JSON, as an offset; undefined where that cannot be said. */
const offsetOfError = (text: string): number | undefined => {
  const errors: ParseError[] = [];
  try {
    jsonc.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Nested too deep for a parser that calls itself.
    return undefined;
  }
  return errors[0]?.offset;
};

/** The place of an offset, for people. */
const placeOf = (text: string, offset: number | undefined): Text => {
  if (offset === undefined) return { en: "", zh: "" };
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return { en: ` at line ${line}, column ${column}`, zh: `,第 ${line} 行第 ${column} 列有误` };
};

const notJson = (text: string): Problem => {
  if (text.trim() === "")
    return problem("input.notJson", "", { en: "expected JSON, got nothing", zh: "应为 JSON,实际为空" });
  const place = placeOf(text, offsetOfError(text));
  return problem("input.notJson", "", {
    en: `expected JSON, got what is none${place.en}`,
    zh: `应为 JSON,输入不是${place.zh}`,
  });
};

/** JSON text as a value. */
export const parseJson = (text: string): E.Either<readonly Problem[], unknown> => {
  try {
    return E.right(JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown);
  } catch {
    return E.left([notJson(text)]);
  }
};

/** The name that means standard input. */
export const STDIN = "-";

/** The bytes of a file, or of standard input where none is named. */
export const open = (file: string | undefined, stdin: Readable): Readable =>
  file === undefined || file === STDIN ? stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });

/** Reads one JSON document. */
export const readDocument = async (
  file: string | undefined,
  stdin: Readable,
): Promise<E.Either<readonly Problem[], unknown>> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of open(file, stdin) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_DOCUMENT_BYTES)
        return E.left([tooLarge({ en: "a document", zh: "文档" }, MAX_DOCUMENT_BYTES)]);
      chunks.push(chunk);
    }
  } catch (error) {
    return E.left([unreadable(file, error)]);
  }
  const whole = Buffer.concat(chunks);
  return isUtf8(whole) ? parseJson(whole.toString("utf8")) : E.left([notUtf8]);
};

/** A line of a stream, or why it cannot be read. */
export type Line = E.Either<readonly Problem[], string>;

const lineTooLarge: Line = E.left([tooLarge({ en: "a line", zh: "单行" }, MAX_LINE_BYTES)]);

const lineOf = (bytes: Buffer): Line => (isUtf8(bytes) ? E.right(bytes.toString("utf8")) : E.left([notUtf8]));

/** Several whole lines, without the last one's newline. */
const linesOf = (bytes: Buffer): readonly Line[] => {
  // Text is decoded a block at a time, which is faster; only a block with a bad line is taken apart first.
  if (isUtf8(bytes))
    return bytes
      .toString("utf8")
      .split("\n")
      .map((line) => E.right(line));
  const lines: Line[] = [];
  let from = 0;
  for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
    lines.push(lineOf(bytes.subarray(from, to)));
    from = to + 1;
  }
  lines.push(lineOf(bytes.subarray(from)));
  return lines;
};

/** A line that began in one chunk and did not end there: its pieces, until it is longer than a line may be. */
class Pending {
  #pieces: Buffer[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  /** Keeps a piece; of a line that is too long, only its length. */
  add(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > MAX_LINE_BYTES) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  take(): Line {
    const line = this.#bytes > MAX_LINE_BYTES ? lineTooLarge : lineOf(Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#bytes = 0;
    return line;
  }
}

/**
 * The lines of a stream, some at a time. A line that is too long is skipped without being kept, so memory holds a
 * chunk and a line at most; an end of input without a newline ends a line too.
 */
export async function* readLines(
  stream: Readable,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly Line[], void, void> {
  const pending = new Pending();
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    const first = chunk.indexOf(NEWLINE);
    if (first < 0) {
      pending.add(chunk);
      continue;
    }
    let from = 0;
    if (!pending.isEmpty) {
      pending.add(chunk.subarray(0, first));
      yield [pending.take()];
      from = first + 1;
    }
    const last = chunk.lastIndexOf(NEWLINE);
    if (last >= from) yield linesOf(chunk.subarray(from, last));
    pending.add(chunk.subarray(last + 1));
  }
  if (!pending.isEmpty) yield [pending.take()];
}
