/**
 * The strictest baseline of the command line: the time of `JSON.parse` and `JSON.stringify` alone, on one thread, of
 * lines that are in memory already. Reading, decoding UTF-8, finding the lines, writing and starting Node are left out
 * of it, and no program can leave them out. Prints nanoseconds.
 */
import { createReadStream } from "node:fs";

const [, , file] = process.argv;
let spent = 0n;
let bytes = 0;
let rest = "";
for await (const chunk of createReadStream(file as string, { encoding: "utf8", highWaterMark: 1 << 18 })) {
  const lines = (rest + (chunk as string)).split("\n");
  rest = lines.pop() as string;
  const start = process.hrtime.bigint();
  for (const line of lines) bytes += JSON.stringify(JSON.parse(line)).length;
  spent += process.hrtime.bigint() - start;
}
if (bytes === 0) throw new Error(`no orders in ${file}`);
console.log(String(spent));
