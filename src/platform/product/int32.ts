/**
 * The thrift type i32 of the attribute structures.
 */
import type { Guarded } from "../../codec/Guarded.js";
import { integer } from "../../codec/leaves.js";

/** Any whole number of 32 bits: what a number must be where it has an effect is for the rules to say. */
export const int32: Guarded<number> = integer("Int32", -2147483648, 2147483647);
