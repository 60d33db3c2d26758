/**
 * LIMIT: what the machine can do. The loops that a skilled person would write by hand for exactly this work, over
 * plain numbers, with nothing around them: no validation, no exactness past 2^53, no errors, no options.
 *
 * The engine is measured against these. They are not slowed down to make it look good; where two ways of writing a
 * loop were tried, the faster one stands here.
 */
import type { PricingRequest } from "../src/index.js";

/** Up to so many weights, looking for the largest remainder again and again beats counting them. */
const SCAN = 24;

/** Into so many equal ranges the remainders are counted. */
const RANGES = 1024;
const counts = new Uint32Array(RANGES + 1);

/**
 * Largest remainder over weights whose products with the amount stay below 2^53; ties to the larger weight, then to
 * the earlier position. Linear: the remainders are counted by range, and only those of the one range in which the
 * border falls are sorted.
 */
export const limitApportion = (amount: number, weights: readonly number[]): number[] => {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] as number;
  return limitApportionOf(amount, weights, total);
};

/** Kept between calls: an allocation less. */
const scratch = new Float64Array(1 << 15);

const limitApportionOf = (amount: number, weights: readonly number[], total: number): number[] => {
  const n = weights.length;
  const shares = new Array<number>(n);
  const remainders = n <= scratch.length ? scratch : new Float64Array(n);
  let left = amount;
  for (let i = 0; i < n; i++) {
    const product = amount * (weights[i] as number);
    const share = Math.floor(product / total);
    shares[i] = share;
    remainders[i] = product - share * total;
    left -= share;
  }
  if (left > 0) {
    if (n <= SCAN || left <= 3) raiseByScan(shares, remainders, weights, left);
    else raiseByRange(shares, remainders, weights, left, total);
  }
  return shares;
};

const raiseByScan = (
  shares: number[],
  remainders: Float64Array,
  weights: readonly number[],
  count: number,
): void => {
  for (let round = 0; round < count; round++) {
    let best = 0;
    let largest = remainders[0] as number;
    for (let i = 1; i < weights.length; i++) {
      const remainder = remainders[i] as number;
      if (
        remainder > largest ||
        (remainder === largest && (weights[i] as number) > (weights[best] as number))
      ) {
        best = i;
        largest = remainder;
      }
    }
    shares[best] = (shares[best] as number) + 1;
    remainders[best] = -1;
  }
};

const raiseByRange = (
  shares: number[],
  remainders: Float64Array,
  weights: readonly number[],
  count: number,
  total: number,
): void => {
  const n = weights.length;
  const scale = RANGES / total;
  counts.fill(0);
  for (let i = 0; i < n; i++) {
    const range = ((remainders[i] as number) * scale) | 0;
    counts[range] = (counts[range] as number) + 1;
  }
  let left = count;
  let border = RANGES;
  while ((counts[border] as number) <= left) {
    left -= counts[border] as number;
    border -= 1;
    if (border < 0) break;
  }
  const atBorder: number[] = [];
  for (let i = 0; i < n; i++) {
    const range = ((remainders[i] as number) * scale) | 0;
    if (range > border) shares[i] = (shares[i] as number) + 1;
    else if (range === border) atBorder.push(i);
  }
  if (left === 0) return;
  raiseAtBorder(shares, remainders, weights, atBorder, left);
};

/**
 * The border range mostly holds a few remainders, or, among ties, many of which most are equal. Three-way partitioning
 * around a member takes both in linear time: what equals it is done with in one pass.
 */
