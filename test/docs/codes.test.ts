/**
 * Every code is explained, in both languages, and the page of codes is what the explanations say.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { codesMarkdown } from "../../src/reference/codesMarkdown.js";
import { EXPLANATIONS, explain } from "../../src/reference/explain.js";
import { FORMAT_NAMES } from "../../src/verify/allFormats.js";

const root = fileURLToPath(new URL("../../src/", import.meta.url));

/** Codes of one word, which only the calls that report them show. */
const shortCodesInSource = (): readonly string[] =>
  readdirSync(`${root}verify`).flatMap((file) =>
    [
      ...readFileSync(`${root}verify/${file}`, "utf8").matchAll(
        /(?:cannotCheck|differs|disagrees|compare|compareIfThere)\(\s*"([a-zA-Z]+)"/g,
      ),
    ].map(([, code]) => code as string),
  );

/** The reasons of decisions, which are words of one type. */
const reasonsInSource = (): readonly string[] => {
  const source = readFileSync(`${root}promotion/Selection.ts`, "utf8");
  const [, type] = /export type LeftOutReason =([^;]*);/.exec(source) as RegExpExecArray;
  return [...(type as string).matchAll(/"([a-zA-Z0-9]+)"/g)].map(([, reason]) => reason as string);
};

/** What is written like a code and is none. */
const OTHER: readonly string[] = [
  ...FORMAT_NAMES,
  "decimal.js",
  // Headings of tables.
  "customData.image",
  "customData.text",
];

/** Every text in the source that is written like a code: two words with a dot between. */
const codesInSource = (): readonly string[] => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("reference") && !file.startsWith("plugin-types"),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(root + file, "utf8").matchAll(/"([a-z][A-Za-z]*\.[a-z][A-Za-z0-9]*)"/g)].map(
      ([, code]) => code as string,
    ),
  );
  return [...new Set(found)].filter((code) => !OTHER.includes(code)).sort();
};

describe("explanations", () => {
  test("every code of the source is explained", () => {
    const codes = codesInSource();
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => explain(code).length === 0)).toEqual([]);
    const short = shortCodesInSource();
    expect(short).toContain("bounds");
    expect(short.filter((code) => explain(code).length === 0)).toEqual([]);
  });

  test("every reason of a decision is explained, once, and nothing else is a reason", () => {
    const reasons = reasonsInSource();
    expect(reasons).toContain("belowThreshold");
    expect(EXPLANATIONS.filter(({ kind }) => kind === "reason").map(({ code }) => code)).toEqual(reasons);
  });

  test("every explained code of our own is in the source", () => {
    const source = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("reference"))
      .map((file) => readFileSync(root + file, "utf8"))
      .join("\n");
    // A block's name and its field's are put together where blocks are compared, and the one word is a line's beginning.
    const isWritten = (code: string): boolean =>
      source.includes(`"${code}"`) ||
      source.includes(`\`${code}\\t`) ||
      (source.includes("`${code}.total`") && /^(goods|item)Block\./.test(code));
    const stale = EXPLANATIONS.filter(({ kind, code }) => kind !== "platformError" && !isWritten(code));
    expect(stale.map(({ code }) => code)).toEqual([]);
  });

  test("each says what it means and what to do, in both languages", () => {
    for (const { code, meaning, whatToDo } of EXPLANATIONS)
      for (const text of [meaning.en, meaning.zh, whatToDo.en, whatToDo.zh])
        expect(text.trim().length, code).toBeGreaterThan(0);
  });

  test("a number is a code too, and what is unknown has no explanation", () => {
    expect(explain(21660)[0]?.source?.section).toBe("错误码说明");
    expect(explain("21660")).toEqual(explain(21660));
    for (const unknown of ["", "21", "toString", "__proto__", "booking"])
      expect(explain(unknown)).toEqual([]);
  });

  test("the same rule of two documents has two explanations", () => {
    expect(explain("lines.oneList").map(({ source }) => source?.document)).toEqual([
      "plugin-create-order",
      "openapi-trade-v2-create-order",
    ]);
  });
});

describe("the page of codes", () => {
  test.each([
    ["en", "codes.md"],
    ["zh", "codes.zh-CN.md"],
  ] as const)("%s", async (lang, file) => {
    await expect(codesMarkdown(lang)).toMatchFileSnapshot(`../../docs/${file}`);
  });
});
