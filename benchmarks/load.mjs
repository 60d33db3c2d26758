/**
 * Load on the built service: signed callbacks as the platform sends them around an order, over keep-alive connections.
 *
 *   node benchmarks/load.mjs                      full load, then half of it, 20 s each
 *   node benchmarks/load.mjs --seconds 60 --connections 128
 *   node benchmarks/load.mjs --rate 500 --minutes 60      one rate for a long time, with the memory
 *   DATABASE_URL=postgres://… node benchmarks/load.mjs    with PostgreSQL in the place of the embedded store
 *   … --json                                      the same for programs
 *
 * Four callbacks an order: query_marketing_info, query_and_calculate (which keeps a quote), calculate_price (by its
 * number), pre_create_order (a new order each, which is decided and kept). Every answer is looked at. Orders are signed
 * one by one, before the load starts or, at a fixed rate, as they are sent; the other callbacks are taken in turns from
 * a set that was signed before, which is work that the service cannot save: it verifies each.
 */
import { spawn } from "node:child_process";
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "20" },
    minutes: { type: "string" },
    rate: { type: "string" },
    connections: { type: "string", default: "64" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const APP = "tt00000000000000load";
const WHO = { app_id: APP, open_id: "buyer" };
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const folder = mkdtempSync(join(tmpdir(), "suanjia-load-"));
const signed = promisify(sign);
const say = (text) => process.stderr.write(`${text}\n`);

const startService = async () => {
  writeFileSync(
    join(folder, "buyers.json"),
    JSON.stringify([
      {
        openId: WHO.open_id,
        buyer: { identities: ["vip"], points: 1260 },
        held: [{ id: "drink-coupon", code: "TEA-8F3K" }],
      },
    ]),
  );
  const files = ["catalog", "promotions"].flatMap((name) => [`--${name}`, path(`examples/${name}.json`)]);
  const service = spawn(
    process.execPath,
    [
      path("dist/cli/main.js"),
      "serve",
      ...files,
      ...["--buyers", join(folder, "buyers.json"), "--data", join(folder, "data")],
      ...["--port", "0", "--lang", "en"],
    ],
    {
      env: {
        PATH: process.env.PATH,
        SUANJIA_APP_ID: APP,
        SUANJIA_PLATFORM_PUBLIC_KEY: keys.publicKey.export({ type: "spki", format: "pem" }),
        ...(process.env.DATABASE_URL === undefined ? {} : { DATABASE_URL: process.env.DATABASE_URL }),
      },
      // A line of log for each request is written, and thrown away.
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  for await (const line of createInterface({ input: service.stderr })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return { service, url };
    say(line);
  }
  throw new Error("the service did not start");
};

const LINES = [
  { goods_id: "pearl-milk-tea", quantity: 2, price: 1800 },
  { goods_id: "grape-fruit-tea", quantity: 1, price: 2200 },
  { goods_id: "cheese-cake", quantity: 1, price: 2600 },
];
const GOODS = LINES.map(({ goods_id, quantity }) => ({ goods_id, quantity }));

/** A callback as it goes over the wire. */
const signedCallback = async (type, message) => {
  const body = JSON.stringify({ version: "2.0", type, msg: JSON.stringify({ ...WHO, ...message }) });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomUUID();
  const signature = await signed(
    "RSA-SHA256",
    Buffer.from(`${timestamp}\n${nonce}\n${body}\n`),
    keys.privateKey,
  );
  return {
    type,
    body,
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "byte-timestamp": timestamp,
      "byte-nonce-str": nonce,
      "byte-signature": signature.toString("base64"),
    },
  };
};

const agent = new Agent({ keepAlive: true, maxSockets: Number(options.connections) });

/** Sends one and resolves to the parsed answer; `undefined` where it is not a success. */
const send = (url, { type, body, headers }) =>
  new Promise((resolve, reject) => {
    const asking = request(`${url}/spi/${type}`, { method: "POST", agent, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        // Parsed by the callers that need it: the generator shall cost little.
        resolve(response.statusCode === 200 && text.startsWith('{"err_no":0,') ? text : undefined);
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });

/** The order that the platform makes of a calculation. */
const orderOf = (calculation, orderId) => {
  const goods = calculation.goods_calculation_result_info;
  const sum = (key) => goods.reduce((total, each) => total + each[key], 0);
  return {
    order_id: orderId,
    create_order_time: Date.now(),
    total_amount: sum("total_amount"),
    discount: sum("total_discount_amount"),
    goods: goods.map((each) => ({
      goods_id: each.goods_id,
      quantity: each.quantity,
      origin_price: each.total_amount / each.quantity,
    })),
    item_order_info_list: calculation.item_calculation_result_info.map((each, i) => ({
      goods_id: each.goods_id,
      item_order_id: `${orderId}-${i}`,
      price: each.total_amount - each.total_discount_amount,
    })),
    price_calculation_detail: {
      calculation_type: calculation.calculation_type,
      order_discount_detail: calculation.order_calculation_result_info,
      goods_discount_detail: goods,
      item_discount_detail: calculation.item_calculation_result_info,
    },
  };
};

const succeed = async (url, callback) => {
  const text = await send(url, callback);
  if (text === undefined) throw new Error(`${callback.type} was refused`);
  return JSON.parse(text).data;
};

/** One real calculation, and from it callbacks without end. */
const prepare = async (url) => {
  const asked = { goods_marketing_info: GOODS, need_default_marketing: true };
  const calculated = async () =>
    (await succeed(url, await signedCallback("query_and_calculate", asked))).calculation_result;
  const best = await calculated();
  /** Callbacks that only ask, with the number of a quote that was just made: it expires after half an hour. */
  const readsNow = async () => {
    const { ext_calculation_no } = await calculated();
    const all = [
      ["query_marketing_info", { goods_info: LINES }],
      ["query_and_calculate", asked],
      ["calculate_price", { goods_calculation_info: GOODS, ext_calculation_no }],
    ];
    return all.filter(([type]) => options.only === undefined || type === options.only);
  };
  // Another run's orders may be in the same database.
  const run = Date.now().toString(36);
  let count = 0;
  const order = () => {
    count += 1;
    return signedCallback("pre_create_order", orderOf(best, `ots${run}${String(count).padStart(10, "0")}`));
  };
  const readSet = async () => {
    const reads = await readsNow();
    const signing = Array.from({ length: 64 }, () =>
      Promise.all(reads.map((each) => signedCallback(...each))),
    );
    return (await Promise.all(signing)).flat();
  };
  return { order, readSet };
};

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

const statistics = (latencies, seconds, refused) => {
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: sorted.length,
    perSecond: sorted.length / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    p999: quantile(sorted, 0.999),
    max: sorted.at(-1),
    refused,
  };
};

/** In turns, every fourth an order; or one type only. */
const inTurns = (nextRead, nextOrder) => {
  let count = 0;
  return () => {
    count += 1;
    if (options.only !== undefined) return options.only === "pre_create_order" ? nextOrder() : nextRead();
    return count % 4 === 0 ? nextOrder() : nextRead();
  };
};

/** The members of a list again and again; of another one from when it is put in its place. */
const again = (first) => {
  let list = first;
  let count = 0;
  return { next: () => list[count++ % list.length], replace: (other) => (list = other) };
};

const signMany = async (order, number) => {
  const all = [];
  while (all.length < number)
    all.push(...(await Promise.all(Array.from({ length: Math.min(64, number - all.length) }, order))));
  return all;
};

/** As fast as it answers: every connection sends the next when it has its answer. */
const full = async (url, { order, readSet }, seconds, ordersPerSecond) => {
  const orders = await signMany(order, Math.ceil(ordersPerSecond * seconds));
  const next = inTurns(again(await readSet()).next, () => orders.pop());
  const latencies = [];
  let refused = 0;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const connection = async () => {
    while (performance.now() < end) {
      const callback = next();
      if (callback === undefined) throw new Error("more orders than were signed: raise ordersPerSecond");
      const sentAt = performance.now();
      if ((await send(url, callback)) === undefined) refused += 1;
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: Number(options.connections) }, connection));
  return statistics(latencies, (performance.now() - begin) / 1000, refused);
};

/**
 * At a fixed rate, whether the service keeps up or not: a callback's time runs from when it was due, so that a service
 * that stands still is charged for all that should have been sent meanwhile.
 */
const paced = async (url, { order, readSet }, seconds, rate, { isSignedBefore, onTick }) => {
  const ahead = isSignedBefore ? await signMany(order, Math.ceil((rate * seconds) / 4) + 1) : undefined;
  const reads = again(await readSet());
  let readsAt = Date.now();
  const next = inTurns(reads.next, () => ahead?.pop() ?? order());
  const latencies = [];
  let refused = 0;
  let failed;
  const under = new Set();
  const begin = performance.now();
  const total = Math.floor(rate * seconds);
  let tick = begin;
  for (let i = 0; i < total && failed === undefined; ) {
    const dueNow = Math.min(total, Math.floor(((performance.now() - begin) / 1000) * rate) + 1);
    for (; i < dueNow; i++) {
      const dueAt = begin + (i / rate) * 1000;
      const chosen = next();
      const work = (async () => {
        if ((await send(url, await chosen)) === undefined) refused += 1;
        latencies.push(performance.now() - dueAt);
      })()
        .catch((error) => {
          failed = error;
        })
        .finally(() => under.delete(work));
      under.add(work);
    }
    if (performance.now() - tick > 10_000) {
      tick = performance.now();
      await onTick?.(latencies);
      // Signatures are good for five minutes.
      if (Date.now() - readsAt > 100_000) {
        readsAt = Date.now();
        readSet().then(reads.replace, (error) => {
          failed = error;
        });
      }
    }
    await pause(1);
  }
  await Promise.all(under);
  if (failed !== undefined) throw failed;
  return statistics(latencies, (performance.now() - begin) / 1000, refused);
};

/** Resident memory and heap in MiB, as the service's own metrics say. */
const memory = async (url) => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const valueOf = (name) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]) / 2 ** 20;
  return {
    resident: valueOf("process_resident_memory_bytes"),
    heap: valueOf("nodejs_heap_size_used_bytes"),
    external: valueOf("nodejs_external_memory_bytes"),
  };
};

