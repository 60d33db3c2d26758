/**
 * Payloads that are broken in one named way.
 */
import fc from "fast-check";
import { openApiOrderFormat } from "../../platform/openapi/OpenApiOrder.js";
import { pluginOrderFormat } from "../../platform/plugin/PluginOrder.js";
import { Paths } from "../../platform/wire/Paths.js";
import { breaksOf, PAYLOAD_FAULTS, type PayloadFault } from "./faults.js";
import { type OrderCase, type OrderFormat, payloadOf, pricedArbitrary } from "./payloadArbitraries.js";
import type { RequestOptions } from "./requestArbitrary.js";

/**
 * A broken payload beside what it should be.
 *
 * @category testing
 * @since 0.5.0
 */
export interface BrokenPayload extends OrderCase {
  readonly fault: PayloadFault;
  /** JSON Pointer to what was changed, or to the list that something was taken from. */
  readonly path: string;
  /** The same payload as it should be. */
  readonly valid: OrderCase["payload"];
}

const FORMATS = {
  "plugin.createOrder": pluginOrderFormat,
  "openapi.createOrder": openApiOrderFormat,
} as const;

/**
 * Payloads that are broken in one place and one named way, to test what is to refuse them. What is not changed is valid,
 * and `verify` finds every fault.
 *
 * @param format - The format of the payloads.
 * @param options - Of the requests that they are made of, and which faults: default all that the format can have.
 *
 * @example
 * import * as assert from "node:assert";
 * import fc from "fast-check";
 * import { verify } from "suanjia";
 * import { brokenPayloadArbitrary } from "suanjia/testing";
 *
 * fc.assert(
 *   fc.property(brokenPayloadArbitrary("plugin.createOrder"), ({ payload, valid }) => {
 *     const [broken, whole] = [verify(payload), verify(valid)];
 *     assert.ok(broken._tag === "Right" && !broken.right.ok);
 *     assert.ok(whole._tag === "Right" && whole.right.ok);
 *   }),
 * );
 *
 * @category testing
 * @since 0.5.0
 */
export const brokenPayloadArbitrary = (
  format: OrderFormat,
  options: RequestOptions & { readonly faults?: readonly PayloadFault[] } = {},
): fc.Arbitrary<BrokenPayload> => {
  const faults = (options.faults ?? PAYLOAD_FAULTS).filter(
    (fault) => fault !== "feeMissing" || format === "plugin.createOrder",
  );
  return (
    fc
      .record({
        priced: pricedArbitrary(format, { fees: faults.includes("feeMissing"), ...options }),
        fault: fc.constantFrom(...faults),
        place: fc.nat(1_000_000),
      })
      .map(({ priced: { request, amounts }, fault, place }) => {
        const paths = new Paths("", FORMATS[format], amounts.list);
        const ways = breaksOf(fault, amounts, paths);
        return { request, amounts, fault, way: ways[place % Math.max(1, ways.length)] };
      })
      // Not every order can be broken in every way: one without marketing has no share to miss.
      .filter(({ way }) => way !== undefined)
      .map(({ request, amounts, fault, way }) => ({
        request,
        fault,
        path: way?.path ?? "",
        payload: payloadOf(format, way?.make() ?? amounts),
        valid: payloadOf(format, amounts),
      }))
  );
};
