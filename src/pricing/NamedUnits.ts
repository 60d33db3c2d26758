/**
 * Allocation to units that are named: the lines of which some marketing of the order is for particular units.
 */
import { type Problem, pointer, problem } from "../codec/Problem.js";
import { LineIndex } from "../order/LineIndex.js";
import type { LineItem } from "../order/LineItem.js";
import type { Marketing, UnitDiscount } from "../order/Marketing.js";
import type { Policy } from "../order/Policy.js";
import { takeOffAll, takeOffNamed, type UnitState } from "./UnitLedger.js";

/** What a line, or each unit of a run, bears of one marketing: never 0. */
export interface Borne {
  /** Position of the marketing in the request. */
  readonly marketing: number;
  readonly amount: number;
}

/** What a unit bears, last first: each entry with those before it, so that runs that were one share their history. */
interface Chain extends Borne {
  readonly before: Chain | undefined;
}

/** Units of a line that are alike, and what each of them bears. */
export interface UnitsBorne extends UnitState {
  readonly chain: Chain | undefined;
}

/** What each unit of a run bears, in canonical order of the marketing. */
export const borneBy = ({ chain }: UnitsBorne): readonly Borne[] => {
  const borne: Borne[] = [];
  for (let each = chain; each !== undefined; each = each.before) borne.push(each);
  return borne.reverse();
};

/** Neighbours that bear the same, as one run. */
export const mergedRuns = (runs: readonly UnitsBorne[]): readonly UnitsBorne[] => {
  const merged: UnitsBorne[] = [];
  for (const run of runs) {
    const before = merged[merged.length - 1];
    if (before !== undefined && isAlike(before.chain, run.chain))
      merged[merged.length - 1] = { ...before, count: before.count + run.count };
    else merged.push(run);
  }
  return merged;
};

const isAlike = (a: Chain | undefined, b: Chain | undefined): boolean => {
  let [mine, other] = [a, b];
  // Histories that were one so far are one object.
  while (mine !== other) {
    if (mine?.marketing !== other?.marketing || mine?.amount !== other?.amount) return false;
    mine = mine?.before;
    other = other?.before;
  }
  return true;
};

/** One entry of a marketing's units, with its position there. */
interface Entry extends UnitDiscount {
  readonly at: number;
}

/** The lines of an order whose units are kept apart. */
export class NamedUnits {
  /** Their units; undefined for the others. Positions are those of the request. */
  readonly lines: (readonly UnitsBorne[] | undefined)[];
  private readonly marketing: readonly Marketing[];
  private readonly index: LineIndex;

  private constructor(lines: readonly LineItem[], marketing: readonly Marketing[]) {
    this.lines = lines.map(() => undefined);
    this.marketing = marketing;
    this.index = new LineIndex(lines);
    for (const { units = [] } of marketing)
      for (const each of units) {
        const position = this.index.first(each);
        const { quantity, unitPrice } = lines[position] as LineItem;
        this.lines[position] = [{ count: quantity, payable: unitPrice, chain: undefined }];
      }
  }

  /** Undefined where no marketing names units, as in most orders. */
  static of(lines: readonly LineItem[], marketing: readonly Marketing[]): NamedUnits | undefined {
    for (const each of marketing) if (each.units !== undefined) return new NamedUnits(lines, marketing);
    return undefined;
  }

  /** Takes a line's share of a marketing off its units, if they are kept apart. */
  takeAll(line: number, marketing: number, share: number): void {
    const runs = this.lines[line];
    if (runs !== undefined) this.lines[line] = takeOffAll(runs, share, lowerFor(marketing));
  }

  /**
   * Takes a marketing's amounts off the units that it names, no unit's above what it still has to pay: a larger one is
   * a problem under `reject`. Tells what each line bears.
   *
   * @returns What was taken off in all.
   */
  take(
    position: number,
    overDiscount: Policy["overDiscount"],
    problems: Problem[],
    bear: (line: number, share: number) => void,
  ): number {
    let taken = 0;
    for (const [line, entries] of this.byLine(position)) {
      let share = 0;
      const tooMuch = new Map<number, number>();
      const take = lowerFor(position);
      this.lines[line] = takeOffNamed(
        this.lines[line] as readonly UnitsBorne[],
        entries,
        (run, count, amount, entry) => {
          const granted = Math.min(amount, run.payable);
          const k = entry as number;
          if (granted < amount) tooMuch.set(k, Math.min(granted, tooMuch.get(k) ?? granted));
          share += granted * count;
          return take(run, count, granted);
        },
      );
      if (overDiscount === "reject")
        for (const [k, room] of tooMuch) problems.push(overUnit(position, entries[k] as Entry, room));
      if (share > 0) bear(line, share);
      taken += share;
    }
    return taken;
  }

  /** A marketing's entries, by line, each line's in the order of its units. */
  private byLine(position: number): ReadonlyMap<number, readonly Entry[]> {
    const byLine = new Map<number, Entry[]>();
    (this.marketing[position] as Marketing).units?.forEach((each, at) => {
      const line = this.index.first(each);
      const entries = byLine.get(line);
      if (entries === undefined) byLine.set(line, [{ ...each, at }]);
      else entries.push({ ...each, at });
    });
    for (const entries of byLine.values()) entries.sort((a, b) => a.from - b.from);
    return byLine;
  }
}

const lowerFor =
  (marketing: number) =>
  (run: UnitsBorne, count: number, amount: number): UnitsBorne => ({
    count,
    payable: run.payable - amount,
    chain: amount === 0 ? run.chain : { marketing, amount, before: run.chain },
  });

const overUnit = (marketing: number, { at, discountAmount }: Entry, room: number): Problem =>
  problem("marketing.overDiscount", pointer("marketing", marketing, "units", at, "discountAmount"), {
    en: `expected at most ${room} fen, which is what one of its units still has to pay, got ${discountAmount} (policy.overDiscount "clamp" would lower it)`,
    zh: `其中某件最多还可优惠 ${room} 分,实际为 ${discountAmount}(policy.overDiscount 设为 "clamp" 可自动下调)`,
  });
