/**
 * OpenAPI create_order, body and answer: each field, limit and rule with a value just inside and one just outside.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeWith, type Guarded } from "../../src/codec/Guarded.js";
import { pointer } from "../../src/codec/Problem.js";
import type { Part } from "../../src/codec/Shape.js";
import {
  createOrderAnswerRules,
  OpenApiOrderResponseCodec,
} from "../../src/platform/openapi/CreateOrderAnswer.js";
import {
  OpenApiOrderCodec,
  OpenApiPriceCalculationDetailCodec,
} from "../../src/platform/openapi/CreateOrderBody.js";
import { openApiDetailRules, openApiOrderRules } from "../../src/platform/openapi/openApiOrderRules.js";
import { loosen } from "../../src/platform/wire/loosen.js";
import type { Loose, Rule } from "../../src/platform/wire/Rule.js";
import { openApiNotes } from "../../src/reference/openApiNotes.js";
import { leftOf, rightOf } from "../support/either.js";

type Json = Record<string, unknown>;

const golden = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8")) as Json;

const BODIES = ["goods-list", "sku-library", "sku-nonlibrary"] as const;
const body = (name: (typeof BODIES)[number]): Json => golden(`openapi-v2-create-order-${name}`);
const ANSWER = "openapi-low-version-create-order-response";

/** A copy with a value put at a path, or taken out where it is undefined. */
const put = (whole: Json, path: string, value: unknown): Json => {
  const copy = structuredClone(whole);
  const keys = path.split("/");
  const last = keys.pop() as string;
  let parent: Json = copy;
  for (const key of keys) parent = parent[key] as Json;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
};

const problemsIn = <A>(codec: Guarded<A>, payload: unknown): (readonly [string, string])[] => {
  const decoded = decodeWith(codec, payload);
  return decoded._tag === "Right" ? [] : decoded.left.map(({ code, path }) => [code, path]);
};

type Broken = readonly [code: string, path: string, ...expected: readonly unknown[]];

const broken = <A>(rules: readonly Rule<A>[], payload: Loose<A>): Broken[] => {
  const found: Broken[] = [];
  for (const rule of rules)
    rule.check(
      payload,
      {
        breaks: (at, _actual, expected) =>
          found.push([rule.code, pointer(...at), ...(expected === undefined ? [] : [expected])]),
        cannotCheck: () => {
          throw new Error("none of these rules needs a context");
        },
      },
      {},
    );
  return found;
};

const brokenBy = (payload: Json): Broken[] => broken(openApiOrderRules, payload as never);

const GOODS = body("goods-list");
const SKU = body("sku-nonlibrary");
const DETAIL = GOODS["price_calculation_detail"] as Json;
const goods = (change: Json): Json =>
  put(GOODS, "goods_list/0", { ...(GOODS["goods_list"] as [Json])[0], ...change });
const sku = (change: Json): Json => put(SKU, "sku_list/0", { ...(SKU["sku_list"] as [Json])[0], ...change });

describe("the platform's samples", () => {
  test.each(BODIES)("%s decodes to itself and keeps every rule", (name) => {
    const sample = body(name);
    const before = structuredClone(sample);
    const decoded = rightOf(OpenApiOrderCodec.decode(sample));
    expect(decoded).toBe(sample);
    expect(decoded).toEqual(before);
    expect(brokenBy(sample)).toEqual([]);
  });

  test("a bare detail decodes to itself and keeps every rule", () => {
    expect(rightOf(OpenApiPriceCalculationDetailCodec.decode(DETAIL))).toBe(DETAIL);
    expect(broken(openApiDetailRules, DETAIL as never)).toEqual([]);
  });

  test("the answer decodes to itself and keeps every rule", () => {
    const sample = golden(ANSWER);
    expect(rightOf(OpenApiOrderResponseCodec.decode(sample))).toBe(sample);
    expect(broken(createOrderAnswerRules, sample as never)).toEqual([]);
  });

  test("unknown keys stay, null is nothing", () => {
    const odd = { ...goods({ new_field: { a: [1] }, merchant_uid: null }), cp_book_info: {}, extra: null };
    expect(rightOf(OpenApiOrderCodec.decode(odd))).toBe(odd);
    expect(brokenBy(odd)).toEqual([]);
  });
});

/** So many bytes of text: Chinese characters have 3 each. */
const bytes = (count: number): string => "团".repeat(Math.floor(count / 3)) + "x".repeat(count % 3);

