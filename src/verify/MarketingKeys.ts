/**
 * The different marketing of a payload, numbered as they come, so that shares can be summed in plain arrays.
 */
import type { MarketingEntry } from "../platform/wire/Amounts.js";

/** Up to so many marketing a scan beats a map. */
const FEW = 24;

/** Numbers marketing by (id, code). */
export class MarketingKeys {
  /** The first entry of each number. */
  private readonly entries: MarketingEntry[] = [];
  /** Of each number, the first that has the same id. */
  private readonly sameId: number[] = [];
  /** id → code → number, once there are many. */
  private numbers: Map<string, Map<string | undefined, number>> | undefined;

  /** How many there are. */
  get size(): number {
    return this.entries.length;
  }

  /** The first entry of the same id, whatever its code. */
  firstOfId(number: number): MarketingEntry {
    return this.entries[this.sameId[number] as number] as MarketingEntry;
  }

  /** The number of an entry's marketing; a new one where it has not come before. */
  numberOf(entry: MarketingEntry): number {
    if (this.numbers !== undefined) return this.lookUp(this.numbers, entry);
    const entries = this.entries;
    let sameId = entries.length;
    for (let k = 0; k < entries.length; k++) {
      const known = entries[k] as MarketingEntry;
      if (known.id !== entry.id) continue;
      if (known.code === entry.code) return k;
      if (sameId > k) sameId = k;
    }
    const number = entries.push(entry) - 1;
    this.sameId.push(sameId);
    if (entries.length > FEW) {
      const numbers = new Map<string, Map<string | undefined, number>>();
      this.numbers = numbers;
      entries.forEach((known, k) => remember(numbers, known, k));
    }
    return number;
  }

  private lookUp(numbers: Map<string, Map<string | undefined, number>>, entry: MarketingEntry): number {
    const codes = numbers.get(entry.id);
    const known = codes?.get(entry.code);
    if (known !== undefined) return known;
    const number = this.entries.push(entry) - 1;
    const first = codes?.values().next();
    this.sameId.push(first === undefined || first.done === true ? number : first.value);
    remember(numbers, entry, number);
    return number;
  }
}

const remember = (
  numbers: Map<string, Map<string | undefined, number>>,
  entry: MarketingEntry,
  number: number,
): void => {
  const codes = numbers.get(entry.id);
  if (codes === undefined) numbers.set(entry.id, new Map([[entry.code, number]]));
  else codes.set(entry.code, number);
};
