/**
 * What becomes of a quote when the order is changed in one known way; each claimed only as far as docs/pricing.md goes.
 *
 * - **Permute** lines, marketing, appliesTo, units: every amount stays (law 6), for every order.
 * - **Scale** all amounts by k: k times the quote, where all exact parts are whole; else each share is at most k fen off
 *   (from law 4, of one marketing). Scale the prices alone: the shares of one marketing stay, since only the ratio of the
 *   weights counts.
 * - **Add a line of weight 0**: nobody's share changes (law 7), for every order.
 * - **Split a line** of several units in two: the amount stays whole; where exact parts are whole nothing else changes, and
 *   else, of one marketing, the other lines move by at most one fen and the parts together by at most two (law 4).
 * - **Raise one amount** by a fen: the marketing that is applied last, and no other changes; its shares move by −1 to +2
 *   (law 4); a fee, and only the totals change; a price, and the line's own share falls by one fen at most, the others rise
 *   by one at most.
 *
 * Not promised, with a counterexample each below: that scaling multiplies shares that had to be rounded; that a split moves
 * only the parts; that more discount, or a dearer line, lowers nobody else's share.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MarketingInput } from "../../src/order/Marketing.js";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { price } from "../../src/pricing/price.js";
import type { Quote } from "../../src/pricing/Quote.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { rightOf } from "../support/either.js";
import { firstDifference } from "../support/firstDifference.js";
import { type Below, forAll, numbers, runs } from "../support/runs.js";

const RUNS = runs(400);
const TIMEOUT = { timeout: 3_600_000 };

type AnyLine = PricingRequestInput["lines"][number];

const quoteOf = (request: unknown): Quote => rightOf(price(request as never));

/** Requests that are priced: what is too much is lowered. */
const clamped = anyRequestArbitrary().map(
  (request): PricingRequestInput => ({ ...request, policy: { ...request.policy, overDiscount: "clamp" } }),
);

