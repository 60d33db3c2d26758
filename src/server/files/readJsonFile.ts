/**
 * Reading a file of the merchant's: JSON, within limits, or every reason why not.
 */
import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import * as E from "fp-ts/lib/Either.js";
import { type Problem, problem, type Text } from "../../codec/Problem.js";
import { isDeeperThan } from "../http/isDeeperThan.js";

const MIB = 1024 * 1024;

/** The largest file that is read. */
const MAX_FILE_BYTES = 64 * MIB;

/** The deepest nesting: what reads it must not exhaust the stack. */
const MAX_FILE_DEPTH = 100;

/** What a file is like from outside: when this changes, it is read again. */
export type Stamp = string;

/** A file as it was read. */
export interface FileRead {
  readonly stamp: Stamp;
  readonly content: E.Either<readonly Problem[], unknown>;
}

const refused = (code: string, text: Text): E.Either<readonly Problem[], never> =>
  E.left([problem(code, "", text)]);

const unreadable = (path: string, error: unknown): E.Either<readonly Problem[], never> => {
  const code = (error as { readonly code?: string }).code ?? "unknown error";
  const name = JSON.stringify(path);
  return code === "ENOENT"
    ? refused("input.unreadable", {
        en: `cannot read ${name}: there is no such file`,
        zh: `无法读取 ${name}:文件不存在`,
      })
    : refused("input.unreadable", { en: `cannot read ${name}: ${code}`, zh: `无法读取 ${name}:${code}` });
};

/** The bytes of a file as JSON. */
const parseBytes = (bytes: Uint8Array): E.Either<readonly Problem[], unknown> => {
  if (!isUtf8(bytes))
    return refused("input.notUtf8", {
      en: "expected text in UTF-8, got bytes that are none",
      zh: "应为 UTF-8 文本,含有非法字节",
    });
  if (isDeeperThan(bytes, MAX_FILE_DEPTH))
    return refused("input.notJson", {
      en: `expected JSON nested at most ${MAX_FILE_DEPTH} deep`,
      zh: `JSON 嵌套不得超过 ${MAX_FILE_DEPTH} 层`,
    });
  try {
    return E.right(JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  } catch {
    return refused("input.notJson", { en: "expected JSON, got what is none", zh: "应为 JSON,输入不是" });
  }
};

interface Stats {
  readonly mtimeNs: bigint;
  readonly size: bigint;
  readonly ino: bigint;
}

const stampOf = ({ mtimeNs, size, ino }: Stats): Stamp => `${mtimeNs} ${size} ${ino}`;

const tooLarge: E.Either<readonly Problem[], never> = refused("input.tooLarge", {
  en: `expected a file of at most ${MAX_FILE_BYTES / MIB} MiB, got more`,
  zh: `文件不得超过 ${MAX_FILE_BYTES / MIB} MiB`,
});

/** Reads a file, with its stamp from before: whoever writes meanwhile changes the next stamp, and is read again. */
export const readJsonFile = async (path: string): Promise<FileRead> => {
  try {
    const file = await open(path);
    try {
      const stats = await file.stat({ bigint: true });
      const stamp = stampOf(stats);
      if (stats.size > MAX_FILE_BYTES) return { stamp, content: tooLarge };
      return { stamp, content: parseBytes(await file.readFile()) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { stamp: "", content: unreadable(path, error) };
  }
};

/** The stamp of a file as it is now; empty where it cannot be read. */
export const readStamp = async (path: string): Promise<Stamp> => {
  try {
    const file = await open(path);
    try {
      return stampOf(await file.stat({ bigint: true }));
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
};
