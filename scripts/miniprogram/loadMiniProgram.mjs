/**
 * Runs a built mini-program without a phone: in a context that has what the platform's runtime surely has, and no more.
 *
 * Every object that the program's code can reach is made inside the context; what goes in and out is text. Of one of the
 * host's objects it could get at the host's own Function, and what is missing would not be missing.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { createContext, runInContext, Script } from "node:vm";

/** Globals that a mini-program must not count on. */
export const ABSENT_GLOBALS = [
  ..."BigInt BigInt64Array BigUint64Array Proxy Intl WebAssembly SharedArrayBuffer Atomics globalThis".split(
    " ",
  ),
  ..."AggregateError WeakRef FinalizationRegistry Iterator Float16Array SuppressedError".split(" "),
  ..."DisposableStack AsyncDisposableStack Temporal console".split(" "),
];

/** What no new context has, since it is no part of the language. */
const HOST_GLOBALS =
  "window self global process Buffer require module setTimeout queueMicrotask URL fetch document";

/** What the language got after ES2017, by the object that has it. (Symbols of its own cannot be taken away.) */
const NEWER = {
  Array: "fromAsync",
  "Array.prototype":
    "flat flatMap at findLast findLastIndex toReversed toSorted toSpliced with group groupToMap groupBy",
  "ArrayBuffer.prototype": "resize resizable maxByteLength transfer transferToFixedLength detached",
  Error: "captureStackTrace isError stackTraceLimit",
  Map: "groupBy",
  "Map.prototype": "emplace getOrInsert getOrInsertComputed",
  Math: "f16round sumPrecise",
  Object: "fromEntries hasOwn groupBy",
  Promise: "allSettled any try withResolvers",
  "Promise.prototype": "finally",
  RegExp: "escape",
  "RegExp.prototype": "dotAll hasIndices unicodeSets",
  "Set.prototype": "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom",
  "String.prototype": "trimStart trimEnd trimLeft trimRight matchAll replaceAll at isWellFormed toWellFormed",
  "Symbol.prototype": "description",
  "Object.getPrototypeOf(Int8Array.prototype)": "at findLast findLastIndex toReversed toSorted with",
  "WeakMap.prototype": "getOrInsert getOrInsertComputed",
};

/**
 * A context as bare as a mini-program's may be: no eval and no `new Function`, none of the host's globals, and nothing that
 * the language got after ES2017.
 */
export const bareContext = () => {
  const context = createContext(Object.create(null), {
    name: "mini-program",
    codeGeneration: { strings: false, wasm: false },
  });
  const newer = Object.entries(NEWER).flatMap(([owner, names]) =>
    names.split(" ").map((name) => ({ owner, key: JSON.stringify(name) })),
  );
  for (const { owner, key } of newer) runInContext(`delete ${owner}[${key}]`, context);
  for (const name of ABSENT_GLOBALS) runInContext(`delete this[${JSON.stringify(name)}]`, context);
  const left = [
    ...newer.filter(({ owner, key }) => runInContext(`${key} in ${owner}`, context)).map(({ key }) => key),
    ...[...ABSENT_GLOBALS, ...HOST_GLOBALS.split(" ")].filter(
      (name) => runInContext(`typeof ${name}`, context) !== "undefined",
    ),
  ];
  if (left.length > 0) throw new Error(`still there: ${left.join(", ")}`);
  return context;
};

/** Runs a file as a CommonJS module that requires nothing, and gives what it exports. */
export const loadModule = (context, file) => {
  const module = runInContext("({ exports: {} })", context);
  const run = new Script(`(function (module, exports) {${readFileSync(file, "utf8")}\n})`, {
    filename: file,
  });
  run.runInContext(context).call(undefined, module, module.exports);
  return module.exports;
};

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {});

const candidates = (path) =>
  [path, `${path}.js`, posix.join(path, "index.js")].filter((each) => each.endsWith(".js"));

/** How a mini-program finds what a file requires. Paths are POSIX, relative to its root. */
const finderIn = (root) => {
  const isFile = (path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile();
  const firstOf = (path) => candidates(path).find(isFile);
  return (request, from) => {
    if (/^\.{0,2}\//.test(request)) {
      const path = request.startsWith("/") ? request.slice(1) : posix.join(posix.dirname(from), request);
      return path.startsWith("..") ? undefined : firstOf(path);
    }
    // A bare name: in miniprogram_npm beside the file, then in each folder above it, up to the root.
    for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
      const found = firstOf(posix.join(folder, "miniprogram_npm", request));
      if (found !== undefined || folder === ".") return found;
    }
  };
};

