/**
 * Whatever comes, an envelope goes back: arbitrary bodies, with every signature taken, so that the parser is reached.
 */
import { describe, expect, test } from "vitest";
import type { Callback, Reply } from "../../src/server/Reply.js";
import { corpus, howToKeep } from "../support/corpus.js";
import { deepText, mutatedBytes, mutatedText, randomBytes } from "../support/mutations.js";
import { checkEmptyObject, ownNames } from "../support/prototypes.js";
import { type Below, breather, numbers, runs, seed, seedOf, tally } from "../support/runs.js";
import { APP, preOrder, rawCallback, TEA, type TestServer, testServer } from "./support/callbacks.js";

const RUNS = runs(50_000);

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

const deep = (below: Below): string => deepText(below, ["[", '{"a":', '[{"goods_info":']);

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

/** Every step of the handler: a suite of bodies that does not reach them all would prove little. */
const STEPS = [
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
] as const;

const isWell = ({ status, outcome, body }: Reply): boolean => {
  const { err_no, err_tips, ...rest } = JSON.parse(body);
  return (
    Number.isSafeInteger(err_no) &&
    typeof err_tips === "string" &&
    (err_no === 0 ? Object.keys(rest).join() === "data" : Object.keys(rest).length === 0) &&
    status === 200 &&
    OUTCOME.test(outcome) &&
    outcome !== "fault" &&
    (err_no === 0) === (outcome === "ok")
  );
};

/** Asks, and throws where the answer is no envelope; what to keep of it is said. */
const ask = async ({ handle }: TestServer, callback: Callback, which: string): Promise<string> => {
  const reply = await handle(callback);
  checkEmptyObject();
  if (!isWell(reply))
    expect.fail(`${which}: ${JSON.stringify(reply)}\n${howToKeep("bodies", callback.rawBody)}`);
  return reply.outcome;
};

/** So many bodies for one server, with a seed of their own: later ones meet what earlier ones left behind. */
const BLOCK = 500;

describe("any body at all", () => {
  test.each(corpus("bodies"))("kept: $name", async ({ name, bytes }) => {
    await ask(testServer(), rawCallback(bytes), name);
  });

  test(`${RUNS.toLocaleString("en")} bodies get an envelope, and nothing else happens`, {
    timeout: 7_200_000,
  }, async () => {
    const own = ownNames();
    const outcomes = new Map<string, number>();
    const pause = breather();
    for (let run = 0; run < RUNS; run += BLOCK) {
      const server = testServer();
      const below = numbers(seedOf(run));
      for (let i = run; i < Math.min(run + BLOCK, RUNS); i++) {
        const outcome = await ask(server, anyCallback(below), `SUANJIA_SEED=${seed}, body ${i}`);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      await pause();
    }
    expect(ownNames()).toEqual(own);
    tally(RUNS);
    if (RUNS >= 50_000) for (const step of STEPS) expect(outcomes.get(step) ?? 0, step).toBeGreaterThan(5);
  });
});
