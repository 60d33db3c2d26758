/**
 * Which lines a part of a payload may speak of, by whatever ids both have.
 */

/** Ids, of which a payload may leave either out. */
interface Ids {
  readonly goodsId?: string | undefined;
  readonly skuId?: string | undefined;
}

const NONE: readonly never[] = [];

const groupBy = <Line>(
  lines: readonly Line[],
  idOf: (line: Line) => string | undefined,
): ReadonlyMap<string | undefined, readonly Line[]> => {
  const groups = new Map<string | undefined, Line[]>();
  for (const line of lines) {
    const id = idOf(line);
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [line]);
    else group.push(line);
  }
  return groups;
};

/** Do two ids not contradict each other? */
const agree = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/** Finds lines by goods id and sku id. */
export class LineMatcher<Line extends Ids> {
  private readonly byGoods: ReadonlyMap<string | undefined, readonly Line[]>;
  private readonly bySku: ReadonlyMap<string | undefined, readonly Line[]>;

  constructor(lines: readonly Line[]) {
    this.byGoods = groupBy(lines, (line) => line.goodsId);
    this.bySku = groupBy(lines, (line) => line.skuId);
  }

  /** The lines that these ids may mean: one, if they are enough; none, if there is no such line. */
  matching({ goodsId, skuId }: Ids): readonly Line[] {
    const near = this.bySku.get(skuId) ?? this.byGoods.get(goodsId) ?? NONE;
    return near.filter((line) => agree(line.goodsId, goodsId) && agree(line.skuId, skuId));
  }
}
