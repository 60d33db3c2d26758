// An independent, naive pricing oracle. It follows the page "Pricing: the exact rules" sentence by sentence,
// shares no code with src and prefers being obviously right to being fast. See README.md.

// ---------------------------------------------------------------- the shapes

export type OracleReference = { readonly goodsId: string; readonly skuId?: string | undefined };

export type OracleRequestLine = {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  readonly unitPrice: number;
  readonly quantity: number;
};

/** Each of the `count` units from `from` on gets `discountAmount`. */
export type OracleNamedUnits = {
  readonly goodsId: string;
  readonly skuId?: string | undefined;
  readonly from: number;
  readonly count: number;
  readonly discountAmount: number;
};

export type OracleRequestMarketing = {
  readonly id: string;
  readonly type: number;
  readonly discountRange: number | string;
  readonly discountAmount: number;
  readonly title: string;
  readonly note?: string | undefined;
  readonly subtype?: unknown;
  readonly value?: unknown;
  readonly code?: string | undefined;
  readonly kind?: unknown;
  readonly creatorType?: unknown;
  readonly marketingExtend?: unknown;
  readonly appliesTo?: readonly OracleReference[] | undefined;
  readonly units?: readonly OracleNamedUnits[] | undefined;
  readonly sequence?: number | undefined;
};

export type OracleRequestFee = {
  readonly feeType: number;
  readonly feeAmount: number;
  readonly feeDiscountAmount?: number | undefined;
  readonly feeDesc?: string | undefined;
};

export type OraclePolicy = {
  readonly apportionment?: string | undefined;
  readonly basis?: string | undefined;
  readonly overDiscount?: string | undefined;
  readonly itemEntries?: string | undefined;
  readonly maxItemEntries?: number | undefined;
};

export type OracleRequest = {
  readonly calculationType?: number | undefined;
  readonly lines: readonly OracleRequestLine[];
  readonly marketing?: readonly OracleRequestMarketing[] | undefined;
  readonly fees?: readonly OracleRequestFee[] | undefined;
  readonly policy?: OraclePolicy | undefined;
};

export type OracleEntry = { id: string; code?: string; discountAmount: number };

export type OracleUnitRun = {
  count: number;
  totalAmount: number;
  totalDiscountAmount: number;
  payableAmount: number;
  marketing: OracleEntry[];
};

export type OracleQuoteLine = {
  goodsId: string;
  skuId?: string;
  unitPrice: number;
  quantity: number;
  totalAmount: number;
  totalDiscountAmount: number;
  payableAmount: number;
  marketing: OracleEntry[];
  units: OracleUnitRun[];
};

export type OracleQuoteMarketing = {
  id: string;
  type: number;
  discountRange: number;
  discountAmount: number;
  requestedAmount?: number;
  title: string;
  note: string;
  subtype?: unknown;
  value?: unknown;
  code?: string;
  kind?: unknown;
  creatorType?: unknown;
  marketingExtend?: unknown;
};

export type OracleQuoteFee = {
  feeType: number;
  feeAmount: number;
  feeDiscountAmount: number;
  feeDesc?: string;
};

export type OracleTotals = {
  goodsAmount: number;
  feeAmount: number;
  totalAmount: number;
  goodsDiscountAmount: number;
  orderDiscountAmount: number;
  feeDiscountAmount: number;
  totalDiscountAmount: number;
  payableAmount: number;
};

export type OracleQuote = {
  calculationType: number;
  totals: OracleTotals;
  marketing: OracleQuoteMarketing[];
  lines: OracleQuoteLine[];
  fees: OracleQuoteFee[];
};

export type OracleResult = { ok: true; quote: OracleQuote } | { ok: false; reason: string };

// ---------------------------------------------------------------- small helpers

const MAX_SUM = 9007199254740991n; // 2^53 - 1
export const MAX_UNITS = 5000; // units are kept one by one, so a larger quantity of one line is not for this oracle

class Refusal extends Error {}

function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Something this file promises did not hold: a bug of the oracle, never a property of the request. */
export function must(condition: boolean, what: string): void {
  if (!condition) throw new Error("oracle: bug: " + what);
}

export function at<T>(list: readonly T[], index: number): T {
  if (!(index >= 0 && index < list.length)) throw new Error("oracle: bug: index out of range");
  return list[index] as T;
}

