/**
 * The worked example of the pricing rules: a request, and the quote that it must give.
 */

/** The request of the page "Pricing: the exact rules". */
export const EXAMPLE = {
  calculationType: 2,
  lines: [{ goodsId: "unpoi_12345", skuId: "7128346098909300749", unitPrice: 40000, quantity: 3 }],
  marketing: [
    {
      id: "coupon_1",
      type: 2,
      discountRange: 2,
      discountAmount: 4000,
      title: "[券] 减 40.00 元",
      note: "用券优惠",
      subtype: "商家侧子营销类型默认值",
      appliesTo: [{ goodsId: "unpoi_12345" }],
      sequence: 0,
    },
  ],
  fees: [{ feeType: 1, feeAmount: 500, feeDiscountAmount: 100, feeDesc: "配送费" }],
  policy: {
    apportionment: "largestRemainder",
    basis: "payable",
    overDiscount: "reject",
    itemEntries: "unit",
    maxItemEntries: 1000,
  },
} as const;

/** The quote that the page gives for it. */
export const EXAMPLE_QUOTE = {
  calculationType: 2,
  totals: {
    goodsAmount: 120000,
    feeAmount: 500,
    totalAmount: 120500,
    goodsDiscountAmount: 4000,
    orderDiscountAmount: 0,
    feeDiscountAmount: 100,
    totalDiscountAmount: 4100,
    payableAmount: 116400,
  },
  marketing: [
    {
      id: "coupon_1",
      type: 2,
      discountRange: 2,
      discountAmount: 4000,
      title: "[券] 减 40.00 元",
      note: "用券优惠",
      subtype: "商家侧子营销类型默认值",
    },
  ],
  lines: [
    {
      goodsId: "unpoi_12345",
      skuId: "7128346098909300749",
      unitPrice: 40000,
      quantity: 3,
      totalAmount: 120000,
      totalDiscountAmount: 4000,
      payableAmount: 116000,
      marketing: [{ id: "coupon_1", discountAmount: 4000 }],
      units: [
        {
          count: 1,
          totalAmount: 40000,
          totalDiscountAmount: 1334,
          payableAmount: 38666,
          marketing: [{ id: "coupon_1", discountAmount: 1334 }],
        },
        {
          count: 2,
          totalAmount: 40000,
          totalDiscountAmount: 1333,
          payableAmount: 38667,
          marketing: [{ id: "coupon_1", discountAmount: 1333 }],
        },
      ],
    },
  ],
  fees: [{ feeType: 1, feeAmount: 500, feeDiscountAmount: 100, feeDesc: "配送费" }],
} as const;
