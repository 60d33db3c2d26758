/**
 * A store in memory, for tests of what stands on one: one decision at a time, as the contract demands.
 */
import {
  type AcceptedOrder,
  type Decided,
  OtherContent,
  type RefundableOrder,
  type RefundRelease,
  ReleasedRefund,
  type Store,
} from "../../../src/server/Store.js";

/** What a test may look at. */
export interface MemoryStore extends Store {
  readonly orders: ReadonlyMap<string, AcceptedOrder>;
  readonly quotes: ReadonlyMap<string, { readonly content: string; readonly expiresAt: number }>;
}

/** A refund as it was decided, and what became of it. */
interface MemoryRefund {
  readonly orderId: string;
  readonly taken: Readonly<Record<string, number>> | undefined;
  readonly isReleased: boolean;
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** A store in memory. */
export const memoryStore = (): MemoryStore => {
  const quotes = new Map<string, { readonly content: string; readonly expiresAt: number }>();
  const decisions = new Map<string, Decided>();
  const orders = new Map<string, AcceptedOrder>();
  const refunded = new Map<string, Record<string, number>>();
  const refunds = new Map<string, MemoryRefund>();
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other, also after one that failed. */
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };

  const once = (key: string, fingerprint: string, decide: () => Promise<string>): Promise<Decided> =>
    inTurn(async () => {
      if (refunds.get(key)?.isReleased === true) throw new ReleasedRefund();
      const before = decisions.get(key);
      if (before !== undefined) {
        if (before.fingerprint !== fingerprint) throw new OtherContent();
        return before;
      }
      const decided = { fingerprint, answer: await decide() };
      decisions.set(key, decided);
      return decided;
    });

  const refundable = (key: string): RefundableOrder | undefined => {
    const order = orders.get(key);
    return order === undefined ? undefined : { ...order, refunded: { ...refunded.get(key) } };
  };

  const addSums = (key: string, amounts: Readonly<Record<string, number>>, sign: 1 | -1): void => {
    const sums = { ...refunded.get(key) };
    for (const [id, amount] of Object.entries(amounts)) sums[id] = (sums[id] ?? 0) + sign * amount;
    refunded.set(key, sums);
  };

  return {
    orders,
    quotes,
    putQuote: (id, content, expiresAt) => {
      const before = quotes.get(id);
      if (before !== undefined && before.content !== content) return Promise.reject(new OtherContent());
      quotes.set(id, { content, expiresAt });
      return Promise.resolve();
    },
    quote: (id, now) => {
      const found = quotes.get(id);
      return Promise.resolve(found !== undefined && now < found.expiresAt ? found.content : undefined);
    },
    decideOrder: (appId, orderId, fingerprint, decide) =>
      once(keyOf("order", appId, orderId), fingerprint, async () => {
        const { answer, accepted } = await decide();
        if (accepted !== undefined) orders.set(keyOf(appId, orderId), accepted);
        return answer;
      }),
    decideRefund: ({ appId, refundId, orderId }, fingerprint, decide) => {
      const refundKey = keyOf("refund", appId, refundId);
      return once(refundKey, fingerprint, async () => {
        const { answer, refunds: taken } = await decide(refundable(keyOf(appId, orderId)));
        refunds.set(refundKey, { orderId, taken, isReleased: false });
        addSums(keyOf(appId, orderId), taken ?? {}, 1);
        return answer;
      });
    },
    releaseRefund: ({ appId, refundId, orderId }) =>
      inTurn((): Promise<RefundRelease> => {
        const refundKey = keyOf("refund", appId, refundId);
        const refund = refunds.get(refundKey);
        if (refund === undefined || (orderId !== undefined && orderId !== refund.orderId))
          return Promise.resolve({ outcome: "unknown" });
        const { taken: amounts, isReleased } = refund;
        if (amounts === undefined) return Promise.resolve({ outcome: "refused" });
        if (!isReleased) addSums(keyOf(appId, refund.orderId), amounts, -1);
        refunds.set(refundKey, { ...refund, isReleased: true });
        const outcome = isReleased ? "releasedBefore" : "released";
        return Promise.resolve({ outcome, orderId: refund.orderId, amounts });
      }),
    ping: () => Promise.resolve(),
    sweep: (now) => {
      const expired = [...quotes].filter(([, { expiresAt }]) => expiresAt < now);
      for (const [id] of expired) quotes.delete(id);
      return Promise.resolve(expired.length);
    },
    close: () => Promise.resolve(),
  };
};
