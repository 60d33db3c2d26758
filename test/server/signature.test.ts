/**
 * Signatures of callbacks: only what the platform signed, just now, byte for byte, passes.
 */
import { generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import fc from "fast-check";
import * as E from "fp-ts/lib/Either.js";
import { describe, expect, test } from "vitest";
import { createKeyRing, UnusableKeys } from "../../src/server/signature/KeyRing.js";
import { authorizationOf, signCallback } from "../../src/server/signature/sign.js";
import type { SignedParts } from "../../src/server/signature/types.js";
import { verifySignature } from "../../src/server/signature/verifySignature.js";
import { forAll, runs } from "../support/runs.js";

const RUNS = runs(2_000);

const pemOf = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();
const derOf = (key: KeyObject): string => key.export({ type: "spki", format: "der" }).toString("base64");
const rsaPair = (modulusLength: number) => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return { publicKey, secret: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), privateKey };
};

const APP = "tt07e3715e98c9aac0";
const OTHER_APP = "ttother";
const current = rsaPair(2048);
const next = rsaPair(2048);
const ring = createKeyRing([{ appId: APP, publicKey: pemOf(current.publicKey) }]);

const SECONDS = 1_790_000_000;
const NOW = SECONDS * 1000;
const BODY = Buffer.from(
  '{"version":"2.0","type":"pre_create_order","msg":"{\\"order_id\\":\\"7056505317450041644\\",\\"goods\\":\\"双人餐\\"}"}',
);
const callback = { timestamp: String(SECONDS), nonce: "jM3QxB7/a_Z9-k2L", rawBody: BODY };
const headers = signCallback(current.secret, callback);
const signature = headers["byte-signature"];

