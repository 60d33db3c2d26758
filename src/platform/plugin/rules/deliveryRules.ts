/**
 * Rules of plugin.createOrder about takeaway orders, delivery, addresses, and the fees that come with them.
 */
import { wasTakenOut } from "../../wire/loosen.js";
import { isSaid, isThere } from "../../wire/orderRules.js";
import type { Place, Rule, RuleFindings } from "../../wire/Rule.js";
import type { CreateOrderOptions } from "../CreateOrder.js";
import { areComparable, isMilliseconds } from "./isMilliseconds.js";
import { type LooseOrder, rule } from "./rule.js";

const isTakeaway = ({ businessLine }: LooseOrder): boolean => businessLine === 3;

/**
 * The buyer fetches it, or may: the platform's own sample then sends neither address nor contact. Where deliveryInfo
 * does not say rightly how it is delivered, that is said, and is all that is certain.
 */
const isPickedUp = (order: LooseOrder): boolean =>
  isThere(order.deliveryInfo) ? order.deliveryInfo.deliveryType !== 1 : wasTakenOut(order, "deliveryInfo");

/** Does the order name an address of Douyin's, or may it? An id sent as a number is a problem, but not a missing one. */
const hasAddressId = (order: LooseOrder): boolean =>
  isSaid(order.addressInfo?.addressId) ||
  wasTakenOut(order.addressInfo, "addressId") ||
  wasTakenOut(order, "addressInfo");

const deliveryInfo = rule(
  "takeaway.deliveryInfo",
  "error",
  "参数说明",
  ["CreateOrderOptions.deliveryInfo"],
  {
    en: "a takeaway order (businessLine 3) needs deliveryInfo",
    zh: "外卖订单(businessLine 3)必须传 deliveryInfo",
  },
  (order, found) => {
    if (isTakeaway(order) && !isThere(order.deliveryInfo)) found.breaks(["deliveryInfo"], order.deliveryInfo);
  },
);

const checkAddress = (order: LooseOrder, found: RuleFindings): void => {
  if (!isThere(order.addressInfo)) found.breaks(["addressInfo"], order.addressInfo);
};

const addressInfo = rule(
  "takeaway.addressInfo",
  "error",
  "参数说明",
  ["CreateOrderOptions.addressInfo"],
  {
    en: "a takeaway order (businessLine 3) needs addressInfo",
    zh: "外卖订单(businessLine 3)必须传 addressInfo",
  },
  (order, found) => {
    if (isTakeaway(order) && !isPickedUp(order)) checkAddress(order, found);
  },
);

const pickUpAddress = rule(
  "takeaway.addressForPickUp",
  // The self-pickup sample sends none.
  "warning",
  "参数说明",
  ["CreateOrderOptions.addressInfo"],
  {
    en: "the table wants addressInfo of any takeaway order (businessLine 3), its sample for self-pickup sends none",
    zh: "字段表要求外卖订单(businessLine 3)传 addressInfo,而自提示例未传",
  },
  (order, found) => {
    if (isTakeaway(order) && isPickedUp(order)) checkAddress(order, found);
  },
);

const checkContact = (order: LooseOrder, found: RuleFindings): void => {
  if (hasAddressId(order)) return;
  const { contactInfo } = order;
  for (const key of ["phoneNumber", "contactName"] as const)
    if (!isSaid(contactInfo?.[key])) found.breaks(["contactInfo", key], contactInfo?.[key]);
  if (!isThere(contactInfo?.gender)) found.breaks(["contactInfo", "gender"], contactInfo?.gender);
};

const CONTACT_FIELDS = ["ContactInfo.phoneNumber", "ContactInfo.contactName", "ContactInfo.gender"];

const contact = rule(
  "takeaway.contact",
  "error",
  "ContactInfo",
  CONTACT_FIELDS,
  {
    en: "a takeaway order (businessLine 3) without addressId needs the contact's phoneNumber, contactName and gender",
    zh: "外卖订单(businessLine 3)无 addressId 时,必须传联系人 phoneNumber、contactName 和 gender",
  },
  (order, found) => {
    if (isTakeaway(order) && !isPickedUp(order)) checkContact(order, found);
  },
);

const pickUpContact = rule(
  "takeaway.contactForPickUp",
  // The self-pickup sample sends none.
  "warning",
  "ContactInfo",
  CONTACT_FIELDS,
  {
    en: "the table wants a contact of any takeaway order without addressId, its sample for self-pickup sends none",
    zh: "字段表要求无 addressId 的外卖订单传联系人信息,而自提示例未传",
  },
  (order, found) => {
    if (isTakeaway(order) && isPickedUp(order)) checkContact(order, found);
  },
);

