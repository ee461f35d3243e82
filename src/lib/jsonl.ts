/** One value as one line of JSON; what JSON has no form for becomes a string that says what it was. */
export function toJsonLine(value: unknown): string {
  return `${toJson(value)}\n`;
}

/** Like JSON.stringify, but it never throws and loses nothing in silence. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(plain(value, []), undefined, indent) ?? "null";
}

const deepest = 100;

function plain(value: unknown, above: readonly object[]): unknown {
  switch (typeof value) {
    case "bigint":
    case "function":
    case "symbol":
      return String(value);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "object":
      return value === null ? null : plainObject(value, above);
    default:
      return value;
  }
}

function plainObject(value: object, above: readonly object[]): unknown {
  if (above.includes(value)) return "[circular]";
  if (above.length >= deepest) return "[too deep]";
  const here = [...above, value];
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "[no date]" : value.toISOString();
  if (value instanceof Map) return plain([...value], above);
  if (value instanceof Set) return plain([...value], above);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => plain(item, here));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, here)]));
}

export type JsonLines = {
  readonly values: readonly unknown[];
  /** The number of the first line that is no JSON, counted from 1; what follows it is not read. */
  readonly brokenLine?: number;
  /** The last line breaks off: its writer was killed. */
  readonly torn: boolean;
};

/** Reads lines of JSON up to the first that is broken; a last line that breaks off is only `torn`. */
export function parseJsonLines(text: string): JsonLines {
  const lines = text.split("\n");
  const values: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const value = parseLine(line);
    const last = index === lines.length - 1;
    if (value === undefined && last) return { values, torn: true };
    if (value === undefined) return { values, torn: false, brokenLine: index + 1 };
    values.push(value);
  }
  return { values, torn: false };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