describe("limits of the body", () => {
  const marketing = "price_calculation_detail/order_discount_detail/marketing_detail_info/0";
  const item = "price_calculation_detail/item_discount_detail/0";

  test.each<
    [path: string, inside: readonly unknown[], outside: readonly (readonly [unknown, code: string])[]]
  >([
    [
      "goods_list/0/goods_title",
      [bytes(1), bytes(256)],
      [
        ["", "value.empty"],
        [bytes(257), "value.tooLong"],
      ],
    ],
    [
      "out_order_no",
      [bytes(64)],
      [
        [bytes(65), "value.tooLong"],
        [132324, "value.type"],
      ],
    ],
    [
      "cp_extra",
      ["", bytes(2048)],
      [
        [bytes(2049), "value.tooLong"],
        [{}, "value.type"],
      ],
    ],
    ["extra", ["", bytes(2048)], [[bytes(2049), "value.tooLong"]]],
    [
      "phone_num",
      [bytes(128)],
      [
        [bytes(129), "value.tooLong"],
        [19273654356, "value.type"],
      ],
    ],
    [
      "contact_name",
      [bytes(64), "团".repeat(21)],
      [
        [bytes(65), "value.tooLong"],
        ["团".repeat(22), "value.tooLong"],
      ],
    ],
    ["goods_list/0/goods_page/path", [bytes(512)], [[bytes(513), "value.tooLong"]]],
    [
      "goods_list/0/goods_page/params",
      [bytes(512)],
      [
        [bytes(513), "value.tooLong"],
        [{ id: "x" }, "value.type"],
      ],
    ],
    ["order_entry_schema/path", [bytes(512)], [[bytes(513), "value.tooLong"]]],
    ["order_entry_schema/params", [bytes(512)], [[bytes(513), "value.tooLong"]]],
    [`${marketing}/note`, ["", bytes(127)], [[bytes(128), "value.tooLong"]]],
    [
      "pay_expire_seconds",
      [0, 1, 172_800],
      [
        [-1, "value.range"],
        [172_801, "value.range"],
        [1.5, "value.notInteger"],
      ],
    ],
    ["goods_list/0/quantity", [1], [[0, "value.range"]]],
    [
      "goods_list/0/price",
      [0],
      [
        [-1, "value.range"],
        [0.5, "value.notInteger"],
      ],
    ],
    ["goods_list/0/goods_id", ["1"], [[7128346098909300000, "id.number"]]],
    [
      "goods_list/0/goods_id_type",
      [1, 2],
      [
        [0, "value.range"],
        [3, "value.range"],
      ],
    ],
    ["goods_list/0/labels", ["", "随时退"], [[["随时退"], "value.type"]]],
    ["goods_list/0/order_valid_time/valid_duration", [0], [[-1, "value.range"]]],
    [
      "goods_list/0/goods_book_info/book_type",
      [1, 2],
      [
        [0, "value.range"],
        [3, "value.range"],
      ],
    ],
    [
      "goods_list/0/goods_book_info/cancel_policy",
      [1, 3],
      [
        [0, "value.range"],
        [4, "value.range"],
      ],
    ],
    [
      "goods_list/0/goods_book_info/cancel_advance_hour",
      [0, 1],
      [
        [-1, "value.range"],
        ["1", "value.type"],
      ],
    ],
    [
      "price_calculation_detail/calculation_type",
      [1, 2],
      [
        [0, "value.range"],
        [3, "value.range"],
      ],
    ],
    [
      `${marketing}/type`,
      [1, 2, 3, 4],
      [
        [0, "value.range"],
        [5, "value.range"],
      ],
    ],
    [
      `${marketing}/discount_range`,
      [1, 2],
      [
        [3, "value.range"],
        ["1", "value.type"],
      ],
    ],
    [`${marketing}/discount_amount`, [0], [[-1, "value.range"]]],
    [`${marketing}/value`, [0, -1], [[0.5, "value.notInteger"]]],
    [`${item}/sku_id`, ["1"], [[1, "id.number"]]],
    [`${item}/total_amount`, [0], [[-1, "value.range"]]],
  ])("%s", (path, inside, outside) => {
    for (const value of inside) expect(problemsIn(OpenApiOrderCodec, put(GOODS, path, value))).toEqual([]);
    for (const [value, code] of outside)
      expect(problemsIn(OpenApiOrderCodec, put(GOODS, path, value))).toEqual([[code, `/${path}`]]);
  });

  test("sku_id_type is 1 or 2, a sku's quantity at least 1", () => {
    for (const type of [1, 2]) expect(problemsIn(OpenApiOrderCodec, sku({ sku_id_type: type }))).toEqual([]);
    expect(problemsIn(OpenApiOrderCodec, sku({ sku_id_type: 3, quantity: 0 }))).toEqual([
      ["value.range", "/sku_list/0/quantity"],
      ["value.range", "/sku_list/0/sku_id_type"],
    ]);
  });
});

