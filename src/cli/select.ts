/**
 * `suanjia select`: from a cart and a merchant's rules to what applies.
 */
import * as E from "fp-ts/lib/Either.js";
import { isObject } from "../codec/Shape.js";
import { price } from "../pricing/price.js";
import type { Quote } from "../pricing/Quote.js";
import type { Cart } from "../promotion/Cart.js";
import { decodePromotions } from "../promotion/decodePromotions.js";
import type { Promotion } from "../promotion/Promotion.js";
import type { Selection } from "../promotion/Selection.js";
import type { SelectionContext } from "../promotion/SelectionContext.js";
import type { SelectOptions } from "../promotion/SelectOptions.js";
import { select } from "../promotion/select.js";
import { toPricingRequest } from "../promotion/toPricingRequest.js";
import { type PriceOutput, type Problems, pretty, problemsUnder, refuse, shape } from "./commands.js";
import { readDocument } from "./input.js";
import { writeText } from "./output.js";
import { selectionTable } from "./selectionTable.js";
import { answered, streamLines } from "./stream.js";
import type { ExitCode, World } from "./world.js";

/** The shapes that `select` writes its answer in. */
export type SelectOutput = "decisions" | PriceOutput;

/** What is asked of every cart alike. */
interface Asked extends SelectOptions {
  /** Instead of the context's own. */
  readonly now?: number | undefined;
}

/** A cart with what was selected for it. */
interface Selected {
  readonly cart: Cart;
  readonly selection: Selection;
}

/**
 * Problems where the user wrote what they are about: he knows of no part of his document called the cart. What is no
 * object has no context, of which there is nothing to say beside that.
 */
const inDocument = (document: unknown, problems: Problems): Problems =>
  problems
    .filter(({ path }) => isObject(document) || !/^\/context(?:\/|$)/.test(path))
    .map((each) => ({ ...each, path: each.path.replace(/^\/cart(?=\/|$)/, "") }));

/** Selects for one document: the cart, with the context among its keys. */
const selectFor =
  (promotions: unknown, { now, ...options }: Asked) =>
  (document: unknown): E.Either<Problems, Selected> => {
    const { context = {}, ...keys } = isObject(document) ? document : {};
    const cart = (isObject(document) ? keys : document) as Cart;
    // What is no object is for the library to complain of.
    const circumstances = now !== undefined && isObject(context) ? { ...context, now } : context;
    const selection = select(
      cart,
      promotions as readonly Promotion[],
      circumstances as SelectionContext,
      options,
    );
    return E.isLeft(selection)
      ? E.left(inDocument(document, selection.left))
      : E.right({ cart, selection: selection.right });
  };

/** What is wrong with the rules and options whatever the cart: asked with one that has no lines, and is refused. */
const problemsOfRules = (promotions: unknown, { now: _, ...options }: Asked): Problems => {
  const refused = select({ lines: [] }, promotions as readonly Promotion[], { now: 0 }, options);
  return E.isLeft(refused) ? refused.left.filter(({ path }) => /^\/(?:promotions|options)\b/.test(path)) : [];
};

const quoteOf = ({ cart, selection }: Selected): E.Either<Problems, Quote> =>
  price(toPricingRequest(cart, selection));

/** The answer as data, in the shape that is asked for. */
const answerIn =
  (output: Exclude<SelectOutput, "table">) =>
  (selected: Selected): E.Either<Problems, unknown> =>
    output === "decisions"
      ? E.right(selected.selection)
      : E.chain((quote: Quote) => shape(quote, output))(quoteOf(selected));

/** The answer as text, for a document that stands alone. */
const textIn =
  (output: SelectOutput, promotions: unknown, { lang, stdout }: World) =>
  (selected: Selected): E.Either<Problems, string> =>
    output === "table"
      ? E.map((quote: Quote) =>
          selectionTable(selected.selection, promotions as readonly Promotion[], quote, lang, stdout.columns),
        )(quoteOf(selected))
      : E.map(pretty)(answerIn(output)(selected));

const runLines = async (
  world: World,
  file: string | undefined,
  promotions: unknown,
  output: Exclude<SelectOutput, "table">,
  asked: Asked,
): Promise<ExitCode> => {
  // Said once, and not of every line.
  const problems = problemsOfRules(promotions, asked);
  if (problems.length > 0) return refuse(world, problems);
  // Read once, and not for every line.
  const read = decodePromotions(promotions);
  const selected = selectFor(E.isRight(read) ? read.right : promotions, asked);
  const answer = answerIn(output);
  return streamLines(world, file, (input) => answered(world.lang, E.chain(answer)(selected(input))));
};

/** `suanjia select`. */
export const runSelect = async (
  world: World,
  file: string | undefined,
  {
    promotions: rules,
    output,
    ndjson,
    ...asked
  }: Asked & {
    readonly promotions: string;
    readonly output?: SelectOutput | undefined;
    readonly ndjson?: boolean | undefined;
  },
): Promise<ExitCode> => {
  const promotions = await readDocument(rules, world.stdin);
  if (ndjson === true) {
    if (E.isLeft(promotions)) return refuse(world, problemsUnder("/promotions", promotions));
    const shapeOfLine = output === undefined || output === "table" ? "decisions" : output;
    return runLines(world, file, promotions.right, shapeOfLine, asked);
  }
  const document = await readDocument(file, world.stdin);
  if (E.isLeft(document) || E.isLeft(promotions))
    return refuse(world, [...problemsUnder("", document), ...problemsUnder("/promotions", promotions)]);
  const shown = output ?? (world.stdout.isTTY === true ? "table" : "decisions");
  const text = E.chain(textIn(shown, promotions.right, world))(
    selectFor(promotions.right, asked)(document.right),
  );
  if (E.isLeft(text)) return refuse(world, text.left);
  await writeText(world.stdout, text.right);
  return 0;
};
