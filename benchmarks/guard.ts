/**
 * LIMIT for decoding: the guard of a pricing request that a skilled person would write by hand. It accepts exactly
 * what `decodePricingRequest` accepts, and says nothing about what it refuses.
 *
 * Each object is taken in two steps: its known fields are read by name, which the machine does fastest, and counted;
 * then its keys are counted. Where the counts agree, there is no unknown key.
 */
import { MAX_FEN, MAX_QUANTITY } from "../src/index.js";

type Wire = Readonly<Record<string, unknown>>;

const MAX_NOTE_BYTES = 127;
const MAX_DEPTH = 64;
const MOST_ITEM_ENTRIES = 1_000_000;

/** Up to so many, comparing each with each is faster than a set. */
const FEW = 8;

const isObject = (value: unknown): value is Wire =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isFen = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isId = (value: unknown): value is string => typeof value === "string";

/** Has the object this many keys that are not undefined, and none beyond `known`? The second only where need be. */
const hasOnly = (value: Wire, found: number, known: ReadonlySet<string>): boolean => {
  let keys = 0;
  for (const _ in value) keys += 1;
  if (keys === found) return true;
  for (const key in value) if (!known.has(key)) return false;
  return true;
};

const LINE_KEYS = new Set(["goodsId", "skuId", "unitPrice", "quantity"]);

const isLine = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { goodsId, skuId, unitPrice, quantity } = value;
  if (!isId(goodsId) || !isFen(unitPrice)) return false;
  if (!Number.isSafeInteger(quantity) || (quantity as number) < 1 || (quantity as number) > MAX_QUANTITY)
    return false;
  if (skuId === undefined) return hasOnly(value, 3, LINE_KEYS);
  return isId(skuId) && hasOnly(value, 4, LINE_KEYS);
};

const REFERENCE_KEYS = new Set(["goodsId", "skuId"]);

const isReference = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { goodsId, skuId } = value;
  if (!isId(goodsId)) return false;
  if (skuId === undefined) return hasOnly(value, 1, REFERENCE_KEYS);
  return isId(skuId) && hasOnly(value, 2, REFERENCE_KEYS);
};

const isShortNote = (value: unknown): boolean => {
  if (typeof value !== "string") return false;
  if (value.length * 3 <= MAX_NOTE_BYTES) return true;
  let bytes = 0;
  for (const character of value) {
    const point = character.codePointAt(0) as number;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes <= MAX_NOTE_BYTES;
};

const isCarriable = (value: unknown, depth: number): boolean => {
  if (depth > MAX_DEPTH) return false;
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
    case "object":
      return value === null || Object.values(value).every((part) => isCarriable(part, depth + 1));
    default:
      return typeof value !== "function" && typeof value !== "symbol" && typeof value !== "bigint";
  }
};

const MARKETING_KEYS = new Set([
  "id",
  "type",
  "discountRange",
  "discountAmount",
  "title",
  "note",
  "subtype",
  "value",
  "code",
  "kind",
  "creatorType",
  "marketingExtend",
  "appliesTo",
  "sequence",
]);

const isMarketing = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { id, type, discountRange, discountAmount, title, note, subtype, code, kind, creatorType } = value;
  const { marketingExtend, appliesTo, sequence } = value;
  if (!isId(id) || typeof title !== "string" || !isFen(discountAmount)) return false;
  if (type !== 1 && type !== 2 && type !== 3 && type !== 4) return false;
  if (discountRange !== 1 && discountRange !== 2 && discountRange !== "1" && discountRange !== "2")
    return false;
  let found = 5;
  if (note !== undefined) {
    if (!isShortNote(note)) return false;
    found += 1;
  }
  if (subtype !== undefined) {
    if (typeof subtype !== "string") return false;
    found += 1;
  }
  if (value["value"] !== undefined) {
    if (!Number.isSafeInteger(value["value"])) return false;
    found += 1;
  }
  if (code !== undefined) {
    if (!isId(code)) return false;
    found += 1;
  }
  if (kind !== undefined) {
    if (kind !== 1 && kind !== 2) return false;
    found += 1;
  }
  if (creatorType !== undefined) {
    if (creatorType !== 1 && creatorType !== 2 && creatorType !== 3) return false;
    found += 1;
  }
  if (marketingExtend !== undefined) {
    if (!isObject(marketingExtend) || !isCarriable(marketingExtend, 1)) return false;
    found += 1;
  }
  if (appliesTo !== undefined) {
    if (!Array.isArray(appliesTo) || appliesTo.length === 0) return false;
    for (let i = 0; i < appliesTo.length; i++) if (!isReference(appliesTo[i])) return false;
    found += 1;
  }
  if (sequence !== undefined) {
    if (!Number.isSafeInteger(sequence)) return false;
    found += 1;
  }
  return hasOnly(value, found, MARKETING_KEYS);
};

const FEE_KEYS = new Set(["feeType", "feeAmount", "feeDiscountAmount", "feeDesc"]);

