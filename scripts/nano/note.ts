/**
 * What is asked, as a comment before the line that does it: so a small model copies one sentence after
 * the other and then only has to put the one just written into code.
 */
export function note(mark: "#" | "//", indent: string, words: string): string {
  return words === "" ? "" : `${indent}${mark} ${words.replace(/[.;:,]$/, "")}\n`;
}
