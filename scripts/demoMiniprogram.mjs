// Builds the example with the platform's official command line, opens its page, ticks two offers and places the order.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { verify } from "../dist/index.js";
import { buildExample } from "./miniprogram/buildExample.mjs";
import { loadMiniProgram } from "./miniprogram/loadMiniProgram.mjs";

const show = (title, text) => process.stdout.write(`\n── ${title}\n\n${text}\n`);

const { folder, seconds, networkAttempts } = buildExample();
try {
  show(
    "The official build",
    `tma build-npm: ${seconds.toFixed(1)} s, ${networkAttempts.length} attempts to reach the network`,
  );
  const program = loadMiniProgram(folder);
  const { page, orders } = program;
  page.tap("onMore");
  page.tap("onMore");
  page.tap("onToggle", { id: "activity-170-20" });
  page.tap("onToggle", { id: "coupon-10" });
  const { lines, units, totals } = page.data().view;
  const rows = [...lines, ...units].flatMap(({ label, total, payable, shares }) => [
    `${label}  ${total} → ${payable}`,
    ...shares.map(({ title, amount }) => `    ${title}  −${amount}`),
  ]);
  show("What the page shows", [...rows, `应付 ${totals.payable}`].join("\n"));
  page.tap("onPlace");
  const [order] = orders;
  if (order === undefined) throw new Error(`no order was placed: ${page.data().message}`);
  show(
    `What plugin.createOrder (${order.plugin}) gets, beside success and fail`,
    JSON.stringify(order.options, undefined, 2),
  );
  const report = verify(order.options);
  if (report._tag === "Left" || !report.right.ok) throw new Error(JSON.stringify(report, undefined, 2));
  show("Does suanjia verify it, amounts and rules?", `ok: ${report.right.ok}`);
  program.answer(0, "success", { orderId: "ots73123456789", outOrderNo: "1" });
  show("What the page says then", page.data().message);
} finally {
  rmSync(dirname(folder), { recursive: true, force: true });
}
