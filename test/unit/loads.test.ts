/**
 * The package loads. Other tests need that too, but where a module throws while it loads they do not start, and mutation
 * testing only counts tests that fail.
 */
import { expect, test } from "vitest";

test("everything that is exported is there", async () => {
  const all = await import("../../src/index.js");
  for (const [name, value] of Object.entries(all)) expect(value, name).toBeDefined();
});
