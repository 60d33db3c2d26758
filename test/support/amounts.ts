/**
 * The amounts of a payload by name, found without the code under test.
 */

const AMOUNTS =
  /^(?:price|origin_price|total_amount|discount_amount|discount|feeAmount|feeDiscountAmount|discountAmount|totalAmount|totalDiscountAmount|total_discount_amount|orderTotalDiscountAmount|goodsTotalDiscountAmount|order_total_discount_amount|goods_total_discount_amount)$/;

/** The keys down to each amount. */
export const amountPaths = (payload: unknown, at: readonly string[] = []): string[][] =>
  typeof payload !== "object" || payload === null
    ? []
    : Object.entries(payload).flatMap(([key, value]) =>
        typeof value === "number" && AMOUNTS.test(key) ? [[...at, key]] : amountPaths(value, [...at, key]),
      );

/** A copy with one number changed. */
export const changed = (payload: unknown, path: readonly string[], by: number): unknown => {
  const copy = structuredClone(payload) as Record<string, unknown>;
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  const last = path.at(-1) as string;
  parent[last] = (parent[last] as number) + by;
  return copy;
};
