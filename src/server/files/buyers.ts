/**
 * Buyers as a file: what is known of each by open_id.
 */
import * as E from "fp-ts/lib/Either.js";
import { capped, decodeWith, list, record, type TypeOf } from "../../codec/Guarded.js";
import { filledId, freeObject } from "../../codec/leaves.js";
import { type Problem, pointer, problem, under } from "../../codec/Problem.js";
import { type Buyer, type HeldCoupon, SelectionContextCodec } from "../../promotion/SelectionContext.js";

/**
 * One buyer of a buyers file, which is an array of them.
 *
 * @category server
 * @since 0.4.0
 */
export interface BuyerEntry {
  readonly openId: string;
  readonly buyer?: Buyer | undefined;
  readonly held?: readonly HeldCoupon[] | undefined;
}

/** What is known of one buyer. */
export interface Known {
  readonly buyer: Buyer;
  readonly held: readonly HeldCoupon[];
}

/** Buyers that were read, ready to be asked. */
export type Buyers = (openId: string) => Known;

/** What is inside of a buyer is read as a selection reads it. */
const BuyersCodec = list(
  "Buyers",
  record(
    "BuyerEntry",
    "refuse",
    { openId: filledId },
    { buyer: freeObject, held: list("HeldCoupons", freeObject) },
  ),
);

/** Who is not in the file has no points, which must be said where a promotion is for points. */
const known = ({ buyer, held = [] }: Omit<BuyerEntry, "openId">): Known => ({
  buyer: { points: 0, ...buyer },
  held,
});

/** Nobody is known. */
export const noBuyers: Buyers = () => known({});

/** An entry whose inside is not read yet. */
type Unread = TypeOf<typeof BuyersCodec>[number];

const problemsOf = ({ buyer, held }: Unread, i: number): readonly Problem[] => {
  const shape = decodeWith(SelectionContextCodec, { now: 0, buyer, held });
  return E.isLeft(shape) ? under(pointer(i))(shape.left) : [];
};

/** The id itself is a person's, so the message leaves it out. */
const duplicate = (i: number): Problem =>
  problem("lines.duplicate", pointer(i, "openId"), {
    en: "expected each buyer once, got one again",
    zh: "同一买家只能出现一次",
  });

/** Reads buyers, or says every problem of them. */
export const decodeBuyers = (value: unknown): E.Either<readonly Problem[], Buyers> => {
  const shape = decodeWith(BuyersCodec, value);
  if (E.isLeft(shape)) return shape;
  const all = new Map<string, Known>();
  const problems = shape.right.flatMap((entry, i) => {
    const again = all.has(entry.openId) ? [duplicate(i)] : [];
    // Right where there are no problems, and asked only then.
    all.set(entry.openId, known(entry as BuyerEntry));
    return [...again, ...problemsOf(entry, i)];
  });
  if (problems.length > 0) return E.left(capped(problems));
  return E.right((openId) => all.get(openId) ?? known({}));
};
