/**
 * Finding out what a payload is, and reading its amounts.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith } from "../codec/Guarded.js";
import { describe, type Problem, problem, under } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import type { Wire } from "../platform/wire/codecs.js";
import { Paths } from "../platform/wire/Paths.js";
import type { FormatName, PayloadFormat } from "../platform/wire/PayloadFormat.js";
import type { RuleBook } from "../platform/wire/RuleBook.js";
import type { Claim } from "./Claim.js";
import type { checkRules, sayUnreadable } from "./checkRules.js";
import type { Findings } from "./Report.js";

/** A format, and the keys by which a payload of it is recognised. */
export interface Recognised {
  readonly format: PayloadFormat;
  readonly hasOneOf: readonly string[];
  /** Its document, field by field; undefined where that is not public, or not wanted. */
  readonly ruleBook?: RuleBook;
}

/** What a verifier knows: which formats, and what only some of them need. */
export interface Registry {
  /** The most telling first. */
  readonly recognised: readonly Recognised[];
  /** A payload inside a callback's envelope; undefined where it is in none. */
  readonly openEnvelope?: (payload: unknown) => E.Either<readonly Problem[], unknown> | undefined;
  /** How the rules of documents are checked, where any are known. */
  readonly rules?: { readonly check: typeof checkRules; readonly sayUnreadable: typeof sayUnreadable };
  /** Checks the platform's item orders, in the formats that have them. */
  readonly checkItemOrders?: (claim: Claim, found: Findings) => void;
}

const isOf = (payload: unknown, { hasOneOf }: Recognised): boolean =>
  isObject(payload) && hasOneOf.some((key) => key in payload);

const namesOf = ({ recognised }: Registry): readonly FormatName[] =>
  recognised.map(({ format }) => format.name);

const unknownFormat = (
  names: readonly FormatName[],
  path: string,
  payload: unknown,
  name?: FormatName,
): Problem => {
  const came = describe(payload);
  if (name !== undefined)
    return problem("input.unknownFormat", path, {
      en: `expected a payload of ${name}, got ${came.en} with none of its keys`,
      zh: `应为 ${name} 的内容,实际为${came.zh},没有其任何字段`,
    });
  return problem("input.unknownFormat", path, {
    en: `expected one of ${names.join(", ")}, got ${came.en} with the keys of none`,
    zh: `应为以下格式之一:${names.join("、")};实际为${came.zh},没有其中任何一种的字段`,
  });
};

const notAFormat = (names: readonly FormatName[], name: string): Problem =>
  problem("input.unknownFormat", "", {
    en: `expected a format among ${names.join(", ")}, got ${JSON.stringify(name)}`,
    zh: `格式应为以下之一:${names.join("、")};实际为 ${JSON.stringify(name)}`,
  });

/** Below the root of an envelope, paths lead through its string `msg` into the payload there. */
const ENVELOPE_ROOT = "/msg";

/** A payload whose format is known. */
export interface Located extends Pick<Recognised, "format" | "ruleBook"> {
  readonly payload: unknown;
  /** Where it stands in what was handed in. */
  readonly root: string;
}

/** Finds a payload and its format: the one that is named, or the one that its keys show. */
export const locate = (
  registry: Registry,
  payload: unknown,
  name?: FormatName,
): E.Either<readonly Problem[], Located> => {
  const names = namesOf(registry);
  if (name !== undefined && !names.includes(name)) return E.left([notAFormat(names, name)]);
  const opened = registry.openEnvelope?.(payload);
  return opened === undefined
    ? locateAt(registry, payload, "", name)
    : E.chain((inner: unknown) => locateAt(registry, inner, ENVELOPE_ROOT, name ?? "spi.preCreateOrder"))(
        opened,
      );
};

const locateAt = (
  registry: Registry,
  payload: unknown,
  root: string,
  name: FormatName | undefined,
): E.Either<readonly Problem[], Located> => {
  const found = registry.recognised.find((each) =>
    name === undefined ? isOf(payload, each) : each.format.name === name,
  );
  // A payload with none of a format's keys has nothing to check in it, which must not pass for a clean result.
  return found === undefined || (isObject(payload) && !isOf(payload, found))
    ? E.left([unknownFormat(namesOf(registry), root, payload, found?.format.name)])
    : E.right({ ...found, payload, root });
};

/**
 * Reads the amounts of a payload that was located. What its document's codec takes, that of its amounts takes too, and
 * need not be asked: the document demands more of every field.
 */
export const readAmountsOf = (
  { format, payload, root }: Located,
  isAccepted: boolean,
): E.Either<readonly Problem[], Claim> => {
  const decoded = isAccepted ? E.right(payload as Wire) : decodeWith(format.codec, payload);
  if (E.isLeft(decoded)) return E.left(under(root)(decoded.left));
  const amounts = format.read(decoded.right);
  return E.right({ format, amounts, paths: new Paths(root, format, amounts.list) });
};
