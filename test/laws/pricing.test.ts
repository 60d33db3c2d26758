/**
 * The laws of pricing, each as the rules word it. Nothing here knows how the engine works.
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { price } from "../../src/pricing/price.js";
import type { Quote, QuoteLine, Share } from "../../src/pricing/Quote.js";
import { oraclePrice } from "../oracle/oracle.js";
import { type AnyMarketing, type AnyRequest, requestArbitrary } from "../support/arbitraries.js";
import { rightOf } from "../support/either.js";

const RUNS = 1_000;

/** Requests that are priced: where a discount is too large it is lowered, else most would be refused. */
const clamped = requestArbitrary().map(
  (request): AnyRequest => ({ ...request, policy: { ...request.policy, overDiscount: "clamp" } }),
);
const quoteOf = (request: unknown): Quote => rightOf(price(request as never));

const law = (name: string, check: (request: AnyRequest, quote: Quote) => void): void =>
  test(name, () => {
    fc.assert(
      fc.property(clamped, (request) => check(request, quoteOf(request))),
      { numRuns: RUNS },
    );
  });

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const nameOf = ({ id, code }: { readonly id: string; readonly code?: string | undefined }): string =>
  JSON.stringify([id, code ?? null]);
const shareIn = (shares: readonly Share[], of: { readonly id: string; readonly code?: string | undefined }) =>
  sum(shares.filter((share) => nameOf(share) === nameOf(of)).map((share) => share.discountAmount));
const compareText = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1;

describe("law 1: conservation", () => {
  law("over the lines each marketing adds up to its amount", (_, quote) => {
    for (const marketing of quote.marketing)
      expect(sum(quote.lines.map((line) => shareIn(line.marketing, marketing)))).toBe(
        marketing.discountAmount,
      );
  });

  law("over a line's units each marketing adds up to the line's share", (_, quote) => {
    for (const line of quote.lines)
      for (const marketing of quote.marketing)
        expect(sum(line.units.map((run) => run.count * shareIn(run.marketing, marketing)))).toBe(
          shareIn(line.marketing, marketing),
        );
  });

  law("nobody bears a marketing that the order does not have, or one twice", (_, quote) => {
    const known = quote.marketing.map(nameOf);
    for (const line of quote.lines)
      for (const { marketing } of [line, ...line.units]) {
        const borne = marketing.map(nameOf);
        expect(new Set(borne).size).toBe(borne.length);
        expect(borne.every((name) => known.includes(name))).toBe(true);
      }
  });
});

describe("law 2: totals", () => {
  law("the equations of the order", (request, { totals, marketing }) => {
    const goodsAmount = sum(request.lines.map((line) => line.unitPrice * line.quantity));
    const feeAmount = sum((request.fees ?? []).map((fee) => fee.feeAmount));
    const feeDiscountAmount = sum((request.fees ?? []).map((fee) => fee.feeDiscountAmount ?? 0));
    const ofLevel = (level: number): number =>
      sum(marketing.filter((each) => each.discountRange === level).map((each) => each.discountAmount));
    const totalDiscountAmount = ofLevel(1) + ofLevel(2) + feeDiscountAmount;
    expect(totals).toEqual({
      goodsAmount,
      feeAmount,
      totalAmount: goodsAmount + feeAmount,
      goodsDiscountAmount: ofLevel(2),
      orderDiscountAmount: ofLevel(1),
      feeDiscountAmount,
      totalDiscountAmount,
      payableAmount: goodsAmount + feeAmount - totalDiscountAmount,
    });
  });

  law("of every line and every unit", (_, quote) => {
    for (const line of quote.lines) {
      expect(line.totalAmount).toBe(line.unitPrice * line.quantity);
      expect(sum(line.units.map((run) => run.count))).toBe(line.quantity);
      for (const run of line.units) expect(run.totalAmount).toBe(line.unitPrice);
      for (const part of [line, ...line.units]) {
        expect(part.totalDiscountAmount).toBe(sum(part.marketing.map((share) => share.discountAmount)));
        expect(part.payableAmount).toBe(part.totalAmount - part.totalDiscountAmount);
      }
    }
  });
});

