import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { type Attachment, noImageInput } from "../core/attachment.ts";
import type { ChatModel } from "../core/model.ts";
import { type PermissionRule, rulingOn } from "../gates/rules.ts";
import { listed, nearPaths, treeOf } from "../lib/tree-names.ts";
import type { ReadFormat } from "../tools/kit.ts";
import { attachPlace, type Place } from "./attach-place.ts";
import { type MentionedPlace, mentionedPlace } from "./mentioned-place.ts";
import {
  looksLikePath,
  type Mention,
  mentionsIn,
  type Reading,
  readingsOf,
  withoutEscapes,
} from "./mentions.ts";

export type AttachOptions = {
  readonly root: string;
  /** For all texts together: a share of the window. */
  readonly budgetChars: number;
  /** Which model it is for: one that takes no images gets none. */
  readonly model: Pick<ChatModel, "name" | "images">;
  /** How `read` shows lines. Default "numbered". */
  readonly format?: ReadFormat;
  /** A rule that forbids reading a path forbids attaching it. Default: none. */
  readonly rules?: readonly PermissionRule[];
  /** What "~/" stands for. Default: the user's home folder. */
  readonly home?: string;
};

export type Attached = {
  /** The prompt; mentions of what exists stand there as plain paths. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Sentences for the person. */
  readonly notices: readonly string[];
};

const shareOfWindow = 0.3;
const charsPerToken = 3;
/** Less is no help. */
const leastChars = 400;

/** Room for what goes with one prompt, in characters. */
export function attachmentRoom(contextTokens: number): number {
  return Math.floor(contextTokens * charsPerToken * shareOfWindow);
}

/** Takes the files, folders and images that a prompt names with `@` along. */
export async function attach(text: string, options: AttachOptions): Promise<Attached> {
  if (!text.includes("@")) return { text, attachments: [], notices: [] };
  const root = await realpath(options.root);
  const { home = homedir() } = options;
  const taken: Taken = { attachments: [], notices: [], seen: new Set(), left: options.budgetChars };
  let written = "";
  let done = 0;
  for (const mention of mentionsIn(text)) {
    const found = await foundBy({ root, home }, mention);
    if (found === undefined) {
      taken.notices.push(...(await nearTo(root, mention)));
      continue;
    }
    written += withoutEscapes(text.slice(done, mention.start)) + shownText(mention, found.reading);
    done = mention.end;
    await take(found, taken, options);
  }
  const { attachments, notices } = taken;
  return { text: written + withoutEscapes(text.slice(done)), attachments, notices };
}

/** What is gathered on the way through a prompt. */
type Taken = {
  readonly attachments: Attachment[];
  readonly notices: string[];
  readonly seen: Set<string>;
  left: number;
};

type From = { readonly root: string; readonly home: string };
type Found = { readonly place: MentionedPlace; readonly reading: Reading };

async function foundBy(from: From, mention: Mention): Promise<Found | undefined> {
  for (const reading of readingsOf(mention)) {
    const place = await mentionedPlace(from, reading.path);
    if (place !== undefined) return { place, reading };
  }
  return undefined;
}

/** The mention without its mark, as it stays in the text. */
function shownText({ written, isQuoted }: Mention, { path }: Reading): string {
  return isQuoted ? `"${path}"${written.slice(path.length)}` : written;
}

/** The same place is taken once. */
async function take(
  { place, reading }: Found,
  taken: Taken,
  options: AttachOptions,
): Promise<void> {
  if (place.type === "refused") {
    taken.notices.push(place.why);
    return;
  }
  const { first = "", last = "" } = reading.range ?? {};
  const key = `${place.absolute}:${first}-${last}`;
  if (taken.seen.has(key)) return;
  taken.seen.add(key);
  const { attachment, notices } = await givenBy(place, reading, options, taken.left);
  if (attachment?.type === "text") taken.left -= attachment.text.length;
  if (attachment) taken.attachments.push(attachment);
  taken.notices.push(...notices);
}

type Given = { readonly attachment?: Attachment; readonly notices: readonly string[] };

async function givenBy(
  place: Place,
  { range }: Reading,
  options: AttachOptions,
  maxChars: number,
): Promise<Given> {
  const { name, type } = place;
  const { rules = [], format = "numbered", model } = options;
  const subject = {
    tool: type === "file" ? "read" : "ls",
    effect: "read",
    text: bare(name),
  } as const;
  if (rulingOn(rules, subject)?.action === "deny") {
    return { notices: [`A permission rule forbids reading ${name}; it is not attached.`] };
  }
  if (maxChars < leastChars) {
    return { notices: [`${name} is not attached: there is no room left. The model can read it.`] };
  }
  const { attachment, notice } = await attachPlace(place, { range, format, maxChars });
  if (attachment?.type === "image" && model.images === false) {
    return { notices: [noImageInput(model.name, [name])] };
  }
  const told = [notice, attachment && warningOf(place)].filter((text) => text !== undefined);
  return attachment === undefined ? { notices: told } : { attachment, notices: told };
}

/** As rules see a path. */
function bare(name: string): string {
  return name.length > 1 ? name.replace(/\/$/, "") || "." : name;
}

const secretFiles =
  /(^|\/)(\.env(\.(?!example|sample|template)[\w.]+)?|\.npmrc|\.netrc|\.pgpass|credentials(\.json)?|id_(rsa|dsa|ecdsa|ed25519)|.+\.(pem|key|p12|pfx))$/i;

function warningOf({ name, isInside }: Place): string | undefined {
  if (secretFiles.test(name)) {
    return `${name} may hold secrets: it goes to the model and into the session's log as it is.`;
  }
  return isInside ? undefined : `${name} lies outside of this folder; it is attached all the same.`;
}

/** A sentence for a mention that was meant to name a file, where one of a like name is there. */
async function nearTo(root: string, mention: Mention): Promise<readonly string[]> {
  if (!looksLikePath(mention)) return [];
  const written = mention.written.replace(/(:[\d-]+)?[.,;:!?)\]}]*$/, "");
  const { files, folders } = await treeOf(root);
  const near = nearPaths([...files, ...folders], written, true);
  if (near.length > 0) return [`There is no "${written}". Did you mean ${listed(near, "or")}?`];
  return mention.isQuoted ? [`There is no file "${written}".`] : [];
}