export function sum(amounts: readonly bigint[]): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** -1, 0 or 1; strings are compared by UTF-16 code unit, which is what < does in JavaScript. */
export function compare<T extends string | number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareAbsentFirst(a: string | undefined, b: string | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -1;
  if (b === undefined) return 1;
  return compare(a, b);
}

function fen(value: number, what: string): bigint {
  if (!Number.isSafeInteger(value) || value < 0) refuse(what + " is not an integer from 0 to 2^53 - 1");
  return BigInt(value);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function onlyKeys(value: object, names: string, what: string): void {
  for (const key of Object.keys(value)) {
    if (!names.split(" ").includes(key)) refuse(what + " has an unknown key: " + key);
  }
}

// ---------------------------------------------------------------- the request, checked

/** One unit of a line of which units are named: what it still has to pay, and its share of each marketing so far. */
type NamedUnit = { payable: bigint; shares: bigint[] };

/**
 * A line; `shares` has one share for each marketing, in canonical order of the marketing. `named` holds all its units,
 * one by one, where any marketing of the order names units of it.
 */
type Line = {
  input: OracleRequestLine;
  price: bigint;
  total: bigint;
  payable: bigint;
  shares: bigint[];
  named?: NamedUnit[];
};

type Marketing = {
  input: OracleRequestMarketing;
  level: number;
  sequence: number;
  requested: bigint;
  amount: bigint; // what is granted; less than requested where clamp lowered it
};

type Fee = { input: OracleRequestFee; amount: bigint; discount: bigint };

type Policy = { apportionment: string; basis: string; overDiscount: string };

function readLines(request: OracleRequest): Line[] {
  const lines: Line[] = [];
  for (const input of request.lines) {
    onlyKeys(input, "goodsId skuId unitPrice quantity", "line");
    if (!Number.isInteger(input.quantity) || input.quantity < 1 || input.quantity > 1_000_000_000) {
      refuse("quantity is not an integer from 1 to 1,000,000,000");
    }
    for (const other of lines) {
      if (other.input.goodsId === input.goodsId && other.input.skuId === input.skuId) {
        refuse("duplicate line (goodsId, skuId)");
      }
      if ((other.input.skuId === undefined) !== (input.skuId === undefined)) {
        refuse("some lines have a skuId and some have none");
      }
    }
    const price = fen(input.unitPrice, "unitPrice");
    const total = price * BigInt(input.quantity);
    if (total > MAX_SUM) refuse("a line total exceeds 2^53 - 1");
    lines.push({ input, price, total, payable: total, shares: [] });
  }
  if (lines.length === 0) refuse("no lines");
  return lines;
}

function readLevel(discountRange: number | string): number {
  if (discountRange === 1 || discountRange === "1") return 1;
  if (discountRange === 2 || discountRange === "2") return 2;
  return refuse("discountRange is neither 1 nor 2");
}

function readMarketing(request: OracleRequest, lines: readonly Line[]): Marketing[] {
  const list: Marketing[] = [];
  for (const input of request.marketing ?? []) {
    onlyKeys(
      input,
      "id type discountRange discountAmount title note subtype value code kind creatorType marketingExtend " +
        "appliesTo units sequence",
      "marketing",
    );
    if (![1, 2, 3, 4].includes(input.type)) refuse("marketing type is not 1, 2, 3 or 4");
    if (input.note !== undefined && utf8Length(input.note) >= 128) refuse("note is not below 128 bytes");
    const level = readLevel(input.discountRange);
    const sequence = input.sequence ?? 0;
    if (!Number.isSafeInteger(sequence)) refuse("sequence is not an integer");
    for (const other of list) {
      if (other.input.id !== input.id) continue;
      if (other.input.code === input.code) refuse("duplicate marketing (id, code)");
      if (other.level !== level) refuse("one marketing id in two levels");
      if (other.input.type !== input.type) refuse("one marketing id with two types");
    }
    if (input.appliesTo !== undefined) {
      if (input.appliesTo.length === 0) refuse("appliesTo is empty");
      for (const reference of input.appliesTo) {
        onlyKeys(reference, "goodsId skuId", "appliesTo");
        if (!lines.some((line) => matches(reference, line))) refuse("appliesTo names no line");
      }
    }
    const requested = fen(input.discountAmount, "discountAmount");
    checkUnits(request, input, lines);
    list.push({ input, level, sequence, requested, amount: requested });
  }
  return list;
}

/** The named units must be units of lines, none of them twice, and their sum the marketing's amount. */
function checkUnits(request: OracleRequest, marketing: OracleRequestMarketing, lines: readonly Line[]): void {
  const entries = marketing.units;
  if (entries === undefined) return;
  if (request.calculationType === 1) refuse("units under calculationType 1");
  if (entries.length === 0) refuse("units is empty");
  let total = 0n;
  entries.forEach((entry, index) => {
    onlyKeys(entry, "goodsId skuId from count discountAmount", "units");
    const { from, count } = entry;
    if (!Number.isSafeInteger(from) || from < 0) refuse("from is not an integer from 0 on");
    if (!Number.isInteger(count) || count < 1 || count > 1_000_000_000) {
      refuse("count is not an integer from 1 to 1,000,000,000");
    }
    const line = lines.find((one) => isOf(entry, one));
    if (line === undefined) return refuse("units names no line");
    if (BigInt(from) + BigInt(count) > BigInt(line.input.quantity)) refuse("units beyond the quantity");
    if (marketing.appliesTo?.some((reference) => matches(reference, line)) === false) {
      refuse("appliesTo does not name a line of units");
    }
    for (const other of entries.slice(0, index)) {
      const apart = from + count <= other.from || other.from + other.count <= from;
      if (isOf(other, line) && !apart) refuse("a unit is named twice");
    }
    total += BigInt(count) * fen(entry.discountAmount, "discountAmount of units");
  });
  if (total !== BigInt(marketing.discountAmount)) refuse("discountAmount is not the sum of its units");
}

function readFees(request: OracleRequest): Fee[] {
  const fees: Fee[] = [];
  for (const input of request.fees ?? []) {
    onlyKeys(input, "feeType feeAmount feeDiscountAmount feeDesc", "fee");
    if (![1, 2, 18, 19, 20].includes(input.feeType)) refuse("feeType is not 1, 2, 18, 19 or 20");
    const amount = fen(input.feeAmount, "feeAmount");
    const discount = fen(input.feeDiscountAmount ?? 0, "feeDiscountAmount");
    if (discount > amount) refuse("feeDiscountAmount exceeds feeAmount");
    fees.push({ input, amount, discount });
  }
  return fees;
}

function readPolicy(request: OracleRequest): Policy {
  const given = request.policy ?? {};
  onlyKeys(given, "apportionment basis overDiscount itemEntries maxItemEntries", "policy");
  const apportionment = given.apportionment ?? "largestRemainder";
  const basis = given.basis ?? "payable";
  const overDiscount = given.overDiscount ?? "reject";
  if (!["largestRemainder", "lastTakesRemainder"].includes(apportionment)) refuse("unknown apportionment");
  if (!["payable", "lineTotal"].includes(basis)) refuse("unknown basis");
  if (!["reject", "clamp"].includes(overDiscount)) refuse("unknown overDiscount");
  return { apportionment, basis, overDiscount };
}

// ---------------------------------------------------------------- canonical order

export function canonicalLines<T extends { readonly input: OracleReference }>(lines: readonly T[]): T[] {
  return [...lines].sort(
    (a, b) => compare(a.input.goodsId, b.input.goodsId) || compareAbsentFirst(a.input.skuId, b.input.skuId),
  );
}

function canonicalMarketing(list: readonly Marketing[]): Marketing[] {
  return [...list].sort(
    (a, b) =>
      compare(b.level, a.level) || // goods level (2) before order level (1)
      compare(a.sequence, b.sequence) ||
      compare(a.input.type, b.input.type) ||
      compare(a.input.id, b.input.id) ||
      compareAbsentFirst(a.input.code, b.input.code),
  );
}

// ---------------------------------------------------------------- allocation to lines

/** Whether the reference names the line; a goodsId alone means all its skus. */
export function matches(reference: OracleReference, line: { readonly input: OracleReference }): boolean {
  if (reference.goodsId !== line.input.goodsId) return false;
  return reference.skuId === undefined || reference.skuId === line.input.skuId;
}

/** Whether the entry is of exactly this line: here a goodsId alone is no short form. */
function isOf(entry: OracleNamedUnits, line: Line): boolean {
  return entry.goodsId === line.input.goodsId && entry.skuId === line.input.skuId;
}

function isEligible(marketing: Marketing, line: Line): boolean {
  const references = marketing.input.appliesTo;
  return references === undefined || references.some((reference) => matches(reference, line));
}

/** An exact fraction of fen; the denominator is above 0. */
type Fraction = { numerator: bigint; denominator: bigint };

function compareFractions(a: Fraction, b: Fraction): number {
  return compare(a.numerator * b.denominator, b.numerator * a.denominator);
}

/** Splits the amount over weights that are all above 0 and stand in canonical order; no bounds here. */
export function apportion(amount: bigint, weights: readonly bigint[], method: string): bigint[] {
  if (weights.length === 0) {
    must(amount === 0n, "an amount is left but no line to bear it");
    return [];
  }
  const totalWeight = sum(weights);
  const shares = weights.map((weight) => (amount * weight) / totalWeight); // BigInt division is the floor
  const left = amount - sum(shares);

  if (method === "lastTakesRemainder") {
    const last = shares.length - 1;
    shares[last] = at(shares, last) + left;
    return shares;
  }

  const ranking = weights.map((weight, index) => {
    const floor = at(shares, index);
    const remainder: Fraction = {
      numerator: amount * weight - floor * totalWeight,
      denominator: totalWeight,
    };
    return { index, weight, remainder };
  });
  ranking.sort(
    (a, b) =>
      compareFractions(b.remainder, a.remainder) || // the largest remainder first
      compare(b.weight, a.weight) || // then the larger weight
      compare(a.index, b.index), // then the earlier line
  );
  must(left < BigInt(ranking.length), "more fen left over than lines");
  for (const { index } of ranking.slice(0, Number(left))) shares[index] = at(shares, index) + 1n;
  return shares;
}

/** The share of every given line, none above the line's payable. The lines stand in canonical order. */
export function boundedShares(
  amount: bigint,
  lines: readonly { readonly payable: bigint }[],
  weights: readonly bigint[],
  method: string,
): bigint[] {
  const shares = lines.map(() => 0n);
  let open = lines.map((_, index) => index).filter((index) => at(weights, index) > 0n);
  let left = amount;
  for (;;) {
    const wanted = apportion(
      left,
      open.map((index) => at(weights, index)),
      method,
    );
    const exceeding = open.filter((index, k) => at(wanted, k) > at(lines, index).payable);
    if (exceeding.length === 0) {
      open.forEach((index, k) => {
        shares[index] = at(wanted, k);
      });
      return shares;
    }
    for (const index of exceeding) {
      shares[index] = at(lines, index).payable;
      left -= at(lines, index).payable;
    }
    open = open.filter((index) => !exceeding.includes(index));
  }
}

/** Takes one marketing off the lines (which stand in canonical order) and notes every line's and named unit's share. */
function applyMarketing(marketing: Marketing, lines: readonly Line[], policy: Policy): void {
  if (marketing.input.units !== undefined) {
    applyToNamedUnits(marketing, lines, policy);
    return;
  }
  const eligible = lines.filter((line) => isEligible(marketing, line));
  const weights = eligible.map((line) => (policy.basis === "payable" ? line.payable : line.total));
  const available = sum(eligible.map((line) => line.payable));
  if (marketing.requested > available) {
    if (policy.overDiscount === "reject") refuse("a discount exceeds what its lines have left to pay");
    marketing.amount = available;
  }

  const shares = boundedShares(marketing.amount, eligible, weights, policy.apportionment);
  must(sum(shares) === marketing.amount, "the shares do not add up to the amount");
  for (const line of lines) {
    const position = eligible.indexOf(line);
    const share = position < 0 ? 0n : at(shares, position);
    must(share >= 0n && share <= line.payable, "a share is out of bounds");
    const units = line.named ?? [];
    const payables = units.map((unit) => unit.payable);
    giveToLine(line, share, line.named === undefined ? [] : splitOverUnits(share, payables));
  }
}

/** Takes a share off a line and, where its units are kept, off each of them; `given` is what each unit gets. */
function giveToLine(line: Line, share: bigint, given: readonly bigint[]): void {
  line.shares.push(share);
  line.payable -= share;
  if (line.named === undefined) return;
  must(sum(given) === share, "the named units do not add up to the line's share");
  line.named.forEach((unit, index) => {
    const part = at(given, index);
    must(part >= 0n && part <= unit.payable, "a unit's share is out of bounds");
    unit.shares.push(part);
    unit.payable -= part;
  });
}

/** Largest remainder over what each unit weighs, ties to the earlier unit. */
export function splitOverUnits(amount: bigint, weights: readonly bigint[]): bigint[] {
  const totalWeight = sum(weights);
  must(amount <= totalWeight, "the units have less to pay than the amount");
  if (amount === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amount * weight) / totalWeight);
  const left = Number(amount - sum(shares));
  // All remainders have the same denominator, totalWeight, so their numerators are compared.
  const ranking = weights.map((weight, index) => ({ index, remainder: (amount * weight) % totalWeight }));
  ranking.sort((a, b) => compare(b.remainder, a.remainder) || compare(a.index, b.index));
  for (const { index } of ranking.slice(0, left)) shares[index] = at(shares, index) + 1n;
  return shares;
}