describe("what must be there", () => {
  /** Every path down to a field, through the first entry of each list. */
  const fieldPaths = (
    part: Part,
    at: readonly string[] = [],
  ): (readonly [path: string, required: boolean])[] => {
    const { shape } = part;
    if (shape._tag === "list") return fieldPaths(shape.item, [...at, "0"]);
    if (shape._tag !== "record") return [];
    return shape.fields.flatMap((field) => [
      [[...at, field.key].join("/"), field.required] as const,
      ...fieldPaths(field.part, [...at, field.key]),
    ]);
  };
  const has = (payload: unknown, path: string): boolean =>
    path.split("/").reduce<unknown>((value, key) => (value as Json | undefined)?.[key], payload) !==
    undefined;

  const checkEach = <A>(codec: Guarded<A>, samples: readonly Json[]): void => {
    let checked = 0;
    for (const [path, required] of fieldPaths(codec))
      for (const sample of samples.filter((each) => has(each, path))) {
        const expected = required ? [["value.required", `/${path}`]] : [];
        expect(problemsIn(codec, put(sample, path, undefined)), path).toEqual(expected);
        checked += 1;
      }
    expect(checked).toBeGreaterThan(8);
  };

  test("of a body: the required fields, and no other", () => checkEach(OpenApiOrderCodec, [GOODS, SKU]));

  test("of an answer: the required fields, and no other", () =>
    checkEach(OpenApiOrderResponseCodec, [golden(ANSWER)]));

  test("required are", () => {
    const required = fieldPaths(OpenApiOrderCodec).flatMap(([path, must]) =>
      must ? [path.split("/").slice(-2).join("/")] : [],
    );
    expect(required).toEqual([
      "total_amount",
      "open_id",
      "out_order_no",
      "order_entry_schema",
      "order_entry_schema/path",
      "0/quantity",
      "0/goods_id",
      "0/goods_id_type",
      "goods_page/path",
      "goods_book_info/book_type",
      "0/quantity",
      "0/sku_id",
      "0/sku_id_type",
      "goods_info/goods_id",
      "goods_info/goods_id_type",
      "price_calculation_detail/calculation_type",
      "order_discount_detail/order_total_discount_amount",
      "order_discount_detail/goods_total_discount_amount",
      "0/id",
      "0/type",
      "0/discount_amount",
      "0/title",
      "0/discount_range",
      "0/goods_id",
      "0/quantity",
      "0/total_amount",
      "0/total_discount_amount",
      "0/id",
      "0/type",
      "0/discount_amount",
      "0/title",
      "0/discount_range",
      "0/goods_id",
      "0/total_amount",
      "0/total_discount_amount",
      "0/id",
      "0/type",
      "0/discount_amount",
      "0/title",
      "0/discount_range",
    ]);
  });
});

const booking = (info: Json): Json => goods({ goods_book_info: info });
const BOOK = "/goods_list/0/goods_book_info";
const skuDetail = (named: Json): Json => ({
  ...SKU,
  price_calculation_detail: {
    ...DETAIL,
    goods_discount_detail: [{ ...(DETAIL["goods_discount_detail"] as [Json])[0], ...named }],
    item_discount_detail: [{ ...(DETAIL["item_discount_detail"] as [Json])[0], ...named }],
  },
});
const detail = (change: Json): Json => ({ ...GOODS, price_calculation_detail: { ...DETAIL, ...change } });
const without = (whole: Json, key: string): Json => put(whole, key, undefined);
const AT = "/price_calculation_detail";

/** Each rule: what keeps it, and what breaks it, alone. */
const CASES: Readonly<
  Record<
    string,
    {
      readonly severity: "error" | "warning";
      readonly inside: readonly Json[];
      readonly outside: readonly (readonly [Json, ...(readonly [path: string, expected?: unknown])[]])[];
    }
  >
