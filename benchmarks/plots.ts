/**
 * Plots of cost against size, on logarithmic scales: small SVG files that follow the reader's light or dark scheme.
 */
import { time } from "./markdown.js";

/** One contender's line. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** What a plot shows. */
export interface Plot {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly Series[];
}

const WIDTH = 840;
const HEIGHT = 480;
const LEFT = 92;
const RIGHT = 250;
const TOP = 56;
const BOTTOM = 68;

const BOX = { x: LEFT, y: TOP, width: WIDTH - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM };

/** Okabe and Ito's colours, which the colour-blind can tell apart too; a light and a dark shade where one is needed. */
const COLOURS = [
  ["#555555", "#bbbbbb"],
  ["#d55e00", "#ff7f2a"],
  ["#0072b2", "#56b4e9"],
  ["#009e73", "#2bc79a"],
  ["#b8860b", "#f0e442"],
  ["#a8518a", "#e39ccb"],
] as const;

const colourClass = (i: number): string => `s${i % COLOURS.length}`;

const style = (): string => {
  const shades = (shade: 0 | 1): string =>
    COLOURS.map((colour, i) => `.s${i}{stroke:${colour[shade]};fill:${colour[shade]}}`).join("");
  return [
    "<style>",
    "text{font:13px system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#1f2328}",
    ".title{font-size:16px;font-weight:600}.grid{stroke:#d1d9e0;stroke-width:1}.back{fill:#ffffff}",
    "path.line{fill:none;stroke-width:2}path.ours{stroke-width:3.5}path.limit{stroke-dasharray:6 4}",
    shades(0),
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}.back{fill:#0d1117}",
    shades(1),
    "}</style>",
  ].join("");
};

/** Powers of ten that hold all values. */
const decadesOf = (values: readonly number[]): readonly [from: number, to: number] => {
  const from = Math.floor(Math.log10(Math.min(...values)));
  return [from, Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))))];
};

const scaleOf =
  ([from, to]: readonly [number, number], start: number, end: number) =>
  (value: number): number =>
    start + ((Math.log10(value) - from) / (to - from)) * (end - start);

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const text = (x: number, y: number, anchor: "start" | "middle" | "end", of: string, more = ""): string =>
  `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}"${more}>${escaped(of)}</text>`;

/** A mark at a point; the shapes differ, so that nobody needs the colours. */
const mark = (i: number, x: number, y: number): string => {
  const [a, b] = [fixed(x), fixed(y)];
  const shapes = [
    `<circle class="${colourClass(i)}" cx="${a}" cy="${b}" r="3"/>`,
    `<circle class="${colourClass(i)}" cx="${a}" cy="${b}" r="5"/>`,
    `<rect class="${colourClass(i)}" x="${fixed(x - 4)}" y="${fixed(y - 4)}" width="8" height="8"/>`,
    `<path class="${colourClass(i)}" d="M${a} ${fixed(y - 5)}l5 9h-10z"/>`,
    `<path class="${colourClass(i)}" d="M${a} ${fixed(y - 6)}l6 6l-6 6l-6-6z"/>`,
    `<path class="${colourClass(i)}" d="M${a} ${fixed(y + 5)}l5-9h-10z"/>`,
  ];
  return shapes[i % shapes.length] as string;
};

const lineClass = (i: number): string =>
  `${colourClass(i)} line${i === 0 ? " limit" : i === 1 ? " ours" : ""}`;

const axes = (
  { xTitle, yTitle }: Plot,
  xs: readonly [number, number],
  ys: readonly [number, number],
): string => {
  const [x, y] = [scaleOf(xs, BOX.x, BOX.x + BOX.width), scaleOf(ys, BOX.y + BOX.height, BOX.y)];
  const parts: string[] = [];
  for (let power = xs[0]; power <= xs[1]; power++) {
    const at = fixed(x(10 ** power));
    parts.push(
      `<line class="grid" x1="${at}" y1="${BOX.y}" x2="${at}" y2="${BOX.y + BOX.height}"/>`,
      text(Number(at), BOX.y + BOX.height + 20, "middle", (10 ** power).toLocaleString("en")),
    );
  }
  for (let power = ys[0]; power <= ys[1]; power++) {
    const at = fixed(y(10 ** power));
    parts.push(
      `<line class="grid" x1="${BOX.x}" y1="${at}" x2="${BOX.x + BOX.width}" y2="${at}"/>`,
      text(BOX.x - 10, Number(at) + 4, "end", time(10 ** power).replace(/\.0+ /, " ")),
    );
  }
  const middle = BOX.y + BOX.height / 2;
  parts.push(
    text(BOX.x + BOX.width / 2, HEIGHT - 20, "middle", xTitle),
    text(22, middle, "middle", yTitle, ` transform="rotate(-90 22 ${middle})"`),
  );
  return parts.join("");
};

/** The legend stands in the order in which the lines end, the slowest on top. */
const legend = (series: readonly Series[]): string => {
  const lastOf = ({ points }: Series): number => points[points.length - 1]?.y ?? 0;
  return series
    .map((each, i) => ({ each, i }))
    .sort((a, b) => lastOf(b.each) - lastOf(a.each))
    .map(({ each, i }, row) => {
      const [x, y] = [BOX.x + BOX.width + 22, BOX.y + 14 + row * 26];
      return [
        `<path class="${lineClass(i)}" d="M${x} ${y}h34"/>`,
        mark(i, x + 17, y),
        text(x + 44, y + 4, "start", each.name),
      ].join("");
    })
    .join("");
};

/** A plot as an SVG document. The first series is drawn dashed, the second bold. */
export const svgOf = (plot: Plot): string => {
  const points = plot.series.flatMap((each) => each.points);
  const xs = decadesOf(points.map((point) => point.x));
  const ys = decadesOf(points.map((point) => point.y));
  const [x, y] = [scaleOf(xs, BOX.x, BOX.x + BOX.width), scaleOf(ys, BOX.y + BOX.height, BOX.y)];
  const lines = plot.series.map((series, i) => {
    const path = series.points.map((point) => `${fixed(x(point.x))} ${fixed(y(point.y))}`).join("L");
    const marks = series.points.map((point) => mark(i, x(point.x), y(point.y)));
    return `<path class="${lineClass(i)}" d="M${path}"/>${marks.join("")}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>${escaped(plot.title)}</title>`,
    style(),
    `<rect class="back" width="${WIDTH}" height="${HEIGHT}"/>`,
    text(BOX.x, 32, "start", plot.title, ' class="title"'),
    axes(plot, xs, ys),
    ...lines.reverse(),
    legend(plot.series),
    "</svg>",
    "",
  ].join("\n");
};