const location = rule(
  "address.location",
  "error",
  "AddressInfo",
  ["AddressInfo.locationInfo", "AddressInfo.doorNumber"],
  {
    en: "an address without addressId needs locationInfo and doorNumber",
    zh: "addressId 为空时,必须传 locationInfo 和 doorNumber",
  },
  (order, found) => {
    const { addressInfo: address } = order;
    if (!isThere(address) || hasAddressId(order)) return;
    if (!isThere(address.locationInfo)) found.breaks(["addressInfo", "locationInfo"], address.locationInfo);
    if (!isSaid(address.doorNumber)) found.breaks(["addressInfo", "doorNumber"], address.doorNumber);
  },
);

const selfPick = rule(
  "delivery.selfPickInfo",
  "error",
  "DeliveryInfo",
  ["DeliveryInfo.selfPickInfo"],
  {
    en: "deliveryType 2 (self-pickup) needs selfPickInfo",
    zh: "deliveryType 为 2(到店自提)时必须传 selfPickInfo",
  },
  ({ deliveryInfo: delivery }, found) => {
    if (delivery?.deliveryType === 2 && !isThere(delivery.selfPickInfo))
      found.breaks(["deliveryInfo", "selfPickInfo"], delivery.selfPickInfo);
  },
);

const deliveryBooking = rule(
  "delivery.bookInfo",
  "error",
  "DeliveryInfo",
  ["DeliveryInfo.bookInfo"],
  {
    en: "bookType 2 (booked) needs deliveryInfo.bookInfo",
    zh: "bookType 为 2(预约单)时必须传 deliveryInfo.bookInfo",
  },
  ({ deliveryInfo: delivery }, found) => {
    if (delivery?.bookType === 2 && !isThere(delivery.bookInfo))
      found.breaks(["deliveryInfo", "bookInfo"], delivery.bookInfo);
  },
);

const PERIODS = ["receiptInfo", "bookInfo", "selfPickInfo"] as const;
const ENDS = ["startTime", "endTime"] as const;

const PERIOD_FIELDS = ["ReceiptInfo", "DeliveryBookInfo", "SelfPickInfo"].flatMap((name) =>
  ENDS.map((end) => `${name}.${end}`),
);

const eachPeriod = (
  { deliveryInfo: delivery }: LooseOrder,
  check: (period: { readonly [K in (typeof ENDS)[number]]?: number | null | undefined }, at: Place) => void,
): void => {
  for (const key of PERIODS) {
    const period = delivery?.[key];
    if (isThere(period)) check(period, ["deliveryInfo", key]);
  }
};

const milliseconds = rule(
  "delivery.milliseconds",
  // The takeaway samples send seconds.
  "warning",
  "ReceiptInfo, DeliveryBookInfo, SelfPickInfo",
  PERIOD_FIELDS,
  { en: "delivery times are milliseconds, of 13 digits", zh: "配送相关时间为 13 位毫秒时间戳" },
  (order, found) =>
    eachPeriod(order, (period, at) => {
      for (const key of ENDS) {
        const time = period[key];
        if (isThere(time) && !isMilliseconds(time)) found.breaks([...at, key], time);
      }
    }),
);

const timeOrder = rule(
  "delivery.timeOrder",
  // The document names the two times; that one comes first is what the words mean.
  "warning",
  "ReceiptInfo, DeliveryBookInfo, SelfPickInfo",
  PERIOD_FIELDS,
  { en: "startTime is not after endTime", zh: "startTime 不得晚于 endTime" },
  (order, found) =>
    eachPeriod(order, ({ startTime, endTime }, at) => {
      if (!isThere(startTime) || !isThere(endTime)) return;
      if (areComparable(startTime, endTime) && startTime > endTime) found.breaks([...at, "endTime"], endTime);
    }),
);

const mayBeTakeaway = (order: LooseOrder): boolean => isTakeaway(order) || wasTakenOut(order, "businessLine");

/** Delivery and packaging; the other types are an airline's. */
const TAKEAWAY_FEES: readonly number[] = [1, 2];

const fees = rule(
  "fees.where",
  // It says where fees may be sent, not what becomes of others.
  "warning",
  "Payment",
  ["Payment.feeDetailsList"],
  {
    en: "feeDetailsList is there where an order has fees: delivery and packaging (feeType 1, 2) in takeaway orders (businessLine 3)",
    zh: "仅在存在费用时传 feeDetailsList:配送费、包装费(feeType 1、2)用于外卖订单(businessLine 3)",
  },
  (order, found) => {
    const listed = order.payment?.feeDetailsList;
    if (!isThere(listed)) return;
    if (listed.length === 0) found.breaks(["payment", "feeDetailsList"], 0);
    listed.forEach(({ feeType }, i) => {
      if (isThere(feeType) && TAKEAWAY_FEES.includes(feeType) && !mayBeTakeaway(order))
        found.breaks(["payment", "feeDetailsList", i, "feeType"], feeType);
    });
  },
);

/** Rules about takeaway orders, delivery, addresses and fees. */
export const deliveryRules: readonly Rule<CreateOrderOptions>[] = [
  deliveryInfo,
  addressInfo,
  pickUpAddress,
  contact,
  pickUpContact,
  location,
  selfPick,
  deliveryBooking,
  milliseconds,
  timeOrder,
  fees,
];
