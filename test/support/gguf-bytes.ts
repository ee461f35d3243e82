/** A number is an unsigned 32-bit integer, a list holds strings or signed 32-bit integers. */
export type GgufValue =
  | string
  | number
  | boolean
  | { readonly float: number }
  | readonly string[]
  | readonly number[];

/** `shape` counts the fastest dimension first, as the format does. */
export type Tensor = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
};

const alignment = 32;
const [typeU32, typeI32, typeF32, typeBoolean, typeString, typeList] = [4, 5, 6, 7, 8, 9];

/** The bytes of a GGUF file, version 3, with 32-bit float tensors. */
export function ggufBytes(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly Tensor[],
): Uint8Array {
  const entries = Object.entries(metadata);
  const head = [
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(entries.length),
    ...entries.flatMap(([key, value]) => [text(key), valueBytes(value)]),
  ];
  let offset = 0;
  for (const tensor of tensors) {
    const dimensions = tensor.shape.map((size) => u64(size));
    head.push(text(tensor.name), u32(tensor.shape.length), ...dimensions, u32(0), u64(offset));
    offset += padded(tensor.values.byteLength);
  }
  const body = tensors.map(({ values }) => pad(Buffer.from(values.buffer)));
  return Buffer.concat([pad(Buffer.concat(head)), ...body]);
}

function valueBytes(value: GgufValue): Buffer {
  if (typeof value === "string") return Buffer.concat([u32(typeString), text(value)]);
  if (typeof value === "number") return Buffer.concat([u32(typeU32), u32(value)]);
  if (typeof value === "boolean")
    return Buffer.concat([u32(typeBoolean), Buffer.from([Number(value)])]);
  if ("float" in value) return Buffer.concat([u32(typeF32), f32(value.float)]);
  const type = typeof value[0] === "string" ? typeString : typeI32;
  const items = value.map((item) => (typeof item === "string" ? text(item) : u32(item)));
  return Buffer.concat([u32(typeList), u32(type), u64(value.length), ...items]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
}
