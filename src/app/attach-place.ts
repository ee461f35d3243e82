import words from "../../prompts/fixed.json";
import lsWords from "../../tools/ls.json";
import readWords from "../../tools/read.json";
import type { Attachment } from "../core/attachment.ts";
import { contentHash } from "../lib/content-hash.ts";
import { FileError } from "../lib/file-error.ts";
import { fill } from "../lib/template.ts";
import type { ReadFormat } from "../tools/kit.ts";
import { linesOf } from "../tools/lines.ts";
import { listing } from "../tools/ls.ts";
import { pageOf, readFor } from "../tools/page.ts";
import { sayWith, type ToolSay } from "../tools/say.ts";
import { readImage } from "./attach-image.ts";
import type { MentionedPlace } from "./mentioned-place.ts";
import type { LineRange } from "./mentions.ts";

export type Place = Extract<MentionedPlace, { type: "file" | "folder" }>;

export type PlaceWish = {
  readonly range: LineRange | undefined;
  readonly format: ReadFormat;
  readonly maxChars: number;
};

/** What a file or folder gives: something for the model, a sentence for the person, or both. */
export type Given = { readonly attachment?: Attachment; readonly notice?: string };

const saysLs = sayWith(lsWords);
const saysRead = sayWith(readWords);

/** Shows a place as the tools `read` and `ls` would. */
export async function attachPlace(place: Place, wish: PlaceWish): Promise<Given> {
  if (place.type === "folder") return await attachFolder(place, wish);
  const image = await readImage(place.absolute, place.name);
  if (image.type === "attached") return { attachment: image.image };
  if (image.type === "refused") return { notice: image.why };
  return await attachFile(place, wish);
}

async function attachFolder({ absolute, name }: Place, { maxChars }: PlaceWish): Promise<Given> {
  try {
    const text = await listing({ absolute, shown: name, maxChars }, saysLs);
    return { attachment: { type: "text", kind: "folder", name, text } };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { notice: `${name} could not be listed. ${error.message}` };
  }
}

async function attachFile(place: Place, wish: PlaceWish): Promise<Given> {
  const { absolute, name, isInside } = place;
  // Taken before the text: a file that changes in between counts as not read.
  const hash = await hashOf(absolute);
  const read = await readFor(absolute, name, saysRead);
  if (read.type === "refused") return { notice: read.text };
  const { first, last = Number.POSITIVE_INFINITY } = wish.range ?? { first: 1 };
  const total = linesOf(read.file.text).length;
  if (last < first) return { notice: `${name}: line ${last} is before line ${first}.` };
  if (first > Math.max(1, total)) {
    return { notice: `${name} has ${total} lines; there is no line ${first}.` };
  }
  const { say, end } = sayWithEnd(total);
  const page = { first: first - 1, count: last - first + 1, ...wish };
  const text = pageOf(read.file, name, page, say);
  const cut = end() < Math.min(last, total);
  return {
    attachment: {
      type: "text",
      kind: "file",
      name: nameWith(name, wish.range),
      text,
      ...(isInside ? { file: { path: name, hash } } : {}),
    },
    ...(cut ? { notice: `${name}: only lines ${first} to ${end()} of ${total} fitted.` } : {}),
  };
}

const mostBytes = 10 * 1024 * 1024;

/** "" for what is too large to be shown, or cannot be read: `readFor` says so. */
async function hashOf(absolute: string): Promise<string> {
  const file = Bun.file(absolute);
  if (file.size > mostBytes) return "";
  return contentHash(await file.bytes().catch(() => new Uint8Array()));
}

/** The words of `read`, but for how to go on; `end` tells the last line that was shown. */
function sayWithEnd(total: number): { readonly say: ToolSay; readonly end: () => number } {
  let end = total;
  const say: ToolSay = (key, values = {}) => {
    if (key !== "more") return saysRead(key, values);
    end = Number(values.offset);
    return fill(words.attached_more, values);
  };
  return { say, end: () => end };
}

function nameWith(name: string, range: LineRange | undefined): string {
  if (range === undefined) return name;
  const { first, last } = range;
  if (last === first) return `${name}:${first}`;
  return `${name}:${first}-${last ?? ""}`;
}
