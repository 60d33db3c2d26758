/**
 * Whatever comes, there is an answer: payloads of every format with something changed in them, at the limits above all.
 *
 * `npm run fuzz` runs many more of them, and says the seed.
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
import { forAll, runs, seed } from "../support/runs.js";
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

const RUNS = runs(222);
const TIMEOUT_MS = 3_600_000;

/** A thousand, and one entry that says how many more there are; a report has two such lists to speak of. */
const MOST_LISTED = 1002;

const request = { lines: [{ goodsId: "tea", unitPrice: 100, quantity: 2 }] };

const lengthsOf = (answer: ReturnType<typeof verify> | ReturnType<typeof recompute>): readonly number[] => {
  if (answer._tag === "Left") return [answer.left.length];
  const found = answer.right;
  return [("violations" in found ? found.violations : found.differences).length, found.unchecked.length];
};

/** One `expect` for each of millions would take longer than what it is about. */
const holds = (what: string, isSo: boolean): void => {
  if (!isSo) throw new Error(`not so: ${what}`);
};

const isBounded = (answer: Parameters<typeof lengthsOf>[0]): void => {
  holds("a refusal says why", answer._tag === "Right" || answer.left.length > 0);
  for (const length of lengthsOf(answer)) holds(`a list of ${length} is short`, length <= MOST_LISTED);
};

describe(`seed ${seed}`, () => {
  test.each(FORMAT_NAMES)(
    "%s",
    async (format) => {
      let reports = 0;
      let accepted = 0;
      const check = (payload: unknown): void => {
        // Amounts are read without a second look where the whole document is as it should be.
        if (codecs[format].accepts(payload)) {
          accepted += 1;
          holds("its amounts are taken", amountCodecs[format].accepts(payload));
        }
        for (const options of [{ now: 1_750_000_000_000, productType: 22 }, { format }]) {
          const answer = verify(payload, options);
          isBounded(answer);
          if (answer._tag === "Right") reports += 1;
        }
        isBounded(recompute(request, payload));
        isBounded(verifyOrderResponse(payload, payload));
        holds("a version", /^2\.\d+\.\d+\.\d+$/.test(requiredBaseLibrary(payload).version));
      };
      await forAll(mutated(codecs[format]), RUNS, check, "payloads");
      await forAll(valueOf(codecs[format]), Math.ceil(RUNS / 10), check, "payloads");
      expect(accepted).toBeGreaterThan(RUNS / 10);
      // Or the payloads are not what they are meant to be.
      expect(reports).toBeGreaterThan(RUNS / 10);
    },
    TIMEOUT_MS,
  );

  test(
    "rules of use",
    async () => {
      const times = fc.oneof(fc.integer({ min: 0, max: 4_000_000_000 }), fc.double());
      await forAll(fc.tuple(mutated(UsabilityRulesCodec), times), RUNS, ([rules, time]) => {
        const answer = isUsableAt(rules as never, time);
        if (answer._tag === "Left") {
          expect(answer.left.length).toBeGreaterThan(0);
          expect(answer.left.length).toBeLessThanOrEqual(MOST_LISTED);
        } else expect(isObject(answer.right)).toBe(true);
      });
    },
    TIMEOUT_MS,
  );
});
