/**
 * Values of the platform's enumerations with their names.
 */
import type { Text } from "../../codec/Problem.js";

/**
 * One value of an enumeration, with what it is called in both languages.
 *
 * @category model
 * @since 0.2.0
 */
export interface Named<Code extends number> extends Text {
  readonly code: Code;
}
