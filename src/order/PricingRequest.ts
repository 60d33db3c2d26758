/**
 * The pricing request: everything that decides what an order costs, and nothing else.
 */
import type * as E from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { decodeWith, failuresAt, withGuard } from "../codec/Guarded.js";
import type { Problem, Text } from "../codec/Problem.js";
import { type Fen, MAX_FEN } from "../money/Fen.js";
import type { Fee, FeeInput } from "./Fee.js";
import { isPricingRequestInput } from "./isPricingRequestInput.generated.js";
import { LineIndex } from "./LineIndex.js";
import type { LineItem, LineReference } from "./LineItem.js";
import { discountRangeOf, type Marketing, type MarketingInput } from "./Marketing.js";
import { DEFAULT_POLICY, type Policy } from "./Policy.js";
import {
  type CalculationType,
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

/** The same, with the guard that was generated from it. */
const InputCodec = withGuard(PricingRequestInputCodec, isPricingRequestInput);

/** What is wrong beside the shape of single fields. */
interface Finding {
  readonly code: string;
  readonly at: readonly (string | number)[];
  readonly text: Text;
}

const findLineProblems = (request: PricingRequest, index: LineIndex, found: Finding[]): void => {
  const { lines } = request;
  const withSku = lines[0]?.skuId !== undefined;
  let goodsAmount = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineItem;
    if ((line.skuId !== undefined) !== withSku)
      found.push({
        code: "lines.mixedSku",
        at: ["lines", i, "skuId"],
        text: {
          en: `either all lines have a skuId or none; /lines/0 ${withSku ? "has one, this line none" : "has none, this line has one"}`,
          zh: `skuId 要么所有行都有,要么都没有;/lines/0 ${withSku ? "有,此行没有" : "没有,此行有"}`,
        },
      });
    const first = index.first(line);
    if (first !== i)
      found.push({
        code: "lines.duplicate",
        at: ["lines", i],
        text: {
          en: `expected each (goodsId, skuId) once, got that of /lines/${first} again; add the quantities up instead`,
          zh: `每个 (goodsId, skuId) 只能出现一次,此行与 /lines/${first} 重复;请合并数量`,
        },
      });
    const lineTotal = line.unitPrice * line.quantity;
    if (lineTotal > MAX_FEN) found.push(sumTooLarge(["lines", i], "unitPrice × quantity"));
    goodsAmount += lineTotal;
  }
  if (goodsAmount > MAX_FEN) {
    if (!found.some((each) => each.code === "sum.tooLarge"))
      found.push(sumTooLarge(["lines"], "the sum of all lines"));
    return;
  }
  let totalAmount = goodsAmount;
  for (const fee of request.fees) totalAmount += fee.feeAmount;
  if (totalAmount > MAX_FEN) found.push(sumTooLarge(["fees"], "the sum of all lines and fees"));
};

const sumTooLarge = (at: readonly (string | number)[], what: string): Finding => ({
  code: "sum.tooLarge",
  at,
  text: {
    en: `expected ${what} to be at most ${MAX_FEN} fen (2^53 − 1), got more`,
    zh: `金额之和不得超过 ${MAX_FEN} 分(2^53 − 1)`,
  },
});

/** Up to so many marketing a scan beats a map. */
const FEW = 16;

const firstWithId = (marketing: readonly Marketing[], id: string): number => {
  let i = 0;
  while ((marketing[i] as Marketing).id !== id) i += 1;
  return i;
};

const findMarketingProblems = (marketing: readonly Marketing[], index: LineIndex, found: Finding[]): void => {
  // Few ids are compared with each other, many are looked up: a map costs more than a short scan.
  const firstOfId = marketing.length <= FEW ? undefined : new Map<string, number>();
  let firstOfCode: Map<string, number> | undefined;
  for (let j = 0; j < marketing.length; j++) {
    const each = marketing[j] as Marketing;
    const first = firstOfId === undefined ? firstWithId(marketing, each.id) : (firstOfId.get(each.id) ?? j);
    if (first === j) firstOfId?.set(each.id, j);
    else {
      firstOfCode ??= new Map();
      findConflicts(marketing, first, j, firstOfCode, found);
    }
    if (each.appliesTo !== undefined) findUnknownLines(each.appliesTo, j, index, found);
  }
};

/** Which (id, code) this is; only asked of ids that come more than once. */
const codeKey = ({ id, code }: Marketing): string => JSON.stringify(code === undefined ? [id] : [id, code]);

