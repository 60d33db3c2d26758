import { describe, expect, test } from "vitest";
import { EXAMPLE } from "../support/pricingExample.js";
import { eachOf, expectFitForPeople, expectRefused, linesOf, run, scratch } from "./run.js";
import { TWO_LINES } from "./samples.js";

const dir = scratch();
const exampleFile = dir.file("example.json", EXAMPLE);

const LINE = { goodsId: "a", unitPrice: 100, quantity: 1 };
const COUPON = { id: "m", type: 2, discountRange: 1, discountAmount: 1, title: "t" };

type Expected = readonly {
  readonly code: string;
  readonly path: string;
  readonly message?: RegExp | undefined;
}[];

const price = (text: string, ...args: readonly string[]) => run(["price", ...args], { stdin: text });

/** JSON text in which "#…#" stands for a literal that JSON.stringify cannot write. */
const text = (request: unknown): string => JSON.stringify(request).replaceAll(/"#(.*?)#"/g, "$1");

const line = (part: object) => text({ lines: [{ ...LINE, ...part }] });
const marketing = (...parts: readonly object[]) =>
  text({ lines: [LINE], marketing: parts.map((part) => ({ ...COUPON, ...part })) });

describe.concurrent("input that is no JSON: exit code 2, and the place where it goes wrong", () => {
  const valid = JSON.stringify(TWO_LINES, undefined, 2);
  const onLine = (number: number, from: RegExp, to: string): string =>
    valid
      .split("\n")
      .map((each, i) => (i === number - 1 ? each.replace(from, to) : each))
      .join("\n");

  test.each<[string, string, string]>([
    ["a word", "hello", "line 1, column 1"],
    ["a value missing", '{"lines":}', "line 1, column 10"],
    ["a comma too many", '{"lines":[1,]}', "line 1, column 13"],
    ["cut short", '{"lines":[', "line 1, column 11"],
    ["two documents", "{} {}", "line 1, column 4"],
    ["a comment", '{\n  // lines\n  "lines": []\n}', "line 2, column 3"],
    ["single quotes", "{'lines': []}", "line 1, column 2"],
    ["a bare word in the middle of many lines", onLine(5, /1001/, "oops"), "line 5, column 20"],
    ["a comma missing in the middle of many lines", onLine(5, /,$/, ""), "line 6, column 7"],
    ["NaN in the middle of many lines", onLine(5, /1001/, "NaN"), "line 5, column 20"],
    ["a raw newline in a string", '{"a":"x\ny"}', "line 1, column 6"],
  ])("%s", async (_, input, place) => {
    const [problem] = expectRefused(await price(input), 2, [{ code: "input.notJson", path: "" }]);
    expect(problem?.message).toContain(place);
  });

  test.each([
    ["nothing", ""],
    ["blanks", " \n\t\n"],
  ])("%s", async (_, input) => {
    for (const command of [["price"], ["verify"], ["convert", "--to", "plugin"]])
      expectRefused(await run(command, { stdin: input }), 2, [
        { code: "input.notJson", path: "", message: /nothing/ },
      ]);
  });

  test("bytes that are no UTF-8", async () => {
    const ran = await run(["price"], { stdin: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) });
    expectRefused(ran, 2, [{ code: "input.notUtf8", path: "", message: /UTF-8/ }]);
  });

  test("UTF-16, as Windows writes it", async () => {
    const ran = await run(["price"], { stdin: Buffer.from(`\ufeff${JSON.stringify(EXAMPLE)}`, "utf16le") });
    expectRefused(ran, 2, [{ code: "input.notUtf8", path: "", message: /UTF-8/ }]);
  });
});

