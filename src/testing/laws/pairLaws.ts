/**
 * Laws about two answers of one price function: the same order asked for in another way costs the same.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Text } from "../../codec/Problem.js";
import type { MarketingInput } from "../../order/Marketing.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { LineMatcher } from "../../verify/LineMatcher.js";
import { Breaches, type LawName, type LawViolation, sumOf } from "../LawViolation.js";
import { type Ledger, lineNameOf, lineShares } from "../Ledger.js";
import type { Reading } from "../PriceFunction.js";
import { sameAmounts } from "./sameAmounts.js";

/** A law about a request and a variant of it. */
export interface PairLaw {
  readonly law: LawName;
  /** How the variant differs, since what is wrong is said of the answer to it. */
  readonly how: Text;
  readonly variantOf: <R extends PricingRequestInput>(request: R) => R;
  readonly compare: (before: Ledger, after: Ledger, request: PricingRequestInput) => readonly LawViolation[];
}

/** What is wrong with the answer to a variant: that there is none, or that it is another. */
export const violationsOfPair = (
  { law, how, compare }: PairLaw,
  before: Ledger,
  after: Reading,
  request: PricingRequestInput,
): readonly LawViolation[] => {
  const violations = E.isLeft(after)
    ? after.left
    : after.right.ledger === undefined
      ? []
      : compare(before, after.right.ledger, request);
  return violations.map((each) => ({
    ...each,
    law,
    message: `${how.en}: ${each.message}`,
    messageZh: `${how.zh}:${each.messageZh}`,
  }));
};

const reversed = <A>(list: readonly A[]): A[] => [...list].reverse();

/** The same request, with all its lists the other way round. */
const otherWayRound = <R extends PricingRequestInput>(request: R): R => {
  const marketing = request.marketing?.map(
    (each): MarketingInput => ({
      ...each,
      ...(each.appliesTo && { appliesTo: reversed(each.appliesTo) }),
      ...(each.units && { units: reversed(each.units) }),
    }),
  );
  return {
    ...request,
    lines: reversed(request.lines),
    ...(marketing && { marketing: reversed(marketing) }),
    ...(request.fees && { fees: reversed(request.fees) }),
  };
};

/** Listing lines or marketing in another order changes no amount. */
export const orderDoesNotMatter: PairLaw = {
  law: "orderDoesNotMatter",
  how: { en: "listed the other way round", zh: "列表倒序后" },
  variantOf: otherWayRound,
  compare: (before, after) => {
    const found = new Breaches("orderDoesNotMatter");
    sameAmounts(before, after, found);
    return found.violations;
  },
};

/** An id that no line of the request has. */
const freshId = ({ lines }: PricingRequestInput): string => {
  const ids = new Set(lines.map(({ goodsId }) => goodsId));
  let n = 0;
  while (ids.has(`free-${n}`)) n += 1;
  return `free-${n}`;
};

/** The request with one line more, of goods that cost nothing, before all others. */
const withFreeLine = <R extends PricingRequestInput>(request: R): R => {
  const goodsId = freshId(request);
  const hasSkus = request.lines[0]?.skuId !== undefined;
  const line = { goodsId, ...(hasSkus ? { skuId: "free" } : {}), unitPrice: 0, quantity: 1 };
  return { ...request, lines: [line, ...request.lines] };
};

/** A line that weighs nothing bears nothing, and changes nobody's share. */
export const weightlessLine: PairLaw = {
  law: "weightlessLine",
  how: { en: "with a free line before all others", zh: "在最前面加一行免费商品后" },
  variantOf: withFreeLine,
  compare: (before, after, request) => {
    const found = new Breaches("weightlessLine");
    sameAmounts(before, after, found);
    const old = new LineMatcher(request.lines);
    for (const line of after.lines) {
      if (old.matching(line).length > 0) continue;
      const shares = lineShares(line, after.hasCodes);
      const borne = shares === undefined ? (line.discounts[0]?.is ?? 0) : sumOf([...shares.values()]);
      found.compare("free", line.discounts[0]?.path ?? line.path, 0, borne, {
        en: `line ${lineNameOf(line)}, which costs nothing, discount`,
        zh: `商品行 ${lineNameOf(line)} 价格为 0,优惠`,
      });
    }
    return found.violations;
  },
};
