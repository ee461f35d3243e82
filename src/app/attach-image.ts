import type { ImageAttachment } from "../core/attachment.ts";
import { imageHeadBytes, imageMime } from "../lib/image-mime.ts";

const maxImageBytes = 10 * 1024 * 1024;

export type ReadImage =
  | { readonly type: "attached"; readonly image: ImageAttachment }
  | { readonly type: "refused"; readonly why: string }
  | { readonly type: "no-image" };

/** A picture that models take, known by its bytes and not by its name. */
export async function readImage(absolute: string, name: string): Promise<ReadImage> {
  const file = Bun.file(absolute);
  const head = await file.slice(0, imageHeadBytes).bytes();
  if (imageMime(head) === undefined) return { type: "no-image" };
  if (file.size > maxImageBytes) return tooLarge(name, file.size);
  return imageFrom(await file.bytes(), name);
}

/** A picture that is in memory, for example pasted. */
export function imageFrom(bytes: Uint8Array, name: string): ReadImage {
  const mime = imageMime(bytes);
  if (mime === undefined) return { type: "no-image" };
  if (bytes.length > maxImageBytes) return tooLarge(name, bytes.length);
  const base64 = Buffer.from(bytes).toString("base64");
  return { type: "attached", image: { type: "image", name, mime, base64 } };
}

function tooLarge(name: string, bytes: number): ReadImage {
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return {
    type: "refused",
    why: `${name} has ${megabytes} MB; images may have 10. Make it smaller.`,
  };
}
