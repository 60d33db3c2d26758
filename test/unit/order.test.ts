import fc from "fast-check";
import * as t from "io-ts";
import { PathReporter } from "io-ts/lib/PathReporter.js";
import { describe, expect, test } from "vitest";
import { Guarded, problemsOf } from "../../src/codec/Guarded.js";
import { type Problem, pointer } from "../../src/codec/Problem.js";
import { FeeCodec } from "../../src/order/Fee.js";
import { LineItemCodec, LineReferenceCodec } from "../../src/order/LineItem.js";
import { MarketingCodec } from "../../src/order/Marketing.js";
import { DEFAULT_POLICY, PolicyCodec } from "../../src/order/Policy.js";
import { decodePricingRequest, PricingRequestCodec } from "../../src/order/PricingRequest.js";
import { PricingRequestInputCodec } from "../../src/order/PricingRequestInput.js";
import { openApiDetailAmounts, openApiOrderAmounts } from "../../src/platform/openapi/OpenApiOrder.js";
import { openApiResponseAmounts } from "../../src/platform/openapi/OpenApiOrderResponse.js";
import { toOpenApiOrder } from "../../src/platform/openapi/toOpenApiOrder.js";
import { pluginDiscountInfoAmounts, pluginOrderAmounts } from "../../src/platform/plugin/PluginOrder.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { PreCreateOrderCodec } from "../../src/platform/spi/PreCreateOrder.js";
import { price } from "../../src/pricing/price.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { leftOf, rightOf } from "../support/either.js";
import { deepFreeze, spoilt } from "./junk.js";

const MAX = Number.MAX_SAFE_INTEGER;

const line = { goodsId: "tea", unitPrice: 1000, quantity: 2 };
const coupon = { id: "c", type: 2, discountRange: 2, discountAmount: 100, title: "t" };
const fee = { feeType: 1, feeAmount: 500 };

const problems = (value: unknown): readonly Problem[] => leftOf(decodePricingRequest(value));
const found = (value: unknown): (readonly [string, string])[] =>
  problems(value).map(({ code, path }) => [code, path]);

/** As JSON would have it: an absent key and an undefined one are the same to us. */
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("defaults", () => {
  test("the least request", () => {
    expect(rightOf(decodePricingRequest({ lines: [line] }))).toEqual({
      calculationType: 2,
      lines: [line],
      marketing: [],
      fees: [],
      policy: {
        apportionment: "largestRemainder",
        basis: "payable",
        overDiscount: "reject",
        itemEntries: "unit",
        maxItemEntries: 1000,
      },
    });
    expect(rightOf(decodePricingRequest({ lines: [line] })).policy).toEqual(DEFAULT_POLICY);
  });

  test("the least marketing and fee, and a policy with one key", () => {
    const request = rightOf(
      decodePricingRequest({
        lines: [line],
        marketing: [{ ...coupon, discountRange: "1" }],
        fees: [fee],
        policy: { basis: "lineTotal" },
      }),
    );
    expect(json(request)).toEqual({
      calculationType: 2,
      lines: [line],
      marketing: [{ ...coupon, discountRange: 1, note: "", sequence: 0 }],
      fees: [{ ...fee, feeDiscountAmount: 0 }],
      policy: { ...DEFAULT_POLICY, basis: "lineTotal" },
    });
  });

  test("what is given stays", () => {
    const full = {
      calculationType: 1,
      lines: [{ goodsId: "unpoi_12345", skuId: "7128346098909300749", unitPrice: 40000, quantity: 3 }],
      marketing: [
        {
          id: "coupon_1",
          type: 2,
          discountRange: 2,
          discountAmount: 4000,
          title: "[券] 减 40.00 元",
          note: "用券优惠",
          subtype: "默认值",
          value: 7,
          code: "k",
          kind: 2,
          creatorType: 3,
          marketingExtend: { a: [1, "x", null, { b: false }] },
          appliesTo: [{ goodsId: "unpoi_12345", skuId: "7128346098909300749" }, { goodsId: "unpoi_12345" }],
          sequence: -3,
        },
      ],
      fees: [{ feeType: 20, feeAmount: 500, feeDiscountAmount: 100, feeDesc: "税费" }],
      policy: {
        apportionment: "lastTakesRemainder",
        basis: "lineTotal",
        overDiscount: "clamp",
        itemEntries: "line",
        maxItemEntries: 7,
      },
    };
    expect(json(rightOf(decodePricingRequest(full)))).toEqual(full);
  });

  test("an optional key that is there as undefined is absent", () => {
    const request = {
      calculationType: undefined,
      lines: [{ ...line, skuId: undefined }],
      marketing: [{ ...coupon, note: undefined, code: undefined, appliesTo: undefined, sequence: undefined }],
      fees: [{ ...fee, feeDiscountAmount: undefined, feeDesc: undefined }],
      policy: { basis: undefined },
    };
    expect(json(rightOf(decodePricingRequest(request)))).toEqual(
      json(rightOf(decodePricingRequest({ lines: [line], marketing: [coupon], fees: [fee] }))),
    );
  });

  test.each(["calculationType", "marketing", "fees", "policy"])("null is not absent: %s", (key) => {
    expect(found({ lines: [line], [key]: null })).toEqual([["value.type", `/${key}`]]);
  });
});

