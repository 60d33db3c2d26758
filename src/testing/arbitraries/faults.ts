/**
 * Faults: how the amounts of a valid payload can be broken, each in one place and by name.
 */
import type {
  AmountLine,
  Amounts,
  Detail,
  FeeEntry,
  GoodsEntry,
  ItemEntry,
  MarketingEntry,
} from "../../platform/wire/Amounts.js";
import type { Block, Paths } from "../../platform/wire/Paths.js";

/**
 * How a payload is broken. `verify` finds each of them.
 *
 * - `oneFenTooMuch`, `oneFenTooLittle`: one amount, anywhere.
 * - `quantityWrong`: a line has one unit more than its parts say.
 * - `linesSwapped`: two lines have each other's ids.
 * - `feeMissing`: a fee is left out (plugin only).
 * - `marketingMissing`: the order block leaves a marketing out.
 * - `marketingRenamed`: an entry of the goods block names a marketing that the order does not have.
 * - `levelSwapped`: an entry of the order block has the other level (`discountRange`).
 * - `goodsEntryMissing`: the goods block leaves out goods that bear a discount.
 * - `shareMissing`: an entry of the goods or item block leaves out a marketing that it bears.
 * - `shareMoved`: a fen moved from one line to another, in lines and goods block, but not in the item block.
 * - `itemMissing`, `itemTwice`: the item block has one unit too few, one too many.
 * - `paysLessThanNothing`: so much moved from one line to another, in every block, that it bears more than it costs.
 *
 * @category testing
 * @since 0.5.0
 */
export type PayloadFault =
  | "oneFenTooMuch"
  | "oneFenTooLittle"
  | "quantityWrong"
  | "linesSwapped"
  | "feeMissing"
  | "marketingMissing"
  | "marketingRenamed"
  | "levelSwapped"
  | "goodsEntryMissing"
  | "shareMissing"
  | "shareMoved"
  | "itemMissing"
  | "itemTwice"
  | "paysLessThanNothing";

/** One way to break a payload: where, and the amounts that result. */
export interface Break {
  readonly path: string;
  readonly make: () => Amounts;
}

type Breaks = readonly Break[];

/** The amounts of a valid payload, with nothing left out. */
interface Whole {
  readonly amounts: Amounts;
  readonly paths: Paths;
  readonly lines: readonly AmountLine[];
  readonly goods: readonly GoodsEntry[];
  readonly items: readonly ItemEntry[];
  readonly order: readonly MarketingEntry[];
}

const replaced = <A>(list: readonly A[], i: number, by: A): readonly A[] =>
  list.map((each, n) => (n === i ? by : each));
const without = <A>(list: readonly A[], i: number): readonly A[] => list.filter((_, n) => n !== i);
const at = <A>(list: readonly A[], i: number): A => list[i] as A;

const withDetail = (amounts: Amounts, change: Partial<Detail>): Amounts => ({
  ...amounts,
  detail: { ...amounts.detail, ...change },
});

const withOrder = ({ amounts }: Whole, marketing: readonly MarketingEntry[]): Amounts =>
  withDetail(amounts, { order: { ...amounts.detail?.order, marketing } });

const withEntry = ({ amounts, goods, items }: Whole, block: Block, i: number, entry: ItemEntry): Amounts =>
  withDetail(
    amounts,
    block === "goods" ? { goods: replaced(goods, i, entry) } : { items: replaced(items, i, entry) },
  );

/** Every key of `keys` that an object has a number for, moved by `by`. */
const moved = <A extends object, K extends keyof A & string>(
  value: A,
  keys: readonly K[],
  by: number,
  pathOf: (key: K) => string,
  put: (value: A) => Amounts,
): Breaks =>
  keys
    .filter((key) => typeof value[key] === "number")
    .map((key) => ({ path: pathOf(key), make: () => put({ ...value, [key]: (value[key] as number) + by }) }));

const entryOff = (whole: Whole, block: Block, i: number, by: number): Breaks => {
  const { paths } = whole;
  const entry = at<ItemEntry>(whole[block], i);
  const put = (changed: ItemEntry): Amounts => withEntry(whole, block, i, changed);
  return [
    ...moved(
      entry,
      ["totalAmount", "totalDiscountAmount"],
      by,
      (key) => paths.blockEntry(block, i, key),
      put,
    ),
    ...entry.marketing.flatMap((each, j) =>
      moved(
        each,
        ["discountAmount"],
        by,
        (key) => paths.marketingEntry(block, i, j, key),
        (changed) => put({ ...entry, marketing: replaced(entry.marketing, j, changed) }),
      ),
    ),
  ];
};

