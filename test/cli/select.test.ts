import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Cart } from "../../src/promotion/Cart.js";
import type { Promotion } from "../../src/promotion/Promotion.js";
import type { Selection } from "../../src/promotion/Selection.js";
import type { SelectionContext } from "../../src/promotion/SelectionContext.js";
import { select } from "../../src/promotion/select.js";
import { toPricingRequest } from "../../src/promotion/toPricingRequest.js";
import { rightOf } from "../support/either.js";
import { expectFitForPeople, expectRefused, jsonOf, linesOf, MAIN, run, scratch } from "./run.js";

const dir = scratch();

const example = (name: string): string =>
  fileURLToPath(new URL(`../../examples/${name}.json`, import.meta.url));

const CART_FILE = example("cart");
const PROMOTIONS_FILE = example("promotions");

interface Document extends Cart {
  readonly context: SelectionContext;
}

const DOCUMENT = JSON.parse(readFileSync(CART_FILE, "utf8")) as Document;
const PROMOTIONS = JSON.parse(readFileSync(PROMOTIONS_FILE, "utf8")) as readonly Promotion[];
const { context: CONTEXT, ...CART } = DOCUMENT;

/** What the library says to a document. */
const selected = ({ context, ...cart }: Document, only?: readonly string[]): Selection =>
  rightOf(select(cart, PROMOTIONS, context, only === undefined ? {} : { only }));

const withRules = (...args: readonly string[]): string[] => [
  "select",
  "--promotions",
  PROMOTIONS_FILE,
  ...args,
];

/** The command on a document from standard input. */
const ask = (document: unknown, ...args: readonly string[]) =>
  run(withRules(...args), { stdin: JSON.stringify(document) });

const decisionsOf = (selection: unknown): Record<string, unknown> =>
  Object.fromEntries((selection as Selection).decisions.map(({ id, ...rest }) => [id, rest]));

describe.concurrent("select: the shapes of the answer", () => {
  test("decisions: each promotion of the example with what it gives, or why it does not", async () => {
    const ran = await run(withRules(CART_FILE));
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const selection = jsonOf(ran);
    expect(selection).toMatchObject({ totalDiscountFen: 3635, optimal: true });
    expect(decisionsOf(selection)).toEqual({
      // 58.00 of drinks; the coupon's code is that of the coupon that is held.
      "drink-coupon": { applied: true, discountFen: 500 },
      "full-80": { applied: true, discountFen: 1200 },
      "second-half": { applied: false, reason: "groupTaken", by: "full-80" },
      // 5% of 84.00 − 5.00 − 12.00.
      vip: { applied: true, discountFen: 335 },
      "order-tiers": { applied: true, discountFen: 500, next: { shortFen: 1600, amountFen: 1000 } },
      spring: { applied: false, reason: "ended" },
      // Whole yuan of 10% of 58.65.
      points: { applied: true, discountFen: 500, points: 500 },
      "free-delivery": { applied: true, discountFen: 600 },
    });
    expect((selection as Selection).marketing.find(({ id }) => id === "drink-coupon")).toMatchObject({
      code: "TEA-8F3K",
    });
    expect(selection).toEqual(selected(DOCUMENT));
    expect(ran.stdout).toBe(`${JSON.stringify(selected(DOCUMENT), undefined, 2)}\n`);
  });

  test("a file, standard input and -, for the cart or for the rules", async () => {
    const whole = await run(withRules(CART_FILE));
    const rules = { stdin: readFileSync(PROMOTIONS_FILE) };
    const others = await Promise.all([
      ask(DOCUMENT),
      ask(DOCUMENT, "-"),
      ask(DOCUMENT, "--output", "decisions"),
      run(["select", CART_FILE, "--promotions", "-"], rules),
    ]);
    for (const other of others) expect(other).toEqual(whole);
  });

  test.each(["quote", "plugin"])("%s: as price writes what was selected", async (output) => {
    const request = JSON.stringify(toPricingRequest(CART, selected(DOCUMENT)));
    const [ran, priced] = await Promise.all([
      run(withRules(CART_FILE, "--output", output)),
      run(["price", "--output", output], { stdin: request }),
    ]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran).toEqual(priced);
    if (output === "plugin") expect(ran.stdout).toContain('"totalDiscountAmount": 3635');
    else expect(jsonOf(ran)).toMatchObject({ totals: { payableAmount: 5565, feeDiscountAmount: 600 } });
  });

  test("plugin: the amounts agree with each other", async () => {
    const { stdout } = await run(withRules(CART_FILE, "--output", "plugin"));
    const report = await run(["verify", "--checks", "amounts"], { stdin: stdout });
    expect(jsonOf(report)).toMatchObject({ ok: true, violations: [], unchecked: [] });
  });

  test("openapi: where there are no fees; with fees it is refused, as in price", async () => {
    expectRefused(await run(withRules(CART_FILE, "--output", "openapi")), 1, [
      { code: "emit.feesHaveNoOpenApiForm", path: "/fees" },
    ]);
    const { fees: _, ...withoutFees } = DOCUMENT;
    const ran = await ask(withoutFees, "--output", "openapi");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    // The total is that before discounts; of them there are 36.35 less the delivery.
    expect(jsonOf(ran)).toMatchObject({ total_amount: 8400, discount_amount: 3035 });
  });
});

