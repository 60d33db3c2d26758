/**
 * Rules of plugin.createOrder about bookings: cancellation, and when the booked time lies.
 */
import { wasTakenOut } from "../../wire/loosen.js";
import {
  checkCancelPolicy,
  checkHoursGiven,
  checkHoursUsed,
  isSaid,
  isThere,
} from "../../wire/orderRules.js";
import type { Loose, Place, Rule } from "../../wire/Rule.js";
import type { CreateOrderOptions } from "../CreateOrder.js";
import { areComparable, isMilliseconds } from "./isMilliseconds.js";
import { type LooseOrder, rule } from "./rule.js";

const MS_PER_DAY = 86_400_000;
const MOST_DAYS_AHEAD = 180;

type ItemBookInfo = NonNullable<NonNullable<LooseOrder["bookInfo"]>["itemBookInfoList"]>[number];

/** The booking terms of every goods, as `BookingTerms`. */
const eachTerms = (
  order: LooseOrder,
  check: (terms: Parameters<typeof checkCancelPolicy>[0], at: Place) => void,
): void => {
  const read = (
    info: Loose<NonNullable<NonNullable<CreateOrderOptions["goodsList"]>[number]["goodsBookInfo"]>>,
    at: Place,
  ): void =>
    check(
      {
        ...info,
        advanceHours: info.advancedCancelHours,
        isPolicyUnreadable: wasTakenOut(info, "cancelPolicy"),
      },
      at,
    );
  order.goodsList?.forEach((goods, i) => {
    if (isThere(goods.goodsBookInfo)) read(goods.goodsBookInfo, ["goodsList", i, "goodsBookInfo"]);
  });
  order.skuList?.forEach((sku, i) => {
    const info = sku.goodsInfo?.goodsBookInfo;
    if (isThere(info)) read(info, ["skuList", i, "goodsInfo", "goodsBookInfo"]);
  });
};

const cancelPolicy = rule(
  "booking.cancelPolicy",
  "error",
  "GoodsBookInfo",
  ["GoodsBookInfo.cancelPolicy"],
  {
    en: "cancelPolicy is required where goods are booked (bookType 2), and left out where they are not (bookType 1)",
    zh: "需要预约(bookType 2)时必须传 cancelPolicy,不需要预约(bookType 1)时不填",
  },
  (order, found) => eachTerms(order, (terms, at) => checkCancelPolicy(terms, at, "cancelPolicy", found)),
);

const hoursGiven = rule(
  "booking.hoursMissing",
  "error",
  "GoodsBookInfo",
  ["GoodsBookInfo.advancedCancelHours"],
  {
    en: "cancelPolicy 3 (to cancel so many hours ahead) needs advancedCancelHours",
    zh: "cancelPolicy 为 3(需提前 X 小时取消)时须传 advancedCancelHours",
  },
  (order, found) => eachTerms(order, (terms, at) => checkHoursGiven(terms, at, "advancedCancelHours", found)),
);

const hoursUsed = rule(
  "booking.hoursUnused",
  // It has no effect then, which the document says; not that it is refused.
  "warning",
  "GoodsBookInfo",
  ["GoodsBookInfo.advancedCancelHours"],
  {
    en: "advancedCancelHours has an effect with cancelPolicy 3 only",
    zh: "advancedCancelHours 仅在 cancelPolicy 为 3 时有效",
  },
  (order, found) => eachTerms(order, (terms, at) => checkHoursUsed(terms, at, "advancedCancelHours", found)),
);

const eachBooking = (order: LooseOrder, check: (info: ItemBookInfo, at: Place) => void): void => {
  order.bookInfo?.itemBookInfoList?.forEach((info, i) => check(info, ["bookInfo", "itemBookInfoList", i]));
};

const BOOKING_TIMES = ["bookStartTime", "bookEndTime"] as const;

const milliseconds = rule(
  "booking.milliseconds",
  "error",
  "ItemBookInfo",
  ["ItemBookInfo.bookStartTime", "ItemBookInfo.bookEndTime"],
  { en: "booking times are milliseconds, of 13 digits", zh: "预定时间为 13 位毫秒时间戳" },
  (order, found) =>
    eachBooking(order, (info, at) => {
      for (const key of BOOKING_TIMES) {
        const time = info[key];
        if (isThere(time) && !isMilliseconds(time)) found.breaks([...at, key], time);
      }
    }),
);

const startBeforeEnd = rule(
  "booking.startBeforeEnd",
  "error",
  "ItemBookInfo",
  ["ItemBookInfo.bookStartTime", "ItemBookInfo.bookEndTime"],
  { en: "bookStartTime is before bookEndTime", zh: "bookStartTime 必须早于 bookEndTime" },
  (order, found) =>
    eachBooking(order, ({ bookStartTime: start, bookEndTime: end }, at) => {
      if (!isThere(start) || !isThere(end)) return;
      if (areComparable(start, end) && start >= end) found.breaks([...at, "bookEndTime"], end);
    }),
);

const NO_CLOCK = { en: "the time now is not known", zh: "未提供当前时间" };

const inFuture = rule(
  "booking.future",
  "error",
  "ItemBookInfo",
  ["ItemBookInfo.bookStartTime"],
  { en: "bookStartTime is after the time now", zh: "bookStartTime 必须晚于当前时间" },
  (order, found, { now }) =>
    eachBooking(order, ({ bookStartTime: start }, at) => {
      if (!isThere(start) || !isMilliseconds(start)) return;
      if (now === undefined) found.cannotCheck([...at, "bookStartTime"], NO_CLOCK);
      else if (start <= now) found.breaks([...at, "bookStartTime"], start);
    }),
);

const within180Days = rule(
  "booking.within180Days",
  "error",
  "ItemBookInfo",
  ["ItemBookInfo.bookEndTime"],
  { en: "bookEndTime is at most 180 days after the time now", zh: "bookEndTime 必须在 180 天之内" },
  (order, found, { now }) =>
    eachBooking(order, ({ bookEndTime: end }, at) => {
      if (!isThere(end) || !isMilliseconds(end)) return;
      if (now === undefined) found.cannotCheck([...at, "bookEndTime"], NO_CLOCK);
      else if (end > now + MOST_DAYS_AHEAD * MS_PER_DAY)
        found.breaks([...at, "bookEndTime"], end, now + MOST_DAYS_AHEAD * MS_PER_DAY);
    }),
);

const bookedGoods = rule(
  "booking.goodsOrSku",
  "error",
  "ItemBookInfo",
  ["ItemBookInfo.goodsId", "ItemBookInfo.skuId"],
  {
    en: "a booking names its goodsId or, from base library 2.77.0.0 on, its skuId",
    zh: "预约信息须含 goodsId,或(基础库 2.77.0.0 起)skuId",
  },
  (order, found) =>
    eachBooking(order, (info, at) => {
      if (!isSaid(info.goodsId) && !isSaid(info.skuId) && !wasTakenOut(info, "skuId"))
        found.breaks([...at, "goodsId"], info.goodsId);
    }),
);

/** Rules about bookings. */
export const bookingRules: readonly Rule<CreateOrderOptions>[] = [
  cancelPolicy,
  hoursGiven,
  hoursUsed,
  milliseconds,
  startBeforeEnd,
  inFuture,
  within180Days,
  bookedGoods,
];
