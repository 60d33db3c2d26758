/**
 * From what was drawn to a request: lines by name, amounts within what there is to take off.
 */
import type { MarketingInput, UnitDiscountInput } from "../../order/Marketing.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import { price } from "../../pricing/price.js";
import { covers } from "../besideRequest.js";
import { compact } from "./compact.js";
import type { DrawnLine, DrawnMarketing, DrawnRequest, DrawnUnits } from "./draws.js";

type Lines = PricingRequestInput["lines"];
type Line = Lines[number];

const totalOf = ({ unitPrice, quantity }: Line): number => unitPrice * quantity;

/** Sums must stay within 2^53 − 1: where they would not, each line is one unit, and costs a part of that. */
const fitting = (lines: readonly DrawnLine[]): readonly DrawnLine[] => {
  const most = Math.floor(2 ** 52 / lines.length);
  return lines.every((line) => totalOf(line) <= most)
    ? lines
    : lines.map((line) => ({ ...line, quantity: 1, unitPrice: Math.min(line.unitPrice, most) }));
};

/** The lines, each name once. */
export const linesOf = ({ lines, hasSkus }: DrawnRequest): Lines => {
  const seen = new Set<string>();
  return fitting(lines).flatMap(({ goodsId, skuId, unitPrice, quantity }) => {
    const key = JSON.stringify(hasSkus ? [goodsId, skuId] : [goodsId]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [hasSkus ? { goodsId, skuId, unitPrice, quantity } : { goodsId, unitPrice, quantity }];
  });
};

/** A number that a text and another number always give, and that says nothing of either (FNV-1a). */
const mixed = (text: string, n: number): number => {
  let hash = 2166136261 ^ n;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
};

/**
 * The line that a number means. Not the n-th: another line that leaves must not change which one it is, or what refers to
 * lines would keep a request from shrinking.
 */
const lineAt = (lines: Lines, n: number): Line => {
  let [best, most] = [lines[0] as Line, -1];
  for (const line of lines) {
    const score = mixed(`${line.goodsId}/${line.skuId ?? ""}`, n);
    if (score > most) [best, most] = [line, score];
  }
  return best;
};

/** Named units, within the line and each once; some astray, if they may be. */
const unitsOf = (
  drawn: readonly DrawnUnits[],
  lines: Lines,
  mayBeAstray: boolean,
): readonly UnitDiscountInput[] => {
  const taken = new Set<string>();
  return drawn.flatMap(({ line: n, from, count, part, astray }) => {
    const line = lineAt(lines, n);
    const wrong = mayBeAstray ? astray : 0;
    const first = wrong === 1 ? from : from % line.quantity;
    const many = wrong === 2 ? count : Math.min(count, line.quantity - first);
    const names = Array.from({ length: Math.max(1, many) }, (_, i) =>
      JSON.stringify([line.goodsId, line.skuId, first + i]),
    );
    if (wrong !== 3 && names.some((name) => taken.has(name))) return [];
    for (const name of names) taken.add(name);
    return [
      compact({
        goodsId: line.goodsId,
        skuId: wrong === 4 ? undefined : line.skuId,
        from: first,
        count: Math.max(1, many),
        discountAmount: Math.floor(line.unitPrice * part),
      }),
    ];
  });
};

/** Level and type go by id, since one id in two levels is refused. */
const LEVELS = { m1: 1, m2: 2, m3: 2, m4: 1, m5: 2, M1: 1 } as const;
const TYPES = { m1: 4, m2: 2, m3: 3, m4: 1, m5: 2, M1: 4 } as const;

const scopeOf = (drawn: DrawnMarketing["scope"], lines: Lines): MarketingInput["appliesTo"] =>
  drawn?.map(({ line: n, isWhole }) => {
    const { goodsId, skuId } = lineAt(lines, n);
    return isWhole || skuId === undefined ? { goodsId } : { goodsId, skuId };
  });

/** A marketing as it was drawn: whether its amount can be taken off is not asked. */
export const marketingOf = (
  { id, code, discount, scope, units: drawnUnits, said, sumIsOff }: DrawnMarketing,
  lines: Lines,
  mayBeAstray: boolean,
): MarketingInput => {
  const { isSpelt, ...description } = said;
  const level = LEVELS[id];
  const units = drawnUnits && unitsOf(drawnUnits, lines, mayBeAstray);
  const wrong = mayBeAstray ? sumIsOff : 0;
  const appliesTo = scopeOf(scope, lines);
  return compact({
    id,
    code,
    ...description,
    type: TYPES[id],
    discountRange: isSpelt ? (String(level) as "1" | "2") : level,
    discountAmount:
      units === undefined
        ? discount
        : units.reduce((sum, each) => sum + each.count * each.discountAmount, 0) + (wrong === 1 ? 1 : 0),
    appliesTo: units === undefined || wrong === 2 ? appliesTo : undefined,
    units,
  });
};

/** Do two marketing cover a line in common? */
const overlap = (a: MarketingInput, b: MarketingInput, lines: Lines): boolean =>
  lines.some((line) => covers(a, line) && covers(b, line));

/**
 * What can be taken off at most, so that every marketing finds its whole amount in its lines, in whatever order they
 * are applied and however each is split: all that touches the lines of one must fit into these lines.
 */
const roomFor = (own: MarketingInput, others: readonly MarketingInput[], lines: Lines): number => {
  const near = others.filter((other) => overlap(own, other, lines));
  let room = Number.POSITIVE_INFINITY;
  for (const each of [own, ...near]) {
    let left = 0;
    for (const line of lines) if (covers(each, line)) left += totalOf(line);
    for (const other of others) if (overlap(each, other, lines)) left -= other.discountAmount;
    room = Math.min(room, left);
  }
  return Math.max(0, room);
};

/** The marketing, each lowered to what the others leave. What is for named units is what it is, and comes first. */
const fittingMarketing = (marketing: readonly MarketingInput[], lines: Lines): readonly MarketingInput[] => {
  const fitted = marketing.filter((each) => each.units !== undefined && each.discountAmount > 0);
  return marketing.map((each) => {
    if (each.units !== undefined) return each;
    const room = roomFor(each, fitted, lines);
    // Not the least of both: most orders would then cost nothing.
    const own =
      each.discountAmount <= room ? each : { ...each, discountAmount: each.discountAmount % (room + 1) };
    if (own.discountAmount > 0) fitted.push(own);
    return own;
  });
};

/**
 * The request with amounts that can be taken off. Whether named units can give what they are named with goes by how the
 * rest is split, so what is for them is left out where suanjia refuses it.
 */
export const priceable = <R extends PricingRequestInput>(request: R): R => {
  const { marketing, lines } = request;
  if (marketing === undefined) return request;
  const fitted = { ...request, marketing: fittingMarketing(marketing, lines) };
  const named = marketing.find((each) => each.units !== undefined);
  if (named === undefined || price(fitted)._tag === "Right") return fitted;
  return priceable({ ...request, marketing: marketing.filter((each) => each !== named) });
};
