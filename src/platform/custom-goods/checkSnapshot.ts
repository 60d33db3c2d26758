/**
 * Checking the snapshot of customised goods: the picture behind `filePath`.
 *
 * Source: plugin-submit-ec-custom-goods, 参数说明, `filePath`. How a JPEG is built: ITU-T T.81, annex B.
 */
import * as E from "fp-ts/lib/Either.js";
import { expectedButGot, type Problem, problem, type Text } from "../../codec/Problem.js";

/**
 * The most bytes that a snapshot may have: 200 KB, with 1,024 bytes in each. The document does not say whether it means
 * 1,000 or 1,024; up to 200,000 bytes is right either way.
 * Source: plugin-submit-ec-custom-goods, 参数说明, `filePath`.
 *
 * @category constants
 * @since 0.2.0
 */
export const MAX_SNAPSHOT_BYTES = 204_800;

/**
 * A snapshot that the platform takes: a square JPEG that is not too large.
 *
 * @category model
 * @since 0.2.0
 */
export interface Snapshot {
  /** Pixels, as the frame header says; the same as `height`. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly byteLength: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** What is wrong with the build of a file: it breaks off, or something stands where a JPEG cannot have it. */
type Fault =
  | { readonly _tag: "truncated" }
  | { readonly _tag: "broken"; readonly at: number; readonly got: Text };

interface Walk {
  readonly frame: Frame | undefined;
  readonly fault: Fault | undefined;
}

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

const TRUNCATED: Fault = { _tag: "truncated" };

const broken = (at: number, got: Text): Fault => ({ _tag: "broken", at, got });

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0");

/** A byte that is known to be there. */
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] as number;

const uint16At = (bytes: Uint8Array, at: number): number => byteAt(bytes, at) * 256 + byteAt(bytes, at + 1);

/** TEM and RST0 to RST7, which have no segment. Outside of scans the latter mean nothing, and decoders skip them. */
const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Those before SOF0 are reserved but for TEM, and a second SOI cannot be: what has one of them is no JPEG. */
const hasSegment = (marker: number): boolean => marker >= 0xc0 && marker !== START_OF_IMAGE;

/** SOF0 to SOF15: between them stand DHT, JPG and DAC. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Where the entropy-coded data from `start` on ends: at the first marker that is neither a stuffed byte nor a restart,
 * or where the bytes end.
 */
const scanEnd = (bytes: Uint8Array, start: number): number => {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return bytes.length;
    const next = byteAt(bytes, at + 1);
    if (next === 0xff) at += 1;
    else if (next === 0x00 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else return at;
  }
};

/** The frame of a header whose length stands at `at`, or what is wrong with it. */
const frameAt = (bytes: Uint8Array, at: number, length: number): Frame | Fault => {
  // Length, precision, height, width and the number of components; then 3 bytes for each of these.
  if (at + 8 > bytes.length) return TRUNCATED;
  const components = byteAt(bytes, at + 7);
  if (components === 0 || length !== 8 + 3 * components)
    return broken(at, { en: `a frame header of ${length} bytes`, zh: `长度为 ${length} 的帧头` });
  const frame: Frame = { height: uint16At(bytes, at + 3), width: uint16At(bytes, at + 5) };
  return frame.width === 0 ? broken(at + 5, { en: "a frame of width 0", zh: "宽度为 0 的帧" }) : frame;
};

const endOf = (frame: Frame | undefined, hasScan: boolean, at: number): Walk => ({
  frame,
  fault: hasScan ? undefined : broken(at, { en: "the end before any picture", zh: "图像数据之前的结束标记" }),
});

/**
 * From marker to marker, from behind the first one to that of the end; what is behind it is not looked at. A thumbnail
 * lies within a segment, so its own markers are passed over. Every step goes forward, so the time is linear.
 */
