/**
 * Finds the regular expressions of TypeScript files: those written as such, and the places where others are made.
 */
import ts from "typescript";

/** A regular expression and where it stands. */
export interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** What a file has of them. */
export interface Expressions {
  readonly literals: readonly Found[];
  /** Where `RegExp` is called: what it makes is only known when it runs. */
  readonly made: readonly string[];
}

const isMaking = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === "RegExp";

/** The regular expressions in the text of a file. */
export const expressionsIn = (name: string, text: string): Expressions => {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const literals: Found[] = [];
  const made: string[] = [];
  const placeOf = (node: ts.Node): string =>
    `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      literals.push({
        place: placeOf(node),
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    if (isMaking(node)) made.push(placeOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { literals, made };
};
