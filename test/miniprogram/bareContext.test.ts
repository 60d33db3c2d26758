/**
 * The mini-program's package where nothing is but what a mini-program surely has: it runs, and it answers as src does.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInContext, runInThisContext } from "node:vm";
import { type Node, parse } from "acorn";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { bareContext, loadModule } from "../../scripts/miniprogram/loadMiniProgram.mjs";
import { apportion } from "../../src/money/apportion.js";
import { decodePricingRequest } from "../../src/order/PricingRequest.js";
import type { PricingRequestInput } from "../../src/order/PricingRequestInput.js";
import { preparePluginOrder } from "../../src/platform/plugin/preparePluginOrder.js";
import { toPluginOrder } from "../../src/platform/plugin/toPluginOrder.js";
import { price } from "../../src/pricing/price.js";
import { anyRequestArbitrary } from "../../src/testing/arbitraries/requestArbitrary.js";
import { verify } from "../../src/verify/verify.js";
import { amountPaths, changed } from "../support/amounts.js";
import { forAll, runs } from "../support/runs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const file = `${root}dist/miniprogram/index.js`;
const source = { apportion, decodePricingRequest, preparePluginOrder, price, toPluginOrder, verify };

beforeAll(() => {
  if (!existsSync(file)) throw new Error("dist/miniprogram/index.js is missing: build first (npm run build)");
});

/**
 * One script for both sides: text in, text out, so that no object crosses. It says `undefined` and thrown errors too, which
 * JSON alone would lose.
 */
const SCRIPT = `(function (api) {
  var AMOUNTS = { checks: ["amounts"] };
  var text = function (value) {
    return JSON.stringify(value, function (key, part) { return part === undefined ? "(undefined)" : part; });
  };
  var attempt = function (act) {
    try { return act(); } catch (error) { return { thrown: [error.name, error.message] }; }
  };
  return {
    names: function () { return text(Object.keys(api).sort()); },
    price: function (json) {
      var input = JSON.parse(json);
      var quote = api.price(input.request);
      var order = quote._tag === "Right" ? api.toPluginOrder(quote.right, input.order) : quote;
      var verified = order._tag === "Right" ? api.verify(order.right, AMOUNTS) : null;
      return JSON.stringify({ quote: quote, order: order, verified: verified });
    },
    prepare: function (json) {
      var input = JSON.parse(json);
      return JSON.stringify(api.preparePluginOrder(input.request, input.order));
    },
    verify: function (json) { return text(api.verify(JSON.parse(json), AMOUNTS)); },
    decode: function (json) { return text(api.decodePricingRequest(JSON.parse(json))); },
    apportion: function (json) {
      var input = JSON.parse(json);
      return text(attempt(function () { return api.apportion.apply(undefined, input); }));
    },
  };
})`;

type Answers = Readonly<
  Record<"names" | "price" | "prepare" | "verify" | "decode" | "apportion", (json: string) => string>
>;
type Script = (api: unknown) => Answers;

const ours = (runInThisContext(SCRIPT) as Script)(source);
let bare: Answers;

/** What both sides say; they must say the same. */
const same = (question: keyof Answers, input: unknown): unknown => {
  const json = JSON.stringify(input);
  const expected = ours[question](json);
  const actual = bare[question](json);
  if (actual !== expected) expect(JSON.parse(actual)).toEqual(JSON.parse(expected));
  expect(actual === expected, "the same values in another order").toBe(true);
  return JSON.parse(expected);
};

/** The rest of an order, which fits the request or does not. */
const orderOf = (request: PricingRequestInput, how: string): unknown => {
  if (how === "strange") return { goodsList: [{ goodsId: 1 }, null], payment: [] };
  const lines = request.lines.map(({ goodsId, skuId }, i) =>
    skuId === undefined
      ? { goodsId, goodsName: `商品 ${i}`, goodsLabels: ["随时退"] }
      : { skuId, goodsInfo: { goodsId, goodsName: `商品 ${i}` } },
  );
  if (how === "reversed") lines.reverse();
  if (how === "lacks") lines.pop();
  const list = request.lines[0]?.skuId === undefined ? "goodsList" : "skuList";
  return { note: "少冰", [list]: lines, callbackData: { test: 999_999 } };
};

/** Half of them without an order. */
const question = anyRequestArbitrary().chain((request) =>
  fc
    .constantFrom(undefined, undefined, undefined, "fits", "reversed", "lacks", "strange")
    .map((how) => (how === undefined ? { request } : { request, order: orderOf(request, how) })),
);

