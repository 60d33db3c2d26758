import { Decimal } from "decimal.js";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Apportionment, apportion } from "../../src/money/apportion.js";
import { formatYuan, isFen, MAX_FEN } from "../../src/money/Fen.js";
import { complementOf, fractionOf, partOf } from "../../src/money/fraction.js";
import { mulDiv, mulMod } from "../../src/money/mulDiv.js";
import { applyRate, parseRate, type Rounding } from "../../src/money/Rate.js";
import { rightOf } from "../support/either.js";
import { naiveApportion } from "./naive.js";

const MAX = Number.MAX_SAFE_INTEGER;
const METHODS: readonly Apportionment[] = ["largestRemainder", "lastTakesRemainder"];

/** Amounts where doubles are at their worst: next to powers of two, next to 2^53, and everywhere else. */
const amount = fc.oneof(
  fc.maxSafeNat(),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 40 }).map((below) => MAX - below),
  fc
    .tuple(fc.integer({ min: 1, max: 53 }), fc.integer({ min: -3, max: 3 }))
    .map(([bits, by]) => Math.min(MAX, Math.max(0, 2 ** bits + by))),
);

/** What mulDiv promises: a quotient that is a safe integer, as it is whenever b ≤ divisor. */
const expectExact = (a: number, b: number, divisor: number): void => {
  const exact = (BigInt(a) * BigInt(b)) / BigInt(divisor);
  if (exact > BigInt(MAX)) return;
  const quotient = mulDiv(a, b, divisor);
  const remainder = mulMod(a, b, divisor, quotient);
  if (BigInt(quotient) !== exact || BigInt(remainder) !== (BigInt(a) * BigInt(b)) % BigInt(divisor))
    throw new Error(`${a} × ${b} ÷ ${divisor}: ${quotient} rest ${remainder}, expected ${exact}`);
};

describe("mulDiv and mulMod against BigInt", () => {
  test("a small range, exhaustively", () => {
    for (let a = 0; a <= 64; a++)
      for (let b = 0; b <= 64; b++) for (let c = 1; c <= 64; c++) expectExact(a, b, c);
  });

  test("200,000 random triples, most of them past 2^53", () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const divisor = Math.max(1, c);
        expectExact(a, Math.min(b, divisor), divisor);
        expectExact(a, b, divisor);
      }),
      { numRuns: 200_000 },
    );
  });

  test("quotients that are whole, or miss a whole by one", () => {
    const factor = fc.integer({ min: 1, max: 2 ** 26 });
    const off = fc.integer({ min: -2, max: 2 });
    fc.assert(
      fc.property(factor, factor, factor, factor, off, off, off, (x, y, z, w, da, db, dc) => {
        const within = (value: number): number => Math.min(MAX, Math.max(1, value));
        expectExact(within(x * y + da), within(z * Math.min(w, x) + db), within(x * z + dc));
      }),
      { numRuns: 50_000 },
    );
  });

  test("products just below and just above 2^53", () => {
    for (let b = 1; b <= 3000; b++)
      for (let by = -2; by <= 2; by++) {
        const a = Math.floor(2 ** 53 / b) + by;
        if (a > MAX) continue;
        for (const c of [b, b + 1, 3 * b, MAX, a, Math.max(1, a - 1)]) expectExact(a, b, c);
      }
  });

  test("the corners", () => {
    const corners = [0, 1, 2, 3, 2 ** 26, 2 ** 27 + 1, 2 ** 52, 2 ** 52 + 1, MAX - 2, MAX - 1, MAX];
    for (const a of corners)
      for (const b of corners)
        for (const c of corners.slice(1)) {
          expectExact(a, b, c);
          // b = divisor gives a back, and b = 0 gives nothing.
          expect(mulDiv(a, c, c)).toBe(a);
          expect(mulMod(a, c, c, a)).toBe(0);
          expect(mulDiv(a, 0, c)).toBe(0);
        }
  });
});

