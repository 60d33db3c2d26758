/**
 * Preloaded (NODE_OPTIONS="--require …/blockNetwork.cjs"), keeps a Node process from any network: every outgoing connection
 * fails at once with the code ENETBLOCKED, and each attempt is one line of JSON in the file that BLOCK_NETWORK_LOG names.
 */
"use strict";
const dgram = require("node:dgram");
const dns = require("node:dns");
const fs = require("node:fs");
const http = require("node:http");
const https = require("node:https");
const { syncBuiltinESMExports } = require("node:module");
const net = require("node:net");

const log = process.env.BLOCK_NETWORK_LOG;

const block = (api, target) => {
  if (log) fs.appendFileSync(log, `${JSON.stringify({ api, target })}\n`);
  const error = new Error(`the network is blocked: ${api} ${target}`);
  error.code = "ENETBLOCKED";
  return error;
};

const targetOf = (args) => {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null)
    return first.path && !first.port ? first.path : `${first.host ?? "localhost"}:${first.port}`;
  return Number.isNaN(Number(first))
    ? String(first)
    : `${typeof args[1] === "string" ? args[1] : "localhost"}:${first}`;
};

// Every client of TCP, TLS and pipes goes through here: net, tls, http, https, http2, undici, WebSocket.
net.Socket.prototype.connect = function connect(...args) {
  const error = block("connect", targetOf(args));
  process.nextTick(() => this.destroy(error));
  return this;
};

// The socket does the failing; this only records the whole address.
for (const [name, owner] of [
  ["http", http],
  ["https", https],
]) {
  const { request } = owner;
  owner.request = (...args) => {
    const outgoing = request.apply(owner, args);
    block(`${name}.request`, `${outgoing.method} ${outgoing.protocol}//${outgoing.host}${outgoing.path}`);
    return outgoing;
  };
  owner.get = (...args) => {
    const outgoing = owner.request(...args);
    outgoing.end();
    return outgoing;
  };
}

globalThis.fetch = async (input) => {
  throw block("fetch", String(input?.url ?? input));
};

const isQuery = (name) => /^(lookup|lookupService|resolve.*|reverse)$/.test(name);

const failing = (api, isPromised) =>
  isPromised
    ? async (host) => {
        throw block(api, String(host));
      }
    : (host, ...rest) => {
        const error = block(api, String(host));
        const done = rest.at(-1);
        if (typeof done !== "function") throw error;
        process.nextTick(done, error);
      };

for (const [label, owner, isPromised] of [
  ["dns", dns, false],
  ["dns.promises", dns.promises, true],
  ["dns.Resolver", dns.Resolver.prototype, false],
  ["dns.Resolver", Object.getPrototypeOf(dns.Resolver.prototype), false],
  ["dns.promises.Resolver", dns.promises.Resolver.prototype, true],
  ["dns.promises.Resolver", Object.getPrototypeOf(dns.promises.Resolver.prototype), true],
])
  for (const name of Object.getOwnPropertyNames(owner).filter(isQuery))
    if (typeof owner[name] === "function") owner[name] = failing(`${label}.${name}`, isPromised);

for (const name of ["connect", "send"])
  dgram.Socket.prototype[name] = (...args) => {
    throw block(`dgram.${name}`, args.filter((each) => /^(string|number)$/.test(typeof each)).join(":"));
  };

// `import { connect } from "node:net"` is to see the replacements too.
syncBuiltinESMExports();
