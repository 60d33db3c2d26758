/**
 * What the fields of the product attributes mean. Source: product-publish-and-query, 属性结构详解.
 */
import type { Text } from "../codec/Problem.js";
import { HOLIDAYS } from "../platform/product/CanNoUseDate.js";
import type { FieldNotes } from "./FieldNotes.js";

const holidayNotes: Readonly<Record<string, Text>> = Object.fromEntries(
  HOLIDAYS.map(({ code, en, zh }) => [
    String(code),
    { en: `first and last day of ${code} ${en}`, zh: `${code} ${zh}的起止日期` },
  ]),
);

/** By table, then by field. */
export const productNotes: FieldNotes = {
  CommonEnum: {
    key: {
      en: "number of the value; 0 where the user has written the value himself",
      zh: "枚举值编号;0 表示用户自定义",
    },
    value: {
      en: "the value as text, never empty, a user's own included",
      zh: "枚举值文本,不可为空,用户自定义时亦然",
    },
  },
  ProductImage: {
    name: { en: "name of the picture", zh: "图片名称" },
    url: { en: "address of the picture", zh: "图片地址" },
  },
  TimePeriod: {
    use_start_time: {
      en: "China time from which the product may be used, this second included",
      zh: "开始使用的时刻(中国时间,含该秒)",
    },
    use_end_time: {
      en: "China time until which it may be used, this second not included; 23:59:59 stands for the end of the day",
      zh: "结束使用的时刻(中国时间,不含该秒);23:59:59 表示到当日结束",
    },
    end_time_is_next_day: {
      en: "whether the period runs past midnight and ends on the next day; absent: no",
      zh: "是否跨天(结束时刻在次日);缺省为否",
    },
  },
  UseTime: {
    use_time_type: {
      en: "1 usable all day, 2 usable at specific times only",
      zh: "1 全天可用,2 仅指定时间可用",
    },
    time_period_list: {
      en: "the periods of the day in which it is usable; read with use_time_type 2",
      zh: "可用时间段;use_time_type 为 2 时读取",
    },
  },
  UseDate: {
    use_date_type: {
      en: "1 between two dates, 2 for a number of days after the purchase",
      zh: "1 指定日期,2 购买后指定天数",
    },
    day_duration: {
      en: "how many days after the purchase it stays usable; has its effect with use_date_type 2",
      zh: "购买后多少天内可用;use_date_type 为 2 时生效",
    },
    use_start_date: {
      en: "first day of use; has its effect with use_date_type 1",
      zh: "可用的首日;use_date_type 为 1 时生效",
    },
    use_end_date: {
      en: "last day of use, usable to its end; has its effect with use_date_type 1",
      zh: "可用的末日(含当日);use_date_type 为 1 时生效",
    },
  },
  CanNoUseDate: {
    enable: {
      en: "switch: the unusable dates have an effect only when it is true",
      zh: "开关:为 true 时不可用日期才生效",
    },
    days_of_week: {
      en: "days of the week on which it is not usable, 1 Monday to 7 Sunday",
      zh: "每周不可用的日子,1 周一至 7 周日",
    },
    holidays: {
      en: `holidays on which it is not usable: ${HOLIDAYS.map(({ code, en }) => `${code} ${en}`).join(", ")}`,
      zh: `不可用的节假日:${HOLIDAYS.map(({ code, zh }) => `${code} ${zh}`).join(",")}`,
    },
    date_list: {
      en: "single days on which it is not usable; two digits of a year are those of this century",
      zh: "不可用的单个日期;两位年份按 20yy 理解",
    },
    holiday_dates: {
      en: "when the holidays fall, by the number of the holiday",
      zh: "节假日的具体日期,以节假日编号为键",
    },
  },
  HolidayDates: holidayNotes,
  Appointment: {
    need_appointment: { en: "whether a visit must be booked", zh: "是否需要预约" },
    ahead_day_num: {
      en: "how many days ahead to book by telephone; goes with ahead_time_type 1",
      zh: "需提前多少天电话预约;对应 ahead_time_type 1",
    },
    external_link: {
      en: "address at which a third party takes bookings; reviewed by the platform's machine",
      zh: "第三方预约入口地址;需通过平台机审",
    },
    order_appointment_time_url: {
      en: "address at which a third party shows bookings made; reviewed by the platform's machine",
      zh: "第三方查看已预约订单的入口地址;需通过平台机审",
    },
    ahead_time_type: {
      en: "unit of the time ahead: 1 days, 2 hours, 3 minutes; required when need_appointment is true",
      zh: "提前预约的时间单位:1 天,2 小时,3 分钟;need_appointment 为 true 时必填",
    },
    ahead_hour_num: {
      en: "how many hours ahead to book by telephone; goes with ahead_time_type 2",
      zh: "需提前多少小时电话预约;对应 ahead_time_type 2",
    },
    ahead_minute_num: {
      en: "how many minutes ahead to book by telephone; goes with ahead_time_type 3",
      zh: "需提前多少分钟电话预约;对应 ahead_time_type 3",
    },
  },
  ProductNote: {
    note_type: { en: "1 text, 2 picture", zh: "1 文本,2 图片" },
    content: { en: "content of the note", zh: "富文本内容" },
  },
  LimitUseRule: {
    is_limit_use: {
      en: "whether the number of vouchers used at once is limited",
      zh: "是否限制单次使用张数",
    },
    use_num_per_consume: {
      en: "the most cash vouchers that one customer may use at one visit",
      zh: "每人单次消费最多可用的代金券张数",
    },
  },
  CustomerReservedInfo: {
    allow: { en: "whether the customer leaves information about himself", zh: "是否需要用户留资" },
    allow_tel: { en: "whether a telephone number may be left", zh: "是否可留电话" },
    allow_name: { en: "whether a name may be left", zh: "是否可留姓名" },
    allow_identity: { en: "whether an identity card number may be left", zh: "是否可留身份证" },
    require_for_tel: {
      en: "whether the telephone number must be given; absent: no",
      zh: "手机号是否必传;缺省为非必传",
    },
    need_for_all: {
      en: "whether the information is asked for every voucher",
      zh: "是否每张券都需要留资",
    },
  },
};
