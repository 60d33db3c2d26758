/**
 * Quota: a line bears its part of a discount, to within a fen.
 */

import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { covers, inCanonicalOrder, pairedLines, tellsApart } from "../besideRequest.js";
import { Breaches, type LawViolation } from "../LawViolation.js";
import { keyOf, type Ledger, type LedgerLine, lineNameOf, lineShares, nameOf } from "../Ledger.js";

/** A line as one marketing finds it. */
interface Part {
  readonly line: LedgerLine;
  readonly name: string;
  /** What it still has to pay. */
  weight: bigint;
  readonly shares: ReadonlyMap<string, bigint>;
}

/** Is the share less than a fen from `amount × weight ÷ Σ weights`? */
export const isWithinAFen = (share: bigint, amount: bigint, weight: bigint, weights: bigint): boolean => {
  const off = share * weights - amount * weight;
  return weights === 0n ? off === 0n : off < weights && -off < weights;
};

const placeOf = ({ line }: Part, key: string, hasCodes: boolean): string =>
  line.shares?.find((share) => keyOf(share, hasCodes) === key)?.path ?? line.path;

const checkMarketing = (
  parts: readonly Part[],
  key: string,
  name: string,
  hasCodes: boolean,
  found: Breaches,
): void => {
  const shareOf = ({ shares }: Part): bigint => shares.get(key) ?? 0n;
  let [amount, weights] = [0n, 0n];
  for (const part of parts) {
    amount += shareOf(part);
    weights += part.weight;
  }
  for (const part of parts) {
    if (!isWithinAFen(shareOf(part), amount, part.weight, weights))
      found.add(
        "part",
        placeOf(part, key, hasCodes),
        `${amount} × ${part.weight} ÷ ${weights}`,
        shareOf(part),
        {
          en: `${name}, what line ${part.name} bears, to within a fen`,
          zh: `${name},商品行 ${part.name} 的承担金额(误差小于一分)`,
        },
      );
    const lighter = parts.find((other) => part.weight > other.weight && shareOf(part) < shareOf(other));
    if (lighter !== undefined)
      found.add(
        "order",
        placeOf(part, key, hasCodes),
        shareOf(lighter),
        shareOf(part),
        {
          en: `${name}, line ${part.name}, which weighs more than line ${lighter.name}`,
          zh: `${name},商品行 ${part.name}(权重大于 ${lighter.name})`,
        },
        "atLeast",
      );
  }
};

/** The rule speaks of the default split only, and of answers that say what every line bears. */
const speaksOf = ({ policy }: PricingRequestInput): boolean =>
  (policy?.apportionment ?? "largestRemainder") === "largestRemainder" &&
  (policy?.basis ?? "payable") === "payable";

/**
 * With largestRemainder over payables, each share lies less than one fen from its exact part, and a line that weighs
 * more bears no less. Marketing is taken in canonical order, since each changes what the next one finds.
 */
export const quota = (ledger: Ledger, request: PricingRequestInput): readonly LawViolation[] => {
  const found = new Breaches("quota");
  const { hasCodes } = ledger;
  const pairs = pairedLines(request, ledger);
  if (pairs === undefined || !speaksOf(request) || !tellsApart(request, ledger)) return found.violations;
  const parts: (Part & { readonly asked: PricingRequestInput["lines"][number] })[] = [];
  for (const [asked, line] of pairs) {
    const shares = lineShares(line, hasCodes);
    if (shares === undefined) return found.violations;
    const weight = BigInt(asked.unitPrice) * BigInt(asked.quantity);
    parts.push({ asked, line, name: lineNameOf(asked), weight, shares });
  }
  for (const marketing of inCanonicalOrder(request)) {
    const key = keyOf(marketing, hasCodes);
    const covered = parts.filter(({ asked }) => covers(marketing, asked));
    // Units that are named get what they are named with, not a proportion.
    if (marketing.units === undefined) checkMarketing(covered, key, nameOf(marketing), hasCodes, found);
    for (const part of parts) part.weight -= part.shares.get(key) ?? 0n;
  }
  return found.violations;
};