const orderOff = (whole: Whole, by: number): Breaks => {
  const { amounts, paths, lines, order } = whole;
  const block = amounts.detail?.order;
  return [
    ...moved(
      amounts,
      ["totalAmount"],
      by,
      () => paths.totalAmount(),
      (changed) => changed,
    ),
    ...moved(
      amounts,
      ["totalDiscountAmount"],
      by,
      () => paths.totalDiscountAmount(),
      (changed) => changed,
    ),
    ...lines.flatMap((line, i) =>
      moved(
        line,
        ["unitPrice", "discountAmount"],
        by,
        (key) => paths.line(i, key),
        (changed) => ({ ...amounts, lines: replaced(lines, i, changed) }),
      ),
    ),
    ...amounts.fees.flatMap((fee, i) =>
      moved<FeeEntry, "feeAmount" | "feeDiscountAmount">(
        fee,
        ["feeAmount", "feeDiscountAmount"],
        by,
        (key) => paths.fee(i, key),
        (changed) => ({ ...amounts, fees: replaced(amounts.fees, i, changed) }),
      ),
    ),
    ...(block === undefined
      ? []
      : moved(
          block,
          ["orderTotalDiscountAmount", "goodsTotalDiscountAmount"],
          by,
          (key) => paths.orderBlock(key),
          (changed) => withDetail(amounts, { order: changed }),
        )),
    ...order.flatMap((each, j) =>
      moved(
        each,
        ["discountAmount"],
        by,
        (key) => paths.orderEntry(j, key),
        (changed) => withOrder(whole, replaced(order, j, changed)),
      ),
    ),
  ];
};

const oneOff =
  (by: number) =>
  (whole: Whole): Breaks => [
    ...orderOff(whole, by),
    ...whole.goods.flatMap((_, i) => entryOff(whole, "goods", i, by)),
    ...whole.items.flatMap((_, i) => entryOff(whole, "items", i, by)),
  ];

const isSame = (a: ItemEntry | AmountLine, b: ItemEntry | AmountLine): boolean =>
  a.goodsId === b.goodsId && a.skuId === b.skuId;

const quantityWrong = ({ amounts, lines, paths }: Whole): Breaks =>
  lines.flatMap((line, i) =>
    line.unitPrice === 0
      ? []
      : [
          {
            path: paths.line(i, "quantity"),
            make: () => ({ ...amounts, lines: replaced(lines, i, { ...line, quantity: line.quantity + 1 }) }),
          },
        ],
  );

const pairsOf = (count: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count * count }, (_, n) => [Math.floor(n / count), n % count] as const).filter(
    ([i, k]) => i !== k,
  );

/** Without a detail nothing says which line is which; lines that are alike can be swapped unseen. */
const linesSwapped = ({ amounts, lines, goods, paths }: Whole): Breaks =>
  pairsOf(goods.length === 0 ? 0 : lines.length)
    .filter(([i, k]) => i < k)
    .map(([i, k]) => [at(lines, i), at(lines, k), i, k] as const)
    .filter(
      ([a, b]) =>
        a.quantity !== b.quantity || a.unitPrice !== b.unitPrice || a.discountAmount !== b.discountAmount,
    )
    .map(([a, b, i, k]) => ({
      path: paths.line(i),
      make: () => {
        const [idsOfA, idsOfB] = [a, b].map(({ goodsId, skuId }) => ({ goodsId, skuId }));
        const once = replaced(lines, i, { ...a, ...idsOfB });
        return { ...amounts, lines: replaced(once, k, { ...b, ...idsOfA }) };
      },
    }));

const feeMissing = ({ amounts, paths }: Whole): Breaks =>
  amounts.fees.flatMap((fee, i) =>
    fee.feeAmount === 0
      ? []
      : [{ path: paths.fees(), make: () => ({ ...amounts, fees: without(amounts.fees, i) }) }],
  );

/** Entries of the order block that take something off. */
const effective = ({ order }: Whole): readonly number[] =>
  order.flatMap(({ discountAmount }, j) => (discountAmount > 0 ? [j] : []));

const marketingMissing = (whole: Whole): Breaks =>
  effective(whole).map((j) => ({
    path: whole.paths.orderMarketing(),
    make: () => withOrder(whole, without(whole.order, j)),
  }));

const levelSwapped = (whole: Whole): Breaks =>
  effective(whole).map((j) => {
    const entry = at(whole.order, j);
    const discountRange = entry.discountRange === 1 ? 2 : 1;
    return {
      path: whole.paths.orderEntry(j, "discountRange"),
      make: () => withOrder(whole, replaced(whole.order, j, { ...entry, discountRange })),
    };
  });

const marketingRenamed = (whole: Whole): Breaks =>
  whole.goods.flatMap((entry, i) =>
    entry.marketing.map((each, j) => ({
      path: whole.paths.marketingEntry("goods", i, j),
      make: () =>
        withEntry(whole, "goods", i, {
          ...entry,
          marketing: replaced(entry.marketing, j, { ...each, id: `${each.id}-unknown` }),
        }),
    })),
  );

const goodsEntryMissing = ({ amounts, goods, paths }: Whole): Breaks =>
  goods.flatMap(({ totalDiscountAmount }, i) =>
    totalDiscountAmount === 0
      ? []
      : [{ path: paths.block("goods"), make: () => withDetail(amounts, { goods: without(goods, i) }) }],
  );

