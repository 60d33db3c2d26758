// Starts the built service with a key pair of its own, and plays the platform for one whole order: what marketing is there,
// what it costs, the order, the same order again, a tampered copy, a cheaper claim, a refund.
import { spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const APP = "tt0000000000000demo";
const WHO = { app_id: APP, open_id: "demo-buyer" };

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const folder = mkdtempSync(join(tmpdir(), "suanjia-demo-"));

const yuan = (fen) => `¥${(fen / 100).toFixed(2)}`;
const print = (...lines) => process.stdout.write(`${lines.join("\n")}\n`);
const title = (text) => print("", `── ${text}`);

const startService = async () => {
  const buyers = join(folder, "buyers.json");
  writeFileSync(
    buyers,
    JSON.stringify([
      {
        openId: WHO.open_id,
        buyer: { identities: ["vip"], points: 1260 },
        held: [{ id: "drink-coupon", code: "TEA-8F3K" }],
      },
    ]),
  );
  const files = [
    "--catalog",
    path("examples/catalog.json"),
    "--promotions",
    path("examples/promotions.json"),
  ];
  const args = [...files, "--buyers", buyers, "--port", "0", "--data", join(folder, "data"), "--lang", "en"];
  const service = spawn(process.execPath, [path("dist/cli/main.js"), "serve", ...args], {
    env: {
      PATH: process.env.PATH,
      SUANJIA_APP_ID: APP,
      SUANJIA_PLATFORM_PUBLIC_KEY: keys.publicKey.export({ type: "spki", format: "pem" }),
    },
    // The log, a line for a request, goes to standard output; it is not shown here.
    stdio: ["ignore", "ignore", "pipe"],
  });
  for await (const line of createInterface({ input: service.stderr })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return { service, url };
    print(line);
  }
  throw new Error("the service did not start");
};

/** Signs as the platform does. `tamper` changes the body after that, as somebody on the way would. */
const callback = async (url, type, message, tamper = (body) => body) => {
  const body = JSON.stringify({ version: "2.0", type, msg: JSON.stringify(message) });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(16).toString("hex");
  const response = await fetch(`${url}/spi/${type}`, {
    method: "POST",
    body: tamper(body),
    headers: {
      "content-type": "application/json",
      "byte-timestamp": timestamp,
      "byte-nonce-str": nonce,
      "byte-signature": sign("RSA-SHA256", `${timestamp}\n${nonce}\n${body}\n`, keys.privateKey).toString(
        "base64",
      ),
    },
  });
  return { status: response.status, text: await response.text() };
};

const LINES = [
  { goods_id: "pearl-milk-tea", quantity: 2, price: 1800 },
  { goods_id: "grape-fruit-tea", quantity: 1, price: 2200 },
  { goods_id: "cheese-cake", quantity: 1, price: 2600 },
];

const query = async (url) => {
  title("query_marketing_info: what is there for these goods?");
  const { text } = await callback(url, "query_marketing_info", { ...WHO, goods_info: LINES });
  const { data } = JSON.parse(text);
  for (const list of ["activity_info", "coupon_info", "identity_info", "score_info"])
    for (const { title: name, discount_amount: fen } of data[list])
      print(`  ${name}: ${fen === undefined ? "does not apply now" : `−${yuan(fen)}`}`);
};

const calculate = async (url) => {
  title("query_and_calculate: the best combination, calculated");
  const { text } = await callback(url, "query_and_calculate", {
    ...WHO,
    goods_marketing_info: LINES.map(({ goods_id, quantity }) => ({ goods_id, quantity })),
    need_default_marketing: true,
  });
  const best = JSON.parse(text).data.calculation_result;
  for (const each of best.order_calculation_result_info.marketing_detail_info)
    print(`  ${each.title}: −${yuan(each.discount_amount)}`);

  title("calculate_price: the same by its number");
  const again = await callback(url, "calculate_price", {
    ...WHO,
    goods_calculation_info: LINES.map(({ goods_id, quantity }) => ({ goods_id, quantity })),
    ext_calculation_no: best.ext_calculation_no,
  });
  const { data } = JSON.parse(again.text);
  for (const { goods_id, total_amount, total_discount_amount } of data.goods_calculation_result_info)
    print(`  ${goods_id}: ${yuan(total_amount)} − ${yuan(total_discount_amount)}`);
  return data;
};

/** The order that the platform makes of a calculation. */
const orderOf = (calculation) => {
  const { order_calculation_result_info, goods_calculation_result_info, item_calculation_result_info } =
    calculation;
  const total = goods_calculation_result_info.reduce((sum, each) => sum + each.total_amount, 0);
  const discount = goods_calculation_result_info.reduce((sum, each) => sum + each.total_discount_amount, 0);
  const paidOf = ({ total_amount, total_discount_amount }) => total_amount - total_discount_amount;
  return {
    ...WHO,
    order_id: "ots0000000000000001",
    create_order_time: Date.now(),
    total_amount: total,
    discount,
    goods: goods_calculation_result_info.map((each) => ({
      goods_id: each.goods_id,
      quantity: each.quantity,
      origin_price: each.total_amount / each.quantity,
    })),
    item_order_info_list: item_calculation_result_info.map((each, i) => ({
      goods_id: each.goods_id,
      item_order_id: `ots100000000000000${i}`,
      price: paidOf(each),
    })),
    price_calculation_detail: {
      calculation_type: calculation.calculation_type,
      order_discount_detail: order_calculation_result_info,
      goods_discount_detail: goods_calculation_result_info,
      item_discount_detail: item_calculation_result_info,
    },
  };
};

const orderAndRefund = async (url, order) => {
  title(`pre_create_order: ${yuan(order.total_amount)} − ${yuan(order.discount)}`);
  const first = await callback(url, "pre_create_order", order);
  print(`  ${first.text}`);
  title("pre_create_order again: the platform did not hear the answer");
  const retry = await callback(url, "pre_create_order", order);
  print(`  ${retry.text === first.text ? "the same bytes" : "OTHER BYTES"}`);
  title("a copy that somebody changed on the way");
  const tampered = await callback(url, "pre_create_order", order, (body) => body.replace("00001", "00002"));
  print(`  HTTP ${tampered.status} ${tampered.text}`);
  title("an order that claims to cost one fen less, rightly signed");
  const cheaper = { ...order, order_id: "ots0000000000000003", discount: order.discount + 1 };
  const refused = await callback(url, "pre_create_order", cheaper);
  print(`  ${refused.text}`);
  const [item] = order.item_order_info_list;
  const refund = (refund_id, refund_amount) =>
    callback(url, "pre_create_refund", {
      ...WHO,
      refund_id,
      order_id: order.order_id,
      out_order_no: JSON.parse(first.text).data.out_order_no,
      refund_total_amount: refund_amount,
      refund_item_detail: {
        item_order_quantity: 1,
        item_order_detail: [{ item_order_id: item.item_order_id, refund_amount }],
      },
    });
  title(`pre_create_refund: one ${item.goods_id}, for which ${yuan(item.price)} was paid`);
  const refunded = await refund("refund-1", item.price);
  print(`  ${refunded.text}`);
  title("and one fen more of it");
  const tooMuch = await refund("refund-2", 1);
  print(`  ${tooMuch.text}`);
  return (
    JSON.parse(first.text).err_no === 0 &&
    retry.text === first.text &&
    tampered.status === 401 &&
    JSON.parse(refused.text).err_no !== 0 &&
    JSON.parse(refunded.text).err_no === 0 &&
    JSON.parse(tooMuch.text).err_no !== 0
  );
};

let started;
try {
  started = await startService();
  print(`listening: ${started.url}`);
  await query(started.url);
  const isGood = await orderAndRefund(started.url, orderOf(await calculate(started.url)));
  title("stop");
  started.service.kill("SIGTERM");
  const [code] = await once(started.service, "exit");
  print(`  exit code ${code}`);
  if (!isGood || code !== 0) throw new Error("not what was expected: see above");
} finally {
  if (started !== undefined && started.service.exitCode === null) started.service.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
