/**
 * Shrinks the bundle by what is known of this code and of no other, and what a minifier therefore leaves as it is. The
 * code says and does the same afterwards.
 */
import { parse } from "acorn";

const childrenOf = (node) =>
  Object.values(node)
    .flat()
    .filter((part) => typeof part?.type === "string")
    .sort((a, b) => a.start - b.start);

/** The code with some nodes written otherwise: what `write` gives for one, and undefined where it stays as it is. */
const rewrite = (code, write) => {
  const textOf = (node, parent) => {
    const written = write(node, (part) => textOf(part, node), parent);
    if (written !== undefined) return written;
    let text = "";
    let at = node.start;
    for (const child of childrenOf(node)) {
      // `{ name }` has one node twice.
      if (child.start < at) continue;
      text += code.slice(at, child.start) + textOf(child, node);
      at = child.end;
    }
    return text + code.slice(at, node.end);
  };
  return textOf(parse(code, { ecmaVersion: 2022, sourceType: "module" }));
};

const isCallOf = (node, names) =>
  node.type === "CallExpression" && node.callee.type === "Identifier" && names.test(node.callee.name);

const isVoid = (node) => node.type === "UnaryExpression" && node.operator === "void";

/** A variable, or a field of one: to read it does nothing, and whoever reads it knows that the variable is there. */
const isPath = ({ type, computed, object }) =>
  type === "Identifier" ||
  type === "ThisExpression" ||
  (type === "MemberExpression" && !computed && isPath(object));

/** Does it have a value at once, without doing anything? */
const isPlain = (node) =>
  node.type === "Literal" ||
  isPath(node) ||
  (node.type === "ArrayExpression" && node.elements.length === 0) ||
  (node.type === "UnaryExpression" && node.argument.type === "Literal");

/** `name == null` or `(name = value) == null`, as esbuild tests for ES2015 what stands before `??` and `?.`. */
const nullTest = ({ type, operator, left, right }, expected) => {
  if (type !== "BinaryExpression" || operator !== expected || right.raw !== "null") return undefined;
  if (left.type === "Identifier") return { value: left, name: left.name };
  return left.type === "AssignmentExpression" ? { value: left.right, name: left.left.name } : undefined;
};

const isNamed = (node, name) => node.type === "Identifier" && node.name === name;

/** `a ?? b`, where `b` may as well be had in advance. */
const orOf = ({ test, consequent, alternate }, textOf) => {
  const or = nullTest(test, "!=");
  return or && isNamed(consequent, or.name) && isPlain(alternate)
    ? `__or(${textOf(or.value)}, ${textOf(alternate)})`
    : undefined;
};

/** `a?.b`, where nothing follows that `undefined` does not have. */
const someOf = ({ test, consequent, alternate }, textOf) => {
  const some = nullTest(test, "==");
  if (!some || !isVoid(consequent)) return undefined;
  const { type, object, property, computed } = alternate;
  if (type !== "MemberExpression" || !isNamed(object, some.name)) return undefined;
  const key = textOf(property);
  return `__some(${textOf(some.value)})${computed ? `[${key}]` : `.${key}`}`;
};

const NULLISH = `var __none = Object.create(null), __or = (a, b) => a != null ? a : b, __some = (a) => __or(a, __none);
`;

/** `a ?? b` and `a?.b` as calls, which compress better than a variable, a test and a choice in each place. */
const nullish = (code) =>
  NULLISH +
  rewrite(code, (node, textOf) =>
    node.type === "ConditionalExpression" ? (orOf(node, textOf) ?? someOf(node, textOf)) : undefined,
  );

const SPREADS = /^__spread(?:Values|Props)$/;

/** A spread of a spread is one spread: of plain data, all the same. */
const flatSpreads = (code) => {
  const partsOf = (node) =>
    isCallOf(node, SPREADS) ? [...partsOf(node.arguments[0]), ...node.arguments.slice(1)] : [node];
  return rewrite(code, (node, textOf) =>
    isCallOf(node, SPREADS) ? `__spreadValues(${partsOf(node).map(textOf).join(", ")})` : undefined,
  );
};

const CODECS = /^(?:record|leaf|list|oneOf|integer|shortText|openRecord|detailCodec)\d*$/;

/** Codecs without their names, which types and schemas go by: here is neither, and no message says them. */
const withoutNames = (code) =>
  rewrite(code, (node, textOf) =>
    isCallOf(node, CODECS) && typeof node.arguments[0]?.value === "string"
      ? `${node.callee.name}(${['""', ...node.arguments.slice(1).map(textOf)].join(", ")})`
      : undefined,
  );

/** Which of these names of properties are read somewhere, and which are given a value. */
const usesOf = (code, names) => {
  const read = new Set();
  const written = new Set();
  rewrite(code, (node, _, parent) => {
    const isMember = node.type === "MemberExpression";
    const key = isMember ? node.property : node.key;
    if (key?.type !== "Identifier" || node.computed || !names.has(key.name)) return undefined;
    const isTarget =
      parent.type === "AssignmentExpression" && parent.operator === "=" && parent.left === node;
    const isRead = isMember ? !isTarget : parent.type === "ObjectPattern";
    (isRead ? read : written).add(key.name);
    return undefined;
  });
  return { read, written };
};

/**
 * Without what nobody reads of our own objects, and with `undefined` in the place of what nobody writes: what only the
 * other formats of `verify` have. `names` are those of properties that never leave the library.
 */
const withoutUnused = (code, names) => {
  const { read, written } = usesOf(code, names);
  const isOwn = ({ computed }, key) => !computed && key.type === "Identifier" && names.has(key.name);
  const isUnread = (part) => isOwn(part, part.key) && !read.has(part.key.name);
  const isNeedless = (part) =>
    part.type === "Property" &&
    isUnread(part) &&
    (isPlain(part.value) || part.value.type.endsWith("FunctionExpression"));
  const rest = rewrite(code, (node, textOf) => {
    if (node.type === "MemberExpression" && isOwn(node, node.property) && !written.has(node.property.name))
      return isPath(node.object) ? "(void 0)" : undefined;
    if (node.type === "MethodDefinition" && isUnread(node)) return "";
    if (node.type !== "ObjectExpression" || !node.properties.some(isNeedless)) return undefined;
    const needed = node.properties.filter((part) => !isNeedless(part));
    return `{ ${needed.map(textOf).join(", ")} }`;
  });
  // What was only read by what is gone now is unread too.
  return rest === code ? code : withoutUnused(rest, names);
};

/**
 * The code, shorter.
 *
 * @param code - What esbuild made of it, with spreads as calls of `__spreadValues` and `__spreadProps`.
 * @param names - The properties that no caller sees, as esbuild has named them.
 */
export const shrink = (code, names) => nullish(withoutUnused(withoutNames(flatSpreads(code)), names));
