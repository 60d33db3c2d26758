import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSnapshot, MAX_SNAPSHOT_BYTES } from "../../src/platform/custom-goods/checkSnapshot.js";
import { leftOf, rightOf } from "../support/either.js";
import {
  dnl,
  EOI,
  exifWithThumbnail,
  frame,
  jpeg,
  jpegOfLength,
  progressive,
  SOI,
  scan,
  segment,
} from "../support/jpegs.js";

const codesOf = (bytes: Uint8Array): readonly string[] =>
  leftOf(checkSnapshot(bytes)).map(({ code }) => code);
const sizeOf = (bytes: Uint8Array): readonly number[] => {
  const { width, height, byteLength } = rightOf(checkSnapshot(bytes));
  expect(byteLength).toBe(bytes.length);
  return [width, height];
};
const onlyMessage = (bytes: Uint8Array): string => {
  const problems = leftOf(checkSnapshot(bytes));
  expect(problems.length).toBe(1);
  return problems[0]!.message;
};
const bytesOf = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());

/** The same bytes, counting how often one of them is read, and whether one is that is not there. */
const watched = (bytes: Uint8Array): { bytes: Uint8Array; reads: () => number; past: () => number } => {
  let reads = 0;
  let past = 0;
  const proxy = new Proxy(bytes, {
    get: (target, key) => {
      if (typeof key === "string" && /^-?\d+$/.test(key)) {
        reads += 1;
        if (Number(key) < 0 || Number(key) >= target.length) past += 1;
      }
      const value: unknown = Reflect.get(target, key, target);
      if (key === "indexOf")
        return (byte: number, from: number) => {
          const at = target.indexOf(byte, from);
          reads += (at < 0 ? target.length : at + 1) - Math.min(from, target.length);
          return at;
        };
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { bytes: proxy, reads: () => reads, past: () => past };
};

describe("what is taken", () => {
  test("baseline and progressive", () => {
    expect(sizeOf(jpeg({ width: 100, height: 100 }))).toEqual([100, 100]);
    expect(sizeOf(progressive(640, 640))).toEqual([640, 640]);
  });

  test("every kind of frame, of any size that a header can say", () => {
    for (const marker of [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
      for (const side of [1, 255, 256, 65535])
        expect(sizeOf(jpeg({ width: side, height: side, frame: marker }))).toEqual([side, side]);
  });

  test("the thumbnail within EXIF is not the picture", () => {
    expect(sizeOf(jpeg({ width: 300, height: 300, before: exifWithThumbnail(160, 120) }))).toEqual([
      300, 300,
    ]);
    expect(codesOf(jpeg({ width: 300, height: 200, before: exifWithThumbnail(160, 160) }))).toEqual([
      "customGoods.notSquare",
    ]);
  });

  test("fill bytes and markers without a segment", () => {
    expect(sizeOf(jpeg({ width: 9, height: 9, before: [0xff, 0xff, ...segment(0xfe, [1])] }))).toEqual([
      9, 9,
    ]);
    expect(sizeOf(jpeg({ width: 9, height: 9, before: [0xff, 0x01, 0xff, 0xd0, 0xff, 0xd7] }))).toEqual([
      9, 9,
    ]);
    expect(sizeOf(jpeg({ width: 9, height: 9, after: [0xff, 0xff, 0xff] }))).toEqual([9, 9]);
  });

  test("what looks like a marker within a segment is none", () => {
    for (const marker of [0xe5, 0xfe])
      expect(
        sizeOf(jpeg({ width: 9, height: 9, before: segment(marker, [...EOI, ...frame(3, 4)]) })),
      ).toEqual([9, 9]);
    expect(sizeOf(jpeg({ width: 9, height: 9, scans: [segment(0xda, [0xff, 0x02, ...EOI])] }))).toEqual([
      9, 9,
    ]);
  });

  test("bytes behind the end, which count for the size", () => {
    expect(sizeOf(jpeg({ width: 9, height: 9, trailing: [0, 1, 2, 0xff, 0xd8] }))).toEqual([9, 9]);
    const bytes = jpeg({
      width: 9,
      height: 9,
      trailing: Array.from({ length: MAX_SNAPSHOT_BYTES }, () => 0),
    });
    expect(codesOf(bytes)).toEqual(["customGoods.tooLarge"]);
  });

  test("DNL that only repeats the height, and the first frame of several", () => {
    expect(sizeOf(jpeg({ width: 9, height: 9, after: dnl(9) }))).toEqual([9, 9]);
    expect(sizeOf(jpeg({ width: 9, height: 9, after: [...frame(9, 10), ...scan()] }))).toEqual([9, 9]);
  });

  test("a view on a larger buffer, and a Node buffer", () => {
    const whole = jpeg({ width: 9, height: 9 });
    const buffer = Uint8Array.from([1, 2, 3, ...whole, 4, 5]);
    expect(sizeOf(buffer.subarray(3, 3 + whole.length))).toEqual([9, 9]);
    expect(sizeOf(Buffer.from(whole))).toEqual([9, 9]);
  });
});

describe("what is refused", () => {
  test("1:1 and nothing beside it", () => {
    expect(onlyMessage(jpeg({ width: 100, height: 101 }))).toBe(
      "expected a square picture (1:1), got 100 × 101",
    );
    expect(onlyMessage(jpeg({ width: 101, height: 100 }))).toBe(
      "expected a square picture (1:1), got 101 × 100",
    );
    expect(onlyMessage(progressive(256, 1))).toBe("expected a square picture (1:1), got 256 × 1");
  });

  test("204,800 bytes and one more", () => {
    expect(MAX_SNAPSHOT_BYTES).toBe(204_800);
    expect(jpegOfLength(204_800, 8, 8).length).toBe(204_800);
    expect(sizeOf(jpegOfLength(204_800, 8, 8))).toEqual([8, 8]);
    expect(onlyMessage(jpegOfLength(204_801, 8, 8))).toBe(
      "expected at most 204800 bytes (200 KB), got 204801",
    );
  });

  test("everything at once", () => {
    expect(codesOf(jpegOfLength(204_801, 8, 9))).toEqual(["customGoods.notSquare", "customGoods.tooLarge"]);
    expect(codesOf(jpegOfLength(300_000, 8, 9).subarray(0, 250_000))).toEqual([
      "customGoods.truncated",
      "customGoods.notSquare",
      "customGoods.tooLarge",
    ]);
    expect(codesOf(new Uint8Array(204_801))).toEqual(["customGoods.notJpeg", "customGoods.tooLarge"]);
    for (const each of leftOf(checkSnapshot(jpegOfLength(204_801, 8, 9)))) {
      expect(each.path).toBe("/filePath");
      expect(each.messageZh).toMatch(/^应为:.+;实际为:.+/);
    }
  });

  test("a height that is left to DNL, and a width of 0", () => {
    expect(codesOf(jpeg({ width: 9, height: 0, after: dnl(9) }))).toEqual(["customGoods.heightUnknown"]);
    expect(codesOf(jpeg({ width: 0, height: 9 }))).toEqual(["customGoods.notJpeg"]);
    expect(codesOf(jpeg({ width: 0, height: 0 }))).toEqual(["customGoods.notJpeg"]);
  });

  test.each([
    ["a PNG", "\x89PNG\r\n\x1a\n"],
    ["a GIF", "GIF89a"],
    ["a WebP", "RIFF\0\0\0\0WEBPVP8 "],
    ["a HEIC", "\0\0\0\x18ftypheic"],
    ["a HEIC", "\0\0\0\x18ftypmif1"],
    ["a AVIF", "\0\0\0\x1cftypavif"],
    ["a BMP", "BM\0\0"],
    ["a JPEG 2000", "\0\0\0\x0cjP  \r\n"],
    ["a JPEG XL", "\0\0\0\x0cJXL \r\n"],
    ["a file that begins with 3C 68 74 6D", "<html>"],
    ["a file that begins with FF D9 FF D8", "\xff\xd9\xff\xd8"],
    ["a file that begins with 00", "\0"],
    ["an empty file", ""],
  ])("another kind of file is named: %s", (name, begins) => {
    const bytes = Uint8Array.from([...begins].map((each) => each.charCodeAt(0)));
    expect(codesOf(bytes)).toEqual(["customGoods.notJpeg"]);
    expect(onlyMessage(bytes)).toBe(`expected a JPEG picture, got ${name}`);
  });

  test.each([
    [
      "no marker where one must be",
      bytesOf(SOI, [0x00, 0xff], EOI),
      "00 in the place of a marker at offset 2",
    ],
    [
      "garbage between segments",
      bytesOf(SOI, segment(0xe0, [1]), [0x7f], EOI),
      "7F in the place of a marker at offset 7",
    ],
    ["a reserved marker", bytesOf(SOI, segment(0x02, []), EOI), "marker 02 at offset 3"],
    ["the last reserved marker", bytesOf(SOI, segment(0xbf, []), EOI), "marker BF at offset 3"],
    ["a stuffed byte outside of a scan", bytesOf(SOI, [0xff, 0x00], EOI), "marker 00 at offset 3"],
    ["a second start", bytesOf(SOI, SOI, frame(8, 8), scan(), EOI), "marker D8 at offset 3"],
    [
      "a segment that is too short, and the last",
      bytesOf(SOI, [0xff, 0xe0, 0, 1]),
      "a segment of 1 bytes at offset 4",
    ],
    [
      "a segment that is too short",
      bytesOf(SOI, [0xff, 0xe0, 0, 1], EOI),
      "a segment of 1 bytes at offset 4",
    ],
    [
      "a frame header that is too short",
      bytesOf(SOI, segment(0xc0, [8, 0, 8, 0, 8, 3, 1]), scan(), EOI),
      "a frame header of 9 bytes at offset 4",
    ],
    [
      "a frame without components",
      bytesOf(SOI, segment(0xc0, [8, 0, 8, 0, 8, 0]), scan(), EOI),
      "a frame header of 8 bytes at offset 4",
    ],
    [
      "a scan before the frame",
      bytesOf(SOI, scan(), frame(8, 8), EOI),
      "a scan before any frame at offset 3",
    ],
    [
      "no frame",
      bytesOf(SOI, segment(0xc4, [1]), segment(0xc8, [1]), segment(0xcc, [1]), EOI),
      "the end before any picture at offset 18",
    ],
    ["no scan", bytesOf(SOI, frame(8, 8), EOI), "the end before any picture at offset 22"],
  ])("what is not built as a JPEG: %s", (_, bytes, got) => {
    expect(codesOf(bytes)).toEqual(["customGoods.notJpeg"]);
    expect(onlyMessage(bytes)).toBe(`expected a JPEG picture, got ${got}`);
  });

  test("what is no Uint8Array, as untyped programs send it", () => {
    const buffer = jpeg({ width: 9, height: 9 }).buffer;
    for (const each of [
      undefined,
      null,
      "ttfile://a",
      [0xff, 0xd8],
      buffer,
      new DataView(buffer as ArrayBuffer),
    ])
      expect(codesOf(each as never)).toEqual(["value.type"]);
  });
});

describe("any bytes", () => {
  const kinds = {
    baseline: jpeg({ width: 8, height: 8 }),
    progressive: progressive(8, 8),
    exif: jpeg({ width: 8, height: 8, before: exifWithThumbnail(4, 3) }),
    fill: jpeg({ width: 8, height: 8, before: [0xff, 0xff], after: [0xff, 0xff] }),
  };

  test.each(Object.entries(kinds))("cut off at every byte: %s", (_, whole) => {
    for (let length = 1; length < whole.length; length++) {
      const { bytes, past } = watched(whole.subarray(0, length));
      expect(codesOf(bytes), String(length)).toEqual(["customGoods.truncated"]);
      expect(past()).toBe(0);
    }
    expect(codesOf(whole.subarray(0, 0))).toEqual(["customGoods.notJpeg"]);
  });

  /** Whatever it is: an answer, in time that grows with the length, of bytes that are there; and always the same. */
  const isSound = (raw: Uint8Array): void => {
    const { bytes, reads, past } = watched(raw);
    const answer = checkSnapshot(bytes);
    expect(reads()).toBeLessThanOrEqual(4 * raw.length + 100);
    expect(past()).toBe(0);
    expect(answer).toEqual(checkSnapshot(raw));
    if (answer._tag === "Left") {
      expect(answer.left.length).toBeGreaterThan(0);
      for (const { code, path, message, messageZh } of answer.left) {
        expect(code).toMatch(/^customGoods\./);
        expect(path).toBe("/filePath");
        expect(message).toMatch(/^expected .+, got .+/);
        expect(messageZh).toMatch(/^应为:.+;实际为:.+/);
      }
    } else {
      expect(answer.right.width).toBe(answer.right.height);
      expect(answer.right.width).toBeGreaterThan(0);
      expect(answer.right.byteLength).toBe(raw.length);
      expect([...raw.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    }
  };

  test("random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), isSound), { numRuns: 1000 });
  });

  test("random markers", () => {
    const piece = fc.oneof(
      fc.constantFrom([0xff], [0xff, 0x00], [0xff, 0xd0], [0xff, 0xff], [0x00], [0, 2], [0, 11]),
      fc.integer({ min: 0xc0, max: 0xff }).map((marker) => segment(marker, [])),
      fc.tuple(fc.nat(70_000), fc.nat(70_000)).map(([w, h]) => [...frame(w & 0xffff, h & 0xffff)]),
      fc.constant(scan()),
      fc.constant(EOI),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => isSound(bytesOf(SOI, ...pieces))),
      { numRuns: 1000 },
    );
  });

  test("JPEGs with bytes changed, dropped and doubled", () => {
    const edit = fc.tuple(
      fc.nat(),
      fc.constantFrom("set", "drop", "double"),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(kinds)),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (whole, edits) => {
          const bytes = [...whole];
          for (const [n, kind, value] of edits) {
            const at = n % bytes.length;
            if (kind === "set") bytes[at] = value;
            else bytes.splice(at, kind === "drop" ? 1 : 0, ...(kind === "drop" ? [] : [bytes[at]!]));
          }
          isSound(Uint8Array.from(bytes));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("the worst that there is for its length takes linear time", () => {
    const size = 20_000;
    const fills = bytesOf(SOI, Array<number>(size).fill(0xff));
    const restarts = bytesOf(
      SOI,
      frame(8, 8),
      scan(Array.from({ length: size }, (_, i) => (i % 2 ? 0xd0 : 0xff))),
    );
    const shorts = bytesOf(SOI, ...Array.from({ length: size / 4 }, () => segment(0xfe, [])));
    const alone = bytesOf(
      SOI,
      Array.from({ length: size }, (_, i) => (i % 2 ? 0xd0 : 0xff)),
    );
    const scans = bytesOf(SOI, frame(8, 8), ...Array.from({ length: size / 14 }, () => scan([])));
    for (const each of [fills, restarts, shorts, alone, scans]) isSound(each);
  });
});
