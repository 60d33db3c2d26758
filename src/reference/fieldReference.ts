/**
 * The field reference: every field of the platform's documents, with its type, its limits, the rules that speak of it,
 * and what it means. Nothing here is written by hand that the codecs and rules say: it is read off them, so that the
 * reference cannot say one thing and the checks another.
 */
import type { Text } from "../codec/Problem.js";
import type { Part, Shape } from "../codec/Shape.js";
import type { DocumentName, Source } from "../platform/wire/Rule.js";
import type { RuleNote } from "../platform/wire/RuleBook.js";
import type { FieldNotes } from "./FieldNotes.js";

/** A payload of a document: what its reference is made of. */
export interface ReferenceInput {
  /** What the payload is. */
  readonly format: Text;
  readonly document: DocumentName;
  /** The tables of it that are of another document, by heading. */
  readonly elsewhere?: Readonly<Record<string, DocumentName>>;
  /** Its codec; the tables in it have their names and headings from their own. */
  readonly root: Part;
  readonly notes: FieldNotes;
  /** The lowest base library of the whole, where the document states one. */
  readonly baseLibrary?: string;
  /** The lowest base library of each field, by table and field, where the document states one. */
  readonly since?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rules?: readonly Pick<RuleNote, "code" | "severity" | "fields" | "says">[];
}

/** A field at one place of a payload. */
export interface FieldReferenceRow {
  /** Where it stands, as `goodsList[].goodsPage.path`. */
  readonly path: string;
  /** The name of the codec of the table that it is of. */
  readonly table: string;
  readonly field: string;
  /** A type of JSON, `function`, or the name of a table; `[]` after it where there is a list. */
  readonly type: string;
  readonly required: "yes" | "no";
  /** What a value of the type must be beyond it; empty where there is no more to it. */
  readonly limits: Text;
  readonly description: Text;
  readonly rules: readonly Pick<RuleNote, "code" | "severity" | "says">[];
  /** The lowest base library; undefined where the document states none. */
  readonly since: string | undefined;
  readonly source: Source;
}

const NOTHING: Text = { en: "", zh: "" };

/** Forms of text, which a regular expression would not tell a reader, by the names of their codecs. */
const FORMS: Readonly<Record<string, Text>> = {
  Day: { en: "yyyy-MM-dd", zh: "yyyy-MM-dd" },
  ListedDay: { en: "yyyy-MM-dd or yy-MM-dd", zh: "yyyy-MM-dd 或 yy-MM-dd" },
  DayRange: { en: "yyyy.MM.dd-yyyy.MM.dd", zh: "yyyy.MM.dd-yyyy.MM.dd" },
  StartTime: { en: "HH:mm:ss or HH:mm, to 23:59:59", zh: "HH:mm:ss 或 HH:mm,至 23:59:59" },
  EndTime: { en: "HH:mm:ss or HH:mm, to 24:00:00", zh: "HH:mm:ss 或 HH:mm,至 24:00:00" },
  FilledId: { en: "not empty", zh: "非空" },
  NonEmptyText: { en: "not empty", zh: "非空" },
  TemporaryFilePath: { en: "begins with ttfile://", zh: "以 ttfile:// 开头" },
  HttpsUrl: { en: "begins with https://", zh: "以 https:// 开头" },
};

const both = (text: string): Text => ({ en: text, zh: text });

const joined = (texts: readonly Text[], en: string, zh: string): Text => {
  const said = texts.filter((text) => text !== NOTHING);
  return said.length === 0
    ? NOTHING
    : { en: said.map((text) => text.en).join(en), zh: said.map((text) => text.zh).join(zh) };
};

/** A range; a bound that is no more than what a double holds exactly is none. */
const rangeOf = (least: number, most: number, unit: Text): Text => {
  const [hasLeast, hasMost] = [least > Number.MIN_SAFE_INTEGER, most < Number.MAX_SAFE_INTEGER];
  if (!hasLeast && !hasMost) return NOTHING;
  const { en, zh } = hasMost
    ? hasLeast && least !== 0
      ? { en: `${least} to ${most}`, zh: `${least} 至 ${most}` }
      : both(`≤ ${most}`)
    : both(`≥ ${least}`);
  return { en: en + unit.en, zh: zh + unit.zh };
};

