/**
 * The types of the plugins, as a mini-program's author sees them. Checked by tsc; nothing here runs. That every sample
 * of the documents is of these types is checked in test/unit/pluginTypes.test.ts, which reads the samples themselves.
 */
import { expectTypeOf, test } from "vitest";
import type { TypeOf } from "../../src/codec/Guarded.js";
import type * as CustomGoods from "../../src/platform/custom-goods/SubmitCustomGoods.js";
import type {
  CreateOrderOptions as OptionsOfCodec,
  PluginOrderFailureCodec,
  PluginOrderSuccessCodec,
} from "../../src/platform/plugin/CreateOrder.js";
import type { PluginHost } from "../../src/plugin-types/global.js";
import type {
  CalculationResultInfo,
  CreateOrderFailure,
  CreateOrderOptions,
  CreateOrderSuccess,
  EcommercePlugin,
  Goods,
  LifeServicesPlugin,
  RequirePlugin,
  Sku,
  SubmitCustomGoodsFailure,
  SubmitCustomGoodsOptions,
  SubmitCustomGoodsSuccess,
} from "../../src/plugin-types/index.js";

/** True only where the two types are the same, `readonly` included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A type with its intersections laid flat, without null, and with a word in the place of each function. */
type Plain<A> = A extends (...args: never[]) => unknown
  ? "function"
  : A extends readonly (infer I)[]
    ? readonly Plain<I>[]
    : A extends object
      ? { [K in keyof A]: Plain<Exclude<A[K], null>> }
      : A;

type Callbacks = "success" | "fail" | "complete";

test("the interfaces are those of the codecs", () => {
  expectTypeOf<Same<Plain<CreateOrderOptions>, Plain<OptionsOfCodec>>>().toEqualTypeOf<true>();
  expectTypeOf<
    Same<Plain<CreateOrderSuccess>, Plain<TypeOf<typeof PluginOrderSuccessCodec>>>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Same<Plain<CreateOrderFailure>, Plain<TypeOf<typeof PluginOrderFailureCodec>>>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Same<Plain<SubmitCustomGoodsOptions>, Plain<CustomGoods.SubmitCustomGoodsOptions>>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Same<Plain<SubmitCustomGoodsSuccess>, Plain<CustomGoods.SubmitCustomGoodsSuccess>>
  >().toEqualTypeOf<true>();
  expectTypeOf<
    Same<Plain<SubmitCustomGoodsFailure>, Plain<CustomGoods.SubmitCustomGoodsFailure>>
  >().toEqualTypeOf<true>();

  // What is written by them is what the codecs read.
  expectTypeOf<CreateOrderOptions>().toExtend<OptionsOfCodec>();
  expectTypeOf<SubmitCustomGoodsOptions>().toExtend<CustomGoods.SubmitCustomGoodsOptions>();

  // The test above can tell: of a field more, of one deep inside, and of one that is required.
  expectTypeOf<
    Same<Plain<CreateOrderOptions & { more?: string }>, Plain<OptionsOfCodec>>
  >().toEqualTypeOf<false>();
  expectTypeOf<
    Same<Plain<Omit<CreateOrderOptions, "goodsList"> & { goodsList?: Goods[] }>, Plain<OptionsOfCodec>>
  >().toEqualTypeOf<false>();
  expectTypeOf<
    Same<Plain<Omit<CreateOrderOptions, "payment">>, Plain<Omit<OptionsOfCodec, Callbacks>>>
  >().toEqualTypeOf<false>();
});

const goods: Goods = {
  quantity: 1,
  price: 40000,
  discountAmount: 10000,
  goodsName: "测试商品",
  goodsPhoto: "https://example.com/photo.jpeg",
  goodsId: "unpoi_12345",
  goodsType: 2,
  goodsLabels: ["随时退", "免预约", "过期退"],
  dateRule: "",
  // A string by the table, an object in the samples.
  goodsPage: { path: "", params: {} },
};

const sku: Sku = { skuId: "7125710223771191340", skuType: 1, quantity: 2, price: 1 };

const payment = { totalAmount: 40000, totalDiscountAmount: 10000 };

const marketingInfo = [
  {
    discountAmount: 10000,
    discountRange: 2,
    id: "coupon_id_100_yuan",
    note: "用券优惠",
    subtype: "商家侧子营销类型默认值",
    title: "[券] 减 100.00 元",
    type: 2,
  },
] as const;

test("options", () => {
  const discounted: CreateOrderOptions = {
    goodsList: [goods],
    payment,
    contactInfo: { phoneNumber: "12345678901", contactName: "test name", gender: 1 },
    callbackData: { test: 999999 },
    tradeOption: {
      life_trade_flag: 0,
      order_relation_info: { related_order_id: 99999, relation_type: "multi_buy_as_one" },
    },
    discountInfo: {
      type: 2,
      detail: {
        orderDiscount: { orderTotalDiscountAmount: 0, goodsTotalDiscountAmount: 10000, marketingInfo },
        goodsDiscount: [
          {
            goodsId: "unpoi_12345",
            quantity: 1,
            totalAmount: 40000,
            totalDiscountAmount: 10000,
            marketingInfo,
          },
        ],
        itemDiscount: [
          { goodsId: "unpoi_12345", totalAmount: 40000, totalDiscountAmount: 10000, marketingInfo },
        ],
      },
    },
  };
  expectTypeOf(discounted).toExtend<OptionsOfCodec>();

  const takeaway: CreateOrderOptions = {
    businessLine: 3,
    skuList: [sku],
    payment: { totalAmount: 7, feeDetailsList: [{ feeType: 1, feeAmount: 5 }], limitPay: ["alipay", "wx"] },
    deliveryInfo: {
      poiId: "5252345",
      bookType: 2,
      deliveryType: 2,
      bookInfo: { startTime: 1673686379000, endTime: 1673686380000 },
      selfPickInfo: {
        startTime: 1673686379000,
        endTime: 1673686379000,
        shopInfo: { shopName: "自提店铺名", address: "自提地址", phoneNumber: "17283794820" },
      },
      receiptInfo: { startTime: 1673686379000, endTime: 1673686379000 },
    },
  };
  expectTypeOf(takeaway).toExtend<OptionsOfCodec>();

  const asText: Goods = { ...goods, goodsPage: { path: "pages/goods", params: '{"id":"1"}' } };
  expectTypeOf(asText.goodsPage?.params).toEqualTypeOf<
    string | Readonly<Record<string, unknown>> | undefined
  >();
});

