export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";

export type Decoded = {
  readonly text: string;
  readonly bom: boolean;
  readonly encoding: Encoding;
};

const sniffedBytes = 8_192;
const utf8Mark = [0xef, 0xbb, 0xbf];

/** A file's bytes as text, or undefined where they are no text; encoding it again gives the same bytes. */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  if (startsWith(bytes, [0xff, 0xfe]) && bytes.length % 2 === 0) return wide(bytes, "utf-16le");
  if (startsWith(bytes, [0xfe, 0xff]) && bytes.length % 2 === 0) return wide(bytes, "utf-16be");
  const bom = startsWith(bytes, utf8Mark);
  const body = bom ? bytes.subarray(utf8Mark.length) : bytes;
  if (body.includes(0)) return undefined;
  const text = strictUtf8(body);
  if (text !== undefined) return { text, bom, encoding: "utf-8" };
  return bom || hasControls(body) ? undefined : { text: latin1(body), bom, encoding: "latin1" };
}

/** The bytes of a text; undefined where the encoding lacks one of its characters. */
export function encodeText(text: string, encoding: Encoding, bom: boolean): Uint8Array | undefined {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(bom ? `\uFEFF${text}` : text, "utf8");
    case "utf-16le":
      return Buffer.from(bom ? `\uFEFF${text}` : text, "utf16le");
    case "utf-16be":
      return Buffer.from(bom ? `\uFEFF${text}` : text, "utf16le").swap16();
    case "latin1": {
      const bytes = Buffer.from(text, "latin1");
      return bytes.toString("latin1") === text ? bytes : undefined;
    }
  }
}

function wide(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  const body = Buffer.from(bytes.subarray(2));
  const text = (encoding === "utf-16be" ? body.swap16() : body).toString("utf16le");
  return { text, bom: true, encoding };
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

/** Control characters that no text has: what holds them is data. */
function hasControls(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, sniffedBytes)
    .some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