// ---------------------------------------------------------------- units that are named

/** Begins to keep the units, one by one, of every line of which any marketing names units. */
function keepNamedUnits(marketing: readonly Marketing[], lines: readonly Line[]): void {
  for (const line of lines) {
    const isNamed = marketing.some(({ input }) => input.units?.some((entry) => isOf(entry, line)) === true);
    if (!isNamed) continue;
    if (line.input.quantity > MAX_UNITS) throw new Error("oracle: quantity too large");
    line.named = [];
    for (let unit = 0; unit < line.input.quantity; unit += 1) {
      line.named.push({ payable: line.price, shares: [] });
    }
  }
}

/** Takes a marketing that names its units off exactly these. */
function applyToNamedUnits(marketing: Marketing, lines: readonly Line[], policy: Policy): void {
  let granted = 0n;
  for (const line of lines) {
    const given = (line.named ?? []).map((unit, index) => {
      const entry = marketing.input.units?.find(
        (one) => isOf(one, line) && one.from <= index && index < one.from + one.count,
      );
      const wanted = BigInt(entry?.discountAmount ?? 0);
      if (wanted <= unit.payable) return wanted;
      if (policy.overDiscount === "reject") refuse("a discount exceeds what its unit has left to pay");
      return unit.payable;
    });
    giveToLine(line, sum(given), given);
    granted += sum(given);
  }
  marketing.amount = granted;
}

