/**
 * USE_DATE 可使用日期: between which days a product may be used.
 * Source: product-publish-and-query, 属性结构详解, UseDateStruct.
 */
import { type Guarded, oneOf } from "../../codec/Guarded.js";
import { day } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { int32 } from "./int32.js";

/**
 * 1 between two dates 指定日期, 2 for some days after the purchase 指定天数.
 * Source: product-publish-and-query, 属性结构详解, UseDateTypeEnum.
 *
 * @category model
 * @since 0.2.0
 */
export type UseDateType = 1 | 2;

/**
 * Between which days a product may be used. Source: product-publish-and-query, 属性结构详解, UseDateStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface UseDate {
  readonly use_date_type: UseDateType;
  /** Days after the purchase. Read where `use_date_type` is 2. */
  readonly day_duration?: number | null | undefined;
  /** The first day, "yyyy-MM-dd". Read where `use_date_type` is 1. */
  readonly use_start_date?: string | null | undefined;
  /** The last day, "yyyy-MM-dd", on which it may still be used. Read where `use_date_type` is 1. */
  readonly use_end_date?: string | null | undefined;
}

/**
 * The codec of USE_DATE. Which of the optional fields a type needs is for the rules to say.
 *
 * @category codecs
 * @since 0.2.0
 */
export const UseDateCodec: Guarded<UseDate> = table(
  "UseDate",
  "属性结构详解, UseDateStruct",
  { use_date_type: oneOf<UseDateType>("UseDateType", 1, 2) },
  { day_duration: int32, use_start_date: day, use_end_date: day },
);
