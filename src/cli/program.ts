/**
 * Arguments: which command, with which options.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { FormatName } from "../platform/wire/PayloadFormat.js";
import { FORMAT_NAMES } from "../verify/allFormats.js";
import type { Check } from "../verify/verifier.js";
import { type PriceOutput, runConvert, runPrice, runRecompute, runVerify } from "./commands.js";
import { STDIN } from "./input.js";
import type { SelectOutput } from "./select.js";
import { type Lang, printable } from "./text.js";
import type { ExitCode, World } from "./world.js";

const CHECKS: readonly Check[] = ["amounts", "rules"];

const parseChecks = (value: string): readonly Check[] => {
  const names = value.split(",");
  const unknown = names.find((name) => !(CHECKS as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`Allowed choices are ${CHECKS.join(", ")}, separated by commas.`);
  return names as Check[];
};

/** A moment: milliseconds since 1970, or a date that says its offset from UTC. */
const parseMoment = (value: string): number => {
  if (value === "now") return Date.now();
  const hasOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const moment = /^\d{1,16}$/.test(value) ? Number(value) : hasOffset ? Date.parse(value) : Number.NaN;
  // Seconds, which have 10 digits until 2286, would make every booking lie in the far future.
  if (!(moment >= 1e10 && Number.isSafeInteger(moment)))
    throw new InvalidArgumentError(
      "Expected milliseconds since 1970, a date such as 2026-01-31T10:00:00+08:00, or now.",
    );
  return moment;
};

const parseWhole = (value: string): number => {
  const whole = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(whole)) throw new InvalidArgumentError("Expected a whole number.");
  return whole;
};

/** A number of combinations to look at: none would find nothing. */
const parseNodeLimit = (value: string): number => {
  const limit = parseWhole(value);
  if (limit === 0) throw new InvalidArgumentError("Expected a whole number above 0.");
  return limit;
};

const parsePort = (value: string): number => {
  const port = parseWhole(value);
  if (port > 65535) throw new InvalidArgumentError("Expected a port from 0 to 65535.");
  return port;
};

/** What --request is beside. */
const ANSWER: FormatName = "openapi.createOrderResponse";

const langOption = (): Option =>
  new Option("--lang <language>", "language of messages; default from LANG, else en").choices(["zh", "en"]);

const FILE = "a file; standard input if none is named, or -";

interface PriceOptions {
  readonly output?: PriceOutput;
  readonly ndjson?: boolean;
  readonly lang?: Lang;
}

interface SelectOptions {
  readonly promotions: string;
  readonly only?: readonly string[];
  readonly now?: number;
  readonly nodeLimit?: number;
  readonly output?: SelectOutput;
  readonly ndjson?: boolean;
  readonly lang?: Lang;
}

interface RecomputeOptions {
  readonly request: string;
  readonly claim: string;
  readonly lang?: Lang;
}

interface ConvertOptions {
  readonly to: "plugin" | "openapi";
  readonly lang?: Lang;
}

interface VerifyOptions {
  readonly format?: FormatName;
  readonly checks?: readonly Check[];
  readonly now?: number;
  readonly productType?: number;
  readonly paidUnitPrice?: number;
  readonly reservationTotal?: "beforeDiscount" | "afterDiscount";
  readonly request?: string;
  readonly ndjson?: boolean;
  readonly lang?: Lang;
}

interface ServeOptions {
  readonly catalog: string;
  readonly promotions: string;
  readonly buyers?: string;
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly lang?: Lang;
}

/** Adds a command whose action gives the exit code. */
type Add = (program: Command, world: World, end: (code: ExitCode) => void) => void;

const speaking = (world: World, { lang }: { readonly lang?: Lang }): World =>
  lang === undefined ? world : { ...world, lang };