// ---------------------------------------------------------------- allocation to units

/** For every unit of the line, one by one: its share of each marketing, in canonical order. */
function unitShares(line: Line): bigint[][] {
  if (line.named !== undefined) return line.named.map((unit) => unit.shares);
  const quantity = line.input.quantity;
  if (quantity > MAX_UNITS) throw new Error("oracle: quantity too large");
  const units: bigint[][] = [];
  for (let unit = 0; unit < quantity; unit += 1) units.push([]);

  let cursor = 0;
  for (const share of line.shares) {
    const each = share / BigInt(quantity);
    const extra = Number(share % BigInt(quantity));
    const given = units.map(() => each);
    for (let step = 0; step < extra; step += 1) {
      given[cursor] = at(given, cursor) + 1n;
      cursor = cursor + 1 === quantity ? 0 : cursor + 1;
    }
    must(sum(given) === share, "the units do not add up to the line's share");
    units.forEach((unit, index) => unit.push(at(given, index)));
  }
  return units;
}

function isSame(a: readonly bigint[], b: readonly bigint[]): boolean {
  return a.length === b.length && a.every((amount, index) => amount === at(b, index));
}

// ---------------------------------------------------------------- the quote

function entriesOf(shares: readonly bigint[], marketing: readonly Marketing[]): OracleEntry[] {
  const entries: OracleEntry[] = [];
  marketing.forEach(({ input }, index) => {
    const share = at(shares, index);
    if (share === 0n) return;
    const entry: OracleEntry = { id: input.id, discountAmount: Number(share) };
    if (input.code !== undefined) entry.code = input.code;
    entries.push(entry);
  });
  return entries;
}

