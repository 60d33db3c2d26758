/**
 * Stands for the mini-program's host in a browser: its modules, `App`, `Page` and `tt`, and the plugin of life services.
 *
 * What a test asks of it is `host`: `placed` has the options that createOrder was called with, and `answer` ends the
 * first call that has no answer yet.
 */
import { draw } from "./render.mjs";
import { templateOf } from "./template.mjs";

const factories = new Map();
const modules = new Map();

/** Called by /modules.js with every file of the mini-program. */
globalThis.define = (name, factory) => factories.set(name, factory);

const resolve = (from, name) => {
  if (!/^\.{0,2}\//.test(name)) return `miniprogram_npm/${name}/index.js`;
  return new URL(name, `file:///${from}`).pathname.slice(1).replace(/(?:\.js)?$/, ".js");
};

const load = (name) => {
  if (modules.has(name)) return modules.get(name).exports;
  const factory = factories.get(name);
  if (factory === undefined) throw new Error(`no module ${name}`);
  const module = { exports: {} };
  modules.set(name, module);
  factory((other) => load(resolve(name, other)), module, module.exports, tt, Page, App);
  return module.exports;
};

const read = async (path) => {
  const answer = await fetch(`/app/${path}`);
  if (!answer.ok) throw new Error(`no file ${path}`);
  return path.endsWith(".json") ? answer.json() : answer.text();
};

/** What goes to the view and to the plugin is data, as over there. */
const copyOf = (value) => JSON.parse(JSON.stringify(value));

const app = await read("app.json");
const path = app.pages[0];
const [settings, template] = await Promise.all([
  read(`${path}.json`),
  read(`${path}.ttml`).then((source) => templateOf(source)),
]);

const waiting = [];
const host = {
  placed: [],
  answer: (how, what) => waiting.shift()[how](what),
};
globalThis.host = host;

const createOrder = (options) => {
  host.placed.push(copyOf(options));
  waiting.push(options);
  console.log("plugin.createOrder", copyOf(options));
};

const tt = {
  canIUse: (name) => name === "requirePlugin",
  requirePlugin: (id) => {
    const isDeclared = Object.values(app.plugins).some(({ provider }) => provider === id);
    if (!isDeclared) throw new Error(`app.json declares no plugin ${id}`);
    return { createOrder };
  },
};

const App = () => {};

const Page = (options) => {
  const { data, ...methods } = options;
  const page = { ...methods, data: copyOf(data) };
  const show = () => {
    const call = (name, event) => page[name](event);
    document.querySelector("page").replaceChildren(...draw(template, copyOf(page.data), call));
  };
  page.setData = (change) => {
    for (const key of Object.keys(change))
      if (!/^\w+$/.test(key)) throw new Error(`setData of a path is not known here: ${key}`);
    Object.assign(page.data, change);
    show();
  };
  show();
  for (const moment of ["onLoad", "onShow", "onReady"]) page[moment]?.({});
};

const title = settings.navigationBarTitleText ?? app.window.navigationBarTitleText;
document.title = title;
document.querySelector("header").textContent = title;

await import("/modules.js");
load("app.js");
load(`${path}.js`);
