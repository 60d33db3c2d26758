/**
 * Finding lines by a scan: an order in a mini-program has few.
 */
import { isSameLine, type LineReference, refersTo } from "../../order/LineItem.js";

export class LineIndex {
  private readonly lines: readonly LineReference[];

  constructor(lines: readonly LineReference[]) {
    this.lines = lines;
  }

  first(ids: LineReference): number {
    return this.lines.findIndex((line) => isSameLine(line, ids));
  }

  has(reference: LineReference): boolean {
    return this.lines.some((line) => refersTo(reference, line));
  }

  matching(reference: LineReference): readonly number[] {
    return this.lines.map((_, i) => i).filter((i) => refersTo(reference, this.lines[i] as LineReference));
  }
}