describe.concurrent("a request that is refused: exit code 1, what is wrong and where", () => {
  const cases: readonly [name: string, input: string, expected: Expected][] = [
    ["null", "null", [{ code: "value.type", path: "", message: /object.*null/ }]],
    ["a list", "[]", [{ code: "value.type", path: "", message: /object.*array/ }]],
    ["a number", "5", [{ code: "value.type", path: "", message: /object.*5/ }]],
    ["a string", '"x"', [{ code: "value.type", path: "", message: /object.*string/ }]],
    ["no lines", "{}", [{ code: "value.required", path: "/lines", message: /"lines" is required/ }]],
    [
      "an empty list of lines",
      '{"lines":[]}',
      [{ code: "value.empty", path: "/lines", message: /at least 1/ }],
    ],
    ["lines that are an object", '{"lines":{}}', [{ code: "value.type", path: "/lines", message: /array/ }]],
    [
      "a line that is null",
      '{"lines":[null]}',
      [{ code: "value.type", path: "/lines/0", message: /object.*null/ }],
    ],
    [
      "a misspelt key of a line",
      line({ unitprice: 5 }),
      [{ code: "value.unknownKey", path: "/lines/0/unitprice", message: /did you mean "unitPrice"\?/ }],
    ],
    [
      "a misspelt key of a marketing",
      marketing({ discountAmout: 5 }),
      [
        {
          code: "value.unknownKey",
          path: "/marketing/0/discountAmout",
          message: /did you mean "discountAmount"\?/,
        },
      ],
    ],
    [
      "snake case",
      text({ lines: [{ goods_id: "a", unitPrice: 1, quantity: 1 }] }),
      [
        { code: "value.unknownKey", path: "/lines/0/goods_id", message: /did you mean "goodsId"\?/ },
        { code: "value.required", path: "/lines/0/goodsId", message: /goodsId/ },
      ],
    ],
    [
      "a key like none",
      text({ lines: [LINE], coupons: [] }),
      [{ code: "value.unknownKey", path: "/coupons", message: /known keys are .*marketing/ }],
    ],
    [
      "a number as an id",
      line({ goodsId: "#7128346098909300749#" }),
      [{ code: "id.number", path: "/lines/0/goodsId", message: /string.*2\^53.*digits/ }],
    ],
    [
      "a number as the id of a marketing",
      marketing({ id: 5 }),
      [{ code: "id.number", path: "/marketing/0/id", message: /string/ }],
    ],
    [
      "a negative price",
      line({ unitPrice: -1 }),
      [{ code: "value.range", path: "/lines/0/unitPrice", message: /fen.*-1/ }],
    ],
    [
      "yuan instead of fen",
      line({ unitPrice: 19.9 }),
      [{ code: "value.notInteger", path: "/lines/0/unitPrice", message: /fen.*integer.*19\.9/ }],
    ],
    [
      '"NaN"',
      line({ unitPrice: "NaN" }),
      [{ code: "value.type", path: "/lines/0/unitPrice", message: /fen.*string "NaN"/ }],
    ],
    [
      "an amount as a string",
      line({ unitPrice: "100" }),
      [{ code: "value.type", path: "/lines/0/unitPrice", message: /fen.*string "100"/ }],
    ],
    [
      "null as a price",
      line({ unitPrice: null }),
      [{ code: "value.type", path: "/lines/0/unitPrice", message: /null/ }],
    ],
    [
      "true as a price",
      line({ unitPrice: true }),
      [{ code: "value.type", path: "/lines/0/unitPrice", message: /true/ }],
    ],
    [
      "1e999",
      line({ unitPrice: "#1e999#" }),
      [{ code: "value.range", path: "/lines/0/unitPrice", message: /fen/ }],
    ],
    [
      "2^53",
      line({ unitPrice: "#9007199254740992#" }),
      [{ code: "value.range", path: "/lines/0/unitPrice", message: /9007199254740991/ }],
    ],
    [
      "2^53 + 1, which a double cannot hold",
      line({ unitPrice: "#9007199254740993#" }),
      [{ code: "value.range", path: "/lines/0/unitPrice", message: /9007199254740991/ }],
    ],
    [
      "a line total above 2^53",
      line({ unitPrice: "#9007199254740991#", quantity: 2 }),
      [{ code: "sum.tooLarge", path: "/lines/0", message: /9007199254740991/ }],
    ],
    [
      "a sum of lines above 2^53",
      text({
        lines: [
          { ...LINE, unitPrice: "#9007199254740991#" },
          { ...LINE, goodsId: "b", unitPrice: 1 },
        ],
      }),
      [{ code: "sum.tooLarge", path: "/lines", message: /9007199254740991/ }],
    ],
    [
      "no units",
      line({ quantity: 0 }),
      [{ code: "value.range", path: "/lines/0/quantity", message: /from 1 to 1000000000.*0/ }],
    ],
    [
      "half a unit",
      line({ quantity: 0.5 }),
      [{ code: "value.notInteger", path: "/lines/0/quantity", message: /0\.5/ }],
    ],
    [
      "more than a billion units",
      line({ quantity: 1_000_000_001 }),
      [{ code: "value.range", path: "/lines/0/quantity", message: /1000000000\b/ }],
    ],
    [
      "one line twice",
      text({ lines: [LINE, { ...LINE, goodsId: "b" }, LINE] }),
      [{ code: "lines.duplicate", path: "/lines/2", message: /\/lines\/0.*quantit/ }],
    ],
    [
      "skus in some lines only",
      text({
        lines: [
          { ...LINE, skuId: "1" },
          { ...LINE, goodsId: "b" },
        ],
      }),
      [{ code: "lines.mixedSku", path: "/lines/1/skuId", message: /\/lines\/0/ }],
    ],
    [
      "a marketing in two levels",
      marketing({ code: "x" }, { code: "y", discountRange: 2 }),
      [{ code: "marketing.level", path: "/marketing/1/discountRange", message: /\/marketing\/0.*1.*2/ }],
    ],
    [
      "a marketing of two types",
      marketing({ code: "x" }, { code: "y", type: 4 }),
      [{ code: "marketing.type", path: "/marketing/1/type", message: /\/marketing\/0/ }],
    ],
    [
      "one marketing twice",
      marketing({}, {}),
      [{ code: "marketing.duplicate", path: "/marketing/1", message: /\/marketing\/0/ }],
    ],
    [
      "a discount above what there is to pay",
      marketing({ discountAmount: 60 }, { id: "n", discountAmount: 41 }),
      [{ code: "marketing.overDiscount", path: "/marketing/1/discountAmount", message: /40 fen.*41.*clamp/ }],
    ],
    [
      "a reference to no line",
      marketing({ appliesTo: [{ goodsId: "a" }, { goodsId: "z", skuId: "9" }] }),
      [{ code: "marketing.unknownLine", path: "/marketing/0/appliesTo/1", message: /"z".*"9"/ }],
    ],
    [
      "a reference to nothing",
      marketing({ appliesTo: [] }),
      [{ code: "value.empty", path: "/marketing/0/appliesTo", message: /at least 1/ }],
    ],
    [
      "a level that there is not",
      marketing({ discountRange: 3 }),
      [{ code: "value.range", path: "/marketing/0/discountRange", message: /1, 2.*3/ }],
    ],
    [
      "a note of 128 bytes",
      marketing({ note: "茶".repeat(43) }),
      [{ code: "value.tooLong", path: "/marketing/0/note", message: /127 bytes/ }],
    ],
    [
      "a fee discount above the fee",
      text({ lines: [LINE], fees: [{ feeType: 1, feeAmount: 5, feeDiscountAmount: 6 }] }),
      [{ code: "fee.discountAboveAmount", path: "/fees/0/feeDiscountAmount", message: /5.*6/ }],
    ],
    [
      "a policy that there is not",
      text({ lines: [LINE], policy: { basis: "paid" } }),
      [{ code: "value.range", path: "/policy/basis", message: /payable.*lineTotal.*paid/ }],
    ],
    [
      "__proto__ as a key",
      '{"lines":[{"goodsId":"a","unitPrice":1,"quantity":1,"__proto__":{"skuId":"x"}}]}',
      [{ code: "value.unknownKey", path: "/lines/0/__proto__", message: /__proto__/ }],
    ],
    [
      "__proto__ in the place of a required key",
      '{"__proto__":{"lines":[{"goodsId":"a","unitPrice":1,"quantity":1}]}}',
      [
        { code: "value.unknownKey", path: "/__proto__", message: /__proto__/ },
        { code: "value.required", path: "/lines", message: /lines/ },
      ],
    ],
    [
      "constructor and toString as keys",
      text({ lines: [LINE], constructor: { prototype: {} }, toString: 1 }),
      [
        { code: "value.unknownKey", path: "/constructor", message: /constructor/ },
        { code: "value.unknownKey", path: "/toString", message: /toString/ },
      ],
    ],
    [
      "a key with a slash and a tilde",
      text({ lines: [LINE], "a/b~c": 1 }),
      [{ code: "value.unknownKey", path: "/a~1b~0c", message: /a\/b~c/ }],
    ],
    [
      "a number that has lost digits in an object that passes through",
      marketing({ marketingExtend: { id: "#12345678901234567890#" } }),
      [{ code: "value.range", path: "/marketing/0/marketingExtend", message: /2\^53/ }],
    ],
  ];

  type Answers = readonly { readonly errors: readonly { code: string; path: string; message: string }[] }[];

  const answersIn = async (lang: string): Promise<Answers> => {
    const stdin = cases.map(([, input]) => `${input}\n`).join("");
    const ran = await run(["price", "--ndjson", "--lang", lang], { stdin });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    return linesOf(ran.stdout).map((each) => JSON.parse(each) as Answers[number]);
  };

  // One process for all of them in each language; as documents, with a process each, every third.
  const answers = Promise.all([answersIn("en"), answersIn("zh")]);

  test.each(cases.map((each, i) => [...each, i] as const))("%s", async (_, input, expected, i) => {
    const [en, zh] = (await answers).map((all) => all[i]?.errors ?? []);
    const bare = expected.map(({ code, path }) => ({ code, path }));
    expect(en?.map(({ code, path }) => ({ code, path }))).toEqual(bare);
    expect(zh?.map(({ code, path }) => ({ code, path }))).toEqual(bare);
    expected.forEach(({ message }, k) => {
      if (message !== undefined) expect(en?.[k]?.message).toMatch(message);
      expect(zh?.[k]?.message).toMatch(/[\u4e00-\u9fff]/);
    });
    if (i % 3 === 0) expectRefused(await price(input), 1, expected);
  });

  test("every problem at once, a line for each", async () => {
    const input = text({
      lines: [{ goodsId: 1, unitPrice: 0.5 }],
      marketing: [{ ...COUPON, type: "2", title: null }],
      polcy: {},
    });
    const shown = linesOf((await price(input)).stderr).map((each) => each.split("\t")[1]);
    expect(shown.sort()).toEqual([
      "/lines/0/goodsId",
      "/lines/0/quantity",
      "/lines/0/unitPrice",
      "/marketing/0/title",
      "/marketing/0/type",
      "/polcy",
    ]);
  });

  test("what a request inherits from no object does not matter: the prototype stays clean", async () => {
    const attack =
      '{"lines":[{"goodsId":"a","unitPrice":100,"quantity":1}],"marketing":[{"id":"m","type":2,"discountRange":1,"discountAmount":500,"title":"t","marketingExtend":{"__proto__":{"overDiscount":"clamp"},"constructor":{"prototype":{"overDiscount":"clamp"}}}}]}';
    const ran = await price(`${attack}\n${marketing({ discountAmount: 500 })}`, "--ndjson");
    for (const each of linesOf(ran.stdout))
      expect(JSON.parse(each)).toMatchObject({ ok: false, errors: [{ code: "marketing.overDiscount" }] });
  });

  test("ids that are keys of every object are ids like others", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", ""];
    const request = {
      lines: names.map((goodsId) => ({ goodsId, unitPrice: 100, quantity: 2 })),
      marketing: names.map((id, i) => ({
        ...COUPON,
        id,
        discountAmount: 7 + i,
        appliesTo: [{ goodsId: id }],
      })),
    };
    const emitted = await price(JSON.stringify(request), "--output", "plugin");
    expect(emitted).toMatchObject({ code: 0, stderr: "" });
    const verified = await run(["verify", "--checks", "amounts"], { stdin: emitted.stdout });
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, violations: [], unchecked: [] });
  });
});

