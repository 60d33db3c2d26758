/**
 * The demos that the README names: they end well, and show what they say.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const shown = (name: string): string => {
  const script = fileURLToPath(new URL(`../../scripts/${name}.mjs`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
};

test("npm run demo: a table, both formats, and no violation in either", () => {
  const text = shown("demo");
  expect(text.match(/^── .*$/gm)?.length).toBe(5);
  expect(text).toContain("│ to pay                │ 300.00 │ 30000 │");
  expect(text).toContain('"discountInfo"');
  expect(text).toContain('"price_calculation_detail"');
  expect(text.match(/"ok": true/g)?.length).toBe(2);
});

test("npm run demo:server: one order, a retry, a tampered copy, a refund", () => {
  const text = shown("demoServer");
  expect(text).toMatch(/exit code 0\s*$/);
  expect(text).toContain("pre_create_refund");
});