describe.concurrent("select: the options", () => {
  test("--only calculates these, without a search; what cannot apply is said, and is no failure", async () => {
    const only = ["second-half", "spring", "vip"];
    const ran = await run(withRules(CART_FILE, "--only", only.join(",")));
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const decisions = decisionsOf(jsonOf(ran));
    expect(decisions).toMatchObject({
      // Half of the cheapest drink; then 5% of 75.00.
      "second-half": { applied: true, discountFen: 900 },
      vip: { applied: true, discountFen: 375 },
      spring: { applied: false, reason: "ended" },
      "full-80": { applied: false, reason: "notSelected" },
    });
    expect(jsonOf(ran)).toEqual(selected(DOCUMENT, only));
  });

  test("--only names what there is", async () => {
    const expected = [
      { code: "promotion.unknown", path: "/options/only/1", message: /"vipp"/ },
      { code: "promotion.unknown", path: "/options/only/2", message: /"vip "/ },
    ];
    expectRefused(await run(withRules(CART_FILE, "--only", "vip,vipp,vip ")), 1, expected);
  });

  test("--only with nothing names nothing, which is refused", async () => {
    const ran = await run(withRules(CART_FILE, "--only", ""));
    expectRefused(ran, 1, [{ code: "promotion.unknown", path: "/options/only/0", message: /""/ }]);
  });

  test.each([
    ["milliseconds", "1790000000000"],
    ["an ISO date", "2026-09-21T21:33:20+08:00"],
  ])("--now, in %s, takes the place of the context's", async (_, now) => {
    const later = { ...DOCUMENT, context: { ...CONTEXT, now: Date.parse("2026-09-21T13:33:20Z") } };
    const ran = await run(withRules(CART_FILE, "--now", now));
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(jsonOf(ran)).toEqual(selected(later));
    expect(decisionsOf(jsonOf(ran))).toMatchObject({
      "full-80": { applied: false, reason: "ended" },
      "second-half": { applied: true },
      // The rest of the context stays.
      "drink-coupon": { applied: true },
      vip: { applied: true },
    });
  });

  test("--now is enough of a context, where nothing more is asked for", async () => {
    const [fresh, old] = ["fresh", "old"].map((id) => ({
      ...PROMOTIONS[0],
      id,
      stacking: undefined,
      when:
        id === "fresh"
          ? { startsAt: 1577836800000, endsAt: 4102444800000 }
          : { startsAt: 1262304000000, endsAt: 1577836800000 },
    }));
    const rules = dir.file("times.json", [fresh, old]);
    const ran = await run(["select", "--promotions", rules, "--now", "now"], {
      stdin: JSON.stringify(CART),
    });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(decisionsOf(jsonOf(ran))).toEqual({
      fresh: { applied: true, discountFen: 1200 },
      old: { applied: false, reason: "ended" },
    });
  });

  test("--node-limit cuts the search short, and the answer says so", async () => {
    const [cut, exact] = await Promise.all(
      ["1", "200000"].map((limit) => run(withRules(CART_FILE, "--node-limit", limit))),
    );
    expect(cut).toMatchObject({ code: 0, stderr: "" });
    const { optimal, missingAtMostFen, visited, totalDiscountFen } = jsonOf(cut as never) as Selection;
    expect({ optimal, visited }).toEqual({ optimal: false, visited: 1 });
    expect(totalDiscountFen + (missingAtMostFen ?? 0)).toBeGreaterThanOrEqual(3635);
    expect(jsonOf(exact as never)).toEqual(selected(DOCUMENT));
  });
});

