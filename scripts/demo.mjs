// Prices the platform's own marketing sample through the command line: table, both formats, and what verify says.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const request = fileURLToPath(new URL("../examples/marketing.json", import.meta.url));

/** Runs the command line and shows what it prints; stops where it complains. */
const suanjia = (args, input) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: "utf8",
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
};

const show = (title, args, input) => {
  process.stdout.write(
    `\n── ${title}\n$ suanjia ${args.join(" ").replace(request, "examples/marketing.json")}\n\n`,
  );
  return suanjia(args, input);
};

show("What each line and unit pays", ["price", request, "--output", "table"]);
const plugin = show("For plugin.createOrder", ["price", request, "--output", "plugin"]);
const openapi = show("For the OpenAPI create_order", ["price", request, "--output", "openapi"]);
// The request has amounts alone: names, photos and the like, which the documents ask for too, are the shop's to add.
const AMOUNTS = ["verify", "--checks", "amounts"];
show("Do the amounts of the plugin's order agree?", AMOUNTS, plugin);
show("Do those of the OpenAPI's body?", AMOUNTS, openapi);
