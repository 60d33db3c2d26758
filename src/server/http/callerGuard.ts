/**
 * Who may ask the routes under /v1: whoever has the token, or, without one, only this machine.
 */
import type { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";
import type { Refusal } from "./answers.js";

/** What is known of a caller. */
export interface Caller {
  readonly headers: Headers;
  /** The address of the connection; undefined where it is not known. */
  readonly address: string | undefined;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const bearerOf = (headers: Headers): string | undefined =>
  /^Bearer +([\x21-\x7e]+) *$/i.exec(headers.get("authorization") ?? "")?.[1];

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/.test(address);

/** What a proxy on this machine adds: then the connection says nothing of where the caller is. */
const PROXY_HEADERS = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** A page in a browser on this machine may reach us by a name of its own (DNS rebinding), which `Host` then says. */
const isLocalHost = (host: string | null): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(host ?? "");

/** Makes the guard: undefined is welcome. */
export const callerGuard = (token: string | undefined): ((caller: Caller) => Refusal | undefined) => {
  if (token === undefined)
    return ({ headers, address }) =>
      isLoopback(address) &&
      isLocalHost(headers.get("host")) &&
      !PROXY_HEADERS.some((name) => headers.has(name))
        ? undefined
        : { status: 403, kind: "notLoopback" };
  const expected = digest(token);
  return ({ headers }) => {
    const given = bearerOf(headers);
    return given !== undefined && timingSafeEqual(digest(given), expected)
      ? undefined
      : { status: 401, kind: "unauthorized", headers: { "www-authenticate": 'Bearer realm="suanjia"' } };
  };
};