describe.concurrent("select --output table", () => {
  const HELD = "drink-coupon / TEA-8F3K";

  test("in Chinese: marks, names, amounts, reasons, and the totals of the quote", async () => {
    const ran = await run(withRules(CART_FILE, "--output", "table", "--lang", "zh"));
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const rowOf = (name: string): string[] =>
      (linesOf(ran.stdout).find((line) => line.includes(` ${name} `)) ?? "").split("│").map((c) => c.trim());
    const row = (...cells: string[]) => ["", ...cells, ""];
    expect(rowOf(HELD)).toEqual(row("✓", HELD, "饮品券:满 50 元减 5 元", "5.00", ""));
    expect(rowOf("full-80")).toEqual(row("✓", "full-80", "满 80 元减 12 元", "12.00", ""));
    expect(rowOf("second-half")).toEqual(
      row("✗", "second-half", "饮品第二件半价", "—", '与 "full-80" 同组,只能享受其一'),
    );
    expect(rowOf("order-tiers").at(-2)).toBe("再买 16.00 元到下一档:减 10.00 元");
    expect(rowOf("points").at(-2)).toBe("使用 500 积分");
    expect(rowOf("spring").at(-2)).toBe("已结束");
    for (const total of [
      /商品总价 +│ 84\.00 │ 8400/,
      /费用 +│ +8\.00 │ +800/,
      /优惠合计 +│ 36\.35/,
      /实付 +│ 55\.65/,
    ])
      expect(ran.stdout).toMatch(total);
    expectFitForPeople(ran.stdout);
  });

  test("in English", async () => {
    const ran = await run(withRules(CART_FILE, "--output", "table", "--lang", "en"));
    for (const shown of [
      HELD,
      'only one of its group applies: "full-80"',
      "¥16.00 more to the next step: ¥10.00 off",
      "500 points used",
      "ended",
      "to pay",
      "55.65",
    ])
      expect(ran.stdout).toContain(shown);
    expectFitForPeople(ran.stdout);
  });

  test("a search that was cut short says how much may be missing", async () => {
    const ran = await run(withRules(CART_FILE, "--output", "table", "--node-limit", "1"));
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(/^Not certain to be the best: .* at most ¥\d+\.\d\d more$/m);
  });

  test("ids, codes and titles from outside cannot colour the screen, break a row or turn text around", async () => {
    const nasty = "a\u001b[31m\r\n\tb\u0007\u009b1m\u202e";
    const off = {
      type: 4,
      discountRange: 1,
      title: nasty,
      benefit: { kind: "amountOff", amountFen: 1 },
      stacking: { group: "g" },
    };
    const rules = dir.file("nasty.json", [
      { ...off, id: nasty, code: nasty },
      { ...off, id: `${nasty}2` },
    ]);
    for (const lang of ["en", "zh"]) {
      const ran = await run([
        "select",
        CART_FILE,
        "--promotions",
        rules,
        "--output",
        "table",
        "--lang",
        lang,
      ]);
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expectFitForPeople(ran.stdout);
      expect(ran.stdout).not.toContain("\t");
      // Of the one that is in the way as well.
      expect(ran.stdout.match(/\\u001b/g)?.length).toBeGreaterThan(4);
    }
  });

  test.skipIf(!existsSync("/usr/bin/script"))("is the default on a terminal, and fits it", () => {
    const shown = (columns: number): string[] => {
      const command = `stty cols ${columns}; '${process.execPath}' '${MAIN}' select '${CART_FILE}' --promotions '${PROMOTIONS_FILE}'`;
      const { stdout } = spawnSync("/usr/bin/script", ["-qec", command, "/dev/null"], {
        env: { LANG: "zh_CN.UTF-8", TERM: "xterm", PATH: "/usr/bin:/bin" },
        encoding: "utf8",
        input: "",
      });
      return stdout.split(/\r?\n/);
    };
    const border = (lines: readonly string[]): number =>
      (lines.find((line) => line.startsWith("┌")) ?? "").length;
    const [narrow, wide] = [shown(80), shown(200)];
    expect(wide.join("\n")).toContain("再买 16.00 元到下一档:减 10.00 元");
    expect(border(narrow)).toBeLessThanOrEqual(80);
    expect(border(narrow)).toBeGreaterThan(60);
    expect(border(wide)).toBeGreaterThan(border(narrow));
  });
});

