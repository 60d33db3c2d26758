/**
 * Finding lines by their ids, in few lines and in many: what a plain filter finds.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../src/order/LineIndex.js";
import type { LineReference } from "../../src/order/LineItem.js";

/** Ids that clash now and then, and one that every object inherits. */
const id = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map((n) => `g${n}`),
  fc.constant("constructor"),
);
const reference = fc
  .tuple(id, fc.option(id, { nil: undefined }))
  .map(([goodsId, skuId]): LineReference => (skuId === undefined ? { goodsId } : { goodsId, skuId }));

/** Lines with the same ids again, more and less of them than a scan is used for. */
const lines = fc.array(reference, { maxLength: 40, size: "max" });

const positionsOf = (all: readonly LineReference[], isMeant: (line: LineReference) => boolean): number[] =>
  all.flatMap((line, i) => (isMeant(line) ? [i] : []));

describe("an index of lines", () => {
  test("finds the first line of these ids, or none", () => {
    fc.assert(
      fc.property(lines, reference, (all, of) => {
        const same = positionsOf(all, (line) => line.goodsId === of.goodsId && line.skuId === of.skuId);
        expect(new LineIndex(all).first(of)).toBe(same[0] ?? -1);
      }),
      { numRuns: 4_000 },
    );
  });

  test("knows whether a reference names any line", () => {
    fc.assert(
      fc.property(lines, reference, (all, of) => {
        const named = positionsOf(
          all,
          (line) => line.goodsId === of.goodsId && (of.skuId === undefined || line.skuId === of.skuId),
        );
        expect(new LineIndex(all).has(of)).toBe(named.length > 0);
      }),
      { numRuns: 4_000 },
    );
  });

  test("finds all lines that a reference names", () => {
    // No two lines of an order have the same ids.
    const different = fc.uniqueArray(reference, {
      maxLength: 40,
      size: "max",
      selector: ({ goodsId, skuId }) => JSON.stringify([goodsId, skuId]),
    });
    fc.assert(
      fc.property(different, reference, (all, of) => {
        const named = positionsOf(
          all,
          (line) => line.goodsId === of.goodsId && (of.skuId === undefined || line.skuId === of.skuId),
        );
        expect([...new LineIndex(all).matching(of)].sort((a, b) => a - b)).toEqual(named);
      }),
      { numRuns: 4_000 },
    );
  });

  test("in many lines, what is not there is not found", () => {
    const many = new LineIndex(Array.from({ length: 40 }, (_, i) => ({ goodsId: `g${i}`, skuId: "1" })));
    expect([many.first({ goodsId: "x", skuId: "1" }), many.first({ goodsId: "g0", skuId: "2" })]).toEqual([
      -1, -1,
    ]);
    expect([many.first({ goodsId: "g0" }), many.first({ goodsId: "g39", skuId: "1" })]).toEqual([-1, 39]);
    expect([many.has({ goodsId: "x" }), many.has({ goodsId: "g0", skuId: "2" })]).toEqual([false, false]);
    expect([many.has({ goodsId: "g0" }), many.has({ goodsId: "g0", skuId: "1" })]).toEqual([true, true]);
    expect(many.matching({ goodsId: "x" })).toEqual([]);
    expect(many.matching({ goodsId: "g7", skuId: "2" })).toEqual([]);
    expect(many.matching({ goodsId: "g7" })).toEqual([7]);
    expect(many.matching({ goodsId: "g7", skuId: "1" })).toEqual([7]);
  });
});