describe("apportion", () => {
  const TABLE: readonly (readonly [number, readonly number[], readonly number[], readonly number[]])[] = [
    [100, [1, 1, 1], [34, 33, 33], [33, 33, 34]],
    [2, [3, 2], [1, 1], [1, 1]],
    [145, [25, 33], [62, 83], [62, 83]],
    [2, [1, 1, 1], [1, 1, 0], [0, 0, 2]],
    [1, [0, 5], [0, 1], [0, 1]],
  ];

  test.each(TABLE)("%d over %j: the table of its documentation", (of, weights, largest, last) => {
    expect(apportion(of, weights)).toEqual(largest);
    expect(apportion(of, weights, { method: "largestRemainder" })).toEqual(largest);
    expect(apportion(of, weights, { method: "lastTakesRemainder" })).toEqual(last);
  });

  test("no weights and no amount is no shares", () => {
    expect(apportion(0, [])).toEqual([]);
    expect(apportion(0, [0, 0])).toEqual([0, 0]);
    expect(apportion(0, [3, 4], { method: "lastTakesRemainder", limits: [0, 0] })).toEqual([0, 0]);
  });

  test("ties go to the larger weight, then to the earlier position", () => {
    // 3 over 6: remainders are all a half.
    expect(apportion(3, [1, 1, 1, 1, 1, 1])).toEqual([1, 1, 1, 0, 0, 0]);
    expect(apportion(2, [1, 3])).toEqual([0, 2]);
    expect(apportion(1, [1, 2, 1])).toEqual([0, 1, 0]);
    // More than a few left over take another way through the code: the same rule must hold.
    expect(apportion(5, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect(apportion(8, [1, 3, 1, 3, 1, 3, 1, 3])).toEqual([0, 2, 0, 2, 0, 2, 0, 2]);
    expect(apportion(6, [1, 3, 1, 3, 1, 3])).toEqual([0, 2, 0, 2, 0, 2]);
    expect(apportion(4, [1, 1, 1, 1, 4])).toEqual([1, 1, 0, 0, 2]);
  });

  test("the fen are left over for weights above 0 only", () => {
    expect(apportion(3, [0, 1, 0, 1, 0])).toEqual([0, 2, 0, 1, 0]);
    expect(apportion(3, [0, 1, 0, 1, 0], { method: "lastTakesRemainder" })).toEqual([0, 1, 0, 2, 0]);
  });

  /** Weights whose sum stays within 2^53 − 1: a few huge ones or many small ones. */
  const weights = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 24 }),
    fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 24 }),
    fc.array(fc.integer({ min: 0, max: 2 ** 49 }), { minLength: 1, maxLength: 15 }),
    fc
      .tuple(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }), fc.integer({ min: 0, max: 9 }))
      .map(([small, below]) => [...small, MAX - 20 - below]),
  );
  const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

  test("is naive BigInt apportionment, for weights and amounts of any size", () => {
    fc.assert(
      fc.property(weights, amount, fc.constantFrom(...METHODS), (over, of, method) => {
        fc.pre(of === 0 || total(over) > 0);
        expect(apportion(of, over, { method })).toEqual(naiveApportion(of, over, method));
      }),
      { numRuns: 20_000 },
    );
  });

  test("amounts below the sum of the weights, where remainders decide", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(...METHODS),
        (over, of, method) => {
          fc.pre(of === 0 || total(over) > 0);
          expect(apportion(of, over, { method })).toEqual(naiveApportion(of, over, method));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test("many positions, where the fen left over are found another way than for few", () => {
    const many = (most: number): fc.Arbitrary<number[]> =>
      fc.array(fc.integer({ min: 0, max: most }), { minLength: 20, maxLength: 120, size: "max" });
    // Powers of two crowd the remainders together, few values tie them, and huge ones spread them to 2^53.
    const powers = fc
      .array(fc.integer({ min: 0, max: 45 }), { minLength: 20, maxLength: 60, size: "max" })
      .map((bits) => bits.map((bit) => 2 ** bit));
    const over = fc.oneof(many(1), many(3), many(1_000), many(2 ** 46), powers);
    const of = fc.oneof(fc.integer({ min: 0, max: 200 }), amount);
    fc.assert(
      fc.property(over, of, (weights, fen) => {
        fc.pre(fen === 0 || total(weights) > 0);
        expect(apportion(fen, weights)).toEqual(naiveApportion(fen, weights));
      }),
      { numRuns: 5_000 },
    );
  });

  test("a thousand positions and more, of which some share a range and one more fen is a choice", () => {
    for (const n of [1_023, 1_024, 1_025, 2_600]) {
      const weights = Array.from({ length: n }, (_, i) => 1 + ((i * 7_919) % 1_009));
      for (const of of [n - 1, 12_345_677, 2 ** 50 + 1])
        expect(apportion(of, weights)).toEqual(naiveApportion(of, weights));
    }
  });

  test("more positions than room is kept for, then few again", () => {
    const n = 65_537;
    const shares = apportion(
      2,
      Array.from({ length: n }, (_, i) => (i === n - 1 ? 2 : 1)),
    );
    expect([shares[0], shares[1], shares[n - 1], total(shares)]).toEqual([1, 0, 1, 2]);
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
  });

  test("many positions right after more of them: nothing is read of what the call before left", () => {
    const longer = Array.from({ length: 40 }, (_, i) => 1 + ((i * 7_919) % 20));
    const weights = longer.slice(0, 26);
    for (let of = 5; of < 200; of++) {
      apportion(997, longer);
      expect(apportion(of, weights)).toEqual(naiveApportion(of, weights));
    }
  });

  test("remainders that all lie next to each other, at every count of fen left over", () => {
    // Of an amount below the sum every remainder is amount × weight: those of one amount keep the order of weights.
    for (const n of [23, 24, 25, 26, 60])
      for (const base of [1, 1_000, 2 ** 40]) {
        const weights = Array.from({ length: n }, (_, i) => base + (i % 5));
        for (let of = 0; of < n; of++) expect(apportion(of, weights)).toEqual(naiveApportion(of, weights));
        // One less than the sum: the remainders are the sum less each weight, and all but one get a fen more.
        const of = total(weights) - 1;
        expect(apportion(of, weights)).toEqual(naiveApportion(of, weights));
      }
  });

  test("with limits it is the naive version too, and no share exceeds its limit", () => {
    const entry = fc.record({
      weight: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 45 })),
      limit: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 ** 45 })),
    });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...METHODS),
        (entries, part, method) => {
          const over = entries.map((each) => each.weight);
          const limits = entries.map((each) => each.limit);
          const room = total(limits.filter((_, i) => (over[i] as number) > 0));
          // Often all the room there is, where nearly every position ends at its limit.
          const of = part > 0.8 ? room : Math.floor(room * part);
          const shares = apportion(of, over, { method, limits });
          expect(shares).toEqual(naiveApportion(of, over, method, limits));
          expect(total(shares)).toBe(of);
          expect(shares.every((share, i) => share <= (limits[i] as number))).toBe(true);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test("a limit met by the last, and a chain where each round retires one position", () => {
    // 0, 0, 2 first; the last keeps 1 and leaves; 1 over the two others is 0, 1.
    expect(apportion(2, [1, 1, 1], { method: "lastTakesRemainder", limits: [1, 1, 1] })).toEqual([0, 1, 1]);
    expect(apportion(10, [8, 4, 2, 1], { limits: [1, 2, 3, 9] })).toEqual(
      naiveApportion(10, [8, 4, 2, 1], "largestRemainder", [1, 2, 3, 9]),
    );
  });

  test("who is at his limit stays, and may get less when another leaves", () => {
    // 4, 1, 2, 1 first; the third keeps 1 and leaves; 7 over 9, 3, 3 is 4, 2, 1: the fourth was at its limit all the time.
    expect(apportion(8, [9, 3, 5, 3], { limits: [6, 3, 1, 1] })).toEqual([4, 2, 1, 1]);
  });

  test("neither weights nor limits are changed", () => {
    const over = Object.freeze([5, 3, 1]);
    const limits = Object.freeze([1, 9, 9]);
    for (const method of METHODS) expect(total(apportion(9, over, { method, limits }))).toBe(9);
  });

  test("a negative zero among the weights leaves none among the shares", () => {
    expect(apportion(5, [-0, 1])).toEqual([0, 5]);
    expect(apportion(-0, [1, 1])).toEqual([0, 0]);
    expect(apportion(5, [-0, 1], { method: "lastTakesRemainder" })).toEqual([0, 5]);
    expect(apportion(5, [1, 2], { limits: [-0, 9] })).toEqual([0, 5]);
  });

  test.each([
    ["a fraction", () => apportion(0.5, [1]), /apportion: amount.*0\.5/],
    ["a negative amount", () => apportion(-1, [1]), /apportion: amount.*-1/],
    ["NaN", () => apportion(Number.NaN, [1]), /apportion: amount.*NaN/],
    ["an amount past 2^53 − 1", () => apportion(2 ** 53, [1]), /apportion: amount/],
    ["a string", () => apportion("5" as never, [1]), /apportion: amount/],
    ["a negative weight", () => apportion(1, [1, -1]), /apportion: weights\[1\].*-1/],
    ["a fraction of a weight", () => apportion(1, [0.5]), /apportion: weights\[0\].*0\.5/],
    ["a hole in the weights", () => apportion(1, [1, , 1] as never), /apportion: weights\[1\]/],
    ["weights past 2^53 − 1", () => apportion(1, [MAX, 1]), /apportion: .*weights.*2\^53/],
    ["nothing to take it", () => apportion(1, [0, 0]), /apportion: no weight above 0/],
    ["no weights", () => apportion(1, []), /apportion: no weight above 0/],
    ["too few limits", () => apportion(1, [1, 1], { limits: [1] }), /apportion: 2 weights but 1 limits/],
    ["a negative limit", () => apportion(1, [1], { limits: [-1] }), /apportion: limits\[0\]/],
    ["limits without room", () => apportion(3, [1, 1], { limits: [1, 1] }), /apportion: the limits.*2.*3/],
    [
      "room only where nothing weighs",
      () => apportion(3, [0, 1], { limits: [9, 2] }),
      /apportion: the limits leave room for 2/,
    ],
    [
      "an unknown method",
      () => apportion(1, [1], { method: "hamilton" as never }),
      /unknown method hamilton/,
    ],
  ])("%s is a RangeError that says so", (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });
});