/**
 * The platform's part, written inside the context: App, Page, tt and what the program logs. Calls of createOrder are kept;
 * `answer` calls their success or fail.
 */
const PLATFORM = `(function (onLog, onPage, onOrder) {
  "use strict";
  var orders = [];
  var log = function (level) {
    return function () { onLog(level, Array.prototype.map.call(arguments, String).join(" ")); };
  };
  var tt = {
    canIUse: function (name) { return Object.prototype.hasOwnProperty.call(tt, name); },
    requirePlugin: function (id) {
      return {
        createOrder: function (options) {
          orders.push(options);
          onOrder(String(id), JSON.stringify(options));
        },
      };
    },
  };
  var makePage = function (options) {
    var page = Object.assign({}, options);
    page.data = JSON.parse(JSON.stringify(options.data || {}));
    page.setData = function (patch, done) {
      Object.keys(patch).forEach(function (key) {
        if (!/^[A-Za-z_$][\\w$]*$/.test(key)) throw new Error("a path in setData is not supported here: " + key);
      });
      // What goes to the view goes as text, as on a phone: functions do not.
      Object.assign(page.data, JSON.parse(JSON.stringify(patch)));
      if (done) done.call(page);
    };
    return page;
  };
  return {
    tt: tt,
    console: { log: log("log"), info: log("info"), warn: log("warn"), error: log("error") },
    App: function (options) { if (options.onLaunch) options.onLaunch({}); },
    Page: function (options) { onPage(makePage(options)); },
    newModule: function () { return { exports: {} }; },
    newRequire: function (find, load) {
      return function require(id) {
        var found = find(String(id));
        if (found === undefined) throw new Error("module '" + id + "' is not defined");
        return load(found);
      };
    },
    call: function (page, name, json) {
      if (typeof page[name] !== "function") throw new Error("the page has no " + name);
      page[name](JSON.parse(json));
    },
    answer: function (index, how, json) { orders[index][how](JSON.parse(json)); },
  };
})`;

const PARAMETERS = ["require", "module", "exports", "App", "Page", "tt", "console"];

/** Loads files as modules, each once. */
const loaderOf = (root, context, platform) => {
  const find = finderIn(root);
  const loaded = new Map();
  const load = (path) => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const module = platform.newModule();
    loaded.set(path, module);
    const code = readFileSync(join(root, path), "utf8");
    const run = new Script(`(function (${PARAMETERS.join(", ")}) {${code}\n})`, {
      filename: join(root, path),
    });
    const require = platform.newRequire((id) => find(id, path), load);
    const { App, Page, tt, console } = platform;
    run.runInContext(context).call(undefined, require, module, module.exports, App, Page, tt, console);
    return module.exports;
  };
  return { load, loaded };
};

/** A page as a test or a demonstration handles it: taps in, data out, both as plain copies. */
const handleOf = (page, platform) => ({
  data: () => JSON.parse(JSON.stringify(page.data)),
  has: (name) => typeof page[name] === "function",
  tap: (handler, dataset = {}) =>
    platform.call(page, handler, JSON.stringify({ type: "tap", currentTarget: { dataset } })),
});

/**
 * Starts the mini-program in a folder that the npm build has been through, and opens its first page.
 *
 * `orders` are the calls of createOrder: the plugin's id, and the options without their functions; `answer(index, "success"
 * or "fail", result)` calls back.
 */
export const loadMiniProgram = (folder) => {
  const root = resolve(folder, readJson(join(folder, "project.config.json")).miniprogramRoot ?? "./");
  const context = bareContext();
  const logs = [];
  const orders = [];
  const pages = [];
  const platform = runInContext(PLATFORM, context)(
    (level, text) => void logs.push({ level, text }),
    (page) => void pages.push(page),
    (plugin, json) => void orders.push({ plugin, options: JSON.parse(json) }),
  );
  const { load, loaded } = loaderOf(root, context, platform);
  load("app.js");
  const [route] = readJson(join(root, "app.json")).pages;
  load(`${route}.js`);
  const [page] = pages;
  if (page === undefined) throw new Error(`${route}.js did not call Page`);
  for (const moment of ["onLoad", "onShow", "onReady"])
    if (typeof page[moment] === "function") platform.call(page, moment, "{}");
  return {
    page: handleOf(page, platform),
    orders,
    logs,
    modules: () => [...loaded.keys()],
    answer: (index, how, result) => platform.answer(index, how, JSON.stringify(result)),
  };
};