const raiseAtBorder = (
  shares: number[],
  remainders: Float64Array,
  weights: readonly number[],
  atBorder: readonly number[],
  count: number,
): void => {
  let among = atBorder;
  let left = count;
  while (left > 0) {
    const pivot = among[among.length >> 1] as number;
    const remainder = remainders[pivot] as number;
    const weight = weights[pivot] as number;
    const above: number[] = [];
    const equal: number[] = [];
    const below: number[] = [];
    for (const i of among) {
      const ahead = (remainders[i] as number) - remainder || (weights[i] as number) - weight;
      if (ahead > 0) above.push(i);
      else if (ahead === 0) equal.push(i);
      else below.push(i);
    }
    if (above.length > left) {
      among = above;
      continue;
    }
    for (const i of above) shares[i] = (shares[i] as number) + 1;
    left -= above.length;
    const taken = Math.min(left, equal.length);
    for (let k = 0; k < taken; k++) {
      const i = equal[k] as number;
      shares[i] = (shares[i] as number) + 1;
    }
    left -= taken;
    among = below;
  }
};

/** What LIMIT makes of a request: the lines of a quote without their unit runs, and the totals. */
export interface LimitQuote {
  readonly totals: {
    readonly goodsAmount: number;
    readonly feeAmount: number;
    readonly totalAmount: number;
    readonly goodsDiscountAmount: number;
    readonly orderDiscountAmount: number;
    readonly feeDiscountAmount: number;
    readonly totalDiscountAmount: number;
    readonly payableAmount: number;
  };
  readonly lines: readonly LimitLine[];
}

interface LimitShare {
  readonly id: string;
  readonly code?: string;
  readonly discountAmount: number;
}

interface LimitLine {
  readonly goodsId: string;
  readonly skuId?: string;
  readonly unitPrice: number;
  readonly quantity: number;
  readonly totalAmount: number;
  readonly totalDiscountAmount: number;
  readonly payableAmount: number;
  readonly marketing: readonly LimitShare[];
}

type Line = PricingRequest["lines"][number];
type Marketing = PricingRequest["marketing"][number];

const compareText = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1;

const compareLines = (a: Line, b: Line): number =>
  compareText(a.goodsId, b.goodsId) || compareText(a.skuId, b.skuId);

const compareMarketing = (a: Marketing, b: Marketing): number =>
  b.discountRange - a.discountRange ||
  a.sequence - b.sequence ||
  a.type - b.type ||
  compareText(a.id, b.id) ||
  compareText(a.code, b.code);

/** Up to so many, insertion is the fastest sort. */
const INSERT = 12;

const canonical = <A>(items: readonly A[], compare: (a: A, b: A) => number): number[] => {
  const order = new Array<number>(items.length);
  if (items.length > INSERT) {
    for (let i = 0; i < items.length; i++) order[i] = i;
    return order.sort((i, j) => compare(items[i] as A, items[j] as A));
  }
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as A;
    let at = i;
    while (at > 0 && compare(items[order[at - 1] as number] as A, item) > 0) {
      order[at] = order[at - 1] as number;
      at -= 1;
    }
    order[at] = i;
  }
  return order;
};

/** Up to so many pairs of a line and a reference, comparing each is faster than a map. */
const PAIRS = 32;

/** Where the lines of each goods stand, in canonical order. */
const positionsByGoods = (lines: readonly Line[], order: readonly number[]): Map<string, number[]> => {
  const positions = new Map<string, number[]>();
  for (let i = 0; i < order.length; i++) {
    const { goodsId } = lines[order[i] as number] as Line;
    const own = positions.get(goodsId);
    if (own === undefined) positions.set(goodsId, [i]);
    else own.push(i);
  }
  return positions;
};

/** The weights of a marketing that names its lines: 0 for the others. */
const scopedWeights = (
  references: NonNullable<Marketing["appliesTo"]>,
  lines: readonly Line[],
  order: readonly number[],
  payables: readonly number[],
  byGoods: ReadonlyMap<string, readonly number[]> | undefined,
): number[] => {
  const n = order.length;
  const weights = new Array<number>(n);
  for (let i = 0; i < n; i++) weights[i] = 0;
  for (const { goodsId, skuId } of references) {
    if (byGoods !== undefined) {
      for (const i of byGoods.get(goodsId) as readonly number[])
        if (skuId === undefined || skuId === (lines[order[i] as number] as Line).skuId)
          weights[i] = payables[i] as number;
      continue;
    }
    for (let i = 0; i < n; i++) {
      const line = lines[order[i] as number] as Line;
      if (goodsId === line.goodsId && (skuId === undefined || skuId === line.skuId))
        weights[i] = payables[i] as number;
    }
  }
  return weights;
};

