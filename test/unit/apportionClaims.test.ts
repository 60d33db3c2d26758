/**
 * What docs/proofs.md says of apportionment, held against the engine with amounts of every size.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apportion } from "../../src/money/apportion.js";
import { mulDiv, mulMod } from "../../src/money/mulDiv.js";
import { splitOverLines } from "../../src/pricing/splitOverLines.js";

const MAX = Number.MAX_SAFE_INTEGER;
const sum = (values: readonly number[]): bigint => values.reduce((total, each) => total + BigInt(each), 0n);

/** Weights that tie, weights that do not, and weights that add up to nearly 2^53. */
const weights = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 40, size: "max" }),
  fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 1, maxLength: 40, size: "max" }),
);

/** Thrown, since `expect` in the innermost loops would take longer than all the rest. */
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** An amount, small mostly, since few fen over many weights tie. */
const amount = fc.oneof(fc.nat(60), fc.maxSafeNat());

const runs = { numRuns: 2_000 };

describe("largest remainders", () => {
  test("a share is less than a fen from its part, fewer fen are left over than weights have a remainder", () => {
    fc.assert(
      fc.property(weights, amount, (over, of) => {
        const total = sum(over);
        fc.pre(total > 0n && total <= BigInt(MAX));
        const shares = apportion(of, over);
        let [raised, uneven] = [0, 0];
        shares.forEach((share, i) => {
          const part = BigInt(of) * BigInt(over[i] as number);
          const off = BigInt(share) * total - part;
          must(off < total && -off < total, `${share} of ${of} over ${i}`);
          if (off > 0n) raised += 1;
          if (part % total > 0n) uneven += 1;
        });
        must(raised < uneven || (raised === 0 && uneven === 0), `${raised} of ${uneven} raised`);
        must(sum(shares) === BigInt(of), "a fen is lost");
      }),
      runs,
    );
  });

  test("no share exceeds its weight where the amount does not exceed their sum, and heavier is never less", () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (over, part) => {
        const total = Number(sum(over));
        fc.pre(total > 0 && total <= MAX);
        const shares = apportion(Math.min(total, Math.floor(total * part)), over);
        shares.forEach((share, i) => must(share <= (over[i] as number), `${share} over ${over[i]}`));
        const byWeight = over.map((weight, i) => [weight, shares[i] as number] as const);
        byWeight.sort(([a, x], [b, y]) => a - b || x - y);
        byWeight.forEach(([weight, share], k) => {
          const [lighter, less] = byWeight[k - 1] ?? [weight, share];
          must(lighter === weight || less <= share, `${weight} gets ${share}, ${lighter} gets ${less}`);
        });
      }),
      runs,
    );
  });
});

describe("both methods", () => {
  const method = fc.constantFrom("largestRemainder" as const, "lastTakesRemainder" as const);

  test("a weight of 0 gets nothing and changes nobody's share, with limits and without", () => {
    const entries = fc.array(fc.record({ weight: fc.nat(9), limit: fc.nat(9) }), {
      minLength: 1,
      maxLength: 30,
      size: "max",
    });
    fc.assert(
      fc.property(entries, fc.nat(30), fc.nat(60), method, fc.boolean(), (list, at, of, how, isBounded) => {
        const room = list.reduce((most, { weight, limit }) => most + (weight > 0 ? limit : 0), 0);
        fc.pre(list.some(({ weight }) => weight > 0) && (!isBounded || of <= room));
        const split = (of_: typeof list): number[] =>
          apportion(
            of,
            of_.map(({ weight }) => weight),
            isBounded ? { method: how, limits: of_.map(({ limit }) => limit) } : { method: how },
          );
        const place = Math.min(at, list.length);
        const more = split([...list.slice(0, place), { weight: 0, limit: 5 }, ...list.slice(place)]);
        expect(more[place]).toBe(0);
        expect(more.filter((_, i) => i !== place)).toEqual(split(list));
      }),
      runs,
    );
  });

  test("of lines with a full total and little left to pay, each gives no more than that", () => {
    const lines = fc.array(
      fc.nat(50).chain((total) => fc.record({ total: fc.constant(total), payable: fc.nat(total) })),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), method, (all, part, apportionment) => {
        const payables = all.map(({ payable }) => payable);
        const of = Math.floor(Number(sum(payables)) * part);
        const shares = splitOverLines(
          of,
          payables,
          all.map(({ total }) => total),
          { apportionment },
        );
        expect(sum(shares)).toBe(BigInt(of));
        shares.forEach((share, i) => must(share <= (payables[i] as number), `${share} of ${payables[i]}`));
      }),
      runs,
    );
  });
});

describe("a quotient that is estimated", () => {
  test("products just above a few times a divisor near 2^53, where the estimate is one too small", () => {
    const factor = fc.integer({ min: 2 ** 26, max: 2 ** 28 });
    let above = 0;
    fc.assert(
      fc.property(factor, factor, fc.integer({ min: 1, max: 9 }), fc.nat(16), (a, b, times, over) => {
        const product = BigInt(a) * BigInt(b);
        const divisor = Number((product - BigInt(over)) / BigInt(times));
        fc.pre(divisor > 0 && divisor <= MAX);
        const quotient = mulDiv(a, b, divisor);
        must(BigInt(quotient) === product / BigInt(divisor), `${a} × ${b} ÷ ${divisor}`);
        const rest = BigInt(mulMod(a, b, divisor, quotient));
        must(rest === product % BigInt(divisor), `${a} × ${b} mod ${divisor}`);
        if (product > BigInt(MAX)) above += 1;
      }),
      { numRuns: 20_000 },
    );
    expect(above).toBeGreaterThan(5_000);
  });
});
