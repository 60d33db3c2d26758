/**
 * The page of proofs names files, functions and tests: all of them are there, and both languages name the same.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string): string => readFileSync(root + file, "utf8");

/** A line that says where something stands: a file, and functions or titles of tests. */
interface Reference {
  readonly file: string;
  readonly names: readonly string[];
}

interface Claim {
  readonly id: string;
  readonly code: readonly Reference[];
  readonly tests: readonly Reference[];
}

const references = (section: string, word: RegExp, name: RegExp): readonly Reference[] =>
  section
    .split("\n")
    .filter((line) => word.test(line))
    .map((line) => {
      const [, file = "", rest = ""] = /`([^`]+)`[:：] *(.*)/.exec(line) ?? [];
      return { file, names: [...rest.matchAll(name)].map((match) => match[1] as string) };
    });

/** The claims of a page: each a heading of the third level that begins with a letter and a number. */
const claimsOf = (file: string): readonly Claim[] =>
  read(file)
    .split(/^### /m)
    .slice(1)
    .map((section) => ({
      id: /^([A-Z]\d+)[.。]/.exec(section)?.[1] ?? section.slice(0, 40),
      code: references(section, /^- (?:Code|代码)[:：]/, /`([^`]+)`/g),
      tests: references(section, /^- (?:Test|测试)[:：]/, /"([^"]+)"/g),
    }));

/** Is a function, a class, a constant or a method of this name in the file? */
const declares = (file: string, name: string): boolean =>
  new RegExp(
    `\\b(?:const|function|class|interface|type) ${name}\\b|^ {2}(?:private |static )*${name}(?:<[^>]*>)?\\(`,
    "m",
  ).test(read(file));

/** The titles of a file's tests and groups of tests, those that are put together as they are written. */
const titlesOf = (file: string): readonly string[] =>
  [
    ...read(file).matchAll(
      /\b(?:describe|test|it|law)(?:\.\w+(?:\([^()]*\))?)*\(\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g,
    ),
  ].map((match) => (match[1] ?? match[2]) as string);

const claims = claimsOf("docs/proofs.md");

test("the page has claims, each with the code that it rests on and a test that guards it", () => {
  expect(claims.length).toBeGreaterThan(25);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  for (const { id, code, tests } of claims) {
    expect(id).toMatch(/^[A-Z]\d+$/);
    for (const part of [code, tests]) {
      expect(part.length, id).toBeGreaterThan(0);
      for (const { file, names } of part) expect([id, file, names.length > 0]).toEqual([id, file, true]);
    }
  }
});

describe.each(claims.map((claim) => [claim.id, claim] as const))("%s", (_, { code, tests }) => {
  test("its functions are there", () => {
    for (const { file, names } of code) {
      expect(existsSync(root + file), file).toBe(true);
      for (const name of names) expect([file, name, declares(file, name)]).toEqual([file, name, true]);
    }
  });

  test("its tests are there", () => {
    for (const { file, names } of tests) {
      expect(existsSync(root + file), file).toBe(true);
      const titles = titlesOf(file);
      for (const name of names) expect(titles, file).toContain(name);
    }
  });
});

test("a claim refers to claims that are there", () => {
  const known = claims.map(({ id }) => id);
  for (const file of ["docs/proofs.md", "docs/proofs.zh-CN.md"])
    for (const [, named] of read(file).matchAll(/\b([A-D]\d+)\b/g)) expect(known).toContain(named);
});

test("the Chinese page makes the same claims, on the same code and tests", () => {
  expect(claimsOf("docs/proofs.zh-CN.md")).toEqual(claims);
});