const walk = (bytes: Uint8Array): Walk => {
  let frame: Frame | undefined;
  let hasScan = false;
  for (let at = 2; at < bytes.length; ) {
    if (byteAt(bytes, at) !== 0xff) {
      const found = hex(byteAt(bytes, at));
      const got = { en: `${found} in the place of a marker`, zh: `标记位置上的 ${found}` };
      return { frame, fault: broken(at, got) };
    }
    // Any number of fill bytes may stand before a marker.
    while (at < bytes.length && byteAt(bytes, at) === 0xff) at += 1;
    if (at >= bytes.length) break;
    const marker = byteAt(bytes, at);
    at += 1;
    if (marker === END_OF_IMAGE) return endOf(frame, hasScan, at - 1);
    if (isStandalone(marker)) continue;
    if (!hasSegment(marker))
      return { frame, fault: broken(at - 1, { en: `marker ${hex(marker)}`, zh: `标记 ${hex(marker)}` }) };
    if (at + 2 > bytes.length) break;
    const length = uint16At(bytes, at);
    if (length < 2)
      return {
        frame,
        fault: broken(at, { en: `a segment of ${length} bytes`, zh: `长度为 ${length} 的段` }),
      };
    if (frame === undefined && isFrameHeader(marker)) {
      const read = frameAt(bytes, at, length);
      if ("_tag" in read) return { frame, fault: read };
      frame = read;
    }
    if (marker === START_OF_SCAN) {
      if (frame === undefined)
        return {
          frame,
          fault: broken(at - 1, { en: "a scan before any frame", zh: "帧头之前的扫描" }),
        };
      hasScan = true;
      at = scanEnd(bytes, at + length);
    } else at += length;
  }
  return { frame, fault: TRUNCATED };
};

/** How files of other kinds begin: from byte `at` on. */
const OTHERS: readonly { readonly name: string; readonly at: number; readonly begins: string }[] = [
  { name: "PNG", at: 0, begins: "\x89PNG" },
  { name: "GIF", at: 0, begins: "GIF8" },
  { name: "WebP", at: 8, begins: "WEBP" },
  { name: "HEIC", at: 4, begins: "ftyphe" },
  { name: "HEIC", at: 4, begins: "ftypmif1" },
  { name: "HEIC", at: 4, begins: "ftypmsf1" },
  { name: "AVIF", at: 4, begins: "ftypavi" },
  { name: "BMP", at: 0, begins: "BM" },
  { name: "JPEG 2000", at: 4, begins: "jP  " },
  { name: "JPEG XL", at: 4, begins: "JXL " },
];

const beginsWith = (bytes: Uint8Array, at: number, begins: string): boolean => {
  if (bytes.length < at + begins.length) return false;
  for (let i = 0; i < begins.length; i++) if (bytes[at + i] !== begins.charCodeAt(i)) return false;
  return true;
};

/** What a file is that does not begin as a JPEG does. */
const kindOf = (bytes: Uint8Array): Text => {
  if (bytes.length === 0) return { en: "an empty file", zh: "空文件" };
  const other = OTHERS.find(({ at, begins }) => beginsWith(bytes, at, begins));
  if (other !== undefined) return { en: `a ${other.name}`, zh: `${other.name} 文件` };
  const first = Array.from(bytes.subarray(0, 4), hex).join(" ");
  return { en: `a file that begins with ${first}`, zh: `以 ${first} 开头的文件` };
};

const snapshotProblem = (code: string, expected: Text, got: Text): Problem =>
  problem(code, "/filePath", {
    en: `expected ${expected.en}, got ${got.en}`,
    zh: `应为:${expected.zh};实际为:${got.zh}`,
  });

const JPEG: Text = { en: "a JPEG picture", zh: "JPEG(jpg)图片" };

const faultProblem = (fault: Fault, byteLength: number): Problem =>
  fault._tag === "truncated"
    ? snapshotProblem(
        "customGoods.truncated",
        { en: "a whole JPEG picture", zh: "完整的 JPEG(jpg)图片" },
        {
          en: `one that breaks off after ${byteLength} bytes, before its end marker FF D9`,
          zh: `在 ${byteLength} 字节处中断,没有结束标记 FF D9`,
        },
      )
    : snapshotProblem("customGoods.notJpeg", JPEG, {
        en: `${fault.got.en} at offset ${fault.at}`,
        zh: `偏移 ${fault.at} 处有${fault.got.zh}`,
      });

const frameProblems = ({ width, height }: Frame): readonly Problem[] => {
  if (height === 0)
    return [
      snapshotProblem(
        "customGoods.heightUnknown",
        { en: "a height in the frame header", zh: "帧头中给出高度" },
        { en: "0, which leaves it to a DNL marker behind the picture", zh: "0(高度留给图像之后的 DNL 标记)" },
      ),
    ];
  if (width === height) return [];
  const expected = { en: "a square picture (1:1)", zh: "1:1 的正方形图片" };
  const size = `${width} × ${height}`;
  return [snapshotProblem("customGoods.notSquare", expected, { en: size, zh: size })];
};

