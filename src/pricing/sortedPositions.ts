/**
 * Sorting without moving anything: the order as positions.
 */

/** Up to so many, sorting by insertion beats `sort`. */
const FEW = 12;

/** The positions of `items` in ascending order. */
export const sortedPositions = <A>(items: readonly A[], compare: (a: A, b: A) => number): number[] => {
  const positions: number[] = [];
  if (items.length > FEW) {
    for (let i = 0; i < items.length; i++) positions.push(i);
    return positions.sort((i, j) => compare(items[i] as A, items[j] as A));
  }
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as A;
    let at = i;
    for (; at > 0 && compare(items[positions[at - 1] as number] as A, item) > 0; at--)
      positions[at] = positions[at - 1] as number;
    positions[at] = i;
  }
  return positions;
};
