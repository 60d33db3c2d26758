/**
 * Known faults of other software, each with the right answer: the smallest counterexamples that are known.
 */
import { describe, expect, test } from "vitest";
import { apportion } from "../../src/money/apportion.js";
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import { oraclePrice } from "../oracle/oracle.js";
import {
  ALL,
  callback,
  dataOf,
  LINES,
  preOrder,
  type TestServer,
  testServer,
} from "../server/support/callbacks.js";
import { rightOf } from "../support/either.js";

const MAX = Number.MAX_SAFE_INTEGER;

/** One order-level discount over lines of the given unit prices and quantities. */
const request = (
  amount: number,
  of: readonly (readonly [unitPrice: number, quantity: number])[],
  policy = {},
): object => ({
  lines: of.map(([unitPrice, quantity], i) => ({ goodsId: `g${i}`, unitPrice, quantity })),
  marketing: [{ id: "m", type: 4, discountRange: 1, discountAmount: amount, title: "" }],
  policy,
});
const quoteOf = (of: object): Quote => {
  const quote = rightOf(price(of as never));
  // What the engine says is what the oracle says, fault or none.
  expect({ ok: true, quote }).toEqual(oraclePrice(of as never));
  return quote;
};
const shares = (of: object): number[] => quoteOf(of).lines.map((line) => line.totalDiscountAmount);
const unitPayables = (quote: Quote): number[][] =>
  quote.lines.map((line) =>
    line.units.flatMap((run) => new Array<number>(run.count).fill(run.payableAmount)),
  );

describe("the leftover fen go to the largest remainders, not to the largest ratio (dinero.js 2)", () => {
  test("2 over [1,1,2] is not [0,0,2]", () => {
    expect(apportion(2, [1, 1, 2])).toEqual([1, 0, 1]);
    expect(
      shares(
        request(2, [
          [1, 1],
          [1, 1],
          [2, 1],
        ]),
      ),
    ).toEqual([1, 0, 1]);
  });

  test("2 over [3,2] is not [2,0]", () => {
    expect(apportion(2, [3, 2])).toEqual([1, 1]);
    expect(
      shares(
        request(2, [
          [3, 1],
          [2, 1],
        ]),
      ),
    ).toEqual([1, 1]);
  });
});

test("an exact tie goes to the larger weight, never by luck of the floats (Vendure)", () => {
  // 62.5 and 82.5: the two remainders are exactly a half.
  expect(apportion(145, [25, 33])).toEqual([62, 83]);
  expect(apportion(145, [33, 25])).toEqual([83, 62]);
  // 145 fen of 58 fen of goods are refused; the same ratio a hundred times as dear is not.
  expect(
    shares(
      request(145, [
        [2500, 1],
        [3300, 1],
      ]),
    ),
  ).toEqual([62, 83]);
});

