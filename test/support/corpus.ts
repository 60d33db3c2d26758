/**
 * The kept corpus: inputs that once failed or are worth trying always. Every suite of random inputs tries its own first.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** A file of the corpus. */
export interface Kept {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is kept of one kind, by name. */
export const corpus = (kind: "requests" | "payloads" | "bodies"): readonly Kept[] => {
  const folder = new URL(`test/corpus/${kind}/`, root);
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, folder))) }));
};

/** The JSON files of the platform's samples and of the examples, as texts: the other seeds of the fuzz suites. */
export const samples = (): readonly Kept[] =>
  ["test/golden/", "test/documents/", "examples/"].flatMap((folder) =>
    readdirSync(fileURLToPath(new URL(folder, root)))
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => ({
        name: folder + name,
        bytes: new Uint8Array(readFileSync(new URL(folder + name, root))),
      })),
  );

/** How to add an input that failed. */
export const howToKeep = (kind: "requests" | "payloads" | "bodies", input: Uint8Array | string): string => {
  const bytes = Buffer.from(input);
  const name = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const shown = bytes.length > 2_000 ? `${bytes.toString("utf8", 0, 2_000)}…` : bytes.toString();
  return (
    `the input: ${JSON.stringify(shown)}\n` +
    `to keep it: echo ${bytes.toString("base64")} | base64 -d > test/corpus/${kind}/${name}`
  );
};

/** The text of a file; bytes that are no UTF-8 become U+FFFD. */
export const textOf = ({ bytes }: Kept): string => new TextDecoder().decode(bytes);
