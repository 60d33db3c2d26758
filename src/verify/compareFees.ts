/**
 * The fees of a claim beside those of a quote. Fees have no ids: of those of one type what is alike cancels
 * out, and the rest is compared from the smallest to the largest.
 */
import type { FeeEntry } from "../platform/wire/Amounts.js";
import type { Paths } from "../platform/wire/Paths.js";
import type { Differences } from "./Report.js";

interface Placed {
  readonly fee: FeeEntry;
  readonly position: number;
}

const discountOf = ({ feeDiscountAmount = 0 }: FeeEntry): number => feeDiscountAmount;

const ascending = (a: Placed, b: Placed): number =>
  a.fee.feeAmount - b.fee.feeAmount || discountOf(a.fee) - discountOf(b.fee);

const byType = (fees: readonly FeeEntry[]): Map<number, Placed[]> => {
  const types = new Map<number, Placed[]>();
  fees.forEach((fee, position) => {
    const listed = types.get(fee.feeType) ?? [];
    listed.push({ fee, position });
    types.set(fee.feeType, listed);
  });
  for (const listed of types.values()) listed.sort(ascending);
  return types;
};

const compareFee = (
  expected: FeeEntry,
  { fee, position }: Placed,
  paths: Paths,
  found: Differences,
): void => {
  found.compare("fee.amount", () => paths.fee(position, "feeAmount"), expected.feeAmount, fee.feeAmount);
  found.compare(
    "fee.discount",
    () => paths.fee(position, "feeDiscountAmount"),
    discountOf(expected),
    discountOf(fee),
  );
};

/** What is left of both lists once equal fees have cancelled out. Both ascend, so one pass finds the equal ones. */
const unlike = (ours: readonly Placed[], theirs: readonly Placed[]): { our: Placed[]; their: Placed[] } => {
  const our: Placed[] = [];
  const their: Placed[] = [];
  let n = 0;
  for (const each of ours) {
    while (n < theirs.length && ascending(theirs[n] as Placed, each) < 0) {
      their.push(theirs[n] as Placed);
      n += 1;
    }
    if (n < theirs.length && ascending(theirs[n] as Placed, each) === 0) n += 1;
    else our.push(each);
  }
  return { our, their: [...their, ...theirs.slice(n)] };
};

/** Compares the fees of both sides, type by type. */
export const compareFees = (
  expected: readonly FeeEntry[],
  actual: readonly FeeEntry[],
  paths: Paths,
  found: Differences,
): void => {
  const ours = byType(expected);
  const theirs = byType(actual);
  for (const type of new Set([...theirs.keys(), ...ours.keys()])) {
    const { our, their } = unlike(ours.get(type) ?? [], theirs.get(type) ?? []);
    for (const placed of their.slice(our.length))
      found.differs("fee.unexpected", paths.fee(placed.position, "feeType"), null, type);
    our.forEach(({ fee }, n) => {
      const placed = their[n];
      if (placed === undefined) found.differs("fee.missing", paths.fees(), type, null);
      else compareFee(fee, placed, paths, found);
    });
  }
};
