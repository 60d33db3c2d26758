/**
 * Pricing an order: ours, LIMIT, Vendure's order calculator and Medusa's computed actions.
 *
 * All marketing is for all lines and of a fixed amount, the one kind that all of them know. Vendure prices in memory:
 * its strategies are its defaults, prices include a tax of 0 %, and what it would look up in its database is at hand.
 */
import * as assert from "node:assert";
import { decodePricingRequest, type PricingRequest, price } from "../../src/index.js";
import { canonicalMarketing } from "../../src/pricing/canonicalOrder.js";
import { limitPrice } from "../limit.js";
import { sink } from "../measure.js";
import { ordersOf, parsed } from "../workloads.js";
import { type Contest, LIMIT, OURS } from "./contest.js";
import type { MedusaAction, Peers, Vendure, VendureOrder } from "./load.js";

/** Inputs for each contest: a power of two, so that taking turns costs nothing. */
const POOL = 16;

/** Decoded orders whose marketing is for all lines. */
export const requestsOf = (
  lineCount: number,
  marketingCount: number,
  pool: number,
): readonly PricingRequest[] =>
  ordersOf(lineCount, marketingCount, pool).map((order) => {
    const marketing = order.marketing?.map(({ appliesTo: _, ...each }) => each);
    const decoded = decodePricingRequest(parsed({ ...order, marketing }));
    assert.ok(decoded._tag === "Right");
    return decoded.right;
  });

/** The amounts, in the order in which they are applied. */
const amountsOf = ({ marketing }: PricingRequest): readonly number[] =>
  canonicalMarketing(marketing).map((position) => marketing[position]?.discountAmount as number);

/** One order for Vendure, priced anew each time: it sets its lines and promotions back itself. */
export interface VendureTask {
  readonly order: VendureOrder;
  readonly promotions: readonly unknown[];
}

/** What Vendure's order calculator is given by its framework and database. */
export const vendureCalculatorOf = ({
  OrderCalculator,
  RequestContextCacheService,
  TaxRate,
  defaultConfig,
}: Vendure): ((task: VendureTask) => Promise<VendureOrder>) => {
  const zone = { id: 1, members: [] };
  const rate = new TaxRate({ id: 1, name: "none", enabled: true, value: 0 });
  const context = { channelId: 1, channel: { id: 1, pricesIncludeTax: true, defaultTaxZone: zone } };
  const calculator = new OrderCalculator(
    { taxOptions: defaultConfig.taxOptions, orderOptions: defaultConfig.orderOptions },
    { getAllWithMembers: () => Promise.resolve([zone]) },
    { getApplicableTaxRate: () => Promise.resolve(rate) },
    {},
    {},
    new RequestContextCacheService(),
  );
  return ({ order, promotions }) =>
    calculator.applyPriceAdjustments(context, order, promotions, [], { recalculateShipping: false });
};

export const vendureTaskOf = (
  { Order, OrderLine, Promotion, orderFixedDiscount }: Vendure,
  request: PricingRequest,
): VendureTask => ({
  order: new Order({
    id: 1,
    couponCodes: [],
    surcharges: [],
    shippingLines: [],
    promotions: [],
    lines: request.lines.map(
      ({ unitPrice, quantity }, id) =>
        new OrderLine({
          id,
          taxCategoryId: 1,
          listPrice: unitPrice,
          listPriceIncludesTax: true,
          quantity,
          orderPlacedQuantity: 0,
          taxLines: [],
          adjustments: [],
        }),
    ),
  }),
  promotions: amountsOf(request).map(
    (amount, id) =>
      new Promotion({
        id,
        name: `promotion ${id}`,
        enabled: true,
        conditions: [],
        actions: [{ code: "order_fixed_discount", args: [{ name: "discount", value: String(amount) }] }],
        promotionConditions: [],
        promotionActions: [orderFixedDiscount],
      }),
  ),
});

export interface MedusaTask {
  readonly promotions: readonly unknown[];
  readonly items: readonly unknown[];
}

export const medusaTaskOf = (request: PricingRequest): MedusaTask => ({
  promotions: amountsOf(request).map((value, id) => ({
    code: `promotion_${id}`,
    type: "standard",
    application_method: { type: "fixed", target_type: "order", allocation: "across", value },
  })),
  items: request.lines.map(({ unitPrice, quantity }, id) => ({
    id: `item_${id}`,
    quantity,
    subtotal: unitPrice * quantity,
    original_total: unitPrice * quantity,
  })),
});

/** The part of Medusa's `computeActions` that follows on what it reads from the database. */
export const medusaActions = (
  { getComputedActionsForItems, transformPropertiesToBigNumber }: Peers["medusa"],
  { promotions, items }: MedusaTask,
): readonly MedusaAction[] => {
  const actions: MedusaAction[] = [];
  const applied = new Map<string, unknown>();
  for (const promotion of promotions)
    actions.push(...getComputedActionsForItems(promotion, items, applied, "across"));
  transformPropertiesToBigNumber(actions, { include: ["amount"] });
  return actions;
};

const contestOf = ({ vendure, medusa }: Peers, lineCount: number, marketingCount: number): Contest => {
  const requests = requestsOf(lineCount, marketingCount, POOL);
  const vendureTasks = requests.map((request) => vendureTaskOf(vendure, request));
  const medusaTasks = requests.map(medusaTaskOf);
  const calculate = vendureCalculatorOf(vendure);
  return {
    size: lineCount * marketingCount,
    name: `${lineCount} × ${marketingCount}`,
    contenders: [
      {
        name: LIMIT,
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = limitPrice(requests[i % POOL] as PricingRequest);
        },
      },
      {
        name: OURS,
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = price(requests[i % POOL] as PricingRequest);
        },
      },
      {
        name: "Vendure OrderCalculator",
        loop: async (times) => {
          for (let i = 0; i < times; i++) sink.last = await calculate(vendureTasks[i % POOL] as VendureTask);
        },
      },
      {
        name: "Medusa compute-actions",
        loop: (times) => {
          for (let i = 0; i < times; i++)
            sink.last = medusaActions(medusa, medusaTasks[i % POOL] as MedusaTask);
        },
      },
    ],
  };
};

/** Lines × marketing. */
const SHAPES = [
  [1, 1],
  [3, 4],
  [10, 8],
  [25, 20],
  [50, 20],
  [100, 20],
] as const;

export const priceContests = (peers: Peers): readonly Contest[] =>
  SHAPES.map(([lineCount, marketingCount]) => contestOf(peers, lineCount, marketingCount));

export const PRICE_GROWTH = [
  ["25 × 20", "50 × 20"],
  ["50 × 20", "100 × 20"],
] as const;
