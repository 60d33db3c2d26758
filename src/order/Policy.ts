/**
 * Policies: what the platform leaves open, chosen explicitly.
 */
import { type Guarded, oneOf, record } from "../codec/Guarded.js";
import { integer } from "../codec/leaves.js";
import type { Apportionment } from "../money/apportion.js";

/**
 * How an order is priced where the platform's documents leave a choice.
 *
 * @category model
 * @since 0.1.0
 */
export interface Policy {
  /** Who gets the fen left over when a discount is split over lines. Default `largestRemainder`. */
  readonly apportionment: Apportionment;
  /** What a line weighs: what is still payable when the marketing applies, or its full total. Default `payable`. */
  readonly basis: "payable" | "lineTotal";
  /** A discount above what its lines can give is refused, or lowered to it. Default `reject`. */
  readonly overDiscount: "reject" | "clamp";
  /** The item block of the platform's formats: an entry for each unit, or one for each line. Default `unit`. */
  readonly itemEntries: "unit" | "line";
  /** The most entries of the item block; above it nothing is emitted. Default 1000. */
  readonly maxItemEntries: number;
}

/**
 * The policy where a request says nothing.
 *
 * @category constants
 * @since 0.1.0
 */
export const DEFAULT_POLICY: Policy = {
  apportionment: "largestRemainder",
  basis: "payable",
  overDiscount: "reject",
  itemEntries: "unit",
  maxItemEntries: 1000,
};

/** A million item entries make a payload of some 200 MB: more than that is a mistake. */
const MOST_ITEM_ENTRIES = 1_000_000;

/** The codec of a policy as a request spells it: each key may be left out. */
export const PolicyCodec: Guarded<{ readonly [K in keyof Policy]?: Policy[K] | undefined }> = record(
  "Policy",
  "refuse",
  {},
  {
    apportionment: oneOf<Apportionment>("Apportionment", "largestRemainder", "lastTakesRemainder"),
    basis: oneOf<Policy["basis"]>("Basis", "payable", "lineTotal"),
    overDiscount: oneOf<Policy["overDiscount"]>("OverDiscount", "reject", "clamp"),
    itemEntries: oneOf<Policy["itemEntries"]>("ItemEntries", "unit", "line"),
    maxItemEntries: integer("MaxItemEntries", 1, MOST_ITEM_ENTRIES),
  },
);
