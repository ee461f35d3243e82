/**
 * What a terminal would show of an output: no colours and no other control sequences, of a line that
 * was written over only the last state.
 */
export function plainText(output: string): string {
  return Bun.stripANSI(output)
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.replace(/\r+$/, ""))
    .map((line) => line.slice(line.lastIndexOf("\r") + 1))
    .map(withoutControls)
    .join("\n");
}

/** A character that is taken back is not shown; other control characters show nothing. */
function withoutControls(line: string): string {
  return (line.includes("\b") ? takenBack(line) : line).replace(/[^\P{Cc}\t]/gu, "");
}

function takenBack(line: string): string {
  const shown: string[] = [];
  for (const character of line) {
    if (character === "\b") shown.pop();
    else shown.push(character);
  }
  return shown.join("");
}
