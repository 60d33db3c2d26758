/**
 * The requests of examples/ against the platform's own samples: with the rest of the sample's order handed in, the
 * engine writes the sample again, amount for amount.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { price, type Quote, toOpenApiOrder, toPluginOrder } from "../../src/index.js";
import { rightOf } from "../support/either.js";

type Json = Record<string, unknown>;

const json = (path: string): Json => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as Json;
const sample = (name: string): Json => json(`./${name}.json`);
const quoteOf = (example: string): Quote => rightOf(price(json(`../../examples/${example}.json`) as never));

/** Marketing entries sorted by id: the samples list them in another order in each block. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const parts = value.map(sorted);
    return parts.every((part) => typeof part === "object" && part !== null && "id" in part)
      ? parts.sort((a, b) => ((a as Json)["id"] as string).localeCompare((b as Json)["id"] as string))
      : parts;
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sorted(part)]))
    : value;
};

/** What an order without amounts brings: the sample less all that the engine writes. */
const bare = (order: Json, list: string, amounts: readonly string[], whole: readonly string[]): Json => {
  const rest = Object.fromEntries(Object.entries(order).filter(([key]) => !whole.includes(key)));
  return {
    ...rest,
    [list]: (order[list] as Json[]).map((line) =>
      Object.fromEntries(Object.entries(line).filter(([key]) => !amounts.includes(key))),
    ),
  };
};

describe("plugin.createOrder", () => {
  const pluginAmounts = ["price", "quantity", "discountAmount"];
  const bareOf = (name: string, list: string) => bare(sample(name), list, pluginAmounts, ["payment", "discountInfo"]);

  test("the marketing sample, exactly", () => {
    const order = toPluginOrder(
      quoteOf("marketing"),
      bareOf("plugin-discount-info-type2", "goodsList"),
    );
    expect(sorted(rightOf(order))).toEqual(sorted(sample("plugin-discount-info-type2")));
  });

  test.each([
    ["plugin-goods-list-no-marketing", "goodsList", "no-marketing"],
    ["plugin-sku-list-ticket", "skuList", "sku"],
    ["plugin-sku-list-booking", "skuList", "sku"],
    ["plugin-markup-order", "skuList", "sku"],
    ["plugin-takeaway-self-pickup", "skuList", "takeaway-pickup"],
    ["plugin-takeaway-delivery-douyin-address", "skuList", "takeaway-delivery"],
    ["plugin-takeaway-delivery-own-address", "skuList", "takeaway-delivery"],
  ])("%s, with its zero discounts written out", (name, list, example) => {
    const expected = sample(name);
    const written = rightOf(toPluginOrder(quoteOf(example), bareOf(name, list))) as unknown as Json;
    expect(written).toMatchObject(expected);
    expect(written["payment"]).toEqual({
      ...(expected["payment"] as Json),
      totalDiscountAmount: 0,
      ...((expected["payment"] as Json)["feeDetailsList"] === undefined
        ? {}
        : {
            feeDetailsList: ((expected["payment"] as Json)["feeDetailsList"] as Json[]).map((fee) => ({
              ...fee,
              feeDiscountAmount: 0,
            })),
          }),
    });
    expect(written).not.toHaveProperty("discountInfo");
    const [line] = written[list] as [Json];
    expect(line).toEqual({ ...(expected[list] as [Json])[0], discountAmount: 0 });
  });
});

describe("OpenAPI create_order", () => {
  const openApiAmounts = ["price", "quantity", "discount_amount"];
  const whole = ["total_amount", "discount_amount", "price_calculation_detail"];

  test("the goods_list sample, with its two wrong totals right", () => {
    const name = "openapi-v2-create-order-goods-list";
    const expected = structuredClone(sample(name)) as never as {
      goods_list: [{ discount_amount: number }];
      price_calculation_detail: {
        order_discount_detail: Json & { marketing_detail_info: [Json, Json] };
      };
    };
    const detail = expected.price_calculation_detail.order_discount_detail;
    detail["order_total_discount_amount"] = 10;
    detail["goods_total_discount_amount"] = 10;
    // The sample spells this one subtype otherwise in its order block than in the other two.
    detail.marketing_detail_info[0]["subtype"] = "商家侧子营销类型默认值";
    expected.goods_list[0].discount_amount = 20;
    const order = toOpenApiOrder(
      quoteOf("both-levels"),
      bare(sample(name), "goods_list", openApiAmounts, whole),
    );
    expect(sorted(rightOf(order))).toEqual(sorted(expected));
  });

  test("the sku_list sample, exactly", () => {
    const name = "openapi-v2-create-order-sku-nonlibrary";
    const order = toOpenApiOrder(
      quoteOf("sku-openapi"),
      bare(sample(name), "sku_list", openApiAmounts, whole),
    );
    expect(rightOf(order)).toEqual(sample(name));
  });
});