describe.concurrent("control characters do not reach the terminal", () => {
  const nasty = "\u001b[31mred\u0007\r\n\t\u0000\u009b1m\u202egnp";

  test("in a key, in an id, in a string that is quoted", async () => {
    const inputs = [
      JSON.stringify({ lines: [LINE], [nasty]: 1 }),
      JSON.stringify({ lines: [{ ...LINE, unitPrice: nasty }] }),
      JSON.stringify({ lines: [LINE], marketing: [{ ...COUPON, appliesTo: [{ goodsId: nasty }] }] }),
    ];
    for (const input of inputs)
      for (const lang of ["en", "zh"]) {
        const ran = await price(input, "--lang", lang);
        expect(ran).toMatchObject({ code: 1, stdout: "" });
        const lines = linesOf(ran.stderr);
        expect(lines).toHaveLength(1);
        expect(lines[0]?.split("\t")).toHaveLength(3);
        expect(ran.stderr).toContain("[31mred");
        expectFitForPeople(ran.stderr);
      }
  });

  test("in the name of a file", async () => {
    const ran = await run(["price", "no\u001b[31m\nfile.json"]);
    expectRefused(ran, 2, [{ code: "input.unreadable", path: "" }]);
  });

  test("in the name of an option or a command", async () => {
    for (const args of [["--\u001b[31mred"], ["\u001b[31mred"], ["price", "--output", "\u001b[31mred"]]) {
      const ran = await run(args);
      expect(ran).toMatchObject({ code: 2, stdout: "" });
      expectFitForPeople(ran.stderr);
    }
  });
});