describe.concurrent("select: a document that is refused, by the places of the document", () => {
  const { now: _, ...withoutNow } = CONTEXT;
  const { points: __, ...withoutPoints } = CONTEXT.buyer ?? {};

  test.each<[string, unknown, readonly [code: string, path: string][]]>([
    ["no context", CART, [["value.required", "/context/now"]]],
    ["a context without a time", { ...CART, context: withoutNow }, [["value.required", "/context/now"]]],
    ["a context that is null", { ...CART, context: null }, [["value.type", "/context"]]],
    ["a context that is a list", { ...CART, context: [] }, [["value.type", "/context"]]],
    ["a context that is a text", { ...CART, context: "now" }, [["value.type", "/context"]]],
    ["a time as text", { ...CART, context: { ...CONTEXT, now: "now" } }, [["value.type", "/context/now"]]],
    [
      "an unknown key of the context",
      { ...CART, context: { ...CONTEXT, held: [{ id: "a", cod: "b" }], time: 1 } },
      [
        ["value.unknownKey", "/context/time"],
        ["value.unknownKey", "/context/held/0/cod"],
      ],
    ],
    [
      "no balance, where a promotion is for points",
      { ...CART, context: { ...CONTEXT, buyer: withoutPoints } },
      [["promotion.noBalance", "/context/buyer/points"]],
    ],
    ["null", null, [["value.type", ""]]],
    ["a list", [DOCUMENT], [["value.type", ""]]],
    ["a text", "cart", [["value.type", ""]]],
    ["no lines", { context: CONTEXT }, [["value.required", "/lines"]]],
    ["an empty list of lines", { context: CONTEXT, lines: [] }, [["value.empty", "/lines"]]],
    [
      "a wrong line",
      { ...DOCUMENT, lines: [{ ...DOCUMENT.lines[0], unitPrice: 0.5 }] },
      [["value.notInteger", "/lines/0/unitPrice"]],
    ],
    [
      "one line twice",
      { ...DOCUMENT, lines: [...DOCUMENT.lines, DOCUMENT.lines[0]] },
      [["lines.duplicate", "/lines/3"]],
    ],
    [
      "marketing, which is what is asked for",
      { ...DOCUMENT, marketing: [] },
      [["value.unknownKey", "/marketing"]],
    ],
    ["a key like the library's parts", { ...DOCUMENT, cart: {} }, [["value.unknownKey", "/cart"]]],
    ["a key that begins like one", { ...DOCUMENT, "cart/x": {} }, [["value.unknownKey", "/cart~1x"]]],
    [
      "the cart and its context both wrong",
      { lines: [], context: {} },
      [
        ["value.empty", "/lines"],
        ["value.required", "/context/now"],
      ],
    ],
  ])("%s", async (_name, document, expected) => {
    const problems = expected.map(([code, path]) => ({ code, path }));
    expectRefused(await ask(document), 1, problems);
  });

  test("whatever the shape that is asked for, and in Chinese", async () => {
    for (const output of ["table", "quote"]) {
      const [problem] = expectRefused(await ask(CART, "--output", output, "--lang", "zh"), 1, [
        { code: "value.required", path: "/context/now" },
      ]);
      expect(problem?.message).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("with --now, a context that is none is still said to be none", async () => {
    for (const context of [null, [], "now", 5])
      expectRefused(await ask({ ...CART, context }, "--now", "now"), 1, [
        { code: "value.type", path: "/context", message: /object/ },
      ]);
  });

  test("__proto__ is a key that there is not, and brings no context in", async () => {
    const stdin = `{"__proto__":{"context":${JSON.stringify(CONTEXT)}},${JSON.stringify(CART).slice(1)}`;
    expectRefused(await run(withRules(), { stdin }), 1, [
      { code: "value.unknownKey", path: "/__proto__" },
      { code: "value.required", path: "/context/now" },
    ]);
  });
});

describe.concurrent("select: promotions that are refused", () => {
  const [first = {} as Promotion] = PROMOTIONS;

  test.each<[string, unknown, readonly [code: string, path: string][]]>([
    ["null", null, [["value.type", "/promotions"]]],
    ["one, without a list around it", first, [["value.type", "/promotions"]]],
    ["a promotion that is null", [null], [["value.type", "/promotions/0"]]],
    [
      "an end before the start",
      [first, { ...first, id: "b", when: { startsAt: 2, endsAt: 1 } }],
      [["promotion.dates", "/promotions/1/when/endsAt"]],
    ],
    ["one twice", [first, first], [["promotion.duplicate", "/promotions/1"]]],
  ])("%s", async (name, promotions, expected) => {
    const rules = dir.file(`${name}.json`, promotions);
    const problems = expected.map(([code, path]) => ({ code, path }));
    expectRefused(await run(["select", CART_FILE, "--promotions", rules]), 1, problems);
    // Of a stream they are said once, whatever the lines are.
    const stdin = `${JSON.stringify(DOCUMENT)}\n`.repeat(3);
    expectRefused(await run(["select", "--ndjson", "--promotions", rules], { stdin }), 1, problems);
  });

  test("all that is wrong, in the cart, the rules and the context, at once", async () => {
    const rules = dir.file("wrong.json", [{ ...first, title: 5 }]);
    const stdin = JSON.stringify({ ...DOCUMENT, lines: [], context: {} });
    expectRefused(await run(["select", "--promotions", rules], { stdin }), 1, [
      { code: "value.empty", path: "/lines" },
      { code: "value.type", path: "/promotions/0/title" },
      { code: "value.required", path: "/context/now" },
    ]);
  });
});

describe.concurrent("select: input that cannot be read", () => {
  test("a cart, rules, or both that are not there", async () => {
    const cart = { code: "input.unreadable", path: "", message: /no-cart\.json/ };
    const rules = { code: "input.unreadable", path: "/promotions", message: /no-rules\.json/ };
    expectRefused(await run(withRules("no-cart.json")), 2, [cart]);
    expectRefused(await run(["select", CART_FILE, "--promotions", "no-rules.json"]), 2, [rules]);
    expectRefused(await run(["select", "no-cart.json", "--promotions", "no-rules.json"]), 2, [cart, rules]);
    expectRefused(await run(["select", "--ndjson", "--promotions", "no-rules.json"], { stdin: "{}\n" }), 2, [
      rules,
    ]);
    const ran = await run(withRules("--ndjson", "no-cart.json"));
    expectRefused(ran, 2, [cart]);
  });

  test("what is no JSON", async () => {
    const bad = dir.file("bad.json", '[{"id":}]');
    expectRefused(await run(["select", CART_FILE, "--promotions", bad]), 2, [
      { code: "input.notJson", path: "/promotions", message: /line 1, column 8/ },
    ]);
    expectRefused(await run(withRules(), { stdin: "" }), 2, [
      { code: "input.notJson", path: "", message: /nothing/ },
    ]);
  });
});

describe.concurrent("select: wrong usage", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["no --promotions", ["select", CART_FILE], /--promotions/],
    ["cart and rules both -", ["select", "-", "--promotions", "-"], /both be standard input/],
    ["no cart, and rules -", ["select", "--promotions", "-"], /both be standard input/],
    ["the same in a stream", ["select", "--ndjson", "--promotions", "-"], /both be standard input/],
    ["a table as a line", withRules("--ndjson", "--output", "table"), /--output table/],
    ["a shape that there is not", withRules(CART_FILE, "--output", "report"), /decisions, quote, plugin/],
    ["a limit of 0", withRules(CART_FILE, "--node-limit", "0"), /above 0/],
    ["a limit that is no number", withRules(CART_FILE, "--node-limit", "many"), /whole number/],
    ["a date without an offset", withRules(CART_FILE, "--now", "2026-09-21"), /2026-01-31T10:00:00\+08:00/],
    ["two carts", withRules(CART_FILE, CART_FILE), /too many arguments/],
  ])("%s", async (_, args, said) => {
    const ran = await run(args, { stdin: JSON.stringify(DOCUMENT) });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
    expectFitForPeople(ran.stderr);
  });
});