/** The type of a value, in the words of JSON. */
export const typeNameOf = (part: Part): string => {
  const { shape } = part;
  switch (shape._tag) {
    case "string":
    case "boundedText":
    case "pattern":
      return "string";
    case "integer":
    case "number":
    case "boolean":
    case "function":
      return shape._tag;
    case "oneOf":
      return unionOf(shape.values.map((value) => (typeof value === "number" ? "integer" : "string")));
    case "freeObject":
      return "object";
    case "anyOf":
      return unionOf(shape.parts.map(typeNameOf));
    case "list": {
      const item = typeNameOf(shape.item);
      return item.includes(" ") ? `(${item})[]` : `${item}[]`;
    }
    case "record":
      return part.name;
  }
};

const unionOf = (types: readonly string[]): string => [...new Set(types)].join(" | ");

/** Amounts have names of their own; that they are fen is the most important thing about them. */
const integerLimits = (name: string, { least, most }: Extract<Shape, { readonly _tag: "integer" }>): Text => {
  const isAmount = name === "Fen" || name === "Amount";
  return joined([isAmount ? { en: "fen", zh: "分" } : NOTHING, rangeOf(least, most, NOTHING)], ", ", ",");
};

/** What a value must be beyond its type, in words. */
export const limitsOf = (part: Part): Text => {
  const { shape } = part;
  switch (shape._tag) {
    case "integer":
      return integerLimits(part.name, shape);
    case "boundedText":
      return rangeOf(shape.least, shape.most, { en: " bytes", zh: " 字节" });
    case "pattern":
      return FORMS[part.name] ?? both(`/${shape.pattern}/`);
    case "oneOf":
      return both(shape.values.map((value) => JSON.stringify(value)).join(", "));
    case "anyOf":
      return joined(
        shape.parts.map((each) => {
          const limits = limitsOf(each);
          const type = typeNameOf(each);
          return limits === NOTHING
            ? NOTHING
            : { en: `as ${type}: ${limits.en}`, zh: `为 ${type} 时:${limits.zh}` };
        }),
        "; ",
        ";",
      );
    case "list": {
      const each = limitsOf(shape.item);
      const some = shape.least > 0 || shape.most < Number.MAX_SAFE_INTEGER;
      return joined(
        [
          some ? rangeOf(shape.least, shape.most, { en: " entries", zh: " 项" }) : NOTHING,
          each === NOTHING ? NOTHING : { en: `each ${each.en}`, zh: `每项 ${each.zh}` },
        ],
        "; ",
        ";",
      );
    }
    case "string":
    case "number":
    case "boolean":
    case "function":
    case "freeObject":
    case "record":
      return NOTHING;
  }
};

const rowsOf = (input: ReferenceInput, part: Part, path: string): readonly FieldReferenceRow[] => {
  const { shape } = part;
  if (shape._tag === "list") return rowsOf(input, shape.item, `${path}[]`);
  if (shape._tag !== "record") return [];
  const section = shape.section ?? part.name;
  const source = { document: input.elsewhere?.[section] ?? input.document, section };
  return shape.fields.flatMap((field) => {
    const at = path === "" ? field.key : `${path}.${field.key}`;
    const row: FieldReferenceRow = {
      path: at,
      table: part.name,
      field: field.key,
      type: typeNameOf(field.part),
      required: field.required ? "yes" : "no",
      limits: limitsOf(field.part),
      description: input.notes[part.name]?.[field.key] ?? NOTHING,
      rules: (input.rules ?? [])
        .filter(({ fields }) => fields.includes(`${part.name}.${field.key}`))
        .map(({ code, severity, says }) => ({ code, severity, says })),
      since: input.since?.[part.name]?.[field.key],
      source,
    };
    return [row, ...rowsOf(input, field.part, at)];
  });
};

/** Every field of a payload, at every place where it may stand: a table that is used twice is there twice. */
export const fieldReference = (input: ReferenceInput): readonly FieldReferenceRow[] =>
  rowsOf(input, input.root, "");
