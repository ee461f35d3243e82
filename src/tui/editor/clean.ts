/** Colours and cursor moves of a terminal, as one finds them in copied output. */
const controlSequence = new RegExp(`${String.fromCharCode(27)}\\[[0-?]*[ -/]*[@-~]`, "g");
const control = /[^\P{Cc}\n\t]/gu;

/** A text without anything that would act on the terminal; lines end in "\n". */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(controlSequence, "")
    .replace(control, "")
    .toWellFormed();
}
