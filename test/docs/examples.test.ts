/**
 * Documentation that runs: every `@example` of a docstring, every TypeScript block of a Markdown file, and every
 * command whose output a Markdown file shows.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const scratch = `${root}.cache/examples`;

interface Example {
  readonly name: string;
  readonly code: string;
}

const filesUnder = (folder: string, ending: string): readonly string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)
    .sort();

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** The code after each `@example`, up to the next tag or the end of the comment. */
const docstringExamples = (file: string): readonly Example[] => {
  const text = readFileSync(root + file, "utf8");
  return [...text.matchAll(/^ \* @example\n((?: \*(?! @| *\/).*\n)+)/gm)].map((match) => ({
    name: `${file}:${lineOf(text, match.index)}`,
    code: (match[1] as string).replace(/^ \* ?/gm, ""),
  }));
};

const markdown = ["README.md", "README.zh-CN.md", ...filesUnder("docs", ".md"), "examples/README.md"];

const markdownExamples = (file: string): readonly Example[] => {
  const text = readFileSync(root + file, "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => ({
    name: `${file}:${lineOf(text, match.index)}`,
    code: match[1] as string,
  }));
};

interface Shown {
  readonly name: string;
  readonly command: string;
  readonly output: string;
}

/** A command in a `sh` block, and what it prints in the block that follows. */
const shownCommands = (file: string): readonly Shown[] => {
  const text = readFileSync(root + file, "utf8");
  return [...text.matchAll(/^```sh\nnpx suanjia (.*)\n```\n\n```(?:text|json)\n([\s\S]*?)^```$/gm)].map(
    (match) => ({
      name: `${file}:${lineOf(text, match.index)}`,
      command: match[1] as string,
      output: match[2] as string,
    }),
  );
};

const examples = [
  ...filesUnder("src", ".ts").flatMap(docstringExamples),
  ...markdown.flatMap(markdownExamples),
];

describe("examples", () => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });

  test("there are some of each kind", () => {
    expect(examples.filter(({ name }) => name.startsWith("src/")).length).toBeGreaterThan(10);
    expect(examples.filter(({ name }) => name.startsWith("README.md")).length).toBeGreaterThan(3);
  });

  for (const { name, code } of examples)
    test(name, async () => {
      // An example that asserts nothing shows nothing.
      expect(code).toMatch(/assert\b/);
      const file = `${scratch}/${name.replace(/[^\w.]/g, "_")}.ts`;
      writeFileSync(file, code);
      await import(file);
    });
});

describe("commands print what the documents show", () => {
  const shown = markdown.flatMap(shownCommands);

  test("there are some", () => {
    expect(shown.length).toBeGreaterThan(1);
  });

  for (const { name, command, output } of shown)
    test(name, () => {
      const { stdout } = spawnSync(process.execPath, ["dist/cli/main.js", ...command.split(" ")], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C" },
      });
      expect(stdout).toBe(output);
    });
});
