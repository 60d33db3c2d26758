/**
 * A price function as a shop might have written it, without suanjia: floors, and the fen that are left go to whoever still
 * has to pay, from the front. It has a place for each of many small faults.
 */
import type { PlainRequest } from "../../src/testing/index.js";

/** Where the shop goes wrong, by a fen or by a little. */
export const SHOP_FAULTS = {
  lastTakesRest: "the last line takes all that flooring left, however little it costs",
  lostFen: "what flooring left is forgotten",
  roundEach: "each line is rounded on its own",
  scopeIgnored: "marketing for some lines is split over all",
  lastUnitTakesRest: "the last unit takes all that flooring left, however little it costs",
  unitsRounded: "each unit is rounded on its own",
  unitShare: "a unit's share is a fen too much",
  unitTotal: "a unit's price is a fen too much",
  lineShare: "what a line bears of a marketing is a fen too much",
  lineDiscount: "a line's discount is a fen too much",
  lineTotal: "a line's total is a fen too little",
  linePayable: "what a line has to pay is a fen too much",
  quantityIgnored: "the total counts each line once",
  floatPrice: "prices are computed in yuan",
  totalAmount: "the total is a fen too little",
  totalDiscount: "the total discount is a fen too much",
  orderLevelSum: "the sum of order-level marketing is a fen too much",
  goodsLevelSum: "the sum of goods-level marketing is a fen too little",
  marketingAmount: "the order's amount of a marketing is a fen too much",
  wrongLevel: "a goods-level marketing is said, and summed, as one of order level",
  skusSwapped: "the ids of two lines are swapped",
  feeAmount: "a fee is a fen too much, and so is the total",
  feeForgotten: "the total leaves the fees out",
  feeDiscountForgotten: "the total discount leaves those of the fees out",
} as const;

export type ShopFault = keyof typeof SHOP_FAULTS;

interface Bearing {
  readonly id: string;
  readonly code?: string;
  amount: number;
}

