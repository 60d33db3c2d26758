/**
 * The commands that need no input: what a format is, and what a code means.
 */

import type { Explanation } from "../reference/Explanation.js";
import { EXPLANATIONS, explain } from "../reference/explain.js";
import { SCHEMA_NAMES, type SchemaName, schemaOf } from "../reference/schemas.js";
import { writeText } from "./output.js";
import { type Lang, printable } from "./text.js";
import type { ExitCode, World } from "./world.js";

const complain = (world: World, en: string, zh: string): ExitCode => {
  world.stderr.write(`${printable(world.lang === "zh" ? zh : en)}\n`);
  return 2;
};

const isSchemaName = (name: string): name is SchemaName => (SCHEMA_NAMES as readonly string[]).includes(name);

/** `suanjia schema`. */
export const runSchema = async (world: World, name: string | undefined): Promise<ExitCode> => {
  if (name === undefined) {
    await writeText(world.stdout, SCHEMA_NAMES.join("\n"));
    return 0;
  }
  if (!isSchemaName(name)) {
    const names = SCHEMA_NAMES.join(", ");
    return complain(world, `expected one of ${names}, got ${name}`, `应为以下之一:${names};实际为 ${name}`);
  }
  await writeText(world.stdout, JSON.stringify(schemaOf(name, world.lang), undefined, 2));
  return 0;
};

const KINDS: Readonly<Record<Explanation["kind"], Readonly<Record<Lang, string>>>> = {
  problem: { en: "problem with an input", zh: "输入问题" },
  reason: { en: "why a promotion is left out", zh: "未采用原因" },
  amount: { en: "amounts that disagree", zh: "金额不一致" },
  rule: { en: "rule of the platform", zh: "平台规则" },
  platformError: { en: "error of the platform", zh: "平台错误码" },
  outcome: { en: "outcome of the service", zh: "服务的处理结果" },
};

const headOf = ({ code, kind, severity }: Explanation, lang: Lang): string => {
  const severities = { error: { en: "error", zh: "错误" }, warning: { en: "warning", zh: "警告" } };
  const graded = severity === undefined ? "" : `, ${severities[severity][lang]}`;
  return `${code}  (${KINDS[kind][lang]}${graded})`;
};

const textOf = (each: Explanation, lang: Lang): string => {
  const words = lang === "zh" ? ["含义", "处理", "来源"] : ["meaning", "what to do", "source"];
  const { source } = each;
  return [
    headOf(each, lang),
    `  ${words[0]}: ${each.meaning[lang]}`,
    `  ${words[1]}: ${each.whatToDo[lang]}`,
    ...(source === undefined ? [] : [`  ${words[2]}: ${source.document}, ${source.section}`]),
  ].join("\n");
};

/** `suanjia explain`. */
export const runExplain = async (world: World, codes: readonly string[]): Promise<ExitCode> => {
  if (codes.length === 0) {
    await writeText(
      world.stdout,
      EXPLANATIONS.map((each) => `${each.code}\t${each.meaning[world.lang]}`).join("\n"),
    );
    return 0;
  }
  const found = codes.map((code) => [code, explain(code)] as const);
  const texts = found.flatMap(([, explanations]) => explanations.map((each) => textOf(each, world.lang)));
  if (texts.length > 0) await writeText(world.stdout, texts.join("\n\n"));
  const unknown = found.filter(([, explanations]) => explanations.length === 0).map(([code]) => code);
  if (unknown.length === 0) return 0;
  return complain(
    world,
    `no such code: ${unknown.join(", ")}; "suanjia explain" lists all`,
    `没有这个代码:${unknown.join("、")};"suanjia explain" 列出全部`,
  );
};
