/**
 * Finding lines by their ids: a scan where there are few, maps where there are many.
 */
import { isSameLine, type LineReference, refersTo } from "./LineItem.js";

/** Up to so many lines a scan beats building maps. */
const FEW = 16;

/** Where the lines of an order stand, by goods id and sku id. */
export class LineIndex {
  private readonly lines: readonly LineReference[];
  /** goods id → sku id → position of the first such line; undefined where there are few lines. */
  private readonly positions: ReadonlyMap<string, ReadonlyMap<string | undefined, number>> | undefined;

  constructor(lines: readonly LineReference[]) {
    this.lines = lines;
    this.positions = lines.length <= FEW ? undefined : mapOf(lines);
  }

  /** The position of the first line with exactly these ids, or −1. */
  first(ids: LineReference): number {
    if (this.positions !== undefined) return this.positions.get(ids.goodsId)?.get(ids.skuId) ?? -1;
    for (let i = 0; i < this.lines.length; i++) if (isSameLine(this.lines[i] as LineReference, ids)) return i;
    return -1;
  }

  /** Does the reference name any line? */
  has(reference: LineReference): boolean {
    if (this.positions !== undefined) {
      const skus = this.positions.get(reference.goodsId);
      return skus !== undefined && (reference.skuId === undefined || skus.has(reference.skuId));
    }
    for (const line of this.lines) if (refersTo(reference, line)) return true;
    return false;
  }

  /** The positions of the lines that a reference names. */
  matching(reference: LineReference): readonly number[] {
    if (this.positions !== undefined) {
      const skus = this.positions.get(reference.goodsId);
      if (skus === undefined) return [];
      if (reference.skuId === undefined) return [...skus.values()];
      const position = skus.get(reference.skuId);
      return position === undefined ? [] : [position];
    }
    const positions: number[] = [];
    for (let i = 0; i < this.lines.length; i++)
      if (refersTo(reference, this.lines[i] as LineReference)) positions.push(i);
    return positions;
  }
}

const mapOf = (lines: readonly LineReference[]): Map<string, Map<string | undefined, number>> => {
  const positions = new Map<string, Map<string | undefined, number>>();
  lines.forEach((line, i) => {
    let skus = positions.get(line.goodsId);
    if (skus === undefined) {
      skus = new Map();
      positions.set(line.goodsId, skus);
    }
    if (!skus.has(line.skuId)) skus.set(line.skuId, i);
  });
  return positions;
};
