/**
 * Rules: what the platform's documents demand of a payload beyond the type of each field.
 */
import type { Text } from "../../codec/Problem.js";

/**
 * The documents that rules come from, by the names of docs/platform-sources.md.
 *
 * @category model
 * @since 0.2.0
 */
export type DocumentName =
  | "plugin-create-order"
  | "openapi-create-order-low-version"
  | "openapi-trade-v2-create-order"
  | "plugin-submit-ec-custom-goods"
  | "product-publish-and-query";

/**
 * Where a rule stands.
 *
 * @category model
 * @since 0.2.0
 */
export interface Source {
  readonly document: DocumentName;
  /** The heading of the table or paragraph. */
  readonly section: string;
}

/**
 * What rules need to know beside the payload. What is absent is not checked, and the report says so where it matters.
 *
 * @category model
 * @since 0.2.0
 */
export interface RuleContext {
  /** The time now, in milliseconds since 1970: booking times must lie after it. */
  readonly now?: number | undefined;
  /**
   * The goods' product type, which an order does not say; above all 22, reservation goods 预约品.
   * Source: product-publish-and-query, product_type.
   */
  readonly productType?: number | undefined;
  /** Fen that the reservation goods cost 商品实付价: their `price` may be at most three times that. */
  readonly paidUnitPrice?: number | undefined;
  /**
   * How the total of an order of reservation goods is read. plugin-create-order, Sku, demands that it is what is left
   * after the discount (`afterDiscount`: total_amount = price × quantity − discount_amount); orders seen in practice send
   * the total before discount, as for all other goods (`beforeDiscount`, the default).
   */
  readonly reservationTotal?: "beforeDiscount" | "afterDiscount" | undefined;
}

/** The steps to a place in a payload. */
export type Place = readonly (string | number)[];

/** What a rule tells of a payload. */
export interface RuleFindings {
  /**
   * The payload breaks the rule at a place. `expected` is the limit, or the only value allowed, where there is one.
   */
  breaks(at: Place, actual: unknown, expected?: number | string): void;
  /** The rule could not be checked for want of something. */
  cannotCheck(at: Place, why: Text): void;
}

/**
 * A payload whose fields may each be missing: what is left of one when whatever its codec refuses is taken out, so that
 * rules can be checked in what is right.
 */
export type Loose<A> = A extends readonly (infer I)[]
  ? readonly Loose<I>[]
  : A extends (...args: never[]) => unknown
    ? A
    : A extends object
      ? { readonly [K in keyof A]?: Loose<A[K]> | null | undefined }
      : A;

/** One rule. `A` is the payload as its codec leaves it. */
export interface Rule<A> {
  /** For programs: never renamed within a major version. */
  readonly code: string;
  /** `warning` where the platform's own samples break it, or where it only advises. */
  readonly severity: "error" | "warning";
  readonly source: Source;
  /** The fields that it speaks of, as `Table.field`, for the field reference. */
  readonly fields: readonly string[];
  /** What it demands, in a sentence without full stop. */
  readonly says: Text;
  readonly check: (payload: Loose<A>, found: RuleFindings, context: RuleContext) => void;
}

/** Makes rules of one document. */
export const rulesOf =
  <A>(document: DocumentName) =>
  (
    code: string,
    severity: Rule<A>["severity"],
    section: string,
    fields: readonly string[],
    says: Text,
    check: Rule<A>["check"],
  ): Rule<A> => ({ code, severity, source: { document, section }, fields, says, check });