const sizeProblems = (byteLength: number): readonly Problem[] =>
  byteLength <= MAX_SNAPSHOT_BYTES
    ? []
    : [
        snapshotProblem(
          "customGoods.tooLarge",
          {
            en: `at most ${MAX_SNAPSHOT_BYTES} bytes (200 KB)`,
            zh: `不超过 ${MAX_SNAPSHOT_BYTES} 字节(200 KB)`,
          },
          { en: `${byteLength}`, zh: `${byteLength} 字节` },
        ),
      ];

/** Does it begin as a JPEG does? One byte that is cut off is a JPEG's as well. */
const isJpeg = (bytes: Uint8Array): boolean =>
  bytes.length > 0 && bytes[0] === 0xff && (bytes.length === 1 || bytes[1] === START_OF_IMAGE);

/**
 * Checks the picture at `filePath` before it is submitted: a JPEG from its first marker to its last, square, and of at
 * most `MAX_SNAPSHOT_BYTES`. Every problem is found at once, each at `/filePath`:
 *
 * - `customGoods.notJpeg`: another kind of file, which is named where it is known, or not built as a JPEG is;
 * - `customGoods.truncated`: it breaks off before the end marker, as an interrupted download does;
 * - `customGoods.notSquare`: width and height differ;
 * - `customGoods.heightUnknown`: the frame header leaves the height open, which decoders rarely read;
 * - `customGoods.tooLarge`: more bytes than the platform takes.
 *
 * Every kind of JPEG will do (baseline, progressive, also arithmetic-coded and lossless): the document only says jpg.
 * So will bytes behind the end marker, as cameras write them; they count for the size. The picture is not decoded,
 * and it is not turned as EXIF may say, since a square stays one. Bytes of any kind are read once, in linear time.
 * Source: plugin-submit-ec-custom-goods, 参数说明, `filePath`.
 *
 * @example
 * import * as assert from "node:assert";
 * import { checkSnapshot } from "suanjia";
 *
 * const frame = (width: number, height: number) => [0xff, 0xc0, 0, 11, 8, 0, height, 0, width, 1, 1, 0x11, 0];
 * const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x2a];
 * const jpeg = (width: number, height: number) =>
 *   Uint8Array.of(0xff, 0xd8, ...frame(width, height), ...scan, 0xff, 0xd9);
 *
 * const square = checkSnapshot(jpeg(100, 100));
 * assert.ok(square._tag === "Right");
 * assert.deepStrictEqual(square.right, { width: 100, height: 100, byteLength: 28 });
 *
 * const oblong = checkSnapshot(jpeg(100, 101));
 * assert.ok(oblong._tag === "Left");
 * assert.strictEqual(oblong.left[0]?.message, "expected a square picture (1:1), got 100 × 101");
 *
 * const png = checkSnapshot(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
 * assert.ok(png._tag === "Left");
 * assert.strictEqual(png.left[0]?.message, "expected a JPEG picture, got a PNG");
 *
 * @param bytes - The file, as `new Uint8Array(data)` of what `FileSystemManager.readFile` gives.
 *
 * @category checks
 * @since 0.2.0
 */
export const checkSnapshot = (bytes: Uint8Array): E.Either<readonly Problem[], Snapshot> => {
  // Mini-programs are mostly written without types, and files are read there as an ArrayBuffer.
  if (Object.prototype.toString.call(bytes) !== "[object Uint8Array]")
    return E.left([
      problem("value.type", "/filePath", expectedButGot({ en: "a Uint8Array", zh: "Uint8Array" }, bytes)),
    ]);
  const byteLength = bytes.length;
  const tooLarge = sizeProblems(byteLength);
  if (!isJpeg(bytes))
    return E.left([snapshotProblem("customGoods.notJpeg", JPEG, kindOf(bytes)), ...tooLarge]);
  const { frame, fault } = walk(bytes);
  const problems = [
    ...(fault === undefined ? [] : [faultProblem(fault, byteLength)]),
    ...(frame === undefined ? [] : frameProblems(frame)),
    ...tooLarge,
  ];
  return frame === undefined || problems.length > 0 ? E.left(problems) : E.right({ ...frame, byteLength });
};