/** What is for the whole of a long order, or for some of its lines; several of an id have codes of their own. */
const longMarketing = fc.array(
  fc.record({
    discountRange: fc.constantFrom<1 | 2>(1, 2),
    discountAmount: fc.oneof(fc.nat(40), fc.nat(5000), fc.nat(60_000)),
    named: fc.option(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), { nil: undefined }),
    isWhole: fc.boolean(),
    sequence: fc.integer({ min: -1, max: 2 }),
  }),
  { minLength: 1, maxLength: 40, size: "max" },
);

/** More lines than src looks through one by one, many of which weigh the same; mostly more marketing than that, too. */
const longRequest = fc
  .record({
    lines: fc.array(
      fc.record({
        unitPrice: fc.oneof(fc.constantFrom(0, 1, 100), fc.nat(9000)),
        quantity: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 25, maxLength: 70, size: "max" },
    ),
    withSkus: fc.boolean(),
    marketing: longMarketing,
    policy: fc.record({
      apportionment: fc.constantFrom("largestRemainder" as const, "lastTakesRemainder" as const),
      basis: fc.constantFrom("payable" as const, "lineTotal" as const),
      overDiscount: fc.constantFrom("clamp" as const, "clamp" as const, "reject" as const),
    }),
  })
  .map(({ lines, withSkus, marketing, policy }): PricingRequestInput => {
    // 37 has no divisor in common with 101: up to 101 different ids, in no order.
    const idsOf = (i: number): { goodsId: string; skuId?: string } =>
      withSkus ? { goodsId: `g${i % 9}`, skuId: `s${(i * 37) % 101}` } : { goodsId: `g${(i * 37) % 101}` };
    return {
      lines: lines.map((line, i) => ({ ...idsOf(i), ...line })),
      marketing: marketing.map(({ named, isWhole, discountRange, ...rest }, j) => ({
        ...rest,
        id: `m${(j % 15) * 2 + discountRange}`,
        code: `c${j}`,
        type: 2,
        title: "",
        discountRange,
        ...(named && {
          appliesTo: named.map((each) => {
            const { goodsId, ...sku } = idsOf(each % lines.length);
            return { goodsId, ...(isWhole ? {} : sku) };
          }),
        }),
      })),
      policy,
    };
  });

interface Either {
  readonly _tag: "Left" | "Right";
  readonly right: unknown;
}

const LONG = { timeout: 3_600_000 };

describe("the same answers as src, in a bare context", () => {
  beforeAll(() => {
    const context = bareContext();
    bare = (runInContext(SCRIPT, context) as Script)(loadModule(context, file));
  });

  test("the exported names", () => {
    expect(same("names", null)).toEqual(Object.keys(source).sort());
  });

  test("requests: quotes, orders, and what verify says of right and spoilt ones", LONG, async () => {
    const cases = runs(3_000);
    const seen = { bare: 0, filled: 0, refused: 0, spoilt: 0 };
    await forAll(fc.tuple(question, fc.nat(), fc.constantFrom(1, -1, 0.5)), cases, ([input, which, by]) => {
      const { order } = same("price", input) as { readonly order: Either };
      const prepared = same("prepare", input) as Either;
      expect(prepared._tag).toBe(order._tag);
      if (order._tag === "Left") {
        seen.refused += 1;
        return;
      }
      seen["order" in input ? "filled" : "bare"] += 1;
      const paths = amountPaths(order.right);
      const path = paths[which % paths.length] as readonly string[];
      const spoilt = same("verify", changed(order.right, path, by)) as Either;
      if (spoilt._tag === "Left" || !(spoilt.right as { ok: boolean }).ok) seen.spoilt += 1;
    });
    expect(seen.bare).toBeGreaterThan(cases * 0.15);
    expect(seen.filled).toBeGreaterThan(cases * 0.1);
    expect(seen.refused).toBeGreaterThan(cases * 0.1);
    expect(seen.spoilt).toBe(seen.bare + seen.filled);
  });

  test("long orders, which src goes about otherwise", () => {
    const seen = { priced: 0, refused: 0, named: 0, spoilt: 0 };
    fc.assert(
      fc.property(longRequest, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (request, places) => {
        const { order } = same("price", { request }) as { readonly order: Either };
        seen[order._tag === "Right" ? "priced" : "refused"] += 1;
        if (order._tag === "Left") return;
        if (request.marketing?.some(({ appliesTo }) => appliesTo !== undefined)) seen.named += 1;
        const paths = amountPaths(order.right);
        const spoilt = places.reduce<unknown>(
          (value, place) => changed(value, paths[place % paths.length] as string[], 1),
          order.right,
        );
        const report = same("verify", spoilt) as Either;
        if (!(report.right as { ok: boolean }).ok) seen.spoilt += 1;
      }),
      { numRuns: 500 },
    );
    expect(seen.priced).toBeGreaterThan(150);
    expect(seen.refused).toBeGreaterThan(20);
    expect(seen.named).toBeGreaterThan(100);
    expect(seen.spoilt).toBe(seen.priced);
  });

  test("long orders with lines that come twice, and references that lead nowhere", () => {
    const seen = { duplicate: 0, unknown: 0 };
    fc.assert(
      fc.property(longRequest, fc.nat(), fc.nat(120), (request, which, n) => {
        const { lines, marketing = [] } = request;
        const twice = lines[which % lines.length] as PricingRequestInput["lines"][number];
        const goodsId = `g${n}`;
        const input = {
          ...request,
          lines: [...lines, { ...twice, quantity: 1 }],
          marketing: marketing.map((each) => ({
            ...each,
            appliesTo: [{ goodsId }, { goodsId, skuId: "s3" }],
          })),
        };
        const decoded = same("decode", input) as { readonly left: readonly { readonly code: string }[] };
        const codes = decoded.left.map(({ code }) => code);
        if (codes.includes("lines.duplicate")) seen.duplicate += 1;
        if (codes.includes("marketing.unknownLine")) seen.unknown += 1;
      }),
      { numRuns: 500 },
    );
    expect(seen.duplicate).toBe(500);
    expect(seen.unknown).toBeGreaterThan(300);
  });

  test("units that are named astray: the same problems, in both languages", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyRequestArbitrary({ astray: true }), (request) => {
        const decoded = same("decode", request) as Either & { left?: readonly { readonly code: string }[] };
        for (const { code } of decoded.left ?? []) seen.add(code);
      }),
      { numRuns: 2000 },
    );
    for (const code of ["appliesTo", "overlap", "range", "sum", "type1"])
      expect(seen).toContain(`units.${code}`);
  });

  test("bad requests: the same problems, in both languages", () => {
    let refused = 0;
    fc.assert(
      fc.property(
        anyRequestArbitrary(),
        fc.array(fc.nat(), { maxLength: 3 }),
        junk,
        (request, places, part) => {
          const spoilt = places.reduce<unknown>((value, place) => withPart(value, place, part), request);
          if ((same("decode", spoilt) as Either)._tag === "Left") refused += 1;
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => void same("decode", value)),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(600);
  });

  test("apportion, its limits and its refusals", () => {
    const amount = fc.oneof(fc.nat(200), fc.nat(2000), fc.maxSafeNat(), fc.constantFrom(-1, 0.5, 2 ** 53));
    const weights = fc.oneof(
      fc.array(fc.oneof(fc.nat(50), fc.nat(2 ** 50), fc.constantFrom(0, -1, 2 ** 53)), { maxLength: 8 }),
      // More than src raises one by one, with many that are alike.
      fc.array(fc.nat(3), { minLength: 25, maxLength: 120, size: "max" }),
      fc.array(fc.nat(2 ** 45), { minLength: 25, maxLength: 120, size: "max" }),
    );
    const options = fc.record(
      {
        method: fc.constantFrom("largestRemainder", "lastTakesRemainder", "lastTakesRemainder", "other"),
        limits: fc.array(fc.oneof(fc.nat(500), fc.constant(2 ** 52)), { maxLength: 8 }),
      },
      { requiredKeys: [] },
    );
    const seen = { shared: 0, refused: 0 };
    fc.assert(
      fc.property(amount, weights, fc.option(options, { nil: undefined }), (whole, parts, told) => {
        const limits =
          told?.limits === undefined ? {} : { limits: parts.map((_, i) => told.limits?.[i] ?? 2 ** 52) };
        const given = told === undefined ? [whole, parts] : [whole, parts, { ...told, ...limits }];
        if (Array.isArray(same("apportion", given))) seen.shared += 1;
        else seen.refused += 1;
      }),
      { numRuns: 2000 },
    );
    expect(seen.shared).toBeGreaterThan(200);
    expect(seen.refused).toBeGreaterThan(200);
  });
});

