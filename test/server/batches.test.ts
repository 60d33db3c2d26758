/**
 * Many questions in one statement: each gets its own answer, and fails for itself only.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Batches } from "../../src/server/store/Batches.js";

/** Asks that stay unanswered until they are let go, with what each was asked. */
const held = (sameKey: "share" | "queue") => {
  const asked: (readonly string[])[] = [];
  const waiting: { readonly go: () => void; readonly fail: (error: unknown) => void }[] = [];
  const batches = new Batches(
    sameKey,
    (question: string) => question.slice(0, 1),
    (questions) => {
      asked.push(questions);
      return new Promise<readonly string[]>((resolve, reject) => {
        waiting.push({ go: () => resolve(questions.map((each) => `${each}!`)), fail: reject });
      });
    },
  );
  return { batches, asked, waiting };
};

/** Long enough for what was let go to make place for the next, and for that to start. */
const moment = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe("batches", () => {
  test("who comes alone does not wait; who comes while all are busy comes with the others, in order", async () => {
    const { batches, asked, waiting } = held("share");
    const answers = [batches.ask("z1")];
    await moment();
    answers.push(batches.ask("y1"));
    await moment();
    answers.push(...["c1", "a1", "b1"].map((each) => batches.ask(each)));
    await moment();
    expect(asked).toEqual([["z1"], ["y1"]]);
    waiting[0]?.go();
    await moment();
    expect(asked).toEqual([["z1"], ["y1"], ["a1", "b1", "c1"]]);
    for (const each of waiting) each.go();
    expect(await Promise.all(answers)).toEqual(["z1!", "y1!", "c1!", "a1!", "b1!"]);
  });

  test("of one key, readers share an answer that was asked for after they came; writers take turns", async () => {
    const readers = held("share");
    const read = ["a1", "a2", "a3"].map((each) => readers.batches.ask(each));
    await moment();
    expect(readers.asked).toEqual([["a1"]]);
    // It came later than the question under way, whose answer may be older than what he knows.
    const late = readers.batches.ask("a4");
    await moment();
    expect(readers.asked).toEqual([["a1"], ["a4"]]);
    for (const each of readers.waiting) each.go();
    expect(await Promise.all([...read, late])).toEqual(["a1!", "a1!", "a1!", "a4!"]);

    const writers = held("queue");
    const wrote = ["a1", "a2"].map((each) => writers.batches.ask(each));
    await moment();
    expect(writers.asked.every((each) => each.length === 1)).toBe(true);
    for (let i = 0; i < 2; i++) {
      for (const each of writers.waiting) each.go();
      await moment();
    }
    expect(await Promise.all(wrote)).toEqual(["a1!", "a2!"]);
  });

  test("what one question is to blame for, only that one bears", async () => {
    const ask = (questions: readonly string[]): Promise<readonly string[]> =>
      questions.includes("bad")
        ? Promise.reject(Object.assign(new Error("no"), { code: "22021" }))
        : Promise.resolve(questions);
    const batches = new Batches("queue", (question: string) => question, ask);
    const settled = await Promise.allSettled(["a", "bad", "c"].map((each) => batches.ask(each)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("a database that is gone is asked once for all", async () => {
    let asked = 0;
    const batches = new Batches(
      "queue",
      (question: string) => question,
      () => {
        asked += 1;
        return Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" }));
      },
    );
    const settled = await Promise.allSettled(["a", "b", "c"].map((each) => batches.ask(each)));
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(asked).toBe(1);
  });

  test("whoever asks what when: each has his own answer, and no batch has a key twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.tuple(fc.nat(30), fc.nat(3)), { maxLength: 200 }),
        fc.constantFrom("share" as const, "queue" as const),
        async (scheduler, questions, sameKey) => {
          const ask = scheduler.scheduleFunction((asked: readonly (readonly [number, number])[]) => {
            expect(new Set(asked.map(([key]) => key)).size).toBe(asked.length);
            expect(asked.length).toBeLessThanOrEqual(64);
            return Promise.resolve(asked.map(([key, more]) => (sameKey === "share" ? [key] : [key, more])));
          });
          const batches = new Batches(sameKey, ([key]: readonly [number, number]) => String(key), ask);
          const answers = Promise.all(questions.map((each) => batches.ask(each)));
          await scheduler.waitFor(answers);
          expect(await answers).toEqual(
            questions.map(([key, more]) => (sameKey === "share" ? [key] : [key, more])),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
