/**
 * What promotions gave, as marketing of a pricing request.
 */
import type { Fen } from "../money/Fen.js";
import type { LineItem, LineReference } from "../order/LineItem.js";
import type { Marketing, UnitDiscount } from "../order/Marketing.js";
import type { Application } from "./applyInTurn.js";
import type { Candidate } from "./Candidate.js";
import type { CanonicalCart, Gift, UnitGift } from "./CartState.js";

const referenceTo = ({ goodsId, skuId }: LineItem): LineReference =>
  skuId === undefined ? { goodsId } : { goodsId, skuId };

/** Gifts as units of lines, neighbours that get the same as one entry. */
const unitsOf = ({ lines }: CanonicalCart, gifts: readonly UnitGift[]): readonly UnitDiscount[] => {
  const merged: UnitGift[] = [];
  for (const gift of gifts) {
    const before = merged[merged.length - 1];
    if (
      before !== undefined &&
      before.line === gift.line &&
      before.from + before.count === gift.from &&
      before.amount === gift.amount
    )
      merged[merged.length - 1] = { ...before, count: before.count + gift.count };
    else merged.push(gift);
  }
  return merged.map(({ line, from, count, amount }) => ({
    ...referenceTo(lines[line] as LineItem),
    from,
    count,
    discountAmount: amount as Fen,
  }));
};

/** Which lines a marketing is for: its units, the lines that are eligible, or all. */
const extentOf = (
  cart: CanonicalCart,
  { lines, isForAll }: Candidate,
  gift: Gift,
): Pick<Marketing, "appliesTo" | "units"> => {
  if (gift.units !== undefined) return { units: unitsOf(cart, gift.units) };
  return isForAll ? {} : { appliesTo: lines.map((line) => referenceTo(cart.lines[line] as LineItem)) };
};

const oneMarketing = (cart: CanonicalCart, candidate: Candidate, gift: Gift): Marketing => {
  const { promotion, code, level } = candidate;
  const { id, type, title, note = "", subtype, kind, creatorType, marketingExtend, sequence = 0 } = promotion;
  return {
    id,
    type,
    discountRange: level === 1 ? 1 : 2,
    discountAmount: gift.amount as Fen,
    title,
    note,
    ...(subtype === undefined ? {} : { subtype }),
    ...(gift.points > 0 ? { value: gift.points } : {}),
    ...(code === undefined ? {} : { code }),
    ...(kind === undefined ? {} : { kind }),
    ...(creatorType === undefined ? {} : { creatorType }),
    ...(marketingExtend === undefined ? {} : { marketingExtend }),
    ...extentOf(cart, candidate, gift),
    sequence: sequence + 0,
  };
};

/** The marketing of what was applied, in the order of application; what is taken off fees is none. */
export const marketingOf = (cart: CanonicalCart, { outcomes }: Application): readonly Marketing[] =>
  outcomes.flatMap((outcome) =>
    outcome.stop === undefined && outcome.candidate.level !== 0
      ? [oneMarketing(cart, outcome.candidate, outcome.gift)]
      : [],
  );
