/**
 * The fees of an answer beside those of the request. Fees have no ids: what is alike cancels out, and of what is left
 * those of one type are compared.
 */
import type { Text } from "../../codec/Problem.js";
import type { PricingRequestInput } from "../../order/PricingRequestInput.js";
import type { Breaches } from "../LawViolation.js";
import type { Ledger, LedgerFee } from "../Ledger.js";

interface Asked {
  readonly feeType: number;
  readonly feeAmount: number;
  readonly feeDiscountAmount: number;
}

const named = (feeType: number): Text => ({ en: `fee of type ${feeType}`, zh: `类型 ${feeType} 的费用` });

const isAlike = (asked: Asked, said: LedgerFee): boolean =>
  asked.feeType === said.feeType &&
  asked.feeAmount === said.feeAmount.is &&
  asked.feeDiscountAmount === said.feeDiscountAmount.is;

/** Says every fee that only one side has, or that differs. */
export const sayFees = (request: PricingRequestInput, ledger: Ledger, found: Breaches): void => {
  const asked = (request.fees ?? []).map(
    ({ feeType, feeAmount, feeDiscountAmount = 0 }): Asked => ({ feeType, feeAmount, feeDiscountAmount }),
  );
  if (ledger.fees === undefined) {
    // A bare detail has no field for fees and needs none; an order's total includes them.
    if (asked.length > 0 && ledger.hasLines && ledger.format !== "spi.preCreateOrder")
      found.add("fee", "", asked.length, null, {
        en: `fees, for which ${ledger.format} has no field (leave them out: requests: { fees: false })`,
        zh: `费用:${ledger.format} 没有相应字段(请设置 requests: { fees: false })`,
      });
    return;
  }
  const rest = [...ledger.fees];
  const unlike = asked.filter((fee) => {
    const i = rest.findIndex((said) => isAlike(fee, said));
    if (i >= 0) rest.splice(i, 1);
    return i < 0;
  });
  for (const fee of unlike) {
    const i = rest.findIndex((said) => said.feeType === fee.feeType);
    const [said] = i < 0 ? [] : rest.splice(i, 1);
    const text = named(fee.feeType);
    if (said === undefined) found.add("fee", ledger.at.fees, fee.feeAmount, null, text);
    else {
      found.compare("fee", said.feeAmount.path, fee.feeAmount, said.feeAmount.is, text);
      found.compare("fee", said.feeDiscountAmount.path, fee.feeDiscountAmount, said.feeDiscountAmount.is, {
        en: `${text.en}, discount`,
        zh: `${text.zh},优惠`,
      });
    }
  }
  for (const said of rest)
    found.add("fee", said.feeAmount.path, null, said.feeAmount.is, named(said.feeType));
};
