/**
 * Breaking text into lines that fit a column, where a Chinese character is two columns wide.
 */

/** East Asian wide and fullwidth characters, and emoji. */
const WIDE =
  "\\u1100-\\u115f\\u2e80-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6" +
  "\\u{1f300}-\\u{1f64f}\\u{1f680}-\\u{1f6ff}\\u{1f900}-\\u{1faff}\\u{20000}-\\u{3fffd}";

const isWide = new RegExp(`[${WIDE}]`, "u");

/** Marks that may not begin a line, in ASCII and fullwidth. */
const CLOSING = ",;:!?)、。」』】》…\\uff0c\\uff1b\\uff1a\\uff01\\uff1f\\uff09";

/** Spaces, a wide character with the closing marks after it, or a word. */
const PIECES = new RegExp(` +|[${WIDE}][${CLOSING}]*|[^ ${WIDE}]+`, "gu");

/** How many columns a text takes. Only for where to break: a table measures for itself. */
export const columnsOf = (text: string): number => {
  let columns = 0;
  for (const character of text) columns += isWide.test(character) ? 2 : 1;
  return columns;
};

/** A piece that is wider than a line, cut to lines. */
const cut = (piece: string, columns: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const character of piece) {
    if (line !== "" && columnsOf(line + character) > columns) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  return [...lines, line];
};

/** A text on several lines of at most so many columns, broken between words or beside wide characters. */
export const wrapped = (text: string, columns: number): string => {
  if (columnsOf(text) <= columns) return text;
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    if (columnsOf(line + piece.trimEnd()) <= columns) {
      line += piece;
      continue;
    }
    if (line.trim() !== "") lines.push(line.trimEnd());
    const parts = cut(piece.trim(), columns);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  return [...lines, line.trimEnd()].filter((each) => each !== "").join("\n");
};