const shareMissing = (whole: Whole): Breaks =>
  (["goods", "items"] as const).flatMap((block) =>
    whole[block].flatMap((entry: ItemEntry, i) =>
      entry.marketing.map((_, j) => ({
        path: whole.paths.blockMarketing(block, i),
        make: () => withEntry(whole, block, i, { ...entry, marketing: without(entry.marketing, j) }),
      })),
    ),
  );

const itemMissing = ({ amounts, items, lines, paths }: Whole): Breaks =>
  items.flatMap((item, i) =>
    // One entry of goods that are free could stand for the whole line, and under type 1 no entry at all is right too.
    lines.some((line) => isSame(line, item) && line.unitPrice === 0) ||
    (items.length === 1 && amounts.detail?.calculationType === 1)
      ? []
      : [{ path: paths.block("items"), make: () => withDetail(amounts, { items: without(items, i) }) }],
  );

const itemTwice = ({ amounts, items, paths }: Whole): Breaks =>
  items.map((item, i) => ({
    path: paths.blockEntry("items", i),
    make: () => withDetail(amounts, { items: [...items.slice(0, i + 1), item, ...items.slice(i + 1)] }),
  }));

/** An entry that bears so much more of a marketing, or less. */
const bearing = <E extends ItemEntry>(entry: E, marketing: MarketingEntry, by: number): E => {
  const j = entry.marketing.findIndex((each) => each.id === marketing.id && each.code === marketing.code);
  const own = entry.marketing[j];
  return {
    ...entry,
    totalDiscountAmount: (entry.totalDiscountAmount ?? 0) + by,
    marketing:
      own === undefined
        ? [...entry.marketing, { ...marketing, discountAmount: by }]
        : replaced(entry.marketing, j, { ...own, discountAmount: own.discountAmount + by }),
  };
};

/** So much of a marketing moved from one goods to another, in the lines and the goods block. */
const movedShare = (
  { amounts, lines, goods }: Whole,
  from: number,
  to: number,
  marketing: MarketingEntry,
  by: number,
): Amounts => {
  const changeOf = (i: number): number => (i === from ? -by : i === to ? by : 0);
  return withDetail(
    {
      ...amounts,
      lines: lines.map((line, i) => ({ ...line, discountAmount: (line.discountAmount ?? 0) + changeOf(i) })),
    },
    { goods: goods.map((entry, i) => (changeOf(i) === 0 ? entry : bearing(entry, marketing, changeOf(i)))) },
  );
};

/** Each pair of goods, with each marketing that the first of them bears. */
const movable = ({ goods }: Whole): readonly (readonly [number, number, MarketingEntry, number])[] =>
  pairsOf(goods.length).flatMap(([from, to]) =>
    at(goods, from).marketing.map((each, j) => [from, to, each, j] as const),
  );

const shareMoved = (whole: Whole): Breaks =>
  movable(whole).map(([from, to, marketing, j]) => ({
    path: whole.paths.marketingEntry("goods", from, j, "discountAmount"),
    make: () => movedShare(whole, from, to, marketing, 1),
  }));

/** Of lines of one unit, whose item entries are moved too, so that nothing but the bound is broken. */
const paysLessThanNothing = (whole: Whole): Breaks => {
  const { items, lines, goods, paths } = whole;
  return movable(whole).flatMap(([from, to, marketing]) => {
    const [giver, taker] = [at(goods, from), at(goods, to)];
    const by = (taker.totalAmount ?? 0) - (taker.totalDiscountAmount ?? 0) + 1;
    const isSingle = at(lines, from).quantity === 1 && at(lines, to).quantity === 1;
    if (!isSingle || marketing.discountAmount < by) return [];
    return [
      {
        path: paths.blockEntry("goods", to, "totalDiscountAmount"),
        make: () =>
          withDetail(movedShare(whole, from, to, marketing, by), {
            items: items.map((item) =>
              isSame(item, giver)
                ? bearing(item, marketing, -by)
                : isSame(item, taker)
                  ? bearing(item, marketing, by)
                  : item,
            ),
          }),
      },
    ];
  });
};

const BREAKS: Readonly<Record<PayloadFault, (whole: Whole) => Breaks>> = {
  oneFenTooMuch: oneOff(1),
  oneFenTooLittle: oneOff(-1),
  quantityWrong,
  linesSwapped,
  feeMissing,
  marketingMissing,
  marketingRenamed,
  levelSwapped,
  goodsEntryMissing,
  shareMissing,
  shareMoved,
  itemMissing,
  itemTwice,
  paysLessThanNothing,
};

/** The names of all faults. */
export const PAYLOAD_FAULTS = Object.keys(BREAKS) as readonly PayloadFault[];

/** Every way to break these amounts by this fault. */
export const breaksOf = (fault: PayloadFault, amounts: Amounts, paths: Paths): Breaks =>
  BREAKS[fault]({
    amounts,
    paths,
    lines: amounts.lines ?? [],
    goods: amounts.detail?.goods ?? [],
    items: amounts.detail?.items ?? [],
    order: amounts.detail?.order?.marketing ?? [],
  });
