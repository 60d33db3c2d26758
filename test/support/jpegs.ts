/**
 * JPEGs made byte by byte, as ITU-T T.81 annex B builds them: all markers and segments, but the entropy-coded data
 * means nothing. Nothing here is shared with the code that reads them.
 */

type Bytes = readonly number[];

const uint16 = (value: number): Bytes => [value >> 8, value & 0xff];

const ascii = (text: string): Bytes => [...text].map((each) => each.charCodeAt(0));

/** A marker with its segment, whose length counts the two bytes of itself. */
export const segment = (marker: number, payload: Bytes): Bytes => [
  0xff,
  marker,
  ...uint16(payload.length + 2),
  ...payload,
];

export const SOI: Bytes = [0xff, 0xd8];
export const EOI: Bytes = [0xff, 0xd9];

/** A frame header with three components. */
export const frame = (width: number, height: number, marker = 0xc0): Bytes =>
  segment(marker, [8, ...uint16(height), ...uint16(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);

/** Quantization and Huffman tables of the right length and no sense. */
const tables: Bytes = [
  ...segment(0xdb, [0, ...Array.from({ length: 64 }, (_, i) => i + 1)]),
  ...segment(0xc4, [0, 1, ...Array.from({ length: 15 }, () => 0), 7]),
];

const jfif: Bytes = segment(0xe0, [...ascii("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]);

/** Data with whatever may be in it: a stuffed 0xFF, restarts, a fill byte before one of these. */
const entropy: Bytes = [0x12, 0xff, 0x00, 0xd9, 0xff, 0xd0, 0x34, 0xff, 0xff, 0xd7, 0x56, 0xff, 0x00];

export const scan = (data: Bytes = entropy): Bytes => [
  ...segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]),
  ...data,
];

/** What a JPEG is made of, where it is not a plain one. */
export interface Build {
  readonly width: number;
  readonly height: number;
  /** The marker of the frame: 0xC0 baseline, by default; 0xC2 progressive. */
  readonly frame?: number;
  /** Between the start and the tables. */
  readonly before?: Bytes;
  readonly scans?: readonly Bytes[];
  /** Behind the last scan. */
  readonly after?: Bytes;
  /** Behind the end marker. */
  readonly trailing?: Bytes;
}

/** The bytes of a JPEG. */
export const jpeg = (build: Build): Uint8Array =>
  Uint8Array.from([
    ...SOI,
    ...jfif,
    ...(build.before ?? []),
    ...tables,
    ...frame(build.width, build.height, build.frame),
    ...(build.scans ?? [scan()]).flat(),
    ...(build.after ?? []),
    ...EOI,
    ...(build.trailing ?? []),
  ]);

/** A progressive JPEG: several scans, with a table between two of them. */
export const progressive = (width: number, height: number): Uint8Array =>
  jpeg({
    width,
    height,
    frame: 0xc2,
    scans: [
      scan(),
      segment(0xc4, [0x10, ...Array.from({ length: 16 }, () => 0)]),
      scan([]),
      scan([0xff, 0x00]),
    ],
  });

/** An EXIF segment (APP1) with a whole JPEG of other dimensions in it. */
export const exifWithThumbnail = (width: number, height: number): Bytes =>
  segment(0xe1, [...ascii("Exif\0\0"), ...ascii("MM\0*"), 0, 0, 0, 8, 0, 0, ...jpeg({ width, height })]);

/** A JPEG of exactly so many bytes, most of them the data of its scan. */
export const jpegOfLength = (byteLength: number, width: number, height: number): Uint8Array => {
  const bare = jpeg({ width, height, scans: [scan([])] }).length;
  const data = Array.from({ length: byteLength - bare }, (_, i) => i % 251);
  return jpeg({ width, height, scans: [scan(data)] });
};

/** The height of the picture in a segment behind the first scan (DNL). */
export const dnl = (height: number): Bytes => segment(0xdc, uint16(height));