> = {
  "lines.oneList": {
    severity: "error",
    inside: [
      { ...GOODS, sku_list: [] },
      { ...SKU, goods_list: null },
    ],
    outside: [
      [{ ...SKU, goods_list: [(GOODS["goods_list"] as [Json])[0]] }, ["/goods_list", 0]],
      [without(GOODS, "goods_list"), [""]],
      [{ ...GOODS, goods_list: [], sku_list: [] }, [""]],
    ],
  },
  "goods.price": {
    severity: "error",
    inside: [goods({ price: 0 }), goods({ goods_id_type: 1, price: undefined })],
    outside: [
      [goods({ price: undefined }), ["/goods_list/0/price"]],
      [goods({ price: null }), ["/goods_list/0/price"]],
    ],
  },
  "sku.price": {
    severity: "error",
    inside: [sku({ price: 0 }), sku({ sku_id_type: 1, price: undefined })],
    outside: [[sku({ price: undefined }), ["/sku_list/0/price"]]],
  },
  "sku.goodsInfo": {
    severity: "warning",
    inside: [sku({ sku_id_type: 1, goods_info: undefined })],
    outside: [[sku({ goods_info: undefined }), ["/sku_list/0/goods_info"]]],
  },
  "sku.libraryGoods": {
    severity: "warning",
    inside: [sku({ goods_info: { goods_id: "1", goods_id_type: 2 } })],
    outside: [
      [
        sku({ sku_id_type: 1, goods_info: { goods_id: "1", goods_id_type: 2 } }),
        ["/sku_list/0/goods_info/goods_id_type", 1],
      ],
    ],
  },
  "goods.labels": {
    severity: "warning",
    inside: ["", "随时退", "随时退|免预约|过期退", "随时退|免预约"].map((labels) => goods({ labels })),
    outside: ["随时退|", "|随时退", "随时退||免预约", "随时退| |免预约", "随时退|"].map((labels) => [
      goods({ labels }),
      ["/goods_list/0/labels"],
    ]),
  },
  "goodsPage.leadingSlash": {
    severity: "warning",
    inside: [goods({ goods_page: { path: "a/b" } }), goods({ goods_page: null })],
    outside: [[goods({ goods_page: { path: "/a/b" } }), ["/goods_list/0/goods_page/path"]]],
  },
  "orderEntry.leadingSlash": {
    severity: "warning",
    inside: [{ ...GOODS, order_entry_schema: { path: "a/b" } }],
    outside: [[{ ...GOODS, order_entry_schema: { path: "/a/b" } }, ["/order_entry_schema/path"]]],
  },
  "payNotifyUrl.https": {
    severity: "error",
    inside: ["https://a.example", "HTTPS://a.example", ""].map((url) => ({ ...GOODS, pay_notify_url: url })),
    outside: ["http://a.example", "a.example", "https:a.example"].map((url) => [
      { ...GOODS, pay_notify_url: url },
      ["/pay_notify_url"],
    ]),
  },
  "booking.cancelPolicy": {
    severity: "warning",
    inside: [booking({ book_type: 2, cancel_policy: 2 }), booking({ book_type: 1 })],
    outside: [
      [booking({ book_type: 2 }), [`${BOOK}/cancel_policy`]],
      [booking({ book_type: 1, cancel_policy: 2 }), [`${BOOK}/cancel_policy`]],
    ],
  },
  "booking.hoursMissing": {
    severity: "error",
    inside: [booking({ book_type: 2, cancel_policy: 3, cancel_advance_hour: 0 })],
    outside: [[booking({ book_type: 2, cancel_policy: 3 }), [`${BOOK}/cancel_advance_hour`]]],
  },
  "booking.hoursUnused": {
    severity: "warning",
    inside: [booking({ book_type: 2, cancel_policy: 3, cancel_advance_hour: 1 })],
    outside: [
      [booking({ book_type: 2, cancel_policy: 2, cancel_advance_hour: 1 }), [`${BOOK}/cancel_advance_hour`]],
    ],
  },
  "discount.skuId": {
    severity: "warning",
    inside: [skuDetail({ sku_id: "7128346098909300749" }), GOODS],
    outside: [
      [skuDetail({}), [`${AT}/goods_discount_detail/0/sku_id`], [`${AT}/item_discount_detail/0/sku_id`]],
      [
        skuDetail({ sku_id: "" }),
        [`${AT}/goods_discount_detail/0/sku_id`],
        [`${AT}/item_discount_detail/0/sku_id`],
      ],
    ],
  },
  "discount.itemBlock": {
    severity: "error",
    inside: [detail({ calculation_type: 2 }), detail({ calculation_type: 1, item_discount_detail: [] })],
    outside: [
      [detail({ calculation_type: 2, item_discount_detail: [] }), [`${AT}/item_discount_detail`]],
      [detail({ calculation_type: 2, item_discount_detail: null }), [`${AT}/item_discount_detail`]],
    ],
  },
  "discount.blocks": {
    severity: "warning",
    inside: [GOODS, detail({ goods_discount_detail: [] })],
    outside: (["order_discount_detail", "goods_discount_detail", "item_discount_detail"] as const).map(
      (block) => [detail({ [block]: undefined }), [`${AT}/${block}`]],
    ),
  },
};

