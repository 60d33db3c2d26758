/**
 * The type of an order that amounts were put into.
 */

/** A part that amounts were put into: lists part by part, objects key by key, anything else replaced. */
type FilledPart<Own, Put> = Put extends readonly (infer PutPart)[]
  ? Own extends readonly (infer OwnPart)[]
    ? FilledObject<OwnPart, PutPart>[]
    : Put
  : Put extends object
    ? FilledObject<Own, Put>
    : Put;

type FilledObject<Own, Put> = Omit<Own, keyof Put> &
  Omit<Put, keyof Own> & {
    [K in keyof Own & keyof Put]:
      | FilledPart<NonNullable<Own[K]>, NonNullable<Put[K]>>
      | (undefined extends Own[K] ? undefined : never);
  };

/**
 * A caller's order with the amounts that were put into it: everything else keeps its type. The discount detail is the
 * engine's alone, and absent where the order has no marketing, whatever the caller brought.
 *
 * @category model
 * @since 0.1.0
 */
export type Filled<Order extends object, Amounts> = FilledObject<
  Omit<Order, "discountInfo" | "price_calculation_detail">,
  Amounts
>;