const shown = ({ requests, perSecond, p50, p99, p999, max, refused }) =>
  [
    `${requests.toLocaleString("en")} callbacks, ${perSecond.toFixed(0)} per second,`,
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, p99.9 ${p999.toFixed(1)} ms, max ${max.toFixed(0)} ms,`,
    `${refused} refused`,
  ].join(" ");

const median = (values) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const loadAndHalf = async (url, source) => {
  const seconds = Number(options.seconds);
  say("warming up");
  const warm = await full(url, source, Math.min(10, seconds), 2_500);
  const top = await full(url, source, seconds, Math.max(1_000, warm.perSecond / 2));
  say(`full load: ${shown(top)}`);
  const rate = options.rate === undefined ? top.perSecond / 2 : Number(options.rate);
  const half = await paced(url, source, seconds, rate, { isSignedBefore: true });
  say(`half load: ${shown(half)}`);
  return { full: top, half };
};

const soak = async (url, source) => {
  const minutes = Number(options.minutes);
  const samples = [];
  const begin = Date.now();
  let seen = 0;
  const onTick = async (latencies) => {
    const sample = { minute: (Date.now() - begin) / 60_000, ...(await memory(url)) };
    samples.push(sample);
    if (samples.length % 6 !== 0) return;
    const recent = latencies.slice(seen).sort((a, b) => a - b);
    seen = latencies.length;
    say(
      `${sample.minute.toFixed(0)} min: resident ${sample.resident.toFixed(0)} MiB, heap ${sample.heap.toFixed(0)}, external ${sample.external.toFixed(0)}; p50 ${quantile(recent, 0.5).toFixed(1)} ms, p99 ${quantile(recent, 0.99).toFixed(1)} ms`,
    );
  };
  const all = await paced(url, source, minutes * 60, Number(options.rate ?? 400), {
    isSignedBefore: false,
    onTick,
  });
  // The first tenth is the start: caches fill and the compiler works.
  const settled = samples.filter(({ minute }) => minute > minutes * 0.1);
  const tenth = Math.max(1, Math.floor(settled.length / 9));
  const early = median(settled.slice(0, tenth).map(({ resident }) => resident));
  const late = median(settled.slice(-tenth).map(({ resident }) => resident));
  say(`${minutes} min: ${shown(all)}`);
  say(
    `resident memory: ${early.toFixed(0)} → ${late.toFixed(0)} MiB (${((late / early - 1) * 100).toFixed(1)} %)`,
  );
  return { soak: all, memory: { early, late, samples } };
};

const { service, url } = await startService();
try {
  say(
    `${url}, ${process.env.DATABASE_URL === undefined ? "embedded store" : "PostgreSQL"}, ${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}`,
  );
  const source = await prepare(url);
  const result = options.minutes === undefined ? await loadAndHalf(url, source) : await soak(url, source);
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  agent.destroy();
  service.kill("SIGTERM");
  await once(service, "exit");
  rmSync(folder, { recursive: true, force: true });
}
