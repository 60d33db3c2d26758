/**
 * Tables of Markdown.
 */

/** A table of Markdown. A column in which nothing stands is left out. */
export const markdownTable = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const shown = heads.map((_, i) => rows.some((row) => row[i] !== ""));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, i) => shown[i])
      .map((cell) => cell.replace(/\|/g, "\\|"))
      .join(" | ")} |`.replace(/ {2,}/g, " ");
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
};
