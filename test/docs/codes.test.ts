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

/** The words of a type in the server's source. */
const wordsOf = (file: string, type: string): readonly string[] => {
  const source = readFileSync(`${root}server/${file}`, "utf8");
  const [, words] = new RegExp(`export type ${type} =([^;]*);`).exec(source) as RegExpExecArray;
  return [...(words as string).matchAll(/"([a-zA-Z0-9]+)"/g)].map(([, word]) => word as string);
};

/** Outcomes that the server puts together of two words, so that its source has them nowhere in one piece. */
const composedOutcomes = (): readonly string[] => {
  const faults = wordsOf("handler/parse.ts", "ParseFault");
  return [
    ...wordsOf("signature/types.ts", "SignatureFault").map((fault) => `signature.${fault}`),
    ...faults.map((fault) => `body.${fault}`),
    // The message is a text in the body, which was UTF-8.
    ...faults.filter((fault) => fault !== "notUtf8").map((fault) => `message.${fault}`),
  ];
};

/** Outcomes of one word: those of the routes, and those that the handler writes as such. */
const wordOutcomes = (): readonly string[] => {
  const answers = readFileSync(`${root}server/http/answers.ts`, "utf8");
  const [, titles] = /const TITLES = \{([^]*?)\} as const/.exec(answers) as RegExpExecArray;
  const sources = ["handler/createHandler.ts", "http/app.ts"].map((file) =>
    readFileSync(`${root}server/${file}`, "utf8"),
  );
  return [
    ...[...(titles as string).matchAll(/^ {2}([a-zA-Z]+): \[/gm)].map(([, kind]) => kind as string),
    ...[...sources.join("\n").matchAll(/outcome: "([a-zA-Z]+)"/g)].map(([, word]) => word as string),
  ];
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

  test("every outcome that the server writes without a dot or puts together is explained, and no other such", () => {
    const written = [...new Set([...wordOutcomes(), ...composedOutcomes()])];
    for (const known of ["ok", "busy", "otherContent", "signature.noKey", "body.notUtf8"])
      expect(written).toContain(known);
    const outcomes = EXPLANATIONS.filter(({ kind }) => kind === "outcome").map(({ code }) => code);
    expect(written.filter((code) => !outcomes.includes(code))).toEqual([]);
    const inOnePiece = codesInSource();
    expect(outcomes.filter((code) => !written.includes(code) && !inOnePiece.includes(code))).toEqual([]);
  });

  test("every explained code of our own is in the source", () => {
    const composed = composedOutcomes();
    const source = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("reference"))
      .map((file) => readFileSync(root + file, "utf8"))
      .join("\n");
    // A block's name and its field's are put together where blocks are compared, and the one word is a line's beginning.
    const isWritten = (code: string): boolean =>
      source.includes(`"${code}"`) ||
      composed.includes(code) ||
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