test("what is wrong is refused", () => {
  const order = { goodsList: [goods], payment } as const;
  const options = (_: CreateOrderOptions): void => undefined;
  options(order);
  // @ts-expect-error there is no business line 2
  options({ ...order, businessLine: 2 });
  // @ts-expect-error an order costs something
  options({ goodsList: [goods] });
  // @ts-expect-error goods are of the library or they are not
  options({ ...order, goodsList: [{ ...goods, goodsType: 3 }] });
  // @ts-expect-error one cannot pay in cash
  options({ ...order, payment: { ...payment, limitPay: ["cash"] } });
  // @ts-expect-error an amount is a number
  options({ ...order, payment: { totalAmount: "400.00" } });
  // @ts-expect-error an id is text
  options({ ...order, goodsList: [{ ...goods, goodsId: 7125710223771191 }] });
  // @ts-expect-error a sku says what it is
  options({ skuList: [{ skuId: "1", quantity: 1 }], payment });
  // @ts-expect-error a page has no number for its parameters
  options({ ...order, goodsList: [{ ...goods, goodsPage: { params: 1 } }] });
  // @ts-expect-error a misspelt key
  options({ ...order, contactinfo: {} });
  // @ts-expect-error optional is not null
  options({ ...order, note: null });
  options({ ...order, note: undefined });
});

test("what the callbacks are called with", () => {
  const options: CreateOrderOptions = {
    skuList: [sku],
    payment,
    success: (result) => {
      expectTypeOf(result).toEqualTypeOf<CreateOrderSuccess>();
      expectTypeOf(result.orderId).toEqualTypeOf<string>();
    },
    fail: ({ errNo, errMsg, errLogId, orderId }) => {
      expectTypeOf(errNo).toEqualTypeOf<string | number>();
      expectTypeOf(errMsg).toEqualTypeOf<string>();
      expectTypeOf(errLogId).toEqualTypeOf<string | undefined>();
      expectTypeOf(orderId).toEqualTypeOf<string | undefined>();
    },
    complete: (result) => {
      expectTypeOf(result).toEqualTypeOf<CreateOrderSuccess | CreateOrderFailure>();
    },
  };
  expectTypeOf(options).toExtend<OptionsOfCodec>();
});

test("the plugins, by their ids", () => {
  const use = (requirePlugin: RequirePlugin, host: PluginHost): void => {
    const lifeServices = requirePlugin("tta5a3d31e3aecfb9b11");
    expectTypeOf(lifeServices).toEqualTypeOf<LifeServicesPlugin>();
    expectTypeOf(requirePlugin("tt95aee3130ae1cbe911")).toEqualTypeOf<EcommercePlugin>();
    expectTypeOf(requirePlugin("another")).toEqualTypeOf<unknown>();
    // @ts-expect-error a plugin has an id
    requirePlugin();
    lifeServices.createOrder({ goodsList: [goods], payment });
    // @ts-expect-error the e-commerce plugin makes no orders
    requirePlugin("tt95aee3130ae1cbe911").createOrder({ goodsList: [goods], payment });
    requirePlugin("tt95aee3130ae1cbe911").submitEcCustomGoods({
      orderId: "xxxx",
      filePath: "ttfile://abc",
      customData: { text: [{ id: 1, key: "手镯颜色", content: "黑色" }], extra: {} },
      success: (result) => expectTypeOf(result).toEqualTypeOf<SubmitCustomGoodsSuccess>(),
      fail: (result) => expectTypeOf(result.errNo).toEqualTypeOf<number>(),
    });
    lifeServices.computePromotion({
      goodsMarketingInfo: [
        { goodsId: "1", skuId: "2", quantity: 1, totalAmount: 100, selectedMarketing: [] },
      ],
      needDefaultMarketing: true,
      callbackData: "{}",
      success: ({ calculationResult }) => {
        expectTypeOf(calculationResult?.itemCalculationResultInfo).toEqualTypeOf<
          readonly CalculationResultInfo[] | undefined
        >();
        expectTypeOf(
          calculationResult?.orderCalculationResultInfo?.marketingDetailInfo,
        ).toEqualTypeOf<unknown>();
      },
    });
    expectTypeOf(host.canIUse("createOrder")).toEqualTypeOf<boolean>();
  };
  expectTypeOf(use).returns.toBeVoid();
});

test("the global tt", () => {
  const use = (): LifeServicesPlugin => tt.requirePlugin("tta5a3d31e3aecfb9b11");
  expectTypeOf(use).returns.toEqualTypeOf<LifeServicesPlugin>();
  expectTypeOf<typeof tt>().toEqualTypeOf<PluginHost>();
});
