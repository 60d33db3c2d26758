/**
 * The type of an order that amounts were put into.
 */

/** One part: of a list the parts of each line, of an object the keys, with the amounts in the place of the caller's. */
type FilledPart<Own, Put> = Own extends readonly (infer OwnLine)[]
  ? Put extends readonly (infer PutLine)[]
    ? readonly (Omit<OwnLine, keyof PutLine> & PutLine)[]
    : Put
  : Own extends object
    ? Omit<Own, keyof Put> & Put
    : Put;

/**
 * A caller's order with the amounts that were put into it: everything else keeps its type.
 *
 * @category model
 * @since 0.1.0
 */
export type Filled<Order extends object, Amounts> = Omit<Order, keyof Amounts> & {
  readonly [K in keyof Amounts]: K extends keyof Order
    ? FilledPart<NonNullable<Order[K]>, NonNullable<Amounts[K]>>
    : Amounts[K];
};
