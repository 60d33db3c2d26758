import type { Either } from "fp-ts/lib/Either.js";

/** The right side, or an error that shows the left. */
export const rightOf = <L, R>(either: Either<L, R>): R => {
  if (either._tag === "Right") return either.right;
  throw new Error(`expected a right, got ${JSON.stringify(either.left)}`);
};

/** The left side, or an error that shows the right. */
export const leftOf = <L, R>(either: Either<L, R>): L => {
  if (either._tag === "Left") return either.left;
  throw new Error(`expected a left, got ${JSON.stringify(either.right)}`);
};
