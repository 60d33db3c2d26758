/**
 * What the parts of a request say together: duplicates, levels, references, sums. The shape of each is right already.
 */
import type { Text } from "../codec/Problem.js";
import { MAX_FEN } from "../money/Fen.js";
import type { Fee } from "./Fee.js";
import { findUnitProblems } from "./findUnitProblems.js";
import { LineIndex } from "./LineIndex.js";
import type { LineItem, LineReference } from "./LineItem.js";
import type { Marketing } from "./Marketing.js";

/** The parts of a request that must agree. */
export interface Parts {
  readonly calculationType: number;
  readonly lines: readonly LineItem[];
  readonly marketing: readonly Marketing[];
  readonly fees: readonly Fee[];
}

/** One thing that is wrong, and the keys down to where. */
interface Finding {
  readonly code: string;
  readonly at: readonly (string | number)[];
  readonly text: Text;
}

const findLineProblems = (request: Parts, index: LineIndex, found: Finding[]): void => {
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

const findMarketingProblems = (
  { marketing, calculationType, lines }: Parts,
  index: LineIndex,
  found: Finding[],
): void => {
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
    if (each.units !== undefined)
      findUnitProblems(each, calculationType, lines, index, (code, at, text) => {
        found.push({ code, at: ["marketing", j, ...at], text });
      });
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
export const findProblems = (request: Parts): readonly Finding[] => {
  const found: Finding[] = [];
  const index = new LineIndex(request.lines);
  findLineProblems(request, index, found);
  findMarketingProblems(request, index, found);
  findFeeProblems(request.fees, found);
  return found;
};