describe("law 3: bounds", () => {
  law("0 ≤ discount ≤ total everywhere, and all of it whole fen", (_, quote) => {
    const parts = [
      quote.totals,
      ...quote.lines.flatMap((line) => [line, ...line.units]),
      ...quote.fees.map((fee) => ({
        totalAmount: fee.feeAmount,
        totalDiscountAmount: fee.feeDiscountAmount,
      })),
    ];
    for (const { totalAmount, totalDiscountAmount } of parts) {
      expect(Number.isSafeInteger(totalAmount) && Number.isSafeInteger(totalDiscountAmount)).toBe(true);
      expect(totalDiscountAmount).toBeGreaterThanOrEqual(0);
      expect(totalDiscountAmount).toBeLessThanOrEqual(totalAmount);
    }
    for (const share of quote.lines
      .flatMap((line) => [line, ...line.units])
      .flatMap((part) => part.marketing))
      expect(share.discountAmount).toBeGreaterThan(0);
  });
});

/** The marketing in canonical order, by the words of the rules. */
const canonical = (marketing: readonly AnyMarketing[]): AnyMarketing[] =>
  [...marketing].sort(
    (a, b) =>
      Number(b.discountRange) - Number(a.discountRange) ||
      (a.sequence ?? 0) - (b.sequence ?? 0) ||
      a.type - b.type ||
      compareText(a.id, b.id) ||
      compareText(a.code, b.code),
  );

describe("law 4: quota", () => {
  law(
    "with largestRemainder over payables a share is within a fen of its part, and more weighs more",
    (request) => {
      const policy = { overDiscount: "clamp", apportionment: "largestRemainder", basis: "payable" };
      const quote = quoteOf({ ...request, policy });
      const payables = new Map<QuoteLine, number>(quote.lines.map((line) => [line, line.totalAmount]));
      for (const marketing of canonical(request.marketing ?? [])) {
        if (marketing.units !== undefined) {
          // Named units, not proportions.
          for (const line of quote.lines)
            payables.set(line, (payables.get(line) as number) - shareIn(line.marketing, marketing));
          continue;
        }
        const eligible = quote.lines.filter(
          (line) =>
            marketing.appliesTo === undefined ||
            marketing.appliesTo.some(
              (to) => to.goodsId === line.goodsId && (to.skuId === undefined || to.skuId === line.skuId),
            ),
        );
        const parts = eligible.map((line) => ({
          line,
          weight: BigInt(payables.get(line) as number),
          share: BigInt(shareIn(line.marketing, marketing)),
        }));
        const weight = parts.reduce((total, part) => total + part.weight, 0n);
        const amount = parts.reduce((total, part) => total + part.share, 0n);
        for (const part of parts) {
          const off = part.share * weight - amount * part.weight;
          expect(weight === 0n ? off === 0n : off < weight && -off < weight).toBe(true);
          for (const other of parts)
            if (part.weight > other.weight) expect(part.share >= other.share).toBe(true);
          payables.set(part.line, (payables.get(part.line) as number) - Number(part.share));
        }
      }
      // Every fen was accounted for, so the order above was the engine's.
      for (const line of quote.lines) expect(payables.get(line)).toBe(line.payableAmount);
    },
  );
});

/** Does some marketing of the order name units of this line? */
const isNamed = (request: AnyRequest, line: QuoteLine): boolean =>
  (request.marketing ?? []).some((each) =>
    each.units?.some((unit) => unit.goodsId === line.goodsId && unit.skuId === line.skuId),
  );

describe("law 5: fairness of units", () => {
  law("the units of a line differ by at most one fen, per marketing and in sum", (request, quote) => {
    for (const line of quote.lines) {
      if (isNamed(request, line)) continue;
      const spread = (amounts: readonly number[]): number => Math.max(...amounts) - Math.min(...amounts);
      expect(spread(line.units.map((run) => run.totalDiscountAmount))).toBeLessThanOrEqual(1);
      for (const marketing of quote.marketing)
        expect(spread(line.units.map((run) => shareIn(run.marketing, marketing)))).toBeLessThanOrEqual(1);
    }
  });
});

