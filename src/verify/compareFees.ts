/**
 * The fees of a claim beside those of a quote. Fees have no ids: those of one type are compared from the smallest to
 * the largest.
 */
import type { FeeEntry } from "../platform/wire/Amounts.js";
import type { Paths } from "../platform/wire/Paths.js";
import type { Differences } from "./Report.js";

interface Placed {
  readonly fee: FeeEntry;
  readonly position: number;
}

const discountOf = ({ feeDiscountAmount = 0 }: FeeEntry): number => feeDiscountAmount;

const byType = (fees: readonly FeeEntry[]): Map<number, Placed[]> => {
  const types = new Map<number, Placed[]>();
  fees.forEach((fee, position) => {
    const listed = types.get(fee.feeType) ?? [];
    listed.push({ fee, position });
    types.set(fee.feeType, listed);
  });
  for (const listed of types.values())
    listed.sort((a, b) => a.fee.feeAmount - b.fee.feeAmount || discountOf(a.fee) - discountOf(b.fee));
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
    const our = ours.get(type) ?? [];
    const their = theirs.get(type) ?? [];
    for (const placed of their.slice(our.length))
      found.differs("fee.unexpected", paths.fee(placed.position, "feeType"), null, type);
    our.forEach(({ fee }, n) => {
      const placed = their[n];
      if (placed === undefined) found.differs("fee.missing", paths.fees(), type, null);
      else compareFee(fee, placed, paths, found);
    });
  }
};
