/**
 * The pricing request: everything that decides what an order costs, and nothing else.
 */
import type * as E from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { decodeWith, errorsAt, reasons, withGuard } from "../codec/Guarded.js";
import type { Problem } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import type { Fen } from "../money/Fen.js";
import type { Fee, FeeInput } from "./Fee.js";
import { findProblems, type Parts } from "./findProblems.js";
import { isPricingRequestInput } from "./isPricingRequestInput.generated.js";
import type { LineItem, LineReference } from "./LineItem.js";
import {
  discountRangeOf,
  type Marketing,
  type MarketingInput,
  type UnitDiscount,
  type UnitDiscountInput,
} from "./Marketing.js";
import { DEFAULT_POLICY, type Policy } from "./Policy.js";
import {
  type CalculationType,
  FeesCodec,
  LinesCodec,
  MarketingListCodec,
  type PricingRequestInput,
  PricingRequestInputCodec,
} from "./PricingRequestInput.js";

/**
 * A request that has been checked, with every default filled in. Made by `decodePricingRequest`.
 *
 * @category model
 * @since 0.1.0
 */
export interface PricingRequest {
  readonly calculationType: CalculationType;
  /** At least one. */
  readonly lines: readonly LineItem[];
  readonly marketing: readonly Marketing[];
  readonly fees: readonly Fee[];
  readonly policy: Policy;
}

/** A list's parts, each made anew. Not `map`, which asks the list itself what to make. */
const mapped = <A, B>(list: readonly A[], make: (part: A) => B): readonly B[] => {
  const made = new Array<B>(list.length);
  for (let i = 0; i < list.length; i++) made[i] = make(list[i] as A);
  return made;
};

const copyOfReference = ({ goodsId, skuId }: LineReference): LineReference =>
  skuId === undefined ? { goodsId } : { goodsId, skuId };

/** Numbers are `+ 0`, which turns JSON's `-0` into 0 and nothing else into anything else. */
const normalLine = (line: PricingRequestInput["lines"][number]): LineItem =>
  line.skuId === undefined
    ? { goodsId: line.goodsId, unitPrice: (line.unitPrice + 0) as Fen, quantity: line.quantity }
    : {
        goodsId: line.goodsId,
        skuId: line.skuId,
        unitPrice: (line.unitPrice + 0) as Fen,
        quantity: line.quantity,
      };

const normalUnits = ({ goodsId, skuId, from, count, discountAmount }: UnitDiscountInput): UnitDiscount => ({
  goodsId,
  skuId,
  from: from + 0,
  count,
  discountAmount: (discountAmount + 0) as Fen,
});

const normalMarketing = (marketing: MarketingInput): Marketing => ({
  id: marketing.id,
  type: marketing.type,
  discountRange: discountRangeOf(marketing.discountRange),
  discountAmount: (marketing.discountAmount + 0) as Fen,
  title: marketing.title,
  note: marketing.note ?? "",
  subtype: marketing.subtype,
  value: marketing.value === undefined ? undefined : marketing.value + 0,
  code: marketing.code,
  kind: marketing.kind,
  creatorType: marketing.creatorType,
  marketingExtend: marketing.marketingExtend,
  // A copy, since it decides amounts: what the caller does to his own afterwards must not.
  appliesTo: marketing.appliesTo === undefined ? undefined : mapped(marketing.appliesTo, copyOfReference),
  units: marketing.units === undefined ? undefined : mapped(marketing.units, normalUnits),
  sequence: (marketing.sequence ?? 0) + 0,
});

const normalFee = ({ feeType, feeAmount, feeDiscountAmount = 0, feeDesc }: FeeInput): Fee => {
  const fee = {
    feeType,
    feeAmount: (feeAmount + 0) as Fen,
    feeDiscountAmount: (feeDiscountAmount + 0) as Fen,
  };
  return feeDesc === undefined ? fee : { ...fee, feeDesc };
};

const normalPolicy = (policy: PricingRequestInput["policy"]): Policy =>
  policy === undefined
    ? DEFAULT_POLICY
    : {
        apportionment: policy.apportionment ?? DEFAULT_POLICY.apportionment,
        basis: policy.basis ?? DEFAULT_POLICY.basis,
        overDiscount: policy.overDiscount ?? DEFAULT_POLICY.overDiscount,
        itemEntries: policy.itemEntries ?? DEFAULT_POLICY.itemEntries,
        maxItemEntries: policy.maxItemEntries ?? DEFAULT_POLICY.maxItemEntries,
      };

