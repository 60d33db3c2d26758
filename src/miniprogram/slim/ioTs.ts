/**
 * The part of io-ts that this library's codecs are made of, under the same names and with the same behaviour: in the
 * mini-program's package it stands for io-ts, which is five times as large as what is used of it.
 */
import * as E from "fp-ts/lib/Either.js";
import type * as t from "io-ts";

export const success = E.right;
export const failures = E.left;
export const identity = <A>(a: A): A => a;

/** One step further into a value. */
export const appendContext = (
  context: t.Context,
  key: string,
  decoder: t.Decoder<unknown, unknown>,
  actual?: unknown,
): t.Context => [...context, { key, type: decoder, actual }];

/** A codec: what decodes and encodes. */
export class Type<A, O = A, I = unknown> {
  readonly name: string;
  readonly is: t.Is<A>;
  readonly validate: t.Validate<I, A>;
  readonly encode: t.Encode<A, O>;

  constructor(name: string, is: t.Is<A>, validate: t.Validate<I, A>, encode: t.Encode<A, O>) {
    this.name = name;
    this.is = is;
    this.validate = validate;
    this.encode = encode;
    // As io-ts's own, it may be handed on alone.
    this.decode = this.decode.bind(this);
  }

  decode(value: I): t.Validation<A> {
    return this.validate(value, [{ key: "", type: this, actual: value }]);
  }
}

/** Takes anything. */
export const unknown = new Type<unknown>(
  "unknown",
  (_): _ is unknown => true,
  (value) => success(value),
  identity,
);
