/**
 * What recompute compares of a claim, case by case: marketing by id and code, units as a bag, lines by whatever ids there
 * are, blocks that list nothing; and by which keys a payload is known.
 */
import { describe, expect, test } from "vitest";
import {
  type PricingRequestInput,
  price,
  recompute,
  toOpenApiOrder,
  toPluginOrder,
  verify,
} from "../../src/index.js";
import { rightOf } from "../support/either.js";

interface Entry {
  id: string;
  code?: string;
  type: number;
  discountRange: number;
  discountAmount: number;
}
interface Block {
  goodsId?: string;
  skuId?: string;
  totalAmount?: number;
  totalDiscountAmount: number;
  marketingInfo?: Entry[];
}
interface Claim {
  skuList: { skuId: string; discountAmount: number; goodsInfo?: { goodsId: string } }[];
  discountInfo: {
    type: number;
    detail: {
      orderDiscount: {
        orderTotalDiscountAmount: number;
        goodsTotalDiscountAmount: number;
        marketingInfo?: Entry[];
      };
      goodsDiscount: Block[];
      itemDiscount: Block[];
    };
  };
}

const coupon = { type: 2, discountRange: 2, title: "t" } as const;

/** An order of the plugin with a list of goods, as far as it is changed here. */
interface PlainOrder {
  goodsList: object[];
  discountInfo: { detail: Record<"goodsDiscount" | "itemDiscount", Block[]> };
  payment: { feeDetailsList: Record<string, number>[] };
}

/** Three units of 100; two coupons of one id, told apart by their codes. */
const request: PricingRequestInput = {
  lines: [{ goodsId: "a", skuId: "s", unitPrice: 100, quantity: 3 }],
  marketing: [
    { ...coupon, id: "m", code: "k1", discountAmount: 50 },
    { ...coupon, id: "m", code: "k2", discountAmount: 20 },
  ],
};

/** What the plugin is sent of the request, changed. */
const claim = (change: (claim: Claim) => void = () => undefined, of = request): Claim => {
  const made = structuredClone(rightOf(toPluginOrder(rightOf(price(of))))) as unknown as Claim;
  change(made);
  return made;
};

const differences = (of: unknown, trusted = request): unknown[] =>
  rightOf(recompute(trusted, of)).differences.map(({ code, path, expected, actual }) => [
    code,
    path,
    expected,
    actual,
  ]);
const unchecked = (of: unknown, trusted = request): unknown[] =>
  rightOf(recompute(trusted, of)).unchecked.map(({ code, path }) => [code, path]);

const ITEMS = "/discountInfo/detail/itemDiscount";

test("the claim as it is made agrees", () => {
  expect(rightOf(recompute(request, claim()))).toMatchObject({ ok: true, differences: [], unchecked: [] });
});

describe("marketing", () => {
  const nothing = { ...coupon, id: "x", discountAmount: 0 };

  test("that stands in a list twice counts with its sum", () => {
    const parted = claim(({ discountInfo: { detail } }) => {
      for (const each of [detail.orderDiscount, ...detail.goodsDiscount, ...detail.itemDiscount]) {
        const [first, ...others] = each.marketingInfo!;
        each.marketingInfo = [
          ...others,
          { ...first!, discountAmount: first!.discountAmount - 1 },
          { ...first!, discountAmount: 1 },
        ];
      }
    });
    expect(differences(parted)).toEqual([]);
  });

  test("is told apart by its code", () => {
    const swapped = claim(({ discountInfo: { detail } }) => {
      for (const each of detail.orderDiscount.marketingInfo!) each.code = each.code === "k1" ? "k2" : "k1";
    });
    const at = "/discountInfo/detail/orderDiscount/marketingInfo";
    expect(differences(swapped)).toEqual([
      ["orderBlock.marketing", `${at}/0/discountAmount`, 20, 50],
      ["orderBlock.marketing", `${at}/1/discountAmount`, 50, 20],
    ]);
  });

  test("by its id alone where the format has no codes", () => {
    const openapi = rightOf(toOpenApiOrder(rightOf(price(request))));
    expect(differences(openapi)).toEqual([]);
  });

  test("of 0 is as none, on either side", () => {
    const more = claim(({ discountInfo: { detail } }) => {
      detail.orderDiscount.marketingInfo!.push(nothing);
      for (const each of detail.itemDiscount) each.marketingInfo!.unshift(nothing);
    });
    expect(differences(more)).toEqual([]);
    const trusted = { ...request, marketing: [...request.marketing!, nothing] };
    expect(differences(claim(), trusted)).toEqual([]);
  });

  test("that is there for nothing, or not there, is said where it should be", () => {
    const other = claim(({ discountInfo: { detail } }) => {
      detail.orderDiscount.marketingInfo![1]!.id = "x";
    });
    const at = "/discountInfo/detail/orderDiscount/marketingInfo";
    expect(differences(other)).toEqual([
      ["orderBlock.marketing", `${at}/1/discountAmount`, null, 20],
      ["orderBlock.marketing", at, 20, null],
    ]);
  });
});

