/**
 * Whatever comes, an envelope goes back: arbitrary bodies, with every signature taken, so that the parser is reached.
 */
import { describe, expect, test } from "vitest";
import type { Callback } from "../../src/server/Reply.js";
import { APP, preOrder, rawCallback, TEA, testServer } from "./support/callbacks.js";

const RUNS = process.env["SUANJIA_DEEP"] === "1" ? 5_000_000 : 50_000;

/** Numbers from a seed (mulberry32): fast, and the same again. */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
};

type Below = ReturnType<typeof numbers>;

const who = { app_id: APP, open_id: "buyer" };
const goods = [{ goods_id: TEA, quantity: 2, price: 6800, total_amount: 13_600 }];
const order = preOrder([{ goodsId: TEA, quantity: 2 }], ["second-half"]);

/** One valid message of each type. */
const MESSAGES: readonly (readonly [type: string, text: string])[] = (
  [
    ["query_marketing_info", { ...who, goods_info: goods, callback_data: "x" }],
    [
      "calculate_price",
      {
        ...who,
        goods_calculation_info: goods.map((each) => ({
          ...each,
          using_marketing: { activity_ids: ["second-half"] },
        })),
        order_calculation_info: { using_marketing: [{ id: "100-20", code: "C-8001" }] },
      },
    ],
    ["calculate_price", { ...who, ext_calculation_no: "id-1" }],
    ["query_and_calculate", { ...who, need_default_marketing: true, goods_marketing_info: goods }],
    ["pre_create_order", order],
    [
      "pre_create_refund",
      {
        ...who,
        refund_id: "r",
        order_id: order.order_id,
        refund_total_amount: 1,
        refund_item_detail: {
          item_order_detail: [
            { item_order_id: order.item_order_info_list[0].item_order_id, refund_amount: 1 },
          ],
        },
      },
    ],
  ] as const
).map(([type, message]) => [type, JSON.stringify(message)]);

/** What is put in the place of a value, or anywhere. */
const HOSTILE = [
  "null",
  "-1",
  "-0",
  "0.1",
  "1e999",
  "1E-999",
  "9007199254740993",
  "123456789012345678901234567890",
  '"\\ud800"',
  '"\\u0000"',
  '"__proto__"',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"isLosslessNumber":true,"value":"7"}',
  '{"toString":1,"valueOf":2,"toJSON":3,"length":-1,"then":4}',
  "[]",
  "{}",
  "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
  '""',
  "true",
  `"${"长".repeat(700)}"`,
  "[[",
  "}",
  ",",
  "\\",
  '"',
] as const;

const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "id",
  "sku_id",
  "price",
  "hasOwnProperty",
  "length",
] as const;

/** A text with one hostile thing in the place of one value, key or character. */
const mutatedText = (text: string, below: Below): string => {
  const hostile = HOSTILE[below(HOSTILE.length)]!;
  const at = below(text.length);
  switch (below(5)) {
    case 0:
      return text.slice(0, at) + hostile + text.slice(at + below(8));
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + below(4));
    case 2: {
      const key = `"${KEYS[below(KEYS.length)]!}":`;
      const keys = [...text.matchAll(/"[a-z_]+":/g)];
      const chosen = keys[below(keys.length)];
      return chosen === undefined
        ? text
        : text.slice(0, chosen.index) + key + text.slice(chosen.index + chosen[0].length);
    }
    default: {
      const values = [...text.matchAll(/(?<=":|[[,])(?:"[^"]*"|-?\d+)(?=[,}\]])/g)];
      const chosen = values[below(values.length)];
      return chosen === undefined
        ? text
        : text.slice(0, chosen.index) + hostile + text.slice(chosen.index + chosen[0].length);
    }
  }
};

const randomBytes = (below: Below): Uint8Array => Uint8Array.from({ length: below(200) }, () => below(256));

const mutatedBytes = (bytes: Uint8Array, below: Below): Uint8Array => {
  const result = bytes.slice(0, below(10) === 0 ? below(bytes.length) : bytes.length);
  for (let n = below(4); n >= 0 && result.length > 0; n--) result[below(result.length)] = below(256);
  return result;
};

const deep = (below: Below): string => {
  const depth = 1 + below(below(20) === 0 ? 3_000 : 80);
  const opening = ["[", '{"a":', '[{"goods_info":'][below(3)]!;
  return opening.repeat(depth) + (below(2) === 0 ? "" : "1" + (opening === "[" ? "]" : "}").repeat(depth));
};

const envelope = (type: string, msg: string): string => JSON.stringify({ version: "2.0", type, msg });

const anyCallback = (below: Below): Callback => {
  const [type, text] = MESSAGES[below(MESSAGES.length)]!;
  const valid = envelope(type, text);
  switch (below(8)) {
    case 0:
      return rawCallback(randomBytes(below));
    case 1:
      return rawCallback(mutatedBytes(new TextEncoder().encode(valid), below));
    case 2:
      return rawCallback(mutatedText(valid, below));
    case 3:
      return rawCallback(below(2) === 0 ? deep(below) : envelope(type, deep(below)));
    case 4:
      return rawCallback(envelope(type, mutatedText(mutatedText(text, below), below)));
    default:
      return rawCallback(envelope(type, mutatedText(text, below)));
  }
};

const OUTCOME = /^[a-zA-Z]+(?:\.[a-zA-Z0-9]+)?$/;

describe("any body at all", () => {
  test(`${RUNS.toLocaleString("en")} bodies get an envelope, and nothing else happens`, {
    timeout: 7_200_000,
  }, async () => {
    const seed = Number(process.env["SUANJIA_SEED"] ?? 20261122);
    const below = numbers(seed);
    const own = Object.getOwnPropertyNames(Object.prototype).length;
    const outcomes = new Map<string, number>();
    let server = testServer();
    for (let run = 0; run < RUNS; run++) {
      // A new store now and then, so that ids are not all decided.
      if (run % 500 === 0) server = testServer();
      const callback = anyCallback(below);
      const reply = await server.handle(callback);
      const { err_no, err_tips, ...rest } = JSON.parse(reply.body);
      const isWell =
        Number.isSafeInteger(err_no) &&
        typeof err_tips === "string" &&
        (err_no === 0 ? Object.keys(rest).join() === "data" : Object.keys(rest).length === 0) &&
        reply.status === 200 &&
        OUTCOME.test(reply.outcome) &&
        reply.outcome !== "fault" &&
        (err_no === 0) === (reply.outcome === "ok");
      if (!isWell)
        expect.fail(
          `seed ${seed}, run ${run}: ${JSON.stringify(reply)} for ${Buffer.from(callback.rawBody).toString("base64")}`,
        );
      outcomes.set(reply.outcome, (outcomes.get(reply.outcome) ?? 0) + 1);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(own);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    // The bodies reach every step: else this would prove little.
    for (const outcome of [
      "ok",
      "body.notJson",
      "body.notUtf8",
      "body.tooDeep",
      "message.notJson",
      "message.tooDeep",
      "message.form",
      "envelope.form",
      "type.unknown",
      "app.foreign",
      "goods.unknown",
      "selection.unknown",
      "order.refused",
      "otherContent",
      "refund.unknownOrder",
      "quote.unknown",
    ])
      expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(5);
  });
});
