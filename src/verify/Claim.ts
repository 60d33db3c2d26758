/**
 * A claim: a payload that somebody sent, whose amounts are read.
 */
import type { Amounts } from "../platform/wire/Amounts.js";
import type { Paths } from "../platform/wire/Paths.js";
import type { PayloadFormat } from "../platform/wire/PayloadFormat.js";

/** The amounts of a payload, and how its places are called. */
export interface Claim {
  readonly format: PayloadFormat;
  readonly amounts: Amounts;
  readonly paths: Paths;
}
