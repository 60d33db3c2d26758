import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { oraclePrice } from "../oracle/oracle.js";
import { amountPaths, changed } from "../support/amounts.js";
import { EXAMPLE, EXAMPLE_QUOTE } from "../support/pricingExample.js";
import { expectFitForPeople, linesOf, MAIN, run, runCounting, scratch } from "./run.js";

const dir = scratch();

interface Answer {
  readonly ok: boolean;
  readonly output?: unknown;
  readonly errors?: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

const answersOf = (stdout: string): Answer[] => linesOf(stdout).map((line) => JSON.parse(line) as Answer);

const ndjson = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

const expectErrors = (answer: Answer, codes: readonly string[]): void => {
  expect(Object.keys(answer)).toEqual(["ok", "errors"]);
  expect(answer.ok).toBe(false);
  expect(answer.errors?.map((each) => each.code)).toEqual(codes);
  for (const error of answer.errors ?? []) {
    expect(Object.keys(error).sort()).toEqual(["code", "message", "path"]);
    expect(error.message).toMatch(/\S+ \S+/);
    expectFitForPeople(error.message);
  }
};

const SEED = 20_261_121;
const requests = fc.sample(anyRequestArbitrary(), { numRuns: 20_000, seed: SEED });

describe("price --ndjson", () => {
  test("20,000 random requests, each answered as the oracle says, in order", async () => {
    const ran = await run(["price", "--ndjson"], { stdin: ndjson(requests) });
    const answers = answersOf(ran.stdout);
    expect(answers).toHaveLength(requests.length);
    let priced = 0;
    answers.forEach((answer, i) => {
      const expected = oraclePrice(requests[i] as never);
      if (expected.ok) {
        priced += 1;
        const right = { ok: true, output: expected.quote };
        // Asked first, since `expect` costs more than all the rest.
        if (!isDeepStrictEqual(answer, right)) expect(answer, `line ${i + 1} of seed ${SEED}`).toEqual(right);
      } else {
        expect(answer.ok, `line ${i + 1} of seed ${SEED}: ${expected.reason}`).toBe(false);
        expect(answer.errors?.length).toBeGreaterThan(0);
      }
    });
    expect(priced).toBeGreaterThan(5_000);
    expect(priced).toBeLessThan(20_000);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe("");
  });

  test("from a file as from standard input, and 0 where every line is priced", async () => {
    const good = requests.filter((request) => oraclePrice(request as never).ok).slice(0, 200);
    const text = ndjson(good);
    const [stdin, file] = await Promise.all([
      run(["price", "--ndjson"], { stdin: text }),
      run(["price", "--ndjson", dir.file("good.ndjson", text)]),
    ]);
    expect(stdin).toMatchObject({ code: 0, stderr: "" });
    expect(answersOf(stdin.stdout)).toHaveLength(good.length);
    expect(file).toEqual(stdin);
  });

  test("each line is as the document alone would be, in the other shapes too", async () => {
    const withoutFees = fc.sample(anyRequestArbitrary({ fees: false }), { numRuns: 6, seed: SEED });
    for (const output of ["plugin", "openapi"]) {
      const whole = await run(["price", "--ndjson", "--output", output], { stdin: ndjson(withoutFees) });
      const answers = answersOf(whole.stdout);
      expect(answers).toHaveLength(withoutFees.length);
      const alone = await Promise.all(
        withoutFees.map((request) => run(["price", "--output", output], { stdin: JSON.stringify(request) })),
      );
      alone.forEach((ran, i) => {
        const answer = answers[i] as Answer;
        if (ran.code === 0) expect(answer).toEqual({ ok: true, output: JSON.parse(ran.stdout) });
        else
          expect(answer.errors?.map((each) => [each.code, each.path, each.message].join("\t"))).toEqual(
            linesOf(ran.stderr),
          );
      });
    }
  });

  test("messages come in the language that is asked for", async () => {
    const ran = await run(["price", "--ndjson", "--lang", "zh"], { stdin: '{"lines":[]}\nx\n' });
    for (const answer of answersOf(ran.stdout))
      for (const error of answer.errors ?? []) expect(error.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test("an empty input gives an empty output", async () => {
    expect(await run(["price", "--ndjson"], { stdin: "" })).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("a bad line spoils no other", () => {
  const good = Buffer.from(JSON.stringify(EXAMPLE));
  const priced = { ok: true, output: EXAMPLE_QUOTE };

  /** Each bad line between good ones; the pieces are joined by this line end. */
  const between = async (bad: readonly (Buffer | string)[], end = "\n"): Promise<Answer[]> => {
    const lines = [good, ...bad.flatMap((each) => [Buffer.from(each), good])];
    const stdin = lines.flatMap((line) => [line, Buffer.from(end)]);
    const ran = await run(["price", "--ndjson"], { stdin });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    const answers = answersOf(ran.stdout);
    expect(answers).toHaveLength(lines.length);
    answers.forEach((answer, i) => {
      if (i % 2 === 0) expect(answer, `line ${i + 1}`).toEqual(priced);
    });
    return answers.filter((_, i) => i % 2 === 1);
  };

  test("no JSON, an empty line, half a document, two documents", async () => {
    const answers = await between(["hello", "", '{"lines":[', "{}{}", "   ", "\u0000", "NaN", "\ufeff"]);
    for (const answer of answers) expectErrors(answer, ["input.notJson"]);
  });

  test("JSON, but no request", async () => {
    const answers = await between(["null", "[]", "5", '"x"', "{}", '{"lines":[]}', '{"line":[]}']);
    const codes = answers.map((answer) => answer.errors?.map((each) => each.code));
    expect(codes).toEqual([
      ["value.type"],
      ["value.type"],
      ["value.type"],
      ["value.type"],
      ["value.required"],
      ["value.empty"],
      ["value.unknownKey", "value.required"],
    ]);
  });

  test("bytes that are no UTF-8, also inside a string, cut short, overlong or a surrogate", async () => {
    const inString = (...bytes: number[]) =>
      Buffer.concat([Buffer.from('{"lines":["'), Buffer.from(bytes), Buffer.from('"]}')]);
    const answers = await between([
      Buffer.from([0xff, 0xfe]),
      inString(0x80),
      inString(0xe4, 0xb8),
      inString(0xc0, 0xaf),
      inString(0xed, 0xa0, 0x80),
      Buffer.from([0xe4]),
    ]);
    for (const answer of answers) expectErrors(answer, ["input.notUtf8"]);
  });

  test("a Chinese character that two chunks share is whole", async () => {
    const line = Buffer.from(
      JSON.stringify({ lines: [{ goodsId: "茶".repeat(30), unitPrice: 1, quantity: 1 }] }),
    );
    // One byte at a time: every character is cut.
    const stdin = [...Buffer.concat([line, Buffer.from("\n"), line])].map((byte) => Buffer.from([byte]));
    const ran = await run(["price", "--ndjson"], { stdin });
    expect(ran.code).toBe(0);
    const answers = answersOf(ran.stdout);
    expect(answers).toHaveLength(2);
    for (const answer of answers) expect(JSON.stringify(answer)).toContain("茶".repeat(30));
  });

  test("a line of 20 MB is too large, whatever is in it, and its neighbours are not", async () => {
    const spaces = Buffer.alloc(20_000_000, " ");
    const request = Buffer.concat([spaces, good]);
    const answers = await between([request, Buffer.alloc(20_000_000, "x"), request]);
    for (const answer of answers) expectErrors(answer, ["input.tooLarge"]);
  });

  test("a line of 10 MB is not too large", async () => {
    const stdin = Buffer.concat([good, Buffer.alloc(10_000_000, " "), Buffer.from("\n"), good]);
    const ran = await run(["price", "--ndjson"], { stdin });
    expect(ran.code).toBe(0);
    expect(answersOf(ran.stdout)).toEqual([priced, priced]);
  });

  test("nesting that is deep: open, closed, in an unknown key, in a free object", async () => {
    const deep = (n: number) => `${"[".repeat(n)}${"]".repeat(n)}`;
    const line = '{"goodsId":"a","unitPrice":1,"quantity":1}';
    const extend = `{"a":${deep(200_000)}}`;
    const answers = await between([
      "[".repeat(200_000),
      '{"a":'.repeat(200_000),
      deep(200_000),
      `{"lines":[${line}],"x":${deep(200_000)}}`,
      `{"lines":${deep(200_000)}}`,
      `{"lines":[${line}],"marketing":[{"id":"m","type":2,"discountRange":1,"discountAmount":1,"title":"t","marketingExtend":${extend}}]}`,
    ]);
    expect(answers.map((answer) => answer.errors?.map((each) => [each.code, each.path]))).toEqual([
      [["input.notJson", ""]],
      [["input.notJson", ""]],
      [["value.type", ""]],
      [["value.unknownKey", "/x"]],
      [["value.type", "/lines/0"]],
      [["value.range", "/marketing/0/marketingExtend"]],
    ]);
  });

  test("the last line needs no newline, and a newline begins no line", async () => {
    const [without, withOne] = await Promise.all([
      run(["price", "--ndjson"], { stdin: Buffer.concat([good, Buffer.from("\n"), good]) }),
      run(["price", "--ndjson"], {
        stdin: Buffer.concat([good, Buffer.from("\n"), good, Buffer.from("\n")]),
      }),
    ]);
    expect(answersOf(without.stdout)).toEqual([priced, priced]);
    expect(withOne).toEqual(without);
    expect(without.code).toBe(0);
  });

  test("CRLF ends a line as LF does", async () => {
    const answers = await between(["hello", ""], "\r\n");
    for (const answer of answers) expectErrors(answer, ["input.notJson"]);
  });

  test("only empty lines: one answer each", async () => {
    const ran = await run(["price", "--ndjson"], { stdin: "\n\n\r\n\n" });
    expect(ran.code).toBe(1);
    const answers = answersOf(ran.stdout);
    expect(answers).toHaveLength(4);
    for (const answer of answers) expectErrors(answer, ["input.notJson"]);
  });
});

describe("verify --ndjson", () => {
  test("what price emits is right, and with a fen changed in every second line, wrong exactly there", async () => {
    // The policy `clamp` refuses next to nothing, so that there are many payloads.
    const some = requests
      .slice(0, 4_000)
      .map((request) => ({ ...request, policy: { ...request.policy, overDiscount: "clamp" } }));
    const emitted = await run(["price", "--ndjson", "--output", "plugin"], { stdin: ndjson(some) });
    const payloads = answersOf(emitted.stdout).flatMap((answer) => (answer.ok ? [answer.output] : []));
    expect(payloads.length).toBeGreaterThan(2_000);

    const untouched = await run(["verify", "--ndjson", "--checks", "amounts"], { stdin: ndjson(payloads) });
    expect(untouched).toMatchObject({ code: 0, stderr: "" });

    const spoilt = payloads.map((payload, i) => {
      if (i % 2 === 0) return payload;
      const paths = amountPaths(payload);
      return changed(payload, paths[(i * 7919) % paths.length] as string[], i % 4 === 1 ? 1 : -1);
    });
    const ran = await run(["verify", "--ndjson", "--checks", "amounts"], { stdin: ndjson(spoilt) });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    const reports = linesOf(ran.stdout).map(
      (line) =>
        JSON.parse(line) as { ok: boolean; format: string; violations: unknown[]; unchecked: unknown[] },
    );
    expect(reports).toHaveLength(payloads.length);
    reports.forEach((report, i) => {
      expect(report.ok, `line ${i + 1}: ${JSON.stringify(spoilt[i])}`).toBe(i % 2 === 0);
      expect(Object.keys(report)).toEqual(["ok", "format", "violations", "unchecked"]);
      expect(report.format).toBe("plugin.createOrder");
      expect(report.violations.length > 0).toBe(i % 2 === 1);
    });
  });

  test("lines that are no payload are errors in their place", async () => {
    const payload = JSON.stringify({
      goodsList: [{ goodsId: "a", price: 1, quantity: 2 }],
      payment: { totalAmount: 2 },
    });
    const stdin = `${payload}\nhello\n${payload}\n{"a":1}\n${payload.replace('"quantity":2', '"quantity":"2"')}\n${payload}`;
    const ran = await run(["verify", "--ndjson", "--checks", "amounts"], { stdin });
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    const answers = answersOf(ran.stdout);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true, false, false, true]);
    expectErrors(answers[1] as Answer, ["input.notJson"]);
    expectErrors(answers[3] as Answer, ["input.unknownFormat"]);
    expectErrors(answers[4] as Answer, ["value.type"]);
    expect(answers[4]?.errors?.[0]?.path).toBe("/goodsList/0/quantity");
  });
});

/** Writes, when the process ends, the most memory that it ever had: no polling, so no peak is missed. */
const HOOK = `process.on("exit", () => {
  const fs = require("node:fs");
  fs.writeFileSync(process.env.PEAK_FILE, /VmHWM:\\s*(\\d+) kB/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
});`;

describe("a stream", () => {
  test.skipIf(!existsSync("/proc/self/status")).each(["price", "verify"])(
    "%s: memory does not grow with it",
    async (command) => {
      const hook = dir.file(`hook-${command}.cjs`, HOOK);
      // Small orders, so that many of them are soon worked off, and bad lines between them.
      const small = requests.filter((request) => request.lines.length < 3 && !request.marketing?.length);
      const orders =
        command === "price"
          ? [...small.slice(0, 990), EXAMPLE]
          : small.slice(0, 991).map(({ lines }) => ({
              goodsList: lines.map(({ goodsId, unitPrice, quantity }) => ({
                goodsId,
                price: unitPrice,
                quantity,
              })),
              payment: {
                totalAmount: lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
              },
            }));
      expect(orders).toHaveLength(991);
      const block = Buffer.from(`${ndjson(orders).repeat(5)}${'hello\n{"lines":0}\n\n'.repeat(15)}`);
      const peakOf = async (times: number): Promise<number> => {
        const peakFile = join(dir.path, `peak-${command}-${times}`);
        const ran = await runCounting([command, "--ndjson"], {
          stdin: Array.from({ length: times }, () => block),
          node: ["--require", hook],
          env: { PEAK_FILE: peakFile },
        });
        expect(ran.lines).toBe(5_000 * times);
        return Number(readFileSync(peakFile, "utf8"));
      };
      const few = await peakOf(4);
      const many = await peakOf(20);
      expect(few).toBeGreaterThan(20_000);
      expect(many / few, `${few} kB for 20,000 lines, ${many} kB for 100,000`).toBeLessThan(1.7);
    },
  );

  test("a slow reader is waited for, and gets every line", async () => {
    const file = dir.file("slow.ndjson", ndjson(Array.from({ length: 20_000 }, () => EXAMPLE)));
    const child = spawn(process.execPath, [MAIN, "price", "--ndjson", file], {
      env: {},
      stdio: ["ignore", "pipe", "inherit"],
    });
    const closed = once(child, "close");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(child.exitCode).toBeNull();
    let lines = 0;
    for await (const piece of child.stdout as AsyncIterable<Buffer>)
      for (const byte of piece) if (byte === 10) lines += 1;
    await closed;
    expect(lines).toBe(20_000);
    expect(child.exitCode).toBe(0);
  });

  test("a reader that has seen enough ends it quietly, as it ends any filter", async () => {
    const file = dir.file("head.ndjson", ndjson(Array.from({ length: 30_000 }, () => EXAMPLE)));
    const child = spawn(process.execPath, [MAIN, "price", "--ndjson", file], {
      env: {},
      stdio: ["ignore", "pipe", "pipe"],
    });
    const errors: Buffer[] = [];
    child.stderr.on("data", (piece: Buffer) => errors.push(piece));
    const closed = once(child, "close");
    await once(child.stdout, "data");
    child.stdout.destroy();
    await closed;
    expect(Buffer.concat(errors).toString("utf8")).toBe("");
    expect(child.signalCode).toBeNull();
  });

  test("an answer comes when its line has come, not when the input ends", async () => {
    const child = spawn(process.execPath, [MAIN, "price", "--ndjson"], { env: {}, stdio: "pipe" });
    const closed = once(child, "close");
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    child.stdin.write(`${JSON.stringify(EXAMPLE)}\n`);
    const deadline = Date.now() + 3_000;
    while (pieces.length === 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const early = Buffer.concat(pieces).toString("utf8");
    child.stdin.end();
    await closed;
    expect(early, "no answer within 3 s while the input stays open").not.toBe("");
    expect(answersOf(early)).toEqual([{ ok: true, output: EXAMPLE_QUOTE }]);
  });
});