/** How a marketing conflicts with the first of the same id: in its level, in its type, or by being the same again. */
const findConflicts = (
  marketing: readonly Marketing[],
  first: number,
  j: number,
  firstOfCode: Map<string, number>,
  found: Finding[],
): void => {
  const each = marketing[j] as Marketing;
  const earlier = marketing[first] as Marketing;
  if (earlier.discountRange !== each.discountRange)
    found.push({
      code: "marketing.level",
      at: ["marketing", j, "discountRange"],
      text: {
        en: `one marketing stands in one level; /marketing/${first} has the same id with ${earlier.discountRange}, got ${each.discountRange}`,
        zh: `同一营销只能属于一个维度;/marketing/${first} 的 id 相同而维度为 ${earlier.discountRange},此处为 ${each.discountRange}`,
      },
    });
  if (earlier.type !== each.type)
    found.push({
      code: "marketing.type",
      at: ["marketing", j, "type"],
      text: {
        en: `one marketing has one type; /marketing/${first} has the same id with ${earlier.type}, got ${each.type}`,
        zh: `同一营销只能有一个类型;/marketing/${first} 的 id 相同而类型为 ${earlier.type},此处为 ${each.type}`,
      },
    });
  // Then it is not the same again, but another by the same name.
  if (earlier.discountRange !== each.discountRange || earlier.type !== each.type) return;
  firstOfCode.set(codeKey(earlier), firstOfCode.get(codeKey(earlier)) ?? first);
  const same = firstOfCode.get(codeKey(each));
  if (same === undefined) firstOfCode.set(codeKey(each), j);
  else
    found.push({
      code: "marketing.duplicate",
      at: ["marketing", j],
      text: {
        en: `expected each (id, code) once, got that of /marketing/${same} again`,
        zh: `每个 (id, code) 只能出现一次,此项与 /marketing/${same} 重复`,
      },
    });
};

const findUnknownLines = (
  references: readonly LineReference[],
  j: number,
  index: LineIndex,
  found: Finding[],
): void => {
  for (let k = 0; k < references.length; k++) {
    const reference = references[k] as LineReference;
    if (index.has(reference)) continue;
    const named =
      reference.skuId === undefined
        ? `goodsId ${JSON.stringify(reference.goodsId)}`
        : `goodsId ${JSON.stringify(reference.goodsId)}, skuId ${JSON.stringify(reference.skuId)}`;
    found.push({
      code: "marketing.unknownLine",
      at: ["marketing", j, "appliesTo", k],
      text: {
        en: `expected a line of the order, got ${named}, which none has`,
        zh: `引用的商品行不存在:${named}`,
      },
    });
  }
};

const findFeeProblems = (fees: readonly Fee[], found: Finding[]): void => {
  for (let i = 0; i < fees.length; i++) {
    const { feeAmount, feeDiscountAmount } = fees[i] as Fee;
    if (feeDiscountAmount <= feeAmount) continue;
    found.push({
      code: "fee.discountAboveAmount",
      at: ["fees", i, "feeDiscountAmount"],
      text: {
        en: `expected at most the feeAmount, ${feeAmount}, got ${feeDiscountAmount}`,
        zh: `不得超过 feeAmount ${feeAmount},实际为 ${feeDiscountAmount}`,
      },
    });
  }
};

/** What the parts of a request say together, beside the shape of each. */
const findProblems = (request: PricingRequest): readonly Finding[] => {
  const found: Finding[] = [];
  const index = new LineIndex(request.lines);
  findLineProblems(request, index, found);
  findMarketingProblems(request.marketing, index, found);
  findFeeProblems(request.fees, found);
  return found;
};

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
    if (!InputCodec.accepts(value)) return InputCodec.validate(value, context) as t.Validation<never>;
    const request = new DecodedRequest(value as PricingRequestInput);
    const found = findProblems(request);
    return found.length > 0 ? failuresAt(value, context, found) : t.success(request);
  },
  t.identity,
);

/**
 * Reads a pricing request from unknown input. Strict: ids are strings, amounts are integer fen, and a key that is not
 * known is refused, so that a misspelt `discountAmout` does not silently cost money.
 *
 * @returns The request with its defaults filled in, or every problem found: of the shape, or, where the shape is
 * right, of what the parts say together (duplicates, levels, references, sums).
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
