/**
 * What the fields of a document mean, in both languages: for the field reference and the schemas, never for a check.
 */
import type { Text } from "../codec/Problem.js";

/** By table, then by field. Facts of the document in our own words, without units where the type says them. */
export type FieldNotes = Readonly<Record<string, Readonly<Record<string, Text>>>>;
