/** A sign that is no character: it stands before a piece of a reply that goes on with the block above it. */
export const goesOnMark = "\ufdd0";

/** Whether a piece of a reply belongs to the block that ended the piece before, without an empty line between. */
export function goesOn(text: string): boolean {
  return text.startsWith(goesOnMark);
}