const same = (what: string, a: unknown, b: unknown): void => {
  const where = firstDifference(a, b);
  if (where !== undefined)
    throw new Error(`${what} differ at /${where.join("/")}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
};

const within = (what: string, value: number, least: number, most: number): void => {
  if (!(value >= least && value <= most))
    throw new Error(`${what}: ${value} is not from ${least} to ${most}`);
};

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Lines of one goods each, and one discount over all of them, no more than there is to pay. */
interface Plain {
  readonly lines: readonly AnyLine[];
  readonly amount: number;
}

const plain: fc.Arbitrary<Plain> = fc
  .record({
    of: fc.array(
      fc.record({
        unitPrice: fc.oneof(fc.nat(12), fc.nat(9_999)),
        quantity: fc.integer({ min: 1, max: 7 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    part: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1)),
  })
  .map(({ of, part }) => ({
    lines: of.map((line, i) => ({ goodsId: `g${i}`, ...line })),
    amount: Math.floor(part * total(of.map(({ unitPrice, quantity }) => unitPrice * quantity))),
  }));

const requestOf = ({ lines, amount }: Plain, policy: object = {}) => ({
  lines,
  marketing: [{ id: "m", type: 2, discountRange: 1, discountAmount: amount, title: "" }],
  policy,
});

const sharesOf = (of: Plain): readonly number[] =>
  quoteOf(requestOf(of)).lines.map((line) => line.totalDiscountAmount);

/** Orders of which every exact part is whole fen: prices in hundreds, and a discount of whole percents. */
const exact: fc.Arbitrary<{ readonly of: Plain; readonly policy: object }> = fc
  .record({
    of: fc.array(fc.record({ hundreds: fc.nat(40), quantity: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    percent: fc.nat(100),
    apportionment: fc.constantFrom("largestRemainder", "lastTakesRemainder"),
    basis: fc.constantFrom("payable", "lineTotal"),
  })
  .map(({ of, percent, apportionment, basis }) => ({
    of: {
      lines: of.map(({ hundreds, quantity }, i) => ({
        goodsId: `g${i}`,
        unitPrice: hundreds * 100,
        quantity,
      })),
      amount: total(of.map(({ hundreds, quantity }) => hundreds * quantity)) * percent,
    },
    policy: { apportionment, basis },
  }));

const scaled = (lines: readonly AnyLine[], k: number): readonly AnyLine[] =>
  lines.map((line) => ({ ...line, unitPrice: line.unitPrice * k }));

/** The quote with every amount k times as large. */
const times = (quote: Quote, k: number): unknown =>
  JSON.parse(JSON.stringify(quote), (key, value: unknown) =>
    typeof value === "number" && (/Amount$/.test(key) || key === "unitPrice") ? value * k : value,
  );

const shuffled = <A>(items: readonly A[], below: Below): A[] => {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
};

const permuted = (request: PricingRequestInput, below: Below): PricingRequestInput => ({
  ...request,
  lines: shuffled(request.lines, below),
  marketing: shuffled(request.marketing ?? [], below).map((each) => ({
    ...each,
    ...(each.appliesTo === undefined ? {} : { appliesTo: shuffled(each.appliesTo, below) }),
    ...(each.units === undefined ? {} : { units: shuffled(each.units, below) }),
  })),
});

const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts.map((part) => part ?? null));
const lineKey = ({ goodsId, skuId }: { goodsId: string; skuId?: string | undefined }) =>
  keyOf(goodsId, skuId);
const marketingKey = ({ id, code }: { id: string; code?: string | undefined }) => keyOf(id, code);

/** The parts of a quote by name, whatever their order. */
const byName = ({ lines, marketing, ...rest }: Quote): unknown => ({
  ...rest,
  lines: new Map(lines.map((line) => [lineKey(line), line])),
  marketing: new Map(marketing.map((each) => [marketingKey(each), each])),
});

const entries = (quote: Quote): unknown =>
  JSON.parse(
    JSON.stringify(byName(quote), (_, value: unknown) =>
      value instanceof Map ? Object.fromEntries([...value].sort(([a], [b]) => (a < b ? -1 : 1))) : value,
    ),
  );

describe("permute", () => {
  test("every amount stays, in the new order", TIMEOUT, async () => {
    await forAll(fc.tuple(fc.oneof(clamped, anyRequestArbitrary()), fc.nat()), RUNS, ([request, n]) => {
      const other = permuted(request, numbers(n));
      const [before, after] = [price(request), price(other)];
      expect(after._tag).toBe(before._tag);
      if (before._tag === "Left" || after._tag === "Left") return;
      same("the quotes", entries(before.right), entries(after.right));
      same("the lines' names", other.lines.map(lineKey), after.right.lines.map(lineKey));
      same(
        "the marketing's names",
        (other.marketing ?? []).map(marketingKey),
        after.right.marketing.map(marketingKey),
      );
    });
  });
});

describe("scale", () => {
  test("k times the amounts are k times the quote, where all parts are whole", TIMEOUT, async () => {
    await forAll(fc.tuple(exact, fc.integer({ min: 1, max: 100_000 })), RUNS, ([{ of, policy }, k]) => {
      const more = { lines: scaled(of.lines, k), amount: of.amount * k };
      same("the quotes", quoteOf(requestOf(more, policy)), times(quoteOf(requestOf(of, policy)), k));
    });
  });

  test("k times the amounts are k times each share, give or take k fen", TIMEOUT, async () => {
    await forAll(fc.tuple(plain, fc.integer({ min: 1, max: 1_000 })), RUNS, ([of, k]) => {
      const before = sharesOf(of);
      sharesOf({ lines: scaled(of.lines, k), amount: of.amount * k }).forEach((share, i) =>
        within("a share less k times what it was", share - k * before[i]!, -k, k),
      );
    });
  });

  test("k times the prices leave every share of every unit as it was", TIMEOUT, async () => {
    await forAll(fc.tuple(plain, fc.integer({ min: 1, max: 1_000 })), RUNS, ([of, k]) => {
      const discounts = (lines: readonly AnyLine[]): unknown =>
        quoteOf(requestOf({ lines, amount: of.amount })).lines.map((line) =>
          line.units.map((run) => [run.count, run.totalDiscountAmount]),
        );
      same("the discounts", discounts(scaled(of.lines, k)), discounts(of.lines));
    });
  });
});

describe("add a line of weight 0", () => {
  test("nobody's share changes, wherever it stands and whether it is named or not", TIMEOUT, async () => {
    const nothing = fc.record({
      at: fc.nat(6),
      goodsId: fc.constantFrom("", "0", "Z", "a0", "zzz", "￿"),
      quantity: fc.integer({ min: 1, max: 9 }),
      named: fc.boolean(),
    });
    await forAll(fc.tuple(clamped, nothing), RUNS, ([request, { at, goodsId, quantity, named }]) => {
      fc.pre(request.lines.every((line) => line.goodsId !== goodsId));
      const sku = request.lines[0]?.skuId === undefined ? {} : { skuId: "nothing" };
      const place = Math.min(at, request.lines.length);
      const lines = [...request.lines];
      lines.splice(place, 0, { goodsId, ...sku, unitPrice: 0, quantity });
      const marketing = (request.marketing ?? []).map((each) =>
        named && each.appliesTo !== undefined
          ? { ...each, appliesTo: [{ goodsId }, ...each.appliesTo] }
          : each,
      );
      const [before, after] = [quoteOf(request), quoteOf({ ...request, lines, marketing })];
      same(
        "what the other lines bear",
        after.lines.filter((_, i) => i !== place),
        before.lines,
      );
      same("what the line bears", after.lines[place]?.marketing, []);
      same("the totals", after.totals, before.totals);
    });
  });
});

/** One of the lines as two, side by side in canonical order. */
const splitInTwo = ({ lines, amount }: Plain, at: number, first: number): Plain => ({
  amount,
  lines: lines.flatMap((line, i) =>
    i === at
      ? [
          { ...line, goodsId: `${line.goodsId}-1`, quantity: first },
          { ...line, goodsId: `${line.goodsId}-2`, quantity: line.quantity - first },
        ]
      : [line],
  ),
});

/** The shares after a split, with the two parts' put together again. */
const together = (shares: readonly number[], at: number): readonly number[] => [
  ...shares.slice(0, at),
  shares[at]! + shares[at + 1]!,
  ...shares.slice(at + 2),
];

/** An order and a place in it to split a line at. */
const splittable = <A>(arbitrary: fc.Arbitrary<A>, linesOf: (of: A) => readonly AnyLine[]) =>
  fc
    .tuple(arbitrary, fc.nat(), fc.nat())
    .filter(([of]) => linesOf(of).some(({ quantity }) => quantity > 1))
    .map(([of, n, m]) => {
      const lines = linesOf(of);
      const able = [...lines.keys()].filter((i) => lines[i]!.quantity > 1);
      const at = able[n % able.length]!;
      return { of, at, first: 1 + (m % (lines[at]!.quantity - 1)) };
    });

describe("split a line in two", () => {
  test("nothing changes where all parts are whole", TIMEOUT, async () => {
    await forAll(
      splittable(exact, ({ of }) => of.lines),
      RUNS,
      ({ of: { of, policy }, at, first }) => {
        const shares = (plain: Plain): readonly number[] =>
          quoteOf(requestOf(plain, policy)).lines.map((line) => line.totalDiscountAmount);
        same("the shares", together(shares(splitInTwo(of, at, first)), at), shares(of));
      },
    );
  });

  test("others move by a fen at most, the parts together by two, and nothing is lost", TIMEOUT, async () => {
    await forAll(
      splittable(plain, ({ lines }) => lines),
      RUNS,
      ({ of, at, first }) => {
        const before = sharesOf(of);
        const after = together(sharesOf(splitInTwo(of, at, first)), at);
        expect(total(after)).toBe(of.amount);
        after.forEach((share, i) => {
          const most = i === at ? 2 : 1;
          within("what a share moves", share - before[i]!, -most, most);
        });
      },
    );
  });
});

/** The marketing that is applied last, by the words of the rules. */
const lastOf = (marketing: readonly MarketingInput[]): MarketingInput | undefined => {
  const text = (a: string | undefined, b: string | undefined): number =>
    a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1;
  return [...marketing]
    .sort(
      (a, b) =>
        Number(b.discountRange) - Number(a.discountRange) ||
        (a.sequence ?? 0) - (b.sequence ?? 0) ||
        a.type - b.type ||
        text(a.id, b.id) ||
        text(a.code, b.code),
    )
    .at(-1);
};

/** What every line and unit bears of all marketing but one. */
const without = (quote: Quote, { id, code }: MarketingInput): unknown =>
  quote.lines.map((line) => {
    const others = (shares: Quote["lines"][number]["marketing"]): unknown[] =>
      shares.filter((share) => share.id !== id || share.code !== code);
    return [
      others(line.marketing),
      line.units.flatMap((run) => new Array<unknown>(run.count).fill(others(run.marketing))),
    ];
  });

describe("raise one amount", () => {
  test("the last marketing's, and nobody's share of the others changes", TIMEOUT, async () => {
    const some = anyRequestArbitrary().filter(
      ({ marketing }) => lastOf(marketing ?? [])?.units === undefined,
    );
    await forAll(some, RUNS, (request) => {
      const last = lastOf(request.marketing ?? []);
      fc.pre(last !== undefined);
      const marketing = (request.marketing ?? []).map((each) =>
        each === last ? { ...each, discountAmount: each.discountAmount + 1 } : each,
      );
      const [before, after] = [price(request), price({ ...request, marketing })];
      // Refused where there is nothing left to pay.
      if (before._tag === "Left" || after._tag === "Left") return;
      same("the other shares", without(after.right, last!), without(before.right, last!));
      const raised = after.right.totals.totalDiscountAmount - before.right.totals.totalDiscountAmount;
      within("the discount", raised, 0, 1);
      expect(after.right.totals.payableAmount).toBe(before.right.totals.payableAmount - raised);
    });
  });

  test("the discount's, and each share moves by −1 to +2", TIMEOUT, async () => {
    await forAll(plain, RUNS, (of) => {
      fc.pre(of.amount < total(of.lines.map(({ unitPrice, quantity }) => unitPrice * quantity)));
      const before = sharesOf(of);
      const after = sharesOf({ ...of, amount: of.amount + 1 });
      expect(total(after)).toBe(total(before) + 1);
      after.forEach((share, i) => within("what a share moves", share - before[i]!, -1, 2));
    });
  });

  test("a fee's, and only the totals know", TIMEOUT, async () => {
    await forAll(clamped, RUNS, (request) => {
      const [first, ...others] = request.fees ?? [];
      fc.pre(first !== undefined);
      const fees = [{ ...first!, feeAmount: first!.feeAmount + 1 }, ...others];
      const [before, after] = [quoteOf(request), quoteOf({ ...request, fees })];
      same("the lines", after.lines, before.lines);
      same("the marketing", after.marketing, before.marketing);
      const { feeAmount, totalAmount, payableAmount, ...rest } = before.totals;
      same("the totals", after.totals, {
        ...rest,
        feeAmount: feeAmount + 1,
        totalAmount: totalAmount + 1,
        payableAmount: payableAmount + 1,
      });
    });
  });

  test("a price, and its line bears a fen less at most, the others a fen more", TIMEOUT, async () => {
    await forAll(fc.tuple(plain, fc.nat()), RUNS, ([of, n]) => {
      const at = n % of.lines.length;
      const lines = of.lines.map((line, i) => (i === at ? { ...line, unitPrice: line.unitPrice + 1 } : line));
      const before = sharesOf(of);
      const after = sharesOf({ ...of, lines });
      expect(total(after)).toBe(total(before));
      after.forEach((share, i) => {
        const moved = share - before[i]!;
        if (i === at) within("what its share moves", moved, -1, Infinity);
        else within("what another's share moves", moved, -Infinity, 1);
      });
    });
  });
});

describe("not promised", () => {
  const shares = (amount: number, weights: readonly number[]): readonly number[] =>
    sharesOf({
      amount,
      lines: weights.map((unitPrice, i) => ({ goodsId: `g${i}`, unitPrice, quantity: 1 })),
    });

  test("that scaling multiplies shares: twice 2 over 1, 1, 1 is not twice 1, 1, 0", () => {
    expect(shares(2, [1, 1, 1])).toEqual([1, 1, 0]);
    expect(shares(4, [2, 2, 2])).toEqual([2, 1, 1]);
  });

  test("that a split moves only its parts: 1 over 4 and 3, and over 2, 2 and 3", () => {
    expect(shares(1, [4, 3])).toEqual([1, 0]);
    expect(shares(1, [2, 2, 3])).toEqual([0, 0, 1]);
  });

  test("that more discount lowers no share: 10 and 11 over 6, 6, 2; the smallest are 3 and 4 over 1, 3, 3", () => {
    expect(shares(10, [6, 6, 2])).toEqual([4, 4, 2]);
    expect(shares(11, [6, 6, 2])).toEqual([5, 5, 1]);
    expect(shares(3, [1, 3, 3])).toEqual([1, 1, 1]);
    expect(shares(4, [1, 3, 3])).toEqual([0, 2, 2]);
  });

  test("that a dearer line raises no other's share: 4 over 1, 1, 4 and over 2, 1, 4", () => {
    expect(shares(4, [1, 1, 4])).toEqual([1, 0, 3]);
    expect(shares(4, [2, 1, 4])).toEqual([1, 1, 2]);
  });
});
