/**
 * What an order spends of what its buyer has.
 */
import { heldCoupons } from "../../promotion/heldCoupons.js";
import type { Promotion } from "../../promotion/Promotion.js";
import type { SpentPromotion } from "../Merchant.js";
import type { Calculated } from "./trusted.js";

/**
 * Every promotion that a calculation applies. Decisions and marketing stand in the order of application, and only what is
 * taken off fees has no marketing, which else says which coupon was used.
 */
export const spentIn = ({
  trusted: { promotions, held },
  selection,
}: Calculated): readonly SpentPromotion[] => {
  const couponOf = heldCoupons(promotions, held);
  const marketing = selection.marketing.values();
  return selection.decisions.flatMap((decision) => {
    if (!decision.applied) return [];
    const { id, discountFen, points } = decision;
    const promotion = promotions.find((each) => each.id === id && each.code === decision.code) as Promotion;
    const code =
      promotion.benefit.kind === "feeOff"
        ? (promotion.code ?? couponOf(promotion)?.code)
        : marketing.next().value?.code;
    return [
      {
        id,
        ...(code === undefined ? {} : { code }),
        ...(points === undefined ? {} : { points }),
        discountFen,
      },
    ];
  });
};
