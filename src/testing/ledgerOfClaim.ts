/**
 * The ledger of a payload: its lines, each with what the discount detail says of it.
 */
import type { Amounts, GoodsEntry, ItemEntry, MarketingEntry } from "../platform/wire/Amounts.js";
import type { Block } from "../platform/wire/Paths.js";
import type { Claim } from "../verify/Claim.js";
import { LineMatcher } from "../verify/LineMatcher.js";
import type { Ledger, LedgerFee, LedgerLine, LedgerPart, LedgerShare, PricedFormat, Said } from "./Ledger.js";

/** An amount that may not be said. */
const said = (is: number | undefined, path: () => string): readonly Said[] =>
  is === undefined ? [] : [{ is, path: path() }];

const sharesOf = (entries: readonly MarketingEntry[], path: (j: number) => string): readonly LedgerShare[] =>
  entries.map(({ id, code, discountAmount }, j) => ({ id, code, discountAmount, path: path(j) }));

const partOf = ({ paths }: Claim, entry: ItemEntry, block: Block, i: number): LedgerPart => ({
  path: paths.blockEntry(block, i),
  totals: said(entry.totalAmount, () => paths.blockEntry(block, i, "totalAmount")),
  discounts: said(entry.totalDiscountAmount, () => paths.blockEntry(block, i, "totalDiscountAmount")),
  payables: [],
  shares:
    entry.isUnlisted === true
      ? undefined
      : sharesOf(entry.marketing, (j) => paths.marketingEntry(block, i, j, "discountAmount")),
});

/** A line as its own list has it, and where its entries in the two lower blocks are. */
interface Draft {
  readonly goodsId: string | undefined;
  readonly skuId: string | undefined;
  readonly path: string;
  readonly unitPrice: Said | undefined;
  readonly quantities: readonly Said[];
  readonly discounts: readonly Said[];
  readonly goods: number[];
  readonly items: number[];
}

const NOTHING = { unitPrice: undefined, quantities: [], discounts: [] } as const;

const listedDrafts = ({ amounts, paths }: Claim): readonly Draft[] | undefined =>
  amounts.lines?.map((line, i) => ({
    goodsId: line.goodsId,
    skuId: line.skuId,
    path: paths.line(i),
    unitPrice: said(line.unitPrice, () => paths.line(i, "unitPrice"))[0],
    quantities: said(line.quantity, () => paths.line(i, "quantity")),
    discounts: said(line.discountAmount, () => paths.line(i, "discountAmount")),
    goods: [],
    items: [],
  }));

/** Where there are no lines, the goods of a bare detail stand for them: those of the goods block, else of the items. */
const mentionedDrafts = ({ amounts, paths }: Claim): readonly Draft[] => {
  const { goods, items = [] } = amounts.detail ?? {};
  const block = goods === undefined ? "items" : "goods";
  const drafts = new Map<string, Draft>();
  (goods ?? items).forEach(({ goodsId, skuId }, i) => {
    const key = JSON.stringify([goodsId, skuId]);
    if (!drafts.has(key))
      drafts.set(key, { goodsId, skuId, path: paths.blockEntry(block, i), ...NOTHING, goods: [], items: [] });
  });
  return [...drafts.values()];
};

/** The item block; undefined where there is none, or an empty one that the platform fills itself (type 1). */
const itemsOf = ({ detail }: Amounts): readonly ItemEntry[] | undefined =>
  detail?.items?.length === 0 && detail.calculationType === 1 ? undefined : detail?.items;

/** Hands each entry of a block to the one line that it fits; gives those that none or several fit. */
const assign = (
  claim: Claim,
  block: Block,
  entries: readonly ItemEntry[],
  matcher: LineMatcher<Draft>,
): { readonly strays: readonly LedgerPart[]; readonly ambiguous: readonly LedgerPart[] } => {
  const strays: LedgerPart[] = [];
  const ambiguous: LedgerPart[] = [];
  entries.forEach((entry, i) => {
    const [line, ...others] = matcher.matching(entry);
    if (line === undefined) strays.push(partOf(claim, entry, block, i));
    else if (others.length > 0) ambiguous.push(partOf(claim, entry, block, i));
    else line[block].push(i);
  });
  return { strays, ambiguous };
};

