/**
 * The catalogue as a file: what the merchant sells, at which unit price, and the fees of takeaway orders.
 */
import * as E from "fp-ts/lib/Either.js";
import { capped, decodeWith, type Guarded, list, record } from "../../codec/Guarded.js";
import { fen, filledId, integer, text } from "../../codec/leaves.js";
import { type Problem, pointer, problem } from "../../codec/Problem.js";
import { type FeeInput, type FeeType, FeeTypeCodec } from "../../order/Fee.js";
import type { LineReference } from "../../order/LineItem.js";

/**
 * One price of a catalogue: of a sku, or, without sku id, of the goods and of every sku of it that the catalogue does not
 * list, be it under other goods.
 *
 * @category server
 * @since 0.4.0
 */
export interface CatalogueLine {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  /** Fen for one unit, before any discount. */
  readonly unitPrice: number;
  /** For whoever reads the file. */
  readonly title?: string | undefined;
}

/**
 * One fee of a catalogue, of orders that are delivered in one of these ways.
 *
 * @category server
 * @since 0.4.0
 */
export interface CatalogueFee {
  readonly feeType: FeeType;
  readonly feeAmount: number;
  readonly feeDesc?: string | undefined;
  /** The platform's `delivery_type`: 1 delivered, 2 picked up. Absent: every order that has one. */
  readonly deliveryTypes?: readonly number[] | undefined;
}

/**
 * The content of a catalogue file.
 *
 * @category server
 * @since 0.4.0
 */
export interface CatalogueFile {
  readonly lines: readonly CatalogueLine[];
  readonly fees?: readonly CatalogueFee[] | undefined;
}

/** A catalogue that was read, ready to be asked. */
export interface Catalogue {
  readonly unitPrice: (line: LineReference) => number | undefined;
  readonly fees: (deliveryType: number) => readonly FeeInput[];
}

const MOST_DELIVERY_TYPE = 1000;

/** The codec of the shape of a catalogue file. Strict: a misspelt key must not silently cost money. */
const CatalogueFileCodec: Guarded<CatalogueFile> = record(
  "Catalogue",
  "refuse",
  {
    lines: list(
      "CatalogueLines",
      record(
        "CatalogueLine",
        "refuse",
        { goodsId: filledId, unitPrice: fen },
        { skuId: filledId, title: text },
      ),
      1,
    ),
  },
  {
    fees: list(
      "CatalogueFees",
      record(
        "CatalogueFee",
        "refuse",
        { feeType: FeeTypeCodec, feeAmount: fen },
        {
          feeDesc: text,
          deliveryTypes: list("DeliveryTypes", integer("DeliveryType", 0, MOST_DELIVERY_TYPE), 1),
        },
      ),
    ),
  },
);

/** The prices of one goods: its own, and those of its skus. */
interface GoodsPrices {
  own?: number;
  readonly skus: Map<string, number>;
}

/** Keeps a price; false where the line has one already. */
const keep = (goods: Map<string, GoodsPrices>, { goodsId, skuId, unitPrice }: CatalogueLine): boolean => {
  const prices = goods.get(goodsId) ?? { skus: new Map<string, number>() };
  goods.set(goodsId, prices);
  if (skuId === undefined) {
    if (prices.own !== undefined) return false;
    prices.own = unitPrice;
    return true;
  }
  if (prices.skus.has(skuId)) return false;
  prices.skus.set(skuId, unitPrice);
  return true;
};

const duplicate = (i: number, { goodsId, skuId }: CatalogueLine): Problem => {
  const name = JSON.stringify(skuId === undefined ? { goodsId } : { goodsId, skuId });
  return problem("lines.duplicate", pointer("lines", i), {
    en: `expected each goods and sku once, got ${name} again`,
    zh: `同一商品与 sku 只能出现一次,重复:${name}`,
  });
};

const feesOf = (fees: readonly CatalogueFee[], deliveryType: number): readonly FeeInput[] =>
  fees
    .filter(({ deliveryTypes }) =>
      deliveryTypes === undefined ? deliveryType !== 0 : deliveryTypes.includes(deliveryType),
    )
    .map(({ deliveryTypes: _, ...fee }) => fee);

/** Reads a catalogue, or says every problem of it. */
export const decodeCatalogue = (value: unknown): E.Either<readonly Problem[], Catalogue> => {
  const shape = decodeWith(CatalogueFileCodec, value);
  if (E.isLeft(shape)) return shape;
  const { lines, fees = [] } = shape.right;
  const goods = new Map<string, GoodsPrices>();
  /** Skus that have a price of their own, under whichever goods. */
  const listed = new Set(lines.flatMap(({ skuId }) => (skuId === undefined ? [] : [skuId])));
  const problems = lines.flatMap((line, i) => (keep(goods, line) ? [] : [duplicate(i, line)]));
  if (problems.length > 0) return E.left(capped(problems));
  return E.right({
    unitPrice: ({ goodsId, skuId }) => {
      const prices = goods.get(goodsId);
      if (skuId === undefined) return prices?.own;
      // A sku of other goods must not pass at this one's price.
      return prices?.skus.get(skuId) ?? (listed.has(skuId) ? undefined : prices?.own);
    },
    fees: (deliveryType) => feesOf(fees, deliveryType),
  });
};
