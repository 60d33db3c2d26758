/**
 * The reasons of decisions: why `select` left a promotion out, and what the merchant or the buyer can do.
 */
import { type Entries, explained } from "./Explanation.js";

const entries: Entries = [
  [
    "notSelected",
    { en: "the option `only` does not name it", zh: "选项 `only` 没有点名该规则" },
    {
      en: "name it in `only`, or leave that out and let the best combination be found",
      zh: "在 `only` 中写上它,或不传 `only`,由引擎寻找最优组合",
    },
  ],
  [
    "notStarted",
    { en: "its time has not come: now is before startsAt", zh: "尚未开始:now 早于 startsAt" },
    {
      en: "show the buyer when it starts; as a merchant, check that now and startsAt are milliseconds",
      zh: "向买家展示开始时间;商家请确认 now 与 startsAt 均为毫秒",
    },
  ],
  [
    "ended",
    { en: "its time is over: now is at endsAt or after it", zh: "已经结束:now 不早于 endsAt" },
    {
      en: "take it off the page, or extend it; endsAt itself is already too late",
      zh: "从页面撤下或延长活动;endsAt 这一刻已不可用",
    },
  ],
  [
    "notUsable",
    {
      en: "its rules of use exclude this day or hour (in China's time)",
      zh: "其使用规则排除了此刻的日期或时段(北京时间)",
    },
    {
      en: "tell the buyer the days and hours; isUsableAt and usability say which rule excludes it",
      zh: "告知买家可用日期与时段;isUsableAt 与 usability 给出是哪条规则排除的",
    },
  ],
  [
    "identity",
    { en: "the buyer has none of the identities that it asks for", zh: "买家不具备所要求的任何一种身份" },
    {
      en: "offer the membership; as a merchant, check that buyer.identities was passed and is spelt alike",
      zh: "可引导买家开通会员;商家请确认已传 buyer.identities 且写法一致",
    },
  ],
  [
    "notFirstOrder",
    {
      en: "it is for a first order, and this is not known to be one",
      zh: "仅限首单,而本单不是首单(或未说明是首单)",
    },
    {
      en: "pass buyer.firstOrder true where it is; else offer the buyer another promotion",
      zh: "确为首单时传 buyer.firstOrder true;否则提供其他优惠",
    },
  ],
  [
    "usesSpent",
    { en: "the buyer has used it as often as he may", zh: "买家已用完可用次数" },
    {
      en: "offer another promotion, or raise usesPerBuyer; buyer.uses counts by promotion id",
      zh: "提供其他优惠,或提高 usesPerBuyer;buyer.uses 按规则 id 计次",
    },
  ],
  [
    "notHeld",
    {
      en: "it asks for a coupon that the buyer does not hold, or holds under another code",
      zh: "须持有该券,而买家没有,或所持券的 code 不同",
    },
    {
      en: "let the buyer claim the coupon, then pass it in held: its promotion's id, and its code if it has one",
      zh: "引导买家领券,并在 held 中传入:规则 id,以及券的 code(如有)",
    },
  ],
  [
    "noEligibleLine",
    {
      en: "nothing in the cart is in its scope; with feeOff also: no fee of its types is charged",
      zh: "购物车中没有适用范围内的商品;feeOff 还可能是没有相应类型的费用",
    },
    {
      en: "show the buyer the goods that it is for; as a merchant, check the ids in scope",
      zh: "向买家展示适用商品;商家请检查 scope 中的 id",
    },
  ],
  [
    "needsType2",
    {
      en: "it is for particular units (nthUnit, bundlePrice, buyGet, exchange), and the cart has calculationType 1",
      zh: "针对个别件的优惠(nthUnit、bundlePrice、buyGet、exchange),而购物车的 calculationType 为 1",
    },
    { en: "select and price under calculationType 2", zh: "改用 calculationType 2 选择与算价" },
  ],
  [
    "belowThreshold",
    {
      en: "the eligible lines do not reach its threshold or lowest tier, or are too few units for one set",
      zh: "适用商品未达门槛或最低一档,或件数不足一组",
    },
    {
      en: "show the buyer what is missing: shortFen and shortQuantity of the decision (凑单)",
      zh: "用决定中的 shortFen、shortQuantity 提示买家凑单",
    },
  ],
  [
    "groupTaken",
    {
      en: "another promotion of its group applies, named in by, and a group applies once",
      zh: "同组的另一条规则(见 by)已采用,而每组最多采用一条",
    },
    {
      en: "let the buyer choose between the two with `only`; as a merchant, part the groups if both may apply",
      zh: "可用 `only` 让买家二选一;若两者可同享,商家请分到不同的组",
    },
  ],
  [
    "excludedBy",
    {
      en: "a promotion beside which it cannot stand applies, named in by: one of the two excludes the other's group",
      zh: "与之互斥的规则(见 by)已采用:其中一方的 excludes 写有另一方的组",
    },
    {
      en: "let the buyer choose between the two with `only`; as a merchant, take the group out of excludes if both may apply",
      zh: "可用 `only` 让买家二选一;若两者可同享,商家请从 excludes 中去掉该组",
    },
  ],
  [
    "pointsSpent",
    {
      en: "the buyer's points, less those that other promotions use, make no whole step",
      zh: "买家的积分(扣除其他规则已用的)不足一步",
    },
    {
      en: "show the buyer how many points a step has; as a merchant, choose smaller steps",
      zh: "提示买家每步所需积分;商家可减小 stepPoints",
    },
  ],
  [
    "noBenefitLeft",
    {
      en: "it would give 0 fen: what is left to pay is at its floor, costs no more than its fixed price, or is 0 already",
      zh: "优惠为 0 分:剩余应付已到保底价、不高于其一口价,或已为 0",
    },
    {
      en: "keep the coupon for another order; as a merchant, check benefit, capFen, floorPayableFen and sequence",
      zh: "券可留到下一单使用;商家请检查 benefit、capFen、floorPayableFen 与 sequence",
    },
  ],
  [
    "notInBest",
    {
      en: "it could apply, but the order is not cheaper with it; totalDiscountFen says what would be reached",
      zh: "可以使用,但用上它订单并不更便宜;totalDiscountFen 为用上它时的优惠合计",
    },
    {
      en: "nothing is lost: keep the coupon; where the buyer wants it all the same, name it in `only` with the others",
      zh: "没有损失:券可留到下次;买家仍想使用时,在 `only` 中写上它和其余要用的规则",
    },
  ],
];

/** Reasons of decisions, in the order in which they stop a promotion. */
export const reasonCodes = explained("reason", entries);
