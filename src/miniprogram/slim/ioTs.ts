/**
 * The part of io-ts that this library's codecs are made of, under the same names and, as far as it goes, with the same
 * behaviour: in the mini-program's package it stands for io-ts, which is many times as large as what is used of it.
 */
import * as E from "fp-ts/lib/Either.js";
import type * as t from "io-ts";

export const success = E.right;
export const failures = E.left;
export const identity = <A>(a: A): A => a;

/** Where a value stands: the keys that lead to it, of which the first is that of the whole. */
type Context = readonly { readonly key: string }[];

/** One step further into a value. */
export const appendContext = (context: Context, key: string): Context => [...context, { key }];

/** A codec: what decodes. Nothing is encoded here, and nobody asks for a name. */
export class Type<A, I = unknown> {
  private readonly validate: (value: I, context: Context) => t.Validation<A>;

  constructor(_name: string, _is: t.Is<A>, validate: (value: I, context: Context) => t.Validation<A>) {
    this.validate = validate;
  }

  decode(value: I): t.Validation<A> {
    return this.validate(value, [{ key: "" }]);
  }
}

/** Takes anything. */
export const unknown = new Type<unknown>(
  "unknown",
  (_): _ is unknown => true,
  (value) => success(value),
);
