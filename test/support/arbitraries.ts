/**
 * Random requests: small ids and amounts mostly, so that ties, zeros, exhausted lines and clashes really happen.
 */
import fc from "fast-check";

export interface AnyRequest {
  readonly calculationType?: 1 | 2;
  readonly lines: readonly { goodsId: string; skuId?: string; unitPrice: number; quantity: number }[];
  readonly marketing?: readonly AnyMarketing[];
  readonly fees?: readonly {
    feeType: 1 | 2 | 18 | 19 | 20;
    feeAmount: number;
    feeDiscountAmount?: number;
    feeDesc?: string;
  }[];
  readonly policy?: {
    apportionment?: "largestRemainder" | "lastTakesRemainder";
    basis?: "payable" | "lineTotal";
    overDiscount?: "reject" | "clamp";
  };
}

export interface AnyMarketing {
  readonly id: string;
  readonly type: 1 | 2 | 3 | 4;
  readonly discountRange: 1 | 2 | "1" | "2";
  readonly discountAmount: number;
  readonly title: string;
  readonly note?: string;
  readonly subtype?: string;
  readonly value?: number;
  readonly code?: string;
  readonly appliesTo?: readonly { goodsId: string; skuId?: string }[];
  readonly units?: readonly {
    goodsId: string;
    skuId?: string;
    from: number;
    count: number;
    discountAmount: number;
  }[];
  readonly sequence?: number;
}

/** Leaves out the keys whose value is undefined: absent and undefined are the same to us, but not to JSON. */
const compact = <A extends object>(value: A): A =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as A;

const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const quantity = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 7 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) },
);

const unitPrice = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 50_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 ** 46 }) },
);

const ids = ["a", "b", "A", "7128346098909300749", "é", "", "团购", "a/b~c"] as const;

const linesOf = (withSku: boolean) =>
  fc.uniqueArray(
    fc.record({
      goodsId: fc.constantFrom(...ids),
      skuId: withSku ? fc.constantFrom<string>("1", "2", "10", "") : fc.constant(undefined),
      unitPrice,
      quantity,
    }),
    { minLength: 1, maxLength: 6, selector: (line) => JSON.stringify([line.goodsId, line.skuId]) },
  );

interface AnyLine {
  readonly goodsId: string;
  readonly skuId: string | undefined;
  readonly unitPrice: number;
  readonly quantity: number;
}

/** Named units of the order's lines, within the line and each once; some astray, if they may be. */
const unitsOf = (lines: readonly AnyLine[], mayBeAstray: boolean) =>
  fc
    .array(
      fc.record({
        line: fc.constantFrom(...lines),
        from: fc.nat(7),
        count: fc.integer({ min: 1, max: 4 }),
        part: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1.02, noNaN: true })),
        astray: mayBeAstray ? fc.integer({ min: 0, max: 60 }) : fc.constant(0),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((entries) => {
      const taken = new Set<string>();
      return entries.flatMap(({ line, from, count, part, astray }) => {
        const first = astray === 1 ? from : from % line.quantity;
        const many = astray === 2 ? count : Math.min(count, line.quantity - first);
        const names = Array.from({ length: Math.max(1, many) }, (_, i) =>
          JSON.stringify([line.goodsId, line.skuId, first + i]),
        );
        if (astray !== 3 && names.some((name) => taken.has(name))) return [];
        for (const name of names) taken.add(name);
        return [
          compact({
            goodsId: line.goodsId,
            skuId: astray === 4 ? undefined : line.skuId,
            from: first,
            count: Math.max(1, many),
            discountAmount: Math.floor(line.unitPrice * part),
          }),
        ];
      });
    });

