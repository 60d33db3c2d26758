/**
 * What the store needs of a database: statements with bound parameters, and transactions. It hides which engine answers.
 */

/** A row: its columns by name. Statements ask for text and small integers only, which every engine gives alike. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement. What comes from outside is a parameter, never a part of the text. */
export type Query = (text: string, params?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * A database. A statement of its own is a transaction of its own; what has resolved is on disk.
 *
 * What is given to `transaction` may run several times, since a transaction that lost against another is run again: it
 * must do nothing but statements.
 */
export interface Sql {
  readonly query: Query;
  readonly transaction: <A>(run: (query: Query) => Promise<A>) => Promise<A>;
  /** Gives back the room of a table's deleted rows, where the engine does not do so by itself. */
  readonly vacuum: (table: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
