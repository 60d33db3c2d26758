import * as E from "fp-ts/lib/Either.js";
import { describe, expect, test } from "vitest";
import { createQuote } from "../../src/server/handler/createQuote.js";
import { ERRORS } from "../../src/server/handler/errors.js";
import { leftOf, rightOf } from "../support/either.js";
import {
  ALL,
  APP,
  CAKE,
  callback,
  callbackOf,
  dataOf,
  errorOf,
  LINES,
  merchant,
  NOW,
  type Parsed,
  preOrder,
  rawCallback,
  TEA,
  testServer,
} from "./support/callbacks.js";

const goods = LINES.map(({ goodsId, quantity }) => ({
  goods_id: goodsId,
  quantity,
  price: 1,
  total_amount: 1,
}));
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe("the envelope", () => {
  test("a refused signature is an HTTP 401, and its reason is in the outcome only", async () => {
    const { handle } = testServer({ verify: () => E.left("timestampStale") });
    const reply = await handle(callback("query_marketing_info", { goods_info: goods }));
    expect(reply).toMatchObject({ status: 401, outcome: "signature.timestampStale", type: undefined });
    expect(JSON.parse(reply.body)).toEqual({ err_no: 11004, err_tips: ERRORS.signature.tips });
  });

  test("nothing of the body is read before its signature is right", async () => {
    const { handle } = testServer({ verify: () => E.left("signatureWrong") });
    expect((await handle(rawCallback("["))).outcome).toBe("signature.signatureWrong");
  });

  test.each([
    ["no JSON", "{", "body.notJson", 10002],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "body.notUtf8", 10002],
    ["a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), "body.notJson", 10002],
    ["a list", "[]", "envelope.form", 10000],
    ["an object as message", '{"type":"calculate_price","msg":{}}', "envelope.form", 10000],
    ["another version", '{"version":"3.0","type":"calculate_price","msg":"{}"}', "envelope.form", 10000],
    ["a key twice", '{"type":"calculate_price","type":"pre_create_order","msg":"{}"}', "body.notJson", 10002],
    ["a payment notice", '{"version":"2.0","type":"payment","msg":"{}"}', "type.unknown", 10000],
    ["nested 33 deep", "[".repeat(33) + "]".repeat(33), "body.tooDeep", 10002],
    ["nested 32 deep", "[".repeat(32) + "]".repeat(32), "envelope.form", 10000],
    ["nested without end", "[".repeat(500_000), "body.tooDeep", 10002],
    ["too large", " ".repeat(1024 * 1024 + 1), "body.tooLarge", 10002],
  ])("%s", async (_, body, outcome, number) => {
    const reply = await testServer().handle(rawCallback(body));
    expect(reply).toMatchObject({ status: 200, outcome, type: undefined });
    expect(errorOf(reply)).toBe(number);
  });

  test("a message that nests too deep, or is no JSON", async () => {
    const { handle } = testServer();
    const deep = await handle(callbackOf("calculate_price", "[".repeat(33)));
    expect(deep).toMatchObject({ outcome: "message.tooDeep", type: "calculate_price" });
    expect((await handle(callbackOf("calculate_price", "{]"))).outcome).toBe("message.notJson");
  });

  test("the type must be that of the route", async () => {
    const { handle } = testServer();
    const msg = JSON.stringify({ app_id: APP, open_id: "buyer", goods_info: goods });
    const wrong = await handle(callbackOf("query_marketing_info", msg, "pre_create_order"));
    expect(wrong.outcome).toBe("type.route");
    const right = await handle(callbackOf("query_marketing_info", msg, "query_marketing_info"));
    expect(right).toMatchObject({ outcome: "ok", type: "query_marketing_info" });
  });

  test("the app must be one that the key speaks for", async () => {
    const { handle } = testServer();
    for (const app of [{ app_id: "tt-other" }, { app_id: 1 }, { app_id: undefined }]) {
      const reply = await handle(callback("query_marketing_info", { goods_info: goods, ...app }));
      expect(reply.outcome).toBe("app.foreign");
      expect(errorOf(reply)).toBe(ERRORS.app.number);
    }
    for (const msg of ["null", "1", '"tt"', "[]"])
      expect((await handle(callbackOf("calculate_price", msg))).outcome).toBe("app.foreign");
  });

  test("an internal fault is answered, and handed on for whoever logs it", async () => {
    const secret = new Error("the catalogue is gone", { cause: { phone: "13800138000" } });
    const { handle } = testServer({ merchant: { ...merchant, promotions: () => Promise.reject(secret) } });
    const reply = await handle(callback("query_marketing_info", { goods_info: goods }));
    expect(reply).toEqual({
      status: 500,
      body: JSON.stringify({ err_no: 13000, err_tips: ERRORS.fault.tips }),
      outcome: "fault",
      type: "query_marketing_info",
      fault: secret,
    });
  });

  test.each([
    [
      "verify throws",
      {
        verify: () => {
          throw new Error("no ring");
        },
      },
    ],
    ["a price is no fen", { merchant: { ...merchant, unitPrice: () => Promise.resolve(0.5) } }],
    ["a promotion is none", { merchant: { ...merchant, promotions: () => Promise.resolve([{} as never]) } }],
    ["an id is too long", { newId: () => "x".repeat(65) }],
    [
      "what is thrown is no error",
      {
        newId: () => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- others do
          throw "a text";
        },
      },
    ],
  ])("a fault: %s", async (_, changes) => {
    const reply = await testServer(changes as never).handle(
      callback("calculate_price", { goods_calculation_info: goods }),
    );
    expect(reply).toMatchObject({ status: 500, outcome: "fault" });
    expect(errorOf(reply)).toBe(13000);
  });

  test("ids as bare numbers keep all their digits, and amounts as bare numbers beyond 2^53 are refused", async () => {
    const { handle } = testServer();
    const ask = (goodsInfo: string) =>
      handle(
        callbackOf(
          "query_marketing_info",
          `{"app_id":"${APP}","open_id":"buyer","goods_info":[${goodsInfo}]}`,
        ),
      );
    const reply = await ask(`{"goods_id":${TEA},"quantity":2,"price":1}`);
    expect(dataOf(reply).goods_valid_marketing_info[0].goods_id).toBe(TEA);
    for (const bad of [
      `{"goods_id":"${TEA}","quantity":1e0}`,
      `{"goods_id":"${TEA}","quantity":1.0}`,
      `{"goods_id":"${TEA}","quantity":0.99999999999999999999}`,
      `{"goods_id":"${TEA}","quantity":9007199254740993}`,
      `{"goods_id":-1,"quantity":1}`,
      `{"goods_id":1.5,"quantity":1}`,
      `{"goods_id":"${TEA}","quantity":1,"price":9007199254740993}`,
      `{"goods_id":"a\\u0000b","quantity":1}`,
      `{"goods_id":"\\ud800","quantity":1}`,
      `{"goods_id":"${"x".repeat(129)}","quantity":1}`,
      `{"goods_id":"","quantity":1}`,
    ])
      expect((await ask(bad)).outcome, bad).toBe("message.form");
  });

  test("what is refused for its form is noted by code and path, not by what came", async () => {
    const reply = await testServer().handle(
      callback("pre_create_order", { ...preOrder(LINES, []), phone_num: "1".repeat(200) }),
    );
    expect(reply).toMatchObject({
      outcome: "message.form",
      details: [{ code: "value.tooLong", path: "/phone_num" }],
    });
  });
});

