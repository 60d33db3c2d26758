/**
 * What the page shows and what it sends: plain functions of what the buyer picked, so that they run anywhere.
 *
 * Amounts are integer fen up to the moment they are shown.
 */
const { preparePluginOrder, price, verify } = require("suanjia-miniprogram");

/** What is sold. The platform takes goods of one SPU in an order. */
const goods = {
  goodsId: "7128346098909300749",
  goodsName: "双人下午茶套餐",
  goodsPhoto: "https://example.com/afternoon-tea.jpeg",
  goodsType: 2,
  goodsLabels: ["随时退", "免预约"],
  unitPrice: 8800,
};

const MAX_QUANTITY = 9;

/**
 * What may be taken off, as the shop's server would list it for this buyer. `threshold` is the shop's own rule, in fen
 * of goods; the rest is what suanjia and the platform read.
 */
const offers = [
  {
    threshold: 17000,
    marketing: {
      id: "activity-170-20",
      type: 4,
      discountRange: 1,
      discountAmount: 2000,
      title: "[活动] 满 170.00 减 20.00 元",
      note: "活动优惠",
    },
  },
  {
    threshold: 0,
    marketing: {
      id: "coupon-10",
      code: "C20250601",
      type: 2,
      discountRange: 2,
      discountAmount: 1000,
      title: "[券] 减 10.00 元",
      note: "用券优惠",
    },
  },
  {
    threshold: 0,
    marketing: {
      id: "points-5",
      type: 3,
      discountRange: 2,
      discountAmount: 500,
      value: 500,
      title: "[积分] 500 积分抵 5.00 元",
      note: "积分优惠",
    },
  },
  {
    threshold: 0,
    marketing: {
      id: "coupon-100",
      code: "C20250602",
      type: 2,
      discountRange: 2,
      discountAmount: 10000,
      title: "[券] 减 100.00 元",
      note: "用券优惠",
    },
  },
];

/** What the buyer starts with: `picked` has an entry `true` for each offer that is ticked, by its id. */
const start = { quantity: 1, picked: {} };

/** As many as were asked for, within what may be ordered. */
const withQuantity = (choice, quantity) =>
  Object.assign({}, choice, { quantity: Math.min(MAX_QUANTITY, Math.max(1, quantity)) });

/** The offer ticked, or no longer. */
const withToggled = (choice, id) =>
  Object.assign({}, choice, { picked: Object.assign({}, choice.picked, { [id]: choice.picked[id] !== true }) });

const isReached = (offer, choice) => goods.unitPrice * choice.quantity >= offer.threshold;

/** Ticked, and its threshold still reached. */
const isTaken = (offer, choice) => choice.picked[offer.marketing.id] === true && isReached(offer, choice);

/** The pricing request: everything that decides what the order costs. */
const requestOf = (choice) => ({
  lines: [{ goodsId: goods.goodsId, unitPrice: goods.unitPrice, quantity: choice.quantity }],
  marketing: offers.filter((offer) => isTaken(offer, choice)).map((offer) => offer.marketing),
});

/** The rest of the order, which suanjia carries through. */
const restOfOrder = {
  goodsList: [
    {
      goodsId: goods.goodsId,
      goodsName: goods.goodsName,
      goodsPhoto: goods.goodsPhoto,
      goodsType: goods.goodsType,
      goodsLabels: goods.goodsLabels,
    },
  ],
  tradeOption: { life_trade_flag: 0 },
  callbackData: { page: "pages/order/index" },
};

const chineseOf = (each) => each.messageZh;

/**
 * The options for plugin.createOrder, checked once more as the platform will check them: `{ options }`, or
 * `{ problems }` to show.
 */
const orderOf = (choice) => {
  const prepared = preparePluginOrder(requestOf(choice), restOfOrder);
  if (prepared._tag === "Left") return { problems: prepared.left.map(chineseOf) };
  const report = verify(prepared.right);
  if (report._tag === "Left") return { problems: report.left.map(chineseOf) };
  if (!report.right.ok) return { problems: report.right.violations.map(chineseOf) };
  return { options: prepared.right };
};

/** Fen as yuan, without the fractions of floats: 1050 is "10.50". */
const yuan = (fen) => `${Math.floor(fen / 100)}.${`0${fen % 100}`.slice(-2)}`;

const titleOf = (marketing, share) =>
  marketing.filter((each) => each.id === share.id && each.code === share.code)[0].title;

/** A line or a unit as the page lists it. */
const rowOf = (label, part, marketing) => ({
  label,
  total: yuan(part.totalAmount),
  payable: yuan(part.payableAmount),
  shares: part.marketing.map((share) => ({
    title: titleOf(marketing, share),
    amount: yuan(share.discountAmount),
  })),
});

const unitLabel = (first, count) =>
  count === 1 ? `第 ${first} 件` : `第 ${first}–${first + count - 1} 件，每件`;

/** The units of a line: those next to each other that are priced alike are one row. */
const unitRows = (line, marketing) => {
  let first = 1;
  return line.units.map((run) => {
    const row = rowOf(unitLabel(first, run.count), run, marketing);
    first += run.count;
    return row;
  });
};

const offerRow = (offer, choice) => ({
  id: offer.marketing.id,
  title: offer.marketing.title,
  isReached: isReached(offer, choice),
  isTaken: isTaken(offer, choice),
});

/** All that the page shows. Where the order cannot be priced there are problems, and no amounts. */
const viewOf = (choice) => {
  const quote = price(requestOf(choice));
  const view = {
    goods: { name: goods.goodsName, photo: goods.goodsPhoto, unitPrice: yuan(goods.unitPrice) },
    quantity: choice.quantity,
    offers: offers.map((offer) => offerRow(offer, choice)),
    problems: [],
    lines: [],
    units: [],
    totals: null,
  };
  if (quote._tag === "Left") return Object.assign(view, { problems: quote.left.map(chineseOf) });
  const line = quote.right.lines[0];
  const totals = quote.right.totals;
  const marketing = quote.right.marketing;
  return Object.assign(view, {
    lines: [rowOf(`${goods.goodsName} × ${line.quantity}`, line, marketing)],
    units: unitRows(line, marketing),
    totals: {
      total: yuan(totals.totalAmount),
      goodsDiscount: yuan(totals.goodsDiscountAmount),
      orderDiscount: yuan(totals.orderDiscountAmount),
      discount: yuan(totals.totalDiscountAmount),
      payable: yuan(totals.payableAmount),
    },
  });
};

module.exports = { offers, orderOf, requestOf, start, viewOf, withQuantity, withToggled, yuan };