const addPrice: Add = (program, world, end) => {
  program
    .command("price")
    .description("price a request: what each line and unit bears of each discount")
    .argument("[file]", FILE)
    .addOption(
      new Option("--output <shape>", "default: table on a terminal, else quote").choices([
        "quote",
        "plugin",
        "openapi",
        "table",
      ]),
    )
    .option("--ndjson", "one request on each line, one answer on each line")
    .addOption(langOption())
    .action(async (file: string | undefined, options: PriceOptions, command: Command) => {
      if (options.ndjson === true && options.output === "table")
        command.error(
          "error: --output table cannot be a line; with --ndjson choose quote, plugin or openapi",
        );
      end(await runPrice(speaking(world, options), file, options));
    });
};

const addSelect: Add = (program, world, end) => {
  program
    .command("select")
    .description("find which promotions apply to a cart, what each gives, and why others do not")
    .argument("[cart]", `the cart, with the context in it: ${FILE}`)
    .requiredOption("--promotions <file>", "the rules: a JSON array of promotions")
    .option(
      "--only <ids>",
      "calculate exactly these, without a search: ids separated by commas (so none with a comma in it)",
      (value) => value.split(","),
    )
    .option(
      "--now <time>",
      "the time, instead of the context's now: milliseconds, an ISO date, or now",
      parseMoment,
    )
    .option(
      "--node-limit <number>",
      "how many combinations may be calculated; default 100000",
      parseNodeLimit,
    )
    .addOption(
      new Option("--output <shape>", "default: table on a terminal, else decisions").choices([
        "decisions",
        "quote",
        "plugin",
        "openapi",
        "table",
      ]),
    )
    .option("--ndjson", "one cart on each line, one answer on each line")
    .addOption(langOption())
    .action(async (file: string | undefined, options: SelectOptions, command: Command) => {
      if (options.ndjson === true && options.output === "table")
        command.error(
          "error: --output table cannot be a line; with --ndjson choose decisions, quote, plugin or openapi",
        );
      if (options.promotions === STDIN && (file ?? STDIN) === STDIN)
        command.error("error: the cart and --promotions cannot both be standard input; name a file for one");
      const { lang: _, ...rest } = options;
      // Read when it is asked for: pricing needs no rules.
      const { runSelect } = await import("./select.js");
      end(await runSelect(speaking(world, options), file, rest));
    });
};

const addVerify: Add = (program, world, end) => {
  program
    .command("verify")
    .description("check that a payload agrees with itself, to the fen")
    .argument("[file]", FILE)
    .addOption(
      new Option("--format <name>", "default: found by the payload's keys").choices([...FORMAT_NAMES]),
    )
    .option("--checks <kinds>", "amounts, rules, or both separated by a comma; default both", parseChecks)
    .option(
      "--now <time>",
      "the time that bookings must lie after: milliseconds, an ISO date, or now",
      parseMoment,
    )
    .option(
      "--product-type <number>",
      "the goods' product type, such as 22 for reservation goods",
      parseWhole,
    )
    .option(
      "--paid-unit-price <fen>",
      "what reservation goods cost, of which a price is at most 3 times",
      parseWhole,
    )
    .addOption(
      new Option("--reservation-total <reading>", "reservation goods: the order's total as").choices([
        "beforeDiscount",
        "afterDiscount",
      ]),
    )
    .option("--request <file>", "for an answer of create_order: the order that it answers")
    .option("--ndjson", "one payload on each line, one report on each line")
    .addOption(langOption())
    .action(async (file: string | undefined, options: VerifyOptions, command: Command) => {
      if (options.ndjson === true && options.request !== undefined)
        command.error("error: --request is for one answer, not for --ndjson");
      if (options.request !== undefined && (options.format ?? ANSWER) !== ANSWER)
        command.error(`error: --request goes with ${ANSWER}, not with --format ${options.format ?? ""}`);
      const { lang: _, ...rest } = options;
      end(await runVerify(speaking(world, options), file, rest));
    });
};

const addRecompute: Add = (program, world, end) => {
  program
    .command("recompute")
    .description("price a trusted request and compare every amount of a claim with it")
    .requiredOption("--request <file>", "the pricing request that you trust")
    .requiredOption("--claim <file>", "the payload to compare, in any format that verify reads")
    .addOption(langOption())
    .action(async (options: RecomputeOptions) => {
      end(await runRecompute(speaking(world, options), options));
    });
};

