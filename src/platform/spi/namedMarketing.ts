/**
 * Marketing as a callback names it.
 */
import { isObject } from "../../codec/Shape.js";
import type { Wire } from "../wire/codecs.js";
import { snakeCaseDetail } from "../wire/spelling.js";

/** A marketing by its id, and its code where one is said. */
export interface NamedMarketing {
  readonly id: string;
  readonly code?: string;
}

/** More than this names nobody. */
const MOST_NAMED = 200;

/** Does a field of this name hold an id, or a list of them? */
export const isIdField = (name: string): boolean => /(?:^|_)ids?(?:_list)?$/.test(name);

const named = ({ id, code }: Wire): NamedMarketing =>
  typeof code === "string" && code !== "" ? { id: id as string, code } : { id: id as string };

/** Each marketing once; an id alone says nothing where the same id is there with its code. */
const once = (names: readonly NamedMarketing[]): readonly NamedMarketing[] => {
  const withCode = new Set(names.flatMap(({ id, code }) => (code === undefined ? [] : [id])));
  const byKey = new Map<string, NamedMarketing>();
  for (const each of names)
    if (each.code !== undefined || !withCode.has(each.id))
      byKey.set(JSON.stringify([each.id, each.code]), each);
  return [...byKey.values()];
};

const collect = (value: unknown, isIds: boolean, found: NamedMarketing[]): boolean => {
  if (value === undefined || value === null || value === "") return true;
  if (typeof value === "string") {
    if (isIds) found.push({ id: value });
    return true;
  }
  if (Array.isArray(value)) return value.every((each) => collect(each, true, found));
  if (!isObject(value)) return !isIds;
  if (typeof value["id"] === "string") {
    found.push(named(value));
    return true;
  }
  return Object.entries(value).every(([key, part]) => collect(part, isIdField(key), found));
};

/**
 * The marketing that a `marketing_brief` names (`using_marketing`, `selected_marketing`). Its table is not public, so
 * every form that a list of ids can sensibly have is read: a list of ids; a list of objects with `id` and maybe `code`;
 * an object with such lists under whatever names, or with ids under names that end in `id`.
 *
 * @returns Undefined where something stands in the place of an id that is none, or where too many are named.
 */
export const namedIn = (briefs: readonly unknown[]): readonly NamedMarketing[] | undefined => {
  const found: NamedMarketing[] = [];
  if (!briefs.every((brief) => collect(brief, true, found))) return undefined;
  const names = once(found);
  return names.length > MOST_NAMED ? undefined : names;
};

const entriesOf = (block: unknown): readonly Wire[] =>
  isObject(block) && Array.isArray(block[snakeCaseDetail.marketing])
    ? (block[snakeCaseDetail.marketing] as readonly Wire[])
    : [];

const blocksOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

/** Every marketing entry of a `price_calculation_detail` that its codec has accepted: of all three blocks. */
export const entriesOfDetail = (detail: unknown): readonly Wire[] => {
  if (!isObject(detail)) return [];
  const { order, goods, items } = snakeCaseDetail;
  return [detail[order], ...blocksOf(detail[goods]), ...blocksOf(detail[items])].flatMap(entriesOf);
};

/** The marketing that a `price_calculation_detail` names, in any of its blocks: by id and code, where it has one. */
export const namedInDetail = (detail: unknown): readonly NamedMarketing[] =>
  once(entriesOfDetail(detail).map(named));