describe("units that are named", () => {
  /** The units of a line one by one, each with what it bears of a marketing. */
  const unitsOf = (line: QuoteLine): readonly (readonly Share[])[] =>
    line.units.flatMap((run) => new Array<readonly Share[]>(run.count).fill(run.marketing));

  law("get what their marketing says, and no other unit does", (request, quote) => {
    for (const marketing of request.marketing ?? []) {
      if (marketing.units === undefined) continue;
      const { requestedAmount } = quote.marketing.find((each) => nameOf(each) === nameOf(marketing)) ?? {};
      for (const line of quote.lines)
        unitsOf(line).forEach((shares, unit) => {
          const entry = marketing.units?.find(
            (each) =>
              each.goodsId === line.goodsId &&
              each.skuId === line.skuId &&
              each.from <= unit &&
              unit < each.from + each.count,
          );
          const said = entry?.discountAmount ?? 0;
          const got = shareIn(shares, marketing);
          // Lowered only where the policy lowered the marketing.
          if (requestedAmount === undefined) expect(got).toBe(said);
          else expect(got).toBeLessThanOrEqual(said);
        });
    }
  });

  law("bear every other marketing by what they have to pay, to the fen", (request, quote) => {
    for (const line of quote.lines) {
      if (!isNamed(request, line)) continue;
      const units = unitsOf(line);
      const payables = units.map(() => BigInt(line.unitPrice));
      for (const marketing of canonical(request.marketing ?? [])) {
        const shares = units.map((each) => BigInt(shareIn(each, marketing)));
        const share = shares.reduce((a, b) => a + b, 0n);
        const weight = payables.reduce((a, b) => a + b, 0n);
        units.forEach((_, i) => {
          const off = (shares[i] as bigint) * weight - share * (payables[i] as bigint);
          if (marketing.units === undefined)
            expect(weight === 0n ? off === 0n : off < weight && -off < weight).toBe(true);
          payables[i] = (payables[i] as bigint) - (shares[i] as bigint);
          expect((payables[i] as bigint) >= 0n).toBe(true);
        });
      }
    }
  });
});

