/**
 * The page of all codes.
 */
import type { Text } from "../codec/Problem.js";
import type { Explanation } from "./Explanation.js";
import { EXPLANATIONS } from "./explain.js";
import { markdownTable } from "./markdownTable.js";

interface Section {
  readonly kind: Explanation["kind"];
  readonly title: Text;
  readonly opening: Text;
}

const sections: readonly Section[] = [
  {
    kind: "amount",
    title: { en: "Amounts that disagree", zh: "金额不一致" },
    opening: {
      en: "Violations of `verify` with kind `amount`, and differences that `recompute` finds.",
      zh: "`verify` 报告中 kind 为 `amount` 的违规,以及 `recompute` 发现的差异。",
    },
  },
  {
    kind: "rule",
    title: { en: "Rules of the platform's documents", zh: "平台文档的规则" },
    opening: {
      en: "Violations of `verify` with kind `rule`. A warning leaves a payload `ok`. A field that is not what its table says is a violation with the code of the problem: `value.*`, `id.number`.",
      zh: "`verify` 报告中 kind 为 `rule` 的违规。警告不影响 `ok`。字段不符合字段表时,违规代码即问题代码:`value.*`、`id.number`。",
    },
  },
  {
    kind: "problem",
    title: { en: "Problems", zh: "问题" },
    opening: {
      en: "An input that cannot be read, or is refused. A problem has a `code`, a `path` (JSON Pointer into the input; empty for the whole), a `message` in English and a `messageZh` in Chinese. The command line exits with 2 for `input.*`, `internal.fault` and `output.failed`, and with 1 for the others. A mistake of shape in one list does not hide what the others say together; discounts above what their lines have to pay are found when the rest is right.",
      zh: "无法读取或被拒绝的输入。每个问题有 `code`、`path`(指向输入的 JSON Pointer,空串表示整体)、英文 `message` 与中文 `messageZh`。命令行对 `input.*`、`internal.fault`、`output.failed` 以 2 退出,其余以 1 退出。某一列表的结构错误不会掩盖其他部分的问题;优惠超过应付金额的问题在其余部分正确后才会检查。",
    },
  },
  {
    kind: "reason",
    title: { en: "Reasons of decisions", zh: "未采用的原因" },
    opening: {
      en: "Why `select` leaves a promotion out: the `reason` of its decision. Where several would do, it is the first in this order. The rules are in [promotions.md](promotions.md).",
      zh: "`select` 未采用某条营销规则的原因,即其决定中的 `reason`。同时有多个原因时,给出以下顺序中的第一个。规则见 [promotions.zh-CN.md](promotions.zh-CN.md)。",
    },
  },
  {
    kind: "platformError",
    title: { en: "Errors of the platform", zh: "平台错误码" },
    opening: { en: "What the platform answers with.", zh: "平台返回的错误码。" },
  },
  {
    kind: "outcome",
    title: { en: "Outcomes of the service", zh: "服务的处理结果" },
    opening: {
      en: "What the service notes of a request: `outcome` in its log and in `suanjia_requests_total`, and the codes of `details` in its log and in `suanjia_refusals_total`. The platform never sees them; it is answered with an error number. Details also have the codes above: of amounts that disagree, and of problems. A request under `/v1` that is refused is told why, as the end of `type` in its answer.",
      zh: "服务对请求的记录:日志与 `suanjia_requests_total` 中的 `outcome`,以及日志 `details` 与 `suanjia_refusals_total` 中的代码。平台看不到这些,只会收到错误码。`details` 中也会出现上文的金额不一致代码与问题代码。`/v1` 请求被拒绝时,应答中 `type` 的末尾即该结果。",
    },
  },
];

const HEADS = {
  en: { code: "code", meaning: "meaning", whatToDo: "what to do", severity: "severity", source: "source" },
  zh: { code: "代码", meaning: "含义", whatToDo: "处理", severity: "级别", source: "来源" },
} as const;

const SEVERITIES = { error: { en: "error", zh: "错误" }, warning: { en: "warning", zh: "警告" } } as const;

const ruleTable = (rules: readonly Explanation[], lang: keyof Text): string => {
  const { code, severity, meaning, source } = HEADS[lang];
  return markdownTable(
    [code, severity, meaning, source],
    rules.map((rule) => [
      `\`${rule.code}\``,
      rule.severity === undefined ? "" : SEVERITIES[rule.severity][lang],
      rule.meaning[lang],
      rule.source === undefined ? "" : `${rule.source.document}, ${rule.source.section}`,
    ]),
  );
};

const plainTable = (entries: readonly Explanation[], lang: keyof Text): string => {
  const { code, meaning, whatToDo } = HEADS[lang];
  return markdownTable(
    [code, meaning, whatToDo],
    entries.map((each) => [`\`${each.code}\``, each.meaning[lang], each.whatToDo[lang]]),
  );
};

const TITLE: Text = { en: "Codes", zh: "代码" };
const OPENING: Text = {
  en: "What each code means and what to do about it; `suanjia explain CODE` says the same. Codes and paths never change with the language.\n\nGenerated from the code by `npm run generate`.",
  zh: "各代码的含义与处理方法;`suanjia explain CODE --lang zh` 给出同样的说明。代码与路径不随语言改变。\n\n由 `npm run generate` 从代码生成。",
};

/** The page of all codes. */
export const codesMarkdown = (lang: keyof Text): string =>
  [
    `# ${TITLE[lang]}`,
    OPENING[lang],
    ...sections.flatMap(({ kind, title, opening }) => {
      const entries = EXPLANATIONS.filter((each) => each.kind === kind);
      const table = kind === "rule" ? ruleTable(entries, lang) : plainTable(entries, lang);
      return [`## ${title[lang]}`, opening[lang], table];
    }),
  ].join("\n\n") + "\n";
