import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EXAMPLE, EXAMPLE_QUOTE } from "../support/pricingExample.js";
import { expectFitForPeople, expectRefused, jsonOf, linesOf, MAIN, run, scratch } from "./run.js";
import { EXAMPLE_WITHOUT_FEES, TWO_LINES } from "./samples.js";

const dir = scratch();
const exampleFile = dir.file("example.json", EXAMPLE);

describe.concurrent("price: the shapes of the answer", () => {
  test("the example of the pricing rules gives exactly the quote of the pricing rules", async () => {
    const ran = await run(["price", exampleFile]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(jsonOf(ran)).toEqual(EXAMPLE_QUOTE);
    expect(ran.stdout.endsWith("}\n")).toBe(true);
  });

  test("a file, standard input, the default and --output quote are one and the same", async () => {
    const [file, stdin, named, both] = await Promise.all([
      run(["price", exampleFile]),
      run(["price"], { stdin: JSON.stringify(EXAMPLE) }),
      run(["price", "--output", "quote"], { stdin: JSON.stringify(EXAMPLE, undefined, 4) }),
      run(["price", "--output=quote", exampleFile], { stdin: "not read" }),
    ]);
    expect(file.code).toBe(0);
    for (const other of [stdin, named, both]) expect(other).toEqual(file);
  });

  test("a byte order mark is no part of the JSON", async () => {
    const ran = await run(["price"], { stdin: `\ufeff${JSON.stringify(EXAMPLE)}\r\n` });
    expect(jsonOf(ran)).toEqual(EXAMPLE_QUOTE);
  });

  test("plugin: one entry for each unit, fees, and the amounts of the quote", async () => {
    const ran = await run(["price", "--output", "plugin", exampleFile]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const { marketing } = EXAMPLE_QUOTE;
    const entry = (discountAmount: number) => ({ ...marketing[0], discountAmount });
    const ids = { goodsId: "unpoi_12345", skuId: "7128346098909300749" };
    const item = (discount: number) => ({
      ...ids,
      totalAmount: 40000,
      totalDiscountAmount: discount,
      marketingInfo: [entry(discount)],
    });
    expect(jsonOf(ran)).toEqual({
      skuList: [
        {
          skuId: ids.skuId,
          price: 40000,
          quantity: 3,
          discountAmount: 4000,
          goodsInfo: { goodsId: ids.goodsId },
        },
      ],
      payment: { totalAmount: 120500, totalDiscountAmount: 4100, feeDetailsList: EXAMPLE.fees },
      discountInfo: {
        type: 2,
        detail: {
          orderDiscount: {
            orderTotalDiscountAmount: 0,
            goodsTotalDiscountAmount: 4000,
            marketingInfo: [entry(4000)],
          },
          goodsDiscount: [
            {
              ...ids,
              quantity: 3,
              totalAmount: 120000,
              totalDiscountAmount: 4000,
              marketingInfo: [entry(4000)],
            },
          ],
          itemDiscount: [item(1334), item(1333), item(1333)],
        },
      },
    });
  });

  test("openapi: the same amounts in snake case", async () => {
    const ran = await run(["price", "--output", "openapi"], { stdin: JSON.stringify(EXAMPLE_WITHOUT_FEES) });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const entry = (amount: number) => ({
      id: "coupon_1",
      type: 2,
      discount_amount: amount,
      title: "[券] 减 40.00 元",
      note: "用券优惠",
      subtype: "商家侧子营销类型默认值",
      discount_range: 2,
    });
    const ids = { goods_id: "unpoi_12345", sku_id: "7128346098909300749" };
    const item = (discount: number) => ({
      ...ids,
      total_amount: 40000,
      total_discount_amount: discount,
      marketing_detail_info: [entry(discount)],
    });
    expect(jsonOf(ran)).toEqual({
      sku_list: [
        {
          sku_id: ids.sku_id,
          price: 40000,
          quantity: 3,
          discount_amount: 4000,
          goods_info: { goods_id: ids.goods_id },
        },
      ],
      total_amount: 120000,
      discount_amount: 4000,
      price_calculation_detail: {
        calculation_type: 2,
        order_discount_detail: {
          order_total_discount_amount: 0,
          goods_total_discount_amount: 4000,
          marketing_detail_info: [entry(4000)],
        },
        goods_discount_detail: [
          {
            ...ids,
            quantity: 3,
            total_amount: 120000,
            total_discount_amount: 4000,
            marketing_detail_info: [entry(4000)],
          },
        ],
        item_discount_detail: [item(1334), item(1333), item(1333)],
      },
    });
  });

  test("openapi is refused where there are fees, since no field is documented for them", async () => {
    expectRefused(await run(["price", "--output", "openapi", exampleFile]), 1, [
      { code: "emit.feesHaveNoOpenApiForm", path: "/fees", message: /fee/ },
    ]);
  });

  test('"1" as the level is written as the number 1', async () => {
    const request = { ...TWO_LINES, marketing: [{ ...TWO_LINES.marketing[0], discountRange: "1" }] };
    const ran = await run(["price", "--output", "plugin"], { stdin: JSON.stringify(request) });
    expect(ran.stdout).toContain('"discountRange": 1');
    expect(ran.stdout).not.toContain('"discountRange": "1"');
  });
});

describe.concurrent("price: a billion units", () => {
  const billion = {
    lines: [{ goodsId: "nail", unitPrice: 3, quantity: 1_000_000_000 }],
    marketing: [
      { id: "off", type: 4, discountRange: 1, discountAmount: 1_000_000_001, title: "满减" },
      { id: "one", type: 2, discountRange: 2, discountAmount: 5, title: "券" },
    ],
  };

  test("are two or three runs, not a billion entries", async () => {
    const ran = await run(["price"], { stdin: JSON.stringify(billion), node: ["--max-old-space-size=64"] });
    expect(ran.code).toBe(0);
    expect(jsonOf(ran)).toMatchObject({
      totals: { goodsAmount: 3_000_000_000, totalDiscountAmount: 1_000_000_006 },
      lines: [
        {
          units: [
            { count: 5, totalDiscountAmount: 2, marketing: [{ id: "one" }, { id: "off" }] },
            { count: 1, totalDiscountAmount: 2, marketing: [{ id: "off", discountAmount: 2 }] },
            { count: 999_999_994, totalDiscountAmount: 1 },
          ],
        },
      ],
    });
  });

  test.each(["plugin", "openapi"])("are refused as %s, before anything is written", async (output) => {
    const given = { stdin: JSON.stringify(billion), node: ["--max-old-space-size=64"] };
    expectRefused(await run(["price", "--output", output], given), 1, [
      { code: "emit.tooManyItems", path: "/lines", message: /1000\b.*1000000000/ },
    ]);
  });

  test("fit into a payload with one entry for each line, and without marketing", async () => {
    const byLine = { ...billion, policy: { itemEntries: "line" } };
    const plain = { lines: billion.lines };
    for (const request of [byLine, plain]) {
      const ran = await run(["price", "--output", "plugin"], { stdin: JSON.stringify(request) });
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(ran.stdout.length).toBeLessThan(5_000);
    }
  });
});

/** How many columns a terminal gives a text: two for a Chinese character or an emoji, one for any other. */
const displayWidth = (text: string): number =>
  [...text].reduce(
    (sum, character) =>
      sum +
      (/[\p{Script=Han}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u.test(character)
        ? 2
        : 1),
    0,
  );

/** The tables of an output: runs of lines that begin with a border. */
const tablesOf = (text: string): string[][] => {
  const tables: string[][] = [];
  let table: string[] = [];
  for (const line of [...linesOf(text), ""]) {
    if (/^[┌│├└]/.test(line)) table.push(line);
    else if (table.length > 0) {
      tables.push(table);
      table = [];
    }
    if (line.startsWith("└")) {
      tables.push(table);
      table = [];
    }
  }
  return tables;
};

const expectAligned = (text: string): void => {
  const tables = tablesOf(text);
  expect(tables.length).toBeGreaterThan(1);
  for (const table of tables) {
    expect(table.length).toBeGreaterThan(3);
    const widths = table.map(displayWidth);
    expect(new Set(widths).size, `${table.join("\n")}\n${widths.join(" ")}`).toBe(1);
  }
};

describe.concurrent("price --output table", () => {
  const varied = {
    lines: [
      { goodsId: "奶茶(大杯)", unitPrice: 1990, quantity: 7 },
      { goodsId: "tea", unitPrice: 3, quantity: 1_000_000 },
      { goodsId: "赠品", unitPrice: 0, quantity: 1 },
    ],
    marketing: [
      { id: "a", type: 2, discountRange: 2, discountAmount: 101, title: "【会员】减 1.01 元 🎁 礼" },
      { id: "b", type: 4, discountRange: 1, discountAmount: 1000, title: "满减" },
      { id: "c", type: 3, discountRange: 1, discountAmount: 13, title: "" },
      { id: "d", type: 1, discountRange: 2, discountAmount: 17, title: "half ｆｕｌｌ width" },
      { id: "e", type: 4, discountRange: 2, discountAmount: 2 ** 40, title: "太多" },
    ],
    policy: { overDiscount: "clamp" },
  };

  test.each(["zh", "en"])("Chinese text lines up (%s)", async (lang) => {
    const ran = await run(["price", "--output", "table", "--lang", lang], { stdin: JSON.stringify(varied) });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expectAligned(ran.stdout);
    expectFitForPeople(ran.stdout);
  });

  test("has every line, every marketing, every unit run and the totals, in yuan and fen", async () => {
    const ran = await run(["price", "--output", "table", "--lang", "zh", exampleFile]);
    expect(ran.code).toBe(0);
    expectAligned(ran.stdout);
    for (const shown of [
      "unpoi_12345",
      "7128346098909300749",
      "[券] 减 40.00 元",
      "13.34 (1334)",
      "13.33 (1333)",
      "386.66 (38666)",
      "386.67 (38667)",
      "1,164.00",
      "116400",
    ])
      expect(ran.stdout).toContain(shown);
  });

  test("an order of one line without any discount is a table too", async () => {
    const ran = await run(["price", "--output", "table"], {
      stdin: JSON.stringify({ lines: [{ goodsId: "", unitPrice: 0, quantity: 1 }] }),
    });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expectAligned(ran.stdout);
  });

  test("ids and titles from outside cannot colour the screen, break a row or turn text around", async () => {
    const request = {
      lines: [{ goodsId: "a\u001b[31m\nb", skuId: "\u0007\u009b1m", unitPrice: 100, quantity: 2 }],
      marketing: [
        {
          id: "m",
          type: 2,
          discountRange: 1,
          discountAmount: 3,
          title: "x\r\n\u001b]0;owned\u0007\u202e减\ty",
        },
      ],
    };
    const ran = await run(["price", "--output", "table"], { stdin: JSON.stringify(request) });
    expect(ran.code).toBe(0);
    expectFitForPeople(ran.stdout);
    expect(ran.stdout).not.toContain("\t");
    expectAligned(ran.stdout);
  });

  test.skipIf(!existsSync("/usr/bin/script"))("is the default on a terminal", () => {
    const command = `'${process.execPath}' '${MAIN}' price '${exampleFile}'`;
    const ran = spawnSync("/usr/bin/script", ["-qec", command, "/dev/null"], {
      env: { LANG: "zh_CN.UTF-8", TERM: "xterm" },
      encoding: "utf8",
      input: "",
    });
    expect(ran.stdout).toContain("│");
    expect(ran.stdout).toContain("实付");
    expect(ran.stdout).not.toContain('"totals"');
  });

  test("cannot be a line of NDJSON, and says so", async () => {
    const ran = await run(["price", "--ndjson", "--output", "table"], {
      stdin: `${JSON.stringify(EXAMPLE)}\n`,
    });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/--output.*table/);
    expectFitForPeople(ran.stderr);
  });
});

describe.concurrent("the language of messages", () => {
  const bad = JSON.stringify({ lines: [{ goodsId: 1, unitPrice: -5, quantity: 0.5 }], marketting: [] });
  const zh = /[\u4e00-\u9fff]/;
  const codesAndPaths = (stderr: string) => linesOf(stderr).map((line) => line.split("\t").slice(0, 2));

  test.each<[string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ["nothing said", [], {}, false],
    ["--lang zh", ["--lang", "zh"], {}, true],
    ["--lang en over LANG", ["--lang", "en"], { LANG: "zh_CN.UTF-8" }, false],
    ["--lang zh over LC_ALL", ["--lang", "zh"], { LC_ALL: "C" }, true],
    ["LANG=zh_CN.UTF-8", [], { LANG: "zh_CN.UTF-8" }, true],
    ["LANG=zh_TW", [], { LANG: "zh_TW" }, true],
    ["LANG=en_GB.UTF-8", [], { LANG: "en_GB.UTF-8" }, false],
    ["LANG=C", [], { LANG: "C" }, false],
    ["LANG=de_DE.UTF-8", [], { LANG: "de_DE.UTF-8" }, false],
    ["LC_ALL over LANG", [], { LC_ALL: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }, false],
    ["an empty LC_ALL says nothing", [], { LC_ALL: "", LANG: "zh_CN.UTF-8" }, true],
  ])("%s", async (_, args, env, isChinese) => {
    const ran = await run(["price", ...args], { stdin: bad, env });
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    for (const line of linesOf(ran.stderr)) expect(zh.test(line), line).toBe(isChinese);
    // Codes and paths are for programs: they never change.
    expect(codesAndPaths(ran.stderr).sort()).toEqual([
      ["id.number", "/lines/0/goodsId"],
      ["value.notInteger", "/lines/0/quantity"],
      ["value.range", "/lines/0/unitPrice"],
      ["value.unknownKey", "/marketting"],
    ]);
  });

  test("an unreadable input speaks Chinese too", async () => {
    const ran = await run(["price", "--lang", "zh", "没有.json"], { cwd: dir.path });
    expectRefused(ran, 2, [{ code: "input.unreadable", path: "", message: /没有\.json/ }]);
    expect(ran.stderr).toMatch(zh);
  });

  test("data does not change with the language", async () => {
    const [en, chinese] = await Promise.all(
      ["en", "zh"].map((lang) => run(["price", "--lang", lang, exampleFile])),
    );
    expect(chinese).toEqual(en);
  });

  test("a language that there is not is wrong usage", async () => {
    const ran = await run(["price", "--lang", "fr", exampleFile]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/fr.*zh, en/);
  });
});

describe.concurrent("help", () => {
  test.each([
    [["--help"], ["price", "select", "verify", "recompute", "convert", "Exit codes"]],
    [
      ["price", "--help"],
      ["--output", "--ndjson", "--lang", "quote", "plugin", "openapi", "table"],
    ],
    [
      ["select", "--help"],
      ["--promotions", "--only", "--now", "--node-limit", "--output", "--ndjson", "--lang", "decisions"],
    ],
    [
      ["verify", "--help"],
      ["--format", "--checks", "--ndjson", "plugin.createOrder"],
    ],
    [
      ["recompute", "--help"],
      ["--request", "--claim"],
    ],
    [
      ["convert", "--help"],
      ["--to", "plugin", "openapi"],
    ],
  ])("%s goes to stdout with 0", async (args, shown) => {
    const ran = await run(args);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    for (const each of shown) expect(ran.stdout).toContain(each);
  });

  test("--version is that of the package", async () => {
    const ran = await run(["--version"]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});