const addConvert: Add = (program, world, end) => {
  program
    .command("convert")
    .description("write the amounts of a plugin or OpenAPI payload in the other spelling")
    .argument("[file]", FILE)
    .addOption(
      new Option("--to <format>", "the spelling to write")
        .choices(["plugin", "openapi"])
        .makeOptionMandatory(),
    )
    .addOption(langOption())
    .action(async (file: string | undefined, options: ConvertOptions) => {
      end(await runConvert(speaking(world, options), file, options));
    });
};

const addSchema: Add = (program, world, end) => {
  program
    .command("schema")
    .description("print the JSON Schema of a format; without one, the names of all")
    .argument("[format]", "the name of a format")
    .addOption(langOption())
    .action(async (format: string | undefined, options: { readonly lang?: Lang }) => {
      // Read when they are asked for: pricing a line must not wait for what every field means.
      const { runSchema } = await import("./references.js");
      end(await runSchema(speaking(world, options), format));
    });
};

const addExplain: Add = (program, world, end) => {
  program
    .command("explain")
    .description(
      "say what a code means and what to do: of a violation, a problem, or an error of the platform",
    )
    .argument(
      "[codes...]",
      "codes such as booking.cancelPolicy, value.required, 21004; without one, all are listed",
    )
    .addOption(langOption())
    .action(async (codes: readonly string[], options: { readonly lang?: Lang }) => {
      const { runExplain } = await import("./references.js");
      end(await runExplain(speaking(world, options), codes));
    });
};

const SERVE_HELP = `
From the environment, never from arguments:
  SUANJIA_PLATFORM_KEYS_FILE    a JSON file [{"appId", "publicKey", "name"?}] of the platform's public keys, or
  SUANJIA_PLATFORM_PUBLIC_KEY   one public key, with
  SUANJIA_APP_ID                the app that it is for; without any key it does not start
  SUANJIA_API_TOKEN             what /v1 asks for; without it, /v1 answers only on this machine
  DATABASE_URL                  PostgreSQL instead of the embedded store in --data`;

const addServe: Add = (program, world, end) => {
  program
    .command("serve")
    .description("answer the platform's callbacks over HTTP, and price for the merchant's own back end")
    .requiredOption("--catalog <file>", "what is sold at which price: JSON { lines, fees? }")
    .requiredOption("--promotions <file>", "the rules: a JSON array of promotions")
    .option("--buyers <file>", "what is known of buyers: a JSON array of { openId, buyer?, held? }")
    .option("--port <number>", "where to listen; 0: any that is free", parsePort, 8080)
    .option("--host <address>", "on which address to listen", "127.0.0.1")
    .option("--data <folder>", "the folder of the embedded store", "suanjia-data")
    .addOption(langOption())
    .addHelpText("after", SERVE_HELP)
    .action(async ({ lang, ...options }: ServeOptions) => {
      // Read when it is asked for: it brings a server with it.
      const { runServe } = await import("./serve.js");
      end(await runServe(lang === undefined ? world : { ...world, lang }, options));
    });
};

const EXIT_CODES = `
Exit codes: 0 done, nothing to complain of; 1 violations, differences or a refused request;
2 input that cannot be read, or wrong usage.`;

/** Runs the command line with these arguments, and gives the exit code. */
export const run = async (version: string, args: readonly string[], world: World): Promise<ExitCode> => {
  let code: ExitCode = 0;
  const program = new Command("suanjia")
    .description("Prices Douyin mini-program orders to the fen, and checks what others computed.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      // What it complains of may hold an argument as it came.
      writeErr: (text) => void world.stderr.write(text.split("\n").map(printable).join("\n")),
    })
    .addHelpText("after", EXIT_CODES);
  for (const add of [
    addPrice,
    addSelect,
    addVerify,
    addRecompute,
    addConvert,
    addServe,
    addSchema,
    addExplain,
  ])
    add(program, world, (ended) => {
      code = ended;
    });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end this way too, with 0; whatever else the parser refuses is wrong usage.
    return error.exitCode === 0 ? 0 : 2;
  }
};
