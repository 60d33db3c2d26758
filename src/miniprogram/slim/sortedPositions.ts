/**
 * Sorting without moving anything, as the language sorts.
 */

export const sortedPositions = <A>(items: readonly A[], compare: (a: A, b: A) => number): number[] =>
  items.map((_, i) => i).sort((i, j) => compare(items[i] as A, items[j] as A));
