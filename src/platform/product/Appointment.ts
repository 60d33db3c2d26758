/**
 * APPOINTMENT 预约控件: whether a visit must be booked, and how long before.
 * Source: product-publish-and-query, 属性结构详解, AppointmentStruct.
 */
import { type Guarded, oneOf } from "../../codec/Guarded.js";
import { boolean, text } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { int32 } from "./int32.js";

/**
 * In what the time ahead is counted: 1 days, 2 hours, 3 minutes.
 * Source: product-publish-and-query, 属性结构详解, AheadTimeTypeEnum.
 *
 * @category model
 * @since 0.2.0
 */
export type AheadTimeType = 1 | 2 | 3;

/**
 * Whether a visit must be booked, and how long before. The document's summary also names kinds of days for which booking
 * is needed; its structure has no fields for them, so neither has this.
 * Source: product-publish-and-query, 属性结构详解, AppointmentStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface Appointment {
  readonly need_appointment?: boolean | null | undefined;
  /** Required where `need_appointment` is true. */
  readonly ahead_time_type?: AheadTimeType | null | undefined;
  /** Days ahead, for `ahead_time_type` 1. */
  readonly ahead_day_num?: number | null | undefined;
  /** Hours ahead, for `ahead_time_type` 2. */
  readonly ahead_hour_num?: number | null | undefined;
  /** Minutes ahead, for `ahead_time_type` 3. */
  readonly ahead_minute_num?: number | null | undefined;
  /** Where a third party takes bookings; the platform reviews it. */
  readonly external_link?: string | null | undefined;
  /** Where a third party shows the bookings made; the platform reviews it. */
  readonly order_appointment_time_url?: string | null | undefined;
}

/**
 * The codec of APPOINTMENT.
 *
 * @category codecs
 * @since 0.2.0
 */
export const AppointmentCodec: Guarded<Appointment> = table(
  "Appointment",
  "属性结构详解, AppointmentStruct",
  {},
  {
    need_appointment: boolean,
    ahead_day_num: int32,
    external_link: text,
    order_appointment_time_url: text,
    ahead_time_type: oneOf<AheadTimeType>("AheadTimeType", 1, 2, 3),
    ahead_hour_num: int32,
    ahead_minute_num: int32,
  },
);