describe.concurrent("too much of it", () => {
  const pieces = (megabytes: number, fill: string): Buffer[] =>
    Array.from({ length: megabytes }, () => Buffer.alloc(1_000_000, fill));

  test("a document of 100 MB is refused without being read to its end", async () => {
    let read = 0;
    const stdin = (function* () {
      for (const piece of pieces(300, "x")) {
        read += 1;
        yield piece;
      }
    })();
    const ran = await run(["price"], { stdin });
    expectRefused(ran, 2, [{ code: "input.tooLarge", path: "", message: /64 MiB/ }]);
    expect(read).toBeLessThan(100);
  });

  test("a file of 100 MB is refused, whichever command reads it", async () => {
    const big = dir.file("big.json", Buffer.alloc(100_000_000, " "));
    const commands = [
      { args: ["price", big], path: "" },
      { args: ["verify", big], path: "" },
      { args: ["convert", "--to", "plugin", big], path: "" },
      // Of two files, the path says which.
      { args: ["recompute", "--request", exampleFile, "--claim", big], path: "/claim" },
    ];
    await eachOf(
      commands,
      async ({ args, path }) => {
        expectRefused(await run(args), 2, [{ code: "input.tooLarge", path, message: /64 MiB/ }]);
      },
      2,
    );
  });

  test("a line of 100 MB is one failed line, in little memory", async () => {
    const good = Buffer.from(`${JSON.stringify(EXAMPLE)}\n`);
    const ran = await run(["price", "--ndjson"], {
      stdin: [good, ...pieces(100, "x"), Buffer.from("\n"), good],
      node: ["--max-old-space-size=64"],
    });
    const answers = linesOf(ran.stdout).map((each) => JSON.parse(each) as { ok: boolean; errors?: unknown });
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
    expect(answers[1]).toMatchObject({ errors: [{ code: "input.tooLarge", path: "" }] });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
  });

  const deep = (n: number) => `${"[".repeat(n)}${"]".repeat(n)}`;

  test.each<[string, string, 1 | 2, string, string]>([
    ["brackets that open", "[".repeat(1_000_000), 2, "input.notJson", ""],
    ["a list in a list", deep(200_000), 1, "value.type", ""],
    [
      "an unknown key",
      `{"lines":[${JSON.stringify(LINE)}],"x":${deep(200_000)}}`,
      1,
      "value.unknownKey",
      "/x",
    ],
    [
      "marketingExtend",
      marketing({ marketingExtend: { a: `#${deep(200_000)}#` } }),
      1,
      "value.range",
      "/marketing/0/marketingExtend",
    ],
  ])("nesting that is deep: %s", async (_, input, exit, code, path) => {
    const [problem] = expectRefused(await price(input), exit, [{ code, path }]);
    expect(problem?.message.length).toBeLessThan(400);
  });

  test("nesting that is deep in a payload: ignored where unknown, refused where known", async () => {
    const order = `"goodsList":[{"goodsId":"a","price":1,"quantity":1}],"payment":{"totalAmount":1}`;
    const ignored = await run(["verify", "--checks", "amounts"], {
      stdin: `{${order},"x":${deep(200_000)}}`,
    });
    expect(ignored).toMatchObject({ code: 0, stderr: "" });
    const refused = await run(["verify", "--checks", "amounts"], {
      stdin: `{${order},"discountInfo":${deep(200_000)}}`,
    });
    expectRefused(refused, 1, [{ code: "value.type", path: "/discountInfo" }]);
    const converted = await run(["convert", "--to", "openapi"], { stdin: `{${order},"x":${deep(200_000)}}` });
    expect(converted.code).toBe(0);
    expect(converted.stderr).toMatch(/\/x\b/);
  });

  test("nesting that people may need passes through", async () => {
    const nested = JSON.parse(deep(30)) as unknown;
    const ran = await price(marketing({ marketingExtend: { a: nested } }));
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toMatchObject({ marketing: [{ marketingExtend: { a: nested } }] });
  });

  test("a long string is quoted in short, and a long key is not repeated at length", async () => {
    const [value] = expectRefused(await price(line({ unitPrice: "x".repeat(100_000) })), 1, [
      { code: "value.type", path: "/lines/0/unitPrice" },
    ]);
    expect(value?.message.length).toBeLessThan(300);
    const key = "k".repeat(100_000);
    const [unknown] = expectRefused(await price(text({ lines: [LINE], [key]: 1 })), 1, [
      { code: "value.unknownKey", path: `/${key}` },
    ]);
    expect(unknown?.message.length).toBeLessThan(300);
  });
});

