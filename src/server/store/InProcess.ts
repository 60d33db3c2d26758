/**
 * Order among the calls of one process: copies of one question wait for one answer, and what must not overlap queues.
 *
 * Nothing depends on it for being right across processes: it only spares the database the crowd.
 */

interface UnderWay<A> {
  readonly fingerprint: string;
  readonly result: Promise<A>;
}

const settled = async (promise: Promise<unknown>): Promise<void> => {
  try {
    await promise;
  } catch {
    // Whoever asked is told.
  }
};

/** One key for several texts. */
export const keyOf = (...texts: readonly string[]): string => JSON.stringify(texts);

/** Answers copies of a question, asked while the first is under way, with the answer (or the failure) of the first. */
export class Copies<A> {
  private readonly underWay = new Map<string, UnderWay<A>>();

  /** Questions with the same key and another fingerprint are asked one after the other. */
  async answer(key: string, fingerprint: string, ask: () => Promise<A>): Promise<A> {
    for (let first = this.underWay.get(key); first !== undefined; first = this.underWay.get(key)) {
      if (first.fingerprint === fingerprint) return first.result;
      await settled(first.result);
    }
    const result = ask();
    this.underWay.set(key, { fingerprint, result });
    try {
      return await result;
    } finally {
      if (this.underWay.get(key)?.result === result) this.underWay.delete(key);
    }
  }

  /** Whoever asks from now on is not answered with what was asked before. */
  forget(key: string): void {
    this.underWay.delete(key);
  }
}

/** Runs what has the same key one after the other, in the order in which it came. */
export class Queues {
  private readonly last = new Map<string, Promise<void>>();

  async run<A>(key: string, work: () => Promise<A>): Promise<A> {
    const before = this.last.get(key);
    const result = before === undefined ? work() : before.then(work);
    const done = settled(result);
    this.last.set(key, done);
    try {
      return await result;
    } finally {
      if (this.last.get(key) === done) this.last.delete(key);
    }
  }
}
