/**
 * What the messages of all callbacks share: ids, texts and lists within limits.
 *
 * Sources: the platform's pages on the extension points; see docs/platform-sources.md. Lengths are those of its tables,
 * in bytes of UTF-8; where a table has none, the limit here is far above what was ever seen.
 */
import { type Fields, type Guarded, list } from "../../codec/Guarded.js";
import { integer, pattern, shortText } from "../../codec/leaves.js";
import { MAX_QUANTITY } from "../../order/LineItem.js";

/** An id that the platform gave: printable ASCII of at most `most` characters. */
export const platformId = (most: number): Guarded<string> =>
  pattern(`PlatformId${most}`, `^[\\x21-\\x7e]{1,${most}}$`, {
    en: `an id of 1 to ${most} printable ASCII characters`,
    zh: `1 至 ${most} 个可见 ASCII 字符的 id`,
  });

/** `order_id`, `refund_id`, `item_order_id`: less than 64 bytes. */
export const orderId: Guarded<string> = platformId(63);

/** An id that may be the merchant's own: no control characters and no half characters, which a database may not hold. */
export const merchantId: Guarded<string> = pattern("MerchantId", "^[^\\p{C}]{1,128}$", {
  en: "an id of 1 to 128 characters, none of them a control character",
  zh: "1 至 128 个字符的 id,不含控制字符",
});

/** An id that may be left out; an empty text is how some servers write what is not there. */
export const optionalId: Guarded<string> = pattern("OptionalId", "^[^\\p{C}]{0,128}$", {
  en: "an id of at most 128 characters, none of them a control character",
  zh: "不超过 128 个字符的 id,不含控制字符",
});

/** An optional id as it is meant: neither null nor empty. */
export const said = (id: string | null | undefined): string | undefined =>
  id === null || id === "" ? undefined : id;

/** How many of a line: as the engine prices them. */
export const quantity: Guarded<number> = integer("Quantity", 1, MAX_QUANTITY);

/** The most lines of one callback. */
export const MOST_LINES = 200;

/** The most item orders of one callback, one for each unit: as many as the engine writes item entries. */
export const MOST_ITEM_ORDERS = 1000;

/** The lines of a callback. */
export const lineList = <A>(name: string, line: Guarded<A>, least: number): Guarded<readonly A[]> =>
  list(name, line, least, MOST_LINES);

/** Who asks, in which app. */
export const who = { app_id: platformId(128), open_id: platformId(128) } satisfies Fields;

/** What every message may carry beside. */
export const carried = {
  union_id: optionalId,
  callback_data: shortText("CallbackData", 2048),
} satisfies Fields;