test("2 over [1,1,1] is not [0,0,2]: no line pays −1 (floor, the last takes the rest, unbounded)", () => {
  expect(
    shares(
      request(2, [
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ),
  ).toEqual([1, 1, 0]);
  const policy = { apportionment: "lastTakesRemainder" };
  expect(
    shares(
      request(
        2,
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        policy,
      ),
    ),
  ).toEqual([0, 1, 1]);
});

test("2 over [1,1,1] is not [1,0,0]: no fen is lost", () => {
  const split = apportion(2, [1, 1, 1]);
  expect(split).toEqual([1, 1, 0]);
  expect(split.reduce((a: number, b) => a + b, 0)).toBe(2);
});

describe("no rounding half down with a fix from the front", () => {
  test("1 over [1,1] is not [0,0]", () => {
    expect(apportion(1, [1, 1])).toEqual([1, 0]);
    expect(
      shares(
        request(1, [
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toEqual([1, 0]);
  });

  test("2 over [0,1,3] is not [1,0,1]: a line of weight 0 gets nothing", () => {
    expect(apportion(2, [0, 1, 3])).toEqual([0, 0, 2]);
    expect(
      shares(
        request(2, [
          [0, 1],
          [1, 1],
          [3, 1],
        ]),
      ),
    ).toEqual([0, 0, 2]);
  });
});

test("3 × 1000 less 1000 is not 333.33 each: units are whole fen", () => {
  const quote = quoteOf(request(1000, [[1000, 3]]));
  expect(quote.lines[0]?.units.map((run) => [run.count, run.totalDiscountAmount])).toEqual([
    [1, 334],
    [2, 333],
  ]);
  expect(unitPayables(quote)).toEqual([[666, 667, 667]]);
});

test("3 × 333 + 100 less 100: the units of the line of 908 add up to 908, not to 909", () => {
  const quote = quoteOf(
    request(100, [
      [333, 3],
      [100, 1],
    ]),
  );
  expect(quote.lines.map((line) => line.payableAmount)).toEqual([908, 91]);
  expect(unitPayables(quote)).toEqual([[302, 303, 303], [91]]);
});

describe("totals near 2^53 − 1 are exact", () => {
  test("a product of two amounts past 2^53 loses no fen", () => {
    expect(apportion(MAX, [MAX - 1, 1])).toEqual([MAX - 1, 1]);
    expect(apportion(MAX - 1, [1, 1])).toEqual([(MAX - 1) / 2, (MAX - 1) / 2]);
    expect(apportion(MAX, [1, 1])).toEqual([(MAX + 1) / 2, (MAX - 1) / 2]);
    const third = (MAX - 1) / 3;
    expect(Number.isInteger(third)).toBe(true);
    expect(apportion(MAX - 1, [third, third, third])).toEqual([third, third, third]);
  });

  test("an order of 2^53 − 1 fen less all but one", () => {
    const quote = quoteOf(
      request(MAX - 1, [
        [MAX - 3, 1],
        [1, 3],
      ]),
    );
    expect(quote.totals.payableAmount).toBe(1);
    expect(quote.totals.totalAmount).toBe(MAX);
    const [large, small] = quote.lines.map((line) => line.totalDiscountAmount);
    expect(BigInt(large as number) + BigInt(small as number)).toBe(BigInt(MAX - 1));
  });

  test("one fen more is refused, not rounded", () => {
    expect(
      price(
        request(0, [
          [MAX - 3, 1],
          [2, 2],
        ]) as never,
      )._tag,
    ).toBe("Left");
  });
});

describe("a refund gives back what the units bore, and makes the others no cheaper", () => {
  // A tea at half price, and 20.00 and the points spread over three units that bear unequal parts of it.
  const order = preOrder(LINES, ALL);
  const items = order.item_order_info_list as { readonly item_order_id: string; readonly price: number }[];

  /** What the merchant answers to so much back of these, in one refund. */
  const refund = (server: TestServer, refundId: string, amounts: Readonly<Record<string, number>>) =>
    server.handle(
      callback("pre_create_refund", {
        refund_id: refundId,
        order_id: order.order_id,
        refund_total_amount: Object.values(amounts).reduce((a, b) => a + b, 0),
        refund_item_detail: {
          item_order_detail: Object.entries(amounts).map(([item_order_id, refund_amount]) => ({
            item_order_id,
            refund_amount,
          })),
        },
      }),
    );

  test.each(items.map((_, first) => [String(first + 1), first] as const))(
    "after unit %s, each other can be refunded for what was paid for it, and not a fen more",
    async (_name, first) => {
      const server = testServer();
      dataOf(await server.handle(callback("pre_create_order", order)));
      const { item_order_id, price: paid } = items[first]!;
      expect((await refund(server, "first", { [item_order_id]: paid })).outcome).toBe("ok");
      expect((await refund(server, "again", { [item_order_id]: 1 })).outcome).toBe("refund.refused");
      for (const other of items.filter((_, i) => i !== first)) {
        const more = await refund(server, `more-${other.item_order_id}`, {
          [other.item_order_id]: other.price + 1,
        });
        expect(more.outcome).toBe("refund.refused");
        // Prorated anew over what is left, the discounts would leave less or more.
        expect(more.details).toEqual([expect.objectContaining({ expected: other.price })]);
        const all = await refund(server, `all-${other.item_order_id}`, {
          [other.item_order_id]: other.price,
        });
        expect(all.outcome).toBe("ok");
      }
    },
  );

  test("all that was paid can be refunded, and it is the order's total", () => {
    expect(items.map(({ price }) => price)).toHaveLength(3);
    expect(new Set(items.map(({ price }) => price)).size).toBe(3);
    expect(items.reduce((sum, { price }) => sum + price, 0)).toBe(order.total_amount - order.discount);
  });
});