/** Prices a valid request under the default policy, with the shares of each line but without those of its units. */
export const limitPrice = ({ lines, marketing, fees }: PricingRequest): LimitQuote => {
  const n = lines.length;
  const lineOrder = canonical(lines, compareLines);
  const marketingOrder = canonical(marketing, compareMarketing);
  const payables = new Array<number>(n);
  let goodsAmount = 0;
  for (let i = 0; i < n; i++) {
    const line = lines[lineOrder[i] as number] as Line;
    const lineTotal = line.unitPrice * line.quantity;
    payables[i] = lineTotal;
    goodsAmount += lineTotal;
  }
  const borne: LimitShare[][] = [];
  for (let i = 0; i < n; i++) borne.push([]);
  let byGoods: Map<string, number[]> | undefined;
  let payable = goodsAmount;
  let goodsDiscountAmount = 0;
  let orderDiscountAmount = 0;
  for (let j = 0; j < marketing.length; j++) {
    const { id, code, discountRange, discountAmount, appliesTo } = marketing[
      marketingOrder[j] as number
    ] as Marketing;
    let weights = payables;
    let total = payable;
    if (appliesTo !== undefined) {
      if (n * appliesTo.length > PAIRS) byGoods ??= positionsByGoods(lines, lineOrder);
      weights = scopedWeights(appliesTo, lines, lineOrder, payables, byGoods);
      total = 0;
      for (let i = 0; i < n; i++) total += weights[i] as number;
    }
    const shares = limitApportionOf(discountAmount, weights, total);
    for (let i = 0; i < n; i++) {
      const share = shares[i] as number;
      if (share === 0) continue;
      payables[i] = (payables[i] as number) - share;
      (borne[i] as LimitShare[]).push(
        code === undefined ? { id, discountAmount: share } : { id, code, discountAmount: share },
      );
    }
    payable -= discountAmount;
    if (discountRange === 2) goodsDiscountAmount += discountAmount;
    else orderDiscountAmount += discountAmount;
  }
  const priced = new Array<LimitLine>(n);
  for (let i = 0; i < n; i++) {
    const position = lineOrder[i] as number;
    const { goodsId, skuId, unitPrice, quantity } = lines[position] as Line;
    const totalAmount = unitPrice * quantity;
    const payableAmount = payables[i] as number;
    const totalDiscountAmount = totalAmount - payableAmount;
    const shares = borne[i] as LimitShare[];
    priced[position] =
      skuId === undefined
        ? { goodsId, unitPrice, quantity, totalAmount, totalDiscountAmount, payableAmount, marketing: shares }
        : {
            goodsId,
            skuId,
            unitPrice,
            quantity,
            totalAmount,
            totalDiscountAmount,
            payableAmount,
            marketing: shares,
          };
  }
  let feeAmount = 0;
  let feeDiscountAmount = 0;
  for (const fee of fees) {
    feeAmount += fee.feeAmount;
    feeDiscountAmount += fee.feeDiscountAmount;
  }
  const totalDiscountAmount = goodsDiscountAmount + orderDiscountAmount + feeDiscountAmount;
  return {
    totals: {
      goodsAmount,
      feeAmount,
      totalAmount: goodsAmount + feeAmount,
      goodsDiscountAmount,
      orderDiscountAmount,
      feeDiscountAmount,
      totalDiscountAmount,
      payableAmount: goodsAmount + feeAmount - totalDiscountAmount,
    },
    lines: priced,
  };
};
