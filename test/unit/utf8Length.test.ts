/**
 * The length of a text in UTF-8, which the field tables limit: what takes long, apart from the tests of orders.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { MarketingCodec } from "../../src/order/Marketing.js";

const coupon = { id: "c", type: 2, discountRange: 2, discountAmount: 100, title: "t" };

test("the length in UTF-8 is that of the real encoder, lone surrogates included", () => {
  const ofSurrogates = fc
    .array(
      fc.integer({ min: 0xd700, max: 0xe0ff }).map((code) => String.fromCharCode(code)),
      { minLength: 38, maxLength: 48 },
    )
    .map((units) => units.join(""));
  const ofAll = fc.string({ unit: "binary", minLength: 30, maxLength: 50 });
  fc.assert(
    fc.property(fc.oneof(ofAll, ofSurrogates), (note) => {
      const fits = Buffer.byteLength(note, "utf8") <= 127;
      expect(MarketingCodec.is({ ...coupon, note })).toBe(fits);
    }),
    { numRuns: 2_000 },
  );
});
