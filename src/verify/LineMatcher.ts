/**
 * Which lines of a quote a part of a payload may speak of, by whatever ids it has.
 */
import type { QuoteLine } from "../pricing/Quote.js";

const NONE: readonly never[] = [];

const groupBy = (
  lines: readonly QuoteLine[],
  key: (line: QuoteLine) => string | undefined,
): Map<string, QuoteLine[]> => {
  const groups = new Map<string, QuoteLine[]>();
  for (const line of lines) {
    const value = key(line);
    if (value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [line]);
    else group.push(line);
  }
  return groups;
};

/** Finds lines by goods id and sku id, of which a payload may have either or both. */
export class LineMatcher {
  readonly #byGoods: Map<string, QuoteLine[]>;
  readonly #bySku: Map<string, QuoteLine[]>;

  constructor(lines: readonly QuoteLine[]) {
    this.#byGoods = groupBy(lines, (line) => line.goodsId);
    this.#bySku = groupBy(lines, (line) => line.skuId);
  }

  /** The lines that these ids may mean: one, if they are enough; none, if the order has no such line. */
  matching(ids: {
    readonly goodsId?: string | undefined;
    readonly skuId?: string | undefined;
  }): readonly QuoteLine[] {
    const { goodsId, skuId } = ids;
    if (goodsId === undefined) return skuId === undefined ? NONE : (this.#bySku.get(skuId) ?? NONE);
    const lines = this.#byGoods.get(goodsId) ?? NONE;
    return skuId === undefined
      ? lines
      : lines.filter((line) => line.skuId === undefined || line.skuId === skuId);
  }
}