describe("query_marketing_info", () => {
  test("lists what concerns the buyer by the four kinds, and what is valid for each goods and for the order", async () => {
    const data = dataOf(await testServer().handle(callback("query_marketing_info", { goods_info: goods })));
    expect(ids(data.identity_info)).toEqual(["member"]);
    expect(data.coupon_info).toEqual([
      {
        id: "100-20",
        type: 2,
        title: "满 100 减 20",
        note: "",
        discount_range: 1,
        discount_amount: 2000,
        code: "C-8001",
      },
      // Held, but the order is too small: listed, not valid.
      { id: "300-100", type: 2, title: "满 300 减 100", note: "", discount_range: 1, code: "BIG" },
    ]);
    expect(ids(data.score_info)).toEqual(["points"]);
    expect(ids(data.activity_info)).toEqual(["second-half"]);
    expect(data.goods_valid_marketing_info).toEqual([
      {
        goods_id: TEA,
        quantity: 2,
        valid_marketing: {
          identity_info: [{ id: "member" }],
          coupon_info: [],
          score_info: [],
          activity_info: [{ id: "second-half" }],
        },
      },
      {
        goods_id: CAKE,
        quantity: 1,
        valid_marketing: {
          identity_info: [{ id: "member" }],
          coupon_info: [],
          score_info: [],
          activity_info: [],
        },
      },
    ]);
    expect(data.order_valid_marketing_info).toEqual({
      identity_info: [],
      coupon_info: [{ id: "100-20", code: "C-8001" }],
      score_info: [{ id: "points" }],
      activity_info: [],
    });
  });

  test("somebody else's coupons and identities are not listed", async () => {
    const data = dataOf(
      await testServer().handle(callback("query_marketing_info", { open_id: "stranger", goods_info: goods })),
    );
    expect([data.identity_info, data.coupon_info]).toEqual([[], []]);
  });

  test("goods that the merchant does not sell", async () => {
    const reply = await testServer().handle(
      callback("query_marketing_info", { goods_info: [{ goods_id: "gone", quantity: 1 }] }),
    );
    expect(reply).toMatchObject({
      outcome: "goods.unknown",
      details: [{ code: "goods.unknown", goodsId: "gone" }],
    });
  });

  test("the same goods twice, or more than can be added up", async () => {
    const { handle } = testServer();
    for (const goods_info of [
      [goods[0], goods[0]],
      [
        { goods_id: CAKE, quantity: 1 },
        { goods_id: "shirt", sku_id: "S", quantity: 1 },
      ],
    ]) {
      const reply = await handle(callback("query_marketing_info", { goods_info }));
      expect(reply.outcome).toBe("cart.refused");
    }
  });
});

