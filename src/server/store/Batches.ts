/**
 * Many questions in one statement. A statement costs its way to the database and, where it writes, a wait for the disk,
 * whether it is for one question or for fifty: under load this is most of what a callback costs.
 */
import { setImmediate } from "node:timers";

/** What answers some questions at once, each at its place. */
type Ask<Q, A> = (questions: readonly Q[]) => Promise<readonly A[]>;

interface Waiting<Q, A> {
  readonly question: Q;
  readonly key: string;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions to be asked at once, each with all who ask it. */
type Batch<Q, A> = readonly (readonly Waiting<Q, A>[])[];

/** So many batches are under way at once: a statement that waits for a lock shall not hold up all others. */
const LANES = 2;

/** The most questions of a batch. */
const MOST = 64;

/** Did the database refuse what a question holds (data, a constraint, a limit)? Else the next would fail as well. */
const isOfContent = (error: unknown): boolean => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^(22|23|54)...$/.test(code);
};

/** What becomes of questions of one key that wait together: reads share an answer, writes come one after the other. */
export type SameKey = "share" | "queue";

/**
 * Gathers questions while others are under way, and asks for all of them at once: who comes alone does not wait. A batch
 * has a key once, and stands in the order of its keys, so that batches of several processes lock alike.
 */
export class Batches<Q, A> {
  private waiting: Waiting<Q, A>[] = [];
  private free = LANES;
  private isScheduled = false;
  private readonly sameKey: SameKey;
  private readonly keyOf: (question: Q) => string;
  private readonly askAll: Ask<Q, A>;

  constructor(sameKey: SameKey, keyOf: (question: Q) => string, askAll: Ask<Q, A>) {
    this.sameKey = sameKey;
    this.keyOf = keyOf;
    this.askAll = askAll;
  }

  ask(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, key: this.keyOf(question), resolve, reject });
      this.schedule();
    });
  }

  /**
   * Starts in a moment: all whose requests have arrived by then come along. A database within the process lets nobody in
   * while it works, so that without this moment every batch would be of one.
   */
  private schedule(): void {
    if (this.isScheduled || this.free === 0 || this.waiting.length === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.start();
    });
  }

  private start(): void {
    this.free -= 1;
    void this.run(this.take()).then(() => {
      this.free += 1;
      this.schedule();
    });
    this.schedule();
  }

  /** Takes the next batch out of those that wait: for each key, who asked. */
  private take(): Batch<Q, A> {
    const batch = new Map<string, Waiting<Q, A>[]>();
    const later: Waiting<Q, A>[] = [];
    for (const each of this.waiting) {
      const same = batch.get(each.key);
      if (same === undefined && batch.size < MOST) batch.set(each.key, [each]);
      else if (same !== undefined && this.sameKey === "share") same.push(each);
      else later.push(each);
    }
    this.waiting = later;
    return [...batch.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, asking]) => asking);
  }

  /** Answers a batch. What one question of it is to blame for, the others do not bear. Never rejects. */
  private async run(batch: Batch<Q, A>): Promise<void> {
    try {
      const answers = await this.askAll(batch.map(([first]) => (first as Waiting<Q, A>).question));
      batch.forEach((asking, i) => {
        for (const { resolve } of asking) resolve(answers[i] as A);
      });
    } catch (error) {
      if (batch.length > 1 && isOfContent(error)) for (const asking of batch) await this.run([asking]);
      else for (const { reject } of batch.flat()) reject(error);
    }
  }
}
