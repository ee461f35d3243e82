/** The later one's fields win; objects are merged field by field. */
export function mergeFields<Fields extends object>(base: Fields, over: Fields): Fields {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isPlain(below) && isPlain(value) ? mergeFields(below, value) : value);
  }
  return Object.fromEntries(merged) as Fields;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
