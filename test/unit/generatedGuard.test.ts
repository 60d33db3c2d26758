/**
 * The generated guard is the codec's: the text is what the codec's shape gives, and it accepts what the closures do.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { guardSource } from "../../scripts/guardSource.js";
import { acceptsOf } from "../../src/codec/Shape.js";
import { PricingRequestInputCodec } from "../../src/order/PricingRequestInput.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";

const byClosures = acceptsOf(PricingRequestInputCodec.shape);

test("the text is up to date (npm run generate writes it anew)", async () => {
  await expect(guardSource(PricingRequestInputCodec)).toMatchFileSnapshot(
    "../../src/order/isPricingRequestInput.generated.ts",
  );
});

/** A request with one place, anywhere in it, replaced, removed or given a key too many. */
const damaged = fc
  .tuple(
    anyRequestArbitrary(),
    fc.nat(),
    fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        -1,
        0.5,
        2 ** 53,
        Number.NaN,
        "1",
        "",
        [],
        {},
        true,
        "x".repeat(128),
      ),
      fc.anything(),
    ),
  )
  .map(([request, n, junk]) => {
    const copy = structuredClone(request) as object;
    const places: [parent: Record<string, unknown>, key: string][] = [];
    const visit = (value: object): void => {
      for (const [key, part] of Object.entries(value)) {
        places.push([value as Record<string, unknown>, key]);
        if (typeof part === "object" && part !== null) visit(part as object);
      }
      if (!Array.isArray(value))
        places.push([value as Record<string, unknown>, "toString"], [value as never, "unitPric"]);
    };
    visit(copy);
    const [parent, key] = places[n % places.length] as [Record<string, unknown>, string];
    if (n % 5 === 0) delete parent[key];
    else parent[key] = junk;
    return copy;
  });

test("it accepts exactly what the closures accept", async () => {
  // Only now, so that a broken text can still be written anew.
  const { isPricingRequestInput } = await import("../../src/order/isPricingRequestInput.generated.js");
  let tried = 0;
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(anyRequestArbitrary(), damaged, fc.anything()), (value) => {
      const expected = byClosures(value);
      tried += 1;
      if (expected) accepted += 1;
      expect(isPricingRequestInput(value)).toBe(expected);
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(tried / 5);
});
