import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeWith, type Guarded } from "../../src/codec/Guarded.js";
import { answerCustomGoodsCallback } from "../../src/platform/custom-goods/answerCustomGoodsCallback.js";
import {
  isSubmitCustomGoodsErrorNo,
  submitCustomGoodsErrors,
} from "../../src/platform/custom-goods/errorCodes.js";
import {
  CustomGoodsCallbackCodec,
  CustomGoodsCallbackReplyCodec,
  SubmitCustomGoodsFailureCodec,
  type SubmitCustomGoodsOptions,
  SubmitCustomGoodsOptionsCodec,
  SubmitCustomGoodsSuccessCodec,
} from "../../src/platform/custom-goods/SubmitCustomGoods.js";
import { orderIdOf, submitCustomGoodsRules } from "../../src/platform/custom-goods/submitCustomGoodsRules.js";
import {
  CUSTOM_GOODS_BASE_LIBRARY,
  CUSTOM_GOODS_DOUYIN_APP,
  customGoodsSince,
} from "../../src/platform/custom-goods/versions.js";
import { loosen } from "../../src/platform/wire/loosen.js";
import { customGoodsNotes } from "../../src/reference/customGoodsNotes.js";
import { leftOf, rightOf } from "../support/either.js";
import { deepFreeze, spoilt } from "./junk.js";

const noop = (): void => {};

/** The document's own sample. */
const sample = deepFreeze({
  orderId: "xxxx",
  filePath: "ttfile://abc",
  customData: { text: [{ id: 1, key: "手镯颜色", content: "黑色" }], extra: {} },
  success: noop,
  fail: noop,
  complete: noop,
});

const withData = (data: object): object => ({ ...sample, customData: { ...sample.customData, ...data } });
const withText = (more: object): object => withData({ text: [{ ...sample.customData.text[0], ...more }] });
const withImage = (more: object): object =>
  withData({ image: [{ id: 1, url: "https://a.cn/b.jpg", ...more }] });

const without = (value: object, key: string): object => {
  const { [key]: _, ...rest } = value as Record<string, unknown>;
  return rest;
};

type Found = readonly (readonly [code: string, path: string])[];

const problemsOf = <A>(codec: Guarded<A>, value: unknown): Found =>
  leftOf(decodeWith(codec, value)).map(({ code, path }) => [code, path] as const);
const refusal = (value: unknown): Found => problemsOf(SubmitCustomGoodsOptionsCodec, value);
const isTaken = (value: unknown): boolean => SubmitCustomGoodsOptionsCodec.is(value);

