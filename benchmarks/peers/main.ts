/**
 * One work by all contenders, in a process of its own: node main.js FOLDER WORK ROUNDS, answered as JSON.
 */
import { APPORTION_GROWTH, apportionContests } from "./apportion.js";
import { CONDITIONS_GROWTH, conditionsContests } from "./conditions.js";
import { type Contest, hold } from "./contest.js";
import { decodeContests } from "./decode.js";
import { loadPeers, type Peers } from "./load.js";
import { PRICE_GROWTH, priceContests } from "./price.js";

interface Work {
  readonly contests: (peers: Peers) => readonly Contest[];
  readonly growth: readonly (readonly [from: string, to: string])[];
}

const WORKS: Readonly<Record<string, Work>> = {
  apportion: { contests: apportionContests, growth: APPORTION_GROWTH },
  price: { contests: priceContests, growth: PRICE_GROWTH },
  conditions: { contests: conditionsContests, growth: CONDITIONS_GROWTH },
  decode: { contests: decodeContests, growth: [] },
};

/** Long enough for the clock; the slowest peers take longer for one piece of work. */
const BATCH_NS = 8e6;

const [folder, name, rounds] = process.argv.slice(2) as [string, string, string];
const { contests, growth } = WORKS[name] as Work;
const peers = await loadPeers(folder);
console.log(
  JSON.stringify(await hold(contests(peers), growth, { rounds: Number(rounds), batchNs: BATCH_NS })),
);
