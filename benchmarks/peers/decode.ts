/**
 * Reading a request: ours, a guard by hand, and the same shape written for io-ts, zod and ajv.
 *
 * All of them check every field and its range. What ours says beyond that, and the guard too, is what the parts say
 * together: unique lines, references that name a line, sums below 2^53. Ours fills in defaults and copies; io-ts and zod
 * copy; ajv and the guard only say yes or no. Plain io-ts takes out keys that it does not know, where the others refuse
 * them.
 */
import type * as t from "io-ts";
import {
  decodePricingRequest,
  MAX_FEN,
  MAX_QUANTITY,
  type PricingRequestInput,
  schemaOf,
} from "../../src/index.js";
import { limitGuard } from "../guard.js";
import { sink } from "../measure.js";
import { ordersOf, parsed } from "../workloads.js";
import { type Contest, LIMIT, OURS } from "./contest.js";
import type { Peers, ZodSchema } from "./load.js";

/** Inputs for each contest: a power of two, so that taking turns costs nothing. */
const POOL = 16;

const MAX_NOTE_BYTES = 127;
const MOST_ITEM_ENTRIES = 1_000_000;

const isShort = (text: string): boolean => Buffer.byteLength(text) <= MAX_NOTE_BYTES;

/** The request as one writes it on plain io-ts. */
const ioTsCodecOf = (io: Peers["ioTs"]): t.Mixed => {
  const integer = (name: string, least: number, most: number): t.Mixed =>
    new io.Type<number, number, unknown>(
      name,
      (value): value is number =>
        Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
      (value, context) =>
        Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
          ? io.success(value as number)
          : io.failure(value, context),
      io.identity,
    );
  const note = new io.Type<string, string, unknown>(
    "Note",
    (value): value is string => typeof value === "string" && isShort(value),
    (value, context) =>
      typeof value === "string" && isShort(value) ? io.success(value) : io.failure(value, context),
    io.identity,
  );
  const oneOf = (first: string | number, second: string | number, ...more: (string | number)[]): t.Mixed =>
    io.union([io.literal(first), io.literal(second), ...more.map((value) => io.literal(value))]);
  const object = (required: t.Props, optional: t.Props): t.Mixed =>
    io.exact(io.intersection([io.type(required), io.partial(optional)]));
  const fen = integer("Fen", 0, MAX_FEN);
  const quantity = integer("Quantity", 1, MAX_QUANTITY);
  const any = integer("Integer", Number.MIN_SAFE_INTEGER, MAX_FEN);
  const unit = {
    goodsId: io.string,
    from: integer("From", 0, MAX_FEN),
    count: quantity,
    discountAmount: fen,
  };
  const marketing = object(
    {
      id: io.string,
      type: oneOf(1, 2, 3, 4),
      discountRange: oneOf(1, 2, "1", "2"),
      discountAmount: fen,
      title: io.string,
    },
    {
      note,
      subtype: io.string,
      value: any,
      code: io.string,
      kind: oneOf(1, 2),
      creatorType: oneOf(1, 2, 3),
      marketingExtend: io.UnknownRecord,
      appliesTo: io.array(object({ goodsId: io.string }, { skuId: io.string })),
      units: io.array(object(unit, { skuId: io.string })),
      sequence: any,
    },
  );
  const fee = object(
    { feeType: oneOf(1, 2, 18, 19, 20), feeAmount: fen },
    { feeDiscountAmount: fen, feeDesc: io.string },
  );
  const policy = object(
    {},
    {
      apportionment: oneOf("largestRemainder", "lastTakesRemainder"),
      basis: oneOf("payable", "lineTotal"),
      overDiscount: oneOf("reject", "clamp"),
      itemEntries: oneOf("unit", "line"),
      maxItemEntries: integer("MaxItemEntries", 1, MOST_ITEM_ENTRIES),
    },
  );
  return object(
    { lines: io.array(object({ goodsId: io.string, unitPrice: fen, quantity }, { skuId: io.string })) },
    { calculationType: oneOf(1, 2), marketing: io.array(marketing), fees: io.array(fee), policy },
  );
};