describe("codes and places", () => {
  const withLine = (part: object): unknown => ({ lines: [{ ...line, ...part }] });
  const withMarketing = (...parts: readonly object[]): unknown => ({
    lines: [line],
    marketing: parts.map((part) => ({ ...coupon, ...part })),
  });
  const withFee = (part: object): unknown => ({ lines: [line], fees: [{ ...fee, ...part }] });
  const without = (value: Record<string, unknown>, key: string): unknown => {
    const { [key]: _, ...rest } = value;
    return rest;
  };

  test.each<readonly [string, string, unknown]>([
    ["value.type", "", null],
    ["value.type", "", undefined],
    ["value.type", "", "{}"],
    ["value.type", "", [{ lines: [line] }]],
    ["value.type", "/lines", { lines: {} }],
    ["value.type", "/lines/0", { lines: [null] }],
    ["value.type", "/lines/1", { lines: [line, [line]] }],
    ["value.type", "/lines/0/goodsId", withLine({ goodsId: null })],
    ["value.type", "/lines/0/unitPrice", withLine({ unitPrice: "1000" })],
    ["value.type", "/lines/0/unitPrice", withLine({ unitPrice: Number.NaN })],
    ["value.type", "/lines/0/quantity", withLine({ quantity: "2" })],
    ["value.type", "/marketing/0/title", withMarketing({ title: 5 })],
    ["value.type", "/marketing/0/note", withMarketing({ note: 5 })],
    ["value.type", "/marketing/0/marketingExtend", withMarketing({ marketingExtend: [] })],
    ["value.type", "/marketing/0/appliesTo", withMarketing({ appliesTo: { goodsId: "tea" } })],
    ["value.type", "/marketing/0/type", withMarketing({ type: "2" })],
    ["value.type", "/policy", { lines: [line], policy: "clamp" }],
    ["value.type", "/policy/basis", { lines: [line], policy: { basis: 1 } }],
    ["value.type", "/fees/0/feeDesc", withFee({ feeDesc: 1 })],
    ["value.required", "/lines", {}],
    ["value.required", "/lines/0/goodsId", { lines: [without(line, "goodsId")] }],
    ["value.required", "/lines/0/unitPrice", { lines: [without(line, "unitPrice")] }],
    ["value.required", "/lines/0/quantity", { lines: [without(line, "quantity")] }],
    ["value.required", "/lines/0/quantity", withLine({ quantity: undefined })],
    ...["id", "type", "discountRange", "discountAmount", "title"].map(
      (key) =>
        [
          "value.required",
          `/marketing/0/${key}`,
          { lines: [line], marketing: [without(coupon, key)] },
        ] as const,
    ),
    ["value.required", "/marketing/0/appliesTo/0/goodsId", withMarketing({ appliesTo: [{ skuId: "1" }] })],
    ...["feeType", "feeAmount"].map(
      (key) => ["value.required", `/fees/0/${key}`, { lines: [line], fees: [without(fee, key)] }] as const,
    ),
    ["value.unknownKey", "/line", { lines: [line], line }],
    ["value.unknownKey", "/lines/0/price", withLine({ price: 1 })],
    ["value.unknownKey", "/marketing/0/discountAmout", withMarketing({ discountAmout: 1 })],
    [
      "value.unknownKey",
      "/marketing/0/appliesTo/0/goods",
      withMarketing({ appliesTo: [{ goodsId: "tea", goods: 1 }] }),
    ],
    ["value.unknownKey", "/fees/0/a~1b~0c", withFee({ "a/b~c": 1 })],
    ["value.unknownKey", "/policy/__proto__", JSON.parse('{"lines":[],"policy":{"__proto__":{}}}')],
    ["value.range", "/calculationType", { lines: [line], calculationType: 3 }],
    ["value.range", "/lines/0/unitPrice", withLine({ unitPrice: -1 })],
    ["value.range", "/lines/0/unitPrice", withLine({ unitPrice: 2 ** 53 })],
    ["value.range", "/lines/0/unitPrice", withLine({ unitPrice: Infinity })],
    ["value.range", "/lines/0/quantity", withLine({ quantity: 0 })],
    ["value.range", "/lines/0/quantity", withLine({ quantity: 1_000_000_001 })],
    ["value.range", "/marketing/0/type", withMarketing({ type: 5 })],
    ["value.range", "/marketing/0/discountRange", withMarketing({ discountRange: 3 })],
    ["value.range", "/marketing/0/kind", withMarketing({ kind: 3 })],
    ["value.range", "/marketing/0/creatorType", withMarketing({ creatorType: 4 })],
    ["value.range", "/marketing/0/sequence", withMarketing({ sequence: 2 ** 53 })],
    ["value.range", "/marketing/0/marketingExtend", withMarketing({ marketingExtend: { id: 2 ** 53 } })],
    ["value.range", "/fees/0/feeType", withFee({ feeType: 3 })],
    [
      "value.range",
      "/policy/apportionment",
      { lines: [line], policy: { apportionment: "largestremainder" } },
    ],
    ["value.range", "/policy/maxItemEntries", { lines: [line], policy: { maxItemEntries: 0 } }],
    ["value.notInteger", "/lines/0/unitPrice", withLine({ unitPrice: 9.9 })],
    ["value.notInteger", "/lines/0/quantity", withLine({ quantity: 1.5 })],
    ["value.notInteger", "/marketing/0/discountAmount", withMarketing({ discountAmount: 0.1 })],
    ["value.notInteger", "/marketing/0/value", withMarketing({ value: 0.1 })],
    ["value.notInteger", "/fees/0/feeDiscountAmount", withFee({ feeDiscountAmount: 0.1 })],
    ["value.tooLong", "/marketing/0/note", withMarketing({ note: "x".repeat(128) })],
    ["value.tooLong", "/marketing/0/note", withMarketing({ note: "长".repeat(43) })],
    ["value.empty", "/lines", { lines: [] }],
    ["value.empty", "/marketing/0/appliesTo", withMarketing({ appliesTo: [] })],
    ["id.number", "/lines/0/goodsId", withLine({ goodsId: 7128346098909300749 })],
    ["id.number", "/lines/0/skuId", withLine({ skuId: 1 })],
    ["id.number", "/marketing/0/id", withMarketing({ id: 1 })],
    ["id.number", "/marketing/0/code", withMarketing({ code: 1 })],
    [
      "id.number",
      "/marketing/0/appliesTo/0/skuId",
      withMarketing({ appliesTo: [{ goodsId: "tea", skuId: 1 }] }),
    ],
    ["lines.mixedSku", "/lines/1/skuId", { lines: [line, { ...line, goodsId: "b", skuId: "1" }] }],
    [
      "lines.mixedSku",
      "/lines/1/skuId",
      {
        lines: [
          { ...line, skuId: "" },
          { ...line, goodsId: "b" },
        ],
      },
    ],
    ["lines.duplicate", "/lines/1", { lines: [line, { ...line, unitPrice: 5 }] }],
    ["lines.duplicate", "/lines/1", { lines: [1, 2].map(() => ({ ...line, skuId: "1" })) }],
    ["marketing.level", "/marketing/1/discountRange", withMarketing({}, { code: "k", discountRange: 1 })],
    ["marketing.type", "/marketing/1/type", withMarketing({}, { code: "k", type: 3 })],
    ["marketing.duplicate", "/marketing/1", withMarketing({}, {})],
    ["marketing.duplicate", "/marketing/2", withMarketing({}, { code: "k" }, { code: "k" })],
    ["marketing.duplicate", "/marketing/2", withMarketing({ code: "k" }, {}, {})],
    ["marketing.unknownLine", "/marketing/0/appliesTo/0", withMarketing({ appliesTo: [{ goodsId: "x" }] })],
    [
      "marketing.unknownLine",
      "/marketing/0/appliesTo/1",
      withMarketing({ appliesTo: [{ goodsId: "tea" }, { goodsId: "tea", skuId: "1" }] }),
    ],
    ["fee.discountAboveAmount", "/fees/0/feeDiscountAmount", withFee({ feeDiscountAmount: 501 })],
    ["sum.tooLarge", "/lines/0", withLine({ unitPrice: MAX })],
    [
      "sum.tooLarge",
      "/lines",
      { lines: ["a", "b"].map((goodsId) => ({ goodsId, unitPrice: MAX - 1, quantity: 1 })) },
    ],
    [
      "sum.tooLarge",
      "/fees",
      { lines: [{ ...line, unitPrice: MAX, quantity: 1 }], fees: [{ feeType: 1, feeAmount: 1 }] },
    ],
  ])("%s at %j", (code, path, request) => {
    const all = problems(request);
    const own = all.filter((each) => each.code === code && each.path === path);
    expect(own).toHaveLength(1);
    // One mistake is one problem. (The one with __proto__ has an empty list of lines beside it.)
    expect(all).toHaveLength(path.includes("__proto__") ? 2 : 1);
    for (const { message, messageZh } of own) {
      expect(message).not.toBe("");
      expect(messageZh).not.toBe("");
      expect(messageZh).not.toBe(message);
      expect(messageZh).toMatch(/[\u4e00-\u9fff]/);
      // What came is quoted as it came, in whatever language.
      expect(message.replace(/".*"/su, "")).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test.each([
    ["discountAmout", "discountAmount"],
    ["discount_amount", "discountAmount"],
    ["DiscountAmount", "discountAmount"],
    ["appliesTO", "appliesTo"],
    ["titel", "title"],
  ])("an unknown key %s is asked about: did you mean %s?", (key, meant) => {
    const problem = problems({ lines: [line], marketing: [{ ...coupon, [key]: 1 }] })[0] as Problem;
    expect(problem.message).toContain(`did you mean "${meant}"?`);
    expect(problem.messageZh).toContain(`"${meant}"`);
  });

  test("a key that is like no other gets the list of those there are", () => {
    const problem = problems({ lines: [line], marketing: [{ ...coupon, wholesaleTier: 1 }] })[0] as Problem;
    expect(problem.message).not.toContain("did you mean");
    for (const key of ["id", "discountAmount", "appliesTo"]) expect(problem.message).toContain(key);
  });

  test("a note may have 127 bytes in UTF-8, and not 128", () => {
    const noted = (note: string): string => decodePricingRequest(withMarketing({ note }))._tag;
    expect(noted("x".repeat(127))).toBe("Right");
    expect(noted("x".repeat(128))).toBe("Left");
    // 42 characters of three bytes are 126.
    expect(noted(`${"长".repeat(42)}x`)).toBe("Right");
    expect(noted(`${"长".repeat(42)}xx`)).toBe("Left");
    expect(noted(`${"😀".repeat(31)}xxx`)).toBe("Right");
    expect(noted(`${"😀".repeat(31)}xxxx`)).toBe("Left");
    expect(noted(`${"é".repeat(63)}x`)).toBe("Right");
    expect(noted("é".repeat(64))).toBe("Left");
  });

  test("quantity may be a thousand million, ids may be empty, amounts 0", () => {
    expect(
      rightOf(decodePricingRequest(withLine({ goodsId: "", unitPrice: 0, quantity: 1e9 }))).lines,
    ).toEqual([{ goodsId: "", unitPrice: 0, quantity: 1e9 }]);
  });

  test("the largest sum is 2^53 − 1 exactly", () => {
    const at = (feeAmount: number): unknown => ({
      lines: [{ goodsId: "a", unitPrice: MAX - 10, quantity: 1 }],
      fees: [{ feeType: 1, feeAmount }],
    });
    expect(decodePricingRequest(at(10))._tag).toBe("Right");
    expect(found(at(11))).toEqual([["sum.tooLarge", "/fees"]]);
  });

  test("one id with several codes is several marketing", () => {
    const request = withMarketing({}, { code: "a" }, { code: "b" }, { code: "" });
    expect(rightOf(decodePricingRequest(request)).marketing).toHaveLength(4);
  });

  test("one id in a level spelt as text and as number is one level", () => {
    const request = withMarketing({ discountRange: "2", code: "a" }, { discountRange: 2, code: "b" });
    expect(rightOf(decodePricingRequest(request)).marketing.map((each) => each.discountRange)).toEqual([
      2, 2,
    ]);
  });

  test("ids that JSON or a map might confuse are kept apart", () => {
    const ids = ["__proto__", "constructor", "toString", "a,b", '["a"]', "1", "01", " 1"];
    const lines = ids.map((goodsId) => ({ ...line, goodsId }));
    expect(decodePricingRequest({ lines })._tag).toBe("Right");
    const marketing = ids.flatMap((id) => [
      { ...coupon, id },
      ...ids.map((code) => ({ ...coupon, id, code })),
    ]);
    expect(decodePricingRequest({ lines, marketing })._tag).toBe("Right");
  });
});

test("a refusal always has a reason, even of an object whose fields are getters", () => {
  class Line {
    goodsId = "a";
    unitPrice = 1;
    quantity = 1;
    get skuId(): unknown {
      return 5;
    }
  }
  expect(leftOf(decodePricingRequest({ lines: [new Line()] }))).not.toEqual([]);
});

describe("a wrong shape hides nothing else", () => {
  test("lists whose shape is right are checked together all the same", () => {
    const line = { goodsId: "a", unitPrice: 100, quantity: 1 };
    const bad = decodePricingRequest({
      lines: [line, line],
      marketing: [
        { id: "m", type: 2, discountRange: 1, discountAmount: 1, title: "t", appliesTo: [{ goodsId: "b" }] },
        { id: "m", type: 2, discountRange: 2, discountAmount: 1, title: "t" },
      ],
      fees: [{ feeType: 1, feeAmount: 1, feeDiscountAmount: 2 }],
      discountAmout: 1,
    });
    expect(leftOf(bad).map(({ code, path }) => [code, path])).toEqual([
      ["value.unknownKey", "/discountAmout"],
      ["lines.duplicate", "/lines/1"],
      ["marketing.unknownLine", "/marketing/0/appliesTo/0"],
      ["marketing.level", "/marketing/1/discountRange"],
      ["fee.discountAboveAmount", "/fees/0/feeDiscountAmount"],
    ]);
  });

  test("references are not judged by lines that cannot be read", () => {
    const bad = decodePricingRequest({
      lines: [{ goodsId: 1, unitPrice: 100, quantity: 1 }],
      marketing: [
        { id: "m", type: 2, discountRange: 1, discountAmount: 1, title: "t", appliesTo: [{ goodsId: "1" }] },
      ],
    });
    expect(leftOf(bad).map(({ code, path }) => [code, path])).toEqual([["id.number", "/lines/0/goodsId"]]);
  });
});

describe("every problem at once", () => {
  test("of the shape", () => {
    expect(
      found({
        calculationType: 3,
        lines: [
          { goodsId: 1, unitPrice: 0.5, quantity: 0, colour: "red" },
          { goodsId: "b", unitPrice: 1 },
        ],
        marketing: [{ id: "m", type: 9, discountRange: 0, discountAmount: -1 }],
        fees: [{ feeType: 1 }],
        policy: { overDiscount: "ignore" },
        extra: 1,
      }).sort(),
    ).toEqual(
      [
        ["value.range", "/calculationType"],
        ["id.number", "/lines/0/goodsId"],
        ["value.notInteger", "/lines/0/unitPrice"],
        ["value.range", "/lines/0/quantity"],
        ["value.unknownKey", "/lines/0/colour"],
        ["value.required", "/lines/1/quantity"],
        ["value.range", "/marketing/0/type"],
        ["value.range", "/marketing/0/discountRange"],
        ["value.range", "/marketing/0/discountAmount"],
        ["value.required", "/marketing/0/title"],
        ["value.required", "/fees/0/feeAmount"],
        ["value.range", "/policy/overDiscount"],
        ["value.unknownKey", "/extra"],
      ].sort(),
    );
  });

  test("of what the parts say together", () => {
    expect(
      found({
        lines: [line, line, { ...line, goodsId: "b", skuId: "1" }, { ...line, goodsId: "c", unitPrice: MAX }],
        marketing: [
          coupon,
          { ...coupon, discountRange: 1 },
          { ...coupon, type: 4, appliesTo: [{ goodsId: "x" }] },
          coupon,
        ],
        fees: [{ ...fee, feeDiscountAmount: 501 }],
      }).sort(),
    ).toEqual(
      [
        ["lines.duplicate", "/lines/1"],
        ["lines.mixedSku", "/lines/2/skuId"],
        ["sum.tooLarge", "/lines/3"],
        ["marketing.level", "/marketing/1/discountRange"],
        ["marketing.type", "/marketing/2/type"],
        ["marketing.unknownLine", "/marketing/2/appliesTo/0"],
        ["marketing.duplicate", "/marketing/3"],
        ["fee.discountAboveAmount", "/fees/0/feeDiscountAmount"],
      ].sort(),
    );
  });

  test("a marketing that conflicts both in level and in type is told both", () => {
    expect(
      found({
        lines: [line],
        marketing: [coupon, { ...coupon, code: "k", discountRange: 1, type: 4 }],
      }).sort(),
    ).toEqual([
      ["marketing.level", "/marketing/1/discountRange"],
      ["marketing.type", "/marketing/1/type"],
    ]);
  });
});

describe("many lines and many marketing behave as few", () => {
  /** More lines than a scan is used for. They stand behind, so that places in front stay the same. */
  const padding = Array.from({ length: 40 }, (_, i) => ({ goodsId: `pad${i}`, unitPrice: 1, quantity: 1 }));
  const skuPadding = padding.map((each) => ({ ...each, skuId: "1" }));

  test.each([
    ["a duplicate", { lines: [line, line] }],
    ["a mixture of skus", { lines: [line, { ...line, goodsId: "b", skuId: "1" }] }],
    ["an unknown line", { lines: [line], marketing: [{ ...coupon, appliesTo: [{ goodsId: "nope" }] }] }],
    [
      "an unknown sku of a known goods",
      { lines: [line], marketing: [{ ...coupon, appliesTo: [{ goodsId: "tea", skuId: "nope" }] }] },
    ],
    ["nothing wrong", { lines: [line], marketing: [{ ...coupon, appliesTo: [{ goodsId: "tea" }] }] }],
  ])("%s", (_, request) => {
    const many = { ...request, lines: [...request.lines, ...padding] };
    const codes = (value: unknown): unknown => {
      const decoded = decodePricingRequest(value);
      return decoded._tag === "Right" ? [] : decoded.left;
    };
    expect(codes(many)).toEqual(codes(request));
  });

  test("a goods id without a sku id means all its skus, in a long order too", () => {
    for (const others of [[], skuPadding]) {
      const lines = [
        { goodsId: "tea", skuId: "1", unitPrice: 10, quantity: 1 },
        { goodsId: "tea", skuId: "2", unitPrice: 10, quantity: 1 },
        { goodsId: "cup", skuId: "1", unitPrice: 10, quantity: 1 },
        ...others,
      ];
      const shares = (appliesTo: object[]): number[] =>
        rightOf(price({ lines, marketing: [{ ...coupon, discountAmount: 10, appliesTo }] } as never))
          .lines.slice(0, 3)
          .map((each) => each.totalDiscountAmount);
      expect(shares([{ goodsId: "tea" }])).toEqual([5, 5, 0]);
      expect(shares([{ goodsId: "tea", skuId: "2" }])).toEqual([0, 10, 0]);
      // Naming a line twice does not make it weigh twice.
      expect(shares([{ goodsId: "tea" }, { goodsId: "tea", skuId: "2" }])).toEqual([5, 5, 0]);
    }
  });

  test("duplicates among many lines point to the first", () => {
    const lines = [...skuPadding, { ...skuPadding[7], unitPrice: 5 }, skuPadding[7]];
    const all = problems({ lines });
    expect(all.map(({ code, path }) => [code, path])).toEqual([
      ["lines.duplicate", "/lines/40"],
      ["lines.duplicate", "/lines/41"],
    ]);
    for (const { message, messageZh } of all) {
      expect(message).toContain("/lines/7 ");
      expect(messageZh).toContain("/lines/7 ");
    }
  });

  test("a hundred marketing, and one that comes again", () => {
    const marketing = Array.from({ length: 100 }, (_, i) => ({ ...coupon, id: `m${i}`, discountAmount: 1 }));
    expect(decodePricingRequest({ lines: [line], marketing })._tag).toBe("Right");
    expect(found({ lines: [line], marketing: [...marketing, marketing[3]] })).toEqual([
      ["marketing.duplicate", "/marketing/100"],
    ]);
  });
});

describe("decoding", () => {
  test("is idempotent", () => {
    fc.assert(
      fc.property(anyRequestArbitrary(), (request) => {
        const once = rightOf(decodePricingRequest(request));
        expect(rightOf(decodePricingRequest(once))).toEqual(once);
        expect(json(rightOf(decodePricingRequest(json(once))))).toEqual(json(once));
      }),
      { numRuns: 1_000 },
    );
  });

  test("never changes its input, nor does pricing", () => {
    fc.assert(
      fc.property(anyRequestArbitrary(), (request) => {
        const before = structuredClone(request);
        deepFreeze(request);
        decodePricingRequest(request);
        price(request);
        expect(request).toEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a negative zero is 0", () => {
    const request = rightOf(
      decodePricingRequest(
        JSON.parse(
          `{"lines":[{"goodsId":"a","unitPrice":-0,"quantity":1}],
            "marketing":[{"id":"m","type":2,"discountRange":2,"discountAmount":-0,"title":"","sequence":-0,"value":-0}],
            "fees":[{"feeType":1,"feeAmount":-0,"feeDiscountAmount":-0}]}`,
        ),
      ),
    );
    expect(Object.is(request.lines[0]?.unitPrice, 0)).toBe(true);
    expect(Object.is(request.marketing[0]?.discountAmount, 0)).toBe(true);
    expect(Object.is(request.fees[0]?.feeAmount, 0)).toBe(true);
    expect(Object.is(request.fees[0]?.feeDiscountAmount, 0)).toBe(true);
    // toBe tells -0 from 0: these two are numbers that pass through.
    expect(request.marketing[0]?.sequence).toBe(0);
    expect(request.marketing[0]?.value).toBe(0);
  });

  test("keys that an object inherits count as its own, and what every object inherits does not", () => {
    const inherits = Object.create({ goodsId: "a", unitPrice: 1, quantity: 1 }) as object;
    expect(rightOf(decodePricingRequest({ lines: [inherits] })).lines).toEqual([
      { goodsId: "a", unitPrice: 1, quantity: 1 },
    ]);
    expect(decodePricingRequest(Object.assign(Object.create(null), { lines: [line] }) as object)._tag).toBe(
      "Right",
    );
  });

  test("a free object may nest 64 deep, and no deeper", () => {
    const nest = (depth: number): unknown => (depth === 1 ? {} : { inside: nest(depth - 1) });
    const extended = (marketingExtend: unknown): unknown => ({
      lines: [line],
      marketing: [{ ...coupon, marketingExtend }],
    });
    expect(decodePricingRequest(extended(nest(64)))._tag).toBe("Right");
    expect(found(extended(nest(65)))).toEqual([["value.range", "/marketing/0/marketingExtend"]]);
    const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    expect(found(extended(JSON.parse(deep)))).toEqual([["value.range", "/marketing/0/marketingExtend"]]);
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    cyclic.again = cyclic;
    expect(decodePricingRequest(extended(cyclic))._tag).toBe("Left");
  });
});

describe("anything at all", () => {
  const check = (value: unknown): boolean => {
    const decoded = decodePricingRequest(value);
    if (decoded._tag === "Right") return true;
    expect(decoded.left.length).toBeGreaterThan(0);
    for (const { code, path, message, messageZh } of decoded.left) {
      expect(code).toMatch(/^[a-z]+\.[a-zA-Z0-9]+$/);
      expect(path).toMatch(/^(\/([^~/]|~[01])*)*$/su);
      expect(message.length).toBeGreaterThan(0);
      expect(messageZh.length).toBeGreaterThan(0);
    }
    return false;
  };

  test("either decodes or has problems, and nothing throws", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true }),
        (value) => {
          expect(check(value)).toBe(false);
          check({ lines: value });
          check({ lines: [value] });
          check({ lines: [line], marketing: [value], fees: [value], policy: value });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("valid requests with something spoilt", () => {
    let tried = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        anyRequestArbitrary().chain((request) => spoilt(request)),
        (value) => {
          tried += 1;
          if (!check(value)) refused += 1;
          expect(price(value as never)._tag).toMatch(/Left|Right/);
        },
      ),
      { numRuns: 5_000 },
    );
    expect(refused).toBeGreaterThan(tried / 2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("a list with a constructor of its own is a list", () => {
    // Array.prototype.map asks a list for its constructor.
    const lines = Object.assign([line], { constructor: { [Symbol.species]: 1 } });
    expect(() => decodePricingRequest({ lines })).not.toThrow();
  });

  /** Each codec with a source of values that it accepts. */
  const quoted = anyRequestArbitrary({ fees: false })
    .map((request) => price({ ...request, policy: { ...request.policy, overDiscount: "clamp" } } as never))
    .filter((quote) => quote._tag === "Right")
    .map(rightOf);
  const GUARDED: readonly (readonly [Guarded<never>, fc.Arbitrary<unknown>])[] = (
    [
      [LineItemCodec, fc.constant(line)],
      [LineReferenceCodec, fc.constant({ goodsId: "a", skuId: "1" })],
      [FeeCodec, fc.constant({ ...fee, feeDiscountAmount: 1, feeDesc: "" })],
      [
        MarketingCodec,
        fc.constant({ ...coupon, note: "n", appliesTo: [{ goodsId: "a" }], marketingExtend: {} }),
      ],
      [PolicyCodec, fc.constant({ ...DEFAULT_POLICY })],
      [pluginOrderAmounts, quoted.map((quote) => rightOf(toPluginOrder(quote)))],
      [pluginDiscountInfoAmounts, quoted.map((quote) => rightOf(toPluginOrder(quote)).discountInfo)],
      [openApiOrderAmounts, quoted.map((quote) => rightOf(toOpenApiOrder(quote)))],
      [openApiDetailAmounts, quoted.map((quote) => rightOf(toOpenApiOrder(quote)).price_calculation_detail)],
      [
        PreCreateOrderCodec,
        fc.constant({
          goods: [{ goods_id: "a", origin_price: 2, price: 1, quantity: 1 }],
          total_amount: 2,
          discount: 1,
          item_order_info_list: [{ goods_id: "a", price: 1 }],
        }),
      ],
      [
        openApiResponseAmounts,
        fc.constant({
          data: { item_order_info_list: [{ goods_id: "a", item_order_detail: [{ price: 1 }] }] },
        }),
      ],
    ] as const
  ).map(([codec, valid]) => [
    codec as unknown as Guarded<never>,
    (valid as fc.Arbitrary<unknown>).filter((value) => value !== undefined),
  ]);

  test.each(GUARDED.map(([codec, valid]) => [codec.name, codec, valid] as const))(
    "guard and explanation of %s agree",
    (_, codec, valid) => {
      const agree = (value: unknown): void => {
        const explained = codec.explain(value, [{ key: "", type: codec, actual: value }]);
        expect(explained.length === 0).toBe(codec.accepts(value));
        expect(codec.is(value)).toBe(codec.accepts(value));
        expect(codec.decode(value)._tag).toBe(codec.accepts(value) ? "Right" : "Left");
      };
      fc.assert(fc.property(valid, agree), { numRuns: 30 });
      fc.assert(fc.property(fc.anything(), agree), { numRuns: 300 });
      fc.assert(
        fc.property(
          valid.chain((value) => spoilt(value)),
          agree,
        ),
        { numRuns: 400 },
      );
    },
  );
});

describe("Guarded codecs are io-ts types", () => {
  test("is, validate, decode, encode, name", () => {
    expect(LineItemCodec).toBeInstanceOf(t.Type);
    expect(LineItemCodec).toBeInstanceOf(Guarded);
    expect(LineItemCodec.name).toBe("LineItem");
    expect(LineItemCodec.is(line)).toBe(true);
    expect(LineItemCodec.is({ ...line, quantity: 0 })).toBe(false);
    expect(LineItemCodec.encode(line)).toBe(line);
    // What is accepted is returned as it is: no copy is made.
    expect(rightOf(LineItemCodec.decode(line))).toBe(line);
    const errors = leftOf(LineItemCodec.decode({ ...line, quantity: 0 }));
    expect(errors[0]?.context.map((entry) => entry.key)).toEqual(["", "quantity"]);
    expect(errors[0]?.value).toBe(0);
  });

  test("the request's codec too: it knows what it made", () => {
    const request = rightOf(PricingRequestCodec.decode({ lines: [line] }));
    expect(PricingRequestCodec).toBeInstanceOf(t.Type);
    expect(PricingRequestCodec.is(request)).toBe(true);
    expect(PricingRequestCodec.is({ lines: [line] })).toBe(false);
    expect(PricingRequestCodec.is(structuredClone(request))).toBe(false);
    expect(PricingRequestCodec.encode(request)).toBe(request);
    expect(leftOf(PricingRequestCodec.decode({})).length).toBe(1);
  });

  test("PathReporter of io-ts prints our messages", () => {
    const report = PathReporter.report(PricingRequestCodec.decode({ lines: [{ ...line, quantity: 0 }] }));
    expect(report).toHaveLength(1);
    expect(report[0]).toMatch(/expected an integer from 1 to 1000000000, got the number 0/);
    expect(PathReporter.report(LineItemCodec.decode(line))).toEqual(["No errors!"]);
  });

  test("the codec of each place is named after what stands there", () => {
    const wrong = {
      calculationType: 9,
      lines: [{ goodsId: 1, unitPrice: -1, quantity: 0 }],
      marketing: [
        {
          type: 9,
          discountRange: 9,
          note: 1,
          kind: 9,
          creatorType: 9,
          appliesTo: [{ goodsId: 1 }],
          units: [{ goodsId: 1, from: -1, count: 0 }],
        },
      ],
      fees: [{ feeType: 9 }],
      policy: { apportionment: 9, basis: 9, overDiscount: 9, itemEntries: 9, maxItemEntries: 0 },
    };
    const names = new Map(
      leftOf(PricingRequestCodec.decode(wrong)).flatMap(({ context }) =>
        context.map(({ type }, i) => [pointer(...context.slice(1, i + 1).map(({ key }) => key)), type.name]),
      ),
    );
    expect(Object.fromEntries(names)).toMatchObject({
      "": "PricingRequest",
      "/calculationType": "CalculationType",
      "/lines": "Lines",
      "/lines/0": "LineItem",
      "/lines/0/quantity": "Quantity",
      "/marketing": "MarketingList",
      "/marketing/0": "Marketing",
      "/marketing/0/type": "MarketingType",
      "/marketing/0/discountRange": "DiscountRange",
      "/marketing/0/note": "Note",
      "/marketing/0/kind": "MarketingKind",
      "/marketing/0/creatorType": "CreatorType",
      "/marketing/0/appliesTo": "LineReferences",
      "/marketing/0/appliesTo/0": "LineReference",
      "/marketing/0/units": "UnitDiscounts",
      "/marketing/0/units/0": "UnitDiscount",
      "/marketing/0/units/0/from": "UnitPosition",
      "/marketing/0/units/0/count": "UnitCount",
      "/fees": "Fees",
      "/fees/0": "Fee",
      "/fees/0/feeType": "FeeType",
      "/policy": "Policy",
      "/policy/apportionment": "Apportionment",
      "/policy/basis": "Basis",
      "/policy/overDiscount": "OverDiscount",
      "/policy/itemEntries": "ItemEntries",
      "/policy/maxItemEntries": "MaxItemEntries",
    });
    expect(PricingRequestInputCodec.name).toBe("PricingRequestInput");
  });

  test("they compose with the user's own codecs, and places stay right", () => {
    const Envelope = t.type({ shop: t.string, order: PricingRequestCodec, also: t.array(LineItemCodec) });
    const good = Envelope.decode({ shop: "s", order: { lines: [line] }, also: [line] });
    expect(rightOf(good).order.policy).toEqual(DEFAULT_POLICY);
    const bad = Envelope.decode({
      shop: 5,
      order: { lines: [line, line], extra: 1 },
      also: [line, { ...line, goodsId: 1 }],
    });
    expect(problemsOf(leftOf(bad)).map(({ code, path }) => [code, path])).toEqual([
      ["value.type", "/shop"],
      ["value.unknownKey", "/order/extra"],
      ["lines.duplicate", "/order/lines/1"],
      ["id.number", "/also/1/goodsId"],
    ]);
    // Problems beside the shape have the right place as well.
    const twice = t.array(PricingRequestCodec).decode([{ lines: [line] }, { lines: [line, line] }]);
    expect(problemsOf(leftOf(twice)).map(({ code, path }) => [code, path])).toEqual([
      ["lines.duplicate", "/1/lines/1"],
    ]);
    for (const problem of problemsOf(leftOf(bad))) {
      expect(problem.message).not.toBe("");
      expect(problem.messageZh).not.toBe("");
    }
  });

  test("t.union, t.partial, t.readonlyArray and pipe work", () => {
    expect(t.union([LineItemCodec, t.null]).decode(null)._tag).toBe("Right");
    expect(t.partial({ line: LineItemCodec }).decode({})._tag).toBe("Right");
    expect(t.readonlyArray(FeeCodec).decode([fee])._tag).toBe("Right");
    expect(t.unknown.pipe(LineItemCodec).decode(line)._tag).toBe("Right");
  });
});

describe("pointer", () => {
  test("escapes as RFC 6901 says", () => {
    expect(pointer()).toBe("");
    expect(pointer("")).toBe("/");
    expect(pointer("a/b", "m~n", 0, "~1", " ")).toBe("/a~1b/m~0n/0/~01/ ");
  });

  test("leads back to the value", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), (tokens) => {
        const back = pointer(...tokens)
          .split("/")
          .slice(1)
          .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
        expect(back).toEqual(tokens);
      }),
    );
  });
});
