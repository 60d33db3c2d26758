/**
 * The peers, as they are installed in `benchmarks/node_modules` by its own package.json. Nothing else of the project
 * needs them, so their types are the few that are used here.
 *
 * Of Vendure and Medusa single compiled files are loaded, by path: neither exports what is measured.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as IoTs from "io-ts";

/** What Vendure's entities, promotions and strategies are made of: plain values that are handed through. */
type Opaque = Readonly<Record<string, unknown>>;

/** A class of Vendure that takes over whatever it is given. */
type EntityOf<A> = new (fields: Opaque) => A;

/** What is read of a line that Vendure has priced. */
export interface VendureLine {
  readonly proratedLinePriceWithTax: number;
  readonly adjustments: readonly { readonly amount: number }[];
}

/** What is read of an order that Vendure has priced. */
export interface VendureOrder {
  readonly subTotalWithTax: number;
  readonly lines: readonly VendureLine[];
}

/** Vendure 3: the functions and classes that price an order. */
export interface Vendure {
  readonly prorate: (weights: readonly number[], amount: number) => number[];
  readonly OrderCalculator: new (
    ...services: readonly unknown[]
  ) => {
    readonly applyPriceAdjustments: (
      context: unknown,
      order: VendureOrder,
      promotions: readonly unknown[],
      updatedLines: readonly unknown[],
      options: { readonly recalculateShipping: boolean },
    ) => Promise<VendureOrder>;
  };
  readonly RequestContextCacheService: new () => unknown;
  readonly Order: EntityOf<VendureOrder>;
  readonly OrderLine: EntityOf<VendureLine>;
  readonly Promotion: EntityOf<unknown>;
  readonly TaxRate: EntityOf<unknown>;
  readonly orderFixedDiscount: unknown;
  readonly defaultConfig: { readonly taxOptions: unknown; readonly orderOptions: unknown };
}

/** An amount that Medusa gives to an item: of bignumber.js, or its own class around it. */
export interface MedusaAction {
  readonly item_id: string;
  readonly code: string;
  readonly amount: { readonly toString: () => string };
}

/** Medusa's promotion module: what its `computeActions` calls for each promotion, once the database has given them. */
export interface Medusa {
  readonly getComputedActionsForItems: (
    promotion: unknown,
    items: readonly unknown[],
    applied: Map<string, unknown>,
    allocation: "across",
  ) => MedusaAction[];
  readonly transformPropertiesToBigNumber: (of: unknown, options: { readonly include: string[] }) => unknown;
}

/** dinero.js 2. */
export interface Dinero {
  readonly dinero: (of: { readonly amount: number; readonly currency: unknown }) => unknown;
  readonly allocate: (of: unknown, ratios: readonly number[]) => readonly unknown[];
  readonly toSnapshot: (of: unknown) => { readonly amount: number };
  readonly CNY: unknown;
}

/** A number of decimal.js. */
export interface DecimalNumber {
  readonly times: (by: DecimalNumber | number) => DecimalNumber;
  readonly divToInt: (by: DecimalNumber | number) => DecimalNumber;
  readonly minus: (less: DecimalNumber | number) => DecimalNumber;
  readonly plus: (more: DecimalNumber | number) => DecimalNumber;
  readonly cmp: (other: DecimalNumber | number) => number;
  readonly toNumber: () => number;
}

/** A rule engine of json-rules-engine. */
export interface RuleEngine {
  readonly run: (facts: Opaque) => Promise<{ readonly events: readonly { readonly type: string }[] }>;
}

/** A schema of zod, as far as it is used. */
export interface ZodSchema {
  readonly optional: () => ZodSchema;
  readonly refine: (holds: (value: never) => boolean) => ZodSchema;
  readonly min: (least: number) => ZodSchema;
  readonly safeParse: (value: unknown) => { readonly success: boolean };
}

/** zod 4. */
export interface Zod {
  readonly int: () => { readonly min: (least: number) => { readonly max: (most: number) => ZodSchema } };
  readonly number: () => ZodSchema;
  readonly string: () => ZodSchema;
  readonly boolean: () => ZodSchema;
  readonly unknown: () => ZodSchema;
  readonly literal: (of: readonly (string | number)[]) => ZodSchema;
  readonly array: (of: ZodSchema) => ZodSchema;
  readonly record: (keys: ZodSchema, values: ZodSchema) => ZodSchema;
  readonly strictObject: (of: Readonly<Record<string, ZodSchema>>) => ZodSchema;
}

/** All peers. */
export interface Peers {
  readonly vendure: Vendure;
  readonly medusa: Medusa;
  readonly dinero: Dinero;
  readonly decimal: new (value: number) => DecimalNumber;
  readonly engine: new (rules: readonly unknown[]) => RuleEngine;
  readonly zod: Zod;
  readonly ajv: new (
    options: Opaque,
  ) => { readonly compile: (schema: unknown) => (value: unknown) => boolean };
  readonly ioTs: typeof IoTs;
}

/** Are the peers installed? */
export const hasPeers = (folder: string): boolean =>
  existsSync(join(folder, "node_modules", "@vendure", "core"));

/** The peers and the version that package.json pins of each. */
export const versionsOf = (folder: string): Readonly<Record<string, string>> =>
  (
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    }
  ).dependencies;

const vendureFrom = (load: (path: string) => unknown): Vendure => {
  const file = (path: string): unknown => load(`@vendure/core/dist/${path}.js`);
  const calculator = "service/helpers/order-calculator";
  return Object.assign(
    {},
    file(`${calculator}/prorate`),
    file(`${calculator}/order-calculator`),
    file("cache/request-context-cache.service"),
    file("entity/order/order.entity"),
    file("entity/order-line/order-line.entity"),
    file("entity/promotion/promotion.entity"),
    file("entity/tax-rate/tax-rate.entity"),
    file("config/promotion/actions/order-fixed-discount-action"),
    file("config/default-config"),
  ) as Vendure;
};

/** Loads all peers from the folder in which they are installed. */
export const loadPeers = async (folder: string): Promise<Peers> => {
  const load = createRequire(pathToFileURL(join(folder, "package.json")));
  const module = async (name: string): Promise<unknown> => import(pathToFileURL(load.resolve(name)).href);
  const { CNY } = (await module("dinero.js/currencies")) as { readonly CNY: unknown };
  return {
    vendure: vendureFrom(load),
    medusa: {
      ...(load("@medusajs/promotion/dist/utils/compute-actions/line-items.js") as object),
      ...(load("@medusajs/framework/utils") as object),
    } as Medusa,
    dinero: { ...((await module("dinero.js")) as Omit<Dinero, "CNY">), CNY },
    decimal: (load("decimal.js") as { readonly Decimal: Peers["decimal"] }).Decimal,
    engine: (load("json-rules-engine") as { readonly Engine: Peers["engine"] }).Engine,
    zod: (load("zod") as { readonly z: Zod }).z,
    ajv: (load("ajv/dist/2020.js") as { readonly Ajv2020: Peers["ajv"] }).Ajv2020,
    ioTs: load("io-ts") as typeof IoTs,
  };
};