describe("rules of the body", () => {
  test("all are here", () => {
    expect(Object.keys(CASES)).toEqual(openApiOrderRules.map(({ code }) => code));
  });

  test.each(Object.entries(CASES))("%s", (code, { severity, inside, outside }) => {
    expect(openApiOrderRules.find((rule) => rule.code === code)?.severity).toBe(severity);
    for (const payload of inside) {
      rightOf(OpenApiOrderCodec.decode(payload));
      expect(brokenBy(payload)).toEqual([]);
    }
    for (const [payload, ...places] of outside) {
      rightOf(OpenApiOrderCodec.decode(payload));
      expect(brokenBy(payload)).toEqual(places.map((place) => [code, ...place]));
    }
  });

  test("a bare detail has those of the detail, at its own root", () => {
    expect(openApiDetailRules.map(({ code }) => code)).toEqual(["discount.itemBlock", "discount.blocks"]);
    expect(broken(openApiDetailRules, { calculation_type: 2 })).toEqual([
      ["discount.itemBlock", "/item_discount_detail"],
      ["discount.blocks", "/order_discount_detail"],
      ["discount.blocks", "/goods_discount_detail"],
    ]);
  });

  test("no rule fails on what is left of a broken body", () => {
    const wrecks: readonly unknown[] = [
      {},
      { goods_list: [null, 1, {}], sku_list: [{ goods_info: 1 }], price_calculation_detail: [] },
      { goods_list: [{ goods_book_info: "", goods_page: 1, labels: [] }], order_entry_schema: 1 },
      { sku_list: [{}], price_calculation_detail: { goods_discount_detail: [1], item_discount_detail: 1 } },
    ];
    for (const wreck of wrecks) brokenBy(loosen(OpenApiOrderCodec, wreck));
    expect(brokenBy(loosen(OpenApiOrderCodec, wrecks[0]))).toEqual([["lines.oneList", ""]]);
  });
});

