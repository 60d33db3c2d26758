/**
 * Every small order there is, against the oracle and the laws. Nothing is left out for being like another: lines stand in
 * every order, and both bases are tried, although with one marketing they weigh the same.
 *
 * - One marketing: every order of 1 to 3 lines, unit price 0 to 6, quantity 1 to 3, amount 0 to 20, both levels, both
 *   apportionments, both bases, refused or lowered where it is too much: 9,723 × 21 × 2⁴ = 3,266,928.
 * - Two marketings, where a line's payable and its cursor move between them: every order of 1 to 3 lines, unit price 0 to
 *   4, quantity 1 to 3, amounts 0 to 6 each, all levels, apportionments and bases, lowered where they are too much:
 *   3,615 × 7² × 2⁴ = 2,834,160.
 *
 * `npm test` tries every 97th; the deep run all. 97 is prime to every count above, so that its cases differ in everything.
 */
import { describe, expect, test } from "vitest";
import type { Quote } from "../../src/pricing/Quote.js";
import type { OracleRequest } from "../oracle/oracle.js";
import { agreed } from "../support/againstOracle.js";
import { breather, slice, tally } from "../support/runs.js";

type Line = readonly [unitPrice: number, quantity: number];
type Policy = NonNullable<OracleRequest["policy"]>;

const { part, of } = slice(97);

const upTo = (most: number): readonly number[] => Array.from({ length: most + 1 }, (_, i) => i);

const kinds = (mostPrice: number): readonly Line[] =>
  upTo(mostPrice).flatMap((unitPrice) => [1, 2, 3].map((quantity): Line => [unitPrice, quantity]));

/** Every sequence of one to `most` lines. */
const orders = (all: readonly Line[], most: number): readonly (readonly Line[])[] => {
  const shorter = most === 1 ? [[]] : [[], ...orders(all, most - 1)];
  return shorter.flatMap((order) => all.map((line) => [...order, line]));
};

const policies = (overDiscounts: readonly string[]): readonly Policy[] =>
  ["largestRemainder", "lastTakesRemainder"].flatMap((apportionment) =>
    ["payable", "lineTotal"].flatMap((basis) =>
      overDiscounts.map((overDiscount) => ({ apportionment, basis, overDiscount })),
    ),
  );

const linesOf = (order: readonly Line[]): OracleRequest["lines"] =>
  order.map(([unitPrice, quantity], i) => ({ goodsId: `g${i}`, unitPrice, quantity }));

const marketingOf = (id: string, discountRange: number, discountAmount: number) => ({
  id,
  type: 4,
  discountRange,
  discountAmount,
  title: "",
});

/** The numbers of a part's shares and of its units, as the laws speak of them. */
const holds = (what: string, isSo: boolean, request: OracleRequest): void => {
  if (!isSo) throw new Error(`${what}: ${JSON.stringify(request)}`);
};

/** Laws 1, 2, 3 and 5: what is so of every quote of an order in which no unit is named. */
const checkAmounts = (request: OracleRequest, quote: Quote): void => {
  let [total, discount] = [0, 0];
  for (const line of quote.lines) {
    let [units, ofUnits, least, most] = [0, 0, Infinity, 0];
    for (const run of line.units) {
      units += run.count;
      ofUnits += run.count * run.totalDiscountAmount;
      least = Math.min(least, run.totalDiscountAmount);
      most = Math.max(most, run.totalDiscountAmount);
    }
    holds("all units are there", units === line.quantity, request);
    holds("the units bear what the line bears", ofUnits === line.totalDiscountAmount, request);
    holds("units differ by at most one fen", most - least <= 1, request);
    holds("a unit bears at most its price", least >= 0 && most <= line.unitPrice, request);
    holds("a line pays its rest", line.payableAmount === line.totalAmount - ofUnits, request);
    total += line.totalAmount;
    discount += ofUnits;
  }
  const { totals } = quote;
  holds("the lines bear all", discount === totals.totalDiscountAmount, request);
  holds("to pay", totals.payableAmount === total - discount && totals.payableAmount >= 0, request);
};

/** Law 4, and what the rules say of lastTakesRemainder, for one marketing over all lines. */
const checkShares = (request: OracleRequest, quote: Quote): void => {
  const weight = quote.totals.goodsAmount;
  const amount = quote.totals.totalDiscountAmount;
  const asked = request.marketing?.[0]?.discountAmount ?? 0;
  holds("the amount is granted, or all there is", amount === Math.min(asked, weight), request);
  const isHamilton = request.policy?.apportionment === "largestRemainder";
  for (const line of quote.lines) {
    const share = line.totalDiscountAmount;
    // Small numbers: the products are exact.
    const off = share * weight - amount * line.totalAmount;
    if (!isHamilton) holds("at least the floor", weight === 0 || off + weight > 0, request);
    else {
      holds("within a fen of the exact part", weight === 0 ? share === 0 : Math.abs(off) < weight, request);
      for (const other of quote.lines)
        if (other.totalAmount > line.totalAmount)
          holds("more never gets less", other.totalDiscountAmount >= share, request);
    }
  }
};

describe(`every small order, part ${part} of ${of}`, () => {
  test("of up to three lines with one marketing", { timeout: 3_600_000 }, async () => {
    const all = orders(kinds(6), 3);
    expect(all).toHaveLength(9_723);
    const pause = breather();
    const settings = policies(["reject", "clamp"]);
    let [number, cases, refused] = [0, 0, 0];
    for (const order of all) {
      const lines = linesOf(order);
      for (const amount of upTo(20))
        for (const level of [1, 2])
          for (const policy of settings) {
            if (number++ % of !== part) continue;
            const request = { lines, marketing: [marketingOf("m", level, amount)], policy };
            const quote = agreed(request);
            cases += 1;
            if (quote === undefined) {
              refused += 1;
              const most = order.reduce((sum, [unitPrice, quantity]) => sum + unitPrice * quantity, 0);
              holds("refused for too much", policy.overDiscount === "reject" && amount > most, request);
              continue;
            }
            checkAmounts(request, quote);
            checkShares(request, quote);
          }
      await pause();
    }
    expect(number).toBe(3_266_928);
    tally(cases);
    tally(refused, "of them refused");
  });

  test("of up to three lines with two marketings", { timeout: 3_600_000 }, async () => {
    const all = orders(kinds(4), 3);
    expect(all).toHaveLength(3_615);
    const pause = breather();
    const settings = policies(["clamp"]);
    let [number, cases] = [0, 0];
    for (const order of all) {
      const lines = linesOf(order);
      for (const first of upTo(6))
        for (const second of upTo(6))
          for (const levels of [11, 12, 21, 22])
            for (const policy of settings) {
              if (number++ % of !== part) continue;
              const marketing = [
                marketingOf("m", Math.floor(levels / 10), first),
                marketingOf("n", levels % 10, second),
              ];
              const request = { lines, marketing, policy };
              const quote = agreed(request);
              cases += 1;
              if (quote === undefined) throw new Error(`refused: ${JSON.stringify(request)}`);
              checkAmounts(request, quote);
            }
      await pause();
    }
    expect(number).toBe(2_834_160);
    tally(cases);
  });
});