describe("Fen", () => {
  test("isFen", () => {
    for (const value of [0, 1, MAX]) expect(isFen(value)).toBe(true);
    for (const value of [-1, 0.1, MAX + 1, Number.NaN, Infinity, "1", 1n, null, undefined, {}, []])
      expect(isFen(value)).toBe(false);
    expect(MAX_FEN).toBe(MAX);
  });

  test.each([
    [0, "0.00"],
    [1, "0.01"],
    [10, "0.10"],
    [99, "0.99"],
    [100, "1.00"],
    [3999, "39.99"],
    [99_999, "999.99"],
    [100_000, "1,000.00"],
    [1_234_567_800, "12,345,678.00"],
    [MAX, "90,071,992,547,409.91"],
    [-1, "-0.01"],
    [-123_456, "-1,234.56"],
    [-MAX, "-90,071,992,547,409.91"],
    [-0, "0.00"],
  ])("formatYuan(%d) is %s", (fen, yuan) => {
    expect(formatYuan(fen)).toBe(yuan);
  });

  test("formatYuan loses no digit of any safe integer", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        const shown = formatYuan(fen);
        expect(shown).toMatch(/^-?\d{1,3}(,\d{3})*\.\d{2}$/);
        expect(BigInt(shown.replace(/[,.]/g, ""))).toBe(BigInt(fen));
      }),
    );
  });
});