function quoteUnits(line: Line, marketing: readonly Marketing[]): OracleUnitRun[] {
  const runs: OracleUnitRun[] = [];
  let previous: bigint[] | undefined;
  for (const unit of unitShares(line)) {
    if (previous !== undefined && isSame(previous, unit)) {
      at(runs, runs.length - 1).count += 1;
      continue;
    }
    previous = unit;
    const discount = sum(unit);
    must(discount <= line.price, "a unit's discount exceeds its price");
    runs.push({
      count: 1,
      totalAmount: Number(line.price),
      totalDiscountAmount: Number(discount),
      payableAmount: Number(line.price - discount),
      marketing: entriesOf(unit, marketing),
    });
  }
  return runs;
}

function quoteLine(line: Line, marketing: readonly Marketing[]): OracleQuoteLine {
  const quoted: OracleQuoteLine = {
    goodsId: line.input.goodsId,
    unitPrice: Number(line.price),
    quantity: line.input.quantity,
    totalAmount: Number(line.total),
    totalDiscountAmount: Number(sum(line.shares)),
    payableAmount: Number(line.total - sum(line.shares)),
    marketing: entriesOf(line.shares, marketing),
    units: quoteUnits(line, marketing),
  };
  if (line.input.skuId !== undefined) quoted.skuId = line.input.skuId;
  return quoted;
}

