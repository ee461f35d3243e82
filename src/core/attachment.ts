import words from "../../prompts/fixed.json" with { type: "json" };
import { fill } from "../lib/template.ts";

/** What goes with a prompt: it follows the prompt's text, in the order given. */
export type Attachment = TextAttachment | ImageAttachment;

export type TextAttachment = {
  readonly type: "text";
  readonly kind: "file" | "folder" | "output";
  /** The path as people write it, or the command whose output it is. */
  readonly name: string;
  readonly text: string;
  /** The file that was shown; it counts as read as long as its content has this hash. */
  readonly file?: ShownFile;
};

/** `path` is relative to the root. */
export type ShownFile = { readonly path: string; readonly hash: string };

export type Image = { readonly mime: string; readonly base64: string };

export type ImageAttachment = Image & { readonly type: "image"; readonly name: string };

/** What a person sends. */
export type PromptInput = {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
};

export function promptInput(prompt: string | PromptInput): PromptInput {
  return typeof prompt === "string" ? { text: prompt } : prompt;
}

/** The prompt's text with its attachments as the model reads it; of an image the name. */
export function textWithAttachments({ text, attachments = [] }: PromptInput): string {
  return [text, ...attachments.map(attachmentText)].filter((part) => part !== "").join("\n\n");
}

function attachmentText(attachment: Attachment): string {
  if (attachment.type === "image") return fill(words.attached_image, { name: attachment.name });
  const { kind, name, text } = attachment;
  return fill(words[`attached_${kind}`], { name, text });
}

export function imagesOf({ attachments = [] }: PromptInput): readonly Image[] {
  return attachments.flatMap((one) =>
    one.type === "image" ? [{ mime: one.mime, base64: one.base64 }] : [],
  );
}

/** The files that a prompt showed. */
export function filesShownBy({ attachments = [] }: PromptInput): readonly ShownFile[] {
  return attachments.flatMap((one) => (one.type === "text" && one.file ? [one.file] : []));
}

/** The prompt for a model without image input, and the sentence for whoever sent one. */
export function withoutImages(
  input: PromptInput,
  model: string,
): { readonly input: PromptInput; readonly notice?: string } {
  const { text, attachments = [] } = input;
  const names = attachments.flatMap((one) => (one.type === "image" ? [one.name] : []));
  if (names.length === 0) return { input };
  const kept = attachments.filter((one) => one.type !== "image");
  return { input: { text, attachments: kept }, notice: noImageInput(model, names) };
}

/** Said where an image cannot be sent. */
export function noImageInput(model: string, names: readonly string[]): string {
  const what = `${names.join(", ")} ${names.length === 1 ? "was" : "were"} not sent`;
  const fix =
    'Serve one that sees with llama-server --mmproj, Ollama or LM Studio; if this one does, set "images": true.';
  return `${model} has no image input: ${what}. ${fix}`;
}