describe("Rate", () => {
  const ROUNDINGS: readonly Rounding[] = ["ceil", "floor", "halfAwayFromZero", "halfEven"];

  /** A rate as its digits: whole and decimals, as text. */
  const rateText = fc
    .tuple(
      fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 999_999 })),
      fc.oneof(
        fc.constantFrom("", ".5", ".25", ".85", ".05", ".0000000001", ".9999999999"),
        fc
          .tuple(fc.integer({ min: 1, max: 10 }), fc.maxSafeNat())
          .map(([length, digits]) => `.${String(digits).padStart(10, "0").slice(-length)}`),
      ),
    )
    .map(([whole, decimals]) => `${whole}${decimals}`);

  /** Rate × amount as a BigInt fraction, rounded as told. */
  const exactly = (text: string, of: number, rounding: Rounding): bigint => {
    const [whole = "0", decimals = ""] = text.split(".");
    const below = 10n ** BigInt(decimals.length);
    const product = BigInt(whole + decimals) * BigInt(of);
    const floor = product / below;
    const twice = (product % below) * 2n;
    const up =
      rounding === "ceil"
        ? twice > 0n
        : rounding === "halfAwayFromZero"
          ? twice >= below
          : rounding === "halfEven" && (twice > below || (twice === below && floor % 2n === 1n));
    return up ? floor + 1n : floor;
  };

  test("all roundings against BigInt fractions", () => {
    let tried = 0;
    let parted = 0;
    fc.assert(
      fc.property(rateText, amount, fc.constantFrom(...ROUNDINGS), (text, of, rounding) => {
        const rate = rightOf(parseRate(text));
        const expected = exactly(text, of, rounding);
        tried += 1;
        if (exactly(text, of, "ceil") !== exactly(text, of, "floor")) parted += 1;
        if (expected > BigInt(MAX)) expect(() => applyRate(rate, of, rounding)).toThrow(RangeError);
        else expect(applyRate(rate, of, rounding)).toBe(Number(expected));
      }),
      { numRuns: 20_000 },
    );
    expect(parted).toBeGreaterThan(tried / 20);
  });

  test("halves", () => {
    const half = rightOf(parseRate("0.5"));
    expect([1, 3, 5].map((of) => applyRate(half, of, "halfEven"))).toEqual([0, 2, 2]);
    expect([1, 3, 5].map((of) => applyRate(half, of, "halfAwayFromZero"))).toEqual([1, 2, 3]);
    expect([1, 3, 5].map((of) => applyRate(half, of, "floor"))).toEqual([0, 1, 2]);
    expect([1, 3, 5].map((of) => applyRate(half, of, "ceil"))).toEqual([1, 2, 3]);
  });

  test("the product is exact, however many digits it has", () => {
    // 26 digits: 9000000000900001.0000000001.
    const rate = rightOf(parseRate("1.0000000001"));
    expect(applyRate(rate, 9_000_000_000_000_001, "ceil")).toBe(9_000_000_000_900_002);
    expect(applyRate(rate, 9_000_000_000_000_001, "floor")).toBe(9_000_000_000_900_001);
  });

  test("a rate reads the same however many zeros it ends in", () => {
    expect(rightOf(parseRate("0.850"))).toEqual({ _tag: "Rate", text: "0.85" });
    expect(rightOf(parseRate("1.0000000000")).text).toBe("1");
    expect(rightOf(parseRate("0.0000000000")).text).toBe("0");
    expect(rightOf(parseRate("0.0000000001")).text).toBe("0.0000000001");
    expect(rightOf(parseRate("1000000")).text).toBe("1000000");
  });

  test.each([
    "",
    " 1",
    "1 ",
    "1\n",
    "+1",
    "-1",
    ".5",
    "1.",
    "01",
    "1e3",
    "0x1",
    "8.5折",
    "85%",
    "0.12345678901",
    "1000000.1",
    "1000001",
    "99999999",
    "NaN",
    "Infinity",
    "1,000",
    "\uff11",
  ])("%j is no rate", (text) => {
    const parsed = parseRate(text);
    expect(parsed._tag).toBe("Left");
    expect(parsed._tag === "Left" && parsed.left).toMatch(/^expected .*/);
  });

  test("what cannot be multiplied is a RangeError", () => {
    const rate = rightOf(parseRate("2"));
    for (const of of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(() => applyRate(rate, of, "floor")).toThrow(
        new RangeError(`applyRate: amount must be an integer ≥ 0, got ${of}`),
      );
    expect(() => applyRate(rate, MAX, "floor")).toThrow(/passes 2\^53/);
    expect(applyRate(rate, 0, "ceil")).toBe(0);
    // JSON has a negative zero; no amount of ours is one.
    expect(applyRate(rate, -0, "ceil")).toBe(0);
  });

  describe("as a fraction of whole numbers", () => {
    const atMostOne = fc.oneof(
      fc.constantFrom("0", "0.5", "0.25", "0.85", "0.0000000001", "0.9999999999", "1"),
      fc.integer({ min: 0, max: 10 ** 10 }).map((n) => new Decimal(n).div(10 ** 10).toFixed()),
      fc.integer({ min: 0, max: 100 }).map((n) => new Decimal(n).div(100).toFixed()),
    );

    test("is what its text says, over a power of ten", () => {
      const of = (text: string): unknown => fractionOf(rightOf(parseRate(text)));
      expect(of("0")).toEqual({ numerator: 0, denominator: 1 });
      expect(of("1")).toEqual({ numerator: 1, denominator: 1 });
      expect(of("0.85")).toEqual({ numerator: 85, denominator: 100 });
      expect(of("0.0000000001")).toEqual({ numerator: 1, denominator: 10 ** 10 });
    });

    test("takes the part that applyRate takes, in every rounding", () => {
      fc.assert(
        fc.property(atMostOne, amount, fc.constantFrom(...ROUNDINGS), (text, of, rounding) => {
          const rate = rightOf(parseRate(text));
          expect(partOf(fractionOf(rate), of, rounding)).toBe(applyRate(rate, of, rounding));
        }),
        { numRuns: 10_000 },
      );
      const half = fractionOf(rightOf(parseRate("0.5")));
      expect([1, 3, 5].map((of) => partOf(half, of, "halfEven"))).toEqual([0, 2, 2]);
      expect([1, 3, 5].map((of) => partOf(half, of, "halfAwayFromZero"))).toEqual([1, 2, 3]);
    });

    test("and its complement leave nothing over", () => {
      fc.assert(
        fc.property(atMostOne, amount, (text, of) => {
          const fraction = fractionOf(rightOf(parseRate(text)));
          expect(partOf(fraction, of, "floor") + partOf(complementOf(fraction), of, "ceil")).toBe(of);
          expect(complementOf(complementOf(fraction))).toEqual(fraction);
        }),
        { numRuns: 2_000 },
      );
    });
  });

  describe("the user's own settings of decimal.js", () => {
    const before = { ...Decimal };
    afterEach(() => {
      Decimal.set({
        precision: before.precision,
        rounding: before.rounding,
        toExpNeg: before.toExpNeg,
        toExpPos: before.toExpPos,
        minE: before.minE,
        maxE: before.maxE,
      });
    });

    test("change nothing, set before or after", async () => {
      const results = (): unknown =>
        ["0.0000000001", "0.5", "0.85", "1.1", "999999.9999999999"].map((text) => {
          const rate = rightOf(parseRate(text));
          return [
            rate.text,
            ...ROUNDINGS.flatMap((rounding) =>
              [1, 5, 999, 12_345_678, 9_007_199_254].map((of) => applyRate(rate, of, rounding)),
            ),
          ];
        });
      const expected = results();
      Decimal.set({
        precision: 1,
        rounding: Decimal.ROUND_DOWN,
        toExpNeg: 0,
        toExpPos: 0,
        minE: -2,
        maxE: 2,
      });
      // The settings do bite where they are meant to.
      expect(new Decimal("1").div(3).toString()).toBe("3e-1");
      expect(results()).toEqual(expected);
      vi.resetModules();
      const anew = await import("../../src/money/Rate.js");
      const rate = rightOf(anew.parseRate("0.85"));
      expect(anew.applyRate(rate, 12_345_678, "floor")).toBe(10_493_826);
    });
  });
});