const check = (parts: SignedParts, now = NOW, keyRing = ring) => verifySignature(parts, keyRing, { now });
const withHeader = (name: string, value: string | readonly string[] | undefined): SignedParts => ({
  headers: { ...headers, [name]: value },
  rawBody: BODY,
});
/** Signed afresh, as an honest signer would, so that only what the test is about can be refused. */
const signedAs = (change: Partial<typeof callback>): SignedParts => {
  const { timestamp, nonce, rawBody } = { ...callback, ...change };
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`, "latin1"), rawBody, Buffer.from("\n")]);
  return {
    headers: {
      "byte-timestamp": timestamp,
      "byte-nonce-str": nonce,
      "byte-signature": sign("RSA-SHA256", text, current.privateKey).toString("base64"),
    },
    rawBody,
  };
};
const TRUE_SIGNER = E.right({ appIds: [APP] });

/** Every text that differs from this one in one bit of one of its bytes. */
const bitFlips = (bytes: Uint8Array): Buffer[] =>
  [...bytes].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => {
      const flipped = Buffer.from(bytes);
      flipped[at] = byte ^ (1 << bit);
      return flipped;
    }),
  );

/** How many of these were refused for which reason; throws on one that was not refused. */
const refusals = (all: readonly SignedParts[], keyRing = ring): Record<string, number> => {
  const tally: Record<string, number> = {};
  for (const parts of all) {
    const answer = check(parts, NOW, keyRing);
    if (E.isRight(answer)) throw new Error(`accepted: ${JSON.stringify(parts)}`);
    tally[answer.left] = (tally[answer.left] ?? 0) + 1;
  }
  return tally;
};

describe("a signed callback", () => {
  test("passes, and tells whose key signed it", () => {
    expect(check({ headers, rawBody: BODY })).toEqual(TRUE_SIGNER);
    expect(check(signedAs({}))).toEqual(TRUE_SIGNER);
  });

  test("is signed over exactly three lines", () => {
    const text = `${SECONDS}\n${callback.nonce}\n${BODY.toString()}\n`;
    expect(verify("RSA-SHA256", Buffer.from(text), current.publicKey, Buffer.from(signature, "base64"))).toBe(
      true,
    );
  });

  test("passes whatever the bytes of the body are, and when there are none", () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    for (const rawBody of [bytes, Buffer.alloc(0), Buffer.from("\n\n")])
      expect(check(signedAs({ rawBody }))).toEqual(TRUE_SIGNER);
  });

  test("passes with a nonce of any Latin-1 text, as HTTP hands it over", () => {
    expect(check(signedAs({ nonce: "caf\u00e9 \u0080\u00ff\t=" }))).toEqual(TRUE_SIGNER);
  });

  test("passes as a view into a larger buffer", () => {
    const larger = Buffer.concat([Buffer.from("before"), BODY, Buffer.from("after")]);
    const rawBody = new Uint8Array(larger.buffer, larger.byteOffset + 6, BODY.length);
    expect(check({ headers, rawBody })).toEqual(TRUE_SIGNER);
  });
});

describe("every flipped bit is refused", () => {
  test("of the body", () => {
    const flips = bitFlips(BODY).map((rawBody) => ({ headers, rawBody }));
    expect(refusals(flips)).toEqual({ signatureWrong: BODY.length * 8 });
  });

  test.each([
    ["byte-timestamp", callback.timestamp],
    ["byte-nonce-str", callback.nonce],
    ["byte-signature", signature],
  ])("of %s", (name, value) => {
    const flips = bitFlips(Buffer.from(value)).map((bytes) => withHeader(name, bytes.toString("latin1")));
    const tally = refusals(flips);
    expect(Object.values(tally).reduce((sum, each) => sum + each, 0)).toBe(value.length * 8);
    // Some flips leave a well-formed header: those the signature itself must refuse.
    expect(tally["signatureWrong"]).toBeGreaterThan(0);
  });

  test("of the signature's bytes, written as good base64 again", () => {
    const flips = bitFlips(Buffer.from(signature, "base64"));
    expect(refusals(flips.map((bytes) => withHeader("byte-signature", bytes.toString("base64"))))).toEqual({
      signatureWrong: 256 * 8,
    });
  });
});

describe("a body or a nonce", () => {
  test("cut short or made longer is refused", () => {
    const bodies = [
      BODY.subarray(1),
      BODY.subarray(0, -1),
      Buffer.concat([BODY, Buffer.from("\n")]),
      Buffer.alloc(0),
    ];
    expect(refusals(bodies.map((rawBody) => ({ headers, rawBody })))).toEqual({ signatureWrong: 4 });
    const nonces = [
      callback.nonce.slice(1),
      callback.nonce.slice(0, -1),
      `${callback.nonce} `,
      ` ${callback.nonce}`,
    ];
    expect(refusals(nonces.map((nonce) => withHeader("byte-nonce-str", nonce)))).toEqual({
      signatureWrong: 4,
    });
  });

  test("written as other JSON of the same meaning is refused", () => {
    const rawBody = Buffer.from(JSON.stringify(JSON.parse(BODY.toString()), undefined, 1));
    expect(check({ headers, rawBody })).toEqual(E.left("signatureWrong"));
  });

  test("cannot trade lines: the signed text stays the same, the parts do not", () => {
    const parts = signedAs({ rawBody: Buffer.from("first\nsecond") });
    const moved: SignedParts = {
      headers: { ...parts.headers, "byte-nonce-str": `${callback.nonce}\nfirst` },
      rawBody: Buffer.from("second"),
    };
    expect(check(parts)).toEqual(TRUE_SIGNER);
    expect(check(moved)).toEqual(E.left("signatureForm"));
    expect(check(signedAs({ nonce: "a\rb" }))).toEqual(E.left("signatureForm"));
  });

  test("cannot pass as another by losing the high half of a character", () => {
    // "Ł" is U+0141, of which "A" is the low byte; a lone surrogate has no bytes at all.
    expect(check(signedAs({ nonce: "A" }))).toEqual(TRUE_SIGNER);
    for (const nonce of ["\u0141", "\ud841"]) {
      const parts = signedAs({ nonce: "A" });
      expect(check({ ...parts, headers: { ...parts.headers, "byte-nonce-str": nonce } })).toEqual(
        E.left("signatureForm"),
      );
    }
  });
});

describe("headers", () => {
  const names = ["byte-timestamp", "byte-nonce-str", "byte-signature"] as const;

  test.each(names)("%s missing", (name) => {
    for (const value of [undefined, "", []])
      expect(check(withHeader(name, value))).toEqual(E.left("headerMissing"));
    const { [name]: _left, ...rest } = headers;
    expect(check({ headers: rest, rawBody: BODY })).toEqual(E.left("headerMissing"));
  });

  test.each(names)("%s repeated, as a list or joined, even with equal values", (name) => {
    const value = headers[name];
    const repeated = [
      [value, value],
      [value],
      ["", value],
      `${value}, ${value}`,
      `${value},`,
      `,${value}`,
      ",",
    ];
    for (const each of repeated) expect(check(withHeader(name, each))).toEqual(E.left("headerRepeated"));
  });

  test("repeated is refused even where the joined text itself was signed", () => {
    expect(check(signedAs({ nonce: "a, b" }))).toEqual(E.left("headerRepeated"));
  });

  test("nothing at all", () => {
    expect(check({ headers: {}, rawBody: BODY })).toEqual(E.left("headerMissing"));
  });
});

describe("timestamps", () => {
  test.each([
    ["299 s old", NOW + 299_000, true],
    ["300 s old", NOW + 300_000, true],
    ["a millisecond more than 300 s old", NOW + 300_001, false],
    ["300 s ahead", NOW - 300_000, true],
    ["a millisecond more than 300 s ahead", NOW - 300_001, false],
    ["a day old", NOW + 86_400_000, false],
    ["a day ahead", NOW - 86_400_000, false],
    ["on a clock that does not go", Number.NaN, false],
  ])("%s", (_what, now, passes) => {
    expect(check({ headers, rawBody: BODY }, now)).toEqual(passes ? TRUE_SIGNER : E.left("timestampStale"));
  });

  test("the tolerance can be set", () => {
    const at = (now: number, toleranceSeconds: number) =>
      verifySignature({ headers, rawBody: BODY }, ring, { now, toleranceSeconds });
    expect(at(NOW + 10_000, 10)).toEqual(TRUE_SIGNER);
    expect(at(NOW + 10_001, 10)).toEqual(E.left("timestampStale"));
    expect(at(NOW, 0)).toEqual(TRUE_SIGNER);
    expect(at(NOW + 1, 0)).toEqual(E.left("timestampStale"));
    expect(at(NOW, Number.NaN)).toEqual(E.left("timestampStale"));
    expect(at(NOW, -1)).toEqual(E.left("timestampStale"));
  });

  test.each([
    "soon",
    `+${SECONDS}`,
    `-${SECONDS}`,
    `${SECONDS}.0`,
    `${SECONDS / 10}e1`,
    ` ${SECONDS}`,
    `${SECONDS} `,
    `${SECONDS}\n`,
    `0x${SECONDS.toString(16)}`,
    "１７９００００００００",
    String(NOW),
    "NaN",
  ])("malformed though signed: %j", (timestamp) => {
    expect(check(signedAs({ timestamp }))).toEqual(E.left("timestampForm"));
  });

  test("one and twelve digits are read, thirteen are milliseconds and refused", () => {
    const at = (timestamp: string) => check(signedAs({ timestamp }), Number(timestamp) * 1000);
    expect(at("7")).toEqual(TRUE_SIGNER);
    expect(at("999999999999")).toEqual(TRUE_SIGNER);
    expect(at("9999999999999")).toEqual(E.left("timestampForm"));
  });
});

describe("signatures in base64", () => {
  /** A signed callback whose signature has both letters that the two alphabets write differently. */
  const both = (() => {
    for (let i = 0; ; i++) {
      const parts = signedAs({ nonce: `n${i}` });
      const text = String(parts.headers["byte-signature"]);
      if (text.includes("+") && text.includes("/")) return { parts, text };
    }
  })();
  const written = (text: string): SignedParts => ({
    headers: { ...both.parts.headers, "byte-signature": text },
    rawBody: both.parts.rawBody,
  });
  /** 256 bytes end in "X==", of which X holds four bits that mean nothing. */
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const lastLetter = ALPHABET.indexOf(both.text.charAt(341));

  test("as it should be", () => {
    expect(both.text).toHaveLength(344);
    expect(check(written(both.text))).toEqual(TRUE_SIGNER);
  });

  test.each<[string, string]>([
    ["unpadded", both.text.replace(/=+$/, "")],
    ["half padded", both.text.slice(0, -1)],
    ["padded too much", `${both.text}=`],
    ["url-safe", both.text.replaceAll("+", "-").replaceAll("/", "_")],
    ["url-safe in one letter", both.text.replace("+", "-")],
    ["with a space before", ` ${both.text}`],
    ["with a space after", `${both.text} `],
    ["with a line break inside", `${both.text.slice(0, 76)}\n${both.text.slice(76)}`],
    ["with a letter of neither alphabet", `${both.text.slice(0, 10)}*${both.text.slice(10)}`],
    ["with a second text behind the padding", `${both.text}AAAA`],
    ["of another script", both.text.replace("+", "＋")],
    ["in hexadecimal with an odd length", Buffer.from(both.text, "base64").toString("hex").slice(1)],
  ])("%s", (_how, text) => {
    expect(text).not.toBe(both.text);
    expect(check(written(text))).toEqual(E.left("signatureForm"));
  });

  test("with bits in the padding that mean nothing", () => {
    for (let bits = 1; bits < 16; bits++) {
      const text = `${both.text.slice(0, 341)}${ALPHABET.charAt(lastLetter + bits)}==`;
      expect(Buffer.from(text, "base64")).toEqual(Buffer.from(both.text, "base64"));
      expect(check(written(text))).toEqual(E.left("signatureForm"));
    }
  });

  test("truncated, extended and empty bytes, well written", () => {
    const bytes = Buffer.from(both.text, "base64");
    const others = [
      bytes.subarray(1),
      bytes.subarray(0, 255),
      bytes.subarray(0, 1),
      Buffer.concat([bytes, Buffer.from([0])]),
      Buffer.concat([Buffer.from([0]), bytes]),
      Buffer.alloc(256),
      Buffer.alloc(256, 0xff),
      Buffer.alloc(100_000, 1),
    ];
    for (const other of others)
      expect(check(written(other.toString("base64")))).toEqual(E.left("signatureWrong"));
  });
});

describe("keys", () => {
  test("the wrong key", () => {
    const wrong = createKeyRing([{ appId: APP, publicKey: pemOf(next.publicKey) }]);
    expect(check({ headers, rawBody: BODY }, NOW, wrong)).toEqual(E.left("signatureWrong"));
  });

  test("a signature by another scheme of the same key", () => {
    const text = Buffer.concat([Buffer.from(`${SECONDS}\n${callback.nonce}\n`), BODY, Buffer.from("\n")]);
    const others = [
      sign("RSA-SHA256", text, { key: current.privateKey, padding: 6 /* PSS */ }),
      sign("RSA-SHA1", text, current.privateKey),
      sign("RSA-SHA512", text, current.privateKey),
      sign("RSA-SHA256", text.subarray(0, -1), current.privateKey),
    ].map((bytes) => withHeader("byte-signature", bytes.toString("base64")));
    expect(refusals(others)).toEqual({ signatureWrong: 4 });
  });

  test("while keys are changed over, the old one and the new one verify, each once it is there", () => {
    const rotating = createKeyRing([
      { appId: APP, publicKey: pemOf(current.publicKey), name: "old" },
      { appId: APP, publicKey: derOf(next.publicKey), name: "new" },
    ]);
    const byNext: SignedParts = { headers: signCallback(next.secret, callback), rawBody: BODY };
    expect(check({ headers, rawBody: BODY }, NOW, rotating)).toEqual(TRUE_SIGNER);
    expect(check(byNext, NOW, rotating)).toEqual(TRUE_SIGNER);
    expect(check(byNext)).toEqual(E.left("signatureWrong"));
  });

  test("a key speaks for its own apps only", () => {
    const apps = createKeyRing([
      { appId: APP, publicKey: pemOf(current.publicKey) },
      { appId: OTHER_APP, publicKey: pemOf(next.publicKey) },
    ]);
    const byNext: SignedParts = { headers: signCallback(next.secret, callback), rawBody: BODY };
    expect(check({ headers, rawBody: BODY }, NOW, apps)).toEqual(TRUE_SIGNER);
    expect(check(byNext, NOW, apps)).toEqual(E.right({ appIds: [OTHER_APP] }));
  });

  test("one key for several apps, written in several ways, is one key", () => {
    const shared = createKeyRing([
      { appId: APP, publicKey: pemOf(current.publicKey) },
      { appId: OTHER_APP, publicKey: derOf(current.publicKey) },
      { appId: APP, publicKey: current.publicKey.export({ type: "pkcs1", format: "pem" }).toString() },
    ]);
    expect(shared.keys).toHaveLength(1);
    expect(check({ headers, rawBody: BODY }, NOW, shared)).toEqual(E.right({ appIds: [APP, OTHER_APP] }));
  });

  test("are read with line breaks of any kind around and within", () => {
    const pem = pemOf(current.publicKey);
    const der = derOf(current.publicKey);
    const writings = [
      `\n${pem}\n`,
      pem.replaceAll("\n", "\r\n"),
      `${der}\n`,
      der.replace(/.{64}/g, "$&\r\n"),
    ];
    for (const publicKey of writings)
      expect(check({ headers, rawBody: BODY }, NOW, createKeyRing([{ appId: APP, publicKey }]))).toEqual(
        TRUE_SIGNER,
      );
  });

  test("none: the ring is not made, and a ring without keys lets nothing pass", () => {
    expect(() => createKeyRing([])).toThrow(UnusableKeys);
    expect(check({ headers, rawBody: BODY }, NOW, { keys: [] })).toEqual(E.left("noKey"));
  });

  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
  const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey;
  const pem = pemOf(current.publicKey);
  const der = derOf(current.publicKey);
  test.each<[string, string, RegExp]>([
    ["1024 bits", pemOf(rsaPair(1024).publicKey), /has 1024 bits; at least 2048/],
    ["2047 bits", derOf(rsaPair(2047).publicKey), /has 2047 bits; at least 2048/],
    ["an EC key", pemOf(ec), /not an RSA key: ec$/],
    ["an EC key in DER", derOf(ec), /not an RSA key: ec$/],
    ["an Ed25519 key", pemOf(generateKeyPairSync("ed25519").publicKey), /not an RSA key: ed25519$/],
    ["an RSA key for PSS only", pemOf(pss), /not an RSA key: rsa-pss$/],
    ["a private key", current.secret, /cannot be read/],
    ["two keys in one text", `${pem}${pemOf(next.publicKey)}`, /cannot be read/],
    ["PEM cut short", pem.slice(0, 200), /cannot be read/],
    ["PEM with a hole", pem.replace(/\n.{64}\n/, "\n"), /cannot be read/],
    ["PEM without line breaks", pem.replaceAll("\n", "\\n"), /cannot be read/],
    ["DER cut short", der.slice(0, 200), /cannot be read/],
    ["DER in the url-safe alphabet", `${der.slice(0, 40)}-_${der.slice(42)}`, /cannot be read/],
    ["base64 of something else", Buffer.from("not a key").toString("base64"), /cannot be read/],
    ["words", "the key", /cannot be read/],
    ["nothing", "", /cannot be read/],
    ["not even text", undefined as unknown as string, /cannot be read/],
  ])("refused: %s", (_what, publicKey, message) => {
    const make = () =>
      createKeyRing([
        { appId: APP, publicKey: pem },
        { appId: OTHER_APP, publicKey, name: "2026-10" },
      ]);
    expect(make).toThrow(UnusableKeys);
    expect(make).toThrow(message);
    expect(make).toThrow(/platform public key 2026-10 of app "ttother"/);
    // What is configured in a key's place may be a secret.
    if (publicKey) expect(make).not.toThrow(publicKey.slice(30, 60) || publicKey);
  });

  test("refused: a key of no app; a key without a name is called by its place", () => {
    expect(() => createKeyRing([{ appId: "", publicKey: pem }])).toThrow(/has no app id/);
    expect(() => createKeyRing([{ appId: APP, publicKey: "" }])).toThrow(/public key number 1 of app/);
  });
});

describe("garbage", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
    fc.base64String(),
    fc.constantFrom(...Object.values(headers), "constructor", "__proto__"),
    fc.integer({ min: SECONDS - 400, max: SECONDS + 400 }).map(String),
  );
  const value = fc.option(fc.oneof({ weight: 4, arbitrary: text }, fc.array(text, { maxLength: 3 })), {
    nil: undefined,
    freq: 10,
  });
  const anyHeaders = fc.oneof(
    fc.record({ "byte-timestamp": value, "byte-nonce-str": value, "byte-signature": value }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...Object.keys(headers))), value),
  );
  const anyBody = fc.oneof(fc.uint8Array(), fc.constant(new Uint8Array(BODY)));
  const anyClock = fc.oneof(fc.constant(NOW), fc.double());

  test("never throws, and passes only where everything is what was signed", {
    timeout: 3_600_000,
  }, async () => {
    await forAll(fc.tuple(anyHeaders, anyBody, anyClock), RUNS, ([some, rawBody, now]) => {
      const answer = check({ headers: some, rawBody }, now);
      if (E.isLeft(answer)) return;
      expect(some).toMatchObject(headers);
      expect(Buffer.from(rawBody)).toEqual(BODY);
      expect(Math.abs(now - NOW)).toBeLessThanOrEqual(300_000);
    });
  });

  test("never throws when a key ring is made of it, but for UnusableKeys", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ appId: fc.string(), publicKey: text }), { maxLength: 3 }),
        (sources) => {
          expect(() => createKeyRing(sources)).toThrow(UnusableKeys);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("signCallback", () => {
  test("what it signs passes, whatever the nonce and the body are", () => {
    const nonces = fc.stringMatching(/^[\x20-\x7e]{1,40}$/).filter((nonce) => !/[",]/.test(nonce));
    fc.assert(
      fc.property(nonces, fc.uint8Array(), (nonce, rawBody) => {
        const signed = signCallback(current.secret, { timestamp: String(SECONDS), nonce, rawBody });
        expect(check({ headers: signed, rawBody })).toEqual(TRUE_SIGNER);
      }),
      { numRuns: 50 },
    );
  });

  test("a body given as text is signed as UTF-8", () => {
    expect(signCallback(current.secret, { ...callback, rawBody: BODY.toString() })).toEqual(headers);
  });

  test("refuses what no verifier would take, and keys that are not RSA", () => {
    for (const nonce of ["", "a\nb", "a,b", "é"])
      expect(() => signCallback(current.secret, { ...callback, nonce })).toThrow(/nonce must be/);
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const secret = ec.export({ type: "pkcs8", format: "pem" }).toString();
    expect(() => signCallback(secret, callback)).toThrow(/not an RSA key/);
  });
});

describe("authorizationOf, the scheme of requests to the platform", () => {
  const request = {
    appId: APP,
    keyVersion: "3",
    method: "POST",
    uri: "/api/apps/trade/v2/order/create_order?x=1",
    body: '{"note":"双人餐"}',
    timestamp: "1790000000",
    nonce: "nonce/1",
  };
  const HEADER =
    /^SHA256-RSA2048 appid="(.+)",nonce_str="(.+)",timestamp="(.+)",key_version="(.+)",signature="([A-Za-z0-9+/]+=*)"$/;

  test("is signed over five lines, each value in quotes", () => {
    const [, appId, nonce, timestamp, version, signed] =
      HEADER.exec(authorizationOf(current.secret, request)) ?? [];
    expect([appId, nonce, timestamp, version]).toEqual([APP, "nonce/1", "1790000000", "3"]);
    const lines = `POST\n/api/apps/trade/v2/order/create_order?x=1\n1790000000\nnonce/1\n{"note":"双人餐"}\n`;
    const bytes = Buffer.from(signed ?? "", "base64");
    expect(verify("RSA-SHA256", Buffer.from(lines), current.publicKey, bytes)).toBe(true);
  });

  test("takes a body of bytes, and none", () => {
    expect(authorizationOf(current.secret, { ...request, body: Buffer.from(request.body) })).toBe(
      authorizationOf(current.secret, request),
    );
    const signed =
      HEADER.exec(authorizationOf(current.secret, { ...request, method: "GET", body: "" }))?.[5] ?? "";
    const lines = `GET\n${request.uri}\n1790000000\nnonce/1\n\n`;
    expect(verify("RSA-SHA256", Buffer.from(lines), current.publicKey, Buffer.from(signed, "base64"))).toBe(
      true,
    );
  });

  test("is not the callbacks' scheme: what it signs does not pass as a callback", () => {
    const signed = HEADER.exec(authorizationOf(current.secret, { ...request, body: BODY }))?.[5];
    expect(
      check({
        headers: {
          "byte-timestamp": request.timestamp,
          "byte-nonce-str": request.nonce,
          "byte-signature": signed,
        },
        rawBody: BODY,
      }),
    ).toEqual(E.left("signatureWrong"));
  });

  test.each([
    ["appId", 'tt",signature="'],
    ["keyVersion", ""],
    ["method", "POST\n/other"],
    ["timestamp", "1\n2"],
    ["nonce", "a,b"],
    ["uri", "api"],
    ["uri", "/a\n/b"],
    ["uri", "https://open.douyin.com/api"],
  ])("refuses %s %j", (field, bad) => {
    expect(() => authorizationOf(current.secret, { ...request, [field]: bad })).toThrow(`${field} must`);
  });

  test("refuses a key that is not RSA", () => {
    const secret = generateKeyPairSync("ed25519")
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    expect(() => authorizationOf(secret, request)).toThrow(/not an RSA key/);
  });
});
