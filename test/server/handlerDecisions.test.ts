/**
 * Orders that are not what they claim, orders that come again, and refunds.
 */
import { describe, expect, test } from "vitest";
import { ERRORS } from "../../src/server/handler/errors.js";
import type { Asking, Merchant, OrderSpending } from "../../src/server/Merchant.js";
import type { Reply } from "../../src/server/Reply.js";
import {
  ALL,
  APP,
  type Bought,
  BUYER,
  CAKE,
  callback,
  dataOf,
  errorOf,
  LINES,
  merchant,
  type Parsed,
  preOrder,
  TEA,
  testServer,
} from "./support/callbacks.js";

const REFUSED = JSON.stringify({ err_no: 21004, err_tips: ERRORS.order.tips });

const order = (message: object): Promise<Reply> => testServer().handle(callback("pre_create_order", message));

const copy = (value: Parsed): Parsed => JSON.parse(JSON.stringify(value));

/** Every number of a message, by the keys down to it. */
const numbersIn = (value: Parsed, at: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === "number"
    ? [at]
    : typeof value === "object" && value !== null
      ? Object.keys(value).flatMap((key) => numbersIn(value[key], [...at, key]))
      : [];

const changed = (message: Parsed, at: readonly string[], change: (value: number) => number): Parsed => {
  const result = copy(message);
  const last = at[at.length - 1]!;
  const parent = at.slice(0, -1).reduce((value, key) => value[key], result);
  parent[last] = change(parent[last]);
  return result;
};

/** Refused with the one body for all refusals, and with what differs in the details. */
const expectRefused = (reply: Reply, codes?: readonly string[]): void => {
  expect(reply.outcome).toBe("order.refused");
  expect(reply.status).toBe(200);
  expect(reply.body).toBe(REFUSED);
  expect(reply.details?.length).toBeGreaterThan(0);
  expect(JSON.stringify(reply.details)).not.toMatch(/13800138000|张三|buyer/);
  if (codes !== undefined) expect([...new Set(reply.details?.map(({ code }) => code))]).toEqual(codes);
};

describe("a claim that is not what is calculated", () => {
  const honest = preOrder(LINES, ALL);
  // When it was created decides nothing; the units say how many entries there are.
  const amounts = numbersIn(honest).filter((at) => !["create_order_time", "delivery_type"].includes(at[0]!));

  test("has more than 60 amounts, each of which is tried", () => {
    expect(amounts.length).toBeGreaterThan(60);
  });

  for (const step of [-1, 1])
    test.each(amounts.map((at) => [at.join("/"), at] as const))(`${step} fen: %s`, async (_, at) => {
      const reply = await order(changed(honest, at, (value) => value + step));
      // A level, a type or a quantity may become one that there is not: then its form is refused.
      if (reply.outcome === "message.form") expect(errorOf(reply)).toBe(10000);
      else expectRefused(reply);
      expect(reply.body).not.toMatch(/[a-z]+\/|expected|actual/);
    });

  test("says expected and actual in the details", async () => {
    const reply = await order(changed(honest, ["total_amount"], (value) => value - 1));
    expect(reply.details).toContainEqual({
      code: "order.total",
      path: "/total_amount",
      expected: 16_600,
      actual: 16_599,
    });
  });

  test("one fen cheaper, consistently, in every amount", async () => {
    const cheaper = preOrder(LINES, ALL, { priceOf: ({ goodsId }) => (goodsId === TEA ? 6799 : 3000) });
    expectRefused(await order(cheaper));
    const free = preOrder(LINES, [], { priceOf: () => 0 });
    expectRefused(await order(free), [
      "line.unitPrice",
      "line.unitPayable",
      "order.total",
      "itemOrders.price",
    ]);
  });

  const swapped = (): Parsed => {
    const message = preOrder(
      [
        { goodsId: TEA, quantity: 1 },
        { goodsId: CAKE, quantity: 1 },
      ],
      [],
    );
    return message;
  };

  test("an item swapped for a dearer one", async () => {
    const message = swapped();
    const paidForCake = preOrder([{ goodsId: CAKE, quantity: 2 }], []);
    const forged = copy(paidForCake);
    forged.goods = message.goods;
    forged.item_order_info_list[1].goods_id = TEA;
    expectRefused(await order(forged));
    // Only one item order names the other goods.
    const one = swapped();
    one.item_order_info_list[0].goods_id = CAKE;
    expectRefused(await order(one));
    // The prices of two item orders of different goods.
    const prices = swapped();
    [prices.item_order_info_list[0].price, prices.item_order_info_list[1].price] = [3000, 6800];
    expectRefused(await order(prices), ["itemOrders.price"]);
  });

  test("a dearer sku at the price of another", async () => {
    const message = preOrder([{ goodsId: "shirt", skuId: "S", quantity: 1 }], []);
    message.sku_list[0].sku_id = "L";
    message.item_order_info_list[0].sku_id = "L";
    expectRefused(await order(message));
  });

  test("a changed quantity", async () => {
    for (const quantity of [1, 3, 1_000_000_000]) {
      const message = copy(honest);
      message.goods[0].quantity = quantity;
      expectRefused(await order(message));
    }
    const more = preOrder(LINES, []);
    more.item_order_info_list.push({ ...more.item_order_info_list[0], item_order_id: "one-more" });
    expectRefused(await order(more), ["itemOrders.count"]);
  });

  test("goods that are not sold, and goods beside the list", async () => {
    const gone = copy(preOrder(LINES, []));
    gone.goods[0].goods_id = "gone";
    expectRefused(await order(gone), ["goods.unknown"]);
    const beside = {
      ...preOrder(LINES, []),
      sku_list: preOrder([{ goodsId: "shirt", skuId: "S", quantity: 1 }], []).sku_list,
    };
    expectRefused(await order(beside));
    expectRefused(
      await order({
        ...preOrder(LINES, []),
        goods: [...preOrder(LINES, []).goods, preOrder(LINES, []).goods[0]],
      }),
    );
  });

  const withFirstEntry = (only: readonly string[], change: object): Parsed => {
    const message = preOrder(LINES, only);
    Object.assign(message.price_calculation_detail.order_discount_detail.marketing_detail_info[0], change);
    return message;
  };

  test("a forged coupon, by id or by code, and one that is not held", async () => {
    expectRefused(await order(withFirstEntry(["100-20"], { id: "forged" })), ["marketing.unknown"]);
    expectRefused(await order(withFirstEntry(["100-20"], { code: "C-9999" })));
    expectRefused(await order(withFirstEntry(["member"], { code: "C-8001" })), ["marketing.unknown"]);
    expectRefused(await order({ ...preOrder(LINES, ["100-20"]), open_id: "stranger" }));
    expectRefused(await order({ ...preOrder(LINES, ["member"]), open_id: "stranger" }));
  });

  test("a promotion named beside the others that does not apply, even for nothing", async () => {
    const message = preOrder(LINES, ["member"]);
    const { marketing_detail_info: entries } = message.price_calculation_detail.order_discount_detail;
    entries.push({ ...entries[0], id: "300-100", type: 2, discount_range: 1, discount_amount: 0 });
    expectRefused(await order(message));
  });

  test("a second coupon of one promotion, even for nothing", async () => {
    const message = preOrder(LINES, ["100-20"]);
    const { marketing_detail_info: entries } = message.price_calculation_detail.order_discount_detail;
    entries.push({ ...entries[0], code: "C-8002", discount_amount: 0 });
    entries[0].code = "C-8001";
    expectRefused(await order(message), ["marketing.notApplied"]);
  });

  test("a coupon named twice to be taken off twice", async () => {
    const message = preOrder(LINES, ["100-20"]);
    const detail = message.price_calculation_detail.order_discount_detail;
    detail.marketing_detail_info.push(detail.marketing_detail_info[0]);
    detail.order_total_discount_amount *= 2;
    message.discount *= 2;
    expectRefused(await order(message));
  });

  test("another type, level or number of points", async () => {
    expectRefused(await order(withFirstEntry(["member"], { type: 4 })), ["marketing.type"]);
    expectRefused(await order(withFirstEntry(["member"], { discount_range: 1 })), ["marketing.level"]);
    expectRefused(await order(withFirstEntry(["points"], { value: 100 })), ["marketing.points"]);
  });

  test("a discount without its detail, and a detail without the promotions that it rests on", async () => {
    const { price_calculation_detail: _, ...bare } = preOrder(LINES, ["member"]);
    expectRefused(await order(bare));
    const empty = preOrder(LINES, ["member"]);
    for (const part of ["goods_discount_detail", "item_discount_detail"])
      empty.price_calculation_detail[part] = [];
    empty.price_calculation_detail.order_discount_detail = {};
    expectRefused(await order(empty));
  });

  test("a delivered order without its fee", async () => {
    expectRefused(await order({ ...preOrder(LINES, ["member"]), delivery_type: 1 }), ["order.total"]);
  });

  test("an item order twice, or one of no goods", async () => {
    const twice = preOrder(LINES, []);
    twice.item_order_info_list[1].item_order_id = twice.item_order_info_list[0].item_order_id;
    expectRefused(await order(twice), ["itemOrders.repeated"]);
    const none = preOrder(LINES, []);
    delete none.item_order_info_list[0].goods_id;
    expectRefused(await order(none));
  });

  test("item orders that fit two skus of one goods cannot be compared, and are refused", async () => {
    const message = preOrder(
      [
        { goodsId: "shirt", skuId: "S", quantity: 1 },
        { goodsId: "shirt", skuId: "L", quantity: 1 },
      ],
      [],
    );
    for (const each of message.item_order_info_list) delete each.sku_id;
    expectRefused(await order(message), ["line.ambiguous"]);
  });

  test("what the platform must send and does not", async () => {
    for (const key of ["order_id", "open_id", "total_amount", "discount", "item_order_info_list"]) {
      const { [key]: _, ...rest } = { open_id: "buyer", ...preOrder(LINES, []) };
      const reply = await testServer().handle(callback("pre_create_order", { ...rest, [key]: undefined }));
      expect(reply.outcome, key).toBe("message.form");
    }
    expectRefused(await order({ ...preOrder(LINES, []), goods: [] }));
  });
});

describe("an order that comes again", () => {
  test("the same content gets the same bytes, whatever the order of its keys, also where it is refused", async () => {
    const { handle, store } = testServer();
    const message = preOrder(LINES, ALL);
    const first = await handle(callback("pre_create_order", message));
    const turned = Object.fromEntries(Object.entries(message).reverse());
    const second = await handle(callback("pre_create_order", turned));
    expect(second).toEqual({ ...first, details: undefined });
    expect(store.orders.size).toBe(1);

    const cheap = { ...preOrder(LINES, [], { orderId: "cheap" }), total_amount: 1 };
    const refused = await handle(callback("pre_create_order", cheap));
    expectRefused(refused);
    const again = await handle(callback("pre_create_order", cheap));
    expect([again.body, again.outcome]).toEqual([refused.body, "refused.before"]);
  });

  test("a hundred at once: one decision, identical bytes", async () => {
    const { handle, store } = testServer();
    const message = callback("pre_create_order", preOrder(LINES, ALL));
    const replies = await Promise.all(new Array(100).fill(0).map(() => handle(message)));
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect(dataOf(replies[0]!).out_order_no).toBe([...store.orders.values()][0]?.outOrderNo);
  });

  test("other content under the same id is an error, and changes nothing", async () => {
    const { handle, store } = testServer();
    const message = preOrder(LINES, ALL);
    await handle(callback("pre_create_order", message));
    const before = copy([...store.orders]);
    for (const change of [{ cp_extra: "x" }, { total_amount: 1 }, preOrder(LINES, [])]) {
      const reply = await handle(callback("pre_create_order", { ...message, ...change }));
      expect(reply).toMatchObject({ outcome: "otherContent", status: 200 });
      expect(errorOf(reply)).toBe(ERRORS.otherContent.number);
    }
    expect([...store.orders]).toEqual(before);
  });

  test("where another process decided first, its decision is the one that is answered and noted", async () => {
    const { store, handle } = testServer();
    const kept = await handle(callback("pre_create_order", preOrder(LINES, ALL)));
    const late = testServer({
      store: {
        ...store,
        decideOrder: async (_app, _id, fingerprint, decide) => {
          await decide();
          return { fingerprint, answer: kept.body };
        },
      },
    });
    const reply = await late.handle(
      callback("pre_create_order", { ...preOrder(LINES, []), total_amount: 1 }),
    );
    expect([reply.body, reply.outcome, reply.details]).toEqual([kept.body, "ok", undefined]);
  });

  test("a fault decides nothing: the next attempt is decided", async () => {
    let isDown = true;
    const { handle } = testServer({
      merchant: {
        ...merchant,
        buyer: (asking) => (isDown ? Promise.reject(new Error("down")) : merchant.buyer(asking)),
      },
    });
    const message = callback("pre_create_order", preOrder(LINES, ALL));
    expect((await handle(message)).outcome).toBe("fault");
    isDown = false;
    expect((await handle(message)).outcome).toBe("ok");
  });
});

describe("what an order spends", () => {
  /** A server whose merchant books: each coupon, and each order's points, for one order. */
  const booking = (changes: Partial<Merchant> = {}) => {
    const asked: { spending: OrderSpending; asking: Asking }[] = [];
    const holder = new Map<string, string>();
    const reserve: Merchant["reserve"] = (spending, asking) => {
      asked.push({ spending, asking });
      const coupons = spending.promotions.flatMap(({ code }) => (code === undefined ? [] : [code]));
      const isFree = coupons.every((code) => [undefined, spending.orderId].includes(holder.get(code)));
      if (isFree) for (const code of coupons) holder.set(code, spending.orderId);
      return Promise.resolve(isFree);
    };
    const server = testServer({ merchant: { ...merchant, reserve, ...changes } });
    const send = (
      orderId: string,
      only: readonly string[] = ALL,
      more: Parameters<typeof preOrder>[2] = {},
    ) => server.handle(callback("pre_create_order", preOrder(LINES, only, { ...more, orderId })));
    return { ...server, asked, holder, send };
  };

  test("is told by order: each promotion with its code, points and amount", async () => {
    const { send, asked } = booking();
    expect((await send("one")).outcome).toBe("ok");
    expect(asked).toEqual([
      {
        spending: {
          orderId: "one",
          promotions: [
            { id: "second-half", discountFen: 3400 },
            { id: "member", discountFen: 660 },
            { id: "100-20", code: "C-8001", discountFen: 2000 },
            { id: "points", points: 1000, discountFen: 1000 },
          ],
        },
        asking: { appId: APP, openId: "buyer", unionId: undefined, orderId: "one" },
      },
    ]);
  });

  test("is told of what is taken off fees as well, with the coupon that it uses", async () => {
    const free = (await merchant.promotions({ appId: APP, openId: "buyer" })).map((each) =>
      each.id === "free-delivery" ? { ...each, when: { mustHold: true } } : each,
    );
    const { handle, asked } = booking({
      promotions: () => Promise.resolve(free),
      buyer: () => Promise.resolve({ ...BUYER, held: [{ id: "free-delivery", code: "F-1" }, ...BUYER.held] }),
    });
    const message = preOrder(LINES, ["second-half", "100-20"], { delivery: 1 });
    message.discount = Number(message.discount) + 500;
    expect((await handle(callback("pre_create_order", message))).outcome).toBe("ok");
    expect(asked[0]?.spending.promotions).toEqual([
      { id: "second-half", discountFen: 3400 },
      { id: "100-20", code: "C-8001", discountFen: 2000 },
      { id: "free-delivery", code: "F-1", discountFen: 500 },
    ]);
  });

  test("is spent once: another order with the same coupon is refused, as any other refusal looks", async () => {
    const { send, store } = booking();
    const replies = await Promise.all(["one", "two", "three"].map((id) => send(id)));
    expect(replies.map(({ outcome }) => outcome)).toEqual(["ok", "order.spent", "order.spent"]);
    expect(replies[1]).toMatchObject({ body: REFUSED, status: 200 });
    expect(store.orders.size).toBe(1);
    const again = await send("two");
    expect([again.outcome, again.body]).toEqual(["refused.before", REFUSED]);
  });

  test("is not asked where nothing is spent, the claim differs, or the order was decided", async () => {
    const { send, asked, handle } = booking();
    expect((await send("bare", [])).outcome).toBe("ok");
    expectRefused(await handle(callback("pre_create_order", { ...preOrder(LINES, ALL), total_amount: 1 })));
    expect(asked).toEqual([]);
    await send("one");
    await send("one");
    expect(asked.length).toBe(1);
  });

  test("with a buyer who holds only what no other order has booked, takes the next coupon", async () => {
    const { send, asked, holder } = booking({
      buyer: ({ orderId }) =>
        Promise.resolve({
          ...BUYER,
          held: BUYER.held.filter(({ code }) => [undefined, orderId].includes(holder.get(code))),
        }),
    });
    const outcomes = [];
    for (const id of ["one", "two", "three"]) outcomes.push((await send(id, ["100-20"])).outcome);
    expect(outcomes).toEqual(["ok", "ok", "order.refused"]);
    expect(asked.map(({ spending }) => spending.promotions[0]?.code)).toEqual(["C-8001", "C-8002"]);
  });

  test("is asked again after a fault, and by two that decide at once: the same order holds it", async () => {
    let isDown = true;
    const { asked, deps, handle, store } = booking();
    const failing = testServer({
      merchant: deps.merchant,
      store: {
        ...store,
        decideOrder: async (app, id, fingerprint, decide) => {
          if (!isDown) return store.decideOrder(app, id, fingerprint, decide);
          await decide();
          throw new Error("down");
        },
      },
    });
    const message = callback("pre_create_order", preOrder(LINES, ALL, { orderId: "one" }));
    expect((await failing.handle(message)).outcome).toBe("fault");
    isDown = false;
    expect((await failing.handle(message)).outcome).toBe("ok");
    expect((await handle(message)).outcome).toBe("ok");
    expect(asked.map(({ spending }) => spending.orderId)).toEqual(["one", "one"]);
  });

  test("decides nothing where the merchant's books fail, or answer neither true nor false", async () => {
    let answer: () => Promise<unknown> = () => Promise.reject(new Error("down"));
    const { send } = booking({ reserve: () => answer() as Promise<boolean> });
    expect((await send("one")).outcome).toBe("fault");
    answer = () => Promise.resolve(undefined);
    expect((await send("one")).outcome).toBe("fault");
    answer = () => Promise.resolve(true);
    expect((await send("one")).outcome).toBe("ok");
  });
});

describe("refunds", () => {
  const bought: readonly Bought[] = [{ goodsId: TEA, quantity: 2 }];
  const message = preOrder(bought, ALL);
  const [first, second] = message.item_order_info_list.map((each: Parsed) => each.item_order_id) as [
    string,
    string,
  ];
  const paid: Readonly<Record<string, number>> = { [first]: 4660, [second]: 2330 };

  const ordered = async () => {
    const server = testServer();
    const outOrderNo = dataOf(await server.handle(callback("pre_create_order", message))).out_order_no;
    let count = 0;
    const refund = (entries: readonly (readonly [id: string, amount: number])[], changes: object = {}) => {
      count += 1;
      return server.handle(
        callback("pre_create_refund", {
          refund_id: `refund-${count}`,
          order_id: message.order_id,
          out_order_no: outOrderNo,
          refund_total_amount: entries.reduce((sum, [, amount]) => sum + amount, 0),
          need_refund_audit: 1,
          refund_item_detail: {
            item_order_quantity: entries.length,
            item_order_detail: entries.map(([item_order_id, refund_amount]) => ({
              item_order_id,
              refund_amount,
            })),
          },
          ...changes,
        }),
      );
    };
    return { ...server, refund };
  };

  test("the item orders were paid what the units pay", () => {
    expect(
      Object.fromEntries(
        message.item_order_info_list.map((each: Parsed) => [each.item_order_id, each.price]),
      ),
    ).toEqual(paid);
  });

  test("all at once, or in parts until nothing is left", async () => {
    const { refund } = await ordered();
    expect(dataOf(await refund([[first, 4660]]))).toEqual({
      out_refund_no: "id-2",
      order_entry_schema: { path: "pages/order/index", params: '{"id":"id-1"}' },
    });
    expect((await refund([[second, 2000]])).outcome).toBe("ok");
    const beyond = await refund([[second, 331]]);
    expect(beyond).toMatchObject({
      outcome: "refund.refused",
      details: [{ code: "refund.amount", expected: 330, actual: 331 }],
    });
    expect(beyond.body).toBe(JSON.stringify({ err_no: 90005, err_tips: ERRORS.refund.tips }));
    expect((await refund([[second, 330]])).outcome).toBe("ok");
    expect((await refund([[second, 1]])).outcome).toBe("refund.refused");
    expect((await refund([[first, 1]])).outcome).toBe("refund.refused");
  });

  const amountAt = (i: number): string => `/refund_item_detail/item_order_detail/${i}/refund_amount`;

  test.each([
    [
      "one fen too much",
      [[first, 4661]],
      {},
      [{ code: "refund.amount", path: amountAt(0), expected: 4660, actual: 4661 }],
    ],
    ["nothing", [[first, 0]], {}, [{ code: "refund.amount", path: amountAt(0), expected: 4660, actual: 0 }]],
    [
      "an item order twice",
      [
        [first, 1],
        [first, 1],
      ],
      {},
      [{ code: "refund.itemOrderRepeated", path: amountAt(1) }],
    ],
    ["an unknown item order", [["other", 1]], {}, [{ code: "refund.itemOrderUnknown", path: amountAt(0) }]],
    [
      "what every object has",
      [
        ["__proto__", 1],
        ["constructor", 1],
      ],
      {},
      [
        { code: "refund.itemOrderUnknown", path: amountAt(0) },
        { code: "refund.itemOrderUnknown", path: amountAt(1) },
      ],
    ],
    [
      "a total that is not the sum",
      [[first, 1]],
      { refund_total_amount: 2 },
      [{ code: "refund.total", path: "/refund_total_amount", expected: 1, actual: 2 }],
    ],
    [
      "another order's number",
      [[first, 1]],
      { out_order_no: "other" },
      [{ code: "refund.outOrderNo", path: "/out_order_no" }],
    ],
  ] as const)("refused: %s", async (_, entries, changes, details) => {
    const { refund } = await ordered();
    const reply = await refund(entries, changes);
    expect(reply).toMatchObject({ outcome: "refund.refused", status: 200 });
    expect(reply.details).toEqual(details);
    expect(
      (
        await refund([
          [first, 4660],
          [second, 2330],
        ])
      ).outcome,
    ).toBe("ok");
  });

  test("more than 99 item orders, none, or a negative amount", async () => {
    const { refund } = await ordered();
    const many = new Array(100).fill(0).map((_, i) => [`i-${i}`, 1] as const);
    for (const entries of [many, [], [[first, -1] as const]])
      expect((await refund(entries)).outcome).toBe("message.form");
  });

  test("an unknown order is refused, and decided once it is known", async () => {
    const { handle } = testServer();
    const refund = callback("pre_create_refund", {
      refund_id: "r",
      order_id: message.order_id,
      refund_total_amount: 1,
      refund_item_detail: { item_order_detail: [{ item_order_id: first, refund_amount: 1 }] },
    });
    expect(await handle(refund)).toMatchObject({ outcome: "refund.unknownOrder", status: 200 });
    await handle(callback("pre_create_order", message));
    expect((await handle(refund)).outcome).toBe("ok");
  });

  test("an order of another app is unknown", async () => {
    const { refund, deps } = await ordered();
    expect((await refund([[first, 1]], { app_id: "tt-other" })).outcome).toBe("app.foreign");
    expect(deps.verify({ headers: {}, rawBody: new Uint8Array() })).toMatchObject({
      right: { appIds: [APP] },
    });
  });

  test("the same again gets the same bytes and refunds nothing more; other content is an error", async () => {
    const { refund } = await ordered();
    const reply = await refund([[first, 4000]], { refund_id: "again" });
    const again = await refund([[first, 4000]], { refund_id: "again" });
    expect([again.body, again.outcome]).toEqual([reply.body, "ok"]);
    const other = await refund([[first, 600]], { refund_id: "again" });
    expect(other.outcome).toBe("otherContent");
    expect((await refund([[first, 660]])).outcome).toBe("ok");
  });

  test("a released refund gives back what it took, and is refused when it is asked again", async () => {
    const { refund, store } = await ordered();
    expect((await refund([[first, 4660]], { refund_id: "rejected" })).outcome).toBe("ok");
    expect((await refund([[first, 4660]], { refund_id: "early" })).outcome).toBe("refund.refused");
    expect(await store.releaseRefund({ appId: APP, refundId: "rejected" })).toEqual({
      outcome: "released",
      orderId: message.order_id,
      amounts: { [first]: 4660 },
    });
    expect((await refund([[first, 4660]], { refund_id: "honest" })).outcome).toBe("ok");
    for (const amount of [4660, 1]) {
      const again = await refund([[first, amount]], { refund_id: "rejected" });
      expect(again).toMatchObject({ outcome: "refund.released", status: 200 });
      expect(again.body).toBe(JSON.stringify({ err_no: 90005, err_tips: ERRORS.refund.tips }));
    }
    expect((await refund([[first, 1]])).outcome).toBe("refund.refused");
    const early = await refund([[first, 4660]], { refund_id: "early" });
    expect(early.outcome).toBe("refused.before");
    const ids = { appId: APP, refundId: "early" };
    expect(await store.releaseRefund(ids)).toEqual({ outcome: "refused" });
  });

  test("many at once never refund more than was paid", async () => {
    const { refund } = await ordered();
    const replies = await Promise.all(new Array(20).fill(0).map(() => refund([[second, 1000]])));
    expect(replies.filter(({ outcome }) => outcome === "ok")).toHaveLength(2);
  });
});
