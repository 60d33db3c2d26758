/**
 * The cart: an order before its marketing is known.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeAll, type Guarded, oneOf, record } from "../codec/Guarded.js";
import type { Problem } from "../codec/Problem.js";
import { isObject } from "../codec/Shape.js";
import { PolicyCodec } from "../order/Policy.js";
import { type PricingRequest, PricingRequestCodec } from "../order/PricingRequest.js";
import {
  type CalculationType,
  FeesCodec,
  LinesCodec,
  type PricingRequestInput,
} from "../order/PricingRequestInput.js";

/**
 * What is bought, before any discount: a pricing request without marketing.
 *
 * @category model
 * @since 0.3.0
 */
export type Cart = Omit<PricingRequestInput, "marketing"> & { readonly marketing?: never };

/** The codec of the shape of a cart. */
const CartCodec: Guarded<Omit<Cart, "marketing">> = record(
  "Cart",
  "refuse",
  { lines: LinesCodec },
  {
    calculationType: oneOf<CalculationType>("CalculationType", 1, 2),
    fees: FeesCodec,
    policy: PolicyCodec,
  },
);

/** Field by field: a spread would leave behind what is inherited, which codecs read too. */
const withoutMarketing = ({
  calculationType,
  lines,
  fees,
  policy,
}: Readonly<Record<string, unknown>>): unknown => ({ calculationType, lines, fees, policy });

/** Reads a cart: as the pricing request that it is without its marketing, or every problem. */
export const decodeCart = (value: unknown): E.Either<readonly Problem[], PricingRequest> => {
  const shape = decodeAll(CartCodec, value);
  const request = decodeAll(PricingRequestCodec, isObject(value) ? withoutMarketing(value) : value);
  if (E.isRight(shape)) return request;
  const places = new Set(shape.left.map(({ path }) => path));
  const rest = E.isLeft(request) ? request.left.filter(({ path }) => !places.has(path)) : [];
  return E.left([...shape.left, ...rest]);
};
