/**
 * What is drawn at random for a request, before its parts know of each other. Marketing names lines by number, so that
 * lines and marketing shrink without regard to each other: drawn one after the other they would not shrink far.
 */
import fc from "fast-check";
import type { CalculationType, PricingRequestInput } from "../../order/PricingRequestInput.js";
import { compact, maybe } from "./compact.js";

/** What a request may have. */
export interface Features {
  /** Its lists may be left out, which is as good as empty. */
  readonly mayLeaveOut: boolean;
  readonly ids: readonly string[];
  readonly skuIds: readonly string[];
  readonly maxLines: number;
  readonly maxMarketing: number;
  readonly skus: boolean;
  readonly scopes: boolean;
  readonly codes: boolean;
  readonly units: boolean;
  readonly fees: boolean;
  readonly calculationTypes: readonly CalculationType[];
  readonly unitPrice: fc.Arbitrary<number>;
  readonly quantity: fc.Arbitrary<number>;
  readonly discount: fc.Arbitrary<number>;
}

/** A line, whose sku id counts only where the order has skus. */
export interface DrawnLine {
  readonly goodsId: string;
  readonly skuId: string;
  readonly unitPrice: number;
  readonly quantity: number;
}

/** Named units: of which line, and which part of the unit's price they get. `astray` spoils some, where that is asked for. */
export interface DrawnUnits {
  readonly line: number;
  readonly from: number;
  readonly count: number;
  readonly part: number;
  readonly astray: number;
}

/** A marketing. */
export interface DrawnMarketing {
  readonly id: "m1" | "m2" | "m3" | "m4" | "m5" | "M1";
  readonly code: string | undefined;
  readonly discount: number;
  readonly scope: readonly { readonly line: number; readonly isWhole: boolean }[] | undefined;
  readonly units: readonly DrawnUnits[] | undefined;
  readonly said: {
    readonly title: string;
    readonly note: string | undefined;
    readonly subtype: string | undefined;
    readonly value: number | undefined;
    readonly sequence: number | undefined;
    readonly isSpelt: boolean;
  };
  readonly sumIsOff: number;
}

/** A request. */
export interface DrawnRequest {
  readonly hasSkus: boolean;
  readonly calculationType: CalculationType | undefined;
  readonly lines: readonly DrawnLine[];
  readonly marketing: readonly DrawnMarketing[] | undefined;
  readonly fees: PricingRequestInput["fees"] | undefined;
  readonly policy: PricingRequestInput["policy"] | undefined;
}

const never = fc.constant(undefined);

const lines = (features: Features): fc.Arbitrary<DrawnLine[]> =>
  fc.uniqueArray(
    fc.record({
      goodsId: fc.constantFrom(...features.ids),
      skuId: fc.constantFrom(...features.skuIds),
      unitPrice: features.unitPrice,
      quantity: features.quantity,
    }),
    {
      minLength: 1,
      maxLength: features.maxLines,
      // As many as are asked for: by itself, fast-check keeps lists short.
      size: "max",
      selector: (line) => JSON.stringify([line.goodsId, features.skus ? line.skuId : undefined]),
    },
  );

const units = fc.array(
  fc.record({
    line: fc.nat(100),
    from: fc.nat(7),
    count: fc.integer({ min: 1, max: 4 }),
    part: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1.02, noNaN: true })),
    astray: fc.integer({ min: 0, max: 60 }),
  }),
  { minLength: 1, maxLength: 4 },
);

const scope = fc.array(fc.record({ line: fc.nat(100), isWhole: fc.boolean() }), {
  minLength: 1,
  maxLength: 3,
});

const marketing = (features: Features): fc.Arbitrary<DrawnMarketing> =>
  fc.record({
    id: fc.constantFrom("m1", "m2", "m3", "m4", "m5", "M1"),
    code: features.codes ? maybe(fc.constantFrom("c1", "c2")) : never,
    discount: features.discount,
    scope: features.scopes ? maybe(scope) : never,
    units: features.units ? fc.option(units, { nil: undefined, freq: 4 }) : never,
    said: fc.record({
      title: fc.constantFrom("满减", "coupon", ""),
      note: maybe(fc.constantFrom("", "活动优惠")),
      subtype: maybe(fc.constant("默认值")),
      value: maybe(fc.integer({ min: 0, max: 100 })),
      sequence: maybe(fc.integer({ min: -1, max: 2 })),
      isSpelt: fc.boolean(),
    }),
    sumIsOff: fc.integer({ min: 0, max: 40 }),
  });

const fee = fc
  .record({
    feeType: fc.constantFrom<1 | 2 | 18 | 19 | 20>(1, 2, 18, 19, 20),
    feeAmount: fc.integer({ min: 0, max: 900 }),
    discounted: maybe(fc.integer({ min: 0, max: 900 })),
    feeDesc: maybe(fc.constant("配送费")),
  })
  .map(({ discounted, ...rest }) =>
    compact({
      ...rest,
      feeDiscountAmount: discounted === undefined ? undefined : Math.min(discounted, rest.feeAmount),
    }),
  );

const policy = fc
  .record({
    apportionment: maybe(
      fc.constantFrom<"largestRemainder" | "lastTakesRemainder">("largestRemainder", "lastTakesRemainder"),
    ),
    basis: maybe(fc.constantFrom<"payable" | "lineTotal">("payable", "lineTotal")),
    overDiscount: maybe(fc.constantFrom<"reject" | "clamp">("reject", "clamp", "clamp")),
  })
  .map(compact);

/** Draws a request with these features. */
export const drawnRequest = (features: Features): fc.Arbitrary<DrawnRequest> => {
  const listed = fc.uniqueArray(marketing(features), {
    maxLength: features.maxMarketing,
    selector: (each) => JSON.stringify([each.id, each.code]),
  });
  const fees = fc.array(fee, { maxLength: 3 });
  return fc.record({
    hasSkus: features.skus ? fc.boolean() : fc.constant(false),
    calculationType: maybe(fc.constantFrom(...features.calculationTypes)),
    lines: lines(features),
    marketing: features.mayLeaveOut ? maybe(listed) : listed,
    fees: features.fees ? maybe(fees) : never,
    policy: maybe(policy),
  });
};
