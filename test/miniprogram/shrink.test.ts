/**
 * What the mini-program's bundle is shrunk by, on code small enough to see through.
 */
import { runInNewContext } from "node:vm";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { shrink } from "../../scripts/miniprogram/shrink.mjs";

const shrunk = (code: string, names: readonly string[] = []): string => shrink(code, new Set(names));

/** The code as esbuild writes it for ES2015. */
const lowered = (code: string): string => transformSync(code, { target: "es2015", minifySyntax: true }).code;

/** What the code leaves in `result`, given a value; as text, which says `undefined` too. */
const resultOf = (code: string, value?: unknown): string => {
  const context: { readonly value: unknown; result?: unknown } = { value };
  runInNewContext(code, context);
  return JSON.stringify(context.result, (_, part: unknown) => part ?? String(part));
};

const count = (code: string, part: string): number => code.split(part).length - 1;

describe("?? and ?.", () => {
  const before = lowered(`const other = { a: 5 };
    result = [value ?? 5, value ?? [], value ?? other.a, value?.a, value?.[0], value?.a ?? -1, (value ?? other).a,
      value?.a?.b, value?.a?.b ?? value, value?.toString?.(), value?.a?.b.c, value ?? Object.keys(other)];`);
  const after = shrunk(before);

  test("are calls, where they can be", () => {
    for (const call of ["__or(value, 5)", "__some(value).a", "__some(value)[0]"])
      expect(after).toContain(call);
    // Not those that call a method, go on by a step more, or have something to do for what stands in its place.
    expect([count(before, "== null"), count(after, "== null")]).toEqual([11, 2]);
    expect([count(before, "!= null"), count(after, "!= null")]).toEqual([7, 2]);
  });

  test.each([undefined, null, 0, "", false, "text", 7, [null], {}, { a: null }, { a: { b: { c: 1 } } }])(
    "mean the same of %j",
    (value) => {
      expect(resultOf(after, value)).toBe(resultOf(before, value));
    },
  );
});

describe("spreads", () => {
  const SPREADS = "var __spreadValues = Object.assign, __spreadProps = Object.assign;\n";

  test("of spreads are one", () => {
    const before = `${SPREADS}const one = { a: 1, b: 1 };
      result = [__spreadProps(__spreadValues(__spreadValues({}, one), { b: 2 }), { c: __spreadValues({ d: 3 }, one) }), one];`;
    const after = shrunk(before);
    expect(after).toContain("__spreadValues({}, one, { b: 2 }, { c: __spreadValues({ d: 3 }, one) })");
    expect(resultOf(after)).toBe(resultOf(before));
  });
});

describe("names of codecs", () => {
  test("go, and no other text does", () => {
    const code = `record2("Line", { id: leaf("Id", "text") }); note("Line"); list(name, "Line");`;
    expect(shrunk(code)).toContain(
      `record2("", { id: leaf("", "text") }); note("Line"); list(name, "Line");`,
    );
  });
});

describe("properties that never leave the library", () => {
  test("are undefined where nothing sets them; what has to be done first is done", () => {
    const after = shrunk("result = [value.a, value.b.c.a, make().a, value.other];", ["a", "c"]);
    expect(after).toContain("[(void 0), (void 0), make().a, value.other]");
  });

  test("are gone where nothing reads them, and then what only they have read", () => {
    const code = `class A { constructor(a) { this.kept = a.kept; this.set = 1; } run() { return this.kept; } old() { return this.older(); } older() {} }
      const a = { kept: 1, unread: 2, unreadToo() {}, done: act(), "unread": 3, [unread]: 4, ...rest };
      const { kept, done: d = 1 } = a; a.set = 5; result = new A(a).run();`;
    const after = shrunk(code, ["kept", "unread", "unreadToo", "done", "old", "older", "set", "run"]);
    expect(after).not.toMatch(/old|unreadToo/);
    expect(after).toContain(`{ kept: 1, done: act(), "unread": 3, [unread]: 4, ...rest }`);
    expect(after).toContain("a.set = 5");
  });

  test("stay as they are where they do leave it", () => {
    const code = "result = { unread: 1, method() {} }; value.unset;\n";
    expect(shrunk(code)).toContain(code);
  });
});