/** The request as one writes it on zod. */
const zodSchemaOf = (z: Peers["zod"]): ZodSchema => {
  const integer = (least: number, most: number): ZodSchema => z.int().min(least).max(most);
  const oneOf = (...values: (string | number)[]): ZodSchema => z.literal(values);
  const optional = (fields: Readonly<Record<string, ZodSchema>>): Readonly<Record<string, ZodSchema>> =>
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.optional()]));
  const fen = integer(0, MAX_FEN);
  const quantity = integer(1, MAX_QUANTITY);
  const any = integer(Number.MIN_SAFE_INTEGER, MAX_FEN);
  const sku = optional({ skuId: z.string() });
  const marketing = z.strictObject({
    id: z.string(),
    type: oneOf(1, 2, 3, 4),
    discountRange: oneOf(1, 2, "1", "2"),
    discountAmount: fen,
    title: z.string(),
    ...optional({
      note: z.string().refine(isShort),
      subtype: z.string(),
      value: any,
      code: z.string(),
      kind: oneOf(1, 2),
      creatorType: oneOf(1, 2, 3),
      marketingExtend: z.record(z.string(), z.unknown()),
      appliesTo: z.array(z.strictObject({ goodsId: z.string(), ...sku })).min(1),
      units: z
        .array(
          z.strictObject({
            goodsId: z.string(),
            from: integer(0, MAX_FEN),
            count: quantity,
            discountAmount: fen,
            ...sku,
          }),
        )
        .min(1),
      sequence: any,
    }),
  });
  const fee = z.strictObject({
    feeType: oneOf(1, 2, 18, 19, 20),
    feeAmount: fen,
    ...optional({ feeDiscountAmount: fen, feeDesc: z.string() }),
  });
  const policy = z.strictObject(
    optional({
      apportionment: oneOf("largestRemainder", "lastTakesRemainder"),
      basis: oneOf("payable", "lineTotal"),
      overDiscount: oneOf("reject", "clamp"),
      itemEntries: oneOf("unit", "line"),
      maxItemEntries: integer(1, MOST_ITEM_ENTRIES),
    }),
  );
  return z.strictObject({
    lines: z.array(z.strictObject({ goodsId: z.string(), unitPrice: fen, quantity, ...sku })).min(1),
    ...optional({ calculationType: oneOf(1, 2), marketing: z.array(marketing), fees: z.array(fee), policy }),
  });
};

/** ajv takes the schema that the library publishes. */
const ajvGuardOf = (ajv: Peers["ajv"]): ((value: unknown) => boolean) =>
  new ajv({ strict: false }).compile(schemaOf("pricingRequest"));

/** Whether each peer accepts an input. */
export const readersOf = ({
  ioTs,
  zod,
  ajv,
}: Peers): Readonly<Record<string, (value: unknown) => boolean>> => {
  const [codec, schema, guard] = [ioTsCodecOf(ioTs), zodSchemaOf(zod), ajvGuardOf(ajv)];
  return {
    "plain io-ts": (value) => codec.decode(value)._tag === "Right",
    zod: (value) => schema.safeParse(value).success,
    ajv: guard,
  };
};

const contestOf = ({ ioTs, zod, ajv }: Peers, lineCount: number, marketingCount: number): Contest => {
  const inputs = ordersOf(lineCount, marketingCount, POOL).map(parsed);
  const [codec, schema, guard] = [ioTsCodecOf(ioTs), zodSchemaOf(zod), ajvGuardOf(ajv)];
  const at = (i: number): PricingRequestInput => inputs[i % POOL] as PricingRequestInput;
  return {
    size: lineCount * marketingCount,
    name: `${lineCount} × ${marketingCount}`,
    contenders: [
      {
        name: LIMIT,
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = limitGuard(at(i));
        },
      },
      {
        name: OURS,
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = decodePricingRequest(at(i));
        },
      },
      {
        name: "ajv",
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = guard(at(i));
        },
      },
      {
        name: "zod",
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = schema.safeParse(at(i));
        },
      },
      {
        name: "plain io-ts",
        loop: (times) => {
          for (let i = 0; i < times; i++) sink.last = codec.decode(at(i));
        },
      },
    ],
  };
};

export const decodeContests = (peers: Peers): readonly Contest[] => [
  contestOf(peers, 3, 4),
  contestOf(peers, 50, 20),
];
