/**
 * Attributes of a product as a payload to check: an object of values by kind, `{"USE_TIME": {…}, "USE_DATE": {…}}`.
 */
import type { Guarded } from "../../codec/Guarded.js";
import { formatWithoutAmounts, type PayloadFormat } from "../wire/PayloadFormat.js";
import type { Rule } from "../wire/Rule.js";
import { type RuleBook, ruleBook } from "../wire/RuleBook.js";
import { table } from "../wire/table.js";
import { ATTRIBUTE_CODECS, type AttributeKind, type AttributeValues } from "./attributes.js";
import { ATTRIBUTE_RULES } from "./productRules.js";

/**
 * Attributes of a product by kind; each may be missing.
 *
 * @category model
 * @since 0.2.0
 */
export type Attributes = { readonly [K in AttributeKind]?: AttributeValues[K] | null | undefined };

/**
 * The codec of attributes by kind: each as its own codec takes it.
 * Source: product-publish-and-query, 属性结构详解.
 *
 * @category codecs
 * @since 0.2.0
 */
export const AttributesCodec: Guarded<Attributes> = table("Attributes", "属性结构详解", {}, ATTRIBUTE_CODECS);

/** A rule of one kind, for the attributes that hold it. */
const within = (kind: AttributeKind, rule: Rule<unknown>): Rule<Attributes> => ({
  ...rule,
  check: (attributes, found, context) => {
    const value: unknown = attributes[kind];
    if (value === undefined || value === null) return;
    rule.check(
      value,
      {
        breaks: (at, actual, expected) => found.breaks([kind, ...at], actual, expected),
        cannotCheck: (at, why) => found.cannotCheck([kind, ...at], why),
      },
      context,
    );
  },
});

/** A kind's rules take that kind's values, which its codec has checked where they meet. */
const rulesOfKind = (kind: AttributeKind): readonly Rule<Attributes>[] =>
  (ATTRIBUTE_RULES[kind] as readonly Rule<unknown>[]).map((rule) => within(kind, rule));

/** How attributes are recognised. */
export const attributesFormat: PayloadFormat = formatWithoutAmounts("product.attributes");

/** How attributes are checked. */
export const attributesRuleBook: RuleBook = ruleBook(
  "product-publish-and-query",
  AttributesCodec,
  (Object.keys(ATTRIBUTE_RULES) as AttributeKind[]).flatMap(rulesOfKind),
);
