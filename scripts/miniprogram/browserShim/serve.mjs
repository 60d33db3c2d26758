/**
 * Shows the example mini-program in a browser: `node scripts/miniprogram/browserShim/serve.mjs` and open the address.
 *
 * A real phone shows it by itself; this is for a look while developing, and for the tests.
 */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const shim = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const app = `${root}examples/miniprogram/`;

const MEDIA = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  mjs: "text/javascript",
};

/** As a mini-program has it: nothing is made from strings, and the page talks to nobody. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'";

/** What a mini-program's code does not see of the browser. */
const HIDDEN = [
  "window",
  "document",
  "self",
  "globalThis",
  "location",
  "navigator",
  "fetch",
  "XMLHttpRequest",
];
const PARAMETERS = ["require", "module", "exports", "tt", "Page", "App", ...HIDDEN].join(", ");

const wrapped = (name, file) =>
  `define(${JSON.stringify(name)}, function (${PARAMETERS}) {\n${readFileSync(file, "utf8")}\n});\n`;

const pagesOf = () => JSON.parse(readFileSync(`${app}app.json`, "utf8")).pages;

/** A file, and those that it requires by a relative path, by their names in the mini-program. */
const withRequired = (name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, other] of readFileSync(app + name, "utf8").matchAll(/\brequire\("(\.[^"]*)"\)/g))
    withRequired(new URL(other, `file:///${name}`).pathname.slice(1).replace(/(?:\.js)?$/, ".js"), found);
  return found;
};

const modules = () => {
  const names = new Set(
    ["app.js", ...pagesOf().map((page) => `${page}.js`)].flatMap((name) => [...withRequired(name)]),
  );
  const suanjia = wrapped("miniprogram_npm/suanjia-miniprogram/index.js", `${root}dist/miniprogram/index.js`);
  return suanjia + [...names].map((name) => wrapped(name, app + name)).join("");
};

/** 750 rpx are the width of the screen. */
const style = () =>
  [`${shim}style.css`, `${app}app.ttss`, ...pagesOf().map((page) => `${app}${page}.ttss`)]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n")
    .replace(/(\d+(?:\.\d+)?)rpx/g, (_, length) => `calc(${length} * 100vw / 750)`);

/** What is asked for, or nothing. */
const contentOf = (path) => {
  if (path === "/") return readFileSync(`${shim}index.html`);
  if (path === "/style.css") return style();
  if (path === "/modules.js") return modules();
  const [, folder, name] = /^\/(shim|app)\/((?:\w+\/)*\w+\.\w+)$/.exec(path) ?? [];
  const file = folder === "shim" ? shim + name : app + name;
  return folder !== undefined && existsSync(file) ? readFileSync(file) : undefined;
};

/** Serves the page on this machine: its address, and how to stop. */
export const serve = async (port = 0) => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      const content = contentOf(pathname);
      const type = MEDIA[(pathname === "/" ? "index.html" : pathname).split(".").at(-1)] ?? "text/plain";
      response.writeHead(content === undefined ? 404 : 200, {
        "content-type": `${type}; charset=utf-8`,
        "content-security-policy": POLICY,
        "cache-control": "no-store",
      });
      response.end(content);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end(String(error));
    }
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  const close = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.argv[2] ?? 0));
  console.log(url);
}