describe.concurrent("select --ndjson", () => {
  /** Carts of one to forty times the example's first drink, at different moments. */
  const documents = Array.from({ length: 40 }, (_, i) => ({
    ...DOCUMENT,
    lines: DOCUMENT.lines.map((line, k) => (k === 0 ? { ...line, quantity: i + 1 } : line)),
    context: { ...CONTEXT, now: CONTEXT.now + i * 86_400_000, buyer: { ...CONTEXT.buyer, points: i * 50 } },
  }));

  const lines = (...values: readonly unknown[]): string =>
    values.map((value) => `${typeof value === "string" ? value : JSON.stringify(value)}\n`).join("");

  test("each line as the document alone, in order", async () => {
    const file = dir.file("carts.ndjson", lines(...documents));
    const [stdin, named] = await Promise.all([
      run(withRules("--ndjson"), { stdin: lines(...documents) }),
      run(withRules("--ndjson", file)),
    ]);
    expect(stdin).toMatchObject({ code: 0, stderr: "" });
    expect(named).toEqual(stdin);
    expect(linesOf(stdin.stdout).map((line) => JSON.parse(line) as unknown)).toEqual(
      documents.map((document) => ({ ok: true, output: selected(document) })),
    );
    const ended = linesOf(stdin.stdout).filter((line) =>
      line.includes('"id":"full-80","applied":false,"reason":"ended"'),
    );
    // The activity ends within the forty days.
    expect(ended.length).toBeGreaterThan(20);
    expect(ended.length).toBeLessThan(30);
  });

  test("the other shapes, and options that hold for every line", async () => {
    const ran = await run(
      withRules("--ndjson", "--output", "quote", "--only", "vip", "--now", "1781755200000"),
      {
        stdin: lines(CART, DOCUMENT),
      },
    );
    const [first, second] = linesOf(ran.stdout).map((line) => JSON.parse(line) as { ok: boolean });
    // The first has no balance of points, which the rules ask for.
    expect(first).toMatchObject({ ok: false, errors: [{ path: "/context/buyer/points" }] });
    // 5% of 84.00.
    expect(second).toMatchObject({ ok: true, output: { totals: { totalDiscountAmount: 420 } } });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
  });

  test("a bad line spoils no other", async () => {
    const good = { ok: true, output: selected(DOCUMENT) };
    const bad: readonly [unknown, readonly [string, string][]][] = [
      ["hello", [["input.notJson", ""]]],
      ["", [["input.notJson", ""]]],
      ["null", [["value.type", ""]]],
      [
        '{"lines":[]}',
        [
          ["value.empty", "/lines"],
          ["value.required", "/context/now"],
        ],
      ],
      [{ ...DOCUMENT, context: 5 }, [["value.type", "/context"]]],
    ];
    const ran = await run(withRules("--ndjson"), {
      stdin: lines(DOCUMENT, ...bad.flatMap(([line]) => [line, DOCUMENT])),
    });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    const answers = linesOf(ran.stdout).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toHaveLength(2 * bad.length + 1);
    expect(answers.filter((_, i) => i % 2 === 0)).toEqual(Array(bad.length + 1).fill(good));
    bad.forEach(([, expected], i) => {
      const { ok, errors } = answers[2 * i + 1] as { ok: boolean; errors: { code: string; path: string }[] };
      expect(ok).toBe(false);
      expect(errors.map(({ code, path }) => [code, path])).toEqual(expected);
    });
  });

  test("names that no promotion has are said once", async () => {
    const ran = await run(withRules("--ndjson", "--only", "nobody"), { stdin: lines(DOCUMENT, DOCUMENT) });
    expectRefused(ran, 1, [{ code: "promotion.unknown", path: "/options/only/0" }]);
  });

  test("an empty input gives an empty output", async () => {
    expect(await run(withRules("--ndjson"), { stdin: "" })).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

/** Which of our built files a run loads, with what is in them. */
const loadedBy = async (name: string, args: readonly string[]): Promise<readonly string[]> => {
  const folder = join(dir.path, name);
  const ran = await run(args, { env: { NODE_V8_COVERAGE: folder } });
  expect(ran.code).toBe(0);
  const { result } = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0] as string), "utf8")) as {
    result: readonly { readonly url: string }[];
  };
  return result.flatMap(({ url }) =>
    url.startsWith("file:") && url.includes("/dist/") && !url.includes("/node_modules/")
      ? [readFileSync(fileURLToPath(url), "utf8")]
      : [],
  );
};

test("price loads nothing of select", async () => {
  const [priced, asked] = await Promise.all([
    loadedBy("price", ["price", example("marketing")]),
    loadedBy("select", withRules(CART_FILE)),
  ]);
  const hasRules = (file: string): boolean => file.includes('"notInBest"');
  expect(priced.length).toBeGreaterThan(1);
  expect(priced.filter(hasRules)).toHaveLength(0);
  expect(asked.filter(hasRules).length).toBeGreaterThan(0);
});