describe("units", () => {
  test("come in any order", () => {
    expect(differences(claim(({ discountInfo: { detail } }) => detail.itemDiscount.reverse()))).toEqual([]);
  });

  test("of which one is there too often are told by the one that is not there", () => {
    const again = claim(({ discountInfo: { detail } }) => {
      detail.itemDiscount[1] = structuredClone(detail.itemDiscount[0]!);
    });
    const [first, second, third] = claim().discountInfo.detail.itemDiscount.map(
      ({ totalDiscountAmount }) => totalDiscountAmount,
    );
    expect([first, second, third]).toEqual([24, 23, 23]);
    expect(differences(again)).toContainEqual([
      "itemBlock.discount",
      `${ITEMS}/1/totalDiscountAmount`,
      23,
      24,
    ]);
  });

  test("without a price, or without a discount, are not like any", () => {
    const partly = claim(({ discountInfo: { detail } }) => {
      delete detail.itemDiscount[0]!.totalAmount;
    });
    expect(differences(partly)).toEqual([]);
    expect(unchecked(partly)).toEqual([["itemBlock.total", `${ITEMS}/0/totalAmount`]]);
  });
});

describe("lines", () => {
  test("are found by a sku alone", () => {
    const bySku = claim(({ skuList }) => {
      delete skuList[0]!.goodsInfo;
    });
    expect(differences(bySku)).toEqual([]);
    skuIs(bySku, "other");
    expect(differences(bySku)).toContainEqual(["line.unexpected", "/skuList/0", null, "other"]);
  });

  test("without a sku fit whatever sku of their goods is claimed", () => {
    const [line] = request.lines;
    const bare = { ...request, lines: [{ goodsId: line!.goodsId, unitPrice: 100, quantity: 3 }] };
    expect(differences(claim(), bare)).toEqual([]);
  });

  test("of other goods are not the line, though the sku is", () => {
    const other = claim(({ skuList }) => {
      skuList[0]!.goodsInfo!.goodsId = "b";
    });
    expect(differences(other)).toContainEqual(["line.unexpected", "/skuList/0", null, "s"]);
  });

  const skuIs = ({ skuList }: Claim, skuId: string): void => {
    skuList[0]!.skuId = skuId;
  };
});

describe("blocks that list no marketing", () => {
  test("are not compared where they have a discount, and all others are", () => {
    const unlisted = claim(({ discountInfo: { detail } }) => {
      delete detail.goodsDiscount[0]!.marketingInfo;
      detail.itemDiscount[2]!.totalDiscountAmount += 1;
    });
    expect(unchecked(unlisted)).toContainEqual(["goodsBlock.discount", "/discountInfo/detail/goodsDiscount"]);
    expect(differences(unlisted)).toEqual([["itemBlock.discount", `${ITEMS}/2/totalDiscountAmount`, 23, 24]]);
    const otherType = claim((each) => {
      delete each.discountInfo.detail.goodsDiscount[0]!.marketingInfo;
      each.discountInfo.type = 1;
    });
    expect(differences(otherType)).toContainEqual(["calculationType", "/discountInfo/type", 2, 1]);
  });

  test("are compared where they have none: they say 0", () => {
    const zero = claim(({ discountInfo: { detail } }) => {
      detail.orderDiscount = { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 0 };
    });
    expect(differences(zero)).toContainEqual([
      "orderBlock.goodsTotal",
      "/discountInfo/detail/orderDiscount/goodsTotalDiscountAmount",
      70,
      0,
    ]);
  });
});

