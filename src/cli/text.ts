/**
 * Words for people: the language they read, and text that cannot upset their terminal.
 */
import { type Problem, problem } from "../codec/Problem.js";

/** The languages that messages come in. */
export type Lang = "en" | "zh";

/** The language of an environment, by the variables that say so, first found first; else English. */
export const langOf = (env: Readonly<Record<string, string | undefined>>): Lang => {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(
    (each) => each !== undefined && each !== "",
  );
  return locale !== undefined && /^zh/i.test(locale) ? "zh" : "en";
};

/** Control characters as escapes: an id from outside must not move the cursor, colour the screen or break a line. */
export const printable = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A problem as the command line writes it: code, JSON Pointer and sentence, between tabs. */
export const problemLine = (lang: Lang, { code, path, message, messageZh }: Problem): string =>
  [code, path, lang === "zh" ? messageZh : message].map(printable).join("\t");

/** What has messages in both languages, with the one that is asked for. */
export const inLang = <A extends { readonly message: string; readonly messageZh: string }>(
  lang: Lang,
  { messageZh, ...rest }: A,
): Omit<A, "messageZh"> => (lang === "zh" ? { ...rest, message: messageZh } : rest);

/** What must not happen, said in a line. */
export const internalFault = (error: unknown): Problem => {
  const said = error instanceof Error ? error.message : String(error);
  return problem("internal.fault", "", {
    en: `a fault of suanjia itself, please report it: ${said}`,
    zh: `suanjia 自身的故障,请反馈:${said}`,
  });
};
