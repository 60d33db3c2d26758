/**
 * What the parts of a request say together: the sentences, in both languages, and how problems stand beside each other.
 */
import { describe, expect, test } from "vitest";
import { decodePricingRequest, PricingRequestCodec } from "../../src/order/PricingRequest.js";
import { leftOf, rightOf } from "../support/either.js";

const MAX = Number.MAX_SAFE_INTEGER;
const line = { goodsId: "tea", unitPrice: 1000, quantity: 2 };
const cup = { goodsId: "cup", unitPrice: 500, quantity: 3 };
const coupon = { id: "c", type: 2, discountRange: 2, discountAmount: 100, title: "t" };

const problems = (value: unknown) => leftOf(decodePricingRequest(value));
const found = (value: unknown) => problems(value).map(({ code, path }) => [code, path]);

/** A unit of tea, or whatever is said instead. */
const unit = (of: object = {}): object => ({ goodsId: "tea", from: 0, count: 1, discountAmount: 10, ...of });
const ofUnits = (discountAmount: number, units: readonly object[], more: object = {}): object => ({
  lines: [line, cup],
  marketing: [{ ...coupon, discountAmount, units, ...more }],
});

describe("the sentences", () => {
  const of = (marketing: readonly object[]): object => ({ lines: [line], marketing });
  const again = { ...coupon, code: "k" };
  const withSku = { ...line, goodsId: "b", skuId: "1" };
  const tooLarge = "金额之和不得超过 9007199254740991 分(2^53 − 1)";

  test.each<readonly [string, unknown, string, string]>([
    [
      "lines.mixedSku",
      { lines: [line, withSku] },
      "either all lines have a skuId or none; /lines/0 has none, this line has one",
      "skuId 要么所有行都有,要么都没有;/lines/0 没有,此行有",
    ],
    [
      "lines.mixedSku",
      { lines: [withSku, line] },
      "either all lines have a skuId or none; /lines/0 has one, this line none",
      "skuId 要么所有行都有,要么都没有;/lines/0 有,此行没有",
    ],
    [
      "lines.duplicate",
      { lines: [line, line] },
      "expected each (goodsId, skuId) once, got that of /lines/0 again; add the quantities up instead",
      "每个 (goodsId, skuId) 只能出现一次,此行与 /lines/0 重复;请合并数量",
    ],
    [
      "sum.tooLarge",
      { lines: [{ ...line, unitPrice: MAX }] },
      "expected unitPrice × quantity to be at most 9007199254740991 fen (2^53 − 1), got more",
      tooLarge,
    ],
    [
      "sum.tooLarge",
      { lines: ["a", "b"].map((goodsId) => ({ goodsId, unitPrice: MAX, quantity: 1 })) },
      "expected the sum of all lines to be at most 9007199254740991 fen (2^53 − 1), got more",
      tooLarge,
    ],
    [
      "sum.tooLarge",
      { lines: [{ ...line, unitPrice: MAX, quantity: 1 }], fees: [{ feeType: 1, feeAmount: 1 }] },
      "expected the sum of all lines and fees to be at most 9007199254740991 fen (2^53 − 1), got more",
      tooLarge,
    ],
    [
      "marketing.level",
      of([coupon, { ...again, discountRange: 1 }]),
      "one marketing stands in one level; /marketing/0 has the same id with 2, got 1",
      "同一营销只能属于一个维度;/marketing/0 的 id 相同而维度为 2,此处为 1",
    ],
    [
      "marketing.type",
      of([coupon, { ...again, type: 3 }]),
      "one marketing has one type; /marketing/0 has the same id with 2, got 3",
      "同一营销只能有一个类型;/marketing/0 的 id 相同而类型为 2,此处为 3",
    ],
    [
      "marketing.duplicate",
      of([coupon, again, again]),
      "expected each (id, code) once, got that of /marketing/1 again",
      "每个 (id, code) 只能出现一次,此项与 /marketing/1 重复",
    ],
    [
      "marketing.unknownLine",
      of([{ ...coupon, appliesTo: [{ goodsId: "x" }] }]),
      'expected a line of the order, got goodsId "x", which none has',
      '引用的商品行不存在:goodsId "x"',
    ],
    [
      "marketing.unknownLine",
      of([{ ...coupon, appliesTo: [{ goodsId: "x", skuId: "1" }] }]),
      'expected a line of the order, got goodsId "x", skuId "1", which none has',
      '引用的商品行不存在:goodsId "x", skuId "1"',
    ],
    [
      "fee.discountAboveAmount",
      { lines: [line], fees: [{ feeType: 1, feeAmount: 500, feeDiscountAmount: 501 }] },
      "expected at most the feeAmount, 500, got 501",
      "不得超过 feeAmount 500,实际为 501",
    ],
    [
      "units.type1",
      { ...ofUnits(10, [unit()]), calculationType: 1 },
      "expected calculationType 2 where units are named, got 1",
      "指定 units 时 calculationType 应为 2,实际为 1",
    ],
    [
      "units.sum",
      ofUnits(11, [unit()]),
      "expected the sum of its units, 10, got 11",
      "应为各 units 之和 10,实际为 11",
    ],
    [
      "units.sum",
      ofUnits(11, [unit({ discountAmount: MAX })]),
      "expected the sum of its units, 9007199254740991, got 11",
      "应为各 units 之和 9007199254740991,实际为 11",
    ],
    [
      "units.sum",
      ofUnits(11, [unit({ count: 2, discountAmount: MAX })]),
      "expected the sum of its units, which is too large, got 11",
      "应为各 units 之和 (已超出范围),实际为 11",
    ],
    [
      "marketing.unknownLine",
      ofUnits(10, [unit({ goodsId: "pot" })]),
      'expected a line of the order, got goodsId "pot" with its skuId, which none has',
      '引用的商品行不存在:goodsId "pot" 及其 skuId',
    ],
    [
      "units.appliesTo",
      ofUnits(10, [unit()], { appliesTo: [{ goodsId: "cup" }] }),
      "expected a line that appliesTo names too",
      "该商品行不在 appliesTo 之内",
    ],
    [
      "units.range",
      ofUnits(20, [unit({ from: 1, count: 2 })]),
      "expected units of a line of 2, got from 1 to 2 (the first is 0)",
      "该行数量为 2,而此处为第 1 至 2 件(从 0 起)",
    ],
    [
      "units.overlap",
      ofUnits(20, [unit({ from: 1 }), unit({ from: 1 })]),
      "expected each unit once, got unit 1 again",
      "每件只能出现一次,第 1 件重复",
    ],
  ])("%s", (code, request, en, zh) => {
    expect(problems(request).map((each) => [each.code, each.message, each.messageZh])).toEqual([
      [code, en, zh],
    ]);
  });
});

