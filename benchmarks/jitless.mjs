/**
 * How long an order takes in a mini-program: dist/miniprogram in V8 without its compilers, as on a phone whose system
 * allows none, and with them.
 *
 *     npm run build
 *     node --jitless benchmarks/jitless.mjs
 *
 * Each figure is the median over rounds of the whole pool, of the quietest of several processes.
 */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../dist/miniprogram/index.js", import.meta.url));
const SELF = fileURLToPath(import.meta.url);

const LINES = 3;
const MARKETING = 4;
const POOL = 64;
const ROUNDS = 60;
const PROCESSES = 3;
const GOAL = 100;

/** The orders of workloads.ts, by the same generator: this file runs without a build of its own. */
const randomFrom = (seed) => {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
};

const TITLES = [
  "[券] 满减优惠",
  "新人立减",
  "会员专享价",
  "[活动] 夏日冰饮第二件半价",
  "积分抵扣",
  "直播间专属优惠",
];
const NOTES = ["用券优惠", "限本门店使用", "", "不与其他优惠同享"];
const PRICES = [990, 1290, 1990, 2590, 3990, 6800, 12800, 39900];

const pick = (random, from) => from[random(from.length)];
const digits = (random) => String(random(1_000_000_000)).padStart(9, "0");
const idOf = (random) => `7${digits(random)}${digits(random)}`;

const lineOf = (random) => ({
  goodsId: idOf(random),
  skuId: idOf(random),
  unitPrice: pick(random, PRICES) + random(10),
  quantity: 1 + random(3),
});

/** Both levels; every fourth names its lines: the first third of them. */
const marketingOf = (random, j, discountAmount, lines) => {
  const common = {
    id: idOf(random),
    type: 1 + random(4),
    discountRange: j % 2 === 0 ? 2 : 1,
    discountAmount,
    title: pick(random, TITLES),
    note: pick(random, NOTES),
  };
  if (j % 4 !== 2) return j % 3 === 0 ? { ...common, kind: 1, creatorType: 3 } : common;
  const scoped = lines.slice(0, Math.ceil(lines.length / 3));
  const appliesTo = scoped.map(({ goodsId, skuId }, i) => (i === 0 ? { goodsId, skuId } : { goodsId }));
  return { ...common, appliesTo };
};

const costOf = (lines) => lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);

const ordersOf = (lineCount, marketingCount, pool) => {
  const random = randomFrom(lineCount * 1000 + marketingCount);
  return Array.from({ length: pool }, () => {
    const lines = Array.from({ length: lineCount }, () => lineOf(random));
    const most = Math.floor(costOf(lines) / (marketingCount * 4));
    const room = costOf(lines.slice(0, Math.ceil(lineCount / 3)));
    const bound = Math.min(most, Math.floor(room / (marketingCount * 2)));
    const marketing = Array.from({ length: marketingCount }, (_, j) =>
      marketingOf(random, j, 1 + random(bound), lines),
    );
    return { calculationType: 2, lines, marketing };
  });
};

const rightOf = (either) => {
  if (either._tag === "Left") throw new Error(JSON.stringify(either.left));
  return either.right;
};

const microseconds = () => Number(process.hrtime.bigint()) / 1e3;
const medianOf = (values) => values.slice().sort((a, b) => a - b)[values.length >> 1];

/** The work goes here, so that none is optimised away. */
const sink = { last: undefined };

/** Microseconds for one of the inputs. */
const measure = (inputs, work) => {
  const round = () => {
    const start = microseconds();
    for (let i = 0; i < inputs.length; i++) sink.last = work(inputs[i]);
    return (microseconds() - start) / inputs.length;
  };
  // The compilers, where there are any, get time to finish.
  for (const until = microseconds() + 500_000; microseconds() < until; ) round();
  return medianOf(Array.from({ length: ROUNDS }, round));
};

const rowsOf = () => {
  const orders = ordersOf(LINES, MARKETING, POOL);
  const start = microseconds();
  const { decodePricingRequest, preparePluginOrder, price } = createRequire(SELF)(PACKAGE);
  rightOf(preparePluginOrder(orders[0], {}));
  const first = microseconds() - start;
  const decoded = orders.map((order) => rightOf(decodePricingRequest(order)));
  for (const order of decoded) rightOf(price(order));
  const whole = orders.map((request) => ({
    request,
    rest: {
      skuList: request.lines.map(({ goodsId, skuId }) => ({ skuId, skuType: 1, goodsInfo: { goodsId } })),
    },
  }));
  for (const { request, rest } of whole) rightOf(preparePluginOrder(request, rest));
  return {
    "decodePricingRequest, then price": measure(orders, (order) =>
      price(rightOf(decodePricingRequest(order))),
    ),
    "price alone": measure(decoded, price),
    preparePluginOrder: measure(whole, ({ request, rest }) => preparePluginOrder(request, rest)),
    "load the package, prepare the first order": first,
  };
};

/** The least of each row over several processes, one after another. What V8 says of the flag is not shown. */
const quietest = (flags) => {
  const runs = Array.from({ length: PROCESSES }, () =>
    JSON.parse(
      execFileSync(process.execPath, [...flags, SELF, "--rows"], { encoding: "utf8", stdio: "pipe" }),
    ),
  );
  return (name) => Math.min(...runs.map((rows) => rows[name]));
};

/** The row with a goal. */
const GOAL_ROW = "decodePricingRequest, then price";

const NAMES = [GOAL_ROW, "price alone", "preparePluginOrder", "load the package, prepare the first order"];

const goalOf = (name, value) =>
  name === GOAL_ROW ? `< ${GOAL} µs: ${value < GOAL ? "met" : "NOT MET"}` : "";

const time = (value) => (value < 1000 ? `${value.toFixed(1)} µs` : `${(value / 1000).toFixed(1)} ms`);

const report = () => {
  const [without, withJit] = [quietest(["--jitless"]), quietest([])];
  const rows = [
    [`one order, ${LINES} lines × ${MARKETING} marketing`, "--jitless", "JIT on", "goal, --jitless"],
    ...NAMES.map((name) => [name, time(without(name)), time(withJit(name)), goalOf(name, without(name))]),
  ];
  const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  console.log([line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n"));
};

if (process.argv.includes("--rows")) console.log(JSON.stringify(rowsOf()));
else report();
