/** How a picture's file begins; `at` bytes further where the mark does not come first. */
const marks: readonly { readonly mime: string; readonly at: number; readonly mark: string }[] = [
  { mime: "image/png", at: 0, mark: "\x89PNG\r\n\x1a\n" },
  { mime: "image/jpeg", at: 0, mark: "\xff\xd8\xff" },
  { mime: "image/gif", at: 0, mark: "GIF87a" },
  { mime: "image/gif", at: 0, mark: "GIF89a" },
  { mime: "image/webp", at: 8, mark: "WEBP" },
];

/** So many bytes tell what a file is. */
export const imageHeadBytes = 16;

/** What kind of picture begins like this; undefined where it is none that models take. */
export function imageMime(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, imageHeadBytes)).toString("latin1");
  const found = marks.find(({ at, mark }) => text.startsWith(mark, at));
  return found?.mime === "image/webp" && !text.startsWith("RIFF") ? undefined : found?.mime;
}
