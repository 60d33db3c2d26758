/**
 * Tables: the objects of the platform's documents, each a codec with the types of its fields.
 */
import { type Fields, type Guarded, record, type TypeOf } from "../../codec/Guarded.js";

/**
 * What a table's codec decodes to: its required fields, and its optional ones, which may also be null, as many servers
 * write what is not there. Whatever else an object has stays in it.
 *
 * @category model
 * @since 0.2.0
 */
export type TableOf<R extends Fields, O extends Fields> = { readonly [K in keyof R]: TypeOf<R[K]> } & {
  readonly [K in keyof O]?: TypeOf<O[K]> | null | undefined;
};

/**
 * A table of a document. Keys that it does not name are kept: the platform adds fields.
 *
 * @param name - What types and schemas call it.
 * @param section - Its heading in the document.
 */
export const table = <R extends Fields, O extends Fields>(
  name: string,
  section: string,
  required: R,
  optional: O,
): Guarded<TableOf<R, O>> => record(name, "keep", required, optional, section);
