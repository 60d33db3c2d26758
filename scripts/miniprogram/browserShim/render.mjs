/**
 * Draws a page's tree with its data: the components, attributes and directives that the example has, and no others.
 */
import { textOf } from "./expression.mjs";

const ELEMENTS = { view: "div", text: "span", button: "button" };

/** What says whether and how often an element is drawn. Keys say how to draw it again, and here all is drawn anew. */
const DIRECTIVES = new Set(
  ["for", "for-item", "for-index", "key", "if", "elif", "else"].map((name) => `tt:${name}`),
);

/** Each text is read once, however often it is drawn. */
const known = new Map();
const valueOf = (text, scope) => {
  if (text === true) return true;
  if (!known.has(text)) known.set(text, textOf(text));
  return known.get(text)(scope);
};

const datasetOf = (attributes, scope) =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith("data-"))
      .map(([name, text]) => [
        name.slice(5).replace(/-(\w)/g, (_, letter) => letter.toUpperCase()),
        valueOf(text, scope),
      ]),
  );

const drawElement = ({ name, attributes, children }, scope, call) => {
  if (ELEMENTS[name] === undefined) throw new Error(`no component ${name} here`);
  const element = document.createElement(ELEMENTS[name]);
  for (const [key, text] of Object.entries(attributes)) {
    if (key.startsWith("data-") || DIRECTIVES.has(key)) continue;
    const value = valueOf(text, scope);
    if (key === "class") element.className = value;
    else if (key === "disabled") element.disabled = Boolean(value);
    else if (key === "loading") element.ariaBusy = String(Boolean(value));
    else if (key === "size" || key === "type") element.dataset[key] = value;
    else if (key === "bindtap") {
      const dataset = datasetOf(attributes, scope);
      element.addEventListener("click", () => {
        call(value, { type: "tap", currentTarget: { dataset }, target: { dataset }, detail: {} });
      });
    } else throw new Error(`no attribute ${key} here`);
  }
  element.append(...draw(children, scope, call));
  return element;
};

/** An element as often as its tt:for says. */
const drawEach = (node, scope, call) => {
  const { attributes } = node;
  if (attributes["tt:for"] === undefined) return [drawElement(node, scope, call)];
  const items = valueOf(attributes["tt:for"], scope);
  const [item, index] = [attributes["tt:for-item"] ?? "item", attributes["tt:for-index"] ?? "index"];
  return items.map((each, i) => drawElement(node, { ...scope, [item]: each, [index]: i }, call));
};

/** The DOM nodes of a tree. `call` calls a method of the page with an event. */
export const draw = (nodes, scope, call) => {
  // Whether one of the branches before has been taken.
  let isDone = false;
  return nodes.flatMap((node) => {
    if (node.text !== undefined) return [String(valueOf(node.text, scope) ?? "")];
    const { "tt:if": first, "tt:elif": next, "tt:else": last } = node.attributes;
    if (first === undefined && next === undefined && last === undefined) return drawEach(node, scope, call);
    if (first !== undefined) isDone = false;
    if (isDone) return [];
    isDone = last !== undefined || Boolean(valueOf(first ?? next, scope));
    return isDone ? drawEach(node, scope, call) : [];
  });
};
