/**
 * The units of a line beside their entries in a claim. Units have no ids, so they are compared as a bag: what is alike
 * cancels out, and only the rest is compared.
 */
import type { ItemEntry } from "../platform/wire/Amounts.js";
import type { QuoteLine, UnitRun } from "../pricing/Quote.js";
import { textOfMarketing } from "./compareMarketing.js";

type Unit = Pick<ItemEntry, "totalAmount" | "totalDiscountAmount"> & {
  readonly marketing: Parameters<typeof textOfMarketing>[0];
};

const textOf = ({ totalAmount, totalDiscountAmount, marketing }: Unit, hasCodes: boolean): string =>
  `${totalAmount ?? "?"}|${totalDiscountAmount ?? "?"}|${textOfMarketing(marketing, hasCodes)}`;

interface Left {
  readonly run: UnitRun;
  count: number;
}

/** The units of a line by what they say. Runs that are not neighbours may be equal. */
const unitsByText = (line: QuoteLine, hasCodes: boolean): Map<string, Left> => {
  const left = new Map<string, Left>();
  for (const run of line.units) {
    const text = textOf(run, hasCodes);
    const same = left.get(text);
    if (same === undefined) left.set(text, { run, count: run.count });
    else same.count += run.count;
  }
  return left;
};

/**
 * The entries that are like no unit, each with a unit that no entry is like. There must be as many entries at
 * `positions` as the line has units.
 */
export const unlikeUnits = (
  line: QuoteLine,
  positions: readonly number[],
  items: readonly ItemEntry[],
  hasCodes: boolean,
): readonly { readonly position: number; readonly unit: UnitRun }[] => {
  const left = unitsByText(line, hasCodes);
  const unlike = positions.filter((position) => {
    const same = left.get(textOf(items[position] as ItemEntry, hasCodes));
    if (same === undefined || same.count === 0) return true;
    same.count -= 1;
    return false;
  });
  const rest = [...left.values()].flatMap(({ run, count }) => new Array<UnitRun>(count).fill(run));
  return unlike.map((position, n) => ({ position, unit: rest[n] as UnitRun }));
};
