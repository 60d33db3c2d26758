/**
 * What installing runs: nothing, for whoever uses the package; one script of one tool, for whoever works on it.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Tools that run something when they are installed, each with the reason why it may. */
const MAY: Readonly<Record<string, string>> = {
  "node_modules/esbuild":
    "its script only puts its own binary in the place of a slower start; all works with --ignore-scripts, and nothing else " +
    "lowers to ES2015 and shortens internal names for the mini-program's 20 kB",
};

const { packages } = JSON.parse(
  readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"),
) as {
  packages: Record<string, Locked>;
};
const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);

test("no dependency of the package has an install script", () => {
  expect(scripted.filter(([, { dev }]) => dev !== true).map(([name]) => name)).toEqual([]);
});

test("no tool has one but those that are named", () => {
  expect(scripted.map(([name]) => name)).toEqual(Object.keys(MAY));
});