describe("calculate_price", () => {
  const using = (first: unknown, order: unknown) => ({
    goods_calculation_info: [{ ...goods[0], using_marketing: first }, goods[1]],
    order_calculation_info: { using_marketing: order },
  });

  test("the blocks of what was chosen, by the merchant's prices, under a number that is kept for a time", async () => {
    let now = NOW;
    const { handle, store } = testServer({ now: () => now, quoteTtlMs: 1000 });
    const data = dataOf(
      await handle(
        callback(
          "calculate_price",
          using({ activity_ids: ["second-half"] }, [{ id: "100-20", code: "C-8002" }]),
        ),
      ),
    );
    expect(data.order_calculation_result_info).toMatchObject({
      order_total_discount_amount: 2000,
      goods_total_discount_amount: 3400,
    });
    expect(
      data.order_calculation_result_info.marketing_detail_info.map((each: Parsed) => [each.id, each.code]),
    ).toEqual([
      ["second-half", undefined],
      ["100-20", "C-8002"],
    ]);
    expect(data.goods_calculation_result_info.map((each: Parsed) => each.total_amount)).toEqual([
      13_600, 3000,
    ]);
    expect(data.item_calculation_result_info).toHaveLength(3);
    expect(
      data.item_calculation_result_info.reduce(
        (sum: number, each: { readonly total_discount_amount: number }) => sum + each.total_discount_amount,
        0,
      ),
    ).toBe(5400);
    expect(store.quotes.get(data.ext_calculation_no)?.expiresAt).toBe(NOW + 1000);

    const again = callback("calculate_price", { ext_calculation_no: data.ext_calculation_no });
    now = NOW + 999;
    expect(dataOf(await handle(again))).toEqual(data);
    const foreign = callback("calculate_price", {
      open_id: "x",
      ext_calculation_no: data.ext_calculation_no,
    });
    expect((await handle(foreign)).outcome).toBe("quote.foreign");
    now = NOW + 1000;
    expect((await handle(again)).outcome).toBe("quote.unknown");
  });

  test("every form in which ids may be chosen means the same", async () => {
    const amounts = await Promise.all(
      [
        ["second-half"],
        "second-half",
        { id: "second-half" },
        [{ id: "second-half" }],
        { activity_info: [{ id: "second-half", title: "x" }] },
        { activity_id_list: ["second-half"], coupon_ids: [] },
        { activity_id: "second-half", coupon_id: "" },
      ].map(async (brief) => {
        const data = dataOf(await testServer().handle(callback("calculate_price", using(brief, undefined))));
        return data.order_calculation_result_info.goods_total_discount_amount;
      }),
    );
    expect(amounts).toEqual(new Array(7).fill(3400));
  });

  test("nothing chosen: blocks without marketing", async () => {
    const data = dataOf(
      await testServer().handle(callback("calculate_price", { goods_calculation_info: goods })),
    );
    expect(data.order_calculation_result_info).toEqual({
      order_total_discount_amount: 0,
      goods_total_discount_amount: 0,
      marketing_detail_info: [],
    });
    expect(data.item_calculation_result_info.map((each: Parsed) => each.total_amount)).toEqual([
      6800, 6800, 3000,
    ]);
  });

  test("marketing that there is not, or in no form; a coupon that does not apply is left out, and noted", async () => {
    const { handle } = testServer();
    expect((await handle(callback("calculate_price", using(["forged"], [])))).outcome).toBe(
      "selection.unknown",
    );
    expect((await handle(callback("calculate_price", using([7], [])))).outcome).toBe("selection.form");
    const small = await handle(callback("calculate_price", using([], ["300-100"])));
    expect(dataOf(small).order_calculation_result_info.marketing_detail_info).toEqual([]);
    expect(small.details).toEqual([{ code: "marketing.notApplied", marketingId: "300-100" }]);
  });

  test("a coupon by a code that the buyer does not hold gives nothing", async () => {
    const reply = await testServer().handle(
      callback("calculate_price", using([], [{ id: "100-20", code: "C-9999" }])),
    );
    expect(dataOf(reply).order_calculation_result_info.order_total_discount_amount).toBe(0);
    expect(reply.details).toEqual([{ code: "marketing.notApplied", marketingId: "100-20", hasCode: true }]);
  });

  test("more units than there may be entries, or no goods", async () => {
    const { handle } = testServer();
    const many = await handle(
      callback("calculate_price", { goods_calculation_info: [{ goods_id: TEA, quantity: 1001 }] }),
    );
    expect(many).toMatchObject({ outcome: "cart.refused", details: [{ code: "emit.tooManyItems" }] });
    expect((await handle(callback("calculate_price", {}))).outcome).toBe("message.form");
  });
});