describe("law 6: order does not matter", () => {
  const keyOfLine = (line: { readonly goodsId: string; readonly skuId?: string | undefined }): string =>
    JSON.stringify([line.goodsId, line.skuId ?? null]);

  test("shuffled lines, marketing and appliesTo give the shuffled quote", () => {
    const shuffled = <A>(items: readonly A[]): fc.Arbitrary<A[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    const pair = fc.oneof(clamped, requestArbitrary()).chain((request) =>
      fc.record({
        request: fc.constant(request),
        lines: shuffled(request.lines),
        marketing: shuffled(request.marketing ?? [])
          .chain((all) =>
            fc.tuple(
              ...all.map((each) =>
                each.appliesTo === undefined
                  ? fc.constant(each)
                  : shuffled(each.appliesTo).map((appliesTo): AnyMarketing => ({ ...each, appliesTo })),
              ),
            ),
          )
          .chain((all) =>
            fc.tuple(
              ...all.map((each) =>
                each.units === undefined
                  ? fc.constant(each)
                  : shuffled(each.units).map((units): AnyMarketing => ({ ...each, units })),
              ),
            ),
          ),
      }),
    );
    fc.assert(
      fc.property(pair, ({ request, lines, marketing }) => {
        const before = price(request);
        const after = price({ ...request, lines, marketing });
        expect(after._tag).toBe(before._tag);
        if (before._tag === "Left" || after._tag === "Left") return;
        const byKey = <A>(items: readonly A[], key: (item: A) => string): A[] =>
          [...items].sort((a, b) => compareText(key(a), key(b)));
        expect(after.right.lines.map(keyOfLine)).toEqual(lines.map(keyOfLine));
        expect(after.right.marketing.map(nameOf)).toEqual(marketing.map(nameOf));
        expect(byKey(after.right.lines, keyOfLine)).toEqual(byKey(before.right.lines, keyOfLine));
        expect(byKey(after.right.marketing, nameOf)).toEqual(byKey(before.right.marketing, nameOf));
        expect(after.right.totals).toEqual(before.right.totals);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("law 7: splitting the work does not matter", () => {
  test("a line of weight 0 changes nobody's share, wherever it stands", () => {
    const withNothing = fc.record({
      request: clamped,
      at: fc.nat(6),
      goodsId: fc.constantFrom("", "0", "Z", "a0", "zzz", "￿"),
      quantity: fc.integer({ min: 1, max: 9 }),
      named: fc.boolean(),
    });
    fc.assert(
      fc.property(withNothing, ({ request, at, goodsId, quantity, named }) => {
        const nothing = {
          goodsId,
          ...(request.lines[0]?.skuId === undefined ? {} : { skuId: "nothing" }),
          unitPrice: 0,
          quantity,
        };
        fc.pre(request.lines.every((line) => line.goodsId !== goodsId));
        const place = Math.min(at, request.lines.length);
        const lines = [...request.lines.slice(0, place), nothing, ...request.lines.slice(place)];
        // Whether marketing covers the line or not: it weighs nothing.
        const marketing = (request.marketing ?? []).map((each) =>
          named && each.appliesTo !== undefined
            ? { ...each, appliesTo: [{ goodsId }, ...each.appliesTo] }
            : each,
        );
        const before = quoteOf(request);
        const after = quoteOf({ ...request, lines, marketing });
        expect(after.lines.filter((_, i) => i !== place)).toEqual(before.lines);
        expect(after.lines[place]?.marketing).toEqual([]);
        expect(after.totals).toEqual(before.totals);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("metamorphic", () => {
  test("where all shares are exact, k times the amounts are k times the quote", () => {
    const line = fc.record({
      hundreds: fc.integer({ min: 0, max: 40 }),
      quantity: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom("largestRemainder", "lastTakesRemainder"),
        fc.constantFrom("payable", "lineTotal"),
        (of, percent, k, apportionment, basis) => {
          const request = (times: number): unknown => ({
            lines: of.map(({ hundreds, quantity }, i) => ({
              goodsId: `g${i}`,
              unitPrice: hundreds * 100 * times,
              quantity,
            })),
            marketing: [
              {
                id: "m",
                type: 2,
                discountRange: 1,
                // A percent of hundreds: the exact part of every unit is whole.
                discountAmount: sum(of.map((each) => each.hundreds * each.quantity)) * percent * times,
                title: "",
              },
            ],
            policy: { apportionment, basis },
          });
          const times = (quote: Quote): unknown =>
            JSON.parse(JSON.stringify(quote), (key, value: unknown) =>
              typeof value === "number" && (/Amount$/.test(key) || key === "unitPrice") ? value * k : value,
            );
          expect(quoteOf(request(k))).toEqual(times(quoteOf(request(1))));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("the sum of all shares and the order's totals do not depend on how shares are split", () => {
    fc.assert(
      fc.property(clamped, (request) => {
        fc.pre(
          (request.marketing ?? []).every((each) => each.appliesTo === undefined && each.units === undefined),
        );
        const totals = ["largestRemainder", "lastTakesRemainder"].flatMap((apportionment) =>
          ["payable", "lineTotal"].map(
            (basis) =>
              quoteOf({ ...request, policy: { overDiscount: "clamp", apportionment, basis } }).totals,
          ),
        );
        for (const each of totals) expect(each).toEqual(totals[0]);
      }),
      { numRuns: RUNS },
    );
  });
});

/**
 * Every order of one and two lines (unit price 0 to 6, quantity 1 to 3), with one marketing of 0 to 20, in both
 * levels and both apportionments; of three lines those of unit price 0, 1, 2, 3, 5 and quantity 1, 3, amounts 0, 1,
 * 2, 3, 5, 8, 11 and 20, where levels take turns.
 */
describe("bounded exhaustive, against the oracle", () => {
  type Line = readonly [unitPrice: number, quantity: number];
  const kinds = (prices: readonly number[], quantities: readonly number[]): Line[] =>
    prices.flatMap((unitPrice) => quantities.map((quantity): Line => [unitPrice, quantity]));
  const SPLITS = ["largestRemainder", "lastTakesRemainder"] as const;

  const compare = (
    of: readonly Line[],
    discountAmount: number,
    level: 1 | 2,
    apportionment: string,
  ): void => {
    const request = {
      lines: of.map(([unitPrice, quantity], i) => ({ goodsId: `g${i}`, unitPrice, quantity })),
      marketing: [{ id: "m", type: 4, discountRange: level, discountAmount, title: "" }],
      policy: { apportionment },
    };
    const expected = oraclePrice(request);
    const actual = price(request as never);
    const same = expected.ok
      ? actual._tag === "Right" && isDeepStrictEqual(actual.right, expected.quote)
      : actual._tag === "Left";
    if (!same)
      throw new Error(
        `${JSON.stringify(request)}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`,
      );
  };

  test("all orders of one and of two lines", () => {
    const all = kinds([0, 1, 2, 3, 4, 5, 6], [1, 2, 3]);
    const orders = [...all.map((line) => [line]), ...all.flatMap((a) => all.map((b) => [a, b]))];
    let count = 0;
    for (const order of orders)
      for (let amount = 0; amount <= 20; amount++)
        for (const split of SPLITS)
          for (const level of [1, 2] as const) {
            compare(order, amount, level, split);
            count += 1;
          }
    expect(count).toBe((21 + 21 * 21) * 21 * 4);
  });

  test("orders of three lines, on a coarser grid", () => {
    const some = kinds([0, 1, 2, 3, 5], [1, 3]);
    let count = 0;
    for (const a of some)
      for (const b of some)
        for (const c of some)
          for (const amount of [0, 1, 2, 3, 5, 8, 11, 20])
            for (const split of SPLITS) {
              compare([a, b, c], amount, count % 2 === 0 ? 1 : 2, split);
              count += 1;
            }
    expect(count).toBe(10 ** 3 * 8 * 2);
  });
});