describe("the answer", () => {
  const INFO = "data/item_order_info_list/0";
  const answer = golden(ANSWER);
  const rulesOf = (payload: unknown): Broken[] => broken(createOrderAnswerRules, payload as never);
  const ids = (listed: readonly string[], detailed: readonly string[]): Json =>
    put(
      put(answer, `${INFO}/item_order_id_list`, listed),
      `${INFO}/item_order_detail`,
      detailed.map((id) => ({ item_order_id: id, price: 80 })),
    );

  test.each([
    { err_no: 10000 },
    { err_no: 10000, err_tips: "param error" },
    { err_no: 21004, err_tips: "", data: null },
    { err_no: -1, err_tips: "", data: {} },
    { err_no: 10000, data: { order_id: "", item_order_info_list: null } },
  ])("a refusal needs no data: %j", (refusal) => {
    expect(rightOf(OpenApiOrderResponseCodec.decode(refusal))).toBe(refusal);
    // That there is no order is all that is said of it.
    expect(rulesOf(refusal)).toEqual([["answer.refused", "/err_no", 0]]);
  });

  test("err_no must be a number, ids text, prices not negative", () => {
    expect(problemsIn(OpenApiOrderResponseCodec, without(answer, "err_no"))).toEqual([
      ["value.required", "/err_no"],
    ]);
    expect(problemsIn(OpenApiOrderResponseCodec, { err_no: "0" })).toEqual([["value.type", "/err_no"]]);
    expect(problemsIn(OpenApiOrderResponseCodec, put(answer, "data/order_id", 7072366682238))).toEqual([
      ["id.number", "/data/order_id"],
    ]);
    expect(
      problemsIn(OpenApiOrderResponseCodec, put(answer, `${INFO}/item_order_detail/0/price`, -1)),
    ).toEqual([["value.range", `/${INFO}/item_order_detail/0/price`]]);
    expect(
      problemsIn(OpenApiOrderResponseCodec, put(answer, `${INFO}/item_order_detail/0/price`, 0)),
    ).toEqual([]);
  });

  test("answer.data: a success has its data", () => {
    expect(rulesOf({ err_no: 0 })).toEqual([["answer.data", "/data"]]);
    for (const key of ["order_id", "out_order_no", "pay_order_id", "pay_order_token", "item_order_info_list"])
      expect(rulesOf(put(answer, `data/${key}`, undefined))).toEqual([["answer.data", `/data/${key}`]]);
    expect(rulesOf(put(answer, "data/order_id", ""))).toEqual([["answer.data", "/data/order_id"]]);
  });

  test("answer.itemOrderIds: both lists name the same, each once", () => {
    expect(rulesOf(ids([], []))).toEqual([]);
    expect(rulesOf(ids(["a", "b"], ["b", "a"]))).toEqual([]);
    expect(rulesOf(ids(["a", "b"], ["a"]))).toEqual([
      ["answer.itemOrderIds", `/${INFO}/item_order_id_list/1`],
    ]);
    expect(rulesOf(ids(["a"], ["a", "b"]))).toEqual([
      ["answer.itemOrderIds", `/${INFO}/item_order_detail/1/item_order_id`],
    ]);
    expect(rulesOf(ids(["a", "a"], ["a"]))).toEqual([
      ["answer.itemOrderIds", `/${INFO}/item_order_id_list/1`],
    ]);
    expect(rulesOf(ids(["a"], ["a", "a"]))).toEqual([
      ["answer.itemOrderIds", `/${INFO}/item_order_detail/1/item_order_id`],
    ]);
  });

  test("answer.itemOrderIds: no item order is of two goods", () => {
    const [info] = (answer["data"] as Json)["item_order_info_list"] as [Json];
    const other = {
      ...info,
      goods_id: "2",
      item_order_id_list: ["b"],
      item_order_detail: [{ item_order_id: "b", price: 1 }],
    };
    expect(rulesOf(put(answer, "data/item_order_info_list", [info, other]))).toEqual([]);
    expect(rulesOf(put(answer, "data/item_order_info_list", [info, { ...info, goods_id: "2" }]))).toEqual([
      ["answer.itemOrderIds", "/data/item_order_info_list/1/item_order_id_list/0"],
      ["answer.itemOrderIds", "/data/item_order_info_list/1/item_order_detail/0/item_order_id"],
    ]);
  });

  test("no rule fails on what is left of a broken answer", () => {
    for (const wreck of [{}, { data: 1 }, { data: { item_order_info_list: [1, {}] } }])
      rulesOf(loosen(OpenApiOrderResponseCodec, wreck));
    const half = put(answer, `${INFO}/item_order_detail`, "x");
    expect(leftOf(decodeWith(OpenApiOrderResponseCodec, half)).map(({ path }) => path)).toEqual([
      `/${INFO}/item_order_detail`,
    ]);
    expect(rulesOf(loosen(OpenApiOrderResponseCodec, half))).toEqual([]);
  });
});

describe("notes", () => {
  /** Each table's fields, by its name. */
  const tablesIn = (part: Part, found = new Map<string, string[]>()): Map<string, string[]> => {
    const { shape } = part;
    if (shape._tag === "list") tablesIn(shape.item, found);
    if (shape._tag === "record") {
      found.set(part.name, shape.fields.map(({ key }) => key).sort());
      for (const field of shape.fields) tablesIn(field.part, found);
    }
    return found;
  };
  const tables = tablesIn(OpenApiOrderResponseCodec, tablesIn(OpenApiOrderCodec));

  test("every field of every table has one in both languages, and no other", () => {
    const noted = Object.entries(openApiNotes).map(([name, notes]) => [name, Object.keys(notes).sort()]);
    expect(Object.fromEntries(noted)).toEqual(Object.fromEntries(tables));
    for (const { en, zh } of Object.values(openApiNotes).flatMap((notes) => Object.values(notes))) {
      expect(en).toMatch(/^[^\u4e00-\u9fff]+\.$/);
      expect(zh).toMatch(/。$/);
    }
  });

  test("rules speak of fields that are there, in both languages", () => {
    for (const { fields, says, source } of [...openApiOrderRules, ...createOrderAnswerRules]) {
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) {
        const [name, key] = field.split(".") as [string, string];
        expect(tables.get(name), field).toContain(key);
      }
      expect(says.en).not.toMatch(/[\u4e00-\u9fff]/);
      expect(says.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(source.document).toMatch(/^openapi-/);
      expect(source.section).not.toBe("");
    }
  });
});