const lineOf = (draft: Draft, claim: Claim, isAmbiguous: boolean): LedgerLine => {
  const { amounts, paths } = claim;
  const goods = amounts.detail?.goods;
  const items = itemsOf(amounts);
  const entries = draft.goods.map((i) => ({
    i,
    entry: goods?.[i] as GoodsEntry,
    part: partOf(claim, goods?.[i] as GoodsEntry, "goods", i),
  }));
  const quantities = [
    ...draft.quantities,
    ...entries.flatMap(({ i, entry }) =>
      said(entry.quantity, () => paths.blockEntry("goods", i, "quantity")),
    ),
  ];
  const own = draft.items.map((i) => partOf(claim, items?.[i] as ItemEntry, "items", i));
  const isWhole = own.length === 1 && quantities[0]?.is !== 1;
  const shares = entries.flatMap(({ part }) => part.shares ?? []);
  const isSilent =
    (goods === undefined && (items === undefined || own.length > 0)) ||
    isAmbiguous ||
    entries.some(({ part }) => part.shares === undefined);
  // Goods that neither block mentions bear nothing: their units need not be there.
  const isFree = own.length === 0 && draft.goods.length === 0;
  return {
    goodsId: draft.goodsId,
    skuId: draft.skuId,
    path: draft.path,
    unitPrice: draft.unitPrice,
    quantities,
    totals: entries.flatMap(({ part }) => part.totals),
    discounts: [...draft.discounts, ...entries.flatMap(({ part }) => part.discounts)],
    payables: [],
    shares: isSilent ? undefined : shares,
    units:
      items === undefined || isAmbiguous || isWhole || isFree
        ? undefined
        : own.map((part) => ({ ...part, count: 1 })),
    copies: isWhole ? own : [],
  };
};

const feesOf = ({ amounts, paths, format }: Claim): readonly LedgerFee[] | undefined =>
  format.spelling.fees === undefined
    ? undefined
    : amounts.fees.map((fee, i) => ({
        feeType: fee.feeType,
        feeAmount: { is: fee.feeAmount, path: paths.fee(i, "feeAmount") },
        feeDiscountAmount: { is: fee.feeDiscountAmount ?? 0, path: paths.fee(i, "feeDiscountAmount") },
      }));

/** The sums of the order, under the names that a quote has for them. */
const totalsOf = ({ amounts, paths }: Claim): Ledger["totals"] => {
  const order = amounts.detail?.order;
  const [totalAmount] = said(amounts.totalAmount, () => paths.totalAmount());
  const [totalDiscountAmount] = said(amounts.totalDiscountAmount, () => paths.totalDiscountAmount());
  const [orderDiscountAmount] = said(order?.orderTotalDiscountAmount, () =>
    paths.orderBlock("orderTotalDiscountAmount"),
  );
  const [goodsDiscountAmount] = said(order?.goodsTotalDiscountAmount, () =>
    paths.orderBlock("goodsTotalDiscountAmount"),
  );
  return {
    ...(totalAmount && { totalAmount }),
    ...(totalDiscountAmount && { totalDiscountAmount }),
    ...(orderDiscountAmount && { orderDiscountAmount }),
    ...(goodsDiscountAmount && { goodsDiscountAmount }),
  };
};

const marketingOf = ({ amounts, paths }: Claim): Ledger["marketing"] => {
  const order = amounts.detail?.order;
  return order === undefined || order.isUnlisted === true
    ? undefined
    : order.marketing.map((each, j) => ({ ...each, path: paths.orderEntry(j, "discountAmount") }));
};

/** The ledger of a payload whose amounts were read. */
export const ledgerOfClaim = (claim: Claim): Ledger => {
  const { amounts, paths, format } = claim;
  const drafts = listedDrafts(claim) ?? mentionedDrafts(claim);
  const matcher = new LineMatcher(drafts);
  const goods = assign(claim, "goods", amounts.detail?.goods ?? [], matcher);
  const items = assign(claim, "items", itemsOf(amounts) ?? [], matcher);
  const isAmbiguous = goods.ambiguous.length + items.ambiguous.length > 0;
  return {
    format: format.name as PricedFormat,
    hasLines: format.spelling.lines !== undefined,
    hasCodes: format.spelling.detail.entry.plugin !== undefined,
    unitsAreInOrder: false,
    calculationType: said(amounts.detail?.calculationType, () => paths.calculationType())[0],
    totals: totalsOf(claim),
    marketing: marketingOf(claim),
    lines: drafts.map((draft) => lineOf(draft, claim, isAmbiguous)),
    strays: [...goods.strays, ...items.strays],
    ambiguous: [...goods.ambiguous, ...items.ambiguous],
    fees: feesOf(claim),
    at: {
      lines: format.spelling.lines === undefined ? paths.block("goods") : paths.lines(),
      marketing: paths.orderMarketing(),
      fees: paths.fees(),
    },
  };
};