/**
 * A checked request. The private field is a mark that no other object can have, so that `price` need not check it
 * again; a copy by spread or through JSON does not have it, and is checked.
 */
class DecodedRequest implements PricingRequest {
  readonly #checked = true;
  readonly calculationType: CalculationType;
  readonly lines: readonly LineItem[];
  readonly marketing: readonly Marketing[];
  readonly fees: readonly Fee[];
  readonly policy: Policy;

  constructor(request: PricingRequestInput) {
    this.calculationType = request.calculationType ?? 2;
    this.lines = mapped(request.lines, normalLine);
    this.marketing = request.marketing === undefined ? [] : mapped(request.marketing, normalMarketing);
    this.fees = request.fees === undefined ? [] : mapped(request.fees, normalFee);
    this.policy = normalPolicy(request.policy);
  }

  static is(value: unknown): value is PricingRequest {
    return typeof value === "object" && value !== null && #checked in value;
  }
}

/** Was this very object made by `PricingRequestCodec`? */
export const isDecoded = (request: unknown): request is PricingRequest => DecodedRequest.is(request);

/** The shape of a request, with the guard that was generated from it. */
const InputCodec = withGuard(PricingRequestInputCodec, isPricingRequestInput);

/**
 * Of a request whose shape is wrong somewhere, the lists whose shape is right: what they say together is checked all
 * the same, so that mending one mistake does not only bring up the next.
 */
const rightParts = (value: unknown): Parts => {
  const { calculationType, lines, marketing, fees }: Readonly<Record<string, unknown>> = isObject(value)
    ? value
    : {};
  const knowsLines = LinesCodec.accepts(lines);
  const rightMarketing = MarketingListCodec.accepts(marketing)
    ? mapped(marketing as readonly MarketingInput[], normalMarketing)
    : [];
  return {
    calculationType: calculationType === 1 ? 1 : 2,
    lines: knowsLines ? mapped(lines as PricingRequestInput["lines"], normalLine) : [],
    // Without the lines, nobody can say which references lead nowhere.
    marketing: knowsLines
      ? rightMarketing
      : rightMarketing.map((each) => ({ ...each, appliesTo: undefined, units: undefined })),
    fees: FeesCodec.accepts(fees) ? mapped(fees as readonly FeeInput[], normalFee) : [],
  };
};

/**
 * The codec of a pricing request: strict (a key that is not named is an error), and every problem at once.
 *
 * @category codecs
 * @since 0.1.0
 */
export const PricingRequestCodec: t.Type<PricingRequest, PricingRequest> = new t.Type<PricingRequest>(
  "PricingRequest",
  isDecoded,
  (value, context) => {
    if (!InputCodec.accepts(value)) {
      const found = findProblems(rightParts(value));
      return t.failures([...reasons(InputCodec.explain, value, context), ...errorsAt(value, context, found)]);
    }
    const request = new DecodedRequest(value as PricingRequestInput);
    const found = findProblems(request);
    return found.length > 0 ? t.failures(errorsAt(value, context, found)) : t.success(request);
  },
  t.identity,
);

/**
 * Reads a pricing request from unknown input. Strict: ids are strings, amounts are integer fen, and a key that is not
 * known is refused, so that a misspelt `discountAmout` does not silently cost money.
 *
 * @returns The request with its defaults filled in, or every problem found: of the shape, and of what the parts whose
 * shape is right say together (duplicates, levels, references, sums).
 *
 * @example
 * import * as assert from "node:assert";
 * import { decodePricingRequest } from "suanjia";
 *
 * const bad = decodePricingRequest({ lines: [{ goodsId: 12345, unitPrice: 0.5, quantity: 1 }] });
 * assert.ok(bad._tag === "Left");
 * assert.deepStrictEqual(
 *   bad.left.map(({ code, path }) => [code, path]),
 *   [
 *     ["id.number", "/lines/0/goodsId"],
 *     ["value.notInteger", "/lines/0/unitPrice"],
 *   ],
 * );
 *
 * @category decoders
 * @since 0.1.0
 */
export const decodePricingRequest = (value: unknown): E.Either<readonly Problem[], PricingRequest> =>
  decodeWith(PricingRequestCodec, value);
