/**
 * Requests and payloads that several tests of the command line use.
 */
import { EXAMPLE } from "../support/pricingExample.js";

const { fees: _, ...withoutFees } = EXAMPLE;

/** The same without its fee, which has no form in the OpenAPI. */
export const EXAMPLE_WITHOUT_FEES = withoutFees;

/** Two lines and both levels, with fen left over in lines and in units. */
export const TWO_LINES = {
  lines: [
    { goodsId: "tea", unitPrice: 1001, quantity: 2 },
    { goodsId: "cake", unitPrice: 777, quantity: 1 },
  ],
  marketing: [
    { id: "off", type: 4, discountRange: 1, discountAmount: 333, title: "满减", note: "活动" },
    {
      id: "coupon",
      type: 2,
      discountRange: 2,
      discountAmount: 101,
      title: "茶券",
      appliesTo: [{ goodsId: "tea" }],
    },
  ],
} as const;
