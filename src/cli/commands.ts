/**
 * The commands: each reads, calls the library, writes, and says how it went.
 */
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Problem, under } from "../codec/Problem.js";
import { decodePricingRequest } from "../order/PricingRequest.js";
import type { PricingRequestInput } from "../order/PricingRequestInput.js";
import { toOpenApiOrder } from "../platform/openapi/toOpenApiOrder.js";
import { toPluginOrder } from "../platform/plugin/toPluginOrder.js";
import { price } from "../pricing/price.js";
import type { Quote } from "../pricing/Quote.js";
import type { Report } from "../verify/Report.js";
import { recompute } from "../verify/recompute.js";
import type { VerifyOptions } from "../verify/verifier.js";
import { verify } from "../verify/verify.js";
import { verifyOrderResponse } from "../verify/verifyOrderResponse.js";
import { convert } from "./convert.js";
import { readDocument } from "./input.js";
import { writeText } from "./output.js";
import { answered, failed, streamLines } from "./stream.js";
import { quoteTable } from "./table.js";
import { inLang, printable, problemLine } from "./text.js";
import type { ExitCode, World } from "./world.js";

/** The shapes that `price` writes a quote in. */
export type PriceOutput = "quote" | "plugin" | "openapi" | "table";

/** All that is wrong with an input. */
export type Problems = readonly Problem[];

/** Problems with reading at all, rather than with what was read. */
const isUnreadable = ({ code }: Problem): boolean => code.startsWith("input.");

/** Says what is wrong, a line for each problem, and how the command ends for it. */
export const refuse = (world: World, problems: Problems): ExitCode => {
  for (const each of problems) world.stderr.write(`${problemLine(world.lang, each)}\n`);
  return problems.some(isUnreadable) ? 2 : 1;
};

/** Data as it is written where it is alone. */
export const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);

/** A quote in the shape that is asked for. */
export const shape = (quote: Quote, output: Exclude<PriceOutput, "table">): E.Either<Problems, unknown> =>
  output === "quote" ? E.right(quote) : output === "plugin" ? toPluginOrder(quote) : toOpenApiOrder(quote);

/** Plain steps: of a million orders, a pipe would take as long as pricing them. */
const priceInto =
  (output: Exclude<PriceOutput, "table">) =>
  (input: unknown): E.Either<Problems, unknown> => {
    const request = decodePricingRequest(input);
    if (E.isLeft(request)) return request;
    const quote = price(request.right);
    return E.isLeft(quote) ? quote : shape(quote.right, output);
  };

/** `suanjia price`. */
export const runPrice = async (
  world: World,
  file: string | undefined,
  options: { readonly output?: PriceOutput | undefined; readonly ndjson?: boolean | undefined },
): Promise<ExitCode> => {
  if (options.ndjson === true) {
    const priced = priceInto(
      options.output === undefined || options.output === "table" ? "quote" : options.output,
    );
    return streamLines(world, file, (input) => answered(world.lang, priced(input)));
  }
  const output = options.output ?? (world.stdout.isTTY === true ? "table" : "quote");
  const written = pipe(
    await readDocument(file, world.stdin),
    E.chain(decodePricingRequest),
    E.chain(price),
    E.chain((quote) =>
      output === "table"
        ? E.right(quoteTable(quote, world.lang, world.stdout.columns))
        : E.map(pretty)(shape(quote, output)),
    ),
  );
  if (E.isLeft(written)) return refuse(world, written.left);
  await writeText(world.stdout, written.right);
  return 0;
};

/** The report on a payload, or on an answer beside the request that it answers. */
const reportOn = (
  payload: unknown,
  request: E.Either<Problems, unknown> | undefined,
  options: VerifyOptions,
): E.Either<Problems, Report> =>
  request === undefined
    ? verify(payload, options)
    : E.chain((asked: unknown) => verifyOrderResponse(asked, payload, { checks: options.checks }))(request);

/** `suanjia verify`. */
export const runVerify = async (
  world: World,
  file: string | undefined,
  {
    request: asked,
    ndjson,
    ...options
  }: VerifyOptions & {
    readonly request?: string | undefined;
    readonly ndjson?: boolean | undefined;
  },
): Promise<ExitCode> => {
  const request =
    asked === undefined ? undefined : E.mapLeft(under("/request"))(await readDocument(asked, world.stdin));
  const report = (input: unknown): E.Either<Problems, { readonly ok: boolean }> =>
    E.map((found: Report) => ({
      ...found,
      violations: found.violations.map((each) => inLang(world.lang, each)),
      unchecked: found.unchecked.map((each) => inLang(world.lang, each)),
    }))(reportOn(input, request, options));
  if (ndjson === true)
    return streamLines(world, file, (input) => {
      const result = report(input);
      return E.isLeft(result)
        ? failed(world.lang, result.left)
        : { ok: result.right.ok, text: JSON.stringify(result.right) };
    });
  const result = E.chain(report)(await readDocument(file, world.stdin));
  if (E.isLeft(result)) return refuse(world, result.left);
  await writeText(world.stdout, pretty(result.right));
  return result.right.ok ? 0 : 1;
};

/** The problems of one of two inputs, by paths that say of which. */
export const problemsUnder = (root: string, input: E.Either<Problems, unknown>): Problems =>
  E.isLeft(input) ? under(root)(input.left) : [];

/** `suanjia recompute`. */
export const runRecompute = async (
  world: World,
  options: { readonly request: string; readonly claim: string },
): Promise<ExitCode> => {
  const [request, claim] = [
    await readDocument(options.request, world.stdin),
    await readDocument(options.claim, world.stdin),
  ];
  if (E.isLeft(request) || E.isLeft(claim))
    return refuse(world, [...problemsUnder("/request", request), ...problemsUnder("/claim", claim)]);
  const result = recompute(request.right as PricingRequestInput, claim.right);
  if (E.isLeft(result)) return refuse(world, result.left);
  const { differences, unchecked, ...rest } = result.right;
  await writeText(
    world.stdout,
    pretty({
      ...rest,
      differences: differences.map((each) => inLang(world.lang, each)),
      unchecked: unchecked.map((each) => inLang(world.lang, each)),
    }),
  );
  return result.right.ok ? 0 : 1;
};

/** `suanjia convert`. */
export const runConvert = async (
  world: World,
  file: string | undefined,
  options: { readonly to: "plugin" | "openapi" },
): Promise<ExitCode> => {
  const result = E.chain((payload: unknown) => convert(payload, options.to))(
    await readDocument(file, world.stdin),
  );
  if (E.isLeft(result)) return refuse(world, result.left);
  await writeText(world.stdout, pretty(result.right.payload));
  const { left } = result.right;
  if (left.length > 0)
    world.stderr.write(
      `${world.lang === "zh" ? "未转换(不是金额,或目标格式没有该字段):" : "not converted (no amounts, or no such field there): "}${left.map(printable).join(" ")}\n`,
    );
  return 0;
};
