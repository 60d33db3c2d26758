/**
 * The OpenAPI document as a page for people: plain HTML that loads nothing and runs nothing.
 */
import type { OpenApiDocument, RouteNote } from "./openApiDocument.js";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => ESCAPES[each] as string);

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
code, pre { font: 14px/1.45 ui-monospace, monospace; }
pre { background: #f5f5f5; padding: 1rem; overflow-x: auto; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: .25rem .6rem; text-align: left; }
summary { cursor: pointer; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616; } pre { background: #242424; } a { color: #8ab4f8; } }
`;

const idOf = (route: RouteNote): string => `${route.method}${route.path}`.replace(/[^a-z0-9]+/gi, "-");

const listed = (route: RouteNote): string =>
  `<li><a href="#${idOf(route)}"><code>${route.method.toUpperCase()} ${escaped(route.path)}</code></a> ${escaped(route.summary)}</li>`;

const answersOf = (route: RouteNote): string =>
  Object.entries(route.answers)
    .map(([status, text]) => `<tr><td>${escaped(status)}</td><td>${escaped(text)}</td></tr>`)
    .join("");

const section = (route: RouteNote): string => `
<section id="${idOf(route)}">
<h2><code>${route.method.toUpperCase()} ${escaped(route.path)}</code></h2>
<p>${escaped(route.summary)}<br><span lang="zh">${escaped(route.summaryZh)}</span></p>
${route.description === "" ? "" : `<p>${escaped(route.description)}</p>`}
${route.body === undefined ? "" : `<p>Body: <a href="#schema-${escaped(route.body)}"><code>${escaped(route.body)}</code></a>, JSON</p>`}
<table><thead><tr><th>Status</th><th>Answer</th></tr></thead><tbody>${answersOf(route)}</tbody></table>
</section>`;

const schemaOf = ([name, schema]: readonly [string, unknown]): string => `
<details id="schema-${escaped(name)}"><summary><code>${escaped(name)}</code></summary>
<pre>${escaped(JSON.stringify(schema, undefined, 2))}</pre></details>`;

/** The page of a document. */
export const docsPage = (document: OpenApiDocument): string => {
  const routes = document["x-routes"];
  const { title, description } = document.info as { readonly title: string; readonly description: string };
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>
<h1>${escaped(title)}</h1>
<p>${escaped(description)}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a></p>
<ul>${routes.map(listed).join("")}</ul>
${routes.map(section).join("")}
<h2>Schemas</h2>
${Object.entries(document.components.schemas).map(schemaOf).join("")}
</main></body></html>
`;
};
