/**
 * What the package can be asked for, as its users ask. A new entry is a line here: the tests find out the rest.
 */

/** One entry of the package's `exports`. */
interface EntryPoint {
  readonly entry: string;
  /** A value that it exports; undefined where it has types alone. */
  readonly value: string | undefined;
  /** A type that it exports; undefined where it declares only globals. */
  readonly type: string | undefined;
  /** Can CommonJS require it? Every entry can be imported. */
  readonly commonJs: boolean;
  /** Optional peers that it cannot be loaded without, as npm installs them. */
  readonly needs?: readonly string[];
}

export const ENTRY_POINTS: readonly EntryPoint[] = [
  { entry: "suanjia", value: "price", type: "Quote", commonJs: true },
  { entry: "suanjia/plugin-types", value: undefined, type: "CreateOrderOptions", commonJs: true },
  { entry: "suanjia/plugin-types/global", value: undefined, type: undefined, commonJs: true },
  { entry: "suanjia/server", value: "createHandler", type: "ServeOptions", commonJs: false },
  {
    entry: "suanjia/testing",
    value: "checkPricing",
    type: "LawViolation",
    commonJs: true,
    needs: ["fast-check"],
  },
];