/** What stands where something else should; all of it can be JSON. */
const junk = fc.constantFrom<unknown>(
  ...[null, true, "", "1", "__proto__", "\ud800", 0, -1, 0.5, 1e21, 2 ** 53, [], [[]], {}, [null], { a: 1 }],
);

const isPart = (value: unknown): value is object => typeof value === "object" && value !== null;

/** A copy with a part replaced, taken away or added, somewhere down the path that `place` leads. */
const withPart = (value: unknown, place: number, part: unknown): unknown => {
  if (!isPart(value) || place % 5 === 0) return part;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys[place % Math.max(1, keys.length)];
  if (key === undefined || place % 7 === 0) copy[Array.isArray(copy) ? keys.length : "discountAmout"] = part;
  else if (place % 11 === 0 && !Array.isArray(copy)) delete copy[key];
  else copy[key] = withPart(copy[key], Math.floor(place / 3), part);
  return copy;
};

/** All nodes of a tree, each with the node that it is a part of. */
const nodesOf = (
  node: Node,
  parent?: Node,
): readonly (readonly [Node & Parts, (Node & Parts) | undefined])[] => [
  [node as Node & Parts, parent as (Node & Parts) | undefined],
  ...Object.values(node)
    .flat()
    .filter((part): part is Node => isPart(part) && typeof (part as Partial<Node>).type === "string")
    .flatMap((part) => nodesOf(part, node)),
];

