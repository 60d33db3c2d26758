/**
 * Releasing a refund that will never be paid, as the merchant's own back end asks for it.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, type Guarded, record } from "../../codec/Guarded.js";
import type { Problem } from "../../codec/Problem.js";
import { orderId, platformId } from "../../platform/spi/fields.js";
import type { RefundRelease, Store } from "../Store.js";

/** Which refund: the ids of its callback. */
interface ReleaseRefund {
  readonly appId: string;
  readonly refundId: string;
  readonly orderId?: string | undefined;
}

/** The codec of what is asked. */
export const ReleaseRefundCodec: Guarded<ReleaseRefund> = record(
  "ReleaseRefund",
  "refuse",
  { appId: platformId(128), refundId: orderId },
  { orderId },
);

/** `{ appId, refundId, orderId? }` → what was released, or why nothing was. */
export const releaseOperation =
  (release: Store["releaseRefund"]) =>
  async (input: unknown): Promise<E.Either<readonly Problem[], RefundRelease>> => {
    const asked = decodeWith(ReleaseRefundCodec, input);
    return E.isLeft(asked) ? asked : E.right(await release(asked.right));
  };
