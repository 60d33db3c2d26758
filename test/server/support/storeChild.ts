/**
 * A process with stores of its own, for tests of several processes and of processes that are killed. Its task is its
 * argument; what it has to say are lines of JSON.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Store } from "../../../src/server/Store.js";
import { openPGliteStore } from "../../../src/server/store/openPGliteStore.js";
import { openPostgresStore } from "../../../src/server/store/openPostgresStore.js";

interface Place {
  readonly folder?: string;
  readonly url?: string;
  readonly schema?: string;
}

/** Copies of one question, asked of several stores at once, each with a pool of its own. */
interface Copies extends Place {
  readonly task: "copies";
  readonly stores: number;
  readonly copies: number;
  readonly kind: "order" | "refund";
  readonly id: string;
}

/** Orders and their refunds from number `first` on, until somebody kills it. */
interface Write extends Place {
  readonly task: "write";
  readonly first: number;
  readonly last: number;
}

/** Holds a store open. */
interface Hold extends Place {
  readonly task: "hold";
}

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** What no other decision answers: a second one would show. */
const nonce = (): string => randomBytes(12).toString("hex");

const open = ({ folder, url, schema }: Place): Promise<Store> =>
  folder === undefined
    ? openPostgresStore(url!, { schema, poolSize: 4 })
    : openPGliteStore(folder, { schema });

const copies = async (task: Copies): Promise<void> => {
  const stores = await Promise.all(Array.from({ length: task.stores }, () => open(task)));
  let decisions = 0;
  const decide = async (): Promise<{ answer: string; refunds?: Record<string, number> }> => {
    decisions++;
    const answer = nonce();
    await pause(Math.random() * 10);
    return task.kind === "order" ? { answer } : { answer, refunds: { item: 1 } };
  };
  const ask = (store: Store): Promise<{ answer: string }> =>
    task.kind === "order"
      ? store.decideOrder("app", task.id, "same", decide)
      : store.decideRefund({ appId: "app", refundId: task.id, orderId: "refundable" }, "same", decide);
  say({ ready: true });
  await once(process.stdin, "data");
  const asked = Array.from({ length: task.copies }, (_, i) => ask(stores[i % stores.length]!));
  const answers = (await Promise.all(asked)).map(({ answer }) => answer);
  say({ answers, decisions });
  await Promise.all(stores.map((store) => store.close()));
  process.exit(0);
};

const write = async (task: Write): Promise<void> => {
  const store = await open(task);
  let next = task.first;
  const writer = async (): Promise<void> => {
    while (next <= task.last) {
      const id = `order-${next++}`;
      const order = await store.decideOrder("app", id, id, () => {
        const accepted = { appId: "app", outOrderNo: `out-${id}`, paid: { item: 1000 } };
        return Promise.resolve({ answer: nonce(), accepted });
      });
      say({ order: id, answer: order.answer });
      const ids = { appId: "app", refundId: `refund-${id}`, orderId: id };
      const refund = await store.decideRefund(ids, id, () =>
        Promise.resolve({ answer: nonce(), refunds: { item: 300 } }),
      );
      say({ refund: id, answer: refund.answer });
    }
  };
  await Promise.all(Array.from({ length: 6 }, writer));
  say({ done: true });
  await store.close();
  process.exit(0);
};

const hold = async (task: Hold): Promise<void> => {
  await open(task);
  say({ ready: true });
  await once(process.stdin, "data");
};

const task = JSON.parse(process.argv[2]!) as Copies | Write | Hold;
if (task.task === "copies") await copies(task);
else if (task.task === "write") await write(task);
else await hold(task);
