/**
 * The types of the public API. Checked by tsc; nothing here runs.
 */
import type { Either } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import {
  type Apportionment,
  applyRate,
  apportion,
  decodePricingRequest,
  type Fen,
  FORMAT_NAMES,
  type FormatName,
  formatYuan,
  isFen,
  type LineItem,
  MAX_FEN,
  type Marketing,
  type OpenApiOrder,
  OpenApiOrderCodec,
  type PluginOrder,
  PluginOrderCodec,
  type Policy,
  type PricingRequest,
  PricingRequestCodec,
  type PricingRequestInput,
  type Problem,
  parseRate,
  pointer,
  price,
  problemsOf,
  type Quote,
  type Rate,
  type Recomputation,
  type Report,
  recompute,
  type Share,
  toOpenApiOrder,
  toPluginOrder,
  type UnitRun,
  type Violation,
  verify,
} from "suanjia";
import { expectTypeOf, test } from "vitest";

type Result<A> = Either<readonly Problem[], A>;

/** True only where the two types are the same, `readonly` included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const quote: Quote;
declare const problem: Problem;

test("money", () => {
  expectTypeOf(apportion(100, [1, 1, 1])).toEqualTypeOf<number[]>();
  expectTypeOf(apportion).parameter(0).toEqualTypeOf<number>();
  expectTypeOf(apportion).parameter(1).toEqualTypeOf<readonly number[]>();
  apportion(1, [1] as const, { method: "lastTakesRemainder", limits: [1] as const });
  // @ts-expect-error there is no such method
  apportion(1, [1], { method: "hamilton" });
  expectTypeOf<Apportionment>().toEqualTypeOf<"largestRemainder" | "lastTakesRemainder">();

  // An amount in fen is a number, but not any number is an amount in fen.
  expectTypeOf<Fen>().toExtend<number>();
  expectTypeOf<number>().not.toExtend<Fen>();
  expectTypeOf<100>().not.toExtend<Fen>();
  expectTypeOf<string>().not.toExtend<Fen>();
  // @ts-expect-error 100 may be yuan
  const amount: Fen = 100;
  amount;
  expectTypeOf(MAX_FEN).toEqualTypeOf<Fen>();
  expectTypeOf(isFen).guards.toEqualTypeOf<Fen>();
  expectTypeOf(formatYuan).toBeCallableWith(MAX_FEN);
  expectTypeOf(formatYuan).returns.toEqualTypeOf<string>();

  expectTypeOf(parseRate).returns.toEqualTypeOf<Either<string, Rate>>();
  expectTypeOf(applyRate).returns.toEqualTypeOf<Fen>();
  // @ts-expect-error 0.85 is not 85 hundredths
  parseRate(0.85);
});

test("requests", () => {
  expectTypeOf(decodePricingRequest).toEqualTypeOf<(value: unknown) => Result<PricingRequest>>();
  expectTypeOf(price).toEqualTypeOf<(request: PricingRequestInput) => Result<Quote>>();

  // Plain literals, without casts.
  price({ lines: [{ goodsId: "tea", unitPrice: 40000, quantity: 1 }] });
  price({
    calculationType: 2,
    lines: [{ goodsId: "tea", skuId: "1", unitPrice: 40000, quantity: 1 }],
    marketing: [
      { id: "c", type: 2, discountRange: "2", discountAmount: 1, title: "", appliesTo: [{ goodsId: "tea" }] },
    ],
    fees: [{ feeType: 1, feeAmount: 5 }],
    policy: { overDiscount: "clamp" },
  });
  // And constants.
  const request = {
    lines: [{ goodsId: "tea", unitPrice: 1, quantity: 1 }],
    marketing: [{ id: "c", type: 4, discountRange: 1, discountAmount: 1, title: "" }],
  } as const;
  price(request);
  // A decoded request is one that may be priced, and decoded again.
  expectTypeOf<PricingRequest>().toExtend<PricingRequestInput>();

  // @ts-expect-error lines are required
  price({});
  // @ts-expect-error ids are strings
  price({ lines: [{ goodsId: 1, unitPrice: 1, quantity: 1 }] });
  // @ts-expect-error a misspelt key
  price({ lines: [{ goodsId: "tea", unitPrce: 1, quantity: 1 }] });
  // @ts-expect-error there is no level 3
  price({ lines: [], marketing: [{ id: "c", type: 2, discountRange: 3, discountAmount: 1, title: "" }] });
  // @ts-expect-error what is unknown must be decoded first
  price(JSON.parse("{}") as unknown);

  expectTypeOf<PricingRequest["marketing"][number]["discountRange"]>().toEqualTypeOf<1 | 2>();
  expectTypeOf<LineItem["unitPrice"]>().toEqualTypeOf<Fen>();
  expectTypeOf<Marketing["discountAmount"]>().toEqualTypeOf<Fen>();
});

test("the quote is read-only, and its amounts are fen", () => {
  expectTypeOf<Quote["totals"]["payableAmount"]>().toEqualTypeOf<Fen>();
  expectTypeOf<Quote["lines"][number]["totalDiscountAmount"]>().toEqualTypeOf<Fen>();
  expectTypeOf<UnitRun["count"]>().toEqualTypeOf<number>();
  expectTypeOf<Share["code"]>().toEqualTypeOf<string | undefined>();

  expectTypeOf<Same<Quote, Readonly<Quote>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Quote["lines"][number], Readonly<Quote["lines"][number]>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<UnitRun, Readonly<UnitRun>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Quote["totals"], Readonly<Quote["totals"]>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<PricingRequest, Readonly<PricingRequest>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Policy, Readonly<Policy>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Report, Readonly<Report>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Violation, Readonly<Violation>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Problem, Readonly<Problem>>>().toEqualTypeOf<true>();
  // The test above can tell: a type that may be written to is not the same.
  expectTypeOf<Same<{ a: 1 }, Readonly<{ a: 1 }>>>().toEqualTypeOf<false>();

  expectTypeOf<Quote["lines"]>().not.toExtend<unknown[]>();
  expectTypeOf<Quote["marketing"]>().not.toExtend<unknown[]>();
  expectTypeOf<Report["violations"]>().not.toExtend<unknown[]>();
  // @ts-expect-error a quote is not written to
  quote.totals = quote.totals;
  // @ts-expect-error nor are its lists
  quote.lines.push();
  // @ts-expect-error nor is a problem
  problem.code = "x";
});

test("checks", () => {
  expectTypeOf(verify).returns.toEqualTypeOf<Result<Report>>();
  expectTypeOf(verify).parameter(0).toEqualTypeOf<unknown>();
  verify({}, { format: "openapi.createOrder", checks: ["amounts"] as const });
  // @ts-expect-error there is no such format
  verify({}, { format: "csv" });
  expectTypeOf(recompute).toEqualTypeOf<
    (request: PricingRequestInput, claim: unknown) => Result<Recomputation>
  >();
  expectTypeOf(FORMAT_NAMES).toEqualTypeOf<readonly FormatName[]>();
  expectTypeOf<Violation["expected"]>().toEqualTypeOf<number | string | null>();
});

test("emission keeps the types of what the caller brings", () => {
  const order = { note: "少冰", contact: { phone: "1" }, extra: [1, 2] };
  const plugin = toPluginOrder(quote, order);
  if (plugin._tag === "Right") {
    expectTypeOf(plugin.right.note).toEqualTypeOf<string>();
    expectTypeOf(plugin.right.contact).toEqualTypeOf<{ phone: string }>();
    expectTypeOf(plugin.right.extra).toEqualTypeOf<number[]>();
    expectTypeOf(plugin.right.payment).toEqualTypeOf<PluginOrder["payment"]>();
    expectTypeOf(plugin.right.discountInfo).toEqualTypeOf<PluginOrder["discountInfo"]>();
  } else expectTypeOf(plugin.left).toEqualTypeOf<readonly Problem[]>();

  const named = toPluginOrder(quote, {
    goodsList: [{ goodsId: "a", goodsName: "茶" }],
    payment: { limitPay: ["wx"] },
  });
  if (named._tag === "Right") {
    const line = named.right.goodsList[0];
    expectTypeOf(line?.goodsName).toEqualTypeOf<string | undefined>();
    expectTypeOf(line?.price).toEqualTypeOf<number | undefined>();
    // A list that was brought is there.
    expectTypeOf(named.right.goodsList).toExtend<readonly { goodsName: string; price: number }[]>();
    expectTypeOf(named.right.payment.limitPay).toEqualTypeOf<string[]>();
    expectTypeOf(named.right.payment.totalAmount).toEqualTypeOf<number>();
  }

  const skus = toPluginOrder(quote, {
    skuList: [{ skuId: "s", goodsInfo: { goodsId: "a", goodsName: "茶" } }],
  });
  if (skus._tag === "Right")
    expectTypeOf(skus.right.skuList[0]?.goodsInfo.goodsName).toEqualTypeOf<string | undefined>();

  const openapi = toOpenApiOrder(quote, { out_order_no: "1", total_amount: "not yet" });
  if (openapi._tag === "Right") {
    expectTypeOf(openapi.right.out_order_no).toEqualTypeOf<string>();
    // What the engine puts in has the engine's type.
    expectTypeOf(openapi.right.total_amount).toEqualTypeOf<number>();
  }
  expectTypeOf(toPluginOrder(quote)).toExtend<Result<PluginOrder>>();
  expectTypeOf(toOpenApiOrder(quote)).toExtend<Result<OpenApiOrder>>();
  // @ts-expect-error an order is an object
  toPluginOrder(quote, "order");
});

test("codecs are io-ts types", () => {
  expectTypeOf(PricingRequestCodec).toExtend<t.Type<PricingRequest, PricingRequest>>();
  expectTypeOf(PluginOrderCodec).toExtend<t.Mixed>();
  expectTypeOf(OpenApiOrderCodec).toExtend<t.Mixed>();
  expectTypeOf<t.TypeOf<typeof PricingRequestCodec>>().toEqualTypeOf<PricingRequest>();
  expectTypeOf(problemsOf).toEqualTypeOf<(errors: t.Errors) => readonly Problem[]>();
  expectTypeOf(pointer("lines", 0)).toEqualTypeOf<string>();
});
