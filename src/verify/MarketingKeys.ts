/**
 * The different marketing of a payload, numbered as they come, so that shares can be summed in plain arrays.
 */
import type { MarketingEntry } from "../platform/wire/Amounts.js";

/** Up to so many marketing a scan beats a map. */
const FEW = 24;

/** Numbers marketing by (id, code). */
export class MarketingKeys {
  /** The first entry of each. */
  readonly entries: MarketingEntry[] = [];
  #numbers: Map<string, Map<string | undefined, number>> | undefined;

  /** The number of an entry's marketing; a new one where it has not come before. */
  numberOf(entry: MarketingEntry): number {
    const { entries } = this;
    if (this.#numbers !== undefined) return this.#lookUp(this.#numbers, entry);
    for (let k = 0; k < entries.length; k++) {
      const known = entries[k] as MarketingEntry;
      if (known.id === entry.id && known.code === entry.code) return k;
    }
    const number = entries.push(entry) - 1;
    if (entries.length > FEW) {
      this.#numbers = new Map();
      entries.forEach((known, k) => this.#remember(known, k));
    }
    return number;
  }

  #lookUp(numbers: Map<string, Map<string | undefined, number>>, entry: MarketingEntry): number {
    const known = numbers.get(entry.id)?.get(entry.code);
    if (known !== undefined) return known;
    const number = this.entries.push(entry) - 1;
    this.#remember(entry, number);
    return number;
  }

  #remember(entry: MarketingEntry, number: number): void {
    const numbers = this.#numbers as Map<string, Map<string | undefined, number>>;
    const codes = numbers.get(entry.id) ?? new Map<string | undefined, number>();
    numbers.set(entry.id, codes.set(entry.code, number));
  }
}