describe("options", () => {
  test("the document's sample is taken as it is", () => {
    expect(rightOf(decodeWith(SubmitCustomGoodsOptionsCodec, sample))).toBe(sample);
    expect(SubmitCustomGoodsOptionsCodec.encode(sample)).toBe(sample);
  });

  test("so are keys that the document does not name, wherever they stand", () => {
    const more = deepFreeze({
      ...sample,
      newField: 1,
      customData: {
        newField: [1],
        image: [{ id: 2, url: "https://a.cn/b.jpg", newField: null }],
        text: [{ id: 1, key: "", content: "", newField: {} }],
        extra: { deep: [{ er: "x" }] },
      },
    });
    expect(rightOf(decodeWith(SubmitCustomGoodsOptionsCodec, more))).toBe(more);
  });

  test("as JSON they have no functions, and come back the same", () => {
    const json = JSON.stringify({ ...sample, newField: "新" });
    expect(JSON.stringify(rightOf(decodeWith(SubmitCustomGoodsOptionsCodec, JSON.parse(json))))).toBe(json);
  });

  test("what is required", () => {
    expect(refusal({})).toEqual([
      ["value.required", "/filePath"],
      ["value.required", "/customData"],
    ]);
    expect(refusal({ ...sample, customData: {} })).toEqual([["value.required", "/customData/text"]]);
    expect(refusal(withData({ text: [{}], image: [{}] }))).toEqual([
      ["value.required", "/customData/text/0/id"],
      ["value.required", "/customData/text/0/key"],
      ["value.required", "/customData/text/0/content"],
      ["value.required", "/customData/image/0/id"],
      ["value.required", "/customData/image/0/url"],
    ]);
  });

  test("what is optional may be absent, undefined or null", () => {
    for (const key of ["orderId", "success", "fail", "complete"]) {
      expect(isTaken(without(sample, key)), key).toBe(true);
      expect(isTaken({ ...sample, [key]: undefined }), key).toBe(true);
      expect(isTaken({ ...sample, [key]: null }), key).toBe(true);
    }
    expect(isTaken({ ...sample, customData: { text: [] } })).toBe(true);
    expect(isTaken(withData({ image: null, extra: null }))).toBe(true);
    expect(isTaken({ ...sample, filePath: null })).toBe(false);
    expect(isTaken(withData({ text: null }))).toBe(false);
  });

  test("types", () => {
    expect(refusal({ ...sample, orderId: 123 })).toEqual([["id.number", "/orderId"]]);
    expect(refusal({ ...sample, success: "f", fail: {}, complete: 1 })).toEqual([
      ["value.type", "/success"],
      ["value.type", "/fail"],
      ["value.type", "/complete"],
    ]);
    expect(refusal(withData({ extra: [] }))).toEqual([["value.type", "/customData/extra"]]);
    expect(refusal(withData({ extra: "{}" }))).toEqual([["value.type", "/customData/extra"]]);
    expect(refusal(withText({ id: "1" }))).toEqual([["value.type", "/customData/text/0/id"]]);
    expect(refusal(withText({ key: 1, content: null }))).toEqual([
      ["value.type", "/customData/text/0/key"],
      ["value.type", "/customData/text/0/content"],
    ]);
    expect(isTaken(withText({ id: Number.MAX_SAFE_INTEGER }))).toBe(true);
    expect(refusal(withText({ id: Number.MAX_SAFE_INTEGER + 1 }))).toEqual([
      ["value.range", "/customData/text/0/id"],
    ]);
    expect(refusal(withText({ id: 1.5 }))).toEqual([["value.notInteger", "/customData/text/0/id"]]);
  });

  test("filePath is of the protocol ttfile", () => {
    for (const path of ["ttfile://a", "ttfile://temp/图 1.jpg", "ttfile://user/a\nb"])
      expect(isTaken({ ...sample, filePath: path }), path).toBe(true);
    for (const path of [
      "",
      "ttfile://",
      "ttfile:/a",
      " ttfile://a",
      "TTFILE://a",
      "http://a/ttfile://b",
      "\nttfile://a",
    ])
      expect(refusal({ ...sample, filePath: path }), path).toEqual([["value.format", "/filePath"]]);
    expect(refusal({ ...sample, filePath: 1 })).toEqual([["value.type", "/filePath"]]);
  });

  test("an image's url is https", () => {
    for (const url of ["https://a", "HTTPS://a.cn/b", "https://a.cn:8443/图.jpg?x=1#y"])
      expect(isTaken(withImage({ url })), url).toBe(true);
    for (const url of [
      "",
      "https://",
      "https:///a",
      "https://?a",
      "http://a.cn",
      "httpsx://a",
      "//a.cn",
      "https://a b",
      "https://a\n",
      " https://a",
      "ftp://https://a",
    ])
      expect(refusal(withImage({ url })), url).toEqual([["value.format", "/customData/image/0/url"]]);
  });

  test("long text takes linear time", () => {
    const timeOf = (url: string): number => {
      const start = performance.now();
      expect(isTaken(withImage({ url }))).toBe(false);
      expect(isTaken({ ...sample, filePath: `x${url}` })).toBe(false);
      return performance.now() - start;
    };
    // Of quadratic time, a million characters would take minutes.
    expect(timeOf(`https://${"a".repeat(1_000_000)} `)).toBeLessThan(1000);
    expect(timeOf(`https://${"https://".repeat(125_000)}\n`)).toBeLessThan(1000);
  });

  test("spoilt options are refused with reasons, never a throw", () => {
    const json = without(without(without(sample, "success"), "fail"), "complete");
    fc.assert(
      fc.property(
        spoilt({ ...json, customData: { ...sample.customData, image: [{ id: 1, url: "https://a" }] } }),
        (value) => {
          const decoded = decodeWith(SubmitCustomGoodsOptionsCodec, value);
          if (decoded._tag === "Right") expect(decoded.right).toBe(value);
          else expect(decoded.left.length).toBeGreaterThan(0);
          for (const rule of submitCustomGoodsRules)
            rule.check(loosen(SubmitCustomGoodsOptionsCodec, value), { breaks: noop, cannotCheck: noop }, {});
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("results and callback", () => {
  test("what success and fail are called with", () => {
    const good = deepFreeze({ errMsg: "submitEcCustomGoods:ok", newField: 1 });
    expect(rightOf(decodeWith(SubmitCustomGoodsSuccessCodec, good))).toBe(good);
    expect(problemsOf(SubmitCustomGoodsSuccessCodec, {})).toEqual([["value.required", "/errMsg"]]);
    const bad = deepFreeze({ errNo: 99999, errMsg: "x" });
    expect(rightOf(decodeWith(SubmitCustomGoodsFailureCodec, bad))).toBe(bad);
    expect(problemsOf(SubmitCustomGoodsFailureCodec, { errNo: "21503" })).toEqual([
      ["value.type", "/errNo"],
      ["value.required", "/errMsg"],
    ]);
  });

  test("the callback has one order at least", () => {
    expect(rightOf(answerCustomGoodsCallback({ order_ids: ["4781"], newField: 1 }))).toEqual({
      orderIds: ["4781"],
      reply: { err_no: 0, err_msg: "" },
    });
    expect(rightOf(answerCustomGoodsCallback({ order_ids: ["1", "2"] })).orderIds).toEqual(["1", "2"]);
    const codes = (body: unknown): Found =>
      leftOf(answerCustomGoodsCallback(body)).map(({ code, path }) => [code, path] as const);
    expect(codes({ order_ids: [] })).toEqual([["value.empty", "/order_ids"]]);
    expect(codes({ order_ids: "4781" })).toEqual([["value.type", "/order_ids"]]);
    expect(codes({ order_ids: ["1", 2] })).toEqual([["id.number", "/order_ids/1"]]);
    expect(codes({})).toEqual([["value.required", "/order_ids"]]);
    expect(codes('{"order_ids":["1"]}')).toEqual([["value.type", ""]]);
    expect(codes(undefined)).toEqual([["value.type", ""]]);
  });

  test("our reply is one of the platform's", () => {
    const { reply } = rightOf(answerCustomGoodsCallback({ order_ids: ["1"] }));
    expect(CustomGoodsCallbackReplyCodec.is(reply)).toBe(true);
    expect(CustomGoodsCallbackReplyCodec.is({})).toBe(true);
    expect(CustomGoodsCallbackReplyCodec.is({ err_no: "0" })).toBe(false);
  });
});

describe("rules", () => {
  const broken = (options: unknown): unknown[] => {
    const found: unknown[] = [];
    for (const rule of submitCustomGoodsRules)
      rule.check(
        loosen<SubmitCustomGoodsOptions>(SubmitCustomGoodsOptionsCodec, options),
        {
          breaks: (at, actual, expected) => found.push([rule.code, at.join("/"), actual, expected]),
          cannotCheck: () => found.push("cannotCheck"),
        },
        {},
      );
    return found;
  };

  test("the sample breaks none", () => {
    expect(broken(sample)).toEqual([]);
  });

  test("the order's id is needed unless the page has it", () => {
    const missing = (actual: unknown): unknown[] => [
      ["customGoods.orderIdEmpty", "orderId", actual, undefined],
    ];
    expect(broken(without(sample, "orderId"))).toEqual(missing(undefined));
    expect(broken({ ...sample, orderId: null })).toEqual(missing(null));
    expect(broken({ ...sample, orderId: "" })).toEqual(missing(""));
    expect(broken({ ...sample, orderId: "0" })).toEqual([]);
  });

  test("images are not supported yet", () => {
    expect(broken(withData({ image: [] }))).toEqual([]);
    expect(broken(withData({ image: null }))).toEqual([]);
    expect(broken(withImage({}))).toEqual([
      ["customGoods.imageUnsupported", "customData/image", [{ id: 1, url: "https://a.cn/b.jpg" }], undefined],
    ]);
  });

  test("what is refused by type hides nothing else, and is not said to be missing", () => {
    const images = { text: "x", image: [{ id: "1" }] };
    const found = broken({ orderId: "", filePath: 1, customData: images }) as unknown[][];
    expect(found.map(([code, path]) => [code, path])).toEqual([
      ["customGoods.orderIdEmpty", "orderId"],
      ["customGoods.imageUnsupported", "customData/image"],
    ]);
    expect(broken({ ...sample, orderId: 4781 })).toEqual([]);
  });

  test("they only advise, cite the document, and name fields that exist", () => {
    const codes = submitCustomGoodsRules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, severity, source, fields, says } of submitCustomGoodsRules) {
      expect(code).toMatch(/^customGoods\.[a-z]+[A-Za-z]*$/);
      expect(severity).toBe("warning");
      expect(source.document).toBe("plugin-submit-ec-custom-goods");
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) {
        const [table, name] = field.split(".") as [string, string];
        expect(customGoodsNotes[table]?.[name], field).toBeDefined();
      }
      expect(says.en).not.toMatch(/\.$/);
      expect(says.zh).not.toMatch(/。$/);
    }
  });
});

describe("the order's id", () => {
  test("the page's wins", () => {
    expect(rightOf(orderIdOf({ orderId: "2" }, { order_id: "1" }))).toBe("1");
    expect(rightOf(orderIdOf({}, { order_id: "1", sku_id: "3" }))).toBe("1");
  });

  test("the options' stands in where the page has none", () => {
    for (const query of [
      undefined,
      {},
      { order_id: "" },
      { order_id: undefined },
      { orderId: "9" },
      { order_id: 9 },
    ])
      expect(rightOf(orderIdOf({ orderId: "2" }, query))).toBe("2");
    expect(rightOf(orderIdOf({ orderId: "2" }, null as never))).toBe("2");
  });

  test("without either it is the platform's error 21503", () => {
    for (const orderId of [undefined, null, ""])
      for (const query of [undefined, {}, { order_id: "" }]) {
        const problems = leftOf(orderIdOf({ orderId }, query));
        expect(problems.map(({ code, path }) => [code, path])).toEqual([
          ["customGoods.orderIdEmpty", "/orderId"],
        ]);
        expect(problems[0]?.message).toContain("21503");
        expect(problems[0]?.messageZh).toContain("21503");
      }
  });
});

describe("error codes", () => {
  const all = [10101, 10301, 20000, 21500, 21501, 21502, 21503, 21655, 21660, 21661, 21662];

  test("each of the document is there, with words in both languages", () => {
    expect(Object.keys(submitCustomGoodsErrors).map(Number)).toEqual(all);
    for (const { meaning, whatToDo } of Object.values(submitCustomGoodsErrors))
      for (const { en, zh } of [meaning, whatToDo]) {
        expect(en).toMatch(/^[\x20-\x7e]+$/);
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
      }
  });

  test("only what may pass by itself is to be tried again", () => {
    const again = Object.entries(submitCustomGoodsErrors).filter(([, { canRetry }]) => canRetry);
    expect(again.map(([errNo]) => Number(errNo))).toEqual([21501, 21502, 21655]);
  });

  test("the guard knows them and nothing else", () => {
    for (const errNo of all) {
      expect(isSubmitCustomGoodsErrorNo(errNo)).toBe(true);
      expect(isSubmitCustomGoodsErrorNo(String(errNo))).toBe(false);
    }
    for (const other of [
      0,
      -0,
      21504,
      10101.5,
      Number.NaN,
      "toString",
      "__proto__",
      [10101],
      null,
      undefined,
      {},
    ])
      expect(isSubmitCustomGoodsErrorNo(other)).toBe(false);
  });
});

describe("the reference", () => {
  /** The fields of a codec's tables, by the table's name. */
  const tablesOf = (codec: {
    readonly name: string;
    readonly shape: Guarded<unknown>["shape"];
  }): [string, string[]][] => {
    const { shape } = codec;
    if (shape._tag === "list") return tablesOf(shape.item);
    if (shape._tag !== "record") return [];
    return [
      [codec.name, shape.fields.map(({ key }) => key).sort()],
      ...shape.fields.flatMap(({ part }) => tablesOf(part)),
    ];
  };
  const versioned = [
    SubmitCustomGoodsOptionsCodec,
    SubmitCustomGoodsSuccessCodec,
    SubmitCustomGoodsFailureCodec,
  ].flatMap(tablesOf);
  const unversioned = [CustomGoodsCallbackCodec, CustomGoodsCallbackReplyCodec].flatMap(tablesOf);
  const keysOf = (tables: Readonly<Record<string, object>>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(tables).map(([name, fields]) => [name, Object.keys(fields).sort()]));

  test("has a note for every field, and none for another", () => {
    expect(keysOf(customGoodsNotes)).toEqual(Object.fromEntries([...versioned, ...unversioned]));
    for (const fields of Object.values(customGoodsNotes))
      for (const { en, zh } of Object.values(fields)) {
        expect(en).toMatch(/^[A-Z].*\.$/);
        expect(zh).toMatch(/。$/);
      }
  });

  test("says since when, where the document does", () => {
    expect(keysOf(customGoodsSince)).toEqual(Object.fromEntries(versioned));
    const versions = new Set(Object.values(customGoodsSince).flatMap((fields) => Object.values(fields)));
    expect([...versions]).toEqual(["2.52.0.0"]);
    expect([CUSTOM_GOODS_BASE_LIBRARY, CUSTOM_GOODS_DOUYIN_APP]).toEqual(["3.43.0.0", "31.8.0"]);
  });

  test("each table says where it stands in the document", () => {
    const sectionsOf = (codec: {
      readonly name: string;
      readonly shape: Guarded<unknown>["shape"];
    }): [string, unknown][] => {
      const { shape } = codec;
      if (shape._tag === "list") return sectionsOf(shape.item);
      if (shape._tag !== "record") return [];
      return [[codec.name, shape.section], ...shape.fields.flatMap(({ part }) => sectionsOf(part))];
    };
    const codecs = [
      SubmitCustomGoodsOptionsCodec,
      SubmitCustomGoodsSuccessCodec,
      SubmitCustomGoodsFailureCodec,
      CustomGoodsCallbackCodec,
      CustomGoodsCallbackReplyCodec,
    ];
    expect(Object.fromEntries(codecs.flatMap(sectionsOf))).toEqual({
      SubmitCustomGoodsOptions: "参数说明",
      CustomGoodsData: "customData",
      CustomGoodsImage: "customData.image",
      CustomGoodsText: "customData.text",
      SubmitCustomGoodsSuccess: "回调成功",
      SubmitCustomGoodsFailure: "回调失败",
      CustomGoodsCallback: "定制成功回调开发者接口",
      CustomGoodsCallbackReply: "定制成功回调开发者接口",
    });
  });
});