describe("query_and_calculate", () => {
  const ask = (message: object) =>
    testServer().handle(callback("query_and_calculate", { goods_marketing_info: goods, ...message }));

  test("the best combination where it is asked for", async () => {
    const data = dataOf(await ask({ need_default_marketing: true }));
    const { calculation_result: result } = data;
    expect(ids(result.order_calculation_result_info.marketing_detail_info)).toEqual([...ALL]);
    expect(ids(data.goods_marketing_list[0].available_marketing.activity_info)).toEqual(["second-half"]);
    expect(ids(data.order_marketing_info.available_marketing.coupon_info)).toEqual(["100-20"]);
    expect(result.ext_calculation_no).toBe("id-1");
  });

  test("else exactly what was chosen", async () => {
    const chosen = await ask({
      need_default_marketing: false,
      order_marketing_info: { selected_marketing: { coupon_ids: ["100-20"] } },
    });
    expect(
      ids(dataOf(chosen).calculation_result.order_calculation_result_info.marketing_detail_info),
    ).toEqual(["100-20"]);
    const nothing = await ask({ need_default_marketing: false });
    expect(dataOf(nothing).calculation_result.order_calculation_result_info.marketing_detail_info).toEqual(
      [],
    );
  });
});

describe("createQuote", () => {
  const lines = [{ goodsId: TEA, quantity: 2 }];

  test("a quote that the platform can redeem for this buyer", async () => {
    const { deps, handle } = testServer();
    const made = rightOf(await createQuote(deps, { lines }, { appId: APP, openId: "buyer" }));
    expect(made).toMatchObject({ discountId: "id-1", expiresAt: NOW + 1_800_000 });
    expect(made.quote.totals.payableAmount).toBe(6990);
    const redeemed = dataOf(
      await handle(callback("calculate_price", { ext_calculation_no: made.discountId })),
    );
    expect(redeemed.order_calculation_result_info.order_total_discount_amount).toBe(2700);
    const other = await handle(
      callback("calculate_price", { open_id: "x", ext_calculation_no: made.discountId }),
    );
    expect(other.outcome).toBe("quote.foreign");
  });

  test("without a buyer, or with named promotions", async () => {
    const { deps, handle } = testServer();
    const open = rightOf(await createQuote(deps, { lines }));
    expect(open.selection.marketing.map(({ id }) => id)).toEqual(["second-half"]);
    expect((await handle(callback("calculate_price", { ext_calculation_no: open.discountId }))).outcome).toBe(
      "ok",
    );
    const named = rightOf(await createQuote(deps, { lines }, { openId: "buyer", only: [{ id: "member" }] }));
    expect(named.selection.marketing.map(({ id }) => id)).toEqual(["member"]);
  });

  test("what cannot be quoted says why", async () => {
    const { deps, store } = testServer();
    const problems = async (cart: object, context?: object) =>
      leftOf(await createQuote(deps, cart as never, context)).map(({ code, path }) => [code, path]);
    expect(await problems({ lines: [{ goodsId: TEA, quantity: 0, unitPrice: "1" }] })).toEqual([
      ["value.range", "/cart/lines/0/quantity"],
      ["value.type", "/cart/lines/0/unitPrice"],
    ]);
    expect(await problems({ lines, fees: [] }, { who: 1 })).toEqual([
      ["value.unknownKey", "/cart/fees"],
      ["value.unknownKey", "/context/who"],
    ]);
    expect(await problems({ lines: [{ goodsId: TEA, quantity: 1, unitPrice: 6799 }] })).toEqual([
      ["quote.unitPrice", "/cart/lines/0/unitPrice"],
    ]);
    expect(await problems({ lines: [{ goodsId: "gone", quantity: 1 }] })).toEqual([
      ["goods.unknown", "/cart/lines"],
    ]);
    expect(await problems({ lines: [...lines, ...lines] })).toEqual([["lines.duplicate", "/cart/lines/1"]]);
    expect(await problems({ lines }, { only: [{ id: "forged" }] })).toEqual([
      ["promotion.unknown", "/context/only/0"],
    ]);
    expect(store.quotes.size).toBe(0);
  });
});