const isFee = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { feeType, feeAmount, feeDiscountAmount, feeDesc } = value;
  if (feeType !== 1 && feeType !== 2 && feeType !== 18 && feeType !== 19 && feeType !== 20) return false;
  if (!isFen(feeAmount)) return false;
  let found = 2;
  if (feeDiscountAmount !== undefined) {
    if (!isFen(feeDiscountAmount) || feeDiscountAmount > feeAmount) return false;
    found += 1;
  }
  if (feeDesc !== undefined) {
    if (typeof feeDesc !== "string") return false;
    found += 1;
  }
  return hasOnly(value, found, FEE_KEYS);
};

const POLICY_KEYS = new Set(["apportionment", "basis", "overDiscount", "itemEntries", "maxItemEntries"]);

const isPolicy = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { apportionment, basis, overDiscount, itemEntries, maxItemEntries: most } = value;
  const isOneOf = (part: unknown, first: string, second: string): boolean =>
    part === undefined || part === first || part === second;
  if (!isOneOf(apportionment, "largestRemainder", "lastTakesRemainder")) return false;
  if (!isOneOf(basis, "payable", "lineTotal") || !isOneOf(overDiscount, "reject", "clamp")) return false;
  if (!isOneOf(itemEntries, "unit", "line")) return false;
  if (most !== undefined)
    if (!Number.isSafeInteger(most) || (most as number) < 1 || (most as number) > MOST_ITEM_ENTRIES)
      return false;
  for (const key in value) if (!POLICY_KEYS.has(key)) return false;
  return true;
};

const REQUEST_KEYS = new Set(["calculationType", "lines", "marketing", "fees", "policy"]);

const isListOf = (value: unknown, isPart: (part: unknown) => boolean): value is readonly Wire[] => {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) if (!isPart(value[i])) return false;
  return true;
};

/** Lines are unique, all or none have a sku, and neither a line nor the order passes 2^53 − 1. */
const linesAgree = (lines: readonly Wire[], fees: readonly Wire[]): boolean => {
  const withSku = (lines[0] as Wire).skuId !== undefined;
  const seen = lines.length > FEW ? new Map<unknown, Set<unknown>>() : undefined;
  let sum = 0;
  for (let i = 0; i < lines.length; i++) {
    const { goodsId, skuId, unitPrice, quantity } = lines[i] as Wire;
    if ((skuId !== undefined) !== withSku) return false;
    sum += (unitPrice as number) * (quantity as number);
    if (seen === undefined) {
      for (let k = 0; k < i; k++) {
        const other = lines[k] as Wire;
        if (other.goodsId === goodsId && other.skuId === skuId) return false;
      }
      continue;
    }
    const skus = seen.get(goodsId);
    if (skus === undefined) seen.set(goodsId, new Set([skuId]));
    else if (skus.has(skuId)) return false;
    else skus.add(skuId);
  }
  for (let i = 0; i < fees.length; i++) sum += (fees[i] as Wire).feeAmount as number;
  return sum <= MAX_FEN;
};

/** (id, code) is unique, one id has one level and one type, and every reference names a line. */
const marketingAgrees = (marketing: readonly Wire[], lines: readonly Wire[]): boolean => {
  for (let j = 0; j < marketing.length; j++) {
    const { id, code, type, discountRange, appliesTo } = marketing[j] as Wire;
    for (let k = 0; k < j; k++) {
      const other = marketing[k] as Wire;
      if (other.id !== id) continue;
      if (other.code === code || other.type !== type || Number(other.discountRange) !== Number(discountRange))
        return false;
    }
    if (appliesTo !== undefined)
      for (const each of appliesTo as readonly Wire[]) if (!names(each, lines)) return false;
  }
  return true;
};

const names = ({ goodsId, skuId }: Wire, lines: readonly Wire[]): boolean => {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Wire;
    if (line.goodsId === goodsId && (skuId === undefined || line.skuId === skuId)) return true;
  }
  return false;
};

const NONE: readonly Wire[] = [];

/** Is every field of the right type and range, and no key unknown? */
const limitShape = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { calculationType, lines, marketing, fees, policy } = value;
  if (calculationType !== undefined && calculationType !== 1 && calculationType !== 2) return false;
  for (const key in value) if (!REQUEST_KEYS.has(key)) return false;
  if (!isListOf(lines, isLine) || lines.length === 0) return false;
  if (marketing !== undefined && !isListOf(marketing, isMarketing)) return false;
  if (fees !== undefined && !isListOf(fees, isFee)) return false;
  return policy === undefined || isPolicy(policy);
};

/** Is this a pricing request? Exactly where `decodePricingRequest` says so. */
export const limitGuard = (value: unknown): boolean => {
  if (!limitShape(value)) return false;
  const { lines, marketing, fees } = value as {
    readonly lines: readonly Wire[];
    readonly marketing?: readonly Wire[];
    readonly fees?: readonly Wire[];
  };
  return linesAgree(lines, fees ?? NONE) && (marketing === undefined || marketingAgrees(marketing, lines));
};
