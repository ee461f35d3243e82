const known = ["description", "argument-hint"] as const;

export type FrontMatter = {
  readonly fields: Readonly<Partial<Record<(typeof known)[number], string>>>;
  /** Keys that mean nothing to us. */
  readonly unknown: readonly string[];
  /** What follows. */
  readonly body: string;
};

/**
 * The `key: value` lines between two lines of dashes at the beginning of a file. A value is taken as it is
 * written, but for quotes around it: people write [file] and colons there, which YAML reads otherwise.
 */
export function frontMatter(text: string): FrontMatter {
  const clean = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const [whole = "", block] = /^---[ \t]*\n([\s\S]*?)(?:^---[ \t]*(?:\n|$))/m.exec(clean) ?? [];
  if (block === undefined || !clean.startsWith(whole)) {
    return { fields: {}, unknown: [], body: clean };
  }
  const lines = block.split("\n").flatMap((line) => {
    const [, key, value] = /^([\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    return key === undefined ? [] : [{ key, value: unquoted(value ?? "") }];
  });
  const isKnown = (key: string): boolean => known.some((one) => one === key);
  const fields = lines.filter(({ key, value }) => isKnown(key) && value !== "");
  return {
    fields: Object.fromEntries(fields.map(({ key, value }) => [key, value])),
    unknown: lines.map(({ key }) => key).filter((key) => !isKnown(key)),
    body: clean.slice(whole.length),
  };
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
