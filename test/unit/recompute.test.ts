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