describe.concurrent("files and usage: exit code 2", () => {
  test.each([
    ["price", []],
    ["price", ["--ndjson"]],
    ["verify", []],
    ["verify", ["--ndjson"]],
    ["convert", ["--to", "plugin"]],
  ])("%s %j: a file that there is not, and a directory", async (command, args) => {
    const [missing, directory] = await Promise.all([
      run([command, ...args, "none.json"], { cwd: dir.path }),
      run([command, ...args, dir.path]),
    ]);
    expectRefused(missing, 2, [{ code: "input.unreadable", path: "", message: /none\.json.*no such file/ }]);
    expectRefused(directory, 2, [{ code: "input.unreadable", path: "", message: /directory/ }]);
  });

  test.each<[readonly string[], RegExp]>([
    [[], /Usage: suanjia/],
    [["frobnicate"], /unknown command 'frobnicate'/],
    [["prise"], /unknown command 'prise'[\s\S]*price/],
    [["price", "--outptu", "plugin"], /unknown option '--outptu'[\s\S]*--output/],
    [["price", "--output"], /--output.*argument missing/],
    [["price", "--output", "xml"], /'xml'.*quote, plugin, openapi, table/],
    [["price", exampleFile, exampleFile], /too many arguments/],
    [["price", "--format", "plugin.createOrder"], /unknown option '--format'/],
    [["verify", "--checks"], /--checks.*argument missing/],
    [["recompute"], /--request/],
    [["recompute", "--request", exampleFile], /--claim/],
    [["convert", exampleFile], /--to/],
    [["price", "--lang", ""], /zh, en/],
  ])("%j", async (args, said) => {
    const ran = await run(args);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
    expectFitForPeople(ran.stderr);
  });
});
