/**
 * The part of fp-ts's Either that this library is made of, under the same names: in the mini-program's package it stands
 * for fp-ts, whose module brings much more along.
 */
import type { Either } from "fp-ts/lib/Either.js";

export const left = <L, A = never>(value: L): Either<L, A> => ({ _tag: "Left", left: value });

export const right = <A, L = never>(value: A): Either<L, A> => ({ _tag: "Right", right: value });

export const isLeft = <L>(either: Either<L, unknown>): boolean => either._tag === "Left";

export const isRight = <A>(either: Either<unknown, A>): boolean => either._tag === "Right";

export const map =
  <A, B>(f: (a: A) => B) =>
  <L>(either: Either<L, A>): Either<L, B> =>
    either._tag === "Left" ? either : right(f(either.right));

export const chain =
  <L, A, B>(f: (a: A) => Either<L, B>) =>
  (either: Either<L, A>): Either<L, B> =>
    either._tag === "Left" ? either : f(either.right);

export const mapLeft =
  <L, M>(f: (value: L) => M) =>
  <A>(either: Either<L, A>): Either<M, A> =>
    either._tag === "Left" ? left(f(either.left)) : either;
