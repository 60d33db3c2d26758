/**
 * The baseline of the command line: reads a file by lines, parses each, writes it out again. Nothing else, and as fast
 * as a stream allows: whole chunks are split and joined, since a reader of single lines would make it slow.
 */
import { once } from "node:events";
import { createReadStream } from "node:fs";

const [, , file] = process.argv;
let rest = "";
for await (const chunk of createReadStream(file as string, { encoding: "utf8", highWaterMark: 1 << 18 })) {
  const lines = (rest + (chunk as string)).split("\n");
  rest = lines.pop() as string;
  let out = "";
  for (const line of lines) out += `${JSON.stringify(JSON.parse(line))}\n`;
  if (!process.stdout.write(out)) await once(process.stdout, "drain");
}
if (rest !== "") process.stdout.write(`${JSON.stringify(JSON.parse(rest))}\n`);
