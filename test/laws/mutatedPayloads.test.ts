/**
 * Whatever comes, there is an answer: payloads of every format with something changed in them, at the limits above all.
 *
 * `npm run fuzz` runs many more (`SUANJIA_RUNS` of them in all), and says the seed.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, type Part } from "../../src/codec/Shape.js";
import { customGoodsFormat } from "../../src/platform/custom-goods/customGoodsFormat.js";
import { SubmitCustomGoodsOptionsCodec } from "../../src/platform/custom-goods/SubmitCustomGoods.js";
import { OpenApiOrderResponseCodec } from "../../src/platform/openapi/CreateOrderAnswer.js";
import {
  OpenApiOrderCodec,
  OpenApiPriceCalculationDetailCodec,
} from "../../src/platform/openapi/CreateOrderBody.js";
import { openApiDetailFormat, openApiOrderFormat } from "../../src/platform/openapi/OpenApiOrder.js";
import { openApiOrderResponseFormat } from "../../src/platform/openapi/OpenApiOrderResponse.js";
import { requiredBaseLibrary } from "../../src/platform/plugin/baseLibrary.js";
import { PluginDiscountInfoCodec, PluginOrderCodec } from "../../src/platform/plugin/CreateOrder.js";
import { pluginDiscountInfoFormat, pluginOrderFormat } from "../../src/platform/plugin/PluginOrder.js";
import { AttributesCodec, attributesFormat } from "../../src/platform/product/attributesFormat.js";
import { isUsableAt } from "../../src/platform/product/isUsableAt.js";
import { UsabilityRulesCodec } from "../../src/platform/product/UsabilityRules.js";
import { PreCreateOrderCodec, preCreateOrderFormat } from "../../src/platform/spi/PreCreateOrder.js";
import type { FormatName } from "../../src/platform/wire/PayloadFormat.js";
import { FORMAT_NAMES } from "../../src/verify/allFormats.js";
import { recompute } from "../../src/verify/recompute.js";
import { verify } from "../../src/verify/verify.js";
import { verifyOrderResponse } from "../../src/verify/verifyOrderResponse.js";
import { mutated, valueOf } from "../support/shapeArbitraries.js";

const codecs: Readonly<Record<FormatName, Part>> = {
  "plugin.createOrder": PluginOrderCodec,
  "plugin.discountInfo": PluginDiscountInfoCodec,
  "openapi.createOrder": OpenApiOrderCodec,
  "openapi.priceCalculationDetail": OpenApiPriceCalculationDetailCodec,
  "openapi.createOrderResponse": OpenApiOrderResponseCodec,
  "spi.preCreateOrder": PreCreateOrderCodec,
  "plugin.submitEcCustomGoods": SubmitCustomGoodsOptionsCodec,
  "product.attributes": AttributesCodec,
};

/** What must be right for the amounts of a format to be read. */
const amountCodecs: Readonly<Record<FormatName, Part>> = {
  "plugin.createOrder": pluginOrderFormat.codec,
  "plugin.discountInfo": pluginDiscountInfoFormat.codec,
  "openapi.createOrder": openApiOrderFormat.codec,
  "openapi.priceCalculationDetail": openApiDetailFormat.codec,
  "openapi.createOrderResponse": openApiOrderResponseFormat.codec,
  "spi.preCreateOrder": preCreateOrderFormat.codec,
  "plugin.submitEcCustomGoods": customGoodsFormat.codec,
  "product.attributes": attributesFormat.codec,
};

const ALL_RUNS = Number(process.env["SUANJIA_RUNS"] ?? 2_000);
const numRuns = Math.ceil(ALL_RUNS / (FORMAT_NAMES.length + 1));
const seed = Number(process.env["SUANJIA_SEED"] ?? Date.now() % 2 ** 31);
const TIMEOUT_MS = 60_000 + ALL_RUNS * 10;

/** A thousand, and one entry that says how many more there are; a report has two such lists to speak of. */
const MOST_LISTED = 1002;

const request = { lines: [{ goodsId: "tea", unitPrice: 100, quantity: 2 }] };

const lengthsOf = (answer: ReturnType<typeof verify> | ReturnType<typeof recompute>): readonly number[] => {
  if (answer._tag === "Left") return [answer.left.length];
  const found = answer.right;
  return [("violations" in found ? found.violations : found.differences).length, found.unchecked.length];
};

describe(`seed ${seed}`, () => {
  test.each(FORMAT_NAMES)(
    "%s",
    (format) => {
      let reports = 0;
      let accepted = 0;
      const check = (payload: unknown): void => {
        // Amounts are read without a second look where the whole document is as it should be.
        if (codecs[format].accepts(payload)) {
          accepted += 1;
          expect(amountCodecs[format].accepts(payload)).toBe(true);
        }
        for (const options of [{ now: 1_750_000_000_000, productType: 22 }, { format }]) {
          const answer = verify(payload, options);
          for (const length of lengthsOf(answer)) expect(length).toBeLessThanOrEqual(MOST_LISTED);
          if (answer._tag === "Right") reports += 1;
          else expect(answer.left.length).toBeGreaterThan(0);
        }
        for (const length of lengthsOf(recompute(request, payload)))
          expect(length).toBeLessThanOrEqual(MOST_LISTED);
        for (const length of lengthsOf(verifyOrderResponse(payload, payload)))
          expect(length).toBeLessThanOrEqual(MOST_LISTED);
        expect(requiredBaseLibrary(payload).version).toMatch(/^2\.\d+\.\d+\.\d+$/);
      };
      fc.assert(fc.property(mutated(codecs[format]), check), { numRuns, seed });
      fc.assert(fc.property(valueOf(codecs[format]), check), { numRuns: Math.ceil(numRuns / 10), seed });
      expect(accepted).toBeGreaterThan(numRuns / 10);
      // Or the payloads are not what they are meant to be.
      expect(reports).toBeGreaterThan(numRuns / 10);
    },
    TIMEOUT_MS,
  );

  test(
    "rules of use",
    () => {
      const times = fc.oneof(fc.integer({ min: 0, max: 4_000_000_000 }), fc.double());
      fc.assert(
        fc.property(mutated(UsabilityRulesCodec), times, (rules, time) => {
          const answer = isUsableAt(rules as never, time);
          if (answer._tag === "Left") {
            expect(answer.left.length).toBeGreaterThan(0);
            expect(answer.left.length).toBeLessThanOrEqual(MOST_LISTED);
          } else expect(isObject(answer.right)).toBe(true);
        }),
        { numRuns, seed },
      );
    },
    TIMEOUT_MS,
  );
});
