/**
 * What units bear: equal units bear alike, and units that are named get what they are named with.
 */
import type { MarketingInput } from "../../order/Marketing.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import {
  hasNamedUnits,
  inCanonicalOrder,
  pairLines,
  type RequestLine,
  saidOfUnit,
  tellsApart,
} from "../besideRequest.js";
import { Breaches, type LawViolation } from "../LawViolation.js";
import { keyOf, type Ledger, type LedgerLine, type LedgerUnits, nameOf, sharesByKey } from "../Ledger.js";
import { isWithinAFen } from "./quota.js";

/** Runs of units, and what each unit of a run has of something. */
type Amounts = readonly (readonly [run: LedgerUnits, amount: bigint])[];

const checkSpread = (
  amounts: Amounts,
  code: string,
  what: readonly [en: string, zh: string],
  found: Breaches,
): void => {
  const [first] = amounts;
  if (first === undefined) return;
  let [least, most] = [first, first];
  for (const each of amounts) {
    if (each[1] < least[1]) least = each;
    if (each[1] > most[1]) most = each;
  }
  if (most[1] - least[1] > 1n)
    found.add(
      code,
      most[0].path,
      least[1] + 1n,
      most[1],
      {
        en: `${what[0]}, a unit and another of its line that bears ${least[1]}`,
        zh: `${what[1]},同行另一件承担 ${least[1]}`,
      },
      "atMost",
    );
};

const sharesOf = (run: LedgerUnits, hasCodes: boolean): ReadonlyMap<string, bigint> =>
  sharesByKey(run.shares ?? [], hasCodes);

/** The lines of the request that say what their units bear, each with its units. */
const unitsOf = (
  ledger: Ledger,
  request: PricingRequestInput,
): readonly (readonly [RequestLine, LedgerLine, readonly LedgerUnits[]])[] =>
  pairLines(request, ledger).flatMap(({ line, said: [own, ...others] }) =>
    own?.units === undefined || others.length > 0 || own.units.some(({ shares }) => shares === undefined)
      ? []
      : [[line, own, own.units] as const],
  );

/** The units of a line differ by at most one fen, per marketing and in sum, unless some of them are named. */
export const unitFairness = (ledger: Ledger, request: PricingRequestInput): readonly LawViolation[] => {
  const found = new Breaches("unitFairness");
  const { hasCodes } = ledger;
  for (const [asked, , units] of unitsOf(ledger, request)) {
    if (hasNamedUnits(request, asked)) continue;
    const borne = units.map((run) => [run, sharesOf(run, hasCodes)] as const);
    for (const marketing of request.marketing ?? [])
      checkSpread(
        borne.map(([run, shares]) => [run, shares.get(keyOf(marketing, hasCodes)) ?? 0n]),
        "marketing",
        [nameOf(marketing), nameOf(marketing)],
        found,
      );
    checkSpread(
      borne.map(([run, shares]) => {
        let sum = 0n;
        for (const amount of shares.values()) sum += amount;
        return [run, sum] as const;
      }),
      "sum",
      ["all marketing", "全部营销"],
      found,
    );
  }
  return found.violations;
};

/** Each unit on its own, in the order of the ledger. */
const oneByOne = (units: readonly LedgerUnits[]): readonly LedgerUnits[] =>
  units.flatMap((run) => new Array<LedgerUnits>(run.count).fill(run));

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the units of a line get of a marketing that names units, beside what it says. */
const checkNamed = (
  marketing: MarketingInput,
  asked: RequestLine,
  units: readonly LedgerUnits[],
  ledger: Ledger,
  mayBeLowered: boolean,
  found: Breaches,
): void => {
  const key = keyOf(marketing, ledger.hasCodes);
  const expected = units.map((_, i) => BigInt(saidOfUnit(marketing, asked, i)));
  const got = units.map((run, i) => [sharesOf(run, ledger.hasCodes).get(key) ?? 0n, i] as const);
  // Where units have no numbers, as in the platform's formats, the smallest is compared with the smallest.
  if (!ledger.unitsAreInOrder) {
    expected.sort(ascending);
    got.sort(([a], [b]) => ascending(a, b));
  }
  got.forEach(([amount, i], n) => {
    const said = expected[n] as bigint;
    if (mayBeLowered ? amount > said : amount !== said)
      found.add("unit", (units[i] as LedgerUnits).path, said, amount, {
        en: `${nameOf(marketing)}, what it names this unit with`,
        zh: `${nameOf(marketing)},为该件指定的优惠`,
      });
  });
};

/** A line of which units are named splits all else by what each unit has to pay, to within a fen. */
const checkOthers = (
  asked: RequestLine,
  units: readonly LedgerUnits[],
  request: PricingRequestInput,
  hasCodes: boolean,
  found: Breaches,
): void => {
  const shares = units.map((run) => sharesOf(run, hasCodes));
  const payables = units.map(() => BigInt(asked.unitPrice));
  for (const marketing of inCanonicalOrder(request)) {
    const key = keyOf(marketing, hasCodes);
    const own = shares.map((each) => each.get(key) ?? 0n);
    let [amount, weights] = [0n, 0n];
    for (const share of own) amount += share;
    for (const payable of payables) weights += payable;
    units.forEach((run, i) => {
      const [share, payable] = [own[i] as bigint, payables[i] as bigint];
      if (marketing.units === undefined && !isWithinAFen(share, amount, payable, weights))
        found.add("others", run.path, `${amount} × ${payable} ÷ ${weights}`, share, {
          en: `${nameOf(marketing)}, by what the unit still has to pay, to within a fen`,
          zh: `${nameOf(marketing)},按该件剩余应付金额分摊(误差小于一分)`,
        });
      payables[i] = payable - share;
      if (payable < share)
        found.add(
          "payable",
          run.path,
          payable,
          share,
          {
            en: `${nameOf(marketing)}, what a unit bears beside what it still has to pay`,
            zh: `${nameOf(marketing)},该件承担与其剩余应付金额`,
          },
          "atMost",
        );
    });
  }
};

/** Was a marketing lowered, as the policy `clamp` does with what cannot be taken off? */
const isLowered = (marketing: MarketingInput, { policy }: PricingRequestInput, ledger: Ledger): boolean => {
  if (policy?.overDiscount !== "clamp") return false;
  const key = keyOf(marketing, ledger.hasCodes);
  const said = ledger.marketing?.find((each) => keyOf(each, ledger.hasCodes) === key);
  return said === undefined || said.discountAmount < marketing.discountAmount;
};

/** Units that are named get what their marketing says and no other unit does; the rest goes by what is left to pay. */
export const namedUnits = (ledger: Ledger, request: PricingRequestInput): readonly LawViolation[] => {
  const found = new Breaches("namedUnits");
  if (!tellsApart(request, ledger)) return found.violations;
  for (const [asked, , runs] of unitsOf(ledger, request)) {
    if (!hasNamedUnits(request, asked)) continue;
    const units = oneByOne(runs);
    for (const marketing of request.marketing ?? [])
      if (marketing.units !== undefined)
        checkNamed(marketing, asked, units, ledger, isLowered(marketing, request, ledger), found);
    checkOthers(asked, units, request, ledger.hasCodes, found);
  }
  return found.violations;
};