describe("pre_create_order", () => {
  test("an honest order is accepted, and kept for refunds", async () => {
    const { handle, store } = testServer();
    const message = preOrder(LINES, ALL);
    const reply = await handle(callback("pre_create_order", message));
    expect(dataOf(reply)).toEqual({
      out_order_no: "id-1",
      pay_expire_seconds: 300,
      order_entry_schema: { path: "pages/order/index", params: '{"id":"id-1"}' },
    });
    expect([...store.orders.values()]).toEqual([
      {
        appId: APP,
        outOrderNo: "id-1",
        paid: Object.fromEntries(
          message.item_order_info_list.map((each: Parsed) => [each.item_order_id, each.price]),
        ),
      },
    ]);
  });

  test.each([
    ["no marketing", preOrder(LINES, [])],
    [
      "skus",
      preOrder(
        [
          { goodsId: "shirt", skuId: "S", quantity: 1 },
          { goodsId: "shirt", skuId: "L", quantity: 2 },
        ],
        ["member"],
      ),
    ],
    ["the larger coupon", preOrder([{ goodsId: TEA, quantity: 5 }], ["300-100"])],
    ["a delivery fee, and nothing off", preOrder(LINES, ["member"], { delivery: 1 })],
    [
      "no delivery fee, by a promotion that a callback does not name",
      preOrder(LINES, ["member", "free-delivery"], { delivery: 1 }),
    ],
    [
      "empty texts for what is not there",
      { ...preOrder(LINES, ["member"]), union_id: "", sku_list: [], cp_extra: null },
    ],
  ])("accepted: %s", async (_, message) => {
    const reply = await testServer().handle(callback("pre_create_order", message));
    expect(reply.details).toBeUndefined();
    expect(reply.outcome).toBe("ok");
  });

  test("of two coupons that he holds, the buyer chose the second", async () => {
    const message = preOrder(LINES, ["100-20"]);
    message.price_calculation_detail.order_discount_detail.marketing_detail_info[0].code = "C-8002";
    expect((await testServer().handle(callback("pre_create_order", message))).outcome).toBe("ok");
  });

  test("ids and item orders as bare numbers keep their digits", async () => {
    const { handle, store } = testServer();
    const message = { ...preOrder([{ goodsId: TEA, quantity: 1 }], []), order_id: "9223372036854775807" };
    message.item_order_info_list[0].item_order_id = "9223372036854775806";
    const text = JSON.stringify(message)
      .replaceAll(`"${TEA}"`, TEA)
      .replace('"9223372036854775807"', "9223372036854775807")
      .replace('"9223372036854775806"', "9223372036854775806");
    const reply = await handle(callbackOf("pre_create_order", text));
    expect(reply.outcome).toBe("ok");
    expect(Object.keys([...store.orders.values()][0]!.paid)).toEqual(["9223372036854775806"]);
  });

  test("the page and its parameters come from the configuration", async () => {
    const page = { path: "pages/mine", params: (of: object) => JSON.stringify(of) };
    const ask = (orderPage: typeof page) =>
      testServer({ orderPage }).handle(callback("pre_create_order", preOrder(LINES, [], { orderId: "o" })));
    expect(dataOf(await ask(page)).order_entry_schema).toEqual({
      path: "pages/mine",
      params: '{"orderId":"o","outOrderNo":"id-1"}',
    });
    expect((await ask({ ...page, path: "x".repeat(513) })).outcome).toBe("fault");
  });
});

