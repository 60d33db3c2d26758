/**
 * The different marketing of a payload, found by a scan: an order in a mini-program has few.
 */
import type { MarketingEntry } from "../../platform/wire/Amounts.js";

export class MarketingKeys {
  private readonly entries: MarketingEntry[] = [];

  get size(): number {
    return this.entries.length;
  }

  firstOfId(number: number): MarketingEntry {
    const { id } = this.entries[number] as MarketingEntry;
    return this.entries.find((known) => known.id === id) as MarketingEntry;
  }

  numberOf(entry: MarketingEntry): number {
    const number = this.entries.findIndex(({ id, code }) => id === entry.id && code === entry.code);
    return number < 0 ? this.entries.push(entry) - 1 : number;
  }
}
