/**
 * A selection in words and as a table, without a process: every sentence, and every width.
 */
import { describe, expect, test } from "vitest";
import { selectionTable } from "../../src/cli/selectionTable.js";
import { columnsOf, wrapped } from "../../src/cli/wrap.js";
import type { Fen } from "../../src/money/Fen.js";
import { price } from "../../src/pricing/price.js";
import { decisionText } from "../../src/promotion/decisionText.js";
import type { Promotion } from "../../src/promotion/Promotion.js";
import type { Decision, LeftOutDecision, LeftOutReason, Selection } from "../../src/promotion/Selection.js";
import { select } from "../../src/promotion/select.js";
import { toPricingRequest } from "../../src/promotion/toPricingRequest.js";
import { rightOf } from "../support/either.js";

const fen = (amount: number): Fen => amount as Fen;

const leftOut = (reason: LeftOutReason, rest: Partial<LeftOutDecision> = {}): LeftOutDecision => ({
  id: "a",
  applied: false,
  reason,
  ...rest,
});

const applied = (rest: object = {}): Decision => ({
  id: "a",
  applied: true,
  discountFen: fen(123456),
  ...rest,
});

describe("decisionText", () => {
  test.each<[string, Decision, en: string, zh: string]>([
    [
      "fen missing",
      leftOut("belowThreshold", { shortFen: fen(1200) }),
      "¥12.00 more to go",
      "再买 12.00 元可用",
    ],
    ["a unit missing", leftOut("belowThreshold", { shortQuantity: 1 }), "1 more unit to go", "再买 1 件可用"],
    ["units missing", leftOut("belowThreshold", { shortQuantity: 2 }), "2 more units to go", "再买 2 件可用"],
    [
      "both missing",
      leftOut("belowThreshold", { shortFen: fen(1), shortQuantity: 1 }),
      "¥0.01 and 1 unit more to go",
      "再买 0.01 元且不少于 1 件可用",
    ],
    [
      "a group",
      leftOut("groupTaken", { by: "b" }),
      'only one of its group applies: "b"',
      '与 "b" 同组,只能享受其一',
    ],
    [
      "a promotion with a code",
      leftOut("excludedBy", { by: "b", byCode: "X1" }),
      'not together with "b" / "X1"',
      '不能与 "b" / "X1" 同享',
    ],
    [
      "a combination that is no better",
      leftOut("notInBest", { totalDiscountFen: fen(1800) }),
      "not in the combination that was chosen; with it, ¥18.00 off in all",
      "不在所选组合中;加上它共优惠 18.00 元",
    ],
    ["a discount", applied(), "¥1,234.56 off", "已优惠 1,234.56 元"],
    [
      "points",
      applied({ points: 300 }),
      "¥1,234.56 off; 300 points used",
      "已优惠 1,234.56 元;使用 300 积分",
    ],
    [
      "a next tier with an amount",
      applied({ next: { shortFen: 1600, amountFen: 1000 } }),
      "¥1,234.56 off; ¥16.00 more to the next step: ¥10.00 off",
      "已优惠 1,234.56 元;再买 16.00 元到下一档:减 10.00 元",
    ],
    [
      "a next tier with a rate",
      applied({ next: { shortQuantity: 1, rate: "0.85" } }),
      "¥1,234.56 off; 1 more unit to the next step: pay 85%",
      "已优惠 1,234.56 元;再买 1 件到下一档:8.5 折",
    ],
    [
      "a next set, and points",
      applied({ points: 1, next: { shortQuantity: 2 } }),
      "¥1,234.56 off; 1 point used; 2 more units to the next set",
      "已优惠 1,234.56 元;使用 1 积分;再买 2 件再享一次",
    ],
    ["a next step that says nothing", applied({ next: {} }), "¥1,234.56 off", "已优惠 1,234.56 元"],
  ])("%s", (_, decision, en, zh) => {
    expect(decisionText(decision)).toEqual({ en, zh });
  });

  test.each([
    ["0.8", "pay 80%", "8 折"],
    ["0.80", "pay 80%", "8 折"],
    ["0.855", "pay 85.5%", "8.55 折"],
    ["0.05", "pay 5%", "0.5 折"],
    ["0.0005", "pay 0.05%", "0.005 折"],
    ["1", "pay 100%", "10 折"],
    ["1.0", "pay 100%", "10 折"],
    ["0", "free", "免费"],
    ["0.00", "free", "免费"],
  ])("a rate of %s", (rate, en, zh) => {
    const text = decisionText(applied({ next: { shortQuantity: 1, rate } }));
    expect(text.en.endsWith(`next step: ${en}`), text.en).toBe(true);
    expect(text.zh.endsWith(`下一档:${zh}`), text.zh).toBe(true);
  });

  test("every reason has words of its own", () => {
    const reasons: Readonly<Record<LeftOutReason, true>> = {
      notSelected: true,
      notStarted: true,
      ended: true,
      notUsable: true,
      identity: true,
      notFirstOrder: true,
      usesSpent: true,
      notHeld: true,
      noEligibleLine: true,
      needsType2: true,
      belowThreshold: true,
      groupTaken: true,
      excludedBy: true,
      pointsSpent: true,
      noBenefitLeft: true,
      notInBest: true,
    };
    const texts = (Object.keys(reasons) as LeftOutReason[]).map((reason) => decisionText(leftOut(reason)));
    expect(new Set(texts.map(({ en }) => en)).size).toBe(texts.length);
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(texts.length);
    for (const { en, zh } of texts) {
      expect(en).toMatch(/^[a-z][\x20-\x7e]+$/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en + zh).not.toContain("undefined");
    }
  });
});

