/**
 * A payload with very many problems: what takes long, apart from the tests of verify that every mutant runs.
 */
import { expect, test } from "vitest";
import { verify } from "../../src/verify/verify.js";

test("a hundred thousand problems are reported, not thrown", () => {
  const bad = verify({ goodsList: Array.from({ length: 150_000 }, () => ({})) }, { checks: ["amounts"] });
  // Not all are listed: the last one says how many more there are.
  expect(bad._tag === "Left" && bad.left.length).toBe(1001);
  expect(bad._tag === "Left" && bad.left[1000]?.message).toBe("299000 more problems, not listed");
});
