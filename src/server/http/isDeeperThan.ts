/**
 * How deep JSON nests, counted on its bytes without recursion: whatever parses it afterwards may call itself.
 */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const isOpening = (byte: number): boolean => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number): boolean => byte === 0x5d || byte === 0x7d;

/** Does it nest deeper than `most`? Of what is no JSON, whatever the brackets outside of strings say. */
export const isDeeperThan = (json: Uint8Array, most: number): boolean => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i] as number;
    if (inString) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (isOpening(byte)) {
      depth += 1;
      if (depth > most) return true;
    } else if (isClosing(byte)) depth -= 1;
  }
  return false;
};
