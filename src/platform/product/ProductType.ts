/**
 * Product types and sub types of the product interfaces. Source: product-publish-and-query, 枚举字典.
 */
import { type Guarded, oneOf } from "../../codec/Guarded.js";
import type { Named } from "./Named.js";

/**
 * What kind of product it is, `product_type`; `PRODUCT_TYPES` has the names.
 * Source: product-publish-and-query, 枚举字典, product_type.
 *
 * @category model
 * @since 0.2.0
 */
export type ProductType = 1 | 3 | 4 | 5 | 7 | 8 | 11 | 12 | 14 | 15 | 22;

/**
 * The product types with their names, in the order of the document.
 * Source: product-publish-and-query, 枚举字典, product_type.
 *
 * @category constants
 * @since 0.2.0
 */
export const PRODUCT_TYPES: readonly Named<ProductType>[] = [
  { code: 1, en: "group-buy package", zh: "团购套餐" },
  { code: 3, en: "presale voucher", zh: "预售券" },
  { code: 4, en: "hotel room by date", zh: "日历房" },
  { code: 5, en: "admission ticket", zh: "门票" },
  { code: 7, en: "travel photography", zh: "旅行跟拍" },
  { code: 8, en: "day tour", zh: "一日游" },
  { code: 11, en: "cash voucher", zh: "代金券" },
  { code: 12, en: "new presale voucher", zh: "新预售券" },
  { code: 14, en: "takeaway", zh: "外卖" },
  { code: 15, en: "card of several uses", zh: "次卡" },
  { code: 22, en: "reservation", zh: "预约" },
];

/**
 * The codec of a product type: a number of the enumeration, nothing else.
 *
 * @category codecs
 * @since 0.2.0
 */
export const ProductTypeCodec: Guarded<ProductType> = oneOf<ProductType>(
  "ProductType",
  ...PRODUCT_TYPES.map(({ code }) => code),
);

/**
 * The second level of a product's type, `product_sub_type`; `PRODUCT_SUB_TYPES` has the names.
 * Source: product-publish-and-query, 枚举字典, product_sub_type.
 *
 * @category model
 * @since 0.2.0
 */
export type ProductSubType = 1201 | 2801;

/**
 * The sub types with their names and the product type that each belongs to. The document puts 2801 under the product
 * type 28, which its own list of product types does not have: so 28 stands here and is no `ProductType`.
 * Source: product-publish-and-query, 枚举字典, product_sub_type.
 *
 * @category constants
 * @since 0.2.0
 */
export const PRODUCT_SUB_TYPES: readonly (Named<ProductSubType> & { readonly productType: 12 | 28 })[] = [
  { productType: 12, code: 1201, en: "travel agency presale", zh: "旅行社预售" },
  { productType: 28, code: 2801, en: "pick-up voucher", zh: "提货券" },
];

/**
 * The codec of a product sub type: a number of the enumeration, nothing else.
 *
 * @category codecs
 * @since 0.2.0
 */
export const ProductSubTypeCodec: Guarded<ProductSubType> = oneOf<ProductSubType>(
  "ProductSubType",
  ...PRODUCT_SUB_TYPES.map(({ code }) => code),
);
