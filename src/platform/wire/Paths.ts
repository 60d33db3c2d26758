/**
 * The JSON Pointers of the amounts of one payload, in its own spelling.
 */
import { pointer } from "../../codec/Problem.js";
import type { AmountLine, Amounts, GoodsEntry, ItemOrder, OrderBlock } from "./Amounts.js";
import type { PayloadFormat } from "./PayloadFormat.js";
import type { LineSpelling } from "./spelling.js";

/** Which of the two lower blocks. */
export type Block = "goods" | "items";

/** Names every amount of one payload. `root` is where the payload itself stands. */
export class Paths {
  private readonly root: string;
  private readonly format: PayloadFormat;
  private readonly list: Amounts["list"];

  constructor(root: string, format: PayloadFormat, list: Amounts["list"]) {
    this.root = root;
    this.format = format;
    this.list = list;
  }

  /** Where the keys lead that a format has for something, and on from there; to the root, where it has none. */
  private at(
    keys: readonly string[] | undefined,
    ...tokens: readonly (string | number | undefined)[]
  ): string {
    return this.root + pointer(...(keys ?? []), ...tokens.filter((token) => token !== undefined));
  }

  private inDetail(...tokens: readonly (string | undefined)[]): string {
    return this.at(this.format.spelling.detailAt, ...tokens);
  }

  whole(): string {
    return this.root;
  }

  totalAmount(): string {
    return this.at(this.format.spelling.totalAmount);
  }

  totalDiscountAmount(): string {
    return this.at(this.format.spelling.totalDiscountAmount);
  }

  discountId(): string {
    return this.at(this.format.spelling.discountId);
  }

  fees(): string {
    return this.at(this.format.spelling.fees);
  }

  fee(i: number, field: "feeType" | "feeAmount" | "feeDiscountAmount"): string {
    return this.at(this.format.spelling.fees, i, field);
  }

  lines(): string {
    const { lines } = this.format.spelling;
    return this.at([], this.list === "sku" ? lines?.skuList : lines?.goodsList);
  }

  /** The list that must be empty, since the other is used: only ever the goods list. */
  otherLines(): string {
    return this.at([], this.format.spelling.lines?.goodsList);
  }

  line(i: number, field?: Exclude<keyof AmountLine, "goodsId" | "skuId">): string {
    return this.lines() + this.lineField(i, field);
  }

  private lineField(i: number, field: Exclude<keyof AmountLine, "goodsId" | "skuId"> | undefined): string {
    return field === undefined
      ? pointer(i)
      : pointer(i, (this.format.spelling.lines as LineSpelling)[field] ?? field);
  }

  detail(): string {
    return this.inDetail();
  }

  calculationType(): string {
    return this.inDetail(this.format.spelling.detail.calculationType);
  }

  orderBlock(field?: Exclude<keyof OrderBlock, "marketing" | "isUnlisted">): string {
    const { detail } = this.format.spelling;
    const name =
      field === undefined
        ? undefined
        : field === "orderTotalDiscountAmount"
          ? detail.orderTotal
          : detail.goodsTotal;
    return this.inDetail(detail.blocks, detail.order, name);
  }

  orderMarketing(): string {
    return this.orderBlock() + pointer(this.format.spelling.detail.marketing);
  }

  orderEntry(j: number, field?: "type" | "discountRange" | "discountAmount"): string {
    return this.orderMarketing() + this.entryField(j, field);
  }

  block(block: Block): string {
    const { detail } = this.format.spelling;
    return this.inDetail(detail.blocks, detail[block]);
  }

  blockEntry(block: Block, i: number, field?: Exclude<keyof GoodsEntry, "marketing" | "isUnlisted">): string {
    const name = field === undefined ? [] : [this.format.spelling.detail[field]];
    return this.block(block) + pointer(i, ...name);
  }

  blockMarketing(block: Block, i: number): string {
    return this.blockEntry(block, i) + pointer(this.format.spelling.detail.marketing);
  }

  marketingEntry(
    block: Block,
    i: number,
    j: number,
    field?: "type" | "discountRange" | "discountAmount",
  ): string {
    return this.blockMarketing(block, i) + this.entryField(j, field);
  }

  private entryField(j: number, field: "type" | "discountRange" | "discountAmount" | undefined): string {
    return field === undefined ? pointer(j) : pointer(j, this.format.spelling.detail.entry[field]);
  }

  itemOrders(): string {
    return this.at(this.format.itemOrdersAt);
  }

  itemOrder({ at }: ItemOrder): string {
    return this.itemOrders() + pointer(...at);
  }
}