type Parts = Readonly<Record<string, unknown>>;

const isName = ([node, parent]: readonly [Node & Parts, (Node & Parts) | undefined]): boolean =>
  node.type === "Identifier" &&
  // `.name` and `name:` are no variables; `{ name }` is one all the same.
  !(parent?.type === "MemberExpression" && parent["property"] === node && parent["computed"] !== true) &&
  !(parent?.type === "MethodDefinition" && parent["key"] === node) &&
  !(
    parent?.type === "Property" &&
    parent["key"] === node &&
    parent["computed"] !== true &&
    parent["shorthand"] !== true
  );

/** The names that a pattern declares: a variable, a parameter, or several of them. */
const declaredBy = (pattern: unknown): readonly string[] => {
  if (Array.isArray(pattern)) return pattern.flatMap(declaredBy);
  if (!isPart(pattern)) return [];
  const { type, name, left, argument, elements, properties, value } = pattern as Parts;
  if (type === "Identifier") return [name as string];
  return [left, argument, elements, properties, type === "Property" ? value : undefined].flatMap(declaredBy);
};

const DECLARING =
  /^(?:Function|Class)(?:Declaration|Expression)$|^ArrowFunctionExpression$|^VariableDeclarator$|^CatchClause$/;

/** The variables that a file takes from outside, and the properties that it names. */
const namesIn = (code: string): { readonly free: readonly string[]; readonly properties: Set<unknown> } => {
  const nodes = nodesOf(parse(code, { ecmaVersion: 2015, sourceType: "script" }));
  const declared = new Set(
    nodes
      .filter(([node]) => DECLARING.test(node.type))
      .flatMap(([node]) => [node["id"], node["params"], node["param"]].flatMap(declaredBy)),
  );
  const used = new Set(nodes.filter(isName).map(([node]) => node["name"] as string));
  const members = nodes.filter(
    ([node, parent]) => parent?.type === "MemberExpression" && parent["property"] === node,
  );
  return {
    free: [...used].filter((name) => !declared.has(name)).sort(),
    properties: new Set(members.map(([node]) => node["name"] ?? node["value"])),
  };
};

/** What may be taken from outside: ES2015, without what a mini-program lacks, a clock, and eval by its names. */
const ES2015 = [
  ..."undefined NaN Infinity Object Array String Number Boolean Symbol Math JSON RegExp Map Set WeakMap WeakSet".split(
    " ",
  ),
  ..."Error TypeError RangeError Reflect Promise Float64Array Uint8Array Int32Array Uint32Array DataView".split(
    " ",
  ),
  ..."arguments isNaN isFinite parseInt parseFloat encodeURIComponent decodeURIComponent".split(" "),
];

const example = `${root}examples/miniprogram/`;
const exampleFiles = readdirSync(example, { recursive: true, encoding: "utf8" })
  .filter((each) => each.endsWith(".js"))
  .sort();

const read = (path: string): string => readFileSync(path, "utf8");

describe("the files, as they are written", () => {
  test("the package: ES2015, nothing required, nothing that a mini-program lacks", () => {
    const { free, properties } = namesIn(read(file));
    expect(free).toContain("exports");
    for (const name of free) expect(["exports", ...ES2015]).toContain(name);
    // `f.constructor("…")` would be eval by another name.
    for (const name of ["constructor", "random", "asyncIterator"])
      expect(properties.has(name), name).toBe(false);
  });

  test("the example has files", () => {
    expect(exampleFiles).toEqual(["app.js", "pages/order/index.js", "pages/order/order.js"]);
  });

  test.each(exampleFiles)("the example's %s: ES2015", (each) => {
    for (const name of namesIn(read(example + each)).free)
      expect(["require", "module", "App", "Page", "tt", ...ES2015]).toContain(name);
  });

  test("what comes from outside is found where it stands, and nothing else", () => {
    const code = `var f = { Date, a: Proxy, b: 1 }; f.eval; eval(f.Intl); (x = BigInt, [y, { z: w, v = 1 }], ...u) =>
      [window, x, y, w, v, u]; class A extends B { m() { try { new A(); } catch (e) { e; } } } f[process];`;
    expect(namesIn(code).free).toEqual(["B", "BigInt", "Date", "Proxy", "eval", "process", "window"]);
    expect(() => namesIn("const f = async () => ({ ...await 2 ** 3 });")).toThrow(SyntaxError);
  });
});
