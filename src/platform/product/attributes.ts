/**
 * The attributes of a product, by kind: the small structures, and the codec of every kind.
 * Source: product-publish-and-query, 属性结构详解.
 */
import { type Guarded, leaf, oneOf } from "../../codec/Guarded.js";
import { boolean, freeObject, number, safeInteger, text } from "../../codec/leaves.js";
import { table } from "../wire/table.js";
import { type Appointment, AppointmentCodec } from "./Appointment.js";
import { type CanNoUseDate, CanNoUseDateCodec } from "./CanNoUseDate.js";
import { int32 } from "./int32.js";
import { type UseDate, UseDateCodec } from "./UseDate.js";
import { type UseTime, UseTimeCodec } from "./UseTime.js";

/**
 * A choice among named values, COMMON_ENUM 通用枚举控件, as the attributes `application_gender` and `service_effect` are.
 * Source: product-publish-and-query, 属性结构详解, CommonEnumStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface CommonEnum {
  /** 0 where the user has written the value. */
  readonly key: number;
  /** Never empty, whatever the key. */
  readonly value: string;
}

/**
 * A picture, IMAGE 图片控件. Source: product-publish-and-query, 属性结构详解, ImageStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface ProductImage {
  readonly name?: string | null | undefined;
  readonly url?: string | null | undefined;
}

/**
 * What a note holds: 1 text, 2 a picture. Source: product-publish-and-query, 属性结构详解, OtherNoteTypeEnum.
 *
 * @category model
 * @since 0.2.0
 */
export type ProductNoteType = 1 | 2;

/**
 * A piece of rich text, NOTE 富文本控件. Source: product-publish-and-query, 属性结构详解, NoteStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface ProductNote {
  readonly note_type?: ProductNoteType | null | undefined;
  readonly content?: string | null | undefined;
}

/**
 * How many vouchers a customer may use at once, LIMIT_USE_RULE 限制使用规则控件.
 * Source: product-publish-and-query, 属性结构详解, LimitUseRuleStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface LimitUseRule {
  readonly is_limit_use: boolean;
  /** The most cash vouchers that one customer may use at one visit. */
  readonly use_num_per_consume?: number | null | undefined;
}

/**
 * What a customer leaves about himself, CUSTOMER_RESERVED_INFO 用户留资规则控件. The document's summary also names a reason
 * for asking; its structure has no field for it, so neither has this.
 * Source: product-publish-and-query, 属性结构详解, CustomerReservedInfoStruct.
 *
 * @category model
 * @since 0.2.0
 */
export interface CustomerReservedInfo {
  /** Whether anything is asked for. */
  readonly allow: boolean;
  readonly allow_tel?: boolean | null | undefined;
  readonly allow_name?: boolean | null | undefined;
  readonly allow_identity?: boolean | null | undefined;
  /** Whether the telephone number must be given; absent: no. */
  readonly require_for_tel?: boolean | null | undefined;
  /** Whether it is asked for each voucher. */
  readonly need_for_all?: boolean | null | undefined;
}

/**
 * Who the customer is by his papers, REAL_NAME_INFO 实名信息控件: the document names RealNameInfoStruct and does not say
 * what is in it, so any object is one.
 *
 * @category model
 * @since 0.2.0
 */
export type RealNameInfo = Readonly<Record<string, unknown>>;

const nonEmptyText: Guarded<string> = leaf<string>(
  "NonEmptyText",
  { _tag: "pattern", pattern: "^[\\s\\S]" },
  { en: "a string that is not empty", zh: "非空字符串" },
  (value) => (value === "" ? "value.empty" : "value.type"),
);

/**
 * The codec of COMMON_ENUM: the value must not be empty.
 *
 * @category codecs
 * @since 0.2.0
 */
export const CommonEnumCodec: Guarded<CommonEnum> = table(
  "CommonEnum",
  "属性结构详解, CommonEnumStruct",
  { key: safeInteger, value: nonEmptyText },
  {},
);

/**
 * The codec of IMAGE.
 *
 * @category codecs
 * @since 0.2.0
 */
export const ProductImageCodec: Guarded<ProductImage> = table(
  "ProductImage",
  "属性结构详解, ImageStruct",
  {},
  { name: text, url: text },
);

/**
 * The codec of NOTE.
 *
 * @category codecs
 * @since 0.2.0
 */
export const ProductNoteCodec: Guarded<ProductNote> = table(
  "ProductNote",
  "属性结构详解, NoteStruct",
  {},
  { note_type: oneOf<ProductNoteType>("ProductNoteType", 1, 2), content: text },
);

/**
 * The codec of LIMIT_USE_RULE.
 *
 * @category codecs
 * @since 0.2.0
 */
export const LimitUseRuleCodec: Guarded<LimitUseRule> = table(
  "LimitUseRule",
  "属性结构详解, LimitUseRuleStruct",
  { is_limit_use: boolean },
  { use_num_per_consume: int32 },
);

/**
 * The codec of CUSTOMER_RESERVED_INFO.
 *
 * @category codecs
 * @since 0.2.0
 */
export const CustomerReservedInfoCodec: Guarded<CustomerReservedInfo> = table(
  "CustomerReservedInfo",
  "属性结构详解, CustomerReservedInfoStruct",
  { allow: boolean },
  {
    allow_tel: boolean,
    allow_name: boolean,
    allow_identity: boolean,
    require_for_tel: boolean,
    need_for_all: boolean,
  },
);

/**
 * What a value of each kind of attribute is. Source: product-publish-and-query, 属性结构详解.
 *
 * @category model
 * @since 0.2.0
 */
export interface AttributeValues {
  /** Whole numbers above 2^53 are refused: JSON.parse has changed them. */
  readonly INT64: number;
  readonly BOOL: boolean;
  readonly STRING: string;
  readonly DOUBLE: number;
  readonly COMMON_ENUM: CommonEnum;
  readonly IMAGE: ProductImage;
  readonly USE_TIME: UseTime;
  readonly USE_DATE: UseDate;
  readonly CAN_NO_USE_DATE: CanNoUseDate;
  readonly APPOINTMENT: Appointment;
  readonly NOTE: ProductNote;
  readonly LIMIT_USE_RULE: LimitUseRule;
  readonly CUSTOMER_RESERVED_INFO: CustomerReservedInfo;
  readonly REAL_NAME_INFO: RealNameInfo;
}

/**
 * The kind of an attribute, as the document names it.
 *
 * @category model
 * @since 0.2.0
 */
export type AttributeKind = keyof AttributeValues;

/**
 * The codec of every kind of attribute.
 *
 * @category codecs
 * @since 0.2.0
 */
export const ATTRIBUTE_CODECS: { readonly [K in AttributeKind]: Guarded<AttributeValues[K]> } = {
  INT64: safeInteger,
  BOOL: boolean,
  STRING: text,
  DOUBLE: number,
  COMMON_ENUM: CommonEnumCodec,
  IMAGE: ProductImageCodec,
  USE_TIME: UseTimeCodec,
  USE_DATE: UseDateCodec,
  CAN_NO_USE_DATE: CanNoUseDateCodec,
  APPOINTMENT: AppointmentCodec,
  NOTE: ProductNoteCodec,
  LIMIT_USE_RULE: LimitUseRuleCodec,
  CUSTOMER_RESERVED_INFO: CustomerReservedInfoCodec,
  REAL_NAME_INFO: freeObject,
};
