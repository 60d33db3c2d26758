/**
 * Broken requests: valid ones, each broken in one way.
 */
import type { PricingRequestInput } from "../src/index.js";
import { parsed } from "./workloads.js";

/** Ways to break an input, one at a time. */
const BREAKS: readonly ((input: Record<string, unknown>, part: Record<string, unknown>) => void)[] = [
  (_, part) => Object.assign(part, { surplus: 1 }),
  (_, part) => Object.assign(part, { goodsId: 7128346098909300, id: 7128346098909300 }),
  (_, part) => Object.assign(part, { unitPrice: 0.5, discountAmount: 0.5 }),
  (_, part) => Object.assign(part, { unitPrice: -1, discountAmount: -1 }),
  (_, part) => Object.assign(part, { quantity: 0, type: 5 }),
  (_, part) => Object.assign(part, { skuId: 1, note: "满".repeat(43) }),
  (_, part) => Object.assign(part, { skuId: undefined, note: undefined }),
  (_, part) => Object.assign(part, { unitPrice: 2 ** 53 - 1, discountRange: 3 }),
  (_, part) => Object.assign(part, { goodsId: "", appliesTo: [{ goodsId: "none" }] }),
  (_, part) => Object.assign(part, { marketingExtend: { deep: [1, { much: 2 ** 60 }] } }),
  (input) => Object.assign(input, { calculationType: 3 }),
  (input) => Object.assign(input, { lines: [] }),
  (input) => Object.assign(input, { marketings: [] }),
  (input) => Object.assign(input, { policy: { basis: "payables" } }),
  (input) => Object.assign(input, { policy: { basis: "payable" } }),
  (input) => Object.assign(input, { fees: [{ feeType: 1, feeAmount: 1, feeDiscountAmount: 2 }] }),
  (input) => Object.assign(input, { lines: [...(input["lines"] as []), ...(input["lines"] as [])] }),
  (input) =>
    Object.assign(input, { marketing: [...(input["marketing"] as []), ...(input["marketing"] as [])] }),
];

/** The request broken in every way, at its first line and at its first marketing; some ways leave it valid. */
export const brokenOf = (input: PricingRequestInput): readonly unknown[] =>
  (["lines", "marketing"] as const).flatMap((key) =>
    BREAKS.map((breakIt) => {
      const broken = parsed(input) as unknown as Record<string, unknown>;
      breakIt(broken, (broken[key] as Record<string, unknown>[])[0] as Record<string, unknown>);
      return broken;
    }),
  );