test.each([
  ["plugin.createOrder", ["goodsList", "skuList", "payment"]],
  ["spi.preCreateOrder", ["item_order_info_list", "create_order_time", "discount", "goods"]],
  ["openapi.createOrder", ["goods_list", "sku_list", "price_calculation_detail", "total_amount"]],
  ["plugin.discountInfo", ["detail"]],
  [
    "openapi.priceCalculationDetail",
    ["calculation_type", "order_discount_detail", "goods_discount_detail", "item_discount_detail"],
  ],
  ["plugin.submitEcCustomGoods", ["filePath", "customData"]],
  ["openapi.createOrderResponse", ["data", "err_no"]],
] as const)("%s is known by any one of its keys", (format, keys) => {
  for (const key of keys)
    expect(rightOf(verify({ [key]: [] }, { checks: ["rules"] })).format, key).toBe(format);
});

describe("many marketing, which are looked up and not searched for", () => {
  const many = (count: number): PricingRequestInput => ({
    lines: [{ goodsId: "a", unitPrice: 10_000, quantity: 2 }],
    marketing: Array.from({ length: count }, (_, i) => ({
      ...coupon,
      id: `m${i >> 1}`,
      code: `k${i}`,
      discountAmount: 2 + i,
    })),
  });
  const violations = (of: unknown): unknown[] =>
    rightOf(verify(of, { checks: ["amounts"] })).violations.map(({ code, path }) => [code, path]);
  const at = (i: number): string => `/discountInfo/detail/orderDiscount/marketingInfo/${i}`;

  test.each([23, 24, 25, 26, 30, 41])("%i of them", (count) => {
    const all = many(count);
    expect(violations(claim(undefined, all))).toEqual([]);
    const last = count - 1;
    const level = claim(({ discountInfo: { detail } }) => {
      detail.orderDiscount.marketingInfo![last]!.type = 3;
    }, all);
    const pair = last % 2 === 1;
    expect(violations(level).some((each) => String(each).includes(at(last)))).toBe(pair);
    const fen = claim(({ discountInfo: { detail } }) => {
      detail.orderDiscount.marketingInfo![last]!.discountAmount += 1;
    }, all);
    expect(violations(fen).length).toBeGreaterThan(0);
  });
});

describe("what is left out, and said so", () => {
  const words = (of: unknown, trusted = request): unknown[] =>
    rightOf(recompute(trusted, of)).unchecked.map(({ code, path, message, messageZh }) => [
      code,
      path,
      message,
      messageZh,
    ]);
  const without = (...keys: string[]): unknown => {
    const made = claim() as unknown as Record<string, unknown>;
    for (const key of keys) delete made[key];
    return made;
  };
  const blocks = (change: (detail: Record<string, unknown>) => void): unknown =>
    claim(({ discountInfo }) => {
      change(discountInfo.detail as unknown as Record<string, unknown>);
    });

  test("the detail, the lines, each block", () => {
    expect(words(without("discountInfo"))).toContainEqual([
      "orderBlock",
      "/discountInfo",
      "no discount detail was sent",
      "未传营销明细",
    ]);
    expect(words(without("skuList"))).toContainEqual([
      "line.missing",
      "",
      "no lines were sent",
      "未传商品行",
    ]);
    const detail = "/discountInfo/detail";
    expect(words(blocks((each) => delete each["orderDiscount"]))).toEqual([
      ["orderBlock", `${detail}/orderDiscount`, "no order block was sent", "未传订单维度明细"],
    ]);
    expect(words(blocks((each) => delete each["goodsDiscount"]))).toEqual([
      ["goodsBlock", `${detail}/goodsDiscount`, "no goods block was sent", "未传商品维度明细"],
    ]);
    expect(words(blocks((each) => delete each["itemDiscount"]))).toEqual([
      ["itemBlock", `${detail}/itemDiscount`, "no item block was sent", "未传 item 维度明细"],
    ]);
  });

  test("an empty block of items is none under type 1, and one without items under type 2", () => {
    const type1 = { ...request, calculationType: 1 } as const;
    const none = (of: PricingRequestInput): Claim =>
      claim(({ discountInfo }) => {
        discountInfo.detail.itemDiscount = [];
      }, of);
    expect(differences(none(type1), type1)).toEqual([]);
    expect(unchecked(none(type1), type1)).toEqual([["itemBlock", ITEMS]]);
    expect(differences(none(request))).toEqual([["line.missing", ITEMS, "s", null]]);
  });

  test("no marketing, no detail", () => {
    const bare = { lines: request.lines };
    expect(unchecked(claim(undefined, bare), bare)).toEqual([]);
  });

  test("what stands behind a discountId", () => {
    expect(words({ ...claim(), discountId: "d" })).toEqual([
      [
        "discountId",
        "/discountId",
        "the platform uses the calculation behind this id, which the claim does not hold",
        "平台以此 id 对应的算价结果为准,而其内容不在此处",
      ],
    ]);
  });

  test("a line that may be any of several", () => {
    const two = {
      lines: ["1", "2"].map((skuId) => ({ goodsId: "a", skuId, unitPrice: 100, quantity: 1 })),
    };
    const of = { goodsList: [{ goodsId: "a", quantity: 1, price: 100 }], payment: { totalAmount: 200 } };
    expect(words(of, two)).toContainEqual([
      "line.ambiguous",
      "/goodsList/0",
      "its ids fit 2 lines of the request",
      "其 id 对应请求中的 2 行",
    ]);
    expect(differences(of, two)).toEqual([]);
  });
});