describe("limits of a calculation", () => {
  const asked = { goods_marketing_info: goods, need_default_marketing: true };

  test("lines times promotions", async () => {
    const { handle } = testServer({ limits: { pairs: 11 } });
    for (const [type, message] of [
      ["query_marketing_info", { goods_info: goods }],
      ["query_and_calculate", asked],
      ["pre_create_order", preOrder(LINES, ALL)],
    ] as const) {
      const reply = await handle(callback(type, message));
      const outcome = type === "pre_create_order" ? "order.refused" : "cart.tooLarge";
      expect(reply).toMatchObject({ status: 200, outcome, details: [{ code: "cart.tooLarge" }] });
    }
    const roomy = testServer({ limits: { pairs: 12 } });
    expect((await roomy.handle(callback("query_and_calculate", asked))).outcome).toBe("ok");
  });

  test("what a calculation takes as text", async () => {
    const { handle, store } = testServer({ limits: { answerBytes: 500 } });
    expect((await handle(callback("query_and_calculate", asked))).outcome).toBe("cart.tooLarge");
    expect(store.quotes.size).toBe(0);
  });

  test("combinations, fewer where each costs more; the answer is one all the same", async () => {
    const { handle } = testServer({ limits: { work: 12 } });
    expect((await handle(callback("query_and_calculate", asked))).outcome).toBe("ok");
  });
});

test.each(["长".repeat(128), "a b", "\u0000", "x".repeat(65)])(
  "a number that cannot be ours is of no quote: %j",
  async (number) => {
    const { handle } = testServer({
      store: { ...testServer().store, quote: () => Promise.reject(new RangeError("asked")) },
    });
    const reply = await handle(callback("calculate_price", { ext_calculation_no: number }));
    expect(["quote.unknown", "message.form"]).toContain(reply.outcome);
  },
);