interface Line {
  readonly goodsId: string;
  readonly skuId: string | undefined;
  readonly price: number;
  readonly quantity: number;
  readonly bears: Bearing[];
  readonly units: Bearing[][];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** Floors, then hands out what is left to those who still have room. */
const split = (
  amount: number,
  weights: readonly number[],
  room: readonly number[],
  fault?: string,
): number[] => {
  const whole = sum(weights);
  const exact = weights.map((weight) => (whole === 0 ? 0 : (amount * weight) / whole));
  if (fault === "round") return exact.map(Math.round);
  const shares = exact.map(Math.floor);
  let left = amount - sum(shares);
  if (fault === "forget") return shares;
  if (fault === "last") {
    shares[shares.length - 1] = (shares.at(-1) ?? 0) + left;
    return shares;
  }
  shares.forEach((share, i) => {
    if (left === 0 || share >= (room[i] ?? 0)) return;
    shares[i] = share + 1;
    left -= 1;
  });
  return shares;
};

const discountOf = (bears: readonly Bearing[]): number => sum(bears.map(({ amount }) => amount));

const LINE_SPLITS: { readonly [fault: string]: string } = {
  lastTakesRest: "last",
  lostFen: "forget",
  roundEach: "round",
};
const UNIT_SPLITS: { readonly [fault: string]: string } = {
  lastUnitTakesRest: "last",
  unitsRounded: "round",
};

/** The books of an order: what everybody bears. */
const booksOf = ({ lines: asked, marketing }: PlainRequest, fault?: ShopFault): Line[] => {
  const lines = asked.map(({ goodsId, skuId, unitPrice, quantity }): Line => {
    const units = Array.from({ length: quantity }, () => []);
    const price = fault === "floatPrice" ? Math.floor((unitPrice / 100) * 100) : unitPrice;
    return { goodsId, skuId, price, quantity, bears: [], units };
  });
  for (const { id, code, discountAmount, appliesTo } of marketing) {
    const name = code === undefined ? { id } : { id, code };
    const covered = lines.filter(
      (line) =>
        appliesTo === undefined ||
        fault === "scopeIgnored" ||
        appliesTo.some(
          (to) => to.goodsId === line.goodsId && (to.skuId === undefined || to.skuId === line.skuId),
        ),
    );
    const room = covered.map((line) => line.price * line.quantity - discountOf(line.bears));
    const shares = split(discountAmount, room, room, LINE_SPLITS[fault ?? ""]);
    covered.forEach((line, i) => {
      const share = shares[i] as number;
      if (share !== 0) line.bears.push({ ...name, amount: share });
      const free = line.units.map((unit) => line.price - discountOf(unit));
      split(share, free, free, UNIT_SPLITS[fault ?? ""]).forEach((amount, u) => {
        if (amount !== 0) line.units[u]?.push({ ...name, amount });
      });
    });
  }
  return lines;
};

/** Everything that an answer says, with the faults that are not of the split. */
const answerOf = (request: PlainRequest, fault?: ShopFault) => {
  const off = (name: ShopFault, by = 1): number => (fault === name ? by : 0);
  const lines = booksOf(request, fault);
  const first = lines[0] as Line;
  const firstShare = first.bears[0];
  if (firstShare !== undefined) firstShare.amount += off("lineShare");
  const firstUnitShare = lines.flatMap(({ units }) => units.flat())[0];
  if (firstUnitShare !== undefined) firstUnitShare.amount += off("unitShare");
  const marketing = request.marketing.map((each, j) => ({
    ...each,
    discountRange: fault === "wrongLevel" ? (1 as const) : each.discountRange,
    discountAmount: each.discountAmount + (j === 0 ? off("marketingAmount") : 0),
  }));
  const asked = request.marketing.map((each, j) => ({
    level: marketing[j]?.discountRange,
    amount: each.discountAmount,
  }));
  const ofLevel = (level: number): number =>
    sum(asked.filter((each) => each.level === level).map(({ amount }) => amount));
  const fees = request.fees.map((fee, i) => ({
    ...fee,
    feeAmount: fee.feeAmount + (i === 0 ? off("feeAmount") : 0),
  }));
  const goodsAmount = sum(
    lines.map(({ price, quantity }) => price * (fault === "quantityIgnored" ? 1 : quantity)),
  );
  const feeAmount = sum(fees.map((fee) => fee.feeAmount));
  const feeDiscountAmount = sum(fees.map((fee) => fee.feeDiscountAmount));
  const ids = (i: number): Pick<Line, "goodsId" | "skuId"> => {
    const swapped = fault === "skusSwapped" && i < 2 && lines.length > 1 ? 1 - i : i;
    return lines[swapped] as Line;
  };
  return {
    type: request.calculationType,
    marketing,
    fees,
    goodsAmount,
    feeAmount,
    feeDiscountAmount,
    totalAmount: goodsAmount + (fault === "feeForgotten" ? 0 : feeAmount) - off("totalAmount"),
    totalDiscountAmount:
      sum(asked.map(({ amount }) => amount)) +
      (fault === "feeDiscountForgotten" ? 0 : feeDiscountAmount) +
      off("totalDiscount"),
    orderLevel: ofLevel(1) + off("orderLevelSum"),
    goodsLevel: ofLevel(2) - off("goodsLevelSum"),
    lines: lines.map((line, i) => {
      const total = line.price * line.quantity;
      return {
        ids: { goodsId: ids(i).goodsId, skuId: ids(i).skuId },
        blockIds: { goodsId: line.goodsId, skuId: line.skuId },
        price: line.price,
        quantity: line.quantity,
        bears: line.bears,
        total: total - (i === 0 ? off("lineTotal") : 0),
        discount: discountOf(line.bears) + (i === 0 ? off("lineDiscount") - off("lineShare") : 0),
        payable: total - discountOf(line.bears) + (i === 0 ? off("linePayable") : 0),
        units: line.units.map((bears, u) => ({
          bears,
          total: line.price + (i === 0 && u === 0 ? off("unitTotal") : 0),
          discount: discountOf(bears),
        })),
      };
    }),
  };
};

type Shop = (request: PlainRequest) => unknown;

const compact = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

/** The shop's answer as options for plugin.createOrder. */
const plugin = (request: PlainRequest, fault?: ShopFault): unknown => {
  const answer = answerOf(request, fault);
  const entries = (bears: readonly Bearing[]): object[] =>
    bears.map(({ id, code, amount }) => {
      const of = answer.marketing.find((each) => each.id === id && each.code === code);
      return compact({ id, code, type: of?.type, discountRange: of?.discountRange, discountAmount: amount });
    });
  const withSkus = request.lines[0]?.skuId !== undefined;
  return {
    [withSkus ? "skuList" : "goodsList"]: answer.lines.map(({ ids, price, quantity, discount }) => ({
      ...(withSkus ? { skuId: ids.skuId, goodsInfo: { goodsId: ids.goodsId } } : { goodsId: ids.goodsId }),
      price,
      quantity,
      discountAmount: discount,
    })),
    payment: {
      totalAmount: answer.totalAmount,
      totalDiscountAmount: answer.totalDiscountAmount,
      feeDetailsList: answer.fees,
    },
    discountInfo: {
      type: answer.type,
      detail: {
        orderDiscount: {
          orderTotalDiscountAmount: answer.orderLevel,
          goodsTotalDiscountAmount: answer.goodsLevel,
          marketingInfo: answer.marketing,
        },
        goodsDiscount: answer.lines.map(({ blockIds, quantity, total, discount, bears }) => ({
          ...compact(blockIds),
          quantity,
          totalAmount: total,
          totalDiscountAmount: discount,
          marketingInfo: entries(bears),
        })),
        itemDiscount: answer.lines.flatMap(({ blockIds, units }) =>
          units.map(({ bears, total, discount }) => ({
            ...compact(blockIds),
            totalAmount: total,
            totalDiscountAmount: discount,
            marketingInfo: entries(bears),
          })),
        ),
      },
    },
  };
};

/** The shop's answer as an OpenAPI create_order body. */
const openapi = (request: PlainRequest, fault?: ShopFault): unknown => {
  const answer = answerOf(request, fault);
  const snake = ({ goodsId, skuId }: Pick<Line, "goodsId" | "skuId">): object =>
    compact({ goods_id: goodsId, sku_id: skuId });
  const entries = (bears: readonly Bearing[]): object[] =>
    bears.map(({ id, amount }) => {
      const of = answer.marketing.find((each) => each.id === id);
      return { id, type: of?.type, discount_range: of?.discountRange, discount_amount: amount };
    });
  const withSkus = request.lines[0]?.skuId !== undefined;
  return {
    [withSkus ? "sku_list" : "goods_list"]: answer.lines.map(({ ids, price, quantity, discount }) => ({
      ...(withSkus
        ? { sku_id: ids.skuId, goods_info: { goods_id: ids.goodsId } }
        : { goods_id: ids.goodsId }),
      price,
      quantity,
      discount_amount: discount,
    })),
    total_amount: answer.totalAmount,
    discount_amount: answer.totalDiscountAmount,
    price_calculation_detail: {
      calculation_type: answer.type,
      order_discount_detail: {
        order_total_discount_amount: answer.orderLevel,
        goods_total_discount_amount: answer.goodsLevel,
        marketing_detail_info: answer.marketing.map(({ id, type, discountRange, discountAmount }) => ({
          id,
          type,
          discount_range: discountRange,
          discount_amount: discountAmount,
        })),
      },
      goods_discount_detail: answer.lines.map(({ blockIds, quantity, total, discount, bears }) => ({
        ...snake(blockIds),
        quantity,
        total_amount: total,
        total_discount_amount: discount,
        marketing_detail_info: entries(bears),
      })),
      item_discount_detail: answer.lines.flatMap(({ blockIds, units }) =>
        units.map(({ bears, total, discount }) => ({
          ...snake(blockIds),
          total_amount: total,
          total_discount_amount: discount,
          marketing_detail_info: entries(bears),
        })),
      ),
    },
  };
};

/** The shop's answer as a quote. */
const quote = (request: PlainRequest, fault?: ShopFault): unknown => {
  const answer = answerOf(request, fault);
  const shares = (bears: readonly Bearing[]): object[] =>
    bears.map(({ amount, ...name }) => ({ ...name, discountAmount: amount }));
  return {
    calculationType: answer.type,
    totals: {
      goodsAmount: answer.goodsAmount,
      feeAmount: answer.feeAmount,
      totalAmount: answer.totalAmount,
      goodsDiscountAmount: answer.goodsLevel,
      orderDiscountAmount: answer.orderLevel,
      feeDiscountAmount: answer.feeDiscountAmount,
      totalDiscountAmount: answer.totalDiscountAmount,
      payableAmount: answer.totalAmount - answer.totalDiscountAmount,
    },
    marketing: answer.marketing,
    lines: answer.lines.map(({ ids, price, quantity, total, discount, payable, bears, units }) => ({
      ...compact(ids),
      unitPrice: price,
      quantity,
      totalAmount: total,
      totalDiscountAmount: discount,
      payableAmount: payable,
      marketing: shares(bears),
      units: units.map((unit) => ({
        count: 1,
        totalAmount: unit.total,
        totalDiscountAmount: unit.discount,
        payableAmount: unit.total - unit.discount,
        marketing: shares(unit.bears),
      })),
    })),
    fees: answer.fees,
  };
};

const FORMATS = {
  "plugin.createOrder": plugin,
  "openapi.createOrder": openapi,
  quote,
} as const;

export type ShopFormat = keyof typeof FORMATS;
export const SHOP_FORMATS = Object.keys(FORMATS) as readonly ShopFormat[];

/** The shop's price function in one format, as it should be or with one fault. */
export const shop =
  (format: ShopFormat, fault?: ShopFault): Shop =>
  (request) =>
    FORMATS[format](request, fault);
