/**
 * The k-th largest of some integers, in linear time even for the most hostile list.
 */

/**
 * The `k`-th largest (1 = the largest) of integers from 0 to 2^53 − 1. Reorders `values`: hand it a copy.
 *
 * The window of values that can still be it is halved at the middle of its **range**, not at one of its members: so
 * no order of the list is a bad one, and at most 53 rounds of at most n steps are needed, about 2n in all for
 * remainders, which are spread evenly.
 */
export const kthLargest = (values: number[], k: number): number => {
  let from = 0;
  let to = values.length;
  let rank = k;
  for (;;) {
    let low = values[from] as number;
    let high = low;
    for (let i = from + 1; i < to; i++) {
      const value = values[i] as number;
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    if (low === high) return low;
    const middle = low + Math.floor((high - low) / 2);
    // Those above the middle go to the front; both sides are non-empty, since low ≤ middle < high.
    let border = from;
    for (let i = from; i < to; i++) {
      const value = values[i] as number;
      if (value > middle) {
        values[i] = values[border] as number;
        values[border] = value;
        border += 1;
      }
    }
    if (rank <= border - from) to = border;
    else {
      rank -= border - from;
      from = border;
    }
  }
};
