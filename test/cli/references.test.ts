/**
 * The commands that need no input, and the options of verify that say what a payload cannot.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EXPLANATIONS } from "../../src/reference/explain.js";
import { SCHEMA_NAMES, schemaOf } from "../../src/reference/schemas.js";
import { expectFitForPeople, GOLDEN, jsonOf, run } from "./run.js";

interface Report {
  readonly ok: boolean;
  readonly violations: readonly {
    readonly kind: string;
    readonly code: string;
    readonly path: string;
    readonly source?: { readonly document: string; readonly section: string };
  }[];
  readonly unchecked: readonly { readonly code: string }[];
}

const golden = (name: string): string => join(GOLDEN, `${name}.json`);
const codesOf = ({ violations }: Report): readonly string[] => violations.map(({ code }) => code);

describe.concurrent("schema", () => {
  test("prints the schema of a format, as the library gives it", async () => {
    const ran = await run(["schema", "plugin.createOrder"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(jsonOf(ran)).toEqual(schemaOf("plugin.createOrder"));
  });

  test("describes fields in the language that is asked for", async () => {
    const ran = await run(["schema", "plugin.createOrder", "--lang", "zh"]);
    expect(jsonOf(ran)).toEqual(schemaOf("plugin.createOrder", "zh"));
    expect(jsonOf(ran)).not.toEqual(schemaOf("plugin.createOrder", "en"));
  });

  test("without a format it lists the names", async () => {
    const ran = await run(["schema"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout.trim().split("\n")).toEqual(SCHEMA_NAMES);
  });

  test("a name that is none is wrong usage", async () => {
    const ran = await run(["schema", "plugin"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("plugin.createOrder");
    expectFitForPeople(ran.stderr);
  });
});

describe.concurrent("explain", () => {
  test("says what a platform error means and what to do", async () => {
    const ran = await run(["explain", "21004", "21660"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(/21004[\s\S]*suanjia verify[\s\S]*21660[\s\S]*plugin-submit-ec-custom-goods/);
  });

  test("in Chinese", async () => {
    const ran = await run(["explain", "booking.cancelPolicy", "--lang", "zh"]);
    expect(ran.stdout).toContain("来源: plugin-create-order, GoodsBookInfo");
  });

  test("without a code it lists all", async () => {
    const ran = await run(["explain"]);
    expect(ran.stdout.trim().split("\n").length).toBe(EXPLANATIONS.length);
  });

  test("what is unknown is wrong usage, and what is known is said all the same", async () => {
    const ran = await run(["explain", "bounds", "no.such\u001b[31m"]);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toContain("bounds");
    expect(ran.stderr).toContain("no such code");
    expectFitForPeople(ran.stderr);
  });
});

describe.concurrent("verify, with what a payload cannot say", () => {
  const booking = golden("plugin-sku-list-booking");
  const start = 1661385600000;

  test("without the time now, bookings are not compared with it, which is said", async () => {
    const report = jsonOf(await run(["verify", booking])) as Report;
    expect(report.unchecked.map(({ code }) => code)).toEqual(["booking.future", "booking.within180Days"]);
    expect(report.ok).toBe(true);
  });

  test.each([
    ["a millisecond before the booking", String(start - 1), []],
    ["the moment of the booking", String(start), ["booking.future"]],
    ["an ISO date with its offset", "2022-08-25T08:00:00+08:00", ["booking.future"]],
    ["180 days before the end", String(1661472000000 - 180 * 86_400_000), []],
    ["a millisecond more", String(1661472000000 - 180 * 86_400_000 - 1), ["booking.within180Days"]],
    ["the clock, years later", "now", ["booking.future"]],
  ])("--now: %s", async (_, now, codes) => {
    const ran = await run(["verify", "--now", now, booking]);
    expect(codesOf(jsonOf(ran) as Report)).toEqual(codes);
    expect(ran.code).toBe(codes.length > 0 ? 1 : 0);
  });

  test.each(["tomorrow", "2022-08-25", "-1", "1e3", ""])("--now %j is wrong usage", async (now) => {
    const ran = await run(["verify", `--now=${now}`, booking]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/--now/);
  });

  test("reservation goods: three times what was paid, and no more", async () => {
    const order = JSON.stringify({
      skuList: [{ skuId: "1", skuType: 1, quantity: 1, price: 300 }],
      payment: { totalAmount: 300 },
      tradeOption: { life_trade_flag: 1 },
    });
    const verify = async (...args: readonly string[]): Promise<Report> =>
      jsonOf(await run(["verify", "--product-type", "22", ...args], { stdin: order })) as Report;
    expect(codesOf(await verify("--paid-unit-price", "100"))).toEqual([]);
    expect(codesOf(await verify("--paid-unit-price", "99"))).toEqual(["reservation.price"]);
    expect((await verify()).unchecked.map(({ code }) => code)).toEqual(["reservation.price"]);
  });

  test("reservation goods: the total before discount, or after it", async () => {
    const orderOf = (totalAmount: number): string =>
      JSON.stringify({
        skuList: [{ skuId: "1", skuType: 1, quantity: 1, price: 300, discountAmount: 100 }],
        payment: { totalAmount, totalDiscountAmount: 100 },
        tradeOption: { life_trade_flag: 1 },
      });
    const verify = async (total: number, ...args: readonly string[]): Promise<readonly string[]> =>
      codesOf(
        jsonOf(
          await run(["verify", "--product-type", "22", "--paid-unit-price", "300", ...args], {
            stdin: orderOf(total),
          }),
        ) as Report,
      );
    expect(await verify(300)).toEqual([]);
    expect(await verify(200)).toEqual(["order.total"]);
    expect(await verify(200, "--reservation-total", "afterDiscount")).toEqual([]);
    expect(await verify(300, "--reservation-total", "afterDiscount")).toEqual(["order.total"]);
  });

  test("--request: an answer beside the order that it answers", async () => {
    const [request, answer] = [
      golden("openapi-v2-create-order-goods-list"),
      golden("openapi-low-version-create-order-response"),
    ];
    const ran = await run(["verify", "--request", request, answer]);
    expect(ran.code).toBe(0);
    // The platform's own sample answers under another goods id.
    expect(codesOf(jsonOf(ran) as Report)).toEqual(["line.unknown"]);
    const dearer = readFileSync(answer, "utf8").replace('"price": 80', '"price": 81');
    const wrong = await run(["verify", "--request", request], { stdin: dearer });
    expect(wrong.code).toBe(1);
    expect(codesOf(jsonOf(wrong) as Report)).toEqual(["line.unknown", "itemOrders.price"]);
  });

  test("--request goes with one answer", async () => {
    const ran = await run(["verify", "--ndjson", "--request", booking]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
  });

  test("a request that cannot be read is said to be the request", async () => {
    const ran = await run([
      "verify",
      "--request",
      "/no/such/file",
      golden("openapi-low-version-create-order-response"),
    ]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("/request");
    expect(ran.stderr).toContain("input.unreadable");
  });

  test("every broken rule is named in one run, with path and source", async () => {
    const order = {
      goodsList: [
        {
          goodsId: "a",
          goodsType: 2,
          goodsName: "长".repeat(86),
          goodsPhoto: "p",
          quantity: 1,
          goodsPage: { path: "/x" },
          goodsBookInfo: { bookType: 2, advancedCancelHours: 1 },
        },
      ],
      payment: { totalAmount: 1, limitPay: ["alipay", "wx", "dy"] },
      businessLine: 3,
      deliveryInfo: { bookType: 2, deliveryType: 2 },
    };
    const ran = await run(["verify", "--checks", "rules"], { stdin: JSON.stringify(order) });
    const report = jsonOf(ran) as Report;
    expect(report.violations.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(
      [
        "value.tooLong /goodsList/0/goodsName",
        "value.tooMany /payment/limitPay",
        "goods.price /goodsList/0/price",
        "goodsPage.leadingSlash /goodsList/0/goodsPage/path",
        "booking.cancelPolicy /goodsList/0/goodsBookInfo/cancelPolicy",
        "booking.hoursUnused /goodsList/0/goodsBookInfo/advancedCancelHours",
        "takeaway.addressForPickUp /addressInfo",
        "takeaway.contactForPickUp /contactInfo/phoneNumber",
        "takeaway.contactForPickUp /contactInfo/contactName",
        "takeaway.contactForPickUp /contactInfo/gender",
        "delivery.selfPickInfo /deliveryInfo/selfPickInfo",
        "delivery.bookInfo /deliveryInfo/bookInfo",
      ].sort(),
    );
    for (const { source } of report.violations) expect(source?.document).toBe("plugin-create-order");
    expect(report.ok).toBe(false);
  });
});
