/**
 * A merchant of files: catalogue, promotions and buyers, read again when they change, all together or not at all.
 */
import * as E from "fp-ts/lib/Either.js";
import { type Problem, under } from "../../codec/Problem.js";
import { decodePromotions } from "../../promotion/decodePromotions.js";
import type { Promotion } from "../../promotion/Promotion.js";
import type { Asking, Merchant } from "../Merchant.js";
import { type Buyers, decodeBuyers, noBuyers } from "./buyers.js";
import { type Catalogue, decodeCatalogue } from "./catalogue.js";
import { type FileRead, readJsonFile, readStamp, type Stamp } from "./readJsonFile.js";

type Problems = readonly Problem[];

/**
 * Where the files are.
 *
 * @category server
 * @since 0.4.0
 */
export interface MerchantPaths {
  readonly catalog: string;
  readonly promotions: string;
  readonly buyers?: string | undefined;
}

/** All that the files say, of one moment. */
interface Snapshot {
  readonly catalogue: Catalogue;
  readonly promotions: readonly Promotion[];
  readonly buyers: Buyers;
}

/** What reading came to: with the stamps, so that what is wrong is said once and not at every look. */
interface Loaded {
  readonly stamps: readonly Stamp[];
  readonly snapshot: E.Either<Problems, Snapshot>;
}

/**
 * A merchant of files, and how to look at them again.
 *
 * @category server
 * @since 0.4.0
 */
export interface MerchantFiles {
  readonly merchant: Merchant;
  /**
   * Reads the files again where one has changed, or in any case: takes all of them, or leaves all as they were and says
   * every problem. Undefined: nothing has changed.
   */
  readonly reload: (inAnyCase: boolean) => Promise<E.Either<Problems, "taken"> | undefined>;
}

const pathsOf = ({ catalog, promotions, buyers }: MerchantPaths): readonly string[] =>
  buyers === undefined ? [catalog, promotions] : [catalog, promotions, buyers];

/** Decodes one file's content, with its problems under the option that named it. */
const decoded = <A>(
  root: string,
  { content }: FileRead,
  decode: (value: unknown) => E.Either<Problems, A>,
): E.Either<Problems, A> => E.mapLeft(under(root))(E.chain(decode)(content));

const load = async (paths: MerchantPaths): Promise<Loaded> => {
  const files = await Promise.all(pathsOf(paths).map(readJsonFile));
  const [catalogFile, promotionsFile, buyersFile] = files as [FileRead, FileRead, FileRead?];
  const catalogue = decoded("/catalog", catalogFile, decodeCatalogue);
  const promotions = decoded("/promotions", promotionsFile, decodePromotions);
  const buyers = buyersFile === undefined ? E.right(noBuyers) : decoded("/buyers", buyersFile, decodeBuyers);
  const stamps = files.map(({ stamp }) => stamp);
  if (E.isRight(catalogue) && E.isRight(promotions) && E.isRight(buyers))
    return {
      stamps,
      snapshot: E.right({
        catalogue: catalogue.right,
        promotions: promotions.right,
        buyers: buyers.right,
      }),
    };
  const all: readonly E.Either<Problems, unknown>[] = [catalogue, promotions, buyers];
  return { stamps, snapshot: E.left(all.flatMap((each) => (E.isLeft(each) ? each.left : []))) };
};

/** Answers from the snapshot that holds; one `Asking` gets one snapshot, though files change between its questions. */
const merchantOf = (current: () => Snapshot): Merchant => {
  const pinned = new WeakMap<Asking, Snapshot>();
  const snapshotFor = (asking: Asking): Snapshot => {
    const snapshot = pinned.get(asking) ?? current();
    pinned.set(asking, snapshot);
    return snapshot;
  };
  return {
    unitPrice: (line, asking) => Promise.resolve(snapshotFor(asking).catalogue.unitPrice(line)),
    promotions: (asking) => Promise.resolve(snapshotFor(asking).promotions),
    buyer: (asking) => Promise.resolve(snapshotFor(asking).buyers(asking.openId)),
    fees: ({ deliveryType }, asking) => Promise.resolve(snapshotFor(asking).catalogue.fees(deliveryType)),
  };
};

/**
 * Opens a merchant's files: every one is checked first.
 *
 * @category server
 * @since 0.4.0
 */
export const openMerchantFiles = async (paths: MerchantPaths): Promise<E.Either<Problems, MerchantFiles>> => {
  const first = await load(paths);
  if (E.isLeft(first.snapshot)) return first.snapshot;
  let current = first.snapshot.right;
  let seen = first.stamps;
  const isChanged = async (): Promise<boolean> => {
    const stamps = await Promise.all(pathsOf(paths).map(readStamp));
    return stamps.some((stamp, i) => stamp !== seen[i]);
  };
  const reloadOnce = async (inAnyCase: boolean): Promise<E.Either<Problems, "taken"> | undefined> => {
    if (!inAnyCase && !(await isChanged())) return undefined;
    const loaded = await load(paths);
    seen = loaded.stamps;
    if (E.isLeft(loaded.snapshot)) return loaded.snapshot;
    current = loaded.snapshot.right;
    return E.right("taken");
  };
  // One after the other: a slow reading of old files must not replace a later one of new files.
  let last: Promise<unknown> = Promise.resolve();
  return E.right({
    merchant: merchantOf(() => current),
    reload: (inAnyCase) => {
      const next = last.then(() => reloadOnce(inAnyCase));
      last = next.catch(() => undefined);
      return next;
    },
  });
};