describe("beside each other", () => {
  test("a sum that is too large is said although another problem of the lines has been", () => {
    const huge = { goodsId: "a", unitPrice: MAX, quantity: 1 };
    expect(found({ lines: [huge, huge] })).toEqual([
      ["lines.duplicate", "/lines/1"],
      ["sum.tooLarge", "/lines"],
    ]);
  });

  test("lines that cannot be read add nothing to the sum of the fees", () => {
    const fee = { feeType: 1, feeAmount: MAX };
    expect(found({ lines: [{ ...line, goodsId: 1 }], fees: [fee] })).toEqual([
      ["id.number", "/lines/0/goodsId"],
    ]);
    expect(found({ lines: [{ ...line, goodsId: 1 }], fees: [fee, fee] })).toEqual([
      ["id.number", "/lines/0/goodsId"],
      ["sum.tooLarge", "/fees"],
    ]);
  });

  test("marketing is told apart by its ids although the lines cannot be read", () => {
    const lines = [{ ...line, goodsId: 1 }];
    const other = { ...coupon, id: "d", units: [unit()] };
    expect(found({ lines, marketing: [coupon, other] })).toEqual([["id.number", "/lines/0/goodsId"]]);
    expect(found({ lines, marketing: [coupon, coupon] })).toEqual([
      ["id.number", "/lines/0/goodsId"],
      ["marketing.duplicate", "/marketing/1"],
    ]);
  });

  test("units under type 1 are said although a key is unknown", () => {
    expect(found({ ...ofUnits(10, [unit()]), calculationType: 1, extra: 1 })).toEqual([
      ["value.unknownKey", "/extra"],
      ["units.type1", "/marketing/0/units"],
    ]);
  });
});