describe("wrapped", () => {
  test.each([
    ["what fits stays", "a b 满减", 8, "a b 满减"],
    ["between words", "one two three", 8, "one two\nthree"],
    ["beside Chinese characters", "满一百减二十", 4, "满一\n百减\n二十"],
    ["a word that is too long is cut", "abcdefghij kl", 4, "abcd\nefgh\nij\nkl"],
    ["no line begins with a closing mark", "满一百,减二十", 6, "满一\n百,减\n二十"],
    ["nor with a fullwidth one", "满一百\uff0c减二十", 6, "满一\n百\uff0c减\n二十"],
    ["an amount stays whole", "再买 16.00 元到", 8, "再买\n16.00 元\n到"],
    ["an emoji is two columns wide", "🎁🎁🎁", 4, "🎁🎁\n🎁"],
  ])("%s", (_, text, columns, lines) => {
    expect(wrapped(text, columns)).toBe(lines);
  });

  test("loses nothing but spaces, and no line is too wide", () => {
    const text = "【会员】满 100 减 20,限 half-price 饮品(第二件)🎁 礼,averyverylongwordwithoutanyspace";
    for (let columns = 3; columns < 100; columns++) {
      const lines = wrapped(text, columns).split("\n");
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(columnsOf(line), `${columns}: ${line}`).toBeLessThanOrEqual(columns);
    }
  });
});

const CART = { lines: [{ goodsId: "茶", unitPrice: 5000, quantity: 2 }] };

const PROMOTIONS: readonly Promotion[] = [
  {
    id: "满减",
    type: 4,
    discountRange: 2,
    title: "全场满一百减二十,满两百减五十,先到先得 🎁",
    benefit: {
      kind: "tiers",
      tiers: [
        { thresholdFen: 10000, amountFen: 2000 },
        { thresholdFen: 20000, amountFen: 5000 },
      ],
    },
  },
  {
    id: "7128346098909300749",
    code: "A-VERY-LONG-COUPON-CODE-0123456789",
    type: 2,
    discountRange: 1,
    title: "coupon for those who buy three",
    when: { thresholdQuantity: 3 },
    benefit: { kind: "amountOff", amountFen: 100 },
  },
];

const tableOf = (
  promotions: readonly Promotion[],
  lang: "en" | "zh",
  width?: number,
  change: Partial<Selection> = {},
): string => {
  const selection = rightOf(select(CART, promotions, { now: 0 }));
  const quote = rightOf(price(toPricingRequest(CART, selection)));
  return selectionTable({ ...selection, ...change }, promotions, quote, lang, width);
};

/** The lines of the first table. */
const firstTable = (text: string): string[] =>
  text.split("\n").slice(0, text.split("\n").findIndex((line) => line.startsWith("└")) + 1);

describe("selectionTable", () => {
  test.each(["zh", "en"] as const)("fits every output of at least 70 columns (%s)", (lang) => {
    for (const width of [70, 71, 79, 80, 100, 119, 120, 121, 160, 240]) {
      const lines = firstTable(tableOf(PROMOTIONS, lang, width));
      expect(lines.length).toBeGreaterThan(5);
      const widths = new Set(lines.map(columnsOf));
      expect(widths.size, lines.join("\n")).toBe(1);
      expect([...widths][0], lines.join("\n")).toBeLessThanOrEqual(width);
    }
  });

  test("is as narrow as its text, and breaks nothing where there is room", () => {
    const wide = firstTable(tableOf(PROMOTIONS, "zh", 240));
    expect(wide).toEqual(firstTable(tableOf(PROMOTIONS, "zh", 500)));
    // Borders, head and a line for each promotion.
    expect(wide).toHaveLength(4 + PROMOTIONS.length);
    expect(wide.join("\n")).toContain("7128346098909300749 / A-VERY-LONG-COUPON-CODE-0123456789");
    expect(wide.join("\n")).toContain("全场满一百减二十,满两百减五十,先到先得 🎁");
    expect(wide.join("\n")).toContain("再买 100.00 元到下一档:减 50.00 元");
    expect(wide.join("\n")).toContain("再买 1 件可用");
  });

  test("0 columns say nothing of the width: it is as if unsaid", () => {
    expect(tableOf(PROMOTIONS, "zh", 0)).toBe(tableOf(PROMOTIONS, "zh"));
    expect(tableOf(PROMOTIONS, "zh", 0)).toBe(tableOf(PROMOTIONS, "zh", 120));
    expect(tableOf(PROMOTIONS, "zh", 80)).not.toBe(tableOf(PROMOTIONS, "zh", 120));
  });

  test("without promotions there are the totals all the same", () => {
    expect(firstTable(tableOf([], "en"))).toHaveLength(3);
    expect(tableOf([], "en")).toMatch(/to pay +│ 100\.00 │ 10000/);
  });

  test("a search that was cut short is said so, with what may be missing; another is not", () => {
    const cut = { optimal: false, missingAtMostFen: fen(123400), visited: 77 };
    expect(tableOf(PROMOTIONS, "en", 120, cut)).toMatch(/Not certain.*77 combinations.*¥1,234\.00 more\n/);
    expect(tableOf(PROMOTIONS, "zh", 120, cut)).toMatch(/未必是最优.* 77 .*1,234\.00 元\n/);
    expect(tableOf(PROMOTIONS, "en")).not.toContain("certain");
    expect(tableOf(PROMOTIONS, "zh")).not.toContain("未必");
  });
});
