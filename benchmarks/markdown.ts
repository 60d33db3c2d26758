/**
 * Tables and figures as Markdown.
 */

/** A duration with three digits or so. */
export const time = (ns: number): string => {
  if (ns < 1e3) return `${ns.toFixed(1)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toFixed(2)} µs`;
  if (ns < 1e9) return `${(ns / 1e6).toFixed(2)} ms`;
  return `${(ns / 1e9).toFixed(2)} s`;
};

/** A ratio: two decimals where they say something. */
const ratio = (value: number): string =>
  value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0);

/** A ratio with its spread. */
export const spread = ({
  median,
  p10,
  p90,
}: {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}): string => `${ratio(median)} [${ratio(p10)}–${ratio(p90)}]`;

/** A table whose columns line up. */
export const markdownTable = (head: readonly string[], body: readonly (readonly string[])[]): string => {
  const widths = head.map((cell, i) =>
    Math.max(3, cell.length, ...body.map((cells) => (cells[i] as string).length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] as number)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(head), rule, ...body.map(line)].join("\n");
};
