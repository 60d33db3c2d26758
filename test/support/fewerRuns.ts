/**
 * Fewer runs of every law, from a fixed seed, and no shrinking: for mutation testing, where each of thousands of mutants
 * runs the laws. `fc.configureGlobal` would not do, since the laws say themselves how often they run.
 */
import type fc from "fast-check";
import { vi } from "vitest";

/** Of the runs that a law asks for: a hundredth, but twenty-five at least. */
const fewer = (numRuns = 100): number => Math.min(numRuns, Math.max(25, Math.ceil(numRuns / 100)));

const settled = <T>(parameters?: fc.Parameters<T>): fc.Parameters<T> => ({
  ...parameters,
  seed: parameters?.seed ?? 20_240_229,
  numRuns: fewer(parameters?.numRuns),
  endOnFailure: true,
});

vi.mock("fast-check", async (importOriginal) => {
  const { default: original } = await importOriginal<{ readonly default: typeof fc }>();
  return {
    default: {
      ...original,
      assert: (property: fc.IRawProperty<unknown>, parameters?: fc.Parameters<unknown>) =>
        original.assert(property, settled(parameters)),
    },
  };
});