describe("units that overlap", () => {
  test("of a line that is not there are only that", () => {
    const pot = unit({ goodsId: "pot" });
    expect(found(ofUnits(20, [pot, pot]))).toEqual([
      ["marketing.unknownLine", "/marketing/0/units/0"],
      ["marketing.unknownLine", "/marketing/0/units/1"],
    ]);
  });

  test("are found whatever stands between them", () => {
    const of = (goodsId: string, from: number): object => unit({ goodsId, from });
    const units = [of("cup", 2), of("tea", 1), of("cup", 0), of("tea", 0), of("cup", 2), of("tea", 1)];
    expect(found(ofUnits(60, units))).toEqual([
      ["units.overlap", "/marketing/0/units/5/from"],
      ["units.overlap", "/marketing/0/units/4/from"],
    ]);
  });

  test("are found behind a shorter entry, and none are where one ends as another begins", () => {
    const lines = [{ ...line, quantity: 9 }];
    const of = (sum: number, ...units: readonly object[]): object => ({
      lines,
      marketing: [{ ...coupon, discountAmount: sum, units }],
    });
    const first = unit({ count: 5 });
    expect(found(of(70, first, unit({ from: 1 }), unit({ from: 3 })))).toEqual([
      ["units.overlap", "/marketing/0/units/1/from"],
      ["units.overlap", "/marketing/0/units/2/from"],
    ]);
    expect(found(of(90, first, unit({ from: 4, count: 3 }), unit({ from: 6 })))).toEqual([
      ["units.overlap", "/marketing/0/units/1/from"],
      ["units.overlap", "/marketing/0/units/2/from"],
    ]);
    expect(decodePricingRequest(of(80, first, unit({ from: 5, count: 2 }), unit({ from: 7 })))._tag).toBe(
      "Right",
    );
  });

  test("of two lines are not: a line's units are its own", () => {
    const lines = [line, cup];
    const units = [unit({ from: 1 }), unit({ goodsId: "cup", from: 0 }), unit({ goodsId: "cup", from: 0 })];
    expect(found({ lines, marketing: [{ ...coupon, discountAmount: 30, units }] })).toEqual([
      ["units.overlap", "/marketing/0/units/2/from"],
    ]);
  });
});

describe("what is read", () => {
  test("has no key for what was not given", () => {
    const request = rightOf(
      decodePricingRequest({
        lines: [line],
        marketing: [{ ...coupon, appliesTo: [{ goodsId: "tea" }] }],
        fees: [{ feeType: 1, feeAmount: 1 }],
      }),
    );
    expect(request.lines).toStrictEqual([line]);
    expect(request.marketing[0]?.appliesTo).toStrictEqual([{ goodsId: "tea" }]);
    expect(request.fees).toStrictEqual([{ feeType: 1, feeAmount: 1, feeDiscountAmount: 0 }]);
  });

  test("has no negative zero, in units neither", () => {
    const request = rightOf(decodePricingRequest(ofUnits(-0, [unit({ from: -0, discountAmount: -0 })])));
    expect(request.marketing[0]?.units?.[0]).toEqual(unit({ from: 0, discountAmount: 0 }));
    expect(Object.is(request.marketing[0]?.units?.[0]?.from, 0)).toBe(true);
    expect(Object.is(request.marketing[0]?.units?.[0]?.discountAmount, 0)).toBe(true);
  });

  test("alone is a request to the codec", () => {
    const request = rightOf(decodePricingRequest({ lines: [line] }));
    expect(PricingRequestCodec.is(request)).toBe(true);
    for (const other of [null, undefined, 1, "", {}, { ...request }, () => request])
      expect(PricingRequestCodec.is(other)).toBe(false);
  });
});

test("two ids, each once with a code and once without, are four different coupons", () => {
  const marketing = [
    { ...coupon, id: "a" },
    { ...coupon, id: "a", code: "k" },
    { ...coupon, id: "b", code: "k" },
    { ...coupon, id: "b" },
  ];
  expect(decodePricingRequest({ lines: [line], marketing })._tag).toBe("Right");
});
