/** An `@path` in a prompt, as it stands there. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  /** Without the mark and the quotes. */
  readonly written: string;
  readonly isQuoted: boolean;
};

/** One way to read what is written: whole, or without the points that end a sentence. */
export type Reading = {
  readonly path: string;
  readonly range?: LineRange;
  /** Characters of the written text that it leaves out at the end. */
  readonly left: number;
};

/** Lines from 1, the last one included; without it to the end of the file. */
export type LineRange = { readonly first: number; readonly last?: number };

// A mark within a word is an e-mail address; after a backslash it is only a sign.
const marks = /(?<![\p{L}\p{N}_.+\-/@\\])@(?:"([^"\n]+)"(:[\d-]+)?|([^\s"'`<>|]+))/gu;

export function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(marks)].map((found) => {
    const [whole, quoted, range = "", bare = ""] = found;
    const isQuoted = quoted !== undefined;
    const written = isQuoted ? quoted + range : bare;
    return { start: found.index, end: found.index + whole.length, written, isQuoted };
  });
}

/** The text with `\@` as the plain sign that it stands for. */
export function withoutEscapes(text: string): string {
  return text.replace(/(?<!\\)\\@/g, "@");
}

/** Most literal first. */
export function readingsOf({ written, isQuoted }: Mention): readonly Reading[] {
  const readings: Reading[] = [];
  let left = 0;
  let path = written;
  while (path !== "" && /[\p{L}\p{N}]|^\.{1,2}\/$/u.test(path)) {
    readings.push({ path, left }, ...withRange(path, left));
    if (isQuoted || !/[.,;:!?)\]}*]$/.test(path)) break;
    path = path.slice(0, -1);
    left += 1;
  }
  return readings;
}

function withRange(written: string, left: number): readonly Reading[] {
  const [, path, from, rest, to] = /^(.+):(\d+)(-(\d*))?$/.exec(written) ?? [];
  if (path === undefined || from === undefined) return [];
  const first = Math.max(1, Number(from));
  if (rest === undefined) return [{ path, left, range: { first, last: first } }];
  return [{ path, left, range: to ? { first, last: Number(to) } : { first } }];
}

/** Whether a mention that names nothing was meant to name a file. */
export function looksLikePath({ written, isQuoted }: Mention): boolean {
  return isQuoted || written.includes("/") || /\.\w{1,8}(:[\d-]+)?$/.test(written);
}
