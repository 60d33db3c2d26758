/**
 * The expressions between {{ and }}: paths, literals and operators, read by hand, since the page's host lets no code be
 * made from strings.
 */

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|([A-Za-z_$][\w$]*)|(===|!==|==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.()[\]]))/y;

const tokensOf = (text) => {
  const tokens = [];
  TOKEN.lastIndex = 0;
  for (let rest = text.trimEnd(); TOKEN.lastIndex < rest.length; ) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(rest);
    if (found === null) throw new SyntaxError(`not understood: ${rest.slice(from)} in {{${text}}}`);
    const [, number, single, double, name, sign] = found;
    if (number !== undefined) tokens.push({ literal: Number(number) });
    else if (single !== undefined || double !== undefined) tokens.push({ literal: single ?? double });
    else tokens.push(name === undefined ? { sign } : { name });
  }
  return tokens;
};

/** The operators between two values, those that bind weakest first. */
const LEVELS = [
  { "||": (a, b) => a() || b() },
  { "&&": (a, b) => a() && b() },
  {
    "===": (a, b) => a() === b(),
    "!==": (a, b) => a() !== b(),
    "==": (a, b) => a() === b(),
    "!=": (a, b) => a() !== b(),
  },
  {
    "<": (a, b) => a() < b(),
    ">": (a, b) => a() > b(),
    "<=": (a, b) => a() <= b(),
    ">=": (a, b) => a() >= b(),
  },
  { "+": (a, b) => a() + b(), "-": (a, b) => a() - b() },
  { "*": (a, b) => a() * b(), "/": (a, b) => a() / b(), "%": (a, b) => a() % b() },
];

const CONSTANTS = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
]);

/** What stands between {{ and }}, as a function of the names in scope. */
export const expressionOf = (text) => {
  const tokens = tokensOf(text);
  let at = 0;
  const is = (sign) => tokens[at]?.sign === sign;
  const take = (sign) => {
    if (!is(sign)) throw new SyntaxError(`expected ${sign} in {{${text}}}`);
    at += 1;
  };

  const primary = () => {
    const token = tokens[at];
    at += 1;
    if (token !== undefined && "literal" in token) return () => token.literal;
    if (token?.name !== undefined && CONSTANTS.has(token.name)) return () => CONSTANTS.get(token.name);
    if (token?.name !== undefined) return (scope) => scope[token.name];
    if (token?.sign !== "(") throw new SyntaxError(`a value is missing in {{${text}}}`);
    const inner = ternary();
    take(")");
    return inner;
  };

  const path = () => {
    let value = primary();
    while (is(".") || is("[")) {
      const whole = value;
      at += 1;
      if (tokens[at - 1].sign === ".") {
        const { name } = tokens[at] ?? {};
        if (name === undefined) throw new SyntaxError(`a name is missing in {{${text}}}`);
        at += 1;
        value = (scope) => whole(scope)?.[name];
      } else {
        const key = ternary();
        take("]");
        value = (scope) => whole(scope)?.[key(scope)];
      }
    }
    return value;
  };

  const unary = () => {
    const { sign } = tokens[at] ?? {};
    if (sign !== "!" && sign !== "-") return path();
    at += 1;
    const value = unary();
    return sign === "!" ? (scope) => !value(scope) : (scope) => -value(scope);
  };

  const binary = (level) => {
    if (level === LEVELS.length) return unary();
    let left = binary(level + 1);
    while (LEVELS[level][tokens[at]?.sign] !== undefined) {
      const operator = LEVELS[level][tokens[at].sign];
      const first = left;
      at += 1;
      const second = binary(level + 1);
      left = (scope) =>
        operator(
          () => first(scope),
          () => second(scope),
        );
    }
    return left;
  };

  const ternary = () => {
    const condition = binary(0);
    if (!is("?")) return condition;
    at += 1;
    const yes = ternary();
    take(":");
    const no = ternary();
    return (scope) => (condition(scope) ? yes(scope) : no(scope));
  };

  const whole = ternary();
  if (at < tokens.length) throw new SyntaxError(`too much in {{${text}}}`);
  return whole;
};

/** Text with {{ }} in it, as a function of the names in scope: the value itself where there is nothing else. */
export const textOf = (text) => {
  const parts = text.split(/\{\{(.*?)\}\}/s);
  if (parts.length === 1) return () => text;
  const values = parts.map((part, i) => (i % 2 === 0 ? () => part : expressionOf(part)));
  if (parts.length === 3 && parts[0] === "" && parts[2] === "") return values[1];
  return (scope) => values.map((value) => value(scope) ?? "").join("");
};
