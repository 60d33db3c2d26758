/**
 * The suites of the deep run, each a test file that takes its number of cases and its seed from test/support/runs.ts.
 *
 * @typedef {object} Suite
 * @property {string} name - For `--only`.
 * @property {string} file - The test file.
 * @property {string} [tests] - Which of its tests, as a pattern of their names.
 * @property {string} holds - What is so of every case.
 * @property {number} [cases] - The cases of each property, in all; of suites of random cases.
 * @property {number} [atOnce] - So many of them in one process.
 * @property {number} [slices] - In so many parts, of suites that try everything there is.
 * @property {string} [deep] - Run once, with SUANJIA_DEEP=1 where the scale is not small; the word for what is counted.
 * @property {boolean} [optional] - May be skipped for what is not on this machine.
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: "killed-service",
    file: "test/server/killedService.test.ts",
    holds:
      "the service killed (SIGKILL) at any moment while 10,000 orders come in, and started again: every order that it answered is there, in the same bytes, none twice; with its folder (PGlite), and with PostgreSQL where one answers",
    deep: "kills",
  },
  {
    name: "killed-folder",
    file: "test/server/storeProcesses.test.ts",
    tests: "in its folder|may be making its folder|keeps its folder",
    holds:
      "a process killed (SIGKILL) while it writes leaves every decision that it acknowledged, once, in its folder (PGlite)",
    deep: "kills",
  },
  {
    name: "killed-server",
    file: "test/server/storeProcesses.test.ts",
    tests: "on the server|1,000 copies",
    holds:
      "the same on PostgreSQL; 1,000 copies of one question over 3 processes get one decision, in identical bytes",
    deep: "kills",
    optional: true,
  },
  {
    name: "laws",
    file: "test/laws/pricing.test.ts",
    holds: "the laws of pricing, those of `suanjia/testing`, on random orders",
    cases: 1_000_000,
    atOnce: 25_000,
  },
  {
    name: "oracle",
    file: "test/laws/oracle.test.ts",
    holds:
      "random requests: engine and oracle both refuse, or give the same quote, in every line, run of units, marketing and total",
    cases: 1_000_000,
    atOnce: 100_000,
  },
  {
    name: "exhaustive",
    file: "test/laws/exhaustive.test.ts",
    holds:
      "every small order there is (the file says which): the oracle's quote, the floor or the quota of each share, bounds, sums, units within a fen",
    // Prime to the number of policies and levels, so that every part has all of them.
    slices: 17,
  },
  {
    name: "metamorphic",
    file: "test/laws/metamorphic.test.ts",
    holds:
      "permute, scale, add a line of weight 0, split a line in two, raise one amount: what the rules promise of each, on random orders",
    cases: 1_000_000,
    atOnce: 40_000,
  },
  {
    name: "selection",
    file: "test/laws/selection.test.ts",
    tests: "is what trying every subset finds",
    holds: "the best combination of up to 12 promotions is the one that trying every subset finds",
    cases: 200_000,
    atOnce: 20_000,
  },
  {
    name: "mini-program",
    file: "test/miniprogram/bareContext.test.ts",
    tests: "requests: quotes, orders",
    holds:
      "the mini-program's file, without what such engines lack, says of orders right and spoilt what src says, byte for byte",
    cases: 100_000,
    atOnce: 10_000,
  },
  {
    name: "payloads",
    file: "test/laws/mutatedPayloads.test.ts",
    holds:
      "values of every format made from its codec, some places changed, at the limits above all: read without a throw, problems bounded, both of a format's codecs agree",
    cases: 100_000,
    atOnce: 5_000,
  },
  {
    name: "texts",
    file: "test/laws/mutatedTexts.test.ts",
    holds:
      "samples and kept inputs with values, keys, characters and bytes changed, nested deep, `__proto__`, huge numbers, lone surrogates, through every decoder: no throw, no input changed, no prototype polluted, problems bounded, each under 2 s",
    cases: 4_100_000,
    atOnce: 200_000,
  },
  {
    name: "bodies",
    file: "test/server/handlerBodies.test.ts",
    holds:
      "bodies of callbacks, changed in the same ways: each gets an envelope and one of the known outcomes",
    cases: 5_000_000,
    atOnce: 250_000,
  },
  {
    name: "signatures",
    file: "test/server/signature.test.ts",
    tests: "garbage",
    holds: "headers, bodies and clocks of any kind: no throw, and none passes but what was signed",
    cases: 500_000,
    atOnce: 100_000,
  },
];

/**
 * The chunks of a suite: first what `npm test` does of it, counted, then its cases or parts, each with its own seed.
 *
 * @param {Suite} suite
 * @param {number} scale
 * @param {number} base - The seed of the whole run.
 * @returns {{ name: string, suite: Suite, seed: number, env: Record<string, string> }[]}
 */
export const chunksOf = (suite, scale, base) => {
  const everyday = chunk(suite, "everyday", base, {});
  if (suite.deep !== undefined)
    return [everyday, chunk(suite, "1/1", base, scale < 0.1 ? {} : { SUANJIA_DEEP: "1" })];
  if (suite.slices !== undefined) {
    const { slices } = suite;
    const count = Math.max(1, Math.round(slices * Math.min(1, scale)));
    // Where less is asked than one part of these, the part is smaller; odd, so that it has all policies in it, too.
    const of = scale * slices < 1 ? Math.round(1 / scale) | 1 : slices;
    return [
      everyday,
      ...parts(count, (i) =>
        chunk(suite, `${i + 1}/${count}`, base, { SUANJIA_SLICE: `${i}/${of}`, SUANJIA_RUNS: "1" }),
      ),
    ];
  }
  const all = Math.max(MOST_PROPERTIES_NEED, Math.ceil((suite.cases ?? 0) * scale));
  const count = Math.ceil(all / (suite.atOnce ?? all));
  const each = Math.ceil(all / count);
  return [
    everyday,
    ...parts(count, (i) => chunk(suite, `${i + 1}/${count}`, base, { SUANJIA_RUNS: String(each) })),
  ];
};

/** Fewer cases than this, and a suite may miss what it is to meet by bad luck alone. */
const MOST_PROPERTIES_NEED = 500;

const parts = (count, make) => Array.from({ length: count }, (_, i) => make(i));

const chunk = (suite, part, base, env) => {
  const name = `${suite.name} ${part}`;
  const seed = seedOf(name, base);
  return { name, suite, seed, env: { ...env, SUANJIA_SEED: String(seed) } };
};

/** A seed from 0 to 2^31 − 1 of a name and the seed of the whole run (FNV-1a, and a last mix). */
const seedOf = (name, base) => {
  let hash = (0x811c9dc5 ^ base) >>> 0;
  for (const character of `${name} ${base}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 1;
};

/** The command that repeats a chunk. */
export const commandOf = ({ suite, env }) => {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [...settings, "npx vitest run", suite.file, ...(suite.tests ? [`-t "${suite.tests}"`] : [])].join(
    " ",
  );
};