const marketingOf = (lines: readonly AnyLine[], astray: boolean) =>
  fc
    .record({
      units: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: unitsOf(lines, astray) },
      ),
      sumIsOff: astray ? fc.integer({ min: 0, max: 40 }) : fc.constant(0),
      id: fc.constantFrom("m1", "m2", "m3", "m4", "m5", "M1"),
      code: maybe(fc.constantFrom("c1", "c2")),
      title: fc.constantFrom("满减", "coupon", ""),
      note: maybe(fc.constantFrom("", "活动优惠")),
      subtype: maybe(fc.constant("默认值")),
      value: maybe(fc.integer({ min: 0, max: 100 })),
      sequence: maybe(fc.integer({ min: -1, max: 2 })),
      spelt: fc.boolean(),
      discountAmount: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 ** 47 }) },
      ),
      appliesTo: maybe(
        fc.array(
          fc
            .constantFrom(...lines)
            .chain((line) =>
              fc
                .boolean()
                .map((whole) => compact({ goodsId: line.goodsId, skuId: whole ? undefined : line.skuId })),
            ),
          { minLength: 1, maxLength: 3 },
        ),
      ),
    })
    // Level and type go by id, since one id in two levels is refused.
    .map(({ spelt, sumIsOff, ...rest }) => {
      const range = rest.id === "m1" || rest.id === "m4" || rest.id === "M1" ? 1 : 2;
      const type = ({ m1: 4, m2: 2, m3: 3, m4: 1, m5: 2, M1: 4 } as const)[rest.id];
      return compact({
        ...rest,
        ...(rest.units === undefined
          ? {}
          : {
              discountAmount:
                rest.units.reduce((sum, each) => sum + each.count * each.discountAmount, 0) +
                (sumIsOff === 1 ? 1 : 0),
              appliesTo: sumIsOff === 2 ? rest.appliesTo : undefined,
            }),
        type,
        discountRange: spelt ? (String(range) as "1" | "2") : range,
      });
    });

const fee = fc
  .record({
    feeType: fc.constantFrom<1 | 2 | 18 | 19 | 20>(1, 2, 18, 19, 20),
    feeAmount: fc.integer({ min: 0, max: 900 }),
    discounted: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    feeDesc: maybe(fc.constant("配送费")),
  })
  .map(({ discounted, ...rest }) =>
    compact({
      ...rest,
      feeDiscountAmount: discounted === undefined ? undefined : Math.floor(rest.feeAmount * discounted),
    }),
  );

const policy = fc
  .record({
    apportionment: maybe(
      fc.constantFrom<"largestRemainder" | "lastTakesRemainder">("largestRemainder", "lastTakesRemainder"),
    ),
    basis: maybe(fc.constantFrom<"payable" | "lineTotal">("payable", "lineTotal")),
    overDiscount: maybe(fc.constantFrom<"reject" | "clamp">("reject", "clamp", "clamp")),
  })
  .map(compact);

/**
 * Requests whose shape is right; some are refused all the same, for a discount above what its lines have to pay, or,
 * with `astray`, for units that are not there, are named twice, or do not add up.
 */
export const requestArbitrary = (
  options: { readonly fees?: boolean; readonly astray?: boolean } = {},
): fc.Arbitrary<AnyRequest> =>
  fc
    .boolean()
    .chain(linesOf)
    .chain((lines) =>
      fc.record({
        calculationType: maybe(fc.constantFrom<1 | 2>(1, 2)),
        lines: fc.constant(lines.map(compact) as AnyRequest["lines"]),
        marketing: maybe(
          fc.uniqueArray(marketingOf(lines, options.astray === true), {
            maxLength: 5,
            selector: (each) => JSON.stringify([each.id, each.code]),
          }),
        ),
        fees: options.fees === false ? fc.constant(undefined) : maybe(fc.array(fee, { maxLength: 3 })),
        policy: maybe(policy),
      }),
    )
    .map((request) => {
      const isType1 = request.calculationType === 1 && options.astray !== true;
      const marketing = isType1 ? request.marketing?.map(({ units: _, ...each }) => each) : request.marketing;
      return compact({ ...request, marketing }) as AnyRequest;
    });
