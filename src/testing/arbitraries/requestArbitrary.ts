/**
 * Random requests: small ids and amounts mostly, so that ties, zeros, exhausted lines and clashes really happen.
 */
import fc from "fast-check";
import type { FeeInput } from "../../order/Fee.js";
import type { DiscountRange, MarketingInput } from "../../order/Marketing.js";
import type { CalculationType, PricingRequestInput } from "../../order/PricingRequestInput.js";
import { linesOf, marketingOf, priceable } from "./buildRequest.js";
import { compact } from "./compact.js";
import { type DrawnRequest, drawnRequest } from "./draws.js";

/**
 * A pricing request with its lists there, even where they are empty, and its levels as numbers.
 *
 * @category testing
 * @since 0.5.0
 */
export interface PlainRequest extends PricingRequestInput {
  readonly calculationType: CalculationType;
  readonly marketing: readonly (MarketingInput & { readonly discountRange: DiscountRange })[];
  readonly fees: readonly (FeeInput & { readonly feeDiscountAmount: number })[];
}

/**
 * What requests may have. Whatever is true here is there sometimes.
 *
 * @category testing
 * @since 0.5.0
 */
export interface RequestOptions {
  /** Default 4. */
  readonly maxLines?: number;
  /** Default 4, and at most 6. */
  readonly maxMarketing?: number;
  /** Of a line. Default 7. */
  readonly maxQuantity?: number;
  /** Fen. Default 0: now and then goods are free. */
  readonly minUnitPrice?: number;
  /** Fen. Default 50,000. */
  readonly maxUnitPrice?: number;
  /** Marketing that covers only some lines (`appliesTo`). Default true. */
  readonly scopes?: boolean;
  /** Lines with sku ids. Default false. */
  readonly skus?: boolean;
  /** Several marketing of one id, told apart by code: the OpenAPI has none. Default false. */
  readonly codes?: boolean;
  /** Marketing for particular units, under calculation type 2 only. Default false. */
  readonly units?: boolean;
  /** Fees, for which the OpenAPI has no field. Default false. */
  readonly fees?: boolean;
  /** Default `[2]`. */
  readonly calculationTypes?: readonly CalculationType[];
  /** The policy of every request; default: none, which means suanjia's own. */
  readonly policy?: PricingRequestInput["policy"];
}

const letters = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => (i < 26 ? String.fromCharCode(97 + i) : `goods-${i + 1}`));

/** Small numbers mostly, so that a fen matters; 0 now and then, which nothing shrinks to: it would explain little. */
const smallMostly = (least: number, most: number): fc.Arbitrary<number> => {
  const min = Math.max(least, Math.min(1, most));
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min, max: Math.max(min, Math.min(12, most)) }) },
    { weight: 6, arbitrary: fc.integer({ min, max: most }) },
    { weight: 1, arbitrary: fc.constant(least) },
  );
};

/** The goods under the first letters, in the same order: "d", "b" become "b", "a". */
const inFirstLetters = (request: PlainRequest): PlainRequest => {
  const ids = [...new Set(request.lines.map(({ goodsId }) => goodsId))].sort();
  const names = letters(ids.length);
  const renamed = <A extends { readonly goodsId: string }>(of: A): A => ({
    ...of,
    goodsId: names[ids.indexOf(of.goodsId)] as string,
  });
  return {
    ...request,
    lines: request.lines.map(renamed),
    marketing: request.marketing.map((each) => ({
      ...each,
      ...(each.appliesTo && { appliesTo: each.appliesTo.map(renamed) }),
      ...(each.units && { units: each.units.map(renamed) }),
    })),
  };
};

