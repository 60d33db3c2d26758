/**
 * Reading a claim in whichever format it is.
 */
import * as E from "fp-ts/lib/Either.js";
import type { Problem } from "../codec/Problem.js";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import { allFormats } from "./allFormats.js";
import type { Claim } from "./Claim.js";
import { type Located, locate, readAmountsOf } from "./locate.js";

/** Reads the amounts of a payload: in the format that is named, or in the one that its keys show. */
export const readClaim = (payload: unknown, name?: FormatName): E.Either<readonly Problem[], Claim> =>
  E.chain((located: Located) => readAmountsOf(located, false))(locate(allFormats, payload, name));
