/**
 * Checks that the hand-written guard accepts what the codec accepts and refuses what it refuses. A process of its own:
 * broken inputs of every shape would teach the machine that anything may come, and slow both of them down for good.
 */
import * as assert from "node:assert";
import { decodePricingRequest } from "../src/index.js";
import { brokenOf } from "./broken.js";
import { limitGuard } from "./guard.js";
import { ordersOf } from "./workloads.js";

const agreeOn = (input: unknown): void =>
  assert.strictEqual(limitGuard(input), decodePricingRequest(input)._tag === "Right", JSON.stringify(input));

for (const order of [...ordersOf(3, 4, 16), ...ordersOf(10, 6, 4)]) {
  agreeOn(order);
  brokenOf(order).forEach(agreeOn);
}