function quoteMarketing({ input, level, requested, amount }: Marketing): OracleQuoteMarketing {
  const quoted: OracleQuoteMarketing = {
    id: input.id,
    type: input.type,
    discountRange: level,
    discountAmount: Number(amount),
    title: input.title,
    note: input.note ?? "",
  };
  if (amount < requested) quoted.requestedAmount = Number(requested);
  if (input.subtype !== undefined) quoted.subtype = input.subtype;
  if (input.value !== undefined) quoted.value = input.value;
  if (input.code !== undefined) quoted.code = input.code;
  if (input.kind !== undefined) quoted.kind = input.kind;
  if (input.creatorType !== undefined) quoted.creatorType = input.creatorType;
  if (input.marketingExtend !== undefined) quoted.marketingExtend = input.marketingExtend;
  return quoted;
}

function quoteFee({ input, amount, discount }: Fee): OracleQuoteFee {
  const quoted: OracleQuoteFee = {
    feeType: input.feeType,
    feeAmount: Number(amount),
    feeDiscountAmount: Number(discount),
  };
  if (input.feeDesc !== undefined) quoted.feeDesc = input.feeDesc;
  return quoted;
}

function price(request: OracleRequest): OracleQuote {
  onlyKeys(request, "calculationType lines marketing fees policy", "request");
  const calculationType = request.calculationType ?? 2;
  if (calculationType !== 1 && calculationType !== 2) refuse("calculationType is neither 1 nor 2");
  const lines = readLines(request);
  const marketing = readMarketing(request, lines);
  const fees = readFees(request);
  const policy = readPolicy(request);

  const goodsAmount = sum(lines.map((line) => line.total));
  const feeAmount = sum(fees.map((fee) => fee.amount));
  const totalAmount = goodsAmount + feeAmount;
  if (goodsAmount > MAX_SUM) refuse("goodsAmount exceeds 2^53 - 1");
  if (totalAmount > MAX_SUM) refuse("goodsAmount + feeAmount exceeds 2^53 - 1");

  const inOrder = canonicalMarketing(marketing);
  const linesInOrder = canonicalLines(lines);
  keepNamedUnits(inOrder, linesInOrder);
  for (const one of inOrder) applyMarketing(one, linesInOrder, policy);

  const amountOfLevel = (level: number): bigint =>
    sum(marketing.filter((one) => one.level === level).map((one) => one.amount));
  const goodsDiscountAmount = amountOfLevel(2);
  const orderDiscountAmount = amountOfLevel(1);
  const feeDiscountAmount = sum(fees.map((fee) => fee.discount));
  const totalDiscountAmount = goodsDiscountAmount + orderDiscountAmount + feeDiscountAmount;
  must(totalDiscountAmount <= totalAmount, "the discount exceeds the total");

  return {
    calculationType,
    totals: {
      goodsAmount: Number(goodsAmount),
      feeAmount: Number(feeAmount),
      totalAmount: Number(totalAmount),
      goodsDiscountAmount: Number(goodsDiscountAmount),
      orderDiscountAmount: Number(orderDiscountAmount),
      feeDiscountAmount: Number(feeDiscountAmount),
      totalDiscountAmount: Number(totalDiscountAmount),
      payableAmount: Number(totalAmount - totalDiscountAmount),
    },
    marketing: marketing.map(quoteMarketing),
    lines: lines.map((line) => quoteLine(line, inOrder)),
    fees: fees.map(quoteFee),
  };
}

/** Prices the request, or says why not. Throws only "oracle: quantity too large" and "oracle: bug: …". */
export function oraclePrice(request: OracleRequest): OracleResult {
  try {
    return { ok: true, quote: price(request) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}