const plainOf = (drawn: DrawnRequest, type: CalculationType, options: RequestOptions): PlainRequest => {
  const lines = linesOf(drawn);
  const calculationType = drawn.calculationType ?? type;
  const marketing = (drawn.marketing ?? []).map((each) => {
    const said = { title: each.id, note: undefined, subtype: undefined, value: undefined };
    return marketingOf(
      {
        ...each,
        units: calculationType === 1 ? undefined : each.units,
        said: { ...said, sequence: undefined, isSpelt: false },
      },
      lines,
      false,
    ) as PlainRequest["marketing"][number];
  });
  return priceable(
    inFirstLetters({
      calculationType,
      lines,
      marketing,
      fees: (drawn.fees ?? []).map(({ feeType, feeAmount, feeDiscountAmount = 0 }) => ({
        feeType,
        feeAmount,
        feeDiscountAmount,
      })),
      ...(options.policy === undefined ? {} : { policy: options.policy }),
    }),
  );
};

/**
 * Requests that can be priced, whoever prices them: every marketing finds its whole amount in the lines that it covers,
 * in whatever order marketing is applied and however each is split. (What is for named `units` fits the way in which
 * suanjia splits the rest.) They shrink to few lines, quantity 1 and small prices.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { price } from "suanjia";
 * import { requestArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(requestArbitrary({ maxLines: 2, fees: true }), (request) => {
 *     assert.strictEqual(price(request)._tag, "Right");
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const requestArbitrary = (options: RequestOptions = {}): fc.Arbitrary<PlainRequest> => {
  const {
    maxLines = 4,
    maxMarketing = 4,
    maxQuantity = 7,
    minUnitPrice = 0,
    maxUnitPrice = 50_000,
  } = options;
  const { skus = false, scopes = true, codes = false, units = false, fees = false } = options;
  const { calculationTypes = [2] } = options;
  return drawnRequest({
    mayLeaveOut: false,
    ids: letters(maxLines),
    skuIds: ["1", "2"],
    maxLines,
    maxMarketing,
    skus,
    scopes,
    codes,
    units,
    fees,
    calculationTypes,
    unitPrice: smallMostly(minUnitPrice, maxUnitPrice),
    quantity: fc.integer({ min: 1, max: maxQuantity }),
    discount: smallMostly(0, Math.max(12, maxUnitPrice)),
  }).map((drawn) => plainOf(drawn, calculationTypes[0] ?? 2, options));
};

const ODD_IDS = ["a", "b", "A", "7128346098909300749", "é", "", "团购", "a/b~c"] as const;

const ANYTHING = {
  mayLeaveOut: true,
  ids: ODD_IDS,
  skuIds: ["1", "2", "10", ""],
  maxLines: 6,
  maxMarketing: 5,
  skus: true,
  scopes: true,
  codes: true,
  units: true,
  calculationTypes: [1, 2],
  unitPrice: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 12 }) },
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 50_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 ** 46 }) },
  ),
  quantity: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 7 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) },
  ),
  discount: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 ** 47 }) },
  ),
} as const;

/**
 * Requests of every spelling that suanjia reads: odd ids, levels as text, lists left out, every policy, large amounts.
 * Some are refused, for a discount above what its lines have to pay; with `astray` also for named units that are not
 * there, are named twice, or do not add up. For code that is to do all that `price` does.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { decodePricingRequest } from "suanjia";
 * import { anyRequestArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(anyRequestArbitrary(), (request) => {
 *     assert.strictEqual(decodePricingRequest(request)._tag, "Right");
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const anyRequestArbitrary = (
  options: { readonly fees?: boolean; readonly astray?: boolean } = {},
): fc.Arbitrary<PricingRequestInput> => {
  const { fees = true, astray = false } = options;
  return drawnRequest({ ...ANYTHING, fees }).map((drawn) => {
    const lines = linesOf(drawn);
    const mayHaveUnits = drawn.calculationType !== 1 || astray;
    return compact({
      calculationType: drawn.calculationType,
      lines,
      marketing: drawn.marketing?.map((each) =>
        marketingOf(mayHaveUnits ? each : { ...each, units: undefined }, lines, astray),
      ),
      fees: drawn.fees,
      policy: drawn.policy,
    });
  });
};
