/**
 * Reads a page's ttml into a tree: elements with attributes and children, and texts.
 */

const TAG = /<!--.*?-->|<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/gs;
const ATTRIBUTE = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

const attributesOf = (text) =>
  Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name, double ?? single ?? true]),
  );

/** The nodes of a template, in their order. */
export const templateOf = (source) => {
  const root = { name: "", attributes: {}, children: [] };
  const open = [root];
  let from = 0;
  const addText = (text) => {
    if (text.includes("<")) throw new SyntaxError(`not understood: ${text.trim()}`);
    if (text.trim() !== "") open.at(-1).children.push({ text: text.trim() });
  };
  for (const found of source.matchAll(TAG)) {
    const [whole, closed, name, attributes, isEmpty] = found;
    addText(source.slice(from, found.index));
    from = found.index + whole.length;
    if (closed !== undefined) {
      const last = open.pop();
      if (last.name !== closed) throw new SyntaxError(`</${closed}> closes <${last.name}>`);
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes), children: [] };
      open.at(-1).children.push(element);
      if (isEmpty === "") open.push(element);
    }
  }
  addText(source.slice(from));
  if (open.length > 1) throw new SyntaxError(`<${open.at(-1).name}> is not closed`);
  return root.children;
};