describe("each amount that differs, by its code and at its place", () => {
  const set =
    (path: readonly (string | number)[], to: (was: number) => unknown) =>
    (whole: Claim): void => {
      const last = path.at(-1) as string;
      const at = path
        .slice(0, -1)
        .reduce((value: unknown, key) => (value as Record<string, unknown>)[key], whole) as Record<
        string,
        unknown
      >;
      at[last] = to(at[last] as number);
    };
  const more = (was: number): number => was + 1;
  const detail = ["discountInfo", "detail"];

  test.each<readonly [string, readonly (string | number)[]]>([
    ["line.unitPrice", ["skuList", 0, "price"]],
    ["line.quantity", ["skuList", 0, "quantity"]],
    ["line.discount", ["skuList", 0, "discountAmount"]],
    ["order.total", ["payment", "totalAmount"]],
    ["order.discount", ["payment", "totalDiscountAmount"]],
    ["orderBlock.orderTotal", [...detail, "orderDiscount", "orderTotalDiscountAmount"]],
    ["orderBlock.goodsTotal", [...detail, "orderDiscount", "goodsTotalDiscountAmount"]],
    ["orderBlock.marketing", [...detail, "orderDiscount", "marketingInfo", 0, "discountAmount"]],
    ["goodsBlock.quantity", [...detail, "goodsDiscount", 0, "quantity"]],
    ["goodsBlock.total", [...detail, "goodsDiscount", 0, "totalAmount"]],
    ["goodsBlock.discount", [...detail, "goodsDiscount", 0, "totalDiscountAmount"]],
    ["goodsBlock.marketing", [...detail, "goodsDiscount", 0, "marketingInfo", 0, "discountAmount"]],
    ["itemBlock.total", [...detail, "itemDiscount", 0, "totalAmount"]],
    ["itemBlock.discount", [...detail, "itemDiscount", 0, "totalDiscountAmount"]],
    ["itemBlock.marketing", [...detail, "itemDiscount", 0, "marketingInfo", 0, "discountAmount"]],
  ])("%s", (code, path) => {
    expect((differences(claim(set(path, more))) as string[][]).map(([name, at]) => [name, at])).toEqual([
      [code, `/${path.join("/")}`],
    ]);
  });

  test("one item for the line", () => {
    const perLine = { ...request, policy: { itemEntries: "line" } } as const;
    const wrong = claim(set([...detail, "itemDiscount", 0, "totalAmount"], more), perLine);
    expect(differences(claim(undefined, perLine), perLine)).toEqual([]);
    expect(differences(wrong, perLine)).toEqual([["itemBlock.total", `${ITEMS}/0/totalAmount`, 300, 301]]);
  });

  test("lines that are there twice, too many, or not at all, in each list", () => {
    const b = { goodsId: "b", unitPrice: 5, quantity: 1 };
    const mixed = {
      lines: [{ goodsId: "a", unitPrice: 100, quantity: 1 }, b],
      marketing: [{ ...coupon, id: "m", discountAmount: 10, appliesTo: [{ goodsId: "a" }] }],
    };
    const of = (change: (order: PlainOrder) => void): unknown[] => {
      const made = structuredClone(rightOf(toPluginOrder(rightOf(price(mixed))))) as unknown as PlainOrder;
      change(made);
      return differences(made, mixed);
    };
    const at = "/discountInfo/detail";
    expect(of(() => undefined)).toEqual([]);
    // A line without a discount may be left out of the blocks, and no other.
    for (const block of ["goodsDiscount", "itemDiscount"] as const) {
      const list = (each: PlainOrder): Block[] => each.discountInfo.detail[block];
      const keep = (id: string) => (each: PlainOrder) => {
        each.discountInfo.detail[block] = list(each).filter(({ goodsId }) => goodsId === id);
      };
      expect(of(keep("a"))).toEqual([]);
      expect(of(keep("b"))).toEqual([["line.missing", `${at}/${block}`, "a", null]]);
      expect(of((each) => list(each).push({ ...list(each)[0]!, goodsId: "c" }))).toEqual([
        ["line.unexpected", `${at}/${block}/2`, null, "c"],
      ]);
    }
    expect(
      of((each) => each.discountInfo.detail.goodsDiscount.push(each.discountInfo.detail.goodsDiscount[0]!)),
    ).toEqual([["line.unexpected", `${at}/goodsDiscount/2`, null, "a"]]);
    expect(of((each) => each.goodsList.push(each.goodsList[1]!))).toContainEqual([
      "line.unexpected",
      "/goodsList/2",
      null,
      "b",
    ]);
    expect(of((each) => each.goodsList.pop())).toContainEqual(["line.missing", "/goodsList", "b", null]);
  });

  test("goods in the other list too", () => {
    const both = claim((each) => {
      (each as unknown as PlainOrder).goodsList = [{ goodsId: "c", price: 1, quantity: 1 }];
    });
    expect(differences(both)).toContainEqual(["line.unexpected", "/goodsList/0", null, "c"]);
  });

  test("fees", () => {
    const fees = [
      { feeType: 1, feeAmount: 20, feeDiscountAmount: 5 },
      { feeType: 1, feeAmount: 20, feeDiscountAmount: 7 },
      { feeType: 2, feeAmount: 9 },
    ] as const;
    const trusted = { ...request, fees };
    const of = (change: (list: Record<string, number>[]) => void): unknown[] =>
      differences(
        claim((each) => {
          change((each as unknown as PlainOrder).payment.feeDetailsList);
        }, trusted),
        trusted,
      );
    const at = "/payment/feeDetailsList";
    expect(of((list) => list.reverse())).toEqual([]);
    expect(of((list) => (list[2]!["feeAmount"] = 10))).toEqual([["fee.amount", `${at}/2/feeAmount`, 9, 10]]);
    expect(of((list) => (list[0]!["feeDiscountAmount"] = 6))).toEqual([
      ["fee.discount", `${at}/0/feeDiscountAmount`, 5, 6],
    ]);
    expect(of((list) => list.push({ feeType: 3, feeAmount: 1 }))).toEqual([
      ["fee.unexpected", `${at}/3/feeType`, null, 3],
    ]);
    expect(of((list) => list.pop())).toEqual([["fee.missing", at, 2, null]]);
  });

  test("item orders of a callback", () => {
    const plain = { lines: [{ goodsId: "a", unitPrice: 100, quantity: 2 }] };
    const of = (list: readonly object[]): unknown[] =>
      differences(
        {
          goods: [{ goods_id: "a", origin_price: 100, quantity: 2 }],
          total_amount: 200,
          discount: 0,
          item_order_info_list: list,
        },
        plain,
      );
    const a = { goods_id: "a", price: 100 };
    expect(of([a, a])).toEqual([]);
    expect(of([a, { ...a, price: 99 }])).toEqual([
      ["itemOrders.price", "/item_order_info_list/1/price", 100, 99],
    ]);
    expect(of([a])).toEqual([["itemOrders.count", "/item_order_info_list", 2, 1]]);
    expect(of([{ ...a, goods_id: "b" }])).toEqual([
      ["line.unexpected", "/item_order_info_list", null, "b"],
      ["line.missing", "/item_order_info_list", "a", null],
    ]);
  });
});

test("a request or a claim that cannot be read: the problems of each, and no other", () => {
  const codes = (trusted: unknown, of: unknown): unknown[] => {
    const answer = recompute(trusted as PricingRequestInput, of);
    if (answer._tag === "Right") throw new Error("expected problems");
    return answer.left.map(({ code, path }) => [code, path]);
  };
  const wrong = { lines: [{ goodsId: "a", unitPrice: -1, quantity: 1 }] };
  expect(codes(wrong, claim())).toEqual([["value.range", "/request/lines/0/unitPrice"]]);
  expect(codes(request, {})).toEqual([["input.unknownFormat", "/claim"]]);
  expect(codes(wrong, {})).toEqual([
    ["value.range", "/request/lines/0/unitPrice"],
    ["input.unknownFormat", "/claim"],
  ]);
});
